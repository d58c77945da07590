//! One chat's part of the line.

use std::collections::{BTreeMap, VecDeque};

use db::Timestamp;
use tokio::time::Instant;

use super::Now;
use super::item::Item;
use crate::telegram::limits::{Bucket, Limits, Window};

/// So few left of a priority, and what found no room is looked for again.
const NEARLY_EMPTY: usize = 4;

/// Where a chat stands in the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stand {
    /// Nothing to send, or something is under way.
    #[default]
    Nowhere,
    /// May go: its priority and the number of its next message.
    Ready(i64, i64),
    /// Waits for a token.
    Token(Instant),
    /// Waits for a time of day: Telegram said so, or a failed try is to be repeated then.
    Time(Timestamp),
}

/// What waits of one priority.
#[derive(Debug, Default)]
struct Queue {
    items: VecDeque<Item>,
    /// The oldest message that found no room. No newer one is let in before it.
    overflow: Option<i64>,
}

#[derive(Debug)]
pub(super) struct Chat {
    queues: BTreeMap<i64, Queue>,
    pub busy: bool,
    bucket: Bucket,
    window: Window,
    pub parked_until: Option<Timestamp>,
    pub stand: Stand,
}

impl Chat {
    pub fn new(id: i64, limits: Limits, now: Instant) -> Self {
        Self {
            queues: BTreeMap::new(),
            busy: false,
            bucket: limits.chat(now),
            window: limits.minutes(id),
            parked_until: None,
            stand: Stand::Nowhere,
        }
    }

    /// Whether the message found a place.
    pub fn push(&mut self, item: Item, room: usize) -> bool {
        let queue = self.queues.entry(item.rank).or_default();
        if queue.items.len() >= room || queue.overflow.is_some_and(|first| item.id > first) {
            queue.overflow = Some(queue.overflow.map_or(item.id, |first| first.min(item.id)));
            return false;
        }
        queue.items.push_back(item);
        true
    }

    pub fn push_front(&mut self, item: Item) {
        self.queues.entry(item.rank).or_default().items.push_front(item);
    }

    /// Takes over what waits elsewhere, behind what waits here.
    pub fn take_over(&mut self, other: &mut Self, id: i64) {
        while let Some(mut item) = other.pop() {
            item.chat = id;
            self.queues.entry(item.rank).or_default().items.push_back(item);
        }
        self.parked_until = self.parked_until.max(other.parked_until);
    }

    pub fn head(&self) -> Option<&Item> {
        self.queues.values().find_map(|queue| queue.items.front())
    }

    pub fn pop(&mut self) -> Option<Item> {
        self.queues.values_mut().find_map(|queue| queue.items.pop_front())
    }

    /// Counts a message against the limits.
    pub fn count(&mut self, now: Instant) {
        self.bucket.take(now);
        self.window.take(now);
    }

    /// The oldest message that found no room and may be looked for now.
    pub fn missed(&mut self) -> Option<i64> {
        let roomy = self.queues.values_mut().filter(|queue| queue.items.len() < NEARLY_EMPTY);
        roomy.filter_map(|queue| queue.overflow.take()).min()
    }

    /// Where it stands now.
    pub fn stands(&self, now: Now) -> Stand {
        let Some(head) = self.head().filter(|_| !self.busy) else { return Stand::Nowhere };
        let parked = self.parked_until.max(head.not_before);
        if let Some(until) = parked.filter(|until| *until > now.time) {
            return Stand::Time(until);
        }
        let token = self.bucket.next(now.instant).max(self.window.next(now.instant));
        if head.counts() && token > now.instant {
            return Stand::Token(token);
        }
        Stand::Ready(head.rank, head.id)
    }

    /// Puts the message in the place of an older one about the same, which it becomes. `false` when there is none.
    pub fn replace(&mut self, item: &mut Item) -> bool {
        let Some(subject) = item.subject() else { return false };
        let mut all = self.queues.values_mut().flat_map(|queue| queue.items.iter_mut());
        let found = all.find(|held| held.id < item.id && held.subject().as_ref() == Some(&subject));
        let Some(held) = found else { return false };
        item.rank = held.rank;
        item.not_before = held.not_before;
        std::mem::swap(held, item);
        true
    }

    /// Whether there is nothing about it that must be remembered.
    pub fn is_idle(&self, now: Now) -> bool {
        let empty = self.queues.values().all(|queue| queue.items.is_empty() && queue.overflow.is_none());
        let rested = self.bucket.is_full(now.instant) && self.window.is_empty(now.instant);
        empty && rested && !self.busy && self.parked_until.is_none_or(|until| until <= now.time)
    }
}
