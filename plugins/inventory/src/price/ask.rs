//! A price beyond somebody's limit: a lead confirms it with a button, or does not.

use commerce::price;
use kit::{
    Button, Cx, Look, Message, Person, Place, Priority, Reply, Result, Tap, TapSpec, Text, UserId, store,
};
use serde::{Deserialize, Serialize};

use super::change::{Change, described, write};
use crate::fault::told;

/// Sends the change to everybody who may confirm it.
pub struct Request;

impl Tap for Request {
    type Value = Change;
    const SPEC: TapSpec = TapSpec::new("ipa", crate::PRICE, "price").writes();

    async fn run(&self, cx: &mut Cx, change: Change) -> Result<Reply> {
        let mut leads = store::people::team(&mut cx.read().await?, cx.owners()).await?;
        leads.retain(|person| person.may(crate::CONFIRM) && person.id != cx.person.id);
        if leads.is_empty() {
            return Err(cx.refuse("inventory-no-lead", kit::args![]));
        }
        for lead in &leads {
            let what = described(cx, &lead.language, &change).await?;
            let card = card(cx, lead, &change, &what);
            cx.also(card);
        }
        let what = described(cx, &cx.person.language, &change).await?;
        let text = cx.tell("inventory-asked", kit::args![count = leads.len()]).line(&what);
        Ok(Reply::text(text).instead())
    }
}

fn card(cx: &Cx, lead: &Person, change: &Change, what: &Text) -> Message {
    let say = |key: &str| cx.tell_in(&lead.language, key, kit::args![]).body;
    let text =
        cx.tell_in(&lead.language, "inventory-price-confirm", kit::args![name = cx.person.name.clone()]);
    let button = |key: &str, yes: bool| {
        let decision = Decision { change: change.clone(), asked_by: cx.person.id, asked_in: cx.place(), yes };
        Button::tap::<Decide>(say(key), &decision).look(if yes { Look::Success } else { Look::Danger })
    };
    let buttons = [button("inventory-yes", true), button("inventory-no", false)];
    Message::new(text.line(what)).row(buttons).to(Place::private(lead.id)).priority(Priority::Alert)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decision {
    change: Change,
    asked_by: UserId,
    asked_in: Place,
    yes: bool,
}

/// A lead's decision. The second of two leads finds that the price has moved.
pub struct Decide;

impl Tap for Decide {
    type Value = Decision;
    const SPEC: TapSpec = TapSpec::new("ipd", crate::CONFIRM, "price").writes();

    async fn run(&self, cx: &mut Cx, decision: Decision) -> Result<Reply> {
        let mut change = decision.change;
        let asker = store::people::by_id(&mut cx.read().await?, decision.asked_by, &[]).await?;
        let language = asker.map_or_else(|| "en".to_owned(), |person| person.language);
        let theirs = described(cx, &language, &change).await?;
        let (key, own, what) = if decision.yes {
            // Who confirmed belongs beside who asked.
            change.plan.after.reason = format!("✔ {}", cx.person.name);
            ("inventory-was-confirmed", "inventory-price-set", write(cx, change).await?)
        } else {
            still_open(cx, &change).await?;
            cx.note("refused", &change.code);
            ("inventory-was-refused", "inventory-refused", described(cx, &cx.person.language, &change).await?)
        };
        let message = cx.tell_in(&language, key, kit::args![name = cx.person.name.clone()]).line(&theirs);
        cx.also(Message::new(message).to(decision.asked_in));
        Ok(Reply::text(cx.say(own).line(&what)).instead())
    }
}

/// What another lead has confirmed cannot be refused any more.
async fn still_open(cx: &Cx, change: &Change) -> Result<()> {
    let Change { plan, now, .. } = change;
    let at = if *now { cx.now() } else { plan.after.from_at };
    let mut on = cx.read().await?;
    let price = price::at(&mut on, plan.after.sku_id, plan.after.account_id, plan.after.currency, at).await;
    if price.map_err(|error| told(cx, error))? == plan.before {
        return Ok(());
    }
    Err(cx.refuse("inventory-price-moved", kit::args![]))
}
