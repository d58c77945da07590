//! What differs, in units and in money; a lead writes it into the ledger, or drops the count.

use commerce::count::{self, Approval, Item, Session, Variance};
use commerce::{CountId, CountState, Error, Money};
use kit::{
    Button, Cx, Look, Message, Person, Place, Priority, Reply, Result, Tap, TapSpec, Text, UserId, store,
};
use serde::{Deserialize, Serialize};

use super::item::next_button;
use super::{Paper, session, told};
use crate::approve::leads;
use crate::told::{actor, money_in, signed_in};

/// What differs so far; the value is the count's number.
pub struct Review;

/// Differences shown: the largest are what matters, and the ledger has them all.
const SHOWN: usize = 20;

impl Tap for Review {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("inr", crate::MOVE, "count");

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        Ok(shown(cx, CountId(id), Text::new()).await?.instead())
    }
}

/// How a count stands, with what this person may do about it.
async fn shown(cx: &Cx, id: CountId, heading: Text) -> Result<Reply> {
    let view = View::of(cx, id).await?;
    let text = view.text(cx, &cx.person);
    let reply = Reply::text(if heading.is_empty() { text } else { heading.line(&text) });
    if view.session.state != CountState::Open {
        return Ok(reply);
    }
    let paper = Button::tap::<Paper>(cx.label("inventory-count-as-table"), &id.0);
    let reply = reply.row([next_button(cx.label("inventory-count-next"), id), paper]);
    Ok(if cx.may(crate::CONFIRM) {
        reply.row(view.decision(cx, &cx.person.language))
    } else {
        reply.row([Button::tap::<AskLead>(cx.label("inventory-ask-lead"), &id.0).look(Look::Primary)])
    })
}

/// How far a count is, and what differs, the dearest first.
struct View {
    session: Session,
    progress: count::Progress,
    found: Vec<Variance>,
}

impl View {
    async fn of(cx: &Cx, id: CountId) -> Result<Self> {
        let session = session(cx, id).await?;
        let mut on = cx.read().await?;
        let progress = count::progress(&mut on, id).await.map_err(|error| told(cx, error))?;
        let mut found = count::variances(&mut on, id, cx.now()).await.map_err(|error| told(cx, error))?;
        let size = |variance: &Variance| variance.value.map_or(0, |(minor, _)| minor.abs());
        found.sort_by_key(|variance| std::cmp::Reverse(size(variance)));
        Ok(Self { session, progress, found })
    }

    /// The buttons that decide about exactly what is shown here.
    fn decision(&self, cx: &Cx, language: &str) -> [Button; 2] {
        let say = |key: &str| cx.tell_in(language, key, kit::args![]).body;
        let shown = Shown { id: self.session.id.0, differing: count::digest(&self.found) };
        [
            Button::tap::<Approve>(say("inventory-count-approve"), &shown).look(Look::Success),
            Button::tap::<AskDiscard>(say("inventory-count-drop"), &self.session.id.0).look(Look::Danger),
        ]
    }

    /// In a person's language; what it is worth is for those who may know what things cost.
    fn text(&self, cx: &Cx, to: &Person) -> Text {
        let (say, costs) = (|key: &str, args| cx.tell_in(&to.language, key, args), to.may(crate::MONEY));
        let Self { session, progress, found } = self;
        let worth = |minor, currency| money_in(cx, &to.language, Money::new(minor, currency));
        let number = |units: i64| cx.number_in(&to.language, units);
        let args =
            kit::args![name = session.name.clone(), counted = progress.counted, items = progress.items];
        let mut text = say("inventory-count-progress", args);
        if found.is_empty() {
            return text.line(&say("inventory-count-no-variance", kit::args![]));
        }
        let sums = count::value(found).into_iter().map(|(currency, minor)| worth(minor, currency));
        let sums = sums.reduce(|all, sum| format!("{all}, {sum}")).unwrap_or_else(|| "–".to_owned());
        let units: i64 = found.iter().map(|variance| variance.counted - variance.expected).sum();
        let args = kit::args![
            count = found.len(),
            units = signed_in(cx, &to.language, units),
            value = if costs { sums } else { String::new() },
            has_value = if costs { "yes" } else { "no" }
        ];
        text = text.line(&say("inventory-count-variance", args));
        for variance in found.iter().take(SHOWN) {
            let delta = signed_in(cx, &to.language, variance.counted - variance.expected);
            let line = Text::new().bold(&variance.code).push(format!(": {} → ", number(variance.expected)));
            let line = line.bold(number(variance.counted)).push(format!(" ({delta})"));
            let value = variance.value.filter(|_| costs);
            let value = value.map(|(minor, currency)| format!(" · {}", worth(minor, currency)));
            text = text.line(&line.push(value.unwrap_or_default()));
        }
        text
    }
}

/// Sends what differs to those who may write it.
pub struct AskLead;

impl Tap for AskLead {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ina", crate::MOVE, "count").writes();

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let leads = leads(cx).await?;
        let view = View::of(cx, CountId(id)).await?;
        for lead in &leads {
            let head =
                cx.tell_in(&lead.language, "inventory-count-asks", kit::args![name = cx.person.name.clone()]);
            let message =
                Message::new(head.line(&view.text(cx, lead))).row(view.decision(cx, &lead.language));
            cx.also(message.to(Place::private(lead.id)).priority(Priority::Alert));
        }
        let asked = cx.tell("inventory-asked", kit::args![count = leads.len()]);
        Ok(Reply::text(asked.line(&view.text(cx, &cx.person))).instead())
    }
}

/// A count, and a short name for the differences that were shown (see [`count::digest`]).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shown {
    id: i64,
    differing: String,
}

/// Writes the differences that were shown into the ledger and closes the count.
pub struct Approve;

impl Tap for Approve {
    type Value = Shown;
    const SPEC: TapSpec = TapSpec::new("iny", crate::CONFIRM, "count").version(2).writes();

    async fn run(&self, cx: &mut Cx, shown: Shown) -> Result<Reply> {
        let (id, who, now) = (CountId(shown.id), actor(&cx.person), cx.now());
        let view = View::of(cx, id).await?;
        let tx = cx.tx().await?;
        let became =
            count::approve(tx, id, &shown.differing, &who, now).await.map_err(|error| told(cx, error))?;
        match became {
            Approval::Written(posted) => {
                cx.note("count", shown.id);
                cx.note("written", posted.written);
                over(cx, &view, "inventory-count-approved").await
            }
            Approval::Otherwise => {
                // Nothing is decided by a press on what is not so any more.
                cx.forget();
                Ok(self::shown(cx, id, cx.say("inventory-count-otherwise")).await?.instead())
            }
            Approval::Again(items) => again(cx, &view, &items).await,
        }
    }
}

/// Some have to be counted anew: the lead and whoever began the count hear which.
async fn again(cx: &mut Cx, view: &View, items: &[Item]) -> Result<Reply> {
    cx.note("count", view.session.id);
    cx.note("again", items.len());
    let codes = items.iter().map(|item| item.code.as_str()).collect::<Vec<_>>().join(", ");
    let args = || kit::args![name = view.session.name.clone(), count = items.len(), codes = codes.clone()];
    if let Some(person) = beginner(cx, &view.session).await? {
        let text = cx.tell_in(&person.language, "inventory-count-again", args());
        let go_on = cx.tell_in(&person.language, "inventory-count-next", kit::args![]).body;
        cx.also(Message::new(text).row([next_button(go_on, view.session.id)]).to(Place::private(person.id)));
    }
    // What is committed can be read only afterwards, so the way to it is a button.
    let review = Button::tap::<Review>(cx.label("inventory-count-review"), &view.session.id.0);
    let next = next_button(cx.label("inventory-count-next"), view.session.id);
    Ok(Reply::text(cx.tell("inventory-count-again", args())).row([next, review]).instead())
}

/// Asks whether the count is to be dropped: it is the work of hours, and cannot be taken back.
pub struct AskDiscard;

impl Tap for AskDiscard {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("inq", crate::CONFIRM, "count");

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let view = View::of(cx, CountId(id)).await?;
        if view.session.state != CountState::Open {
            return Err(told(cx, Error::Closed));
        }
        let text = cx.say("inventory-count-drop-plan").line(&view.text(cx, &cx.person));
        let yes = Button::tap::<Discard>(cx.label("inventory-count-drop-yes"), &id).look(Look::Danger);
        let back = Button::tap::<Review>(cx.label("kit-back"), &id);
        Ok(Reply::text(text).row([yes]).row([back]).instead())
    }
}

/// Closes the count; nothing is written.
pub struct Discard;

impl Tap for Discard {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("inx", crate::CONFIRM, "count").writes();

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let (who, now) = (actor(&cx.person), cx.now());
        let view = View::of(cx, CountId(id)).await?;
        let tx = cx.tx().await?;
        count::cancel(tx, CountId(id), &who, now).await.map_err(|error| told(cx, error))?;
        cx.note("count", id);
        over(cx, &view, "inventory-count-dropped").await
    }
}

/// Whoever began the count, if it is not the one who looks at it now.
async fn beginner(cx: &Cx, session: &Session) -> Result<Option<Person>> {
    let number =
        session.opened_by.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')')?.parse().ok());
    let Some(began) = number.map(UserId).filter(|began| *began != cx.person.id) else { return Ok(None) };
    Ok(store::people::by_id(&mut cx.read().await?, began, cx.owners()).await?)
}

/// Tells whoever began the count what became of it.
async fn over(cx: &mut Cx, view: &View, key: &str) -> Result<Reply> {
    if let Some(person) = beginner(cx, &view.session).await? {
        let head = cx.tell_in(&person.language, key, kit::args![name = cx.person.name.clone()]);
        let text = head.line(&view.text(cx, &person));
        cx.also(Message::new(text).to(Place::private(person.id)));
    }
    let text = cx.tell(key, kit::args![name = cx.person.name.clone()]).line(&view.text(cx, &cx.person));
    Ok(Reply::text(text).instead())
}
