//! The values of buttons that do not fit into the button.

use async_recursion::async_recursion as boxed;
use db::{On, Result, Timestamp, Tx};

use crate::ids::UserId;
use crate::tap::TapValue;

/// A button's value as it was kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Kept {
    pub tap: String,
    pub version: i64,
    pub value: String,
    pub once: bool,
    pub used_at: Option<Timestamp>,
}

#[boxed]
pub async fn keep(tx: &mut Tx, key: &str, tap: &TapValue, now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO tap (key, tap, version, value, once, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        key,
        tap.tap,
        i64::from(tap.version),
        &tap.value,
        tap.once,
        now,
    )?;
    Ok(())
}

#[boxed]
pub async fn find(on: &mut dyn On, key: &str) -> Result<Option<Kept>> {
    db::fetch_optional!(on, Kept, "SELECT tap, version, value, once, used_at FROM tap WHERE key = $1", key)
}

/// Uses a button up; `false` when somebody was faster. Held by the transaction until it is committed or undone, so that
/// of two who press at once, one waits and then hears that it is done.
#[boxed]
pub async fn use_up(tx: &mut Tx, key: &str, by: UserId, now: Timestamp) -> Result<bool> {
    let used = db::execute!(
        tx,
        "UPDATE tap SET used_at = $1, used_by = $2 WHERE key = $3 AND used_at IS NULL",
        now,
        by.0,
        key
    )?;
    Ok(used == 1)
}
