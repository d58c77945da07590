//! Making what follows from updates durable, many at once: a commit waits for the disk, so those that finish together
//! share one.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use db::Timestamp;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::app::App;
use crate::dispatch::{Done, FormChange};
use crate::store;

/// The most that share a commit.
const BATCH: usize = 256;

/// So long what a flood brings waits for others to share a commit with.
const COMPANY: Duration = Duration::from_millis(20);

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
            while gather(&mut waiting, &mut batch, |(done, _)| done.floods).await > 0 {
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

/// Takes what is in the line; how many. While that is only what can wait, it waits a moment for somebody who cannot: each
/// commit of a flood would be one that others find the disk busy with.
async fn gather<T>(line: &mut mpsc::Receiver<T>, batch: &mut Vec<T>, can_wait: impl Fn(&T) -> bool) -> usize {
    let taken = line.recv_many(batch, BATCH).await;
    if taken == 0 || !batch.iter().all(can_wait) {
        return taken;
    }
    let company = tokio::time::timeout(COMPANY, line.recv_many(batch, BATCH));
    taken + company.await.unwrap_or(0)
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
        if let Some((lane, open)) = &self.album {
            store::form::save(tx, lane, open, now).await?;
        }
        match &self.form {
            Some((lane, FormChange::Save(open))) => store::form::save(tx, lane, open, now).await,
            Some((lane, FormChange::Stash(files))) => store::form::stash(tx, lane, files, now).await,
            Some((lane, FormChange::Close)) => store::form::close(tx, lane).await.map(drop),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    /// Seen to fail when a flood does not wait, and when everybody does.
    #[tokio::test(start_paused = true)]
    async fn what_a_flood_brings_shares_the_commit_of_whoever_comes_next() {
        let (line, mut waiting) = mpsc::channel(8);
        let (mut batch, floods) = (Vec::new(), |who: &&str| *who == "flood");
        let begun = Instant::now();
        line.send("quiet").await.unwrap();
        assert_eq!(gather(&mut waiting, &mut batch, floods).await, 1);
        assert_eq!(begun.elapsed(), Duration::ZERO, "somebody waited who does not flood");

        batch.clear();
        line.send("flood").await.unwrap();
        let later = async {
            tokio::time::sleep(Duration::from_millis(5)).await;
            line.send("quiet").await.unwrap();
        };
        let (taken, ()) = tokio::join!(gather(&mut waiting, &mut batch, floods), later);
        assert_eq!((taken, begun.elapsed()), (2, Duration::from_millis(5)));

        batch.clear();
        line.send("flood").await.unwrap();
        assert_eq!(gather(&mut waiting, &mut batch, floods).await, 1);
        assert_eq!(begun.elapsed(), Duration::from_millis(5) + COMPANY, "nobody else came");
    }
}
