use std::time::Duration;

use sheets::{Limits, Table};

use crate::world::{open, sells};

/// Ben prints the list, and counts a dozen mugs. While he walks, two are sold; that he did not miss any stays true.
#[tokio::test]
async fn ben_counts_on_paper_and_sends_the_table_back() {
    let shop = open().await;
    shop.stage.ben().says("/count KYIV DELL-7490-A MUG-10").await;
    shop.stage.ben().taps("Начать").await;
    shop.stage.ben().says("6").await;
    shop.stage.skip();
    shop.stage.ben().taps("Итог").await;
    shop.stage.ben().taps("Как таблицу").await;
    let (name, bytes) = shop.stage.file();
    let size = format!(" ({} bytes)", bytes.len());
    insta::assert_snapshot!(rows(bytes), @r#"
    Код | Название | Посчитано | По состоянию на
    DELL-7490-A | Dell Latitude 7490 14" i5-8350U 16GB 256GB |  | 2026-11-21T12:00:00Z
    MUG-10 | Coffee mug, blue |  | 2026-11-21T12:00:00Z
    "#);
    shop.stage.wait(Duration::from_hours(1));
    sells(&shop, shop.mug, 2).await;
    let filled = "Код,Название,Посчитано,По состоянию на\nMUG-10,,12,2026-11-21T12:00:00Z\n";
    shop.stage.ben().sends_file("count-1.csv", filled, "/count").await;
    shop.stage.ben().taps("Итог").await;
    insta::assert_snapshot!(shop.stage.transcript().replace(&size, ""), @r"
    Ben: [Итог]
    bot ✎ Ben: 🧮 KYIV SKU 11-21 12:00: посчитано 1 из 2
        1 расхождение, единиц −1:
        DELL-7490-A: 7 → 6 (−1)
        [▶ Дальше] [📄 Как таблицу]
        [🙋 Спросить старшего]
    Ben: [Как таблицу]
    bot → Ben: Впишите в столбец «Посчитано», сколько есть, и пришлите файл обратно с подписью /count #1. Пустое остаётся непосчитанным.
        📎 count-1.xlsx
    Ben: 📎 count-1.csv /count
    bot → Ben: ✔ Взята 1 строка.
        🧮 KYIV SKU 11-21 12:00: посчитано 2 из 2
        Всё посчитано. Теперь старший может записать это в журнал.
        Нашли то, чего не было в списке? Его добавит /tally MUG-10 3.
        [📋 Итог]
    Ben: [Итог]
    bot ✎ Ben: 🧮 KYIV SKU 11-21 12:00: посчитано 2 из 2
        1 расхождение, единиц −1:
        DELL-7490-A: 7 → 6 (−1)
        [▶ Дальше] [📄 Как таблицу]
        [🙋 Спросить старшего]
    ");
    assert_eq!(name, "count-1.xlsx");
}

#[tokio::test]
async fn lists_that_cannot_be_are_refused_with_the_row() {
    let shop = open().await;
    shop.stage.anna().says("/count KYIV DELL-7490-A MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.skip();
    let anna = shop.stage.anna();
    anna.sends_file("mine.csv", "sku,counted\nMUG-10,11\nDELL-7490-B,1\n", "/count #1").await;
    anna.sends_file("mine.csv", "sku,counted\nMUG-10,11\nTEAPOT,1\n", "/count #1").await;
    anna.sends_file("mine.csv", "sku,counted\nMUG-10,many\n", "/count #1").await;
    anna.sends_file("mine.csv", "sku,counted\nMUG-10,4\nDELL-7490-A,6\nMUG-10,8\n", "/count #1").await;
    anna.sends_file("mine.csv", "sku,counted\nMUG-SET,1\n", "/count #1").await;
    anna.sends_file("mine.csv", "sku,counted,as of\nMUG-10,1,2027-01-01T00:00:00Z\n", "/count #1").await;
    anna.sends_file("mine.csv", "sku,counted\nMUG-10,1\n", "/count").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: 📎 mine.csv /count #1
    bot → Anna: ✔ 2 rows are taken over.
        🧮 KYIV SKU 11-21 12:00: 2 of 3 counted

        DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: 📎 mine.csv /count #1
    bot → Anna: Row 3: there is no SKU “TEAPOT”. Nothing was taken over.
    Anna: 📎 mine.csv /count #1
    bot → Anna: Row 2: “many” is not a number of units. Nothing was taken over.
    Anna: 📎 mine.csv /count #1
    bot → Anna: Rows 2 and 4 both say how many of MUG-10 there are. Please make one row of them. Nothing was taken over.
    Anna: 📎 mine.csv /count #1
    bot → Anna: MUG-SET has no stock of its own: it is put together from others, or it is a service.
    Anna: 📎 mine.csv /count #1
    bot → Anna: Row 2: the column “As of” was changed. Please leave it as it is, or send the list without it. Nothing was taken over.
    Anna: 📎 mine.csv /count
    bot → Anna: Which count is this file for? Please send it with the number of the count, like /count #7.
    "#);
}

/// The table's cells, a line a row.
fn rows(bytes: Vec<u8>) -> String {
    let mut table = Table::from_bytes(bytes, Limits::default()).unwrap();
    let rows = table.rows().unwrap().map(|row| row.unwrap().cells);
    let line =
        |cells: Vec<sheets::Cell>| cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join(" | ");
    rows.map(line).collect::<Vec<_>>().join("\n")
}
