//! A chat on a stage: plugins are tried by people who write, press and send, and by reading what they got.
//!
//! Everything is real but the messenger: the kit's dispatcher, the plugin, a database (SQLite, or PostgreSQL where
//! `QUARTERMASTER_TEST_DATABASE_URL` names a server). Time stands still unless it is moved; nothing sleeps.
//!
//! ```text
//! let stage = Stage::new([toolbox::plugin()]).await;
//! stage.anna().says("/b64 hello").await;
//! insta::assert_snapshot!(stage.transcript());
//! ```

mod actor;
mod chats;
mod database;
mod log;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kit::db::Timestamp;
use kit::{App, Clock, Committer, Dice, Ground, Plugin, Role, Settings, UserId, Who, store};
use tokio::sync::Notify;

pub use actor::Actor;
use chats::Chats;

/// The people of the default world: the number, the name, the user name, the language and the role of each.
pub const PEOPLE: [(i64, &str, &str, &str, Role); 5] = [
    (101, "Olena", "olena", "uk", Role::Owner),
    (102, "Lea", "lea", "en", Role::Lead),
    (103, "Anna", "anna", "en", Role::Staff),
    (104, "Ben", "ben", "ru", Role::Staff),
    (105, "Sam", "sam", "en", Role::Stranger),
];

/// The group everybody but Sam is in.
pub const GROUP: i64 = -201;

/// Saturday, 21 November 2026, noon in UTC.
const NOON: Timestamp = Timestamp::from_secs(1_795_262_400);

/// A world with people, chats, a clock and the plugins under test.
pub struct Stage {
    pub app: Arc<App>,
    committer: Committer,
    chats: Arc<Mutex<Chats>>,
    clock: Clock,
    _database: database::Scratch,
}

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stage")
    }
}

impl Stage {
    /// Opens the curtain: a fresh database, everybody in their role, the clock at noon.
    pub async fn new(plugins: impl IntoIterator<Item = Plugin>) -> Self {
        log::listen();
        let (database, db) = database::Scratch::open().await;
        let chats = Arc::new(Mutex::new(Chats::default()));
        let clock = Clock::starting_at(NOON);
        let owner = "stage#1".to_owned();
        let settings = Settings {
            owners: vec![UserId(101)],
            username: "quartermaster_bot".into(),
            owner,
            zone: chrono_tz::Tz::UTC,
            attempts: 3,
        };
        let files = Arc::new(chats::Uploaded(Arc::clone(&chats)));
        let ground = Ground { db, clock: clock.clone(), dice: Dice::seeded(7), files, settings };
        let app = App::new(ground, plugins.into_iter().collect());
        let app = Arc::new(app.unwrap_or_else(|error| panic!("the plugins do not fit together: {error:#}")));
        let committer = Committer::start(Arc::clone(&app), Arc::new(Notify::new()));
        let stage = Self { app, committer, chats, clock, _database: database };
        stage.people().await;
        stage
    }

    async fn people(&self) {
        let ready = async {
            let mut tx = self.app.db.begin().await?;
            for (id, name, username, language, role) in PEOPLE {
                let who = Who {
                    id: UserId(id),
                    name: name.into(),
                    username: Some(username.into()),
                    language: Some(language.into()),
                };
                let person = store::people::find(&mut tx, &who, &[]).await?;
                if role > Role::Stranger {
                    store::people::meet(&mut tx, &person, NOON).await?;
                }
                if role > Role::Stranger && role < Role::Owner {
                    store::people::set_role(&mut tx, UserId(id), role).await?;
                }
            }
            tx.commit().await
        };
        ready.await.unwrap_or_else(|error| panic!("the people could not take their places: {error}"));
    }

    /// The owner; speaks Ukrainian.
    pub fn olena(&self) -> Actor<'_> {
        Actor::new(self, 101)
    }

    /// A lead.
    pub fn lea(&self) -> Actor<'_> {
        Actor::new(self, 102)
    }

    /// Staff.
    pub fn anna(&self) -> Actor<'_> {
        Actor::new(self, 103)
    }

    /// Staff; speaks Russian.
    pub fn ben(&self) -> Actor<'_> {
        Actor::new(self, 104)
    }

    /// Somebody nobody knows.
    pub fn sam(&self) -> Actor<'_> {
        Actor::new(self, 105)
    }

    /// What was said since the last look, a line a message.
    pub fn transcript(&self) -> String {
        self.chats().read()
    }

    /// Lets everything so far pass without a look.
    pub fn skip(&self) {
        self.chats().read();
    }

    /// What the program has logged as an error since the last look. A story that wants none fails when there is one.
    pub fn errors(&self) -> Vec<String> {
        log::errors()
    }

    /// The newest file anybody got from the bot: its name and its bytes.
    pub fn file(&self) -> (String, Vec<u8>) {
        self.chats().last_file()
    }

    /// The words of the bot's newest message.
    pub fn last(&self) -> String {
        self.chats().last_text()
    }

    /// Moves the clock on.
    pub fn wait(&self, time: Duration) {
        self.clock.advance(time);
    }

    /// Moves the clock on, and lets the work be done that comes round by itself.
    pub async fn passes(&self, time: Duration) {
        self.wait(time);
        let due = async {
            self.app.queue_due().await?;
            self.olena().settle().await
        };
        due.await.unwrap_or_else(|error| panic!("the stage's database gave way: {error}"));
    }

    /// The audit, newest first: `person path name outcome`.
    pub async fn audit(&self, most: i64) -> Vec<String> {
        let rows = async { store::audit::newest(&mut self.app.db.read().await?, most).await };
        let rows = rows.await.unwrap_or_else(|error| panic!("the audit cannot be read: {error}"));
        rows.into_iter()
            .map(|(user, path, name, outcome)| format!("{} {path} {name} {outcome}", name_of(user)))
            .collect()
    }

    fn chats(&self) -> MutexGuard<'_, Chats> {
        self.chats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let errors = self.errors();
            assert!(
                errors.is_empty(),
                "the program has logged errors (if they belong to the story, look at stage.errors()):\n{}",
                errors.join("\n")
            );
            let unread = self.chats().read();
            assert!(
                unread.is_empty(),
                "the story ends, but nobody has read this (look at it, or say stage.skip()):\n{unread}"
            );
        }
    }
}

fn name_of(id: i64) -> String {
    PEOPLE
        .iter()
        .find(|(of, ..)| *of == id)
        .map_or_else(|| id.to_string(), |(_, name, ..)| (*name).to_owned())
}

/// The page that teaches to write a plugin is a program; the documentation tests compile and run it.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/writing-a-plugin.md")]
struct WritingAPlugin;
