//! Who did what, where, and what came of it. Rows are only ever added.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
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

#[boxed]
pub async fn insert(tx: &mut Tx, rows: &[&Row]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    db::execute_built!(tx, |q| {
        q.push(
            "INSERT INTO audit (at, user_id, chat_id, thread_id, path, name, outcome, detail, duration_us) ",
        );
        q.push_values(rows, |to, row| {
            to.push_bind(row.at)
                .push_bind(row.user)
                .push_bind(row.chat)
                .push_bind(row.thread)
                .push_bind(row.path);
            to.push_bind(&row.name)
                .push_bind(&row.outcome)
                .push_bind(Json(&row.detail))
                .push_bind(row.duration_us);
        });
    })?;
    Ok(())
}

/// The newest rows: who, how, what, and the outcome.
#[boxed]
pub async fn newest(on: &mut dyn On, most: i64) -> Result<Vec<(i64, String, String, String)>> {
    db::fetch_all!(
        on,
        (i64, String, String, String),
        "SELECT user_id, path, name, outcome FROM audit ORDER BY id DESC LIMIT $1",
        most
    )
}
