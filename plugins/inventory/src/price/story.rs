use crate::world::open;

#[tokio::test]
async fn lea_sets_a_price_with_a_floor_and_looks_at_it() {
    let shop = open().await;
    let lea = shop.stage.lea();
    lea.says("/price dell-7490-a").await;
    lea.taps("Change the price").await;
    lea.says("249,90 floor 199").await;
    let (message, write) = lea.remembers("Write it");
    lea.taps("Write it").await;
    lea.presses(message, &write, "[Write it, again]").await;
    lea.taps("Prices").await;
    lea.taps("History").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Lea: /price dell-7490-a
    bot → Lea: 💶 DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        It has no price yet.
        🛒 ebay-main shows 249.00 EUR (7 min ago)
        [✏️ Change the price]
        [🏷 Cost]
        [📦 Card]
    Lea: [Change the price]
    bot ✎ Lea: 💶 Change a price
        Which price? You can add an account, “from 2026-12-01”, “floor 199” and “ceiling 299”.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Lea: 249,90 floor 199
    bot → Lea: This would change the price:
        DELL-7490-A · everywhere · from now on
        – → 249.90 EUR, not below 199.00 EUR
        [✅ Write it]
        [✖ Cancel]
    Lea: [Write it]
    bot ✎ Lea: ✅ The price is set:
        DELL-7490-A · everywhere · from now on
        – → 249.90 EUR, not below 199.00 EUR
        [💶 Prices]
    Lea: [Write it, again]
    bot (toast) This was done already.
    Lea: [Prices]
    bot ✎ Lea: 💶 DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        everywhere: 249.90 EUR, since 2026-11-21 12:00, not below 199.00 EUR
        🛒 ebay-main shows 249.00 EUR (7 min ago)
        [✏️ Change the price]
        [📜 History] [🏷 Cost]
        [📦 Card]
    Lea: [History]
    bot ✎ Lea: 📜 DELL-7490-A
        2026-11-21 12:00 · 249.90 EUR · everywhere, not below 199.00 EUR
            Lea (102)
        [‹ Back]
    "#);
}

#[tokio::test]
async fn a_price_of_its_own_for_an_account_begins_in_december() {
    let shop = open().await;
    let lea = shop.stage.lea();
    lea.says("/price MUG-10 12 EUR").await;
    lea.taps("Write it").await;
    lea.says("/setprice MUG-10 11.50 ebay-main from 01.12.2026").await;
    lea.taps("Write it").await;
    shop.stage.skip();
    lea.taps("Prices").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Prices]
    bot ✎ Lea: 💶 MUG-10
        Coffee mug, blue

        everywhere: 12.00 EUR, since 2026-11-21 12:00
        ⏳ from 2026-12-01 00:00, ebay-main: 11.50 EUR
        [✏️ Change the price]
        [📜 History] [🏷 Cost]
        [📦 Card]
    ");
}

#[tokio::test]
async fn anna_changes_a_little_alone_and_asks_a_lead_for_more() {
    let shop = open().await;
    shop.stage.lea().says("/price MUG-10 10 EUR floor 5 ceiling 20").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.anna().says("/setprice MUG-10 9").await;
    shop.stage.anna().taps("Write it").await;
    shop.stage.skip();
    shop.stage.anna().says("/price MUG-10 6").await;
    let (message, ask) = shop.stage.anna().remembers("Ask a lead");
    shop.stage.anna().taps("Ask a lead").await;
    shop.stage.anna().presses(message, &ask, "[Ask a lead, again]").await;
    shop.stage.lea().taps("Confirm").await;
    shop.stage.olena().taps("Відмовити").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: /price MUG-10 6
    bot → Anna: This would change the price:
        MUG-10 · everywhere · from now on
        9.00 EUR → 6.00 EUR (−34 %), not below 5.00 EUR, not above 20.00 EUR
        ⚠️ That is a change by more than 20 %: a lead must confirm it.
        [🙋 Ask a lead]
        [✖ Cancel]
    Anna: [Ask a lead]
    bot ✎ Anna: I have asked 2 leads. You will hear here what was decided about:
        MUG-10 · everywhere · from now on
        9.00 EUR → 6.00 EUR (−34 %), not below 5.00 EUR, not above 20.00 EUR
    bot → Olena: 🙋 Anna просить встановити ціну:
        MUG-10 · скрізь · відтепер
        9,00 EUR → 6,00 EUR (−34 %), не нижче 5,00 EUR, не вище 20,00 EUR
        [✅ Підтвердити] [✖ Відмовити]
    bot → Lea: 🙋 Anna asks to set this price:
        MUG-10 · everywhere · from now on
        9.00 EUR → 6.00 EUR (−34 %), not below 5.00 EUR, not above 20.00 EUR
        [✅ Confirm] [✖ Refuse]
    Anna: [Ask a lead, again]
    bot (toast) This was done already.
    Lea: [Confirm]
    bot ✎ Lea: ✅ The price is set:
        MUG-10 · everywhere · from now on
        9.00 EUR → 6.00 EUR (−34 %), not below 5.00 EUR, not above 20.00 EUR
    bot → Anna: ✅ Lea has confirmed; it is written:
        MUG-10 · everywhere · from now on
        9.00 EUR → 6.00 EUR (−34 %), not below 5.00 EUR, not above 20.00 EUR
    Olena: [Відмовити]
    bot ✎ Olena: ✅ Lea підтверджує; записано:
        MUG-10 · скрізь · відтепер
        9,00 EUR → 6,00 EUR (−34 %), не нижче 5,00 EUR, не вище 20,00 EUR
    ");
}

#[tokio::test]
async fn a_lead_refuses_and_the_price_stays() {
    let shop = open().await;
    shop.stage.ben().says("/setprice MUG-10 6 EUR").await;
    shop.stage.ben().taps("старш").await;
    let (message, no) = shop.stage.lea().remembers("Refuse");
    shop.stage.lea().taps("Refuse").await;
    shop.stage.lea().presses(message, &no, "[Refuse, again]").await;
    shop.stage.lea().says("/price MUG-10").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Ben: /setprice MUG-10 6 EUR
    bot → Ben: Цена изменится так:
        MUG-10 · везде · с этого момента
        – → 6,00 EUR
        ⚠️ Нет цены, с которой сравнить: её должен подтвердить старший.
        [🙋 Спросить старшего]
        [✖ Отмена]
    Ben: [старш]
    bot ✎ Ben: Я спросил 2 старших. Здесь вы узнаете, что решено:
        MUG-10 · везде · с этого момента
        – → 6,00 EUR
    bot → Olena: 🙋 Ben просить встановити ціну:
        MUG-10 · скрізь · відтепер
        – → 6,00 EUR
        [✅ Підтвердити] [✖ Відмовити]
    bot → Lea: 🙋 Ben asks to set this price:
        MUG-10 · everywhere · from now on
        – → 6.00 EUR
        [✅ Confirm] [✖ Refuse]
    Lea: [Refuse]
    bot ✎ Lea: ✖ Refused; nothing was written:
        MUG-10 · everywhere · from now on
        – → 6.00 EUR
    bot → Ben: ✖ Lea: отказ; ничего не записано:
        MUG-10 · везде · с этого момента
        – → 6,00 EUR
    Lea: [Refuse, again]
    bot (toast) This was done already.
    Lea: /price MUG-10
    bot → Lea: 💶 MUG-10
        Coffee mug, blue

        It has no price yet.
        [✏️ Change the price]
        [🏷 Cost]
        [📦 Card]
    ");
}

#[tokio::test]
async fn what_is_no_price_is_refused_with_a_way_out() {
    let shop = open().await;
    shop.stage.lea().says("/price MUG-10 10 EUR floor 8 ceiling 20").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.skip();
    for price in ["cheap", "1,234", "9.999", "7.99", "25", "-3", "9 from 2026-01-01", "9 EUR floor 8 USD"] {
        shop.stage.lea().says(&format!("/price MUG-10 {price}")).await;
    }
    shop.stage.lea().says("/price DELL-7490-B 249").await;
    shop.stage.anna().says("/price MUG-10 9 floor 1").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: /price MUG-10 cheap
    bot → Lea: “cheap” is not an amount. Please write it like 249.90 or 249,90 EUR.
    Lea: /price MUG-10 1,234
    bot → Lea: “1,234” can mean 1234 or 1.234. Please write it without a mark for thousands.
    Lea: /price MUG-10 9.999
    bot → Lea: “9.999” can mean 9999 or 9.999. Please write it without a mark for thousands.
    Lea: /price MUG-10 7.99
    bot → Lea: 7.99 EUR is below the floor of 8.00 EUR. A lead can lower the floor: “7.99 EUR floor …”.
    Lea: /price MUG-10 25
    bot → Lea: 25.00 EUR is above the ceiling of 20.00 EUR. A lead can raise the ceiling: “25.00 EUR ceiling …”.
    Lea: /price MUG-10 -3
    bot → Lea: “-3” is not an amount. Please write it like 249.90 or 249,90 EUR.
    Lea: /price MUG-10 9 from 2026-01-01
    bot → Lea: That day is over. A price begins today or later.
    Lea: /price MUG-10 9 EUR floor 8 USD
    bot → Lea: Two currencies in one change do not go together. Please use one.
    Lea: /price DELL-7490-B 249
    bot → Lea: In which currency? Please write it like 249.90 EUR.
    Anna: /price MUG-10 9 floor 1
    bot → Anna: A floor and a ceiling are set by leads.
    ");
}

#[tokio::test]
async fn of_two_changes_made_at_once_the_second_is_told() {
    let shop = open().await;
    shop.stage.lea().says("/price MUG-10 10 EUR").await;
    shop.stage.olena().says("/price MUG-10 11 EUR").await;
    shop.stage.olena().taps("Записати").await;
    shop.stage.skip();
    shop.stage.lea().taps("Write it").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Write it]
    bot (alert) The price has been changed meanwhile; nothing was written. Please look again.
    ");
}

#[tokio::test]
async fn the_form_offers_a_little_less_and_a_little_more() {
    let shop = open().await;
    shop.stage.lea().says("/price MUG-10 10 EUR").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.skip();
    shop.stage.anna().says("/setprice").await;
    shop.stage.anna().says("MUG-10").await;
    shop.stage.anna().taps("+5 %").await;
    shop.stage.anna().taps("Cancel").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: /setprice
    bot → Anna: 💶 Change a price
        Which one? Its code or barcode.
        Write your answer.
        [✖ Cancel]
    Anna: MUG-10
    bot → Anna: 💶 Change a price
        Which price? You can add an account, “from 2026-12-01”, “floor 199” and “ceiling 299”.
        Choose below, or write it.
        [9.00 EUR (−10 %)] [9.50 EUR (−5 %)] [10.50 EUR (+5 %)]
        [‹ Back] [✖ Cancel]
    Anna: [+5 %]
    bot ✎ Anna: This would change the price:
        MUG-10 · everywhere · from now on
        10.00 EUR → 10.50 EUR (+5 %)
        [✅ Write it]
        [✖ Cancel]
    Anna: [Cancel]
    bot ✎ Anna: 💶 MUG-10
        Coffee mug, blue

        everywhere: 10.00 EUR, since 2026-11-21 12:00
        [✏️ Change the price]
        [📜 History]
        [📦 Card]
    ");
}

/// Two leads were asked. One has said no, and that is that.
#[tokio::test]
async fn a_price_that_one_lead_has_refused_the_other_cannot_confirm() {
    let shop = open().await;
    shop.stage.lea().says("/price MUG-10 10 EUR").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.anna().says("/price MUG-10 6").await;
    shop.stage.anna().taps("Ask a lead").await;
    shop.stage.lea().taps("Refuse").await;
    shop.stage.skip();
    shop.stage.olena().taps("Підтвердити").await;
    shop.stage.anna().says("/price MUG-10").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Olena: [Підтвердити]
    bot ✎ Olena: ✖ Lea: відмова; нічого не записано:
        MUG-10 · скрізь · відтепер
        10,00 EUR → 6,00 EUR (−40 %)
    Anna: /price MUG-10
    bot → Anna: 💶 MUG-10
        Coffee mug, blue

        everywhere: 10.00 EUR, since 2026-11-21 12:00
        [✏️ Change the price]
        [📜 History]
        [📦 Card]
    ");
}

/// In the group Anna proposes a price, and Ben sets it: the history names him, and whose idea it was.
#[tokio::test]
async fn whoever_presses_has_set_the_price() {
    let shop = open().await;
    shop.stage.lea().says("/price MUG-10 10 EUR").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.anna().in_group().says("/setprice MUG-10 9").await;
    shop.stage.ben().in_group().taps("Write it").await;
    shop.stage.skip();
    shop.stage.ben().in_group().taps("Цены").await;
    shop.stage.ben().in_group().taps("История").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Ben in Ops alerts: [Цены]
    bot ✎ Ops alerts: 💶 MUG-10
        Coffee mug, blue

        везде: 9,00 EUR, с 2026-11-21 12:00
        [✏️ Изменить цену]
        [📜 История]
        [📦 Карточка]
    Ben in Ops alerts: [История]
    bot ✎ Ops alerts: 📜 MUG-10
        2026-11-21 12:00 · 9,00 EUR · везде
            Ben (104) · ✎ Anna
        [‹ Назад]
    ");
}

/// A price for tomorrow waits three days for a lead: until then the old one held, and the history says so.
#[tokio::test]
async fn a_price_that_is_confirmed_late_holds_from_then() {
    let shop = open().await;
    shop.stage.lea().says("/price MUG-10 10 EUR").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.anna().says("/price MUG-10 6 tomorrow").await;
    shop.stage.anna().taps("Ask a lead").await;
    shop.stage.skip();
    shop.stage.wait(std::time::Duration::from_hours(72));
    shop.stage.lea().taps("Confirm").await;
    shop.stage.anna().says("/price MUG-10").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Confirm]
    bot ✎ Lea: ✅ The price is set:
        MUG-10 · everywhere · from now on
        10.00 EUR → 6.00 EUR (−40 %)
    bot → Anna: ✅ Lea has confirmed; it is written:
        MUG-10 · everywhere · from now on
        10.00 EUR → 6.00 EUR (−40 %)
    Anna: /price MUG-10
    bot → Anna: 💶 MUG-10
        Coffee mug, blue

        everywhere: 6.00 EUR, since 2026-11-24 12:00
        [✏️ Change the price]
        [📜 History]
        [📦 Card]
    ");
}
