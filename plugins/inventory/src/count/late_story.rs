//! What comes too late, twice or from somewhere else.

use crate::world::{Shop, open};

/// Anna counts laptops and mugs in Kyiv, and looks at what differs.
async fn count(shop: &Shop) {
    shop.stage.anna().says("/count KYIV DELL-7490-A MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.anna().says("6").await;
    shop.stage.anna().says("10").await;
    shop.stage.anna().taps("Review").await;
    shop.stage.skip();
}

/// Ben has written the two missing mugs off before Lea looks at the count: they are not written off twice.
#[tokio::test]
async fn what_was_corrected_meanwhile_is_counted_again() {
    let shop = open().await;
    count(&shop).await;
    shop.stage.anna().taps("Ask a lead").await;
    shop.stage.ben().says("/adjust MUG-10 -2 KYIV lost").await;
    shop.stage.ben().taps("Записать").await;
    shop.stage.skip();
    shop.stage.lea().taps("Write it").await;
    shop.stage.anna().taps("Go on").await;
    shop.stage.anna().says("10").await;
    shop.stage.lea().taps("Review").await;
    shop.stage.lea().taps("Write it").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Write it]
    bot ✎ Lea: 🔁 KYIV SKU 11-21 12:00: the stock of MUG-10 was corrected after it was counted, so the same loss could be written twice. It is back on the list and has to be counted again; nothing was written.
        [▶ Go on] [📋 Review]
    bot → Anna: 🔁 KYIV SKU 11-21 12:00: the stock of MUG-10 was corrected after it was counted, so the same loss could be written twice. It is back on the list and has to be counted again; nothing was written.
        [▶ Go on]
    Anna: [Go on]
    bot ✎ Anna: 🧮 KYIV SKU 11-21 12:00: 1 of 2 counted

        MUG-10
        Coffee mug, blue

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: 10
    bot → Anna: ✔ MUG-10: 10
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    Lea: [Review]
    bot ✎ Lea: 🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        1 difference, −1 units, −155.00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155.00 EUR
        [▶ Go on] [📄 As a table]
        [✅ Write it] [🗑 Drop it]
    Lea: [Write it]
    bot ✎ Lea: ✅ Lea has written the count into the ledger.
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        1 difference, −1 units, −155.00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155.00 EUR
    bot → Anna: ✅ Lea has written the count into the ledger.
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        1 difference, −1 units:
        DELL-7490-A: 7 → 6 (−1)
    ");
}

/// Between Lea's look and her press Anna corrects a slip: what is written is what Lea has seen.
#[tokio::test]
async fn a_lead_writes_only_what_was_shown() {
    let shop = open().await;
    count(&shop).await;
    shop.stage.anna().taps("Ask a lead").await;
    shop.stage.anna().says("/tally MUG-10 11").await;
    shop.stage.skip();
    shop.stage.lea().taps("Write it").await;
    shop.stage.lea().taps("Write it").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Write it]
    bot ✎ Lea: ⚠️ This is not what was shown: something was counted meanwhile, and nothing was written. Now it is:
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, −2 units, −163.00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155.00 EUR
        MUG-10: 12 → 11 (−1) · −8.00 EUR
        [▶ Go on] [📄 As a table]
        [✅ Write it] [🗑 Drop it]
    Lea: [Write it]
    bot ✎ Lea: ✅ Lea has written the count into the ledger.
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, −2 units, −163.00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155.00 EUR
        MUG-10: 12 → 11 (−1) · −8.00 EUR
    bot → Anna: ✅ Lea has written the count into the ledger.
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, −2 units:
        DELL-7490-A: 7 → 6 (−1)
        MUG-10: 12 → 11 (−1)
    ");
}

#[tokio::test]
async fn a_number_goes_to_the_item_that_was_asked_for_last() {
    let shop = open().await;
    let anna = shop.stage.anna();
    anna.says("140").await;
    anna.says("/count KYIV DELL-7490-A").await;
    anna.taps("Begin").await;
    let (message, expected) = anna.remembers("As expected");
    anna.says("/count KYIV MUG-10").await;
    anna.taps("Begin").await;
    anna.says("/count #1").await;
    shop.stage.skip();
    // The older count has asked last. Three digits are a number now.
    anna.says("140").await;
    anna.presses(message, &expected, "[As expected, of before]").await;
    anna.says("/count #2").await;
    anna.says("12").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: 140
    bot → Anna: ✔ DELL-7490-A: 140
        🧮 KYIV SKU 11-21 12:00: 1 of 1 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    Anna: [As expected, of before]
    bot (alert) It was counted meanwhile, or somebody else is at it. Nothing was changed; /tally MUG-10 14 corrects a number.
    Anna: /count #2
    bot → Anna: 🧮 KYIV SKU 11-21 12:00: 0 of 1 counted

        MUG-10
        Coffee mug, blue

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: 12
    bot → Anna: ✔ MUG-10: 12
        🧮 KYIV SKU 11-21 12:00: 1 of 1 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    ");
}

#[tokio::test]
async fn bins_and_kits_cannot_be_counted() {
    let shop = open().await;
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    commerce::place::put_bin(&mut tx, shop.kyiv, "A-17").await.unwrap();
    tx.commit().await.unwrap();
    shop.stage.anna().says("/count KYIV").await;
    shop.stage.anna().says("/count KYIV A-17").await;
    shop.stage.anna().says("/count KYIV MUG-SET").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: /count KYIV
    bot → Anna: 🧮 What shall we count in KYIV? SKUs can also be written: /count KYIV MUG-10.
        [🧮 Everything]
    Anna: /count KYIV A-17
    bot → Anna: Single bins cannot be counted: sales and receipts are written by warehouse, so I do not know what should lie in A-17. Please count the warehouse, or name the SKUs.
    Anna: /count KYIV MUG-SET
    bot → Anna: MUG-SET has no stock of its own: it is put together from others, or it is a service.
    ");
}

/// Anna may count and not know what things cost.
#[tokio::test]
async fn staff_see_units_and_leads_see_money() {
    let shop = open().await;
    count(&shop).await;
    shop.stage.anna().taps("Ask a lead").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: [Ask a lead]
    bot ✎ Anna: I have asked 2 leads. You will hear here what was decided about:
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, −3 units:
        DELL-7490-A: 7 → 6 (−1)
        MUG-10: 12 → 10 (−2)
    bot → Olena: 🙋 Anna просить записати цей підрахунок:
        🧮 KYIV SKU 11-21 12:00: пораховано 2 з 2
        2 розбіжності, одиниць −3, −171,00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155,00 EUR
        MUG-10: 12 → 10 (−2) · −16,00 EUR
        [✅ Записати] [🗑 Відкинути]
    bot → Lea: 🙋 Anna asks to write this count:
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        2 differences, −3 units, −171.00 EUR:
        DELL-7490-A: 7 → 6 (−1) · −155.00 EUR
        MUG-10: 12 → 10 (−2) · −16.00 EUR
        [✅ Write it] [🗑 Drop it]
    ");
}
