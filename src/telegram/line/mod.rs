//! The messages in line, in memory: whose turn it is, under the limits, in order within a chat. No clock, no database and
//! no network in here.

mod chat;
mod item;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::Duration;

use db::Timestamp;
use kit::What;
use tokio::time::Instant;

use super::limits::{Bucket, Limits};
use chat::{Chat, Stand};
pub use item::Item;

/// Messages of one chat and priority held in memory; what is beyond stays in the database until there is room.
const ROOM: usize = 256;

/// With so many held altogether, each gets only a little room, so that a thousand flooded chats do not fill the memory.
const CROWDED: usize = 32_768;
const CROWDED_ROOM: usize = 8;

/// Answers to pressed buttons held in memory: small, and soon worthless.
const ASIDE_ROOM: usize = 4096;

/// Answers and menus that may start in one round, beside the messages.
const ASIDE_AT_ONCE: usize = 64;

/// The line.
#[derive(Debug)]
pub struct Line {
    limits: Limits,
    overall: Bucket,
    chats: HashMap<i64, Chat>,
    aside: BTreeMap<(Option<Timestamp>, u8, i64), Item>,
    ready: BTreeSet<(i64, i64, i64)>,
    by_token: BTreeSet<(Instant, i64)>,
    by_time: BTreeSet<(Timestamp, i64)>,
    /// Every message that is held here or under way.
    known: HashSet<i64>,
    /// Set when there is room again for messages that found none: the oldest of them.
    missed: Option<i64>,
}

/// Both times: tokens are counted by the one, what Telegram or the database says by the other.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    pub instant: Instant,
    pub time: Timestamp,
}

impl Line {
    pub fn new(limits: Limits, now: Instant) -> Self {
        Self {
            limits,
            overall: limits.overall(now),
            chats: HashMap::new(),
            aside: BTreeMap::new(),
            ready: BTreeSet::new(),
            by_token: BTreeSet::new(),
            by_time: BTreeSet::new(),
            known: HashSet::new(),
            missed: None,
        }
    }

    /// How many messages are held or under way.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Puts a message in line. Returns the older one whose place it took, which need not be sent any more.
    pub fn push(&mut self, mut item: Item, now: Now) -> Option<Item> {
        if self.known.contains(&item.id) {
            return None;
        }
        if item.is_aside() {
            self.push_aside(item);
            return None;
        }
        let (id, chat_id) = (item.id, item.chat);
        let room = if self.known.len() < CROWDED { ROOM } else { CROWDED_ROOM };
        let chat = self.chat(chat_id, now.instant);
        let (older, held) =
            if chat.replace(&mut item) { (Some(item), true) } else { (None, chat.push(item, room)) };
        if held {
            self.known.insert(id);
            self.place(chat_id, now);
        }
        older
    }

    fn push_aside(&mut self, item: Item) {
        if self.aside.len() >= ASIDE_ROOM {
            self.miss(Some(item.id));
            return;
        }
        self.known.insert(item.id);
        let order = u8::from(matches!(item.outgoing.what, What::Commands { .. }));
        self.aside.insert((item.not_before, order, item.id), item);
    }

    /// Takes what may go now, at most so many messages, the most urgent first. Their chats are busy until
    /// [`Line::free`] or [`Line::put_back`].
    pub fn take(&mut self, now: Now, most: usize) -> Vec<Item> {
        let mut taken = self.take_aside(now);
        self.wake(now);
        let most = taken.len() + most;
        while taken.len() < most {
            let Some(&(_, _, chat_id)) = self.ready.first() else { break };
            let Some(chat) = self.chats.get_mut(&chat_id) else { break };
            let counts = chat.head().is_some_and(Item::counts);
            if counts && self.overall.next(now.instant) > now.instant {
                break;
            }
            if counts {
                self.overall.take(now.instant);
                chat.count(now.instant);
            }
            if let Some(item) = chat.pop() {
                chat.busy = true;
                taken.push(item);
            }
            let missed = chat.missed();
            self.miss(missed);
            self.place(chat_id, now);
        }
        taken
    }

    fn take_aside(&mut self, now: Now) -> Vec<Item> {
        let mut taken = Vec::new();
        while let Some(entry) = self.aside.first_entry() {
            if taken.len() >= ASIDE_AT_ONCE || entry.key().0.is_some_and(|at| at > now.time) {
                break;
            }
            taken.push(entry.remove());
        }
        taken
    }

    /// Looks again at chats whose waiting is over.
    fn wake(&mut self, now: Now) {
        while let Some(&(at, chat)) = self.by_token.first() {
            if at > now.instant {
                break;
            }
            self.by_token.pop_first();
            self.place(chat, now);
        }
        while let Some(&(at, chat)) = self.by_time.first() {
            if at > now.time {
                break;
            }
            self.by_time.pop_first();
            self.place(chat, now);
        }
    }

    /// The message has been dealt with; its chat may go on.
    pub fn free(&mut self, item: &Item, now: Now) {
        if !item.is_aside() {
            self.chat(item.chat, now.instant).busy = false;
            self.place(item.chat, now);
        }
    }

    /// What was written down as settled may leave the memory.
    pub fn forget(&mut self, id: i64) {
        self.known.remove(&id);
    }

    /// The message is to go again, before the others of its chat and priority.
    pub fn put_back(&mut self, item: Item, now: Now) {
        if item.is_aside() {
            self.known.remove(&item.id);
            self.push_aside(item);
            return;
        }
        let chat_id = item.chat;
        let chat = self.chat(chat_id, now.instant);
        chat.busy = false;
        chat.push_front(item);
        self.place(chat_id, now);
    }

    /// The same for one that comes from another chat; here another may be under way.
    pub fn follow(&mut self, item: Item, now: Now) {
        let chat_id = item.chat;
        self.chat(chat_id, now.instant).push_front(item);
        self.place(chat_id, now);
    }

    /// Nothing goes to this chat until then.
    pub fn park(&mut self, chat_id: i64, until: Timestamp, now: Now) {
        self.chat(chat_id, now.instant).parked_until = Some(until);
        self.place(chat_id, now);
    }

    /// The group has a new number: what waits follows, behind what already waits there.
    pub fn migrate(&mut self, from: i64, to: i64, now: Now) {
        let Some(mut old) = self.chats.remove(&from) else { return };
        self.leave(from, old.stand);
        self.chat(to, now.instant).take_over(&mut old, to);
        self.miss(old.missed());
        self.place(to, now);
    }

    /// Telegram takes nothing for this chat: what was queued before that was known is taken out of the line. Newer
    /// messages try again, since the person may come back any moment.
    pub fn refuse(&mut self, chat_id: i64, now: Now) -> Vec<Item> {
        let Some(chat) = self.chats.get_mut(&chat_id) else { return Vec::new() };
        let mut out = Vec::new();
        while let Some(item) = chat.pop() {
            out.push(item);
        }
        let missed = chat.missed();
        self.miss(missed);
        self.place(chat_id, now);
        out
    }

    pub fn has_missed(&self) -> bool {
        self.missed.is_some()
    }

    fn miss(&mut self, id: Option<i64>) {
        self.missed = [self.missed, id].into_iter().flatten().min();
    }

    /// From which number on the database should be read again, because there is room now for what found none.
    pub fn missed(&mut self) -> Option<i64> {
        self.missed.take()
    }

    /// When to look again, if nothing else happens.
    pub fn next(&self, now: Now) -> Option<Instant> {
        if self.ready.first().is_some() {
            return Some(self.overall.next(now.instant));
        }
        let until = |at: Timestamp| now.instant + at.since(now.time) + Duration::from_millis(1);
        let aside = self.aside.keys().next().map(|(at, _, _)| at.map_or(now.instant, until));
        let token = self.by_token.first().map(|(at, _)| *at);
        let time = self.by_time.first().map(|(at, _)| until(*at));
        [aside, token, time].into_iter().flatten().min()
    }

    /// Drops chats about which there is nothing to remember.
    pub fn tidy(&mut self, now: Now) {
        self.chats.retain(|_, chat| !chat.is_idle(now));
    }

    fn chat(&mut self, id: i64, now: Instant) -> &mut Chat {
        let limits = self.limits;
        self.chats.entry(id).or_insert_with(|| Chat::new(id, limits, now))
    }

    /// Finds a chat its place anew.
    fn place(&mut self, id: i64, now: Now) {
        let Some(chat) = self.chats.get_mut(&id) else { return };
        let (before, after) = (chat.stand, chat.stands(now));
        chat.stand = after;
        self.leave(id, before);
        match after {
            Stand::Nowhere => {}
            Stand::Ready(rank, item) => {
                self.ready.insert((rank, item, id));
            }
            Stand::Token(at) => {
                self.by_token.insert((at, id));
            }
            Stand::Time(at) => {
                self.by_time.insert((at, id));
            }
        }
    }

    fn leave(&mut self, id: i64, stand: Stand) {
        match stand {
            Stand::Nowhere => {}
            Stand::Ready(rank, item) => {
                self.ready.remove(&(rank, item, id));
            }
            Stand::Token(at) => {
                self.by_token.remove(&(at, id));
            }
            Stand::Time(at) => {
                self.by_time.remove(&(at, id));
            }
        }
    }
}
