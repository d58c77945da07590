//! A row, understood: what each of its fields is to be.

use chrono::NaiveDate;
use db::Timestamp;

use super::field::{Field, Meaning};
use crate::{Barcode, Currency, Money};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Datum {
    Text(String),
    Whole(i64),
    /// Minor units of the row's currency.
    Money(i64),
    Barcode(Barcode),
    Moment(Timestamp),
    Day(NaiveDate),
    /// In hundred-millionths.
    Rate(i64),
    /// That there is to be nothing: the word `none`.
    Nothing,
}

/// A row by its kind's fields; what is not said is left as it is.
#[derive(Debug, Clone)]
pub struct Record {
    fields: &'static [Field],
    cells: Vec<Option<Datum>>,
}

impl Record {
    pub(super) fn new(fields: &'static [Field]) -> Self {
        Self { fields, cells: vec![None; fields.len()] }
    }

    /// The fields with what is said of them.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Field, Option<&Datum>)> {
        self.fields.iter().zip(self.cells.iter().map(Option::as_ref))
    }

    pub fn get(&self, name: &str) -> Option<&Datum> {
        self.iter().find(|(field, _)| field.name == name).and_then(|(_, datum)| datum)
    }

    /// As people write it: for previews.
    pub fn show(&self, name: &str) -> Option<String> {
        Some(match self.get(name)? {
            Datum::Text(text) => text.clone(),
            Datum::Whole(number) => number.to_string(),
            Datum::Money(minor) => match self.currency() {
                Some(currency) => Money::new(*minor, currency).to_string(),
                None => minor.to_string(),
            },
            Datum::Barcode(code) => code.to_string(),
            Datum::Moment(at) => moment(*at),
            Datum::Day(day) => day.to_string(),
            Datum::Rate(e8) => rate(*e8),
            Datum::Nothing => "none".to_owned(),
        })
    }

    pub(super) fn set(&mut self, name: &str, datum: Option<Datum>) {
        let at = self.fields.iter().position(|field| field.name == name);
        if let Some(cell) = at.and_then(|at| self.cells.get_mut(at)) {
            *cell = datum;
        }
    }

    pub(super) fn with(mut self, name: &str, datum: Option<Datum>) -> Self {
        self.set(name, datum);
        self
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number, an amount or a rate.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Datum::Whole(number) | Datum::Money(number) | Datum::Rate(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn moment(&self, name: &str) -> Option<Timestamp> {
        match self.get(name)? {
            Datum::Moment(at) => Some(*at),
            _ => None,
        }
    }

    pub(super) fn day(&self, name: &str) -> Option<NaiveDate> {
        match self.get(name)? {
            Datum::Day(day) => Some(*day),
            _ => None,
        }
    }

    pub(super) fn barcode(&self, name: &str) -> Option<&Barcode> {
        match self.get(name)? {
            Datum::Barcode(code) => Some(code),
            _ => None,
        }
    }

    pub(super) fn currency(&self) -> Option<Currency> {
        self.text("currency")?.parse().ok()
    }

    /// What tells this row from others of its file.
    pub fn key(&self) -> Vec<Option<String>> {
        let keys = self.iter().filter(|(field, _)| field.key);
        keys.map(|(field, _)| self.show(field.name).map(|text| text.trim().to_owned())).collect()
    }

    /// This row, with what it does not say taken from what is there.
    pub(super) fn over(&self, base: &Self) -> Self {
        let cells = self.cells.iter().zip(&base.cells);
        let cells =
            cells.map(
                |(mine, theirs)| {
                    if mine.is_none() || same(mine.as_ref(), theirs.as_ref()) { theirs } else { mine }
                },
            );
        Self { fields: self.fields, cells: cells.cloned().collect() }
    }

    /// The fields in which this row wants something else than what is there.
    pub(super) fn differences(&self, there: &Self) -> Vec<&'static Field> {
        let pairs = self.fields.iter().zip(self.cells.iter().zip(&there.cells));
        let differ =
            pairs.filter(|(_, (mine, theirs))| mine.is_some() && !same(mine.as_ref(), theirs.as_ref()));
        differ.map(|(field, _)| field).collect()
    }

    /// Takes blanks from around the codes: nobody means them in a new one.
    pub(super) fn trimmed(mut self) -> Self {
        for (field, cell) in self.fields.iter().zip(&mut self.cells) {
            if let (Meaning::Code, Some(Datum::Text(text))) = (field.meaning, cell) {
                *text = text.trim().to_owned();
            }
        }
        self
    }
}

/// Blanks around a text make no difference, and saying nothing is the same as there being nothing.
fn same(mine: Option<&Datum>, theirs: Option<&Datum>) -> bool {
    match (mine, theirs) {
        (Some(Datum::Text(a)), Some(Datum::Text(b))) => a.trim() == b.trim(),
        (Some(Datum::Nothing) | None, Some(Datum::Nothing) | None) => true,
        (a, b) => a == b,
    }
}

/// As a decimal: `0.92`.
pub(super) fn rate(e8: i64) -> String {
    let text = format!("{}.{:08}", e8 / 100_000_000, (e8 % 100_000_000).unsigned_abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// To the microsecond, and so that no spreadsheet takes it for a date of its own.
pub(super) fn moment(at: Timestamp) -> String {
    at.to_utc().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}
