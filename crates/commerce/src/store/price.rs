//! Prices: each holds from its time until the next one's, between a floor and a ceiling.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};
use serde::{Deserialize, Serialize};

use super::ROWS;
use crate::{AccountId, Currency, Error, Money, Result, SkuId};

/// A price from a time on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Price {
    pub sku_id: SkuId,
    /// None: wherever an account has none of its own.
    pub account_id: Option<AccountId>,
    pub currency: Currency,
    /// Minor units, as floor and ceiling.
    pub amount: i64,
    pub floor: Option<i64>,
    pub ceiling: Option<i64>,
    pub from_at: Timestamp,
    pub actor: String,
    pub reason: String,
}

impl Price {
    pub const fn money(&self) -> Money {
        Money::new(self.amount, self.currency)
    }

    fn is_in_bounds(&self) -> bool {
        self.amount >= 0
            && self.floor.is_none_or(|floor| floor >= 0 && self.amount >= floor)
            && self.ceiling.is_none_or(|ceiling| self.amount <= ceiling)
    }
}

/// What a change of price would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What holds at that time without the change.
    pub before: Option<Price>,
    pub after: Price,
}

macro_rules! select {
    () => {
        "SELECT sku_id, account_id, currency, amount, floor, ceiling, from_at, actor, reason FROM price "
    };
}

/// The price of a SKU at a time: the account's own, or else the general one.
#[boxed]
pub async fn at(
    on: &mut dyn On,
    sku: SkuId,
    account: Option<AccountId>,
    currency: Currency,
    at: Timestamp,
) -> Result<Option<Price>> {
    Ok(db::fetch_optional!(
        on,
        Price,
        concat!(
            select!(),
            "WHERE sku_id = $1 AND COALESCE(account_id, 0) IN (0, $2) AND currency = $3 AND from_at <= $4
             ORDER BY COALESCE(account_id, 0) DESC, from_at DESC LIMIT 1"
        ),
        sku,
        account.map_or(0, |id| id.0),
        currency,
        at,
    )?)
}

/// Every price a SKU has had or will have, newest first.
#[boxed]
pub async fn history(on: &mut dyn On, sku: SkuId, most: i64) -> Result<Vec<Price>> {
    let sql = concat!(select!(), "WHERE sku_id = $1 ORDER BY from_at DESC, account_id LIMIT $2");
    Ok(db::fetch_all!(on, Price, sql, sku, most)?)
}

/// What setting a price would change. Bounds that are `None` in it are taken over from the price before, so a floor is
/// not lost by not being named; outside the bounds it is refused.
#[boxed]
pub async fn plan(on: &mut dyn On, mut change: Price) -> Result<Plan> {
    let before = at(on, change.sku_id, change.account_id, change.currency, change.from_at).await?;
    if let Some(before) = &before {
        change.floor = change.floor.or(before.floor);
        change.ceiling = change.ceiling.or(before.ceiling);
    }
    if !change.is_in_bounds() {
        return Err(Error::OutOfBounds { price: change.money() });
    }
    Ok(Plan { before, after: change })
}

/// Sets the price that was planned; [`Error::Closed`] when another was set in between. Doing it twice is doing it once.
#[boxed]
pub async fn apply(tx: &mut Tx, plan: &Plan) -> Result<()> {
    let (sku, after) = (plan.after.sku_id, &plan.after);
    // Of two who change a price at once the second hears of the first. SQLite has one writer.
    if matches!(tx, Tx::Postgres(_)) {
        db::execute!(tx, "SELECT id FROM sku WHERE id = $1 FOR NO KEY UPDATE", sku)?;
    }
    let now = at(tx, sku, after.account_id, after.currency, after.from_at).await?;
    if now.as_ref() == Some(after) {
        return Ok(());
    }
    if now != plan.before {
        return Err(Error::Closed);
    }
    upsert(tx, std::slice::from_ref(after)).await?;
    Ok(())
}

/// Writes prices as they are given, bounds and all. One from the same time is replaced. Returns how many rows changed.
#[boxed]
pub async fn upsert(tx: &mut Tx, prices: &[Price]) -> Result<u64> {
    if let Some(price) = prices.iter().find(|p| !p.is_in_bounds()) {
        return Err(Error::OutOfBounds { price: price.money() });
    }
    let mut changed = 0;
    // Always in one order, so that two who write many cannot wait for each other.
    let last: BTreeMap<_, &Price> =
        prices.iter().map(|p| ((p.sku_id, p.account_id, p.currency, p.from_at), p)).collect();
    let last: Vec<&Price> = last.into_values().collect();
    for chunk in last.chunks(ROWS) {
        changed += db::execute_built!(tx, |q| {
            q.push("INSERT INTO price (sku_id, account_id, currency, amount, floor, ceiling, from_at, actor, reason) ");
            q.push_values(chunk, |row, p| {
                row.push_bind(p.sku_id).push_bind(p.account_id).push_bind(p.currency).push_bind(p.amount);
                row.push_bind(p.floor).push_bind(p.ceiling).push_bind(p.from_at);
                row.push_bind(&p.actor).push_bind(&p.reason);
            });
            q.push(" ON CONFLICT (sku_id, COALESCE(account_id, 0), currency, from_at) DO UPDATE SET amount = excluded.amount, floor = excluded.floor, ceiling = excluded.ceiling, actor = excluded.actor, reason = excluded.reason WHERE price.amount <> excluded.amount OR COALESCE(price.floor, -1) <> COALESCE(excluded.floor, -1) OR COALESCE(price.ceiling, -1) <> COALESCE(excluded.ceiling, -1)");
        })?;
    }
    Ok(changed)
}
