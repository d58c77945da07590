//! What we write, we read.

use proptest::prelude::*;
use sheets::csv::dialect::Delimiter;
use sheets::value::{Mark, money};
use sheets::{Column, Format, Limits, Shape, Table, Value, Writer};

use crate::ask::texts;

fn columns(count: usize) -> Vec<Column> {
    (0..count).map(|n| Column { title: format!("c{n}"), shape: Shape::Text, width: 9 }).collect()
}

fn written(format: Format, table: &[Vec<String>]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), format, "x", columns(3)).expect("memory takes it");
    for row in table {
        let values: Vec<_> = row.iter().map(|text| Value::Text(text)).collect();
        writer.row(&values).expect("it fits");
    }
    writer.finish().expect("memory takes it")
}

/// Cells that are dangerous, quoted, empty or odd; the first is never blank, so that no row is left out.
fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = "([=+@'-]{1,3}[a1 ]{0,3})|[\t\r\n =\"';,|x]{0,5}|\\PC{0,6}|_x00[0-9]{2}_|[\u{1}-\u{1f}]";
    let row = ("[a-z=@'+]{1,3}", cell, cell).prop_map(|(a, b, c)| vec![a, b, c]);
    prop::collection::vec(row, 1..6)
}

fn without_empty_ends(table: &[Vec<String>]) -> Vec<Vec<String>> {
    let cut = |row: &Vec<String>| {
        let length = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        row[..length].to_vec()
    };
    table.iter().map(cut).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn csv_comes_back(table in tables(), which in 0usize..4) {
        let delimiter = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Bar][which];
        let found = texts(written(Format::Csv(delimiter), &table));
        prop_assert_eq!(&found[1..], table.as_slice());
    }

    #[test]
    fn xlsx_comes_back(table in tables()) {
        let found = texts(written(Format::Xlsx, &table));
        prop_assert_eq!(without_empty_ends(&found[1..]), without_empty_ends(&table));
    }

    #[test]
    fn amounts_come_back(minor in any::<i64>(), decimals in 0u32..5) {
        for format in [Format::Xlsx, Format::Csv(Delimiter::Semicolon), Format::Csv(Delimiter::Comma)] {
            let shape = Shape::Money { decimals };
            let columns = vec![Column { title: "price".into(), shape, width: 9 }, Column { title: "x".into(), shape, width: 9 }];
            let mut writer = Writer::new(Vec::new(), format, "x", columns).expect("memory takes it");
            writer.row(&[Value::Money(minor), Value::Text("x")]).expect("it fits");
            let file = writer.finish().expect("memory takes it");
            let mut table = Table::from_bytes(file, Limits::default()).expect("our own");
            let row = table.rows().expect("rows").nth(1).expect("a row").expect("sound");
            let mark = if format == Format::Csv(Delimiter::Semicolon) { Mark::Comma } else { Mark::Point };
            prop_assert_eq!(money(row.text(0), decimals, mark).map(|money| money.minor), Ok(minor));
        }
    }
}
