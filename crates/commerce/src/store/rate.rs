//! Exchange rates by day: the only bridge between two currencies.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use chrono::{Datelike, NaiveDate};
use db::{On, Tx};

use crate::{Currency, Error, Money, Result};

/// Hundred-millionths: the unit of a rate.
const ONE: i64 = 100_000_000;

/// A rate counts for so many days after its own: over weekends and holidays, not for ever.
pub const GOOD_FOR_DAYS: i64 = 10;

/// From this day on, one `base` is so many hundred-millionths of a `quote`.
#[boxed]
pub async fn put(tx: &mut Tx, base: Currency, quote: Currency, day: NaiveDate, rate_e8: i64) -> Result<()> {
    if rate_e8 <= 0 || base == quote {
        return Err(Error::Invalid("a rate is above zero and between two currencies"));
    }
    db::execute!(
        tx,
        "INSERT INTO exchange_rate (base, quote, day, rate_e8) VALUES ($1, $2, $3, $4)
         ON CONFLICT (base, quote, day) DO UPDATE SET rate_e8 = excluded.rate_e8",
        base,
        quote,
        number(day),
        rate_e8,
    )?;
    Ok(())
}

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// One of the first, in the second, from that day on.
pub type Key = (Currency, Currency, NaiveDate);

fn key((base, quote, day): (Currency, Currency, i64)) -> Option<Key> {
    Some((base, quote, NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)?))
}

/// Those of these rates that were given, exactly for these days and in this direction (hundred-millionths).
#[boxed]
pub async fn given(on: &mut dyn On, keys: &[Key]) -> Result<BTreeMap<Key, i64>> {
    let mut found = BTreeMap::new();
    for chunk in keys.chunks(super::ROWS) {
        let rows = db::fetch_built!(on, (Currency, Currency, i64, i64), |q| {
            q.push("SELECT base, quote, day, rate_e8 FROM exchange_rate WHERE (base, quote, day) IN (");
            q.push_values(chunk, |row, (base, quote, day)| {
                row.push_bind(*base).push_bind(*quote).push_bind(number(*day));
            });
            q.push(")");
        })?;
        found.extend(
            rows.into_iter().filter_map(|(base, quote, day, e8)| Some((key((base, quote, day))?, e8))),
        );
    }
    Ok(found)
}

/// All rates that were given, a page at a time.
#[boxed]
pub async fn page(on: &mut dyn On, most: i64, skip: i64) -> Result<Vec<(Key, i64)>> {
    let rows: Vec<(Currency, Currency, i64, i64)> = db::fetch_all!(
        on,
        (Currency, Currency, i64, i64),
        "SELECT base, quote, day, rate_e8 FROM exchange_rate ORDER BY day, base, quote LIMIT $1 OFFSET $2",
        most,
        skip,
    )?;
    Ok(rows.into_iter().filter_map(|(base, quote, day, e8)| Some((key((base, quote, day))?, e8))).collect())
}

/// The rate of a day (hundred-millionths): its own or the last before it, given in this direction or in the other.
#[boxed]
pub async fn find(on: &mut dyn On, base: Currency, quote: Currency, day: NaiveDate) -> Result<i64> {
    if base == quote {
        return Ok(ONE);
    }
    let found = db::fetch_optional!(
        on,
        (Currency, i64),
        "SELECT base, rate_e8 FROM exchange_rate
         WHERE ((base = $1 AND quote = $2) OR (base = $2 AND quote = $1)) AND day <= $3 AND day > $4
         ORDER BY day DESC, CASE WHEN base = $1 THEN 0 ELSE 1 END LIMIT 1",
        base,
        quote,
        number(day),
        number(day).saturating_sub(GOOD_FOR_DAYS),
    )?;
    match found {
        Some((there, rate)) if there == base => Ok(rate),
        Some((_, rate)) => Ok(inverse(rate)),
        None => Err(Error::NoRate { from: base, to: quote }),
    }
}

/// Rounded to the nearest hundred-millionth, and never nothing.
fn inverse(rate_e8: i64) -> i64 {
    let square = i128::from(ONE) * i128::from(ONE);
    let rate = i128::from(rate_e8.max(1));
    i64::try_from((square + rate / 2) / rate).unwrap_or(i64::MAX).max(1)
}

/// An amount in another currency, at the rate of a day.
#[boxed]
pub async fn convert(on: &mut dyn On, money: Money, to: Currency, day: NaiveDate) -> Result<Money> {
    let rate = find(on, money.currency, to, day).await?;
    Ok(money.converted(to, rate)?)
}
