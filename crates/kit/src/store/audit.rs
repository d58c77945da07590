//! Who did what, where, and what came of it. Rows are only ever added.

use std::collections::BTreeMap;

use db::{Json, On, Result, Timestamp, Tx};

/// One decision or change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub at: Timestamp,
    pub user: i64,
    pub chat: i64,
    pub thread: Option<i64>,
    /// How it came: `command`, `tap`, `form`, `file`, `job`, `command line`.
    pub path: &'static str,
    /// Of the command, the button or the job.
    pub name: String,
    /// `ok`, `refused`, `denied: …`, `unavailable`, `broken CODE`.
    pub outcome: String,
    /// What was changed, without secrets and without what people typed.
    pub detail: BTreeMap<String, String>,
    pub duration_us: i64,
}

pub async fn insert(tx: &mut Tx, row: &Row) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO audit (at, user_id, chat_id, thread_id, path, name, outcome, detail, duration_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.at,
        row.user,
        row.chat,
        row.thread,
        row.path,
        &row.name,
        &row.outcome,
        Json(&row.detail),
        row.duration_us,
    )?;
    Ok(())
}

/// The newest rows: who, how, what, and the outcome.
pub async fn newest(on: &mut impl On, most: i64) -> Result<Vec<(i64, String, String, String)>> {
    db::fetch_all!(
        on,
        (i64, String, String, String),
        "SELECT user_id, path, name, outcome FROM audit ORDER BY id DESC LIMIT $1",
        most
    )
}
