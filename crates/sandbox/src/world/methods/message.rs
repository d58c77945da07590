use serde_json::{Map, Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::message::Body;
use super::send::settle_text;
use crate::fields::Fields;
use crate::text::{Formatted, has_preview};

/// `sendMessage`.
pub fn send_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let preview = cx.link_preview()?;
    let parsed = cx.text()?;
    let envelope = cx.envelope()?;
    let text = settle_text(parsed, "message is too long")?;
    let preview = settled_preview(preview, &text);
    cx.send(envelope, Body::Text { text, preview })
}

/// What of the options of a preview means something: where there is nothing to preview, nothing can be switched off
/// (`TDLib`, `process_input_message_text` and `get_message_content_object`).
pub fn settled_preview(given: Option<Value>, text: &Formatted) -> Option<Value> {
    let given = given?;
    let flag = |name: &str| given.get(name).and_then(Value::as_bool) == Some(true);
    let is_disabled = flag("is_disabled");
    let url = given.get("url").and_then(Value::as_str).filter(|url| !url.is_empty() && !is_disabled);
    let mut kept = Map::new();
    if is_disabled && has_preview(text) {
        kept.insert("is_disabled".to_owned(), json!(true));
    }
    if let Some(url) = url {
        kept.insert("url".to_owned(), json!(url));
    }
    for (name, needs_url) in
        [("prefer_small_media", true), ("prefer_large_media", true), ("show_above_text", false)]
    {
        if flag(name) && (url.is_some() || !needs_url) {
            kept.insert(name.to_owned(), json!(true));
        }
    }
    (!kept.is_empty()).then_some(Value::Object(kept))
}

impl Cx<'_> {
    /// Reads `link_preview_options`, or the older flag in its place.
    pub fn link_preview(&self) -> Result<Option<Value>, Fail> {
        let json = self.params.json("link_preview_options");
        let json = json.map_err(|_| Fail::bad("Can't parse link preview options JSON object"))?;
        match json {
            None if self.params.flag("disable_web_page_preview") => Ok(Some(json!({ "is_disabled": true }))),
            None => Ok(None),
            Some(Value::Object(options)) => {
                let fields = Fields(&options);
                fields.flag("is_disabled").map_err(Fail::bad)?;
                fields.text("url").map_err(Fail::bad)?;
                for name in ["prefer_small_media", "prefer_large_media", "show_above_text"] {
                    fields.flag(name).map_err(Fail::bad)?;
                }
                Ok(Some(Value::Object(options)))
            }
            Some(_) => Err(Fail::bad("Object expected as link preview options")),
        }
    }
}
