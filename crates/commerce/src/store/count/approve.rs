//! What differs, and how it comes into the ledger.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};
use sha2::{Digest, Sha256};

use super::{Item, Session, countable, is_open};
use crate::ledger::{self, Document, Line, Posted};
use crate::store::cost;
use crate::{CountId, CountState, Currency, MovementKind, Result, SkuId};

/// A counted item that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variance {
    pub sku: SkuId,
    pub code: String,
    pub title: String,
    pub expected: i64,
    pub counted: i64,
    /// The difference at what a unit costs now, in minor units; none when no cost is known.
    pub value: Option<(i64, Currency)>,
}

/// What became of a press on the button that approves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approval {
    Written(Posted),
    /// What differs is not what was shown. Nothing was written.
    Otherwise,
    /// The stock of these was corrected by hand, by a file or by another count since they were counted, so nobody knows
    /// whether the same loss would be written twice. They are to be counted again. Nothing was written.
    Again(Vec<Item>),
}

async fn differing(on: &mut dyn On, id: CountId) -> Result<Vec<Item>> {
    let sql = concat!(item!(), "WHERE i.session_id = $1 AND i.counted <> i.expected ORDER BY i.position");
    Ok(db::fetch_all!(on, Item, sql, id)?)
}

/// What was counted otherwise than expected, in units and in money.
#[boxed]
pub async fn variances(on: &mut dyn On, id: CountId, now: Timestamp) -> Result<Vec<Variance>> {
    let mut found = Vec::new();
    for item in differing(on, id).await? {
        let (expected, counted) = (item.expected.unwrap_or(0), item.counted.unwrap_or(0));
        let cost = cost::at(on, item.sku_id, now).await?;
        let value = cost
            .and_then(|c| c.total().times(counted.saturating_sub(expected)).ok())
            .map(|money| (money.minor, money.currency));
        let (sku, code, title) = (item.sku_id, item.code, item.title);
        found.push(Variance { sku, code, title, expected, counted, value });
    }
    Ok(found)
}

/// What variances add up to, currency by currency (minor units).
pub fn value(variances: &[Variance]) -> BTreeMap<Currency, i64> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for (minor, currency) in variances.iter().filter_map(|v| v.value) {
        let sum = sums.entry(currency).or_default();
        *sum = sum.saturating_add(minor);
    }
    sums
}

/// A short name for exactly these differences: what a button that approves them carries.
pub fn digest(variances: &[Variance]) -> String {
    name(variances.iter().map(|v| (v.sku, v.expected, v.counted)).collect())
}

/// Of items in any order: one that was put off keeps what it says.
fn name(mut lines: Vec<(SkuId, i64, i64)>) -> String {
    lines.sort_unstable();
    let mut hash = Sha256::new();
    for (sku, expected, counted) in lines {
        for number in [sku.0, expected, counted] {
            hash.update(number.to_be_bytes());
        }
    }
    let short = hash.finalize().iter().take(6).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    format!("{short:012x}")
}

/// Closes a count and writes its variances to the ledger, as the document `count` and its number; only those that were
/// `shown` (see [`digest`]). What was not counted stays as it is. [`crate::Error::Closed`] the second time.
#[boxed]
pub async fn approve(tx: &mut Tx, id: CountId, shown: &str, who: &str, now: Timestamp) -> Result<Approval> {
    let session = countable(tx, id).await?;
    let items = differing(tx, id).await?;
    ledger::lock(tx, items.iter().map(|item| item.sku_id)).await?;
    let again = overtaken(tx, &session).await?;
    if !again.is_empty() {
        for item in &again {
            put_back(tx, id, item.sku_id).await?;
        }
        return Ok(Approval::Again(again));
    }
    let lines = items.iter().map(|it| (it.sku_id, it.expected.unwrap_or(0), it.counted.unwrap_or(0)));
    if name(lines.collect()) != shown {
        return Ok(Approval::Otherwise);
    }
    let lines = items.iter().map(|item| {
        let delta = item.counted.unwrap_or(0).saturating_sub(item.expected.unwrap_or(0));
        let line = Line::new(MovementKind::Count, item.sku_id, session.warehouse_id, delta);
        Line { line: item.position, ..line }
    });
    let document = Document {
        doc_type: "count".to_owned(),
        doc_id: id.to_string(),
        actor: who.to_owned(),
        reason: session.name.clone(),
        occurred_at: now,
        lines: lines.collect(),
    };
    let posted = ledger::post(tx, &[document], now).await?;
    close(tx, id, CountState::Approved, (who, now)).await?;
    Ok(Approval::Written(posted))
}

/// The items that differ and were corrected since they were counted. What was sold, received or carried since is no
/// correction; taking such a movement back is one.
async fn overtaken(tx: &mut Tx, session: &Session) -> Result<Vec<Item>> {
    let sql = concat!(
        item!(),
        "WHERE i.session_id = $1 AND i.counted <> i.expected AND EXISTS (
            SELECT 1 FROM stock_movement m WHERE m.sku_id = i.sku_id AND m.warehouse_id = $2 AND m.id > COALESCE(i.seen, 0)
               AND (m.kind IN ('adjust', 'count', 'write_off') OR m.reverses IS NOT NULL))
         ORDER BY i.position"
    );
    Ok(db::fetch_all!(tx, Item, sql, session.id, session.warehouse_id)?)
}

/// Forgets what was counted: it is to be counted again, by anybody.
async fn put_back(tx: &mut Tx, id: CountId, sku: SkuId) -> Result<()> {
    db::execute!(
        tx,
        "UPDATE count_item SET expected = NULL, counted = NULL, counted_by = NULL, counted_at = NULL, seen = NULL, taken_by = NULL
         WHERE session_id = $1 AND sku_id = $2",
        id,
        sku,
    )?;
    Ok(())
}

/// Closes a count without writing anything to the ledger.
#[boxed]
pub async fn cancel(tx: &mut Tx, id: CountId, who: &str, now: Timestamp) -> Result<()> {
    is_open(tx, id).await?;
    close(tx, id, CountState::Cancelled, (who, now)).await
}

async fn close(tx: &mut Tx, id: CountId, state: CountState, (who, now): (&str, Timestamp)) -> Result<()> {
    db::execute!(
        tx,
        "UPDATE count_session SET state = $2, closed_by = $3, closed_at = $4 WHERE id = $1",
        id,
        state,
        who,
        now
    )?;
    Ok(())
}
