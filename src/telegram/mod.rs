//! The edge to Telegram, and the only folder that knows it: updates come in raw and become events, messages out of the
//! database become calls.

mod health;
mod inlet;
mod intake;

mod said;
mod update;

mod courier;
mod delivery;
mod ledger;
mod limits;
mod line;
mod outcome;
mod turn;

mod markup;
mod render;

mod about;
mod api;
mod error;

#[cfg(test)]
pub(crate) mod fake;

pub use api::{Api, Token};
pub use delivery::Delivery;
pub use health::Health;
pub use inlet::{Inlet, glance};
pub use intake::Intake;
pub use limits::Limits;
pub use update::parser;

/// The kinds of updates asked for. Telegram remembers the list, so it is always given, and in full.
const ALLOWED_UPDATES: &[&str] = &[
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
];
