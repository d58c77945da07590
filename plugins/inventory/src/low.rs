//! `/low`: what runs out, how fast it goes, and how much to order.

mod sheet;

use commerce::fold;
use commerce::low::{self, Low as Row};
use kit::{Button, Command, Cx, Field, Message, Reply, Result, Spec, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use crate::card::Show;
use crate::fault::told;
use crate::stock::short;
use crate::told::age;

pub use sheet::Sheet;

pub struct Low;

const WORDS: Field<String> = Field::rest("words").or("");

impl Command for Low {
    const SPEC: Spec = Spec::new("low").fields(&[WORDS.spec]).needs(crate::SEE).icon("📉");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        show(cx, &Page { words: cx.get(&WORDS)?.trim().to_owned(), skip: 0 }).await
    }
}

/// A page of the list: of a supplier's, or of those with these words, or of all.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    words: String,
    skip: usize,
}

/// Turns the page.
pub struct Turn;

impl Tap for Turn {
    type Value = Page;
    const SPEC: TapSpec = TapSpec::new("il", crate::SEE, "low");

    async fn run(&self, cx: &mut Cx, page: Page) -> Result<Reply> {
        Ok(show(cx, &page).await?.instead())
    }
}

/// SKUs on one page: what a phone shows without much scrolling.
const PAGE: usize = 6;

/// More than these nobody orders in one go; it bounds memory.
const MOST: i64 = 50_000;

/// The low ones of a supplier or with these words, shortest cover first.
async fn all(cx: &Cx, words: &str) -> Result<Vec<Row>> {
    let mut rows = low::page(&mut cx.read().await?, MOST, 0).await.map_err(|error| told(cx, error))?;
    let wanted = fold(words);
    rows.retain(|row| {
        let text = fold(&format!("{} {} {}", row.code, row.title, row.supplier));
        wanted.split_whitespace().all(|word| text.contains(word))
    });
    Ok(rows)
}

/// One page, and how many there are in all. Without words the database does the paging.
async fn page(cx: &Cx, page: &Page) -> Result<(Vec<Row>, usize)> {
    if !page.words.is_empty() {
        let rows = all(cx, &page.words).await?;
        let total = rows.len();
        return Ok((rows.into_iter().skip(page.skip).take(PAGE).collect(), total));
    }
    let mut on = cx.read().await?;
    let total = low::count(&mut on).await.map_err(|error| told(cx, error))?;
    let (most, skip) = (i64::try_from(PAGE).unwrap_or(0), i64::try_from(page.skip).unwrap_or(0));
    let rows = low::page(&mut on, most, skip).await.map_err(|error| told(cx, error))?;
    Ok((rows, usize::try_from(total).unwrap_or(0)))
}

async fn show(cx: &Cx, at: &Page) -> Result<Reply> {
    let (rows, total) = page(cx, at).await?;
    if rows.is_empty() {
        let key = if at.words.is_empty() { "inventory-low-none" } else { "inventory-low-none-of" };
        return Ok(Reply::text(cx.tell(key, kit::args![words = at.words.clone()])));
    }
    let args = kit::args![count = total, total = cx.number(total), words = at.words.clone()];
    let mut text = cx.tell(if at.words.is_empty() { "inventory-low" } else { "inventory-low-of" }, args);
    let refreshed = low::refreshed_at(&mut cx.read().await?).await.map_err(|error| told(cx, error))?;
    text = text.line(&refreshed.map_or_else(
        || cx.say("inventory-low-no-pace"),
        |at| cx.tell("inventory-low-pace-of", kit::args![age = age(cx, at)]),
    ));
    for row in &rows {
        text = text.push("\n").line(&line(cx, &cx.person.language, row));
    }
    let message = cards(Message::new(text), &rows);
    let turn = |key: &str, skip| Button::tap::<Turn>(cx.label(key), &Page { skip, ..at.clone() });
    let back = (at.skip > 0).then(|| turn("inventory-previous", at.skip.saturating_sub(PAGE)));
    let next = (at.skip + PAGE < total).then(|| turn("inventory-next", at.skip + PAGE));
    let message = message.row(back.into_iter().chain(next));
    Ok(Reply::message(message).row([Button::tap::<Sheet>(cx.label("inventory-as-xlsx"), &at.words)]))
}

/// A button for the card of each, two in a row.
pub fn cards(message: Message, rows: &[Row]) -> Message {
    let button = |row: &Row| Button::tap::<Show>(row.code.clone(), &row.sku.0);
    rows.chunks(2).fold(message, |message, pair| message.row(pair.iter().map(button).collect::<Vec<_>>()))
}

/// A SKU that is low: what it is, what to order, and how long it lasts.
pub fn line(cx: &Cx, language: &str, row: &Row) -> Text {
    let say = |key: &str, args| cx.tell_in(language, key, args);
    let order = kit::args![code = row.code.clone(), order = row.suggested()];
    let stock = kit::args![forecast = row.forecast(), point = row.reorder.point, incoming = row.incoming];
    let key = if row.held { "inventory-low-off-sale" } else { "inventory-low-order" };
    let text = say(key, order).push("\n   ").push(short(&row.title)).push("\n   ");
    let text = text.join(&say("inventory-low-stock", stock));
    let [week, month, quarter] = row.velocity.per_day_milli().map(|milli| rate(language, milli));
    let pace =
        kit::args![week = week, month = month, quarter = quarter, days = row.days_of_cover().unwrap_or(-1)];
    let still = row.velocity.sold.iter().all(|sold| *sold <= 0);
    text.push("\n   ").join(&say(if still { "inventory-low-still" } else { "inventory-low-pace" }, pace))
}

/// Units a day, to the hundredth.
fn rate(language: &str, milli: i64) -> String {
    let mark = if language == "en" { '.' } else { ',' };
    format!("{}{mark}{:02}", milli / 1000, milli % 1000 / 10)
}

#[cfg(test)]
mod story;
