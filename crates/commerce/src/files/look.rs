//! Which column is which.

use std::io::Read;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sheets::value::{Mark, Order};
use sheets::{Fault, Guess, Row, Table};

use super::field::{Meaning, Need};
use super::kind::Kind;
use crate::Currency;

/// Rows from which marks and columns are learnt.
const SAMPLE: usize = 500;

/// What was agreed on about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// For each field of the kind its column in the file, counted from 0.
    pub columns: Vec<Option<usize>>,
    #[serde(with = "MarkWord")]
    pub mark: Mark,
    #[serde(with = "OrderWord")]
    pub order: Order,
    /// Of amounts that neither name theirs nor stand beside one.
    pub currency: Option<Currency>,
    /// By whose clocks days begin and times are that name no offset.
    #[serde(with = "zone", default = "zone::utc")]
    pub zone: Tz,
}

/// A zone by its name.
mod zone {
    use chrono_tz::Tz;
    use serde::{Deserialize, Deserializer, Serializer, de};

    /// Of what was agreed on before zones were asked for.
    pub const fn utc() -> Tz {
        Tz::UTC
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands in a reference")]
    pub fn serialize<S: Serializer>(zone: &Tz, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(zone.name())
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Tz, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Mark", rename_all = "snake_case")]
enum MarkWord {
    Either,
    Point,
    Comma,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Order", rename_all = "snake_case")]
enum OrderWord {
    Either,
    DayFirst,
    MonthFirst,
}

/// What a first look at a file finds.
#[derive(Debug, Clone)]
pub struct Look {
    /// What the first row calls the columns.
    pub header: Vec<String>,
    /// For each field of the kind the column that fits, and how surely.
    pub guesses: Vec<Option<Guess>>,
    /// … as they would be used.
    pub mapping: Mapping,
    /// The first few rows, for showing.
    pub sample: Vec<Row>,
}

impl Look {
    /// Needed fields that no column was found for.
    pub fn missing(&self, kind: Kind) -> Vec<&'static str> {
        self.mapping.missing(kind)
    }

    /// Whether a person should confirm the columns: a needed one is missing, or one is not sure.
    pub fn is_unsure(&self, kind: Kind) -> bool {
        !self.missing(kind).is_empty() || self.guesses.iter().flatten().any(|guess| guess.confidence < 60)
    }

    /// The column that the file calls so; case does not matter.
    pub fn column(&self, title: &str) -> Option<usize> {
        self.header.iter().position(|it| it.trim().to_lowercase() == title.trim().to_lowercase())
    }
}

impl Mapping {
    pub fn missing(&self, kind: Kind) -> Vec<&'static str> {
        let pairs = kind.fields().iter().zip(&self.columns);
        pairs.filter(|(f, column)| f.need == Need::Always && column.is_none()).map(|(f, _)| f.name).collect()
    }

    /// Says which column a field is in; whether the kind has that field.
    pub fn assign(&mut self, kind: Kind, field: &str, column: usize) -> bool {
        let at = kind.fields().iter().position(|f| f.name == field);
        for other in self.columns.iter_mut().filter(|c| **c == Some(column)) {
            *other = None;
        }
        let Some(place) = at.and_then(|at| self.columns.get_mut(at)) else { return false };
        *place = Some(column);
        true
    }
}

/// Reads the header and some rows. A file without a row under its header is [`Fault::Empty`].
pub fn look(table: &mut Table, kind: Kind) -> Result<Look, Fault> {
    let mut rows = table.rows()?;
    let header = rows.next().ok_or(Fault::Empty)??;
    let sample: Vec<Row> = rows.take(SAMPLE).collect::<Result<_, _>>()?;
    if sample.is_empty() {
        return Err(Fault::Empty);
    }
    let wanted: Vec<_> = kind.fields().iter().map(super::Field::wanted).collect();
    let guesses = sheets::guess(&header, &sample, &wanted);
    let columns: Vec<Option<usize>> = guesses.iter().map(|g| g.map(|g| g.column)).collect();
    let mark = Mark::of(cells(kind, &columns, &sample, |m| {
        matches!(m, Meaning::Money { .. } | Meaning::Signed | Meaning::Whole { .. })
    }));
    let order = Order::of(cells(kind, &columns, &sample, |m| matches!(m, Meaning::Moment | Meaning::Day)));
    let mapping = Mapping { columns, mark, order, currency: None, zone: Tz::UTC };
    let header = header.cells.into_iter().map(|cell| cell.text).collect();
    Ok(Look { header, guesses, mapping, sample: sample.into_iter().take(5).collect() })
}

/// The texts of the columns that mean such things.
fn cells<'a>(
    kind: Kind,
    columns: &'a [Option<usize>],
    sample: &'a [Row],
    wanted: impl Fn(Meaning) -> bool + 'a,
) -> impl Iterator<Item = &'a str> {
    let columns = kind.fields().iter().zip(columns).filter(move |(field, _)| wanted(field.meaning));
    columns.filter_map(|(_, column)| *column).flat_map(move |column| {
        let cells = sample.iter().filter_map(move |row| row.cells.get(column));
        cells.filter(|cell| cell.kind == sheets::CellKind::Text).map(|cell| cell.text.as_str())
    })
}

/// What names a file and how it is read: the same bytes with the same columns give the same name. The movements that a
/// file of counts makes are booked under it, so that it counts once.
pub fn fingerprint(mut bytes: impl Read, kind: Kind, mapping: &Mapping) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        let read = bytes.read(&mut piece)?;
        let Some(piece) = piece.get(..read).filter(|piece| !piece.is_empty()) else { break };
        hash.update(piece);
    }
    hash.update(kind.name());
    for column in &mapping.columns {
        hash.update(column.map_or(u64::MAX, |c| u64::try_from(c).unwrap_or(u64::MAX)).to_be_bytes());
    }
    let digits =
        |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0'));
    Ok(hash.finalize().iter().take(16).flat_map(digits).collect())
}
