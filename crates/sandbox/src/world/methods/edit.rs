use std::sync::Arc;

use serde_json::Value;

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::journal::Event;
use super::super::message::{Body, MediaKind, Message};
use super::super::remote_id;
use super::super::view::MessageView;
use super::access::Access;
use super::markup::Place;
use super::message::settled_preview;
use super::send::{limited_caption, settle_caption, settle_text};
use crate::text::fix;

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the \
                            same as a current content and reply markup of the message";

/// `editMessageText`, also with a rich message in place of the text.
pub fn text(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let preview = cx.link_preview()?;
    let rich = if cx.params.get("text").is_empty() { cx.rich_message()? } else { None };
    let parsed = if rich.is_none() { Some(cx.text()?) } else { None };
    let markup = cx.markup()?;
    let target = target(cx)?;
    if target.body().is_some_and(|body| !matches!(body, Body::Text { .. } | Body::Rich(_))) {
        return Err(Fail::bad("there is no text in the message to edit"));
    }
    let keyboard = markup.for_edit(target.place(cx))?;
    let message = target.message()?;
    let body = match (rich, parsed) {
        (Some(rich), _) => Body::Rich(rich),
        (None, Some(parsed)) => {
            let text = settle_text(parsed, "MESSAGE_TOO_LONG")?;
            Body::Text { preview: settled_preview(preview, &text), text }
        }
        (None, None) => return Err(Fail::bad("Message text is empty")),
    };
    change(cx, &message, body, keyboard)
}

/// `editMessageCaption`.
pub fn caption(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let markup = cx.markup()?;
    let parsed = cx.formatted("caption", "caption_entities")?;
    let target = target(cx)?;
    let no_caption = || Fail::bad("there is no caption in the message to edit");
    if target.body().is_some_and(|body| body.media().is_none()) {
        return Err(no_caption());
    }
    let caption = fix(parsed).map_err(Fail::bad)?.unwrap_or_default();
    let keyboard = markup.for_edit(target.place(cx))?;
    let message = target.message()?;
    let caption = limited_caption(caption, "MEDIA_CAPTION_TOO_LONG")?;
    let Body::Media { media, spoiler, .. } = &message.body else { return Err(no_caption()) };
    let above = media.kind.is_picture() && cx.params.flag("show_caption_above_media");
    let body = Body::Media { media: media.clone(), caption, above, spoiler: *spoiler };
    change(cx, &message, body, keyboard)
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
    let target = named(cx)?;
    if let Target::Chat(message) = &target
        && (!can_be_edited(cx, message) || is_fixed(&message.body))
    {
        return Err(Fail::bad("message media can't be edited"));
    }
    cx.check_source(input.kind, &input.source)?;
    settle_caption(input.caption.clone())?;
    if let Target::Chat(message) = &target {
        fits_album(message, input.kind)?;
    }
    let keyboard = markup.for_edit(target.place(cx))?;
    let message = target.message()?;
    let body = cx.media_body(input)?;
    change(cx, &message, body, keyboard)
}

/// In an album documents and sounds stand among their like, and moving pictures without sound nowhere.
fn fits_album(message: &Message, new: MediaKind) -> Result<(), Fail> {
    let old = message.body.media().map(|media| media.kind).filter(|old| *old != new);
    let Some(old) = old.filter(|_| message.album.is_some()) else { return Ok(()) };
    if new == MediaKind::Animation {
        return Err(Fail::bad("message content type can't be used in an album"));
    }
    if old.keeps_apart() || new.keeps_apart() {
        return Err(Fail::bad("can't change media type in the album"));
    }
    Ok(())
}

/// Whether a message has media that nothing can take the place of.
fn is_fixed(body: &Body) -> bool {
    body.media().is_some_and(|media| media.kind == MediaKind::Voice)
}

/// `editMessageReplyMarkup`.
pub fn reply_markup(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let markup = cx.markup()?;
    let target = target(cx)?;
    let keyboard = markup.for_edit(target.place(cx))?;
    let message = target.message()?;
    change(cx, &message, message.body.clone(), keyboard)
}

/// A message that is named for an edit.
enum Target {
    /// One of a chat.
    Chat(Arc<Message>),
    /// One that was sent by way of the bot; or what is wrong with its name, to be said after the keyboard was looked at.
    Inline(Result<Arc<Message>, &'static str>),
}

impl Target {
    /// What it says, where that decides whether it can be edited at all.
    fn body(&self) -> Option<&Body> {
        if let Self::Chat(message) = self { Some(&message.body) } else { None }
    }

    /// Nobody knows where a message of inline mode stands.
    fn place(&self, cx: &Cx<'_>) -> Place {
        if let Self::Chat(message) = self { cx.place(message.chat) } else { Place::Group }
    }

    fn message(self) -> Result<Arc<Message>, Fail> {
        match self {
            Self::Chat(message) => Ok(message),
            Self::Inline(message) => message.map_err(Fail::bad),
        }
    }
}

/// The message that is named, whether it can be edited or not.
fn named(cx: &Cx<'_>) -> Result<Target, Fail> {
    let params = cx.params;
    if params.get("chat_id").is_empty() && params.int("message_id") <= 0 {
        let inline = params.get("inline_message_id");
        if inline.is_empty() {
            return Err(Fail::bad("Message identifier is not specified"));
        }
        let place = cx.world.inline_messages.get(inline).filter(|(bot, ..)| *bot == cx.bot);
        let message = place.and_then(|(_, key, id)| cx.world.chats.get(key)?.message(*id).cloned());
        let has_form = remote_id::is_inline_message_id(inline);
        let fault =
            if has_form { "MESSAGE_ID_INVALID" } else { "invalid inline message identifier specified" };
        return Ok(Target::Inline(message.ok_or(fault)));
    }
    cx.no_business()?;
    let chat = cx.chat(Access::Edit)?;
    cx.message(chat, "message to edit").map(Target::Chat)
}

/// The message to edit, if the bot may.
fn target(cx: &Cx<'_>) -> Result<Target, Fail> {
    match named(cx)? {
        Target::Chat(message) if !can_be_edited(cx, &message) => Err(Fail::bad("message can't be edited")),
        target => Ok(target),
    }
}

/// Whether the bot may edit a message: its own, not forwarded, and without a keyboard of the other kinds.
fn can_be_edited(cx: &Cx<'_>, message: &Message) -> bool {
    let own = message.from == cx.bot || message.via_bot == Some(cx.bot);
    let is_plain = message.forward.is_none() && message.reply_keyboard.is_none();
    own && is_plain && !matches!(message.body, Body::Service(..))
}

/// Puts the new body and keyboard in place, unless nothing would change, and answers with the message.
pub fn change(
    cx: &mut Cx<'_>,
    message: &Message,
    body: Body,
    keyboard: Option<Arc<Value>>,
) -> Result<Reply, Fail> {
    let place = if message.inline_id.is_some() { Place::Group } else { cx.place(message.chat) };
    cx.check_keyboard(keyboard.as_deref(), place)?;
    if message.body == body && message.keyboard == keyboard {
        return Err(Fail::bad(NOT_MODIFIED));
    }
    cx.world.spend(cx.bot, message.chat, 1, true)?;
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
