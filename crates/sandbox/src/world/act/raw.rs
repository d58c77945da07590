use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::World;
use super::super::journal::Event;
use super::super::queue::ttl_ms;
use super::Refused;

#[derive(Deserialize)]
pub struct RawUpdate {
    #[serde(default)]
    bot: Option<i64>,
    #[serde(default)]
    update: Option<Map<String, Value>>,
    /// Queues an update again that was queued before.
    #[serde(default)]
    repeat: Option<i64>,
    /// The id that the next update gets: Telegram starts anew, also lower, after a week without updates.
    #[serde(default)]
    next_id: Option<i64>,
    /// From now on a webhook gets the newest update first, or again in order.
    #[serde(default)]
    newest_first: Option<bool>,
}

impl World {
    pub(super) fn raw_update(&mut self, raw: RawUpdate) -> Result<Value, Refused> {
        let bot = raw.bot.or_else(|| self.bots.keys().next().copied()).unwrap_or_default();
        let found = self.bots.get_mut(&bot).ok_or_else(|| Refused::new("There is no such bot."))?;
        if let Some(newest_first) = raw.newest_first {
            found.newest_first = newest_first;
            let queue = &mut found.queue;
            queue.entries.make_contiguous().sort_by_key(|entry| entry.id);
            self.awake.push(bot);
            return Ok(json!({}));
        }
        let queue = &mut found.queue;
        if let Some(next) = raw.next_id {
            if !(1..=i64::from(i32::MAX)).contains(&next) {
                return Err(Refused::new("The id of an update is a positive number of 32 bits."));
            }
            queue.entries.clear();
            queue.next_id = next;
            return Ok(json!({}));
        }
        if let Some(id) = raw.repeat {
            let start = format!("{{\"update_id\":{id},");
            let events = self.journal.events.iter().rev();
            let body = events.into_iter().find_map(|(_, event)| match event {
                Event::Update { bot: of, body } if *of == bot && body.starts_with(&start) => {
                    Some(Arc::clone(body))
                }
                _ => None,
            });
            let body = body.ok_or_else(|| Refused::new("No update with this id is remembered."))?;
            self.queue_extra(bot, body);
            return Ok(json!({ "update_id": id }));
        }
        let mut given =
            raw.update.ok_or_else(|| Refused::new("Give update, repeat, next_id or newest_first."))?;
        let own_id = given.shift_remove("update_id").and_then(|id| id.as_i64());
        let id = own_id.unwrap_or(queue.next_id);
        let mut update = Map::new();
        update.insert("update_id".to_owned(), json!(id));
        update.extend(given);
        let body: Arc<str> = Value::Object(update).to_string().into();
        if own_id.is_some() {
            self.queue_extra(bot, body);
        } else {
            let expires_ms = self.now_ms + ttl_ms("message");
            self.queue_whole(bot, body, expires_ms, (3, 0));
        }
        Ok(json!({ "update_id": id }))
    }

    /// Queues an update whose id is not the next one. A poller gets it once, a webhook as any other.
    fn queue_extra(&mut self, bot_id: i64, body: Arc<str>) {
        let expires_ms = self.now_ms + ttl_ms("message");
        let Some(bot) = self.bots.get_mut(&bot_id) else { return };
        if bot.webhook.is_some() {
            bot.queue.push(Arc::clone(&body), expires_ms, (3, 0));
        } else {
            bot.queue.extra.push_back(Arc::clone(&body));
        }
        self.awake.push(bot_id);
        self.emit(Event::Update { bot: bot_id, body });
    }
}
