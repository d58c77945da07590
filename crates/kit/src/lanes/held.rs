//! What of the inbox is in memory: who is next, and who rests.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::store::inbox::{LANE_HELD, Waiting};

/// Lanes that work at the same time.
const AT_ONCE: usize = 64;

/// Lanes of one chat that do: a group in which a hundred people start something slow leaves room for the others. So many of
/// those, too, that were at work when the program died, and now wait for each other.
const AT_ONCE_OF_A_CHAT: usize = 8;

/// Updates in memory at most; the rest stays in the database. Those of a chat that already has all its lanes at work do not
/// keep the others out, up to a limit of their own.
const MOST: usize = 1024;
const MOST_BEHIND: usize = 4 * MOST;

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
    /// Lanes at work, each with the crowd it counts in.
    busy: HashMap<String, String>,
    /// The crowds of which somebody is at work.
    crowds: HashMap<String, Crowd>,
    /// Lanes of which more may wait in the database: while so many of one are held, no more of it are claimed.
    full: HashSet<String>,
    /// Whether one of those is through with what it held, or the last look at the database did not take all there was.
    wants_more: bool,
    count: usize,
}

/// Those who share a chat.
#[derive(Default)]
struct Crowd {
    at_work: usize,
    /// Lanes with something to do, for which there is no room beside those, in the order in which they came.
    behind: VecDeque<String>,
}

/// The crowd in which an update counts: its chat's, or that of all that were interrupted. Inline queries have no chat.
fn crowd_of(row: &Waiting) -> String {
    if row.interrupted {
        return "interrupted".to_owned();
    }
    let chat = row.lane.split_once(':').map(|(chat, _)| chat).filter(|chat| *chat != "0");
    chat.unwrap_or(&row.lane).to_owned()
}

impl Held {
    /// Updates in memory.
    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether more may be taken into memory; `nearly_empty`: only when little is left.
    pub fn has_room(&self, nearly_empty: bool) -> bool {
        let most = if nearly_empty { MOST / 4 } else { MOST };
        self.count < most || (self.count < MOST_BEHIND && self.count < most + self.behind())
    }

    /// Updates of the lanes that are behind their crowd.
    fn behind(&self) -> usize {
        let lanes = self.crowds.values().flat_map(|crowd| &crowd.behind);
        lanes.filter_map(|lane| self.waiting.get(lane)).map(VecDeque::len).sum()
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
            let is_new = queue.is_empty() && !self.busy.contains_key(&lane);
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
        while self.busy.len() < AT_ONCE {
            let lane = self.ready.pop_front()?;
            let name = crowd_of(self.waiting.get(&lane)?.front()?);
            let crowd = self.crowds.entry(name.clone()).or_default();
            if crowd.at_work >= AT_ONCE_OF_A_CHAT {
                crowd.behind.push_back(lane);
                continue;
            }
            let row = self.waiting.get_mut(&lane).and_then(VecDeque::pop_front)?;
            crowd.at_work += 1;
            if self.paces.len() >= PACES {
                self.paces.retain(|_, ahead| *ahead > now);
            }
            let ahead = self.paces.entry(lane.clone()).or_insert(now);
            *ahead = (*ahead).max(now) + STEP;
            let floods = *ahead > now + STEP * BURST;
            self.busy.insert(lane, name);
            return Some((row, floods));
        }
        None
    }

    /// An update is done with; whether its lane has nothing more in memory.
    pub fn finished(&mut self, lane: &str, now: Instant) -> bool {
        if let Some(crowd) = self.busy.remove(lane) {
            self.leave(crowd);
        }
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

    /// One of a crowd is through, and the next of it is ready.
    fn leave(&mut self, crowd: String) {
        let Entry::Occupied(mut crowd) = self.crowds.entry(crowd) else { return };
        crowd.get_mut().at_work -= 1;
        match crowd.get_mut().behind.pop_front() {
            Some(lane) => self.ready.push_front(lane),
            None if crowd.get().at_work == 0 => drop(crowd.remove()),
            None => {}
        }
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

    /// Seen to fail when a chat may have all lanes that work at once.
    #[tokio::test(start_paused = true)]
    async fn of_one_chat_only_some_work_at_once_and_those_behind_follow_one_by_one() {
        let (mut held, now) = (Held::default(), Instant::now());
        for person in 0..120 {
            held.take_in(waiting(&format!("-7:0:{person}"), person..person + 1), true, now);
        }
        held.take_in(waiting("0:0:1", 200..201), true, now);
        held.take_in(waiting("0:0:2", 201..202), true, now);
        let taken: Vec<_> = std::iter::from_fn(|| held.next(now)).map(|(row, _)| row.lane).collect();
        let expected: Vec<_> = (0..8).map(|n| format!("-7:0:{n}")).collect();
        assert_eq!(taken, [expected, vec!["0:0:1".into(), "0:0:2".into()]].concat());
        held.finished("-7:0:3", now);
        assert_eq!(held.next(now).map(|(row, _)| row.lane), Some("-7:0:8".to_owned()));
        assert!(held.next(now).is_none());
        held.take_in(waiting("-7:0:5", 300..316), true, now);
        for person in 0..100 {
            held.take_in(waiting(&format!("-7:0:{person}"), 400..416), true, now);
        }
        assert!(held.has_room(true), "those behind a crowd keep nobody out");
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
