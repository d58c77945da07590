//! Updates from the messenger: written down before anything else happens, and gone only when they are answered.

use std::time::Duration;

use async_recursion::async_recursion as boxed;
use db::{Db, Json, On, Result, Timestamp, Tx};

use crate::ids::InboxId;
use crate::store::subscription;

/// An update on its way in.
#[derive(Debug, Clone)]
pub struct Arrived {
    pub update_id: i64,
    /// Those of one lane are handled in order, one at a time.
    pub lane: String,
    pub raw: String,
    /// A kind this version does not know: kept for a later one, not handled.
    pub unknown: bool,
}

/// An update to handle.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    pub id: i64,
    pub lane: String,
    pub raw: String,
    pub attempts: i64,
    /// Whether it was at work, or in line, when a copy of the program went away.
    pub interrupted: bool,
    pub received_at: Timestamp,
}

/// Writes a batch down; those that are there already (Telegram repeats what was not confirmed) are left as they are.
/// Returns how many are new. The caller commits before it confirms anything to Telegram.
#[boxed]
pub async fn insert(tx: &mut Tx, batch: &[Arrived], now: Timestamp) -> Result<u64> {
    if batch.is_empty() {
        return Ok(0);
    }
    db::execute_built!(tx, |q| {
        q.push("INSERT INTO inbox (update_id, lane, received_at, state, raw) ");
        q.push_values(batch, |row, update| {
            row.push_bind(update.update_id).push_bind(&update.lane).push_bind(now);
            row.push_bind(if update.unknown { "unknown" } else { "new" }).push_bind(&update.raw);
        });
        q.push(" ON CONFLICT (update_id) DO NOTHING");
    })
}

/// Updates of one lane that are taken at most before some of them are done.
pub const LANE_HELD: usize = 16;

/// Takes waiting updates for this copy of the program, oldest first. A lane in which another copy is at work is left to
/// that copy, so that order holds. The lease row is the lock between copies that claim at once.
#[boxed]
pub async fn claim(tx: &mut Tx, owner: &str, most: i64) -> Result<Vec<Waiting>> {
    db::execute!(tx, "UPDATE lease SET epoch = epoch WHERE name = 'claim'")?;
    let mut rows: Vec<Waiting> = db::fetch_all!(
        tx,
        Waiting,
        "UPDATE inbox SET owner = $1 WHERE id IN (
            SELECT i.id FROM inbox i WHERE i.state = 'new' AND i.owner IS NULL
            AND i.lane NOT IN (SELECT o.lane FROM inbox o WHERE o.state = 'new' AND o.owner IS NOT NULL
                               GROUP BY o.lane HAVING COUNT(*) >= $3 OR MIN(o.owner) <> $1 OR MAX(o.owner) <> $1)
            ORDER BY i.id LIMIT $2)
         RETURNING id, lane, raw, attempts, interrupted, received_at",
        owner,
        most,
        i64::try_from(LANE_HELD).unwrap_or(i64::MAX),
    )?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Gives back what a copy had claimed that is there no more. Returns how many.
#[boxed]
pub async fn release(tx: &mut Tx, owner: &str) -> Result<u64> {
    db::execute!(tx, "UPDATE inbox SET owner = NULL WHERE state = 'new' AND owner = $1", owner)
}

/// Closes updates and says which: one that is no longer this copy's is not among them, and whatever was done for it must
/// be undone.
#[boxed]
pub async fn finish(tx: &mut Tx, ids: &[i64], owner: &str, now: Timestamp) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let closed = db::fetch_built!(tx, (i64,), |q| {
        q.push("UPDATE inbox SET state = 'done', raw = '', owner = NULL, finished_at = ").push_bind(now);
        q.push(" WHERE state = 'new' AND owner = ").push_bind(owner).push(" AND id IN (");
        q.push_values(ids, |row, id| {
            row.push_bind(*id);
        });
        q.push(") RETURNING id");
    })?;
    Ok(closed.into_iter().map(|(id,)| id).collect())
}

/// Counts an attempt before it begins, so that an update that kills the program is not tried for ever.
#[boxed]
pub async fn attempt(tx: &mut Tx, id: InboxId, owner: &str) -> Result<()> {
    let counted = db::execute!(
        tx,
        "UPDATE inbox SET attempts = attempts + 1 WHERE id = $1 AND owner = $2",
        id.0,
        owner
    )?;
    if counted == 1 { Ok(()) } else { Err(db::Error::Stale) }
}

/// Sets aside an update that failed too often; it stays to be looked at.
#[boxed]
pub async fn park(tx: &mut Tx, id: InboxId, note: &str, now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "UPDATE inbox SET state = 'parked', owner = NULL, note = $1, finished_at = $2 WHERE id = $3",
        note,
        now,
        id.0,
    )?;
    Ok(())
}

/// Parked updates go back to the line after an upgrade mended what broke on them.
#[boxed]
pub async fn retry_parked(tx: &mut Tx) -> Result<u64> {
    db::execute!(
        tx,
        "UPDATE inbox SET state = 'new', attempts = 0, interrupted = FALSE, note = NULL, finished_at = NULL WHERE state = 'parked'"
    )
}

/// Updates of kinds that were not known when they came: the row and the update.
#[boxed]
pub async fn unknown(on: &mut dyn On) -> Result<Vec<(i64, String)>> {
    db::fetch_all!(on, (i64, String), "SELECT id, raw FROM inbox WHERE state = 'unknown' ORDER BY id")
}

/// One of those goes into line, now that its lane is known.
#[boxed]
pub async fn recognise(tx: &mut Tx, id: i64, lane: &str) -> Result<u64> {
    let sql = "UPDATE inbox SET state = 'new', lane = $1 WHERE id = $2 AND state = 'unknown'";
    db::execute!(tx, sql, lane, id)
}

/// How many wait, how many were parked, and since when the oldest waits.
#[boxed]
pub async fn depth(on: &mut dyn On) -> Result<(i64, i64, Option<Timestamp>)> {
    db::fetch_one!(
        on,
        (i64, i64, Option<Timestamp>),
        "SELECT COUNT(CASE WHEN state = 'new' THEN 1 END), COUNT(CASE WHEN state = 'parked' THEN 1 END),
                MIN(CASE WHEN state = 'new' THEN received_at END) FROM inbox WHERE state IN ('new', 'parked')",
    )
}

/// What every table that only grows is rid of after a while: updates Telegram will not send again, and sent messages.
#[boxed]
pub async fn sweep(db: &Db, now: Timestamp) -> Result<()> {
    let days = |n: u64| now.minus(Duration::from_secs(n * 86_400));
    let mut tx = db.begin().await?;
    db::execute!(tx, "DELETE FROM inbox WHERE state = 'done' AND finished_at < $1", days(2))?;
    db::execute!(tx, "DELETE FROM outbox WHERE state IN ('sent', 'failed') AND sent_at < $1", days(7))?;
    db::execute!(tx, "DELETE FROM blob WHERE created_at < $1", days(7))?;
    db::execute!(tx, "DELETE FROM tap WHERE created_at < $1", days(90))?;
    db::execute!(tx, "DELETE FROM form WHERE updated_at < $1", days(30))?;
    db::execute!(tx, "DELETE FROM card WHERE updated_at < $1", days(90))?;
    db::execute!(tx, "DELETE FROM job WHERE finished_at < $1", days(90))?;
    tx.commit().await
}

/// What one chat has switched off.
#[boxed]
pub async fn switched_off(on: &mut dyn On, chat: i64) -> Result<Vec<String>> {
    let row: Option<(Json<Vec<String>>,)> =
        db::fetch_optional!(on, (Json<Vec<String>>,), "SELECT off FROM chat WHERE chat_id = $1", chat)?;
    Ok(row.map(|(off,)| off.0).unwrap_or_default())
}

/// Sets what one chat has switched off.
#[boxed]
pub async fn switch(tx: &mut Tx, chat: i64, off: &[String]) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO chat (chat_id, off) VALUES ($1, $2) ON CONFLICT (chat_id) DO UPDATE SET off = excluded.off",
        chat,
        Json(off),
    )?;
    Ok(())
}

/// A group continues under a new number: everything kept under the old one follows.
#[boxed]
pub async fn migrate(tx: &mut Tx, from: i64, to: i64) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO chat (chat_id, off) SELECT $2, off FROM chat WHERE chat_id = $1 ON CONFLICT (chat_id) DO NOTHING",
        from,
        to,
    )?;
    db::execute!(
        tx,
        "INSERT INTO chat (chat_id, moved_to) VALUES ($1, $2) ON CONFLICT (chat_id) DO UPDATE SET moved_to = excluded.moved_to",
        from,
        to
    )?;
    db::execute!(tx, "UPDATE outbox SET chat_id = $2 WHERE chat_id = $1 AND state = 'queued'", from, to)?;
    db::execute!(
        tx,
        "UPDATE job SET chat_id = $2 WHERE chat_id = $1 AND state IN ('queued', 'running')",
        from,
        to
    )?;
    // Their lanes begin with the chat. Cards and what expires stay: the same numbers are other messages there.
    db::execute!(
        tx,
        "UPDATE form SET lane = $2 || SUBSTR(lane, LENGTH($1) + 1) WHERE lane LIKE $1 || ':%'
         AND NOT EXISTS (SELECT 1 FROM form f WHERE f.lane = $2 || SUBSTR(form.lane, LENGTH($1) + 1))",
        from.to_string(),
        to.to_string(),
    )?;
    subscription::migrate(tx, from, to).await
}
