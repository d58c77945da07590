//! The order is worked off as a job of the kit's, which names it by its number alone: what is finished is in the bureau's
//! books, so a restart goes on there and pays for nothing twice.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::time::Duration;

use async_trait::async_trait;
use bureau::{Cap, Fresh, Job, JobId, Outcome, Pause, Progress, Watch};
use kit::db::Timestamp;
use kit::{Button, Cx, Fault, JobCx, Message, Reply, Result, Style, Tap, TapSpec, Text, store};
use serde::{Deserialize, Serialize};

use crate::fault::{Told, own};
use crate::{Desk, handover, told};

/// Begins, or goes on with, an order.
pub struct Start(pub Desk);

impl Tap for Start {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tr", crate::USE, "translate").writes();

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let job = own(cx, self.0.bureau(cx), order).await?;
        if !queue(cx, &Task { order, work: true }).await? {
            return Err(cx.refuse("translate-at-work", kit::args![]));
        }
        cx.note("order", order);
        Ok(Reply::text(cx.tell("translate-queued", kit::args![name = job.title])).instead())
    }
}

/// Queues the work on an order, unless it waits or runs already.
pub async fn queue(cx: &mut Cx, task: &Task) -> Result<bool> {
    let tx = cx.tx().await?;
    for id in store::job::open(tx).await? {
        let row = store::job::find(tx, id).await?;
        let is_same =
            |row: &store::job::Row| row.name == <Delivery as kit::Job>::NAME && task.is_of(&row.task);
        if row.as_ref().is_some_and(is_same) {
            return Ok(false);
        }
    }
    cx.queue::<Delivery>(task).await?;
    Ok(true)
}

/// An order to work off and hand over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Task {
    pub order: i64,
    /// Ask for what is missing; otherwise what there is is handed over.
    pub work: bool,
}

impl Task {
    fn is_of(&self, json: &str) -> bool {
        serde_json::from_str::<Self>(json).is_ok_and(|other| other.order == self.order)
    }
}

pub struct Delivery(pub Desk);

impl kit::Job for Delivery {
    type Task = Task;
    const NAME: &'static str = "translate";

    async fn run(&self, cx: &mut JobCx, task: Task) -> Result<Reply> {
        let bureau = self.0.bureau(cx.cx()).clone();
        let job = own(cx.cx(), &bureau, task.order).await?;
        if task.work {
            let mut shown = Shown::new(cx, &job);
            let outcome = bureau.work(JobId(task.order), &mut shown).await;
            match (shown.fault.take(), outcome.told(cx.cx())?) {
                (Some(fault @ (Fault::Broken(_) | Fault::Unavailable { .. })), _) => return Err(fault),
                (_, Outcome::Done) => {}
                (_, Outcome::Cancelled) => {
                    let why = cx.cx().tell("translate-called-off", kit::args![name = job.title.clone()]);
                    return Ok(interrupted(cx.cx(), &job, &why));
                }
                (_, Outcome::Paused(pause)) => {
                    let why = paused(cx.cx(), &bureau, &job, pause).await;
                    return Ok(interrupted(cx.cx(), &job, &why));
                }
            }
        }
        let parcel = bureau.parcel(job.id).await.told(cx.cx())?;
        let left = bureau.review(job.id).await.told(cx.cx())?.len();
        handover::reply(cx.cx(), &job, parcel, left).await
    }
}

async fn paused(cx: &Cx, bureau: &bureau::Bureau, job: &Job, pause: Pause) -> Text {
    let name = job.title.clone();
    match pause {
        Pause::Budget(cap) => {
            let text = cx.tell("translate-paused-budget", kit::args![name = name]);
            let text = text.line(&told::over(cx, cap, bureau.house()));
            let spent = bureau.spent_in_month(job.person).await;
            match (cap, spent) {
                (Cap::Month, Ok((spent, _))) => {
                    let amount = told::money(cx, spent.minor(), &bureau.house().currency);
                    text.line(&cx.tell("translate-spent", kit::args![amount = amount]))
                }
                _ => text,
            }
        }
        Pause::Model(why) => cx.tell("translate-paused-model", kit::args![name = name, why = why]),
        Pause::Failures(count, why) => {
            cx.tell("translate-paused-failures", kit::args![name = name, count = count, why = why])
        }
    }
}

/// The order rests; the person decides how it goes on.
fn interrupted(cx: &Cx, job: &Job, why: &Text) -> Reply {
    let order = job.id.0;
    let buttons = [
        Button::tap::<Start>(cx.label("translate-go-on"), &order),
        Button::tap::<handover::SoFar>(cx.label("translate-so-far"), &order),
    ];
    Reply::message(Message::new(why.clone()).row(buttons))
}

/// The card is written anew at most this often.
const BETWEEN: Duration = Duration::from_secs(2);
/// Less time than this is not told.
const WORTH_TELLING: Duration = Duration::from_secs(10);
/// So many of the newest texts are on it.
const PREVIEW: usize = 3;

/// Shows the work on the job's card.
struct Shown<'a> {
    cx: &'a mut JobCx,
    what: Text,
    last: Option<Timestamp>,
    newest: VecDeque<Fresh>,
    fault: Option<Fault>,
}

impl<'a> Shown<'a> {
    fn new(cx: &'a mut JobCx, job: &Job) -> Self {
        let languages = told::languages(&job.settings.languages);
        let args = kit::args![name = job.title.clone(), languages = languages];
        let what = cx.cx().tell("translate-working", args);
        Self { cx, what, last: None, newest: VecDeque::new(), fault: None }
    }

    fn card(&mut self, progress: &Progress) -> Text {
        let mut text = self.what.clone();
        for fresh in &self.newest {
            let line = format!("{} · {} → {}", fresh.language, short(&fresh.source), short(&fresh.target));
            text = text.line(&Text::new().styled(line, Style::Italic));
        }
        // The last seconds are over before anybody has read of them.
        let Some(left) = progress.left.filter(|left| *left >= WORTH_TELLING) else { return text };
        let (minutes, seconds) = (left.as_secs() / 60, left.as_secs() % 60);
        let args = kit::args![minutes = minutes, seconds = seconds];
        text.line(&self.cx.cx().tell("translate-time-left", args))
    }
}

fn short(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text.chars().take(MOST).collect();
    if text.chars().count() > MOST {
        shown.push('…');
    }
    shown.replace('\n', " ")
}

#[async_trait]
impl Watch for Shown<'_> {
    async fn see(&mut self, progress: &Progress) -> ControlFlow<()> {
        for fresh in &progress.newest {
            self.newest.push_back(fresh.clone());
        }
        while self.newest.len() > PREVIEW {
            self.newest.pop_front();
        }
        let now = self.cx.cx().now();
        if self.last.is_some_and(|last| now < last.plus(BETWEEN)) {
            return ControlFlow::Continue(());
        }
        self.last = Some(now);
        let text = self.card(progress);
        let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        self.cx.progress(&text, count(progress.done), count(progress.total));
        match self.cx.step(&()).await {
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => {
                self.fault = Some(fault);
                ControlFlow::Break(())
            }
        }
    }
}

#[cfg(test)]
mod rests;
#[cfg(test)]
mod story;
