use crate::world::{open, trade};

#[tokio::test]
async fn anna_sees_units_and_prices_but_no_costs() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.anna().says("/sales").await;
    shop.stage.anna().taps("7 d").await;
    let (message, week) = shop.stage.anna().remembers("30 d");
    shop.stage.anna().taps("30 d").await;
    shop.stage.anna().presses(message, &week, "[30 d, again]").await;
    shop.stage.anna().says("/profit").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: /sales
    bot → Anna: 📊 Sales
        2026-10-23 – 2026-11-21
        6 sold for 298.50 EUR
        1 sold for 12.90 USD

        2026-10-26 · 3 · 29.70 EUR
        2026-11-09 · 1 · 249.00 EUR
        2026-11-16 · 2 · 19.80 EUR
        2026-11-16 · 1 · 12.90 USD
        [7 d] [30 d] [90 d] [Year]
        [Days] [Weeks] [Months]
        [Marketplaces] [Top] [Bottom]
        [All in EUR] [All in USD]
        [📈 As picture] [📄 As XLSX]
    Anna: [7 d]
    bot ✎ Anna: 📊 Sales
        2026-11-15 – 2026-11-21
        2 sold for 19.80 EUR
        1 sold for 12.90 USD

        2026-11-19 · 2 · 19.80 EUR
        2026-11-20 · 1 · 12.90 USD
        [7 d] [30 d] [90 d] [Year]
        [Days] [Weeks] [Months]
        [Marketplaces] [Top] [Bottom]
        [All in EUR] [All in USD]
        [📈 As picture] [📄 As XLSX]
    Anna: [30 d]
    bot ✎ Anna: 📊 Sales
        2026-10-23 – 2026-11-21
        6 sold for 298.50 EUR
        1 sold for 12.90 USD

        2026-10-26 · 3 · 29.70 EUR
        2026-11-09 · 1 · 249.00 EUR
        2026-11-16 · 2 · 19.80 EUR
        2026-11-16 · 1 · 12.90 USD
        [7 d] [30 d] [90 d] [Year]
        [Days] [Weeks] [Months]
        [Marketplaces] [Top] [Bottom]
        [All in EUR] [All in USD]
        [📈 As picture] [📄 As XLSX]
    Anna: [30 d, again]
    bot ✎ Anna: 📊 Sales
        2026-10-23 – 2026-11-21
        6 sold for 298.50 EUR
        1 sold for 12.90 USD

        2026-10-26 · 3 · 29.70 EUR
        2026-11-09 · 1 · 249.00 EUR
        2026-11-16 · 2 · 19.80 EUR
        2026-11-16 · 1 · 12.90 USD
        [7 d] [30 d] [90 d] [Year]
        [Days] [Weeks] [Months]
        [Marketplaces] [Top] [Bottom]
        [All in EUR] [All in USD]
        [📈 As picture] [📄 As XLSX]
    Anna: /profit
    bot → Anna: You may not do this: it needs the right inventory.money. An administrator can give it to you.
    ");
}

#[tokio::test]
async fn sales_by_marketplace_and_the_best_and_worst_of_them() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.anna().says("/sales").await;
    shop.stage.skip();
    for button in ["Marketplaces", "Top", "Bottom"] {
        shop.stage.anna().taps(button).await;
    }
    let told = shop.stage.transcript();
    let words: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
    insta::assert_snapshot!(words.join("\n"), @r"
    Anna: [Marketplaces]
    bot ✎ Anna: 📊 Sales
        2026-10-23 – 2026-11-21
        6 sold for 298.50 EUR
        1 sold for 12.90 USD

        amazon · 1 · 12.90 USD
        ebay · 6 · 298.50 EUR
    Anna: [Top]
    bot ✎ Anna: 📊 Sales
        2026-10-23 – 2026-11-21
        6 sold for 298.50 EUR
        1 sold for 12.90 USD

        Sold in EUR:
        MUG-10 · 5 · 49.50 EUR
        DELL-7490-A · 1 · 249.00 EUR

        Sold in USD:
        MUG-10 · 1 · 12.90 USD
    Anna: [Bottom]
    bot ✎ Anna: 📊 Sales
        2026-10-23 – 2026-11-21
        6 sold for 298.50 EUR
        1 sold for 12.90 USD

        Sold in EUR:
        DELL-7490-A · 1 · 249.00 EUR
        MUG-10 · 5 · 49.50 EUR

        Sold in USD:
        MUG-10 · 1 · 12.90 USD
    ");
}

#[tokio::test]
async fn a_sku_an_account_and_a_month_in_russian() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.ben().says("/sales ebay-main MUG-10 2026-11").await;
    shop.stage.ben().says("/sales вчера").await;
    shop.stage.ben().says("/sales позавчера").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Ben: /sales ebay-main MUG-10 2026-11
    bot → Ben: 📊 Продажи · MUG-10 · ebay-main
        2026-11-01 – 2026-11-30
        Продано 5 на 49,50 EUR

        2026-11-01 · 3 · 29,70 EUR
        2026-11-16 · 2 · 19,80 EUR
        [7 дн] [30 дн] [90 дн] [Год]
        [Дни] [Недели] [Месяцы]
        [Площадки]
        [📈 Как картинку] [📄 Как XLSX]
        [📈 График] [📦 Карточка]
    Ben: /sales вчера
    bot → Ben: 📊 Продажи
        2026-11-20
        Продано 1 на 12,90 USD

        2026-11-20 · 1 · 12,90 USD
        [7 дн] [30 дн] [90 дн] [Год]
        [Дни] [Недели] [Месяцы]
        [Площадки] [Лучшие] [Худшие]
        [📈 Как картинку] [📄 Как XLSX]
    Ben: /sales позавчера
    bot → Ben: «позавчера» — не период, не аккаунт и не товар, которые я знаю. Периоды пишут так: неделя, 30д, 2026-10, 2026-Q3 или 2026-01-01..2026-03-31.
    ");
}

#[tokio::test]
async fn currencies_come_together_only_by_a_dated_rate() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.lea().says("/sales week").await;
    shop.stage.skip();
    shop.stage.lea().taps("All in EUR").await;
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let day = "2026-11-18".parse().unwrap();
    commerce::rate::put(&mut tx, commerce::Currency::EUR, commerce::Currency::USD, day, 107_500_000)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    shop.stage.lea().taps("All in EUR").await;
    shop.stage.lea().taps("Currencies apart").await;
    let told = shop.stage.transcript();
    let words: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
    insta::assert_snapshot!(words.join("\n"), @r"
    Lea: [All in EUR]
    bot (alert) There is no rate from USD to EUR for one of these days, so they stay apart.
    Lea: [All in EUR]
    bot ✎ Lea: 📊 Sales
        2026-11-15 – 2026-11-21
        All in EUR, at the rate of each day.
        3 sold for 31.80 EUR

        2026-11-19 · 2 · 19.80 EUR
        2026-11-20 · 1 · 12.00 EUR
    Lea: [Currencies apart]
    bot ✎ Lea: 📊 Sales
        2026-11-15 – 2026-11-21
        2 sold for 19.80 EUR
        1 sold for 12.90 USD

        2026-11-19 · 2 · 19.80 EUR
        2026-11-20 · 1 · 12.90 USD
    ");
}

/// What Amazon sold in dollars is in the list, too: at the rate of its day, with the cost that was paid in euros.
#[tokio::test]
async fn the_best_and_the_worst_are_one_list_in_one_currency() {
    let shop = open().await;
    trade(&shop).await;
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let day = "2026-11-18".parse().unwrap();
    commerce::rate::put(&mut tx, commerce::Currency::EUR, commerce::Currency::USD, day, 107_500_000)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    shop.stage.lea().says("/sales").await;
    shop.stage.lea().taps("All in EUR").await;
    shop.stage.skip();
    shop.stage.lea().taps("Top").await;
    shop.stage.lea().taps("Bottom").await;
    shop.stage.lea().taps("Profit").await;
    let told = shop.stage.transcript();
    let words: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
    insta::assert_snapshot!(words.join("\n"), @r"
    Lea: [Top]
    bot ✎ Lea: 📊 Sales
        2026-10-23 – 2026-11-21
        All in EUR, at the rate of each day.
        7 sold for 310.50 EUR

        MUG-10 · 6 · 61.50 EUR
        DELL-7490-A · 1 · 249.00 EUR
    Lea: [Bottom]
    bot ✎ Lea: 📊 Sales
        2026-10-23 – 2026-11-21
        All in EUR, at the rate of each day.
        7 sold for 310.50 EUR

        DELL-7490-A · 1 · 249.00 EUR
        MUG-10 · 6 · 61.50 EUR
    Lea: [Profit]
    bot ✎ Lea: 💰 Profit
        2026-10-23 – 2026-11-21
        All in EUR, at the rate of each day.

        ≈ Fees estimated: 4 sold for 280.80 EUR
        fees 24.90 EUR, shipping 0.00 EUR
        refunds 0.00 EUR, cost 159.00 EUR
        margin 96.90 EUR (34 %)

        Fees settled: 3 sold for 29.70 EUR
        fees 2.97 EUR, shipping 0.00 EUR
        refunds 0.00 EUR, cost 9.00 EUR
        margin 17.73 EUR (59 %)

        MUG-10 · 6 · 40.53 EUR
        DELL-7490-A · 1 · 74.10 EUR
    ");
    shop.stage.lea().taps("As XLSX").await;
    let sheet = rows(shop.stage.file());
    shop.stage.skip();
    insta::assert_snapshot!(sheet, @r#"
    profit-2026-10-23-2026-11-21.xlsx
    SKU | Title | Currency | Units | Revenue | Margin | Units without cost
    MUG-10 | Coffee mug, blue | EUR | 6 | 61.5 | 40.53 | 0
    DELL-7490-A | Dell Latitude 7490 14" i5-8350U 16GB 256GB | EUR | 1 | 249 | 74.1 | 0
    "#);
}

#[tokio::test]
async fn a_picture_for_a_light_chat_and_one_for_a_dark_chat() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.anna().says("/sales").await;
    for view in ["Weeks", "Marketplaces", "Top"] {
        shop.stage.anna().taps(view).await;
        shop.stage.anna().taps("As picture").await;
        let (_, light) = shop.stage.file();
        shop.stage.anna().taps("Dark").await;
        let (name, dark) = shop.stage.file();
        assert!(name == "sales.png" && light.starts_with(b"\x89PNG") && dark.starts_with(b"\x89PNG"));
        assert_ne!(light, dark, "{view}");
    }
    shop.stage.skip();
}

#[tokio::test]
async fn the_spreadsheet_keeps_costs_from_staff() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.anna().says("/sales").await;
    shop.stage.anna().taps("As XLSX").await;
    let sales = rows(shop.stage.file());
    shop.stage.lea().says("/profit").await;
    shop.stage.lea().taps("As XLSX").await;
    let profit = rows(shop.stage.file());
    shop.stage.lea().taps("Top").await;
    shop.stage.lea().taps("As XLSX").await;
    let top = rows(shop.stage.file());
    shop.stage.skip();
    insta::assert_snapshot!(format!("{sales}\n\n{profit}\n\n{top}"), @r#"
    sales-2026-10-23-2026-11-21.xlsx
    From | Account | Marketplace | Currency | Units | Revenue
    2026-10-26 | ebay-main | ebay | EUR | 3 | 29.7
    2026-11-09 | ebay-main | ebay | EUR | 1 | 249
    2026-11-16 | ebay-main | ebay | EUR | 2 | 19.8
    2026-11-16 | amazon-us | amazon | USD | 1 | 12.9

    profit-2026-10-23-2026-11-21.xlsx
    From | Account | Marketplace | Currency | Units | Revenue | Fees | Fees paid | Shipping | Refunded | Cost | Margin | Units without cost
    2026-10-26 | ebay-main | ebay | EUR | 3 | 29.7 | settled | 2.97 | 0 | 0 | 9 | 17.73 | 0
    2026-11-09 | ebay-main | ebay | EUR | 1 | 249 | estimated | 24.9 | 0 | 0 | 150 | 74.1 | 0
    2026-11-16 | ebay-main | ebay | EUR | 2 | 19.8 | estimated | 0 | 0 | 0 | 6 | 13.8 | 0
    2026-11-16 | amazon-us | amazon | USD | 1 | 12.9 | estimated | 0 | 0 | 0 | 0 | 12.9 | 1

    profit-2026-10-23-2026-11-21.xlsx
    SKU | Title | Currency | Units | Revenue | Margin | Units without cost
    DELL-7490-A | Dell Latitude 7490 14" i5-8350U 16GB 256GB | EUR | 1 | 249 | 74.1 | 0
    MUG-10 | Coffee mug, blue | EUR | 5 | 49.5 | 31.53 | 0
    MUG-10 | Coffee mug, blue | USD | 1 | 12.9 | 12.9 | 1
    "#);
}

pub fn rows((name, bytes): (String, Vec<u8>)) -> String {
    let mut table = sheets::Table::from_bytes(bytes, sheets::Limits::default()).unwrap();
    let cells =
        |row: sheets::Row| row.cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join(" | ");
    let rows: Vec<_> = table.rows().unwrap().map(|row| cells(row.unwrap())).collect();
    format!("{name}\n{}", rows.join("\n"))
}

/// A shop's own file has named the account in two words.
#[tokio::test]
async fn an_account_of_several_words_has_a_price_and_sales() {
    let shop = open().await;
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let account = commerce::place::Account {
        id: commerce::AccountId(0),
        code: "eBay Main".into(),
        marketplace: "ebay".into(),
        name: "eBay".into(),
        state: commerce::AccountState::Active,
    };
    commerce::place::put_account(&mut tx, &account).await.unwrap();
    tx.commit().await.unwrap();
    shop.stage.lea().says("/setprice MUG-10 9.90 EUR ebay main floor 8").await;
    shop.stage.lea().taps("Write it").await;
    shop.stage.lea().says("/price MUG-10 \"eBay Main\" 9.50").await;
    shop.stage.lea().says("/sales eBay Main week MUG-10").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Lea: /setprice MUG-10 9.90 EUR ebay main floor 8
    bot → Lea: This would change the price:
        MUG-10 · eBay Main · from now on
        – → 9.90 EUR, not below 8.00 EUR
        [✅ Write it]
        [✖ Cancel]
    Lea: [Write it]
    bot ✎ Lea: ✅ The price is set:
        MUG-10 · eBay Main · from now on
        – → 9.90 EUR, not below 8.00 EUR
        [💶 Prices]
    Lea: /price MUG-10 "eBay Main" 9.50
    bot → Lea: This would change the price:
        MUG-10 · eBay Main · from now on
        9.90 EUR → 9.50 EUR (−5 %), not below 8.00 EUR
        [✅ Write it]
        [✖ Cancel]
    Lea: /sales eBay Main week MUG-10
    bot → Lea: 📊 Sales · MUG-10 · eBay Main
        2026-11-15 – 2026-11-21

        Nothing was sold in this time.
        [7 d] [30 d] [90 d] [Year]
        [Days] [Weeks] [Months]
        [Marketplaces]
        [💰 Profit]
        [📈 Chart] [📦 Card]
    "#);
}
