use serde_json::Value;

use super::super::answer::Fail;
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::message::{Body, Message, Quote};
use super::access::Access;
use crate::fields::Fields;
use crate::text::{Formatted, fix, parse};

/// The message that is really answered, and what of it.
#[derive(Debug)]
pub struct Replied {
    pub message: i64,
    /// The chat that it is in, where that is another, or another topic of this one.
    pub elsewhere: Option<ChatKey>,
    pub quote: Option<Quote>,
}

impl Replied {
    /// The message, if it is one of this conversation.
    pub fn here(&self) -> Option<i64> {
        self.elsewhere.is_none().then_some(self.message)
    }
}

/// Which message is answered, as the bot gave it.
#[derive(Debug, Default)]
pub struct ReplyTo {
    pub message: i64,
    pub or_without: bool,
    pub quote: Option<Formatted>,
    /// Where the quote is thought to stand, in UTF-16 units.
    pub position: usize,
    /// The chat of the message, as it was given; empty for this one.
    pub elsewhere: String,
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
        let fields = Fields(&fields);
        let elsewhere = fields.text("chat_id").map_err(Fail::bad)?;
        let message = fields.required_int("message_id").map_err(Fail::bad)?.max(0);
        let or_without = fields.flag("allow_sending_without_reply").map_err(Fail::bad)?;
        let (quote, mode) =
            (fields.text("quote").map_err(Fail::bad)?, fields.text("quote_parse_mode").map_err(Fail::bad)?);
        let quote = parse(&quote, &mode, fields.0.get("quote_entities")).map_err(Fail::bad)?;
        let position = fields.int("quote_position").map_err(Fail::bad)?;
        fields.int("checklist_task_id").map_err(Fail::bad)?;
        fields.text("poll_option_id").map_err(Fail::bad)?;
        let quote = Some(quote).filter(|quote| !quote.text.is_empty());
        let position = usize::try_from(position).unwrap_or(0);
        Ok(ReplyTo { message, or_without, quote, position, elsewhere })
    }

    /// The message that is really answered: it must be there, unless the bot said that it need not. One of another chat or
    /// topic is answered from outside, if it may leave its own.
    pub fn replied(
        &self,
        key: ChatKey,
        thread: Option<i64>,
        given: &ReplyTo,
    ) -> Result<Option<Replied>, Fail> {
        if given.message <= 0 {
            return Ok(None);
        }
        let is_here = given.elsewhere.is_empty() || given.elsewhere == self.params.get("chat_id");
        let place = if is_here { key } else { self.chat_named(&given.elsewhere, Access::Read)? };
        let not_found = || Fail::bad("message to be replied not found");
        if !self.sees_messages(place) {
            return Err(not_found());
        }
        let Some(message) = self.chat_of(place)?.message(given.message) else {
            return if given.or_without { Ok(None) } else { Err(not_found()) };
        };
        let elsewhere = place != key || thread.is_some_and(|thread| message.thread != Some(thread));
        if elsewhere && !can_leave(message) {
            return Ok(None);
        }
        let words = message.body.words().map_or("", |words| &words.text);
        let quote = given.quote.clone().map(|text| quoted(words, text, given.position)).transpose()?;
        Ok(Some(Replied { message: given.message, elsewhere: elsewhere.then_some(place), quote }))
    }
}

/// Whether a message can be answered in another chat.
fn can_leave(message: &Message) -> bool {
    !message.protect && message.ephemeral.is_none() && !matches!(message.body, Body::Service(..))
}

/// Where a quote stands in the words of a message: of several places the one that is nearest to where it is said to be.
fn quoted(words: &str, text: Formatted, wanted: usize) -> Result<Quote, Fail> {
    let text = fix(text).map_err(Fail::bad)?.unwrap_or_default();
    let units = |byte: usize| words.get(..byte).unwrap_or_default().encode_utf16().count();
    // Places may overlap, so every character is looked at.
    let places = words
        .char_indices()
        .filter(|(at, _)| words.get(*at..).is_some_and(|rest| rest.starts_with(text.text.as_str())));
    let nearest = places.map(|(at, _)| units(at)).min_by_key(|place| place.abs_diff(wanted));
    let position = nearest.ok_or_else(|| Fail::bad("QUOTE_TEXT_INVALID"))?;
    Ok(Quote { text, position })
}
