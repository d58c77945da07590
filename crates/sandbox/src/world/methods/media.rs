use serde_json::Value;

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::message::{Body, MediaKind};
use super::super::view::{As, FileView, MessageView};
use super::inline_result::capital;
use super::input_media::InputMedia;
use super::send::{answer, settle_caption};

/// `getFile` gives nothing larger than this.
const MAX_DOWNLOAD: usize = 20 << 20;

pub fn send_document(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    send_media(cx, MediaKind::Document)
}

pub fn send_photo(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    send_media(cx, MediaKind::Photo)
}

pub fn send_video(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    send_media(cx, MediaKind::Video)
}

pub fn send_audio(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    send_media(cx, MediaKind::Audio)
}

pub fn send_animation(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    send_media(cx, MediaKind::Animation)
}

pub fn send_voice(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    send_media(cx, MediaKind::Voice)
}

fn send_media(cx: &mut Cx<'_>, kind: MediaKind) -> Result<Reply, Fail> {
    let name = kind.name();
    let source = cx.params.get(name);
    let missing = match source.strip_prefix("attach://") {
        Some(part) => cx.params.file(part).is_none(),
        None => source.is_empty() && cx.params.file(name).is_none(),
    };
    let absent = || Fail::bad(format!("There is no {name} in the request"));
    if missing {
        return Err(absent());
    }
    let parsed = cx.formatted("caption", "caption_entities")?;
    let envelope = cx.envelope()?;
    cx.check_source(kind, source)?;
    let caption = settle_caption(parsed)?;
    let media = cx.input_file(kind, name)?.ok_or_else(absent)?;
    let above = kind.is_picture() && cx.params.flag("show_caption_above_media");
    let spoiler = kind.is_picture() && cx.params.flag("has_spoiler");
    cx.send(envelope, Body::Media { media, caption, above, spoiler })
}

/// `sendMediaGroup`: several files as one album.
pub fn send_media_group(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    cx.reply_to()?;
    cx.suggested_post()?;
    if cx.params.get("media").is_empty() {
        return Err(Fail::bad("Parameter \"media\" is required"));
    }
    let json = cx.params.json("media").map_err(|_| Fail::bad("Can't parse media JSON object"))?;
    let Some(Value::Array(list)) = json else { return Err(Fail::bad("Expected an Array of InputMedia")) };
    let inputs: Result<Vec<_>, String> = list.iter().map(|value| cx.input_media(value, true)).collect();
    let inputs = inputs.map_err(|error| Fail::bad(format!("Can't parse InputMedia: {error}")))?;
    let envelope = cx.envelope_without_markup()?;
    check_album(cx, &inputs)?;
    cx.is_delivered(&envelope)?;
    let count = inputs.len();
    let mut bodies = Vec::with_capacity(count);
    for (i, input) in inputs.into_iter().enumerate() {
        let body = cx.media_body(input).map_err(|fail| {
            let error = told(fail.sentence());
            Fail::bad(format!("failed to send message #{} with the error message \"{error}\"", i + 1))
        })?;
        cx.may_say(envelope.chat, &body)?;
        bodies.push(body);
    }
    cx.world.spend(cx.bot, envelope.chat, count, false)?;
    let album = (count > 1).then(|| cx.world.random_id().to_string());
    let mut sent = Vec::with_capacity(count);
    for body in bodies {
        let mut message = cx.world.draft_message(envelope.chat, cx.bot, body);
        message.thread = envelope.thread;
        answer(&mut message, envelope.reply.as_ref());
        message.effect = cx.effect_id();
        message.album.clone_from(&album);
        message.protect = cx.params.flag("protect_content");
        sent.push(cx.world.post(message));
    }
    let views: Vec<MessageView<'_>> =
        sent.iter().map(|message| MessageView::new(cx.world, message)).collect();
    Ok(Reply::of(&views))
}

/// What can be wrong with an album before any of it is sent: it is refused as a whole, in the words of its first fault.
fn check_album(cx: &Cx<'_>, inputs: &[InputMedia]) -> Result<(), Fail> {
    let first = inputs.first().ok_or_else(|| Fail::bad("there are no messages to send"))?;
    for input in inputs {
        cx.check_source(input.kind, &input.source)?;
        settle_caption(input.caption.clone())?;
    }
    if inputs.len() > 10 {
        return Err(Fail::bad("too many messages to send as an album"));
    }
    let above = first.above;
    if inputs.iter().any(|input| input.above != above) {
        return Err(Fail::bad("parameter show_caption_above_media must be the same for all messages"));
    }
    for (kind, word) in [(MediaKind::Document, "document"), (MediaKind::Audio, "audio")] {
        let count = inputs.iter().filter(|input| input.kind == kind).count();
        if count > 0 && count < inputs.len() {
            return Err(Fail::bad(format!("{word} can't be mixed with other media types")));
        }
    }
    Ok(())
}

/// How an album tells what went wrong with one of its messages: in the words of Telegram's servers.
fn told(sentence: &str) -> String {
    match sentence {
        "failed to get HTTP URL content" => "WEBPAGE_CURL_FAILED".to_owned(),
        "wrong type of the web page content" => "WEBPAGE_MEDIA_EMPTY".to_owned(),
        other => capital(other),
    }
}

/// `getFile`: where a file can be fetched.
pub fn get_file(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let id = cx.params.get("file_id");
    if id.is_empty() {
        return Err(Fail::bad("file_id not specified"));
    }
    let file = cx.world.file(id).ok_or_else(|| Fail::bad("invalid file_id"))?;
    if file.bytes.len() > MAX_DOWNLOAD {
        return Err(Fail::bad("file is too big"));
    }
    Ok(Reply::of(&FileView { file, as_what: As::Path }))
}
