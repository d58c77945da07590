//! Draining the outbox: what waits in the database is taken in line, goes out within the limits, and what became of it is
//! written down.

mod ending;

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use kit::App;
use kit::store::outbox::{self, Fate};
use tokio::sync::{Notify, mpsc};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::api::Api;
use super::courier::{Courier, Verdict};
use super::ledger::{self, Deed, Entry};
use super::limits::Limits;
use super::line::{Item, Line, Now};
use super::outcome::{After, judge};
use super::turn::{Edge, Turn};
use ending::Ending;

/// Rows read at once.
const BATCH: i64 = 500;

/// How often to look for what nobody announced: another copy of the program, or a row that became visible late.
const TICK: Duration = Duration::from_secs(1);

/// The same where other copies may write: what they queue is announced to nobody here.
const SHARED_TICK: Duration = Duration::from_millis(250);

/// How far back a database with several writers is read again, in ticks: a lower number can be committed after a higher.
const LOOK_BACK: usize = 20;

/// How soon to read again what found no room before. The longer reading takes, the seldomer: a third of the time at most.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// The way out to Telegram.
#[derive(Debug)]
pub struct Delivery {
    edge: Edge,
    wake: Arc<Notify>,
    limits: Limits,
}

impl Delivery {
    /// `wake` is notified when there is something new in the outbox.
    pub fn new(app: &App, api: Api, wake: Arc<Notify>, limits: Limits) -> Self {
        let (db, clock, owner) = (app.db.clone(), app.clock.clone(), app.settings.owner.clone());
        Self { edge: Edge { db, api, clock, owner }, wake, limits }
    }

    /// Delivers until the stop, whenever it is this copy's turn.
    pub async fn run(self, stop: CancellationToken) {
        let mut turn = Turn::start(&self.edge, "deliver");
        while turn.begins(&stop).await {
            match Round::start(&self).await {
                Ok(round) => round.run(&stop, &mut turn).await,
                Err(error) => {
                    tracing::error!(error = %error, "the outbox cannot be read; it is tried again");
                    tokio::time::sleep(TICK).await;
                }
            }
        }
        turn.end().await;
    }
}

/// One turn of delivering.
struct Round<'a> {
    on: &'a Delivery,
    courier: Arc<Courier>,
    line: Line,
    /// Everything up to this number has been read.
    read_to: i64,
    /// Where reading stood some ticks ago.
    trail: Vec<i64>,
    /// Whether there may be something new to read.
    hungry: bool,
    flights: JoinSet<()>,
    landed: Landings,
    book: Book,
    /// What happens once the entry about a message is written down.
    after: HashMap<i64, (Item, After)>,
    next_tick: Instant,
    /// When what found no room may be looked for again.
    next_look: Instant,
}

struct Landings {
    tell: mpsc::UnboundedSender<(Item, Verdict)>,
    told: mpsc::UnboundedReceiver<(Item, Verdict)>,
}

/// The way to the [`ledger`] and back.
struct Book {
    entries: mpsc::UnboundedSender<Entry>,
    written: mpsc::UnboundedReceiver<Vec<i64>>,
    keeper: JoinHandle<()>,
}

impl<'a> Round<'a> {
    async fn start(on: &'a Delivery) -> db::Result<Self> {
        let edge = &on.edge;
        let time = edge.clock.now();
        let mut tx = edge.db.begin().await?;
        let (again, given_up) = outbox::recover(&mut tx, time).await?;
        let limited = outbox::limits(&mut tx, time).await?;
        tx.commit().await?;
        if again + given_up > 0 {
            tracing::info!(
                outbox.again = again,
                outbox.given_up = given_up,
                "messages were under way when delivery stopped"
            );
        }
        let now = Now { instant: Instant::now(), time };
        let mut line = Line::new(on.limits, now.instant);
        for (chat, until) in limited {
            line.park(chat, until, now);
        }
        let (entries, kept) = mpsc::unbounded_channel();
        let (tell_written, written) = mpsc::unbounded_channel();
        let keeper = tokio::spawn(ledger::keep(edge.db.clone(), edge.clock.clone(), kept, tell_written));
        let (tell, told) = mpsc::unbounded_channel();
        Ok(Self {
            on,
            courier: Arc::new(Courier::new(edge.db.clone(), edge.api.clone())),
            line,
            read_to: 0,
            trail: Vec::new(),
            hungry: true,
            flights: JoinSet::new(),
            landed: Landings { tell, told },
            book: Book { entries, written, keeper },
            after: HashMap::new(),
            next_tick: now.instant,
            next_look: now.instant,
        })
    }

    async fn run(mut self, stop: &CancellationToken, turn: &mut Turn) {
        let mut ending = Ending::default();
        while turn.is_ours() && !ending.is_here(&mut self, stop) {
            if let Err(error) = self.step().await {
                tracing::error!(error = %error, "the outbox cannot be worked on; it is tried again");
                self.hungry = true;
                tokio::select! {
                    () = tokio::time::sleep(TICK) => {}
                    () = ending.begins(stop) => {}
                }
            }
            let wake = Arc::clone(&self.on.wake);
            let next = ending.or_before(self.next_turn());
            tokio::select! {
                () = ending.begins(stop) => {}
                () = turn.lost() => {}
                () = wake.notified() => self.hungry = true,
                () = tokio::time::sleep_until(next) => {}
                Some((item, verdict)) = self.landed.told.recv() => self.land(item, verdict),
                Some(ids) = self.book.written.recv() => self.written(ids),
            }
        }
        self.finish(turn.is_ours()).await;
    }

    /// When to look again, if nothing happens before.
    fn next_turn(&self) -> Instant {
        let message = self.line.next(self.now()).filter(|_| self.has_room());
        let look = self.line.has_missed().then_some(self.next_look);
        [message, look].into_iter().flatten().fold(self.next_tick, Instant::min)
    }

    /// Reads what is new, takes what may go, marks it, and sends it off.
    async fn step(&mut self) -> db::Result<()> {
        self.collect();
        if Instant::now() >= self.next_tick {
            self.tick().await?;
        }
        let may_look = Instant::now() >= self.next_look;
        if let Some(first) = may_look.then(|| self.line.missed()).flatten() {
            self.read_to = self.read_to.min(first - 1);
            self.hungry = true;
        }
        if self.hungry {
            self.hungry = false;
            let began = Instant::now();
            self.fill().await?;
            self.next_look = Instant::now() + LOOK_AGAIN.max(began.elapsed() * 2);
        }
        let room = self.on.limits.in_flight().saturating_sub(self.flights.len());
        let now = self.now();
        let items = self.line.take(now, room);
        self.dispatch(items).await
    }

    /// Takes in everything that has landed or was written down meanwhile.
    fn collect(&mut self) {
        while let Ok((item, verdict)) = self.landed.told.try_recv() {
            self.land(item, verdict);
        }
        while let Ok(ids) = self.book.written.try_recv() {
            self.written(ids);
        }
        while self.flights.try_join_next().is_some() {}
    }

    async fn tick(&mut self) -> db::Result<()> {
        let now = self.now();
        let shared = self.on.edge.db.kind() != "sqlite";
        self.next_tick = now.instant + if shared { SHARED_TICK } else { TICK };
        self.hungry = true;
        ledger::expire(&self.on.edge.db, now.time).await?;
        self.line.tidy(now);
        if shared {
            self.trail.push(self.read_to);
            if self.trail.len() > LOOK_BACK {
                self.read_to = self.read_to.min(self.trail.remove(0));
            }
        }
        metrics::gauge!("quartermaster_outbox_waiting")
            .set(f64::from(u32::try_from(self.line.len()).unwrap_or(u32::MAX)));
        Ok(())
    }

    async fn fill(&mut self) -> db::Result<()> {
        let mut on = self.on.edge.db.read().await?;
        loop {
            let rows = outbox::waiting(&mut on, self.read_to, BATCH).await?;
            let Some(last) = rows.last().map(|row| row.id) else { return Ok(()) };
            self.read_to = last;
            let full = i64::try_from(rows.len()).is_ok_and(|count| count >= BATCH);
            let now = self.now();
            for row in rows {
                let id = row.id;
                // One that nobody can read must not stand before all the others for ever.
                let Some(item) = Item::new(row) else {
                    tracing::error!(
                        outbox.id = id,
                        "a message of another version cannot be read; it is given up"
                    );
                    self.close(id, Fate::Failed { note: "cannot be read".to_owned() }, Vec::new());
                    continue;
                };
                if let Some(older) = self.line.push(item, now) {
                    self.close(older.id, Fate::Sent { message_id: None }, Vec::new());
                }
            }
            if !full {
                return Ok(());
            }
        }
    }

    async fn dispatch(&mut self, items: Vec<Item>) -> db::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = items.iter().map(|item| item.id).collect();
        let ours: HashSet<i64> = match ledger::mark(&self.on.edge.db, &ids, &self.on.edge.owner).await {
            Ok(ours) => ours.into_iter().collect(),
            Err(error) => {
                let now = self.now();
                for item in items {
                    self.line.put_back(item, now);
                }
                return Err(error);
            }
        };
        for item in items {
            if ours.contains(&item.id) {
                self.fly(item);
            } else {
                self.line.forget(item.id);
                self.line.free(&item, self.now());
            }
        }
        Ok(())
    }

    fn fly(&mut self, mut item: Item) {
        let (courier, tell) = (Arc::clone(&self.courier), self.landed.tell.clone());
        self.flights.spawn(async move {
            let flight = AssertUnwindSafe(courier.carry(&mut item)).catch_unwind();
            let verdict = flight.await.unwrap_or_else(|_| {
                tracing::error!(outbox.id = item.id, "delivering a message panicked");
                Verdict::Failed { note: "delivering it panicked".to_owned(), refused: false }
            });
            // Nobody listens only while the program ends; the row stays marked and is recovered.
            let _ = tell.send((item, verdict));
        });
    }

    fn land(&mut self, mut item: Item, verdict: Verdict) {
        let now = self.now();
        let refused = matches!(verdict, Verdict::Failed { refused: true, .. });
        let (entry, after) = judge(&mut item, verdict, now.time);
        match &after {
            After::Free => {
                self.line.free(&item, now);
                if refused {
                    self.refuse(&item, &entry.fate, now);
                }
            }
            After::Elsewhere { to, until } => {
                self.line.park(*to, *until, now);
                self.line.free(&item, now);
                self.after.insert(item.id, (item, after));
            }
            After::Back { park: Some(until) } => {
                self.line.park(item.chat, *until, now);
                self.after.insert(item.id, (item, after));
            }
            _ => {
                self.after.insert(item.id, (item, after));
            }
        }
        // The keeper goes only after this round.
        let _ = self.book.entries.send(entry);
    }

    /// What was queued for the chat before it refused shares the fate.
    fn refuse(&mut self, item: &Item, fate: &Fate, now: Now) {
        tracing::warn!(chat.id = item.chat, outbox.id = item.id, "a chat takes nothing from the bot");
        for other in self.line.refuse(item.chat, now) {
            self.close(other.id, fate.clone(), Deed::spent(&other));
        }
    }

    fn close(&self, id: i64, fate: Fate, deeds: Vec<Deed>) {
        let _ = self.book.entries.send(Entry { id, fate, deeds });
    }

    fn written(&mut self, ids: Vec<i64>) {
        let now = self.now();
        for id in ids {
            match self.after.remove(&id) {
                None | Some((_, After::Free)) => self.line.forget(id),
                Some((item, After::FreeWhenWritten)) => {
                    self.line.forget(id);
                    self.line.free(&item, now);
                }
                Some((item, After::Back { .. })) => self.line.put_back(item, now),
                Some((mut item, After::Elsewhere { to, .. })) => {
                    item.chat = to;
                    self.line.follow(item, now);
                }
                Some((mut item, After::Moved { to })) => {
                    self.line.migrate(item.chat, to, now);
                    item.chat = to;
                    self.line.follow(item, now);
                }
            }
        }
    }

    fn now(&self) -> Now {
        Now { instant: Instant::now(), time: self.on.edge.clock.now() }
    }

    fn has_room(&self) -> bool {
        self.flights.len() < self.on.limits.in_flight()
    }
}

#[cfg(test)]
mod tests;
