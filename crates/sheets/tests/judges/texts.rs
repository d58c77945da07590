//! Python's csv module reads what we write and writes what we read.

use serde_json::json;
use sheets::csv::dialect::Delimiter;
use sheets::{Column, Format, Shape, Value, Writer};

use crate::ask::{hex, python, texts, unhex};

const CELLS: [&str; 12] = [
    "",
    "x",
    "two words",
    "a,b",
    "a;b",
    "tab\there",
    "say \"hi\"",
    "\"",
    "line\nend",
    "line\r\nend",
    "їжак",
    " padded ",
];

#[test]
fn python_reads_what_we_write() {
    for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Bar] {
        let columns =
            (0..3).map(|n| Column { title: format!("column {n}"), shape: Shape::Text, width: 9 }).collect();
        let mut writer =
            Writer::new(Vec::new(), Format::Csv(delimiter), "", columns).expect("memory takes it");
        let mut expected = vec![json!(["column 0", "column 1", "column 2"])];
        for cell in CELLS {
            writer.row(&[Value::Text(cell), Value::Whole(-5), Value::Money(1250)]).expect("memory takes it");
            let money = if delimiter == Delimiter::Semicolon { "12,50" } else { "12.50" };
            expected.push(json!([cell, "-5", money]));
        }
        writer.row(&[Value::Text("=1+1")]).expect("memory takes it");
        expected.push(json!(["'=1+1", "", ""]));
        let file = writer.finish().expect("memory takes it");
        let question = json!({"file": hex(&file), "delimiter": char::from(delimiter.byte())});
        assert_eq!(python("read_csv", &question), json!(expected), "{delimiter:?}");
    }
}

#[test]
fn we_read_what_python_writes() {
    let header = ["Артикул", "Назва товару", "Ціна"];
    let mut questions = Vec::new();
    for encoding in ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"] {
        for (number, delimiter) in [",", ";", "\t", "|"].into_iter().enumerate() {
            let mut rows = vec![json!(header)];
            for (line, cell) in CELLS.iter().enumerate() {
                rows.push(json!([format!("Кухоль {line}"), cell, "12,50"]));
            }
            let end = if number % 2 == 0 { "\n" } else { "\r\n" };
            questions.push(
                json!({"rows": rows, "delimiter": delimiter, "end": end, "all": number == 3, "encoding": encoding}),
            );
        }
    }
    let files = python("write_csv", &json!(questions));
    for (question, file) in questions.iter().zip(files.as_array().expect("a file a question")) {
        let name = format!("{} {}", question["encoding"], question["delimiter"]);
        assert_eq!(json!(texts(unhex(file))), question["rows"], "{name}");
    }
}
