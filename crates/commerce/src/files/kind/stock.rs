//! Counted stock: a row is what lies of a SKU in a warehouse.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{Current, Cursor, Found, SKU, WAREHOUSE, Wrong, unknown};
use crate::files::field::{Field, Meaning};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::store::{self, Item};
use crate::ledger::{self, Document, Line};
use crate::store::balance;
use crate::{Kind, MovementKind, Result, SkuId, WarehouseId};

/// What the ledger calls a file of counts.
const DOCUMENT: &str = "file";

pub const FIELDS: &[Field] = &[
    SKU,
    WAREHOUSE.always().key(),
    Field::new(
        "quantity",
        // A balance may be below zero, and its export comes back; a count that changes it may not.
        Meaning::Whole { least: i64::MIN, none: false },
        &[
            "qty",
            "counted",
            "count",
            "stock",
            "on hand",
            "in stock",
            "units",
            "кількість",
            "залишок",
            "наявність",
            "к-сть",
            "количество",
            "остаток",
            "кол-во",
            "наличие",
        ],
    )
    .always(),
];

/// The places of the rows that name one.
type Places = Vec<std::result::Result<(SkuId, WarehouseId), Wrong>>;

async fn places(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Places> {
    let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
    let warehouses = store::warehouses(on).await?;
    Ok(rows.iter().map(|(_, row)| place(row, &skus, &warehouses)).collect())
}

fn place(
    row: &Record,
    skus: &BTreeMap<String, Item>,
    warehouses: &BTreeMap<String, WarehouseId>,
) -> std::result::Result<(SkuId, WarehouseId), Wrong> {
    let (code, name) =
        (row.text("sku").unwrap_or_default(), row.text("warehouse").unwrap_or_default().trim());
    let sku = store::item(skus, code).ok_or_else(|| unknown("sku", "SKU", code.trim()))?;
    let warehouse = warehouses.get(name).ok_or_else(|| unknown("warehouse", "warehouse", name))?;
    if sku.kind != Kind::Stocked {
        return Err((Some("sku"), Why::NotStocked { code: code.trim().to_owned() }));
    }
    Ok((sku.id, *warehouse))
}

#[boxed]
pub async fn lock(tx: &mut Tx, rows: &[(u32, &Record)]) -> Result<()> {
    let skus = store::items(tx, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
    ledger::lock(tx, skus.values().map(|item| item.id)).await
}

/// What lay in these places when the file was looked at, and what lies there now. Whatever was sold or received since
/// then is not the file's to undo.
async fn then_and_now(
    on: &mut dyn On,
    places: &Places,
    of: &Import,
) -> Result<BTreeMap<(SkuId, WarehouseId), (i64, i64)>> {
    let wanted: BTreeSet<_> = places.iter().flatten().copied().collect();
    let there = balance::places(on, &wanted).await?;
    let since = store::since(on, &wanted, of.at).await?;
    let both = |(key, place): ((SkuId, WarehouseId), balance::Place)| {
        let since = since.get(&key).copied().unwrap_or(0);
        (key, (place.on_hand.saturating_sub(since), place.on_hand))
    };
    Ok(there.into_iter().map(both).collect())
}

#[boxed]
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)], of: &Import) -> Result<Vec<Found>> {
    let places = places(on, rows).await?;
    let known = then_and_now(on, &places, of).await?;
    let ends = rows.first().zip(rows.last()).map_or((0, 0), |((first, _), (last, _))| (*first, *last));
    let taken = store::taken(on, &of.document, ends).await?;
    let found = rows.iter().zip(places).map(|((number, row), place)| {
        let (then, now) = known.get(&place?).copied().unwrap_or_default();
        let mut current = Current::known((*row).clone().with("quantity", Some(Datum::Whole(then))));
        current.done = taken.contains(number);
        let quantity = row.number("quantity").unwrap_or(0);
        if !current.done
            && quantity >= 0
            && quantity != then
            && quantity.saturating_add(now.saturating_sub(then)) < 0
        {
            return Err((Some("quantity"), Why::SoldSince { sold: then.saturating_sub(now) }));
        }
        Ok(current)
    });
    Ok(found.collect())
}

/// These rows have been taken in, also those that changed nothing: sent again they are no news, whatever was sold since.
#[boxed]
pub async fn taken(tx: &mut Tx, rows: &[u32], of: &Import) -> Result<()> {
    store::take(tx, &of.document, rows).await
}

pub fn check(merged: &Record) -> std::result::Result<(), Wrong> {
    match merged.number("quantity") {
        Some(..0) => Err((Some("quantity"), Why::TooSmall { least: 0 })),
        _ => Ok(()),
    }
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import, now: Timestamp) -> Result<()> {
    let borrowed: Vec<(u32, &Record)> = rows.iter().map(|(number, row)| (*number, row)).collect();
    let places = places(tx, &borrowed).await?;
    let known = then_and_now(tx, &places, of).await?;
    let lines = rows.iter().zip(&places).filter_map(|((number, row), place)| {
        let key @ (sku, warehouse) = *place.as_ref().ok()?;
        let delta = row.number("quantity")?.checked_sub(known.get(&key)?.0)?;
        let line = Line::new(MovementKind::Count, sku, warehouse, delta);
        Some(Line { line: i64::from(*number), ..line }).filter(|_| delta != 0)
    });
    let document = Document {
        doc_type: DOCUMENT.to_owned(),
        doc_id: of.document.clone(),
        actor: of.actor.clone(),
        reason: "counted, in a file".to_owned(),
        occurred_at: of.at,
        lines: lines.collect(),
    };
    ledger::post(tx, &[document], now).await?;
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = store::stock(on, after.unwrap_or_default(), most).await?;
    let rows = rows.into_iter().map(|row| {
        let record = Record::new(FIELDS)
            .with("sku", Some(Datum::Text(row.sku)))
            .with("warehouse", Some(Datum::Text(row.warehouse)))
            .with("quantity", Some(Datum::Whole(row.on_hand)));
        ((row.sku_id.0, row.warehouse_id.0), record)
    });
    Ok(rows.collect())
}
