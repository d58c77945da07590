//! What leads were asked to confirm, and what became of it.

use kit::UserId;
use kit::db::{self, On, Result, Timestamp, Tx};

pub async fn ask(tx: &mut Tx, doc_id: &str, by: UserId, now: Timestamp) -> Result<u64> {
    db::execute!(
        tx,
        "INSERT INTO inventory_request (doc_id, asked_by, asked_at) VALUES ($1, $2, $3) ON CONFLICT (doc_id) DO NOTHING",
        doc_id,
        by.0,
        now,
    )
}

/// `false` when somebody has decided before.
pub async fn decide(tx: &mut Tx, doc_id: &str, decision: &str, by: UserId, now: Timestamp) -> Result<bool> {
    let decided = db::execute!(
        tx,
        "UPDATE inventory_request SET decision = $2, decided_by = $3, decided_at = $4
         WHERE doc_id = $1 AND decision IS NULL",
        doc_id,
        decision,
        by.0,
        now,
    )?;
    Ok(decided == 1)
}

/// What was decided, and by whom.
pub async fn decision(on: &mut dyn On, doc_id: &str) -> Result<Option<(String, i64)>> {
    db::fetch_optional!(
        on,
        (String, i64),
        "SELECT decision, decided_by FROM inventory_request WHERE doc_id = $1 AND decision IS NOT NULL",
        doc_id,
    )
}
