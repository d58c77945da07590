//! `/adjust`: more or fewer than the bot believes, with the reason.

use commerce::MovementKind;
use commerce::ledger::Line;
use kit::{Command, Cx, Effect, Field, Offer, Reply, Result, Spec};

use crate::{change, find};

pub struct Adjust;

pub const SKU: Field<String> = Field::word("sku");
const DELTA: Field<i64> = Field::whole("delta", -1_000_000, 1_000_000);
pub const WAREHOUSE: Field<String> = Field::word("warehouse");
const REASON: Field<String> = Field::rest("reason");

/// Why stock is not what it was, as one button each. What is broken or stolen is written off.
const REASONS: [(&str, MovementKind); 5] = [
    ("damaged", MovementKind::WriteOff),
    ("lost", MovementKind::WriteOff),
    ("found", MovementKind::Adjust),
    ("miscounted", MovementKind::Adjust),
    ("sample", MovementKind::WriteOff),
];

/// Whether it is a reason that a button gives.
pub fn is_known(reason: &str) -> bool {
    REASONS.iter().any(|(name, _)| *name == reason)
}

impl Command for Adjust {
    const SPEC: Spec = Spec::new("adjust")
        .fields(&[SKU.spec, DELTA.spec, WAREHOUSE.spec, REASON.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .icon("±");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let delta = cx.get(&DELTA)?;
        if delta == 0 {
            return Err(cx.refuse("inventory-zero", kit::args![]).at("delta"));
        }
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let warehouse = find::warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await?;
        let reason = cx.get(&REASON)?;
        let known = REASONS.iter().find(|(name, _)| *name == reason);
        // Only what leaves can be written off.
        let kind = known.map(|(_, kind)| *kind).filter(|_| delta < 0).unwrap_or(MovementKind::Adjust);
        let line = Line::new(kind, sku.id, warehouse.id, delta);
        let document = change::document(cx, "adjust", &reason, vec![line]);
        change::propose(cx, document).await.map_err(|fault| fault.at("delta"))
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        find::check_stocked(cx, field).await
    }

    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        match field {
            "delta" => Ok([-10, -5, -1, 1, 5, 10]
                .map(|n| Offer::new(crate::told::signed(cx, n), n.to_string()))
                .into()),
            "warehouse" => find::offers(cx, &find::sku(cx, &cx.get(&SKU)?).await?).await,
            "reason" => {
                let offer = |name: &str| Offer::new(cx.label(&format!("inventory-reason-{name}")), name);
                Ok(REASONS.iter().map(|(name, _)| offer(name)).collect())
            }
            _ => Ok(Vec::new()),
        }
    }
}

#[cfg(test)]
mod story {
    use crate::world::open;

    #[tokio::test]
    async fn anna_writes_off_two_mugs_with_one_hand_and_takes_it_back() {
        let shop = open().await;
        shop.stage.anna().says("MUG-10").await;
        shop.stage.skip();
        shop.stage.anna().taps("Adjust").await;
        shop.stage.anna().says("-2").await;
        shop.stage.anna().taps("KYIV").await;
        shop.stage.anna().taps("Damaged").await;
        let write = shop.stage.anna().remembers("Write it");
        shop.stage.anna().taps("Write it").await;
        shop.stage.anna().presses(write.0, &write.1, "[Write it, again]").await;
        shop.stage.anna().taps("Undo").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Adjust]
        bot ✎ Anna: ± Adjust stock
            How many more, or fewer (with a minus)?
            A whole number from −1,000,000 to 1,000,000.
            [−10] [−5] [−1]
            [+1] [+5] [+10]
            [‹ Back] [✖ Cancel]
        Anna: -2
        bot → Anna: ± Adjust stock
            In which warehouse?
            Choose below, or write it.
            [KYIV: 12] [LVIV: 0]
            [‹ Back] [✖ Cancel]
        Anna: [KYIV]
        bot ✎ Anna: ± Adjust stock
            Why?
            Choose below, or write it.
            [Damaged] [Lost] [Found]
            [Miscounted] [Sample]
            [‹ Back] [✖ Cancel]
        Anna: [Damaged]
        bot ✎ Anna: This would change:
            MUG-10 · KYIV: 12 → 10 (−2)
            Reason: Damaged
            [✅ Write it]
            [✖ Cancel]
        Anna: [Write it]
        bot ✎ Anna: ✅ Written:
            MUG-10 · KYIV: 12 → 10 (−2)
            [↩ Undo]
            [📦 Card]
        Anna: [Write it, again]
        bot (toast) This was done already.
        Anna: [Undo]
        bot ✎ Anna: ↩ Taken back:
            MUG-10 · KYIV: 10 → 12 (+2)
            [📦 Card]
        ");
        let on = &mut shop.stage.app.db.read().await.unwrap();
        assert_eq!(
            commerce::balance::check(on).await.unwrap(),
            [],
            "the balances are not the sums of the movements"
        );
    }

    #[tokio::test]
    async fn what_cannot_be_is_refused_with_a_reason() {
        let shop = open().await;
        shop.stage.anna().says("/adjust MUG-10 0 KYIV found").await;
        shop.stage.anna().says("/adjust MUG-10 -13 KYIV lost").await;
        shop.stage.anna().says("/adjust MUG-10 1 ODESA found").await;
        shop.stage.anna().says("/adjust MUG-SET 1 KYIV found").await;
        shop.stage.anna().says("/adjust DELL 1 KYIV found").await;
        shop.stage.anna().says("/adjust TEAPOT 1 KYIV found").await;
        shop.stage.anna().says("/adjust MUG-10 many KYIV found").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: /adjust MUG-10 0 KYIV found
        bot → Anna: A change of zero changes nothing. Please write how many more or fewer.
        Anna: /adjust MUG-10 -13 KYIV lost
        bot → Anna: Only 12 of MUG-10 can be taken in KYIV, not 13. Nothing was changed.
        Anna: /adjust MUG-10 1 ODESA found
        bot → Anna: There is no warehouse “ODESA”. There are: KYIV, LVIV.
        Anna: /adjust MUG-SET 1 KYIV found
        bot → Anna: MUG-SET has no stock of its own: it is put together from others, or it is a service.
        Anna: /adjust DELL 1 KYIV found
        bot → Anna: “DELL” could be DELL-7490-A, DELL-7490-B. Please write the whole code.
        Anna: /adjust TEAPOT 1 KYIV found
        bot → Anna: There is no SKU “TEAPOT”. /stock finds it by words.
        Anna: /adjust MUG-10 many KYIV found
        bot → Anna: There is no warehouse “many”. There are: KYIV, LVIV.

            ± Adjust stock
            In which warehouse?
            Choose below, or write it.
            [KYIV: 12] [LVIV: 0]
            [‹ Back] [✖ Cancel]
        ");
    }

    /// Between the question and the answer Ben has taken some: what would happen now is shown anew.
    #[tokio::test]
    async fn a_plan_that_the_stock_has_overtaken_is_shown_again() {
        let shop = open().await;
        shop.stage.anna().says("/adjust MUG-10 -2 KYIV lost").await;
        shop.stage.ben().says("/adjust MUG-10 -5 KYIV lost").await;
        shop.stage.ben().taps("Записать").await;
        shop.stage.skip();
        shop.stage.anna().taps("Write it").await;
        shop.stage.anna().taps("Write it").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Write it]
        bot ✎ Anna: The stock has moved meanwhile; nothing was written. Now it would change like this:
            MUG-10 · KYIV: 7 → 5 (−2)
            Reason: Lost
            [✅ Write it]
            [✖ Cancel]
        Anna: [Write it]
        bot ✎ Anna: ✅ Written:
            MUG-10 · KYIV: 7 → 5 (−2)
            [↩ Undo]
            [📦 Card]
        ");
    }

    /// In the group Anna proposes and Ben presses: the ledger says that it was Ben, and whose idea it was.
    #[tokio::test]
    async fn whoever_presses_has_written_it() {
        let shop = open().await;
        shop.stage.anna().in_group().says("/adjust MUG-10 -2 KYIV lost").await;
        shop.stage.ben().in_group().taps("Write it").await;
        let on = &mut shop.stage.app.db.read().await.unwrap();
        let newest = commerce::ledger::history(on, shop.mug, None, 1).await.unwrap();
        assert_eq!((newest[0].actor.as_str(), newest[0].reason.as_str()), ("Ben (104)", "lost ✎ Anna"));
        shop.stage.skip();
        shop.stage.anna().says("MUG-10").await;
        let told = shop.stage.transcript();
        assert!(told.contains("−2 KYIV → 10 · written off · Lost ✎ Anna"), "{told}");
    }

    /// What a laptop is worth is not for Anna to know; that she needs a lead for seven of them is.
    #[tokio::test]
    async fn staff_do_not_hear_what_things_cost() {
        let shop = open().await;
        shop.stage.anna().says("/adjust DELL-7490-A -7 KYIV lost").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: /adjust DELL-7490-A -7 KYIV lost
        bot → Anna: This would change:
            DELL-7490-A · KYIV: 7 → 0 (−7)
            Reason: Lost
            ⚠️ That is worth more than 1000: a lead must confirm it.
            [🙋 Ask a lead]
            [✖ Cancel]
        ");
    }
}
