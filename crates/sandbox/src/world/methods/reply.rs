use serde_json::Value;

use super::super::answer::Fail;
use super::super::call::Cx;
use super::super::chat::ChatKey;

/// Which message is answered, as the bot gave it.
#[derive(Debug, Default)]
pub struct ReplyTo {
    pub message: i64,
    pub or_without: bool,
    pub quote: Option<String>,
    /// A message of another chat.
    pub elsewhere: Option<String>,
}

impl Cx<'_> {
    /// Reads `reply_parameters`, or the older parameters in their place.
    pub fn reply_to(&self) -> Result<ReplyTo, Fail> {
        let params = self.params;
        if !params.has("reply_parameters") {
            return Ok(ReplyTo {
                message: params.int("reply_to_message_id").max(0),
                or_without: params.flag("allow_sending_without_reply"),
                ..ReplyTo::default()
            });
        }
        let json = params.json("reply_parameters");
        let json = json.map_err(|_| Fail::bad("Can't parse reply parameters JSON object"))?;
        let Some(json) = json else { return Ok(ReplyTo::default()) };
        let Value::Object(fields) = json else {
            return Err(Fail::bad("Object expected as reply parameters"));
        };
        if fields.is_empty() {
            return Ok(ReplyTo::default());
        }
        let message = match fields.get("message_id") {
            None | Some(Value::Null) => return Err(Fail::bad("Can't find field \"message_id\"")),
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.parse().ok(),
            Some(_) => return Err(Fail::bad("Field \"message_id\" must be of type Number")),
        };
        let message = message.ok_or_else(|| Fail::bad("Field \"message_id\" must be a valid Number"))?.max(0);
        let text = |name: &str| match fields.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let or_without = fields.get("allow_sending_without_reply").and_then(Value::as_bool).unwrap_or(false);
        Ok(ReplyTo { message, or_without, quote: text("quote"), elsewhere: text("chat_id") })
    }

    /// The message that is really answered: it must be there, unless the bot said that it need not.
    pub fn replied(&self, key: ChatKey, given: &ReplyTo) -> Result<Option<i64>, Fail> {
        if given.message <= 0 {
            return Ok(None);
        }
        let not_found = || Fail::bad("message to be replied not found");
        let elsewhere = given.elsewhere.as_ref().is_some_and(|chat| *chat != key.id.to_string());
        let chat = self.chat_of(key)?;
        match chat.message(given.message) {
            Some(message) if !elsewhere => {
                let quote = given.quote.as_ref();
                let words = message.body.words().map_or("", |words| &words.text);
                if quote.is_some_and(|quote| !words.contains(quote.as_str())) {
                    return Err(Fail::bad("QUOTE_TEXT_INVALID"));
                }
                Ok(Some(given.message))
            }
            _ if given.or_without => Ok(None),
            _ => Err(not_found()),
        }
    }
}
