//! The stock of a SKU over the last ninety days, as a picture: a button on its card.

use std::collections::BTreeMap;

use charts::{Chart, Form, MOST_SERIES, Numbers, Series, Theme};
use chrono::NaiveDate;
use commerce::balance::{self, Balance};
use commerce::catalogue::{self, Sku};
use commerce::ledger::{self, Movement};
use commerce::{Kind, Period, SkuId};
use kit::db::Timestamp;
use kit::{Button, Context, Cx, Message, Reply, Result, Tap, TapSpec};

use crate::fault::told;

/// The button for a card.
pub fn button(cx: &Cx, sku: SkuId) -> Button {
    Button::tap::<History>(cx.label("inventory-chart"), &(sku.0, false))
}

/// Draws it; the values are the SKU's number, and whether the chat it is looked at in is dark.
pub struct History;

const DAYS: u64 = 90;

impl Tap for History {
    type Value = (i64, bool);
    const SPEC: TapSpec = TapSpec::new("ig", crate::SEE, "stock");

    async fn run(&self, cx: &mut Cx, (sku, dark): (i64, bool)) -> Result<Reply> {
        let sku =
            catalogue::by_id(&mut cx.read().await?, SkuId(sku)).await.map_err(|error| told(cx, error))?;
        if sku.kind != Kind::Stocked {
            return Err(cx.refuse("inventory-not-stocked", kit::args![code = sku.code]));
        }
        let chart = chart(cx, &sku, dark).await?;
        let png = kit::busy(move || charts::png(&chart)).await?.context("the chart cannot be drawn")?;
        let label = cx.label(if dark { "inventory-light" } else { "inventory-dark" });
        let switch = Button::tap::<Self>(label, &(sku.id.0, !dark));
        Ok(Reply::message(Message::default().picture(format!("{}.png", sku.code), png)).row([switch]))
    }
}

async fn chart(cx: &Cx, sku: &Sku, dark: bool) -> Result<Chart> {
    let period = Period::last_days(DAYS, cx.now(), cx.zone());
    let balances = balance::of(&mut cx.read().await?, sku.id).await.map_err(|error| told(cx, error))?;
    let (movements, since) = movements(cx, sku.id, period.begins()).await?;
    let days: Vec<_> = period.first.iter_days().take_while(|day| *day <= period.last).collect();
    let ends = |day: NaiveDate| Period { first: day, last: day, zone: period.zone }.ends();
    let points: Vec<_> = days.iter().map(|day| ends(*day)).collect();
    let lines = lines(&balances, &movements, &points, since);
    // More warehouses than can be told apart are drawn as one.
    let all = || vec![Series { name: cx.label("inventory-all-warehouses"), values: sum(&lines) }];
    let series: Vec<_> = match lines.len() {
        1..=MOST_SERIES => {
            lines.iter().map(|(name, values)| Series { name: name.clone(), values: values.clone() }).collect()
        }
        0 => vec![Series { name: cx.label("inventory-all-warehouses"), values: vec![Some(0); points.len()] }],
        _ => all(),
    };
    let gap = if cx.person.language == "en" { ',' } else { '\u{a0}' };
    Ok(Chart {
        title: sku.code.clone(),
        note: cx.tell("inventory-chart-note", kit::args![days = DAYS]).body,
        labels: days.iter().map(|day| day.format("%m-%d").to_string()).collect(),
        series,
        form: Form::Steps,
        numbers: Numbers { decimals: 0, gap, mark: '.', unit: String::new() },
        theme: if dark { Theme::Dark } else { Theme::Light },
    })
}

/// Movements read for a picture: of what moves more often, the picture begins later.
const MOST: usize = 5_000;

/// What moved since then, and the time from which on that is everything.
async fn movements(cx: &Cx, sku: SkuId, since: Timestamp) -> Result<(Vec<Movement>, Timestamp)> {
    let mut on = cx.read().await?;
    let mut found: Vec<Movement> = Vec::new();
    loop {
        let before = found.last().map(|movement| movement.id);
        let page = ledger::history(&mut on, sku, before, 500).await.map_err(|error| told(cx, error))?;
        let ended = page.len() < 500 || page.iter().all(|movement| movement.occurred_at < since);
        found.extend(page);
        if ended {
            return Ok((found, since));
        }
        if found.len() >= MOST {
            let oldest = found.last().map_or(since, |movement| movement.occurred_at);
            return Ok((found, oldest.max(since)));
        }
    }
}

type Lines = BTreeMap<String, Vec<Option<i64>>>;

/// The stock of each warehouse at each point: what there is now, less what came in since. Warehouses that were empty all
/// the time are left out, and so is what was before `since`.
fn lines(balances: &[Balance], movements: &[Movement], points: &[Timestamp], since: Timestamp) -> Lines {
    let mut lines = Lines::new();
    for balance in balances {
        let here: Vec<_> = movements.iter().filter(|m| m.warehouse_id == balance.warehouse_id).collect();
        if balance.on_hand == 0 && here.is_empty() {
            continue;
        }
        let at = |point: &Timestamp| {
            let later: i64 = here.iter().filter(|m| m.occurred_at >= *point).map(|m| m.delta).sum();
            (*point > since).then(|| balance.on_hand.saturating_sub(later))
        };
        lines.insert(balance.warehouse_code.clone(), points.iter().map(at).collect());
    }
    lines
}

fn sum(lines: &Lines) -> Vec<Option<i64>> {
    let length = lines.values().next().map_or(0, Vec::len);
    let at = |index: usize| {
        let known = lines.values().filter_map(|values| values.get(index).copied().flatten());
        known.reduce(i64::saturating_add)
    };
    (0..length).map(at).collect()
}

#[cfg(test)]
mod story;
