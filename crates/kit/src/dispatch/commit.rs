//! Making what follows from updates durable, many at once: a commit waits for the disk, so those that finish together
//! share one.

use std::sync::Arc;

use tokio::sync::{Notify, mpsc, oneshot};

use crate::app::App;
use crate::dispatch::Done;

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
    let together = match batch.as_slice() {
        [_] => Err(db::Error::Stale),
        many => commit_together(app, many).await,
    };
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
async fn commit_together(app: &App, batch: &[Waiter]) -> db::Result<Vec<usize>> {
    let mut tx = app.db.begin().await?;
    let mut stale = Vec::new();
    for (index, (done, _)) in batch.iter().enumerate() {
        match done.write(&mut tx, app).await {
            Ok(()) => {}
            Err(db::Error::Stale) => stale.push(index),
            Err(error) => return Err(error),
        }
    }
    tx.commit().await?;
    Ok(stale)
}

async fn commit_alone(app: &App, done: &Done) -> db::Result<()> {
    let mut tx = app.db.begin().await?;
    done.write(&mut tx, app).await?;
    tx.commit().await
}
