use crate::world::open;

#[tokio::test]
async fn lea_sets_a_cost_and_finds_it_in_the_history() {
    let shop = open().await;
    let lea = shop.stage.lea();
    lea.says("/cost MUG-10").await;
    lea.taps("Change the cost").await;
    lea.says("3,10 landed 0,40").await;
    let (message, write) = lea.remembers("Write it");
    lea.taps("Write it").await;
    lea.presses(message, &write, "[Write it, again]").await;
    lea.taps("Costs").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: /cost MUG-10
    bot → Lea: 🏷 MUG-10
        Coffee mug, blue

        8.00 EUR a unit: 3.00 EUR to the supplier, 5.00 EUR to bring it here
        [✏️ Change the cost]
        [💶 Prices] [📦 Card]
    Lea: [Change the cost]
    bot ✎ Lea: 🏷 Change a cost
        What does a unit cost? You can add “landed 0.40” for bringing it here, and a day.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Lea: 3,10 landed 0,40
    bot → Lea: This would change the cost:
        MUG-10 · 2026-11-21 12:00
        8.00 EUR a unit: 3.00 EUR to the supplier, 5.00 EUR to bring it here
        → 3.50 EUR a unit: 3.10 EUR to the supplier, 0.40 EUR to bring it here
        [✅ Write it]
        [✖ Cancel]
    Lea: [Write it]
    bot ✎ Lea: ✅ The cost is set:
        MUG-10 · 2026-11-21 12:00
        8.00 EUR a unit: 3.00 EUR to the supplier, 5.00 EUR to bring it here
        → 3.50 EUR a unit: 3.10 EUR to the supplier, 0.40 EUR to bring it here
        [🏷 Costs]
    Lea: [Write it, again]
    bot (toast) This was done already.
    Lea: [Costs]
    bot ✎ Lea: 🏷 MUG-10
        Coffee mug, blue

        3.50 EUR a unit: 3.10 EUR to the supplier, 0.40 EUR to bring it here
        [✏️ Change the cost]
        [💶 Prices] [📦 Card]
    ");
}

#[tokio::test]
async fn a_cost_of_last_month_reckons_anew_what_was_sold() {
    let shop = open().await;
    shop.stage.olena().says("/setcost MUG-10 2.90 EUR 2026-10-01").await;
    shop.stage.olena().taps("Записати").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Olena: /setcost MUG-10 2.90 EUR 2026-10-01
    bot → Olena: Собівартість зміниться так:
        MUG-10 · 2026-10-01 00:00
        –
        → 2,90 EUR за одиницю
        Те, що продано відтоді, буде перераховано.
        [✅ Записати]
        [✖ Скасувати]
    Olena: [Записати]
    bot ✎ Olena: ✅ Собівартість встановлено:
        MUG-10 · 2026-10-01 00:00
        –
        → 2,90 EUR за одиницю
        [🏷 Собівартість]
    ");
}

#[tokio::test]
async fn costs_are_not_for_everybody_and_not_every_text_is_one() {
    let shop = open().await;
    shop.stage.anna().says("/cost MUG-10").await;
    shop.stage.lea().says("/cost MUG-10 3 EUR landed 1 USD").await;
    shop.stage.lea().says("/cost MUG-10 much").await;
    shop.stage.lea().says("/cost DELL-7490-B 3").await;
    shop.stage.lea().says("/cost DELL-7490-B").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: /cost MUG-10
    bot → Anna: You may not do this: it needs the right inventory.money. An administrator can give it to you.
    Lea: /cost MUG-10 3 EUR landed 1 USD
    bot → Lea: Two currencies in one change do not go together. Please use one.
    Lea: /cost MUG-10 much
    bot → Lea: “much” is not an amount. Please write it like 249.90 or 249,90 EUR.
    Lea: /cost DELL-7490-B 3
    bot → Lea: In which currency? Please write it like 249.90 EUR.
    Lea: /cost DELL-7490-B
    bot → Lea: 🏷 DELL-7490-B
        Dell Latitude 7490 14" i7-8650U 16GB 512GB

        Its cost is not known yet.
        [✏️ Change the cost]
        [💶 Prices] [📦 Card]
    "#);
}

#[tokio::test]
async fn of_two_changes_of_a_cost_the_second_is_told() {
    let shop = open().await;
    shop.stage.lea().says("/cost MUG-10 4").await;
    shop.stage.wait(std::time::Duration::from_mins(5));
    shop.stage.olena().says("/cost MUG-10 5").await;
    shop.stage.olena().taps("Записати").await;
    shop.stage.skip();
    shop.stage.lea().taps("Write it").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Write it]
    bot (alert) The cost has been changed meanwhile; nothing was written. Please look again.
    ");
}
