//! What is on its way: a row is what was ordered from a supplier of a SKU for a warehouse. None ordered is called off.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{Current, Cursor, Found, SKU, WAREHOUSE, Wrong, unknown};
use crate::files::field::{Field, Meaning};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::store::{self, Item, expected};
use crate::incoming::{self, Expected, Incoming};
use crate::{IncomingId, IncomingState, Kind, Result, SkuId, WarehouseId};

pub const FIELDS: &[Field] = &[
    Field::new(
        "order",
        Meaning::Code,
        &[
            "purchase order",
            "po",
            "po number",
            "order number",
            "document",
            "замовлення",
            "номер замовлення",
            "накладна",
            "заказ",
            "номер заказа",
            "накладная",
        ],
    )
    .always()
    .key(),
    Field::new(
        "line",
        Meaning::Whole { least: 1, none: false },
        &["order line", "line number", "no", "рядок", "позиція", "строка", "позиция"],
    )
    .key(),
    SKU,
    WAREHOUSE.always().key(),
    Field::new(
        "quantity",
        Meaning::Whole { least: 0, none: false },
        &["qty", "ordered", "units", "кількість", "замовлено", "к-сть", "количество", "заказано", "кол-во"],
    )
    .always(),
    Field::new(
        "received",
        Meaning::Whole { least: 0, none: false },
        &["delivered", "arrived", "отримано", "надійшло", "получено", "поступило"],
    ),
    Field::new(
        "expected",
        Meaning::Moment,
        &[
            "expected at",
            "eta",
            "due",
            "date",
            "delivery date",
            "очікується",
            "дата",
            "ожидается",
            "дата поставки",
        ],
    ),
];

/// What names in rows stand for, and what is known of the orders that they name.
struct Names {
    skus: BTreeMap<String, Item>,
    warehouses: BTreeMap<String, WarehouseId>,
    known: BTreeMap<(String, i64), Incoming>,
}

/// The line that a row numbers.
pub fn line(row: &Record) -> Option<(String, i64)> {
    Some((row.text("order")?.trim().to_owned(), row.number("line")?))
}

/// A line of an order: its number if it has one, the SKU, the warehouse.
type Place = (String, Option<i64>, SkuId, WarehouseId);

impl Names {
    async fn of(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Self> {
        let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
        let orders: BTreeSet<&str> =
            rows.iter().filter_map(|(_, row)| row.text("order")).map(str::trim).collect();
        let known = incoming::of_orders(on, &orders.into_iter().collect::<Vec<_>>()).await?;
        Ok(Self { skus, warehouses: store::warehouses(on).await?, known })
    }

    fn place(&self, row: &Record) -> std::result::Result<Place, Wrong> {
        let code = row.text("sku").unwrap_or_default();
        let sku = store::item(&self.skus, code).ok_or_else(|| unknown("sku", "SKU", code.trim()))?;
        if sku.kind != Kind::Stocked {
            return Err((Some("sku"), Why::NotStocked { code: code.trim().to_owned() }));
        }
        let name = row.text("warehouse").unwrap_or_default().trim();
        let warehouse = self.warehouses.get(name).ok_or_else(|| unknown("warehouse", "warehouse", name))?;
        let order = row.text("order").unwrap_or_default().trim().to_owned();
        Ok((order, row.number("line"), sku.id, *warehouse))
    }

    /// What is known of a place. Without a number it is the line of that SKU and warehouse: one that is open, if there is.
    fn find(&self, (order, line, sku, warehouse): &Place) -> Option<&Incoming> {
        if let Some(line) = line {
            return self.known.get(&(order.clone(), *line));
        }
        let of_order = self.known.range((order.clone(), i64::MIN)..=(order.clone(), i64::MAX));
        let same = of_order.filter(|(_, it)| (it.sku_id, it.warehouse_id) == (*sku, *warehouse));
        same.min_by_key(|(_, it)| it.state != IncomingState::Open).map(|(_, it)| it)
    }
}

#[boxed]
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
    let names = Names::of(on, rows).await?;
    let mut rows_of: BTreeMap<IncomingId, u32> = BTreeMap::new();
    let found = rows.iter().map(|(number, row)| {
        let place = names.place(row)?;
        let (_, _, sku, warehouse) = place;
        let none = row.number("quantity") == Some(0);
        match names.find(&place) {
            Some(it) if it.sku_id != sku => Err((Some("sku"), Why::OtherLine { line: it.line })),
            Some(it) if it.warehouse_id != warehouse => {
                Err((Some("warehouse"), Why::OtherLine { line: it.line }))
            }
            Some(it) => {
                // One row numbers the line, and another says only what it is of.
                let first = *rows_of.entry(it.id).or_insert(*number);
                if first != *number {
                    return Err((None, Why::Twice { row: first }));
                }
                let known = as_known(row, it);
                let over = it.state != IncomingState::Open && !row.differences(&known).is_empty();
                if over { Err((Some("quantity"), Why::OrderOver)) } else { Ok(Current::known(known)) }
            }
            // What is to be called off and was never ordered is as it should be.
            None => Ok(Current { there: none.then(|| (*row).clone()), ..Current::default() }),
        }
    });
    Ok(found.collect())
}

/// The row, as it is known. What has come of it is the ledger's to say.
fn as_known(row: &Record, it: &Incoming) -> Record {
    let quantity = if it.state == IncomingState::Cancelled { 0 } else { it.quantity };
    let said = row.clone().with("quantity", Some(Datum::Whole(quantity)));
    said.with("expected", it.expected_at.map(Datum::Moment))
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import, now: Timestamp) -> Result<()> {
    let borrowed: Vec<(u32, &Record)> = rows.iter().map(|(number, row)| (*number, row)).collect();
    let names = Names::of(tx, &borrowed).await?;
    let (mut orders, mut over) = (Vec::new(), Vec::new());
    let mut last: BTreeMap<String, i64> = BTreeMap::new();
    for (order, line) in names.known.keys().cloned().chain(rows.iter().filter_map(|(_, row)| line(row))) {
        let highest = last.entry(order).or_default();
        *highest = line.max(*highest);
    }
    for (_, row) in rows {
        let Ok(place) = names.place(row) else { continue };
        let there = names.find(&place);
        let (order, line, sku, warehouse) = place;
        let quantity = row.number("quantity").unwrap_or_default();
        if quantity == 0 {
            over.extend(there.map(|it| it.id));
            continue;
        }
        let line = there.map(|it| it.line).or(line).unwrap_or_else(|| {
            let highest = last.entry(order.clone()).or_default();
            *highest += 1;
            *highest
        });
        orders.push(Expected {
            sku,
            warehouse,
            quantity,
            received: row.number("received").unwrap_or(0),
            doc: (incoming::PURCHASE.to_owned(), order, line),
            actor: of.actor.clone(),
            expected_at: row.moment("expected"),
        });
    }
    incoming::expect(tx, &orders, now).await?;
    over.sort_unstable();
    for id in over {
        incoming::cancel(tx, id).await?;
    }
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = expected::page(on, after.unwrap_or_default().0, most).await?;
    let rows = rows.into_iter().map(|it| {
        let record = Record::new(FIELDS)
            .with("order", Some(Datum::Text(it.order)))
            .with("line", Some(Datum::Whole(it.line)))
            .with("sku", Some(Datum::Text(it.sku)))
            .with("warehouse", Some(Datum::Text(it.warehouse)))
            .with("quantity", Some(Datum::Whole(it.quantity)))
            .with("received", Some(Datum::Whole(it.received)))
            .with("expected", it.expected_at.map(Datum::Moment));
        ((it.id, 0), record)
    });
    Ok(rows.collect())
}
