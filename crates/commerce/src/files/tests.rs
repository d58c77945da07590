//! Cells, columns and refusals, without a database.

use sheets::{Limits, Table};

use super::*;

fn table(text: &str) -> Table {
    Table::from_bytes(text.as_bytes().to_vec(), Limits::default()).unwrap()
}

/// The first row under the header, as it is read, or why it is not.
#[track_caller]
fn check(kind: Kind, file: &str, expected: Result<&[(&str, &str)], &str>) {
    let mut table = table(file);
    let mapping = look(&mut table, kind).unwrap().mapping;
    let row = table.rows().unwrap().nth(1).unwrap().unwrap();
    let read = read::record(&row, kind, &mapping).map_err(|refusal| refusal.to_string());
    let said = read.map(|record| {
        let said = record.iter().filter_map(|(field, _)| Some((field.name, record.show(field.name)?)));
        said.collect::<Vec<_>>()
    });
    let said = said.as_ref().map(|said| said.iter().map(|(n, t)| (*n, t.as_str())).collect::<Vec<_>>());
    assert_eq!(said.as_deref().map_err(|why| why.as_str()), expected, "{file}");
}

#[test]
fn files_from_three_countries() {
    check(
        Kind::Stock,
        "SKU,Location,Qty\nA-1,MAIN,\"1,200\"\nB,MAIN,\"1,200,300\"\n",
        Ok(&[("sku", "A-1"), ("warehouse", "MAIN"), ("quantity", "1200")]),
    );
    check(
        Kind::Prices,
        "Артикул;Ціна;Валюта;Діє з\nA-1;1 234,50;UAH;21.11.2026\n",
        Ok(&[
            ("sku", "A-1"),
            ("price", "1234.50 UAH"),
            ("currency", "UAH"),
            ("from", "2026-11-21T00:00:00Z"),
        ]),
    );
    check(
        Kind::Costs,
        "Артикул;Себестоимость;Доставка\nA-1;12,5 €;0,30 €\n",
        Ok(&[("sku", "A-1"), ("cost", "12.50 EUR"), ("landed", "0.30 EUR"), ("currency", "EUR")]),
    );
    check(
        Kind::Products,
        "sku,title,condition,reorder point\nA-1,Mug,Б/У,none\n",
        Ok(&[("sku", "A-1"), ("title", "Mug"), ("condition", "used"), ("reorder_point", "none")]),
    );
}

#[test]
fn a_refusal_says_where_and_why() {
    check(
        Kind::Stock,
        "sku,warehouse,quantity\n,MAIN,5\n",
        Err("Row 2, sku: it is needed, and the cell is empty."),
    );
    check(Kind::Products, "sku,title,buffer\nA,Mug,-5\n", Err("Row 2, buffer: it cannot be less than 0."));
    check(
        Kind::Stock,
        "sku,warehouse,quantity\nA,MAIN,2.5\n",
        Err("Row 2, quantity: \"2.5\" is not a whole number."),
    );
    check(Kind::Prices, "sku,price\nA,5\n", Err("Row 2, price: nothing says in which currency it is."));
    check(
        Kind::Prices,
        "sku,price,currency\nA,$5,EUR\n",
        Err("Row 2, price: the cell is in USD, the row in EUR."),
    );
    check(
        Kind::Prices,
        "sku,price,currency\nA,\"1,234\",EUR\n",
        Err("Row 2, price: \"1,234\" can mean 1234 or 1.234. Say whether decimals have a point or a comma."),
    );
    check(
        Kind::Barcodes,
        "ean,sku\n4006381333932,A\n",
        Err(
            "Row 2, barcode: the last digit of 4006381333932 should be 1: a digit was misread or mistyped. If it is a label of your own, write ␣4006381333932.",
        ),
    );
    check(
        Kind::Products,
        "sku,title,condition\nA,Mug,shiny\n",
        Err("Row 2, condition: \"shiny\" is not one of: new, open_box, refurbished, used, for_parts."),
    );
}

#[test]
fn every_export_knows_its_own_columns() {
    for kind in Kind::ALL {
        let header: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
        let file = format!("{}\n{}\n", header.join(","), vec!["1"; header.len()].join(","));
        let look = look(&mut table(&file), *kind).unwrap();
        let columns: Vec<_> = (0..header.len()).map(Some).collect();
        assert_eq!(look.mapping.columns, columns, "{kind:?}");
    }
}

#[test]
fn a_mapping_lies_behind_a_button() {
    let mapping = look(&mut table("sku,price,currency\nA,\"1,5\",EUR\n"), Kind::Prices).unwrap().mapping;
    let text = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), mapping);
    let one = fingerprint(&b"bytes"[..], Kind::Stock, &mapping).unwrap();
    assert_eq!(one, fingerprint(&b"bytes"[..], Kind::Stock, &mapping).unwrap());
    assert_ne!(one, fingerprint(&b"bytez"[..], Kind::Stock, &mapping).unwrap());
    let mut other = mapping;
    assert!(
        other.assign(Kind::Prices, "floor", 1)
            && other.columns.iter().filter(|c| **c == Some(1)).count() == 1
    );
    assert_ne!(one, fingerprint(&b"bytes"[..], Kind::Stock, &other).unwrap());
}

#[test]
fn every_reason_has_a_sentence_of_its_own() {
    let why = Why::UnknownWord { text: "x".into(), known: "y".into() };
    assert_eq!((why.key(), why.args().len()), ("files-unknown-word", 2));
}

#[test]
fn times_are_by_the_clocks_that_were_agreed_on() {
    let check = |text: &str, expected: Result<&str, &str>| {
        let file = format!("sku;price;currency;from\nA-1;1;EUR;{text}\n");
        let mut table = table(&file);
        let mut mapping = look(&mut table, Kind::Prices).unwrap().mapping;
        mapping.zone = chrono_tz::Europe::Kyiv;
        let field = |name| Kind::Prices.fields().iter().position(|field| field.name == name).unwrap();
        mapping.columns = vec![None; Kind::Prices.fields().len()];
        for (name, column) in [("sku", 0), ("price", 1), ("currency", 2), ("from", 3)] {
            mapping.columns[field(name)] = Some(column);
        }
        let row = table.rows().unwrap().nth(1).unwrap().unwrap();
        let read = read::record(&row, Kind::Prices, &mapping);
        let said = read.map(|record| record.show("from").unwrap()).map_err(|refusal| refusal.to_string());
        assert_eq!(said.as_deref().map_err(String::as_str), expected, "{text}");
    };
    check("2026-11-21", Ok("2026-11-20T22:00:00Z"));
    check("2026-11-21 13:45", Ok("2026-11-21T11:45:00Z"));
    check("11/21/2026 13:45", Ok("2026-11-21T11:45:00Z"));
    check("21.11.2026 13:45:30", Ok("2026-11-21T11:45:30Z"));
    check("11/21/2026 1:45 PM", Ok("2026-11-21T11:45:00Z"));
    check("21-Nov-26 13:45", Ok("2026-11-21T11:45:00Z"));
    check("46347.5", Ok("2026-11-21T10:00:00Z"));
    check("46347", Ok("2026-11-20T22:00:00Z"));
    check("2026-11-21T13:45:00Z", Ok("2026-11-21T13:45:00Z"));
    check("2026-11-21 13:45 UTC", Ok("2026-11-21T13:45:00Z"));
    check("2026-11-21 13:45:00 +0100", Ok("2026-11-21T12:45:00Z"));
    // The hour that comes twice is the first one, and the one that is left out begins when it would have been over.
    check("2026-10-25 03:30", Ok("2026-10-25T00:30:00Z"));
    check("2026-03-29 03:30", Ok("2026-03-29T01:30:00Z"));
    let unread =
        "Row 2, from: the time in \"2026-11-21 13:45 PST\" cannot be read. Write it as 2026-11-21 13:45.";
    check("2026-11-21 13:45 PST", Err(unread));
}
