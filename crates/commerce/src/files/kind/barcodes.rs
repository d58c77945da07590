//! Barcodes: a row gives one to a SKU. One that another SKU has moves over, which the preview shows.

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{Current, Cursor, Found, SKU, unknown};
use crate::barcode;
use crate::files::field::{Field, Meaning, Need};
use crate::files::record::{Datum, Record};
use crate::files::store;
use crate::{Gtin, Result, catalogue};

pub const FIELDS: &[Field] = &[
    Field::new(
        "barcode",
        Meaning::Barcode,
        &["ean", "gtin", "upc", "ean 13", "bar code", "isbn", "штрихкод", "штрих код", "шк"],
    )
    .always()
    .key(),
    Field { need: Need::Always, key: false, ..SKU },
];

#[boxed]
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
    let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
    let gtins: Vec<Gtin> = rows.iter().filter_map(|(_, row)| row.barcode("barcode")).collect();
    let owners = barcode::find_all(on, &gtins).await?;
    let ids: Vec<_> = owners.values().copied().collect();
    let codes = catalogue::by_ids(on, &ids).await?;
    let found = rows.iter().map(|(_, row)| {
        let code = row.text("sku").unwrap_or_default();
        store::item(&skus, code).ok_or_else(|| unknown("sku", "SKU", code.trim()))?;
        let owner = row.barcode("barcode").and_then(|gtin| codes.get(owners.get(&gtin)?));
        let there = owner.map(|sku| (*row).clone().with("sku", Some(Datum::Text(sku.code.clone()))));
        Ok(Current { there, ..Current::default() })
    });
    Ok(found.collect())
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)]) -> Result<()> {
    let skus = store::items(tx, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
    let pairs = rows
        .iter()
        .filter_map(|(_, row)| Some((row.barcode("barcode")?, store::item(&skus, row.text("sku")?)?.id)));
    barcode::attach(tx, &pairs.collect::<Vec<_>>()).await?;
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let after = after.and_then(|(number, _)| format!("{number:014}").parse().ok());
    let rows = barcode::page(on, after, most).await?;
    let rows = rows.into_iter().map(|(gtin, code)| {
        let record = Record::new(FIELDS)
            .with("barcode", Some(Datum::Barcode(gtin)))
            .with("sku", Some(Datum::Text(code)));
        ((gtin.padded().parse().unwrap_or(i64::MAX), 0), record)
    });
    Ok(rows.collect())
}
