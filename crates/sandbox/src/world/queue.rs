use std::collections::VecDeque;
use std::sync::Arc;

use crate::json;

/// The updates of one bot that it has not confirmed yet, and how it fetches them.
#[derive(Debug)]
pub struct Queue {
    pub entries: VecDeque<Entry>,
    /// Updates that are given once whatever the offset is: those that come twice, or with an id of their own.
    pub extra: VecDeque<Arc<str>>,
    /// The id that the next update gets.
    pub next_id: i64,
    pub allowed: Allowed,
    /// The long poll that waits now.
    pub poll: Option<u64>,
    pub last_ticket: u64,
    /// Why a long poll of an older ticket ended.
    pub ended_by_webhook: bool,
    /// The long poll that waits is to be answered with what there is.
    pub poll_is_over: bool,
    pub last_offset: i64,
    pub last_start_ms: i64,
    pub next_conflict_ms: i64,
    /// No entry expires before this.
    soonest_ms: i64,
}

/// An update that waits.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: i64,
    /// The whole object with its id.
    pub body: Arc<str>,
    pub expires_ms: i64,
    /// A webhook gets the updates of one key in order.
    pub key: (u8, i64),
    pub attempts: u32,
    pub next_ms: i64,
    pub in_flight: bool,
}

/// Which kinds of updates a bot takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Allowed {
    /// All but those that must be asked for.
    #[default]
    Default,
    Only(Vec<&'static str>),
}

/// The kinds there are. The last three must be asked for.
pub const KINDS: [&str; 27] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "subscription",
    "guest_message",
    "stopped_message_generation",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
];

const ON_DEMAND: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// Telegram keeps no more than this.
const MAX_QUEUE: usize = 100_000;

impl Allowed {
    /// Reads the parameter; `None` leaves things as they are.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let names: Vec<String> = serde_json::from_value(json::parse(text).ok()?).ok()?;
        let known: Vec<&'static str> = KINDS
            .into_iter()
            .filter(|kind| names.iter().any(|name| name.eq_ignore_ascii_case(kind)))
            .collect();
        Some(if known.is_empty() { Self::Default } else { Self::Only(known) })
    }

    /// A kind that nobody knows is let through: how a bot takes it is just what it is sent for.
    pub fn takes(&self, kind: &str) -> bool {
        match self {
            Self::Default => !ON_DEMAND.contains(&kind),
            Self::Only(kinds) => kinds.contains(&kind) || !KINDS.contains(&kind),
        }
    }
}

/// How long an update of a kind waits to be fetched, milliseconds.
pub fn ttl_ms(kind: &str) -> i64 {
    match kind {
        "callback_query" => 150_000,
        "inline_query" => 30_000,
        "chosen_inline_result" => 600_000,
        _ => 86_400_000,
    }
}

impl Queue {
    pub fn new(first_id: i64) -> Self {
        Self {
            entries: VecDeque::new(),
            extra: VecDeque::new(),
            next_id: first_id,
            allowed: Allowed::Default,
            poll: None,
            last_ticket: 0,
            ended_by_webhook: false,
            poll_is_over: false,
            last_offset: i64::MIN,
            last_start_ms: i64::MIN / 2,
            next_conflict_ms: 0,
            soonest_ms: i64::MAX,
        }
    }

    pub fn push(&mut self, body: Arc<str>, expires_ms: i64, key: (u8, i64)) {
        let id = self.next_id;
        self.next_id += 1;
        let entry = Entry { id, body, expires_ms, key, attempts: 0, next_ms: 0, in_flight: false };
        if self.entries.len() < MAX_QUEUE {
            self.soonest_ms = self.soonest_ms.min(expires_ms);
            self.entries.push_back(entry);
        }
    }

    /// Forgets what nobody fetched in time.
    pub fn expire(&mut self, now_ms: i64) {
        if self.soonest_ms <= now_ms {
            self.entries.retain(|entry| entry.expires_ms > now_ms);
            self.soonest_ms = self.entries.iter().map(|entry| entry.expires_ms).min().unwrap_or(i64::MAX);
        }
    }

    /// Applies an offset as Telegram does and returns where to serve from.
    pub fn confirm(&mut self, offset: i64) -> i64 {
        let head = self.entries.front().map_or(self.next_id, |entry| entry.id);
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let drop = self.entries.len().saturating_sub(keep);
            self.entries.drain(..drop);
            return self.entries.front().map_or(self.next_id, |entry| entry.id);
        }
        // An offset far from the queue is ignored.
        if offset == 0 || offset > self.next_id + 10 || offset < head - 100_000 {
            return head;
        }
        while self.entries.front().is_some_and(|entry| entry.id < offset) {
            self.entries.pop_front();
        }
        offset
    }

    /// The bodies of up to `limit` updates from `offset` on, as one array of at most 4 MiB.
    pub fn render(&mut self, offset: i64, limit: usize) -> Option<String> {
        let mut text = String::from("[");
        let mut count = 0;
        while count < limit
            && let Some(body) = self.extra.pop_front()
        {
            if count > 0 {
                text.push(',');
            }
            text.push_str(&body);
            count += 1;
        }
        for entry in self.entries.iter().filter(|entry| entry.id >= offset).take(limit - count) {
            if count > 0 && text.len() + entry.body.len() > 1 << 22 {
                break;
            }
            if count > 0 {
                text.push(',');
            }
            text.push_str(&entry.body);
            count += 1;
        }
        text.push(']');
        (count > 0).then_some(text)
    }
}
