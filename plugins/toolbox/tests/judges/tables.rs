//! Python's csv module judges tables.

use rand::Rng;
use rand::seq::IndexedRandom;
use serde_json::{Map, Value, json};
use toolbox::table::{Delimiter, from_json, to_json};

use crate::ask::python;
use crate::documents::generator;

const CELLS: [&str; 14] = [
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
    "007",
    " padded ",
    "1,5",
];

const KEYS: [&str; 6] = ["sku", "name", "price, net", "a;b", "qty\"", "ціна"];

fn value(rng: &mut impl Rng, depth: usize) -> Value {
    match rng.random_range(0..if depth < 3 { 8 } else { 5 }) {
        0 => Value::Null,
        1 => json!(rng.random::<bool>()),
        2 => json!(rng.random_range(-1000..1000)),
        3 | 4 => json!(CELLS.choose(rng)),
        5 => json!([1, "x", {"y": null}]),
        _ => object(rng, depth + 1),
    }
}

fn object(rng: &mut impl Rng, depth: usize) -> Value {
    let count = rng.random_range(0..4);
    let names: Vec<&str> = KEYS.choose_multiple(rng, count).copied().collect();
    Value::Object(names.into_iter().map(|name| (name.to_owned(), value(rng, depth))).collect::<Map<_, _>>())
}

#[test]
fn tables_made_of_json() {
    let mut rng = generator(5);
    let mut questions = Vec::new();
    for number in 0..300 {
        let mut list: Vec<_> = (0..rng.random_range(1..6)).map(|_| object(&mut rng, 0)).collect();
        list.push(json!({"last": 1}));
        let json = json!(list).to_string();
        let delimiter = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab][number % 3];
        let csv = from_json::convert(&json, delimiter).expect("a table").text;
        let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark").to_owned();
        questions.push(json!({"json": json, "csv": csv, "delimiter": char::from(delimiter.byte())}));
    }
    for (question, answer) in questions.iter().zip(python("table", &questions)) {
        assert_eq!(answer["found"], answer["expected"], "{question}");
    }
}

#[test]
fn tables_made_by_python() {
    let mut rng = generator(6);
    let mut questions = Vec::new();
    for _ in 0..300 {
        let width = rng.random_range(2..5);
        let header: Vec<_> = (0..width).map(|number| format!("column {number}")).collect();
        let mut rows = vec![json!(header)];
        for _ in 0..rng.random_range(1..8) {
            rows.push(json!((0..width).map(|_| CELLS.choose(&mut rng)).collect::<Vec<_>>()));
        }
        let delimiter = [",", ";", "\t", "|"].choose(&mut rng);
        let end = ["\n", "\r\n"].choose(&mut rng);
        questions
            .push(json!({"rows": rows, "delimiter": delimiter, "end": end, "all": rng.random::<bool>()}));
    }
    for (question, answer) in questions.iter().zip(python("rows", &questions)) {
        let csv = answer["csv"].as_str().expect("a text");
        let list = to_json::convert(csv).expect("a table");
        assert_eq!(json!(char::from(list.delimiter.byte())), question["delimiter"], "{csv:?}");
        let found: Value = serde_json::from_str(&list.json).expect("our own JSON");
        assert_eq!(found, answer["list"], "{csv:?}");
    }
}
