//! Orders as marketplaces tell of them: again, changed, and in any order.
//!
//! A line is unique by account, order and line, and the newest version of it counts. Stock moves by the difference between
//! what the line wants and what the ledger has moved for it, so reading the same orders again, or in another order, ends
//! in the same stock. A line that names only the account's own code is of the SKU that the listing offers; when that is
//! said later, what was sold before is found again.

mod moved;

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::ROWS;
use super::{cost, kit, listing, settle};
use crate::ledger::{self, Document, Line};
use crate::{
    AccountId, Currency, Error, FulfilledBy, Money, MovementKind, Result, SaleLineId, SkuId, WarehouseId,
};
use moved::moved;
pub(crate) use moved::moved_for;

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
    /// None: the one that the listing offers, as soon as somebody has said which.
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
    let lines: Vec<(&Order, &OrderLine)> =
        orders.iter().flat_map(|order| order.lines.iter().map(move |line| (order, line))).collect();
    if lines.iter().any(|(_, line)| line.quantity < 0 || line.unit_price.minor < 0) {
        return Err(Error::Invalid("quantities and prices of an order are not negative"));
    }
    // Everybody locks first the orders, then the SKUs, then the lines, each in one order, so that two who read the same
    // orders in, or one who reads costs or fees in, cannot wait for each other.
    let sales = put_sales(tx, orders).await?;
    let unnamed = lines.iter().filter(|(_, line)| line.sku.is_none() && !line.external_sku.is_empty());
    let unnamed: BTreeSet<_> = unnamed.map(|(o, line)| (o.account, line.external_sku.as_str())).collect();
    let mut offered = BTreeMap::new();
    if !unnamed.is_empty() {
        offered = listing::offered(tx, &unnamed.into_iter().collect::<Vec<_>>()).await?;
    }
    let mut newest: BTreeMap<Key, Wanted<'_>> = BTreeMap::new();
    for (order, line) in lines {
        let sale = sales.get(&(order.account, order.order_id.clone())).copied().unwrap_or_default();
        let listed = || offered.get(&(order.account, line.external_sku.clone())).copied();
        let wanted = Wanted { order, line, sku: line.sku.or_else(listed) };
        let slot = newest.entry((sale, line.line.clone())).or_insert(wanted);
        if slot.order.version_at <= order.version_at {
            *slot = wanted;
        }
    }
    let mut newest: Vec<(Key, Wanted<'_>)> = newest.into_iter().collect();
    let known = known(tx, &newest).await?;
    for (key, wanted) in &mut newest {
        wanted.sku = wanted.sku.or_else(|| known.get(&*key)?.still(wanted.line));
    }
    lock(tx, &newest, &known).await?;
    // Nobody can get in between any more: the ledger gets them as they happened, and reads like that.
    newest.sort_by(|(a, one), (b, two)| (one.order.placed_at, a).cmp(&(two.order.placed_at, b)));
    for chunk in newest.chunks(ROWS / 2) {
        some(tx, chunk, &known, (actor, now), &mut done).await?;
    }
    Ok(done)
}

/// Finds the SKUs of lines that were sold before anybody had said what these listings offer, and moves their stock.
pub(crate) async fn resolve(
    tx: &mut Tx,
    listings: &[(AccountId, &str)],
    actor: &str,
    now: Timestamp,
) -> Result<Ingested> {
    let mut orders = Vec::new();
    for chunk in listings.chunks(ROWS) {
        let rows = db::fetch_built!(tx, Unresolved, |q| {
            q.push("SELECT l.account_id, s.order_id, l.placed_at, l.version_at, l.line, l.external_sku, l.quantity, l.unit_price, l.shipping, l.currency, l.fulfilled_by, l.warehouse_id");
            q.push(" FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.sku_id IS NULL AND (l.account_id, l.external_sku) IN (");
            q.push_values(chunk, |row, (account, external)| {
                row.push_bind(*account).push_bind(*external);
            });
            q.push(")");
        })?;
        orders.extend(rows.into_iter().map(Order::from));
    }
    ingest(tx, &orders, actor, now).await
}

#[derive(sqlx::FromRow)]
struct Unresolved {
    account_id: AccountId,
    order_id: String,
    placed_at: Timestamp,
    version_at: Timestamp,
    line: String,
    external_sku: String,
    quantity: i64,
    unit_price: i64,
    shipping: i64,
    currency: Currency,
    fulfilled_by: FulfilledBy,
    warehouse_id: Option<WarehouseId>,
}

impl From<Unresolved> for Order {
    fn from(row: Unresolved) -> Self {
        let line = OrderLine {
            line: row.line,
            sku: None,
            external_sku: row.external_sku,
            quantity: row.quantity,
            unit_price: Money::new(row.unit_price, row.currency),
            shipping: row.shipping,
            fulfilled_by: row.fulfilled_by,
            warehouse: row.warehouse_id,
        };
        let (placed_at, version_at) = (row.placed_at, row.version_at);
        Self { account: row.account_id, order_id: row.order_id, placed_at, version_at, lines: vec![line] }
    }
}

#[derive(Clone, Copy)]
struct Wanted<'a> {
    order: &'a Order,
    line: &'a OrderLine,
    /// As the order, the listing or what is known already says.
    sku: Option<SkuId>,
}

#[derive(Debug, Clone, sqlx::FromRow)]
struct Known {
    id: SaleLineId,
    sale_id: i64,
    line: String,
    sku_id: Option<SkuId>,
    external_sku: String,
    quantity: i64,
    unit_price: i64,
    shipping: i64,
    currency: Currency,
    fulfilled_by: FulfilledBy,
    warehouse_id: Option<WarehouseId>,
    version_at: Timestamp,
}

impl Known {
    fn is(&self, wanted: &Wanted<'_>) -> bool {
        let line = wanted.line;
        (self.sku_id, self.quantity, self.unit_price, self.shipping)
            == (wanted.sku, line.quantity, line.unit_price.minor, line.shipping)
            && (self.currency, self.fulfilled_by) == (line.unit_price.currency, line.fulfilled_by)
            && self.warehouse_id == line.moves_in()
            && self.is_offer(line)
    }

    /// Whether it is the same listing, or the line says none.
    fn is_offer(&self, line: &OrderLine) -> bool {
        line.external_sku.is_empty() || line.external_sku == self.external_sku
    }

    /// The SKU that a line means which says none: that of before, unless it is of another listing now.
    fn still(&self, line: &OrderLine) -> Option<SkuId> {
        self.sku_id.filter(|_| self.is_offer(line))
    }
}

impl OrderLine {
    /// The warehouse whose stock it touches.
    fn moves_in(&self) -> Option<WarehouseId> {
        self.warehouse.filter(|_| self.fulfilled_by == FulfilledBy::Own)
    }
}

type Key = (i64, String);

/// Makes this transaction the only one that moves what the lines want to move, and what they have moved before.
async fn lock(tx: &mut Tx, newest: &[(Key, Wanted<'_>)], known: &BTreeMap<Key, Known>) -> Result<()> {
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(());
    }
    let skus = newest.iter().filter_map(|(_, wanted)| wanted.sku).collect();
    let mut all = kit::all_parts(tx, &skus).await?;
    let ids: BTreeSet<SaleLineId> = known.values().map(|known| known.id).collect();
    for chunk in ids.iter().collect::<Vec<_>>().chunks(ROWS) {
        let moved = moved(tx, chunk.iter().copied()).await?;
        all.extend(moved.into_values().flat_map(|(places, _)| places.into_keys()).map(|(sku, _)| sku));
    }
    ledger::lock(tx, all.into_iter()).await?;
    settle::lock(tx, &ids).await
}

async fn some(
    tx: &mut Tx,
    chunk: &[(Key, Wanted<'_>)],
    known: &BTreeMap<Key, Known>,
    (actor, now): (&str, Timestamp),
    done: &mut Ingested,
) -> Result<()> {
    let (mut write, mut newer) = (Vec::new(), Vec::new());
    for (key, wanted) in chunk {
        match known.get(key) {
            None => done.new += 1,
            Some(k) if k.version_at > wanted.order.version_at => continue,
            // Also what says the same is the newest now: an older version that comes after it is too late.
            Some(k) if k.is(wanted) => {
                newer.extend((k.version_at < wanted.order.version_at).then(|| (key.clone(), *wanted)));
                continue;
            }
            Some(_) => done.changed += 1,
        }
        write.push((key.clone(), *wanted));
    }
    done.same += u64::try_from(chunk.len() - write.len()).unwrap_or(0);
    if !newer.is_empty() {
        put_lines(tx, &newer).await?;
    }
    if write.is_empty() {
        return Ok(());
    }
    let ids = put_lines(tx, &write).await?;
    cost::reckon_lines(tx, &ids.values().copied().collect()).await?;
    let documents = documents(tx, &write, &ids, actor).await?;
    done.movements += ledger::post(tx, &documents, now).await?.written;
    Ok(())
}

/// Also makes this transaction the only one that changes these orders.
async fn put_sales(tx: &mut Tx, orders: &[Order]) -> Result<BTreeMap<(AccountId, String), i64>> {
    let sales: BTreeMap<_, &Order> = orders.iter().map(|o| ((o.account, o.order_id.as_str()), o)).collect();
    let sales: Vec<&Order> = sales.into_values().collect();
    let mut put = BTreeMap::new();
    for chunk in sales.chunks(ROWS) {
        let rows = db::fetch_built!(tx, (i64, AccountId, String), |q| {
            q.push("INSERT INTO sale (account_id, order_id, placed_at) ");
            q.push_values(chunk, |row, order| {
                row.push_bind(order.account).push_bind(&order.order_id).push_bind(order.placed_at);
            });
            q.push(" ON CONFLICT (account_id, order_id) DO UPDATE SET placed_at = sale.placed_at RETURNING id, account_id, order_id");
        })?;
        put.extend(rows.into_iter().map(|(id, account, order)| ((account, order), id)));
    }
    Ok(put)
}

async fn known(tx: &mut Tx, newest: &[(Key, Wanted<'_>)]) -> Result<BTreeMap<Key, Known>> {
    let mut found = BTreeMap::new();
    for chunk in newest.chunks(ROWS) {
        let rows = db::fetch_built!(tx, Known, |q| {
            q.push("SELECT id, sale_id, line, sku_id, external_sku, quantity, unit_price, shipping, currency, fulfilled_by, warehouse_id, version_at");
            q.push(" FROM sale_line WHERE (sale_id, line) IN (");
            q.push_values(chunk, |row, ((sale, line), _)| {
                row.push_bind(*sale).push_bind(line);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|row| ((row.sale_id, row.line.clone()), row)));
    }
    Ok(found)
}

async fn put_lines(tx: &mut Tx, write: &[(Key, Wanted<'_>)]) -> Result<BTreeMap<Key, SaleLineId>> {
    let rows = db::fetch_built!(tx, (SaleLineId, i64, String), |q| {
        q.push("INSERT INTO sale_line (sale_id, line, account_id, placed_at, version_at, sku_id, external_sku, quantity, unit_price, shipping, currency, fulfilled_by, warehouse_id) ");
        q.push_values(write, |row, ((sale, line), w)| {
            row.push_bind(*sale).push_bind(line).push_bind(w.order.account).push_bind(w.order.placed_at);
            row.push_bind(w.order.version_at).push_bind(w.sku).push_bind(&w.line.external_sku);
            row.push_bind(w.line.quantity).push_bind(w.line.unit_price.minor).push_bind(w.line.shipping);
            row.push_bind(w.line.unit_price.currency)
                .push_bind(w.line.fulfilled_by)
                .push_bind(w.line.moves_in());
        });
        q.push(" ON CONFLICT (sale_id, line) DO UPDATE SET version_at = excluded.version_at, sku_id = excluded.sku_id, external_sku = CASE WHEN excluded.external_sku = '' THEN sale_line.external_sku ELSE excluded.external_sku END, quantity = excluded.quantity, unit_price = excluded.unit_price, shipping = excluded.shipping, currency = excluded.currency, fulfilled_by = excluded.fulfilled_by, warehouse_id = excluded.warehouse_id RETURNING id, sale_id, line");
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
    let skus: BTreeSet<SkuId> = write.iter().filter_map(|(_, w)| w.sku).collect();
    let parts = kit::parts(tx, &skus.into_iter().collect::<Vec<_>>()).await?;
    let moved = moved(tx, ids.values()).await?;
    let mut documents = Vec::new();
    for (key, wanted) in write {
        let Some(id) = ids.get(key) else { continue };
        let (mut missing, last) = moved.get(&id.to_string()).cloned().unwrap_or_default();
        for delta in missing.values_mut() {
            *delta = delta.saturating_neg();
        }
        if let (Some(sku), Some(warehouse)) = (wanted.sku, wanted.line.moves_in()) {
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
