use serde_json::{Map, Value, json};

use super::blocks::put;
use super::{Keep, MAX_BLOCKS, MAX_DEPTH, table};
use crate::fields::Fields;

/// Reads blocks as a bot gave them; `InputRichBlock` differs from `RichBlock` in files, lists and maps.
pub fn read(given: &[Value], keep: Keep<'_>, depth: usize) -> Result<Vec<Value>, String> {
    if depth > MAX_DEPTH {
        return Err("rich message is nested too deep".to_owned());
    }
    if given.len() > MAX_BLOCKS {
        return Err("rich message has too many blocks".to_owned());
    }
    let mut blocks = Vec::with_capacity(given.len());
    for block in given {
        blocks.push(read_one(block, keep, depth)?);
    }
    Ok(blocks)
}

fn read_one(given: &Value, keep: Keep<'_>, depth: usize) -> Result<Value, String> {
    let Value::Object(fields) = given else { return Err("expected an Object".to_owned()) };
    let fields = Fields(fields);
    let kind = fields.required_text("type")?;
    let mut block = json!({ "type": kind });
    match kind.as_str() {
        "paragraph" | "footer" | "thinking" => put(&mut block, "text", text(fields, "text")?),
        "heading" => {
            let size = fields.required_int("size")?;
            if !(1..=6).contains(&size) {
                return Err("Invalid section heading size specified".to_owned());
            }
            put(&mut block, "text", text(fields, "text")?);
            put(&mut block, "size", json!(size));
        }
        "pre" => {
            put(&mut block, "text", text(fields, "text")?);
            copy(fields, &mut block, &["language"]);
        }
        "expandable_blockquote" | "pullquote" => {
            put(&mut block, "text", text(fields, "text")?);
            copy(fields, &mut block, &["credit"]);
        }
        "divider" => {}
        "mathematical_expression" => {
            put(&mut block, "expression", json!(fields.required_text("expression")?));
        }
        "anchor" => put(&mut block, "name", json!(fields.required_text("name")?)),
        "list" => put(&mut block, "items", Value::Array(items(fields, keep, depth)?)),
        "blockquote" | "collage" | "slideshow" | "details" => {
            if kind == "details" {
                put(&mut block, "summary", text(fields, "summary")?);
            }
            put(&mut block, "blocks", Value::Array(read(fields.array("blocks")?, keep, depth + 1)?));
            flags(fields, &mut block, &["is_open"])?;
            copy(fields, &mut block, &["credit", "caption"]);
        }
        "table" => {
            put(&mut block, "cells", cells(fields)?);
            flags(fields, &mut block, &["is_bordered", "is_striped", "is_compact"])?;
            copy(fields, &mut block, &["caption"]);
        }
        "map" => map(fields, &mut block)?,
        "buttons" => {
            let buttons = fields.array("buttons")?;
            if !(1..=8).contains(&buttons.len()) {
                return Err("Wrong number of buttons specified".to_owned());
            }
            put(&mut block, "buttons", json!(buttons));
            copy(fields, &mut block, &["align"]);
        }
        "animation" | "audio" | "document" | "photo" | "video" | "voice_note" => {
            let (_, file) = keep(&Value::Object(fields.required_object(&kind)?.0.clone()))?;
            put(&mut block, &kind, file);
            copy(fields, &mut block, &["caption"]);
        }
        _ => return Err("Block is not allowed".to_owned()),
    }
    Ok(block)
}

/// A `RichText`, checked for its form only: a text, a list, or an object with a type.
fn text(fields: Fields<'_>, name: &str) -> Result<Value, String> {
    let given = fields.0.get(name).ok_or_else(|| format!("Can't find field \"{name}\""))?;
    let mut rest = vec![(given, 0)];
    while let Some((value, depth)) = rest.pop() {
        if depth > 4 * MAX_DEPTH {
            return Err("rich message is nested too deep".to_owned());
        }
        match value {
            Value::String(_) => {}
            Value::Array(list) => rest.extend(list.iter().map(|inner| (inner, depth + 1))),
            Value::Object(inner) => {
                check_inline(Fields(inner))?;
                rest.extend(inner.get("text").map(|text| (text, depth + 1)));
            }
            _ => return Err("Rich text must be a String, an Array or an Object".to_owned()),
        }
    }
    Ok(given.clone())
}

/// What is in a piece of text that is no mere text (`TDLib`, `RichText::get_rich_text`).
fn check_inline(piece: Fields<'_>) -> Result<(), String> {
    match piece.required_text("type")?.as_str() {
        "custom_emoji" if piece.required_long("custom_emoji_id")? == 0 => {
            Err("Invalid custom emoji identifier specified".to_owned())
        }
        "date_time" if piece.required_int("unix_time")? <= 0 => Err("Invalid date specified".to_owned()),
        "icon" | "diff" => Err("Block is not allowed".to_owned()),
        _ => Ok(()),
    }
}

fn copy(fields: Fields<'_>, block: &mut Value, names: &[&str]) {
    for name in names {
        if let Some(value) = fields.0.get(*name).filter(|value| !value.is_null()) {
            put(block, name, value.clone());
        }
    }
}

fn flags(fields: Fields<'_>, block: &mut Value, names: &[&str]) -> Result<(), String> {
    for name in names {
        if fields.flag(name)? {
            put(block, name, json!(true));
        }
    }
    Ok(())
}

fn items(fields: Fields<'_>, keep: Keep<'_>, depth: usize) -> Result<Vec<Value>, String> {
    let given = fields.array("items")?;
    if given.is_empty() {
        return Err("List must be non-empty".to_owned());
    }
    let is_ordered = |item: &Value| item.get("value").is_some() || item.get("type").is_some();
    if given.iter().any(is_ordered) && !given.iter().all(is_ordered) {
        return Err("List must be either ordered or unordered".to_owned());
    }
    let mut items = Vec::with_capacity(given.len());
    for item in given {
        let Value::Object(item) = item else { return Err("List item must be non-empty".to_owned()) };
        let item = Fields(item);
        let blocks = read(item.array("blocks")?, keep, depth + 1)?;
        let kind = item.text("type")?;
        if !["", "a", "A", "i", "I", "1"].contains(&kind.as_str()) {
            return Err("Invalid list item type specified".to_owned());
        }
        let mut kept = Map::new();
        let value = item.int("value")?;
        let ordered = item.has("value") || item.has("type");
        let kind = if kind.is_empty() { "1".to_owned() } else { kind };
        let label = if ordered { table::label(value, &kind) } else { "•".to_owned() };
        kept.insert("label".to_owned(), json!(label));
        kept.insert("blocks".to_owned(), Value::Array(blocks));
        let mut kept = Value::Object(kept);
        flags(item, &mut kept, &["has_checkbox", "is_checked"])?;
        if ordered {
            put(&mut kept, "value", json!(value));
            put(&mut kept, "type", json!(kind));
        }
        items.push(kept);
    }
    Ok(items)
}

fn cells(fields: Fields<'_>) -> Result<Value, String> {
    let rows = fields.array("cells")?;
    for cell in rows.iter().flat_map(|row| row.as_array().into_iter().flatten()) {
        let Value::Object(cell) = cell else { return Err("Table cell must be non-empty".to_owned()) };
        let cell = Fields(cell);
        for (name, known) in [("align", ["left", "center", "right"]), ("valign", ["top", "middle", "bottom"])]
        {
            if !known.contains(&cell.required_text(name)?.as_str()) {
                return Err(format!("Invalid table cell {name} specified"));
            }
        }
        for name in ["colspan", "rowspan"] {
            if cell.int(name)? < 0 {
                return Err(format!("Invalid table cell {name} specified"));
            }
        }
        if cell.has("text") {
            text(cell, "text")?;
        }
    }
    Ok(json!(rows))
}

fn map(fields: Fields<'_>, block: &mut Value) -> Result<(), String> {
    let place = fields.required_object("location")?;
    if !place.is_place() {
        return Err("Invalid location specified".to_owned());
    }
    put(block, "location", Value::Object(place.0.clone()));
    let number = |name: &str, default: i64| if fields.has(name) { fields.int(name) } else { Ok(default) };
    let (zoom, width, height) = (number("zoom", 13)?, number("width", 600)?, number("height", 400)?);
    let is_picture = width >= 0 && height >= 0 && width + height <= 10_000;
    if !(0..25).contains(&zoom) || !is_picture || width > height * 20 || height > width * 20 {
        return Err("Invalid map properties specified".to_owned());
    }
    for (name, value) in [("zoom", zoom), ("width", width), ("height", height)] {
        put(block, name, json!(value));
    }
    copy(fields, block, &["caption"]);
    Ok(())
}
