//! What the ledger has moved for lines of orders.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::On;

use super::super::ROWS;
use crate::{Result, SaleLineId, SkuId, WarehouseId};

/// By document: what the ledger has moved by place, and the last line's number.
pub type Moved = BTreeMap<String, (BTreeMap<(SkuId, WarehouseId), i64>, i64)>;

pub async fn moved(on: &mut dyn On, ids: impl Iterator<Item = &SaleLineId>) -> Result<Moved> {
    let ids: Vec<String> = ids.map(ToString::to_string).collect();
    let rows = db::fetch_built!(on, (String, SkuId, WarehouseId, i64, i64), |q| {
        q.push(
            "SELECT doc_id, sku_id, warehouse_id, CAST(SUM(delta) AS BIGINT), MAX(line) FROM stock_movement",
        );
        q.push(" WHERE doc_type = 'sale' AND doc_id IN (");
        q.push_values(&ids, |row, id| {
            row.push_bind(id);
        });
        q.push(") GROUP BY doc_id, sku_id, warehouse_id");
    })?;
    let mut moved = Moved::new();
    for (doc, sku, warehouse, delta, last) in rows {
        let (places, highest) = moved.entry(doc).or_default();
        places.insert((sku, warehouse), delta);
        *highest = (*highest).max(last);
    }
    Ok(moved)
}

/// By how much the ledger has moved what is where for each of these lines: what a kit was made of then.
#[boxed]
pub(crate) async fn moved_for(
    on: &mut dyn On,
    ids: &[SaleLineId],
) -> Result<BTreeMap<SaleLineId, BTreeMap<(SkuId, WarehouseId), i64>>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(ROWS) {
        let mut by_document = moved(on, chunk.iter()).await?;
        let of = |id: &SaleLineId| Some((*id, by_document.remove(&id.to_string())?.0));
        found.extend(chunk.iter().filter_map(of));
    }
    Ok(found)
}
