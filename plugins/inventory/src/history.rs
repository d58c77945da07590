//! What happened to a SKU, newest first, a page at a time.

use commerce::{MovementId, SkuId, catalogue, ledger};
use kit::{Button, Cx, Reply, Result, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use crate::card::{self, moved};
use crate::fault::told;

/// Movements on one page.
const PAGE: i64 = 10;

/// From where to read on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct From {
    sku: i64,
    before: Option<i64>,
}

pub fn button(cx: &Cx, sku: SkuId) -> Button {
    Button::tap::<History>(cx.label("inventory-history"), &From { sku: sku.0, before: None })
}

pub struct History;

impl Tap for History {
    type Value = From;
    const SPEC: TapSpec = TapSpec::new("ih", crate::SEE, "stock");

    async fn run(&self, cx: &mut Cx, from: From) -> Result<Reply> {
        let mut on = cx.read().await?;
        let sku = catalogue::by_id(&mut on, SkuId(from.sku)).await.map_err(|error| told(cx, error))?;
        let before = from.before.map(MovementId);
        let page = ledger::history(&mut on, sku.id, before, PAGE).await.map_err(|error| told(cx, error))?;
        let mut text = Text::new().push("📜 ").bold(&sku.code).push("\n");
        if page.is_empty() {
            text = text.line(&cx.say("inventory-no-history"));
        }
        for movement in &page {
            text = text.line(&moved(cx, movement));
        }
        let full = page.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        let older = page.last().filter(|_| full).map(|last| From { sku: from.sku, before: Some(last.id.0) });
        let older = older.map(|from| Button::tap::<Self>(cx.label("inventory-older"), &from));
        let back = card::button(cx, "kit-back", SkuId(from.sku));
        Ok(Reply::text(text).row([back].into_iter().chain(older)).instead())
    }
}

#[cfg(test)]
mod story {
    use commerce::ledger::{self, Document, Line};
    use commerce::{MovementKind, place};

    use crate::world::open;

    #[tokio::test]
    async fn what_was_put_into_a_bin_is_found_there() {
        let shop = open().await;
        let now = shop.stage.app.clock.now();
        let mut tx = shop.stage.app.db.begin().await.unwrap();
        let bin = Some(place::put_bin(&mut tx, shop.kyiv, "A-17").await.unwrap());
        let out = Line::new(MovementKind::Transfer, shop.mug, shop.kyiv, -12);
        let into = Line { line: 2, bin, delta: 12, ..out.clone() };
        let mut put_away = Document::one(("put_away", "1"), "Anna (103)", "", now, out);
        put_away.lines.push(into);
        ledger::post(&mut tx, &[put_away], now).await.unwrap();
        tx.commit().await.unwrap();
        shop.stage.anna().says("MUG-10").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: MUG-10
        bot → Anna: MUG-10 · new
            Coffee mug, blue

            KYIV: 12 on hand, 12 free · 📍 A-17
            LVIV: 0 on hand, 0 free
            📉 12 expected, reordered at 20: order 70.

            −12 KYIV → 12 · transferred
                2026-11-21 12:00 · Anna (103)
            +12 KYIV · A-17 → 24 · transferred
                2026-11-21 12:00 · Anna (103)
            +12 KYIV → 12 · received · PO-7
                2026-11-21 12:00 · Olena (101)
            [± Adjust] [📥 Receive]
            [🔁 Transfer] [🧮 Count]
            [🔒 Hold]
            [📜 History] [🔔 Watch]
            [📈 Chart] [💶 Prices] [🔄 Refresh]
        ");
    }

    #[tokio::test]
    async fn the_history_is_turned_page_by_page() {
        let shop = open().await;
        for n in 1..=11 {
            shop.stage.anna().says(&format!("/receive MUG-10 {n} KYIV PO-{n}")).await;
            shop.stage.anna().taps("Write it").await;
        }
        shop.stage.anna().says("MUG-10").await;
        shop.stage.anna().taps("History").await;
        shop.stage.skip();
        shop.stage.anna().taps("Older").await;
        shop.stage.anna().taps("Back").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Older]
        bot ✎ Anna: 📜 MUG-10

            +1 KYIV → 13 · received · PO-1
                2026-11-21 12:00 · Anna (103)
            +12 KYIV → 12 · received · PO-7
                2026-11-21 12:00 · Olena (101)
            [‹ Back]
        Anna: [Back]
        bot ✎ Anna: MUG-10 · new
            Coffee mug, blue

            KYIV: 78 on hand, 78 free
            LVIV: 0 on hand, 0 free
            📈 78 expected, reordered at 20: enough.

            +11 KYIV → 78 · received · PO-11
                2026-11-21 12:00 · Anna (103)
            +10 KYIV → 67 · received · PO-10
                2026-11-21 12:00 · Anna (103)
            +9 KYIV → 57 · received · PO-9
                2026-11-21 12:00 · Anna (103)
            +8 KYIV → 48 · received · PO-8
                2026-11-21 12:00 · Anna (103)
            +7 KYIV → 40 · received · PO-7
                2026-11-21 12:00 · Anna (103)
            [± Adjust] [📥 Receive]
            [🔁 Transfer] [🧮 Count]
            [🔒 Hold]
            [📜 History] [🔔 Watch]
            [📈 Chart] [💶 Prices] [🔄 Refresh]
        ");
    }
}
