use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::World;
use super::super::chat::{ChatKey, GENERAL};
use super::super::journal::Event;
use super::super::message::{Body, MediaKind, Message, Traits};
use super::super::params::Upload;
use super::super::past::{Kept, What};
use super::super::spec::Status;
use super::Refused;
use crate::text::{Formatted, fix};

/// Who speaks where.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Place {
    pub chat: i64,
    pub user: i64,
    #[serde(default)]
    pub bot: Option<i64>,
    #[serde(default)]
    pub reply_to: Option<i64>,
    #[serde(default)]
    pub thread: Option<i64>,
}

#[derive(Deserialize)]
pub struct Say {
    #[serde(flatten)]
    place: Place,
    text: String,
}

#[derive(Deserialize)]
pub struct Edit {
    chat: i64,
    user: i64,
    message_id: i64,
    text: String,
    #[serde(default)]
    bot: Option<i64>,
}

/// A file from a person.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct FromPerson {
    #[serde(flatten)]
    pub place: Place,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub mime: Option<String>,
    #[serde(default)]
    pub caption: String,
    /// `document`, `photo` …
    #[serde(default)]
    pub kind: Option<String>,
    /// Files with the same text here are one album.
    #[serde(default)]
    pub album: Option<String>,
}

fn written(text: &str) -> Result<Formatted, Refused> {
    let given = Formatted { text: text.to_owned(), entities: Vec::new() };
    let text = fix(given)
        .map_err(Refused::new)?
        .ok_or_else(|| Refused::new("There is nothing but space to say."))?;
    if text.text.chars().count() > super::super::methods::MAX_TEXT {
        return Err(Refused::new("A message has at most 4096 characters."));
    }
    Ok(text)
}

impl World {
    pub(super) fn say(&mut self, say: &Say) -> Result<Value, Refused> {
        let text = written(&say.text)?;
        let message = self.speak(&say.place, Body::text(text))?;
        Ok(json!({ "message": self.message_json(&message) }))
    }

    /// A person sends a file.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub fn upload(&mut self, from: &FromPerson, bytes: bytes::Bytes) -> Result<Value, Refused> {
        self.note(|| What::Upload { from: from.clone(), file: Kept::new("", None, &bytes) });
        let kind = from.kind.as_deref().unwrap_or("document");
        let kind = MediaKind::parse(kind).ok_or_else(|| Refused::new("There is no such kind of file."))?;
        self.place(&from.place)?;
        let name = if from.name.is_empty() { "file".to_owned() } else { from.name.clone() };
        let mime = from.mime.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
        let media = self.keep_file(kind, &Upload { name, mime: Some(mime), bytes }, Traits::default())?;
        let caption =
            if from.caption.trim().is_empty() { Formatted::default() } else { written(&from.caption)? };
        let body = Body::Media { media, caption, above: false, spoiler: false };
        let album = from.album.clone().filter(|album| !album.is_empty());
        let message = self.speak_in(&from.place, body, album)?;
        Ok(json!({ "message": self.message_json(&message) }))
    }

    /// Whether this person can speak here now.
    fn place(&self, place: &Place) -> Result<ChatKey, Refused> {
        let key = self.seen_by(place.chat, place.user, place.bot)?;
        let chat = self.chats.get(&key).ok_or_else(|| Refused::new("There is no such chat."))?;
        if chat.migrated_to.is_some() {
            return Err(Refused::new("The group has become a supergroup."));
        }
        if chat.blocked {
            return Err(Refused::new("The person has blocked the bot and would have to unblock it first."));
        }
        let status = chat.status(place.user);
        if status == Some(Status::Restricted) {
            return Err(Refused::new("The person may not write in this group."));
        }
        if place.thread.is_some_and(|thread| !chat.topics.contains_key(&thread)) && chat.is_forum {
            return Err(Refused::new("There is no such topic."));
        }
        let topic = chat.topics.get(&place.thread.unwrap_or(GENERAL));
        if topic.is_some_and(|topic| topic.closed) && !status.is_some_and(Status::is_admin) {
            return Err(Refused::new("The topic is closed."));
        }
        Ok(key)
    }

    /// The chat, if the person is in it.
    pub(super) fn seen_by(&self, chat: i64, user: i64, bot: Option<i64>) -> Result<ChatKey, Refused> {
        let key = self.key(chat, bot).ok_or_else(|| Refused::new("There is no such chat."))?;
        if !self.people.contains_key(&user) {
            return Err(Refused::new("There is no such person."));
        }
        let is_in = if key.bot == 0 {
            self.chats.get(&key).and_then(|chat| chat.status(user)).is_some_and(Status::is_in)
        } else {
            key.id == user
        };
        if is_in { Ok(key) } else { Err(Refused::new("The person is not in this chat.")) }
    }

    fn speak(&mut self, place: &Place, body: Body) -> Result<Arc<Message>, Refused> {
        self.speak_in(place, body, None)
    }

    fn speak_in(
        &mut self,
        place: &Place,
        body: Body,
        album: Option<String>,
    ) -> Result<Arc<Message>, Refused> {
        let key = self.place(place)?;
        if let Some(chat) = self.chats.get_mut(&key).filter(|chat| chat.is_private() && !chat.started) {
            chat.started = true;
            self.emit(Event::Chat(key));
        }
        let chat = self.chats.get(&key);
        let is_forum = chat.is_some_and(|chat| chat.is_forum);
        let replied = place.reply_to.and_then(|id| chat?.message(id));
        let reply_to = replied.map(|message| message.id);
        let thread = place.thread.filter(|thread| is_forum && *thread != GENERAL);
        let thread = thread.or_else(|| replied?.thread.filter(|_| is_forum));
        let mut message = self.draft_message(key, place.user, body);
        message.reply_to = reply_to;
        message.thread = thread;
        message.album = album;
        Ok(self.post(message))
    }

    pub(super) fn edit(&mut self, edit: &Edit) -> Result<Value, Refused> {
        let key = self.seen_by(edit.chat, edit.user, edit.bot)?;
        let found = self.chats.get(&key).and_then(|chat| chat.message(edit.message_id)).cloned();
        let message = found.ok_or_else(|| Refused::new("There is no such message."))?;
        if message.from != edit.user {
            return Err(Refused::new("The message is somebody else's."));
        }
        let mut changed = (*message).clone();
        let text = written(&edit.text)?;
        match &mut changed.body {
            Body::Text { text: old, .. } => *old = text,
            Body::Media { caption, .. } => *caption = text,
            _ => return Err(Refused::new("The message has no text.")),
        }
        changed.edit_date = Some(self.now());
        let changed = self.replace(changed);
        self.emit(Event::Edit(Arc::clone(&changed)));
        self.deliver(&changed, true);
        Ok(json!({ "message": self.message_json(&changed) }))
    }
}
