//! Somebody else's program opens every spreadsheet that the bot gives out, saves it as its own, and writes some itself:
//! Python's `openpyxl`, which `scripts/test` sets up.

#![expect(clippy::expect_used, reason = "what is missing ends the story, with what was missing")]

use std::io::Write;
use std::process::{Command, Stdio};

use commerce::files::Kind;
use serde_json::{Value, json};
use stage::Stage;

/// Gives a task to Python. Files come and go as hexadecimal text.
fn python(task: &str, question: &Value) -> Value {
    let program = std::env::var("QUARTERMASTER_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(&program)
        .args(["-c", include_str!("judge.py"), task])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("{program:?} cannot be started ({error}); scripts/test sets the judges up")
        });
    let mut stdin = child.stdin.take().expect("it was piped");
    let input = question.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("it was started");
    writer.join().expect("the writer does not panic").expect("Python reads its question");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program:?} failed; scripts/test gives it openpyxl.\n{complaint}");
    serde_json::from_slice(&output.stdout).expect("the judge answers in JSON")
}

fn hex(bytes: &[u8]) -> Value {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")).into()
}

fn unhex(text: &Value) -> Vec<u8> {
    let text = text.as_str().expect("hexadecimal text");
    let pair = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    (0..text.len()).step_by(2).map(pair).collect()
}

/// The demo's shop, with a title that a spreadsheet would run.
async fn open() -> Stage {
    let stage = Stage::new([inventory::plugin(), home::plugin()]).await;
    let goods = demo_shop::Shop::new(7, 60, stage.app.clock.now());
    demo_shop::load(&stage.app.db, goods, |_| ()).await.expect("the shop is filled");
    let list = "sku,title\n-2+3,\"=HYPERLINK(\"\"http://example.com\"\")\"\n'7,@SUM(A1)\n";
    stage.lea().sends_file("products.csv", list, "/import products").await;
    stage.lea().taps("Preview").await;
    stage.lea().taps("Write").await;
    stage.skip();
    stage
}

#[tokio::test]
async fn every_export_is_opened_saved_and_brought_back() {
    let stage = open().await;
    for kind in Kind::ALL {
        stage.lea().says(&format!("/export {}", kind.name())).await;
        let (name, bytes) = stage.file();
        assert_eq!(name, format!("{}.xlsx", kind.name()), "{}", stage.transcript());
        let read = python("read", &hex(&bytes));
        let titles: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
        assert_eq!(read["titles"], json!(titles));
        assert_eq!(read["formulas"], 0, "{name}");
        let numbers = |name: &str| {
            let at = titles.iter().position(|title| *title == name)?;
            Some(read["kinds"][at].clone())
        };
        for column in ["quantity", "price", "cost", "multiple"] {
            assert!(numbers(column).is_none_or(|kinds| kinds == json!(["n"])), "{name}: {column} is {read}");
        }
        let saved = unhex(&python("resave", &hex(&bytes)));
        stage.lea().sends_file(&name, saved, &format!("/import {}", kind.name())).await;
        stage.lea().taps("Preview").await;
        let said = stage.last();
        assert!(
            said.contains(": 0 new, 0 changed, ") && said.contains(" the same, 0 refused"),
            "{name}: {said}"
        );
        stage.skip();
    }
}

#[tokio::test]
async fn what_there_is_to_order_and_what_was_sold_can_be_opened() {
    let stage = open().await;
    for (command, button) in [("/low", "XLSX"), ("/sales", "XLSX"), ("/profit", "XLSX")] {
        stage.lea().says(command).await;
        stage.lea().taps(button).await;
        let (name, bytes) = stage.file();
        let read = python("read", &hex(&bytes));
        assert!(read["rows"].as_u64().is_some_and(|rows| rows > 0), "{name}: {read}");
        assert_eq!(read["formulas"], 0, "{name}");
        stage.skip();
    }
}

/// Dates as dates, numbers as numbers (and as formulas that nobody has worked out), an empty row, a SKU that is a number.
#[tokio::test]
async fn lists_that_somebody_elses_program_wrote_are_understood() {
    let stage = Stage::new([inventory::plugin(), home::plugin()]).await;
    let send = async |kind: &str, rows: Value| {
        let file = unhex(&python("write", &rows));
        stage.lea().sends_file(&format!("{kind}.xlsx"), file, &format!("/import {kind}")).await;
        stage.lea().taps("Preview").await;
        let seen = stage.last();
        stage.lea().taps("Write").await;
        stage.skip();
        seen
    };
    let products =
        json!([["Артикул", "Назва", "Мінімум"], [4711, "Кухоль", 5], [], ["00042", "Чайник", null]]);
    let stock = json!([["sku", "warehouse", "qty"], [4711, "KYIV", 12.0], ["00042", "KYIV", "=3+4"]]);
    let prices = json!([
        ["sku", "price", "currency", "valid from"],
        [4711, 12.5, "EUR", { "day": "2026-11-01" }],
        ["00042", 0.1 + 0.2, "EUR", 46_327],
    ]);
    let sales = json!([
        ["account", "order id", "order date", "sku", "qty", "price", "currency", "warehouse"],
        ["ebay", 170_000_000_001_u64, { "day": "2026-11-20" }, 4711, 1, 12.5, "EUR", "KYIV"],
    ]);
    let lists = [
        ("warehouses", json!([["Код", "Назва"], ["KYIV", "Київ"]])),
        ("accounts", json!([["account", "marketplace"], ["ebay", "ebay"]])),
        ("products", products),
        ("stock", stock),
        ("prices", prices),
        ("sales", sales),
    ];
    let mut seen = Vec::new();
    for (kind, rows) in lists {
        seen.push(send(kind, rows).await);
    }
    insta::assert_snapshot!(seen.join("\n"), @r"
    warehouses.xlsx, 1 row: 1 new, 0 changed, 0 the same, 0 refused. Nothing is written yet.
    + 2: KYIV
    accounts.xlsx, 1 row: 1 new, 0 changed, 0 the same, 0 refused. Nothing is written yet.
    + 2: ebay
    products.xlsx, 2 rows: 2 new, 0 changed, 0 the same, 0 refused. Nothing is written yet.
    + 2: 4711
    + 4: 00042
    stock.xlsx, 2 rows: 0 new, 1 changed, 0 the same, 1 refused. Nothing is written yet.
    ~ 2: 4711 · KYIV; quantity: 0 → 12
    ! row 3, quantity: it is needed, and the cell is empty.
    prices.xlsx, 2 rows: 2 new, 0 changed, 0 the same, 0 refused. Nothing is written yet.
    + 2: 4711 · EUR · 2026-11-01T00:00:00Z
    + 3: 00042 · EUR · 2026-11-01T00:00:00Z
    sales.xlsx, 1 row: 1 new, 0 changed, 0 the same, 0 refused. Nothing is written yet.
    + 2: ebay · 170000000001
    ");
}
