use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::watch;

use super::past::Past;
use crate::world::World;

/// The one world, and those who wait for it to change.
pub struct Hub {
    world: Mutex<State>,
    started: Instant,
    start_ms: i64,
    /// The secret part of the control plane's address.
    pub key: String,
    /// For each bot: something changed for its long poll or its webhook.
    bots: BTreeMap<i64, watch::Sender<u64>>,
    /// The number of the newest event.
    pub seq: watch::Sender<u64>,
    in_flight: AtomicUsize,
    /// Where the past is written down.
    past: Option<Past>,
}

struct State {
    world: World,
    activity: u64,
    last_activity: Instant,
}

/// A call that is being worked on, as long as this lives.
pub struct Flight<'a>(&'a AtomicUsize);

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Hub {
    pub fn new(world: World, start_ms: i64, key: String, past: Option<Past>) -> Self {
        let bots = world.bots.keys().map(|bot| (*bot, watch::Sender::new(0))).collect();
        Self {
            world: Mutex::new(State { world, activity: 0, last_activity: Instant::now() }),
            started: Instant::now(),
            start_ms,
            key,
            bots,
            seq: watch::Sender::new(0),
            in_flight: AtomicUsize::new(0),
            past,
        }
    }

    /// Looks at or changes the world at the present moment, and wakes those who wait for what changed.
    pub fn with<R>(&self, look: impl FnOnce(&mut World) -> R) -> R {
        // A panic in a test's closure must not take every later one down with it.
        let mut state = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX / 2);
        state.world.tick(self.start_ms + elapsed);
        let seq = state.world.journal.seq;
        let result = look(&mut state.world);
        let activity = state.world.journal.activity;
        let moved = state.activity != activity;
        if moved {
            state.activity = activity;
            state.last_activity = Instant::now();
        }
        let awake = std::mem::take(&mut state.world.awake);
        if let Some(past) = &self.past {
            // Under the lock: what happened first is written first, and before anybody is answered.
            past.write(&state.world.take_past());
        }
        let now_seq = state.world.journal.seq;
        drop(state);
        for bot in awake {
            self.wake(bot);
        }
        if moved || seq != now_seq {
            self.seq.send_replace(now_seq);
        }
        result
    }

    /// Ids of all bots.
    pub fn bots(&self) -> Vec<i64> {
        self.bots.keys().copied().collect()
    }

    /// Lets whoever waits for a bot look again.
    pub fn wake(&self, bot: i64) {
        if let Some(sender) = self.bots.get(&bot) {
            sender.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    /// Tells of changes for a bot from now on.
    pub fn changes(&self, bot: i64) -> watch::Receiver<u64> {
        self.bots.get(&bot).map_or_else(|| watch::Sender::new(0).subscribe(), watch::Sender::subscribe)
    }

    /// Counts a call as under way.
    pub fn flight(&self) -> Flight<'_> {
        self.in_flight.fetch_add(1, Ordering::SeqCst);
        Flight(&self.in_flight)
    }

    /// Why the world is not quiet, if something is left to do; and when something happened last.
    pub fn unrest(&self) -> (Option<String>, Instant) {
        let calls = self.in_flight.load(Ordering::SeqCst);
        let mut why = (calls > 0).then(|| format!("{calls} calls are in flight."));
        for bot in self.bots() {
            let pending = self.with(|world| world.pending(bot));
            if pending > 0 {
                why = Some(format!("Bot {bot} has {pending} pending updates."));
            }
        }
        let state = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        (why, state.last_activity)
    }
}
