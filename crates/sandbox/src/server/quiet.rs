use std::time::Duration;

use tokio::time::Instant;

use super::hub::Hub;
use crate::world::World;

/// Waits until nothing is left to do and nothing happened for a while.
pub async fn wait(hub: &Hub, quiet: Duration, timeout: Duration) -> Result<(), String> {
    let deadline = Instant::now() + timeout;
    let mut changes = hub.seq.subscribe();
    loop {
        let (why, last) = hub.unrest();
        let calm_at = Instant::from_std(last) + quiet;
        if why.is_none() && Instant::now() >= calm_at {
            return Ok(());
        }
        if Instant::now() >= deadline {
            return Err(why.unwrap_or_else(|| "Something keeps happening.".to_owned()));
        }
        // With nothing left to do only time can bring quiet; a call that is under way may end without an event.
        let until = if why.is_none() { calm_at } else { Instant::now() + Duration::from_millis(10) };
        tokio::select! {
            _ = changes.changed() => {}
            () = tokio::time::sleep_until(until.min(deadline)) => {}
        }
    }
}

/// Waits until the world shows something, looking again at every change; `None` when it does not within `timeout`.
pub async fn until<T>(
    hub: &Hub,
    timeout: Duration,
    mut look: impl FnMut(&mut World) -> Option<T>,
) -> Option<T> {
    let mut changes = hub.seq.subscribe();
    let seen = async {
        loop {
            if let Some(found) = hub.with(&mut look) {
                return Some(found);
            }
            changes.changed().await.ok()?;
        }
    };
    tokio::time::timeout(timeout, seen).await.ok().flatten()
}
