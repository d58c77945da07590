//! openpyxl reads what we write and writes what we read.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use sheets::{About, CellKind, Column, Format, Limits, Shape, Table, Value, Writer};

use crate::ask::{hex, python, rows, unhex};

fn columns() -> Vec<Column> {
    let column = |title: &str, shape, width| Column { title: title.to_owned(), shape, width };
    vec![
        column("SKU", Shape::Text, 14),
        column("Кількість", Shape::Whole, 10),
        column("Price", Shape::Money { decimals: 2 }, 12),
        column("Since", Shape::Date, 12),
    ]
}

#[test]
fn openpyxl_reads_what_we_write() {
    let mut writer = Writer::new(Vec::new(), Format::Xlsx, "Stock: all", columns()).expect("memory takes it");
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let all = [
        [Value::Text("007"), Value::Whole(-5), Value::Money(123_456_789_012), Value::Date(day)],
        [Value::Text("=1+1"), Value::Text("n/a"), Value::Money(-5), Value::Empty],
        [Value::Text("'=1"), Value::Whole(4_006_381_333_931), Value::Money(30), Value::Text("@x")],
        [Value::Text("a <b> & \"c\"\nd"), Value::Whole(i64::MAX), Value::Money(i64::MIN), Value::Empty],
    ];
    for row in &all {
        writer.row(row).expect("it fits");
    }
    let file = writer.finish().expect("memory takes it");
    let found = python("read_workbook", &json!({"file": hex(&file)}));
    assert_eq!(found["title"], "Stock all");
    assert_eq!(found["frozen"], "A2", "the header stays in sight");
    assert_eq!(found["bold"], json!([true, true, true, true]));
    let widths: Vec<_> =
        found["widths"].as_array().expect("widths").iter().map(|w| w.as_f64().expect("a number")).collect();
    assert!(
        widths.iter().zip([14.0, 10.0, 12.0, 12.0]).all(|(found, told)| (found - told).abs() < 1.0),
        "{widths:?}"
    );
    let value = |row: usize, column: usize| found["rows"][row][column]["value"].clone();
    let row = |row: usize| (0..4).map(|column| value(row, column)).collect::<Vec<_>>();
    assert_eq!(row(0), ["SKU", "Кількість", "Price", "Since"]);
    assert_eq!(row(1), ["007", "-5", "1234567890.12", "2026-11-21"]);
    assert_eq!(row(2), [json!("=1+1"), json!("n/a"), json!("-0.05"), Json::Null]);
    assert_eq!(row(3), ["''=1", "4006381333931", "0.3", "@x"]);
    assert_eq!(value(4, 0), "a <b> & \"c\"\nd");
    assert_eq!(
        [value(4, 1), value(4, 2)],
        ["9223372036854775807", "-92233720368547758.08"],
        "as text, with every digit"
    );
    let all = found["rows"].as_array().expect("rows").iter().flat_map(|row| row.as_array().expect("cells"));
    let kinds: Vec<_> = all.map(|cell| cell["type"].as_str().expect("a type")).collect();
    assert!(!kinds.contains(&"f"), "nothing is a formula: {kinds:?}");
    assert_eq!(kinds[5..8], ["n", "n", "d"]);
    assert_eq!(
        found["rows"][2][0]["quoted"], true,
        "Excel's own apostrophe keeps it text when somebody edits it"
    );
    assert_eq!(found["rows"][1][2]["format"], "0.00");
}

#[test]
fn we_read_what_openpyxl_writes() {
    let file = unhex(&python("write_workbook", &json!({}))["file"]);
    let mut table = Table::from_bytes(file.clone(), Limits::default()).expect("a workbook");
    let sheets = ["Empty", "Hidden", "Stock", "Prices"].map(str::to_owned).to_vec();
    assert_eq!(*table.about(), About::Xlsx { sheet: "Stock".to_owned(), sheets });
    let found: Vec<_> = table.rows().expect("rows").map(|row| row.expect("sound")).collect();
    let texts: Vec<(u32, Vec<&str>)> = found
        .iter()
        .map(|row| (row.number, row.cells.iter().map(|cell| cell.text.as_str()).collect()))
        .collect();
    let expected: [(u32, &[&str]); 7] = [
        (1, &["SKU", "Назва", "When"]),
        (3, &["00042", "Кухоль\n«Ранок» & <co>", "2026-11-21"]),
        (4, &["0.3", "TRUE", "2026-11-21 13:45:00"]),
        // A formula that no program has worked out yet has no value.
        (5, &["4006381333931", "", "09:30:00"]),
        (6, &["100000", " padded ", "30:00:00"]),
        (7, &["20%", "#N/A"]),
        (8, &["A", "", "", "", "", "-12.5"]),
    ];
    for (found, expected) in texts.iter().zip(expected) {
        assert_eq!((found.0, found.1.as_slice()), expected);
    }
    assert_eq!(texts.len(), 7);
    let kinds: Vec<_> = found[2].cells.iter().map(|cell| cell.kind).collect();
    assert_eq!(kinds, [CellKind::Number, CellKind::Truth, CellKind::Date]);
    assert_eq!(rows(file.clone()), table.rows().expect("again").collect());
    let mut prices = table.with_sheet("Prices").expect("it is there");
    assert_eq!(
        prices.rows().expect("rows").map(|row| row.expect("sound").text(0).to_owned()).collect::<Vec<_>>(),
        ["price"]
    );
    let missing = prices.with_sheet("Costs").map(|_| ()).expect_err("there is none");
    assert_eq!(
        missing.to_string(),
        "The workbook has no sheet \"Costs\". It has: Empty, Hidden, Stock, Prices."
    );
}
