//! What a command sees of the world while it runs.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_recursion::async_recursion as boxed;
use chrono::DateTime;
use chrono_tz::Tz;
use db::{Conn, Db, Timestamp, Tx};
use rand::rngs::StdRng;
use serde::Serialize;

use crate::app::App;
use crate::args::{Given, Values};
use crate::dispatch::Album;
use crate::event::{Attached, ChatKind, Event};
use crate::fault::{Context, Fault, Result};
use crate::guard::{Action, Circumstances, Denied, authorize};
use crate::ids::{MessageId, Place, UserId};
use crate::numbers::localized;
use crate::people::{Permission, Person};
use crate::plugin::Job;
use crate::registry::{Registered, Registry};
use crate::reply::{Message, Outgoing};
use crate::spec::{Chats, Field, FieldSpec, Input, Spec};
use crate::store;
use crate::text::Text;
use crate::words::Args;
use crate::zones::UnknownZone;

/// The largest file a person can hand over, in bytes: what Telegram gives out to bots.
pub const INPUT_BYTES: u64 = 20 * 1024 * 1024;

/// One command, tap or form step at work. Nothing it says or changes is real before it has returned and all of it was
/// committed at once.
pub struct Cx {
    pub(crate) app: Arc<App>,
    pub(crate) event: Arc<Event>,
    /// Who asks.
    pub person: Person,
    pub(crate) circumstances: Circumstances,
    pub(crate) values: Values,
    pub(crate) tx: Option<Tx>,
    pub(crate) also: Vec<Message>,
    pub(crate) audit: BTreeMap<String, String>,
    /// Command menus that have changed.
    pub(crate) menus: Vec<Outgoing>,
    /// The album that a message in a group belongs to.
    pub(crate) album: Album,
    /// Whether a form is open in this conversation.
    pub(crate) form_open: bool,
    /// Files of this conversation that came without a command.
    pub(crate) files: Values,
    /// What came was an answer in it.
    pub(crate) answers: bool,
    pub(crate) close_form: bool,
    /// The command whose use counts, where there is a least time between two.
    pub(crate) used: Option<&'static str>,
}

impl std::fmt::Debug for Cx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cx")
            .field("person", &self.person.id)
            .field("place", &self.event.place)
            .finish_non_exhaustive()
    }
}

impl Cx {
    pub(crate) fn new(
        app: Arc<App>,
        event: Arc<Event>,
        person: Person,
        circumstances: Circumstances,
    ) -> Self {
        let (values, audit) = (Values::new(), BTreeMap::new());
        let (tx, also, menus) = (None, Vec::new(), Vec::new());
        Self {
            app,
            event,
            person,
            circumstances,
            values,
            tx,
            also,
            audit,
            menus,
            album: Album::default(),
            form_open: false,
            files: Values::new(),
            answers: false,
            close_form: false,
            used: None,
        }
    }

    // ---- what was asked

    /// A field of the command. One without a value and without a default is asked for before the command runs.
    pub fn get<T: FromGiven>(&self, field: &Field<T>) -> Result<T> {
        let given = self.values.get(field.spec.name);
        let text = match given {
            Some(Given::Text(text)) => Some(text.as_str()),
            Some(Given::File(_)) => None,
            None => field.spec.default,
        };
        let text = text.context(format!("the field {} has no value", field.spec.name))?;
        T::from_given(text).context(format!("the field {} holds something else", field.spec.name))
    }

    /// Whether something was given for the field, rather than its default.
    pub fn given<T>(&self, field: &Field<T>) -> bool {
        self.values.contains_key(field.spec.name)
    }

    /// What a person handed over to work on: their words, or the bytes of their file.
    #[boxed]
    pub async fn input(&self, field: &Field<Input>) -> Result<Input> {
        let text = match self.values.get(field.spec.name) {
            Some(Given::File(file)) => return self.fetch(file).await,
            Some(Given::Text(text)) => Some(text.as_str()),
            None => field.spec.default,
        };
        let text = text.context(format!("the field {} has no value", field.spec.name))?;
        Ok(Input { bytes: text.as_bytes().to_vec(), name: None })
    }

    /// The file that was handed over, as it lies at the messenger; none when it was text.
    pub fn attached(&self, field: &Field<Input>) -> Option<Attached> {
        match self.values.get(field.spec.name)? {
            Given::File(file) => Some(file.clone()),
            Given::Text(_) => None,
        }
    }

    /// The bytes of a file that lies at the messenger; one that is too large is refused.
    #[boxed]
    pub async fn fetch(&self, file: &Attached) -> Result<Input> {
        if file.size.is_some_and(|size| size > INPUT_BYTES) {
            return Err(self.refuse("kit-file-too-big", crate::args![megabytes = INPUT_BYTES / 1024 / 1024]));
        }
        let bytes = self.app.files.fetch(file, INPUT_BYTES).await;
        let bytes = bytes.map_err(|cause| Fault::unavailable("Telegram", cause))?;
        self.answered("Telegram");
        Ok(Input { bytes, name: Some(file.name.clone()) })
    }

    /// Where it was asked.
    pub fn place(&self) -> Place {
        self.event.place
    }

    pub fn chat(&self) -> ChatKind {
        self.event.chat
    }

    /// What the messages of several files that were sent at once have in common.
    pub fn album(&self) -> Option<&str> {
        match &self.event.did {
            crate::event::Did::Say(said) => said.album.as_deref(),
            _ => None,
        }
    }

    /// Whether a button was pressed, and the message it hangs on.
    pub fn tapped(&self) -> Option<MessageId> {
        match &self.event.did {
            crate::event::Did::Tap { message, .. } => *message,
            _ => None,
        }
    }

    // ---- words

    /// A sentence in the person's language.
    pub fn say(&self, key: &str) -> Text {
        self.tell(key, Args::new())
    }

    /// A sentence with values: `cx.tell("stock-left", args![count = 3])`.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "made for the call by args![], so a reference would only be noise"
    )]
    pub fn tell(&self, key: &str, args: Args) -> Text {
        self.app.words.text(&self.person.language, key, &args)
    }

    /// Words where no styles are shown, as on a button.
    pub fn label(&self, key: &str) -> String {
        self.say(key).body
    }

    /// The same, or a word that all languages share where nobody wrote another down.
    pub fn label_or(&self, key: &str, word: &str) -> String {
        if self.app.words.has("en", key) { self.label(key) } else { word.to_owned() }
    }

    /// A sentence in somebody else's language.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "made for the call by args![], so a reference would only be noise"
    )]
    pub fn tell_in(&self, language: &str, key: &str, args: Args) -> Text {
        self.app.words.text(language, key, &args)
    }

    /// A number as this person writes it: `12,345` or `12 345`. Decimals have a point: `cx.number("249.00")`.
    pub fn number(&self, number: impl std::fmt::Display) -> String {
        self.number_in(&self.person.language, number)
    }

    /// A number as somebody else writes it.
    pub fn number_in(&self, language: &str, number: impl std::fmt::Display) -> String {
        localized(language, &number.to_string())
    }

    /// The refusal to return: what was wrong and what to do.
    pub fn refuse(&self, key: &str, args: Args) -> Fault {
        Fault::Refused { text: self.tell(key, args), field: None }
    }

    /// The refusal of a zone that nobody knows, with those that sound alike.
    pub fn unknown_zone(&self, unknown: &UnknownZone) -> Fault {
        let args = crate::args![name = unknown.name.clone(), similar = unknown.similar.join(", ")];
        self.refuse(if unknown.similar.is_empty() { "kit-unknown-zone" } else { "kit-similar-zones" }, args)
    }

    /// Checks a word against a field; a word that does not fit is refused.
    pub fn fit(&self, field: &FieldSpec, word: &str) -> Result<String> {
        let fitted = crate::args::fit(field, word);
        fitted.map_err(|misfit| Fault::Refused {
            text: crate::dispatch::misfit_text(self, &misfit),
            field: None,
        })
    }

    // ---- the world

    pub fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    /// A moment in the zone this person reads times in.
    pub fn local(&self, at: Timestamp) -> DateTime<Tz> {
        at.to_utc().with_timezone(&self.zone())
    }

    /// The zone this person reads times in: their own, or the shop's.
    pub fn zone(&self) -> Tz {
        self.person.zone.unwrap_or(self.app.settings.zone)
    }

    /// What administrators have set for a plugin, or the setting's default.
    #[boxed]
    pub async fn setting<T: FromGiven>(&self, plugin: &str, field: &Field<T>) -> Result<T> {
        let set = store::setting::find(&mut self.read().await?, plugin, field.spec.name).await?;
        let text = set.as_deref().or(field.spec.default);
        text.and_then(T::from_given).context(format!("the setting {} has no value", field.spec.name))
    }

    /// A cryptographic generator.
    pub fn rng(&self) -> StdRng {
        self.app.dice.rng()
    }

    pub fn registry(&self) -> &Registry {
        &self.app.registry
    }

    pub fn owners(&self) -> &[UserId] {
        &self.app.settings.owners
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// A connection to read what is committed.
    #[boxed]
    pub async fn read(&self) -> Result<Conn> {
        Ok(self.app.db.read().await?)
    }

    /// The transaction in which everything this command does becomes real together. On SQLite nobody else can write
    /// while it is open, so do the slow things first.
    pub async fn tx(&mut self) -> Result<&mut Tx> {
        if self.tx.is_none() {
            self.tx = Some(self.app.db.begin().await?);
        }
        self.tx.as_mut().context("the transaction is gone")
    }

    /// Takes back what was written and said so far: nothing of it becomes real.
    pub fn forget(&mut self) {
        crate::dispatch::undo(self);
    }

    /// Says something to somebody else, or in another place, when this command is committed.
    pub fn also(&mut self, message: Message) {
        self.also.push(message);
    }

    /// Whether this is an answer in a form, rather than the word or the button that a form begins with.
    pub fn answers(&self) -> bool {
        self.answers
    }

    /// Lets go of the form that is open in this conversation; `false` when there is none.
    pub fn close_form(&mut self) -> bool {
        self.close_form = true;
        self.form_open
    }

    /// Shows a person the command menu that is theirs now, after their role, their language or what is switched on for them
    /// has changed.
    #[boxed]
    pub async fn show_commands(&mut self, person: &Person) -> Result<()> {
        let off = store::inbox::switched_off(self.tx().await?, person.id.0).await?;
        self.menus.push(self.app.command_menu(person, &off));
        Ok(())
    }

    /// Writes a fact about what was changed into the audit: no secrets, and nothing that people typed.
    #[expect(clippy::needless_pass_by_value, reason = "a value to be kept, whatever its type")]
    pub fn note(&mut self, what: &str, value: impl ToString) {
        self.audit.insert(what.to_owned(), value.to_string());
    }

    /// Queues a job; it becomes real with this command. Its card appears with the first progress.
    #[boxed]
    pub async fn queue<J: Job>(&mut self, task: &J::Task) -> Result<()> {
        crate::jobs::queue::<J>(self, task).await
    }

    // ---- rights

    /// Whether this person could do this here and now, leaving aside how often.
    pub fn may_run(&self, command: &Registered) -> bool {
        self.authorize(command.plugin, &command.spec).is_ok()
    }

    pub fn may(&self, permission: Permission) -> bool {
        self.person.may(permission)
    }

    /// What this chat has switched off.
    pub fn switched_off(&self) -> &[String] {
        &self.circumstances.off
    }

    /// What is switched off somewhere else.
    #[boxed]
    pub async fn switched_off_in(&self, place: Place) -> Result<Vec<String>> {
        Ok(store::inbox::switched_off(&mut self.read().await?, place.chat.0).await?)
    }

    pub(crate) fn authorize(&self, plugin: &str, spec: &Spec) -> Result<(), Denied> {
        self.authorize_action(&Action::of(plugin, spec))
    }

    pub(crate) fn authorize_action(&self, action: &Action<'_>) -> Result<(), Denied> {
        authorize(&self.person, self.event.chat, action, &self.circumstances)
    }

    /// The commands this person may use here, in menu order: those for the menu, which are a part of those for help.
    pub fn usable(&self, hidden_too: bool) -> Vec<&Registered> {
        let here = |c: &&Registered| {
            hidden_too
                || (!c.spec.hidden
                    && (c.spec.chats != Chats::GroupsOnly || self.event.chat != ChatKind::Private))
        };
        self.registry().commands().iter().filter(here).filter(|c| self.may_run(c)).collect()
    }
}

/// A value that a field can hold.
pub trait FromGiven: Sized {
    fn from_given(text: &str) -> Option<Self>;
}

impl FromGiven for String {
    fn from_given(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl FromGiven for i64 {
    fn from_given(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// A value as JSON, for the database.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).context("a value cannot be written as JSON")
}
