//! A row beside what is there.

use serde::{Deserialize, Serialize};

use super::field::Need;
use super::import::Import;
use super::kind::{Current, Kind, Wrong};
use super::record::Record;
use super::refusal::{Refusal, Why};

/// What a row does.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// Adds something.
    New,
    /// Changes these fields of what is there.
    Changed(Vec<Change>),
    /// Says what is there already, or was written before.
    Same,
    Refused(Refusal),
}

/// One field, before and after, as people write it; before may be nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: &'static str,
    pub before: Option<String>,
    pub after: String,
}

/// A row with its verdict.
#[derive(Debug, Clone)]
pub struct Judged {
    pub row: u32,
    pub verdict: Verdict,
    /// With what the row does not say filled in; none of a refused one that could not be read.
    pub record: Option<Record>,
}

/// How many rows were what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub refused: u64,
}

impl Tally {
    pub const fn rows(&self) -> u64 {
        self.new + self.changed + self.same + self.refused
    }

    pub const fn add(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::New => self.new += 1,
            Verdict::Changed(_) => self.changed += 1,
            Verdict::Same => self.same += 1,
            Verdict::Refused(_) => self.refused += 1,
        }
    }

    pub const fn plus(&mut self, other: &Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.refused += other.refused;
    }
}

/// Compares a row that could be read with what was found for it.
pub(super) fn judge(row: u32, record: &Record, found: &Current, import: &Import) -> Judged {
    let merged = whole(record, found);
    let verdict = match against(record, &merged, found, import.kind) {
        Err((field, why)) => Verdict::Refused(Refusal { row, field, why }),
        Ok(false) => Verdict::Same,
        Ok(true) => {
            let there = found.there.as_ref();
            there.map_or(Verdict::New, |there| Verdict::Changed(changes(record, &merged, there)))
        }
    };
    Judged { row, verdict, record: Some(merged) }
}

/// What a row would write, where it is to be written.
pub(super) fn written(record: &Record, found: &Current, kind: Kind) -> Option<Record> {
    let merged = whole(record, found);
    against(record, &merged, found, kind).is_ok_and(|differs| differs).then_some(merged)
}

/// The row, with what it does not say filled in.
fn whole(record: &Record, found: &Current) -> Record {
    let merged = found.over(record);
    if found.there.is_some() { merged } else { merged.trimmed() }
}

/// Whether a row says something else than what is there, or why it cannot.
fn against(record: &Record, merged: &Record, found: &Current, kind: Kind) -> Result<bool, Wrong> {
    let there = found.there.as_ref();
    if found.done || there.is_some_and(|there| record.differences(there).is_empty()) {
        return Ok(false);
    }
    complete(merged, there.is_none()).and_then(|()| kind.check(merged, there)).map(|()| true)
}

/// Whether something new says all that it must.
fn complete(merged: &Record, new: bool) -> Result<(), Wrong> {
    let missing = merged.iter().find(|(field, datum)| field.need == Need::New && datum.is_none());
    match missing {
        Some((field, _)) if new => Err((Some(field.name), Why::MissingForNew)),
        _ => Ok(()),
    }
}

fn changes(record: &Record, merged: &Record, there: &Record) -> Vec<Change> {
    let change = |field: &'static super::Field| Change {
        field: field.name,
        before: there.show(field.name),
        after: merged.show(field.name).unwrap_or_default(),
    };
    record.differences(there).into_iter().map(change).collect()
}
