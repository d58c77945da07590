use serde::{Deserialize, Serialize};

use super::World;
use super::answer::Fail;
use super::chat::ChatKey;
use super::journal::Event;

/// How strictly the limits on sending are kept.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LimitMode {
    /// No limits.
    #[default]
    Off,
    /// 30 a second for all; 20 a minute in a group; one a second in a chat, with bursts.
    Realistic,
    /// The same to the letter: no bursts, and edits count.
    Strict,
}

/// The limits and their mode.
#[derive(Debug, Default)]
pub struct Limits {
    pub mode: LimitMode,
}

/// How many messages may follow each other quickly in one chat in the realistic mode.
const BURST: usize = 5;
const PER_SECOND: usize = 30;
const PER_MINUTE_IN_GROUP: usize = 20;

impl World {
    /// Sets the mode.
    pub fn set_limits(&mut self, mode: LimitMode) {
        self.limits.mode = mode;
        self.emit(Event::Limits);
    }

    /// The mode.
    pub fn limit_mode(&self) -> LimitMode {
        self.limits.mode
    }

    /// Counts `count` messages to a chat, or refuses them.
    pub(super) fn spend(&mut self, bot: i64, key: ChatKey, count: usize, is_edit: bool) -> Result<(), Fail> {
        let mode = self.limits.mode;
        if mode == LimitMode::Off || (is_edit && mode == LimitMode::Realistic) {
            return Ok(());
        }
        let now = self.now_ms;
        let (Some(bot), Some(chat)) = (self.bots.get_mut(&bot), self.chats.get_mut(&key)) else {
            return Ok(());
        };
        while bot.sent_ms.front().is_some_and(|at| *at <= now - 1000) {
            bot.sent_ms.pop_front();
        }
        while chat.sent_ms.front().is_some_and(|at| *at <= now - 60_000) {
            chat.sent_ms.pop_front();
        }
        let over_all = bot.sent_ms.len() + count > PER_SECOND;
        let over_group = !chat.is_private() && chat.sent_ms.len() + count > PER_MINUTE_IN_GROUP;
        let (burst, window) = if mode == LimitMode::Strict { (1, 1000) } else { (BURST, 5000) };
        // An album counts as its messages, but must be possible at all.
        let recent = chat.sent_ms.iter().filter(|at| **at > now - window).count();
        let over_chat = recent > 0 && recent + count > burst;
        let seconds = |until: i64| u64::try_from((until - now + 999) / 1000).unwrap_or(1).max(1);
        if over_group {
            let first = chat.sent_ms.front().copied().unwrap_or(now);
            return Err(Fail::too_many(seconds(first + 60_000)));
        }
        if over_chat {
            let first = chat.sent_ms.iter().rev().nth(burst - 1).copied().unwrap_or(now);
            return Err(Fail::too_many(seconds(first + window)));
        }
        if over_all {
            return Err(Fail::too_many(1));
        }
        for _ in 0..count {
            bot.sent_ms.push_back(now);
            chat.sent_ms.push_back(now);
        }
        Ok(())
    }
}
