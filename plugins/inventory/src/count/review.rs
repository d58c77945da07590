//! What differs, in units and in money; a lead writes it into the ledger, or drops the count.

use commerce::count::{self, Variance};
use commerce::{CountId, CountState, Money};
use kit::{Button, Cx, Look, Message, Place, Priority, Reply, Result, Tap, TapSpec, Text, UserId, store};

use super::item::next_button;
use super::{Paper, session, told};
use crate::told::{actor, money, signed};

/// What differs so far; the value is the count's number.
pub struct Review;

/// Differences shown: the largest are what matters, and the ledger has them all.
const SHOWN: usize = 20;

impl Tap for Review {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("inr", crate::MOVE, "count");

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let text = summary(cx, CountId(id)).await?;
        let mut reply = Reply::text(text);
        if session(cx, CountId(id)).await?.state != CountState::Open {
            return Ok(reply.instead());
        }
        let paper = Button::tap::<Paper>(cx.label("inventory-count-as-table"), &id);
        reply = reply.row([next_button(cx.label("inventory-count-next"), CountId(id)), paper]);
        if cx.may(crate::CONFIRM) {
            reply = reply.row(decision(cx, &cx.person.language, id));
        } else {
            reply =
                reply.row([Button::tap::<AskLead>(cx.label("inventory-ask-lead"), &id).look(Look::Primary)]);
        }
        Ok(reply.instead())
    }
}

fn decision(cx: &Cx, language: &str, id: i64) -> [Button; 2] {
    let say = |key: &str| cx.tell_in(language, key, kit::args![]).body;
    [
        Button::tap::<Approve>(say("inventory-count-approve"), &id).look(Look::Success),
        Button::tap::<Discard>(say("inventory-count-drop"), &id).look(Look::Danger),
    ]
}

/// How far it is, and a line for each difference, the dearest first.
async fn summary(cx: &Cx, id: CountId) -> Result<Text> {
    let session = session(cx, id).await?;
    let mut on = cx.read().await?;
    let progress = count::progress(&mut on, id).await.map_err(|error| told(cx, error))?;
    let mut found = count::variances(&mut on, id, cx.now()).await.map_err(|error| told(cx, error))?;
    drop(on);
    let args = kit::args![name = session.name, counted = progress.counted, items = progress.items];
    let mut text = cx.tell("inventory-count-progress", args);
    if found.is_empty() {
        return Ok(text.line(&cx.say("inventory-count-no-variance")));
    }
    let sums =
        count::value(&found).into_iter().map(|(currency, minor)| money(cx, Money::new(minor, currency)));
    let sums = sums.reduce(|all, sum| format!("{all}, {sum}")).unwrap_or_else(|| "–".to_owned());
    let units: i64 = found.iter().map(|variance| variance.counted - variance.expected).sum();
    let args = kit::args![count = found.len(), units = signed(cx, units), value = sums];
    text = text.line(&cx.tell("inventory-count-variance", args));
    let size = |variance: &Variance| variance.value.map_or(0, |(minor, _)| minor.abs());
    found.sort_by_key(|variance| std::cmp::Reverse(size(variance)));
    for variance in found.iter().take(SHOWN) {
        let delta = signed(cx, variance.counted - variance.expected);
        let line = Text::new().bold(&variance.code).push(format!(": {} → ", cx.number(variance.expected)));
        let line = line.bold(cx.number(variance.counted)).push(format!(" ({delta})"));
        let value =
            variance.value.map(|(minor, currency)| format!(" · {}", money(cx, Money::new(minor, currency))));
        text = text.line(&line.push(value.unwrap_or_default()));
    }
    Ok(text)
}

/// Sends what differs to those who may write it.
pub struct AskLead;

impl Tap for AskLead {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ina", crate::MOVE, "count").writes();

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let mut leads = store::people::team(&mut cx.read().await?, cx.owners()).await?;
        leads.retain(|person| person.may(crate::CONFIRM) && person.id != cx.person.id);
        if leads.is_empty() {
            return Err(cx.refuse("inventory-no-lead", kit::args![]));
        }
        let text = summary(cx, CountId(id)).await?;
        for lead in &leads {
            let head =
                cx.tell_in(&lead.language, "inventory-count-asks", kit::args![name = cx.person.name.clone()]);
            let message = Message::new(head.line(&text)).row(decision(cx, &lead.language, id));
            cx.also(message.to(Place::private(lead.id)).priority(Priority::Alert));
        }
        let asked = cx.tell("inventory-asked", kit::args![count = leads.len()]);
        Ok(Reply::text(asked.line(&text)).instead())
    }
}

/// Writes the differences into the ledger and closes the count.
pub struct Approve;

impl Tap for Approve {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("iny", crate::CONFIRM, "count").writes();

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let (who, now) = (actor(&cx.person), cx.now());
        let summary = summary(cx, CountId(id)).await?;
        let tx = cx.tx().await?;
        let posted = count::approve(tx, CountId(id), &who, now).await.map_err(|error| told(cx, error))?;
        cx.note("count", id);
        cx.note("written", posted.written);
        over(cx, CountId(id), "inventory-count-approved", &summary).await
    }
}

/// Closes the count; nothing is written.
pub struct Discard;

impl Tap for Discard {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("inx", crate::CONFIRM, "count").writes();

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let (who, now) = (actor(&cx.person), cx.now());
        let summary = summary(cx, CountId(id)).await?;
        let tx = cx.tx().await?;
        count::cancel(tx, CountId(id), &who, now).await.map_err(|error| told(cx, error))?;
        cx.note("count", id);
        over(cx, CountId(id), "inventory-count-dropped", &summary).await
    }
}

/// Tells whoever began the count what became of it.
async fn over(cx: &mut Cx, id: CountId, key: &str, summary: &Text) -> Result<Reply> {
    let session = session(cx, id).await?;
    let number =
        session.opened_by.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')')?.parse().ok());
    if let Some(began) = number.map(UserId).filter(|began| *began != cx.person.id) {
        let person = store::people::by_id(&mut cx.read().await?, began, &[]).await?;
        let language = person.map_or_else(|| "en".to_owned(), |person| person.language);
        let text = cx.tell_in(&language, key, kit::args![name = cx.person.name.clone()]).line(summary);
        cx.also(Message::new(text).to(Place::private(began)));
    }
    let text = cx.tell(key, kit::args![name = cx.person.name.clone()]).line(summary);
    Ok(Reply::text(text).instead())
}
