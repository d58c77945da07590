//! A change of stock: what it would do is shown, asked for, written with who and why, and can be taken back.

use commerce::ledger::{self, Document, Line, Plan};
use commerce::{Error, SkuId, incoming};
use kit::{Button, Cx, Look, Message, Reply, Result, Tap, TapSpec, Text};
use rand::Rng;

use crate::fault::told;
use crate::told::{actor, money, proposed_by};
use crate::{LIMIT_UNITS, LIMIT_VALUE, NAME, approve, card, recount, undo};

/// A document of this person's, under a number of its own.
pub fn document(cx: &Cx, kind: &str, reason: &str, lines: Vec<Line>) -> Document {
    let number = format!("{:016x}", cx.rng().random::<u64>());
    Document {
        doc_type: kind.to_owned(),
        doc_id: number,
        actor: actor(&cx.person),
        reason: reason.trim().to_owned(),
        occurred_at: cx.now(),
        lines,
    }
}

/// What would change, with the button that changes it; for what is beyond the limits, the button that asks a lead.
pub async fn propose(cx: &Cx, document: Document) -> Result<Reply> {
    let plan = ledger::plan(&mut cx.read().await?, document).await.map_err(|error| told(cx, error))?;
    ask(cx, cx.say("inventory-plan"), plan).await
}

/// The question whether a plan is to be carried out.
pub async fn ask(cx: &Cx, heading: Text, plan: Plan) -> Result<Reply> {
    let text = heading.line(&effects(cx, &plan));
    let reason = &plan.document.reason;
    let text = if reason.is_empty() || plan.document.doc_type == "reversal" {
        text
    } else {
        let reason = crate::told::reason(cx, &cx.person.language, reason);
        text.line(&cx.tell("inventory-reason", kit::args![reason = reason]))
    };
    let cancel = card_button(cx, &plan, "kit-cancel");
    if let Some(why) = beyond_limits(cx, &plan).await? {
        let ask = Button::tap::<approve::Ask>(cx.label("inventory-ask-lead"), &plan).look(Look::Primary);
        return Ok(Reply::text(text.line(&why)).row([ask]).row(cancel));
    }
    let write = Button::tap::<Write>(cx.label("inventory-write"), &plan).look(Look::Success);
    Ok(Reply::text(text).row([write]).row(cancel))
}

/// Back to the card of what a plan is about.
pub fn card_button(cx: &Cx, plan: &Plan, key: &str) -> Option<Button> {
    Some(card::button(cx, key, plan.effects.first()?.sku))
}

/// A line for each SKU and warehouse: before → after.
pub fn effects(cx: &Cx, plan: &Plan) -> Text {
    effects_in(cx, &cx.person.language, plan)
}

/// The same for somebody else.
pub fn effects_in(cx: &Cx, language: &str, plan: &Plan) -> Text {
    plan.effects.iter().fold(Text::new(), |text, effect| {
        let change = crate::told::signed_in(cx, language, effect.after - effect.before);
        let [before, after] = [effect.before, effect.after].map(|units| cx.number_in(language, units));
        let line = Text::new()
            .bold(&effect.code)
            .push(format!(" · {}: {before} → ", effect.warehouse_code))
            .bold(after);
        let line = line.push(format!(" ({change})"));
        if text.is_empty() { line } else { text.line(&line) }
    })
}

/// Why this person may not do it alone; none when they may.
pub async fn beyond_limits(cx: &Cx, plan: &Plan) -> Result<Option<Text>> {
    // Half of a transfer goes out and half comes in: what counts is what moves, once.
    let sides = |sign: i64| {
        plan.effects.iter().map(move |e| (e, (e.after - e.before) * sign)).filter(|(_, by)| *by > 0)
    };
    let moved = |sign| sides(sign).map(|(_, by)| by).sum::<i64>();
    let units = moved(1).max(moved(-1));
    let each: Vec<_> = sides(1).chain(sides(-1)).map(|(effect, by)| (effect.sku, by)).collect();
    beyond(cx, units, &each).await
}

/// Why this person may not move so many units alone, or so many of any of these; none when they may.
pub async fn beyond(cx: &Cx, moved: i64, each: &[(SkuId, i64)]) -> Result<Option<Text>> {
    if cx.may(crate::CONFIRM) {
        return Ok(None);
    }
    let (units, value) = (cx.setting(NAME, &LIMIT_UNITS).await?, cx.setting(NAME, &LIMIT_VALUE).await?);
    if moved > units {
        return Ok(Some(cx.tell("inventory-beyond-units", kit::args![units = cx.number(units)])));
    }
    let mut on = cx.read().await?;
    for (sku, by) in each.iter().copied() {
        let cost = commerce::cost::at(&mut on, sku, cx.now()).await.map_err(|error| told(cx, error))?;
        let Some(worth) = cost.and_then(|cost| cost.total().times(by).ok()) else { continue };
        let most = commerce::Money::parse(&value.to_string(), worth.currency);
        if most.is_ok_and(|most| worth.minor > most.minor) {
            // What it is worth tells what a unit costs.
            if !cx.may(crate::MONEY) {
                return Ok(Some(cx.tell("inventory-beyond-worth", kit::args![value = cx.number(value)])));
            }
            let args = kit::args![worth = money(cx, worth), value = cx.number(value)];
            return Ok(Some(cx.tell("inventory-beyond-value", args)));
        }
    }
    Ok(None)
}

/// Writes a plan into the ledger: only what was shown, once.
pub struct Write;

impl Tap for Write {
    type Value = Plan;
    const SPEC: TapSpec = TapSpec::new("iw", crate::MOVE, "stock").writes();

    async fn run(&self, cx: &mut Cx, plan: Plan) -> Result<Reply> {
        if let Some(why) = beyond_limits(cx, &plan).await? {
            approve::refuse_theirs(cx, &plan.document.actor, why)?;
            // The limits were lowered since the button was made.
            return Ok(ask(cx, cx.say("inventory-plan"), plan).await?.instead());
        }
        let signed = signed(cx, &plan);
        match write(cx, &signed).await? {
            Some(mut moved) => {
                // Nobody has signed what is asked anew.
                (moved.document.actor, moved.document.reason) = (plan.document.actor, plan.document.reason);
                Ok(ask(cx, cx.say("inventory-moved"), moved).await?.instead())
            }
            None => Ok(Reply::message(written(cx, &signed)).instead()),
        }
    }
}

/// In a group one may propose and another write it: it is the other who did it, and the ledger names both.
pub fn signed(cx: &Cx, plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let (document, me) = (&mut plan.document, actor(&cx.person));
    if document.actor != me {
        let reason = format!("{} {}", document.reason, proposed_by(&document.actor));
        document.reason = reason.trim_start().into();
        document.actor = me;
    }
    plan
}

/// Writes it; the plan as it would be now, when the stock has moved since it was shown, and then nothing is written.
pub async fn write(cx: &mut Cx, plan: &Plan) -> Result<Option<Plan>> {
    let now = cx.now();
    let moved = match incoming::apply(cx.tx().await?, plan, now).await {
        Ok(_) => None,
        Err(Error::Moved(fresh)) => Some(*fresh),
        Err(error) => return Err(told(cx, error)),
    };
    // Also when the stock is what it was: some may have been written off and as many have come. Now that the SKU is
    // locked nobody corrects it any more.
    if let Some(refusal) = recount::overtaken(cx, plan).await? {
        return Err(refusal);
    }
    if moved.is_some() {
        return Ok(moved);
    }
    let document = &plan.document;
    cx.note("document", format!("{} {}", document.doc_type, document.doc_id));
    for effect in &plan.effects {
        cx.note(
            &format!("{} {}", effect.code, effect.warehouse_code),
            format!("{} → {}", effect.before, effect.after),
        );
    }
    Ok(None)
}

/// What was written, and the way back.
pub fn written(cx: &Cx, plan: &Plan) -> Message {
    let text = cx.say("inventory-written").line(&effects(cx, plan));
    // What takes something back is not taken back itself.
    let undo = (plan.document.doc_type != "reversal").then(|| undo::button(cx, &plan.document));
    Message::new(text).row(undo).row(card_button(cx, plan, "inventory-card"))
}
