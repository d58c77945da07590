//! Telegram calls: told from anybody else by a secret, and answered 200 only when the update lies in the database.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use subtle::ConstantTimeEq;

use super::Edge;
use crate::config::Secret;

/// What Telegram must say in `X-Telegram-Bot-Api-Secret-Token`.
#[derive(Debug, Clone)]
pub struct SecretToken(Secret);

impl SecretToken {
    pub fn new(secret: Secret) -> Self {
        Self(secret)
    }

    /// Compared in constant time, so that nobody can feel their way to it letter by letter.
    fn is(&self, said: &[u8]) -> bool {
        self.0.expose().as_bytes().ct_eq(said).into()
    }
}

/// 401 without the secret; 404 when the bot polls; 400 for what is not JSON; 503, so that Telegram tries again, when it
/// cannot be kept.
pub async fn take(State(edge): State<Edge>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let Some((inlet, secret)) = &edge.inlet else { return StatusCode::NOT_FOUND };
    let said = headers.get("x-telegram-bot-api-secret-token").map_or(&b""[..], |v| v.as_bytes());
    if !secret.is(said) {
        tracing::warn!("somebody called the webhook without the secret");
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(text) = std::str::from_utf8(&body) else { return StatusCode::BAD_REQUEST };
    match inlet.take_one(text).await {
        Ok(true) => StatusCode::OK,
        Ok(false) => StatusCode::BAD_REQUEST,
        Err(error) => {
            tracing::error!(%error, "an update could not be kept; Telegram is asked to send it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
