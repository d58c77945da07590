//! Costs: a row is what a unit costs us from a moment on. Without a moment it holds from now.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{CURRENCY, Current, Cursor, FROM, Found, SKU, unknown};
use crate::cost::{self, Cost};
use crate::files::compare;
use crate::files::earlier::{self, Beside};
use crate::files::field::{Field, Meaning};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::store;
use crate::{Result, SkuId};

pub const FIELDS: &[Field] = &[
    SKU,
    Field::new(
        "cost",
        Meaning::Money { none: false },
        &[
            "unit cost",
            "purchase price",
            "buy price",
            "cost price",
            "собівартість",
            "закупівельна ціна",
            "себестоимость",
            "закупочная цена",
            "ціна закупівлі",
            "цена закупки",
        ],
    )
    .always(),
    Field::new(
        "landed",
        Meaning::Money { none: false },
        &[
            "landed cost",
            "freight",
            "delivery cost",
            "доставка",
            "витрати на доставку",
            "расходы на доставку",
        ],
    ),
    CURRENCY,
    FROM,
];

#[boxed]
pub async fn current(
    on: &mut dyn On,
    rows: &[(u32, &Record)],
    beside: &mut Beside<'_>,
) -> Result<Vec<Found>> {
    let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
    let ids: Vec<SkuId> = skus.values().map(|item| item.id).collect();
    let of = beside.of;
    let mut known: BTreeMap<SkuId, BTreeMap<Timestamp, Cost>> = BTreeMap::new();
    let mut costs = store::costs(on, &ids).await?;
    if let Some(earlier) = &beside.earlier {
        costs.extend(earlier.costs.of(&ids, earlier::Cost::whole));
    }
    for cost in costs {
        known.entry(cost.sku_id).or_default().insert(cost.from_at, cost);
    }
    let mut written = Vec::new();
    let found = super::in_time(rows, of.at).into_iter().map(|at| {
        let row = rows.get(at)?.1;
        let code = row.text("sku").unwrap_or_default();
        let found = match store::item(&skus, code) {
            None => Err(unknown("sku", "SKU", code.trim())),
            Some(sku) => {
                let known = known.entry(sku.id).or_default();
                let found = there(row, known, of.at);
                // What these rows say of an earlier time holds for the later ones, too.
                let cost = compare::written(row, &found, of.kind).and_then(|row| cost(&row, sku.id, of));
                written.extend(cost.as_ref().map(|cost| (sku.id, earlier::Cost::of(cost))));
                known.extend(cost.map(|cost| (cost.from_at, cost)));
                Ok(found)
            }
        };
        Some((at, found))
    });
    let found: BTreeMap<usize, Found> = found.collect::<Option<_>>().unwrap_or_default();
    if let Some(earlier) = &mut beside.earlier {
        for (sku, cost) in written {
            earlier.costs.push(sku, cost);
        }
    }
    Ok(found.into_values().collect())
}

impl earlier::Cost {
    fn of(cost: &Cost) -> Self {
        let Cost { currency, unit, landed, from_at, .. } = *cost;
        Self { currency, unit, landed, from: from_at }
    }

    fn whole(&self, sku_id: SkuId) -> Cost {
        let Self { currency, unit, landed, from } = *self;
        Cost { sku_id, from_at: from, currency, unit, landed, actor: String::new() }
    }
}

/// A row with a moment is compared with the cost that begins then, one without with the cost that holds now.
fn there(row: &Record, known: &BTreeMap<Timestamp, Cost>, now: Timestamp) -> Current {
    let from = row.moment("from");
    let before = known.range(..=from.unwrap_or(now)).next_back().map(|(_, cost)| cost);
    let same = before.filter(|cost| from.is_none_or(|from| from == cost.from_at));
    // What bringing it here costs is the same in another currency only by chance.
    let base = before.filter(|cost| row.currency().is_none_or(|currency| currency == cost.currency));
    Current { there: same.map(|c| record(row, c)), base: base.map(|c| record(row, c)), done: false }
}

fn cost(row: &Record, sku_id: SkuId, of: &Import) -> Option<Cost> {
    Some(Cost {
        sku_id,
        from_at: row.moment("from").unwrap_or(of.at),
        currency: row.currency()?,
        unit: row.number("cost")?,
        landed: row.number("landed").unwrap_or(0),
        actor: of.actor.clone(),
    })
}

fn record(row: &Record, cost: &Cost) -> Record {
    row.clone()
        .with("cost", Some(Datum::Money(cost.unit)))
        .with("landed", Some(Datum::Money(cost.landed)))
        .with("currency", Some(Datum::Text(cost.currency.to_string())))
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import) -> Result<()> {
    let skus = store::items(tx, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
    let costs = rows.iter().filter_map(|(_, row)| cost(row, store::item(&skus, row.text("sku")?)?.id, of));
    cost::upsert(tx, &costs.collect::<Vec<_>>()).await?;
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let (sku, from) = after.unwrap_or((0, i64::MIN));
    let rows = store::cost_page(on, (SkuId(sku), Timestamp::from_micros(from)), most).await?;
    let rows = rows.into_iter().map(|(code, cost)| {
        let blank = Record::new(FIELDS).with("sku", Some(Datum::Text(code)));
        let record = record(&blank, &cost).with("from", Some(Datum::Moment(cost.from_at)));
        ((cost.sku_id.0, cost.from_at.micros()), record)
    });
    Ok(rows.collect())
}
