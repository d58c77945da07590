//! Prices: a row is what a SKU costs a buyer from a moment on. Without a moment it holds from now.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{ACCOUNT, CURRENCY, Current, Cursor, FROM, Found, SKU, Wrong, unknown};
use crate::files::compare;
use crate::files::earlier::{self, Beside};
use crate::files::field::{Field, Meaning};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::store::{self, Item};
use crate::price::{self, Price};
use crate::{AccountId, Currency, Money, Result, SkuId};

pub const FIELDS: &[Field] = &[
    SKU,
    ACCOUNT.key(),
    Field::new(
        "price",
        Meaning::Money { none: false },
        &[
            "unit price",
            "sale price",
            "selling price",
            "amount",
            "ціна",
            "ціна продажу",
            "цена",
            "цена продажи",
            "вартість",
            "стоимость",
        ],
    )
    .always(),
    CURRENCY.key(),
    Field::new(
        "floor",
        Meaning::Money { none: true },
        &["min price", "minimum price", "lowest price", "мінімальна ціна", "минимальная цена"],
    ),
    Field::new(
        "ceiling",
        Meaning::Money { none: true },
        &["max price", "maximum price", "highest price", "максимальна ціна", "максимальная цена"],
    ),
    FROM,
];

/// What a price is told apart by, without its moment.
type Series = (SkuId, Option<AccountId>, Currency);

/// The prices there are, by series and moment.
type Known = BTreeMap<Series, BTreeMap<Timestamp, Price>>;

struct Names {
    skus: BTreeMap<String, Item>,
    accounts: BTreeMap<String, AccountId>,
}

impl Names {
    async fn of(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Self> {
        let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
        Ok(Self { skus, accounts: store::accounts(on).await? })
    }

    fn series(&self, row: &Record) -> std::result::Result<Series, Wrong> {
        let code = row.text("sku").unwrap_or_default();
        let sku = store::item(&self.skus, code).ok_or_else(|| unknown("sku", "SKU", code.trim()))?;
        let find = |name: &str| {
            self.accounts.get(name.trim()).copied().ok_or_else(|| unknown("account", "account", name))
        };
        let account = row.text("account").map(find).transpose()?;
        Ok((sku.id, account, row.currency().ok_or((Some("currency"), Why::NoCurrency))?))
    }
}

#[boxed]
pub async fn current(
    on: &mut dyn On,
    rows: &[(u32, &Record)],
    beside: &mut Beside<'_>,
) -> Result<Vec<Found>> {
    let names = Names::of(on, rows).await?;
    let skus: Vec<SkuId> = names.skus.values().map(|item| item.id).collect();
    let of = beside.of;
    let mut known = Known::new();
    let mut prices = store::prices(on, &skus).await?;
    if let Some(earlier) = &beside.earlier {
        prices.extend(earlier.prices.of(&skus, earlier::Price::whole));
    }
    for price in prices {
        let series = (price.sku_id, price.account_id, price.currency);
        known.entry(series).or_default().insert(price.from_at, price);
    }
    let mut written = Vec::new();
    let series: Vec<_> = rows.iter().map(|(_, row)| names.series(row)).collect();
    let found = super::in_time(rows, of.at).into_iter().map(|at| {
        let (row, series) = (rows.get(at)?.1, series.get(at)?.clone());
        let found = series.map(|series| {
            let found = there(row, series, &known, of.at);
            // What these rows say of an earlier time holds for the later ones, too.
            let merged = compare::written(row, &found, of.kind);
            let price = merged.and_then(|merged| price(&merged, series, of));
            written.extend(price.as_ref().map(|price| (series.0, earlier::Price::of(price))));
            known.entry(series).or_default().extend(price.map(|price| (price.from_at, price)));
            found
        });
        Some((at, found))
    });
    let found: BTreeMap<usize, Found> = found.collect::<Option<_>>().unwrap_or_default();
    if let Some(earlier) = &mut beside.earlier {
        for (sku, price) in written {
            earlier.prices.push(sku, price);
        }
    }
    Ok(found.into_values().collect())
}

impl earlier::Price {
    fn of(price: &Price) -> Self {
        let Price { account_id, currency, amount, floor, ceiling, from_at, .. } = *price;
        Self { account: account_id, currency, amount, floor, ceiling, from: from_at }
    }

    fn whole(&self, sku_id: SkuId) -> Price {
        let Self { account, currency, amount, floor, ceiling, from } = *self;
        let (actor, reason) = (String::new(), String::new());
        Price { sku_id, account_id: account, currency, amount, floor, ceiling, from_at: from, actor, reason }
    }
}

fn price(row: &Record, (sku_id, account_id, currency): Series, of: &Import) -> Option<Price> {
    Some(Price {
        sku_id,
        account_id,
        currency,
        amount: row.number("price")?,
        floor: row.number("floor"),
        ceiling: row.number("ceiling"),
        from_at: row.moment("from").unwrap_or(of.at),
        actor: of.actor.clone(),
        reason: "in a file".to_owned(),
    })
}

/// A row with a moment is compared with the price that begins then, one without with the price that holds now. Bounds that
/// it does not name are those of the price before it.
fn there(row: &Record, series: Series, known: &Known, now: Timestamp) -> Current {
    let from = row.moment("from");
    let holds =
        |series: &Series| known.get(series)?.range(..=from.unwrap_or(now)).next_back().map(|(_, p)| p);
    let before = holds(&series);
    let same = before.filter(|p| from.is_none_or(|from| from == p.from_at));
    let general = (series.0, None, series.2);
    let bounds = before.or_else(|| holds(&general));
    let record = |p: &Price| {
        let mut it = row.clone();
        it.set("price", Some(Datum::Money(p.amount)));
        it.set("floor", p.floor.map(Datum::Money));
        it.set("ceiling", p.ceiling.map(Datum::Money));
        it
    };
    Current { there: same.map(record), base: bounds.map(record), done: false }
}

pub fn check(merged: &Record) -> std::result::Result<(), Wrong> {
    let currency = merged.currency().ok_or((Some("currency"), Why::NoCurrency))?;
    let money = |name| merged.number(name).map(|minor| Money::new(minor, currency));
    let Some(price) = money("price") else { return Ok(()) };
    match (money("floor"), money("ceiling")) {
        (Some(floor), _) if price.minor < floor.minor => {
            Err((Some("price"), Why::BelowFloor { price, floor }))
        }
        (_, Some(ceiling)) if price.minor > ceiling.minor => {
            Err((Some("price"), Why::AboveCeiling { price, ceiling }))
        }
        _ => Ok(()),
    }
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import) -> Result<()> {
    let borrowed: Vec<(u32, &Record)> = rows.iter().map(|(number, row)| (*number, row)).collect();
    let names = Names::of(tx, &borrowed).await?;
    let prices = rows.iter().filter_map(|(_, row)| price(row, names.series(row).ok()?, of));
    price::upsert(tx, &prices.collect::<Vec<_>>()).await?;
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = store::price_page(on, after.unwrap_or_default().0, most).await?;
    // Nothing said would stand for the bounds of the price before.
    let bound = |minor: Option<i64>| Some(minor.map_or(Datum::Nothing, Datum::Money));
    let rows = rows.into_iter().map(|row| {
        let record = Record::new(FIELDS)
            .with("sku", Some(Datum::Text(row.sku)))
            .with("account", row.account.map(Datum::Text))
            .with("price", Some(Datum::Money(row.amount)))
            .with("currency", Some(Datum::Text(row.currency.to_string())))
            .with("floor", bound(row.floor))
            .with("ceiling", bound(row.ceiling))
            .with("from", Some(Datum::Moment(row.from_at)));
        ((row.id, 0), record)
    });
    Ok(rows.collect())
}
