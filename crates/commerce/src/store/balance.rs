//! What is where, now: projections of the ledger, of reservations and of expected receipts.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use crate::{BelowZero, Result, SkuId, WarehouseId};

/// One SKU in one warehouse. Units.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Balance {
    pub warehouse_id: WarehouseId,
    pub warehouse_code: String,
    pub on_hand: i64,
    pub reserved: i64,
    pub incoming: i64,
}

impl Balance {
    /// What can be promised: negative when more is promised than is there.
    pub const fn free(&self) -> i64 {
        self.on_hand.saturating_sub(self.reserved)
    }
}

/// A SKU in every warehouse, in the order of their codes; zeros where it never was. For a kit, what its components allow
/// there: see [`crate::kit::balances`].
#[boxed]
pub async fn of(on: &mut dyn On, sku: SkuId) -> Result<Vec<Balance>> {
    Ok(db::fetch_all!(
        on,
        Balance,
        "SELECT w.id AS warehouse_id, w.code AS warehouse_code, COALESCE(b.on_hand, 0) AS on_hand,
                COALESCE(b.reserved, 0) AS reserved, COALESCE(b.incoming, 0) AS incoming
         FROM warehouse w LEFT JOIN stock_balance b ON b.warehouse_id = w.id AND b.sku_id = $1 ORDER BY w.code",
        sku,
    )?)
}

/// Where in a warehouse something was put. What is sold or counted leaves the warehouse and not a bin of it, so
/// `on_hand` is what was put there less what was taken from there by name, and no promise that it is still there.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct InBin {
    pub warehouse_id: WarehouseId,
    pub code: String,
    pub on_hand: i64,
}

/// In which bins a SKU lies, by code.
#[boxed]
pub async fn bins(on: &mut dyn On, sku: SkuId) -> Result<Vec<InBin>> {
    Ok(db::fetch_all!(
        on,
        InBin,
        "SELECT b.warehouse_id, b.code, s.on_hand FROM bin_balance s JOIN bin b ON b.id = s.bin_id
         WHERE s.sku_id = $1 AND s.on_hand > 0 ORDER BY b.code",
        sku,
    )?)
}

/// What a movement has to know of a place.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Place {
    pub sku_id: SkuId,
    pub warehouse_id: WarehouseId,
    pub code: String,
    pub warehouse_code: String,
    pub below_zero: BelowZero,
    pub stocked: bool,
    pub on_hand: i64,
    pub reserved: i64,
}

pub(crate) async fn places(
    on: &mut dyn On,
    wanted: &BTreeSet<(SkuId, WarehouseId)>,
) -> Result<BTreeMap<(SkuId, WarehouseId), Place>> {
    let mut found = BTreeMap::new();
    let wanted: Vec<_> = wanted.iter().collect();
    for chunk in wanted.chunks(super::ROWS) {
        let rows = db::fetch_built!(on, Place, |q| {
            q.push("WITH wanted (sku_id, warehouse_id) AS (");
            q.push_values(chunk, |row, (sku, warehouse)| {
                row.push_bind(*sku).push_bind(*warehouse);
            });
            q.push(
                ") SELECT s.id AS sku_id, w.id AS warehouse_id, s.code, w.code AS warehouse_code, w.below_zero,
                   s.kind = 'stocked' AS stocked, COALESCE(b.on_hand, 0) AS on_hand, COALESCE(b.reserved, 0) AS reserved
                 FROM wanted JOIN sku s ON s.id = wanted.sku_id JOIN warehouse w ON w.id = wanted.warehouse_id
                 LEFT JOIN stock_balance b ON b.sku_id = wanted.sku_id AND b.warehouse_id = wanted.warehouse_id",
            );
        })?;
        found.extend(rows.into_iter().map(|place| ((place.sku_id, place.warehouse_id), place)));
    }
    Ok(found)
}

/// A balance that is not what the ledger adds up to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Drift {
    pub sku_id: SkuId,
    pub warehouse_id: WarehouseId,
    pub on_hand: i64,
    pub on_hand_by_ledger: i64,
    pub reserved: i64,
    pub reserved_by_ledger: i64,
    pub incoming: i64,
    pub incoming_by_ledger: i64,
}

/// What the ledger, the open reservations and the open receipts add up to.
macro_rules! truth {
    () => {
        "SELECT sku_id, warehouse_id, CAST(SUM(on_hand) AS BIGINT) AS on_hand, CAST(SUM(reserved) AS BIGINT) AS reserved,
                CAST(SUM(incoming) AS BIGINT) AS incoming
         FROM (SELECT sku_id, warehouse_id, delta AS on_hand, 0 AS reserved, 0 AS incoming FROM stock_movement
               UNION ALL SELECT sku_id, warehouse_id, 0, quantity, 0 FROM reservation WHERE state = 'open'
               UNION ALL SELECT sku_id, warehouse_id, 0, 0, quantity - received FROM incoming
                         WHERE state = 'open' AND quantity > received) AS every
         GROUP BY sku_id, warehouse_id"
    };
}

/// Compares every balance with what it is a projection of. Nothing found is what is expected.
#[boxed]
pub async fn check(on: &mut dyn On) -> Result<Vec<Drift>> {
    Ok(db::fetch_all!(
        on,
        Drift,
        concat!(
            "WITH truth AS (",
            truth!(),
            "), places AS (SELECT sku_id, warehouse_id FROM truth UNION SELECT sku_id, warehouse_id FROM stock_balance)
             SELECT p.sku_id, p.warehouse_id, COALESCE(b.on_hand, 0) AS on_hand, COALESCE(t.on_hand, 0) AS on_hand_by_ledger,
                    COALESCE(b.reserved, 0) AS reserved, COALESCE(t.reserved, 0) AS reserved_by_ledger,
                    COALESCE(b.incoming, 0) AS incoming, COALESCE(t.incoming, 0) AS incoming_by_ledger
             FROM places p LEFT JOIN truth t ON t.sku_id = p.sku_id AND t.warehouse_id = p.warehouse_id
             LEFT JOIN stock_balance b ON b.sku_id = p.sku_id AND b.warehouse_id = p.warehouse_id
             WHERE COALESCE(b.on_hand, 0) <> COALESCE(t.on_hand, 0) OR COALESCE(b.reserved, 0) <> COALESCE(t.reserved, 0)
                OR COALESCE(b.incoming, 0) <> COALESCE(t.incoming, 0) ORDER BY p.sku_id, p.warehouse_id"
        ),
    )?)
}

/// The SKUs whose sum over all warehouses is not the sum of their balances: none, unless somebody wrote past the ledger.
#[boxed]
pub async fn check_sums(on: &mut dyn On) -> Result<Vec<SkuId>> {
    let rows: Vec<(SkuId,)> = db::fetch_all!(
        on,
        (SkuId,),
        "SELECT s.sku_id FROM sku_stock s LEFT JOIN (
            SELECT sku_id, SUM(on_hand) AS on_hand, SUM(reserved) AS reserved, SUM(incoming) AS incoming
            FROM stock_balance GROUP BY sku_id) b ON b.sku_id = s.sku_id
         WHERE s.on_hand <> COALESCE(b.on_hand, 0) OR s.reserved <> COALESCE(b.reserved, 0)
            OR s.incoming <> COALESCE(b.incoming, 0) ORDER BY s.sku_id",
    )?;
    Ok(rows.into_iter().map(|(sku,)| sku).collect())
}

/// Makes all balances anew from what they are projections of, and the times without stock from the ledger. Nothing moves
/// meanwhile. Returns how many places there are.
#[boxed]
pub async fn rebuild(tx: &mut Tx) -> Result<u64> {
    if matches!(tx, Tx::Postgres(_)) {
        db::execute!(tx, "LOCK TABLE sku_stock IN EXCLUSIVE MODE")?;
    }
    db::execute!(tx, "DELETE FROM stock_balance")?;
    let places = db::execute!(
        tx,
        concat!("INSERT INTO stock_balance (sku_id, warehouse_id, on_hand, reserved, incoming) ", truth!())
    )?;
    db::execute!(
        tx,
        "UPDATE sku_stock SET on_hand = COALESCE(b.on_hand, 0), reserved = COALESCE(b.reserved, 0), incoming = COALESCE(b.incoming, 0)
         FROM sku_stock s LEFT JOIN (
            SELECT sku_id, CAST(SUM(on_hand) AS BIGINT) AS on_hand, CAST(SUM(reserved) AS BIGINT) AS reserved,
                   CAST(SUM(incoming) AS BIGINT) AS incoming
            FROM stock_balance GROUP BY sku_id) b ON b.sku_id = s.sku_id
         WHERE s.sku_id = sku_stock.sku_id
           AND (s.on_hand <> COALESCE(b.on_hand, 0) OR s.reserved <> COALESCE(b.reserved, 0) OR s.incoming <> COALESCE(b.incoming, 0))"
    )?;
    db::execute!(tx, "DELETE FROM bin_balance")?;
    db::execute!(
        tx,
        "INSERT INTO bin_balance (sku_id, bin_id, on_hand)
         SELECT sku_id, bin_id, CAST(SUM(delta) AS BIGINT) FROM stock_movement WHERE bin_id IS NOT NULL GROUP BY sku_id, bin_id"
    )?;
    outs(tx).await?;
    Ok(places)
}

/// When SKUs had nothing anywhere: from the movement that took the last one to the first that brought some again.
async fn outs(tx: &mut Tx) -> Result<()> {
    let micros = match tx {
        Tx::Sqlite(_) => "occurred_at",
        Tx::Postgres(_) => "CAST(EXTRACT(EPOCH FROM occurred_at) * 1000000 AS BIGINT)",
    };
    db::execute!(tx, "DELETE FROM stock_out")?;
    db::execute_built!(tx, |q| {
        q.push("INSERT INTO stock_out (sku_id, since, until) SELECT sku_id, since, CASE WHEN until < since THEN since ELSE until END FROM (");
        q.push("SELECT sku_id, at AS since, ends, LEAD(at) OVER (PARTITION BY sku_id ORDER BY id) AS until FROM (");
        q.push("SELECT sku_id, id, at, on_hand <= 0 AS ends, on_hand - delta AS was, on_hand FROM (");
        q.push("SELECT sku_id, id, delta, ").push(micros);
        q.push(" AS at, SUM(delta) OVER (PARTITION BY sku_id ORDER BY id) AS on_hand FROM stock_movement) AS run");
        q.push(") AS turns WHERE (was > 0) <> (on_hand > 0)) AS spans WHERE ends");
    })?;
    Ok(())
}
