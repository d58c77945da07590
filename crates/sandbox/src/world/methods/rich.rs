use serde_json::{Map, Value};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::message::Body;

/// The longest rich message, in characters.
const MAX_CHARS: usize = 32_768;

/// `sendRichMessage`. The content is checked for its form and size and shown as it was given: its blocks are not parsed.
pub fn send_rich_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let rich = cx.rich_message()?.ok_or_else(|| Fail::bad("Parameter \"rich_message\" is required"))?;
    let envelope = cx.envelope("text messages")?;
    cx.send(envelope, Body::Rich(rich))
}

impl Cx<'_> {
    /// The parameter `rich_message`: exactly one of `html`, `markdown` and `blocks`.
    pub fn rich_message(&self) -> Result<Option<Value>, Fail> {
        let json = self.params.json("rich_message");
        let json = json.map_err(|_| Fail::bad("Can't parse rich message JSON object"))?;
        let Some(json) = json else { return Ok(None) };
        let Value::Object(fields) = json else { return Err(Fail::bad("Object expected as rich message")) };
        check(&fields)?;
        Ok(Some(Value::Object(fields)))
    }
}

fn check(fields: &Map<String, Value>) -> Result<(), Fail> {
    let mut given = 0;
    for name in ["html", "markdown"] {
        match fields.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => {
                given += 1;
                if text.trim().is_empty() {
                    return Err(Fail::bad("rich message must be non-empty"));
                }
                if text.chars().count() > MAX_CHARS {
                    return Err(Fail::bad("rich message is too long"));
                }
            }
            Some(_) => return Err(Fail::bad(format!("Field \"{name}\" must be of type String"))),
        }
    }
    match fields.get("blocks") {
        None | Some(Value::Null) => {}
        Some(Value::Array(blocks)) if blocks.is_empty() => {
            return Err(Fail::bad("rich message must be non-empty"));
        }
        Some(Value::Array(blocks)) if blocks.len() > 500 => {
            return Err(Fail::bad("rich message has too many blocks"));
        }
        Some(Value::Array(_)) => given += 1,
        Some(_) => return Err(Fail::bad("Field \"blocks\" must be of type Array")),
    }
    if given == 1 {
        return Ok(());
    }
    Err(Fail::bad("exactly one of the fields \"html\", \"markdown\" and \"blocks\" must be specified"))
}
