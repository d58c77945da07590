use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::chat::ChatKey;
use super::message::Message;

/// How many events, calls and refusals are kept.
const KEPT_EVENTS: usize = 5_000;
const KEPT_CALLS: usize = 5_000;
const KEPT_REFUSED: usize = 200;

/// What happened, oldest first. Events are kept as they are and put into words only when somebody listens.
#[derive(Debug, Default)]
pub struct Journal {
    pub seq: u64,
    pub events: VecDeque<(u64, Event)>,
    pub calls: VecDeque<Arc<CallRecord>>,
    pub refused: VecDeque<Arc<CallRecord>>,
    pub last_call: u64,
    /// Answered calls by method, in small letters.
    pub counts: BTreeMap<String, usize>,
    /// Counts what keeps the world from being quiet. A poll that brings nothing does not.
    pub activity: u64,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    Message(Arc<Message>),
    Edit(Arc<Message>),
    Delete(ChatKey, Vec<i64>),
    Answer { query: String, chat: ChatKey, user: i64, text: Option<String>, alert: bool, url: Option<String> },
    Press { query: String, chat: ChatKey, user: i64, message: i64, data: String },
    Action { chat: ChatKey, thread: Option<i64>, action: String },
    Draft { chat: ChatKey, draft: i64, thread: Option<i64>, body: Value },
    Pin(ChatKey),
    Reaction(Arc<Message>),
    Chat(ChatKey),
    Commands,
    Call(Arc<CallRecord>),
    Update { bot: i64, body: Arc<str> },
    Inline { query: String, results: Value },
    Clock,
    Faults,
    Limits,
    Reset,
}

/// A call that a bot made.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CallRecord {
    pub n: u64,
    /// Unix seconds, virtual.
    pub at: i64,
    /// The bot's id; 0 when the token was wrong.
    pub bot: i64,
    pub method: String,
    #[serde(serialize_with = "as_map")]
    pub params: Vec<(String, String)>,
    /// `query`, `urlencoded`, `json`, `multipart`, or nothing.
    pub encoding: &'static str,
    pub status: u16,
    pub ok: bool,
    pub error: Option<String>,
    pub ms: u64,
    /// What the real thing would have passed over in silence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}

fn as_map<S: serde::Serializer>(params: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(params.iter().map(|(name, value)| (name, value)))
}

impl Journal {
    pub fn push(&mut self, event: Event) {
        self.seq += 1;
        if !matches!(event, Event::Call(_)) {
            self.activity += 1;
        }
        self.events.push_back((self.seq, event));
        if self.events.len() > KEPT_EVENTS {
            self.events.pop_front();
        }
    }

    /// Writes a call down and returns it with its number.
    pub fn record(&mut self, mut call: CallRecord) -> Arc<CallRecord> {
        self.last_call += 1;
        call.n = self.last_call;
        *self.counts.entry(call.method.to_ascii_lowercase()).or_default() += 1;
        if !call.method.eq_ignore_ascii_case("getUpdates") {
            self.activity += 1;
        }
        let call = Arc::new(call);
        self.calls.push_back(Arc::clone(&call));
        if self.calls.len() > KEPT_CALLS {
            self.calls.pop_front();
        }
        if (400..500).contains(&call.status) {
            self.refused.push_back(Arc::clone(&call));
            if self.refused.len() > KEPT_REFUSED {
                self.refused.pop_front();
            }
        }
        self.push(Event::Call(Arc::clone(&call)));
        call
    }

    /// A bot polled, and confirmed something with it or not.
    pub fn polled(&mut self, confirmed: bool) {
        self.activity += u64::from(confirmed);
    }

    /// Drops what is kept; the counts go on.
    pub fn forget(&mut self) {
        self.events.clear();
        self.calls.clear();
        self.refused.clear();
    }

    /// The events after a number, oldest first.
    pub fn since(&self, seq: u64) -> impl Iterator<Item = &(u64, Event)> {
        let first = self.events.front().map_or(0, |(seq, _)| *seq);
        let skip = usize::try_from(seq.saturating_add(1).saturating_sub(first)).unwrap_or(usize::MAX);
        self.events.iter().skip(skip)
    }
}
