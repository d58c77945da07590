//! Of an update, what is read here.
//!
//! teloxide's `Update` knows all of Telegram, and gives up on the whole of it for one ornament that it does not know. What
//! people do must not be lost for that. (A program that does nothing but read it takes 20 s longer to build, and 3 MB more.)

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use teloxide::types::{Chat, User};

/// What came.
#[derive(Debug, Clone)]
pub enum Update {
    Message(Box<Message>),
    Tap(Box<Tap>),
    Question(Question),
    /// Nobody waits for an answer to it.
    Other,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    #[serde(rename = "message_id")]
    pub id: i64,
    pub from: Option<User>,
    pub chat: Chat,
    #[serde(rename = "message_thread_id")]
    pub thread: Option<i64>,
    /// Whether the thread is a topic of a forum.
    #[serde(default, rename = "is_topic_message")]
    pub in_topic: bool,
    pub migrate_to_chat_id: Option<i64>,
    #[serde(rename = "reply_to_message")]
    pub answers: Option<Box<Message>>,
    pub media_group_id: Option<String>,
    pub text: Option<String>,
    pub caption: Option<String>,
    pub animation: Option<File>,
    pub document: Option<File>,
    #[serde(default)]
    pub photo: Vec<File>,
    pub audio: Option<File>,
    pub video: Option<File>,
    pub voice: Option<File>,
    pub video_note: Option<File>,
}

/// A file of any kind; sides are a picture's, in pixels.
#[derive(Debug, Clone, Deserialize)]
pub struct File {
    #[serde(rename = "file_id")]
    pub id: String,
    #[serde(rename = "file_name")]
    pub name: Option<String>,
    /// In bytes.
    #[serde(rename = "file_size")]
    pub size: Option<u64>,
    #[serde(default)]
    pub width: u64,
    #[serde(default)]
    pub height: u64,
}

/// A pressed button.
#[derive(Debug, Clone, Deserialize)]
pub struct Tap {
    pub id: String,
    pub from: User,
    /// The message that the button is under; of an old one Telegram tells little more than the number.
    pub message: Option<Message>,
    #[serde(default)]
    pub data: String,
}

/// Words after the bot's name, in some chat.
#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    pub id: String,
    pub from: User,
    pub query: String,
}

/// An update before it is known what it brings.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    message: Option<&'a RawValue>,
    #[serde(borrow)]
    callback_query: Option<&'a RawValue>,
    #[serde(borrow)]
    inline_query: Option<&'a RawValue>,
}

impl Update {
    /// Reads what Telegram sent. The error is a sentence without anything of what was sent.
    pub fn read(raw: &str) -> Result<Self, String> {
        let came: Envelope = serde_json::from_str(raw).map_err(|_| "this is no update".to_owned())?;
        if let Some(message) = came.message {
            return inner("message", message).map(|message| Self::Message(Box::new(message)));
        }
        if let Some(tap) = came.callback_query {
            return inner("callback_query", tap).map(|tap| Self::Tap(Box::new(tap)));
        }
        if let Some(question) = came.inline_query {
            return inner("inline_query", question).map(Self::Question);
        }
        Ok(Self::Other)
    }
}

fn inner<T: DeserializeOwned>(kind: &str, raw: &RawValue) -> Result<T, String> {
    serde_json::from_str(raw.get()).map_err(|error| {
        format!("this version cannot read a {kind} like this, from its byte {} on", error.column())
    })
}
