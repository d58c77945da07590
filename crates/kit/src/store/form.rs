//! Forms that are being filled in, one a conversation.

use async_recursion::async_recursion as boxed;
use db::{Json, On, Result, Timestamp, Tx};

use crate::args::Values;

/// A form as far as it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub command: String,
    /// The field that is asked for now.
    pub step: String,
    pub given: Values,
}

/// What is kept for a conversation.
#[boxed]
pub async fn find(on: &mut dyn On, lane: &str) -> Result<Option<Open>> {
    let row = db::fetch_optional!(
        on,
        (String, String, Json<Values>),
        "SELECT command, step, given FROM form WHERE lane = $1",
        lane
    )?;
    Ok(row.map(|(command, step, given)| Open { command, step, given: given.0 }))
}

#[boxed]
pub async fn save(tx: &mut Tx, lane: &str, form: &Open, now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO form (lane, command, step, given, updated_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (lane) DO UPDATE SET command = excluded.command, step = excluded.step, given = excluded.given, updated_at = excluded.updated_at",
        lane,
        &form.command,
        &form.step,
        Json(&form.given),
        now,
    )?;
    Ok(())
}

/// The name under which files wait that came without a command, and what is put after the lane: they are no question, and
/// stay when one is asked or given up.
pub(super) const STASH: &str = "?file";

/// Keeps the files of a conversation that came without a command, in the place of those it had.
#[boxed]
pub async fn stash(tx: &mut Tx, lane: &str, files: &Values, now: Timestamp) -> Result<()> {
    let open = Open { command: STASH.to_owned(), step: String::new(), given: files.clone() };
    save(tx, &format!("{lane}{STASH}"), &open, now).await
}

#[boxed]
pub async fn close(tx: &mut Tx, lane: &str) -> Result<u64> {
    db::execute!(tx, "DELETE FROM form WHERE lane = $1", lane)
}
