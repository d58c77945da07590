//! Which barcode is which SKU's. A SKU may have several; a barcode belongs to one.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::ROWS;
use crate::{Barcode, Error, Result, SkuId};

/// Whose barcode it is.
#[boxed]
pub async fn find(on: &mut dyn On, code: &Barcode) -> Result<Option<SkuId>> {
    let row = db::fetch_optional!(on, (SkuId,), "SELECT sku_id FROM barcode WHERE code = $1", code)?;
    Ok(row.map(|(sku,)| sku))
}

/// Whose barcodes they are; those that nobody has are not in the answer.
#[boxed]
pub async fn find_all(on: &mut dyn On, codes: &[&Barcode]) -> Result<BTreeMap<Barcode, SkuId>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(ROWS) {
        let rows = db::fetch_built!(on, (Barcode, SkuId), |q| {
            q.push("SELECT code, sku_id FROM barcode WHERE code IN (");
            q.push_values(chunk, |row, code| {
                row.push_bind(code.as_str());
            });
            q.push(")");
        })?;
        found.extend(rows);
    }
    Ok(found)
}

/// Whose label somebody means who types it: to the letter, or else in capital or small letters.
#[boxed]
pub async fn typed(on: &mut dyn On, text: &str) -> Result<Option<SkuId>> {
    let spelled = [text.to_owned(), text.to_uppercase(), text.to_lowercase()];
    let spelled: Vec<Barcode> = spelled.iter().filter_map(|text| Barcode::certain(text).ok()).collect();
    let found = find_all(on, &spelled.iter().collect::<Vec<_>>()).await?;
    Ok(spelled.iter().find_map(|code| found.get(code)).copied())
}

#[boxed]
pub async fn of(on: &mut dyn On, sku: SkuId) -> Result<Vec<Barcode>> {
    let sql = "SELECT code FROM barcode WHERE sku_id = $1 ORDER BY code";
    Ok(db::fetch_all!(on, (Barcode,), sql, sku)?.into_iter().map(|(code,)| code).collect())
}

/// Gives barcodes to SKUs. One that another SKU has moves over: ask before. Returns how many rows changed.
#[boxed]
pub async fn attach(tx: &mut Tx, pairs: &[(Barcode, SkuId)]) -> Result<u64> {
    let mut changed = 0;
    let last: BTreeMap<&Barcode, SkuId> = pairs.iter().map(|(code, sku)| (code, *sku)).collect();
    for chunk in last.into_iter().collect::<Vec<_>>().chunks(ROWS) {
        changed += db::execute_built!(tx, |q| {
            q.push("INSERT INTO barcode (code, sku_id) ");
            q.push_values(chunk, |row, (code, sku)| {
                row.push_bind(code.as_str()).push_bind(*sku);
            });
            q.push(" ON CONFLICT (code) DO UPDATE SET sku_id = excluded.sku_id WHERE barcode.sku_id <> excluded.sku_id");
        })?;
    }
    Ok(changed)
}

/// Gives a SKU a barcode that nobody has. Whose it is already, and stays; none: it is this SKU's now.
#[boxed]
pub async fn claim(tx: &mut Tx, code: &Barcode, sku: SkuId) -> Result<Option<SkuId>> {
    let sql = "INSERT INTO barcode (code, sku_id) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING";
    if db::execute!(tx, sql, code, sku)? == 1 {
        return Ok(None);
    }
    // Somebody may have taken it away in this moment; then it is to be looked at again.
    Ok(Some(find(tx, code).await?.ok_or(Error::Closed)?))
}

/// Takes a barcode away from a SKU. Whether it had it.
#[boxed]
pub async fn detach(tx: &mut Tx, code: &Barcode, sku: SkuId) -> Result<bool> {
    Ok(db::execute!(tx, "DELETE FROM barcode WHERE code = $1 AND sku_id = $2", code, sku)? == 1)
}

/// All barcodes of the next so many SKUs that have some, with the codes of these. For exports.
#[boxed]
pub async fn page(on: &mut dyn On, after: SkuId, most: i64) -> Result<Vec<(SkuId, Barcode, String)>> {
    Ok(db::fetch_all!(
        on,
        (SkuId, Barcode, String),
        "SELECT b.sku_id, b.code, s.code FROM barcode b JOIN sku s ON s.id = b.sku_id
         WHERE b.sku_id IN (SELECT DISTINCT sku_id FROM barcode WHERE sku_id > $1 ORDER BY sku_id LIMIT $2)
         ORDER BY b.sku_id, b.code",
        after,
        most,
    )?)
}
