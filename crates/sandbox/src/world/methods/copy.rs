use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::external::origin_of;
use super::super::message::{Body, MediaKind, Message};
use super::super::view::MessageView;
use super::access::Access;
use super::reply::ReplyTo;
use super::send::{Envelope, limited_caption};
use crate::text::{Formatted, fix};

/// How many messages an album has at most.
const LARGEST_ALBUM: usize = 10;

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
    let caption = || caption.map(fix).transpose().map_err(Fail::bad);
    let (envelope, caption) = cx.envelope_of_copy(caption)?;
    let mut body = original.body.clone();
    if let (Body::Media { caption: old, above, media, .. }, Some(new)) = (&mut body, caption) {
        *old = new.unwrap_or_default();
        *above = media.kind.is_picture() && cx.params.flag("show_caption_above_media");
    }
    if !can_be_copied(&original) || cx.may_say(envelope.chat, &body).is_err() {
        return Err(Fail::bad("The message can't be copied"));
    }
    cx.is_delivered(&envelope)?;
    if let Body::Media { caption, .. } = &body {
        limited_caption(caption.clone(), "MEDIA_CAPTION_TOO_LONG")?;
    }
    cx.check_keyboard(envelope.markup.inline.as_deref(), cx.place(envelope.chat))?;
    cx.world.spend(cx.bot, envelope.chat, 1, false)?;
    let message = cx.world.draft_message(envelope.chat, cx.bot, body);
    let message = cx.finish(message, envelope);
    let message = cx.world.post(message);
    Ok(Reply::of(&json!({ "message_id": message.id })))
}

/// `forwardMessage`.
pub fn forward_message(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let original = cx.message(source(cx)?, "message to forward")?;
    let (envelope, ()) = cx.envelope_of_copy(|| Ok(()))?;
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
    let is_suggested = cx.suggested_post()?;
    let envelope = cx.place_of(&ReplyTo::default())?;
    let from = source(cx)?;
    if !cx.sees_messages(from) {
        return Err(Fail::bad("message to forward not found"));
    }
    let found: Vec<Arc<Message>> =
        ids.iter().filter_map(|id| cx.world.chats.get(&from)?.message(*id).cloned()).collect();
    if found.is_empty() {
        return Err(Fail::bad("There are no messages to forward"));
    }
    cx.may_post(envelope.chat)?;
    cx.check_options(envelope.chat, is_suggested, found.len())?;
    if !found.is_sorted_by(|one, next| one.id < next.id) {
        return Err(Fail::bad("Message identifiers must be in a strictly increasing order"));
    }
    let may = |message: &Arc<Message>| can(message) && cx.may_say(envelope.chat, &message.body).is_ok();
    let found: Vec<Arc<Message>> = found.into_iter().filter(may).collect();
    if found.is_empty() {
        return Err(Fail::bad("Messages can't be forwarded"));
    }
    cx.is_delivered(&envelope)?;
    cx.world.spend(cx.bot, envelope.chat, found.len(), false)?;
    let albums = new_albums(cx, &found);
    let mut copies = BTreeMap::new();
    let mut sent: Vec<Value> = Vec::with_capacity(found.len());
    for (original, album) in found.iter().zip(albums) {
        let mut message = make(cx, &envelope, original);
        message.album = album;
        // Who answered one of them answers its copy.
        message.reply_to = original.reply_to.and_then(|id| copies.get(&id).copied());
        message.effect = cx.effect_id();
        let message = cx.world.post(message);
        copies.insert(original.id, message.id);
        sent.push(json!({ "message_id": message.id }));
    }
    Ok(Reply::of(&sent))
}

/// The albums that copies stand in: those of the originals, if at least two of one come along; and documents alone or
/// sounds alone of one sender always become one.
fn new_albums(cx: &mut Cx<'_>, found: &[Arc<Message>]) -> Vec<Option<String>> {
    let kind = |message: &Message| message.body.media().map(|media| media.kind);
    let sender = |message: &Message| {
        let origin = origin_of(cx.world, message);
        (origin.post.map(|(chat, _)| chat), origin.post.is_none().then_some(origin.from))
    };
    let are_one = found.first().is_some_and(|first| {
        let is_like =
            |message: &Arc<Message>| kind(message) == kind(first) && sender(message) == sender(first);
        kind(first).is_some_and(MediaKind::keeps_apart) && found.iter().all(is_like)
    });
    if are_one && (2..=LARGEST_ALBUM).contains(&found.len()) {
        return vec![Some(cx.world.random_id().to_string()); found.len()];
    }
    let mut counts = BTreeMap::new();
    for album in found.iter().filter_map(|message| message.album.as_ref()) {
        *counts.entry(album).or_insert(0_usize) += 1;
    }
    counts.retain(|_, count| *count > 1);
    let new: BTreeMap<&String, String> =
        counts.into_keys().map(|album| (album, cx.world.random_id().to_string())).collect();
    found.iter().map(|message| new.get(message.album.as_ref()?).cloned()).collect()
}
