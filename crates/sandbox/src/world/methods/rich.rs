use serde_json::Value;

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::message::Body;
use super::super::view::MediaView;
use crate::rich;

/// `sendRichMessage`.
pub fn send_rich_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let rich = cx.rich_message()?.ok_or_else(|| Fail::bad("Parameter \"rich_message\" is required"))?;
    let envelope = cx.envelope()?;
    cx.send(envelope, Body::Rich(rich))
}

impl Cx<'_> {
    /// The parameter `rich_message` as the blocks that it stands for.
    pub fn rich_message(&mut self) -> Result<Option<Value>, Fail> {
        let json = self.params.json("rich_message");
        let json = json.map_err(|_| Fail::bad("Can't parse rich message JSON object"))?;
        let Some(json) = json else { return Ok(None) };
        let Value::Object(fields) = json else { return Err(Fail::bad("Object expected as rich message")) };
        let mut keep = |given: &Value| {
            let input = self.input_media(given, false)?;
            let media = self.source_file(input.kind, &input.source, input.traits.clone());
            let media = media.map_err(|fail| fail.sentence().to_owned())?.ok_or("media not found")?;
            let shown = serde_json::to_value(MediaView(&media)).unwrap_or_default();
            let name = if input.kind.name() == "voice" { "voice_note" } else { input.kind.name() };
            Ok((name, shown))
        };
        rich::read(&fields, &mut keep).map(Some).map_err(Fail::bad)
    }
}
