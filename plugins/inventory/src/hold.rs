//! `/hold`: units that are kept back for somebody, for a time. They are reserved, and so not free: no transfer takes them,
//! and what is to be ordered is reckoned without them.

mod ask;

use commerce::catalogue::{self, Sku};
use commerce::reservation::{self, Ask, Reservation};
use commerce::{Error, ReservationId, SkuId, WarehouseId, balance, place};
use kit::db::Timestamp;
use kit::{Button, Command, Cx, Effect, Fault, Field, Look, Offer, Reply, Result, Spec, Tap, TapSpec, Text};
use rand::Rng;
use serde::{Deserialize, Serialize};

use crate::adjust::{SKU, WAREHOUSE};
use crate::told::{actor, moment};
use crate::{HOLD_DAYS, NAME, approve, card, change, fault, find};

pub use ask::{Decide, Request};

pub struct Hold;

const QUANTITY: Field<i64> = Field::whole("quantity", 1, 1_000_000);
const NOTE: Field<String> = Field::rest("note").or("-").asked();

/// Characters of a note: what it is for is said in a line.
const LONGEST: usize = 120;

/// What people hold, among what orders reserve.
const DOCUMENT: &str = "hold";

impl Command for Hold {
    const SPEC: Spec = Spec::new("hold")
        .fields(&[SKU.spec, QUANTITY.spec, WAREHOUSE.spec, NOTE.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .icon("🔒");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let warehouse = find::warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await?;
        let quantity = cx.get(&QUANTITY)?;
        may_be_held(cx, &sku)?;
        let free = free(cx, sku.id, warehouse.id).await?;
        if quantity > free {
            let (code, warehouse, wanted) = (sku.code, warehouse.code, quantity);
            let short = Error::Short { code, warehouse, wanted, available: free };
            return Err(told(cx, short).at("quantity"));
        }
        let until = until(cx).await?;
        let note: String = cx.get(&NOTE)?.trim_matches('-').trim().chars().take(LONGEST).collect();
        let number = format!("{:016x}", cx.rng().random::<u64>());
        let (sku, warehouse, by) = (sku.id.0, warehouse.id.0, actor(&cx.person));
        let wanted = Wanted { sku, warehouse, quantity, note, until, number, by, let_go: false };
        propose(cx, &wanted).await
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        match field {
            "sku" => may_be_held(cx, &find::sku(cx, &cx.get(&SKU)?).await?),
            _ => find::check(cx, field).await,
        }
    }

    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        match field {
            "quantity" => Ok(find::quantities()),
            "warehouse" => find::offers(cx, &find::sku(cx, &cx.get(&SKU)?).await?).await,
            _ => Ok(Vec::new()),
        }
    }
}

/// Refuses what has no stock of its own, and what is off sale: that can be promised to nobody.
fn may_be_held(cx: &Cx, sku: &Sku) -> Result<()> {
    find::refuse_unstocked(cx, sku)?;
    if sku.hold.is_some() {
        let code = sku.code.clone();
        return Err(cx.refuse("inventory-hold-off-sale", kit::args![code = code]).at("sku"));
    }
    Ok(())
}

/// Until when something is held that is held from now on.
async fn until(cx: &Cx) -> Result<Timestamp> {
    let days = u64::try_from(cx.setting(NAME, &HOLD_DAYS).await?).unwrap_or(1);
    Ok(cx.now().plus(std::time::Duration::from_hours(24 * days)))
}

/// What would be held, with the button that does it; for what is beyond this person's limits, the one that asks a lead.
async fn propose(cx: &Cx, wanted: &Wanted) -> Result<Reply> {
    let (sku, warehouse) = (SkuId(wanted.sku), WarehouseId(wanted.warehouse));
    let free = free(cx, sku, warehouse).await?;
    let left = kit::args![
        until = moment(cx, wanted.until),
        quantity = cx.number(wanted.quantity),
        free = cx.number(free),
        left = cx.number(free - wanted.quantity)
    ];
    let place = place_of(cx, sku, warehouse).await?;
    let text = cx.say("inventory-hold-plan").line(&place.join(&cx.tell("inventory-hold-left", left)));
    let text = noted(cx, &cx.person.language, text, &wanted.note);
    let cancel = card::button(cx, "kit-cancel", sku);
    if let Some(why) = beyond(cx, wanted).await? {
        let ask = Button::tap::<Request>(cx.label("inventory-ask-lead"), wanted).look(Look::Primary);
        return Ok(Reply::text(text.line(&why)).row([ask]).row([cancel]));
    }
    let yes = Button::tap::<Keep>(cx.label("inventory-hold-yes"), wanted).look(Look::Success);
    Ok(Reply::text(text).row([yes]).row([cancel]))
}

/// Why this person may not keep so many back alone; none when they may.
async fn beyond(cx: &Cx, wanted: &Wanted) -> Result<Option<Text>> {
    change::beyond(cx, wanted.quantity, &[(SkuId(wanted.sku), wanted.quantity)]).await
}

async fn free(cx: &Cx, sku: SkuId, warehouse: WarehouseId) -> Result<i64> {
    let balances = balance::of(&mut cx.read().await?, sku).await.map_err(|error| told(cx, error))?;
    Ok(balances.iter().find(|b| b.warehouse_id == warehouse).map_or(0, |b| b.free().max(0)))
}

fn noted(cx: &Cx, language: &str, text: Text, note: &str) -> Text {
    if note.is_empty() {
        text
    } else {
        text.line(&cx.tell_in(language, "inventory-hold-for", kit::args![note = note.to_owned()]))
    }
}

/// Units to hold, under a number of their own: pressed twice, they are held once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wanted {
    sku: i64,
    warehouse: i64,
    quantity: i64,
    note: String,
    until: Timestamp,
    number: String,
    /// Whose idea it is, as the hold names them.
    #[serde(default)]
    by: String,
    /// Whoever has let go of so many may hold them again, whatever the limit.
    #[serde(default)]
    let_go: bool,
}

/// Holds what was shown.
pub struct Keep;

impl Tap for Keep {
    type Value = Wanted;
    const SPEC: TapSpec = TapSpec::new("iok", crate::MOVE, "stock").writes();

    async fn run(&self, cx: &mut Cx, wanted: Wanted) -> Result<Reply> {
        let who = actor(&cx.person);
        if wanted.until <= cx.now() {
            return Err(told(cx, Error::Closed));
        }
        let holds_again = wanted.let_go && wanted.by == who;
        if let Some(why) = beyond(cx, &wanted).await?.filter(|_| !holds_again) {
            approve::refuse_theirs(cx, &wanted.by, why)?;
            // The limits were lowered since the button was made.
            return Ok(propose(cx, &wanted).await?.instead());
        }
        keep(cx, &wanted, who).await
    }
}

/// Holds it, and says so. What is to be held may be off sale since it was asked for.
async fn keep(cx: &mut Cx, wanted: &Wanted, who: String) -> Result<Reply> {
    let (sku, now) = (SkuId(wanted.sku), cx.now());
    let known = catalogue::by_id(cx.tx().await?, sku).await.map_err(|error| told(cx, error))?;
    may_be_held(cx, &known)?;
    let ask = Ask {
        sku,
        warehouse: WarehouseId(wanted.warehouse),
        quantity: wanted.quantity,
        doc: (DOCUMENT.to_owned(), wanted.number.clone(), 1),
        actor: who,
        expires_at: Some(wanted.until),
    };
    let held = reservation::hold(cx.tx().await?, &ask, &wanted.note, now).await;
    let id = held.map_err(|error| told(cx, error))?;
    cx.note("hold", id);
    let language = cx.person.language.clone();
    let text = cx.say("inventory-hold-done").line(&described(cx, &language, wanted).await?);
    let undo = Button::tap::<LetGo>(cx.label("inventory-undo"), &(id.0, true));
    Ok(Reply::text(text).row([undo]).row([card::button(cx, "inventory-card", sku)]).instead())
}

/// `MUG-10 · KYIV: `.
async fn place_of(cx: &Cx, sku: SkuId, warehouse: WarehouseId) -> Result<Text> {
    let mut on = cx.read().await?;
    let sku = catalogue::by_id(&mut on, sku).await.map_err(|error| told(cx, error))?;
    let places = place::warehouses(&mut on).await.map_err(|error| told(cx, error))?;
    let warehouse = places.into_iter().find(|it| it.id == warehouse).map(|it| it.code);
    Ok(Text::new().bold(&sku.code).push(format!(" · {}: ", warehouse.unwrap_or_default())))
}

/// `MUG-10 · KYIV: 3 until 2026-11-24 12:00`, and for whom.
async fn described(cx: &Cx, language: &str, wanted: &Wanted) -> Result<Text> {
    let place = place_of(cx, SkuId(wanted.sku), WarehouseId(wanted.warehouse)).await?;
    let (quantity, until) = (cx.number_in(language, wanted.quantity), moment(cx, wanted.until));
    let args = kit::args![quantity = quantity, until = until];
    Ok(noted(cx, language, place.join(&cx.tell_in(language, "inventory-hold-line", args)), &wanted.note))
}

/// `MUG-10 · KYIV: 3 until 2026-11-24 12:00`.
async fn line(cx: &Cx, held: &Reservation) -> Result<Text> {
    let until = held.expires_at.map_or_else(|| "–".to_owned(), |at| moment(cx, at));
    let args = kit::args![quantity = cx.number(held.quantity), until = until];
    let place = place_of(cx, held.sku_id, held.warehouse_id).await?;
    Ok(place.join(&cx.tell("inventory-hold-line", args)))
}

/// The button on a card that shows what is held of it; none when nothing is.
pub async fn button(cx: &Cx, sku: &Sku) -> Result<Option<Button>> {
    let held = held(cx, sku.id).await?;
    Ok((!held.is_empty()).then(|| Button::tap::<Held>(cx.label("inventory-held"), &sku.id.0)))
}

async fn held(cx: &Cx, sku: SkuId) -> Result<Vec<Reservation>> {
    let mut open = reservation::of(&mut cx.read().await?, sku).await.map_err(|error| told(cx, error))?;
    open.retain(|held| held.doc_type == DOCUMENT && is_running(held, cx.now()));
    Ok(open)
}

/// Whether its time is not up yet; a job clears up behind those whose time is.
fn is_running(held: &Reservation, now: Timestamp) -> bool {
    held.expires_at.is_none_or(|until| until > now)
}

/// Holds on one page, oldest first: the others come up as these go.
const MOST: usize = 8;

/// What is held of a SKU, with the way to let go of it.
pub struct Held;

impl Tap for Held {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ios", crate::MOVE, "stock");

    async fn run(&self, cx: &mut Cx, sku: i64) -> Result<Reply> {
        let open = held(cx, SkuId(sku)).await?;
        let mut text = cx.tell("inventory-hold-list", kit::args![count = open.len()]);
        let mut buttons = Vec::new();
        for (number, held) in open.iter().take(MOST).enumerate() {
            let number = cx.number(number + 1);
            let whose = [held.note.as_str(), &held.actor].into_iter().filter(|text| !text.is_empty());
            let whose = whose.collect::<Vec<_>>().join(" · ");
            text = text.push(format!("\n{number}. ")).join(&line(cx, held).await?);
            text = text.push(format!("\n    {whose}"));
            let label = cx.tell("inventory-let-go", kit::args![number = number]).body;
            buttons.push(Button::tap::<Release>(label, &held.id.0));
        }
        let reply = buttons.chunks(2).fold(Reply::text(text), |reply, pair| reply.row(pair.to_vec()));
        Ok(reply.row([card::button(cx, "kit-back", SkuId(sku))]).instead())
    }
}

/// Asks whether a hold is to be let go.
pub struct Release;

impl Tap for Release {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ior", crate::MOVE, "stock");

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let held = reservation::open_by_id(&mut cx.read().await?, ReservationId(id)).await;
        let held = held.map_err(|error| told(cx, error))?;
        if !is_running(&held, cx.now()) {
            return Err(told(cx, Error::Closed));
        }
        let text = noted(
            cx,
            &cx.person.language,
            cx.say("inventory-release-plan").line(&line(cx, &held).await?),
            &held.note,
        );
        let yes = Button::tap::<LetGo>(cx.label("inventory-release-yes"), &(id, false)).look(Look::Success);
        Ok(Reply::text(text).row([yes]).row([card::button(cx, "kit-cancel", held.sku_id)]).instead())
    }
}

/// Lets go of a hold; and whether that takes back the holding, which is not taken back itself.
pub struct LetGo;

impl Tap for LetGo {
    type Value = (i64, bool);
    const SPEC: TapSpec = TapSpec::new("iol", crate::MOVE, "stock").writes();

    async fn run(&self, cx: &mut Cx, (id, undoes): (i64, bool)) -> Result<Reply> {
        let (id, now) = (ReservationId(id), cx.now());
        let held = reservation::open_by_id(cx.tx().await?, id).await.map_err(|error| told(cx, error))?;
        let text = noted(
            cx,
            &cx.person.language,
            cx.say("inventory-release-done").line(&line(cx, &held).await?),
            &held.note,
        );
        reservation::release(cx.tx().await?, id, now).await.map_err(|error| told(cx, error))?;
        cx.note("released", id);
        let again = held.expires_at.filter(|_| !undoes).map(|until| Wanted {
            sku: held.sku_id.0,
            warehouse: held.warehouse_id.0,
            quantity: held.quantity,
            note: held.note.clone(),
            until,
            number: format!("{:016x}", cx.rng().random::<u64>()),
            by: actor(&cx.person),
            let_go: true,
        });
        let undo = again.map(|wanted| Button::tap::<Keep>(cx.label("inventory-undo"), &wanted));
        Ok(Reply::text(text).row(undo).row([card::button(cx, "inventory-card", held.sku_id)]).instead())
    }
}

fn told(cx: &Cx, error: Error) -> Fault {
    match error {
        Error::Closed => cx.refuse("inventory-hold-over", kit::args![]),
        other => fault::told(cx, other),
    }
}

#[cfg(test)]
mod story;
