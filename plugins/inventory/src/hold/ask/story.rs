use std::time::Duration;

use crate::world::open;

/// Twenty-five are more than Anna may keep back alone.
#[tokio::test]
async fn a_lead_confirms_what_is_too_much_for_one() {
    let shop = open().await;
    shop.stage.lea().says("/receive MUG-10 20 KYIV PO-9").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.skip();
    shop.stage.anna().says("/hold MUG-10 25 KYIV Mrs Petrenko").await;
    let ask = shop.stage.anna().remembers("Ask a lead");
    shop.stage.anna().taps("Ask a lead").await;
    shop.stage.anna().presses(ask.0, &ask.1, "[Ask a lead, again]").await;
    let yes = shop.stage.lea().remembers("Confirm");
    let no = shop.stage.lea().remembers("Refuse");
    shop.stage.anna().presses(yes.0, &yes.1, "[Lea's button, forwarded]").await;
    // She comes back when it would have been over.
    shop.stage.passes(Duration::from_hours(24 * 4)).await;
    shop.stage.lea().taps("Confirm").await;
    shop.stage.lea().presses(yes.0, &yes.1, "[Confirm, again]").await;
    shop.stage.lea().presses(no.0, &no.1, "[Refuse, too late]").await;
    shop.stage.olena().taps("Відмовити").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: /hold MUG-10 25 KYIV Mrs Petrenko
    bot → Anna: This would be kept back:
        MUG-10 · KYIV: 25 of 32 free, so 7 stay free; until 2026-11-24 12:00
        For: Mrs Petrenko
        ⚠️ That is more than 20 units: a lead must confirm it.
        [🙋 Ask a lead]
        [✖ Cancel]
    Anna: [Ask a lead]
    bot ✎ Anna: I have asked 2 leads. You will hear here what was decided about:
        MUG-10 · KYIV: 25 until 2026-11-24 12:00
        For: Mrs Petrenko
    bot → Olena: 🙋 Anna просить відкласти:
        MUG-10 · KYIV: 25 до 2026-11-24 12:00
        Для: Mrs Petrenko
        [✅ Підтвердити] [✖ Відмовити]
    bot → Lea: 🙋 Anna asks to keep this back:
        MUG-10 · KYIV: 25 until 2026-11-24 12:00
        For: Mrs Petrenko
        [✅ Confirm] [✖ Refuse]
    Anna: [Ask a lead, again]
    bot (toast) This was done already.
    Anna: [Lea's button, forwarded]
    bot (alert) You may not do this: it needs the right inventory.confirm. An administrator can give it to you.
    Lea: [Confirm]
    bot ✎ Lea: 🔒 Kept back:
        MUG-10 · KYIV: 25 until 2026-11-28 12:00
        For: Mrs Petrenko ✔ Lea
        [↩ Undo]
        [📦 Card]
    bot → Anna: ✅ Lea has confirmed; it is written:
        MUG-10 · KYIV: 25 until 2026-11-28 12:00
        For: Mrs Petrenko ✔ Lea
    Lea: [Confirm, again]
    bot (toast) This was done already.
    Lea: [Refuse, too late]
    bot ✎ Lea: ✅ Lea has confirmed; it is written:
        MUG-10 · KYIV: 25
    Olena: [Відмовити]
    bot ✎ Olena: ✅ Lea підтверджує; записано:
        MUG-10 · KYIV: 25
    ");
    let on = &mut shop.stage.app.db.read().await.unwrap();
    assert_eq!(commerce::balance::check(on).await.unwrap(), []);
}

/// Seven laptops are few, and worth more than Ben may promise alone. Meanwhile Anna holds one.
#[tokio::test]
async fn what_is_worth_too_much_is_asked_for_and_what_is_gone_is_not_held() {
    let shop = open().await;
    shop.stage.ben().says("/hold DELL-7490-A 7 KYIV").await;
    shop.stage.ben().taps("Спросить").await;
    shop.stage.anna().says("/hold DELL-7490-A 1 KYIV").await;
    shop.stage.anna().taps("Hold them").await;
    shop.stage.skip();
    shop.stage.lea().taps("Confirm").await;
    shop.stage.lea().taps("Refuse").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Confirm]
    bot (alert) Only 6 of DELL-7490-A can be taken in KYIV, not 7. Nothing was changed.
    Lea: [Refuse]
    bot ✎ Lea: ✖ Refused; nothing was written:
        DELL-7490-A · KYIV: 7 until 2026-11-24 12:00
    bot → Ben: ✖ Lea: отказ; ничего не записано:
        DELL-7490-A · KYIV: 7 до 2026-11-24 12:00
    ");
}
