use serde_json::{Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::message::Body;
use super::send::settle_text;
use crate::fields::Fields;

/// `sendMessage`.
pub fn send_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let preview = cx.link_preview()?;
    let parsed = cx.text()?;
    let envelope = cx.envelope()?;
    let text = settle_text(parsed, "message is too long")?;
    cx.send(envelope, Body::Text { text, preview })
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
