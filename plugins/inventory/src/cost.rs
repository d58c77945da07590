//! `/cost`: what a unit costs, landed, and what it has cost; `/setcost` sets it.

use commerce::catalogue::Sku;
use commerce::cost::{self, Cost};
use commerce::{Error, Money};
use kit::{Button, Command, Cx, Effect, Field, Look, Message, Reply, Result, Spec, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use crate::adjust::SKU;
use crate::fault::told;
use crate::told::{actor, moment, money, proposed_by};
use crate::{card, find, price};

pub struct Costs;

const CHANGE: Field<String> = Field::rest("change").or("");

impl Command for Costs {
    const SPEC: Spec = Spec::new("cost").fields(&[SKU.spec, CHANGE.spec]).needs(crate::MONEY).icon("🏷");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let change = cx.get(&CHANGE)?;
        if change.is_empty() {
            return Ok(Reply::message(message(cx, &sku).await?));
        }
        propose(cx, &sku, &change).await
    }
}

pub struct SetCost;

const COST: Field<String> = Field::rest("cost");

impl Command for SetCost {
    const SPEC: Spec = Spec::new("setcost")
        .fields(&[SKU.spec, COST.spec])
        .needs(crate::MONEY)
        .effect(Effect::Writes)
        .icon("🏷");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        propose(cx, &sku, &cx.get(&COST)?).await
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        find::check(cx, field).await
    }
}

/// Opens the costs in the message whose button was pressed; the value is the SKU's number.
pub struct Show;

impl Tap for Show {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ic", crate::MONEY, "cost");

    async fn run(&self, cx: &mut Cx, sku: i64) -> Result<Reply> {
        let sku = find::sku(cx, &format!("#{sku}")).await?;
        Ok(Reply::message(message(cx, &sku).await?).instead())
    }
}

/// Costs shown: today's, and those before.
const SHOWN: i64 = 12;

async fn message(cx: &Cx, sku: &Sku) -> Result<Message> {
    let mut on = cx.read().await?;
    let now = cost::at(&mut on, sku.id, cx.now()).await.map_err(|error| told(cx, error))?;
    let history = cost::history(&mut on, sku.id, SHOWN).await.map_err(|error| told(cx, error))?;
    drop(on);
    let mut text = Text::new().push("🏷 ").bold(&sku.code).push("\n").push(&sku.title).push("\n");
    text = text.line(&now.as_ref().map_or_else(|| cx.say("inventory-cost-none"), |now| described(cx, now)));
    let others: Vec<_> = history.iter().filter(|cost| Some(*cost) != now.as_ref()).collect();
    if !others.is_empty() {
        text = text.push("\n");
    }
    for cost in others {
        let line = Text::new().push(format!("{} · ", moment(cx, cost.from_at))).join(&described(cx, cost));
        text = text.line(&line.push(format!("\n    {}", cost.actor)));
    }
    let id = sku.id.0;
    let change = Button::command(cx.label("inventory-cost-change"), &format!("setcost #{id}"));
    let prices = Button::tap::<price::Show>(cx.label("inventory-prices"), &id);
    let back = card::button(cx, "inventory-card", sku.id);
    Ok(Message::new(text).row([change]).row([prices, back]))
}

/// `155.00 EUR a unit: 150.00 EUR to the supplier, 5.00 EUR to bring it here`.
fn described(cx: &Cx, cost: &Cost) -> Text {
    let of = |minor| money(cx, Money::new(minor, cost.currency));
    let args = kit::args![total = money(cx, cost.total()), unit = of(cost.unit), landed = of(cost.landed)];
    cx.tell(if cost.landed == 0 { "inventory-cost-plain" } else { "inventory-cost-landed" }, args)
}

/// Words that stand before what bringing it here adds. People write in their language whatever the bot speaks.
const LANDED: [&str; 6] = ["landed", "+", "доставка", "доставкою", "доставкой", "shipping"];

/// A change that was shown; `before` is what held then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    before: Option<Cost>,
    after: Cost,
    code: String,
    /// Whether it is to hold from the moment it is confirmed.
    #[serde(default)]
    now: bool,
}

/// What the change would do, with the button that does it.
async fn propose(cx: &Cx, sku: &Sku, text: &str) -> Result<Reply> {
    let today = cx.local(cx.now()).date_naive();
    let mut parts = [Vec::new(), Vec::new()];
    let (mut part, mut from) = (0, None);
    for word in text.split_whitespace() {
        if LANDED.contains(&word.to_lowercase().as_str()) {
            part = 1;
        } else if let Some(day) = price::date(word, today) {
            from = Some(day);
        } else if !price::FROM.contains(&word.to_lowercase().as_str())
            && let Some(part) = parts.get_mut(part)
        {
            part.push(word);
        }
    }
    let [unit, landed] = parts.map(|words| words.join(" "));
    let from = from.filter(|day| *day != today);
    let from_at = from.map_or(cx.now(), |day| price::begins(cx, day));
    let before = cost::at(&mut cx.read().await?, sku.id, from_at).await.map_err(|error| told(cx, error))?;
    let unit = price::amount(cx, &unit, before.as_ref().map(|cost| cost.currency), "cost")?;
    // What bringing it here adds stays when it is not named and the currency is the same.
    let kept = before.as_ref().filter(|cost| cost.currency == unit.currency).map_or(0, |cost| cost.landed);
    let landed = match landed.as_str() {
        "" => kept,
        text => {
            let landed = price::amount(cx, text, Some(unit.currency), "cost")?;
            if landed.currency != unit.currency {
                return Err(cx.refuse("inventory-two-currencies", kit::args![]).at("cost"));
            }
            landed.minor
        }
    };
    let (currency, actor) = (unit.currency, actor(&cx.person));
    let after = Cost { sku_id: sku.id, from_at, currency, unit: unit.minor, landed, actor };
    let change = Change { before, after, code: sku.code.clone(), now: from.is_none() };
    let mut text = cx.say("inventory-cost-plan").line(&effect(cx, &change));
    if from_at < cx.now() {
        text = text.line(&cx.say("inventory-cost-past"));
    }
    let write = Button::tap::<Write>(cx.label("inventory-write"), &change).look(Look::Success);
    let back = Button::tap::<Show>(cx.label("kit-cancel"), &sku.id.0);
    Ok(Reply::text(text).row([write]).row([back]))
}

fn effect(cx: &Cx, change: &Change) -> Text {
    let head = Text::new().bold(&change.code).push(format!(" · {}", moment(cx, change.after.from_at)));
    let old = change.before.as_ref().map_or_else(|| Text::plain("–"), |cost| described(cx, cost));
    head.line(&old).line(&Text::plain("→ ").join(&described(cx, &change.after)))
}

/// Sets the cost that was shown, once.
pub struct Write;

impl Tap for Write {
    type Value = Change;
    const SPEC: TapSpec = TapSpec::new("icw", crate::MONEY, "cost").writes();

    async fn run(&self, cx: &mut Cx, mut change: Change) -> Result<Reply> {
        let me = actor(&cx.person);
        if change.after.actor != me {
            change.after.actor = format!("{me} {}", proposed_by(&change.after.actor));
        }
        if change.now {
            // Else it would hold only until another that was set while the question stood.
            change.after.from_at = cx.now();
        }
        let sku = change.after.sku_id;
        match cost::replace(cx.tx().await?, change.before.as_ref(), &change.after).await {
            Ok(()) => {}
            Err(Error::Closed) => return Err(cx.refuse("inventory-cost-moved", kit::args![])),
            Err(error) => return Err(told(cx, error)),
        }
        cx.note("sku", &change.code);
        cx.note("cost", change.after.total());
        let show = Button::tap::<Show>(cx.label("inventory-costs"), &sku.0);
        Ok(Reply::text(cx.say("inventory-cost-set").line(&effect(cx, &change))).row([show]).instead())
    }
}

#[cfg(test)]
mod story;
