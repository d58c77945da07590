//! A report as a picture.

use std::collections::BTreeMap;

use charts::{Chart, Form, MOST_SERIES, Numbers, Series, Theme};
use chrono::NaiveDate;
use commerce::report::Row;
use commerce::{Currency, Every};
use kit::{Button, Context, Cx, Message, Reply, Result, Tap, TapSpec};

use super::accounts;
use super::told::{currencies, grouped, ranked, rows, title};
use super::view::{By, View};

/// Draws it; the second value is whether the chat it is looked at in is dark.
pub struct Picture<const MONEY: bool>;

impl<const MONEY: bool> Tap for Picture<MONEY> {
    type Value = (View, bool);
    const SPEC: TapSpec = if MONEY {
        TapSpec::new("ipp", crate::MONEY, "profit")
    } else {
        TapSpec::new("isp", crate::SEE, "sales")
    };

    async fn run(&self, cx: &mut Cx, (view, dark): (View, bool)) -> Result<Reply> {
        let rows = rows::<MONEY>(cx, &view).await?;
        // One axis has one unit: the currency most was sold in. The others have buttons of their own to be turned into it.
        let units = |currency: &Currency| {
            rows.iter().filter(|row| row.currency == *currency).map(|row| row.units).sum::<i64>()
        };
        let Some(currency) = currencies(&rows).into_iter().max_by_key(units) else {
            return Err(cx.refuse("inventory-sales-none", kit::args![]));
        };
        let rows: Vec<_> = rows.into_iter().filter(|row| row.currency == currency).collect();
        let chart = chart::<MONEY>(cx, &view, currency, rows, dark).await?;
        let png = kit::busy(move || charts::png(&chart)).await?.context("the chart cannot be drawn")?;
        let label = cx.label(if dark { "inventory-light" } else { "inventory-dark" });
        let switch = Button::tap::<Self>(label, &(view, !dark));
        Ok(Reply::message(Message::default().picture("sales.png", png)).row([switch]))
    }
}

/// Points of time on a picture.
const POINTS: usize = 400;

async fn chart<const MONEY: bool>(
    cx: &Cx,
    view: &View,
    currency: Currency,
    rows: Vec<Row>,
    dark: bool,
) -> Result<Chart> {
    let (labels, series) = match view.0 {
        By::Day | By::Week | By::Month => over_time::<MONEY>(cx, view, &rows).await?,
        By::Place => by_place::<MONEY>(cx, view, &rows).await?,
        By::Top | By::Bottom => best::<MONEY>(cx, view, currency).await?,
    };
    Ok(Chart {
        title: bare(&title::<MONEY>(cx, view).await?),
        note: format!("{} – {}, {currency}", view.3, view.4),
        labels,
        series,
        form: if view.0 == By::Top || view.0 == By::Bottom { Form::Bars } else { Form::Stacked },
        numbers: numbers(cx, currency),
        theme: if dark { Theme::Dark } else { Theme::Light },
    })
}

/// Words without the picture before them: the font of charts has letters only.
fn bare(label: &str) -> String {
    label.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// How this person writes amounts.
pub fn numbers(cx: &Cx, currency: Currency) -> Numbers {
    let english = cx.person.language == "en";
    let (gap, mark) = if english { (',', '.') } else { ('\u{a0}', ',') };
    Numbers { decimals: currency.exponent(), gap, mark, unit: currency.to_string() }
}

type Drawn = (Vec<String>, Vec<Series>);

/// What a row counts for, and the series it belongs to: estimated and settled margins apart, sales by marketplace.
fn amount<const MONEY: bool>(row: &Row) -> i64 {
    if MONEY { row.margin() } else { row.revenue }
}

async fn over_time<const MONEY: bool>(cx: &Cx, view: &View, rows: &[Row]) -> Result<Drawn> {
    let steps = steps(view.every(), view.3, view.4);
    let accounts = accounts(cx).await?;
    let mut sums: BTreeMap<String, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    for row in rows {
        let place = accounts
            .iter()
            .find(|account| account.id == row.account)
            .map(|account| account.marketplace.as_str());
        let name = if MONEY { settled(cx, row.settled) } else { place.unwrap_or_default().to_owned() };
        let sum = sums.entry(name).or_default().entry(row.from).or_default();
        *sum = sum.saturating_add(amount::<MONEY>(row));
    }
    let values = |of: &BTreeMap<NaiveDate, i64>| {
        steps.iter().map(|day| Some(of.get(day).copied().unwrap_or(0))).collect()
    };
    let series = sums.iter().map(|(name, of)| Series { name: name.clone(), values: values(of) }).collect();
    let short = |day: &NaiveDate| match view.0 {
        By::Month => day.format("%Y-%m").to_string(),
        _ => day.format("%m-%d").to_string(),
    };
    Ok((steps.iter().map(short).collect(), most(cx, series)))
}

/// The first days of all steps, also of those in which nothing was sold.
fn steps(every: Every, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let mut steps = Vec::new();
    let mut day = every.first_day(first);
    while day <= last && steps.len() < POINTS {
        steps.push(day.max(first));
        let next = every.next(day);
        if next <= day {
            break;
        }
        day = next;
    }
    steps
}

fn settled(cx: &Cx, settled: bool) -> String {
    cx.label(if settled { "inventory-settled" } else { "inventory-estimated" })
}

/// As many series as can be told apart: the smaller ones together.
fn most(cx: &Cx, mut series: Vec<Series>) -> Vec<Series> {
    if series.len() <= MOST_SERIES {
        return series;
    }
    series.sort_by_key(|series| std::cmp::Reverse(series.values.iter().flatten().sum::<i64>()));
    let rest = series.split_off(MOST_SERIES - 1);
    let length = rest.first().map_or(0, |series| series.values.len());
    let at = |index: usize| {
        Some(rest.iter().filter_map(|series| series.values.get(index).copied().flatten()).sum())
    };
    series.push(Series { name: cx.label("inventory-others"), values: (0..length).map(at).collect() });
    series
}

async fn by_place<const MONEY: bool>(cx: &Cx, view: &View, rows: &[Row]) -> Result<Drawn> {
    let groups = grouped(cx, view, rows).await?;
    let mut labels: Vec<String> = groups.keys().map(|(name, ..)| name.clone()).collect();
    labels.dedup();
    let one = |is: Option<bool>| {
        let value = |label: &String| {
            let of = groups
                .iter()
                .filter(|((name, _, settled), _)| name == label && is.is_none_or(|is| is == *settled));
            Some(of.map(|(_, row)| amount::<MONEY>(row)).sum())
        };
        let name = is.map_or_else(|| bare(&cx.label("inventory-sales")), |is| settled(cx, is));
        Series { name, values: labels.iter().map(value).collect() }
    };
    let series = if MONEY { vec![one(Some(true)), one(Some(false))] } else { vec![one(None)] };
    Ok((labels, series))
}

async fn best<const MONEY: bool>(cx: &Cx, view: &View, currency: Currency) -> Result<Drawn> {
    let found = ranked::<MONEY>(cx, view, currency, 10).await?;
    let values = found.iter().map(|sku| Some(if MONEY { sku.margin } else { sku.revenue })).collect();
    let name = bare(&cx.label(if MONEY { "inventory-profit" } else { "inventory-sales" }));
    Ok((found.into_iter().map(|sku| sku.code).collect(), vec![Series { name, values }]))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_chart_has_letters_only() {
        let check = |label: &str, bare: &str| assert_eq!(super::bare(label), bare);
        check("📊 Sales · MUG-10", "Sales · MUG-10");
        check("💰 Прибуток", "Прибуток");
        check("Sales", "Sales");
    }
}
