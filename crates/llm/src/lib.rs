//! A language model that is asked for many small texts at once. Each text is handed on as soon as it has closed in the
//! stream; what an endpoint can do is found out once and remembered; errors are judged by one table; money is capped.
//!
//! [`Client::ask`] is the way in; the README shows it at work.

mod client;

mod ask;
mod ladder;
mod probe;

mod call;
mod read;
mod sse;
mod wire;

mod fault;
mod retry;

mod cost;
mod provider;
mod secret;
mod surroundings;

pub use ask::{Ask, Item};
pub use client::{Client, Ending, Reply};
pub use cost::{Budget, Charge, Money, Prices, Spent, Usage, estimate_tokens};
pub use fault::Fault;
pub use ladder::{Grade, Learnt, Parameter, Rung, Step, Verdict};
pub use provider::{Kind, Limits, Provider};
pub use read::{Oddities, Piece, Reader};
pub use secret::Secret;
pub use sse::{Event, Splitter};
pub use surroundings::Surroundings;

/// Compiles what the README shows.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
