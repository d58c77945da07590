//! Orders as marketplaces tell of them: again, changed, and in any order.
//!
//! A line is unique by account, order and line, and the newest version of it counts. Stock moves by the difference between
//! what the line wants and what the ledger has moved for it, so reading the same orders again, or in another order, ends
//! in the same stock.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::ROWS;
use super::{cost, kit};
use crate::ledger::{self, Document, Line};
use crate::{
    AccountId, Currency, Error, FulfilledBy, Money, MovementKind, Result, SaleLineId, SkuId, WarehouseId,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub account: AccountId,
    pub order_id: String,
    pub placed_at: Timestamp,
    /// When the marketplace last changed it: an older version never undoes a newer one.
    pub version_at: Timestamp,
    /// A line that is left out stays as it is; one that was called off has the quantity 0.
    pub lines: Vec<OrderLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    pub line: String,
    /// None while nobody has said which SKU the listing offers.
    pub sku: Option<SkuId>,
    pub external_sku: String,
    pub quantity: i64,
    /// Of one unit, before fees.
    pub unit_price: Money,
    /// What shipping this line costs us, in minor units of the same currency.
    pub shipping: i64,
    /// What the marketplace ships does not touch our stock.
    pub fulfilled_by: FulfilledBy,
    /// Whose stock it leaves; none: it is not known yet, and nothing moves.
    pub warehouse: Option<WarehouseId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ingested {
    pub new: u64,
    pub changed: u64,
    /// The same as before, or older than what is known.
    pub same: u64,
    pub movements: u64,
}

/// Reads orders in. All or nothing: one that cannot be is refused with all.
#[boxed]
pub async fn ingest(tx: &mut Tx, orders: &[Order], actor: &str, now: Timestamp) -> Result<Ingested> {
    let mut done = Ingested::default();
    let lines: Vec<Wanted<'_>> =
        orders.iter().flat_map(|o| o.lines.iter().map(move |line| Wanted { order: o, line })).collect();
    if lines.iter().any(|w| w.line.quantity < 0 || w.line.unit_price.minor < 0) {
        return Err(Error::Invalid("quantities and prices of an order are not negative"));
    }
    for chunk in lines.chunks(ROWS / 2) {
        some(tx, chunk, (actor, now), &mut done).await?;
    }
    Ok(done)
}

#[derive(Clone, Copy)]
struct Wanted<'a> {
    order: &'a Order,
    line: &'a OrderLine,
}

#[derive(Debug, Clone, sqlx::FromRow)]
struct Known {
    sale_id: i64,
    line: String,
    sku_id: Option<SkuId>,
    quantity: i64,
    unit_price: i64,
    shipping: i64,
    currency: Currency,
    fulfilled_by: FulfilledBy,
    warehouse_id: Option<WarehouseId>,
    version_at: Timestamp,
}

impl Known {
    fn is(&self, line: &OrderLine) -> bool {
        (self.sku_id, self.quantity, self.unit_price, self.shipping)
            == (line.sku, line.quantity, line.unit_price.minor, line.shipping)
            && (self.currency, self.fulfilled_by) == (line.unit_price.currency, line.fulfilled_by)
            && self.warehouse_id == line.moves_in()
    }
}

impl OrderLine {
    /// The warehouse whose stock it touches.
    fn moves_in(&self) -> Option<WarehouseId> {
        self.warehouse.filter(|_| self.fulfilled_by == FulfilledBy::Own)
    }
}

type Key = (i64, String);

async fn some(tx: &mut Tx, chunk: &[Wanted<'_>], by: (&str, Timestamp), done: &mut Ingested) -> Result<()> {
    let sales = put_sales(tx, chunk).await?;
    let mut newest: BTreeMap<Key, Wanted<'_>> = BTreeMap::new();
    for wanted in chunk {
        let sale =
            sales.get(&(wanted.order.account, wanted.order.order_id.clone())).copied().unwrap_or_default();
        let slot = newest.entry((sale, wanted.line.line.clone())).or_insert(*wanted);
        if slot.order.version_at <= wanted.order.version_at {
            *slot = *wanted;
        }
    }
    let known = known(tx, newest.keys()).await?;
    let (read, mut write) = (newest.len(), Vec::new());
    for (key, wanted) in newest {
        match known.get(&key) {
            None => done.new += 1,
            Some(k) if k.version_at > wanted.order.version_at || k.is(wanted.line) => continue,
            Some(_) => done.changed += 1,
        }
        write.push((key, wanted));
    }
    done.same += u64::try_from(read - write.len()).unwrap_or(0);
    if write.is_empty() {
        return Ok(());
    }
    let ids = put_lines(tx, &write).await?;
    cost::reckon_lines(tx, &ids.values().copied().collect::<Vec<_>>()).await?;
    let documents = documents(tx, &write, &ids, by.0).await?;
    done.movements += ledger::post(tx, &documents, by.1).await?.written;
    Ok(())
}

/// Also makes this transaction the only one that changes these orders.
async fn put_sales(tx: &mut Tx, chunk: &[Wanted<'_>]) -> Result<BTreeMap<(AccountId, String), i64>> {
    let sales: BTreeMap<_, &Order> =
        chunk.iter().map(|w| ((w.order.account, w.order.order_id.as_str()), w.order)).collect();
    let rows = db::fetch_built!(tx, (i64, AccountId, String), |q| {
        q.push("INSERT INTO sale (account_id, order_id, placed_at) ");
        q.push_values(sales.values(), |row, order| {
            row.push_bind(order.account).push_bind(&order.order_id).push_bind(order.placed_at);
        });
        q.push(" ON CONFLICT (account_id, order_id) DO UPDATE SET placed_at = sale.placed_at RETURNING id, account_id, order_id");
    })?;
    Ok(rows.into_iter().map(|(id, account, order)| ((account, order), id)).collect())
}

async fn known(tx: &mut Tx, keys: impl Iterator<Item = &Key>) -> Result<BTreeMap<Key, Known>> {
    let keys: Vec<&Key> = keys.collect();
    let rows = db::fetch_built!(tx, Known, |q| {
        q.push("SELECT sale_id, line, sku_id, quantity, unit_price, shipping, currency, fulfilled_by, warehouse_id, version_at");
        q.push(" FROM sale_line WHERE (sale_id, line) IN (");
        q.push_values(&keys, |row, (sale, line)| {
            row.push_bind(*sale).push_bind(line);
        });
        q.push(")");
    })?;
    Ok(rows.into_iter().map(|row| ((row.sale_id, row.line.clone()), row)).collect())
}

async fn put_lines(tx: &mut Tx, write: &[(Key, Wanted<'_>)]) -> Result<BTreeMap<Key, SaleLineId>> {
    let rows = db::fetch_built!(tx, (SaleLineId, i64, String), |q| {
        q.push("INSERT INTO sale_line (sale_id, line, account_id, placed_at, version_at, sku_id, external_sku, quantity, unit_price, shipping, currency, fulfilled_by, warehouse_id) ");
        q.push_values(write, |row, ((sale, line), w)| {
            row.push_bind(*sale).push_bind(line).push_bind(w.order.account).push_bind(w.order.placed_at);
            row.push_bind(w.order.version_at).push_bind(w.line.sku).push_bind(&w.line.external_sku);
            row.push_bind(w.line.quantity).push_bind(w.line.unit_price.minor).push_bind(w.line.shipping);
            row.push_bind(w.line.unit_price.currency)
                .push_bind(w.line.fulfilled_by)
                .push_bind(w.line.moves_in());
        });
        q.push(" ON CONFLICT (sale_id, line) DO UPDATE SET version_at = excluded.version_at, sku_id = excluded.sku_id, external_sku = excluded.external_sku, quantity = excluded.quantity, unit_price = excluded.unit_price, shipping = excluded.shipping, currency = excluded.currency, fulfilled_by = excluded.fulfilled_by, warehouse_id = excluded.warehouse_id RETURNING id, sale_id, line");
    })?;
    Ok(rows.into_iter().map(|(id, sale, line)| ((sale, line), id)).collect())
}

/// What is still to move so that the ledger has moved what the lines want.
async fn documents(
    tx: &mut Tx,
    write: &[(Key, Wanted<'_>)],
    ids: &BTreeMap<Key, SaleLineId>,
    actor: &str,
) -> Result<Vec<Document>> {
    let skus: BTreeSet<SkuId> = write.iter().filter_map(|(_, w)| w.line.sku).collect();
    let parts = kit::parts(tx, &skus.into_iter().collect::<Vec<_>>()).await?;
    let moved = moved(tx, ids.values()).await?;
    let mut documents = Vec::new();
    for (key, wanted) in write {
        let Some(id) = ids.get(key) else { continue };
        let (mut missing, last) = moved.get(&id.to_string()).cloned().unwrap_or_default();
        for delta in missing.values_mut() {
            *delta = delta.saturating_neg();
        }
        if let (Some(sku), Some(warehouse)) = (wanted.line.sku, wanted.line.moves_in()) {
            for (part, each) in parts.get(&sku).into_iter().flatten() {
                let slot = missing.entry((*part, warehouse)).or_default();
                *slot = slot.saturating_sub(wanted.line.quantity.saturating_mul(*each));
            }
        }
        let changes = missing.into_iter().filter(|(_, delta)| *delta != 0).zip(last + 1..);
        let lines: Vec<Line> = changes
            .map(|(((sku, warehouse), delta), number)| {
                let mut line = Line::new(MovementKind::Sell, sku, warehouse, delta);
                line.line = number;
                line
            })
            .collect();
        documents.push(Document {
            doc_type: "sale".to_owned(),
            doc_id: id.to_string(),
            actor: actor.to_owned(),
            reason: format!("order {} line {}", wanted.order.order_id, wanted.line.line),
            occurred_at: wanted.order.placed_at,
            lines,
        });
    }
    Ok(documents)
}

/// By document: what the ledger has moved by place, and the last line's number.
type Moved = BTreeMap<String, (BTreeMap<(SkuId, WarehouseId), i64>, i64)>;

async fn moved(tx: &mut Tx, ids: impl Iterator<Item = &SaleLineId>) -> Result<Moved> {
    let ids: Vec<String> = ids.map(ToString::to_string).collect();
    let rows = db::fetch_built!(tx, (String, SkuId, WarehouseId, i64, i64), |q| {
        q.push(
            "SELECT doc_id, sku_id, warehouse_id, CAST(SUM(delta) AS BIGINT), MAX(line) FROM stock_movement",
        );
        q.push(" WHERE doc_type = 'sale' AND doc_id IN (");
        q.push_values(&ids, |row, id| {
            row.push_bind(id);
        });
        q.push(") GROUP BY doc_id, sku_id, warehouse_id");
    })?;
    let mut moved = Moved::new();
    for (doc, sku, warehouse, delta, last) in rows {
        let (places, highest) = moved.entry(doc).or_default();
        places.insert((sku, warehouse), delta);
        *highest = (*highest).max(last);
    }
    Ok(moved)
}

/// The numbers of lines by account, order and line: what fees and refunds are booked on. Those that are not known are not
/// in the answer.
#[boxed]
pub async fn line_ids(
    on: &mut dyn On,
    keys: &[(AccountId, &str, &str)],
) -> Result<BTreeMap<(AccountId, String, String), SaleLineId>> {
    let mut found = BTreeMap::new();
    for chunk in keys.chunks(ROWS) {
        let rows = db::fetch_built!(on, (AccountId, String, String, SaleLineId), |q| {
            q.push("SELECT s.account_id, s.order_id, l.line, l.id FROM sale s JOIN sale_line l ON l.sale_id = s.id");
            q.push(" WHERE (s.account_id, s.order_id, l.line) IN (");
            q.push_values(chunk, |row, (account, order, line)| {
                row.push_bind(*account).push_bind(*order).push_bind(*line);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|(account, order, line, id)| ((account, order, line), id)));
    }
    Ok(found)
}
