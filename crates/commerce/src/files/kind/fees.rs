//! Fees: a row is what a marketplace takes for a line of an order. What is settled is not estimated again.

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::orders::{self, Lines};
use super::{ACCOUNT, CURRENCY, Current, Cursor, Found, sales};
use crate::files::field::{Field, Meaning};
use crate::files::record::{Datum, Record};
use crate::files::store::settled::{self, BookedFee};
use crate::settle::{self, Fee};
use crate::{Money, Result, SaleLineId};

pub const FIELDS: &[Field] = &[
    ACCOUNT.always().key(),
    sales::ORDER,
    sales::LINE,
    Field::new(
        "fee",
        Meaning::Code,
        &[
            "fee type",
            "charge",
            "charge type",
            "fee name",
            "тип комісії",
            "вид комісії",
            "тип комиссии",
            "вид комиссии",
        ],
    )
    .always()
    .key(),
    Field::new(
        "amount",
        Meaning::Signed,
        &[
            "fee amount",
            "charge amount",
            "сума",
            "сума комісії",
            "комісія",
            "сумма",
            "сумма комиссии",
            "комиссия",
        ],
    )
    .always(),
    CURRENCY,
    Field::new("state", Meaning::Word(STATES), &["status", "стан", "статус", "состояние"]),
];

const SETTLED: &str = "settled";

/// A list that does not say it is a settlement.
const STATES: &[(&str, &[&str])] = &[
    (SETTLED, &["final", "charged", "остаточна", "списано", "окончательная", "начислено"]),
    ("estimated", &["estimate", "expected", "оцінка", "очікується", "оценка", "ожидается"]),
];

fn is_settled(row: &Record) -> bool {
    row.text("state").is_none_or(|state| state == SETTLED)
}

#[boxed]
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
    let lines = Lines::of(on, rows).await?;
    let known = settled::fees(on, &lines.ids(rows)).await?;
    let found = rows.iter().map(|(_, row)| {
        let sold = lines.find(row)?;
        orders::in_currency(row, sold)?;
        let kind = row.text("fee").unwrap_or_default().trim().to_owned();
        let there = known.get(&(SaleLineId(sold.id), kind));
        let done = there.is_some_and(|fee| !fee.estimated) && !is_settled(row);
        Ok(Current { there: there.map(|fee| booked(row, fee)), base: None, done })
    });
    Ok(found.collect())
}

/// The row, as it stands in the books.
fn booked(row: &Record, fee: &BookedFee) -> Record {
    let state = if fee.estimated { "estimated" } else { SETTLED };
    row.clone()
        .with("amount", Some(Datum::Money(fee.amount)))
        .with("state", Some(Datum::Text(state.to_owned())))
}

/// Silence about its state says that it is settled.
pub fn complete(row: &mut Record) {
    if row.get("state").is_none() {
        row.set("state", Some(Datum::Text(SETTLED.to_owned())));
    }
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)]) -> Result<()> {
    let borrowed: Vec<(u32, &Record)> = rows.iter().map(|(number, row)| (*number, row)).collect();
    let lines = Lines::of(tx, &borrowed).await?;
    let fees: Vec<Fee> = rows
        .iter()
        .filter_map(|(_, row)| {
            Some(Fee {
                line: SaleLineId(lines.find(row).ok()?.id),
                kind: row.text("fee")?.trim().to_owned(),
                amount: Money::new(row.number("amount")?, row.currency()?),
                estimated: !is_settled(row),
            })
        })
        .collect();
    settle::fees(tx, &fees).await?;
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = settled::fee_page(on, after.unwrap_or_default().0, most).await?;
    let rows = rows.iter().map(|fee| {
        let blank = Record::new(FIELDS);
        let text = |text: &str| Some(Datum::Text(text.to_owned()));
        let record = blank
            .with("account", text(&fee.account))
            .with("order", text(&fee.order_id))
            .with("line", text(&fee.line))
            .with("fee", text(&fee.kind))
            .with("currency", text(fee.currency.code()));
        ((fee.sale_line_id.0, 0), booked(&record, fee))
    });
    Ok(rows.collect())
}
