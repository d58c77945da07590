//! `@bot dell 7490` in any chat: what there is of it.

use commerce::search::search;
use kit::{Cx, Hit, Inline, Permission, Result, Text};

use crate::fault::told;
use crate::stock::free;

/// Results that fit a phone with the keyboard open, and some to scroll.
const MOST: i64 = 20;

pub struct Find;

impl Inline for Find {
    const NEEDS: Permission = crate::SEE;

    async fn answer(&self, cx: &mut Cx, words: &str) -> Result<Vec<Hit>> {
        if words.trim().is_empty() {
            return Ok(Vec::new());
        }
        let found = search(&mut cx.read().await?, words, MOST, 0).await.map_err(|error| told(cx, error))?;
        let hit = |hit: commerce::search::Hit| {
            let free = free(cx, &hit);
            let condition = cx.label(&format!("inventory-condition-{}", hit.condition.name()));
            let head =
                Text::new().bold(&hit.code).push(format!(" · {condition}")).push("\n").push(&hit.title);
            Hit {
                id: hit.id.to_string(),
                title: format!("{} · {}", hit.code, free.body),
                about: hit.title.clone(),
                text: head.line(&free),
            }
        };
        Ok(found.hits.into_iter().map(hit).collect())
    }
}

#[cfg(test)]
mod story {
    use crate::world::open;

    #[tokio::test]
    async fn the_bots_name_and_words_find_stock_for_the_staff() {
        let shop = open().await;
        shop.stage.ben().asks("7490 16gb").await;
        shop.stage.ben().asks("").await;
        shop.stage.sam().asks("7490").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r#"
        Ben: @quartermaster_bot 7490 16gb
        bot offers: DELL-7490-A · свободно 9 — Dell Latitude 7490 14" i5-8350U 16GB 256GB
        bot offers: DELL-7490-B · свободно 1 — Dell Latitude 7490 14" i7-8650U 16GB 512GB
        Ben: @quartermaster_bot
        bot offers nothing
        Sam: @quartermaster_bot 7490
        bot offers: (🔑 Request access)
        "#);
    }
}
