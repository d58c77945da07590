//! Which SKUs have been told of as low, and which as out.
//!
//! A SKU is told of when it comes down to its reorder point, and then not again until it has been well above it: by more
//! than a tenth of the point, and by more than one unit. One that swings around its point so is told of once.

use commerce::SkuId;
use kit::db::{self, Result, Timestamp, Tx};

/// Forgets those that are well above their point again, or have none any more. Returns how many.
pub async fn settle(tx: &mut Tx) -> Result<u64> {
    db::execute!(
        tx,
        "DELETE FROM low_alert WHERE NOT EXISTS (
            SELECT 1 FROM sku_stock s WHERE s.sku_id = low_alert.sku_id AND s.on_hand + s.incoming - s.reserved
                <= s.reorder_point + CASE WHEN s.reorder_point < 10 THEN 1 ELSE s.reorder_point / 10 END)"
    )
}

/// Marks those that are low and not told of yet, and returns them. One statement, so that the many that are not low cost
/// nothing: the few are in an index.
pub async fn cross(tx: &mut Tx, now: Timestamp) -> Result<Vec<SkuId>> {
    let rows: Vec<(SkuId,)> = db::fetch_all!(
        tx,
        (SkuId,),
        "INSERT INTO low_alert (sku_id, crossed_at)
         SELECT s.sku_id, $1 FROM sku_stock s WHERE s.on_hand + s.incoming - s.reserved - s.reorder_point <= 0
            AND NOT EXISTS (SELECT 1 FROM low_alert a WHERE a.sku_id = s.sku_id)
         ON CONFLICT (sku_id) DO NOTHING RETURNING sku_id",
        now,
    )?;
    Ok(rows.into_iter().map(|(sku,)| sku).collect())
}

/// Forgets those that there is something of again.
pub async fn restock(tx: &mut Tx) -> Result<u64> {
    db::execute!(
        tx,
        "DELETE FROM out_alert WHERE NOT EXISTS (
            SELECT 1 FROM sku_stock s WHERE s.sku_id = out_alert.sku_id AND s.on_hand <= 0)"
    )
}

/// Marks those that have run out and are not told of yet, and returns them with whether they are ever reordered. What never
/// was there has not run out.
pub async fn run_out(tx: &mut Tx, now: Timestamp) -> Result<Vec<(SkuId, bool)>> {
    db::fetch_all!(
        tx,
        (SkuId, bool),
        "INSERT INTO out_alert (sku_id, out_at)
         SELECT s.sku_id, $1 FROM sku_stock s WHERE s.on_hand <= 0 AND s.first_us IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM out_alert a WHERE a.sku_id = s.sku_id)
         ON CONFLICT (sku_id) DO NOTHING
         RETURNING sku_id, (SELECT s.reorder_point IS NOT NULL FROM sku_stock s WHERE s.sku_id = out_alert.sku_id)",
        now,
    )
}

/// Somebody writes past the ledger.
#[cfg(test)]
pub async fn spoil(tx: &mut Tx, sku: SkuId) -> Result<u64> {
    db::execute!(tx, "UPDATE stock_balance SET on_hand = on_hand + 1 WHERE sku_id = $1 AND on_hand > 0", sku)
}

/// Somebody who has never written to the bot.
#[cfg(test)]
pub async fn never_met(tx: &mut Tx, user: kit::UserId) -> Result<u64> {
    db::execute!(tx, "DELETE FROM person WHERE user_id = $1", user.0)
}
