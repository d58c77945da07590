//! Units that are promised: counted as reserved until they are taken, given back, or the time is up.

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::balance;
use super::ledger::{self, Document, Line, Posted};
use crate::{Error, MovementKind, ReservationId, ReservationState, Result, SkuId, WarehouseId};

/// What is to be reserved. `doc` (a type, a number, a line) names the reservation: asking for it again changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub sku: SkuId,
    pub warehouse: WarehouseId,
    pub quantity: i64,
    pub doc: (String, String, i64),
    pub actor: String,
    /// None: until somebody closes it.
    pub expires_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reservation {
    pub id: ReservationId,
    pub sku_id: SkuId,
    pub warehouse_id: WarehouseId,
    pub quantity: i64,
    pub state: ReservationState,
    pub doc_type: String,
    pub doc_id: String,
    pub line: i64,
    pub actor: String,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    /// For whom, or why; empty where its document says it.
    pub note: String,
}

macro_rules! select {
    () => {
        "SELECT id, sku_id, warehouse_id, quantity, state, doc_type, doc_id, line, actor, created_at, expires_at, note FROM reservation "
    };
}

/// Reserves what is free; [`Error::Short`] when that is less. What has expired by now is free.
#[boxed]
pub async fn open(tx: &mut Tx, ask: &Ask, now: Timestamp) -> Result<ReservationId> {
    hold(tx, ask, "", now).await
}

/// The same with a note: for whom, or why.
#[boxed]
pub async fn hold(tx: &mut Tx, ask: &Ask, note: &str, now: Timestamp) -> Result<ReservationId> {
    if ask.quantity < 1 {
        return Err(Error::Invalid("at least one unit is reserved"));
    }
    ledger::lock(tx, [ask.sku].into_iter()).await?;
    expire_some(tx, now, Some(ask.sku)).await?;
    let (doc_type, doc_id, line) = &ask.doc;
    let there = db::fetch_optional!(
        tx,
        Reservation,
        concat!(select!(), "WHERE doc_type = $1 AND doc_id = $2 AND line = $3"),
        doc_type,
        doc_id,
        *line,
    )?;
    if let Some(there) = there {
        if (there.sku_id, there.warehouse_id, there.quantity) == (ask.sku, ask.warehouse, ask.quantity) {
            return Ok(there.id);
        }
        let (doc_type, doc_id, line) = ask.doc.clone();
        return Err(Error::OtherContent { doc_type, doc_id, line });
    }
    refuse_what_is_not_free(tx, ask).await?;
    let (id,) = db::fetch_one!(
        tx,
        (ReservationId,),
        "INSERT INTO reservation (sku_id, warehouse_id, quantity, doc_type, doc_id, line, actor, created_at, expires_at, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        ask.sku,
        ask.warehouse,
        ask.quantity,
        doc_type,
        doc_id,
        *line,
        &ask.actor,
        now,
        ask.expires_at,
        note,
    )?;
    Ok(id)
}

async fn refuse_what_is_not_free(tx: &mut Tx, ask: &Ask) -> Result<()> {
    let places = balance::places(tx, &[(ask.sku, ask.warehouse)].into()).await?;
    let place = places.into_values().next();
    let place =
        place.ok_or_else(|| Error::Unknown { what: "SKU or warehouse", name: ask.sku.to_string() })?;
    if !place.stocked {
        return Err(Error::NotStocked { code: place.code });
    }
    let available = place.on_hand.saturating_sub(place.reserved).max(0);
    if place.below_zero != crate::BelowZero::Always && available < ask.quantity {
        let (code, warehouse, wanted) = (place.code, place.warehouse_code, ask.quantity);
        return Err(Error::Short { code, warehouse, wanted, available });
    }
    Ok(())
}

/// Gives back what was reserved; [`Error::Closed`] when it is not open any more.
#[boxed]
pub async fn release(tx: &mut Tx, id: ReservationId, now: Timestamp) -> Result<()> {
    close(tx, id, ReservationState::Released, now).await.map(|_| ())
}

/// Sells what was reserved: the reservation ends and the units leave, both or neither. The movement's document is
/// `reservation` and its number.
#[boxed]
pub async fn consume(
    tx: &mut Tx,
    id: ReservationId,
    actor: &str,
    reason: &str,
    now: Timestamp,
) -> Result<Posted> {
    let closed = close(tx, id, ReservationState::Consumed, now).await?;
    let line =
        Line::new(MovementKind::Sell, closed.sku_id, closed.warehouse_id, closed.quantity.saturating_neg());
    let document = Document::one(("reservation", &id.to_string()), actor, reason, now, line);
    ledger::post(tx, &[document], now).await
}

async fn close(
    tx: &mut Tx,
    id: ReservationId,
    state: ReservationState,
    now: Timestamp,
) -> Result<Reservation> {
    let row = db::fetch_optional!(tx, Reservation, concat!(select!(), "WHERE id = $1"), id)?;
    let row = row.ok_or_else(|| Error::Unknown { what: "reservation", name: id.to_string() })?;
    ledger::lock(tx, [row.sku_id].into_iter()).await?;
    let closed = db::execute!(
        tx,
        "UPDATE reservation SET state = $2, closed_at = $3 WHERE id = $1 AND state = 'open' AND (expires_at IS NULL OR expires_at > $3)",
        id,
        state,
        now,
    )?;
    if closed == 0 { Err(Error::Closed) } else { Ok(row) }
}

/// Ends the reservations whose time is up. Returns how many. Call it now and then; [`open`] does it for its own SKU.
#[boxed]
pub async fn expire(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    expire_some(tx, now, None).await
}

async fn expire_some(tx: &mut Tx, now: Timestamp, only: Option<SkuId>) -> Result<u64> {
    let due: Vec<(ReservationId, SkuId)> = db::fetch_all!(
        tx,
        (ReservationId, SkuId),
        "SELECT id, sku_id FROM reservation
         WHERE state = 'open' AND expires_at <= $1 AND (CAST($2 AS BIGINT) IS NULL OR sku_id = $2)",
        now,
        only,
    )?;
    ledger::lock(tx, due.iter().map(|(_, sku)| *sku)).await?;
    let mut ended = 0;
    for (id, _) in due {
        ended += db::execute!(
            tx,
            "UPDATE reservation SET state = 'expired', closed_at = $2 WHERE id = $1 AND state = 'open'",
            id,
            now
        )?;
    }
    Ok(ended)
}

/// One that is open, by its number; [`Error::Closed`] when it is not.
#[boxed]
pub async fn open_by_id(on: &mut dyn On, id: ReservationId) -> Result<Reservation> {
    let sql = concat!(select!(), "WHERE id = $1 AND state = 'open'");
    db::fetch_optional!(on, Reservation, sql, id)?.ok_or(Error::Closed)
}

/// A SKU's open reservations, oldest first.
#[boxed]
pub async fn of(on: &mut dyn On, sku: SkuId) -> Result<Vec<Reservation>> {
    let sql = concat!(select!(), "WHERE sku_id = $1 AND state = 'open' ORDER BY id");
    Ok(db::fetch_all!(on, Reservation, sql, sku)?)
}
