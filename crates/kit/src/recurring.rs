//! Work that comes round again by itself: a job that is queued whenever its time has come, by one of the running copies.

use std::sync::Arc;

use chrono_tz::Tz;
use croner::Cron;
use db::Timestamp;

use crate::app::App;
use crate::ids::Place;
use crate::store;

/// A job and when it is due.
#[derive(Debug, Clone)]
pub struct Recurring {
    /// The job's name; it comes round once, whatever plugin it belongs to.
    pub job: &'static str,
    /// In the shop's zone.
    pub when: Cron,
    /// The job's task, as JSON.
    pub(crate) task: String,
}

impl Recurring {
    /// The first time after `now`. A pattern that never comes round again is due in a hundred years.
    fn after(&self, now: Timestamp, zone: Tz) -> Timestamp {
        let found = self.when.find_next_occurrence(&now.to_utc().with_timezone(&zone), false);
        let never = || now.plus(std::time::Duration::from_hours(24 * 36_525));
        found.map_or_else(|_| never(), |at| at.to_utc().into())
    }
}

impl App {
    /// Queues the jobs whose time has come; how many. What was missed while the program was down is made up for once. A
    /// job that is still open from the last time is not queued a second time.
    pub async fn queue_due(self: &Arc<Self>) -> db::Result<usize> {
        let now = self.clock.now();
        let mut queued = 0;
        for recurring in self.registry.recurring() {
            let due = store::schedule::next_at(&mut self.db.read().await?, recurring.job).await?;
            if due.is_some_and(|at| at > now) {
                continue;
            }
            let next = recurring.after(now, self.settings.zone);
            let mut tx = self.db.begin().await?;
            let is_ours = match due {
                None => {
                    store::schedule::begin(&mut tx, recurring.job, next).await?;
                    false
                }
                Some(at) => store::schedule::advance(&mut tx, recurring.job, at, next).await?,
            };
            if is_ours && !store::schedule::is_running(&mut tx, recurring.job).await? {
                let job = store::job::New {
                    name: recurring.job,
                    task: &recurring.task,
                    user: 0,
                    chat: Place::NOWHERE.chat.0,
                    thread: None,
                    language: "en",
                };
                let id = store::job::insert(&mut tx, &job, now).await?;
                store::job::enqueue(&mut tx, id).await?;
                queued += 1;
            }
            tx.commit().await?;
        }
        Ok(queued)
    }
}
