//! What is on its way: expected receipts.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::ROWS;
use super::ledger::{self, Document, Line, Plan, Posted};
use crate::{Error, IncomingId, IncomingState, MovementKind, Result, SkuId, WarehouseId};

/// A document's type, its number, and a line of it.
pub type Doc = (String, String, i64);

/// The type of documents that order from a supplier.
pub const PURCHASE: &str = "purchase";

/// A line of an order to a supplier, by the document that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub sku: SkuId,
    pub warehouse: WarehouseId,
    pub quantity: i64,
    /// What had come of it before it was written down here; afterwards the ledger tells.
    pub received: i64,
    pub doc: Doc,
    pub actor: String,
    pub expected_at: Option<Timestamp>,
}

impl Expected {
    /// What it is when it is new: nothing is to come of what has come.
    const fn state(&self) -> IncomingState {
        if self.received >= self.quantity { IncomingState::Closed } else { IncomingState::Open }
    }

    /// Refuses to make it of something else than it was.
    fn stays(&self, was: (SkuId, WarehouseId)) -> Result<()> {
        if was == (self.sku, self.warehouse) {
            return Ok(());
        }
        let (doc_type, doc_id, line) = self.doc.clone();
        Err(Error::OtherContent { doc_type, doc_id, line })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Incoming {
    pub id: IncomingId,
    pub sku_id: SkuId,
    pub warehouse_id: WarehouseId,
    pub quantity: i64,
    pub received: i64,
    pub state: IncomingState,
    pub doc_type: String,
    pub doc_id: String,
    pub line: i64,
    pub expected_at: Option<Timestamp>,
}

impl Incoming {
    /// Units that are still to come.
    pub const fn outstanding(&self) -> i64 {
        let left = self.quantity.saturating_sub(self.received);
        if left > 0 { left } else { 0 }
    }
}

macro_rules! select {
    () => {
        "SELECT id, sku_id, warehouse_id, quantity, received, state, doc_type, doc_id, line, expected_at FROM incoming "
    };
}

/// Lets one transaction at a time number the lines of orders. SQLite has one writer.
#[boxed]
pub(crate) async fn lock_numbers(tx: &mut Tx) -> Result<()> {
    if matches!(tx, Tx::Postgres(_)) {
        // A number of ours, which nobody else locks.
        db::execute!(tx, "SELECT pg_advisory_xact_lock(8420001)")?;
    }
    Ok(())
}

/// Writes down what is expected. The same line again changes its quantity and date while it is open; when no more is to
/// come of it, it is closed. Returns how many rows changed. [`Error::OtherContent`] when a line is, or is to be, of two
/// things; [`Error::Closed`] when somebody else writes under the same lines.
#[boxed]
pub async fn expect(tx: &mut Tx, lines: &[Expected], now: Timestamp) -> Result<u64> {
    ledger::lock(tx, lines.iter().map(|line| line.sku)).await?;
    let mut last: BTreeMap<&Doc, &Expected> = BTreeMap::new();
    for line in lines {
        let before = last.insert(&line.doc, line);
        before.map_or(Ok(()), |it| line.stays((it.sku, it.warehouse)))?;
    }
    let there = of_docs(tx, &last.keys().copied().collect::<Vec<_>>()).await?;
    let (mut known, mut new) = (Vec::new(), Vec::new());
    for (doc, line) in last {
        match there.get(doc) {
            Some(row) => {
                line.stays((row.sku_id, row.warehouse_id))?;
                known.push((row.id, line));
            }
            None => new.push(line),
        }
    }
    let mut changed = 0;
    for chunk in known.chunks(ROWS) {
        changed += change(tx, chunk).await?;
    }
    for chunk in new.chunks(ROWS) {
        let added = db::execute_built!(tx, |q| {
            q.push("INSERT INTO incoming (sku_id, warehouse_id, quantity, received, state, doc_type, doc_id, line, actor, expected_at, created_at) ");
            q.push_values(chunk, |row, e| {
                row.push_bind(e.sku).push_bind(e.warehouse).push_bind(e.quantity).push_bind(e.received);
                row.push_bind(e.state());
                row.push_bind(&e.doc.0).push_bind(&e.doc.1).push_bind(e.doc.2);
                row.push_bind(&e.actor).push_bind(e.expected_at).push_bind(now);
            });
            q.push(" ON CONFLICT (doc_type, doc_id, line) DO NOTHING");
        })?;
        // Somebody else has written under one of these lines in this moment.
        if usize::try_from(added) != Ok(chunk.len()) {
            return Err(Error::Closed);
        }
        changed += added;
    }
    Ok(changed)
}

async fn change(tx: &mut Tx, lines: &[(IncomingId, &Expected)]) -> Result<u64> {
    Ok(db::execute_built!(tx, |q| {
        q.push("WITH wanted (id, quantity, expected_at) AS (");
        q.push_values(lines, |row, (id, e)| {
            row.push_bind(*id).push_bind(e.quantity).push_bind(e.expected_at);
        });
        q.push(
            ") UPDATE incoming SET quantity = w.quantity, expected_at = w.expected_at,
                state = CASE WHEN received >= w.quantity THEN 'closed' ELSE 'open' END
             FROM wanted w WHERE incoming.id = w.id AND incoming.state = 'open'
               AND (incoming.quantity <> w.quantity OR incoming.expected_at IS DISTINCT FROM w.expected_at)",
        );
    })?)
}

/// The receipts that these lines of documents name, open or not.
#[boxed]
pub async fn of_docs(on: &mut dyn On, docs: &[&Doc]) -> Result<BTreeMap<Doc, Incoming>> {
    let mut found = BTreeMap::new();
    for chunk in docs.chunks(ROWS) {
        let rows = db::fetch_built!(on, Incoming, |q| {
            q.push(concat!(select!(), "WHERE (doc_type, doc_id, line) IN ("));
            q.push_values(chunk, |row, (doc_type, doc_id, line)| {
                row.push_bind(doc_type).push_bind(doc_id).push_bind(*line);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|row| ((row.doc_type.clone(), row.doc_id.clone(), row.line), row)));
    }
    Ok(found)
}

/// All lines of these orders from suppliers, open or not, by order and line.
#[boxed]
pub async fn of_orders(on: &mut dyn On, orders: &[&str]) -> Result<BTreeMap<(String, i64), Incoming>> {
    let mut found = BTreeMap::new();
    for chunk in orders.chunks(ROWS) {
        let rows = db::fetch_built!(on, Incoming, |q| {
            q.push(concat!(select!(), "WHERE doc_type = ")).push_bind(PURCHASE).push(" AND doc_id IN (");
            q.push_values(chunk, |row, order| {
                row.push_bind(*order);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|row| ((row.doc_id.clone(), row.line), row)));
    }
    Ok(found)
}

/// The type of documents by which something expected comes in. Their number is that of the expected receipt, a slash and
/// one of their own: see [`receipt`].
pub const RECEIPT: &str = "receipt";

/// The number of a document by which some of this comes in.
pub fn receipt(id: IncomingId, number: &str) -> String {
    format!("{id}/{number}")
}

/// Carries a plan out as [`ledger::apply`] does. When something expected comes in by it (see [`RECEIPT`]), less of it is to
/// come; when that is taken back, it is to come again.
#[boxed]
pub async fn apply(tx: &mut Tx, plan: &Plan, now: Timestamp) -> Result<Posted> {
    let posted = ledger::apply(tx, plan, now).await?;
    let document = &plan.document;
    let number = match document.doc_type.as_str() {
        RECEIPT => Some(document.doc_id.as_str()),
        "reversal" => document.doc_id.strip_prefix(RECEIPT).and_then(|rest| rest.strip_prefix('/')),
        _ => None,
    };
    let id = number.and_then(|number| number.split_once('/')?.0.parse().ok()).map(IncomingId);
    if let Some(id) = id.filter(|_| posted.written > 0) {
        book(tx, id, document.lines.iter().map(|line| line.delta).sum()).await?;
    }
    Ok(posted)
}

/// So many more have come; fewer, when some are taken back. [`Error::Closed`] when no more are expected.
async fn book(tx: &mut Tx, id: IncomingId, quantity: i64) -> Result<()> {
    let booked = db::execute!(
        tx,
        "UPDATE incoming SET received = received + $2,
            state = CASE WHEN state = 'cancelled' THEN state WHEN received + $2 >= quantity THEN 'closed' ELSE 'open' END
         WHERE id = $1 AND (state = 'open' OR $2 < 0)",
        id,
        quantity,
    )?;
    if booked == 0 { Err(Error::Closed) } else { Ok(()) }
}

/// Receives some of what was expected: it enters the ledger, and the rest stays expected. `receipt` is the number of the
/// delivery: the same one twice counts once. When all is there, the line is closed.
#[boxed]
pub async fn receive(
    tx: &mut Tx,
    id: IncomingId,
    (receipt, quantity): (&str, i64),
    actor: &str,
    now: Timestamp,
) -> Result<Posted> {
    if quantity < 1 {
        return Err(Error::Invalid("at least one unit is received"));
    }
    let row = db::fetch_optional!(tx, Incoming, concat!(select!(), "WHERE id = $1 AND state = 'open'"), id)?;
    let row = row.ok_or(Error::Closed)?;
    let line = Line::new(MovementKind::Receive, row.sku_id, row.warehouse_id, quantity);
    let reason = format!("{} {}", row.doc_type, row.doc_id);
    let document = Document::one((RECEIPT, &self::receipt(id, receipt)), actor, &reason, now, line);
    let posted = ledger::post(tx, &[document], now).await?;
    if posted.written > 0 {
        book(tx, id, quantity).await?;
    }
    Ok(posted)
}

/// Expects no more of it. [`Error::Closed`] when it is not open.
#[boxed]
pub async fn cancel(tx: &mut Tx, id: IncomingId) -> Result<()> {
    let done =
        db::execute!(tx, "UPDATE incoming SET state = 'cancelled' WHERE id = $1 AND state = 'open'", id)?;
    if done == 0 { Err(Error::Closed) } else { Ok(()) }
}

/// What is still to come of a SKU, soonest first.
#[boxed]
pub async fn of(on: &mut dyn On, sku: SkuId) -> Result<Vec<Incoming>> {
    let sql = concat!(
        select!(),
        "WHERE sku_id = $1 AND state = 'open' ORDER BY CASE WHEN expected_at IS NULL THEN 1 ELSE 0 END, expected_at, id"
    );
    Ok(db::fetch_all!(on, Incoming, sql, sku)?)
}
