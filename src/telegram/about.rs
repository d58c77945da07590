//! What is asked or set once, at the start: who the bot is, and how it hears of updates.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::ALLOWED_UPDATES;
use super::api::Api;
use super::error::{ApiError, Class};
use super::turn::growing;

/// Updates Telegram may bring to a webhook at the same time.
const CONNECTIONS: u8 = 40;

impl Api {
    /// The bot's user name. Asks again, in growing waits, while Telegram cannot be reached; a stop ends that.
    pub async fn username(&self, stop: &CancellationToken) -> Result<String, ApiError> {
        #[derive(Deserialize)]
        struct Me {
            username: String,
        }
        Ok(self.insist::<Me>("getMe", &json!({}), stop).await?.username)
    }

    /// Asks again, with growing waits, for as long as Telegram does not answer or has no time for it.
    async fn insist<T: DeserializeOwned>(
        &self,
        method: &str,
        body: &Value,
        stop: &CancellationToken,
    ) -> Result<T, ApiError> {
        let mut tries = 0;
        loop {
            let error = match self.call::<T>(method, body).await {
                Err(error) if error.class.may_pass() => error,
                other => return other,
            };
            let wait = growing(tries, 0);
            tries += 1;
            if !stop.is_cancelled() {
                tracing::warn!(telegram.error = %error, wait_ms = wait.as_millis(), "Telegram has no answer; it is asked again");
            }
            tokio::select! {
                () = stop.cancelled() => return Err(error),
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Where Telegram sends updates to; empty when they are polled for.
    pub async fn webhook(&self) -> Result<String, ApiError> {
        #[derive(Deserialize)]
        struct Info {
            url: String,
        }
        Ok(self.call::<Info>("getWebhookInfo", &json!({})).await?.url)
    }

    /// Has Telegram send updates to an address, with a secret that proves it is Telegram. What waits is kept.
    pub async fn set_webhook(
        &self,
        url: &str,
        secret: &str,
        stop: &CancellationToken,
    ) -> Result<(), ApiError> {
        let body = json!({
            "url": url,
            "secret_token": secret,
            "max_connections": CONNECTIONS,
            "allowed_updates": ALLOWED_UPDATES,
        });
        self.insist::<bool>("setWebhook", &body, stop).await.map(drop)
    }

    /// Has Telegram keep updates until they are polled for.
    pub async fn delete_webhook(&self) -> Result<(), ApiError> {
        self.call::<bool>("deleteWebhook", &json!({ "drop_pending_updates": false })).await.map(drop)
    }
}

impl Class {
    /// Whether the same call may succeed a while later.
    pub fn may_pass(self) -> bool {
        matches!(self, Self::Transient | Self::Ambiguous | Self::RetryAfter(_))
    }
}
