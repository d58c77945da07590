//! The card of a SKU: everything worth knowing of it, and what can be done with it.

use commerce::balance::{Balance, InBin};
use commerce::card::{Card, card};
use commerce::ledger::Movement;
use commerce::listing::Listing;
use commerce::{Kind, SkuId};
use kit::{Button, Cx, Message, Reply, Result, Tap, TapSpec, Text};

use crate::fault::told;
use crate::stock::short;
use crate::told::{age, moment, money, reason, signed};
use crate::{chart, history, hold, off_sale, photo, price, watch};

/// Opens a card in the message whose button was pressed.
pub struct Show;

impl Tap for Show {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("is", crate::SEE, "stock");

    async fn run(&self, cx: &mut Cx, sku: i64) -> Result<Reply> {
        Ok(Reply::message(message(cx, SkuId(sku)).await?).instead())
    }
}

/// The button that opens a card.
pub fn button(cx: &Cx, key: &str, sku: SkuId) -> Button {
    Button::tap::<Show>(cx.label(key), &sku.0)
}

/// The card as a message.
pub async fn message(cx: &Cx, sku: SkuId) -> Result<Message> {
    let card = read(cx, sku).await?;
    let text = text(cx, &card);
    let message = Message::new(text);
    let id = card.sku.id.0;
    let command = |key: &str, name: &str| Button::command(cx.label(key), &format!("{name} #{id}"));
    let mut actions = Vec::new();
    if card.sku.kind == Kind::Stocked && cx.may(crate::MOVE) {
        actions.push(vec![command("inventory-adjust", "adjust"), command("inventory-receive", "receive")]);
        actions
            .push(vec![command("inventory-transfer", "transfer"), command("inventory-count-one", "recount")]);
        // What is off sale is promised to nobody; what was promised before can be let go.
        let mut held = Vec::new();
        held.extend(card.sku.hold.is_none().then(|| command("inventory-hold", "hold")));
        if card.balances.iter().any(|balance| balance.reserved > 0) {
            held.extend(hold::button(cx, &card.sku).await?);
        }
        actions.push(held);
    }
    let watching = watch::is_watching(cx, sku).await?;
    let mut views = vec![history::button(cx, sku), watch::button(cx, sku, watching)];
    views.extend(cx.may(crate::CONFIRM).then(|| off_sale::button(cx, &card.sku)));
    actions.push(views);
    let prices = Button::tap::<price::Show>(cx.label("inventory-open-prices"), &id);
    actions.push(vec![chart::button(cx, sku), prices, button(cx, "inventory-refresh", sku)]);
    actions.push(photo::button(cx, &card.sku).into_iter().collect());
    Ok(actions.into_iter().fold(message, Message::row))
}

pub async fn read(cx: &Cx, sku: SkuId) -> Result<Card> {
    card(&mut cx.read().await?, sku, cx.now()).await.map_err(|error| told(cx, error))
}

fn text(cx: &Cx, card: &Card) -> Text {
    let sku = &card.sku;
    let condition = cx.label(&format!("inventory-condition-{}", sku.condition.name()));
    let mut text = Text::new().bold(&sku.code).push(format!(" · {condition}")).push("\n").push(&sku.title);
    if let Some(why) = &sku.hold {
        text = text.line(&cx.tell("inventory-on-hold", kit::args![why = why.clone()]));
    }
    text = text.push("\n");
    for balance in &card.balances {
        let mut line = Text::new().bold(&balance.warehouse_code).push(": ");
        line = line.join(&cx.tell(
            "inventory-balance",
            kit::args![
                hand = cx.number(balance.on_hand),
                reserved = cx.number(balance.reserved),
                incoming = cx.number(balance.incoming),
                // What is off sale can be promised to nobody.
                free = cx.number(if card.is_off_sale() { 0 } else { balance.free() }),
                has_reserved = balance.reserved,
                has_incoming = balance.incoming
            ],
        ));
        text = text.line(&line.push(bins(cx, card, balance)));
    }
    match sku.kind {
        Kind::Kit => text = text.line(&components(cx, card)),
        Kind::Virtual => text = text.line(&cx.say("inventory-virtual")),
        Kind::Stocked if card.balances.is_empty() => text = text.line(&cx.say("inventory-nowhere")),
        Kind::Stocked => {}
    }
    for listing in &card.listings {
        text = text.line(&listed(cx, listing));
    }
    for line in [reorder(cx, card), velocity(cx, card)].into_iter().flatten() {
        text = text.line(&line);
    }
    if !card.movements.is_empty() {
        text = text.push("\n");
    }
    for movement in &card.movements {
        text = text.line(&moved(cx, movement));
    }
    if !card.barcodes.is_empty() {
        let codes: Vec<_> = card.barcodes.iter().map(|code| short(&code.to_string())).collect();
        text = text.push("\n").line(&Text::new().push("🏷 ").push(first(cx, &codes, LABELS)));
    }
    text
}

/// The shelves to walk to, where there is something to fetch.
fn bins(cx: &Cx, card: &Card, balance: &Balance) -> String {
    let here = |bin: &&InBin| bin.warehouse_id == balance.warehouse_id && balance.on_hand > 0;
    let codes: Vec<_> = card.bins.iter().filter(here).map(|bin| bin.code.clone()).collect();
    if codes.is_empty() { String::new() } else { format!(" · 📍 {}", first(cx, &codes, BINS)) }
}

/// The first of them, and how many more there are.
fn first(cx: &Cx, all: &[String], most: usize) -> String {
    let (shown, more) = all.split_at(most.min(all.len()));
    let more = if more.is_empty() { String::new() } else { format!(", +{}", cx.number(more.len())) };
    format!("{}{more}", shown.join(", "))
}

/// Bins shown of a warehouse.
const BINS: usize = 3;

/// Labels shown: a SKU with serial numbers has hundreds.
const LABELS: usize = 6;

fn components(cx: &Cx, card: &Card) -> Text {
    let parts: Vec<_> =
        card.components.iter().map(|c| format!("{} × {}", cx.number(c.quantity), c.code)).collect();
    let text = cx.tell("inventory-kit", kit::args![parts = parts.join(", ")]);
    let held: Vec<_> = card.components.iter().filter(|c| c.held).map(|c| c.code.clone()).collect();
    if held.is_empty() {
        return text;
    }
    text.line(&cx.tell("inventory-kit-off-sale", kit::args![parts = held.join(", ")]))
}

/// What an account offers, and how old that knowledge is.
fn listed(cx: &Cx, listing: &Listing) -> Text {
    let unknown = || "?".to_owned();
    let state = cx.label(&format!("inventory-listing-{}", listing.state.name()));
    let quantity = listing.observed_quantity.map_or_else(unknown, |quantity| cx.number(quantity));
    let price = listing.price().map_or_else(unknown, |price| money(cx, price));
    let seen = listing.observed_at.map_or_else(unknown, |at| age(cx, at));
    let line = cx
        .tell("inventory-listed", kit::args![quantity = quantity, price = price, state = state, age = seen]);
    Text::new().push("🛒 ").bold(&listing.account_code).push(": ").join(&line)
}

fn reorder(cx: &Cx, card: &Card) -> Option<Text> {
    let (reorder, suggested) = (card.reorder()?, card.suggested()?);
    let args = kit::args![
        point = cx.number(reorder.point),
        forecast = cx.number(card.forecast()),
        order = cx.number(suggested)
    ];
    Some(cx.tell(if suggested > 0 { "inventory-order" } else { "inventory-enough" }, args))
}

fn velocity(cx: &Cx, card: &Card) -> Option<Text> {
    let [_, month, _] = card.velocity.sold;
    let days = card.days_of_cover()?;
    Some(cx.tell("inventory-velocity", kit::args![month = cx.number(month), days = cx.number(days)]))
}

/// A movement, in a line.
pub fn moved(cx: &Cx, movement: &Movement) -> Text {
    // What takes another movement back is of that one's kind, and says nothing of its own.
    let what = match movement.reverses {
        Some(_) => cx.label("inventory-taken-back"),
        None => cx.label(&format!("inventory-kind-{}", movement.kind.name())),
    };
    let why = if movement.reverses.is_some() { "" } else { movement.reason.as_str() };
    let why =
        if why.is_empty() { String::new() } else { format!(" · {}", reason(cx, &cx.person.language, why)) };
    let undone = if movement.reversed_by.is_some() { " ↩" } else { "" };
    let bin = movement.bin_code.as_ref().map(|bin| format!(" · {bin}")).unwrap_or_default();
    let place = format!(" {}{bin} → {}", movement.warehouse_code, cx.number(movement.balance_after));
    let when = moment(cx, movement.occurred_at);
    Text::new()
        .bold(signed(cx, movement.delta))
        .push(format!("{place} · {what}{why}{undone}\n    {when} · {}", movement.actor))
}
