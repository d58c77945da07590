//! What units cost: each cost holds from its time until the next one's.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};
use serde::{Deserialize, Serialize};

use super::{ROWS, kit, ledger, settle};
use crate::{Currency, Error, Money, Result, SaleLineId, SkuId};

/// A cost from a time on, in minor units. `unit` is the supplier's price, `landed` what bringing it here adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Cost {
    pub sku_id: SkuId,
    pub from_at: Timestamp,
    pub currency: Currency,
    pub unit: i64,
    pub landed: i64,
    pub actor: String,
}

impl Cost {
    /// Of one unit, landed.
    pub const fn total(&self) -> Money {
        Money::new(self.unit.saturating_add(self.landed), self.currency)
    }
}

/// The cost of a SKU at a time.
#[boxed]
pub async fn at(on: &mut dyn On, sku: SkuId, at: Timestamp) -> Result<Option<Cost>> {
    Ok(db::fetch_optional!(
        on,
        Cost,
        "SELECT sku_id, from_at, currency, unit, landed, actor FROM cost
         WHERE sku_id = $1 AND from_at <= $2 ORDER BY from_at DESC LIMIT 1",
        sku,
        at,
    )?)
}

/// Every cost a SKU has had, newest first.
#[boxed]
pub async fn history(on: &mut dyn On, sku: SkuId, most: i64) -> Result<Vec<Cost>> {
    Ok(db::fetch_all!(
        on,
        Cost,
        "SELECT sku_id, from_at, currency, unit, landed, actor FROM cost WHERE sku_id = $1 ORDER BY from_at DESC LIMIT $2",
        sku,
        most,
    )?)
}

/// Sets a cost in place of the one that was shown for its time; [`Error::Closed`] when that is another now.
#[boxed]
pub async fn replace(tx: &mut Tx, shown: Option<&Cost>, cost: &Cost) -> Result<()> {
    lock(tx, &[cost.sku_id].into()).await?;
    if at(tx, cost.sku_id, cost.from_at).await?.as_ref() != shown {
        return Err(Error::Closed);
    }
    upsert(tx, std::slice::from_ref(cost)).await?;
    Ok(())
}

/// An order that is being read in has the cost of now or waits until there is another.
async fn lock(tx: &mut Tx, skus: &BTreeSet<SkuId>) -> Result<()> {
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(());
    }
    let parts = kit::all_parts(tx, skus).await?;
    ledger::lock(tx, parts.into_iter()).await
}

/// Writes costs; one from the same time is replaced. What was sold since then is reckoned anew. Returns how many rows
/// changed.
#[boxed]
pub async fn upsert(tx: &mut Tx, costs: &[Cost]) -> Result<u64> {
    lock(tx, &costs.iter().map(|c| c.sku_id).collect()).await?;
    let mut changed = Vec::new();
    // Always in one order, so that two who write many cannot wait for each other.
    let last: BTreeMap<_, &Cost> = costs.iter().map(|c| ((c.sku_id, c.from_at), c)).collect();
    let last: Vec<&Cost> = last.into_values().collect();
    for chunk in last.chunks(ROWS) {
        let rows: Vec<(SkuId,)> = db::fetch_built!(tx, (SkuId,), |q| {
            q.push("INSERT INTO cost (sku_id, from_at, currency, unit, landed, actor) ");
            q.push_values(chunk, |row, c| {
                row.push_bind(c.sku_id).push_bind(c.from_at).push_bind(c.currency);
                row.push_bind(c.unit).push_bind(c.landed).push_bind(&c.actor);
            });
            q.push(" ON CONFLICT (sku_id, from_at) DO UPDATE SET currency = excluded.currency, unit = excluded.unit, landed = excluded.landed, actor = excluded.actor WHERE cost.currency <> excluded.currency OR cost.unit <> excluded.unit OR cost.landed <> excluded.landed RETURNING sku_id");
        })?;
        changed.extend(rows.into_iter().map(|(sku,)| sku));
    }
    reckon(tx, &changed).await?;
    Ok(u64::try_from(changed.len()).unwrap_or(u64::MAX))
}

/// Puts on the sold lines of these SKUs, and of the kits that they are in, what a unit cost when it was sold.
pub(crate) async fn reckon(tx: &mut Tx, skus: &[SkuId]) -> Result<()> {
    let mut all: BTreeSet<SkuId> = skus.iter().copied().collect();
    all.extend(kit::with(tx, skus).await?);
    let skus: Vec<SkuId> = all.into_iter().collect();
    let mut lines = BTreeSet::new();
    for chunk in skus.chunks(ROWS) {
        let sold = db::fetch_built!(tx, (SaleLineId,), |q| {
            q.push("SELECT id FROM sale_line WHERE sku_id IN (");
            q.push_values(chunk, |row, sku| {
                row.push_bind(*sku);
            });
            q.push(")");
        })?;
        lines.extend(sold.into_iter().map(|(line,)| line));
    }
    reckon_lines(tx, &lines).await
}

/// The same for these lines. A kit that has no cost of its own costs what its parts did.
pub(crate) async fn reckon_lines(tx: &mut Tx, lines: &BTreeSet<SaleLineId>) -> Result<()> {
    settle::lock(tx, lines).await?;
    let lines: Vec<SaleLineId> = lines.iter().copied().collect();
    for chunk in lines.chunks(ROWS) {
        db::execute_built!(tx, |q| {
            q.push(
                "UPDATE sale_line SET
                cost = (SELECT c.unit + c.landed FROM cost c WHERE c.sku_id = sale_line.sku_id AND c.from_at <= sale_line.placed_at ORDER BY c.from_at DESC LIMIT 1),
                cost_currency = (SELECT c.currency FROM cost c WHERE c.sku_id = sale_line.sku_id AND c.from_at <= sale_line.placed_at ORDER BY c.from_at DESC LIMIT 1)
             WHERE id IN (",
            );
            q.push_values(chunk, |row, line| {
                row.push_bind(*line);
            });
            q.push(")");
        })?;
        reckon_kits(tx, chunk).await?;
    }
    Ok(())
}

/// Kits of which every part had a cost, all in one currency. What is in them is what is in them now.
async fn reckon_kits(tx: &mut Tx, lines: &[SaleLineId]) -> Result<()> {
    db::execute_built!(tx, |q| {
        q.push(
            "UPDATE sale_line SET (cost, cost_currency) = (
                SELECT CAST(SUM(k.quantity * (c.unit + c.landed)) AS BIGINT), MIN(c.currency)
                FROM kit_component k JOIN cost c ON c.sku_id = k.component_id AND c.from_at = (
                    SELECT MAX(x.from_at) FROM cost x WHERE x.sku_id = k.component_id AND x.from_at <= sale_line.placed_at)
                WHERE k.kit_id = sale_line.sku_id GROUP BY k.kit_id
                HAVING COUNT(*) = (SELECT COUNT(*) FROM kit_component a WHERE a.kit_id = sale_line.sku_id)
                   AND MIN(c.currency) = MAX(c.currency))
             WHERE cost IS NULL AND sku_id IN (SELECT kit_id FROM kit_component) AND id IN (",
        );
        q.push_values(lines, |row, line| {
            row.push_bind(*line);
        });
        q.push(")");
    })?;
    Ok(())
}
