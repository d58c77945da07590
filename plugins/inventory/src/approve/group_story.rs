//! In a group everybody sees everybody's buttons: who may not press one is told who may, and nothing else happens.

use crate::world::open;

#[tokio::test]
async fn what_a_lead_proposes_to_the_group_waits_for_one() {
    let shop = open().await;
    shop.stage.lea().in_group().says("/receive MUG-10 50 KYIV PO-9").await;
    shop.stage.anna().in_group().taps("Write it").await;
    shop.stage.ben().in_group().taps("Write it").await;
    shop.stage.lea().in_group().taps("Write it").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea in Ops alerts: /receive MUG-10 50 KYIV PO-9
    bot → Ops alerts: This would change:
        MUG-10 · KYIV: 12 → 62 (+50)
        Reason: PO-9
        [✅ Write it]
        [✖ Cancel]
    Anna in Ops alerts: [Write it]
    bot (alert) ⚠️ That is more than 20 units: a lead must confirm it.
    Nothing was changed: Lea or a lead can press this.
    Ben in Ops alerts: [Write it]
    bot (alert) ⚠️ Это больше 20 ед.: должен подтвердить старший.
    Ничего не изменено: нажать может Lea или кто-то из старших.
    Lea in Ops alerts: [Write it]
    bot ✎ Ops alerts: ✅ Written:
        MUG-10 · KYIV: 12 → 62 (+50)
        [↩ Undo]
        [📦 Card]
    ");
    // Another lead may, and the ledger names both.
    shop.stage.lea().in_group().says("/adjust DELL-7490-A -7 KYIV lost").await;
    shop.stage.anna().in_group().taps("Write it").await;
    shop.stage.olena().in_group().taps("Write it").await;
    let on = &mut shop.stage.app.db.read().await.unwrap();
    let newest = commerce::ledger::history(on, shop.dell, None, 1).await.unwrap();
    assert_eq!((newest[0].actor.as_str(), newest[0].reason.as_str()), ("Olena (101)", "lost ✎ Lea"));
    shop.stage.skip();
}

#[tokio::test]
async fn a_price_of_a_lead_is_not_for_everybody_to_set() {
    let shop = open().await;
    shop.stage.lea().in_group().says("/price MUG-10 10 EUR").await;
    shop.stage.ben().in_group().taps("Write it").await;
    shop.stage.lea().in_group().taps("Write it").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea in Ops alerts: /price MUG-10 10 EUR
    bot → Ops alerts: This would change the price:
        MUG-10 · everywhere · from now on
        – → 10.00 EUR
        [✅ Write it]
        [✖ Cancel]
    Ben in Ops alerts: [Write it]
    bot (alert) ⚠️ Нет цены, с которой сравнить: её должен подтвердить старший.
    Ничего не изменено: нажать может Lea или кто-то из старших.
    Lea in Ops alerts: [Write it]
    bot ✎ Ops alerts: ✅ The price is set:
        MUG-10 · everywhere · from now on
        – → 10.00 EUR
        [💶 Prices]
    ");
}

#[tokio::test]
async fn what_a_lead_would_keep_back_is_not_for_everybody_to_promise() {
    let shop = open().await;
    shop.stage.lea().says("/receive MUG-10 20 KYIV PO-9").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.skip();
    shop.stage.lea().in_group().says("/hold MUG-10 25 KYIV fair").await;
    shop.stage.anna().in_group().taps("Hold them").await;
    shop.stage.olena().in_group().taps("Hold them").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea in Ops alerts: /hold MUG-10 25 KYIV fair
    bot → Ops alerts: This would be kept back:
        MUG-10 · KYIV: 25 of 32 free, so 7 stay free; until 2026-11-24 12:00
        For: fair
        [✅ Hold them]
        [✖ Cancel]
    Anna in Ops alerts: [Hold them]
    bot (alert) ⚠️ That is more than 20 units: a lead must confirm it.
    Nothing was changed: Lea or a lead can press this.
    Olena in Ops alerts: [Hold them]
    bot ✎ Ops alerts: 🔒 Відкладено:
        MUG-10 · KYIV: 25 до 2026-11-24 12:00
        Для: fair
        [↩ Скасувати]
        [📦 Картка]
    ");
}

/// Anna would ask; Lea, who reads along, presses her button. There is nobody to ask any more.
#[tokio::test]
async fn a_lead_who_presses_ask_a_lead_can_write_it_at_once() {
    let shop = open().await;
    shop.stage.anna().in_group().says("/receive MUG-10 50 KYIV PO-9").await;
    shop.stage.lea().in_group().taps("Ask a lead").await;
    shop.stage.anna().in_group().taps("Write it").await;
    shop.stage.lea().in_group().taps("Write it").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna in Ops alerts: /receive MUG-10 50 KYIV PO-9
    bot → Ops alerts: This would change:
        MUG-10 · KYIV: 12 → 62 (+50)
        Reason: PO-9
        ⚠️ That is more than 20 units: a lead must confirm it.
        [🙋 Ask a lead]
        [✖ Cancel]
    Lea in Ops alerts: [Ask a lead]
    bot ✎ Ops alerts: This would change:
        MUG-10 · KYIV: 12 → 62 (+50)
        Reason: PO-9 ✎ Anna
        [✅ Write it]
        [✖ Cancel]
    Anna in Ops alerts: [Write it]
    bot (alert) ⚠️ That is more than 20 units: a lead must confirm it.
    Nothing was changed: Lea or a lead can press this.
    Lea in Ops alerts: [Write it]
    bot ✎ Ops alerts: ✅ Written:
        MUG-10 · KYIV: 12 → 62 (+50)
        [↩ Undo]
        [📦 Card]
    ");
    shop.stage.anna().in_group().says("/setprice MUG-10 9.90 EUR").await;
    shop.stage.lea().in_group().taps("Ask a lead").await;
    shop.stage.lea().in_group().taps("Write it").await;
    shop.stage.anna().in_group().says("/hold MUG-10 25 KYIV fair").await;
    shop.stage.lea().in_group().taps("Ask a lead").await;
    shop.stage.lea().in_group().taps("Hold them").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna in Ops alerts: /setprice MUG-10 9.90 EUR
    bot → Ops alerts: This would change the price:
        MUG-10 · everywhere · from now on
        – → 9.90 EUR
        ⚠️ There is no price to compare it with: a lead must confirm it.
        [🙋 Ask a lead]
        [✖ Cancel]
    Lea in Ops alerts: [Ask a lead]
    bot ✎ Ops alerts: This would change the price:
        MUG-10 · everywhere · from now on
        – → 9.90 EUR
        [✅ Write it]
        [✖ Cancel]
    Lea in Ops alerts: [Write it]
    bot ✎ Ops alerts: ✅ The price is set:
        MUG-10 · everywhere · from now on
        – → 9.90 EUR
        [💶 Prices]
    Anna in Ops alerts: /hold MUG-10 25 KYIV fair
    bot → Ops alerts: This would be kept back:
        MUG-10 · KYIV: 25 of 62 free, so 37 stay free; until 2026-11-24 12:00
        For: fair
        ⚠️ That is more than 20 units: a lead must confirm it.
        [🙋 Ask a lead]
        [✖ Cancel]
    Lea in Ops alerts: [Ask a lead]
    bot ✎ Ops alerts: This would be kept back:
        MUG-10 · KYIV: 25 of 62 free, so 37 stay free; until 2026-11-24 12:00
        For: fair
        [✅ Hold them]
        [✖ Cancel]
    Lea in Ops alerts: [Hold them]
    bot ✎ Ops alerts: 🔒 Kept back:
        MUG-10 · KYIV: 25 until 2026-11-24 12:00
        For: fair
        [↩ Undo]
        [📦 Card]
    ");
}
