//! What runs out: below its reorder point by forecast, how fast it sells, and how much to order.

use std::time::Duration;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use crate::reorder::WINDOWS;
use crate::{Condition, Reorder, Result, SkuId, Velocity};

const DAY: i64 = 86_400_000_000;

/// A SKU at or below its reorder point. Units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Low {
    pub sku: SkuId,
    pub code: String,
    pub title: String,
    pub condition: Condition,
    pub supplier: String,
    pub lead_days: Option<i64>,
    pub on_hand: i64,
    pub reserved: i64,
    pub incoming: i64,
    /// Off sale for now, and so not ordered.
    pub held: bool,
    pub reorder: Reorder,
    /// As of the last [`refresh`].
    pub velocity: Velocity,
}

impl Low {
    /// On hand + incoming − reserved.
    pub const fn forecast(&self) -> i64 {
        self.on_hand.saturating_add(self.incoming).saturating_sub(self.reserved)
    }

    pub fn suggested(&self) -> i64 {
        if self.held { 0 } else { self.reorder.suggested(self.forecast()) }
    }

    /// For how many days what is free lasts; none when nothing is sold.
    pub fn days_of_cover(&self) -> Option<i64> {
        self.velocity.days_of_cover(self.on_hand.saturating_sub(self.reserved))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SkuId,
    code: String,
    title: String,
    condition: Condition,
    supplier: String,
    lead_days: Option<i64>,
    on_hand: i64,
    reserved: i64,
    incoming: i64,
    held: bool,
    reorder_point: i64,
    reorder_to: Option<i64>,
    multiple: i64,
    sold_7: i64,
    sold_30: i64,
    sold_90: i64,
    days_7: i64,
    days_30: i64,
    days_90: i64,
}

impl From<Row> for Low {
    fn from(row: Row) -> Self {
        Self {
            sku: row.id,
            code: row.code,
            title: row.title,
            condition: row.condition,
            supplier: row.supplier,
            lead_days: row.lead_days,
            on_hand: row.on_hand,
            reserved: row.reserved,
            incoming: row.incoming,
            held: row.held,
            reorder: Reorder { point: row.reorder_point, to: row.reorder_to, multiple: row.multiple },
            velocity: Velocity {
                sold: [row.sold_7, row.sold_30, row.sold_90],
                days: [row.days_7, row.days_30, row.days_90],
            },
        }
    }
}

/// What is low, shortest cover first, then what does not sell: `most` of it, leaving out the first `skip`.
#[boxed]
pub async fn page(on: &mut dyn On, most: i64, skip: i64) -> Result<Vec<Low>> {
    // The few shown are joined to their words only after the many were put in order by numbers.
    let rows = db::fetch_all!(
        on,
        Row,
        "SELECT k.id, k.code, k.title, k.condition, k.supplier, k.lead_days, r.on_hand, r.reserved, r.incoming,
                k.hold IS NOT NULL AS held,
                r.reorder_point, k.reorder_to, k.multiple, r.sold_7, r.sold_30, r.sold_90, r.days_7, r.days_30, r.days_90
         FROM (SELECT s.sku_id, s.on_hand, s.reserved, s.incoming, s.reorder_point,
                      COALESCE(v.sold_7, 0) AS sold_7, COALESCE(v.sold_30, 0) AS sold_30, COALESCE(v.sold_90, 0) AS sold_90,
                      COALESCE(v.days_7, 7) AS days_7, COALESCE(v.days_30, 30) AS days_30, COALESCE(v.days_90, 90) AS days_90,
                      CASE WHEN v.sold_30 > 0 THEN (s.on_hand - s.reserved) * v.days_30 * 100 / v.sold_30 END AS cover
               FROM sku_stock s LEFT JOIN sku_velocity v ON v.sku_id = s.sku_id
               WHERE s.on_hand + s.incoming - s.reserved - s.reorder_point <= 0
               ORDER BY CASE WHEN v.sold_30 > 0 THEN 0 ELSE 1 END, cover, s.sku_id LIMIT $1 OFFSET $2) AS r
         JOIN sku k ON k.id = r.sku_id
         ORDER BY CASE WHEN r.sold_30 > 0 THEN 0 ELSE 1 END, r.cover, r.sku_id",
        most,
        skip,
    )?;
    Ok(rows.into_iter().map(Low::from).collect())
}

/// How many SKUs are low.
#[boxed]
pub async fn count(on: &mut dyn On) -> Result<i64> {
    Ok(db::fetch_one!(
        on,
        (i64,),
        "SELECT COUNT(*) FROM sku_stock WHERE on_hand + incoming - reserved - reorder_point <= 0"
    )?
    .0)
}

/// Which of these SKUs are low now: what an alert asks about those that just moved.
#[boxed]
pub async fn among(on: &mut dyn On, skus: &[SkuId]) -> Result<Vec<SkuId>> {
    let mut found = Vec::new();
    for chunk in skus.chunks(super::ROWS) {
        let rows = db::fetch_built!(on, (SkuId,), |q| {
            q.push("SELECT sku_id FROM sku_stock WHERE on_hand + incoming - reserved - reorder_point <= 0 AND sku_id IN (");
            q.push_values(chunk, |row, sku| {
                row.push_bind(*sku);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|(sku,)| sku));
    }
    Ok(found)
}

/// Reckons anew how fast everything sells. Once a day is enough; returns how many SKUs have sold in 90 days.
#[boxed]
pub async fn refresh(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    let since = |days: u64| now.minus(Duration::from_hours(24 * days));
    db::execute!(tx, "DELETE FROM sku_velocity")?;
    let rows = db::execute!(
        tx,
        "INSERT INTO sku_velocity (sku_id, as_of, sold_7, sold_30, sold_90, days_7, days_30, days_90)
         SELECT sku_id, $1, sold_7, sold_30, sold_90,
                CASE WHEN days_7 < 1 THEN 1 ELSE days_7 END, CASE WHEN days_30 < 1 THEN 1 ELSE days_30 END,
                CASE WHEN days_90 < 1 THEN 1 ELSE days_90 END
         FROM (SELECT m.sku_id, m.sold_7, m.sold_30, m.sold_90,
                      CASE WHEN s.first_us > $5 THEN ($8 - s.first_us) / 86400000000 + 1 ELSE 7 END - COALESCE(o.out_7, 0) AS days_7,
                      CASE WHEN s.first_us > $6 THEN ($8 - s.first_us) / 86400000000 + 1 ELSE 30 END - COALESCE(o.out_30, 0) AS days_30,
                      CASE WHEN s.first_us > $7 THEN ($8 - s.first_us) / 86400000000 + 1 ELSE 90 END - COALESCE(o.out_90, 0) AS days_90
               FROM (SELECT sku_id, CAST(SUM(CASE WHEN occurred_at >= $2 THEN -delta ELSE 0 END) AS BIGINT) AS sold_7,
                            CAST(SUM(CASE WHEN occurred_at >= $3 THEN -delta ELSE 0 END) AS BIGINT) AS sold_30,
                            CAST(SUM(-delta) AS BIGINT) AS sold_90
                     FROM stock_movement WHERE kind = 'sell' AND occurred_at >= $4 AND occurred_at < $1 GROUP BY sku_id) AS m
               JOIN sku_stock s ON s.sku_id = m.sku_id
               LEFT JOIN (SELECT sku_id,
                     CAST(SUM(CASE WHEN till > $5 THEN till - CASE WHEN since > $5 THEN since ELSE $5 END ELSE 0 END) AS BIGINT) / 86400000000 AS out_7,
                     CAST(SUM(CASE WHEN till > $6 THEN till - CASE WHEN since > $6 THEN since ELSE $6 END ELSE 0 END) AS BIGINT) / 86400000000 AS out_30,
                     CAST(SUM(CASE WHEN till > $7 THEN till - CASE WHEN since > $7 THEN since ELSE $7 END ELSE 0 END) AS BIGINT) / 86400000000 AS out_90
                     FROM (SELECT sku_id, since, COALESCE(until, $8) AS till FROM stock_out) AS spans
                     WHERE till > $7 AND since < $8 GROUP BY sku_id) AS o
                 ON o.sku_id = m.sku_id) AS v",
        now,
        since(7),
        since(30),
        since(90),
        since(7).micros(),
        since(30).micros(),
        since(90).micros(),
        now.micros(),
    )?;
    db::execute!(
        tx,
        "INSERT INTO velocity_run (one, as_of) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET as_of = excluded.as_of",
        now
    )?;
    Ok(rows)
}

/// When [`refresh`] was last run.
#[boxed]
pub async fn refreshed_at(on: &mut dyn On) -> Result<Option<Timestamp>> {
    let row = db::fetch_optional!(on, (Timestamp,), "SELECT as_of FROM velocity_run")?;
    Ok(row.map(|(at,)| at))
}

/// How fast one SKU sells, as of now: from the ledger, so kits count by their components, and what a marketplace ships
/// does not count.
#[boxed]
pub async fn velocity(on: &mut dyn On, sku: SkuId, now: Timestamp) -> Result<Velocity> {
    let since = |days: u64| now.minus(Duration::from_hours(24 * days));
    let sold: (i64, i64, i64) = db::fetch_one!(
        on,
        (i64, i64, i64),
        "SELECT COALESCE(CAST(SUM(CASE WHEN occurred_at >= $2 THEN -delta ELSE 0 END) AS BIGINT), 0),
                COALESCE(CAST(SUM(CASE WHEN occurred_at >= $3 THEN -delta ELSE 0 END) AS BIGINT), 0),
                COALESCE(CAST(SUM(-delta) AS BIGINT), 0)
         FROM stock_movement WHERE sku_id = $1 AND kind = 'sell' AND occurred_at >= $4 AND occurred_at < $5",
        sku,
        since(7),
        since(30),
        since(90),
        now,
    )?;
    let first: Option<(Option<i64>,)> =
        db::fetch_optional!(on, (Option<i64>,), "SELECT first_us FROM sku_stock WHERE sku_id = $1", sku)?;
    let spans: Vec<(i64, Option<i64>)> =
        db::fetch_all!(on, (i64, Option<i64>), "SELECT since, until FROM stock_out WHERE sku_id = $1", sku)?;
    let first = first.and_then(|(first,)| first);
    let days = WINDOWS.map(|window| days_in_stock(window, now.micros(), first, &spans));
    Ok(Velocity { sold: [sold.0, sold.1, sold.2], days })
}

/// Days of the window since the first movement, less whole days' worth of time without stock. At least one.
fn days_in_stock(window: i64, now: i64, first: Option<i64>, spans: &[(i64, Option<i64>)]) -> i64 {
    let begins = now.saturating_sub(window.saturating_mul(DAY));
    let lived = match first {
        Some(first) if first > begins => (now.saturating_sub(first)) / DAY + 1,
        _ => window,
    };
    let out: i64 = spans
        .iter()
        .map(|(since, until)| until.unwrap_or(now).saturating_sub((*since).max(begins)).max(0))
        .fold(0, i64::saturating_add);
    (lived - out / DAY).max(1)
}
