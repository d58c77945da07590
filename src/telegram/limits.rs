//! How fast Telegram lets a bot talk: about 30 messages a second in all, one a second in a chat (a few at once are
//! forgiven), 20 a minute in a group. Edits count, answers to pressed buttons and deletions do not.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

const MINUTE: Duration = Duration::from_mins(1);

/// So many messages to one chat may go at once after a silence.
const CHAT_BURST: u32 = 3;

/// The limits to keep; 0 stands for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub overall_per_s: u32,
    pub chat_per_s: u32,
    pub group_per_min: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { overall_per_s: 30, chat_per_s: 1, group_per_min: 20 }
    }
}

impl Limits {
    /// A bucket for all chats together.
    pub fn overall(&self, now: Instant) -> Bucket {
        Bucket::new(self.overall_per_s, self.overall_per_s, now)
    }

    /// A bucket for one chat.
    pub fn chat(&self, now: Instant) -> Bucket {
        Bucket::new(self.chat_per_s, CHAT_BURST.max(self.chat_per_s), now)
    }

    /// The minutes of one chat; only groups have them.
    pub fn minutes(&self, chat: i64) -> Window {
        Window::new(if chat < 0 { self.group_per_min } else { 0 })
    }

    /// Calls under way at the same time. Without a limit in all, so many that the commits before and after them are
    /// shared by many messages.
    pub fn in_flight(&self) -> usize {
        if self.overall_per_s == 0 { 256 } else { 64 }
    }
}

/// A bucket of tokens that fills again with time. It keeps the time at which it will be full, which is all there is to
/// know.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    /// One token takes this long to come; zero when there is no limit.
    interval: Duration,
    burst: u32,
    full_at: Instant,
}

impl Bucket {
    pub fn new(per_s: u32, burst: u32, now: Instant) -> Self {
        let interval = if per_s == 0 { Duration::ZERO } else { Duration::from_secs(1) / per_s };
        Self { interval, burst: burst.max(1), full_at: now }
    }

    /// When the next token is there.
    pub fn next(&self, now: Instant) -> Instant {
        let room = self.interval * (self.burst - 1);
        self.full_at.checked_sub(room).map_or(now, |at| at.max(now))
    }

    /// Takes a token, there or not.
    pub fn take(&mut self, now: Instant) {
        self.full_at = self.full_at.max(now) + self.interval;
    }

    pub fn is_full(&self, now: Instant) -> bool {
        self.full_at <= now
    }
}

/// At most so many in any minute.
#[derive(Debug, Clone, Default)]
pub struct Window {
    most: usize,
    taken: VecDeque<Instant>,
}

impl Window {
    pub fn new(per_min: u32) -> Self {
        Self { most: usize::try_from(per_min).unwrap_or(usize::MAX), taken: VecDeque::new() }
    }

    pub fn next(&self, now: Instant) -> Instant {
        if self.most == 0 || self.taken.len() < self.most {
            return now;
        }
        self.taken.front().map_or(now, |first| (*first + MINUTE).max(now))
    }

    pub fn take(&mut self, now: Instant) {
        if self.most == 0 {
            return;
        }
        self.taken.push_back(now);
        if self.taken.len() > self.most {
            self.taken.pop_front();
        }
    }

    pub fn is_empty(&self, now: Instant) -> bool {
        self.taken.back().is_none_or(|last| *last + MINUTE <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When each of `count` messages goes that are all there from the beginning, in milliseconds.
    fn times(start: Instant, count: usize, mut next: impl FnMut(Instant) -> Instant) -> Vec<u128> {
        let mut now = start;
        let mut times = Vec::new();
        for _ in 0..count {
            now = next(now);
            times.push((now - start).as_millis());
        }
        times
    }

    #[test]
    fn a_chat_gets_a_few_at_once_and_then_one_a_second() {
        let start = Instant::now();
        let mut bucket = Bucket::new(1, 3, start);
        let went = times(start, 6, |now| {
            let at = bucket.next(now);
            bucket.take(at);
            at
        });
        assert_eq!(went, [0, 0, 0, 1000, 2000, 3000]);
    }

    #[test]
    fn a_group_never_gets_more_than_twenty_in_any_minute() {
        let mut window = Window::new(20);
        let went = times(Instant::now(), 45, |now| {
            let at = window.next(now);
            window.take(at);
            at
        });
        assert_eq!(went[19], 0);
        assert_eq!(went[20], 60_000);
        assert_eq!(went[40], 120_000);
    }

    #[test]
    fn a_silence_fills_the_bucket_but_no_further() {
        let start = Instant::now();
        let mut bucket = Bucket::new(1, 2, start);
        let went = times(start + Duration::from_hours(1), 3, |now| {
            let at = bucket.next(now);
            bucket.take(at);
            at
        });
        assert_eq!(went, [0, 0, 1000]);
    }

    #[test]
    fn no_limit_means_none() {
        let mut bucket = Bucket::new(0, 0, Instant::now());
        let mut window = Window::new(0);
        let went = times(Instant::now(), 1000, |now| {
            let at = bucket.next(now).max(window.next(now));
            bucket.take(at);
            window.take(at);
            at
        });
        assert_eq!(went.last(), Some(&0));
    }
}
