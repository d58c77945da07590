//! What comes after a sale: fees, first estimated and then settled, and money given back.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{Timestamp, Tx};

use super::{ROWS, kit};
use crate::ledger::{self, Document, Line};
use crate::{Money, MovementKind, Result, SaleLineId, SkuId, WarehouseId};

/// What a marketplace takes for a line; negative is what it gives. One of a kind each line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    pub line: SaleLineId,
    /// `referral`, `fulfilment`, `payment`, …
    pub kind: String,
    /// In the currency of the line: convert others at their day's rate first.
    pub amount: Money,
    pub estimated: bool,
}

/// Writes fees down. A settled one replaces the estimate; an estimate never replaces what is settled. Returns how many
/// rows changed.
#[boxed]
pub async fn fees(tx: &mut Tx, fees: &[Fee]) -> Result<u64> {
    let mut best: BTreeMap<(SaleLineId, &str), &Fee> = BTreeMap::new();
    for fee in fees {
        let slot = best.entry((fee.line, &fee.kind)).or_insert(fee);
        if slot.estimated || !fee.estimated {
            *slot = fee;
        }
    }
    let lines: BTreeSet<SaleLineId> = fees.iter().map(|fee| fee.line).collect();
    lock(tx, &lines).await?;
    let mut changed = 0;
    for chunk in best.into_values().collect::<Vec<_>>().chunks(ROWS) {
        changed += db::execute_built!(tx, |q| {
            q.push("INSERT INTO fee (sale_line_id, kind, amount, currency, estimated) ");
            q.push_values(chunk, |row, fee| {
                row.push_bind(fee.line).push_bind(&fee.kind);
                row.push_bind(fee.amount.minor).push_bind(fee.amount.currency).push_bind(fee.estimated);
            });
            q.push(" ON CONFLICT (sale_line_id, kind) DO UPDATE SET amount = excluded.amount, currency = excluded.currency, estimated = excluded.estimated WHERE (fee.estimated OR NOT excluded.estimated) AND (fee.amount <> excluded.amount OR fee.estimated <> excluded.estimated OR fee.currency <> excluded.currency)");
        })?;
    }
    total(tx, &lines).await?;
    Ok(changed)
}

/// Makes this transaction the only one that changes these lines. SQLite has one writer.
pub(crate) async fn lock(tx: &mut Tx, lines: &BTreeSet<SaleLineId>) -> Result<()> {
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(());
    }
    for chunk in lines.iter().collect::<Vec<_>>().chunks(ROWS) {
        db::fetch_built!(tx, (i64,), |q| {
            q.push("SELECT id FROM sale_line WHERE id IN (");
            q.push_values(chunk, |row, line| {
                row.push_bind(**line);
            });
            q.push(") ORDER BY id FOR NO KEY UPDATE");
        })?;
    }
    Ok(())
}

/// Adds up on the lines what their fees and refunds are. A line is settled when it has fees and none is an estimate.
async fn total(tx: &mut Tx, lines: &BTreeSet<SaleLineId>) -> Result<()> {
    for chunk in lines.iter().collect::<Vec<_>>().chunks(ROWS) {
        total_some(tx, chunk).await?;
    }
    Ok(())
}

async fn total_some(tx: &mut Tx, lines: &[&SaleLineId]) -> Result<()> {
    db::execute_built!(tx, |q| {
        q.push(
            "UPDATE sale_line SET
                fees = COALESCE((SELECT CAST(SUM(f.amount) AS BIGINT) FROM fee f WHERE f.sale_line_id = sale_line.id), 0),
                settled = EXISTS (SELECT 1 FROM fee f WHERE f.sale_line_id = sale_line.id)
                    AND NOT EXISTS (SELECT 1 FROM fee f WHERE f.sale_line_id = sale_line.id AND f.estimated),
                refunded = COALESCE((SELECT CAST(SUM(r.amount) AS BIGINT) FROM refund r WHERE r.sale_line_id = sale_line.id), 0)
             WHERE id IN (",
        );
        q.push_values(lines, |row, line| {
            row.push_bind(**line);
        });
        q.push(")");
    })?;
    Ok(())
}

/// Money given back for a line, and perhaps units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub line: SaleLineId,
    /// The marketplace's number for it: the same one twice counts once.
    pub refund_id: String,
    /// In the currency of the line.
    pub amount: Money,
    pub quantity: i64,
    pub at: Timestamp,
    /// Where the units were put back into stock; none: they were not.
    pub back_to: Option<WarehouseId>,
}

/// Writes refunds down, and returns what came back to stock. Returns how many were new.
#[boxed]
pub async fn refunds(tx: &mut Tx, refunds: &[Refund], actor: &str, now: Timestamp) -> Result<u64> {
    let once: BTreeMap<_, &Refund> = refunds.iter().map(|r| ((r.line, r.refund_id.clone()), r)).collect();
    let lines: BTreeSet<SaleLineId> = refunds.iter().map(|r| r.line).collect();
    let skus = lock_refunded(tx, &lines).await?;
    let mut fresh = Vec::new();
    for chunk in once.values().collect::<Vec<_>>().chunks(ROWS) {
        let added = db::fetch_built!(tx, (SaleLineId, String), |q| {
            q.push("INSERT INTO refund (sale_line_id, refund_id, amount, currency, quantity, at) ");
            q.push_values(chunk, |row, r| {
                row.push_bind(r.line).push_bind(&r.refund_id).push_bind(r.amount.minor);
                row.push_bind(r.amount.currency).push_bind(r.quantity).push_bind(r.at);
            });
            q.push(" ON CONFLICT (sale_line_id, refund_id) DO NOTHING RETURNING sale_line_id, refund_id");
        })?;
        fresh.extend(added.iter().filter_map(|key| once.get(key).copied()));
    }
    total(tx, &lines).await?;
    let documents = returns(tx, &fresh, &skus, actor).await?;
    ledger::post(tx, &documents, now).await?;
    Ok(u64::try_from(fresh.len()).unwrap_or(u64::MAX))
}

/// Makes this transaction the only one that changes these lines and the stock that comes back from them. Returns what was
/// sold on them.
pub(crate) async fn lock_refunded(
    tx: &mut Tx,
    lines: &BTreeSet<SaleLineId>,
) -> Result<BTreeMap<SaleLineId, SkuId>> {
    let skus = skus(tx, lines).await?;
    let parts = kit::all_parts(tx, &skus.values().copied().collect()).await?;
    ledger::lock(tx, parts.into_iter()).await?;
    lock(tx, lines).await?;
    Ok(skus)
}

/// What was sold on these lines, where that is known.
async fn skus(tx: &mut Tx, lines: &BTreeSet<SaleLineId>) -> Result<BTreeMap<SaleLineId, SkuId>> {
    let mut found = BTreeMap::new();
    for chunk in lines.iter().collect::<Vec<_>>().chunks(ROWS) {
        found.extend(db::fetch_built!(tx, (SaleLineId, SkuId), |q| {
            q.push("SELECT id, sku_id FROM sale_line WHERE sku_id IS NOT NULL AND id IN (");
            q.push_values(chunk, |row, line| {
                row.push_bind(**line);
            });
            q.push(")");
        })?);
    }
    Ok(found)
}

async fn returns(
    tx: &mut Tx,
    refunds: &[&Refund],
    skus: &BTreeMap<SaleLineId, SkuId>,
    actor: &str,
) -> Result<Vec<Document>> {
    let back: Vec<(&Refund, WarehouseId)> =
        refunds.iter().filter(|r| r.quantity > 0).filter_map(|r| Some((*r, r.back_to?))).collect();
    if back.is_empty() {
        return Ok(Vec::new());
    }
    let parts =
        kit::parts(tx, &skus.values().copied().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>())
            .await?;
    let documents = back.into_iter().map(|(refund, warehouse)| {
        let made_of = skus.get(&refund.line).and_then(|sku| parts.get(sku)).into_iter().flatten();
        let lines = made_of.zip(1..).map(|((part, each), number)| {
            let mut line =
                Line::new(MovementKind::Return, *part, warehouse, refund.quantity.saturating_mul(*each));
            line.line = number;
            line
        });
        Document {
            doc_type: "return".to_owned(),
            doc_id: format!("{}/{}", refund.line, refund.refund_id),
            actor: actor.to_owned(),
            reason: format!("refund {}", refund.refund_id),
            occurred_at: refund.at,
            lines: lines.collect(),
        }
    });
    Ok(documents.collect())
}
