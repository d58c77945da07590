//! Which barcode is which SKU's. A SKU may have several; a barcode belongs to one.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::ROWS;
use crate::{Error, Gtin, Result, SkuId};

/// Whose barcode it is.
#[boxed]
pub async fn find(on: &mut dyn On, gtin: Gtin) -> Result<Option<SkuId>> {
    let row = db::fetch_optional!(on, (SkuId,), "SELECT sku_id FROM barcode WHERE gtin = $1", gtin)?;
    Ok(row.map(|(sku,)| sku))
}

/// Whose barcodes they are; those that nobody has are not in the answer.
#[boxed]
pub async fn find_all(on: &mut dyn On, gtins: &[Gtin]) -> Result<BTreeMap<Gtin, SkuId>> {
    let mut found = BTreeMap::new();
    for chunk in gtins.chunks(ROWS) {
        let rows = db::fetch_built!(on, (Gtin, SkuId), |q| {
            q.push("SELECT gtin, sku_id FROM barcode WHERE gtin IN (");
            q.push_values(chunk, |row, gtin| {
                row.push_bind(*gtin);
            });
            q.push(")");
        })?;
        found.extend(rows);
    }
    Ok(found)
}

#[boxed]
pub async fn of(on: &mut dyn On, sku: SkuId) -> Result<Vec<Gtin>> {
    let sql = "SELECT gtin FROM barcode WHERE sku_id = $1 ORDER BY gtin";
    Ok(db::fetch_all!(on, (Gtin,), sql, sku)?.into_iter().map(|(gtin,)| gtin).collect())
}

/// Gives barcodes to SKUs. One that another SKU has moves over: ask before. Returns how many rows changed.
#[boxed]
pub async fn attach(tx: &mut Tx, pairs: &[(Gtin, SkuId)]) -> Result<u64> {
    let mut changed = 0;
    let last: Vec<(Gtin, SkuId)> = pairs.iter().copied().collect::<BTreeMap<_, _>>().into_iter().collect();
    for chunk in last.chunks(ROWS) {
        changed += db::execute_built!(tx, |q| {
            q.push("INSERT INTO barcode (gtin, sku_id) ");
            q.push_values(chunk, |row, (gtin, sku)| {
                row.push_bind(*gtin).push_bind(*sku);
            });
            q.push(" ON CONFLICT (gtin) DO UPDATE SET sku_id = excluded.sku_id WHERE barcode.sku_id <> excluded.sku_id");
        })?;
    }
    Ok(changed)
}

/// Gives a SKU a barcode that nobody has. Whose it is already, and stays; none: it is this SKU's now.
#[boxed]
pub async fn claim(tx: &mut Tx, gtin: Gtin, sku: SkuId) -> Result<Option<SkuId>> {
    let sql = "INSERT INTO barcode (gtin, sku_id) VALUES ($1, $2) ON CONFLICT (gtin) DO NOTHING";
    if db::execute!(tx, sql, gtin, sku)? == 1 {
        return Ok(None);
    }
    // Somebody may have taken it away in this moment; then it is to be looked at again.
    Ok(Some(find(tx, gtin).await?.ok_or(Error::Closed)?))
}

/// Takes a barcode away from a SKU. Whether it had it.
#[boxed]
pub async fn detach(tx: &mut Tx, gtin: Gtin, sku: SkuId) -> Result<bool> {
    Ok(db::execute!(tx, "DELETE FROM barcode WHERE gtin = $1 AND sku_id = $2", gtin, sku)? == 1)
}

/// All barcodes in their order, a page at a time, with the codes of their SKUs. For exports.
#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Gtin>, most: i64) -> Result<Vec<(Gtin, String)>> {
    Ok(db::fetch_all!(
        on,
        (Gtin, String),
        "SELECT b.gtin, s.code FROM barcode b JOIN sku s ON s.id = b.sku_id WHERE b.gtin > $1 ORDER BY b.gtin LIMIT $2",
        after.map(Gtin::padded).unwrap_or_default(),
        most,
    )?)
}
