//! What every command, tap and job runs in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_recursion::async_recursion as boxed;
use async_trait::async_trait;
use chrono_tz::Tz;
use db::{Db, Timestamp};

use crate::clock::{Clock, Dice};
use crate::event::Attached;
use crate::ids::{ChatId, Place, UserId};
use crate::outage::Outages;
use crate::people::{Person, Role};
use crate::plugin::Plugin;
use crate::registry::Registry;
use crate::reply::{Outgoing, Priority, What};
use crate::spec::{Chats, Spec};
use crate::store;
use crate::words::{Args, LANGUAGES, Sources, Words};

/// Where files that people sent are fetched from.
#[async_trait]
pub trait Files: Send + Sync {
    /// The bytes of a file; an error when it is larger than `most` bytes or cannot be had.
    async fn fetch(&self, file: &Attached, most: u64) -> anyhow::Result<Vec<u8>>;
}

/// What differs from one installation to the next.
#[derive(Debug, Clone)]
pub struct Settings {
    pub owners: Vec<UserId>,
    /// The bot's user name without the @; commands meant for another bot are left alone.
    pub username: String,
    /// The name of this running copy of the program, with the number of its run: `main#7`.
    pub owner: String,
    /// Where times are read when a person has not chosen a zone, and when daily work begins.
    pub zone: Tz,
    /// A failing update is tried this often before it is set aside.
    pub attempts: i64,
}

/// Built once at start and handed to everything.
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub dice: Dice,
    pub words: Words,
    pub registry: Registry,
    pub files: Arc<dyn Files>,
    pub settings: Settings,
    pub(crate) outages: Outages,
    cooldowns: Mutex<HashMap<(UserId, String), Timestamp>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// What an [`App`] is built on.
pub struct Ground {
    pub db: Db,
    pub clock: Clock,
    pub dice: Dice,
    pub files: Arc<dyn Files>,
    pub settings: Settings,
}

impl App {
    pub fn new(ground: Ground, plugins: Vec<Plugin>) -> anyhow::Result<Self> {
        let mut sources: Vec<Sources> = vec![crate::words!("kit")];
        sources.extend(plugins.iter().map(|plugin| plugin.words));
        let words = Words::load(&sources)?;
        let registry = Registry::new(plugins)?;
        let Ground { db, clock, dice, files, settings } = ground;
        let cooldowns = Mutex::new(HashMap::new());
        let outages = Outages::default();
        Ok(Self { db, clock, dice, words, registry, files, settings, outages, cooldowns })
    }

    /// The commands a person sees behind the menu button of their private chat: exactly those they may use there, where
    /// these modules are switched off.
    pub fn command_menu(&self, person: &Person, off: &[String]) -> Outgoing {
        let private = |spec: &Spec| !spec.hidden && spec.chats != Chats::GroupsOnly;
        let on = |plugin: &str| !off.iter().any(|name| name == plugin);
        let commands = self.registry.commands().iter().filter(|c| private(&c.spec) && on(c.plugin));
        let mine = commands.filter(|c| person.may(c.spec.needs));
        let commands =
            mine.map(|c| (c.spec.name.to_owned(), self.about(&person.language, c.spec.name))).collect();
        let what = What::Commands { user: Some(person.id), groups: false, language: String::new(), commands };
        Outgoing { to: Place::private(person.id), what, priority: Priority::Report }
    }

    /// What a command is for, in a sentence.
    pub fn about(&self, language: &str, command: &str) -> String {
        self.words.label(language, &format!("cmd-{command}-about"), &Args::new())
    }

    /// Everybody's command menu: for those the bot does not know and for groups, in every language, and for each of the team.
    /// In groups it holds what any of the staff may use there; strangers who read it there are refused as ever.
    #[boxed]
    pub async fn command_menus(&self) -> db::Result<Vec<Outgoing>> {
        let shared =
            |spec: &Spec| !spec.hidden && spec.chats != Chats::PrivateOnly && spec.needs.from <= Role::Staff;
        let in_groups: Vec<_> = self.registry.commands().iter().filter(|c| shared(&c.spec)).collect();
        let menu = |language: &str, groups: bool| {
            let named = |name: &str| (name.to_owned(), self.about(language, name));
            let commands = if groups {
                in_groups.iter().map(|command| named(command.spec.name)).collect()
            } else {
                vec![named("start")]
            };
            // The first language is also the one for every language that the bot does not speak.
            let language = if language == "en" { String::new() } else { language.to_owned() };
            let what = What::Commands { user: None, groups, language, commands };
            Outgoing { to: Place { chat: ChatId(0), thread: None }, what, priority: Priority::Report }
        };
        let for_all = LANGUAGES.iter().flat_map(|language| [menu(language, false), menu(language, true)]);
        let mut menus: Vec<_> = for_all.collect();
        let mut on = self.db.read().await?;
        for person in store::people::team(&mut on, &self.settings.owners).await? {
            let off = store::inbox::switched_off(&mut on, person.id.0).await?;
            menus.push(self.command_menu(&person, &off));
        }
        Ok(menus)
    }

    /// How long until this person may use this again.
    pub(crate) fn cooldown(&self, who: UserId, name: &str) -> Duration {
        let cooldowns = self.cooldowns.lock().unwrap_or_else(PoisonError::into_inner);
        cooldowns.get(&(who, name.to_owned())).map_or(Duration::ZERO, |until| until.since(self.clock.now()))
    }

    pub(crate) fn start_cooldown(&self, who: UserId, name: &str, length: Duration) {
        let now = self.clock.now();
        let mut cooldowns = self.cooldowns.lock().unwrap_or_else(PoisonError::into_inner);
        cooldowns.retain(|_, until| *until > now);
        cooldowns.insert((who, name.to_owned()), now.plus(length));
    }

    /// Nothing came of the use, so it does not count.
    pub(crate) fn end_cooldown(&self, who: UserId, name: &str) {
        let mut cooldowns = self.cooldowns.lock().unwrap_or_else(PoisonError::into_inner);
        cooldowns.remove(&(who, name.to_owned()));
    }
}
