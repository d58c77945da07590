use crate::world::{open, trade};

#[tokio::test]
async fn lea_sees_what_is_left_settled_and_estimated_apart() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.lea().says("/profit month").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: /profit month
    bot → Lea: 💰 Profit
        2026-10-23 – 2026-11-21

        ≈ Fees estimated: 3 sold for 268.80 EUR
        fees 24.90 EUR, shipping 0.00 EUR
        refunds 0.00 EUR, cost 156.00 EUR
        margin 87.90 EUR (32 %)

        Fees settled: 3 sold for 29.70 EUR
        fees 2.97 EUR, shipping 0.00 EUR
        refunds 0.00 EUR, cost 9.00 EUR
        margin 17.73 EUR (59 %)

        ≈ Fees estimated: 1 sold for 12.90 USD
        fees 0.00 USD, shipping 0.00 USD
        refunds 0.00 USD, cost 0.00 USD
        margin 12.90 USD (100 %); 1 unit has no known cost in this currency and counts as free

        2026-10-26 · 3 · 17.73 EUR
        2026-11-09 · 1 · ≈ 74.10 EUR
        2026-11-16 · 2 · ≈ 13.80 EUR
        2026-11-16 · 1 · ≈ 12.90 USD
        [7 d] [30 d] [90 d] [Year]
        [Days] [Weeks] [Months]
        [Marketplaces] [Top] [Bottom]
        [All in EUR] [All in USD]
        [📈 As picture] [📄 As XLSX]
        [📊 Sales]
    ");
}

#[tokio::test]
async fn what_earned_most_and_least_and_a_picture_of_it() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.lea().says("/profit").await;
    shop.stage.skip();
    for button in ["Top", "Bottom", "Marketplaces", "Sales", "Profit"] {
        shop.stage.lea().taps(button).await;
    }
    let told = shop.stage.transcript();
    for button in ["Days", "As picture", "Dark"] {
        shop.stage.lea().taps(button).await;
    }
    shop.stage.skip();
    assert!(shop.stage.file().1.starts_with(b"\x89PNG"));
    // The sums over it are the same each time, and in the story above.
    let lists = told.lines().map(str::trim).filter(|line| line.contains(" · ") || line.starts_with("Lea"));
    insta::assert_snapshot!(lists.collect::<Vec<_>>().join("\n"), @r"
    Lea: [Top]
    DELL-7490-A · 1 · 74.10 EUR
    MUG-10 · 5 · 31.53 EUR
    MUG-10 · 1 · 12.90 USD
    Lea: [Bottom]
    MUG-10 · 5 · 31.53 EUR
    DELL-7490-A · 1 · 74.10 EUR
    MUG-10 · 1 · 12.90 USD
    Lea: [Marketplaces]
    amazon · 1 · ≈ 12.90 USD
    ebay · 3 · ≈ 87.90 EUR
    ebay · 3 · 17.73 EUR
    Lea: [Sales]
    amazon · 1 · 12.90 USD
    ebay · 6 · 298.50 EUR
    Lea: [Profit]
    amazon · 1 · ≈ 12.90 USD
    ebay · 3 · ≈ 87.90 EUR
    ebay · 3 · 17.73 EUR
    ");
}

#[tokio::test]
async fn nothing_sold_is_said_in_ukrainian() {
    let shop = open().await;
    shop.stage.olena().says("/profit 2025").await;
    shop.stage.anna().says("/profit").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Olena: /profit 2025
    bot → Olena: 💰 Прибуток
        2025-01-01 – 2025-12-31

        За цей час нічого не продано.
        [7 дн] [30 дн] [90 дн] [Рік]
        [Дні] [Тижні] [Місяці]
        [Майданчики] [Найкращі] [Найгірші]
        [📊 Продажі]
    Anna: /profit
    bot → Anna: You may not do this: it needs the right inventory.money. An administrator can give it to you.
    ");
}
