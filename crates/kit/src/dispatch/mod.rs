//! From what a person did to what becomes of it: find out what is meant, ask whether they may, run it under guard, and
//! make everything that follows durable in one transaction.

mod album;
mod commit;
mod compose;
mod form;
mod inline;
mod route;
mod run;
mod tap;

use std::collections::BTreeMap;
use std::sync::Arc;

use db::{Timestamp, Tx};

use crate::app::App;
use crate::cx::Cx;
use crate::event::{Did, Event};
use crate::guard::Circumstances;
use crate::ids::{InboxId, UserId};
use crate::reply::Outgoing;
use crate::store;
use crate::tap::TapValue;

pub(crate) use album::Album;
pub use commit::Committer;
pub(crate) use compose::{compose, compose_for_job, one};
pub(crate) use route::{misfit_text, undo};
pub(crate) use run::{guarded, guarded_for, verdict, verdict_for_job};

/// An update on its way through the dispatcher.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its row in the inbox; none for what did not come from there.
    pub inbox: Option<InboxId>,
    /// The conversation it belongs to; forms are kept under it.
    pub lane: String,
    pub received_at: Timestamp,
}

/// Everything that follows from one update, ready to become durable at once.
#[derive(Debug, Default)]
pub struct Done {
    pub(crate) inbox: Option<InboxId>,
    /// Whether its lane goes too fast, so that it can wait for others to share a commit with.
    pub(crate) floods: bool,
    /// The transaction the command has written in, when it has.
    pub(crate) tx: Option<Tx>,
    pub(crate) outgoing: Vec<Outgoing>,
    pub(crate) blobs: Vec<(String, Vec<u8>)>,
    pub(crate) taps: Vec<(String, TapValue)>,
    pub(crate) audit: Option<store::audit::Row>,
    pub(crate) form: Option<(String, FormChange)>,
    /// Where an album is kept, and what of it.
    pub(crate) album: Option<(String, store::form::Open)>,
    pub(crate) met: Option<crate::people::Person>,
    /// A group's old and new number.
    pub(crate) migrated: Option<(i64, i64)>,
    /// A use that counts once this is durable: whose, and of which command.
    pub(crate) used: Option<(UserId, &'static str)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormChange {
    Save(store::form::Open),
    Close,
    /// The files that wait, apart from any question.
    Stash(crate::args::Values),
}

/// What came of the part that ran.
pub(crate) struct Answer {
    pub reply: crate::reply::Reply,
    pub path: &'static str,
    pub name: String,
    pub outcome: String,
    pub form: Option<FormChange>,
    /// Whether the toast must be confirmed.
    pub alert: bool,
}

impl Answer {
    /// An answer of the bot itself, which is no command's and leaves no audit row.
    pub fn quiet(reply: crate::reply::Reply) -> Self {
        Self { reply, path: "", name: String::new(), outcome: "ok".into(), form: None, alert: false }
    }

    #[must_use]
    pub fn form(mut self, change: FormChange) -> Self {
        self.form = Some(change);
        self
    }
}

impl App {
    /// Handles one event. What it returns has not happened yet: it must be committed.
    pub async fn handle(self: &Arc<Self>, event: Event, arrival: &Arrival) -> db::Result<Done> {
        let started = self.clock.now();
        let event = Arc::new(event);
        let mut done = Done { inbox: arrival.inbox, ..Done::default() };
        if let Did::Migrated { to } = event.did {
            done.migrated = Some((event.place.chat.0, to.0));
            return Ok(done);
        }
        if matches!(event.did, Did::Other) {
            return Ok(done);
        }
        let (mut cx, open) = self.circumstances(&event, &arrival.lane).await?;
        cx.form_open = open.is_some();
        if !cx.person.met || is_renamed(&cx) {
            cx.person.name.clone_from(&event.who.name);
            cx.person.username.clone_from(&event.who.username);
            done.met = Some(cx.person.clone());
        }
        let album = album::lane(&event, &arrival.lane);
        if let Some(lane) = &album {
            cx.album = Album::of(store::form::find(&mut self.db.read().await?, lane).await?, &event);
        }
        let answer = route::route(&mut cx, open).await;
        done.album = album.zip(cx.album.next.take());
        done.tx = cx.tx.take();
        done.used = cx.used.map(|name| (cx.person.id, name));
        let closed = cx.close_form.then_some(FormChange::Close);
        done.form = answer.form.clone().or(closed).map(|change| (arrival.lane.clone(), change));
        if !answer.name.is_empty() {
            done.audit = Some(audit_row(&cx, &answer, started));
        }
        compose(&mut done, &cx, answer);
        Ok(done)
    }

    /// Who asks, what is switched off here, and the form that is open in this conversation.
    async fn circumstances(
        self: &Arc<Self>,
        event: &Arc<Event>,
        lane: &str,
    ) -> db::Result<(Cx, Option<store::form::Open>)> {
        let mut on = self.db.read().await?;
        let scene =
            store::scene::find(&mut on, &event.who, event.place.chat, lane, &self.settings.owners).await?;
        let store::scene::Scene { person, off, maintenance, open, files } = scene;
        let circumstances = Circumstances { off, maintenance, cooldown: std::time::Duration::ZERO };
        let mut cx = Cx::new(Arc::clone(self), Arc::clone(event), person, circumstances);
        cx.files = files;
        Ok((cx, open))
    }

    /// A short code that joins what a person reads to what the log says.
    pub(crate) fn code(&self) -> String {
        self.dice.code(6)
    }
}

fn is_renamed(cx: &Cx) -> bool {
    cx.person.name != cx.event.who.name || cx.person.username != cx.event.who.username
}

fn audit_row(cx: &Cx, answer: &Answer, started: Timestamp) -> store::audit::Row {
    let place = cx.place();
    let took = cx.now().since(started);
    store::audit::Row {
        at: started,
        user: cx.person.id.0,
        chat: place.chat.0,
        thread: place.thread.map(|t| t.0),
        path: answer.path,
        name: answer.name.clone(),
        outcome: answer.outcome.clone(),
        detail: BTreeMap::clone(&cx.audit),
        duration_us: i64::try_from(took.as_micros()).unwrap_or(i64::MAX),
    }
}
