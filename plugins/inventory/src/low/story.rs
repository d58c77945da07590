use crate::world::{open, trade};

#[tokio::test]
async fn anna_sees_on_the_phone_what_runs_out_and_opens_its_card() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.passes(std::time::Duration::ZERO).await;
    shop.stage.passes(std::time::Duration::from_hours(16)).await;
    shop.stage.anna().says("/low").await;
    let told = shop.stage.transcript();
    let (message, card) = shop.stage.anna().remembers("MUG-10");
    shop.stage.anna().taps("MUG-10").await;
    shop.stage.anna().presses(message, &card, "[MUG-10, again]").await;
    assert_eq!(shop.stage.transcript().matches("Coffee mug").count(), 2, "the card, and the card again");
    insta::assert_snapshot!(told, @r#"
    Anna: /low
    bot → Anna: 📉 2 SKUs run low, shortest cover first.
        Pace over 7 · 30 · 90 days, without days out of stock; as of 0 min ago.

        MUG-10 · order 75
           Coffee mug, blue
           6 expected, reordered at 20
           0.42 · 0.28 · 0.28 a day, lasts 21 days

        DELL-7490-B · order 10
           Dell Latitude 7490 14" i7-8650U 16GB 512GB
           1 expected, reordered at 2
           none sold in 90 days
        [MUG-10] [DELL-7490-B]
        [📄 As XLSX]
    "#);
}

#[tokio::test]
async fn a_list_is_narrowed_by_words_and_turned_by_pages() {
    let shop = open().await;
    many(&shop).await;
    let lea = shop.stage.lea();
    lea.says("/low brewer 1").await;
    lea.says("/low nobody has this").await;
    shop.stage.skip();
    lea.says("/low").await;
    lea.taps("Next").await;
    let (message, back) = lea.remembers("Previous");
    lea.taps("Previous").await;
    lea.presses(message, &back, "[Previous, again]").await;
    let buttons = shop
        .stage
        .transcript()
        .lines()
        .filter(|line| line.contains('['))
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("\n");
    insta::assert_snapshot!(buttons, @r"
    [DELL-7490-B] [MUG-10]
    [BREW-1] [BREW-2]
    [BREW-3] [BREW-4]
    [Next ›]
    [📄 As XLSX]
    Lea: [Next]
    [BREW-5] [BREW-6]
    [BREW-7] [BREW-8]
    [BREW-9]
    [‹ Previous]
    [📄 As XLSX]
    Lea: [Previous]
    [DELL-7490-B] [MUG-10]
    [BREW-1] [BREW-2]
    [BREW-3] [BREW-4]
    [Next ›]
    [📄 As XLSX]
    Lea: [Previous, again]
    [DELL-7490-B] [MUG-10]
    [BREW-1] [BREW-2]
    [BREW-3] [BREW-4]
    [Next ›]
    [📄 As XLSX]
    ");
}

#[tokio::test]
async fn what_does_not_run_low_is_said_in_russian() {
    let shop = open().await;
    shop.stage.ben().says("/low nothing like this").await;
    shop.stage.ben().says("/low mug").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Ben: /low nothing like this
    bot → Ben: 👍 По запросу «nothing like this» ничего нет ниже точки заказа.
    Ben: /low mug
    bot → Ben: 📉 По запросу «mug» заканчивается 1 товар.
        Как быстро что продаётся, считается каждую ночь; пока не посчитано.

        MUG-10 · заказать 70
           Coffee mug, blue
           ожидается 12, точка заказа 20
           за 90 дней не продано ни одного
        [MUG-10]
        [📄 Как XLSX]
    ");
}

#[tokio::test]
async fn the_spreadsheet_has_what_an_order_needs() {
    let shop = open().await;
    shop.stage.anna().says("/low").await;
    let (message, sheet) = shop.stage.anna().remembers("As XLSX");
    shop.stage.anna().taps("As XLSX").await;
    shop.stage.anna().presses(message, &sheet, "[As XLSX, again]").await;
    shop.stage.skip();
    let (name, bytes) = shop.stage.file();
    let mut table = sheets::Table::from_bytes(bytes, sheets::Limits::default()).unwrap();
    let rows = table
        .rows()
        .unwrap()
        .map(|row| row.unwrap().cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join(" | "));
    insta::assert_snapshot!(format!("{name}\n{}", rows.collect::<Vec<_>>().join("\n")), @r#"
    low-2026-11-21.xlsx
    SKU | Title | Supplier | Order | On hand | Incoming | Reserved | Expected | Reorder at | Pack | Lead days | Days of cover | Sold 7 d | Sold 30 d | Sold 90 d | A day, 7 d | A day, 30 d | A day, 90 d
    DELL-7490-B | Dell Latitude 7490 14" i7-8650U 16GB 512GB |  | 10 | 1 | 0 | 0 | 1 | 2 | 5 |  |  | 0 | 0 | 0 | 0 | 0 | 0
    MUG-10 | Coffee mug, blue |  | 70 | 12 | 0 | 0 | 12 | 20 | 5 |  |  | 0 | 0 | 0 | 0 | 0 | 0
    "#);
}

#[tokio::test]
async fn a_stranger_does_not_learn_what_runs_out() {
    let shop = open().await;
    shop.stage.sam().says("/low").await;
    assert!(!shop.stage.transcript().contains("MUG"));
}

/// More than a page.
async fn many(shop: &crate::world::Shop) {
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let draft = |n: i32| {
        let mut draft = commerce::catalogue::Draft::new(&format!("BREW-{n}"), &format!("Brewer {n}"));
        (draft.reorder_point, draft.supplier) = (Some(2), "Brewers & Co".into());
        draft
    };
    let drafts: Vec<_> = (1..=9).map(draft).collect();
    commerce::catalogue::upsert(&mut tx, &drafts, shop.stage.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}
