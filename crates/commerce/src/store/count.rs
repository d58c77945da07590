//! Cycle counts: what is counted against what should be there, by one person or several, and approved by another.
//!
//! What is expected is read at the moment an item is counted, so that sales during a count are no variance; what is
//! approved is the difference, so that sales after it are not undone.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{ROWS, cost};
use crate::ledger::{self, Document, Line, Posted};
use crate::{BinId, CountId, CountState, Currency, Error, MovementKind, Result, SkuId, WarehouseId};

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything that the warehouse has, or should.
    Warehouse,
    /// Everything that lies in the bin, or should. What is expected is what is known to lie there.
    Bin(BinId),
    /// These, in this order.
    Skus(Vec<SkuId>),
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    pub id: CountId,
    pub name: String,
    pub warehouse_id: WarehouseId,
    pub bin_id: Option<BinId>,
    pub state: CountState,
    pub opened_by: String,
    pub opened_at: Timestamp,
    pub closed_by: Option<String>,
    pub closed_at: Option<Timestamp>,
}

/// One SKU of a count.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Item {
    pub position: i64,
    pub sku_id: SkuId,
    pub code: String,
    pub title: String,
    pub taken_by: Option<String>,
    pub expected: Option<i64>,
    pub counted: Option<i64>,
    pub counted_by: Option<String>,
    pub counted_at: Option<Timestamp>,
}

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

/// How far a count is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Progress {
    pub items: i64,
    pub counted: i64,
    pub differing: i64,
}

/// Opens a count. [`Error::Invalid`] when there is nothing to count.
#[boxed]
pub async fn open(
    tx: &mut Tx,
    (name, warehouse): (&str, WarehouseId),
    scope: &Scope,
    who: &str,
    now: Timestamp,
) -> Result<CountId> {
    let bin = if let Scope::Bin(bin) = scope { Some(*bin) } else { None };
    let (id,) = db::fetch_one!(
        tx,
        (CountId,),
        "INSERT INTO count_session (name, warehouse_id, bin_id, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        name,
        warehouse,
        bin,
        who,
        now,
    )?;
    let added = match scope {
        Scope::Warehouse => db::execute!(
            tx,
            "INSERT INTO count_item (session_id, position, sku_id)
             SELECT $1, ROW_NUMBER() OVER (ORDER BY s.code), b.sku_id
             FROM stock_balance b JOIN sku s ON s.id = b.sku_id WHERE b.warehouse_id = $2 AND b.on_hand <> 0",
            id,
            warehouse,
        )?,
        Scope::Bin(bin) => db::execute!(
            tx,
            "INSERT INTO count_item (session_id, position, sku_id)
             SELECT $1, ROW_NUMBER() OVER (ORDER BY s.code), b.sku_id
             FROM bin_balance b JOIN sku s ON s.id = b.sku_id WHERE b.bin_id = $2 AND b.on_hand <> 0",
            id,
            *bin,
        )?,
        Scope::Skus(skus) => add(tx, id, skus).await?,
    };
    if added == 0 {
        return Err(Error::Invalid("there is nothing to count there"));
    }
    Ok(id)
}

/// Adds SKUs to a count, at its end: what was found where nobody expected it. Those that are in it already stay.
#[boxed]
pub async fn add(tx: &mut Tx, id: CountId, skus: &[SkuId]) -> Result<u64> {
    let mut added = 0;
    let (mut last,) = db::fetch_one!(
        tx,
        (i64,),
        "SELECT COALESCE(MAX(position), 0) FROM count_item WHERE session_id = $1",
        id
    )?;
    for chunk in skus.chunks(ROWS) {
        added += db::execute_built!(tx, |q| {
            q.push("INSERT INTO count_item (session_id, position, sku_id) ");
            q.push_values((last + 1..).zip(chunk), |row, (position, sku)| {
                row.push_bind(id).push_bind(position).push_bind(*sku);
            });
            q.push(" ON CONFLICT (session_id, sku_id) DO NOTHING");
        })?;
        last += i64::try_from(chunk.len()).unwrap_or(0);
    }
    Ok(added)
}

#[boxed]
pub async fn session(on: &mut dyn On, id: CountId) -> Result<Session> {
    let session = db::fetch_optional!(
        on,
        Session,
        "SELECT id, name, warehouse_id, bin_id, state, opened_by, opened_at, closed_by, closed_at FROM count_session WHERE id = $1",
        id,
    )?;
    session.ok_or_else(|| Error::Unknown { what: "count", name: id.to_string() })
}

/// The counts that are open, newest first.
#[boxed]
pub async fn open_sessions(on: &mut dyn On, most: i64) -> Result<Vec<Session>> {
    Ok(db::fetch_all!(
        on,
        Session,
        "SELECT id, name, warehouse_id, bin_id, state, opened_by, opened_at, closed_by, closed_at FROM count_session
         WHERE state = 'open' ORDER BY id DESC LIMIT $1",
        most,
    )?)
}

macro_rules! item {
    () => {
        "SELECT i.position, i.sku_id, s.code, s.title, i.taken_by, i.expected, i.counted, i.counted_by, i.counted_at
         FROM count_item i JOIN sku s ON s.id = i.sku_id "
    };
}

/// The item for this person to count now: the one that is theirs, or the first that is nobody's, which becomes theirs.
/// Two people who ask in turn so share the list. None when all is counted or taken.
#[boxed]
pub async fn next(tx: &mut Tx, id: CountId, who: &str) -> Result<Option<Item>> {
    is_open(tx, id).await?;
    db::execute!(
        tx,
        "UPDATE count_item SET taken_by = $2 WHERE session_id = $1
         AND position = (SELECT MIN(position) FROM count_item WHERE session_id = $1 AND counted IS NULL AND taken_by IS NULL)
         AND NOT EXISTS (SELECT 1 FROM count_item mine WHERE mine.session_id = $1 AND mine.counted IS NULL AND mine.taken_by = $2)",
        id,
        who,
    )?;
    Ok(db::fetch_optional!(
        tx,
        Item,
        concat!(
            item!(),
            "WHERE i.session_id = $1 AND i.counted IS NULL AND i.taken_by = $2 ORDER BY i.position LIMIT 1"
        ),
        id,
        who,
    )?)
}

/// Gives back what a person has taken and not counted, so that others get it.
#[boxed]
pub async fn give_back(tx: &mut Tx, id: CountId, who: &str) -> Result<u64> {
    is_open(tx, id).await?;
    Ok(db::execute!(
        tx,
        "UPDATE count_item SET taken_by = NULL WHERE session_id = $1 AND taken_by = $2 AND counted IS NULL",
        id,
        who
    )?)
}

/// Puts an item at the end of the list and out of the person's hands: to be counted later.
#[boxed]
pub async fn put_off(tx: &mut Tx, id: CountId, sku: SkuId) -> Result<()> {
    is_open(tx, id).await?;
    db::execute!(
        tx,
        "UPDATE count_item SET taken_by = NULL, position = (SELECT MAX(position) + 1 FROM count_item WHERE session_id = $1)
         WHERE session_id = $1 AND sku_id = $2 AND counted IS NULL",
        id,
        sku,
    )?;
    Ok(())
}

/// Writes down that so many were counted, next to what is expected at this moment. Counting again replaces it.
#[boxed]
pub async fn record(
    tx: &mut Tx,
    id: CountId,
    (sku, counted): (SkuId, i64),
    who: &str,
    now: Timestamp,
) -> Result<Item> {
    let session = is_open(tx, id).await?;
    if counted < 0 {
        return Err(Error::Invalid("less than nothing cannot be counted"));
    }
    let (expected,) = db::fetch_one!(
        tx,
        (i64,),
        "SELECT CASE WHEN CAST($3 AS BIGINT) IS NULL
            THEN COALESCE((SELECT on_hand FROM stock_balance WHERE sku_id = $1 AND warehouse_id = $2), 0)
            ELSE COALESCE((SELECT on_hand FROM bin_balance WHERE sku_id = $1 AND bin_id = $3), 0) END",
        sku,
        session.warehouse_id,
        session.bin_id,
    )?;
    db::execute!(
        tx,
        "UPDATE count_item SET expected = $3, counted = $4, counted_by = $5, counted_at = $6, taken_by = $5
         WHERE session_id = $1 AND sku_id = $2",
        id,
        sku,
        expected,
        counted,
        who,
        now,
    )?;
    let sql = concat!(item!(), "WHERE i.session_id = $1 AND i.sku_id = $2");
    let item = db::fetch_optional!(tx, Item, sql, id, sku)?;
    item.ok_or_else(|| Error::Unknown { what: "item of this count", name: sku.to_string() })
}

/// The session, if it is open; locked, so that nobody closes it in between.
async fn is_open(tx: &mut Tx, id: CountId) -> Result<Session> {
    db::execute!(tx, "UPDATE count_session SET name = name WHERE id = $1", id)?;
    let session = session(tx, id).await?;
    if session.state == CountState::Open { Ok(session) } else { Err(Error::Closed) }
}

/// Items in their order, a page at a time: hand in the last position to go on.
#[boxed]
pub async fn items(on: &mut dyn On, id: CountId, after: i64, most: i64) -> Result<Vec<Item>> {
    let sql = concat!(item!(), "WHERE i.session_id = $1 AND i.position > $2 ORDER BY i.position LIMIT $3");
    Ok(db::fetch_all!(on, Item, sql, id, after, most)?)
}

#[boxed]
pub async fn progress(on: &mut dyn On, id: CountId) -> Result<Progress> {
    Ok(db::fetch_one!(
        on,
        Progress,
        "SELECT COUNT(*) AS items, COUNT(counted) AS counted, COUNT(CASE WHEN counted <> expected THEN 1 END) AS differing
         FROM count_item WHERE session_id = $1",
        id,
    )?)
}

/// What was counted otherwise than expected, in units and in money.
#[boxed]
pub async fn variances(on: &mut dyn On, id: CountId, now: Timestamp) -> Result<Vec<Variance>> {
    let sql = concat!(item!(), "WHERE i.session_id = $1 AND i.counted <> i.expected ORDER BY i.position");
    let mut found = Vec::new();
    for item in db::fetch_all!(on, Item, sql, id)? {
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

/// Closes a count and writes its variances to the ledger, as the document `count` and its number. What was not counted
/// stays as it is. [`Error::Closed`] the second time.
#[boxed]
pub async fn approve(tx: &mut Tx, id: CountId, who: &str, now: Timestamp) -> Result<Posted> {
    let session = is_open(tx, id).await?;
    let sql = concat!(item!(), "WHERE i.session_id = $1 AND i.counted <> i.expected ORDER BY i.position");
    let items: Vec<Item> = db::fetch_all!(tx, Item, sql, id)?;
    let lines = items.iter().map(|item| {
        let delta = item.counted.unwrap_or(0).saturating_sub(item.expected.unwrap_or(0));
        let mut line = Line::new(MovementKind::Count, item.sku_id, session.warehouse_id, delta);
        (line.line, line.bin) = (item.position, session.bin_id);
        line
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
    Ok(posted)
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
