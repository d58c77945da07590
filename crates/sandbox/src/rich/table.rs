use serde_json::{Value, json};

use super::blocks::{Reader, put};
use super::number;
use super::tree::Node;

/// The most columns of a table.
const MAX_COLUMNS: usize = 20;

/// A table: its rows may stand in a head and a body.
pub fn read(reader: &Reader, node: &Node) -> Result<Value, String> {
    let mut rows = Vec::new();
    for child in &node.children {
        match child.tag.as_str() {
            "tr" => rows.push(row(reader, child)?),
            "thead" | "tbody" | "tfoot" => {
                for inner in child.children.iter().filter(|inner| inner.tag == "tr") {
                    rows.push(row(reader, inner)?);
                }
            }
            _ => {}
        }
    }
    let mut table = json!({ "type": "table", "cells": rows });
    for (attributes, name) in [
        (["bordered", "border"], "is_bordered"),
        (["striped", "striped"], "is_striped"),
        (["compact", "compact"], "is_compact"),
    ] {
        if attributes.iter().any(|attribute| node.has(attribute)) {
            put(&mut table, name, json!(true));
        }
    }
    if let Some(caption) = node.child("caption") {
        put(&mut table, "caption", reader.text(&caption.children));
    }
    Ok(table)
}

fn row(reader: &Reader, node: &Node) -> Result<Value, String> {
    let cells = node.children.iter().filter(|child| matches!(child.tag.as_str(), "td" | "th"));
    let cells: Vec<Value> = cells.map(|cell| cell_of(reader, cell)).collect();
    if cells.len() > MAX_COLUMNS {
        return Err("rich message table has too many columns".to_owned());
    }
    Ok(Value::Array(cells))
}

fn cell_of(reader: &Reader, node: &Node) -> Value {
    // Markdown's tables say it as a style.
    let style = node.attribute("style").and_then(|style| style.split_once("text-align:"));
    let style = style.map(|(_, align)| align.trim().trim_end_matches(';'));
    let one_of = |value: Option<&str>, known: [&'static str; 3], default: &'static str| {
        known.into_iter().find(|name| Some(*name) == value).unwrap_or(default)
    };
    let align = one_of(node.attribute("align").or(style), ["left", "center", "right"], "left");
    let valign = one_of(node.attribute("valign"), ["top", "middle", "bottom"], "middle");
    let mut cell = json!({ "text": reader.text(&node.children), "align": align, "valign": valign });
    if node.tag == "th" {
        put(&mut cell, "is_header", json!(true));
    }
    for name in ["colspan", "rowspan"] {
        if let Some(span) = number(node, name).filter(|span| (2..=100).contains(span)) {
            put(&mut cell, name, json!(span));
        }
    }
    cell
}

/// What stands before an item of an ordered list.
pub fn label(value: i64, kind: &str) -> String {
    let text = match kind {
        "a" | "A" => letters(value),
        "i" | "I" => roman(value),
        _ => value.to_string(),
    };
    let text = if matches!(kind, "A" | "I") { text.to_uppercase() } else { text };
    format!("{text}.")
}

fn letters(value: i64) -> String {
    let mut text = String::new();
    let mut rest = value;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0) + b'a';
        text.insert(0, char::from(letter));
        rest = (rest - 1) / 26;
    }
    if text.is_empty() { value.to_string() } else { text }
}

fn roman(value: i64) -> String {
    if !(1..4000).contains(&value) {
        return value.to_string();
    }
    let signs = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let (mut text, mut rest) = (String::new(), value);
    for (worth, sign) in signs {
        while rest >= worth {
            text.push_str(sign);
            rest -= worth;
        }
    }
    text
}
