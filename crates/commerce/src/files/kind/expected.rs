//! What is on its way: a row is what was ordered from a supplier of a SKU for a warehouse. None ordered is called off.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{Current, Cursor, Found, SKU, WAREHOUSE, Wrong, unknown};
use crate::files::compare;
use crate::files::earlier::{Beside, Earlier};
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

/// What a file would expect, and what is called off by it.
#[derive(Default)]
struct Would {
    expected: Vec<Expected>,
    over: Vec<IncomingId>,
}

/// A line of an order: its number if it has one, the SKU, the warehouse.
type Place = (String, Option<i64>, SkuId, WarehouseId);

impl Names {
    async fn of(on: &mut dyn On, rows: &[(u32, &Record)], earlier: Option<&Earlier>) -> Result<Self> {
        let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
        let orders: BTreeSet<&str> =
            rows.iter().filter_map(|(_, row)| row.text("order")).map(str::trim).collect();
        let mut known = incoming::of_orders(on, &orders.iter().copied().collect::<Vec<_>>()).await?;
        for order in orders.iter().filter(|_| earlier.is_some()) {
            let of_order = ((*order).to_owned(), i64::MIN)..=((*order).to_owned(), i64::MAX);
            let said = earlier.iter().flat_map(|it| it.expected.range(of_order.clone()));
            known.extend(said.map(|(line, it)| (line.clone(), it.clone())));
        }
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

    /// What whole rows would do. A line without a number gets the next one of its order.
    fn would(&self, rows: &[(u32, Record)], of: &Import) -> Would {
        let mut would = Would::default();
        let mut last: BTreeMap<String, i64> = BTreeMap::new();
        for (order, line) in self.known.keys().cloned().chain(rows.iter().filter_map(|(_, row)| line(row))) {
            let highest = last.entry(order).or_default();
            *highest = line.max(*highest);
        }
        for (_, row) in rows {
            let Ok(place) = self.place(row) else { continue };
            let there = self.find(&place);
            let (order, line, sku, warehouse) = place;
            let quantity = row.number("quantity").unwrap_or_default();
            if quantity == 0 {
                would.over.extend(there.map(|it| it.id));
                continue;
            }
            let line = there.map(|it| it.line).or(line).unwrap_or_else(|| {
                let highest = last.entry(order.clone()).or_default();
                *highest += 1;
                *highest
            });
            would.expected.push(Expected {
                sku,
                warehouse,
                quantity,
                received: row.number("received").unwrap_or(0),
                doc: (incoming::PURCHASE.to_owned(), order, line),
                actor: of.actor.clone(),
                expected_at: row.moment("expected"),
            });
        }
        would.over.sort_unstable();
        would
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
pub async fn current(
    on: &mut dyn On,
    rows: &[(u32, &Record)],
    beside: &mut Beside<'_>,
) -> Result<Vec<Found>> {
    let names = Names::of(on, rows, beside.earlier.as_deref()).await?;
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
    let found: Vec<Found> = found.collect();
    if let Some(earlier) = &mut beside.earlier {
        let written = rows.iter().zip(&found).filter_map(|((number, row), found)| {
            Some((*number, compare::written(row, found.as_ref().ok()?, beside.of.kind)?))
        });
        expect(earlier, &names, names.would(&written.collect::<Vec<_>>(), beside.of));
    }
    Ok(found)
}

/// What would be expected, beside what is.
fn expect(earlier: &mut Earlier, names: &Names, would: Would) {
    for it in would.expected {
        let (_, order, line) = it.doc.clone();
        let number = i64::try_from(earlier.expected.len()).unwrap_or(i64::MAX);
        let known = names.known.get(&(order.clone(), line)).cloned();
        let mut there = known.unwrap_or_else(|| Incoming {
            // Nothing in the database has such a number.
            id: IncomingId(-1 - number),
            sku_id: it.sku,
            warehouse_id: it.warehouse,
            quantity: 0,
            received: it.received,
            state: IncomingState::Open,
            doc_type: String::new(),
            doc_id: String::new(),
            line,
            expected_at: None,
        });
        (there.quantity, there.expected_at) = (it.quantity, it.expected_at);
        if there.received >= there.quantity {
            there.state = IncomingState::Closed;
        }
        earlier.expected.insert((order, line), there);
    }
    for id in would.over {
        let of = names.known.iter().find(|(_, it)| it.id == id);
        earlier.expected.extend(
            of.map(|(line, it)| (line.clone(), Incoming { state: IncomingState::Cancelled, ..it.clone() })),
        );
    }
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
    let would = Names::of(tx, &borrowed, None).await?.would(rows, of);
    incoming::expect(tx, &would.expected, now).await?;
    for id in would.over {
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
