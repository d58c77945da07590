//! Barcodes, of trade items and others: a row gives one to a SKU. One that another SKU has moves over, which the preview shows.

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{Current, Cursor, Found, SKU, unknown};
use crate::barcode;
use crate::files::field::{Field, Meaning, Need};
use crate::files::record::{Datum, Record};
use crate::files::store;
use crate::{Barcode, Result, SkuId, catalogue};

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
    let codes: Vec<&Barcode> = rows.iter().filter_map(|(_, row)| row.barcode("barcode")).collect();
    let owners = barcode::find_all(on, &codes).await?;
    let ids: Vec<_> = owners.values().copied().collect();
    let skus_of = catalogue::by_ids(on, &ids).await?;
    let found = rows.iter().map(|(_, row)| {
        let code = row.text("sku").unwrap_or_default();
        store::item(&skus, code).ok_or_else(|| unknown("sku", "SKU", code.trim()))?;
        let owner = row.barcode("barcode").and_then(|code| skus_of.get(owners.get(code)?));
        let there = owner.map(|sku| (*row).clone().with("sku", Some(Datum::Text(sku.code.clone()))));
        Ok(Current { there, ..Current::default() })
    });
    Ok(found.collect())
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)]) -> Result<()> {
    let skus = store::items(tx, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
    let pairs = rows.iter().filter_map(|(_, row)| {
        Some((row.barcode("barcode")?.clone(), store::item(&skus, row.text("sku")?)?.id))
    });
    barcode::attach(tx, &pairs.collect::<Vec<_>>()).await?;
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = barcode::page(on, SkuId(after.unwrap_or_default().0), most).await?;
    let rows = rows.into_iter().map(|(id, barcode, code)| {
        let record = Record::new(FIELDS)
            .with("barcode", Some(Datum::Barcode(barcode)))
            .with("sku", Some(Datum::Text(code)));
        ((id.0, 0), record)
    });
    Ok(rows.collect())
}
