//! What only one member of a group may read.

use std::sync::atomic::Ordering;

use kit::{ChatId, Key, MessageId, Place, Press, UserId};

use super::{Courier, Draft, Sent, Way};
use crate::telegram::error::{ApiError, Class};
use crate::telegram::render;

/// Whether the server can show a message to one member only.
pub(super) const UNKNOWN: u8 = 0;
const YES: u8 = 1;
const NO: u8 = 2;

impl Courier {
    /// For one member's eyes: in the group where the server can do that, else in their private chat. In the group there are
    /// only those of its buttons that do not ask the bot for anything: what it answered would be for all to see.
    pub(super) async fn secret(
        &self,
        draft: Draft<'_>,
        user: UserId,
        way: &mut Way,
    ) -> Result<Sent, ApiError> {
        let (keyboard, silent) = (draft.keyboard, silent(draft.keyboard));
        let mut draft = Draft { keyboard: &silent, ..draft };
        if way.done == 0 && self.can_be_shown_to_one(draft.to.chat, user).await? {
            match self.show_to(&mut draft, user).await {
                Ok(Some(messages)) => {
                    let chat = draft.to.chat.0;
                    return Ok(Sent { chat, messages, only_for: Some(user), ..Sent::default() });
                }
                Ok(None) => {}
                Err(error) if matches!(error.class, Class::Bug | Class::Unsupported) => {
                    tracing::warn!(telegram.error = %error, "messages for one member's eyes are refused; they go to the private chat");
                }
                Err(error) => return Err(error),
            }
            self.ephemeral.store(NO, Ordering::Relaxed);
        }
        draft.keyboard = keyboard;
        draft.to = Place::private(user);
        draft.reply_to = None;
        way.chat = draft.to.chat.0;
        self.post(&mut draft, &mut way.done).await.map_err(|mut error| {
            if matches!(error.class, Class::Permanent(_)) {
                // It is that person's chat that is closed, not the group.
                error.class = Class::Bug;
                let why = "only one person may read it, and they have not opened a private chat";
                why.clone_into(&mut error.description);
            }
            error
        })
    }

    /// A server that does not know the parameter would leave it out and show the secret to everybody, so it is asked first
    /// whether it knows a method that came with it.
    async fn can_be_shown_to_one(&self, chat: ChatId, user: UserId) -> Result<bool, ApiError> {
        if self.ephemeral.load(Ordering::Relaxed) == UNKNOWN {
            let found = match self.make(&render::ephemeral_probe(chat, user)).await {
                Ok(_) => YES,
                Err(error) => match error.class {
                    Class::Unsupported => NO,
                    Class::Transient | Class::RetryAfter(_) | Class::Unauthorized | Class::Conflict => {
                        return Err(error);
                    }
                    _ => YES,
                },
            };
            self.ephemeral.store(found, Ordering::Relaxed);
        }
        Ok(self.ephemeral.load(Ordering::Relaxed) == YES)
    }

    /// The numbers it has, or none when the server showed it to everybody after all; then it is taken away again at once.
    async fn show_to(&self, draft: &mut Draft<'_>, user: UserId) -> Result<Option<Vec<i64>>, ApiError> {
        let (calls, first) = loop {
            let calls: Vec<_> = draft.calls().into_iter().map(|call| render::shown_to(call, user)).collect();
            let Some(first) = calls.first() else { return Err(ApiError::ours("there is nothing to say")) };
            match self.make(first).await {
                Err(error) if draft.simplify(&error) => {}
                Err(error) => return Err(error),
                Ok(made) if made.ephemeral_message_id.is_none() && made.message_id != 0 => {
                    tracing::error!(
                        chat.id = draft.to.chat.0,
                        "the server showed a private message to the group; it is deleted"
                    );
                    self.only(render::delete(draft.to.chat, MessageId(made.message_id))).await?;
                    return Ok(None);
                }
                Ok(made) => break (calls, made),
            }
        };
        let mut shown = Vec::from_iter(first.ephemeral_message_id);
        for call in calls.iter().skip(1) {
            shown.extend(self.make(call).await?.ephemeral_message_id);
        }
        Ok(Some(shown))
    }
}

/// The keys that do something by themselves.
fn silent(keyboard: &[Vec<Key>]) -> Vec<Vec<Key>> {
    let by_itself = |key: &&Key| !matches!(key.press, Press::Data(_));
    let rows = keyboard.iter().map(|row| row.iter().filter(by_itself).cloned().collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).collect()
}
