//! All plugins, put together.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use async_recursion::async_recursion as boxed;
use db::Db;

use crate::people::Permission;
use crate::plugin::{AnyCommand, AnyHealth, AnyInline, AnyJob, AnyTap, Plugin};
use crate::recurring::Recurring;
use crate::spec::{FieldSpec, Spec};
use crate::tap::TapSpec;

/// So long a look at a plugin's health may take.
const LOOK: Duration = Duration::from_mins(1);

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
    health: Vec<Arc<dyn AnyHealth>>,
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
            health: vec![],
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
            all.health.extend(plugin.health);
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

    /// How what the plugins stand on is, each in a sentence. What has not answered in time is not well.
    #[boxed]
    pub async fn health(&self, db: Option<&Db>) -> Vec<Result<String, String>> {
        let mut found = Vec::new();
        for health in &self.health {
            let look = tokio::time::timeout(LOOK, health.look(db)).await;
            found.push(look.unwrap_or_else(|_| {
                Err(format!("A look at the plugins' health was broken off after {} s.", LOOK.as_secs()))
            }));
        }
        found
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
