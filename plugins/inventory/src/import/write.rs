//! Writing a file that was looked through, a step at a time.

use commerce::files::{Batches, Import, Tally};
use kit::{Attached, Cx, Fault, Job, JobCx, Permission, Reply, Result, Tap, TapSpec};
use serde::{Deserialize, Serialize};

use super::{may, sheet, unreadable, writing};
use crate::fault::told;
use crate::told::actor;

/// What was agreed on, and the file that it was agreed on about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Agreed {
    pub import: Import,
    pub file: Attached,
    /// Rows in all, for the progress.
    pub rows: u64,
}

/// Has it written.
pub struct Apply;

impl Tap for Apply {
    type Value = Agreed;
    const SPEC: TapSpec = TapSpec::new("xw", crate::FILES, "import").writes();

    async fn run(&self, cx: &mut Cx, mut agreed: Agreed) -> Result<Reply> {
        may(cx, writing(agreed.import.kind))?;
        let me = actor(&cx.person);
        if agreed.import.actor != me {
            cx.note("proposed by", &agreed.import.actor);
            agreed.import.actor = me;
        }
        cx.note("file", &agreed.import.document);
        cx.note("kind", agreed.import.kind.name());
        cx.queue::<Write>(&agreed).await?;
        Ok(Reply::text(cx.tell("inventory-writing", kit::args![name = agreed.file.name])).instead())
    }
}

/// The last row that is in, and what was done so far.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Done {
    last: u32,
    tally: Tally,
}

pub struct Write;

impl Job for Write {
    type Task = Agreed;
    const NAME: &'static str = "inventory.import";
    const NEEDS: Permission = crate::FILES;

    async fn run(&self, job: &mut JobCx, agreed: Agreed) -> Result<Reply> {
        let mut done: Done = job.resumed().unwrap_or_default();
        let table = sheet(job.cx(), &agreed.file).await?;
        let mut batches = Batches::of(table, &agreed.import, done.last);
        loop {
            let cx = job.cx();
            let batch = match batches.next().await {
                Ok(Some(batch)) => batch,
                Ok(None) => break,
                Err(fault) => return Err(unreadable(cx, &fault)),
            };
            let now = cx.now();
            let applied = agreed.import.apply(cx.tx().await?, &batch, now).await;
            let applied = applied.map_err(|error| told(cx, error))?;
            done.tally.plus(&applied);
            done.last = batch.last();
            let what = cx.tell("inventory-writing", kit::args![name = agreed.file.name.clone()]);
            let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
            job.progress(&what, size(done.tally.rows()), size(agreed.rows));
            if let Err(fault) = job.step(&done).await {
                if job.is_denied() {
                    return Err(fault);
                }
                return Err(stopped(job.cx(), fault, &agreed, &done));
            }
        }
        let (cx, tally) = (job.cx(), done.tally);
        let args = kit::args![
            name = agreed.file.name,
            new = cx.number(tally.new),
            changed = cx.number(tally.changed),
            same = cx.number(tally.same),
            refused = cx.number(tally.refused)
        ];
        Ok(Reply::text(cx.tell("inventory-imported", args)))
    }
}

/// Called off between two steps: what is in stays in, so it is said how much that is.
fn stopped(cx: &Cx, fault: Fault, agreed: &Agreed, done: &Done) -> Fault {
    if !matches!(fault, Fault::Refused { .. }) {
        return fault;
    }
    let args = kit::args![
        name = agreed.file.name.clone(),
        rows = cx.number(done.tally.rows()),
        all = cx.number(agreed.rows),
        new = cx.number(done.tally.new),
        changed = cx.number(done.tally.changed)
    ];
    cx.refuse("inventory-import-stopped", args)
}
