//! Rows on their way in: read on a thread of their own, compared and written a batch at a time.

use std::collections::HashMap;
use std::sync::Arc;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};
use serde::{Deserialize, Serialize};
use sheets::{Fault, Table};
use tokio::sync::mpsc;

use super::compare::{self, Judged, Tally, Verdict};
use super::earlier::{Beside, Earlier};
use super::kind::{Current, Kind};
use super::look::Mapping;
use super::read;
use super::record::Record;
use super::refusal::{Refusal, Why};
use super::shared::{Brands, number};
use crate::Result;

/// Rows of a batch: enough that a commit for each costs little, few enough that others get their turn to write.
const BATCH: usize = 1000;

/// A file as it was agreed on: everything that applying it needs besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    pub kind: Kind,
    pub mapping: Mapping,
    /// See [`super::fingerprint`].
    pub document: String,
    pub actor: String,
    /// When it was looked at: prices and costs without a moment hold from then, and what was counted was there then,
    /// however late or often it is applied.
    pub at: Timestamp,
}

/// Some rows of a file, as they were read.
#[derive(Debug)]
pub struct Batch {
    rows: Vec<(u32, std::result::Result<Record, Refusal>)>,
    /// The checkpoint that it was read behind. Rows up to it were written before, and only say what they share.
    after: u32,
    shared: Arc<Brands>,
}

impl Batch {
    /// The number of its last row: the checkpoint, once it is written.
    pub fn last(&self) -> u32 {
        self.rows.last().map_or(0, |(number, _)| *number).max(self.after)
    }
}

/// The rows of a file, read while others are written. Memory holds three batches, and a number for each row.
#[derive(Debug)]
pub struct Batches {
    from: mpsc::Receiver<Said>,
}

#[derive(Debug)]
enum Said {
    Rows(Batch),
    Fault(Fault),
    End,
}

impl Batches {
    /// Begins to read, behind the row `after` (0: at the beginning). Needs the runtime of tokio.
    pub fn of(table: Table, import: &Import, after: u32) -> Self {
        Self::by(BATCH, table, import, after)
    }

    /// The same, so many rows at a time.
    pub fn by(rows: usize, table: Table, import: &Import, after: u32) -> Self {
        let (to, from) = mpsc::channel(1);
        let (kind, mapping) = (import.kind, import.mapping.clone());
        tokio::task::spawn_blocking(move || {
            let last = match send(table, kind, &mapping, (after, rows, &to)) {
                Ok(()) => Said::End,
                Err(fault) => Said::Fault(fault),
            };
            // Nobody listens any more when the import was called off.
            drop(to.blocking_send(last));
        });
        Self { from }
    }

    /// The next rows; none at the end. After a fault there is nothing more.
    #[boxed]
    pub async fn next(&mut self) -> std::result::Result<Option<Batch>, Fault> {
        match self.from.recv().await {
            Some(Said::Rows(batch)) => Ok(Some(batch)),
            Some(Said::End) => Ok(None),
            Some(Said::Fault(fault)) => Err(fault),
            None => Err(Fault::Unreadable { reason: "reading it ended too early".to_owned() }),
        }
    }
}

fn send(
    mut table: Table,
    kind: Kind,
    mapping: &Mapping,
    (after, size, to): (u32, usize, &mpsc::Sender<Said>),
) -> std::result::Result<(), Fault> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let shared = Arc::new(Brands::default());
    let batch = |rows| Said::Rows(Batch { rows, after, shared: Arc::clone(&shared) });
    let mut rows = Vec::with_capacity(size);
    for row in table.rows()?.skip(1) {
        let row = row?;
        let read =
            read::record(&row, kind, mapping).and_then(|record| once(&mut seen, kind, (row.number, record)));
        if row.number <= after && !kind.shares() {
            continue;
        }
        rows.push((row.number, read));
        if rows.len() >= size {
            let full = std::mem::replace(&mut rows, Vec::with_capacity(size));
            if to.blocking_send(batch(full)).is_err() {
                return Ok(());
            }
        }
    }
    if !rows.is_empty() {
        drop(to.blocking_send(batch(rows)));
    }
    Ok(())
}

/// Refuses a row that is about the same thing as one before it: which of them counts is not for us to say. Nor is it where
/// two things are to be one line of an order.
fn once(
    seen: &mut HashMap<u64, u32>,
    kind: Kind,
    (row, record): (u32, Record),
) -> std::result::Result<Record, Refusal> {
    let mut first = |what| *seen.entry(what).or_insert(row);
    let same = first(number(&kind.key(&record)));
    if same != row {
        return Err(Refusal { row, field: None, why: Why::Twice { row: same } });
    }
    match kind.line(&record) {
        Some(line) if first(number(&line)) != row => {
            Err(Refusal { row, field: Some("line"), why: Why::OtherLine { line: line.1 } })
        }
        _ => Ok(record),
    }
}

impl Import {
    /// What these rows would do now, in their order. A preview hands in what earlier ones would have done, and gets what
    /// these would do added to it.
    #[boxed]
    pub(super) async fn judge(
        &self,
        on: &mut dyn On,
        batch: &Batch,
        earlier: Option<&mut Earlier>,
    ) -> Result<Vec<Judged>> {
        let readable: Vec<(u32, &Record)> =
            batch.rows.iter().filter_map(|(row, read)| Some((*row, read.as_ref().ok()?))).collect();
        let beside = &mut Beside { of: self, brands: &batch.shared, earlier };
        let mut found = self.kind.current(on, &readable, beside).await?.into_iter();
        let judged = batch.rows.iter().map(|(row, read)| match read {
            Err(refusal) => refused(*row, refusal.clone(), None),
            Ok(record) => match found.next().unwrap_or_else(|| Ok(Current::default())) {
                Ok(current) => compare::judge(*row, record, &current, self),
                Err((field, why)) => refused(*row, Refusal { row: *row, field, why }, Some(record.clone())),
            },
        });
        Ok(judged.collect())
    }

    /// Writes what is new and what changed, and leaves what is refused. Rows that were written before are found to be the
    /// same. Commit what it did together with [`Batch::last`].
    #[boxed]
    pub async fn apply(&self, tx: &mut Tx, batch: &Batch, now: Timestamp) -> Result<Tally> {
        let readable: Vec<(u32, &Record)> =
            batch.rows.iter().filter_map(|(row, read)| Some((*row, read.as_ref().ok()?))).collect();
        self.kind.lock(tx, &readable).await?;
        let judged = self.judge(tx, batch, None).await?;
        let mut tally = Tally::default();
        let (mut write, mut taken) = (Vec::new(), Vec::new());
        for it in judged.into_iter().filter(|it| it.row > batch.after) {
            tally.add(&it.verdict);
            taken.extend((!matches!(it.verdict, Verdict::Refused(_))).then_some(it.row));
            if let (Verdict::New | Verdict::Changed(_), Some(record)) = (it.verdict, it.record) {
                write.push((it.row, record));
            }
        }
        if !write.is_empty() {
            self.kind.write(tx, &write, self, now).await?;
        }
        self.kind.taken(tx, &taken, self).await?;
        Ok(tally)
    }
}

fn refused(row: u32, refusal: Refusal, record: Option<Record>) -> Judged {
    Judged { row, verdict: Verdict::Refused(refusal), record }
}
