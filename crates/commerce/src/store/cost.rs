//! What units cost: each cost holds from its time until the next one's.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};
use serde::{Deserialize, Serialize};

use super::ROWS;
use crate::{Currency, Money, Result, SaleLineId, SkuId};

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

/// Writes costs; one from the same time is replaced. What was sold since then is reckoned anew. Returns how many rows
/// changed.
#[boxed]
pub async fn upsert(tx: &mut Tx, costs: &[Cost]) -> Result<u64> {
    let mut changed = 0;
    for chunk in costs.chunks(ROWS) {
        let last: BTreeMap<_, &Cost> = chunk.iter().map(|c| ((c.sku_id, c.from_at), c)).collect();
        let rows: Vec<(SkuId,)> = db::fetch_built!(tx, (SkuId,), |q| {
            q.push("INSERT INTO cost (sku_id, from_at, currency, unit, landed, actor) ");
            q.push_values(last.values(), |row, c| {
                row.push_bind(c.sku_id).push_bind(c.from_at).push_bind(c.currency);
                row.push_bind(c.unit).push_bind(c.landed).push_bind(&c.actor);
            });
            q.push(" ON CONFLICT (sku_id, from_at) DO UPDATE SET currency = excluded.currency, unit = excluded.unit, landed = excluded.landed, actor = excluded.actor WHERE cost.currency <> excluded.currency OR cost.unit <> excluded.unit OR cost.landed <> excluded.landed RETURNING sku_id");
        })?;
        changed += u64::try_from(rows.len()).unwrap_or(0);
        reckon(tx, &rows.into_iter().map(|(sku,)| sku).collect::<Vec<_>>()).await?;
    }
    Ok(changed)
}

/// Puts on the sold lines of these SKUs what a unit cost when it was sold.
async fn reckon(tx: &mut Tx, skus: &[SkuId]) -> Result<()> {
    reckon_where(tx, "sku_id", skus).await
}

/// The same for these lines.
pub(crate) async fn reckon_lines(tx: &mut Tx, lines: &[SaleLineId]) -> Result<()> {
    reckon_where(tx, "id", lines).await
}

async fn reckon_where<I>(tx: &mut Tx, column: &'static str, ids: &[I]) -> Result<()>
where
    I: Copy + Send + Sync + for<'q> sqlx::Encode<'q, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    I: for<'q> sqlx::Encode<'q, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + 'static,
{
    if ids.is_empty() {
        return Ok(());
    }
    db::execute_built!(tx, |q| {
        q.push(
            "UPDATE sale_line SET
                cost = (SELECT c.unit + c.landed FROM cost c WHERE c.sku_id = sale_line.sku_id AND c.from_at <= sale_line.placed_at ORDER BY c.from_at DESC LIMIT 1),
                cost_currency = (SELECT c.currency FROM cost c WHERE c.sku_id = sale_line.sku_id AND c.from_at <= sale_line.placed_at ORDER BY c.from_at DESC LIMIT 1)
             WHERE ",
        );
        q.push(column).push(" IN (");
        q.push_values(ids, |row, id| {
            row.push_bind(*id);
        });
        q.push(")");
    })?;
    Ok(())
}
