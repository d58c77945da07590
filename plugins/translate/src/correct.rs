//! `/corrections`: a TMX, XLIFF or CSV comes back from somebody who has improved it.

use std::time::Duration;

use bureau::{Corrections, Job, JobState};
use kit::{Command, Cx, Fault, Field, Input, Reply, Result, Said, Spec, Text};

use crate::Desk;
use crate::fault::{Told, own};
use crate::work::{Task, queue};

pub struct Correct(pub Desk);

const ORDER: Field<i64> = Field::whole("order", 0, i64::MAX).or("0");
const FILE: Field<Input> = Field::file("file");

/// A file is compared with so many of a person's newest orders.
const ORDERS: usize = 8;

impl Command for Correct {
    const SPEC: Spec = Spec::new("corrections")
        .fields(&[ORDER.spec, FILE.spec])
        .needs(crate::USE)
        .hears(is_a_translation)
        .limit(Duration::from_mins(1))
        .icon("📝");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let file = cx.input(&FILE).await?;
        let bureau = self.0.bureau(cx);
        let number = cx.get(&ORDER)?;
        let job = if number > 0 {
            Some(own(cx, bureau, number).await?)
        } else {
            meant(cx, &self.0, &file.bytes).await?
        };
        let Some(job) = job else { return Err(foreign(cx)) };
        let found = bureau.correct(job.id, &file.bytes).await.told(cx)?;
        if found.changed + found.same == 0 && found.rejected.is_empty() {
            return Err(foreign(cx));
        }
        taken(cx, &job, &found).await
    }
}

fn foreign(cx: &Cx) -> Fault {
    cx.refuse("translate-corrections-foreign", kit::args![])
}

/// The order that has most of the file's texts; of several the newest.
async fn meant(cx: &Cx, desk: &Desk, file: &[u8]) -> Result<Option<Job>> {
    let mut best: Option<(u64, Job)> = None;
    for job in newest(cx, desk).await? {
        let count = desk.bureau(cx).matches(job.id, file).await.told(cx)?;
        if count > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((count, job));
        }
    }
    Ok(best.map(|(_, job)| job))
}

async fn newest(cx: &Cx, desk: &Desk) -> Result<Vec<Job>> {
    let mut jobs = desk.bureau(cx).jobs(cx.person.id.0).await.told(cx)?;
    jobs.retain(|job| job.state != JobState::Open);
    jobs.truncate(ORDERS);
    Ok(jobs)
}

async fn taken(cx: &mut Cx, job: &Job, found: &Corrections) -> Result<Reply> {
    let args = kit::args![
        name = job.title.clone(),
        changed = found.changed,
        same = cx.number(found.same),
        unknown = cx.number(found.unknown),
    ];
    let mut text = cx.tell("translate-corrected", args);
    if !found.rejected.is_empty() {
        text =
            text.line(&cx.tell("translate-corrections-rejected", kit::args![count = found.rejected.len()]));
    }
    for (source, reason) in found.rejected.iter().take(5) {
        let source: String = source.chars().take(80).collect();
        text = text.line(&Text::new().push("· ").code(source).push(format!(" — {reason}")));
    }
    if found.changed > 0 {
        // A parcel that is being packed by somebody else's hand takes the corrections along.
        queue(cx, &Task { order: job.id.0, work: false }).await?;
    }
    Ok(Reply::text(text))
}

/// What translators' programs write, and the CSV of a report.
fn is_a_translation(said: &Said) -> bool {
    let name = said.file.as_ref().map(|file| file.name.to_lowercase()).unwrap_or_default();
    let is = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    is(&[".tmx", ".xlf", ".xliff"])
        || (is(&[".csv"]) && (name.contains("segments") || name.contains("corrections")))
}
