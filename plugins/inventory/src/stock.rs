//! `/stock`: what somebody typed or scanned, as a card, a list, or the nearest there is.

use commerce::Gtin;
use commerce::search::{Found, Hit, How, RANKED, search};
use kit::{Button, Command, Cx, Field, Reply, Result, Said, Spec, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use crate::card::{self, Show};
use crate::doubt;
use crate::fault::told;
use crate::scan::{self, Code};

pub struct Stock;

const WORDS: Field<String> = Field::rest("words");

impl Command for Stock {
    const SPEC: Spec = Spec::new("stock")
        .aliases(&["find"])
        .fields(&[WORDS.spec])
        .needs(crate::SEE)
        .hears(looks_like_a_code)
        .icon("📦");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        answer(cx, &cx.get(&WORDS)?).await
    }
}

/// The card of what these words mean, or the list of what they can mean.
pub async fn answer(cx: &Cx, words: &str) -> Result<Reply> {
    let found = found(cx, words, 0).await?;
    // The nearest title says nothing of a barcode that nobody knows.
    let known = !found.hits.is_empty() && found.how != How::Near;
    if !known && words.parse::<Gtin>().is_ok() {
        return scan::unknown(cx, &Code::typed(words), "").await;
    }
    let digits = words.trim();
    if !known && let Some(right) = doubt::right_digit(digits) {
        // They may be meant for a code as well.
        let near = if found.hits.is_empty() { Reply::text(Text::new()) } else { list(cx, words, &found, 0) };
        return doubt::add(cx, (digits, right), "", near).await;
    }
    match found.hits.as_slice() {
        [hit] if found.how != How::Near => Ok(Reply::message(card::message(cx, hit.id).await?)),
        [] => Err(cx.refuse("inventory-nothing", kit::args![words = words.to_owned()]).at("words")),
        _ => Ok(list(cx, words, &found, 0)),
    }
}

/// One word with a digit in it: `DELL-7490-A`, `4006381333931`. Sentences are left alone, and so are questions.
fn looks_like_a_code(said: &Said) -> bool {
    said.file.is_none() && is_a_code(said.text.trim())
}

pub fn is_a_code(text: &str) -> bool {
    let is_word = !text.contains(char::is_whitespace) && (3..=40).contains(&text.chars().count());
    is_word
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || "-_./#+".contains(c))
}

/// Hits on one page: what a phone shows without scrolling.
const PAGE: i64 = 8;

async fn found(cx: &Cx, words: &str, skip: i64) -> Result<Found> {
    search(&mut cx.read().await?, words, PAGE, skip).await.map_err(|error| told(cx, error))
}

/// Hits as buttons that open their cards in this message, and the way to the next page.
fn list(cx: &Cx, words: &str, found: &Found, skip: i64) -> Reply {
    let more = found.total > RANKED;
    let args = kit::args![
        words = words.to_owned(),
        count = found.total.min(RANKED),
        total = cx.number(found.total.min(RANKED)),
        more = if more { "yes" } else { "no" }
    ];
    let key = if found.how == How::Near { "inventory-nearest" } else { "inventory-found" };
    let mut text = cx.tell(key, args);
    for hit in &found.hits {
        let free = free(cx, hit);
        text = text.line(
            &Text::new()
                .push("• ")
                .bold(&hit.code)
                .push(" · ")
                .join(&free)
                .push("\n   ")
                .push(short(&hit.title)),
        );
    }
    let button = |hit: &Hit| Button::tap::<Show>(hit.code.clone(), &hit.id.0);
    let mut reply = Reply::text(text);
    for pair in found.hits.chunks(2) {
        reply = reply.row(pair.iter().map(button).collect::<Vec<_>>());
    }
    let turn = |key: &str, skip| Button::tap::<Turn>(cx.label(key), &Page { words: words.to_owned(), skip });
    let back = (skip > 0).then(|| turn("inventory-previous", (skip - PAGE).max(0)));
    let next = (skip + PAGE < found.total).then(|| turn("inventory-next", skip + PAGE));
    reply.row(back.into_iter().chain(next))
}

/// How many of a hit can be promised; none while it is off sale.
pub fn free(cx: &Cx, hit: &Hit) -> Text {
    if hit.held {
        return cx.say("inventory-not-for-sale");
    }
    cx.tell("inventory-free", kit::args![free = cx.number(hit.free)])
}

/// A title for a line of a phone.
pub fn short(title: &str) -> String {
    let mut short: String = title.chars().take(60).collect();
    if short.len() < title.len() {
        short.push('…');
    }
    short
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    words: String,
    skip: i64,
}

/// Turns the page.
pub struct Turn;

impl Tap for Turn {
    type Value = Page;
    const SPEC: TapSpec = TapSpec::new("it", crate::SEE, "stock");

    async fn run(&self, cx: &mut Cx, page: Page) -> Result<Reply> {
        let found = found(cx, &page.words, page.skip).await?;
        Ok(list(cx, &page.words, &found, page.skip).instead())
    }
}

#[cfg(test)]
mod story {
    use crate::world::{DELL_EAN, open};

    #[tokio::test]
    async fn anna_asks_what_there_is_and_opens_a_card() {
        let shop = open().await;
        shop.stage.anna().says("/stock dell 7490").await;
        shop.stage.anna().taps("DELL-7490-A").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r#"
        Anna: /stock dell 7490
        bot → Anna: 2 matches for “dell 7490”:
            • DELL-7490-A · 9 free
               Dell Latitude 7490 14" i5-8350U 16GB 256GB
            • DELL-7490-B · 1 free
               Dell Latitude 7490 14" i7-8650U 16GB 512GB
            [DELL-7490-A] [DELL-7490-B]
        Anna: [DELL-7490-A]
        bot ✎ Anna: DELL-7490-A · used
            Dell Latitude 7490 14" i5-8350U 16GB 256GB

            KYIV: 7 on hand, 7 free
            LVIV: 2 on hand, 2 free
            🛒 ebay-main: 9 for 249.00 EUR, active, 7 min ago
            📈 9 expected, reordered at 3: enough.

            +2 LVIV → 2 · received · PO-7
                2026-11-21 12:00 · Olena (101)
            +7 KYIV → 7 · received · PO-7
                2026-11-21 12:00 · Olena (101)

            🏷 2000000000121
            [± Adjust] [📥 Receive]
            [🔁 Transfer] [🧮 Count]
            [🔒 Hold]
            [📜 History] [🔔 Watch]
            [📈 Chart] [💶 Prices] [🔄 Refresh]
        "#);
    }

    #[tokio::test]
    async fn a_code_or_a_barcode_needs_no_command_and_a_mistake_gets_the_nearest() {
        let shop = open().await;
        shop.stage.anna().says("mug-10").await;
        shop.stage.skip();
        shop.stage.ben().says(DELL_EAN).await;
        shop.stage.skip();
        shop.stage.anna().says("/stock delll latitute").await;
        shop.stage.anna().says("/stock teapot").await;
        shop.stage.anna().says("/stock").await;
        shop.stage.sam().says("MUG-10").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r#"
        Anna: /stock delll latitute
        bot → Anna: Nothing is called “delll latitute”. These are the nearest:
            • DELL-7490-A · 9 free
               Dell Latitude 7490 14" i5-8350U 16GB 256GB
            • DELL-7490-B · 1 free
               Dell Latitude 7490 14" i7-8650U 16GB 512GB
            [DELL-7490-A] [DELL-7490-B]
        Anna: /stock teapot
        bot → Anna: I found nothing for “teapot”, and nothing that is spelled alike. Try fewer words, or the beginning of the code.
        Anna: /stock
        bot → Anna: 📦 Stock
            What are you looking for? A code, a barcode, or words of the title.
            Write your answer.
            [✖ Cancel]
        Sam: MUG-10
        bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
            [🔑 Request access]
        "#);
    }
}
