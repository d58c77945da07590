use serde_json::{Map, Value, json};

use super::super::World;
use super::super::answer::{Fail, Reply};
use super::super::bot::{Bot, Webhook};
use super::super::call::Cx;
use super::super::params::{Params, Upload};
use super::super::past::What;
use super::super::queue::Allowed;
use super::webhook_url;

const MAX_CERTIFICATE: usize = 3 << 20;

/// `setWebhook`. Whatever comes of it, the poll that waits is ended and the webhook before it is gone.
pub fn set(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let params = cx.params;
    let url = params.get("url");
    let now = cx.world.now_ms;
    if url.is_empty() {
        return delete(cx);
    }
    let certificate = certificate(params);
    let Some(bot) = cx.world.bots.get_mut(&cx.bot) else { return Err(Fail::new(401, "Unauthorized")) };
    if now < bot.next_webhook_ms {
        return Err(Fail::too_many(1));
    }
    bot.next_webhook_ms = now + 1000;
    let mut wanted = Webhook {
        url: url.to_owned(),
        secret: params.get("secret_token").to_owned(),
        max_connections: usize::try_from(params.int_between("max_connections", 40, 1, 100)).unwrap_or(40),
        given_ip: params.get("ip_address").to_owned(),
        ip_address: String::new(),
        has_certificate: certificate.is_some(),
        last_error: None,
        gone_since_ms: None,
    };
    let drop_pending = params.flag("drop_pending_updates");
    if bot.webhook.as_ref().is_some_and(|old| old.is_like(&wanted)) && !drop_pending {
        take_kinds(bot, params);
        return Ok(Reply::Described("Webhook is already set"));
    }
    if bot.queue.poll.take().is_some() {
        bot.queue.ended_by_webhook = true;
    }
    cx.world.awake.push(cx.bot);
    close(bot);
    if drop_pending {
        bot.queue.entries.clear();
    }
    let parsed = webhook_url::read(url)?;
    if wanted.secret.len() > 256 {
        return Err(Fail::bad("secret token is too long"));
    }
    if !wanted.secret.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_') {
        return Err(Fail::bad("secret token contains unallowed characters"));
    }
    if let Some(file) = certificate
        && file.bytes.len() > MAX_CERTIFICATE
    {
        let size = file.bytes.len();
        return Err(Fail::bad(format!("certificate size is too big ({size} bytes)")));
    }
    take_kinds(bot, params);
    wanted.ip_address = webhook_url::check(&parsed, &wanted.given_ip)?;
    bot.webhook = Some(wanted);
    for entry in &mut bot.queue.entries {
        (entry.attempts, entry.next_ms) = (0, 0);
    }
    Ok(Reply::Described("Webhook was set"))
}

fn take_kinds(bot: &mut Bot, params: &Params) {
    if let Some(allowed) = Allowed::parse(params.get("allowed_updates")) {
        bot.queue.allowed = allowed;
    }
}

fn certificate(params: &Params) -> Option<&Upload> {
    let attached = params.get("certificate").strip_prefix("attach://");
    params.file("certificate").or_else(|| params.file(attached?))
}

/// Ends a webhook, if there is one; polls give updates in order, whatever it got.
fn close(bot: &mut Bot) {
    bot.webhook = None;
    bot.webhook_generation += 1;
    bot.queue.entries.make_contiguous().sort_by_key(|entry| entry.id);
    for entry in &mut bot.queue.entries {
        entry.in_flight = false;
    }
}

/// `deleteWebhook`.
pub fn delete(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let drop_pending = cx.params.flag("drop_pending_updates");
    let Some(bot) = cx.world.bots.get_mut(&cx.bot) else { return Err(Fail::new(401, "Unauthorized")) };
    if drop_pending {
        bot.queue.entries.clear();
    }
    if bot.webhook.is_none() {
        return Ok(Reply::Described("Webhook is already deleted"));
    }
    close(bot);
    cx.world.awake.push(cx.bot);
    Ok(Reply::Described("Webhook was deleted"))
}

/// `getWebhookInfo`.
pub fn info(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let pending = cx.world.pending(cx.bot);
    let Some(bot) = cx.world.bots.get(&cx.bot) else { return Err(Fail::new(401, "Unauthorized")) };
    let mut info = Map::new();
    info.insert("url".to_owned(), json!(bot.webhook.as_ref().map_or("", |hook| &hook.url)));
    let has_certificate = bot.webhook.as_ref().is_some_and(|hook| hook.has_certificate);
    info.insert("has_custom_certificate".to_owned(), json!(has_certificate));
    info.insert("pending_update_count".to_owned(), json!(pending));
    if let Some(hook) = &bot.webhook {
        if let Some((date, error)) = &hook.last_error {
            info.insert("last_error_date".to_owned(), json!(date));
            info.insert("last_error_message".to_owned(), json!(error));
        }
        info.insert("max_connections".to_owned(), json!(hook.max_connections));
        info.insert("ip_address".to_owned(), json!(hook.ip_address));
    }
    if let Allowed::Only(kinds) = &bot.queue.allowed {
        info.insert("allowed_updates".to_owned(), json!(kinds));
    }
    Ok(Reply::of(&Value::Object(info)))
}

/// A webhook that answers 410 for so long is closed, milliseconds.
const GONE_MS: i64 = 23 * 3_600_000;

/// Why a webhook did not take an update.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
pub struct Undelivered {
    pub error: String,
    /// Seconds.
    pub retry_after: Option<i64>,
    /// It answered 410.
    pub is_gone: bool,
}

/// An update on its way to a webhook.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub id: i64,
    pub generation: u64,
    pub url: String,
    pub secret: String,
    pub body: std::sync::Arc<str>,
}

impl World {
    /// The updates that may be sent to a bot's webhook now: the first of every key that is not under way. Also says when
    /// to look again, in milliseconds of the clock, where something waits for its next try.
    pub(crate) fn deliveries(&mut self, bot: i64, under_way: usize) -> (Vec<Delivery>, Option<i64>) {
        let now = self.now_ms;
        let Some(bot) = self.bots.get_mut(&bot) else { return (Vec::new(), None) };
        let Some(hook) = &bot.webhook else { return (Vec::new(), None) };
        bot.queue.expire(now);
        let free = hook.max_connections.saturating_sub(under_way);
        if bot.newest_first {
            bot.queue.entries.make_contiguous().sort_by_key(|entry| std::cmp::Reverse(entry.id));
        }
        let mut busy = std::collections::BTreeSet::new();
        let mut found = Vec::new();
        let mut again: Option<i64> = None;
        for entry in &mut bot.queue.entries {
            // Out of order, one goes after the other, whatever they are about.
            let key = if bot.newest_first { (u8::MAX, 0) } else { entry.key };
            let first = busy.insert(key);
            if !first || entry.in_flight {
                continue;
            }
            if entry.next_ms > now {
                again = Some(again.map_or(entry.next_ms, |at| at.min(entry.next_ms)));
                continue;
            }
            if found.len() < free {
                entry.in_flight = true;
                found.push(Delivery {
                    id: entry.id,
                    generation: bot.webhook_generation,
                    url: hook.url.clone(),
                    secret: hook.secret.clone(),
                    body: std::sync::Arc::clone(&entry.body),
                });
            }
        }
        (found, again)
    }

    /// A delivery ended: with success it is forgotten, with an error it is tried again later.
    pub(crate) fn delivered(
        &mut self,
        bot_id: i64,
        id: i64,
        generation: u64,
        result: Result<(), Undelivered>,
    ) {
        self.note(|| What::Delivered { bot: bot_id, id, generation, failed: result.as_ref().err().cloned() });
        let (now, jitter) = (self.now_ms, i64::try_from(self.random_id() % 60_000).unwrap_or(0));
        let Some(bot) = self.bots.get_mut(&bot_id).filter(|bot| bot.webhook_generation == generation) else {
            return;
        };
        match result {
            Ok(()) => {
                bot.queue.entries.retain(|entry| entry.id != id);
                if let Some(hook) = &mut bot.webhook {
                    hook.gone_since_ms = None;
                }
            }
            Err(Undelivered { error, retry_after, is_gone }) => {
                if let Some(hook) = &mut bot.webhook {
                    hook.last_error = Some((now.div_euclid(1000), error));
                    hook.gone_since_ms = is_gone.then(|| hook.gone_since_ms.unwrap_or(now));
                    if hook.gone_since_ms.is_some_and(|since| now > since + GONE_MS) {
                        bot.webhook = None;
                        bot.webhook_generation += 1;
                    }
                }
                if let Some(entry) = bot.queue.entries.iter_mut().find(|entry| entry.id == id) {
                    entry.in_flight = false;
                    entry.attempts += 1;
                    // At once, then after 2, 4, 8 … seconds, in the end every one to two minutes.
                    let seconds = match entry.attempts {
                        1 => 0,
                        tries => 1_i64 << (tries - 1).min(7),
                    };
                    let pause = if seconds > 60 { 60_000 + jitter } else { seconds * 1000 };
                    let asked = retry_after.map(|seconds| seconds.clamp(0, 3600) * 1000);
                    entry.next_ms = now + asked.unwrap_or(pause);
                }
            }
        }
        self.awake.push(bot_id);
        self.journal.polled(true);
    }
}
