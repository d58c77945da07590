//! What a plugin sees of the bot, and the dispatcher that runs it. Knows no Telegram and no HTTP.
//!
//! A plugin is a list of commands, buttons and jobs ([`Plugin`]); each is data ([`Spec`], [`TapSpec`]) and an async
//! function that gets a [`Cx`] and returns a [`Reply`]. It never sends: what it returns, what it wrote and the audit row
//! become durable together, and delivery takes it from there.

use async_recursion::async_recursion as boxed;

mod args;
mod clock;
mod ids;
mod numbers;
mod text;
mod words;
mod zones;

mod event;
mod fault;
mod people;
mod reply;
mod spec;
mod tap;

mod app;
mod cx;
mod guard;
mod jobs;
mod outage;
mod plugin;
mod recurring;
mod registry;

mod dispatch;
mod lanes;
pub mod store;

pub use app::{App, Files, Ground, Settings};
pub use args::{Given, Misfit, Values};
pub use clock::{Clock, Dice};
pub use cx::{Cx, FromGiven, INPUT_BYTES};
pub use db;
pub use dispatch::{Arrival, Committer, Done};
pub use event::{Attached, ChatKind, Did, Event, Quoted, Said, Who};
pub use fault::{Context, Fault, Result};
pub use guard::{Action, Circumstances, Denied, HOME, SERVED, authorize};
pub use ids::{ChatId, InboxId, JobId, MessageId, Place, ThreadId, UserId};
pub use jobs::{CANCEL_OTHERS, JobCx};
pub use lanes::{Lanes, Parse, Parsed};
pub use people::{Permission, Person, Role};
pub use plugin::{Command, Health, Inline, Job, Offer, Plugin};
pub use recurring::Recurring;
pub use registry::{PluginInfo, Registered, Registry};
pub use reply::{
    File, FileRef, Found, Hit, Key, Look, Message, Options, Outgoing, Press, Priority, Reply, What,
};
pub use spec::{Ask, Chats, Effect, Field, FieldKind, FieldSpec, Input, Spec};
pub use tap::{Button, ButtonPress, DATA_BYTES, Tap, TapSpec, TapValue};
pub use text::{PAGE_UNITS, Span, Style, Text, pages};
pub use words::{Args, LANGUAGES, Sources, Words};
pub use zones::{UnknownZone, find_zone};

/// Runs work that keeps a processor busy where it does not hold up other conversations.
#[boxed]
pub async fn busy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.context("the work broke off")
}
