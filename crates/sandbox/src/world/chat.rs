use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::message::Message;
use super::spec::{ChatKind, Status};

/// Which chat. A private chat is named by its person and its bot, a group by its own id alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChatKey {
    /// As bots name it.
    pub id: i64,
    /// The bot of a private chat; 0 for a group.
    pub bot: i64,
}

impl ChatKey {
    pub fn group(id: i64) -> Self {
        Self { id, bot: 0 }
    }

    pub fn private(bot: i64, user: i64) -> Self {
        Self { id: user, bot }
    }
}

/// A chat and what was said in it.
#[derive(Debug)]
pub struct Chat {
    pub key: ChatKey,
    pub kind: ChatKind,
    pub title: String,
    pub username: Option<String>,
    pub is_forum: bool,
    /// People and bots of a group by user id; also those who left or were kicked.
    pub members: BTreeMap<i64, Status>,
    pub topics: BTreeMap<i64, Topic>,
    /// Newest last.
    pub pinned: Vec<i64>,
    pub messages: BTreeMap<i64, Arc<Message>>,
    /// The newest id of a supergroup; private chats and basic groups share one count.
    pub last_id: i64,
    /// The person of a private chat has written first.
    pub started: bool,
    /// The person of a private chat has blocked the bot.
    pub blocked: bool,
    pub migrated_to: Option<i64>,
    /// When messages were sent by bots, milliseconds, oldest first; for the limits.
    pub sent_ms: VecDeque<i64>,
    /// Bots that wrote here, newest last: privacy mode gives a bare command to the last one.
    pub last_bot: Option<i64>,
    pub description: String,
}

/// A topic of a forum.
#[derive(Clone, Debug)]
pub struct Topic {
    pub name: String,
    pub closed: bool,
    pub hidden: bool,
}

/// The thread id of the topic that every forum has.
pub const GENERAL: i64 = 1;

/// How many messages a chat keeps; older ones are as if deleted.
const KEPT: usize = 20_000;

impl Chat {
    pub fn new(key: ChatKey, kind: ChatKind, title: String) -> Self {
        Self {
            key,
            kind,
            title,
            username: None,
            is_forum: false,
            members: BTreeMap::new(),
            topics: BTreeMap::new(),
            pinned: Vec::new(),
            messages: BTreeMap::new(),
            last_id: 0,
            started: false,
            blocked: false,
            migrated_to: None,
            sent_ms: VecDeque::new(),
            last_bot: None,
            description: String::new(),
        }
    }

    pub fn is_private(&self) -> bool {
        self.kind == ChatKind::Private
    }

    pub fn status(&self, user: i64) -> Option<Status> {
        self.members.get(&user).copied()
    }

    /// A message that is still there.
    pub fn message(&self, id: i64) -> Option<&Arc<Message>> {
        self.messages.get(&id).filter(|message| !message.deleted)
    }

    pub fn keep(&mut self, message: Arc<Message>) {
        self.messages.insert(message.id, message);
        if self.messages.len() > KEPT {
            self.messages.pop_first();
        }
    }

    pub fn member_count(&self) -> usize {
        if self.is_private() { 2 } else { self.members.values().filter(|status| status.is_in()).count() }
    }
}
