//! `/recount`: how many of one SKU there are at a place, written as a cycle count would write it: by the difference.

use commerce::MovementKind;
use commerce::ledger::{self, Line, Plan};
use kit::{Command, Cx, Effect, Fault, Field, Offer, Reply, Result, Spec, Text};

use crate::adjust::{SKU, WAREHOUSE};
use crate::fault::told;
use crate::{card, change, find};

pub struct Recount;

const COUNTED: Field<i64> = Field::whole("counted", 0, 1_000_000);

/// The same as of a cycle count: history tells both as counted.
const DOCUMENT: &str = "count";

impl Command for Recount {
    const SPEC: Spec = Spec::new("recount")
        .fields(&[SKU.spec, WAREHOUSE.spec, COUNTED.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .icon("🧮");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let warehouse = find::warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await?;
        find::refuse_unstocked(cx, &sku)?;
        let counted = cx.get(&COUNTED)?;
        let delta = ledger::delta_to(&mut cx.read().await?, sku.id, warehouse.id, counted).await;
        let delta = delta.map_err(|error| told(cx, error))?;
        if delta == 0 {
            let line = Text::new().bold(&sku.code).push(format!(" · {}: ", warehouse.code));
            let line = line.bold(cx.number(counted));
            let card = card::button(cx, "inventory-card", sku.id);
            return Ok(Reply::text(cx.say("inventory-count-as-expected").line(&line)).row([card]));
        }
        let line = Line::new(MovementKind::Count, sku.id, warehouse.id, delta);
        change::propose(cx, change::document(cx, DOCUMENT, "", vec![line])).await
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        find::check_stocked(cx, field).await
    }

    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        match field {
            "warehouse" => find::offers(cx, &find::sku(cx, &cx.get(&SKU)?).await?).await,
            "counted" => {
                let sku = find::sku(cx, &cx.get(&SKU)?).await?;
                let warehouse = find::warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await?;
                let balances = commerce::balance::of(&mut cx.read().await?, sku.id).await;
                let balances = balances.map_err(|error| told(cx, error))?;
                // A number, not “as expected”: what is expected may be another by the time it is pressed.
                let here = balances.iter().find(|b| b.warehouse_id == warehouse.id).map(|b| b.on_hand.max(0));
                Ok(here.map(|here| Offer::new(cx.number(here), here.to_string())).into_iter().collect())
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// The refusal of a count that is not true any more: somebody has corrected the same stock since, and of two corrections
/// of one loss only one is true. What was sold or carried meanwhile leaves the difference as it is. Knows of what is
/// committed, and so not of what this press writes.
pub async fn overtaken(cx: &Cx, plan: &Plan) -> Result<Option<Fault>> {
    let document = &plan.document;
    if document.doc_type != DOCUMENT {
        return Ok(None);
    }
    let mut on = cx.read().await?;
    for effect in &plan.effects {
        let place = (effect.sku, effect.warehouse);
        let corrected = ledger::corrected_since(&mut on, place, document.occurred_at).await;
        if corrected.map_err(|error| told(cx, error))? {
            let args = kit::args![code = effect.code.clone(), warehouse = effect.warehouse_code.clone()];
            return Ok(Some(cx.refuse("inventory-recount-again", args)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod story {
    use std::time::Duration;

    use crate::world::{open, sells};

    #[tokio::test]
    async fn anna_counts_the_mugs_from_their_card() {
        let shop = open().await;
        shop.stage.anna().says("MUG-10").await;
        shop.stage.skip();
        shop.stage.anna().taps("Count").await;
        shop.stage.anna().taps("KYIV").await;
        shop.stage.anna().says("a few").await;
        shop.stage.anna().says("9").await;
        shop.stage.anna().taps("Write it").await;
        shop.stage.anna().taps("Undo").await;
        shop.stage.anna().says("/recount MUG-10 KYIV 12").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Count]
        bot ✎ Anna: 🧮 Count one SKU
            In which warehouse?
            Choose below, or write it.
            [KYIV: 12] [LVIV: 0]
            [‹ Back] [✖ Cancel]
        Anna: [KYIV]
        bot ✎ Anna: 🧮 Count one SKU
            How many are there?
            A whole number from 0 to 1,000,000.
            [12]
            [‹ Back] [✖ Cancel]
        Anna: a few
        bot → Anna: This is not a whole number.

            🧮 Count one SKU
            How many are there?
            A whole number from 0 to 1,000,000.
            [12]
            [‹ Back] [✖ Cancel]
        Anna: 9
        bot → Anna: This would change:
            MUG-10 · KYIV: 12 → 9 (−3)
            [✅ Write it]
            [✖ Cancel]
        Anna: [Write it]
        bot ✎ Anna: ✅ Written:
            MUG-10 · KYIV: 12 → 9 (−3)
            [↩ Undo]
            [📦 Card]
        Anna: [Undo]
        bot ✎ Anna: ↩ Taken back:
            MUG-10 · KYIV: 9 → 12 (+3)
            [📦 Card]
        Anna: /recount MUG-10 KYIV 12
        bot → Anna: ✔ Counted; it is what I believed, so there is nothing to write:
            MUG-10 · KYIV: 12
            [📦 Card]
        ");
        let on = &mut shop.stage.app.db.read().await.unwrap();
        let newest = commerce::ledger::history(on, shop.mug, None, 2).await.unwrap();
        assert!(newest.iter().all(|movement| movement.kind == commerce::MovementKind::Count));
        assert_eq!(commerce::balance::check(on).await.unwrap(), []);
    }

    #[tokio::test]
    async fn a_count_far_off_is_for_a_lead_and_some_things_cannot_be_counted() {
        let shop = open().await;
        shop.stage.anna().says("/recount MUG-10 KYIV 40").await;
        shop.stage.anna().taps("Ask a lead").await;
        shop.stage.lea().taps("Confirm").await;
        shop.stage.anna().says("/recount MUG-SET KYIV 2").await;
        shop.stage.anna().says("/recount MUG-10 MOON 2").await;
        shop.stage.anna().says("/recount TEAPOT KYIV 2").await;
        shop.stage.anna().says("/recount MUG-10 KYIV -2").await;
        shop.stage.sam().says("/recount MUG-10 KYIV 2").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: /recount MUG-10 KYIV 40
        bot → Anna: This would change:
            MUG-10 · KYIV: 12 → 40 (+28)
            ⚠️ That is more than 20 units: a lead must confirm it.
            [🙋 Ask a lead]
            [✖ Cancel]
        Anna: [Ask a lead]
        bot ✎ Anna: I have asked 2 leads. You will hear here what was decided about:
            MUG-10 · KYIV: 12 → 40 (+28)
        bot → Olena: 🙋 Anna просить записати:
            MUG-10 · KYIV: 12 → 40 (+28)
            [✅ Підтвердити] [✖ Відмовити]
        bot → Lea: 🙋 Anna asks to write this:
            MUG-10 · KYIV: 12 → 40 (+28)
            [✅ Confirm] [✖ Refuse]
        Lea: [Confirm]
        bot ✎ Lea: ✅ Written:
            MUG-10 · KYIV: 12 → 40 (+28)
            [↩ Undo]
            [📦 Card]
        bot → Anna: ✅ Lea has confirmed; it is written:
            MUG-10 · KYIV: 12 → 40 (+28)
        Anna: /recount MUG-SET KYIV 2
        bot → Anna: MUG-SET has no stock of its own: it is put together from others, or it is a service.
        Anna: /recount MUG-10 MOON 2
        bot → Anna: There is no warehouse “MOON”. There are: KYIV, LVIV.
        Anna: /recount TEAPOT KYIV 2
        bot → Anna: There is no SKU “TEAPOT”. /stock finds it by words.
        Anna: /recount MUG-10 KYIV -2
        bot → Anna: counted must be between 0 and 1,000,000.
            This is how it is written: /recount <sku> <warehouse> <counted>
        Sam: /recount MUG-10 KYIV 2
        bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
            [🔑 Request access]
        ");
    }

    /// A sale between the counting and the press leaves the difference as it is; a correction does not: the same two mugs
    /// would be missing twice.
    #[tokio::test]
    async fn what_was_sold_meanwhile_is_no_loss_and_what_was_corrected_is_counted_again() {
        let shop = open().await;
        shop.stage.anna().says("/recount MUG-10 KYIV 10").await;
        shop.stage.wait(Duration::from_mins(1));
        sells(&shop, shop.mug, 1).await;
        shop.stage.anna().taps("Write it").await;
        shop.stage.wait(Duration::from_mins(1));
        shop.stage.ben().says("/adjust MUG-10 -2 KYIV lost").await;
        shop.stage.ben().taps("Записать").await;
        shop.stage.anna().taps("Write it").await;
        shop.stage.anna().says("/recount MUG-10 KYIV 9").await;
        let told = shop.stage.transcript();
        let hers: Vec<_> = told.lines().skip_while(|line| !line.contains("Write it]")).collect();
        insta::assert_snapshot!(hers.join("\n"), @r"
            [✅ Write it]
            [✖ Cancel]
        Anna: [Write it]
        bot ✎ Anna: The stock has moved meanwhile; nothing was written. Now it would change like this:
            MUG-10 · KYIV: 11 → 9 (−2)
            [✅ Write it]
            [✖ Cancel]
        Ben: /adjust MUG-10 -2 KYIV lost
        bot → Ben: Это изменит:
            MUG-10 · KYIV: 11 → 9 (−2)
            Причина: Утеряно
            [✅ Записать]
            [✖ Отмена]
        Ben: [Записать]
        bot ✎ Ben: ✅ Записано:
            MUG-10 · KYIV: 11 → 9 (−2)
            [↩ Отменить]
            [📦 Карточка]
        Anna: [Write it]
        bot (alert) The stock of MUG-10 in KYIV was corrected after you counted, so the same loss could be written twice. Nothing was written; please count again.
        Anna: /recount MUG-10 KYIV 9
        bot → Anna: ✔ Counted; it is what I believed, so there is nothing to write:
            MUG-10 · KYIV: 9
            [📦 Card]
        ");
    }

    /// Both have missed the same two mugs, and then two others came: the stock is what Anna saw, and her count is not true.
    #[tokio::test]
    async fn a_loss_that_was_written_is_not_written_again_when_the_stock_is_what_it_was() {
        let shop = open().await;
        shop.stage.anna().says("/recount MUG-10 KYIV 10").await;
        shop.stage.wait(Duration::from_mins(1));
        shop.stage.ben().says("/recount MUG-10 KYIV 10").await;
        shop.stage.ben().taps("Записать").await;
        shop.stage.lea().says("/receive MUG-10 2 KYIV PO-9").await;
        shop.stage.lea().taps("Write it").await;
        shop.stage.skip();
        shop.stage.anna().taps("Write it").await;
        shop.stage.anna().says("/recount MUG-10 KYIV 12").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Write it]
        bot (alert) The stock of MUG-10 in KYIV was corrected after you counted, so the same loss could be written twice. Nothing was written; please count again.
        Anna: /recount MUG-10 KYIV 12
        bot → Anna: ✔ Counted; it is what I believed, so there is nothing to write:
            MUG-10 · KYIV: 12
            [📦 Card]
        ");
    }
}
