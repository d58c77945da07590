use std::sync::Arc;

use serde_json::Value;

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::journal::Event;
use super::super::message::{Body, Message};
use super::super::view::MessageView;
use super::access::Access;
use super::markup::Markup;
use super::send::{settle_caption, settle_text};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the \
                            same as a current content and reply markup of the message";

/// `editMessageText`, also with a rich message in place of the text.
pub fn text(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let rich = if cx.params.get("text").is_empty() { cx.rich_message()? } else { None };
    let parsed = if rich.is_none() { Some(cx.text()?) } else { None };
    let preview = cx.link_preview()?;
    let markup = cx.markup()?;
    let (chat, message) = target(cx)?;
    if !matches!(message.body, Body::Text { .. } | Body::Rich(_)) {
        return Err(Fail::bad("there is no text in the message to edit"));
    }
    let body = match (rich, parsed) {
        (Some(rich), _) => Body::Rich(rich),
        (None, Some(parsed)) => Body::Text { text: settle_text(parsed, "MESSAGE_TOO_LONG")?, preview },
        (None, None) => return Err(Fail::bad("Message text is empty")),
    };
    change(cx, chat, &message, body, markup)
}

/// `editMessageCaption`.
pub fn caption(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let markup = cx.markup()?;
    let parsed = cx.formatted("caption", "caption_entities")?;
    let (chat, message) = target(cx)?;
    let Body::Media { media, spoiler, .. } = &message.body else {
        return Err(Fail::bad("there is no caption in the message to edit"));
    };
    let above = cx.params.flag("show_caption_above_media");
    let caption = settle_caption(parsed)?;
    let body = Body::Media { media: media.clone(), caption, above, spoiler: *spoiler };
    change(cx, chat, &message, body, markup)
}

/// `editMessageMedia`.
pub fn media(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let markup = cx.markup()?;
    if cx.params.get("media").is_empty() {
        return Err(Fail::bad("Parameter \"media\" is required"));
    }
    let json = cx.params.json("media").map_err(|_| Fail::bad("Can't parse input media JSON object"))?;
    let json = json.unwrap_or(Value::Null);
    let input = cx.input_media(&json, false);
    let input = input.map_err(|error| Fail::bad(format!("Can't parse InputMedia: {error}")))?;
    let (chat, message) = target(cx)?;
    if matches!(message.body, Body::Service(..)) {
        return Err(Fail::bad("message can't be edited"));
    }
    let body = cx.media_body(input)?;
    change(cx, chat, &message, body, markup)
}

/// `editMessageReplyMarkup`.
pub fn reply_markup(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let markup = cx.markup()?;
    let (chat, message) = target(cx)?;
    change(cx, chat, &message, message.body.clone(), markup)
}

/// The message to edit: the bot's own or one by way of it, and still there.
fn target(cx: &Cx<'_>) -> Result<(ChatKey, Arc<Message>), Fail> {
    let params = cx.params;
    if params.get("chat_id").is_empty() && params.int("message_id") <= 0 {
        let inline = params.get("inline_message_id");
        if inline.is_empty() {
            return Err(Fail::bad("Message identifier is not specified"));
        }
        let place = cx.world.inline_messages.get(inline).filter(|(bot, ..)| *bot == cx.bot);
        let found = place.and_then(|(_, key, id)| Some((*key, cx.world.chats.get(key)?.message(*id)?)));
        let (key, message) = found.ok_or_else(|| Fail::bad("MESSAGE_ID_INVALID"))?;
        return Ok((key, Arc::clone(message)));
    }
    let chat = cx.chat(Access::Edit)?;
    let message = cx.message(chat, "message to edit")?;
    if message.from != cx.bot || message.forward.is_some() || matches!(message.body, Body::Service(..)) {
        return Err(Fail::bad("message can't be edited"));
    }
    Ok((chat, message))
}

/// Puts the new body and keyboard in place, unless nothing would change, and answers with the message.
pub fn change(
    cx: &mut Cx<'_>,
    chat: ChatKey,
    message: &Message,
    body: Body,
    markup: Markup,
) -> Result<Reply, Fail> {
    let keyboard = markup.for_edit()?;
    if message.body == body && message.keyboard == keyboard {
        return Err(Fail::bad(NOT_MODIFIED));
    }
    cx.world.spend(cx.bot, chat, 1, true)?;
    let mut changed = message.clone();
    changed.edit_date = Some(cx.world.now());
    changed.body = body;
    changed.keyboard = keyboard;
    let changed = cx.world.replace(changed);
    cx.world.emit(Event::Edit(Arc::clone(&changed)));
    if changed.inline_id.is_some() {
        return Ok(Reply::yes());
    }
    let view = MessageView { with_reply: false, ..MessageView::new(cx.world, &changed) };
    Ok(Reply::of(&view))
}
