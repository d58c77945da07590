//! When recurring jobs are due.

use async_recursion::async_recursion as boxed;
use db::{On, Result, Timestamp, Tx};

#[boxed]
pub async fn next_at(on: &mut dyn On, name: &str) -> Result<Option<Timestamp>> {
    let row = db::fetch_optional!(on, (Timestamp,), "SELECT next_at FROM schedule WHERE name = $1", name)?;
    Ok(row.map(|(at,)| at))
}

/// Writes down when something new is due for the first time; what is there already stays.
#[boxed]
pub async fn begin(tx: &mut Tx, name: &str, at: Timestamp) -> Result<u64> {
    db::execute!(
        tx,
        "INSERT INTO schedule (name, next_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        name,
        at
    )
}

/// Moves on to the next time; `false` when another copy of the program did.
#[boxed]
pub async fn advance(tx: &mut Tx, name: &str, from: Timestamp, to: Timestamp) -> Result<bool> {
    let moved = db::execute!(
        tx,
        "UPDATE schedule SET next_at = $3 WHERE name = $1 AND next_at = $2",
        name,
        from,
        to
    )?;
    Ok(moved == 1)
}

/// Whether the job of this name that nobody asked for is still open from the last time.
#[boxed]
pub async fn is_running(on: &mut dyn On, job: &str) -> Result<bool> {
    let row = db::fetch_optional!(
        on,
        (i64,),
        "SELECT id FROM job WHERE name = $1 AND user_id = 0 AND state IN ('queued', 'running') LIMIT 1",
        job,
    )?;
    Ok(row.is_some())
}
