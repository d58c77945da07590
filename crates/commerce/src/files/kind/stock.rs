//! Counted stock: a row is what lies of a SKU in a warehouse.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

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

#[boxed]
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)], of: &Import) -> Result<Vec<Found>> {
    let places = places(on, rows).await?;
    let wanted: BTreeSet<_> = places.iter().flatten().copied().collect();
    let there = balance::places(on, &wanted).await?;
    // Rows are written in their order, so what comes before the last movement of this file has been dealt with.
    let done = store::last_line(on, DOCUMENT, &of.document).await?;
    let found = rows.iter().zip(places).map(|((number, row), place)| {
        let on_hand = there.get(&place?).map_or(0, |place| place.on_hand);
        let mut current = Current::known((*row).clone().with("quantity", Some(Datum::Whole(on_hand))));
        current.done = i64::from(*number) <= done;
        Ok(current)
    });
    Ok(found.collect())
}

pub fn check(merged: &Record) -> std::result::Result<(), Wrong> {
    match merged.number("quantity") {
        Some(..0) => Err((Some("quantity"), Why::TooSmall { least: 0 })),
        _ => Ok(()),
    }
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import) -> Result<()> {
    let borrowed: Vec<(u32, &Record)> = rows.iter().map(|(number, row)| (*number, row)).collect();
    let places = places(tx, &borrowed).await?;
    let there = balance::places(tx, &places.iter().flatten().copied().collect()).await?;
    let lines = rows.iter().zip(&places).filter_map(|((number, row), place)| {
        let key @ (sku, warehouse) = *place.as_ref().ok()?;
        let delta = row.number("quantity")?.checked_sub(there.get(&key)?.on_hand)?;
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
    ledger::post(tx, &[document], of.at).await?;
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
