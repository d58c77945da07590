//! Exchange rates: from a day on, one of a currency is so many of another.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{Current, Cursor, Found, Wrong};
use crate::files::field::{Field, Meaning};
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::{Currency, Result, rate};

pub const FIELDS: &[Field] = &[
    Field::new("day", Meaning::Day, &["date", "from", "дата", "день", "з дати", "с даты"]).always().key(),
    Field::new(
        "base",
        Meaning::Text { most: 3 },
        &["from currency", "one", "базова валюта", "з валюти", "базовая валюта", "из валюты"],
    )
    .always()
    .key(),
    Field::new(
        "quote",
        Meaning::Text { most: 3 },
        &["to currency", "in", "валюта котирування", "у валюту", "валюта котировки", "в валюту"],
    )
    .always()
    .key(),
    Field::new("rate", Meaning::Rate, &["exchange rate", "price", "курс"]).always(),
];

/// A currency by its code, in any case.
fn currency(row: &Record, field: &'static str) -> std::result::Result<Currency, Wrong> {
    let text = row.text(field).unwrap_or_default();
    text.trim().to_uppercase().parse().map_err(|_| (Some(field), Why::NotACurrency { text: text.to_owned() }))
}

fn key(row: &Record) -> std::result::Result<rate::Key, Wrong> {
    let day = row.day("day").ok_or((Some("day"), Why::Missing))?;
    Ok((currency(row, "base")?, currency(row, "quote")?, day))
}

#[boxed]
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
    let keys: Vec<_> = rows.iter().map(|(_, row)| key(row)).collect();
    let wanted: Vec<rate::Key> = keys.iter().flatten().copied().collect();
    let there = rate::given(on, &wanted).await?;
    let found = rows.iter().zip(keys).map(|((_, row), key)| {
        let e8 = there.get(&key?).copied();
        Ok(Current {
            there: e8.map(|e8| (*row).clone().with("rate", Some(Datum::Rate(e8)))),
            ..Current::default()
        })
    });
    Ok(found.collect())
}

pub fn check(merged: &Record) -> std::result::Result<(), Wrong> {
    let (base, quote, _) = key(merged)?;
    if base == quote { Err((Some("quote"), Why::SameCurrency)) } else { Ok(()) }
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)]) -> Result<()> {
    // In one order, so that two who write many cannot wait for each other.
    let rates: BTreeMap<rate::Key, i64> =
        rows.iter().filter_map(|(_, row)| Some((key(row).ok()?, row.number("rate")?))).collect();
    for ((base, quote, day), e8) in rates {
        rate::put(tx, base, quote, day, e8).await?;
    }
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let skip = after.map_or(0, |(skip, _)| skip);
    let rows = rate::page(on, most, skip).await?;
    let rows = rows.into_iter().zip(skip + 1..).map(|(((base, quote, day), e8), number)| {
        let record = Record::new(FIELDS)
            .with("day", Some(Datum::Day(day)))
            .with("base", Some(Datum::Text(base.to_string())))
            .with("quote", Some(Datum::Text(quote.to_string())))
            .with("rate", Some(Datum::Rate(e8)));
        ((number, 0), record)
    });
    Ok(rows.collect())
}
