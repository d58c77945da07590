//! `/price`: what a SKU is sold for, where, since when, and between which bounds.

mod ask;
mod change;
mod typed;

use std::collections::BTreeSet;

use commerce::catalogue::Sku;
use commerce::place::{self, Account};
use commerce::price::{self, Price};
use commerce::{AccountId, Money, SkuId, listing};
use kit::db::Timestamp;
use kit::{Button, Command, Cx, Field, Message, Reply, Result, Spec, Tap, TapSpec, Text};

use crate::adjust::SKU;
use crate::card;
use crate::fault::told;
use crate::find;
use crate::told::{age, moment, money, money_in};

pub use ask::{Decide, Request};
pub use change::{SetPrice, Write};
pub use typed::{FROM, amount, begins, date};

pub struct Prices;

const CHANGE: Field<String> = Field::rest("change").or("");

impl Command for Prices {
    const SPEC: Spec = Spec::new("price").fields(&[SKU.spec, CHANGE.spec]).needs(crate::SEE).icon("💶");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let change = cx.get(&CHANGE)?;
        if change.is_empty() {
            return Ok(Reply::message(message(cx, &sku).await?));
        }
        if !cx.may(crate::PRICE) {
            return Err(cx.refuse("inventory-price-not-yours", kit::args![]));
        }
        change::propose(cx, &sku, &change).await
    }
}

/// Opens the prices in the message whose button was pressed; the value is the SKU's number.
pub struct Show;

impl Tap for Show {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ip", crate::SEE, "price");

    async fn run(&self, cx: &mut Cx, sku: i64) -> Result<Reply> {
        let sku = find::sku(cx, &format!("#{sku}")).await?;
        Ok(Reply::message(message(cx, &sku).await?).instead())
    }
}

/// Prices read at once: more than any SKU has.
const MOST: i64 = 500;

pub(super) async fn all(cx: &Cx, sku: SkuId) -> Result<Vec<Price>> {
    price::history(&mut cx.read().await?, sku, MOST).await.map_err(|error| told(cx, error))
}

pub(super) async fn accounts(cx: &Cx) -> Result<Vec<Account>> {
    place::accounts(&mut cx.read().await?).await.map_err(|error| told(cx, error))
}

async fn message(cx: &Cx, sku: &Sku) -> Result<Message> {
    let (prices, accounts) = (all(cx, sku.id).await?, accounts(cx).await?);
    let mut text = Text::new().push("💶 ").bold(&sku.code).push("\n").push(&sku.title).push("\n");
    let now = in_force(&prices, cx.now());
    if now.is_empty() {
        text = text.line(&cx.say("inventory-price-none"));
    }
    for price in now {
        text = text.line(&held(cx, price, &accounts));
    }
    let mut coming: Vec<_> = prices.iter().filter(|price| price.from_at > cx.now()).collect();
    coming.sort_by_key(|price| price.from_at);
    for price in coming {
        let from = moment(cx, price.from_at);
        let args = kit::args![
            from = from,
            price = money(cx, price.money()),
            place = place_name(cx, &cx.person.language, price.account_id, &accounts)
        ];
        text = text.line(&cx.tell("inventory-price-coming", args));
    }
    let listings = listing::of(&mut cx.read().await?, sku.id).await.map_err(|error| told(cx, error))?;
    for listing in &listings {
        let (Some(price), Some(at)) = (listing.price(), listing.observed_at) else { continue };
        let args =
            kit::args![account = listing.account_code.clone(), price = money(cx, price), age = age(cx, at)];
        text = text.line(&cx.tell("inventory-price-shown", args));
    }
    let id = sku.id.0;
    let change = cx
        .may(crate::PRICE)
        .then(|| Button::command(cx.label("inventory-price-change"), &format!("setprice #{id}")));
    let history = (!prices.is_empty()).then(|| Button::tap::<History>(cx.label("inventory-history"), &id));
    let cost =
        cx.may(crate::MONEY).then(|| Button::tap::<crate::cost::Show>(cx.label("inventory-cost"), &id));
    let back = card::button(cx, "inventory-card", sku.id);
    Ok(Message::new(text).row(change).row(history.into_iter().chain(cost)).row([back]))
}

/// What holds at a time: of each account and currency the newest that has begun. The general one comes first.
fn in_force(newest_first: &[Price], at: Timestamp) -> Vec<&Price> {
    let mut seen = BTreeSet::new();
    let begun = newest_first.iter().filter(|price| price.from_at <= at);
    let mut found: Vec<_> = begun.filter(|price| seen.insert((price.account_id, price.currency))).collect();
    found.sort_by_key(|price| (price.account_id, price.currency));
    found
}

/// `Everywhere: 249.00 EUR (199.00 to 299.00), since 2026-11-01`.
fn held(cx: &Cx, price: &Price, accounts: &[Account]) -> Text {
    let language = &cx.person.language;
    let args = kit::args![
        place = place_name(cx, language, price.account_id, accounts),
        price = money(cx, price.money()),
        since = moment(cx, price.from_at)
    ];
    cx.tell("inventory-price-held", args).join(&bounds(cx, language, price))
}

/// Floor and ceiling, when there are any.
fn bounds(cx: &Cx, language: &str, price: &Price) -> Text {
    let mut text = Text::new();
    for (key, bound) in [("inventory-price-floor", price.floor), ("inventory-price-ceiling", price.ceiling)] {
        if let Some(minor) = bound {
            let args = kit::args![price = money_in(cx, language, Money::new(minor, price.currency))];
            text = text.join(&cx.tell_in(language, key, args));
        }
    }
    text
}

/// An account's code, or “everywhere”.
fn place_name(cx: &Cx, language: &str, account: Option<AccountId>, accounts: &[Account]) -> String {
    let Some(id) = account else { return cx.tell_in(language, "inventory-everywhere", kit::args![]).body };
    accounts
        .iter()
        .find(|account| account.id == id)
        .map_or_else(|| id.to_string(), |account| account.code.clone())
}

/// Who set which price when, newest first; the value is the SKU's number.
pub struct History;

/// Changes shown: as many as fit a phone twice.
const SHOWN: usize = 15;

impl Tap for History {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("iph", crate::SEE, "price");

    async fn run(&self, cx: &mut Cx, sku: i64) -> Result<Reply> {
        let sku = find::sku(cx, &format!("#{sku}")).await?;
        let (prices, accounts) = (all(cx, sku.id).await?, accounts(cx).await?);
        let mut text = Text::new().push("📜 ").bold(&sku.code);
        let language = &cx.person.language;
        for price in prices.iter().take(SHOWN) {
            let reason =
                if price.reason.is_empty() { String::new() } else { format!(" · {}", price.reason) };
            let line = Text::new().push(moment(cx, price.from_at)).push(" · ").bold(money(cx, price.money()));
            let line = line.push(format!(" · {}", place_name(cx, language, price.account_id, &accounts)));
            let line = line.join(&bounds(cx, language, price));
            text = text.line(&line.push(format!("\n    {}{reason}", price.actor)));
        }
        let back = Button::tap::<Show>(cx.label("kit-back"), &sku.id.0);
        Ok(Reply::text(text).row([back]).instead())
    }
}

#[cfg(test)]
mod story;
