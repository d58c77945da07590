use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

use super::chat::ChatKey;
use crate::text::Formatted;

/// A message in a chat.
#[derive(Clone, Debug)]
pub struct Message {
    /// 0 for an ephemeral message.
    pub id: i64,
    pub chat: ChatKey,
    /// A person or a bot.
    pub from: i64,
    /// Unix seconds.
    pub date: i64,
    pub edit_date: Option<i64>,
    /// A topic of a forum other than General.
    pub thread: Option<i64>,
    pub reply_to: Option<i64>,
    /// A message of another chat or topic that it answers.
    pub reply_elsewhere: Option<(ChatKey, i64)>,
    pub quote: Option<Quote>,
    pub forward: Option<Forward>,
    pub album: Option<String>,
    /// The bot that it was written by way of.
    pub via_bot: Option<i64>,
    /// How that bot names it.
    pub inline_id: Option<String>,
    pub body: Body,
    /// The inline keyboard, as given, without what Telegram drops.
    pub keyboard: Option<Arc<Value>>,
    /// A reply keyboard, its removal, or a forced reply: people see it, bots do not.
    pub reply_keyboard: Option<Arc<Value>>,
    pub protect: bool,
    pub effect: Option<String>,
    /// Deleted messages stay for the chat page and the transcript.
    pub deleted: bool,
    pub reactions: Vec<Reaction>,
    /// An ephemeral message: who sees it, and its own id.
    pub ephemeral: Option<Ephemeral>,
    pub by_bot: bool,
}

/// What of the answered message is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub text: Formatted,
    /// Where it stands in the message, in UTF-16 units.
    pub position: usize,
}

/// Where a forwarded message comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    pub from: i64,
    pub date: i64,
    /// A post of this channel, and its id there.
    pub post: Option<(ChatKey, i64)>,
}

/// For whom an ephemeral message is, and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ephemeral {
    pub id: i64,
    pub receiver: i64,
}

/// An emoji that somebody put on a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    pub user: i64,
    pub emoji: String,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Text {
        text: Formatted,
        preview: Option<Value>,
    },
    Media {
        media: Media,
        caption: Formatted,
        above: bool,
        spoiler: bool,
    },
    /// A rich message as it was given; its blocks are not parsed.
    Rich(Value),
    /// Something happened: one field and its value.
    Service(&'static str, Value),
}

/// A file in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    pub kind: MediaKind,
    /// One; of a photo all sizes, the largest last.
    pub files: Vec<Arc<File>>,
}

/// The kinds of files in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    Document,
    Photo,
    Video,
    Audio,
    Animation,
    Voice,
}

impl MediaKind {
    /// Whether it is looked at: only then it can be hidden, and words can stand above it.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Photo | Self::Video | Self::Animation)
    }

    /// Whether it stands in albums among its like only.
    pub fn keeps_apart(self) -> bool {
        matches!(self, Self::Document | Self::Audio)
    }

    /// The field of `Message`, and the name in error messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Animation => "animation",
            Self::Voice => "voice",
        }
    }

    /// As Telegram names it in `can't use file of type X as Y`.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Photo => "Photo",
            Self::Video => "Video",
            Self::Audio => "Audio",
            Self::Animation => "Animation",
            Self::Voice => "VoiceNote",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::Document, Self::Photo, Self::Video, Self::Audio, Self::Animation, Self::Voice];
        all.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a file is like: what was seen in it, or what its sender says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Width and height.
    pub size: (u32, u32),
    /// Seconds.
    pub duration: u32,
    /// Of music.
    pub title: String,
    pub performer: String,
}

/// A file that Telegram keeps.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    pub id: String,
    pub unique_id: String,
    pub kind: MediaKind,
    pub name: Option<String>,
    pub mime: Option<String>,
    pub bytes: Bytes,
    pub traits: Traits,
    /// Below `/file/bot<token>/`.
    pub path: String,
}

impl Traits {
    pub fn of_size(width: u32, height: u32) -> Self {
        Self { size: (width, height), ..Self::default() }
    }
}

impl Body {
    pub fn text(text: Formatted) -> Self {
        Self::Text { text, preview: None }
    }

    /// The text or caption that people read.
    pub fn words(&self) -> Option<&Formatted> {
        match self {
            Self::Text { text, .. } => Some(text),
            Self::Media { caption, .. } => Some(caption),
            Self::Rich(_) | Self::Service(..) => None,
        }
    }

    pub fn media(&self) -> Option<&Media> {
        if let Self::Media { media, .. } = self { Some(media) } else { None }
    }
}
