//! Whether the bot hears.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use db::Timestamp;
use kit::Clock;

/// When Telegram was last heard of, and whether this copy listens at all.
#[derive(Debug)]
pub struct Health {
    clock: Clock,
    heard_at: AtomicI64,
    ready: AtomicBool,
    listens: AtomicBool,
}

impl Health {
    pub fn new(clock: Clock) -> Self {
        let heard_at = AtomicI64::new(clock.now().micros());
        Self { clock, heard_at, ready: AtomicBool::new(false), listens: AtomicBool::new(false) }
    }

    /// The last successful poll; before the first, the time this copy started to listen.
    pub fn last_heard(&self) -> Timestamp {
        Timestamp::from_micros(self.heard_at.load(Ordering::Relaxed))
    }

    /// Whether this copy is up to its work: it has heard from Telegram, or found another that listens.
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Relaxed)
    }

    /// Whether it is this copy's turn to poll. One that stands by is not deaf.
    pub fn listens(&self) -> bool {
        self.listens.load(Ordering::Relaxed)
    }

    pub(super) fn hears(&self) {
        self.heard_at.store(self.clock.now().micros(), Ordering::Relaxed);
        self.ready.store(true, Ordering::Relaxed);
    }

    /// Another copy listens.
    pub(super) fn stands_by(&self) {
        self.ready.store(true, Ordering::Relaxed);
    }

    pub(super) fn set_listens(&self, listens: bool) {
        if listens && !self.listens() {
            self.heard_at.store(self.clock.now().micros(), Ordering::Relaxed);
        }
        self.listens.store(listens, Ordering::Relaxed);
    }
}
