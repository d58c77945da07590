//! What a plugin brings.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use db::Db;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cx::Cx;
use crate::fault::Result;
use crate::jobs::{JobCx, TEAM};
use crate::people::Permission;
use crate::reply::{Hit, Reply};
use crate::spec::{FieldSpec, Spec};
use crate::tap::{Tap, TapSpec};
use crate::words::Sources;

/// Something a person can ask for. It reads its fields from `cx`, does its work, and returns what to say.
pub trait Command: Send + Sync + 'static {
    const SPEC: Spec;

    fn run(&self, cx: &mut Cx) -> impl Future<Output = Result<Reply>> + Send;

    /// What a form offers for a field besides its fixed choices: things that only the database knows. What was answered
    /// so far can be read from `cx`.
    fn offers(&self, cx: &mut Cx, field: &str) -> impl Future<Output = Result<Vec<Offer>>> + Send {
        let _ = (cx, field);
        std::future::ready(Ok(Vec::new()))
    }

    /// Whether the answer to a field will do, when there is more to ask: nobody should hear at the end of a form that its
    /// beginning was wrong. A refusal asks the field again. It only looks; what was answered so far can be read from `cx`.
    fn check(&self, cx: &mut Cx, field: &str) -> impl Future<Output = Result<()>> + Send {
        let _ = (cx, field);
        std::future::ready(Ok(()))
    }
}

/// An answer that a form offers as a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub label: String,
    /// What is then answered, as if it had been typed.
    pub value: String,
}

impl Offer {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// Work that takes longer than a few seconds. It reports how far it is, can be cancelled, and is run again from its last
/// checkpoint when the program dies under it.
pub trait Job: Send + Sync + 'static {
    type Task: Serialize + DeserializeOwned + Send + Sync;
    /// Unique among all plugins.
    const NAME: &'static str;
    /// What whoever asked for it must have the right to until it is done: it stops after the step at which they have not.
    const NEEDS: Permission = TEAM;

    fn run(&self, cx: &mut JobCx, task: Self::Task) -> impl Future<Output = Result<Reply>> + Send;
}

/// What a plugin knows for somebody who types the bot's name and a few words in any chat.
pub trait Inline: Send + Sync + 'static {
    const NEEDS: Permission;

    /// Best first. An empty list is an answer, too.
    fn answer(&self, cx: &mut Cx, words: &str) -> impl Future<Output = Result<Vec<Hit>>> + Send;
}

/// Whether what a plugin stands on is well: `quartermaster check` asks. The sentences are for whoever keeps the bot running:
/// how things stand, or what is wrong and how to mend it.
pub trait Health: Send + Sync + 'static {
    /// The database is only to be read. None where it has not got this version's tables yet.
    fn look(&self, db: Option<&Db>) -> impl Future<Output = Result<String, String>> + Send;
}

type Looking<'a> = Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>>;

pub(crate) trait AnyHealth: Send + Sync {
    fn look<'a>(&'a self, db: Option<&'a Db>) -> Looking<'a>;
}

impl<H: Health> AnyHealth for H {
    fn look<'a>(&'a self, db: Option<&'a Db>) -> Looking<'a> {
        Box::pin(Health::look(self, db))
    }
}

pub(crate) trait AnyInline: Send + Sync {
    fn needs(&self) -> Permission;
    fn answer<'a>(
        &'a self,
        cx: &'a mut Cx,
        words: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<Hit>>> + Send + 'a>>;
}

impl<I: Inline> AnyInline for I {
    fn needs(&self) -> Permission {
        I::NEEDS
    }

    fn answer<'a>(
        &'a self,
        cx: &'a mut Cx,
        words: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<Hit>>> + Send + 'a>> {
        Box::pin(Inline::answer(self, cx, words))
    }
}

pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<Reply>> + Send + 'a>>;

type Offering<'a> = Pin<Box<dyn Future<Output = Result<Vec<Offer>>> + Send + 'a>>;

type Checking<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A command whose type is forgotten.
pub(crate) trait AnyCommand: Send + Sync {
    fn spec(&self) -> Spec;
    fn run<'a>(&'a self, cx: &'a mut Cx) -> Running<'a>;
    fn offers<'a>(&'a self, cx: &'a mut Cx, field: &'a str) -> Offering<'a>;
    fn check<'a>(&'a self, cx: &'a mut Cx, field: &'a str) -> Checking<'a>;
}

impl<C: Command> AnyCommand for C {
    fn spec(&self) -> Spec {
        C::SPEC
    }

    fn run<'a>(&'a self, cx: &'a mut Cx) -> Running<'a> {
        Box::pin(Command::run(self, cx))
    }

    fn offers<'a>(&'a self, cx: &'a mut Cx, field: &'a str) -> Offering<'a> {
        Box::pin(Command::offers(self, cx, field))
    }

    fn check<'a>(&'a self, cx: &'a mut Cx, field: &'a str) -> Checking<'a> {
        Box::pin(Command::check(self, cx, field))
    }
}

pub(crate) trait AnyTap: Send + Sync {
    fn spec(&self) -> TapSpec;
    /// `None` when the value is not one of this tap's: the button is from another version.
    fn run<'a>(&'a self, cx: &'a mut Cx, value: &str) -> Option<Running<'a>>;
}

impl<T: Tap> AnyTap for T {
    fn spec(&self) -> TapSpec {
        T::SPEC
    }

    fn run<'a>(&'a self, cx: &'a mut Cx, value: &str) -> Option<Running<'a>> {
        let value = serde_json::from_str(value).ok()?;
        Some(Box::pin(Tap::run(self, cx, value)))
    }
}

pub(crate) trait AnyJob: Send + Sync {
    fn run<'a>(&'a self, cx: &'a mut JobCx, task: &str) -> Option<Running<'a>>;
    fn needs(&self) -> Permission;
}

impl<J: Job> AnyJob for J {
    fn needs(&self) -> Permission {
        J::NEEDS
    }

    fn run<'a>(&'a self, cx: &'a mut JobCx, task: &str) -> Option<Running<'a>> {
        let task = serde_json::from_str(task).ok()?;
        Some(Box::pin(Job::run(self, cx, task)))
    }
}

/// Everything one plugin can do. Made in its `plugin()` function.
pub struct Plugin {
    pub name: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) words: Sources,
    pub(crate) commands: Vec<Arc<dyn AnyCommand>>,
    pub(crate) taps: Vec<Arc<dyn AnyTap>>,
    pub(crate) jobs: Vec<(&'static str, Arc<dyn AnyJob>)>,
    pub(crate) inline: Vec<Arc<dyn AnyInline>>,
    /// Job, pattern, and task as JSON.
    pub(crate) recurring: Vec<(&'static str, &'static str, String)>,
    pub(crate) settings: &'static [FieldSpec],
    pub(crate) health: Vec<Arc<dyn AnyHealth>>,
    /// Cannot be switched off.
    pub(crate) always: bool,
}

impl std::fmt::Debug for Plugin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plugin").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Plugin {
    /// `words` are its texts: `kit::words!("<name>")`.
    pub fn new(name: &'static str, icon: &'static str, words: Sources) -> Self {
        Self {
            name,
            icon,
            words,
            commands: Vec::new(),
            taps: Vec::new(),
            jobs: Vec::new(),
            inline: Vec::new(),
            recurring: Vec::new(),
            settings: &[],
            health: Vec::new(),
            always: false,
        }
    }

    #[must_use]
    pub fn command<C: Command>(mut self, command: C) -> Self {
        self.commands.push(Arc::new(command));
        self
    }

    #[must_use]
    pub fn tap<T: Tap>(mut self, tap: T) -> Self {
        self.taps.push(Arc::new(tap));
        self
    }

    #[must_use]
    pub fn job<J: Job>(mut self, job: J) -> Self {
        self.jobs.push((J::NAME, Arc::new(job)));
        self
    }

    /// Answers to those who type the bot's name in any chat.
    #[must_use]
    pub fn inline<I: Inline>(mut self, inline: I) -> Self {
        self.inline.push(Arc::new(inline));
        self
    }

    /// Runs a job again and again by itself, on behalf of nobody: its messages must say where they go. `when` is a cron
    /// pattern, read in the shop's zone.
    #[must_use]
    pub fn every<J: Job>(mut self, when: &'static str, task: &J::Task) -> Self {
        self.recurring.push((J::NAME, when, serde_json::to_string(task).unwrap_or_default()));
        self
    }

    /// What administrators can set in the chat (`/settings`). Each field has a default; its words are
    /// `set-<plugin>-<name>` and `set-<plugin>-<name>-about`.
    #[must_use]
    pub fn settings(mut self, fields: &'static [FieldSpec]) -> Self {
        self.settings = fields;
        self
    }

    /// Something that can be unwell.
    #[must_use]
    pub fn health<H: Health>(mut self, health: H) -> Self {
        self.health.push(Arc::new(health));
        self
    }

    /// Its texts.
    pub fn words(&self) -> Sources {
        self.words
    }

    /// Part of the bot itself: works in every chat.
    #[must_use]
    pub fn always_on(mut self) -> Self {
        self.always = true;
        self
    }
}
