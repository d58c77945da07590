//! `/setprice`: a new price, shown against the old one, kept between its floor and its ceiling.

use commerce::catalogue::Sku;
use commerce::price::{self, Plan, Price};
use commerce::{Currency, Error, Money, cost, listing};
use kit::{Button, Command, Cx, Effect, Field, Look, Offer, Reply, Result, Spec, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use super::typed::{amount, begins, read};
use super::{Request, Show, accounts, all, bounds, in_force, place_name};
use crate::adjust::SKU;
use crate::approve::refuse_theirs;
use crate::fault::told;
use crate::find;
use crate::told::{actor, moment, money, money_in, proposed_by};

pub struct SetPrice;

const PRICE: Field<String> = Field::rest("price");

impl Command for SetPrice {
    const SPEC: Spec = Spec::new("setprice")
        .fields(&[SKU.spec, PRICE.spec])
        .needs(crate::PRICE)
        .effect(Effect::Writes)
        .icon("💶");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        propose(cx, &sku, &cx.get(&PRICE)?).await
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        find::check(cx, field).await
    }

    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        if field != "price" {
            return Ok(Vec::new());
        }
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let prices = all(cx, sku.id).await?;
        let Some(now) = in_force(&prices, cx.now()).first().map(|price| price.money()) else {
            return Ok(Vec::new());
        };
        let offer = |percent: i64| {
            let price = Money::new(now.minor.saturating_mul(100 + percent) / 100, now.currency);
            Offer::new(
                format!("{} ({})", money(cx, price), crate::told::signed(cx, percent) + " %"),
                price.to_string(),
            )
        };
        Ok([-10, -5, 5].map(offer).into())
    }
}

/// A change that was shown, and whether it is to hold from the moment it is confirmed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    pub plan: Plan,
    pub now: bool,
    pub code: String,
}

/// What the change would do, with the button that does it.
pub async fn propose(cx: &Cx, sku: &Sku, text: &str) -> Result<Reply> {
    let today = cx.local(cx.now()).date_naive();
    let typed = read(text, &accounts(cx).await?, today);
    if typed.from.is_some_and(|day| day < today) {
        return Err(cx.refuse("inventory-past", kit::args![]).at("price"));
    }
    let from = typed.from.filter(|day| *day > today);
    let prices = all(cx, sku.id).await?;
    let usual = usual_currency(cx, sku, &prices).await?;
    let new = amount(cx, &typed.amount, usual, "price")?;
    let bound = |text: &Option<String>| {
        let read = text.as_deref().map(|text| amount(cx, text, Some(new.currency), "price")).transpose()?;
        if read.is_some_and(|bound| bound.currency != new.currency) {
            return Err(cx.refuse("inventory-two-currencies", kit::args![]).at("price"));
        }
        Ok(read.map(|bound| bound.minor))
    };
    let (floor, ceiling) = (bound(&typed.floor)?, bound(&typed.ceiling)?);
    // A floor that everybody could lower would guard nothing.
    if (floor.is_some() || ceiling.is_some()) && !cx.may(crate::CONFIRM) {
        return Err(cx.refuse("inventory-bounds-not-yours", kit::args![]).at("price"));
    }
    let wanted = Price {
        sku_id: sku.id,
        account_id: typed.account,
        currency: new.currency,
        amount: new.minor,
        floor,
        ceiling,
        from_at: from.map_or(cx.now(), |day| begins(cx, day)),
        actor: actor(&cx.person),
        reason: String::new(),
    };
    let mut on = cx.read().await?;
    guard(cx, &mut on, &wanted).await?;
    let plan = price::plan(&mut on, wanted).await.map_err(|error| told(cx, error))?;
    drop(on);
    ask(cx, cx.say("inventory-price-plan"), Change { plan, now: from.is_none(), code: sku.code.clone() })
        .await
}

/// Says by which bound it is out, where the shop only says that it is.
async fn guard(cx: &Cx, on: &mut kit::db::Conn, new: &Price) -> Result<()> {
    let before = price::at(on, new.sku_id, new.account_id, new.currency, new.from_at).await;
    let before = before.map_err(|error| told(cx, error))?;
    let floor = new.floor.or(before.as_ref().and_then(|price| price.floor));
    let ceiling = new.ceiling.or(before.as_ref().and_then(|price| price.ceiling));
    let written = |minor| money(cx, Money::new(minor, new.currency));
    if let Some(floor) = floor.filter(|floor| new.amount < *floor) {
        let args = kit::args![price = written(new.amount), floor = written(floor)];
        return Err(cx.refuse("inventory-below-floor", args).at("price"));
    }
    if let Some(ceiling) = ceiling.filter(|ceiling| new.amount > *ceiling) {
        let args = kit::args![price = written(new.amount), ceiling = written(ceiling)];
        return Err(cx.refuse("inventory-above-ceiling", args).at("price"));
    }
    Ok(())
}

/// The currency that is meant when none is named: that of its prices, else of where it is listed, else of its cost.
async fn usual_currency(cx: &Cx, sku: &Sku, prices: &[Price]) -> Result<Option<Currency>> {
    if let Some(price) = prices.first() {
        return Ok(Some(price.currency));
    }
    let mut on = cx.read().await?;
    let listings = listing::of(&mut on, sku.id).await.map_err(|error| told(cx, error))?;
    if let Some(currency) = listings.iter().find_map(|listing| listing.observed_currency) {
        return Ok(Some(currency));
    }
    let cost = cost::at(&mut on, sku.id, cx.now()).await.map_err(|error| told(cx, error))?;
    Ok(cost.map(|cost| cost.currency))
}

/// The question whether a price is to be set; for what is beyond this person's limit, the button that asks a lead.
pub async fn ask(cx: &Cx, heading: Text, change: Change) -> Result<Reply> {
    let text = heading.line(&described(cx, &cx.person.language, &change).await?);
    let back = Button::tap::<Show>(cx.label("kit-cancel"), &change.plan.after.sku_id.0);
    if let Some(why) = beyond(cx, &change.plan).await? {
        let request = Button::tap::<Request>(cx.label("inventory-ask-lead"), &change).look(Look::Primary);
        return Ok(Reply::text(text.line(&why)).row([request]).row([back]));
    }
    let write = Button::tap::<Write>(cx.label("inventory-write"), &change).look(Look::Success);
    Ok(Reply::text(text).row([write]).row([back]))
}

/// `DELL-7490-A, everywhere, from now on: 249.00 EUR → 239.00 EUR (−4 %)`, and the bounds.
pub async fn described(cx: &Cx, language: &str, change: &Change) -> Result<Text> {
    let (before, after) = (&change.plan.before, &change.plan.after);
    let from = if change.now {
        cx.tell_in(language, "inventory-from-now", kit::args![]).body
    } else {
        moment(cx, after.from_at)
    };
    let place = place_name(cx, language, after.account_id, &accounts(cx).await?);
    let head = Text::new().bold(&change.code).push(format!(" · {place} · {from}"));
    let old = before.as_ref().map_or_else(|| "–".to_owned(), |price| money_in(cx, language, price.money()));
    let percent = percent(&change.plan).map_or_else(String::new, |percent| {
        format!(" ({} %)", crate::told::signed_in(cx, language, percent))
    });
    let line =
        Text::new().push(format!("{old} → ")).bold(money_in(cx, language, after.money())).push(percent);
    Ok(head.line(&line.join(&bounds(cx, language, after))))
}

/// By how many percent it goes up or down, away from zero; none without a price before.
fn percent(plan: &Plan) -> Option<i64> {
    let before = plan.before.as_ref().map(|price| i128::from(price.amount)).filter(|before| *before > 0)?;
    let change = (i128::from(plan.after.amount) - before) * 100;
    let rounded = change / before + if change % before == 0 { 0 } else { change.signum() };
    i64::try_from(rounded).ok()
}

/// Why this person may not set it alone; none when they may.
pub async fn beyond(cx: &Cx, plan: &Plan) -> Result<Option<Text>> {
    if cx.may(crate::CONFIRM) {
        return Ok(None);
    }
    let limit = cx.setting(crate::NAME, &crate::LIMIT_PERCENT).await?;
    Ok(match percent(plan) {
        None => Some(cx.say("inventory-beyond-first")),
        Some(percent) if percent.abs() > limit => {
            Some(cx.tell("inventory-beyond-percent", kit::args![percent = limit]))
        }
        Some(_) => None,
    })
}

/// Sets the price that was shown, once.
pub struct Write;

impl Tap for Write {
    type Value = Change;
    const SPEC: TapSpec = TapSpec::new("ipw", crate::PRICE, "price").writes();

    async fn run(&self, cx: &mut Cx, change: Change) -> Result<Reply> {
        if let Some(why) = beyond(cx, &change.plan).await? {
            refuse_theirs(cx, &change.plan.after.actor, why)?;
            // The limit was lowered since the button was made.
            return Ok(ask(cx, cx.say("inventory-price-plan"), change).await?.instead());
        }
        let mut change = signed(cx, change);
        let text = cx.say("inventory-price-set").line(&write(cx, &mut change).await?);
        let show = Button::tap::<Show>(cx.label("inventory-prices"), &change.plan.after.sku_id.0);
        Ok(Reply::text(text).row([show]).instead())
    }
}

/// In a group one may propose and another set it: it is the other who did it, and the history names both.
pub fn signed(cx: &Cx, mut change: Change) -> Change {
    let me = actor(&cx.person);
    if change.plan.after.actor != me {
        change.plan.after.reason = proposed_by(&change.plan.after.actor);
        change.plan.after.actor = me;
    }
    change
}

/// Writes it, and says what it is now. Somebody else's change in between is a refusal, and nothing is written.
pub async fn write(cx: &mut Cx, change: &mut Change) -> Result<Text> {
    if change.now || change.plan.after.from_at < cx.now() {
        // Between the question and the answer days may lie: nothing was sold at the new price in them.
        (change.now, change.plan.after.from_at) = (true, cx.now());
    }
    match price::apply(cx.tx().await?, &change.plan).await {
        Ok(()) => {}
        Err(Error::Closed) => return Err(cx.refuse("inventory-price-moved", kit::args![])),
        Err(error) => return Err(told(cx, error)),
    }
    let after = &change.plan.after;
    cx.note("sku", &change.code);
    cx.note("price", after.money());
    described(cx, &cx.person.language, change).await
}
