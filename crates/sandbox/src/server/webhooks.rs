use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::encoding::{Decoded, decode};
use super::fetch;
use super::hub::Hub;
use crate::world::{CallRecord, Delivery, Outcome, Undelivered};

/// A webhook must answer in this time.
const TIMEOUT: Duration = Duration::from_mins(1);

/// Sends the updates of a bot to its webhook as long as there is one: in order within a key, keys beside each other.
pub async fn deliver(hub: Arc<Hub>, bot: i64) {
    // An answer that leads elsewhere is no answer.
    let client = reqwest::Client::builder().timeout(TIMEOUT).no_proxy();
    let Ok(client) = client.redirect(reqwest::redirect::Policy::none()).build() else { return };
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
            let kind = response.headers().get("content-type").and_then(|value| value.to_str().ok());
            let kind = kind.unwrap_or_default().to_ascii_lowercase();
            if let Ok(body) = response.bytes().await {
                reply(&hub, bot, &kind, &body).await;
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

/// A webhook may answer with a call, as JSON or as a form; those that ask for something are passed over, because nobody
/// would see the answer.
async fn reply(hub: &Hub, bot: i64, kind: &str, body: &bytes::Bytes) {
    if !["application/json", "application/x-www-form-urlencoded"].into_iter().any(|form| kind.contains(form))
    {
        return;
    }
    let Ok(Decoded { mut params, .. }) = decode("", kind, body) else { return };
    let method = params.get("method").to_owned();
    let lower = method.to_ascii_lowercase();
    if lower.is_empty()
        || lower.starts_with("get")
        || ["setwebhook", "deletewebhook", "close", "logout"].contains(&lower.as_str())
    {
        return;
    }
    fetch::complete(&mut params, || true).await;
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
