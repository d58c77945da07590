use std::time::Duration;

use crate::world::open;

#[tokio::test]
async fn anna_keeps_three_mugs_back() {
    let shop = open().await;
    shop.stage.anna().says("MUG-10").await;
    shop.stage.skip();
    shop.stage.anna().taps("Hold").await;
    shop.stage.anna().says("3").await;
    shop.stage.anna().taps("KYIV").await;
    shop.stage.anna().says("Mrs Petrenko").await;
    let keep = shop.stage.anna().remembers("Hold them");
    shop.stage.anna().taps("Hold them").await;
    shop.stage.anna().presses(keep.0, &keep.1, "[Hold them, again]").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: [Hold]
    bot ✎ Anna: 🔒 Hold
        How many shall I keep back?
        A whole number from 1 to 1,000,000.
        [1] [2] [5]
        [10] [20] [50]
        [‹ Back] [✖ Cancel]
    Anna: 3
    bot → Anna: 🔒 Hold
        In which warehouse?
        Choose below, or write it.
        [KYIV: 12] [LVIV: 0]
        [‹ Back] [✖ Cancel]
    Anna: [KYIV]
    bot ✎ Anna: 🔒 Hold
        For whom, or why? A dash for nothing.
        Choose below, or write it.
        [-]
        [‹ Back] [✖ Cancel]
    Anna: Mrs Petrenko
    bot → Anna: This would be kept back:
        MUG-10 · KYIV: 3 of 12 free, so 9 stay free; until 2026-11-24 12:00
        For: Mrs Petrenko
        [✅ Hold them]
        [✖ Cancel]
    Anna: [Hold them]
    bot ✎ Anna: 🔒 Kept back:
        MUG-10 · KYIV: 3 until 2026-11-24 12:00
        For: Mrs Petrenko
        [↩ Undo]
        [📦 Card]
    Anna: [Hold them, again]
    bot (toast) This was done already.
    ");
}

/// What she has kept back hangs on the card, and anybody who may move stock can let it go.
#[tokio::test]
async fn what_is_held_is_let_go_from_the_card_and_held_again() {
    let shop = open().await;
    shop.stage.anna().says("/hold MUG-10 3 KYIV Mrs Petrenko").await;
    shop.stage.anna().taps("Hold them").await;
    shop.stage.skip();
    shop.stage.anna().taps("Card").await;
    shop.stage.anna().taps("Held").await;
    shop.stage.anna().taps("Let go of 1").await;
    shop.stage.anna().taps("Let go").await;
    shop.stage.anna().taps("Undo").await;
    shop.stage.anna().taps("Undo").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: [Card]
    bot ✎ Anna: MUG-10 · new
        Coffee mug, blue

        KYIV: 12 on hand, 3 reserved, 9 free
        LVIV: 0 on hand, 0 free
        📉 9 expected, reordered at 20: order 75.

        +12 KYIV → 12 · received · PO-7
            2026-11-21 12:00 · Olena (101)
        [± Adjust] [📥 Receive]
        [🔁 Transfer] [🧮 Count]
        [🔒 Hold] [🔒 Held]
        [📜 History] [🔔 Watch]
        [📈 Chart] [💶 Prices] [🔄 Refresh]
    Anna: [Held]
    bot ✎ Anna: 🔒 This is kept back:
        1. MUG-10 · KYIV: 3 until 2026-11-24 12:00
            Mrs Petrenko · Anna (103)
        [🔓 Let go of 1]
        [‹ Back]
    Anna: [Let go of 1]
    bot ✎ Anna: This would be free again:
        MUG-10 · KYIV: 3 until 2026-11-24 12:00
        For: Mrs Petrenko
        [✅ Let go]
        [✖ Cancel]
    Anna: [Let go]
    bot ✎ Anna: 🔓 Free again:
        MUG-10 · KYIV: 3 until 2026-11-24 12:00
        For: Mrs Petrenko
        [↩ Undo]
        [📦 Card]
    Anna: [Undo]
    bot ✎ Anna: 🔒 Kept back:
        MUG-10 · KYIV: 3 until 2026-11-24 12:00
        For: Mrs Petrenko
        [↩ Undo]
        [📦 Card]
    Anna: [Undo]
    bot ✎ Anna: 🔓 Free again:
        MUG-10 · KYIV: 3 until 2026-11-24 12:00
        For: Mrs Petrenko
        [📦 Card]
    ");
    let on = &mut shop.stage.app.db.read().await.unwrap();
    assert_eq!(commerce::balance::check(on).await.unwrap(), []);
}

/// What is held is not free: nobody can send it away or hold it again, and it is reckoned as gone when ordering.
#[tokio::test]
async fn what_is_held_is_neither_free_nor_enough() {
    let shop = open().await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.anna().says("/low 8350u").await;
    shop.stage.lea().says("/hold DELL-7490-A 7 KYIV fair").await;
    shop.stage.lea().taps("Hold them").await;
    shop.stage.anna().says("/stock dell 7490").await;
    shop.stage.anna().says("/low 8350u").await;
    shop.stage.anna().says("/transfer DELL-7490-A 1 KYIV LVIV").await;
    shop.stage.anna().taps("Restock").await;
    shop.stage.anna().taps("Cancel").await;
    shop.stage.ben().says("/hold DELL-7490-A 1 KYIV").await;
    shop.stage.passes(Duration::from_hours(24 * 3 + 1)).await;
    shop.stage.anna().says("/low 8350u").await;
    let told = shop.stage.transcript();
    let words: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
    insta::assert_snapshot!(words.join("\n"), @r#"
    Anna: /low 8350u
    bot → Anna: 👍 Nothing for “8350u” is below its reorder point.
    Lea: /hold DELL-7490-A 7 KYIV fair
    bot → Lea: This would be kept back:
        DELL-7490-A · KYIV: 7 of 7 free, so 0 stay free; until 2026-11-24 12:00
        For: fair
    Lea: [Hold them]
    bot ✎ Lea: 🔒 Kept back:
        DELL-7490-A · KYIV: 7 until 2026-11-24 12:00
        For: fair
    Anna: /stock dell 7490
    bot → Anna: 2 matches for “dell 7490”:
        • DELL-7490-A · 2 free
           Dell Latitude 7490 14" i5-8350U 16GB 256GB
        • DELL-7490-B · 1 free
           Dell Latitude 7490 14" i7-8650U 16GB 512GB
    Anna: /low 8350u
    bot → Anna: 📉 1 SKU for “8350u” runs low.
        How fast things sell is reckoned every night; it has not been yet.

        DELL-7490-A · order 10
           Dell Latitude 7490 14" i5-8350U 16GB 256GB
           2 expected, reordered at 3
           none sold in 90 days
    Anna: /transfer DELL-7490-A 1 KYIV LVIV
    bot → Anna: 🔁 Transfer
        Why?
        Choose below, or write it.
    Anna: [Restock]
    bot ✎ Anna: Only 0 of DELL-7490-A can be taken in KYIV, not 1. Nothing was changed.

        🔁 Transfer
        How many?
        A whole number from 1 to 1,000,000.
    Anna: [Cancel]
    bot ✎ Anna: Cancelled. Nothing was changed.
    Ben: /hold DELL-7490-A 1 KYIV
    bot → Ben: На складе KYIV можно взять только 0 ед. DELL-7490-A, а не 1. Ничего не изменено.
    Anna: /low 8350u
    bot → Anna: 👍 Nothing for “8350u” is below its reorder point.
    "#);
}

#[tokio::test]
async fn what_cannot_be_held_is_refused() {
    let shop = open().await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.anna().says("/hold MUG-SET 1 KYIV").await;
    shop.stage.anna().says("/hold MUG-10 13 KYIV").await;
    shop.stage.anna().says("/hold MUG-10 0 KYIV").await;
    // Two hold the last ones at once: the second hears that there are none left.
    shop.stage.anna().says("/hold MUG-10 12 KYIV").await;
    shop.stage.ben().says("/hold MUG-10 2 KYIV").await;
    shop.stage.ben().taps("Отложить").await;
    shop.stage.anna().taps("Hold them").await;
    shop.stage.ben().taps("Карточка").await;
    shop.stage.ben().taps("Отложено").await;
    let (message, go) = shop.stage.ben().remembers("Вернуть 1");
    shop.stage.ben().taps("Вернуть 1").await;
    let told = shop.stage.transcript();
    let said: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    Anna: /hold MUG-SET 1 KYIV
    bot → Anna: MUG-SET has no stock of its own: it is put together from others, or it is a service.
    Anna: /hold MUG-10 13 KYIV
    bot → Anna: Only 12 of MUG-10 can be taken in KYIV, not 13. Nothing was changed.
    Anna: /hold MUG-10 0 KYIV
    bot → Anna: quantity must be between 1 and 1,000,000.
        This is how it is written: /hold <sku> <quantity> <warehouse> [note]
    Anna: /hold MUG-10 12 KYIV
    bot → Anna: This would be kept back:
        MUG-10 · KYIV: 12 of 12 free, so 0 stay free; until 2026-11-24 12:00
    Ben: /hold MUG-10 2 KYIV
    bot → Ben: Это будет отложено:
        MUG-10 · KYIV: 2 из 12 свободных, останется 10; до 2026-11-24 12:00
    Ben: [Отложить]
    bot ✎ Ben: 🔒 Отложено:
        MUG-10 · KYIV: 2 до 2026-11-24 12:00
    Anna: [Hold them]
    bot (alert) Only 10 of MUG-10 can be taken in KYIV, not 12. Nothing was changed.
    Ben: [Карточка]
    bot ✎ Ben: MUG-10 · новое
        Coffee mug, blue

        KYIV: есть 12, в резерве 2, свободно 10
        LVIV: есть 0, свободно 0
        📉 Ожидается 10, заказывают при 20: заказать 70.

        +12 KYIV → 12 · принято · PO-7
            2026-11-21 12:00 · Olena (101)
    Ben: [Отложено]
    bot ✎ Ben: 🔒 Отложено:
        1. MUG-10 · KYIV: 2 до 2026-11-24 12:00
            Ben (104)
    Ben: [Вернуть 1]
    bot ✎ Ben: Это снова станет свободным:
        MUG-10 · KYIV: 2 до 2026-11-24 12:00
    ");
    // When their time is up, there is nothing left to let go.
    shop.stage.wait(Duration::from_hours(24 * 3));
    shop.stage.ben().taps("Вернуть").await;
    shop.stage.passes(Duration::from_mins(6)).await;
    shop.stage.ben().presses(message, &go, "[Вернуть 1]").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Ben: [Вернуть]
    bot (alert) Это уже не отложено. Ничего не изменено.
    Ben: [Вернуть 1]
    bot (alert) Это уже не отложено. Ничего не изменено.
    ");
}

/// Lea's button is for Lea: whoever gets it forwarded hears who may. What one has let go of by mistake one can hold again.
#[tokio::test]
async fn a_button_of_a_lead_keeps_no_more_back_for_others() {
    let shop = open().await;
    shop.stage.lea().says("/receive MUG-10 20 KYIV PO-9").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.lea().says("/hold MUG-10 25 KYIV fair").await;
    let keep = shop.stage.lea().remembers("Hold them");
    shop.stage.skip();
    shop.stage.anna().presses(keep.0, &keep.1, "[Hold them, forwarded]").await;
    shop.stage.lea().presses(keep.0, &keep.1, "[Hold them]").await;
    shop.stage.anna().says("MUG-10").await;
    shop.stage.anna().taps("Held").await;
    shop.stage.anna().taps("Let go of 1").await;
    shop.stage.anna().taps("Let go").await;
    let undo = shop.stage.anna().remembers("Undo");
    shop.stage.ben().presses(undo.0, &undo.1, "[Undo, forwarded]").await;
    shop.stage.anna().presses(undo.0, &undo.1, "[Undo]").await;
    let told = shop.stage.transcript();
    let heard = ["forwarded]", "alert", "Kept back", "[Undo]", "⚠️", "[🙋"];
    let heard = told.lines().filter(|line| heard.iter().any(|words| line.contains(words)));
    insta::assert_snapshot!(heard.collect::<Vec<_>>().join("\n"), @r"
    Anna: [Hold them, forwarded]
    bot (alert) ⚠️ That is more than 20 units: a lead must confirm it.
    bot ✎ Lea: 🔒 Kept back:
    Ben: [Undo, forwarded]
    bot (alert) ⚠️ Это больше 20 ед.: должен подтвердить старший.
    Anna: [Undo]
    bot ✎ Anna: 🔒 Kept back:
    ");
}

/// Somebody takes the mugs off sale while Anna is asked whether she is sure.
#[tokio::test]
async fn what_is_off_sale_is_kept_back_for_nobody() {
    let shop = open().await;
    shop.stage.anna().says("/hold MUG-10 3 KYIV Mrs Petrenko").await;
    shop.stage.lea().says("MUG-10").await;
    shop.stage.lea().taps("Off sale").await;
    shop.stage.lea().taps("Take it off sale").await;
    shop.stage.skip();
    shop.stage.anna().taps("Hold them").await;
    shop.stage.anna().says("/hold").await;
    shop.stage.anna().says("MUG-10").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: [Hold them]
    bot (alert) MUG-10 is off sale, so none of it can be kept back.
    Anna: /hold
    bot → Anna: 🔒 Hold
        Which one? Its code or barcode.
        Write your answer.
        [✖ Cancel]
    Anna: MUG-10
    bot → Anna: MUG-10 is off sale, so none of it can be kept back.

        🔒 Hold
        Which one? Its code or barcode.
        Write your answer.
        [✖ Cancel]
    ");
}
