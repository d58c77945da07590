//! What a command answers with. It says what should be told to whom; sending is somebody else's work.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::ids::{MessageId, Place, UserId};
use crate::tap::Button;
use crate::text::Text;

/// The answer of a command, a tap or a form: messages, in order. An empty one says nothing.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    pub messages: Vec<Message>,
    /// A short notice over the chat, when a button was pressed.
    pub toast: Option<String>,
    /// The message whose button was pressed goes away.
    pub closes: bool,
    /// For somebody who typed the bot's name in some chat.
    pub(crate) found: Option<Found>,
}

/// One message, or the new face of the message whose button was pressed.
#[derive(Debug, Clone, Default)]
pub struct Message {
    pub text: Text,
    pub keyboard: Vec<Vec<Button>>,
    pub file: Option<File>,
    pub options: Options,
}

/// How a message is to be delivered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Take the place of the message whose button was pressed; without one, it is sent as new.
    pub instead: bool,
    /// Deleted again after this long.
    pub expires: Option<Duration>,
    /// Only this person may see it: in a group it goes to their private chat.
    pub secret: bool,
    /// To another place than the one where the question was asked.
    pub to: Option<Place>,
    /// The card of a job or a request: later messages of the same name edit it.
    pub card: Option<String>,
    /// Ahead of, or behind, ordinary answers.
    pub priority: Priority,
    /// Show the file as a picture.
    pub picture: bool,
    /// What is being written at this moment: shown as a draft where the messenger has drafts, else under the card's words.
    pub live: Option<Text>,
}

/// What goes first when Telegram's limits make messages wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Alert,
    #[default]
    Answer,
    Progress,
    Report,
}

impl Priority {
    pub const fn rank(self) -> i64 {
        self as i64
    }
}

/// A file to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// Says nothing.
    pub fn nothing() -> Self {
        Self::default()
    }

    pub fn text(text: impl Into<Text>) -> Self {
        Self::message(Message::new(text))
    }

    /// Text of fixed width that is copied with one press. What does not fit a message goes as a file.
    pub fn code(text: impl AsRef<str>) -> Self {
        Self::text(Text::new().pre(text, ""))
    }

    pub fn file(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self::message(Message::default().file(name, bytes))
    }

    pub fn message(message: Message) -> Self {
        Self { messages: vec![message], ..Self::default() }
    }

    /// The message whose button was pressed goes away.
    pub fn close() -> Self {
        Self { closes: true, ..Self::default() }
    }

    /// Only the short notice over the chat.
    pub fn toast(text: impl Into<String>) -> Self {
        Self { toast: Some(text.into()), ..Self::default() }
    }

    #[must_use]
    pub fn and(mut self, message: Message) -> Self {
        self.messages.push(message);
        self
    }

    #[must_use]
    pub fn with_toast(mut self, text: impl Into<String>) -> Self {
        self.toast = Some(text.into());
        self
    }

    /// Buttons under the last message, as one more row.
    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        if let Some(message) = self.messages.pop() {
            self.messages.push(message.row(buttons));
        }
        self
    }

    /// The first message takes the place of the one whose button was pressed.
    #[must_use]
    pub fn instead(mut self) -> Self {
        if let Some(first) = self.messages.first_mut() {
            first.options.instead = true;
        }
        self
    }

    /// Nobody but the person who asked may see it.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.messages.iter_mut().for_each(|message| message.options.secret = true);
        self
    }

    /// Deleted again after a while.
    #[must_use]
    pub fn expires(mut self, after: Duration) -> Self {
        self.messages.iter_mut().for_each(|message| message.options.expires = Some(after));
        self
    }
}

impl Message {
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        let row: Vec<_> = buttons.into_iter().collect();
        if !row.is_empty() {
            self.keyboard.push(row);
        }
        self
    }

    #[must_use]
    pub fn file(mut self, name: impl Into<String>, bytes: Vec<u8>) -> Self {
        self.file = Some(File { name: name.into(), bytes });
        self
    }

    #[must_use]
    pub fn picture(mut self, name: impl Into<String>, bytes: Vec<u8>) -> Self {
        self.options.picture = true;
        self.file(name, bytes)
    }

    #[must_use]
    pub fn to(mut self, place: Place) -> Self {
        self.options.to = Some(place);
        self
    }

    #[must_use]
    pub fn card(mut self, name: impl Into<String>) -> Self {
        self.options.card = Some(name.into());
        self
    }

    /// With a card: what is being written at this moment.
    #[must_use]
    pub fn live(mut self, text: impl Into<Text>) -> Self {
        self.options.live = Some(text.into()).filter(|text| !text.is_empty());
        self
    }

    #[must_use]
    pub fn priority(mut self, priority: Priority) -> Self {
        self.options.priority = priority;
        self
    }
}

/// What lies in the outbox: one thing to do at the messenger, complete in itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub to: Place,
    pub what: What,
    #[serde(default)]
    pub priority: Priority,
}

impl Outgoing {
    /// The card it writes on, if it does.
    pub fn card(&self) -> Option<&str> {
        match &self.what {
            What::Send { card, .. } => card.as_deref(),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum What {
    /// A new message. With a `card`, one that already stands under this name is edited instead.
    Send {
        text: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        keyboard: Vec<Vec<Key>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<MessageId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        card: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Duration>,
        /// In a group: shown to this person alone. Where the server cannot, it goes to their private chat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        only_for: Option<UserId>,
        /// Shown as a draft where the server has drafts, else under the card's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        live: Option<Text>,
    },
    Edit {
        message: MessageId,
        text: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        keyboard: Vec<Vec<Key>>,
        /// Deleted again after this long, unless it already goes earlier; so is the one that is sent when it is gone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Duration>,
    },
    Delete {
        message: MessageId,
        /// Whose eyes alone it was for: its number is then one of such messages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        only_for: Option<UserId>,
    },
    /// The answer to a pressed button, without which it keeps spinning.
    Answer {
        query: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        alert: bool,
    },
    /// What somebody may choose from who typed the bot's name in some chat.
    Results { query: String, found: Found },
    /// The command menu that one person sees, or everybody who has none of their own.
    Commands {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user: Option<UserId>,
        /// The one that everybody sees in groups.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        groups: bool,
        language: String,
        commands: Vec<(String, String)>,
    },
}

/// What was found for somebody who typed the bot's name and a few words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Best first, at most 50.
    pub results: Vec<Hit>,
    /// Instead of results: a button that leads to the bot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
}

/// One of the things to choose from, and what is said in the chat when it is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Unique within the answer; 1–64 bytes.
    pub id: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    pub text: Text,
}

/// A file that lies in the database until it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    pub blob: String,
    pub name: String,
    #[serde(default)]
    pub picture: bool,
}

/// A button as it goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    pub label: String,
    #[serde(flatten)]
    pub press: Press,
    #[serde(default, skip_serializing_if = "Look::is_plain")]
    pub look: Look,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Press {
    /// Sent back to the bot: at most 64 bytes.
    Data(String),
    Url(String),
    /// Copied to the person's clipboard: 1–256 characters.
    Copy(String),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    #[default]
    Plain,
    Primary,
    Success,
    Danger,
}

impl Look {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_plain(&self) -> bool {
        matches!(self, Self::Plain)
    }
}
