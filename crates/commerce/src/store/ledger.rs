//! The stock ledger: movements are added, never changed, and a document's line is written once.
//!
//! A change that a person makes is a pair: [`plan`] says what would change, [`apply`] does exactly that or says what it
//! would be now. What has happened anyway (orders, files of receipts) is [`post`]ed, by the difference. The balances
//! follow in the same statement, by the database's own triggers, which also hold the policy.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};
use serde::{Deserialize, Serialize};

use super::ROWS;
use super::balance::{self, Place};
use crate::{BelowZero, BinId, Error, MovementId, MovementKind, Result, SkuId, WarehouseId};

/// What moves together, for one reason. `doc_type`, `doc_id` and a line's number name a movement for ever: posting the
/// same again changes nothing. The type `sale` is for orders of marketplaces alone (see [`BelowZero::Sales`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub doc_type: String,
    pub doc_id: String,
    /// Who: a person or a service, as the audit log names them.
    pub actor: String,
    pub reason: String,
    pub occurred_at: Timestamp,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub line: i64,
    pub sku: SkuId,
    pub warehouse: WarehouseId,
    pub bin: Option<BinId>,
    pub kind: MovementKind,
    /// Units; what leaves is negative. Never zero.
    pub delta: i64,
    pub reverses: Option<MovementId>,
}

impl Document {
    /// A document of one movement.
    pub fn one(doc: (&str, &str), actor: &str, reason: &str, at: Timestamp, line: Line) -> Self {
        let (doc_type, doc_id) = (doc.0.to_owned(), doc.1.to_owned());
        let (actor, reason) = (actor.to_owned(), reason.to_owned());
        Self { doc_type, doc_id, actor, reason, occurred_at: at, lines: vec![line] }
    }
}

impl Line {
    pub const fn new(kind: MovementKind, sku: SkuId, warehouse: WarehouseId, delta: i64) -> Self {
        Self { line: 1, sku, warehouse, bin: None, kind, delta, reverses: None }
    }

    /// The two halves of a transfer, as lines 1 and 2.
    pub const fn transfer(sku: SkuId, from: WarehouseId, to: WarehouseId, quantity: i64) -> [Self; 2] {
        let out = Self::new(MovementKind::Transfer, sku, from, quantity.saturating_neg());
        let mut into = Self::new(MovementKind::Transfer, sku, to, quantity);
        into.line = 2;
        [out, into]
    }
}

/// What a document would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub document: Document,
    pub effects: Vec<Effect>,
}

/// One SKU in one warehouse, before and after. Units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub sku: SkuId,
    pub code: String,
    pub warehouse: WarehouseId,
    pub warehouse_code: String,
    pub before: i64,
    pub after: i64,
    pub reserved: i64,
}

/// How many movements were written, and how many were there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posted {
    pub written: u64,
    pub already: u64,
}

/// What `document` would change now. Refuses what policy would refuse, so that nobody is asked to confirm it.
#[boxed]
pub async fn plan(on: &mut dyn On, document: Document) -> Result<Plan> {
    let places: BTreeSet<_> = document.lines.iter().map(|line| (line.sku, line.warehouse)).collect();
    let before = balance::places(on, &places).await?;
    let mut after = before.clone();
    for line in in_order(&document) {
        step(&mut after, &document, line)?;
    }
    let effects = before.into_iter().filter_map(|(key, was)| {
        let will = after.get(&key)?;
        let (code, warehouse_code) = (was.code, was.warehouse_code);
        let (sku, warehouse) = key;
        let (before, after, reserved) = (was.on_hand, will.on_hand, was.reserved);
        Some(Effect { sku, code, warehouse, warehouse_code, before, after, reserved })
    });
    Ok(Plan { effects: effects.collect(), document })
}

/// Does what was planned. When the balances have moved since: [`Error::Moved`] with the plan as it would be now, and
/// nothing is changed. A plan that was applied before changes nothing more.
#[boxed]
pub async fn apply(tx: &mut Tx, plan: &Plan, now: Timestamp) -> Result<Posted> {
    lock(tx, plan.document.lines.iter().map(|line| line.sku)).await?;
    let keys = [&plan.document];
    let already = written(tx, &lines_of(&keys)).await?.len();
    if already == plan.document.lines.len() {
        return Ok(Posted { written: 0, already: u64::try_from(already).unwrap_or(0) });
    }
    let fresh = self::plan(tx, plan.document.clone()).await?;
    if fresh.effects != plan.effects {
        return Err(Error::Moved(Box::new(fresh)));
    }
    post(tx, std::slice::from_ref(&plan.document), now).await
}

/// Writes documents by their difference, whatever the balance is, within policy. Fast for many: hand in thousands.
#[boxed]
pub async fn post(tx: &mut Tx, documents: &[Document], now: Timestamp) -> Result<Posted> {
    let documents: Vec<&Document> = documents.iter().collect();
    let lines = lines_of(&documents);
    let mut posted = Posted::default();
    lock(tx, lines.iter().map(|(_, line)| line.sku)).await?;
    for chunk in lines.chunks(ROWS) {
        let there = written(tx, chunk).await?;
        let new: Vec<_> =
            chunk.iter().filter(|(doc, line)| !there.contains(&key(doc, line))).copied().collect();
        posted.already += u64::try_from(chunk.len() - new.len()).unwrap_or(0);
        posted.written += insert(tx, &new, now).await?;
    }
    Ok(posted)
}

type DocLine<'a> = (&'a Document, &'a Line);

fn lines_of<'a>(documents: &[&'a Document]) -> Vec<DocLine<'a>> {
    documents.iter().flat_map(|doc| in_order(doc).into_iter().map(|line| (*doc, line))).collect()
}

/// What comes before what goes, so that a move between two bins of a warehouse does not pass through too little.
fn in_order(document: &Document) -> Vec<&Line> {
    let mut lines: Vec<&Line> = document.lines.iter().collect();
    lines.sort_by_key(|line| line.delta < 0);
    lines
}

fn key(doc: &Document, line: &Line) -> (String, String, i64) {
    (doc.doc_type.clone(), doc.doc_id.clone(), line.line)
}

/// Makes this transaction the only one that changes these SKUs. On SQLite it is the only one that writes at all.
/// Always in the order of their numbers, so that two transactions cannot wait for each other: lock all that a transaction
/// will move at once.
pub(crate) async fn lock(tx: &mut Tx, skus: impl Iterator<Item = SkuId>) -> Result<()> {
    if matches!(tx, Tx::Sqlite(_)) {
        return Ok(());
    }
    let skus: BTreeSet<SkuId> = skus.collect();
    let skus: Vec<SkuId> = skus.into_iter().collect();
    for chunk in skus.chunks(ROWS) {
        db::fetch_built!(tx, (i64,), |q| {
            q.push("SELECT sku_id FROM sku_stock WHERE sku_id IN (");
            q.push_values(chunk, |row, sku| {
                row.push_bind(*sku);
            });
            q.push(") ORDER BY sku_id FOR NO KEY UPDATE");
        })?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Written {
    doc_type: String,
    doc_id: String,
    line: i64,
    sku_id: SkuId,
    warehouse_id: WarehouseId,
    delta: i64,
}

/// Which of the lines are in the ledger. One that is there with other content is an error: a number was used twice.
async fn written(tx: &mut Tx, lines: &[DocLine<'_>]) -> Result<BTreeSet<(String, String, i64)>> {
    if lines.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = db::fetch_built!(tx, Written, |q| {
        q.push("SELECT doc_type, doc_id, line, sku_id, warehouse_id, delta FROM stock_movement");
        q.push(" WHERE (doc_type, doc_id, line) IN (");
        q.push_values(lines, |row, (doc, line)| {
            row.push_bind(&doc.doc_type).push_bind(&doc.doc_id).push_bind(line.line);
        });
        q.push(")");
    })?;
    let wanted: BTreeMap<_, _> = lines.iter().map(|(doc, line)| (key(doc, line), *line)).collect();
    let mut found = BTreeSet::new();
    for row in rows {
        let key = (row.doc_type, row.doc_id, row.line);
        let same = wanted.get(&key).is_some_and(|line| {
            (line.sku, line.warehouse, line.delta) == (row.sku_id, row.warehouse_id, row.delta)
        });
        if !same {
            let (doc_type, doc_id, line) = key;
            return Err(Error::OtherContent { doc_type, doc_id, line });
        }
        found.insert(key);
    }
    Ok(found)
}

/// Takes one line through the balances, or says why policy refuses it.
fn step(places: &mut BTreeMap<(SkuId, WarehouseId), Place>, doc: &Document, line: &Line) -> Result<i64> {
    if line.delta == 0 {
        return Err(Error::Invalid("a movement of nothing is none"));
    }
    let place = places
        .get_mut(&(line.sku, line.warehouse))
        .ok_or_else(|| Error::Unknown { what: "SKU or warehouse", name: line.sku.to_string() })?;
    if !place.stocked {
        return Err(Error::NotStocked { code: place.code.clone() });
    }
    let after =
        place.on_hand.checked_add(line.delta).ok_or(Error::Invalid("more units than can be counted"))?;
    let kept =
        if matches!(line.kind, MovementKind::Sell | MovementKind::Transfer) { place.reserved } else { 0 };
    let fact = line.kind == MovementKind::Sell && doc.doc_type == "sale";
    let may = match place.below_zero {
        BelowZero::Always => true,
        BelowZero::Sales => fact,
        BelowZero::Never => false,
    };
    if line.delta < 0 && after < kept && !may {
        let (code, warehouse) = (place.code.clone(), place.warehouse_code.clone());
        let available = place.on_hand.saturating_sub(kept).max(0);
        return Err(Error::Short { code, warehouse, wanted: line.delta.saturating_neg(), available });
    }
    place.on_hand = after;
    Ok(after)
}

async fn insert(tx: &mut Tx, lines: &[DocLine<'_>], now: Timestamp) -> Result<u64> {
    if lines.is_empty() {
        return Ok(0);
    }
    let wanted: BTreeSet<_> = lines.iter().map(|(_, line)| (line.sku, line.warehouse)).collect();
    let mut places = balance::places(tx, &wanted).await?;
    let rows: Vec<(DocLine<'_>, i64)> = lines
        .iter()
        .map(|(doc, line)| Ok(((*doc, *line), step(&mut places, doc, line)?)))
        .collect::<Result<_>>()?;
    Ok(db::execute_built!(tx, |q| {
        q.push("INSERT INTO stock_movement (sku_id, warehouse_id, bin_id, kind, delta, balance_after, doc_type, doc_id, line, actor, reason, occurred_at, recorded_at, reverses) ");
        q.push_values(&rows, |to, ((doc, line), after)| {
            to.push_bind(line.sku).push_bind(line.warehouse).push_bind(line.bin).push_bind(line.kind);
            to.push_bind(line.delta).push_bind(*after);
            to.push_bind(&doc.doc_type).push_bind(&doc.doc_id).push_bind(line.line);
            to.push_bind(&doc.actor).push_bind(&doc.reason);
            to.push_bind(doc.occurred_at).push_bind(now).push_bind(line.reverses);
        });
    })?)
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Movement {
    pub id: MovementId,
    pub sku_id: SkuId,
    pub warehouse_id: WarehouseId,
    pub warehouse_code: String,
    pub bin_id: Option<BinId>,
    pub bin_code: Option<String>,
    pub kind: MovementKind,
    pub delta: i64,
    /// In that warehouse.
    pub balance_after: i64,
    pub doc_type: String,
    pub doc_id: String,
    pub line: i64,
    pub actor: String,
    pub reason: String,
    pub occurred_at: Timestamp,
    pub recorded_at: Timestamp,
    pub reverses: Option<MovementId>,
    /// The movement that took this one back.
    pub reversed_by: Option<MovementId>,
}

/// The movements of a SKU, newest first, a page at a time: hand in the last one's number to go on.
#[boxed]
pub async fn history(
    on: &mut dyn On,
    sku: SkuId,
    before: Option<MovementId>,
    most: i64,
) -> Result<Vec<Movement>> {
    Ok(db::fetch_all!(
        on,
        Movement,
        "SELECT m.id, m.sku_id, m.warehouse_id, w.code AS warehouse_code, m.bin_id, b.code AS bin_code, m.kind, m.delta, m.balance_after,
                m.doc_type, m.doc_id, m.line, m.actor, m.reason, m.occurred_at, m.recorded_at, m.reverses,
                (SELECT r.id FROM stock_movement r WHERE r.reverses = m.id) AS reversed_by
         FROM stock_movement m JOIN warehouse w ON w.id = m.warehouse_id LEFT JOIN bin b ON b.id = m.bin_id
         WHERE m.sku_id = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3",
        sku,
        before.map_or(i64::MAX, |id| id.0),
        most,
    )?)
}

/// The movements of one document, by line.
#[boxed]
pub async fn document(on: &mut dyn On, doc_type: &str, doc_id: &str) -> Result<Vec<Movement>> {
    Ok(db::fetch_all!(
        on,
        Movement,
        "SELECT m.id, m.sku_id, m.warehouse_id, w.code AS warehouse_code, m.bin_id, b.code AS bin_code, m.kind, m.delta, m.balance_after,
                m.doc_type, m.doc_id, m.line, m.actor, m.reason, m.occurred_at, m.recorded_at, m.reverses,
                (SELECT r.id FROM stock_movement r WHERE r.reverses = m.id) AS reversed_by
         FROM stock_movement m JOIN warehouse w ON w.id = m.warehouse_id LEFT JOIN bin b ON b.id = m.bin_id
         WHERE m.doc_type = $1 AND m.doc_id = $2 ORDER BY m.line",
        doc_type,
        doc_id,
    )?)
}

/// The document that takes another back, movement by movement: plan and apply it like any other. It has the type
/// `reversal` and the number `TYPE/ID`, so that there is one at most. [`Error::AlreadyReversed`] when any of its
/// movements was reversed before, or is itself a reversal.
#[boxed]
pub async fn reversal(
    on: &mut dyn On,
    (doc_type, doc_id): (&str, &str),
    actor: &str,
    reason: &str,
    now: Timestamp,
) -> Result<Document> {
    let movements = document(on, doc_type, doc_id).await?;
    if movements.is_empty() {
        return Err(Error::Unknown { what: "document", name: format!("{doc_type} {doc_id}") });
    }
    if movements.iter().any(|m| m.reversed_by.is_some() || m.reverses.is_some()) {
        return Err(Error::AlreadyReversed);
    }
    let lines = movements.into_iter().map(|m| {
        let mut line = Line::new(m.kind, m.sku_id, m.warehouse_id, m.delta.saturating_neg());
        (line.line, line.bin, line.reverses) = (m.line, m.bin_id, Some(m.id));
        line
    });
    Ok(Document {
        doc_type: "reversal".to_owned(),
        doc_id: format!("{doc_type}/{doc_id}"),
        actor: actor.to_owned(),
        reason: reason.to_owned(),
        occurred_at: now,
        lines: lines.collect(),
    })
}

/// Whether somebody has corrected a SKU in a warehouse after a moment: by hand, by a count, or by taking a movement back.
/// What was sold, received or carried is no correction.
#[boxed]
pub async fn corrected_since(
    on: &mut dyn On,
    (sku, warehouse): (SkuId, WarehouseId),
    since: Timestamp,
) -> Result<bool> {
    let found: Option<(i64,)> = db::fetch_optional!(
        on,
        (i64,),
        "SELECT id FROM stock_movement WHERE sku_id = $1 AND warehouse_id = $2 AND recorded_at > $3
            AND (kind IN ('adjust', 'count', 'write_off') OR reverses IS NOT NULL) ORDER BY id DESC LIMIT 1",
        sku,
        warehouse,
        since,
    )?;
    Ok(found.is_some())
}

/// The difference that brings a SKU in a warehouse to so many units: what adjusting to a number posts.
#[boxed]
pub async fn delta_to(on: &mut dyn On, sku: SkuId, warehouse: WarehouseId, quantity: i64) -> Result<i64> {
    let places = balance::places(on, &BTreeSet::from([(sku, warehouse)])).await?;
    let on_hand = places.values().next().map_or(0, |place| place.on_hand);
    Ok(quantity.saturating_sub(on_hand))
}
