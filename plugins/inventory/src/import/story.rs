//! Files that leave something open, that are wrong in many rows, or come from another clock.

use commerce::{Every, Period, report};

use crate::world::open;

/// A list from somewhere: no currency, marks and dates that can mean two things. Three questions, three presses.
#[tokio::test]
async fn what_a_list_leaves_open_is_asked_with_buttons() {
    let shop = open().await;
    let list = "sku;price;from\nMUG-10;1,250;03/04/2026\nDELL-7490-A;1,199;03/04/2026\n";
    shop.stage.lea().sends_file("prices.csv", list, "/import prices").await;
    shop.stage.skip();
    shop.stage.lea().taps("Preview").await;
    shop.stage.lea().taps("UAH").await;
    shop.stage.lea().taps("1234.56").await;
    shop.stage.lea().taps("Day first").await;
    shop.stage.lea().taps("Write").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Preview]
    bot ✎ Lea: I am looking through prices.csv. Nothing is written yet.
    bot → Lea: prices.csv, 2 rows: 0 new, 0 changed, 0 the same, 2 refused. Nothing is written yet.
        ! row 2, price: nothing says in which currency it is. Please press one.
        ! row 3, price: nothing says in which currency it is. Please press one.
        [EUR] [USD] [UAH] [GBP]
    Lea: [UAH]
    bot ✎ Lea: I am looking through prices.csv. Nothing is written yet.
    bot → Lea: prices.csv, 2 rows: 0 new, 0 changed, 0 the same, 2 refused. Nothing is written yet.
        ! row 2, price: “1,250” can mean 1250 or 1.250. Please press how decimals are written.
        ! row 3, price: “1,199” can mean 1199 or 1.199. Please press how decimals are written.
        [1234.56] [1234,56]
    Lea: [1234.56]
    bot ✎ Lea: I am looking through prices.csv. Nothing is written yet.
    bot → Lea: prices.csv, 2 rows: 0 new, 0 changed, 0 the same, 2 refused. Nothing is written yet.
        ! row 2, from: “03/04/2026” can mean 2026-04-03 or 2026-03-04. Please press what comes first.
        ! row 3, from: “03/04/2026” can mean 2026-04-03 or 2026-03-04. Please press what comes first.
        [Day first] [Month first]
    Lea: [Day first]
    bot ✎ Lea: I am looking through prices.csv. Nothing is written yet.
    bot → Lea: prices.csv, 2 rows: 2 new, 0 changed, 0 the same, 0 refused. Nothing is written yet.
        + 2: MUG-10 · UAH · 2026-04-03T00:00:00Z
        + 3: DELL-7490-A · UAH · 2026-04-03T00:00:00Z
        [✅ Write 2]
    Lea: [Write]
    bot ✎ Lea: Writing prices.csv
    bot → Lea: Writing prices.csv
        ▰▰▰▰▰▰▰▰▰▰ 2 of 2
        [✖ Cancel]
    bot ✎ Lea: ✅ prices.csv: 2 new, 0 changed, 0 the same, 0 refused.
    ");
}

/// Whom a column serves can be changed, and given back; without a needed one there is nothing to press.
#[tokio::test]
async fn a_column_that_was_guessed_wrongly_is_given_back() {
    let shop = open().await;
    let list = "sku,quantity,warehouse,on hand\nMUG-10,1,KYIV,15\n";
    shop.stage.lea().sends_file("count.csv", list, "/import stock").await;
    shop.stage.lea().taps("quantity").await;
    shop.stage.lea().taps("none").await;
    shop.stage.lea().taps("quantity").await;
    shop.stage.lea().taps("on hand").await;
    shop.stage.lea().taps("Preview").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: 📎 count.csv /import stock
    bot → Lea: count.csv: counted stock. These are the columns; press one to change it.
        ✅ sku ← sku
        ✅ warehouse ← warehouse
        ✅ quantity ← quantity
        [sku] [warehouse] [quantity]
        [👀 Preview]
    Lea: [quantity]
    bot ✎ Lea: Which column holds quantity?
        [sku] [quantity]
        [warehouse] [on hand]
        [– none]
    Lea: [none]
    bot ✎ Lea: count.csv: counted stock. These are the columns; press one to change it.
        ✅ sku ← sku
        ✅ warehouse ← warehouse
        ❗ quantity ← ?
        Please say where these are: quantity.
        [sku] [warehouse] [quantity]
    Lea: [quantity]
    bot ✎ Lea: Which column holds quantity?
        [sku] [quantity]
        [warehouse] [on hand]
        [– none]
    Lea: [on hand]
    bot ✎ Lea: count.csv: counted stock. These are the columns; press one to change it.
        ✅ sku ← sku
        ✅ warehouse ← warehouse
        ✅ quantity ← on hand
        [sku] [warehouse] [quantity]
        [👀 Preview]
    Lea: [Preview]
    bot ✎ Lea: I am looking through count.csv. Nothing is written yet.
    bot → Lea: count.csv, 1 row: 0 new, 1 changed, 0 the same, 0 refused. Nothing is written yet.
        ~ 2: MUG-10 · KYIV; quantity: 12 → 15
        [✅ Write 1]
    ");
}

/// Eight rows of nine are wrong, each otherwise. Olena gets them as a list to mend by, in her language.
#[tokio::test]
async fn many_wrong_rows_come_as_a_file_to_mend_them_by() {
    let shop = open().await;
    let list = "sku;warehouse;quantity\n\
                MUG-10;KYIV;15\n\
                ;KYIV;1\n\
                TEAPOT;KYIV;3\n\
                MUG-10;ODESA;3\n\
                MUG-SET;KYIV;1\n\
                MUG-10;LVIV;x\n\
                DELL-7490-A;KYIV;2,5\n\
                DELL-7490-B;KYIV;-1\n\
                MUG-10;KYIV;16\n";
    shop.stage.olena().sends_file("count.csv", list, "/import stock").await;
    shop.stage.skip();
    shop.stage.olena().taps("Переглянути").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Olena: [Переглянути]
    bot ✎ Olena: Переглядаю count.csv. Ще нічого не записано.
    bot → Olena: count.csv, 9 рядків: нових 0, змінених 1, без змін 0, відхилено 8. Ще нічого не записано.
        ~ 2: MUG-10 · KYIV; quantity: 12 → 15
        ! рядок 3, sku: це потрібно, а клітинка порожня.
        ! рядок 4, sku: немає SKU TEAPOT.
        ! рядок 5, warehouse: немає складу ODESA.
        ! рядок 6, sku: MUG-SET не має власного залишку: це набір або послуга.
        ! рядок 7, quantity: «x» — не число.
        [✅ Записати 1]
    bot → Olena: Усі відхилені рядки.
        📎 refused.txt (533 bytes)
    ");
    let (name, bytes) = shop.stage.file();
    assert_eq!(name, "refused.txt");
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @r"
    ! рядок 3, sku: це потрібно, а клітинка порожня.
    ! рядок 4, sku: немає SKU TEAPOT.
    ! рядок 5, warehouse: немає складу ODESA.
    ! рядок 6, sku: MUG-SET не має власного залишку: це набір або послуга.
    ! рядок 7, quantity: «x» — не число.
    ! рядок 8, quantity: «2,5» — не ціле число.
    ! рядок 9, quantity: не може бути менше ніж 0.
    ! рядок 10: рядок 2 уже каже це.
    ");
}

/// The train went into the tunnel: half of a workbook has arrived, and Lea sends all of it.
#[tokio::test]
async fn half_a_workbook_is_refused_as_a_whole() {
    let shop = open().await;
    shop.stage.lea().says("/export stock").await;
    shop.stage.skip();
    let (name, bytes) = shop.stage.file();
    shop.stage.lea().sends_file(&name, bytes[..bytes.len() / 2].to_vec(), "/import stock").await;
    shop.stage.lea().sends_file(&name, bytes, "/import stock").await;
    shop.stage.lea().taps("Preview").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: 📎 stock.xlsx /import stock
    bot → Lea: The file breaks off or is damaged. Nothing was changed; please send it again.
    Lea: 📎 stock.xlsx /import stock
    bot → Lea: stock.xlsx: counted stock. These are the columns; press one to change it.
        ✅ sku ← sku
        ✅ warehouse ← warehouse
        ✅ quantity ← quantity
        [sku] [warehouse] [quantity]
        [👀 Preview]
    Lea: [Preview]
    bot ✎ Lea: I am looking through stock.xlsx. Nothing is written yet.
    bot → Lea: stock.xlsx, 4 rows: 0 new, 0 changed, 4 the same, 0 refused. Nothing is written yet.
        [✅ It is as counted]
    ");
}

/// Lea reads the clocks of New York. What her list says was sold on the 20th is in her report of the 20th, also when the
/// list comes from a spreadsheet with nothing but days in it; nobody's export moves it.
#[tokio::test]
async fn a_day_of_new_york_stays_that_day() {
    let shop = open().await;
    shop.stage.lea().says("/timezone America/New_York").await;
    let list = "account,order,placed,sku,quantity,price,currency\n\
                ebay-main,N-1,11/20/2026,MUG-10,1,9.90,USD\n\
                ebay-main,N-2,46346,MUG-10,1,9.90,USD\n\
                ebay-main,N-3,11/20/2026 11:30 PM,MUG-10,1,9.90,USD\n";
    shop.stage.lea().sends_file("sales.csv", list, "/import sales").await;
    shop.stage.lea().taps("Preview").await;
    shop.stage.lea().taps("Write").await;
    shop.stage.lea().says("/export sales csv").await;
    let (name, bytes) = shop.stage.file();
    shop.stage.lea().sends_file(&name, bytes, "/import sales").await;
    shop.stage.skip();
    shop.stage.lea().taps("Preview").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Preview]
    bot ✎ Lea: I am looking through sales.csv. Nothing is written yet.
    bot → Lea: sales.csv, 3 rows: 0 new, 0 changed, 3 the same, 0 refused. Nothing is written yet.
    ");
    let day = |text: &str| text.parse().unwrap();
    let period =
        Period { first: day("2026-11-01"), last: day("2026-11-30"), zone: chrono_tz::America::New_York };
    let ask = report::Ask { period, every: Every::Day, account: None, sku: None, currency: None };
    let rows = report::report(&mut shop.stage.app.db.read().await.unwrap(), &ask).await.unwrap();
    let sold: Vec<_> = rows.iter().map(|row| (row.from.to_string(), row.units)).collect();
    assert_eq!(sold, [("2026-11-20".to_owned(), 3)]);
}
