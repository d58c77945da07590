//! The order is worked off as a job of the kit's, which names it by its number alone: what is finished is in the bureau's
//! books, so a restart goes on there and pays for nothing twice.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::time::Duration;

use async_trait::async_trait;
use bureau::{Bureau, Cap, Fresh, Job, JobState, Outcome, Pause, Progress, Watch};
use kit::db::{On, Timestamp};
use kit::{Button, Cx, Fault, JobCx, Message, Permission, Reply, Result, Style, Tap, TapSpec, Text, store};
use serde::{Deserialize, Serialize};

use crate::fault::{Told, at_rest, own};
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
        // The card that follows has a button of its own; this one is there when the card has been swept away by a crash.
        let stands = Button::tap::<Standing>(cx.label("translate-stands"), &order);
        let queued = Message::new(cx.tell("translate-queued", kit::args![name = job.title]));
        Ok(Reply::message(queued.row([stands])).instead())
    }
}

/// Tells how an order stands, and offers what can be done with it.
pub struct Standing(pub Desk);

impl Tap for Standing {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tq", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, order).await?;
        Ok(standing(cx, bureau, &job).await?.instead())
    }
}

/// How an order stands that somebody has begun with.
pub async fn standing(cx: &Cx, bureau: &Bureau, job: &Job) -> Result<Reply> {
    let name = kit::args![name = job.title.clone()];
    let how = match &job.state {
        JobState::Open | JobState::Working => cx.tell("translate-broke-off", name),
        JobState::Cancelled => cx.tell("translate-called-off", name),
        JobState::Paused(pause) => paused(cx, bureau, job, pause.clone()).await,
        JobState::Done => {
            let again = Button::tap::<handover::SoFar>(cx.label("translate-again"), &job.id.0);
            let left = bureau.review(job.id).await.told(cx)?.len();
            let message = Message::new(cx.tell("translate-is-done", name)).row([again]);
            return Ok(Reply::message(message.row(handover::look(cx, job, left))));
        }
    };
    Ok(interrupted(cx, job, &how))
}

/// Queues the work on an order, unless it waits or runs already.
pub async fn queue(cx: &mut Cx, task: &Task) -> Result<bool> {
    if open(cx.tx().await?).await?.contains(&task.order) {
        return Ok(false);
    }
    cx.queue::<Delivery>(task).await?;
    Ok(true)
}

/// Whether an order waits for its turn or is being worked on.
pub async fn is_at_work(cx: &Cx, order: i64) -> Result<bool> {
    Ok(at_work(cx).await?.contains(&order))
}

/// The orders of all people that wait for their turn or are being worked on.
pub async fn at_work(cx: &Cx) -> Result<Vec<i64>> {
    open(&mut cx.db().read().await?).await
}

async fn open(on: &mut dyn On) -> Result<Vec<i64>> {
    let mut orders = Vec::new();
    for id in store::job::open(on).await? {
        let row = store::job::find(on, id).await?;
        let ours = row.filter(|row| row.name == <Delivery as kit::Job>::NAME);
        let task = ours.and_then(|row| serde_json::from_str::<Task>(&row.task).ok());
        orders.extend(task.map(|task| task.order));
    }
    Ok(orders)
}

/// An order to work off and hand over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Task {
    pub order: i64,
    /// Ask for what is missing; otherwise what there is is handed over.
    pub work: bool,
}

/// How often the work on an order was begun: each time but the first somebody had killed the program.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Begun {
    times: u32,
}

/// Once fewer than the kit allows: it would end the job without a word on how to go on.
const MOST_BEGUN: u32 = 4;

/// Less than the kit allows, for the same reason.
const LONGEST: Duration = Duration::from_hours(5);

pub struct Delivery(pub Desk);

impl kit::Job for Delivery {
    type Task = Task;
    const NAME: &'static str = "translate";
    const NEEDS: Permission = crate::USE;

    async fn run(&self, cx: &mut JobCx, task: Task) -> Result<Reply> {
        let bureau = self.0.bureau(cx.cx()).clone();
        let job = own(cx.cx(), &bureau, task.order).await?;
        let delivered = deliver(cx, &bureau, &job, task.work).await;
        if let Err(Fault::Broken(_) | Fault::Unavailable { .. }) = &delivered {
            // The kit tells what went wrong; how it goes on is for us to tell.
            let why = cx.cx().tell("translate-broke-off", kit::args![name = job.title.clone()]);
            for message in interrupted(cx.cx(), &job, &why).messages {
                cx.cx().also(message);
            }
            // What is called off at this moment is over as well.
            let _ = cx.step(&Begun::default()).await;
        }
        delivered
    }
}

async fn deliver(cx: &mut JobCx, bureau: &Bureau, job: &Job, work: bool) -> Result<Reply> {
    let begun = Begun { times: cx.resumed::<Begun>().unwrap_or_default().times + 1 };
    let name = kit::args![name = job.title.clone()];
    if begun.times > MOST_BEGUN {
        let why = cx.cx().tell("translate-broke-off", name);
        return Ok(interrupted(cx.cx(), job, &why));
    }
    if work {
        let mut shown = Shown::new(cx, job, begun);
        let outcome = bureau.work(job.id, &mut shown).await;
        let late = shown.is_late();
        match (shown.fault.take(), outcome.told(cx.cx())?) {
            (Some(fault @ (Fault::Broken(_) | Fault::Unavailable { .. })), _) => return Err(fault),
            (_, Outcome::Done) => {}
            (_, Outcome::Cancelled) => {
                let key = match (cx.is_denied(), late) {
                    (true, _) => "translate-denied",
                    (_, true) => "translate-took-long",
                    _ => "translate-called-off",
                };
                let why = cx.cx().tell(key, name);
                return Ok(interrupted(cx.cx(), job, &why));
            }
            (_, Outcome::Paused(pause)) => {
                let why = paused(cx.cx(), bureau, job, pause).await;
                return Ok(interrupted(cx.cx(), job, &why));
            }
        }
    }
    let parcel = match bureau.parcel(job.id).await {
        Err(error) if error.is_out_of_room() => {
            let why = cx.cx().tell("translate-no-room", kit::args![name = job.title.clone()]);
            return Ok(interrupted(cx.cx(), job, &why));
        }
        packed => packed.told(cx.cx())?,
    };
    let left = bureau.review(job.id).await.told(cx.cx())?.len();
    handover::reply(cx.cx(), job, parcel, left).await
}

async fn paused(cx: &Cx, bureau: &Bureau, job: &Job, pause: Pause) -> Text {
    let name = job.title.clone();
    match pause {
        Pause::Budget(cap) => {
            let text = cx.tell("translate-paused-budget", kit::args![name = name]);
            let over = told::over(cx, cap, bureau, job);
            let text = over.into_iter().fold(text, |text, over| text.line(&over));
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
        Pause::Broken => cx.tell("translate-broke-off", kit::args![name = name]),
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
/// So many of the newest texts are shown with it.
const PREVIEW: usize = 4;

/// Shows the work on the job's card.
struct Shown<'a> {
    cx: &'a mut JobCx,
    what: Text,
    begun: Begun,
    since: Timestamp,
    last: Option<Timestamp>,
    newest: VecDeque<Fresh>,
    fault: Option<Fault>,
}

impl<'a> Shown<'a> {
    fn new(cx: &'a mut JobCx, job: &Job, begun: Begun) -> Self {
        let languages = told::languages(&job.settings.languages);
        let args = kit::args![name = job.title.clone(), languages = languages];
        let what = cx.cx().tell("translate-working", args);
        let since = cx.cx().now();
        Self { cx, what, begun, since, last: None, newest: VecDeque::new(), fault: None }
    }

    fn is_late(&mut self) -> bool {
        self.cx.cx().now() > self.since.plus(LONGEST)
    }

    /// The newest texts: all of them may stand in their pages.
    fn preview(&self) -> Text {
        let line = |fresh: &Fresh| {
            let line = format!("{} · {} → {}", fresh.language, short(&fresh.source), short(&fresh.target));
            Text::new().styled(line, Style::Italic)
        };
        self.newest.iter().fold(Text::new(), |text, fresh| text.line(&line(fresh)))
    }

    fn card(&mut self, progress: &Progress) -> Text {
        let text = self.what.clone();
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
        // Each time, however quickly one follows the other: what comes next is paid for.
        if let Err(fault) = self.cx.allowed().await {
            self.fault = Some(fault);
            return ControlFlow::Break(());
        }
        let now = self.cx.cx().now();
        if self.last.is_some_and(|last| now < last.plus(BETWEEN)) {
            return ControlFlow::Continue(());
        }
        self.last = Some(now);
        let (text, preview) = (self.card(progress), self.preview());
        let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        self.cx.progress_live(&text, preview, count(progress.done), count(progress.total));
        match self.cx.step(&self.begun).await {
            Ok(()) if self.is_late() => ControlFlow::Break(()),
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => {
                self.fault = Some(fault);
                ControlFlow::Break(())
            }
        }
    }
}

#[cfg(test)]
mod dismissed;
#[cfg(test)]
mod rests;
#[cfg(test)]
mod story;
