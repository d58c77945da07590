//! What of the inbox is in memory: who is next, and who rests.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::store::inbox::{LANE_HELD, Waiting};

/// Lanes that work at the same time.
const AT_ONCE: usize = 64;

/// A lane goes on this long after its last update, once it has used up its burst. Nobody reads faster than fifty answers
/// a second (Telegram delivers one a second to a chat); a flood that went at full speed would take the processor and the
/// one connection that writes from everybody else.
const STEP: Duration = Duration::from_millis(20);

/// So many updates of a lane go one after the other without a rest.
const BURST: u32 = 20;

/// The paces of lanes are forgotten, as far as they no longer matter, when there are more than this.
const PACES: usize = 4096;

#[derive(Default)]
pub struct Held {
    waiting: HashMap<String, VecDeque<Waiting>>,
    /// Lanes with something to do and nobody at it, in the order in which they came.
    ready: VecDeque<String>,
    /// Lanes with something to do that went too fast, by the time when they may go on.
    resting: BTreeSet<(Instant, String)>,
    /// How far each lane is ahead of the clock: a step further with each update.
    paces: HashMap<String, Instant>,
    busy: HashSet<String>,
    /// Lanes of which more may wait in the database: while so many of one are held, no more of it are claimed.
    full: HashSet<String>,
    /// Whether one of those is through with what it held, or the last look at the database did not take all there was.
    wants_more: bool,
    count: usize,
}

impl Held {
    /// Updates in memory.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether another look at the database is worth its while, before anything new is announced.
    pub fn wants_more(&self) -> bool {
        self.wants_more
    }

    /// `all`: no more than these could be claimed.
    pub fn take_in(&mut self, rows: Vec<Waiting>, all: bool, now: Instant) {
        self.wants_more = !all;
        for row in rows {
            let lane = row.lane.clone();
            let queue = self.waiting.entry(lane.clone()).or_default();
            let is_new = queue.is_empty() && !self.busy.contains(&lane);
            queue.push_back(row);
            // With the one that is at work, if one is.
            if queue.len() + 1 >= LANE_HELD {
                self.full.insert(lane.clone());
            }
            self.count += 1;
            if is_new {
                self.line_up(lane, now);
            }
        }
    }

    /// The update that is next, and whether its lane has used up its burst; the lane is busy until it has
    /// [`Held::finished`].
    pub fn next(&mut self, now: Instant) -> Option<(Waiting, bool)> {
        if self.busy.len() >= AT_ONCE {
            return None;
        }
        let lane = self.ready.pop_front()?;
        let row = self.waiting.get_mut(&lane).and_then(VecDeque::pop_front)?;
        if self.paces.len() >= PACES {
            self.paces.retain(|_, ahead| *ahead > now);
        }
        let ahead = self.paces.entry(lane.clone()).or_insert(now);
        *ahead = (*ahead).max(now) + STEP;
        let floods = *ahead > now + STEP * BURST;
        self.busy.insert(lane);
        Some((row, floods))
    }

    /// An update is done with; whether its lane has nothing more in memory.
    pub fn finished(&mut self, lane: &str, now: Instant) -> bool {
        self.busy.remove(lane);
        self.count = self.count.saturating_sub(1);
        let drained = self.waiting.get(lane).is_none_or(VecDeque::is_empty);
        if drained {
            self.waiting.remove(lane);
            self.wants_more |= self.full.remove(lane);
        } else {
            self.line_up(lane.to_owned(), now);
        }
        drained
    }

    /// When the first of those that rest may go on.
    pub fn rests_until(&self) -> Option<Instant> {
        self.resting.first().map(|(until, _)| *until)
    }

    /// Those that have rested are ready.
    pub fn rouse(&mut self, now: Instant) {
        while let Some((until, _)) = self.resting.first()
            && *until <= now
            && let Some((_, lane)) = self.resting.pop_first()
        {
            self.ready.push_back(lane);
        }
    }

    fn line_up(&mut self, lane: String, now: Instant) {
        let ahead =
            self.paces.get(&lane).map_or(Duration::ZERO, |ahead| ahead.saturating_duration_since(now));
        match ahead.checked_sub(STEP * BURST) {
            Some(rest) if !rest.is_zero() => drop(self.resting.insert((now + rest, lane))),
            _ => self.ready.push_back(lane),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(lane: &str, ids: std::ops::Range<i64>) -> Vec<Waiting> {
        let row = |id| Waiting {
            id,
            lane: lane.to_owned(),
            raw: String::new(),
            attempts: 0,
            interrupted: false,
            received_at: db::Timestamp::from_secs(0),
        };
        ids.map(row).collect()
    }

    /// Takes all that may go at this moment; how many.
    fn take_all(held: &mut Held, now: Instant) -> usize {
        held.rouse(now);
        let mut taken = 0;
        while let Some((row, _)) = held.next(now) {
            held.finished(&row.lane, now);
            taken += 1;
        }
        taken
    }

    #[tokio::test(start_paused = true)]
    async fn a_flood_goes_at_its_burst_and_then_at_its_pace_and_nobody_else_rests() {
        let (mut held, begun) = (Held::default(), Instant::now());
        held.take_in(waiting("flood", 0..200), true, begun);
        assert_eq!(take_all(&mut held, begun), 21);
        held.take_in(waiting("quiet", 300..303), true, begun);
        assert_eq!(take_all(&mut held, begun), 3, "a quiet lane waits for a flooded one");
        let second = (1..=50).map(|step| begun + STEP * step);
        assert_eq!(second.map(|now| take_all(&mut held, now)).sum::<usize>(), 50);
        assert_eq!(held.count(), 200 - 21 - 50);
        assert_eq!(held.rests_until(), Some(begun + STEP * 51));
    }

    /// Seen to fail when every lane that is through asks for more: each message then costs a second look at the database.
    #[tokio::test(start_paused = true)]
    async fn only_a_lane_that_was_full_or_a_look_that_was_cut_short_wants_another_look() {
        let (mut held, now) = (Held::default(), Instant::now());
        held.take_in(waiting("quiet", 0..3), true, now);
        take_all(&mut held, now);
        assert!(!held.wants_more(), "three of three were taken, and there may be more");
        held.take_in(waiting("full", 0..16), true, now);
        take_all(&mut held, now);
        assert!(held.wants_more(), "no more than sixteen are taken at once, and that is all");
        held.take_in(waiting("many", 0..3), false, now);
        assert!(held.wants_more(), "a look that found as many as it could take was the last");
    }
}
