//! One message in line.

use db::Timestamp;
use kit::store::outbox::Queued;
use kit::{MessageId, Outgoing, What};

/// A message in line.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: i64,
    /// Where it goes. It may differ from [`Outgoing::to`] when the group has moved.
    pub chat: i64,
    pub(super) rank: i64,
    pub not_before: Option<Timestamp>,
    pub outgoing: Outgoing,
    /// How often it went out without an answer that tells whether it arrived.
    pub unsure: i64,
    /// How often it was tried and certainly did not arrive.
    pub tries: u32,
    /// Of its several calls (pages, a file and its text), how many are done.
    pub done: usize,
}

/// What is only worth saying in its newest form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject<'a> {
    Card(&'a str),
    Message(MessageId),
}

impl Item {
    /// `None` when this version of the program cannot read it.
    pub fn new(row: Queued) -> Option<Self> {
        Some(Self {
            id: row.id,
            chat: row.chat_id,
            rank: row.priority,
            not_before: row.not_before,
            outgoing: row.what?,
            unsure: row.attempts,
            tries: 0,
            done: 0,
        })
    }

    /// Whether it has no place in the order of its chat.
    pub fn is_aside(&self) -> bool {
        matches!(self.outgoing.what, What::Answer { .. } | What::Results { .. } | What::Commands { .. })
    }

    /// Whether its group has another number than when it was written. Messages of the old one cannot be found there.
    pub fn has_moved(&self) -> bool {
        self.chat != self.outgoing.to.chat.0
    }

    /// Whether Telegram counts it against the chat.
    pub(super) fn counts(&self) -> bool {
        !matches!(self.outgoing.what, What::Delete { .. })
    }

    pub(super) fn subject(&self) -> Option<Subject<'_>> {
        match &self.outgoing.what {
            What::Send { card: Some(card), file: None, only_for: None, .. } => Some(Subject::Card(card)),
            What::Edit { message, .. } => Some(Subject::Message(*message)),
            _ => None,
        }
    }
}
