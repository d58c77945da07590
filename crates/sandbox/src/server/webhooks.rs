use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::task::JoinSet;

use super::hub::Hub;
use crate::world::{CallRecord, Delivery, Outcome, Params, Undelivered};

/// A webhook must answer in this time.
const TIMEOUT: Duration = Duration::from_mins(1);

/// Sends the updates of a bot to its webhook as long as there is one: in order within a key, keys beside each other.
pub async fn deliver(hub: Arc<Hub>, bot: i64) {
    let Ok(client) = reqwest::Client::builder().timeout(TIMEOUT).no_proxy().build() else { return };
    let mut changes = hub.changes(bot);
    let mut under_way = JoinSet::new();
    loop {
        changes.mark_unchanged();
        let (due, again) = hub.with(|world| {
            let (due, again) = world.deliveries(bot, under_way.len());
            (due, again.map(|at| u64::try_from(at - world.now_ms()).unwrap_or(0)))
        });
        for delivery in due {
            under_way.spawn(one(Arc::clone(&hub), bot, client.clone(), delivery));
        }
        let retry = tokio::time::sleep(Duration::from_millis(again.unwrap_or(u64::from(u32::MAX))));
        tokio::select! {
            _ = changes.changed() => {}
            Some(_) = under_way.join_next() => {}
            () = retry => {}
        }
    }
}

async fn one(hub: Arc<Hub>, bot: i64, client: reqwest::Client, delivery: Delivery) {
    let flight = hub.flight();
    let mut request = client.post(&delivery.url).header("Content-Type", "application/json");
    if !delivery.secret.is_empty() {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", &delivery.secret);
    }
    let result = match request.body(delivery.body.to_string()).send().await {
        Err(error) => {
            let why = if error.is_timeout() { "Read timeout expired" } else { "Connection refused" };
            Err(Undelivered { error: why.to_owned(), retry_after: None, is_gone: false })
        }
        Ok(response) if response.status().is_success() => {
            if let Ok(body) = response.text().await {
                reply(&hub, bot, &body);
            }
            Ok(())
        }
        Ok(response) => {
            let after = response.headers().get("retry-after");
            let after = after.and_then(|value| value.to_str().ok()?.parse().ok());
            let error = format!("Wrong response from the webhook: {}", response.status());
            Err(Undelivered { error, retry_after: after, is_gone: response.status().as_u16() == 410 })
        }
    };
    hub.with(|world| world.delivered(bot, delivery.id, delivery.generation, result));
    drop(flight);
}

/// A webhook may answer with a call; those that ask for something are passed over, because nobody would see the answer.
fn reply(hub: &Hub, bot: i64, body: &str) {
    let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(body) else { return };
    let Some(method) = fields.get("method").and_then(Value::as_str).map(str::to_owned) else { return };
    let lower = method.to_ascii_lowercase();
    if lower.starts_with("get")
        || ["setwebhook", "deletewebhook", "close", "logout"].contains(&lower.as_str())
    {
        return;
    }
    let mut params = Params::new();
    for (name, value) in fields {
        params.push(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
    hub.with(|world| {
        let Some(token) = world.bots.get(&bot).map(|bot| bot.spec.token.clone()) else { return };
        if let Outcome::Answer(answer) = world.call(&token, &method, &params) {
            let record = CallRecord {
                at: world.now(),
                bot,
                method,
                params: params.into_args(),
                encoding: "webhook",
                status: answer.status,
                ok: answer.status == 200,
                error: answer.error(),
                ..CallRecord::default()
            };
            world.journal.record(record);
        }
    });
}
