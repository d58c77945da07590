use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::message::Body;
use super::send::settle_text;

/// `sendMessage`.
pub fn send_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let parsed = cx.text()?;
    let preview = cx.link_preview()?;
    let envelope = cx.envelope("text messages")?;
    let text = settle_text(parsed, "message is too long")?;
    cx.send(envelope, Body::Text { text, preview })
}

impl Cx<'_> {
    /// Reads `link_preview_options`, or the older flag in its place.
    pub fn link_preview(&self) -> Result<Option<serde_json::Value>, Fail> {
        let json = self.params.json("link_preview_options");
        let json = json.map_err(|_| Fail::bad("Can't parse link preview options JSON object"))?;
        match json {
            None if self.params.flag("disable_web_page_preview") => {
                Ok(Some(serde_json::json!({ "is_disabled": true })))
            }
            None => Ok(None),
            Some(options) if options.is_object() => Ok(Some(options)),
            Some(_) => Err(Fail::bad("Object expected as link preview options")),
        }
    }
}
