//! Polling Telegram for updates. A batch is committed before the next is asked for, which is what confirms it.

use std::sync::Arc;
use std::time::Duration;

use kit::App;
use serde_json::value::RawValue;
use tokio_util::sync::CancellationToken;

use super::ALLOWED_UPDATES;
use super::api::Api;
use super::error::{ApiError, Class};
use super::health::Health;
use super::inlet::{Inlet, glance};
use super::turn::{Edge, Turn, growing};

/// How long Telegram keeps a poll open; it allows no more.
const WAIT: Duration = Duration::from_secs(50);

/// How long to leave the updates to another program that polls for them.
const STAND_DOWN: Duration = Duration::from_secs(15);

/// How long to wait when the database refuses.
const PAUSE: Duration = Duration::from_secs(1);

/// The way in from Telegram, by polling.
#[derive(Debug)]
pub struct Intake {
    edge: Edge,
    inlet: Inlet,
    health: Arc<Health>,
    gave_up: CancellationToken,
}

/// Why a turn of polling ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// The stop, or another copy's turn.
    Over,
    /// Telegram does not know the token.
    GaveUp,
}

impl Intake {
    /// `gave_up` is cancelled when there is no sense in going on.
    pub fn new(app: &App, api: Api, inlet: Inlet, health: Arc<Health>, gave_up: CancellationToken) -> Self {
        let (db, clock, owner) = (app.db.clone(), app.clock.clone(), app.settings.owner.clone());
        Self { edge: Edge { db, api, clock, owner }, inlet, health, gave_up }
    }

    /// Polls until the stop, whenever it is this copy's turn.
    pub async fn run(self, stop: CancellationToken) {
        let mut turn = Turn::start(&self.edge, "poll");
        tokio::select! {
            () = stop.cancelled() => {}
            () = turn.is_decided() => {}
        }
        if !turn.is_ours() {
            self.health.stands_by();
        }
        while turn.begins(&stop).await {
            self.health.set_listens(true);
            let end = tokio::select! {
                () = stop.cancelled() => End::Over,
                () = turn.lost() => End::Over,
                end = self.listen() => end,
            };
            self.health.set_listens(false);
            if end == End::GaveUp {
                self.gave_up.cancel();
                break;
            }
        }
        turn.end().await;
    }

    /// Polls for as long as it is let. Being broken off at any point is harmless: what was not committed is not confirmed.
    async fn listen(&self) -> End {
        // Nothing is confirmed at first: what was taken and what not, the ids in the inbox know.
        let mut offset = None;
        let mut tries = 0;
        let mut webhook_gone = false;
        // The first answer comes at once, so that it is soon known whether the bot hears.
        let mut wait = Duration::ZERO;
        loop {
            if !webhook_gone {
                match self.edge.api.delete_webhook().await {
                    Ok(()) => webhook_gone = true,
                    Err(error) if error.class == Class::Unauthorized => return gave_up(&error),
                    Err(error) => {
                        self.pause(&error, &mut tries).await;
                        continue;
                    }
                }
            }
            match self.edge.api.get_updates_raw(offset, wait, ALLOWED_UPDATES).await {
                Ok(batch) => {
                    (tries, wait) = (0, WAIT);
                    self.health.hears();
                    if let Some(next) = self.keep(&batch).await {
                        offset = Some(next);
                    }
                }
                Err(error) if error.class == Class::Unauthorized => return gave_up(&error),
                Err(error) => {
                    // A webhook that somebody set meanwhile is in the way, too.
                    webhook_gone = error.class != Class::Conflict;
                    wait = Duration::ZERO;
                    self.pause(&error, &mut tries).await;
                }
            }
        }
    }

    /// Commits a batch, however long the database takes. Returns what to ask for next.
    async fn keep(&self, batch: &[Box<RawValue>]) -> Option<i64> {
        let arrived: Vec<_> = batch.iter().filter_map(|raw| glance(raw.get())).collect();
        if arrived.len() < batch.len() {
            tracing::error!(
                telegram.unreadable = batch.len() - arrived.len(),
                "Telegram sent updates without a number"
            );
        }
        let last = arrived.last()?.update_id;
        loop {
            match self.inlet.take(&arrived).await {
                Ok(new) => {
                    tracing::debug!(
                        telegram.updates = arrived.len(),
                        telegram.new = new,
                        "updates were taken in"
                    );
                    return Some(last + 1);
                }
                Err(error) => {
                    tracing::error!(error = %error, "updates cannot be written down; Telegram keeps them until they are");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    async fn pause(&self, error: &ApiError, tries: &mut u32) {
        let wait = match error.class {
            Class::Conflict => {
                tracing::warn!(telegram.error = %error, wait_ms = STAND_DOWN.as_millis(), "another program polls for this bot's updates; this one stands down for a while");
                STAND_DOWN
            }
            Class::RetryAfter(seconds) => Duration::from_secs(seconds),
            _ => {
                let wait = growing(*tries, 1);
                tracing::warn!(telegram.error = %error, wait_ms = wait.as_millis(), "Telegram cannot be heard; it is tried again");
                wait
            }
        };
        *tries += 1;
        tokio::time::sleep(wait).await;
    }
}

fn gave_up(error: &ApiError) -> End {
    tracing::error!(telegram.error = %error, "Telegram does not know the token. @BotFather shows the right one (/token); `quartermaster check` tries it");
    End::GaveUp
}

#[cfg(test)]
mod tests;
