//! What a message says: its words, its file, and what it answers to.

use kit::{Attached, MessageId, Quoted, Said, UserId};

use super::update::{File, Message};

/// `None` when it says nothing that anybody here could use: a sticker, a notice that somebody joined.
pub fn said(message: &Message, bot: Option<UserId>) -> Option<Said> {
    let (words, file) = (words(message), file(message));
    if words.is_empty() && file.is_none() {
        return None;
    }
    let reply = message.answers.as_ref().map(|quoted| Quoted {
        text: self::words(quoted),
        file: self::file(quoted),
        ours: quoted
            .from
            .as_ref()
            .is_some_and(|from| bot.is_some_and(|bot| i64::try_from(from.id.0) == Ok(bot.0))),
    });
    let album = message.media_group_id.clone();
    Some(Said { message: Some(MessageId(message.id)), text: words, file, reply, album })
}

fn words(message: &Message) -> String {
    message.text.as_ref().or(message.caption.as_ref()).cloned().unwrap_or_default()
}

fn file(message: &Message) -> Option<Attached> {
    let largest = message.photo.iter().max_by_key(|size| size.width * size.height);
    // An animation comes with a document of the same file; it goes first for its better name.
    let kinds = [
        (message.animation.as_ref(), "animation.mp4"),
        (message.document.as_ref(), "file.bin"),
        (largest, "photo.jpg"),
        (message.audio.as_ref(), "audio.mp3"),
        (message.video.as_ref(), "video.mp4"),
        (message.voice.as_ref(), "voice.ogg"),
        (message.video_note.as_ref(), "video.mp4"),
    ];
    kinds.into_iter().find_map(|(file, unnamed)| file.map(|file| named(file, unnamed)))
}

fn named(file: &File, unnamed: &str) -> Attached {
    let name = file.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(unnamed);
    Attached { id: file.id.clone(), name: name.to_owned(), size: file.size }
}
