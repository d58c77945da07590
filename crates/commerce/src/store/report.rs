//! What was sold and what it earned, by day, week or month of a zone.
//!
//! Lines whose fees are settled and lines whose fees are estimates are kept apart, as are currencies. They come together
//! only when a currency is asked for, each day at that day's rate.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use chrono::NaiveDate;
use db::On;

use super::rate;
use crate::{AccountId, Currency, Every, Money, Period, Result, SkuId};

mod together;

pub use together::top_together;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    pub period: Period,
    pub every: Every,
    /// Only this account's.
    pub account: Option<AccountId>,
    /// Only this SKU's.
    pub sku: Option<SkuId>,
    /// Everything in this currency, by each day's rate; [`crate::Error::NoRate`] when one is missing.
    pub currency: Option<Currency>,
}

/// What one account sold in one step of the report, in one currency. Amounts are minor units of `currency`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The first day of the step.
    pub from: NaiveDate,
    pub account: AccountId,
    pub currency: Currency,
    /// Whether the fees are settled; else they are estimates (or there are none yet).
    pub settled: bool,
    pub units: i64,
    /// Before fees and refunds.
    pub revenue: i64,
    pub fees: i64,
    /// What shipping cost us.
    pub shipping: i64,
    pub refunded: i64,
    /// Of the units whose cost is known in this currency.
    pub cost: i64,
    /// Units without a known cost in this currency: the margin leaves out what they cost.
    pub uncosted: i64,
}

impl Row {
    /// Revenue less cost, fees, shipping and refunds.
    pub const fn margin(&self) -> i64 {
        self.revenue
            .saturating_sub(self.cost)
            .saturating_sub(self.fees)
            .saturating_sub(self.shipping)
            .saturating_sub(self.refunded)
    }

    fn add(&mut self, other: &Self) {
        for (mine, more) in [
            (&mut self.units, other.units),
            (&mut self.revenue, other.revenue),
            (&mut self.fees, other.fees),
            (&mut self.shipping, other.shipping),
            (&mut self.refunded, other.refunded),
            (&mut self.cost, other.cost),
            (&mut self.uncosted, other.uncosted),
        ] {
            *mine = mine.saturating_add(more);
        }
    }
}

#[derive(Debug, Clone, sqlx::FromRow)]
struct Sums {
    day: i64,
    account_id: AccountId,
    currency: Currency,
    cost_currency: Option<Currency>,
    settled: bool,
    units: i64,
    revenue: i64,
    fees: i64,
    shipping: i64,
    refunded: i64,
    cost: i64,
}

/// The rows of a report, by time, account, currency, and settled after estimated. Steps in which nothing was sold have
/// none.
#[boxed]
pub async fn report(on: &mut dyn On, ask: &Ask) -> Result<Vec<Row>> {
    let days = ask.period.days();
    let mut rows: BTreeMap<(NaiveDate, AccountId, Currency, bool), Row> = BTreeMap::new();
    let mut rates = Rates::default();
    // A few days a statement: in each, the days are a small table that the sales are joined to.
    for chunk in days.chunks(92) {
        for sums in by_day(on, chunk, ask).await? {
            let index = usize::try_from(sums.day).unwrap_or(usize::MAX);
            let Some((day, ..)) = chunk.get(index) else { continue };
            let row = row(on, &sums, *day, ask, &mut rates).await?;
            let key = (row.from, row.account, row.currency, row.settled);
            rows.entry(key).and_modify(|there| there.add(&row)).or_insert(row);
        }
    }
    Ok(rows.into_values().collect())
}

type Day = (NaiveDate, db::Timestamp, db::Timestamp);

async fn by_day(on: &mut dyn On, days: &[Day], ask: &Ask) -> Result<Vec<Sums>> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    Ok(db::fetch_built!(on, Sums, |q| {
        q.push("WITH day (n, begins, ends) AS (");
        q.push_values((0_i64..).zip(days), |row, (n, (_, begins, ends))| {
            row.push_bind(n).push_bind(*begins).push_bind(*ends);
        });
        q.push(
            ") SELECT d.n AS day, l.account_id, l.currency, l.cost_currency, l.settled,
                CAST(SUM(l.quantity) AS BIGINT) AS units, CAST(SUM(l.quantity * l.unit_price) AS BIGINT) AS revenue,
                CAST(SUM(l.fees) AS BIGINT) AS fees, CAST(SUM(l.shipping) AS BIGINT) AS shipping,
                CAST(SUM(l.refunded) AS BIGINT) AS refunded, CAST(SUM(l.quantity * COALESCE(l.cost, 0)) AS BIGINT) AS cost
             FROM day d CROSS JOIN sale_line l WHERE l.placed_at >= d.begins AND l.placed_at < d.ends",
        );
        if let Some(account) = ask.account {
            q.push(" AND l.account_id = ").push_bind(account);
        }
        if let Some(sku) = ask.sku {
            q.push(" AND l.sku_id = ").push_bind(sku);
        }
        q.push(" GROUP BY d.n, l.account_id, l.currency, l.cost_currency, l.settled");
    })?)
}

/// The rates of days, each asked for once.
#[derive(Debug, Default)]
struct Rates(BTreeMap<(Currency, NaiveDate), i64>);

impl Rates {
    async fn convert(&mut self, on: &mut dyn On, from: Money, to: Currency, day: NaiveDate) -> Result<i64> {
        let Money { minor, currency: from } = from;
        if from == to || minor == 0 {
            return Ok(minor);
        }
        let rate = match self.0.get(&(from, day)) {
            Some(rate) => *rate,
            None => rate::find(on, from, to, day).await?,
        };
        self.0.insert((from, day), rate);
        Ok(Money::new(minor, from).converted(to, rate)?.minor)
    }
}

async fn row(on: &mut dyn On, sums: &Sums, day: NaiveDate, ask: &Ask, rates: &mut Rates) -> Result<Row> {
    let currency = ask.currency.unwrap_or(sums.currency);
    let mut amounts = [sums.revenue, sums.fees, sums.shipping, sums.refunded];
    for amount in &mut amounts {
        *amount = rates.convert(on, Money::new(*amount, sums.currency), currency, day).await?;
    }
    let [revenue, fees, shipping, refunded] = amounts;
    // A cost in another currency is only taken in when a rate may be used.
    let (cost, uncosted) = match sums.cost_currency {
        Some(paid) if paid == currency || ask.currency.is_some() => {
            (rates.convert(on, Money::new(sums.cost, paid), currency, day).await?, 0)
        }
        _ => (0, sums.units),
    };
    let (from, account, settled, units) =
        (ask.every.first_day(day), sums.account_id, sums.settled, sums.units);
    Ok(Row { from, account, currency, settled, units, revenue, fees, shipping, refunded, cost, uncosted })
}

/// By what SKUs are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Units,
    Revenue,
    Margin,
}

/// What one SKU sold in a period, in minor units of the currency asked for.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TopSku {
    pub sku_id: SkuId,
    pub code: String,
    pub title: String,
    pub units: i64,
    pub revenue: i64,
    /// Without the cost of units for which none is known in this currency.
    pub margin: i64,
    pub uncosted: i64,
}

/// Which SKUs of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranking {
    pub by: By,
    /// The worst instead of the best, of those that sold.
    pub bottom: bool,
    pub most: i64,
}

/// The best or the worst SKUs of a period, among what was sold in one currency. For all currencies in one see
/// [`top_together`].
#[boxed]
pub async fn top(
    on: &mut dyn On,
    period: &Period,
    account: Option<AccountId>,
    currency: Currency,
    ranking: Ranking,
) -> Result<Vec<TopSku>> {
    Ok(db::fetch_built!(on, TopSku, |q| {
        q.push(
            "SELECT t.sku_id, k.code, k.title, t.units, t.revenue, t.margin, t.uncosted FROM (
                SELECT l.sku_id, CAST(SUM(l.quantity) AS BIGINT) AS units, CAST(SUM(l.quantity * l.unit_price) AS BIGINT) AS revenue,
                       CAST(SUM(l.quantity * l.unit_price - l.fees - l.shipping - l.refunded
                           - CASE WHEN l.cost_currency = l.currency THEN l.quantity * l.cost ELSE 0 END) AS BIGINT) AS margin,
                       CAST(SUM(CASE WHEN l.cost_currency = l.currency THEN 0 ELSE l.quantity END) AS BIGINT) AS uncosted
                FROM sale_line l WHERE l.sku_id IS NOT NULL AND l.quantity > 0 AND l.currency = ",
        );
        q.push_bind(currency).push(" AND l.placed_at >= ").push_bind(period.begins());
        q.push(" AND l.placed_at < ").push_bind(period.ends());
        if let Some(account) = account {
            q.push(" AND l.account_id = ").push_bind(account);
        }
        q.push(" GROUP BY l.sku_id) AS t JOIN sku k ON k.id = t.sku_id ORDER BY ");
        q.push(match ranking.by {
            By::Units => "t.units",
            By::Revenue => "t.revenue",
            By::Margin => "t.margin",
        });
        q.push(if ranking.bottom { "" } else { " DESC" }).push(", k.code LIMIT ").push_bind(ranking.most);
    })?)
}
