//! `/tally`: what is there of the item that was asked for last, or of the one that is named: `/tally MUG-10 14`.
//!
//! In a private chat a bare number of up to four digits, or one behind `=`, does. Of those with three or four digits, which
//! codes may have, too, it takes what is said while something is being counted, and leaves the others to `/stock`. A code
//! or a photo of a barcode is then what somebody stands in front of: it is asked for next, and what is not on the list can
//! be added to it.

use commerce::catalogue::Sku;
use commerce::count::{self, Taken};
use commerce::{CountId, Error, Gtin, Kind, SkuId};
use kit::{Button, Command, Cx, Effect, Fault, Field, Input, Look, Reply, Result, Said, Spec, Tap, TapSpec};

use super::item::{after, heading, next_button, question};
use super::{Review, told};
use crate::scan::{self, Code};
use crate::told::{actor, name};
use crate::{card, doubt, find, stock};

pub struct Tally;

const QUANTITY: Field<Input> = Field::input("quantity");

impl Command for Tally {
    const SPEC: Spec = Spec::new("tally")
        .fields(&[QUANTITY.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .hears(may_be_counted)
        .icon("🧮")
        .hidden();

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&QUANTITY).await?;
        if cx.attached(&QUANTITY).is_some() {
            return photo(cx, input.bytes).await;
        }
        let typed = String::from_utf8_lossy(&input.bytes).trim().to_owned();
        let (named, number) = typed.rsplit_once(' ').unwrap_or(("", typed.as_str()));
        match (quantity(number), named.trim()) {
            (Some(quantity), "") => counted(cx, &typed, quantity).await,
            (Some(quantity), named) => {
                let sku = find::sku(cx, named).await?;
                named_and_counted(cx, &sku, quantity).await
            }
            (None, "") if stock::is_a_code(&typed) || scan::named(cx, &typed).await?.is_some() => {
                code(cx, &typed).await
            }
            (None, _) => Err(cx.refuse("inventory-count-number", kit::args![]).at("quantity")),
        }
    }
}

/// A number, or what is meant for `/stock` and `/scan` when nothing is being counted. Longer numbers are barcodes, and
/// those in between are codes at most.
fn may_be_counted(said: &Said) -> bool {
    let text = said.text.trim();
    let digits = text.strip_prefix('=').unwrap_or(text).trim();
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match &said.file {
        Some(_) => text.is_empty() && scan::is_a_photo(said),
        None if only_digits => {
            let short = digits.len() <= if text.starts_with('=') { 6 } else { 4 };
            short || digits.len() > 6
        }
        None => stock::is_a_code(text),
    }
}

/// How many; longer numbers are barcodes.
fn quantity(number: &str) -> Option<i64> {
    let digits = number.trim_start_matches('=').trim();
    digits.parse::<u32>().ok().filter(|_| digits.len() <= 6).map(i64::from)
}

/// What this person is asked for, and in which count.
async fn in_hand(cx: &Cx) -> Result<Option<(CountId, SkuId)>> {
    let who = actor(&cx.person);
    count::in_hand(&mut cx.read().await?, &who).await.map_err(|error| told(cx, error))
}

/// A number for the item that was asked for last.
async fn counted(cx: &mut Cx, typed: &str, quantity: i64) -> Result<Reply> {
    let Some((id, sku)) = in_hand(cx).await? else {
        // Shorter ones are no codes, and what stands behind `=` is none either.
        let may_be_a_code = typed.len() >= 3 && typed.bytes().all(|byte| byte.is_ascii_digit());
        if may_be_a_code && cx.may(crate::SEE) {
            return stock::answer(cx, typed).await;
        }
        return Err(cx.refuse("inventory-count-not-counting", kit::args![]));
    };
    write_down(cx, id, sku, quantity).await
}

/// A number for an item by its name: of the count that has it, or one that was found where nobody expected it.
async fn named_and_counted(cx: &mut Cx, sku: &Sku, quantity: i64) -> Result<Reply> {
    let who = actor(&cx.person);
    let mut on = cx.read().await?;
    let having = count::having(&mut on, &who, sku.id).await.map_err(|error| told(cx, error))?;
    let latest = count::latest(&mut on, &who).await.map_err(|error| told(cx, error))?;
    drop(on);
    match (having, latest) {
        (Some(id), _) => write_down(cx, id, sku.id, quantity).await,
        (None, Some(id)) => not_listed(cx, id, sku, Some(quantity)).await,
        (None, None) => Err(cx.refuse("inventory-count-not-counting", kit::args![])),
    }
}

async fn write_down(cx: &mut Cx, id: CountId, sku: SkuId, quantity: i64) -> Result<Reply> {
    let (who, now) = (actor(&cx.person), cx.now());
    let tx = cx.tx().await?;
    let item = count::record(tx, id, (sku, quantity), &who, now).await;
    let item = item.map_err(|error| told(cx, error))?;
    after(cx, id, &item).await
}

/// A code that somebody typed or scanned while they count.
async fn code(cx: &mut Cx, typed: &str) -> Result<Reply> {
    let Some((id, _)) = in_hand(cx).await? else {
        if cx.may(crate::SEE) {
            return stock::answer(cx, typed).await;
        }
        return Err(cx.refuse("inventory-count-not-counting", kit::args![]));
    };
    if typed.parse::<Gtin>().is_ok() && scan::named(cx, typed).await?.is_none() {
        return scan::unknown(cx, &Code::typed(typed), "").await;
    }
    match (find::sku(cx, typed).await, doubt::right_digit(typed)) {
        (Ok(sku), _) => chosen(cx, id, &sku).await,
        // A form asks again.
        (Err(Fault::Refused { .. }), Some(right)) if !cx.answers() => {
            doubt::ask(cx, (typed, right), "").await
        }
        (Err(fault), _) => Err(fault.at("quantity")),
    }
}

/// A photo of what somebody stands in front of.
async fn photo(cx: &mut Cx, picture: Vec<u8>) -> Result<Reply> {
    let codes = scan::codes(cx, picture).await.map_err(|fault| fault.at("quantity"))?;
    let Some((id, _)) = in_hand(cx).await? else {
        if cx.may(crate::SEE) {
            return scan::answer(cx, &codes, "").await;
        }
        return Err(cx.refuse("inventory-count-not-counting", kit::args![]));
    };
    let mut known = Vec::new();
    for code in &codes {
        known.extend(scan::of(cx, code).await?);
    }
    known.sort_unstable();
    known.dedup();
    // A box has a serial number and a network address beside its barcode; what counts is what we know.
    match known.as_slice() {
        [sku] => {
            let sku = find::sku(cx, &format!("#{sku}")).await?;
            chosen(cx, id, &sku).await
        }
        [] => scan::answer(cx, &codes, "").await,
        _ => Err(cx.refuse("inventory-count-one-at-a-time", kit::args![]).at("quantity")),
    }
}

/// Asks for the item that somebody stands in front of.
async fn chosen(cx: &mut Cx, id: CountId, sku: &Sku) -> Result<Reply> {
    let who = actor(&cx.person);
    let tx = cx.tx().await?;
    let taken = count::take(tx, id, sku.id, &who).await.map_err(|error| told(cx, error))?;
    let item = match taken {
        Taken::Yours(item) => item,
        Taken::NotListed => return not_listed(cx, id, sku, None).await,
        Taken::Counted(item) => {
            let counted = cx.number(item.counted.unwrap_or(0));
            let args = kit::args![
                code = item.code,
                counted = counted,
                by = name(&item.counted_by.unwrap_or_default()).to_owned()
            ];
            return Err(cx.refuse("inventory-count-counted", args).at("quantity"));
        }
        Taken::Theirs(item) => {
            let args = kit::args![code = item.code, by = name(&item.taken_by.unwrap_or_default()).to_owned()];
            return Err(cx.refuse("inventory-count-theirs", args).at("quantity"));
        }
    };
    let (heading, _) = heading(cx, id).await?;
    let review = Button::tap::<Review>(cx.label("inventory-count-review"), &id.0);
    let card = card::button(cx, "inventory-card", sku.id);
    Ok(question(cx, id, &item, heading).row([review, card]))
}

/// Asks whether what is not on the list belongs to the count: it was found, or it is another warehouse's list.
async fn not_listed(cx: &mut Cx, id: CountId, sku: &Sku, quantity: Option<i64>) -> Result<Reply> {
    if sku.kind != Kind::Stocked {
        return Err(told(cx, Error::NotStocked { code: sku.code.clone() }).at("quantity"));
    }
    let session = count::session(cx.tx().await?, id).await.map_err(|error| told(cx, error))?;
    let args = kit::args![
        code = sku.code.clone(),
        title = stock::short(&sku.title),
        name = session.name,
        counted = quantity.map_or_else(|| "none".to_owned(), |quantity| cx.number(quantity))
    ];
    let text = cx.tell("inventory-count-not-listed", args);
    let add = Button::tap::<Add>(cx.label("inventory-count-add"), &(id.0, sku.id.0, quantity));
    let card = card::button(cx, "inventory-card", sku.id);
    let go_on = next_button(cx.label("inventory-count-next"), id);
    Ok(Reply::text(text).row([add.look(Look::Success)]).row([go_on, card]))
}

/// Adds what was found to a count: a count's and a SKU's number, and how many there are, if that was said.
pub struct Add;

impl Tap for Add {
    type Value = (i64, i64, Option<i64>);
    const SPEC: TapSpec = TapSpec::new("inf", crate::MOVE, "count").writes();

    async fn run(&self, cx: &mut Cx, (id, sku, quantity): (i64, i64, Option<i64>)) -> Result<Reply> {
        let (id, sku) = (CountId(id), find::sku(cx, &format!("#{sku}")).await?);
        let tx = cx.tx().await?;
        count::add(tx, id, &[sku.id]).await.map_err(|error| told(cx, error))?;
        cx.note("found", &sku.code);
        let reply = match quantity {
            Some(quantity) => write_down(cx, id, sku.id, quantity).await,
            None => chosen(cx, id, &sku).await,
        };
        Ok(reply?.instead())
    }
}

#[cfg(test)]
mod story;
