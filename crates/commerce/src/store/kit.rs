//! Kits: SKUs that are put together from stocked ones when they are sold.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::balance::Balance;
use super::{ROWS, cost, ledger};
use crate::{Result, SkuId};

/// So many of a SKU go into one kit.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Component {
    pub sku_id: SkuId,
    pub code: String,
    pub title: String,
    pub quantity: i64,
    /// Off sale for now, and so the kit, too.
    pub held: bool,
}

#[boxed]
pub async fn components(on: &mut dyn On, kit: SkuId) -> Result<Vec<Component>> {
    Ok(db::fetch_all!(
        on,
        Component,
        "SELECT c.component_id AS sku_id, s.code, s.title, c.quantity, s.hold IS NOT NULL AS held
         FROM kit_component c JOIN sku s ON s.id = c.component_id WHERE c.kit_id = $1 ORDER BY s.code",
        kit,
    )?)
}

/// Says what a kit is made of, instead of what was said before. Only stocked SKUs can be in it, so kits do not nest. What was
/// sold of it is reckoned anew, as if it had always been made of that (see [`super::cost::upsert`]).
#[boxed]
pub async fn set_components(tx: &mut Tx, kit: SkuId, parts: &BTreeMap<SkuId, i64>) -> Result<()> {
    lock(tx, [kit].into(), parts.keys().copied()).await?;
    db::execute!(tx, "DELETE FROM kit_component WHERE kit_id = $1", kit)?;
    if !parts.is_empty() {
        db::execute_built!(tx, |q| {
            q.push("INSERT INTO kit_component (kit_id, component_id, quantity) ");
            q.push_values(parts, |row, (part, quantity)| {
                row.push_bind(kit).push_bind(*part).push_bind(*quantity);
            });
        })?;
    }
    cost::reckon(tx, &[kit]).await
}

/// So many of these parts go into these kits; with none, a part is not in it any more. What else is in the kits stays.
#[boxed]
pub async fn put(tx: &mut Tx, parts: &BTreeMap<(SkuId, SkuId), i64>) -> Result<()> {
    let kits = parts.keys().map(|(kit, _)| *kit).collect();
    lock(tx, kits, parts.keys().map(|(_, part)| *part)).await?;
    // In one order, so that two who write many cannot wait for each other.
    for (of, quantity) in parts {
        put_one(tx, *of, *quantity).await?;
    }
    cost::reckon(tx, &parts.keys().map(|(kit, _)| *kit).collect::<Vec<_>>()).await
}

/// An order that is being read in takes what the kits were made of before, all of it, or waits.
async fn lock(tx: &mut Tx, kits: BTreeSet<SkuId>, parts: impl Iterator<Item = SkuId>) -> Result<()> {
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(());
    }
    let before = all_parts(tx, &kits).await?;
    ledger::lock(tx, before.into_iter().chain(parts)).await
}

async fn put_one(tx: &mut Tx, (kit, part): (SkuId, SkuId), quantity: i64) -> Result<()> {
    if quantity == 0 {
        db::execute!(tx, "DELETE FROM kit_component WHERE kit_id = $1 AND component_id = $2", kit, part)?;
        return Ok(());
    }
    db::execute!(
        tx,
        "INSERT INTO kit_component (kit_id, component_id, quantity) VALUES ($1, $2, $3)
         ON CONFLICT (kit_id, component_id) DO UPDATE SET quantity = excluded.quantity",
        kit,
        part,
        quantity,
    )?;
    Ok(())
}

/// How many of what is in each of these kits.
#[boxed]
pub async fn made_of(on: &mut dyn On, kits: &[SkuId]) -> Result<BTreeMap<(SkuId, SkuId), i64>> {
    let mut found = BTreeMap::new();
    for chunk in kits.chunks(ROWS) {
        let rows = db::fetch_built!(on, (SkuId, SkuId, i64), |q| {
            q.push("SELECT kit_id, component_id, quantity FROM kit_component WHERE kit_id IN (");
            q.push_values(chunk, |row, kit| {
                row.push_bind(*kit);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|(kit, part, quantity)| ((kit, part), quantity)));
    }
    Ok(found)
}

/// Every component of every kit with the codes of both, a page at a time.
#[boxed]
pub async fn page(
    on: &mut dyn On,
    (kit, part): (i64, i64),
    most: i64,
) -> Result<Vec<(SkuId, SkuId, i64, [String; 2])>> {
    let rows: Vec<(SkuId, SkuId, i64, String, String)> = db::fetch_all!(
        on,
        (SkuId, SkuId, i64, String, String),
        "SELECT c.kit_id, c.component_id, c.quantity, k.code, p.code FROM kit_component c
         JOIN sku k ON k.id = c.kit_id JOIN sku p ON p.id = c.component_id
         WHERE (c.kit_id, c.component_id) > ($1, $2) ORDER BY c.kit_id, c.component_id LIMIT $3",
        kit,
        part,
        most,
    )?;
    Ok(rows.into_iter().map(|(kit, part, quantity, k, p)| (kit, part, quantity, [k, p])).collect())
}

/// How many kits each warehouse could put together: from what lies there, and (as `incoming`) how many more what is to
/// come would allow. Reservations are on components, so `reserved` is what they take from the kits.
#[boxed]
pub async fn balances(on: &mut dyn On, kit: SkuId) -> Result<Vec<Balance>> {
    Ok(db::fetch_all!(
        on,
        Balance,
        "SELECT warehouse_id, warehouse_code, on_hand, on_hand - free AS reserved,
                CASE WHEN later > free THEN later - free ELSE 0 END AS incoming
         FROM (SELECT w.id AS warehouse_id, w.code AS warehouse_code,
                      MIN(CASE WHEN COALESCE(b.on_hand, 0) > 0 THEN COALESCE(b.on_hand, 0) / c.quantity ELSE 0 END) AS on_hand,
                      MIN(CASE WHEN COALESCE(b.on_hand - b.reserved, 0) > 0 THEN (b.on_hand - b.reserved) / c.quantity ELSE 0 END) AS free,
                      MIN(CASE WHEN COALESCE(b.on_hand - b.reserved + b.incoming, 0) > 0
                               THEN (b.on_hand - b.reserved + b.incoming) / c.quantity ELSE 0 END) AS later
               FROM kit_component c CROSS JOIN warehouse w
               LEFT JOIN stock_balance b ON b.sku_id = c.component_id AND b.warehouse_id = w.id
               WHERE c.kit_id = $1 GROUP BY w.id, w.code) AS kits
         ORDER BY warehouse_code",
        kit,
    )?)
}

/// How many of each of these kits could be put together from what is free, in all warehouses together. What is off sale
/// is promised to nobody, nor is a kit that it is in.
#[boxed]
pub async fn free(on: &mut dyn On, kits: &[SkuId]) -> Result<BTreeMap<SkuId, i64>> {
    let mut found = BTreeMap::new();
    for chunk in kits.chunks(ROWS) {
        let rows = db::fetch_built!(on, (SkuId, i64), |q| {
            q.push(
                "SELECT kit_id, CAST(SUM(free) AS BIGINT) FROM (
                    SELECT c.kit_id, w.id, MIN(CASE WHEN s.hold IS NULL AND COALESCE(b.on_hand - b.reserved, 0) > 0
                                                    THEN (b.on_hand - b.reserved) / c.quantity ELSE 0 END) AS free
                    FROM kit_component c JOIN sku s ON s.id = c.component_id CROSS JOIN warehouse w
                    LEFT JOIN stock_balance b ON b.sku_id = c.component_id AND b.warehouse_id = w.id WHERE c.kit_id IN (",
            );
            q.push_values(chunk, |row, kit| {
                row.push_bind(*kit);
            });
            q.push(") GROUP BY c.kit_id, w.id) AS kits GROUP BY kit_id");
        })?;
        found.extend(rows);
    }
    Ok(found)
}

/// What one of each SKU is made of: of itself if it is stocked, of its components if it is a kit, of nothing if virtual.
pub(crate) async fn parts(on: &mut dyn On, skus: &[SkuId]) -> Result<BTreeMap<SkuId, Vec<(SkuId, i64)>>> {
    let mut found: BTreeMap<SkuId, Vec<(SkuId, i64)>> = BTreeMap::new();
    for chunk in skus.chunks(ROWS) {
        let rows = db::fetch_built!(on, (SkuId, SkuId, i64), |q| {
            q.push("WITH wanted (sku_id) AS (");
            q.push_values(chunk, |row, sku| {
                row.push_bind(*sku);
            });
            q.push(
                ") SELECT w.sku_id, w.sku_id AS part, CAST(1 AS BIGINT) AS quantity
                   FROM wanted w JOIN sku_stock s ON s.sku_id = w.sku_id
                 UNION ALL SELECT c.kit_id, c.component_id, c.quantity
                   FROM wanted w JOIN kit_component c ON c.kit_id = w.sku_id",
            );
        })?;
        for (sku, part, quantity) in rows {
            found.entry(sku).or_default().push((part, quantity));
        }
    }
    Ok(found)
}

/// The kits that any of these are in.
pub(crate) async fn with(on: &mut dyn On, parts: &[SkuId]) -> Result<BTreeSet<SkuId>> {
    let mut found = BTreeSet::new();
    for chunk in parts.chunks(ROWS) {
        let rows = db::fetch_built!(on, (SkuId,), |q| {
            q.push("SELECT DISTINCT kit_id FROM kit_component WHERE component_id IN (");
            q.push_values(chunk, |row, part| {
                row.push_bind(*part);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|(kit,)| kit));
    }
    Ok(found)
}

/// The stocked SKUs that any of these are made of.
pub(crate) async fn all_parts(on: &mut dyn On, skus: &BTreeSet<SkuId>) -> Result<BTreeSet<SkuId>> {
    let parts = parts(on, &skus.iter().copied().collect::<Vec<_>>()).await?;
    Ok(parts.into_values().flatten().map(|(part, _)| part).collect())
}
