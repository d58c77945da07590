//! Making what follows from updates durable, many at once: a commit waits for the disk, so those that finish together
//! share one.

use std::collections::HashSet;
use std::sync::Arc;

use db::Timestamp;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::app::App;
use crate::dispatch::{Done, FormChange};
use crate::store;

/// The most that share a commit.
const BATCH: usize = 256;

type Waiter = (Done, oneshot::Sender<db::Result<()>>);

/// Takes what is done and answers when it is durable. Cloning it gives another way to the same line.
#[derive(Debug, Clone)]
pub struct Committer {
    line: mpsc::Sender<Waiter>,
    app: Arc<App>,
    /// Woken when there is something new in the outbox.
    outbox: Arc<Notify>,
}

impl Committer {
    /// Starts the line; it ends when every [`Committer`] is dropped.
    pub fn start(app: Arc<App>, outbox: Arc<Notify>) -> Self {
        let (line, mut waiting) = mpsc::channel::<Waiter>(BATCH * 4);
        let this = Self { line, app: Arc::clone(&app), outbox: Arc::clone(&outbox) };
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(BATCH);
            while waiting.recv_many(&mut batch, BATCH).await > 0 {
                commit_batch(&app, &mut batch).await;
                outbox.notify_one();
            }
        });
        this
    }

    /// Makes it durable. [`db::Error::Stale`] when the update was taken over by another copy: then nothing of it was done.
    pub async fn commit(&self, mut done: Done) -> db::Result<()> {
        let used = done.used.take();
        let result = self.make_durable(done).await;
        if let (Err(_), Some((who, name))) = (&result, used) {
            self.app.end_cooldown(who, name);
        }
        result
    }

    async fn make_durable(&self, mut done: Done) -> db::Result<()> {
        if let Some(mut tx) = done.tx.take() {
            done.write(&mut tx, &self.app).await?;
            tx.commit().await?;
            self.outbox.notify_one();
            return Ok(());
        }
        let (tell, told) = oneshot::channel();
        let gone = || db::Error::Sql(db::sqlx::Error::WorkerCrashed);
        self.line.send((done, tell)).await.map_err(|_| gone())?;
        told.await.map_err(|_| gone())?
    }
}

/// All in one transaction; if that fails, each in its own, so that one cannot take the others down.
async fn commit_batch(app: &App, batch: &mut Vec<Waiter>) {
    let together = commit_together(app, &batch.iter().map(|(done, _)| done).collect::<Vec<_>>()).await;
    for (index, (done, tell)) in batch.drain(..).enumerate() {
        let result = match &together {
            Ok(stale) if stale.contains(&index) => Err(db::Error::Stale),
            Ok(_) => Ok(()),
            Err(_) => commit_alone(app, &done).await,
        };
        // Who no longer waits does not need to know.
        let _ = tell.send(result);
    }
}

/// Returns those that turned out to be somebody else's; nothing of them was written.
async fn commit_together(app: &App, batch: &[&Done]) -> db::Result<Vec<usize>> {
    let mut tx = app.db.begin().await?;
    let stale = write(&mut tx, app, batch).await?;
    tx.commit().await?;
    Ok(stale)
}

async fn commit_alone(app: &App, done: &Done) -> db::Result<()> {
    let mut tx = app.db.begin().await?;
    done.write(&mut tx, app).await?;
    tx.commit().await
}

impl Done {
    /// Writes everything that follows from the update. The caller commits, unless it is [`db::Error::Stale`].
    pub(crate) async fn write(&self, tx: &mut db::Tx, app: &App) -> db::Result<()> {
        let stale = write(tx, app, &[self]).await?;
        if stale.is_empty() { Ok(()) } else { Err(db::Error::Stale) }
    }
}

/// Writes everything that follows from some updates, a statement a table. Returns the places of those that are no longer
/// this copy's; nothing of them is written.
async fn write(tx: &mut db::Tx, app: &App, batch: &[&Done]) -> db::Result<Vec<usize>> {
    let now = app.clock.now();
    let ids: Vec<i64> = batch.iter().filter_map(|done| done.inbox).map(|id| id.0).collect();
    let closed: HashSet<i64> =
        store::inbox::finish(tx, &ids, &app.settings.owner, now).await?.into_iter().collect();
    let ours = |done: &&&Done| done.inbox.is_none_or(|id| closed.contains(&id.0));
    let messages: Vec<_> = batch.iter().filter(ours).flat_map(|done| &done.outgoing).collect();
    let audit: Vec<_> = batch.iter().filter(ours).filter_map(|done| done.audit.as_ref()).collect();
    for done in batch.iter().filter(ours) {
        done.write_rare(tx, now).await?;
    }
    store::outbox::insert(tx, &messages, now).await?;
    store::audit::insert(tx, &audit).await?;
    Ok(batch.iter().enumerate().filter(|(_, done)| !ours(done)).map(|(index, _)| index).collect())
}

impl Done {
    /// What most updates do not have.
    async fn write_rare(&self, tx: &mut db::Tx, now: Timestamp) -> db::Result<()> {
        if let Some(person) = &self.met {
            store::people::meet(tx, person, now).await?;
        }
        if let Some((from, to)) = self.migrated {
            store::inbox::migrate(tx, from, to).await?;
        }
        for (key, tap) in &self.taps {
            store::tap::keep(tx, key, tap, now).await?;
        }
        for (name, bytes) in &self.blobs {
            store::outbox::keep_blob(tx, name, bytes, now).await?;
        }
        match &self.form {
            Some((lane, FormChange::Save(open))) => store::form::save(tx, lane, open, now).await,
            Some((lane, FormChange::Close)) => store::form::close(tx, lane).await.map(drop),
            None => Ok(()),
        }
    }
}
