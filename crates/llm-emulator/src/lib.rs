//! A language model that misbehaves on purpose: `OpenAI`'s, Anthropic's and Gemini's shapes, a deterministic
//! pseudo-translation behind them, and a [`Plan`] of what goes wrong.
//!
//! [`Emulator::start`] runs it inside a test; the binary of the same name runs it alone.

mod server;

mod plan;

mod request;

mod log;

mod model;
mod translator;

mod language;
mod terms;

mod spoil;
mod wire;

mod shipment;

pub use log::Entry;
pub use plan::{Align, Code, Content, Fault, Finish, Json, Plan, Rule, Stream, When};
pub use server::Emulator;

/// Runs what the README shows.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
