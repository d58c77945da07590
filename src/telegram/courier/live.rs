//! What is still being written, for whoever waits for it.

use std::sync::atomic::Ordering;

use kit::{Place, Text};

use super::Courier;
use crate::telegram::error::{ApiError, Class};
use crate::telegram::render::{self, Face};

impl Courier {
    /// Shows it as a draft; `false` when it cannot be: then it belongs on the card. Drafts are for private chats.
    pub(super) async fn show_live(&self, to: Place, card: &str, live: &Text) -> Result<bool, ApiError> {
        if to.chat.0 < 0 || self.no_drafts.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let face = Face { text: live, keyboard: &[], plain: false, bare: true };
        let Some(call) = render::draft(to, number(card), face) else { return Ok(true) };
        match self.make(&call).await {
            Ok(_) => Ok(true),
            // A limit, or a chat that takes nothing, holds for the card as well.
            Err(error) if matches!(error.class, Class::RetryAfter(_) | Class::Permanent(_)) => Err(error),
            Err(error) => {
                if matches!(error.class, Class::Unsupported | Class::Bug) {
                    tracing::info!(telegram.error = %error, "the server has no drafts; what is being written stands on cards");
                    self.no_drafts.store(true, Ordering::Relaxed);
                }
                Ok(false)
            }
        }
    }
}

/// A card's draft: the same for the same card, and never 0, which Telegram does not take.
fn number(card: &str) -> u32 {
    let mixed =
        card.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (mixed >> 1) | 1
}
