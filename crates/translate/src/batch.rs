//! From segments to requests: each text once, in portions a model can answer whole, in words that say what is wanted.

mod dedup;
mod pack;
mod prompt;
mod split;
mod unit;

pub use dedup::Unique;
pub use pack::{Batch, Portion, pack, reply_tokens};
pub use prompt::{Prompt, Register, Style, context, prompt};
pub use split::{Piece, join, split};
pub use unit::Unit;
pub(crate) use unit::written;
