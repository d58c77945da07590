//! Says that this copy of the program lives, takes over from copies that do not, and throws away what is no longer needed.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use kit::App;
use kit::db::{self, Timestamp};
use kit::store::inbox;
use kit::store::lease::{self, Pulse};
use tokio_util::sync::CancellationToken;

/// Looks after this copy.
pub struct Caretaker {
    app: Arc<App>,
    copy: String,
    epoch: i64,
    /// When the database last took this copy's sign of life.
    heard: Timestamp,
    /// Whether it has refused one since.
    refused: bool,
    why: Arc<OnceLock<String>>,
}

impl Caretaker {
    /// Of the copy that was announced with this number just now.
    pub fn new(app: &Arc<App>, copy: &str, epoch: i64) -> Self {
        let (app, heard) = (Arc::clone(app), app.clock.now());
        Self { app, copy: copy.to_owned(), epoch, heard, refused: false, why: Arc::default() }
    }

    /// Why this copy had to stop, once it had to.
    pub fn why(&self) -> Arc<OnceLock<String>> {
        Arc::clone(&self.why)
    }

    /// Works until the stop, or until this copy has to give up.
    pub async fn run(mut self, stop: CancellationToken, gave_up: CancellationToken) {
        let mut beat = tokio::time::interval(Duration::from_secs(5));
        let mut sweep = tokio::time::interval(Duration::from_hours(1));
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = beat.tick() => if let Some(why) = self.beat().await {
                    tracing::error!(copy.name = %self.copy, "{why}");
                    // Nobody else sets it.
                    let _ = self.why.set(why);
                    gave_up.cancel();
                    return;
                },
                _ = sweep.tick() => {
                    if let Err(error) = inbox::sweep(&self.app.db, self.app.clock.now()).await {
                        tracing::warn!(%error, "old rows could not be thrown away; it is tried again in an hour");
                    }
                }
            }
        }
    }

    /// One sign of life; why this copy has to stop, if it has to.
    async fn beat(&mut self) -> Option<String> {
        let now = self.app.clock.now();
        match self.sign(now).await {
            Ok(Pulse::Alive) => {
                (self.heard, self.refused) = (now, false);
                self.queue_due().await;
                None
            }
            Ok(Pulse::Replaced) => Some(format!(
                "Another copy was started under the name {}, so this one stops. Give each copy its own web.copy",
                self.copy
            )),
            Ok(Pulse::Buried) => {
                let silent = now.since(self.heard).as_secs();
                let cause = if self.refused {
                    format!("The database could not be reached for {silent} s")
                } else {
                    format!(
                        "This copy stood still for {silent} s, as on a machine that sleeps or has too much to do"
                    )
                };
                Some(format!(
                    "{cause}; another copy has taken over its work, so this one stops. Start it anew"
                ))
            }
            Err(error) => {
                self.refused = true;
                tracing::error!(%error, "the database did not take this copy's sign of life");
                None
            }
        }
    }

    async fn sign(&self, now: Timestamp) -> db::Result<Pulse> {
        let mut tx = self.app.db.begin().await?;
        let pulse = lease::beat(&mut tx, &self.copy, self.epoch, now).await?;
        lease::bury(&mut tx, now).await?;
        tx.commit().await?;
        Ok(pulse)
    }

    async fn queue_due(&self) {
        if let Err(error) = self.app.queue_due().await {
            tracing::warn!(%error, "the jobs that come round could not be looked at; it is tried again in seconds");
        }
    }
}

#[cfg(test)]
mod story {
    use super::*;
    use stage::Stage;

    async fn announced(stage: &Stage, copy: &str) -> Caretaker {
        let now = stage.app.clock.now();
        let epoch = lease::announce(&stage.app.db, copy, now).await.unwrap();
        Caretaker::new(&stage.app, copy, epoch)
    }

    async fn change(stage: &Stage, sql: &'static str) {
        let mut tx = stage.app.db.begin().await.unwrap();
        db::execute!(&mut tx, sql).unwrap();
        tx.commit().await.unwrap();
    }

    /// Seen to fail when a copy that has lost its row always says that another was started under its name.
    #[tokio::test]
    async fn a_copy_that_has_to_stop_says_what_is_true() {
        let stage = Stage::new([]).await;
        let (mut first, mut second) = (announced(&stage, "first").await, announced(&stage, "second").await);
        stage.wait(Duration::from_secs(10));
        assert_eq!((first.beat().await, second.beat().await), (None, None), "both live");

        stage.wait(Duration::from_secs(40));
        assert_eq!(second.beat().await, None);
        let why = first.beat().await.unwrap();
        assert!(why.starts_with("This copy stood still for 40 s") && why.contains("taken over"), "{why}");

        let mut again = announced(&stage, "first").await;
        change(&stage, "ALTER TABLE lease RENAME TO lease_away").await;
        assert_eq!(again.beat().await, None, "the database may come back");
        assert_eq!(stage.errors().len(), 1, "it is in the log");
        stage.wait(Duration::from_secs(30));
        change(&stage, "ALTER TABLE lease_away RENAME TO lease").await;
        assert_eq!(second.beat().await, None);
        let why = again.beat().await.unwrap();
        assert!(why.starts_with("The database could not be reached for 30 s"), "{why}");

        let mut third = announced(&stage, "first").await;
        let why = again.beat().await.unwrap();
        assert!(why.starts_with("Another copy was started under the name first"), "{why}");
        assert_eq!(third.beat().await, None, "the one that was started lives");
    }
}
