//! What happened in a chat, as the edge hands it to the dispatcher.

use serde::{Deserialize, Serialize};

use crate::ids::{ChatId, MessageId, Place, UserId};

/// Something a person did.
#[derive(Debug, Clone)]
pub struct Event {
    pub who: Who,
    pub place: Place,
    pub chat: ChatKind,
    pub did: Did,
}

/// What a person is called, as the messenger told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    pub id: UserId,
    pub name: String,
    pub username: Option<String>,
    /// The language their app speaks: `en`, `uk`, `pt-br` …
    pub language: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    Private,
    Group,
    Channel,
}

#[derive(Debug, Clone)]
pub enum Did {
    Say(Said),
    /// Pressed a button under a message.
    Tap {
        query: String,
        message: Option<MessageId>,
        data: String,
    },
    /// Typed the bot's name and these words in some chat, and waits for things to choose from.
    Ask {
        query: String,
        words: String,
    },
    /// The group continues under another number.
    Migrated {
        to: ChatId,
    },
    /// Something this version has no use for; it is written down and left.
    Other,
}

/// A message from a person.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub message: Option<MessageId>,
    /// The words: of the message, or the caption of its file.
    pub text: String,
    pub file: Option<Attached>,
    /// The message it answers to.
    pub reply: Option<Quoted>,
    /// The messages of several files that were sent at once share this name; each comes by itself.
    pub album: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Quoted {
    pub text: String,
    pub file: Option<Attached>,
    /// Whether the bot wrote it.
    pub ours: bool,
}

/// A file that lies at the messenger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// What the messenger wants to hear to hand it out.
    pub id: String,
    pub name: String,
    /// In bytes, where it is known.
    pub size: Option<u64>,
}
