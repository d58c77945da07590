use std::collections::BTreeMap;

use super::menu::Scope;
use super::queue::Queue;
use super::spec::{BotSpec, PersonSpec};

/// A bot and what it told Telegram about itself.
#[derive(Debug)]
pub struct Bot {
    pub id: i64,
    pub spec: BotSpec,
    pub queue: Queue,
    pub webhook: Option<Webhook>,
    /// Counts settings of the webhook, so that a delivery of an older one stops.
    pub webhook_generation: u64,
    pub next_webhook_ms: i64,
    /// Since when it is used on this server, milliseconds; not after `close`.
    pub launched_ms: Option<i64>,
    /// After `logOut` nothing is answered until then, milliseconds.
    pub logged_out_until_ms: i64,
    /// A fault: a webhook gets the newest update first.
    pub newest_first: bool,
    /// Commands by scope and language, as JSON.
    pub commands: BTreeMap<(Scope, String), Vec<serde_json::Value>>,
    pub names: BTreeMap<String, String>,
    pub descriptions: BTreeMap<String, String>,
    pub short_descriptions: BTreeMap<String, String>,
    /// By chat; 0 is the default.
    pub menu_buttons: BTreeMap<i64, serde_json::Value>,
    /// When messages were sent, milliseconds, of the last second.
    pub sent_ms: std::collections::VecDeque<i64>,
}

/// Where updates are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    pub url: String,
    pub secret: String,
    pub max_connections: usize,
    /// The address that the bot asked to use in place of looking the name up.
    pub given_ip: String,
    /// Where it leads, as far as that is known.
    pub ip_address: String,
    pub has_certificate: bool,
    pub last_error: Option<(i64, String)>,
    /// Since when it answers 410 and nothing else, milliseconds.
    pub gone_since_ms: Option<i64>,
}

impl Webhook {
    /// Whether setting the other would change nothing. A certificate is always set anew.
    pub fn is_like(&self, other: &Self) -> bool {
        self.url == other.url
            && self.secret == other.secret
            && self.max_connections == other.max_connections
            && self.given_ip == other.given_ip
            && !self.has_certificate
            && !other.has_certificate
    }
}

/// A person.
#[derive(Debug)]
pub struct Person {
    pub spec: PersonSpec,
}

impl Bot {
    /// `None` when the token has no id in it.
    pub fn new(spec: &BotSpec, first_update: i64) -> Option<Self> {
        let id = spec.token.split_once(':')?.0.parse().ok()?;
        Some(Self {
            id,
            spec: spec.clone(),
            queue: Queue::new(first_update),
            webhook: None,
            webhook_generation: 0,
            next_webhook_ms: 0,
            launched_ms: None,
            logged_out_until_ms: 0,
            newest_first: false,
            commands: BTreeMap::new(),
            names: BTreeMap::new(),
            descriptions: BTreeMap::new(),
            short_descriptions: BTreeMap::new(),
            menu_buttons: BTreeMap::new(),
            sent_ms: std::collections::VecDeque::new(),
        })
    }

    /// Takes over from the bot before a reset what a poller outside still relies on.
    pub fn follow(&mut self, old: &Self) {
        self.queue.next_id = old.queue.next_id;
        self.queue.allowed = old.queue.allowed.clone();
        self.queue.poll = old.queue.poll;
        self.queue.last_ticket = old.queue.last_ticket;
        self.webhook.clone_from(&old.webhook);
        self.webhook_generation = old.webhook_generation;
    }
}

impl Person {
    pub fn new(spec: PersonSpec) -> Self {
        Self { spec }
    }
}
