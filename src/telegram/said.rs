//! What a message says: its words, its file, and what it answers to.

use kit::{Attached, MessageId, Quoted, Said, UserId};
use teloxide::types::{FileMeta, Message, PhotoSize};

/// `None` when it says nothing that anybody here could use: a sticker, a notice that somebody joined.
pub fn said(message: &Message, bot: Option<UserId>) -> Option<Said> {
    let (words, file) = (words(message), file(message));
    if words.is_empty() && file.is_none() {
        return None;
    }
    let reply = message.reply_to_message().map(|quoted| Quoted {
        text: self::words(quoted),
        file: self::file(quoted),
        ours: quoted
            .from
            .as_ref()
            .is_some_and(|from| bot.is_some_and(|bot| i64::try_from(from.id.0) == Ok(bot.0))),
    });
    let album = message.media_group_id().map(|id| id.0.clone());
    Some(Said { message: Some(MessageId(i64::from(message.id.0))), text: words, file, reply, album })
}

fn words(message: &Message) -> String {
    message.text().or_else(|| message.caption()).unwrap_or_default().to_owned()
}

fn file(message: &Message) -> Option<Attached> {
    let named = |meta: &FileMeta, name: Option<&str>, else_: &str| Attached {
        id: meta.id.0.clone(),
        name: name.filter(|name| !name.is_empty()).unwrap_or(else_).to_owned(),
        // What teloxide puts where Telegram told no size.
        size: (meta.size != u32::MAX).then_some(u64::from(meta.size)),
    };
    // An animation comes with a document of the same file; it goes first for its better name.
    if let Some(animation) = message.animation() {
        return Some(named(&animation.file, animation.file_name.as_deref(), "animation.mp4"));
    }
    if let Some(document) = message.document() {
        return Some(named(&document.file, document.file_name.as_deref(), "file.bin"));
    }
    if let Some(photo) = message.photo().and_then(largest) {
        return Some(named(&photo.file, None, "photo.jpg"));
    }
    if let Some(audio) = message.audio() {
        return Some(named(&audio.file, audio.file_name.as_deref(), "audio.mp3"));
    }
    if let Some(video) = message.video() {
        return Some(named(&video.file, video.file_name.as_deref(), "video.mp4"));
    }
    if let Some(voice) = message.voice() {
        return Some(named(&voice.file, None, "voice.ogg"));
    }
    message.video_note().map(|note| named(&note.file, None, "video.mp4"))
}

fn largest(sizes: &[PhotoSize]) -> Option<&PhotoSize> {
    sizes.iter().max_by_key(|size| u64::from(size.width) * u64::from(size.height))
}
