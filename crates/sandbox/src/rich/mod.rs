//! Rich messages: HTML, Markdown or blocks in, the blocks that a `RichMessage` has out.
//!
//! Telegram reads them on servers whose source is not public. What is done here follows the documentation of the blocks
//! and what `TDLib` (`WebPageBlock.cpp`) shows of them: Markdown becomes HTML, HTML becomes a tree, the tree blocks.

mod blocks;
mod given;
mod inline;
mod table;
mod tree;

use serde_json::{Map, Value, json};

use crate::fields::Fields;
use tree::Node;

/// The longest rich message, in characters.
const MAX_CHARS: usize = 32_768;
/// The most blocks, also those inside of others.
const MAX_BLOCKS: usize = 500;
/// How deep blocks may stand in each other.
const MAX_DEPTH: usize = 16;

/// Makes an `InputMedia` into a file that is kept: its kind (`photo` …) and the field that a block shows it in.
pub type Keep<'a> = &'a mut dyn FnMut(&Value) -> Result<(&'static str, Value), String>;

/// Reads an `InputRichMessage` and gives the `RichMessage`.
///
/// # Errors
/// A sentence without Telegram's prefix.
pub fn read(given: &Map<String, Value>, keep: Keep<'_>) -> Result<Value, String> {
    let fields = Fields(given);
    let is_rtl = fields.flag("is_rtl")?;
    let detects = !fields.flag("skip_entity_detection")?;
    let (html, markdown) = (fields.text("html")?, fields.text("markdown")?);
    let sources = ["html", "markdown", "blocks"].into_iter().filter(|name| fields.has(name)).count();
    if sources != 1 {
        return Err(
            "exactly one of the fields \"html\", \"markdown\" and \"blocks\" must be specified".to_owned()
        );
    }
    if html.chars().count().max(markdown.chars().count()) > MAX_CHARS {
        return Err("rich message is too long".to_owned());
    }
    let blocks = if fields.has("blocks") {
        given::read(fields.array("blocks")?, keep, 0)?
    } else {
        let media = media(fields, keep)?;
        let source = if fields.has("markdown") { from_markdown(&markdown) } else { html };
        blocks::Reader { media, detects }.read(&tree::tree(&source)?, 0)?
    };
    check(&blocks)?;
    let mut rich = Map::new();
    rich.insert("blocks".to_owned(), Value::Array(blocks));
    if is_rtl {
        rich.insert("is_rtl".to_owned(), json!(true));
    }
    Ok(Value::Object(rich))
}

fn check(blocks: &[Value]) -> Result<(), String> {
    if blocks.is_empty() {
        return Err("Rich message must be non-empty".to_owned());
    }
    let (mut chars, mut count) = (0, 0);
    // The depth of what is looked at was bounded when it was read.
    let mut rest: Vec<&Value> = blocks.iter().collect();
    while let Some(value) = rest.pop() {
        match value {
            Value::String(text) => chars += text.chars().count(),
            Value::Array(list) => rest.extend(list),
            Value::Object(fields) => {
                let is_block =
                    ["text", "blocks", "items", "cells"].iter().any(|name| fields.contains_key(*name));
                count += usize::from(is_block && fields.contains_key("type"));
                let inner = ["text", "blocks", "items", "cells", "summary", "caption", "credit"];
                rest.extend(inner.iter().filter_map(|name| fields.get(*name)));
            }
            _ => {}
        }
    }
    if count > MAX_BLOCKS * 8 || blocks.len() > MAX_BLOCKS {
        return Err("rich message has too many blocks".to_owned());
    }
    if chars > MAX_CHARS { Err("rich message is too long".to_owned()) } else { Ok(()) }
}

/// Files named in the markup as `tg://photo?id=…` and such, by that id.
fn media(fields: Fields<'_>, keep: Keep<'_>) -> Result<Map<String, Value>, String> {
    let mut media = Map::new();
    for given in fields.array("media")? {
        let Value::Object(given) = given else { return Err("expected an Object".to_owned()) };
        let given = Fields(given);
        let id = given.required_text("id")?;
        let (kind, file) = keep(&Value::Object(given.required_object("media")?.0.clone()))?;
        media.insert(id, json!({ "type": kind, kind: file }));
    }
    Ok(media)
}

/// Markdown as GitHub writes it: with tables, task lists, crossed out words and formulas.
fn from_markdown(text: &str) -> String {
    use pulldown_cmark::{Options, Parser, html::push_html};

    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT;
    let mut html = String::with_capacity(text.len() * 2);
    push_html(&mut html, Parser::new_ext(text, options));
    html
}

/// The attribute of a tag as a small whole number.
fn number(node: &Node, name: &str) -> Option<i64> {
    node.attribute(name)?.trim().parse().ok()
}
