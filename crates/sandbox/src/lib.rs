//! A Telegram Bot API on this machine, as strict as Telegram, with people and groups to talk to.
//!
//! [`World`] is a state machine without I/O: bots call it, people act in it, and it says what Telegram would say.
//! [`Sandbox`] puts it behind HTTP: the Bot API, the files, a control plane (CONTROL.md) and a chat page, on one port.

mod fields;
mod json;
mod rich;
mod server;
mod text;
mod world;

pub use server::Sandbox;
pub use text::{Entity, Formatted, Kind, fix, parse};
pub use world::{
    Answer, Answerless, BotSpec, CallRecord, ChatKind, ChatSpec, Fault, FaultKind, FromPerson, LimitMode,
    MemberSpec, Outcome, Params, PersonSpec, Refused, Started, Status, Upload, Wait, World, WorldSpec,
};
