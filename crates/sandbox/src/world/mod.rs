//! The world: bots, people, chats, and what Telegram would say. A state machine without I/O, on a clock that is handed
//! in.

mod act;
mod answer;
mod bot;
mod call;
mod chat;
mod compact;
mod external;
mod fault;
mod file_name;
mod file_view;
mod files;
mod image;
mod journal;
mod limits;
mod menu;
mod message;
mod methods;
mod names;
mod parameters;
mod params;
mod past;
mod post;
mod queue;
mod remote_id;
mod show;
mod spec;
mod transcript;
mod view;

use std::collections::{BTreeMap, HashMap};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

pub use act::{FromPerson, Refused};
pub(crate) use answer::Fail;
pub use answer::{Answer, Outcome, Wait};
pub(crate) use bot::{Bot, Person};
pub(crate) use chat::{Chat, ChatKey};
pub(crate) use compact::Compact;
pub use fault::{Fault, FaultKind};
pub use files::Answerless;
pub(crate) use files::{Files, MAX_BY_URL};
pub use journal::CallRecord;
pub(crate) use journal::{Event, Journal};
pub use limits::LimitMode;
pub(crate) use methods::{Delivery, Undelivered};
pub(crate) use parameters::unknown;
pub use params::{Params, Upload};
pub use spec::{BotSpec, ChatKind, ChatSpec, MemberSpec, PersonSpec, Started, Status, WorldSpec};

use chat::{GENERAL, Topic};
use limits::Limits;
use post::Pressed;

/// Everything there is, and what happens in it. See [`World::call`].
#[derive(Debug)]
pub struct World {
    spec: WorldSpec,
    /// Milliseconds since 1970 on the virtual clock.
    now_ms: i64,
    /// How far the clock was pushed ahead of whoever drives it.
    ahead_ms: i64,
    random: StdRng,
    pub(crate) bots: BTreeMap<i64, Bot>,
    people: BTreeMap<i64, Person>,
    chats: BTreeMap<ChatKey, Chat>,
    /// The count of message ids that private chats and basic groups share.
    last_message_id: i64,
    last_ephemeral_id: i64,
    files: Files,
    presses: HashMap<String, Pressed>,
    /// Drafts that people see now, by chat and id.
    drafts: BTreeMap<(ChatKey, i64), methods::Draft>,
    inline_queries: HashMap<String, act::Asked>,
    /// Messages that people sent by way of a bot and that it may edit: the bot, the chat, the id.
    inline_messages: HashMap<String, (i64, ChatKey, i64)>,
    pub(crate) journal: Journal,
    faults: Vec<Fault>,
    last_fault: u64,
    limits: Limits,
    /// Bots for which something changed since the last look: their long polls and webhooks want to know.
    pub(crate) awake: Vec<i64>,
    /// What happened, where it is to be remembered.
    past: Option<Vec<String>>,
}

impl World {
    /// A world as the spec says. `now_ms` counts where the spec names no time.
    pub fn new(spec: WorldSpec, now_ms: i64) -> Self {
        let now_ms = spec.now.map_or(now_ms, |seconds| seconds * 1000);
        let mut world = Self {
            now_ms,
            ahead_ms: 0,
            random: StdRng::seed_from_u64(spec.seed),
            bots: BTreeMap::new(),
            people: BTreeMap::new(),
            chats: BTreeMap::new(),
            last_message_id: 0,
            last_ephemeral_id: 0,
            files: Files::default(),
            presses: HashMap::new(),
            drafts: BTreeMap::new(),
            inline_queries: HashMap::new(),
            inline_messages: HashMap::new(),
            journal: Journal::default(),
            faults: Vec::new(),
            last_fault: 0,
            limits: Limits::default(),
            awake: Vec::new(),
            past: None,
            spec: WorldSpec::default(),
        };
        for bot in &spec.bots {
            let first_id = world.random.random_range(100_000_000..900_000_000);
            if let Some(bot) = Bot::new(bot, first_id) {
                world.bots.insert(bot.id, bot);
            }
        }
        for person in &spec.people {
            world.people.insert(person.id, Person::new(person.clone()));
        }
        world.open_private_chats();
        for chat in &spec.chats {
            world.found(chat);
        }
        world.spec = spec;
        // Nobody was there to hear how it came about.
        for bot in world.bots.values_mut() {
            bot.queue.entries.clear();
        }
        world.journal = Journal::default();
        world
    }

    /// The world as it was at the start. The count of events goes on, so that listeners notice.
    pub fn reset(&mut self) {
        let mut fresh = Self::new(self.spec.clone(), self.now_ms);
        fresh.now_ms = self.now_ms;
        fresh.ahead_ms = self.ahead_ms;
        fresh.past = self.past.take();
        fresh.journal = std::mem::take(&mut self.journal);
        fresh.journal.forget();
        for (id, bot) in &mut fresh.bots {
            if let Some(old) = self.bots.get(id) {
                bot.follow(old);
            }
        }
        fresh.awake = fresh.bots.keys().copied().collect();
        *self = fresh;
        self.emit(Event::Reset);
    }

    /// Milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// Unix seconds.
    pub fn now(&self) -> i64 {
        self.now_ms.div_euclid(1000)
    }

    /// Sets the clock from outside; it never goes back. Pushes by [`World::advance`] are kept on top.
    pub fn tick(&mut self, outside_ms: i64) {
        if !self.spec.frozen {
            self.now_ms = self.now_ms.max(outside_ms + self.ahead_ms);
        }
    }

    /// Pushes the clock ahead.
    pub fn advance(&mut self, seconds: i64) {
        self.ahead_ms += seconds * 1000;
        self.now_ms += seconds * 1000;
        self.awake = self.bots.keys().copied().collect();
        self.emit(Event::Clock);
    }

    /// A number that only the seed and the history decide.
    fn random_id(&mut self) -> u64 {
        self.random.random_range(1 << 58..1 << 62)
    }

    pub(crate) fn emit(&mut self, event: Event) {
        self.journal.push(event);
    }

    /// The chat that the control plane names: a group, or the private chat of a person with a bot.
    pub(crate) fn key(&self, chat: i64, bot: Option<i64>) -> Option<ChatKey> {
        let key = if chat < 0 {
            ChatKey::group(chat)
        } else {
            ChatKey::private(bot.or_else(|| self.bots.keys().next().copied())?, chat)
        };
        self.chats.contains_key(&key).then_some(key)
    }

    fn open_private_chats(&mut self) {
        let bots: Vec<i64> = self.bots.keys().copied().collect();
        for user in self.people.values() {
            for bot in &bots {
                let key = ChatKey::private(*bot, user.spec.id);
                let new = || Chat::new(key, ChatKind::Private, String::new());
                let chat = self.chats.entry(key).or_insert_with(new);
                chat.started |= user.spec.started.includes(*bot);
            }
        }
    }

    /// Founds a group with its members and topics, without a word about it to anybody.
    fn found(&mut self, spec: &ChatSpec) {
        let key = ChatKey::group(spec.id);
        let mut chat = Chat::new(key, spec.kind, spec.title.clone());
        chat.username.clone_from(&spec.username);
        chat.is_forum = spec.is_forum;
        chat.members = spec.members.iter().map(|member| (member.user_id, member.status)).collect();
        if spec.is_forum {
            chat.last_id = GENERAL;
            let general = Topic { name: "General".to_owned(), closed: false, hidden: false };
            chat.topics.insert(GENERAL, general);
        }
        let founder = chat.members.iter().find(|(_, status)| **status == Status::Creator);
        let founder = founder.map_or(0, |(user, _)| *user);
        self.chats.insert(key, chat);
        for name in &spec.topics {
            self.open_topic(key, founder, name, 7_322_096);
        }
    }
}
