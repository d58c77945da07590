//! What files ask the database in bulk: many names at once, and everything a page at a time.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp};

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

/// The highest line that a document has in the ledger; 0 without one.
#[boxed]
pub async fn last_line(on: &mut dyn On, doc_type: &str, doc_id: &str) -> Result<i64> {
    let sql = "SELECT COALESCE(MAX(line), 0) FROM stock_movement WHERE doc_type = $1 AND doc_id = $2";
    Ok(db::fetch_one!(on, (i64,), sql, doc_type, doc_id)?.0)
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
        "SELECT b.sku_id, b.warehouse_id, s.code AS sku, w.code AS warehouse, b.on_hand
         FROM stock_balance b JOIN sku s ON s.id = b.sku_id JOIN warehouse w ON w.id = b.warehouse_id
         WHERE (b.sku_id, b.warehouse_id) > ($1, $2) ORDER BY b.sku_id, b.warehouse_id LIMIT $3",
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
            "SELECT l.id, l.account_id, a.code AS account, s.order_id, l.line, l.placed_at, l.version_at, k.code AS sku,
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
