//! Where updates come in, polled for or brought by a webhook: they are written down before anything is confirmed.

use std::sync::Arc;

use db::Db;
use kit::Clock;
use kit::store::inbox::{self, Arrived};
use serde::Deserialize;
use tokio::sync::Notify;

/// The way into the inbox.
#[derive(Debug, Clone)]
pub struct Inlet {
    db: Db,
    clock: Clock,
    /// The queues, to be woken when there is something new.
    wake: Arc<Notify>,
}

impl Inlet {
    pub fn new(db: Db, clock: Clock, wake: Arc<Notify>) -> Self {
        Self { db, clock, wake }
    }

    /// Takes one update that Telegram brought. `false` when it is none; an error when it could not be kept, so that
    /// Telegram must bring it again.
    pub async fn take_one(&self, raw: &str) -> db::Result<bool> {
        let Some(arrived) = glance(raw) else { return Ok(false) };
        self.take(&[arrived]).await?;
        Ok(true)
    }

    /// Commits a batch. Returns how many are new.
    pub(super) async fn take(&self, batch: &[Arrived]) -> db::Result<u64> {
        let mut tx = self.db.begin().await?;
        let new = inbox::insert(&mut tx, batch, self.clock.now()).await?;
        tx.commit().await?;
        metrics::counter!("quartermaster_updates_total").increment(new);
        if new > 0 {
            self.wake.notify_one();
        }
        Ok(new)
    }
}

/// Of an update, what decides in which conversation it belongs. The rest is left unread.
#[derive(Deserialize)]
struct Glance {
    update_id: i64,
    message: Option<Happening>,
    edited_message: Option<Happening>,
    channel_post: Option<Happening>,
    edited_channel_post: Option<Happening>,
    callback_query: Option<Happening>,
    inline_query: Option<Happening>,
    chosen_inline_result: Option<Happening>,
    my_chat_member: Option<Happening>,
    chat_member: Option<Happening>,
    message_reaction: Option<Happening>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Happening {
    from: Option<Numbered>,
    user: Option<Numbered>,
    chat: Option<Numbered>,
    message_thread_id: Option<i64>,
    is_topic_message: bool,
    /// The message under which a button was pressed.
    message: Option<Box<Happening>>,
}

#[derive(Deserialize)]
struct Numbered {
    id: i64,
}

/// Reads as much of an update as is needed to put it in line; `None` when it is not one.
pub fn glance(raw: &str) -> Option<Arrived> {
    let seen: Glance = serde_json::from_str(raw).ok()?;
    let update_id = seen.update_id;
    let kinds = [
        seen.message,
        seen.edited_message,
        seen.channel_post,
        seen.edited_channel_post,
        seen.callback_query,
        seen.inline_query,
        seen.chosen_inline_result,
        seen.my_chat_member,
        seen.chat_member,
        seen.message_reaction,
    ];
    let happening = kinds.into_iter().flatten().next();
    let unknown = happening.is_none();
    let lane = happening.as_ref().map_or_else(|| "0:0:0".to_owned(), Happening::lane);
    Some(Arrived { update_id, lane, raw: raw.to_owned(), unknown })
}

impl Happening {
    /// Chat, topic and person.
    fn lane(&self) -> String {
        let user = self.from.as_ref().or(self.user.as_ref()).map_or(0, |who| who.id);
        let at = self.message.as_deref().filter(|_| self.chat.is_none()).unwrap_or(self);
        let chat = at.chat.as_ref().map_or(0, |chat| chat.id);
        let thread = at.message_thread_id.filter(|_| at.is_topic_message).unwrap_or(0);
        format!("{chat}:{thread}:{user}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, lane: &str, unknown: bool) {
        let arrived = glance(raw).unwrap();
        assert_eq!((arrived.update_id, arrived.lane.as_str(), arrived.unknown), (7, lane, unknown), "{raw}");
        assert_eq!(arrived.raw, raw);
    }

    #[test]
    fn a_lane_is_chat_topic_and_person() {
        check(
            r#"{"update_id":7,"message":{"message_id":1,"from":{"id":5},"chat":{"id":5},"text":"hi"}}"#,
            "5:0:5",
            false,
        );
        check(
            r#"{"update_id":7,"message":{"message_id":1,"from":{"id":5},"chat":{"id":-100},"message_thread_id":9,"is_topic_message":true}}"#,
            "-100:9:5",
            false,
        );
        check(
            r#"{"update_id":7,"message":{"message_id":1,"from":{"id":5},"chat":{"id":-100},"message_thread_id":9}}"#,
            "-100:0:5",
            false,
        );
    }

    #[test]
    fn a_tap_is_in_the_lane_of_who_pressed_where_the_message_is() {
        let raw = r#"{"update_id":7,"callback_query":{"id":"q","from":{"id":6},"data":"x","message":{"message_id":3,"from":{"id":99},"chat":{"id":-100},"message_thread_id":9,"is_topic_message":true}}}"#;
        check(raw, "-100:9:6", false);
        check(
            r#"{"update_id":7,"callback_query":{"id":"q","from":{"id":6},"inline_message_id":"i"}}"#,
            "0:0:6",
            false,
        );
    }

    #[test]
    fn what_it_does_not_know_is_kept_as_unknown() {
        check(
            r#"{"update_id":7,"stopped_message_generation":{"chat":{"id":5},"draft_id":1}}"#,
            "0:0:0",
            true,
        );
        assert!(glance("[]").is_none());
        assert!(glance(r#"{"message":{}}"#).is_none());
        assert!(glance("").is_none());
    }
}
