use serde_json::{Map, Value, json};

use super::number;
use super::tree::Node;
use crate::text::{Formatted, Kind, fix};

/// Nodes as a `RichText`: a text, or a list of texts and marked stretches.
pub fn rich_text(nodes: &[Node], detects: bool) -> Value {
    let mut parts = Vec::new();
    collect(nodes, detects, &mut parts);
    trim(&mut parts);
    packed(parts)
}

/// One part stands alone, several are a list.
fn packed(mut parts: Vec<Value>) -> Value {
    match parts.len() {
        0 => json!(""),
        1 => parts.pop().unwrap_or_default(),
        _ => Value::Array(parts),
    }
}

fn collect(nodes: &[Node], detects: bool, parts: &mut Vec<Value>) {
    for node in nodes {
        if node.tag.is_empty() {
            plain(&node.text, detects, parts);
            continue;
        }
        if node.tag == "br" {
            push(parts, "\n");
            continue;
        }
        match marked(node, detects) {
            Some(part) => parts.push(part),
            None => collect(&node.children, detects, parts),
        }
    }
}

/// A tag that marks its text; `None` for those that only hold it.
fn marked(node: &Node, detects: bool) -> Option<Value> {
    let kind = match node.tag.as_str() {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "tg-spoiler" => "spoiler",
        "span" if node.attribute("class") == Some("tg-spoiler") => "spoiler",
        "sub" => "subscript",
        "sup" => "superscript",
        "mark" => "marked",
        "code" => return Some(json!({ "type": "code", "text": node.words() })),
        _ => return other(node, detects),
    };
    Some(json!({ "type": kind, "text": inner(node, detects) }))
}

fn inner(node: &Node, detects: bool) -> Value {
    let mut parts = Vec::new();
    collect(&node.children, detects, &mut parts);
    packed(parts)
}

fn other(node: &Node, detects: bool) -> Option<Value> {
    match node.tag.as_str() {
        "a" => Some(link(node)),
        "tg-emoji" => {
            let id = node.attribute("emoji-id")?;
            Some(json!({ "type": "custom_emoji", "custom_emoji_id": id, "alternative_text": node.words() }))
        }
        "tg-time" => {
            let format = node.attribute("format").unwrap_or_default();
            let text = inner(node, false);
            Some(
                json!({ "type": "date_time", "text": text, "unix_time": number(node, "unix")?, "date_time_format": format }),
            )
        }
        "tg-math" => Some(json!({ "type": "mathematical_expression", "expression": node.words() })),
        "span" if node.attribute("class") == Some("math math-inline") => {
            Some(json!({ "type": "mathematical_expression", "expression": node.words() }))
        }
        "tg-reference" => {
            let name = node.attribute("name")?;
            Some(json!({ "type": "reference", "text": inner(node, detects), "name": name }))
        }
        "tg-button" => Some(json!({ "type": "button", "button": button(node) })),
        _ => None,
    }
}

fn link(node: &Node) -> Value {
    let text = inner(node, false);
    let Some(href) = node.attribute("href") else {
        return node.attribute("name").map_or(text, |name| json!({ "type": "anchor", "name": name }));
    };
    if let Some(name) = href.strip_prefix('#') {
        return json!({ "type": "anchor_link", "text": text, "anchor_name": name });
    }
    if let Some(address) = href.strip_prefix("mailto:") {
        return json!({ "type": "email_address", "text": text, "email_address": address });
    }
    if let Some(phone) = href.strip_prefix("tel:") {
        return json!({ "type": "phone_number", "text": text, "phone_number": phone });
    }
    match crate::text::checked_link(href) {
        Some(url) => json!({ "type": "url", "text": text, "url": url }),
        None => text,
    }
}

/// A button in the text: what it does stands in its attributes, named as in `InlineKeyboardButton`.
pub fn button(node: &Node) -> Value {
    let mut button = Map::new();
    button.insert("text".to_owned(), json!(node.words().trim()));
    for (attribute, field) in
        [("style", "style"), ("url", "url"), ("href", "url"), ("callback-data", "callback_data")]
    {
        if let Some(value) = node.attribute(attribute) {
            button.insert(field.to_owned(), json!(value));
        }
    }
    if let Some(text) = node.attribute("copy-text") {
        button.insert("copy_text".to_owned(), json!({ "text": text }));
    }
    if node.has("disabled") {
        button.insert("disabled".to_owned(), json!({}));
    }
    Value::Object(button)
}

/// A run of text without tags: space of any kind is one space; names, tags and addresses in it are found.
fn plain(text: &str, detects: bool, parts: &mut Vec<Value>) {
    let mut run = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_ascii_whitespace() { ' ' } else { c };
        let ends_blank = match run.chars().next_back() {
            Some(last) => last == ' ',
            None => ends_blank(parts),
        };
        if c != ' ' || !ends_blank {
            run.push(c);
        }
    }
    if !detects || run.trim().is_empty() {
        return push(parts, &run);
    }
    let lead = run.len() - run.trim_start().len();
    let (lead, rest) = run.split_at_checked(lead).unwrap_or(("", &run));
    push(parts, lead);
    let trail = rest.len() - rest.trim_end().len();
    let (rest, trail) = rest.split_at_checked(rest.len() - trail).unwrap_or((rest, ""));
    detect(rest, parts);
    push(parts, trail);
}

fn ends_blank(parts: &[Value]) -> bool {
    match parts.last() {
        None => true,
        Some(Value::String(text)) => text.ends_with([' ', '\n']),
        Some(_) => false,
    }
}

fn detect(text: &str, parts: &mut Vec<Value>) {
    let found = fix(Formatted { text: text.to_owned(), entities: Vec::new() }).ok().flatten();
    let entities = found.filter(|found| found.text == text).map(|found| found.entities).unwrap_or_default();
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
    let mut at = 0;
    for entity in entities {
        push(parts, &slice(at, entity.offset));
        let words = slice(entity.offset, entity.end());
        at = entity.end();
        let bare: String = words.chars().skip(1).collect();
        parts.push(match entity.kind {
            Kind::Mention => json!({ "type": "mention", "text": words, "username": bare }),
            Kind::Hashtag => json!({ "type": "hashtag", "text": words, "hashtag": bare }),
            Kind::Cashtag => json!({ "type": "cashtag", "text": words, "cashtag": bare }),
            Kind::BotCommand => json!({ "type": "bot_command", "text": words, "bot_command": bare }),
            Kind::Email => json!({ "type": "email_address", "text": words, "email_address": words }),
            Kind::Phone => json!({ "type": "phone_number", "text": words, "phone_number": words }),
            _ => json!({ "type": "url", "text": words, "url": words }),
        });
    }
    push(parts, &slice(at, units.len()));
}

fn push(parts: &mut Vec<Value>, text: &str) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(Value::String(last)) => last.push_str(text),
        _ => parts.push(json!(text)),
    }
}

fn trim(parts: &mut Vec<Value>) {
    if let Some(Value::String(first)) = parts.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Value::String(last)) = parts.last_mut() {
        *last = last.trim_end().to_owned();
    }
    parts.retain(|part| part != "");
}
