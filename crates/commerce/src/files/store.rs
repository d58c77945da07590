//! What files ask the database in bulk: many names at once, and everything a page at a time.

pub mod expected;
pub mod settled;

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use crate::cost::Cost;
use crate::place;
use crate::price::Price;
use crate::{AccountId, Currency, FulfilledBy, Kind, Result, SkuId, WarehouseId};

/// Rows a statement takes at most.
const ROWS: usize = 500;

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Item {
    pub id: SkuId,
    pub code: String,
    pub kind: Kind,
}

/// The SKUs of these codes: as they are written, and without blanks around them.
pub async fn items<'a>(
    on: &mut dyn On,
    codes: impl Iterator<Item = &'a str>,
) -> Result<BTreeMap<String, Item>> {
    let mut codes: Vec<&str> = codes.flat_map(|code| [code, code.trim()]).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(ROWS) {
        let rows = db::fetch_built!(on, Item, |q| {
            q.push("SELECT id, code, kind FROM sku WHERE code IN (");
            q.push_values(chunk, |row, code| {
                row.push_bind(*code);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|item| (item.code.clone(), item)));
    }
    Ok(found)
}

pub fn item<'a>(items: &'a BTreeMap<String, Item>, code: &str) -> Option<&'a Item> {
    items.get(code).or_else(|| items.get(code.trim()))
}

#[boxed]
pub async fn warehouses(on: &mut dyn On) -> Result<BTreeMap<String, WarehouseId>> {
    Ok(place::warehouses(on).await?.into_iter().map(|it| (it.code, it.id)).collect())
}

#[boxed]
pub async fn accounts(on: &mut dyn On) -> Result<BTreeMap<String, AccountId>> {
    Ok(place::accounts(on).await?.into_iter().map(|it| (it.code, it.id)).collect())
}

/// Which rows of a file, from one to another, have been taken in, whether they changed anything or not.
#[boxed]
pub async fn taken(on: &mut dyn On, document: &str, (first, last): (u32, u32)) -> Result<BTreeSet<u32>> {
    let rows: Vec<(i64,)> = db::fetch_all!(
        on,
        (i64,),
        "SELECT line FROM file_line WHERE document = $1 AND line >= $2 AND line <= $3",
        document,
        i64::from(first),
        i64::from(last),
    )?;
    Ok(rows.into_iter().filter_map(|(line,)| u32::try_from(line).ok()).collect())
}

/// Remembers that these rows of a file have been taken in.
#[boxed]
pub async fn take(tx: &mut Tx, document: &str, rows: &[u32]) -> Result<()> {
    for chunk in rows.chunks(ROWS) {
        db::execute_built!(tx, |q| {
            q.push("INSERT INTO file_line (document, line) ");
            q.push_values(chunk, |row, line| {
                row.push_bind(document).push_bind(i64::from(*line));
            });
            q.push(" ON CONFLICT (document, line) DO NOTHING");
        })?;
    }
    Ok(())
}

/// What came and went in these places after a time: sold, received, carried, returned, written off. Corrections are not
/// in it, nor is taking back what had been before.
#[boxed]
pub async fn since(
    on: &mut dyn On,
    places: &BTreeSet<(SkuId, WarehouseId)>,
    at: Timestamp,
) -> Result<BTreeMap<(SkuId, WarehouseId), i64>> {
    let skus: BTreeSet<SkuId> = places.iter().map(|(sku, _)| *sku).collect();
    let skus: Vec<SkuId> = skus.into_iter().collect();
    let mut found = BTreeMap::new();
    for chunk in skus.chunks(ROWS) {
        let rows = db::fetch_built!(on, (SkuId, WarehouseId, i64), |q| {
            q.push("SELECT m.sku_id, m.warehouse_id, CAST(SUM(m.delta) AS BIGINT) FROM stock_movement m");
            q.push(" LEFT JOIN stock_movement r ON r.id = m.reverses WHERE m.kind NOT IN ('adjust', 'count') AND m.recorded_at > ");
            q.push_bind(at).push(" AND (m.reverses IS NULL OR r.recorded_at > ").push_bind(at);
            q.push(") AND m.sku_id IN (");
            q.push_values(chunk, |row, sku| {
                row.push_bind(*sku);
            });
            q.push(") GROUP BY m.sku_id, m.warehouse_id");
        })?;
        found.extend(rows.into_iter().map(|(sku, warehouse, delta)| ((sku, warehouse), delta)));
    }
    Ok(found)
}

/// All prices of these SKUs.
#[boxed]
pub async fn prices(on: &mut dyn On, skus: &[SkuId]) -> Result<Vec<Price>> {
    let mut found = Vec::new();
    for chunk in skus.chunks(ROWS) {
        found.extend(db::fetch_built!(on, Price, |q| {
            q.push("SELECT sku_id, account_id, currency, amount, floor, ceiling, from_at, actor, reason FROM price");
            q.push(" WHERE sku_id IN (");
            q.push_values(chunk, |row, sku| {
                row.push_bind(*sku);
            });
            q.push(")");
        })?);
    }
    Ok(found)
}

/// All costs of these SKUs.
#[boxed]
pub async fn costs(on: &mut dyn On, skus: &[SkuId]) -> Result<Vec<Cost>> {
    let mut found = Vec::new();
    for chunk in skus.chunks(ROWS) {
        found.extend(db::fetch_built!(on, Cost, |q| {
            q.push("SELECT sku_id, from_at, currency, unit, landed, actor FROM cost WHERE sku_id IN (");
            q.push_values(chunk, |row, sku| {
                row.push_bind(*sku);
            });
            q.push(")");
        })?);
    }
    Ok(found)
}

#[derive(Debug, sqlx::FromRow)]
pub struct StockRow {
    pub sku_id: SkuId,
    pub warehouse_id: WarehouseId,
    pub sku: String,
    pub warehouse: String,
    pub on_hand: i64,
}

/// Every place where a SKU is or was.
#[boxed]
pub async fn stock(on: &mut dyn On, (sku, warehouse): (i64, i64), most: i64) -> Result<Vec<StockRow>> {
    Ok(db::fetch_all!(
        on,
        StockRow,
        // The page is cut out before it is joined: PostgreSQL would read all SKUs up to it to join them in their order.
        "SELECT b.sku_id, b.warehouse_id, s.code AS sku, w.code AS warehouse, b.on_hand
         FROM (SELECT sku_id, warehouse_id, on_hand FROM stock_balance
               WHERE (sku_id, warehouse_id) > ($1, $2) ORDER BY sku_id, warehouse_id LIMIT $3) AS b
         JOIN sku s ON s.id = b.sku_id JOIN warehouse w ON w.id = b.warehouse_id ORDER BY b.sku_id, b.warehouse_id",
        sku,
        warehouse,
        most,
    )?)
}

#[derive(Debug, sqlx::FromRow)]
pub struct PriceRow {
    pub id: i64,
    pub sku: String,
    pub account: Option<String>,
    pub currency: Currency,
    pub amount: i64,
    pub floor: Option<i64>,
    pub ceiling: Option<i64>,
    pub from_at: Timestamp,
}

#[boxed]
pub async fn price_page(on: &mut dyn On, after: i64, most: i64) -> Result<Vec<PriceRow>> {
    Ok(db::fetch_all!(
        on,
        PriceRow,
        "SELECT p.id, s.code AS sku, a.code AS account, p.currency, p.amount, p.floor, p.ceiling, p.from_at
         FROM price p JOIN sku s ON s.id = p.sku_id LEFT JOIN account a ON a.id = p.account_id
         WHERE p.id > $1 ORDER BY p.id LIMIT $2",
        after,
        most,
    )?)
}

#[boxed]
pub async fn cost_page(
    on: &mut dyn On,
    (sku, from): (SkuId, Timestamp),
    most: i64,
) -> Result<Vec<(String, Cost)>> {
    let rows = db::fetch_all!(
        on,
        Cost,
        "SELECT sku_id, from_at, currency, unit, landed, actor FROM cost
         WHERE sku_id > $1 OR (sku_id = $1 AND from_at > $2) ORDER BY sku_id, from_at LIMIT $3",
        sku,
        from,
        most,
    )?;
    let ids: Vec<SkuId> = rows.iter().map(|cost| cost.sku_id).collect();
    let skus = crate::catalogue::by_ids(on, &ids).await?;
    Ok(rows.into_iter().filter_map(|cost| Some((skus.get(&cost.sku_id)?.code.clone(), cost))).collect())
}

/// A line of an order, with names instead of numbers.
#[derive(Debug, sqlx::FromRow)]
pub struct SoldLine {
    pub id: i64,
    pub account_id: AccountId,
    pub sku_id: Option<SkuId>,
    pub account: String,
    pub order_id: String,
    pub line: String,
    pub placed_at: Timestamp,
    pub version_at: Timestamp,
    pub sku: Option<String>,
    pub external_sku: String,
    pub quantity: i64,
    pub unit_price: i64,
    pub shipping: i64,
    pub currency: Currency,
    pub fulfilled_by: FulfilledBy,
    pub warehouse: Option<String>,
}

macro_rules! sold {
    ($where:literal) => {
        concat!(
            "SELECT l.id, l.account_id, l.sku_id, a.code AS account, s.order_id, l.line, l.placed_at, l.version_at, k.code AS sku,
                    l.external_sku, l.quantity, l.unit_price, l.shipping, l.currency, l.fulfilled_by, w.code AS warehouse
             FROM sale s JOIN sale_line l ON l.sale_id = s.id JOIN account a ON a.id = l.account_id
             LEFT JOIN sku k ON k.id = l.sku_id LEFT JOIN warehouse w ON w.id = l.warehouse_id ",
            $where
        )
    };
}

/// The lines that are known, by account, order and line.
#[boxed]
pub async fn sold_lines(
    on: &mut dyn On,
    keys: &[(AccountId, &str, &str)],
) -> Result<BTreeMap<(AccountId, String, String), SoldLine>> {
    let mut found = BTreeMap::new();
    for chunk in keys.chunks(ROWS) {
        let rows = db::fetch_built!(on, SoldLine, |q| {
            q.push(sold!("WHERE (s.account_id, s.order_id) IN ("));
            q.push_values(chunk, |row, (account, order, _)| {
                row.push_bind(*account).push_bind(*order);
            });
            q.push(")");
        })?;
        let rows =
            rows.into_iter().map(|row| ((row.account_id, row.order_id.clone(), row.line.clone()), row));
        found.extend(rows);
    }
    Ok(found)
}

#[boxed]
pub async fn sold_page(on: &mut dyn On, after: i64, most: i64) -> Result<Vec<SoldLine>> {
    Ok(db::fetch_all!(on, SoldLine, sold!("WHERE l.id > $1 ORDER BY l.id LIMIT $2"), after, most)?)
}
