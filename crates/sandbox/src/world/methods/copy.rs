use std::sync::Arc;

use serde_json::{Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::external::origin_of;
use super::super::message::{Body, Message};
use super::super::view::MessageView;
use super::access::Access;
use super::markup::check_keyboard;
use super::send::{Envelope, limited_caption};
use crate::text::{Formatted, fix};

fn source(cx: &Cx<'_>) -> Result<ChatKey, Fail> {
    cx.chat_named(required_source(cx)?, Access::Read)
}

fn required_source<'a>(cx: &Cx<'a>) -> Result<&'a str, Fail> {
    let from = cx.params.get("from_chat_id");
    if from.is_empty() { Err(Fail::bad("Parameter \"from_chat_id\" is required")) } else { Ok(from) }
}

/// Protected content can be copied by bots, but not forwarded.
fn can_be_copied(message: &Message) -> bool {
    !matches!(message.body, Body::Service(..))
}

fn can_be_forwarded(message: &Message) -> bool {
    can_be_copied(message) && !message.protect
}

/// `copyMessage`: the same words without a trace of where they come from.
pub fn copy_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    required_source(cx)?;
    let caption =
        if cx.params.has("caption") { Some(cx.formatted("caption", "caption_entities")?) } else { None };
    let original = cx.message(source(cx)?, "message to copy")?;
    let envelope = cx.envelope()?;
    let caption = caption.map(fix).transpose().map_err(Fail::bad)?.map(Option::unwrap_or_default);
    let mut body = original.body.clone();
    if let (Body::Media { caption: old, above, .. }, Some(new)) = (&mut body, caption) {
        *old = new;
        *above = cx.params.flag("show_caption_above_media");
    }
    if !can_be_copied(&original) || cx.may_say(envelope.chat, &body).is_err() {
        return Err(Fail::bad("The message can't be copied"));
    }
    cx.is_delivered(&envelope)?;
    if let Body::Media { caption, .. } = &body {
        limited_caption(caption.clone(), "MEDIA_CAPTION_TOO_LONG")?;
    }
    check_keyboard(envelope.markup.inline.as_deref())?;
    cx.world.spend(cx.bot, envelope.chat, 1, false)?;
    let message = cx.world.draft_message(envelope.chat, cx.bot, body);
    let message = cx.finish(message, envelope);
    let message = cx.world.post(message);
    Ok(Reply::of(&json!({ "message_id": message.id })))
}

/// `forwardMessage`.
pub fn forward_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let original = cx.message(source(cx)?, "message to forward")?;
    let envelope = cx.envelope()?;
    if !can_be_forwarded(&original) || cx.may_say(envelope.chat, &original.body).is_err() {
        return Err(Fail::bad("The message can't be forwarded"));
    }
    cx.is_delivered(&envelope)?;
    cx.world.spend(cx.bot, envelope.chat, 1, false)?;
    let message = forwarded(cx, &envelope, &original);
    let message = cx.world.post(message);
    Ok(Reply::of(&MessageView::new(cx.world, &message)))
}

fn forwarded(cx: &Cx<'_>, envelope: &Envelope, original: &Message) -> Message {
    let mut message = cx.world.draft_message(envelope.chat, cx.bot, original.body.clone());
    message.thread = envelope.thread;
    message.protect = cx.params.flag("protect_content");
    message.forward = Some(origin_of(cx.world, original));
    message
}

/// `copyMessages`: those that are not there or cannot be copied are passed over, albums stay albums.
pub fn copy_messages(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let without_caption = cx.params.flag("remove_caption");
    several(cx, can_be_copied, |cx, envelope, original| {
        let mut body = original.body.clone();
        if let (Body::Media { caption, .. }, true) = (&mut body, without_caption) {
            *caption = Formatted::default();
        }
        let mut message = cx.world.draft_message(envelope.chat, cx.bot, body);
        message.thread = envelope.thread;
        message.protect = cx.params.flag("protect_content");
        message
    })
}

/// `forwardMessages`, likewise.
pub fn forward_messages(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    several(cx, can_be_forwarded, forwarded)
}

fn several(
    cx: &mut Cx<'_>,
    can: impl Fn(&Message) -> bool,
    make: impl Fn(&Cx<'_>, &Envelope, &Message) -> Message,
) -> Result<Reply, Fail> {
    required_source(cx)?;
    let ids = cx.message_ids()?;
    if ids.is_empty() {
        return Err(Fail::bad("Message identifiers are not specified"));
    }
    let envelope = cx.envelope_alone()?;
    let from = source(cx)?;
    if !cx.sees_messages(from) {
        return Err(Fail::bad("message to forward not found"));
    }
    let found: Vec<Arc<Message>> =
        ids.iter().filter_map(|id| cx.world.chats.get(&from)?.message(*id).cloned()).collect();
    if found.is_empty() {
        return Err(Fail::bad("There are no messages to forward"));
    }
    if !found.is_sorted_by_key(|message| message.id) {
        return Err(Fail::bad("Message identifiers must be in a strictly increasing order"));
    }
    let may = |message: &Arc<Message>| can(message) && cx.may_say(envelope.chat, &message.body).is_ok();
    let found: Vec<Arc<Message>> = found.into_iter().filter(may).collect();
    if found.is_empty() {
        return Err(Fail::bad("Messages can't be forwarded"));
    }
    cx.is_delivered(&envelope)?;
    cx.world.spend(cx.bot, envelope.chat, found.len(), false)?;
    let mut albums = std::collections::BTreeMap::new();
    let mut sent: Vec<Value> = Vec::with_capacity(found.len());
    for original in found {
        let mut message = make(cx, &envelope, &original);
        if let Some(old) = &original.album {
            let new = albums.entry(old.clone()).or_insert_with(|| cx.world.random_id().to_string());
            message.album = Some(new.clone());
        }
        let message = cx.world.post(message);
        sent.push(json!({ "message_id": message.id }));
    }
    Ok(Reply::of(&sent))
}
