//! Taking turns with other copies of the program: one at a time polls, one at a time delivers. Telegram allows a bot one
//! poller, and limits and order can only be kept by one sender.

use std::time::Duration;

use db::{Db, Timestamp};
use kit::Clock;
use kit::store::lease;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::api::Api;

/// A turn not renewed for this long is over.
const LENGTH: Duration = Duration::from_secs(10);
const RENEW: Duration = Duration::from_secs(3);
/// How often to ask for a turn that another copy has.
const ASK: Duration = Duration::from_secs(1);

/// What both directions stand on.
#[derive(Debug, Clone)]
pub struct Edge {
    pub db: Db,
    pub api: Api,
    pub clock: Clock,
    /// The name of this running copy with the number of its run: `main#7`.
    pub owner: String,
}

/// A turn that is asked for, kept and given back in the background.
#[derive(Debug)]
pub struct Turn {
    /// None before it was first asked for.
    ours: watch::Receiver<Option<bool>>,
    over: CancellationToken,
    keeper: JoinHandle<()>,
}

impl Turn {
    pub fn start(edge: &Edge, name: &'static str) -> Self {
        let (tell, ours) = watch::channel(None);
        let over = CancellationToken::new();
        let keeper = Keeper { edge: edge.clone(), name, tell, until: None };
        Self { ours, over: over.clone(), keeper: tokio::spawn(keeper.run(over)) }
    }

    /// Waits until it is known whose turn it is.
    pub async fn is_decided(&mut self) {
        // An error means that the keeper is gone, and the stop has come.
        let _ = self.ours.wait_for(Option::is_some).await;
    }

    /// Waits for the turn; `false` when the stop came first.
    pub async fn begins(&mut self, stop: &CancellationToken) -> bool {
        tokio::select! {
            () = stop.cancelled() => false,
            came = self.ours.wait_for(|ours| *ours == Some(true)) => came.is_ok(),
        }
    }

    /// Waits until the turn is lost.
    pub async fn lost(&mut self) {
        // An error means that the keeper is gone, and with it the turn.
        let _ = self.ours.wait_for(|ours| *ours != Some(true)).await;
    }

    pub fn is_ours(&self) -> bool {
        *self.ours.borrow() == Some(true)
    }

    /// Gives it back.
    pub async fn end(self) {
        self.over.cancel();
        let _ = self.keeper.await;
    }
}

struct Keeper {
    edge: Edge,
    name: &'static str,
    tell: watch::Sender<Option<bool>>,
    /// Until when the turn is certainly ours.
    until: Option<Timestamp>,
}

impl Keeper {
    async fn run(mut self, over: CancellationToken) {
        loop {
            self.renew().await;
            let pause = if self.holds() { RENEW } else { ASK };
            tokio::select! {
                () = over.cancelled() => break,
                () = tokio::time::sleep(pause) => {}
            }
        }
        if self.holds() {
            if let Err(error) = self.give_back().await {
                tracing::warn!(lease.name = self.name, error = %error, "a turn could not be given back; it ends by itself");
            }
            self.tell.send_replace(Some(false));
        }
    }

    fn holds(&self) -> bool {
        *self.tell.borrow() == Some(true)
    }

    async fn renew(&mut self) {
        let now = self.edge.clock.now();
        match self.hold(now).await {
            Ok(true) => self.until = Some(now.plus(LENGTH)),
            Ok(false) => self.until = None,
            Err(error) => {
                tracing::warn!(lease.name = self.name, error = %error, "a turn could not be renewed; it is tried again");
                if self.tell.borrow().is_none() {
                    return;
                }
            }
        }
        // A stop a little before the end, so that another copy that takes over finds nobody.
        let ours = self.until.is_some_and(|until| until.since(self.edge.clock.now()) > RENEW);
        if self.tell.send_replace(Some(ours)).unwrap_or(false) != ours {
            tracing::info!(lease.name = self.name, lease.ours = ours, "the turn of this copy has changed");
        }
    }

    async fn hold(&self, now: Timestamp) -> db::Result<bool> {
        let mut tx = self.edge.db.begin().await?;
        let held = lease::hold(&mut tx, self.name, &self.edge.owner, now, LENGTH).await?;
        tx.commit().await?;
        Ok(held)
    }

    async fn give_back(&self) -> db::Result<()> {
        let mut tx = self.edge.db.begin().await?;
        lease::give_back(&mut tx, self.name, &self.edge.owner).await?;
        tx.commit().await
    }
}

/// A wait that doubles with every try up to a minute, less a part that differs from one number to the next, so that those
/// who failed together do not come back together.
pub fn growing(tries: u32, number: u64) -> Duration {
    let full = Duration::from_mins(1).min(Duration::from_secs(1) * 2u32.saturating_pow(tries.min(6)));
    // The finaliser of SplitMix64: spreads neighbouring numbers over the whole range.
    let mut mixed = number.wrapping_add(u64::from(tries)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let part = u32::try_from(mixed >> 32).unwrap_or(0) % 1000;
    full.saturating_sub(full / 4 * part / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_minute_and_differ() {
        for tries in 0..20 {
            let full = Duration::from_secs(60.min(1 << tries.min(6)));
            for number in 0..50 {
                let wait = growing(tries, number);
                assert!(wait <= full && wait >= full * 3 / 4, "{tries} {number}: {wait:?}");
            }
        }
        assert_ne!(growing(3, 1), growing(3, 2));
    }
}
