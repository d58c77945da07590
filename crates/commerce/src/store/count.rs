//! Cycle counts: what is counted against what should be there, by one person or several, and approved by another.
//!
//! What is expected is what the ledger said when the item was counted, so that sales during a count are no variance; what
//! is approved is the difference, so that sales after it are not undone. What somebody else has corrected in between is
//! counted again: of two corrections of the same loss, only one is true.

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{ROWS, catalogue};
use crate::ledger;
use crate::{BinId, CountId, CountState, Error, Kind, Result, SkuId, WarehouseId};

macro_rules! item {
    () => {
        "SELECT i.position, i.sku_id, s.code, s.title, i.taken_by, i.expected, i.counted, i.counted_by, i.counted_at
         FROM count_item i JOIN sku s ON s.id = i.sku_id "
    };
}

mod approve;
mod found;

pub use approve::{Approval, Variance, approve, cancel, digest, value, variances};
pub use found::{Taken, latest, take};

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything that the warehouse has, or should.
    Warehouse,
    /// These, in this order.
    Skus(Vec<SkuId>),
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    pub id: CountId,
    pub name: String,
    pub warehouse_id: WarehouseId,
    /// Of counts that were begun when bins could be counted; they can only be dropped.
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

/// How far a count is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Progress {
    pub items: i64,
    pub counted: i64,
    pub differing: i64,
}

/// Opens a count. [`Error::Invalid`] when there is nothing to count. Single bins cannot be counted: sales and receipts
/// are written by warehouse, so nobody knows what should lie in one.
#[boxed]
pub async fn open(
    tx: &mut Tx,
    (name, warehouse): (&str, WarehouseId),
    scope: &Scope,
    who: &str,
    now: Timestamp,
) -> Result<CountId> {
    let (id,) = db::fetch_one!(
        tx,
        (CountId,),
        "INSERT INTO count_session (name, warehouse_id, opened_by, opened_at) VALUES ($1, $2, $3, $4) RETURNING id",
        name,
        warehouse,
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
        Scope::Skus(skus) => add(tx, id, skus).await?,
    };
    if added == 0 {
        return Err(Error::Invalid("there is nothing to count there"));
    }
    Ok(id)
}

/// Adds SKUs to a count, at its end: what was found where nobody expected it. Those that are in it already stay.
/// [`Error::NotStocked`] for a kit or a service: there is nothing of it to count. [`Error::Closed`] when it is over.
#[boxed]
pub async fn add(tx: &mut Tx, id: CountId, skus: &[SkuId]) -> Result<u64> {
    // Of two who add something at once each finds the end of the list.
    countable(tx, id).await?;
    let known = catalogue::by_ids(tx, skus).await?;
    if let Some(sku) = skus.iter().filter_map(|sku| known.get(sku)).find(|sku| sku.kind != Kind::Stocked) {
        return Err(Error::NotStocked { code: sku.code.clone() });
    }
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

/// The item for this person to count now: the one that is theirs, or the first that is nobody's, which becomes theirs.
/// Two people who ask in turn so share the list. None when all is counted or taken.
#[boxed]
pub async fn next(tx: &mut Tx, id: CountId, who: &str) -> Result<Option<Item>> {
    countable(tx, id).await?;
    db::execute!(
        tx,
        "UPDATE count_item SET taken_by = $2 WHERE session_id = $1
         AND position = (SELECT MIN(position) FROM count_item WHERE session_id = $1 AND counted IS NULL AND taken_by IS NULL)
         AND NOT EXISTS (SELECT 1 FROM count_item mine WHERE mine.session_id = $1 AND mine.counted IS NULL AND mine.taken_by = $2)",
        id,
        who,
    )?;
    let item = db::fetch_optional!(
        tx,
        Item,
        concat!(
            item!(),
            "WHERE i.session_id = $1 AND i.counted IS NULL AND i.taken_by = $2 ORDER BY i.position LIMIT 1"
        ),
        id,
        who,
    )?;
    if let Some(item) = &item {
        found::hand_over(tx, id, item.sku_id, who).await?;
    }
    Ok(item)
}

/// What a person was asked for last and has not counted yet, whichever count it is in.
#[boxed]
pub async fn in_hand(on: &mut dyn On, who: &str) -> Result<Option<(CountId, SkuId)>> {
    Ok(db::fetch_optional!(
        on,
        (CountId, SkuId),
        "SELECT i.session_id, i.sku_id FROM count_item i JOIN count_session s ON s.id = i.session_id
         WHERE i.taken_by = $1 AND i.counted IS NULL AND s.state = 'open' ORDER BY i.asked DESC, i.session_id DESC LIMIT 1",
        who,
    )?)
}

/// The open count that a person means who names a SKU: of those that have it the one they were asked in last, else the
/// newest.
#[boxed]
pub async fn having(on: &mut dyn On, who: &str, sku: SkuId) -> Result<Option<CountId>> {
    let found: Option<(CountId,)> = db::fetch_optional!(
        on,
        (CountId,),
        "SELECT i.session_id FROM count_item i JOIN count_session s ON s.id = i.session_id
         WHERE i.sku_id = $2 AND s.state = 'open'
         ORDER BY COALESCE((SELECT MAX(m.asked) FROM count_item m WHERE m.session_id = i.session_id AND m.taken_by = $1), 0) DESC,
                  i.session_id DESC LIMIT 1",
        who,
        sku,
    )?;
    Ok(found.map(|(id,)| id))
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

/// Puts an item at the end of the list and out of the person's hands: to be counted later. What others have in hand
/// stays there.
#[boxed]
pub async fn put_off(tx: &mut Tx, id: CountId, sku: SkuId, who: &str) -> Result<()> {
    is_open(tx, id).await?;
    db::execute!(
        tx,
        "UPDATE count_item SET taken_by = NULL, position = (SELECT MAX(position) + 1 FROM count_item WHERE session_id = $1)
         WHERE session_id = $1 AND sku_id = $2 AND counted IS NULL AND taken_by = $3",
        id,
        sku,
        who,
    )?;
    Ok(())
}

/// Writes down that so many were counted, next to what is expected at this moment. Counting again replaces it.
#[boxed]
pub async fn record(
    tx: &mut Tx,
    id: CountId,
    counted: (SkuId, i64),
    who: &str,
    now: Timestamp,
) -> Result<Item> {
    write_down(tx, id, counted, who, (now, true)).await
}

/// The same for what was counted some time ago, as on a list that was printed then: next to what was expected at that
/// time.
#[boxed]
pub async fn record_as_of(
    tx: &mut Tx,
    id: CountId,
    counted: (SkuId, i64),
    who: &str,
    at: Timestamp,
) -> Result<Item> {
    write_down(tx, id, counted, who, (at, false)).await
}

/// As many as are expected, for an item that this person has in hand. None when they have not: it was counted meanwhile,
/// or somebody else is at it.
#[boxed]
pub async fn as_expected(
    tx: &mut Tx,
    id: CountId,
    sku: SkuId,
    who: &str,
    now: Timestamp,
) -> Result<Option<Item>> {
    let session = countable(tx, id).await?;
    let item = item(tx, id, sku).await?;
    if item.counted.is_some() || item.taken_by.as_deref() != Some(who) {
        return Ok(None);
    }
    ledger::lock(tx, [sku].into_iter()).await?;
    let (_, expected) = known(tx, (sku, session.warehouse_id), None).await?;
    record(tx, id, (sku, expected.max(0)), who, now).await.map(Some)
}

async fn item(on: &mut dyn On, id: CountId, sku: SkuId) -> Result<Item> {
    let sql = concat!(item!(), "WHERE i.session_id = $1 AND i.sku_id = $2");
    let item = db::fetch_optional!(on, Item, sql, id, sku)?;
    item.ok_or_else(|| Error::Unknown { what: "item of this count", name: sku.to_string() })
}

async fn write_down(
    tx: &mut Tx,
    id: CountId,
    (sku, counted): (SkuId, i64),
    who: &str,
    (at, now): (Timestamp, bool),
) -> Result<Item> {
    let session = countable(tx, id).await?;
    if counted < 0 {
        return Err(Error::Invalid("less than nothing cannot be counted"));
    }
    // Nothing moves between reading what is expected and knowing how far the ledger was.
    ledger::lock(tx, [sku].into_iter()).await?;
    let (seen, expected) = known(tx, (sku, session.warehouse_id), (!now).then_some(at)).await?;
    db::execute!(
        tx,
        "UPDATE count_item SET expected = $3, counted = $4, counted_by = $5, counted_at = $6, taken_by = $5, seen = $7
         WHERE session_id = $1 AND sku_id = $2",
        id,
        sku,
        expected,
        counted,
        who,
        at,
        seen,
    )?;
    item(tx, id, sku).await
}

/// The last movement of a SKU in a warehouse, up to a time or of all, and how many there were after it.
async fn known(
    tx: &mut Tx,
    (sku, warehouse): (SkuId, WarehouseId),
    at: Option<Timestamp>,
) -> Result<(i64, i64)> {
    let last: Option<(i64, i64)> = db::fetch_optional!(
        tx,
        (i64, i64),
        "SELECT id, balance_after FROM stock_movement
         WHERE sku_id = $1 AND warehouse_id = $2 AND ($3 IS NULL OR recorded_at <= $3) ORDER BY id DESC LIMIT 1",
        sku,
        warehouse,
        at,
    )?;
    Ok(last.unwrap_or_default())
}

/// The session, if it is open and what it counts is known.
async fn countable(tx: &mut Tx, id: CountId) -> Result<Session> {
    let session = is_open(tx, id).await?;
    if session.bin_id.is_some() { Err(Error::BinUnknown) } else { Ok(session) }
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
