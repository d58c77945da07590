use serde_json::{Map, Value, json};

use super::inline::{button, rich_text};
use super::tree::Node;
use super::{MAX_DEPTH, number, table};

/// Makes blocks of a tree.
pub struct Reader {
    /// Files by the id that the markup names them by.
    pub media: Map<String, Value>,
    /// Whether names, tags and addresses are found in the text.
    pub detects: bool,
}

const BLOCK_TAGS: [&str; 32] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "details",
    "blockquote",
    "aside",
    "hr",
    "pre",
    "footer",
    "div",
    "section",
    "article",
    "figure",
    "img",
    "video",
    "audio",
    "tg-document",
    "tg-map",
    "tg-button-row",
    "tg-collage",
    "tg-slideshow",
    "tg-math-block",
    "tg-thinking",
    "html",
    "body",
];

impl Reader {
    /// The blocks of some nodes; text between blocks is a paragraph of its own.
    pub fn read(&self, nodes: &[Node], depth: usize) -> Result<Vec<Value>, String> {
        if depth > MAX_DEPTH {
            return Err("rich message is nested too deep".to_owned());
        }
        let mut blocks = Vec::new();
        let mut from = 0;
        for (at, node) in nodes.iter().enumerate() {
            if !is_block(node) {
                continue;
            }
            blocks.extend(self.paragraph(nodes.get(from..at).unwrap_or_default()));
            from = at + 1;
            self.block(node, depth, &mut blocks)?;
        }
        blocks.extend(self.paragraph(nodes.get(from..).unwrap_or_default()));
        Ok(blocks)
    }

    pub fn text(&self, nodes: &[Node]) -> Value {
        rich_text(nodes, self.detects)
    }

    fn paragraph(&self, nodes: &[Node]) -> Option<Value> {
        let text = self.text(nodes);
        (text != "" && text != json!([])).then(|| json!({ "type": "paragraph", "text": text }))
    }

    fn block(&self, node: &Node, depth: usize, blocks: &mut Vec<Value>) -> Result<(), String> {
        let text = || self.text(&node.children);
        let block = match node.tag.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let size = node.tag.bytes().last().map_or(1, |digit| digit - b'0');
                json!({ "type": "heading", "text": text(), "size": size })
            }
            "p" if has_math(node) => {
                json!({ "type": "mathematical_expression", "expression": node.words().trim() })
            }
            "p" if !node.children.iter().any(is_block) => {
                blocks.extend(self.paragraph(&node.children));
                return Ok(());
            }
            "hr" => json!({ "type": "divider" }),
            "footer" => json!({ "type": "footer", "text": text() }),
            "pre" => preformatted(node),
            "ul" | "ol" => self.list(node, depth)?,
            "table" => table::read(self, node)?,
            "blockquote" if node.has("expandable") => {
                json!({ "type": "expandable_blockquote", "text": text() })
            }
            "blockquote" => json!({ "type": "blockquote", "blocks": self.read(&node.children, depth + 1)? }),
            "aside" => json!({ "type": "pullquote", "text": text() }),
            "details" => self.details(node, depth)?,
            "tg-math-block" => {
                json!({ "type": "mathematical_expression", "expression": node.words().trim() })
            }
            "tg-thinking" => json!({ "type": "thinking", "text": text() }),
            "tg-button-row" => {
                let buttons: Vec<Value> =
                    node.children.iter().filter(|child| child.tag == "tg-button").map(button).collect();
                json!({ "type": "buttons", "buttons": buttons })
            }
            "tg-collage" | "tg-slideshow" => {
                let kind = node.tag.trim_start_matches("tg-");
                json!({ "type": kind, "blocks": self.read(&node.children, depth + 1)? })
            }
            "tg-map" => map(node),
            "img" | "video" | "audio" | "tg-document" => self.file(node)?,
            _ => {
                blocks.extend(self.read(&node.children, depth + 1)?);
                return Ok(());
            }
        };
        blocks.push(block);
        Ok(())
    }

    fn list(&self, node: &Node, depth: usize) -> Result<Value, String> {
        let is_ordered = node.tag == "ol";
        let mut value = number(node, "start").unwrap_or(1);
        let kind =
            node.attribute("type").filter(|kind| ["a", "A", "i", "I", "1"].contains(kind)).unwrap_or("1");
        let mut items = Vec::new();
        for item in node.children.iter().filter(|child| child.tag == "li") {
            let mut fields = Map::new();
            value = number(item, "value").unwrap_or(value);
            let label = if is_ordered { table::label(value, kind) } else { "•".to_owned() };
            fields.insert("label".to_owned(), json!(label));
            let mut blocks = self.read(&item.children, depth + 1)?;
            if blocks.is_empty() {
                blocks.push(json!({ "type": "paragraph", "text": "" }));
            }
            fields.insert("blocks".to_owned(), Value::Array(blocks));
            if let Some(checkbox) = checkbox(item) {
                fields.insert("has_checkbox".to_owned(), json!(true));
                if checkbox.has("checked") {
                    fields.insert("is_checked".to_owned(), json!(true));
                }
            }
            if is_ordered {
                fields.insert("value".to_owned(), json!(value));
                fields.insert("type".to_owned(), json!(kind));
                value = value.saturating_add(1);
            }
            items.push(Value::Object(fields));
        }
        if items.is_empty() {
            Err("List must be non-empty".to_owned())
        } else {
            Ok(json!({ "type": "list", "items": items }))
        }
    }

    fn details(&self, node: &Node, depth: usize) -> Result<Value, String> {
        let summary = node.child("summary").map_or_else(|| json!(""), |summary| self.text(&summary.children));
        let rest = node.children.iter().position(|child| child.tag == "summary").map_or(0, |at| at + 1);
        let blocks = self.read(node.children.get(rest..).unwrap_or_default(), depth + 1)?;
        let mut details = json!({ "type": "details", "summary": summary, "blocks": blocks });
        if node.has("open") {
            put(&mut details, "is_open", json!(true));
        }
        Ok(details)
    }

    /// A file that came along; the network is not asked.
    fn file(&self, node: &Node) -> Result<Value, String> {
        let source = node.attribute("src").unwrap_or_default();
        let id = source.strip_prefix("tg://").and_then(|rest| rest.split_once("?id=")).map(|(_, id)| id);
        let Some(id) = id else { return Err("Failed to get HTTP URL content".to_owned()) };
        let mut file = self.media.get(id).cloned().ok_or("media not found")?;
        if node.has("tg-spoiler") || node.has("spoiler") {
            put(&mut file, "has_spoiler", json!(true));
        }
        Ok(file)
    }
}

pub fn put(block: &mut Value, name: &str, value: Value) {
    if let Value::Object(fields) = block {
        fields.insert(name.to_owned(), value);
    }
}

fn is_block(node: &Node) -> bool {
    BLOCK_TAGS.contains(&node.tag.as_str()) && node.tag != "summary"
}

fn has_math(node: &Node) -> bool {
    let mut said = node.children.iter().filter(|child| !child.words().trim().is_empty());
    let first = said.next();
    first.is_some_and(|child| child.attribute("class") == Some("math math-display")) && said.next().is_none()
}

/// The box of a task: first in its item, perhaps in a paragraph.
fn checkbox(item: &Node) -> Option<&Node> {
    let is_box = |node: &&Node| node.tag == "input" && node.attribute("type") == Some("checkbox");
    let inner = item.children.iter().filter(|child| child.tag == "p").flat_map(|child| &child.children);
    item.children.iter().chain(inner).find(is_box)
}

fn preformatted(node: &Node) -> Value {
    let code = node.child("code");
    let class =
        code.and_then(|code| code.attribute("class")).and_then(|class| class.strip_prefix("language-"));
    let text = node.words();
    let text = text.strip_prefix('\n').unwrap_or(&text);
    let mut block = json!({ "type": "pre", "text": text.strip_suffix('\n').unwrap_or(text) });
    if let Some(language) = class {
        put(&mut block, "language", json!(language));
    }
    block
}

fn map(node: &Node) -> Value {
    let degrees =
        |name: &str| node.attribute(name).and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
    let pixels = |name: &str, default: i64| number(node, name).unwrap_or(default).clamp(0, 10_000);
    json!({
        "type": "map",
        "location": { "latitude": degrees("lat"), "longitude": degrees("long") },
        "zoom": number(node, "zoom").unwrap_or(13).clamp(0, 24),
        "width": pixels("width", 600),
        "height": pixels("height", 400),
    })
}
