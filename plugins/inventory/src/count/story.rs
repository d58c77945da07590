use commerce::incoming::{self, Expected};
use commerce::{BelowZero, place};

use crate::world::{Shop, open};

#[tokio::test]
async fn a_number_is_for_the_count_and_not_for_a_question_left_open() {
    let shop = open().await;
    shop.stage.anna().says("/receive MUG-10").await;
    shop.stage.anna().says("/count KYIV MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.skip();
    shop.stage.anna().says("6").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: 6
    bot → Anna: ✔ MUG-10: 6
        🧮 KYIV SKU 11-21 12:00: 1 of 1 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    ");
}

#[tokio::test]
async fn anna_counts_a_warehouse_item_by_item() {
    let shop = open().await;
    let anna = shop.stage.anna();
    anna.says("/count KYIV").await;
    anna.taps("Everything").await;
    anna.says("6").await;
    let (message, expected) = anna.remembers("As expected");
    anna.taps("As expected").await;
    anna.presses(message, &expected, "[As expected, again]").await;
    anna.taps("Type it").await;
    anna.says("a dozen").await;
    anna.says("140").await;
    anna.says("/tally mug-10 14").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: /count KYIV
    bot → Anna: 🧮 What shall we count in KYIV? SKUs can also be written: /count KYIV MUG-10.
        [🧮 Everything]
    Anna: [Everything]
    bot ✎ Anna: 🧮 KYIV Everything 11-21 12:00: 0 of 3 counted

        DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: 6
    bot → Anna: ✔ DELL-7490-A: 6
        🧮 KYIV Everything 11-21 12:00: 1 of 3 counted

        DELL-7490-B
        Dell Latitude 7490 14" i7-8650U 16GB 512GB

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: [As expected]
    bot ✎ Anna: ✔ DELL-7490-B: 1
        🧮 KYIV Everything 11-21 12:00: 2 of 3 counted

        MUG-10
        Coffee mug, blue

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: [As expected, again]
    bot (toast) This was done already.
    Anna: [Type it]
    bot ✎ Anna: 🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
        [✖ Cancel]
    Anna: a dozen
    bot → Anna: Please write a whole number, like 14 or =140.

        🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
        [✖ Cancel]
    Anna: 140
    bot → Anna: ✔ MUG-10: 140
        🧮 KYIV Everything 11-21 12:00: 3 of 3 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    Anna: /tally mug-10 14
    bot → Anna: ✔ MUG-10: 14
        🧮 KYIV Everything 11-21 12:00: 3 of 3 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    "#);
}

#[tokio::test]
async fn what_differs_is_written_once_by_a_lead() {
    let shop = open().await;
    count(&shop).await;
    let (message, ask) = shop.stage.anna().remembers("Ask a lead");
    shop.stage.anna().taps("Ask a lead").await;
    shop.stage.anna().presses(message, &ask, "[Ask a lead, again]").await;
    let (message, approve) = shop.stage.lea().remembers("Write it");
    shop.stage.lea().taps("Write it").await;
    shop.stage.lea().presses(message, &approve, "[Write it, again]").await;
    shop.stage.olena().taps("Записати").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: [Review]
    bot ✎ Anna: 🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, +1 units:
        DELL-7490-A: 7 → 6 (−1)
        MUG-10: 12 → 14 (+2)
        [▶ Go on] [📄 As a table]
        [🙋 Ask a lead]
    Anna: [Ask a lead]
    bot ✎ Anna: I have asked 2 leads. You will hear here what was decided about:
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, +1 units:
        DELL-7490-A: 7 → 6 (−1)
        MUG-10: 12 → 14 (+2)
    bot → Olena: 🙋 Anna просить записати цей підрахунок:
        🧮 KYIV SKU 11-21 12:00: пораховано 2 з 2
        2 розбіжності, одиниць +1, −139,00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155,00 EUR
        MUG-10: 12 → 14 (+2) · 16,00 EUR
        [✅ Записати] [🗑 Відкинути]
    bot → Lea: 🙋 Anna asks to write this count:
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, +1 units, −139.00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155.00 EUR
        MUG-10: 12 → 14 (+2) · 16.00 EUR
        [✅ Write it] [🗑 Drop it]
    Anna: [Ask a lead, again]
    bot (toast) This was done already.
    Lea: [Write it]
    bot ✎ Lea: ✅ Lea has written the count into the ledger.
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, +1 units, −139.00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155.00 EUR
        MUG-10: 12 → 14 (+2) · 16.00 EUR
    bot → Anna: ✅ Lea has written the count into the ledger.
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, +1 units:
        DELL-7490-A: 7 → 6 (−1)
        MUG-10: 12 → 14 (+2)
    Lea: [Write it, again]
    bot (toast) This was done already.
    Olena: [Записати]
    bot (alert) Цей підрахунок уже завершено. Нічого не змінено.
    ");
    assert_eq!(on_hand(&shop).await, 14);
}

#[tokio::test]
async fn two_people_share_a_list_and_one_of_them_goes_home() {
    let shop = open().await;
    shop.stage.anna().says("/count KYIV DELL-7490-A MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.ben().says("/count").await;
    shop.stage.ben().taps("KYIV SKU").await;
    shop.stage.anna().taps("Later").await;
    shop.stage.ben().says("12").await;
    shop.stage.anna().says("7").await;
    shop.stage.anna().taps("Leave").await;
    shop.stage.ben().taps("Дальше").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: /count KYIV DELL-7490-A MUG-10
    bot → Anna: 🧮 We count DELL-7490-A MUG-10 in KYIV.
        [▶ Begin]
    Anna: [Begin]
    bot ✎ Anna: 🧮 KYIV SKU 11-21 12:00: 0 of 2 counted

        DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Ben: /count
    bot → Ben: 🧮 Эти подсчёты открыты. Продолжите один из них или начните новый.
        [▶ KYIV SKU 11-21 12:00 · 0/2]
        [🧮 KYIV] [🧮 LVIV]
    Ben: [KYIV SKU]
    bot ✎ Ben: 🧮 KYIV SKU 11-21 12:00: посчитано 0 из 2

        MUG-10
        Coffee mug, blue

        Сколько их? Напишите число или выберите ниже.
        [✅ Как ожидалось] [⌨️ Ввести]
        [⏭ Позже] [🚪 Уйти]
        [📋 Итог]
    Anna: [Later]
    bot ✎ Anna: 🧮 KYIV SKU 11-21 12:00: 0 of 2 counted

        DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Ben: 12
    bot → Ben: ✔ MUG-10: 12
        🧮 KYIV SKU 11-21 12:00: посчитано 1 из 2
        Остальное считают другие.
        [▶ Дальше]
        [📋 Итог]
    Anna: 7
    bot → Anna: ✔ DELL-7490-A: 7
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    Anna: [Leave]
    bot ✎ Anna: What you have not counted is free for the others. Thank you!
        [▶ Go on]
    Ben: [Дальше]
    bot ✎ Ben: 🧮 KYIV SKU 11-21 12:00: посчитано 2 из 2
        Всё посчитано. Теперь старший может записать это в журнал.
        Нашли то, чего не было в списке? Его добавит /tally MUG-10 3.
        [📋 Итог]
    "#);
}

#[tokio::test]
async fn what_cannot_be_counted_is_refused() {
    let shop = open().await;
    shop.stage.anna().says("/count MOON").await;
    shop.stage.anna().says("7").await;
    shop.stage.anna().says("/count KYIV MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.lea().says("/count").await;
    shop.stage.lea().taps("KYIV SKU").await;
    shop.stage.lea().taps("Review").await;
    shop.stage.skip();
    shop.stage.lea().taps("Drop").await;
    shop.stage.lea().taps("Yes, drop it").await;
    shop.stage.anna().says("=12").await;
    shop.stage.anna().taps("As expected").await;
    shop.stage.anna().says("/count MOON").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Drop]
    bot ✎ Lea: What was counted so far would be forgotten:
        🧮 KYIV SKU 11-21 12:00: 0 of 1 counted
        So far everything is as expected.
        [🗑 Yes, drop it]
        [‹ Back]
    Lea: [Yes, drop it]
    bot ✎ Lea: 🗑 Lea has dropped the count; nothing was written.
        🧮 KYIV SKU 11-21 12:00: 0 of 1 counted
        So far everything is as expected.
    bot → Anna: 🗑 Lea has dropped the count; nothing was written.
        🧮 KYIV SKU 11-21 12:00: 0 of 1 counted
        So far everything is as expected.
    Anna: =12
    bot → Anna: You are not counting anything right now. /count begins.
    Anna: [As expected]
    bot (alert) This count is over. Nothing was changed.
    Anna: /count MOON
    bot → Anna: There is no warehouse “MOON”. There are: KYIV, LVIV.
    ");
    assert_eq!(on_hand(&shop).await, 12);
}

/// A shop's own file has named the place in two words.
#[tokio::test]
async fn a_warehouse_of_two_words_is_received_into_and_counted() {
    let shop = open().await;
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let back = place::put_warehouse(&mut tx, "Склад 1", "Склад 1", BelowZero::Sales).await.unwrap();
    let order = Expected {
        sku: shop.mug,
        warehouse: back,
        quantity: 5,
        received: 0,
        doc: ("purchase".into(), "PO-17".into(), 1),
        actor: "Lea (102)".into(),
        expected_at: None,
    };
    incoming::expect(&mut tx, &[order], shop.stage.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    shop.stage.anna().says("/receive MUG-10 5").await;
    shop.stage.anna().taps("Склад 1").await;
    shop.stage.skip();
    shop.stage.anna().says("in the van").await;
    shop.stage.anna().taps("PO-17").await;
    shop.stage.anna().taps("Write it").await;
    shop.stage.anna().says("/count").await;
    shop.stage.anna().taps("🧮 Склад 1").await;
    shop.stage.anna().taps("Everything").await;
    shop.stage.anna().says("/count склад 1 MUG-10").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: in the van
    bot → Anna: This would change:
        MUG-10 · Склад 1: 0 → 5 (+5)
        Reason: in the van
        Some are on order. If these are they, choose the order, so that they are not expected any more:
        [✅ Write it]
        [✖ Cancel]
        [📦 PO-17: 5]
    Anna: [PO-17]
    bot ✎ Anna: This would change:
        MUG-10 · Склад 1: 0 → 5 (+5)
        Reason: PO-17
        Of order PO-17 nothing more is expected after this.
        [✅ Write it]
        [✖ Cancel]
    Anna: [Write it]
    bot ✎ Anna: ✅ Written:
        MUG-10 · Склад 1: 0 → 5 (+5)
        [↩ Undo]
        [📦 Card]
    Anna: /count
    bot → Anna: 🧮 Which warehouse shall we count?
        [🧮 KYIV] [🧮 LVIV] [🧮 Склад 1]
    Anna: [🧮 Склад 1]
    bot ✎ Anna: 🧮 What shall we count in Склад 1? SKUs can also be written: /count Склад 1 MUG-10.
        [🧮 Everything]
    Anna: [Everything]
    bot ✎ Anna: 🧮 Склад 1 Everything 11-21 12:00: 0 of 1 counted

        MUG-10
        Coffee mug, blue

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: /count склад 1 MUG-10
    bot → Anna: 🧮 We count MUG-10 in Склад 1.
        [▶ Begin]
    ");
}

/// Anna counts laptops and mugs, and looks at what differs.
async fn count(shop: &Shop) {
    shop.stage.anna().says("/count KYIV DELL-7490-A MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.anna().says("6").await;
    shop.stage.anna().says("14").await;
    shop.stage.skip();
    shop.stage.anna().taps("Review").await;
}

/// The mugs in Kyiv.
async fn on_hand(shop: &Shop) -> i64 {
    let mut on = shop.stage.app.db.read().await.unwrap();
    let balances = commerce::balance::of(&mut on, shop.mug).await.unwrap();
    balances.iter().find(|balance| balance.warehouse_id == shop.kyiv).unwrap().on_hand
}
