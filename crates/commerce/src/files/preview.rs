//! What a file would do, before it does it.

use std::fmt;

use async_recursion::async_recursion as boxed;
use db::Db;
use sheets::Table;

use super::compare::{Judged, Tally, Verdict};
use super::earlier::Earlier;
use super::import::{Batches, Import};
use super::refusal::Refusal;

/// Why there is no preview. A file that breaks off or is damaged is refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    File(#[from] sheets::Fault),
    #[error(transparent)]
    Shop(#[from] crate::Error),
}

/// How many rows are what, and the first of each.
#[derive(Debug, Default)]
pub struct Preview {
    pub tally: Tally,
    pub new: Vec<Judged>,
    pub changed: Vec<Judged>,
    pub refused: Vec<Refusal>,
}

/// Goes through the whole file and writes nothing. Keeps the first `most` rows of each verdict.
#[boxed]
pub async fn preview(db: &Db, table: Table, import: &Import, most: usize) -> Result<Preview, Fault> {
    preview_of(db, Batches::of(table, import, 0), import, most).await
}

/// The same for a file that is being read from its beginning. It says what [`Import::apply`] does with these batches, as
/// long as nobody else changes the shop.
#[boxed]
pub async fn preview_of(
    db: &Db,
    mut batches: Batches,
    import: &Import,
    most: usize,
) -> Result<Preview, Fault> {
    let (mut preview, mut earlier) = (Preview::default(), Earlier::default());
    while let Some(batch) = batches.next().await? {
        let mut on = db.read().await.map_err(crate::Error::from)?;
        for judged in import.judge(&mut on, &batch, Some(&mut earlier)).await? {
            preview.add(judged, most);
        }
    }
    Ok(preview)
}

impl Preview {
    fn add(&mut self, judged: Judged, most: usize) {
        self.tally.add(&judged.verdict);
        match &judged.verdict {
            Verdict::New if self.new.len() < most => self.new.push(judged),
            Verdict::Changed(_) if self.changed.len() < most => self.changed.push(judged),
            Verdict::Refused(refusal) if self.refused.len() < most => self.refused.push(refusal.clone()),
            _ => {}
        }
    }
}

/// The row's number, and what it is about.
fn name(judged: &Judged) -> String {
    let key = judged.record.as_ref().map(super::Record::key).unwrap_or_default();
    format!("row {}: {}", judged.row, key.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// Plain English, for the command line.
impl fmt::Display for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { new, changed, same, refused } = self.tally;
        write!(
            f,
            "{} {}: {new} new, {changed} changed, {same} the same, {refused} refused.",
            self.tally.rows(),
            if self.tally.rows() == 1 { "row" } else { "rows" }
        )?;
        for judged in &self.new {
            write!(f, "\n  + {}", name(judged))?;
        }
        more(f, new, self.new.len())?;
        for judged in &self.changed {
            write!(f, "\n  ~ {}", name(judged))?;
            if let Verdict::Changed(changes) = &judged.verdict {
                for change in changes {
                    let before = change.before.as_deref().unwrap_or("nothing");
                    write!(f, "; {}: {before} → {}", change.field, change.after)?;
                }
            }
        }
        more(f, changed, self.changed.len())?;
        for refusal in &self.refused {
            write!(f, "\n  ! {refusal}")?;
        }
        more(f, refused, self.refused.len())
    }
}

fn more(f: &mut fmt::Formatter<'_>, all: u64, shown: usize) -> fmt::Result {
    let left = all.saturating_sub(u64::try_from(shown).unwrap_or(u64::MAX));
    if left > 0 && shown > 0 { write!(f, "\n    … and {left} more") } else { Ok(()) }
}
