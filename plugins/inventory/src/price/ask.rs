//! A price beyond somebody's limit: a lead confirms it with a button, or does not.

use kit::{Button, Cx, Look, Message, Person, Place, Priority, Reply, Result, Tap, TapSpec, Text, UserId};
use rand::Rng;
use serde::{Deserialize, Serialize};

use super::change::{Change, ask, beyond, described, signed, write};
use crate::approve::{decided, language_of, leads, store as requests};

/// Sends the change to everybody who may confirm it.
pub struct Request;

impl Tap for Request {
    type Value = Change;
    const SPEC: TapSpec = TapSpec::new("ipa", crate::PRICE, "price").writes();

    async fn run(&self, cx: &mut Cx, change: Change) -> Result<Reply> {
        if beyond(cx, &change.plan).await?.is_none() {
            // It is a lead who presses: there is nobody to ask, and the question is theirs now.
            return Ok(ask(cx, cx.say("inventory-price-plan"), signed(cx, change)).await?.instead());
        }
        let leads = leads(cx).await?;
        let request = format!("price/{:016x}", cx.rng().random::<u64>());
        let (by, now) = (cx.person.id, cx.now());
        requests::ask(cx.tx().await?, &request, by, now).await?;
        for lead in &leads {
            let what = described(cx, &lead.language, &change).await?;
            let card = card(cx, lead, (&change, &request), &what);
            cx.also(card);
        }
        let what = described(cx, &cx.person.language, &change).await?;
        let text = cx.tell("inventory-asked", kit::args![count = leads.len()]).line(&what);
        Ok(Reply::text(text).instead())
    }
}

fn card(cx: &Cx, lead: &Person, (change, request): (&Change, &str), what: &Text) -> Message {
    let say = |key: &str| cx.tell_in(&lead.language, key, kit::args![]).body;
    let text =
        cx.tell_in(&lead.language, "inventory-price-confirm", kit::args![name = cx.person.name.clone()]);
    let button = |key: &str, yes: bool| {
        let (change, request) = (change.clone(), request.to_owned());
        let decision = Decision { change, request, asked_by: cx.person.id, asked_in: cx.place(), yes };
        Button::tap::<Decide>(say(key), &decision).look(if yes { Look::Success } else { Look::Danger })
    };
    let buttons = [button("inventory-yes", true), button("inventory-no", false)];
    Message::new(text.line(what)).row(buttons).to(Place::private(lead.id)).priority(Priority::Alert)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decision {
    change: Change,
    /// What leads were asked is decided once, whoever decides.
    request: String,
    asked_by: UserId,
    asked_in: Place,
    yes: bool,
}

/// A lead's decision. Of two leads the second hears what the first has decided.
pub struct Decide;

impl Tap for Decide {
    type Value = Decision;
    const SPEC: TapSpec = TapSpec::new("ipd", crate::CONFIRM, "price").version(2).writes();

    async fn run(&self, cx: &mut Cx, decision: Decision) -> Result<Reply> {
        let mut change = decision.change;
        let language = language_of(cx, decision.asked_by).await?;
        let (word, me, now) = (if decision.yes { "confirmed" } else { "refused" }, cx.person.id, cx.now());
        if !requests::decide(cx.tx().await?, &decision.request, word, me, now).await? {
            let mine = described(cx, &cx.person.language, &change).await?;
            return Ok(Reply::text(decided(cx, &decision.request).await?.line(&mine)).instead());
        }
        let (key, own, what) = if decision.yes {
            // Who confirmed belongs beside who asked.
            change.plan.after.reason = format!("✔ {}", cx.person.name);
            ("inventory-was-confirmed", "inventory-price-set", write(cx, &mut change).await?)
        } else {
            cx.note("refused", &change.code);
            ("inventory-was-refused", "inventory-refused", described(cx, &cx.person.language, &change).await?)
        };
        let theirs = described(cx, &language, &change).await?;
        let message = cx.tell_in(&language, key, kit::args![name = cx.person.name.clone()]).line(&theirs);
        cx.also(Message::new(message).to(decision.asked_in));
        Ok(Reply::text(cx.say(own).line(&what)).instead())
    }
}
