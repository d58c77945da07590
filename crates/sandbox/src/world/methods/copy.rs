use serde_json::json;

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::message::{Body, Forward, Message};
use super::super::view::MessageView;
use super::access::Access;
use super::markup::check_keyboard;
use super::send::settle_caption;

fn source(cx: &Cx<'_>, what: &str) -> Result<std::sync::Arc<Message>, Fail> {
    let from = cx.params.get("from_chat_id");
    if from.is_empty() {
        return Err(Fail::bad("Parameter \"from_chat_id\" is required"));
    }
    let chat = cx.chat_named(from, Access::Read)?;
    cx.message(chat, what)
}

/// `copyMessage`: the same words without a trace of where they come from.
pub fn copy_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let caption = if cx.params.has("caption") {
        Some(settle_caption(cx.formatted("caption", "caption_entities")?)?)
    } else {
        None
    };
    let original = source(cx, "message to copy")?;
    let mut body = original.body.clone();
    if matches!(body, Body::Service(..)) || original.protect {
        return Err(Fail::bad("message can't be copied"));
    }
    if let (Body::Media { caption: old, .. }, Some(new)) = (&mut body, caption) {
        *old = new;
    }
    let envelope = cx.envelope("other messages")?;
    check_keyboard(envelope.markup.inline.as_deref())?;
    cx.world.spend(cx.bot, envelope.chat, 1, false)?;
    let mut message = cx.world.draft_message(envelope.chat, cx.bot, body);
    message.thread = envelope.thread;
    message.reply_to = envelope.reply_to;
    message.keyboard = envelope.markup.inline;
    message.reply_keyboard = envelope.markup.other;
    let message = cx.world.post(message);
    Ok(Reply::of(&json!({ "message_id": message.id })))
}

/// `forwardMessage`.
pub fn forward_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let original = source(cx, "message to forward")?;
    if matches!(original.body, Body::Service(..)) || original.protect {
        return Err(Fail::bad("message can't be forwarded"));
    }
    let envelope = cx.envelope("other messages")?;
    cx.world.spend(cx.bot, envelope.chat, 1, false)?;
    let mut message = cx.world.draft_message(envelope.chat, cx.bot, original.body.clone());
    message.thread = envelope.thread;
    message.protect = cx.params.flag("protect_content");
    let origin = Forward { from: original.from, date: original.date };
    message.forward = Some(original.forward.clone().unwrap_or(origin));
    let message = cx.world.post(message);
    Ok(Reply::of(&MessageView::new(cx.world, &message)))
}
