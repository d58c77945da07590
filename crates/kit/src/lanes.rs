//! Conversation queues: inside a lane (chat, topic, person) one update after the other, between lanes no waiting.
//!
//! What waits is in the database; only a bounded part of it is in memory, and of one lane only a few, so that a chat that
//! floods the bot takes neither the memory nor the place of the others.

mod held;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_recursion::async_recursion as boxed;
use futures::FutureExt as _;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::dispatch::{Arrival, Committer, Done};
use crate::event::Event;
use crate::ids::{InboxId, Place};
use crate::reply::{Outgoing, Priority, What};
use crate::store::{self, inbox::Waiting};
use crate::words::Args;

use held::Held;

/// Updates taken from the database at once.
const CLAIM: i64 = 128;

/// An update that was interrupted twice is tried again when the program has stood for this long; after three times, four
/// times as long.
const PROBATION: Duration = Duration::from_secs(1);

/// How long a stop waits for what is at work.
const PATIENCE: Duration = Duration::from_secs(15);

/// How an update as Telegram sent it is read.
pub type Parse = Arc<dyn Fn(&str) -> Parsed + Send + Sync>;

/// What was read.
#[derive(Debug)]
pub enum Parsed {
    Event(Box<Event>),
    /// Not an update at all.
    Unreadable(String),
}

/// The queues.
pub struct Lanes {
    app: Arc<App>,
    committer: Committer,
    parse: Parse,
    /// Woken when something new is in the inbox.
    wake: Arc<Notify>,
}

impl std::fmt::Debug for Lanes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lanes").finish_non_exhaustive()
    }
}

impl Lanes {
    pub fn new(app: Arc<App>, committer: Committer, parse: Parse, wake: Arc<Notify>) -> Self {
        Self { app, committer, parse, wake }
    }

    /// Works until it is told to stop; then finishes what is at work, within bounds, and gives the rest back.
    #[boxed]
    pub async fn run(self, stop: CancellationToken) {
        let this = Arc::new(self);
        let suspects = Arc::new(Semaphore::new(1));
        let mut held = Held::default();
        let mut work: JoinSet<String> = JoinSet::new();
        let mut look = tokio::time::interval(Duration::from_millis(500));
        let shared = this.app.db.kind() != "sqlite";
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                Some(lane) = work.join_next() => match lane {
                    Ok(lane) => {
                        let now = Instant::now();
                        let mut drained = held.finished(&lane, now);
                        while let Some(Ok(lane)) = work.try_join_next() {
                            drained |= held.finished(&lane, now);
                        }
                        // What another copy takes in for a lane that is at work here is announced to nobody here.
                        if (held.wants_more() || (drained && shared)) && held.has_room(true) {
                            this.claim(&mut held).await;
                        }
                    }
                    Err(error) => tracing::error!(%error, "the handling of an update broke off"),
                },
                () = rested(held.rests_until()) => held.rouse(Instant::now()),
                () = this.wake.notified() => this.claim(&mut held).await,
                _ = look.tick() => this.claim(&mut held).await,
            }
            while let Some((row, floods)) = held.next(Instant::now()) {
                let (this, suspects) = (Arc::clone(&this), Arc::clone(&suspects));
                work.spawn(async move {
                    let lane = row.lane.clone();
                    this.one(row, floods, &suspects).await;
                    lane
                });
            }
        }
        let drain = async { while work.join_next().await.is_some() {} };
        if tokio::time::timeout(PATIENCE, drain).await.is_err() {
            tracing::warn!(
                "some updates were still at work when the time to stop was over; they will be handled again"
            );
            // Their rows are given back: what still ran would do beside another copy what that copy does.
            work.shutdown().await;
        }
        this.give_back().await;
    }

    async fn claim(&self, held: &mut Held) {
        while held.has_room(false) {
            match self.claim_some().await {
                Ok(rows) => {
                    let last = i64::try_from(rows.len()).unwrap_or(CLAIM) < CLAIM;
                    held.take_in(rows, last, Instant::now());
                    if last {
                        return;
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "waiting updates cannot be read; they are tried again soon");
                    return;
                }
            }
        }
    }

    async fn claim_some(&self) -> db::Result<Vec<Waiting>> {
        let mut tx = self.app.db.begin_lightly().await?;
        let rows = store::inbox::claim(&mut tx, &self.app.settings.owner, CLAIM).await?;
        if rows.is_empty() {
            tx.rollback().await?;
        } else {
            tx.commit().await?;
        }
        Ok(rows)
    }

    async fn give_back(&self) {
        let given = async {
            let mut tx = self.app.db.begin().await?;
            store::inbox::release(&mut tx, &self.app.settings.owner).await?;
            tx.commit().await
        };
        if let Err(error) = given.await {
            tracing::warn!(%error, "waiting updates could not be given back; they are free again when the program starts");
        }
    }

    /// Handles one update to its end: answered, parked, or left to another copy. While the database does not take the
    /// result, it is tried again with growing waits; the lane waits with it.
    async fn one(&self, row: Waiting, floods: bool, suspects: &Semaphore) {
        // One that was at work when the program died goes alone, counted beforehand: if it was the cause, it must not be
        // the cause for ever, and its neighbours must not be blamed. Having been hit again, it waits until the program
        // has stood for a while, so that somebody who stops and starts it in quick succession condemns nobody.
        let _alone = if row.interrupted && row.attempts < self.app.settings.attempts {
            tokio::time::sleep(PROBATION * u32::try_from(row.attempts.pow(2)).unwrap_or(1)).await;
            match suspects.acquire().await {
                Ok(permit) => Some(permit),
                Err(_) => return,
            }
        } else {
            None
        };
        let mut wait = Duration::from_millis(100);
        loop {
            // What a plugin does is caught where it is run; this is for all that lies around it. A lane whose task was gone
            // would be busy for ever.
            let attempt = match AssertUnwindSafe(self.attempt(&row, floods)).catch_unwind().await {
                Ok(done) => done,
                Err(_) => self.park(&row, "the program panicked outside of any command").await,
            };
            match attempt {
                Ok(()) | Err(db::Error::Stale) => return,
                Err(error) => {
                    tracing::error!(%error, inbox.id = row.id, "an update could not be handled for want of the database; it is tried again");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(Duration::from_secs(10));
                }
            }
        }
    }

    async fn attempt(&self, row: &Waiting, floods: bool) -> db::Result<()> {
        let id = InboxId(row.id);
        let owner = &self.app.settings.owner;
        if row.interrupted {
            if row.attempts >= self.app.settings.attempts {
                return self.park(row, "the program stopped while it was handled, again and again").await;
            }
            let mut tx = self.app.db.begin().await?;
            store::inbox::attempt(&mut tx, id, owner).await?;
            tx.commit().await?;
        }
        let event = match (self.parse)(&row.raw) {
            Parsed::Event(event) => *event,
            Parsed::Unreadable(why) => return self.park(row, &why).await,
        };
        let arrival = Arrival { inbox: Some(id), lane: row.lane.clone(), received_at: row.received_at };
        let done = Done { floods, ..self.app.handle(event, &arrival).await? };
        self.committer.commit(done).await
    }

    /// Sets an update aside and tells the owners.
    async fn park(&self, row: &Waiting, why: &str) -> db::Result<()> {
        tracing::error!(inbox.id = row.id, reason = why, "an update was set aside");
        let now = self.app.clock.now();
        let mut tx = self.app.db.begin().await?;
        store::inbox::park(&mut tx, InboxId(row.id), why, now).await?;
        for owner in &self.app.settings.owners {
            let language =
                store::people::by_id(&mut tx, *owner, &[]).await?.map_or("en".to_owned(), |p| p.language);
            let mut args = Args::new();
            args.set("number", row.id);
            let text = self.app.words.text(&language, "kit-parked", &args);
            let what = What::Send {
                text,
                keyboard: vec![],
                file: None,
                reply_to: None,
                card: None,
                expires: None,
                only_for: None,
                live: None,
            };
            let notice = Outgoing { to: Place::private(*owner), what, priority: Priority::Alert };
            store::outbox::insert(&mut tx, &[&notice], now).await?;
        }
        tx.commit().await
    }
}

/// Ends at that time; never, when there is none.
async fn rested(until: Option<Instant>) {
    match until {
        Some(until) => tokio::time::sleep_until(until).await,
        None => std::future::pending().await,
    }
}
