//! The result: files, and an honest summary.

use std::path::Path;

use bureau::{Job, Parcel, Summary};
use kit::{Button, Context, Cx, Message, Reply, Result, Tap, TapSpec, Text};

use crate::fault::own;
use crate::work::{Task, queue};
use crate::{Desk, review, told};

/// A single file comes alone in so many languages; in more the archive has to do.
const ALONE: usize = 5;

/// The summary, then the files: a single one by itself first, then the archive or its parts.
pub async fn reply(cx: &Cx, job: &Job, parcel: Parcel, to_review: usize) -> Result<Reply> {
    let message = Message::new(summary(cx, job, &parcel.summary)).row(look(cx, job, to_review));
    let mut reply = Reply::message(message);
    let single = Some(&parcel.single).filter(|single| single.len() <= ALONE);
    for path in single.into_iter().flatten().chain(&parcel.archives) {
        let bytes = tokio::fs::read(path).await.context("a finished file cannot be read")?;
        reply = reply.and(Message::default().file(file_name(path), bytes));
    }
    Ok(reply)
}

/// The way to what somebody should look at, if there is anything.
pub fn look(cx: &Cx, job: &Job, to_review: usize) -> Option<Button> {
    let label = cx.tell("translate-review", kit::args![count = to_review]).body;
    (to_review > 0).then(|| Button::tap::<review::Look>(label, &(job.id.0, 0)))
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "result".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn summary(cx: &Cx, job: &Job, summary: &Summary) -> Text {
    let languages = told::languages(&job.settings.languages);
    let head = kit::args![name = job.title.clone(), languages = languages, order = job.id.0.to_string()];
    let key = if summary.is_complete() { "translate-done" } else { "translate-incomplete" };
    let mut text = cx.tell(key, head);
    let files =
        kit::args![translated = summary.translated, untouched = summary.untouched, failed = summary.failed,];
    text = text.line(&cx.tell("translate-files", files)).line(&states(cx, summary));
    if summary.pretend {
        return text.line(&cx.say("translate-pretended"));
    }
    let amount = told::money(cx, summary.cost_millionths.div_ceil(1_000_000), &summary.currency);
    text.line(&cx.tell("translate-cost", kit::args![amount = amount]))
}

/// What became of the texts; what there is none of is not told.
fn states(cx: &Cx, summary: &Summary) -> Text {
    let states = [
        ("ok", summary.ok),
        ("memory", summary.memory),
        ("repaired", summary.repaired),
        ("human", summary.human),
        ("approximate", summary.approximate),
        ("kept", summary.kept),
        ("missing", summary.missing),
        ("refused", summary.refused),
    ];
    let told = states.into_iter().filter(|(_, count)| *count > 0);
    let told = told.map(|(name, count)| {
        cx.tell(&format!("translate-state-{name}"), kit::args![count = cx.number(count)]).body
    });
    let states = told.collect::<Vec<_>>().join(", ");
    cx.tell("translate-texts", kit::args![count = cx.number(summary.texts), states = states])
}

/// Hands over what is finished of an order that rests. It asks for nothing more.
pub struct SoFar(pub Desk);

impl Tap for SoFar {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tf", crate::USE, "translate").writes();

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        own(cx, self.0.bureau(cx), order).await?;
        if !queue(cx, &Task { order, work: false }).await? {
            return Err(cx.refuse("translate-at-work", kit::args![]));
        }
        Ok(Reply::toast(cx.label("translate-packing")))
    }
}
