//! Item by item: the bot shows what to count next, and takes a number, a button or a later.

use commerce::count::{self, Item, Progress};
use commerce::{CountId, SkuId};
use kit::{Button, Cx, Look, Reply, Result, Tap, TapSpec, Text};

use super::{Review, told};
use crate::stock::short;
use crate::told::actor;

/// The button that goes on with a count. It can be pressed by several people, each of whom gets an item of their own, and
/// so it is a command: what a tap writes, it writes once.
pub fn next_button(label: impl Into<String>, id: CountId) -> Button {
    Button::command(label, &format!("count #{id}"))
}

/// Shows the next item; what is done, when there is none.
pub async fn next(cx: &mut Cx, id: CountId) -> Result<Reply> {
    let who = actor(&cx.person);
    let tx = cx.tx().await?;
    let item = count::next(tx, id, &who).await;
    let item = item.map_err(|error| told(cx, error))?;
    let (heading, progress) = heading(cx, id).await?;
    let review = Button::tap::<Review>(cx.label("inventory-count-review"), &id.0);
    let Some(item) = item else {
        let done = progress.counted == progress.items;
        let text = heading.line(&cx.say(if done { "inventory-count-done" } else { "inventory-count-taken" }));
        let text = if done { text.line(&cx.say("inventory-count-found-how")) } else { text };
        let again = (!done).then(|| next_button(cx.label("inventory-count-next"), id));
        return Ok(Reply::text(text).row(again).row([review]).instead());
    };
    // What is written next answers this, and not a question that was left open before.
    cx.close_form();
    Ok(question(cx, id, &item, heading).row([review]).instead())
}

/// How far a count is.
pub async fn heading(cx: &mut Cx, id: CountId) -> Result<(Text, Progress)> {
    let tx = cx.tx().await?;
    let (session, progress) = (count::session(tx, id).await, count::progress(tx, id).await);
    let (session, progress) = (session.map_err(|e| told(cx, e))?, progress.map_err(|e| told(cx, e))?);
    let args = kit::args![name = session.name, counted = progress.counted, items = progress.items];
    Ok((cx.tell("inventory-count-progress", args), progress))
}

/// What was just written down, so that a slip is seen at once, and the next item.
pub async fn after(cx: &mut Cx, id: CountId, item: &Item) -> Result<Reply> {
    let counted = item.counted.unwrap_or(0);
    cx.note(&item.code, counted);
    let mut reply = next(cx, id).await?;
    let line = Text::new().push("✔ ").bold(&item.code).push(format!(": {}\n", cx.number(counted)));
    for message in &mut reply.messages {
        message.text = line.clone().join(&message.text);
    }
    Ok(reply)
}

pub fn question(cx: &Cx, id: CountId, item: &Item, heading: Text) -> Reply {
    let text = heading.push("\n\n").bold(&item.code).push("\n").push(short(&item.title)).push("\n");
    let text = text.line(&cx.say("inventory-count-how-many"));
    let this = (id.0, item.sku_id.0);
    let expected = Button::tap::<Expected>(cx.label("inventory-count-expected"), &this).look(Look::Success);
    let typed = Button::command(cx.label("inventory-count-type"), "tally");
    let later = Button::tap::<Later>(cx.label("inventory-count-later"), &this);
    let leave = Button::tap::<Leave>(cx.label("inventory-count-leave"), &id.0);
    Reply::text(text).row([expected, typed]).row([later, leave])
}

/// As many as the bot expects: nothing is typed, and so nothing mistyped.
pub struct Expected;

impl Tap for Expected {
    type Value = (i64, i64);
    const SPEC: TapSpec = TapSpec::new("ine", crate::MOVE, "count").writes();

    async fn run(&self, cx: &mut Cx, (id, sku): (i64, i64)) -> Result<Reply> {
        let (id, sku) = (CountId(id), SkuId(sku));
        let (who, now) = (actor(&cx.person), cx.now());
        let tx = cx.tx().await?;
        let item = count::as_expected(tx, id, sku, &who, now).await.map_err(|error| told(cx, error))?;
        let item = item.ok_or_else(|| cx.refuse("inventory-count-not-yours", kit::args![]))?;
        after(cx, id, &item).await
    }
}

/// Not now: it comes again at the end.
pub struct Later;

impl Tap for Later {
    type Value = (i64, i64);
    const SPEC: TapSpec = TapSpec::new("inl", crate::MOVE, "count").writes();

    async fn run(&self, cx: &mut Cx, (id, sku): (i64, i64)) -> Result<Reply> {
        let who = actor(&cx.person);
        let tx = cx.tx().await?;
        count::put_off(tx, CountId(id), SkuId(sku), &who).await.map_err(|error| told(cx, error))?;
        next(cx, CountId(id)).await
    }
}

/// Somebody goes home: what they have not counted is for others.
pub struct Leave;

impl Tap for Leave {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ing", crate::MOVE, "count").writes();

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let who = actor(&cx.person);
        let tx = cx.tx().await?;
        count::give_back(tx, CountId(id), &who).await.map_err(|error| told(cx, error))?;
        let again = next_button(cx.label("inventory-count-next"), CountId(id));
        Ok(Reply::text(cx.say("inventory-count-left")).row([again]).instead())
    }
}
