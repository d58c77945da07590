//! What a plugin brings, and the registry of all of them.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use anyhow::Context as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cx::Cx;
use crate::fault::Result;
use crate::jobs::JobCx;
use crate::people::Permission;
use crate::recurring::Recurring;
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

    fn run(&self, cx: &mut JobCx, task: Self::Task) -> impl Future<Output = Result<Reply>> + Send;
}

/// What a plugin knows for somebody who types the bot's name and a few words in any chat.
pub trait Inline: Send + Sync + 'static {
    const NEEDS: Permission;

    /// Best first. An empty list is an answer, too.
    fn answer(&self, cx: &mut Cx, words: &str) -> impl Future<Output = Result<Vec<Hit>>> + Send;
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

/// A command whose type is forgotten.
pub(crate) trait AnyCommand: Send + Sync {
    fn spec(&self) -> Spec;
    fn run<'a>(&'a self, cx: &'a mut Cx) -> Running<'a>;
    fn offers<'a>(&'a self, cx: &'a mut Cx, field: &'a str) -> Offering<'a>;
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
}

impl<J: Job> AnyJob for J {
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

/// A command and where it comes from.
#[derive(Clone)]
pub struct Registered {
    pub plugin: &'static str,
    pub spec: Spec,
    pub(crate) command: Arc<dyn AnyCommand>,
}

impl std::fmt::Debug for Registered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "/{}", self.spec.name)
    }
}

/// All plugins, in menu order.
pub struct Registry {
    plugins: Vec<PluginInfo>,
    commands: Vec<Registered>,
    by_name: HashMap<&'static str, usize>,
    taps: HashMap<&'static str, (&'static str, Arc<dyn AnyTap>)>,
    jobs: HashMap<&'static str, Arc<dyn AnyJob>>,
    inline: Vec<(&'static str, Arc<dyn AnyInline>)>,
    recurring: Vec<Recurring>,
}

/// A plugin, for menus and switches.
#[derive(Debug, Clone, Copy)]
pub struct PluginInfo {
    pub name: &'static str,
    pub icon: &'static str,
    pub always: bool,
    /// What administrators can set.
    pub settings: &'static [FieldSpec],
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry").field("commands", &self.commands).finish_non_exhaustive()
    }
}

impl Registry {
    /// Puts the plugins together; fails when two of them claim the same name.
    pub fn new(plugins: Vec<Plugin>) -> anyhow::Result<Self> {
        let mut all = Self {
            plugins: vec![],
            commands: vec![],
            by_name: HashMap::new(),
            taps: HashMap::new(),
            jobs: HashMap::new(),
            inline: vec![],
            recurring: vec![],
        };
        for plugin in plugins {
            all.plugins.push(PluginInfo {
                name: plugin.name,
                icon: plugin.icon,
                always: plugin.always,
                settings: plugin.settings,
            });
            for command in plugin.commands {
                let spec = command.spec();
                for name in spec.aliases.iter().chain([&spec.name]) {
                    anyhow::ensure!(
                        all.by_name.insert(name, all.commands.len()).is_none(),
                        "two commands are called /{name}"
                    );
                }
                all.commands.push(Registered { plugin: plugin.name, spec, command });
            }
            for tap in plugin.taps {
                let name = tap.spec().name;
                anyhow::ensure!(
                    all.taps.insert(name, (plugin.name, tap)).is_none(),
                    "two kinds of button are called {name}"
                );
            }
            for (name, job) in plugin.jobs {
                anyhow::ensure!(all.jobs.insert(name, job).is_none(), "two jobs are called {name}");
            }
            all.inline.extend(plugin.inline.into_iter().map(|inline| (plugin.name, inline)));
            for (job, when, task) in plugin.recurring {
                anyhow::ensure!(
                    all.jobs.contains_key(job),
                    "there is no job called {job} to be run again and again"
                );
                let when = when.parse().with_context(|| format!("{when}: the job {job} can never be due"))?;
                all.recurring.push(Recurring { job, when, task });
            }
            if let Some(field) = plugin.settings.iter().find(|field| field.default.is_none()) {
                anyhow::bail!("the setting {} of {} has no default", field.name, plugin.name);
            }
        }
        Ok(all)
    }

    pub fn plugins(&self) -> &[PluginInfo] {
        &self.plugins
    }

    pub fn commands(&self) -> &[Registered] {
        &self.commands
    }

    /// Each kind of button: its plugin and what it is.
    pub fn taps(&self) -> impl Iterator<Item = (&'static str, TapSpec)> {
        self.taps.values().map(|(plugin, tap)| (*plugin, tap.spec()))
    }

    /// A command by its name or one of its aliases, in any case.
    pub fn command(&self, name: &str) -> Option<&Registered> {
        let index = self.by_name.get(name).or_else(|| self.by_name.get(name.to_lowercase().as_str()))?;
        self.commands.get(*index)
    }

    pub(crate) fn tap(&self, name: &str) -> Option<(&'static str, Arc<dyn AnyTap>)> {
        self.taps.get(name).cloned()
    }

    pub(crate) fn inline(&self) -> &[(&'static str, Arc<dyn AnyInline>)] {
        &self.inline
    }

    /// The jobs that come round by themselves.
    pub fn recurring(&self) -> &[Recurring] {
        &self.recurring
    }

    pub(crate) fn job(&self, name: &str) -> Option<Arc<dyn AnyJob>> {
        self.jobs.get(name).cloned()
    }

    /// The commands whose names are nearest to a mistyped one, best first, at most three.
    pub fn nearest(&self, typed: &str) -> Vec<&Registered> {
        let typed = typed.to_lowercase();
        let mut near = BTreeMap::new();
        for (name, index) in &self.by_name {
            let distance = strsim::damerau_levenshtein(&typed, name);
            let close = distance <= 1 + name.len() / 4 || (typed.len() > 2 && name.starts_with(&typed));
            if close && let Some(command) = self.commands.get(*index) {
                near.insert((distance, *name), command);
            }
        }
        let mut found: Vec<&Registered> = Vec::new();
        for command in near.into_values() {
            if !found.iter().any(|have| have.spec.name == command.spec.name) {
                found.push(command);
            }
        }
        found.truncate(3);
        found
    }

    /// Every right that somebody can be given.
    pub fn permissions(&self) -> BTreeMap<&'static str, Permission> {
        let all =
            self.commands.iter().map(|c| c.spec.needs).chain(self.taps.values().map(|(_, t)| t.spec().needs));
        all.map(|p| (p.name, p)).collect()
    }
}
