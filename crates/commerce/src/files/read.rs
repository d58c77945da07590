//! Cells, read by what their column means.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use db::Timestamp;
use sheets::value::{self, Mark};
use sheets::{Cell, CellKind, Row};

use super::field::{Field, Meaning, Need};
use super::kind::Kind;
use super::look::Mapping;
use super::record::{Datum, Record};
use super::refusal::{Refusal, Why};
use crate::{Barcode, Currency};

/// Stands where there is to be nothing.
const NOTHING: [&str; 6] = ["none", "-", "–", "—", "немає", "нет"];

/// Reads a row: what it says, or what is wrong with its first wrong cell.
pub(super) fn record(row: &Row, kind: Kind, mapping: &Mapping) -> Result<Record, Refusal> {
    let mut record = Record::new(kind.fields());
    let empty = Cell::default();
    let columns = || kind.fields().iter().zip(&mapping.columns);
    let cell = |column: &Option<usize>| column.and_then(|at| row.cells.get(at)).unwrap_or(&empty);
    let currency = currency(columns().map(|(field, column)| (field, cell(column))), mapping)
        .map_err(|why| Refusal { row: row.number, field: Some("currency"), why })?;
    for (field, column) in columns() {
        let refuse = |why| Refusal { row: row.number, field: Some(field.name), why };
        let datum = datum(cell(column), field, mapping, currency).map_err(refuse)?;
        if datum.is_none() && field.need == Need::Always {
            return Err(refuse(Why::Missing));
        }
        record.set(field.name, datum);
    }
    kind.complete(&mut record);
    Ok(record)
}

/// The one currency of a row: its own column's, else the one that its amounts name, else what was agreed on.
fn currency<'a>(
    cells: impl Iterator<Item = (&'a Field, &'a Cell)>,
    mapping: &Mapping,
) -> Result<Option<Currency>, Why> {
    let (mut own, mut named) = (None, None);
    for (field, cell) in cells {
        let text = cell.text.trim();
        match field.meaning {
            Meaning::Currency if !text.is_empty() => own = Some(read_currency(text)?),
            Meaning::Money { .. } | Meaning::Signed
                if text.contains(|c: char| !c.is_ascii() || c.is_ascii_alphabetic() || c == '$') =>
            {
                // Only the currency is asked for, so both ways to read the amount will do.
                let read =
                    [Mark::Point, Mark::Comma].into_iter().find_map(|mark| value::money(text, 9, mark).ok());
                named = named.or(read.and_then(|money| money.currency?.parse().ok()));
            }
            _ => {}
        }
    }
    Ok(own.or(named).or(mapping.currency))
}

fn read_currency(text: &str) -> Result<Currency, Why> {
    let sign = value::money(&format!("1 {text}"), 0, Mark::Point).ok().and_then(|money| money.currency);
    let code = sign.as_deref().unwrap_or(text);
    code.parse().map_err(|_| Why::NotACurrency { text: text.to_owned() })
}

fn datum(
    cell: &Cell,
    field: &Field,
    mapping: &Mapping,
    currency: Option<Currency>,
) -> Result<Option<Datum>, Why> {
    let text = cell.text.trim();
    if matches!(field.meaning, Meaning::Currency) {
        return Ok(currency.map(|currency| Datum::Text(currency.to_string())));
    }
    if text.is_empty() {
        return Ok(None);
    }
    if text.contains('\0') {
        return Err(Why::BadCharacter);
    }
    let nothing = || NOTHING.contains(&text.to_lowercase().as_str());
    Ok(Some(match field.meaning {
        Meaning::Whole { none: true, .. } | Meaning::Money { none: true } if nothing() => Datum::Nothing,
        Meaning::Code => Datum::Text(short(&cell.text, 500)?),
        Meaning::Text { most } => Datum::Text(short(text, most)?),
        Meaning::Barcode => Datum::Barcode(barcode(cell)?),
        Meaning::Whole { least, .. } => {
            Datum::Whole(at_least(least, value::whole(text, cell.mark(mapping.mark))?)?)
        }
        Meaning::Money { .. } => Datum::Money(at_least(0, amount(cell, mapping.mark, currency)?)?),
        Meaning::Signed => Datum::Money(amount(cell, mapping.mark, currency)?),
        Meaning::Moment => Datum::Moment(moment(text, mapping)?),
        Meaning::Day => Datum::Day(value::date(text, mapping.order)?),
        Meaning::Rate => Datum::Rate(rate(text)?),
        Meaning::Word(words) => Datum::Text(word(text, words)?),
        Meaning::Currency => return Ok(None),
    }))
}

fn short(text: &str, most: usize) -> Result<String, Why> {
    if text.len() > most { Err(Why::TooLong { most }) } else { Ok(text.to_owned()) }
}

fn at_least(least: i64, number: i64) -> Result<i64, Why> {
    if number < least { Err(Why::TooSmall { least }) } else { Ok(number) }
}

fn amount(cell: &Cell, mark: Mark, currency: Option<Currency>) -> Result<i64, Why> {
    let row = currency.ok_or(Why::NoCurrency)?;
    let money = value::money(&cell.text, row.exponent(), cell.mark(mark))?;
    match money.currency.filter(|cell| *cell != row.code()) {
        Some(cell) => Err(Why::TwoCurrencies { cell, row: row.to_string() }),
        None => Ok(money.minor),
    }
}

/// Nobody writes thousands into a rate, so its one mark stands before decimals.
fn rate(text: &str) -> Result<i64, Why> {
    let mark = if text.contains('.') { Mark::Point } else { Mark::Comma };
    at_least(1, value::money(text, 8, mark)?.minor)
}

/// Spreadsheets take zeros away from the front of what they hold for a number; a UPC has at most two of them there.
fn barcode(cell: &Cell) -> Result<Barcode, Why> {
    let text = cell.text.trim();
    let padded =
        (cell.kind == CellKind::Number && matches!(text.len(), 10 | 11)).then(|| format!("{text:0>12}"));
    let read: &str = padded.as_deref().unwrap_or(text);
    read.parse().map_err(|fault| Why::barcode(fault, text))
}

/// With a time of day where one is written, else the day's beginning; by the clocks of the zone that was agreed on, unless
/// an offset is written behind it.
fn moment(text: &str, mapping: &Mapping) -> Result<Timestamp, Why> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
        return Ok(exact.to_utc().into());
    }
    let unread = || Why::NotATime { text: text.to_owned() };
    let Some(colon) = text.find(':') else {
        let day = value::date(text, mapping.order)?;
        return Ok(at(day.and_time(part_of_a_day(text).unwrap_or_default()), mapping.zone));
    };
    let before = text.get(..colon).unwrap_or_default();
    let space = before.rfind(['T', ' ', '\u{a0}']).ok_or_else(unread)?;
    let day = value::date(text.get(..space).unwrap_or_default(), mapping.order)?;
    let time = text.get(space..).unwrap_or_default().trim_start_matches(['T', ' ', '\u{a0}']);
    let end = time.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(time.len());
    let (clock, rest) = time.split_at_checked(end).ok_or_else(unread)?;
    let rest = rest.trim().to_ascii_uppercase();
    let (half, rest) = match rest.split_at_checked(2) {
        Some((half @ ("AM" | "PM"), rest)) => (half, rest.trim()),
        _ => ("", rest.as_str()),
    };
    let shapes: &[&str] =
        if half.is_empty() { &["%H:%M:%S%.f", "%H:%M"] } else { &["%I:%M:%S %p", "%I:%M %p"] };
    let clock = if half.is_empty() { clock.to_owned() } else { format!("{clock} {half}") };
    let time = shapes.iter().find_map(|shape| NaiveTime::parse_from_str(&clock, shape).ok());
    let local = day.and_time(time.ok_or_else(unread)?);
    match rest {
        "" => Ok(at(local, mapping.zone)),
        "Z" | "UTC" | "GMT" => Ok(local.and_utc().into()),
        offset => {
            let exact = DateTime::parse_from_str(&format!("{local} {offset}"), "%Y-%m-%d %H:%M:%S%.f %z");
            Ok(exact.map_err(|_| unread())?.to_utc().into())
        }
    }
}

/// The time behind the point of a number by which spreadsheets count days: `46347.5` is noon.
fn part_of_a_day(text: &str) -> Option<NaiveTime> {
    let (days, part) = text.trim().split_once(['.', ','])?;
    if days.len() != 5 || !(days.to_owned() + part).bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nine: u64 = format!("{part:0<9.9}").parse().ok()?;
    // To the second: fifteen digits hold no more of it.
    let seconds = (nine * 86_400 + 500_000_000) / 1_000_000_000;
    NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(seconds.min(86_399)).ok()?, 0)
}

/// Of an hour that comes twice the first; an hour that is left out begins when it would have been over.
fn at(local: NaiveDateTime, zone: Tz) -> Timestamp {
    let moment = zone.from_local_datetime(&local).earliest();
    let moment = moment.or_else(|| zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest());
    moment.map_or_else(|| local.and_utc(), |moment| moment.to_utc()).into()
}

fn word(text: &str, words: &[(&str, &[&str])]) -> Result<String, Why> {
    let lower = text.to_lowercase();
    let is = |name: &str| name == lower || name.replace('_', " ") == lower;
    let found = words.iter().find(|(name, synonyms)| is(name) || synonyms.iter().any(|it| is(it)));
    let known = || words.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    found
        .map(|(name, _)| (*name).to_owned())
        .ok_or_else(|| Why::UnknownWord { text: text.to_owned(), known: known() })
}
