//! `/receive`: goods have come in. Those that were ordered count as come, so that no more of them are expected.

use commerce::catalogue::Sku;
use commerce::incoming::{self, Incoming};
use commerce::ledger::Line;
use commerce::place::Warehouse;
use commerce::{MovementKind, SkuId, WarehouseId};
use kit::{Button, Command, Cx, Effect, Field, Offer, Reply, Result, Spec};

use crate::adjust::{SKU, WAREHOUSE};
use crate::fault::told;
use crate::{change, find};

pub struct Receive;

const QUANTITY: Field<i64> = Field::whole("quantity", 1, 1_000_000);
const DOCUMENT: Field<String> = Field::rest("document").or("-").asked();

impl Command for Receive {
    const SPEC: Spec = Spec::new("receive")
        .fields(&[SKU.spec, QUANTITY.spec, WAREHOUSE.spec, DOCUMENT.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .icon("📥");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let warehouse = find::warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await?;
        let quantity = cx.get(&QUANTITY)?;
        let named = cx.get(&DOCUMENT)?;
        let named = named.trim_matches('-').trim();
        let lines = vec![Line::new(MovementKind::Receive, sku.id, warehouse.id, quantity)];
        let expected = expected(cx, sku.id, warehouse.id).await?;
        let Some(order) = expected.iter().find(|order| find::is_same(&order.doc_id, named)) else {
            let reply = change::propose(cx, change::document(cx, "receive", named, lines)).await?;
            return Ok(orders(cx, reply, (&sku, &warehouse, quantity), &expected));
        };
        let mut document = change::document(cx, incoming::RECEIPT, &order.doc_id, lines);
        document.doc_id = incoming::receipt(order.id, &document.doc_id);
        let mut reply = change::propose(cx, document).await?;
        let left = order.outstanding().saturating_sub(quantity).max(0);
        let args = kit::args![order = order.doc_id.clone(), left = left, shown = cx.number(left)];
        let after = cx.tell("inventory-receive-order", args);
        for message in &mut reply.messages {
            message.text = message.text.clone().line(&after);
        }
        Ok(reply)
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        find::check_stocked(cx, field).await
    }

    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        match field {
            "quantity" => Ok(find::quantities()),
            "warehouse" => find::offers(cx, &find::sku(cx, &cx.get(&SKU)?).await?).await,
            "document" => {
                let sku = find::sku(cx, &cx.get(&SKU)?).await?;
                let warehouse = find::warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await?;
                let expected = expected(cx, sku.id, warehouse.id).await?;
                let offered = expected.iter().take(OFFERED);
                Ok(offered.map(|order| Offer::new(label(cx, order), order.doc_id.clone())).collect())
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// Orders offered at once: the others are written.
const OFFERED: usize = 6;

/// What is still to come of a SKU into a warehouse, soonest first.
async fn expected(cx: &Cx, sku: SkuId, warehouse: WarehouseId) -> Result<Vec<Incoming>> {
    let mut open = incoming::of(&mut cx.read().await?, sku).await.map_err(|error| told(cx, error))?;
    open.retain(|order| order.warehouse_id == warehouse && order.outstanding() > 0);
    Ok(open)
}

fn label(cx: &Cx, order: &Incoming) -> String {
    format!("{}: {}", order.doc_id, cx.number(order.outstanding()))
}

/// A button for each order that it may belong to: what came by an order is not expected any more.
fn orders(
    cx: &Cx,
    reply: Reply,
    (sku, warehouse, quantity): (&Sku, &Warehouse, i64),
    expected: &[Incoming],
) -> Reply {
    if expected.is_empty() {
        return reply;
    }
    let mut reply = reply;
    for message in &mut reply.messages {
        message.text = message.text.clone().line(&cx.say("inventory-receive-which"));
    }
    for pair in expected.get(..OFFERED).unwrap_or(expected).chunks(2) {
        let button = |order: &Incoming| {
            let line = format!("receive #{} {quantity} #{} {}", sku.id, warehouse.id, order.doc_id);
            Button::command(format!("📦 {}", label(cx, order)), &line)
        };
        reply = reply.row(pair.iter().map(button).collect::<Vec<_>>());
    }
    reply
}

#[cfg(test)]
mod story {
    use commerce::incoming::{self, Expected};

    use crate::world::{Shop, open};

    /// Fifty mugs are ordered for Kyiv.
    async fn orders(shop: &Shop, number: &str) {
        let mut tx = shop.stage.app.db.begin().await.unwrap();
        let order = Expected {
            sku: shop.mug,
            warehouse: shop.kyiv,
            quantity: 50,
            received: 0,
            doc: ("purchase".into(), number.into(), 1),
            actor: "Lea (102)".into(),
            expected_at: None,
        };
        incoming::expect(&mut tx, &[order], shop.stage.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn what_was_ordered_and_has_come_is_not_expected_any_more() {
        let shop = open().await;
        orders(&shop, "PO-17").await;
        shop.stage.anna().says("/receive MUG-10 20 KYIV").await;
        shop.stage.anna().taps("PO-17").await;
        shop.stage.anna().taps("Write it").await;
        shop.stage.anna().says("/receive MUG-10 20 KYIV po-17").await;
        shop.stage.anna().taps("Write it").await;
        shop.stage.anna().taps("Undo").await;
        shop.stage.anna().taps("Card").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: /receive MUG-10 20 KYIV
        bot → Anna: This would change:
            MUG-10 · KYIV: 12 → 32 (+20)
            Some are on order. If these are they, choose the order, so that they are not expected any more:
            [✅ Write it]
            [✖ Cancel]
            [📦 PO-17: 50]
        Anna: [PO-17]
        bot ✎ Anna: This would change:
            MUG-10 · KYIV: 12 → 32 (+20)
            Reason: PO-17
            Of order PO-17 30 more are expected after this.
            [✅ Write it]
            [✖ Cancel]
        Anna: [Write it]
        bot ✎ Anna: ✅ Written:
            MUG-10 · KYIV: 12 → 32 (+20)
            [↩ Undo]
            [📦 Card]
        Anna: /receive MUG-10 20 KYIV po-17
        bot → Anna: This would change:
            MUG-10 · KYIV: 32 → 52 (+20)
            Reason: PO-17
            Of order PO-17 10 more are expected after this.
            [✅ Write it]
            [✖ Cancel]
        Anna: [Write it]
        bot ✎ Anna: ✅ Written:
            MUG-10 · KYIV: 32 → 52 (+20)
            [↩ Undo]
            [📦 Card]
        Anna: [Undo]
        bot ✎ Anna: ↩ Taken back:
            MUG-10 · KYIV: 52 → 32 (−20)
            [📦 Card]
        Anna: [Card]
        bot ✎ Anna: MUG-10 · new
            Coffee mug, blue

            KYIV: 32 on hand, 30 coming, 32 free
            LVIV: 0 on hand, 0 free
            📈 62 expected, reordered at 20: enough.

            −20 KYIV → 32 · taken back
                2026-11-21 12:00 · Anna (103)
            +20 KYIV → 52 · received · PO-17 ↩
                2026-11-21 12:00 · Anna (103)
            +20 KYIV → 32 · received · PO-17
                2026-11-21 12:00 · Anna (103)
            +12 KYIV → 12 · received · PO-7
                2026-11-21 12:00 · Olena (101)
            [± Adjust] [📥 Receive]
            [🔁 Transfer] [🧮 Count]
            [🔒 Hold]
            [📜 History] [🔔 Watch]
            [📈 Chart] [💶 Prices] [🔄 Refresh]
        ");
        let on = &mut shop.stage.app.db.read().await.unwrap();
        assert_eq!(commerce::balance::check(on).await.unwrap(), []);
    }

    #[tokio::test]
    async fn the_form_offers_the_orders_that_are_open() {
        let shop = open().await;
        orders(&shop, "PO-17").await;
        for said in ["/receive", "MUG-10", "30", "KYIV"] {
            shop.stage.anna().says(said).await;
        }
        shop.stage.skip();
        shop.stage.anna().taps("PO-17").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [PO-17]
        bot ✎ Anna: This would change:
            MUG-10 · KYIV: 12 → 42 (+30)
            Reason: PO-17
            ⚠️ That is more than 20 units: a lead must confirm it.
            Of order PO-17 20 more are expected after this.
            [🙋 Ask a lead]
            [✖ Cancel]
        ");
    }

    /// Six orders have a button; Ben writes the seventh, in small letters, and it counts no less.
    #[tokio::test]
    async fn an_order_that_has_no_button_is_written() {
        let shop = open().await;
        for number in 11..=17 {
            orders(&shop, &format!("ЗП-{number}")).await;
        }
        shop.stage.ben().says("/receive MUG-10 20 KYIV").await;
        shop.stage.ben().says("/receive MUG-10 20 kyiv зп-17").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Ben: /receive MUG-10 20 KYIV
        bot → Ben: Это изменит:
            MUG-10 · KYIV: 12 → 32 (+20)
            Часть заказана. Если это она, выберите заказ, чтобы её больше не ждать:
            [✅ Записать]
            [✖ Отмена]
            [📦 ЗП-11: 50] [📦 ЗП-12: 50]
            [📦 ЗП-13: 50] [📦 ЗП-14: 50]
            [📦 ЗП-15: 50] [📦 ЗП-16: 50]
        Ben: /receive MUG-10 20 kyiv зп-17
        bot → Ben: Это изменит:
            MUG-10 · KYIV: 12 → 32 (+20)
            Причина: ЗП-17
            По заказу ЗП-17 после этого ещё ожидается 30.
            [✅ Записать]
            [✖ Отмена]
        ");
    }
}
