use super::super::World;
use super::super::answer::{Fail, Reply, Wait};
use super::super::call::Cx;
use super::super::queue::Allowed;

/// The longest a poll waits, seconds.
const MAX_TIMEOUT: i64 = 50;
const WEBHOOK_ACTIVE: &str = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER_POLL: &str =
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
const SET_WEBHOOK: &str = "Conflict: terminated by setWebhook request";

/// `getUpdates`, with a long poll where there is nothing to give.
pub fn get_updates(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let now = cx.world.now_ms;
    let params = cx.params;
    let Some(bot) = cx.world.bots.get_mut(&cx.bot) else { return Err(Fail::new(401, "Unauthorized")) };
    if bot.webhook.is_some() {
        return Err(conflict(cx.world, cx.bot, WEBHOOK_ACTIVE));
    }
    let offset = params.int("offset");
    let mut limit = params.int_between("limit", 100, 1, 100);
    let mut timeout = params.int_between("timeout", 0, 0, MAX_TIMEOUT);
    let queue = &mut bot.queue;
    if let Some(allowed) = Allowed::parse(params.get("allowed_updates")) {
        queue.allowed = allowed;
    }
    // Asking the same again at once is slowed down.
    if offset == queue.last_offset && now < queue.last_start_ms + 3000 {
        timeout = timeout.max(3);
        if now < queue.last_start_ms + 500 {
            limit = 1;
        }
    }
    queue.last_offset = offset;
    queue.last_start_ms = now;
    queue.expire(now);
    let before = queue.entries.len();
    let from = queue.confirm(offset);
    let limit = usize::try_from(limit).unwrap_or(1);
    let found = queue.render(from, limit);
    let confirmed = before != queue.entries.len();
    let reply = match found {
        Some(updates) => Reply::Json(updates),
        None if timeout == 0 => Reply::Json("[]".to_owned()),
        None => {
            queue.last_ticket += 1;
            queue.ended_by_webhook = false;
            queue.poll_is_over = false;
            let replaced = queue.poll.replace(queue.last_ticket).is_some();
            if replaced {
                cx.world.awake.push(cx.bot);
            }
            let ticket = cx.world.bots.get(&cx.bot).map_or(0, |bot| bot.queue.last_ticket);
            Reply::Wait(Wait { bot: cx.bot, ticket, until_ms: now + timeout * 1000, offset: from, limit })
        }
    };
    cx.world.journal.polled(confirmed);
    Ok(reply)
}

/// What a poll that waits gets now.
pub fn resume(world: &mut World, wait: &Wait, over: bool) -> Result<Reply, Fail> {
    let now = world.now_ms;
    let Some(bot) = world.bots.get_mut(&wait.bot) else { return Err(Fail::new(401, "Unauthorized")) };
    let queue = &mut bot.queue;
    if queue.poll != Some(wait.ticket) {
        let why = if queue.ended_by_webhook { SET_WEBHOOK } else { OTHER_POLL };
        return Err(conflict(world, wait.bot, why));
    }
    queue.expire(now);
    // The numbers may have begun anew while it waited; an offset that is now far from them is ignored, as in a new poll.
    let from = if wait.offset > queue.next_id + 10 { 0 } else { wait.offset };
    if let Some(updates) = queue.render(from, wait.limit) {
        queue.poll = None;
        return Ok(Reply::Json(updates));
    }
    if over || queue.poll_is_over || now >= wait.until_ms {
        queue.poll = None;
        return Ok(Reply::Json("[]".to_owned()));
    }
    Ok(Reply::Wait(*wait))
}

/// A conflict; a second one within three seconds is kept back for three seconds.
fn conflict(world: &mut World, bot: i64, text: &str) -> Fail {
    let now = world.now_ms;
    let mut fail = Fail::new(409, text);
    if let Some(bot) = world.bots.get_mut(&bot) {
        if now >= bot.queue.next_conflict_ms {
            bot.queue.next_conflict_ms = now + 3000;
        } else {
            fail.delay_ms = 3000;
        }
    }
    fail
}

impl World {
    /// Forgets a long poll whose client went away.
    pub fn abandon(&mut self, wait: &Wait) {
        if let Some(bot) = self.bots.get_mut(&wait.bot)
            && bot.queue.poll == Some(wait.ticket)
        {
            bot.queue.poll = None;
        }
    }

    /// Whether a bot listens now: a long poll waits, or there is a webhook.
    pub fn is_listening(&self, bot: i64) -> bool {
        self.bots.get(&bot).is_some_and(|bot| bot.queue.poll.is_some() || bot.webhook.is_some())
    }

    /// How many updates wait for a bot.
    pub(crate) fn pending(&mut self, bot: i64) -> usize {
        let now = self.now_ms;
        self.bots.get_mut(&bot).map_or(0, |bot| {
            bot.queue.expire(now);
            bot.queue.entries.len() + bot.queue.extra.len()
        })
    }
}
