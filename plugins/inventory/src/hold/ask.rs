//! More than somebody may keep back alone: a lead confirms it with a button, or does not.

use commerce::{SkuId, WarehouseId};
use kit::{Button, Cx, Look, Message, Person, Place, Priority, Reply, Result, Tap, TapSpec, Text, UserId};
use serde::{Deserialize, Serialize};

use super::{Wanted, beyond, described, keep, place_of, propose, until};
use crate::approve::{decided, language_of, leads, store as requests};
use crate::told::actor;

/// Sends what is to be held to everybody who may confirm it.
pub struct Request;

impl Tap for Request {
    type Value = Wanted;
    const SPEC: TapSpec = TapSpec::new("ioa", crate::MOVE, "stock").writes();

    async fn run(&self, cx: &mut Cx, wanted: Wanted) -> Result<Reply> {
        if beyond(cx, &wanted).await?.is_none() {
            // It is a lead who presses: there is nobody to ask, and the question is theirs now.
            return Ok(propose(cx, &Wanted { by: actor(&cx.person), ..wanted }).await?.instead());
        }
        let leads = leads(cx).await?;
        let (by, now) = (cx.person.id, cx.now());
        requests::ask(cx.tx().await?, &name(&wanted), by, now).await?;
        for lead in &leads {
            let what = described(cx, &lead.language, &wanted).await?;
            let card = card(cx, lead, &wanted, &what);
            cx.also(card);
        }
        let what = described(cx, &cx.person.language, &wanted).await?;
        let text = cx.tell("inventory-asked", kit::args![count = leads.len()]).line(&what);
        Ok(Reply::text(text).instead())
    }
}

/// What leads were asked is decided once, whoever decides.
fn name(wanted: &Wanted) -> String {
    format!("hold/{}", wanted.number)
}

fn card(cx: &Cx, lead: &Person, wanted: &Wanted, what: &Text) -> Message {
    let say = |key: &str| cx.tell_in(&lead.language, key, kit::args![]).body;
    let args = kit::args![name = cx.person.name.clone()];
    let text = cx.tell_in(&lead.language, "inventory-hold-confirm", args).line(what);
    let button = |key: &str, yes: bool| {
        let (wanted, asker) = (wanted.clone(), actor(&cx.person));
        let decision = Decision { wanted, asker, asked_by: cx.person.id, asked_in: cx.place(), yes };
        Button::tap::<Decide>(say(key), &decision).look(if yes { Look::Success } else { Look::Danger })
    };
    let buttons = [button("inventory-yes", true), button("inventory-no", false)];
    Message::new(text).row(buttons).to(Place::private(lead.id)).priority(Priority::Alert)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decision {
    wanted: Wanted,
    /// As the hold names them.
    asker: String,
    asked_by: UserId,
    asked_in: Place,
    yes: bool,
}

/// A lead's decision. Of two leads the second hears what the first has decided.
pub struct Decide;

impl Tap for Decide {
    type Value = Decision;
    const SPEC: TapSpec = TapSpec::new("iod", crate::CONFIRM, "stock").writes();

    async fn run(&self, cx: &mut Cx, decision: Decision) -> Result<Reply> {
        let Decision { mut wanted, asker, .. } = decision;
        let language = language_of(cx, decision.asked_by).await?;
        let (word, me, now) = (if decision.yes { "confirmed" } else { "refused" }, cx.person.id, cx.now());
        if !requests::decide(cx.tx().await?, &name(&wanted), word, me, now).await? {
            // Until when, is on the SKU's card.
            let place = place_of(cx, SkuId(wanted.sku), WarehouseId(wanted.warehouse)).await?;
            let what = place.bold(cx.number(wanted.quantity));
            return Ok(Reply::text(decided(cx, &name(&wanted)).await?.line(&what)).instead());
        }
        let (key, reply) = if decision.yes {
            // Days may have passed: what would be over by now is held from now on.
            if wanted.until <= now {
                wanted.until = until(cx).await?;
            }
            // Who confirmed stands beside for whom it is.
            let note = format!("{} ✔ {}", wanted.note, cx.person.name);
            note.trim_start().clone_into(&mut wanted.note);
            ("inventory-was-confirmed", keep(cx, &wanted, asker).await?)
        } else {
            cx.note("refused", name(&wanted));
            let what = described(cx, &cx.person.language, &wanted).await?;
            ("inventory-was-refused", Reply::text(cx.say("inventory-refused").line(&what)).instead())
        };
        let args = kit::args![name = cx.person.name.clone()];
        let theirs = cx.tell_in(&language, key, args).line(&described(cx, &language, &wanted).await?);
        cx.also(Message::new(theirs).to(decision.asked_in));
        Ok(reply)
    }
}

#[cfg(test)]
mod story;
