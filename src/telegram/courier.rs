//! Carrying out one message: the calls it takes, and what to do when Telegram refuses a part of it.

use std::sync::atomic::{AtomicBool, AtomicU8};
use std::time::Duration;

use bytes::Bytes;
use db::Db;
use kit::store::outbox;
use kit::{ChatId, FileRef, Key, MessageId, Place, Text, ThreadId, UserId, What};
use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::api::Api;
use super::error::{ApiError, Benign, Class, Part, Permanent};
use super::line::Item;
use super::render::{self, Attachment, Call, Face};

mod live;
mod secret;

/// What became of an attempt.
#[derive(Debug)]
pub enum Verdict {
    Sent(Sent),
    Failed {
        note: String,
        /// Telegram takes nothing for this chat at all.
        refused: bool,
    },
    /// Nothing to this chat for so many seconds.
    Limited {
        seconds: u64,
        chat: i64,
    },
    /// The group has this number now.
    Moved(i64),
    /// Certainly not done.
    Again(String),
    /// Perhaps done.
    Unsure(String),
    /// Telegram does not take anything from us.
    Down(String),
}

/// What was made by it.
#[derive(Debug, Default)]
pub struct Sent {
    pub chat: i64,
    /// The messages, oldest first. None when nothing can be found again under a number.
    pub messages: Vec<i64>,
    /// Who alone sees them; they are counted by themselves then.
    pub only_for: Option<UserId>,
    /// The card stands under the last of them from now on.
    pub new_card: bool,
}

/// Carries messages out.
#[derive(Debug)]
pub struct Courier {
    db: Db,
    api: Api,
    /// Whether the server can show a message to one member only: not known yet, yes, no.
    ephemeral: AtomicU8,
    /// Whether the server shows what is still being written: no, once it has said so.
    no_drafts: AtomicBool,
}

/// Of the answer to a call, what matters here.
#[derive(Debug, Default, Deserialize)]
struct Made {
    #[serde(default)]
    message_id: i64,
    ephemeral_message_id: Option<i64>,
}

/// How far a message is on its way.
struct Way {
    /// Of its calls.
    done: usize,
    /// The chat it is tried in: for what only one member may read, it can be their private one.
    chat: i64,
}

/// A message that is being tried, becoming plainer as parts of it are refused.
struct Draft<'a> {
    to: Place,
    text: &'a Text,
    keyboard: &'a [Vec<Key>],
    reply_to: Option<MessageId>,
    file: Option<Attachment>,
    plain: bool,
    bare: bool,
}

impl Courier {
    pub fn new(db: Db, api: Api) -> Self {
        Self { db, api, ephemeral: AtomicU8::new(secret::UNKNOWN), no_drafts: AtomicBool::new(false) }
    }

    pub async fn carry(&self, item: &mut Item) -> Verdict {
        let mut way = Way { done: item.done, chat: item.chat };
        let result = self.attempt(item, &mut way).await;
        item.done = way.done;
        match result {
            Ok(sent) => Verdict::Sent(sent),
            Err(error) => verdict(item, way.chat, &error),
        }
    }

    async fn attempt(&self, item: &Item, way: &mut Way) -> Result<Sent, ApiError> {
        // In a private chat instead of the group there are no topics of the group.
        let thread = item.outgoing.to.thread.filter(|_| item.chat < 0 || !item.has_moved());
        let to = Place { chat: ChatId(item.chat), thread };
        match &item.outgoing.what {
            What::Send { .. } => self.send(to, &item.outgoing.what, way).await,
            // The same number is another message there.
            What::Edit { text, keyboard, .. } if item.has_moved() => {
                self.post(&mut Draft::new(to, text, keyboard), &mut way.done).await
            }
            What::Delete { .. } if item.has_moved() => Ok(Sent::default()),
            What::Edit { message, text, keyboard, .. } => {
                let mut draft = Draft::new(to, text, keyboard);
                match self.edit(&mut draft, to.chat, *message).await {
                    // What it says was meant to be read; a message that is gone cannot be read.
                    Err(error) if error.class == Class::EditLost => {
                        self.post(&mut draft, &mut way.done).await
                    }
                    other => other,
                }
            }
            What::Delete { message, only_for: None } => self.only(render::delete(to.chat, *message)).await,
            What::Delete { message, only_for: Some(user) } => {
                self.only(Some(render::delete_shown(to.chat, *user, *message))).await
            }
            What::Answer { query, text, alert } => {
                self.only(Some(render::answer(query, text.as_deref(), *alert))).await
            }
            What::Results { query, found } => self.only(Some(render::results(query, found))).await,
            What::Commands { user, groups, language, commands } => {
                self.only(Some(render::commands((*user, *groups), language, commands))).await
            }
        }
    }

    /// One call that leaves nothing to find again.
    async fn only(&self, call: Option<Call>) -> Result<Sent, ApiError> {
        let call = call.ok_or_else(|| ApiError::ours("the message's number is out of range"))?;
        self.make(&call).await?;
        Ok(Sent::default())
    }

    async fn send(&self, to: Place, what: &What, way: &mut Way) -> Result<Sent, ApiError> {
        let What::Send { text, keyboard, file, reply_to, card, only_for, live, .. } = what else {
            return Ok(Sent::default());
        };
        let text = match (live, card) {
            (Some(live), Some(card)) if !self.show_live(to, card, live).await? => &text.clone().line(live),
            _ => text,
        };
        let mut draft = Draft::new(to, text, keyboard);
        draft.reply_to = *reply_to;
        if let Some(file) = file {
            draft.file = Some(self.fetch(file).await?);
        }
        if let Some(user) = only_for.filter(|_| to.chat.0 < 0) {
            return self.secret(draft, user, way).await;
        }
        let standing = match card {
            Some(name) if draft.file.is_none() => self.card(name).await?,
            _ => None,
        };
        if let Some((chat, message)) = standing {
            match self.edit(&mut draft, ChatId(chat), MessageId(message)).await {
                Err(error) if error.class.means_lost() => {}
                other => return other,
            }
        }
        let sent = self.post(&mut draft, &mut way.done).await?;
        Ok(Sent { new_card: card.is_some(), ..sent })
    }

    async fn card(&self, name: &str) -> Result<Option<(i64, i64)>, ApiError> {
        let mut on = self.db.read().await.map_err(|error| database(&error))?;
        outbox::card(&mut on, name).await.map_err(|error| database(&error))
    }

    async fn fetch(&self, file: &FileRef) -> Result<Attachment, ApiError> {
        let mut on = self.db.read().await.map_err(|error| database(&error))?;
        let bytes = outbox::blob(&mut on, &file.blob).await.map_err(|error| database(&error))?;
        let bytes = bytes.ok_or_else(|| ApiError::ours("the file is no longer in the database"))?;
        Ok(Attachment { name: file.name.clone(), bytes: Bytes::from(bytes), picture: file.picture })
    }

    /// Sends it as new.
    async fn post(&self, draft: &mut Draft<'_>, done: &mut usize) -> Result<Sent, ApiError> {
        let mut messages = Vec::new();
        loop {
            let calls = draft.calls();
            if calls.is_empty() {
                return Err(ApiError::ours("there is nothing to say"));
            }
            match self.make_all(&calls, done, &mut messages).await {
                Err(error) if draft.simplify(&error) => {}
                Err(error) => return Err(error),
                Ok(()) => return Ok(Sent { chat: draft.to.chat.0, messages, ..Sent::default() }),
            }
        }
    }

    async fn make_all(&self, calls: &[Call], done: &mut usize, made: &mut Vec<i64>) -> Result<(), ApiError> {
        for call in calls.iter().skip(*done) {
            made.push(self.make(call).await?.message_id);
            *done += 1;
        }
        Ok(())
    }

    async fn edit(&self, draft: &mut Draft<'_>, chat: ChatId, message: MessageId) -> Result<Sent, ApiError> {
        loop {
            let call = render::edit(chat, message, draft.face());
            let call = call.ok_or_else(|| ApiError::ours("there is nothing to say"))?;
            match self.make(&call).await {
                Err(error) if draft.simplify(&error) => {}
                Err(error) => return Err(error),
                Ok(_) => return Ok(Sent { chat: chat.0, messages: vec![message.0], ..Sent::default() }),
            }
        }
    }

    async fn make(&self, call: &Call) -> Result<Made, ApiError> {
        let began = Instant::now();
        let result = match &call.file {
            Some(file) => self.api.call_with_file::<Box<RawValue>>(call.method, &call.body, file).await,
            None => self.api.call::<Box<RawValue>>(call.method, &call.body).await,
        };
        let outcome = result.as_ref().map_or_else(|error| error.class.label(), |_| "ok");
        metrics::counter!("quartermaster_telegram_calls_total", "method" => call.method, "outcome" => outcome).increment(1);
        tracing::debug!(
            telegram.method = call.method,
            telegram.outcome = outcome,
            duration_ms = began.elapsed().as_millis(),
            "Telegram was called"
        );
        match result {
            Ok(raw) => Ok(serde_json::from_str(raw.get()).unwrap_or_default()),
            Err(error) => match error.class {
                Class::Benign(Benign::NotModified | Benign::QueryTooOld | Benign::DeleteMissing) => {
                    Ok(Made::default())
                }
                // Done twice it is as good as done once.
                Class::Ambiguous if call.repeatable => Err(ApiError { class: Class::Transient, ..error }),
                _ => Err(error),
            },
        }
    }
}

impl<'a> Draft<'a> {
    fn new(to: Place, text: &'a Text, keyboard: &'a [Vec<Key>]) -> Self {
        Self { to, text, keyboard, reply_to: None, file: None, plain: false, bare: false }
    }

    fn face(&self) -> Face<'_> {
        Face { text: self.text, keyboard: self.keyboard, plain: self.plain, bare: self.bare }
    }

    fn calls(&self) -> Vec<Call> {
        match &self.file {
            Some(file) => render::send_file(self.to, self.face(), self.reply_to, file.clone()),
            None => render::send(self.to, self.face(), self.reply_to),
        }
    }

    /// Leaves out what was refused; `false` when there is nothing left to leave out.
    fn simplify(&mut self, error: &ApiError) -> bool {
        match error.class {
            Class::Markup(Part::Styles) if !self.plain => self.plain = true,
            Class::Markup(_) if !self.bare => self.bare = true,
            Class::Markup(_) if !self.plain => self.plain = true,
            Class::TopicLost if self.to.thread.is_some_and(|thread| thread != ThreadId(1)) => {
                self.to.thread = None;
            }
            Class::Bug if error.code == 400 && self.file.as_ref().is_some_and(|file| file.picture) => {
                if let Some(file) = &mut self.file {
                    file.picture = false;
                }
            }
            _ => return false,
        }
        tracing::warn!(chat.id = self.to.chat.0, telegram.error = %error, "a part of a message was refused; it goes without");
        true
    }
}

impl Class {
    /// Whether a message to edit can no longer be reached, so that a new one takes its place.
    fn means_lost(self) -> bool {
        matches!(self, Self::EditLost | Self::Migrate(_) | Self::Permanent(_))
    }
}

fn database(error: &db::Error) -> ApiError {
    ApiError {
        class: Class::Transient,
        code: 0,
        description: format!("the database did not answer: {error}"),
    }
}

fn verdict(item: &Item, chat: i64, error: &ApiError) -> Verdict {
    let note = error.to_string();
    match error.class {
        Class::Permanent(why) => {
            Verdict::Failed { note, refused: !item.is_aside() && why != Permanent::Rights }
        }
        Class::Benign(_) => Verdict::Sent(Sent::default()),
        Class::Migrate(to) => Verdict::Moved(to),
        Class::RetryAfter(seconds) => Verdict::Limited { seconds, chat },
        Class::Transient => Verdict::Again(note),
        Class::Ambiguous => Verdict::Unsure(note),
        Class::Conflict | Class::Unauthorized => Verdict::Down(note),
        Class::Markup(_) | Class::TopicLost | Class::EditLost | Class::Unsupported | Class::Bug => {
            Verdict::Failed { note, refused: false }
        }
    }
}

/// How long to wait before the next try.
pub fn wait(item: &Item) -> Duration {
    super::turn::growing(item.tries, item.id.unsigned_abs())
}
