//! A report in words, with buttons for the time, the grouping, the picture and the spreadsheet.

use std::collections::{BTreeMap, BTreeSet};

use commerce::report::{self, By as Best, Ranking, Row, TopSku};
use commerce::{Currency, Money, SkuId};
use kit::{Button, Cx, Look, Message, Reply, Result, Text};

use super::view::{By, View};
use super::{PROFIT, Picture, SALES, Sheet, Turn, accounts, refused, sku};
use crate::told::money;
use crate::{card, chart};

/// Lines of a list on a phone; the rest is in the spreadsheet.
const LINES: usize = 16;

/// Rows with what each belongs to: a day, or a marketplace.
pub type Grouped = BTreeMap<(String, Currency, bool), Row>;

pub async fn show<const MONEY: bool>(cx: &Cx, view: &View) -> Result<Reply> {
    let rows = rows::<MONEY>(cx, view).await?;
    let mut text = heading::<MONEY>(cx, view).await?;
    if rows.is_empty() {
        text = text.push("\n").line(&cx.say("inventory-sales-none"));
    }
    text = text.join(&totals::<MONEY>(cx, &rows));
    match view.0 {
        By::Top | By::Bottom => {
            let several = currencies(&rows);
            for currency in &several {
                let list = best::<MONEY>(cx, view, *currency).await?;
                let of = cx.tell("inventory-sold-in", kit::args![currency = currency.to_string()]);
                text = text.push("\n").line(&if several.len() > 1 { of.line(&list) } else { list });
            }
        }
        _ if rows.is_empty() => {}
        _ => text = text.push("\n").join(&lines::<MONEY>(cx, &grouped(cx, view, &rows).await?)),
    }
    Ok(Reply::message(keyboard::<MONEY>(cx, view, Message::new(text), &rows)))
}

/// What was sold, by step, account and currency. Whether fees are settled is nothing to those who do not see them, so it
/// parts only what leads look at.
pub async fn rows<const MONEY: bool>(cx: &Cx, view: &View) -> Result<Vec<Row>> {
    let rows =
        report::report(&mut cx.read().await?, &view.ask(cx)).await.map_err(|error| refused(cx, error))?;
    let mut together: BTreeMap<_, Row> = BTreeMap::new();
    for mut row in rows {
        // The first week of a month may begin in the month before, but what is counted in it does not.
        row.from = row.from.max(view.3);
        row.settled &= MONEY;
        let key = (row.from, row.account, row.currency, row.settled);
        match together.get_mut(&key) {
            None => drop(together.insert(key, row)),
            Some(sum) => add(sum, &row),
        }
    }
    Ok(together.into_values().collect())
}

/// `📊 Sales · MUG-10 · ebay-main` and the days.
async fn heading<const MONEY: bool>(cx: &Cx, view: &View) -> Result<Text> {
    let title = title::<MONEY>(cx, view).await?;
    let days = if view.3 == view.4 { view.3.to_string() } else { format!("{} – {}", view.3, view.4) };
    let text = Text::new().bold(title).push("\n").push(days);
    let Some(currency) = view.5 else { return Ok(text) };
    Ok(text.line(&cx.tell("inventory-sales-converted", kit::args![currency = currency.to_string()])))
}

pub async fn title<const MONEY: bool>(cx: &Cx, view: &View) -> Result<String> {
    let mut title = cx.label(if MONEY { "inventory-profit" } else { "inventory-sales" });
    if let Some(sku) = sku(cx, view).await? {
        title = format!("{title} · {}", sku.code);
    }
    if let Some(id) = view.account() {
        let accounts = accounts(cx).await?;
        let code = accounts.into_iter().find(|account| account.id == id).map(|account| account.code);
        title = format!("{title} · {}", code.unwrap_or_default());
    }
    Ok(title)
}

pub fn currencies(rows: &[Row]) -> BTreeSet<Currency> {
    rows.iter().map(|row| row.currency).collect()
}

/// Adds up what belongs together; estimated and settled stay apart, and so do currencies.
fn added<'a>(rows: impl IntoIterator<Item = (String, &'a Row)>) -> Grouped {
    let mut sums = Grouped::new();
    for (name, row) in rows {
        let key = (name, row.currency, row.settled);
        match sums.get_mut(&key) {
            None => drop(sums.insert(key, row.clone())),
            Some(sum) => add(sum, row),
        }
    }
    sums
}

fn add(sum: &mut Row, more: &Row) {
    for (mine, more) in [
        (&mut sum.units, more.units),
        (&mut sum.revenue, more.revenue),
        (&mut sum.fees, more.fees),
        (&mut sum.shipping, more.shipping),
        (&mut sum.refunded, more.refunded),
        (&mut sum.cost, more.cost),
        (&mut sum.uncosted, more.uncosted),
    ] {
        *mine = mine.saturating_add(more);
    }
}

/// By step of time, or by marketplace.
pub async fn grouped(cx: &Cx, view: &View, rows: &[Row]) -> Result<Grouped> {
    if view.0 != By::Place {
        return Ok(added(rows.iter().map(|row| (row.from.to_string(), row))));
    }
    let accounts = accounts(cx).await?;
    let place = |row: &Row| accounts.iter().find(|account| account.id == row.account);
    Ok(added(
        rows.iter()
            .map(|row| (place(row).map_or_else(String::new, |account| account.marketplace.clone()), row)),
    ))
}

fn totals<const MONEY: bool>(cx: &Cx, rows: &[Row]) -> Text {
    let sums = added(rows.iter().map(|row| (String::new(), row)));
    let mut text = Text::new();
    for row in sums.values() {
        let of = |minor| money(cx, Money::new(minor, row.currency));
        if !MONEY {
            let args = kit::args![units = cx.number(row.units), revenue = of(row.revenue)];
            text = text.push("\n").join(&cx.tell("inventory-sales-sum", args));
            continue;
        }
        let args = kit::args![
            units = cx.number(row.units),
            revenue = of(row.revenue),
            fees = of(row.fees),
            shipping = of(row.shipping),
            refunded = of(row.refunded),
            cost = of(row.cost),
            margin = of(row.margin()),
            percent = percent(row),
            uncosted = row.uncosted,
            settled = if row.settled { "yes" } else { "no" }
        ];
        text = text.push("\n\n").join(&cx.tell("inventory-profit-sum", args));
    }
    text
}

/// The margin in percent of what was taken, rounded down.
fn percent(row: &Row) -> i64 {
    let taken = i128::from(row.revenue.max(1));
    i64::try_from((i128::from(row.margin()) * 100).div_euclid(taken)).unwrap_or(0)
}

fn lines<const MONEY: bool>(cx: &Cx, groups: &Grouped) -> Text {
    let mut text = Text::new();
    // The newest are at the end, and they are what people look for.
    let skip = groups.len().saturating_sub(LINES);
    for ((name, currency, settled), row) in groups.iter().skip(skip) {
        let amount = if MONEY { row.margin() } else { row.revenue };
        let mark = if MONEY && !settled { "≈ " } else { "" };
        let line = Text::new().push(format!("{name} · {} · {mark}", cx.number(row.units)));
        text = text.line(&line.bold(money(cx, Money::new(amount, *currency))));
    }
    let text = Text::new().push("\n").join(&text);
    if skip == 0 { text } else { text.line(&cx.tell("inventory-sales-more", kit::args![count = skip])) }
}

pub async fn ranked<const MONEY: bool>(
    cx: &Cx,
    view: &View,
    currency: Currency,
    most: i64,
) -> Result<Vec<TopSku>> {
    let by = if MONEY { Best::Margin } else { Best::Units };
    let ranking = Ranking { by, bottom: view.0 == By::Bottom, most };
    let (mut on, period, account) = (cx.read().await?, view.period(cx), view.account());
    let found = match view.5 {
        Some(all) => report::top_together(&mut on, &period, account, all, ranking).await,
        None => report::top(&mut on, &period, account, currency, ranking).await,
    };
    found.map_err(|error| refused(cx, error))
}

/// SKUs of a ranking.
const RANKED: i64 = 10;

async fn best<const MONEY: bool>(cx: &Cx, view: &View, currency: Currency) -> Result<Text> {
    let mut text = Text::new();
    for sku in ranked::<MONEY>(cx, view, currency, RANKED).await? {
        let amount = if MONEY { sku.margin } else { sku.revenue };
        let line = Text::new().bold(&sku.code).push(format!(" · {} · ", cx.number(sku.units)));
        text = text.line(&line.push(money(cx, Money::new(amount, currency))));
    }
    Ok(text)
}

fn keyboard<const MONEY: bool>(cx: &Cx, view: &View, message: Message, rows: &[Row]) -> Message {
    let today = cx.local(cx.now()).date_naive();
    let turn = |key: &str, to: View| {
        let look = if to == *view { Look::Primary } else { Look::Plain };
        Button::tap::<Turn<MONEY>>(cx.label(key), &to).look(look)
    };
    let days = |key: &str, days| {
        let to = View::last_days(days, today);
        turn(key, view.over(to.3, to.4))
    };
    let times = [
        days("inventory-7-days", 7),
        days("inventory-30-days", 30),
        days("inventory-90-days", 90),
        days("inventory-year", 365),
    ];
    let steps =
        [("inventory-by-day", By::Day), ("inventory-by-week", By::Week), ("inventory-by-month", By::Month)];
    let mut others = vec![("inventory-by-place", By::Place)];
    // One SKU is the best and the worst of itself.
    if view.1.is_none() {
        others.extend([("inventory-top", By::Top), ("inventory-bottom", By::Bottom)]);
    }
    let button = |(key, by): (&str, By)| turn(key, view.by(by));
    let mut message =
        message.row(times).row(steps.map(button)).row(others.into_iter().map(button).collect::<Vec<_>>());
    let several = currencies(rows);
    let label =
        |currency: &Currency| cx.tell("inventory-all-in", kit::args![currency = currency.to_string()]).body;
    if several.len() > 1 {
        let into = |currency: Currency| {
            Button::tap::<Turn<MONEY>>(label(&currency), &view.in_currency(Some(currency)))
        };
        message = message.row(several.into_iter().take(3).map(into).collect::<Vec<_>>());
    } else if view.5.is_some() {
        message = message.row([turn("inventory-apart", view.in_currency(None))]);
    }
    if !rows.is_empty() {
        let picture = Button::tap::<Picture<MONEY>>(cx.label("inventory-as-picture"), &(*view, false));
        let sheet = Button::tap::<Sheet<MONEY>>(cx.label("inventory-as-xlsx"), view);
        message = message.row([picture, sheet]);
    }
    let other = if MONEY {
        Some(Button::tap::<Turn<SALES>>(cx.label("inventory-sales"), view))
    } else {
        cx.may(crate::MONEY).then(|| Button::tap::<Turn<PROFIT>>(cx.label("inventory-profit"), view))
    };
    let message = message.row(other);
    let Some(sku) = view.1 else { return message };
    message.row([chart::button(cx, SkuId(sku)), card::button(cx, "inventory-card", SkuId(sku))])
}
