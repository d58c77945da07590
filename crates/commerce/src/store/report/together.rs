//! A ranking of everything that was sold, whatever the currency: each day's sales at that day's rate.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::On;

use super::{By, Day, Ranking, Rates, TopSku};
use crate::store::catalogue;
use crate::{AccountId, Currency, Money, Period, Result, SkuId};

#[derive(Debug, Clone, sqlx::FromRow)]
struct Sums {
    day: i64,
    sku_id: SkuId,
    currency: Currency,
    cost_currency: Option<Currency>,
    units: i64,
    revenue: i64,
    /// Fees, shipping and refunds.
    spent: i64,
    cost: i64,
}

/// The best or the worst SKUs of a period with all amounts in one currency; [`crate::Error::NoRate`] when a rate is
/// missing for a day.
#[boxed]
pub async fn top_together(
    on: &mut dyn On,
    period: &Period,
    account: Option<AccountId>,
    currency: Currency,
    ranking: Ranking,
) -> Result<Vec<TopSku>> {
    let mut sold: BTreeMap<SkuId, TopSku> = BTreeMap::new();
    let mut rates = Rates::default();
    for chunk in period.days().chunks(92) {
        for sums in by_day(on, chunk, account).await? {
            let index = usize::try_from(sums.day).unwrap_or(usize::MAX);
            let Some((day, ..)) = chunk.get(index) else { continue };
            let revenue = Money::new(sums.revenue, sums.currency);
            let revenue = rates.convert(on, revenue, currency, *day).await?;
            let spent = rates.convert(on, Money::new(sums.spent, sums.currency), currency, *day).await?;
            let cost = Money::new(sums.cost, sums.cost_currency.unwrap_or(currency));
            let cost = rates.convert(on, cost, currency, *day).await?;
            let margin = revenue.saturating_sub(spent).saturating_sub(cost);
            let uncosted = if sums.cost_currency.is_none() { sums.units } else { 0 };
            add(&mut sold, sums.sku_id, [sums.units, revenue, margin, uncosted]);
        }
    }
    named(on, sold.into_values().collect(), ranking).await
}

fn add(sold: &mut BTreeMap<SkuId, TopSku>, sku_id: SkuId, more: [i64; 4]) {
    let none = || TopSku {
        sku_id,
        code: String::new(),
        title: String::new(),
        units: 0,
        revenue: 0,
        margin: 0,
        uncosted: 0,
    };
    let sum = sold.entry(sku_id).or_insert_with(none);
    for (mine, more) in
        [&mut sum.units, &mut sum.revenue, &mut sum.margin, &mut sum.uncosted].into_iter().zip(more)
    {
        *mine = mine.saturating_add(more);
    }
}

/// The first of them in the order asked for, with their codes and titles.
async fn named(on: &mut dyn On, mut sold: Vec<TopSku>, ranking: Ranking) -> Result<Vec<TopSku>> {
    let by = |sku: &TopSku| {
        let size = match ranking.by {
            By::Units => sku.units,
            By::Revenue => sku.revenue,
            By::Margin => sku.margin,
        };
        if ranking.bottom { size } else { size.saturating_neg() }
    };
    let most = usize::try_from(ranking.most).unwrap_or(0);
    sold.sort_by_key(by);
    // Of equals the first code comes first, so those that are as good as the last one are named, too.
    if let Some(last) = most.checked_sub(1).and_then(|last| sold.get(last)).map(by) {
        sold.retain(|sku| by(sku) <= last);
    }
    let ids: Vec<_> = sold.iter().map(|sku| sku.sku_id).collect();
    let mut words = catalogue::by_ids(on, &ids).await?;
    for sku in &mut sold {
        if let Some(found) = words.remove(&sku.sku_id) {
            (sku.code, sku.title) = (found.code, found.title);
        }
    }
    sold.sort_by(|one, other| (by(one), &one.code).cmp(&(by(other), &other.code)));
    sold.truncate(most);
    Ok(sold)
}

async fn by_day(on: &mut dyn On, days: &[Day], account: Option<AccountId>) -> Result<Vec<Sums>> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    Ok(db::fetch_built!(on, Sums, |q| {
        q.push("WITH day (n, begins, ends) AS (");
        q.push_values((0_i64..).zip(days), |row, (n, (_, begins, ends))| {
            row.push_bind(n).push_bind(*begins).push_bind(*ends);
        });
        q.push(
            ") SELECT d.n AS day, l.sku_id, l.currency, l.cost_currency, CAST(SUM(l.quantity) AS BIGINT) AS units,
                CAST(SUM(l.quantity * l.unit_price) AS BIGINT) AS revenue,
                CAST(SUM(l.fees + l.shipping + l.refunded) AS BIGINT) AS spent,
                CAST(SUM(l.quantity * COALESCE(l.cost, 0)) AS BIGINT) AS cost
             FROM day d CROSS JOIN sale_line l
             WHERE l.placed_at >= d.begins AND l.placed_at < d.ends AND l.sku_id IS NOT NULL AND l.quantity > 0",
        );
        if let Some(account) = account {
            q.push(" AND l.account_id = ").push_bind(account);
        }
        q.push(" GROUP BY d.n, l.sku_id, l.currency, l.cost_currency");
    })?)
}
