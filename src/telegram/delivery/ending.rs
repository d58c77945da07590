//! The end of a turn: what is ready is sent, what is under way is waited for, both within bounds.

use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{Book, Round};

/// How long a stop goes on sending what may go.
const DRAIN: Duration = Duration::from_secs(3);

/// How long it waits then for calls under way and their results.
const PATIENCE: Duration = Duration::from_secs(10);

/// The same when the turn is lost: the turn ends for us three seconds before another copy can have it.
const HANDOVER: Duration = Duration::from_secs(2);

/// How far a stop has come.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// Until when what is ready is still sent; none before the stop.
    until: Option<Instant>,
}

impl Ending {
    /// Waits for the stop; when it is there, for ever.
    pub async fn begins(&self, stop: &CancellationToken) {
        match self.until {
            None => stop.cancelled().await,
            Some(_) => std::future::pending().await,
        }
    }

    /// The time, or that of the end, when it comes before.
    pub fn or_before(&self, time: Instant) -> Instant {
        self.until.map_or(time, |until| time.min(until))
    }

    /// Whether there is nothing more to do, or no time for it.
    pub fn is_here(&mut self, round: &mut Round<'_>, stop: &CancellationToken) -> bool {
        let Some(until) = self.until else {
            if stop.is_cancelled() {
                self.until = Some(Instant::now() + DRAIN);
                round.hungry = true;
            }
            return false;
        };
        Instant::now() >= until || round.has_nothing_until(until)
    }
}

impl Round<'_> {
    /// Whether all that was read is dealt with, but for what may not go before that time.
    fn has_nothing_until(&self, time: Instant) -> bool {
        let under_way = self.hungry || !self.flights.is_empty() || !self.after.is_empty();
        !under_way && self.line.next(self.now()).is_none_or(|next| next > time)
    }

    /// Waits, within bounds, for what is under way, and has it written down.
    pub(super) async fn finish(mut self, is_ours: bool) {
        // Who takes over sends again what is marked as under way.
        let patience = if is_ours { PATIENCE } else { HANDOVER };
        let deadline = Instant::now() + patience;
        while tokio::time::timeout_at(deadline, self.flights.join_next())
            .await
            .is_ok_and(|flight| flight.is_some())
        {}
        let late = self.flights.len();
        if late > 0 {
            tracing::warn!(
                outbox.late = late,
                "messages are still under way at the stop; they are sent again at the next start"
            );
        }
        self.flights.abort_all();
        self.collect();
        let Book { entries, keeper, .. } = self.book;
        drop(entries);
        if tokio::time::timeout(PATIENCE, keeper).await.is_err() {
            tracing::warn!("what became of the last messages could not be written down in time");
        }
    }
}
