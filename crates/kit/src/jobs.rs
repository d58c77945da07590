//! Work that outlives a message: queued with what asked for it, run by the queue library's workers, shown on a card.

use std::sync::Arc;
use std::time::Duration;

use async_recursion::async_recursion as boxed;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::cx::{Cx, to_json};
use crate::dispatch::{Done, compose_for_job, guarded, verdict_for_job};
use crate::event::{ChatKind, Did, Event, Who};
use crate::fault::{Context, Fault, Result};
use crate::guard::Circumstances;
use crate::ids::{ChatId, Place, ThreadId, UserId};
use crate::people::{Permission, Role};
use crate::plugin::Job;
use crate::reply::{Message, Priority, Reply};
use crate::store;
use crate::tap::{Button, JOB_CANCEL};
use crate::text::Text;

/// Calling off a job that somebody else started.
pub const CANCEL_OTHERS: Permission = Permission::new("jobs.cancel", Role::Lead);

/// Being one of the team: what a job needs that says nothing else.
pub(crate) const TEAM: Permission = Permission::new("team", Role::Staff);

/// A job that takes longer than this is broken: it should have gone in steps.
const LIMIT: Duration = Duration::from_hours(6);

/// How often a job may be begun without getting any further before it counts as broken. A long one may see many restarts.
const MOST_ATTEMPTS: i64 = 5;

/// A job at work.
pub struct JobCx {
    pub(crate) cx: Cx,
    id: i64,
    attempt: i64,
    checkpoint: Option<String>,
    /// What whoever it speaks for must have the right to, from the beginning to the end.
    needs: Permission,
    /// Whether anything of it was done.
    begun: bool,
    denied: bool,
}

impl std::fmt::Debug for JobCx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JobCx").field("id", &self.id).field("attempt", &self.attempt).finish_non_exhaustive()
    }
}

impl JobCx {
    /// What the job's words, clock and people are: those of the person who asked for it.
    pub fn cx(&mut self) -> &mut Cx {
        &mut self.cx
    }

    /// How far an earlier attempt had come.
    pub fn resumed<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(self.checkpoint.as_deref()?).ok()
    }

    /// Whether whoever it speaks for may still have it done: they may have lost the right meanwhile. Ask before each thing that
    /// costs; [`JobCx::step`] asks at its end. When it returns [`Fault::Refused`], pass it on.
    #[boxed]
    pub async fn allowed(&mut self) -> Result<()> {
        // What comes round by itself speaks for nobody.
        if self.cx.person.id == UserId(0) {
            return Ok(());
        }
        let app = Arc::clone(&self.cx.app);
        let who = self.cx.event.who.clone();
        let person = store::people::find(&mut app.db.read().await?, &who, &app.settings.owners).await?;
        if person.may(self.needs) {
            return Ok(());
        }
        self.denied = true;
        let key = if self.begun { "kit-job-stopped" } else { "kit-job-denied" };
        Err(self.cx.refuse(key, crate::args![]))
    }

    /// Whether [`JobCx::allowed`] has said no.
    pub fn is_denied(&self) -> bool {
        self.denied
    }

    /// Makes a step durable: what was written in [`Cx::tx`], the messages, and how far the job is now. When it returns
    /// [`Fault::Refused`], the job was called off, or may not go on: pass it on.
    pub async fn step(&mut self, so_far: &impl Serialize) -> Result<()> {
        let checkpoint = to_json(so_far)?;
        let mut done = Done::default();
        for message in std::mem::take(&mut self.cx.also) {
            crate::dispatch::one(&mut done, &self.cx, message);
        }
        let app = Arc::clone(&self.cx.app);
        let (id, attempt) = (self.id, self.attempt);
        let tx = self.cx.tx().await?;
        store::job::checkpoint(tx, id, attempt, &checkpoint).await?;
        done.write(tx, &app).await?;
        let tx = self.cx.tx.take().context("the transaction is gone")?;
        tx.commit().await?;
        self.begun = true;
        if store::job::cancelled(&mut app.db.read().await?, id).await? {
            return Err(self.cx.refuse("kit-job-cancelled", crate::args![]));
        }
        self.allowed().await
    }

    /// Shows on the job's card how far it is; becomes visible with the next [`JobCx::step`].
    pub fn progress(&mut self, what: &Text, done: usize, of: usize) {
        self.progress_live(what, Text::new(), done, of);
    }

    /// The same, with what has just been made: a draft where the messenger has drafts, else it stands on the card.
    pub fn progress_live(&mut self, what: &Text, live: Text, done: usize, of: usize) {
        let bar = bar(done, of);
        let count = self.cx.tell("kit-job-progress", crate::args![done = done, of = of]);
        let text = what.clone().push("\n").push(bar).push(" ").join(&count);
        let cancel = Button::built_in(self.cx.label("kit-cancel"), JOB_CANCEL, &self.id.to_string());
        let card = Message::new(text).row([cancel]).card(card_name(self.id)).priority(Priority::Progress);
        self.cx.also(card.live(live));
    }
}

/// Ten squares.
fn bar(done: usize, of: usize) -> String {
    let full = (done * 10).checked_div(of).unwrap_or(10).min(10);
    format!("{}{}", "▰".repeat(full), "▱".repeat(10 - full))
}

fn card_name(id: i64) -> String {
    format!("job:{id}")
}

pub(crate) async fn queue<J: Job>(cx: &mut Cx, task: &J::Task) -> Result<()> {
    let task = to_json(task)?;
    let (user, place, language, now) = (cx.person.id.0, cx.place(), cx.person.language.clone(), cx.now());
    let thread = place.thread.map(|t| t.0);
    let tx = cx.tx().await?;
    let job =
        store::job::New { name: J::NAME, task: &task, user, chat: place.chat.0, thread, language: &language };
    let id = store::job::insert(tx, &job, now).await?;
    store::job::enqueue(tx, id).await?;
    Ok(())
}

impl App {
    /// Runs a job by its number; a job that is over, or was called off before it began, is left alone.
    pub async fn run_job(self: &Arc<Self>, id: i64) -> db::Result<()> {
        let mut tx = self.db.begin().await?;
        let Some((attempt, stalls)) = store::job::start(&mut tx, id).await? else {
            return tx.rollback().await;
        };
        let row = store::job::find(&mut tx, id).await?;
        tx.commit().await?;
        let Some(row) = row else { return Ok(()) };
        let cx = self.job_cx(&row).await?;
        let started = self.clock.now();
        let (name, task, cancel) = (row.name.clone(), row.task.clone(), row.cancel);
        let needs = self.registry.job(&name).map_or(TEAM, |job| job.needs());
        let (checkpoint, begun) = (row.checkpoint, attempt > 1);
        let mut job_cx = JobCx { id, attempt, checkpoint, needs, begun, denied: false, cx };
        // They asked for it when they still might.
        let result = if let Err(fault) = job_cx.allowed().await {
            Err(fault)
        } else if cancel {
            Err(job_cx.cx.refuse("kit-job-cancelled", crate::args![]))
        } else if stalls > MOST_ATTEMPTS {
            Err(Fault::Broken(anyhow::anyhow!(
                "it was begun {MOST_ATTEMPTS} times without getting any further"
            )))
        } else {
            run(self, &mut job_cx, &name, &task).await
        };
        if matches!(&result, Err(Fault::Broken(error)) if error.downcast_ref::<db::Error>().is_some_and(|e| matches!(e, db::Error::Stale)))
        {
            return Ok(());
        }
        self.end_job(job_cx, &name, started, result).await
    }

    async fn job_cx(self: &Arc<Self>, row: &store::job::Row) -> db::Result<Cx> {
        let who = Who {
            id: UserId(row.user_id),
            name: String::new(),
            username: None,
            language: Some(row.language.clone()),
        };
        let person = store::people::find(&mut self.db.read().await?, &who, &self.settings.owners).await?;
        let place = Place { chat: ChatId(row.chat_id), thread: row.thread_id.map(ThreadId) };
        let chat = if row.chat_id > 0 { ChatKind::Private } else { ChatKind::Group };
        let event = Event { who, place, chat, did: Did::Other };
        Ok(Cx::new(Arc::clone(self), Arc::new(event), person, Circumstances::default()))
    }

    async fn end_job(
        &self,
        job: JobCx,
        name: &str,
        started: db::Timestamp,
        result: Result<Reply>,
    ) -> db::Result<()> {
        let JobCx { mut cx, id, attempt, denied, .. } = job;
        let (reply, outcome, state) = match result {
            Ok(reply) if denied => (reply, "denied: right".to_owned(), "failed"),
            Ok(reply) => (reply, "ok".to_owned(), "done"),
            Err(fault) => {
                crate::dispatch::undo(&mut cx);
                let cancelled = store::job::cancelled(&mut self.db.read().await?, id).await?;
                let (text, outcome) = verdict_for_job(&cx, name, fault);
                let outcome = if denied { "denied: right".to_owned() } else { outcome };
                (Reply::text(text), outcome, if cancelled { "cancelled" } else { "failed" })
            }
        };
        let mut done = Done::default();
        let reply = on_card(reply, &card_name(id));
        compose_for_job(&mut done, &cx, reply, (name, &outcome, started));
        let mut tx = match cx.tx.take() {
            Some(tx) => tx,
            None => self.db.begin().await?,
        };
        match store::job::finish(&mut tx, id, attempt, state, self.clock.now()).await {
            // Another attempt has taken over; it will say what is to be said.
            Err(db::Error::Stale) => return tx.rollback().await,
            other => other?,
        }
        done.write(&mut tx, self).await?;
        tx.commit().await
    }
}

async fn run(app: &App, cx: &mut JobCx, name: &str, task: &str) -> Result<Reply> {
    let job = app.registry.job(name).context(format!("there is no job called {name} in this version"))?;
    let running = job.run(cx, task).context(format!("the task of {name} is from another version"))?;
    guarded(running, LIMIT).await
}

/// The first message takes the card's place, so that no stale progress stays behind.
fn on_card(mut reply: Reply, card: &str) -> Reply {
    if let Some(first) = reply.messages.first_mut()
        && first.file.is_none()
    {
        first.options.card = Some(card.to_owned());
    }
    reply
}
