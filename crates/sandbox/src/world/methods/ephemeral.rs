use std::sync::Arc;

use serde_json::Value;

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::message::{Body, Ephemeral, Message};
use super::super::spec::Status;
use super::access::Access;
use super::edit::change;
use super::markup::Place;
use super::message::settled_preview;
use super::send::{limited_caption, settle_text};
use crate::fields::Fields;
use crate::text::fix;

/// For whom a message is that only one person sees.
pub struct Receiver {
    user: i64,
    callback: String,
}

impl Cx<'_> {
    /// Reads `ephemeral_message_parameters`, or the older parameters beside the others.
    pub fn receiver(&self) -> Result<Option<Receiver>, Fail> {
        let params = self.params;
        let json = params.json("ephemeral_message_parameters");
        let json = json.map_err(|_| Fail::bad("Can't parse ephemeral message parameters JSON object"))?;
        let Some(json) = json else {
            let user = params.long("receiver_user_id");
            let callback = params.get("callback_query_id").to_owned();
            return Ok((user > 0).then_some(Receiver { user, callback }));
        };
        let Value::Object(fields) = json else {
            return Err(Fail::bad("Object expected as ephemeral message parameters"));
        };
        // As everywhere, a text of digits is as good as a number.
        let fields = Fields(&fields);
        let user = fields.required_long("receiver_user_id").map_err(Fail::bad)?;
        if user <= 0 {
            return Err(Fail::bad("Invalid receiver_user_id specified"));
        }
        let callback = fields.text("callback_query_id").map_err(Fail::bad)?;
        Ok(Some(Receiver { user, callback }))
    }

    /// Only in groups, only to a member.
    pub fn check_receiver(&self, key: ChatKey, receiver: Option<&Receiver>) -> Result<(), Fail> {
        let Some(receiver) = receiver else { return Ok(()) };
        if key.bot != 0 {
            return Err(Fail::bad("ephemeral messages can be sent only to groups and supergroups"));
        }
        let status = self.chat_of(key)?.status(receiver.user);
        if !status.is_some_and(Status::is_in) || self.world.bots.contains_key(&receiver.user) {
            return Err(Fail::bad("USER_NOT_PARTICIPANT"));
        }
        let pressed = self.world.presses.get(&receiver.callback);
        let wrong =
            !receiver.callback.is_empty() && pressed.is_none_or(|pressed| pressed.user != receiver.user);
        if wrong {
            return Err(Fail::bad("query is too old and response timeout expired or query ID is invalid"));
        }
        Ok(())
    }

    /// The address of a new ephemeral message.
    pub fn address(&mut self, receiver: &Receiver) -> Ephemeral {
        self.world.last_ephemeral_id += 1;
        Ephemeral { id: self.world.last_ephemeral_id, receiver: receiver.user }
    }

    fn ephemeral(&self, what: &str) -> Result<(ChatKey, Arc<Message>), Fail> {
        let key = self.chat(Access::Edit)?;
        let id = self.params.int("ephemeral_message_id");
        if id <= 0 {
            return Err(Fail::bad("Message identifier is not specified"));
        }
        let receiver = self.params.long("receiver_user_id");
        let found = self.chat_of(key)?.message(-id).cloned();
        let of = |message: &Arc<Message>| {
            message.ephemeral.is_some_and(|address| address.receiver == receiver) && message.from == self.bot
        };
        let message = found.filter(of).ok_or_else(|| Fail::bad(format!("{what} not found")))?;
        Ok((key, message))
    }
}

const EDIT: &str = "message to edit";

pub fn edit_text(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let preview = cx.link_preview()?;
    let parsed = cx.text()?;
    let markup = cx.markup()?;
    let (_, message) = cx.ephemeral(EDIT)?;
    if !matches!(message.body, Body::Text { .. } | Body::Rich(_)) {
        return Err(Fail::bad("there is no text in the message to edit"));
    }
    let keyboard = markup.for_edit(Place::Group)?;
    let text = settle_text(parsed, "MESSAGE_TOO_LONG")?;
    let preview = settled_preview(preview, &text);
    change(cx, &message, Body::Text { text, preview }, keyboard)?;
    Ok(Reply::yes())
}

pub fn edit_caption(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let parsed = cx.formatted("caption", "caption_entities")?;
    let markup = cx.markup()?;
    let (_, message) = cx.ephemeral(EDIT)?;
    let Body::Media { media, above, spoiler, .. } = &message.body else {
        return Err(Fail::bad("there is no caption in the message to edit"));
    };
    let caption = fix(parsed).map_err(Fail::bad)?.unwrap_or_default();
    let caption = limited_caption(caption, "MEDIA_CAPTION_TOO_LONG")?;
    let body = Body::Media { media: media.clone(), caption, above: *above, spoiler: *spoiler };
    change(cx, &message, body, markup.for_edit(Place::Group)?)?;
    Ok(Reply::yes())
}

pub fn edit_media(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let json = cx.params.json("media").map_err(|_| Fail::bad("Can't parse input media JSON object"))?;
    let json = json.ok_or_else(|| Fail::bad("Parameter \"media\" is required"))?;
    let input = cx.input_media(&json, false);
    let input = input.map_err(|error| Fail::bad(format!("Can't parse InputMedia: {error}")))?;
    let markup = cx.markup()?;
    let (_, message) = cx.ephemeral(EDIT)?;
    let body = cx.media_body(input)?;
    change(cx, &message, body, markup.for_edit(Place::Group)?)?;
    Ok(Reply::yes())
}

pub fn edit_reply_markup(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let markup = cx.markup()?;
    let (_, message) = cx.ephemeral(EDIT)?;
    change(cx, &message, message.body.clone(), markup.for_edit(Place::Group)?)?;
    Ok(Reply::yes())
}

pub fn delete(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let (key, message) = cx.ephemeral("message to delete")?;
    let id = message.ephemeral.map_or(0, |ephemeral| -ephemeral.id);
    cx.world.remove(key, &[id]);
    Ok(Reply::yes())
}
