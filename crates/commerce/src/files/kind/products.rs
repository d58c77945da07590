//! Products: a row is a SKU.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{Current, Cursor, Found, SKU, Wrong};
use crate::catalogue::{self, Draft, Sku};
use crate::files::compare;
use crate::files::earlier::Beside;
use crate::files::field::{Field, Meaning};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::shared::{Brands, number};
use crate::{Condition, Kind, Result, SkuId};

const COUNT: Meaning = Meaning::Whole { least: 0, none: true };

pub const FIELDS: &[Field] = &[
    SKU,
    Field::new(
        "product",
        Meaning::Code,
        &[
            "parent",
            "parent sku",
            "model code",
            "group",
            "товар",
            "модель",
            "батьківський артикул",
            "родительский артикул",
        ],
    ),
    Field::new(
        "title",
        Meaning::Text { most: 2000 },
        &[
            "name",
            "product name",
            "item name",
            "product title",
            "description",
            "назва",
            "назва товару",
            "найменування",
            "название",
            "название товара",
            "наименование",
        ],
    )
    .when_new(),
    Field::new(
        "brand",
        Meaning::Text { most: 500 },
        &["manufacturer", "make", "vendor", "бренд", "виробник", "марка", "производитель"],
    ),
    Field::new(
        "condition",
        Meaning::Word(CONDITIONS),
        &["item condition", "state", "grade", "стан", "состояние"],
    ),
    Field::new("kind", Meaning::Word(KINDS), &["sku kind", "type", "item type", "тип", "вид"]),
    Field::new(
        "reorder_point",
        COUNT,
        &["reorder level", "min stock", "minimum", "точка замовлення", "мінімум", "точка заказа", "минимум"],
    ),
    Field::new(
        "reorder_to",
        COUNT,
        &["order up to", "max stock", "maximum", "максимум", "замовляти до", "заказывать до"],
    ),
    Field::new(
        "multiple",
        Meaning::Whole { least: 1, none: false },
        &["pack size", "order multiple", "кратність", "упаковка", "кратность"],
    ),
    Field::new(
        "buffer",
        Meaning::Whole { least: 0, none: false },
        &["safety stock", "буфер", "страховий запас", "страховой запас"],
    ),
    Field::new(
        "lead_days",
        COUNT,
        &["lead time", "delivery days", "днів доставки", "срок поставки", "дней доставки"],
    ),
    Field::new("supplier", Meaning::Text { most: 500 }, &["supplier name", "постачальник", "поставщик"]),
];

const CONDITIONS: &[(&str, &[&str])] = &[
    ("new", &["brand new", "новий", "нова", "нове", "новый", "новая", "новое"]),
    ("open_box", &["open box", "like new", "відкрита упаковка", "вскрытая упаковка", "открытая упаковка"]),
    ("refurbished", &["renewed", "refurb", "відновлений", "восстановленный"]),
    ("used", &["pre-owned", "second hand", "вживаний", "вживане", "б/в", "бв", "б/у", "бу"]),
    ("for_parts", &["for parts", "parts only", "not working", "на запчастини", "на запчасти"]),
];

const KINDS: &[(&str, &[&str])] = &[
    ("stocked", &["stock", "item", "складський", "товар", "складской"]),
    ("kit", &["bundle", "set", "комплект", "набір", "набор"]),
    ("virtual", &["service", "download", "послуга", "віртуальний", "услуга", "виртуальный"]),
];

#[boxed]
pub async fn current(
    on: &mut dyn On,
    rows: &[(u32, &Record)],
    beside: &mut Beside<'_>,
) -> Result<Vec<Found>> {
    let codes: Vec<&str> =
        rows.iter().filter_map(|(_, row)| row.text("sku")).flat_map(|c| [c, c.trim()]).collect();
    let mut there = catalogue::by_codes(on, &distinct(codes)).await?;
    let earlier = |product: &str| {
        let brand = beside.earlier.as_ref().and_then(|it| it.brands.get(&number(&product)));
        brand.map(ToString::to_string)
    };
    for sku in there.values_mut() {
        sku.brand = earlier(&sku.product_code).unwrap_or_else(|| std::mem::take(&mut sku.brand));
    }
    let sku = |row: &Record| {
        let code = row.text("sku").unwrap_or_default();
        there.get(code).or_else(|| there.get(code.trim()))
    };
    let to: Vec<&str> = rows.iter().filter_map(|(_, row)| goes_to(row, sku(row)?)).collect();
    let mut to = catalogue::brands_of(on, &distinct(to)).await?;
    for (product, brand) in &mut to {
        *brand = earlier(product).unwrap_or_else(|| std::mem::take(brand));
    }
    let disagree: Vec<Option<Wrong>> =
        rows.iter().map(|(number, row)| disagrees((*number, row), sku(row), beside.brands)).collect();
    let mut written = BTreeMap::new();
    let found = rows.iter().zip(disagree).map(|((_, row), disagrees)| {
        if let Some(wrong) = disagrees {
            return Err(wrong);
        }
        let there = sku(row).map(|sku| {
            // A brand is the product's. A SKU that goes to one brings its own only where there is none yet.
            let brand = goes_to(row, sku).and_then(|product| {
                let new = || beside.brands.of(product.trim()).map(|brand| brand.to_string());
                to.get(product).cloned().or_else(|| earlier(product)).or_else(new)
            });
            brand.into_iter().fold(record(sku), |it, brand| it.with("brand", said(&brand)))
        });
        let found = Current { there, ..Current::default() };
        if beside.earlier.is_some() {
            let draft = compare::written(row, &found, beside.of.kind).and_then(|row| draft(&row));
            written.extend(draft.map(|draft| (draft.code.clone(), draft)));
        }
        Ok(found)
    });
    let found = found.collect();
    if let Some(earlier) = &mut beside.earlier {
        let drafts: Vec<&Draft> = written.values().collect();
        let brands =
            catalogue::brands(&drafts, &there, &to).into_iter().filter(|(_, it)| !it.brand.is_empty());
        let brands = brands.map(|(code, draft)| (number(&code), Arc::from(draft.brand.as_str())));
        earlier.brands.extend(brands);
    }
    Ok(found)
}

/// The product that a row moves a SKU to.
fn goes_to<'a>(row: &'a Record, sku: &Sku) -> Option<&'a str> {
    row.text("product").filter(|product| product.trim() != sku.product_code.trim())
}

/// Why a row cannot be that says another brand than an earlier one of the same product.
fn disagrees((number, row): (u32, &Record), sku: Option<&Sku>, brands: &Brands) -> Option<Wrong> {
    let (code, brand) = (row.text("sku").unwrap_or_default(), row.text("brand")?.trim());
    let product = row.text("product").or(sku.map(|sku| sku.product_code.as_str())).unwrap_or(code);
    let (first, said) = brands.first(product.trim(), (number, brand));
    (*said != *brand).then(|| (Some("brand"), Why::OtherBrand { row: first, brand: said.to_string() }))
}

pub(super) fn distinct(mut codes: Vec<&str>) -> Vec<&str> {
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A text, if there is one.
fn said(text: &str) -> Option<Datum> {
    Some(Datum::Text(text.to_owned())).filter(|_| !text.is_empty())
}

fn record(sku: &Sku) -> Record {
    let whole = |number: Option<i64>| number.map(Datum::Whole);
    Record::new(FIELDS)
        .with("sku", said(&sku.code))
        .with("product", said(&sku.product_code))
        .with("title", said(&sku.title))
        .with("brand", said(&sku.brand))
        .with("condition", said(sku.condition.name()))
        .with("kind", said(sku.kind.name()))
        .with("reorder_point", whole(sku.reorder_point))
        .with("reorder_to", whole(sku.reorder_to))
        .with("multiple", whole(Some(sku.multiple)))
        .with("buffer", whole(Some(sku.buffer)))
        .with("lead_days", whole(sku.lead_days))
        .with("supplier", said(&sku.supplier))
}

pub fn check(merged: &Record, there: Option<&Record>) -> std::result::Result<(), Wrong> {
    if let Some(is) = there.and_then(|t| t.text("kind")).filter(|is| merged.text("kind") != Some(is)) {
        return Err((Some("kind"), Why::Stays { is: is.to_owned() }));
    }
    if merged.text("sku").is_some_and(|code| code.len() > 200) {
        return Err((Some("sku"), Why::TooLong { most: 200 }));
    }
    let to = merged.number("reorder_to");
    if to.is_some_and(|to| to < merged.number("reorder_point").unwrap_or(0)) {
        return Err((Some("reorder_to"), Why::ReorderTo));
    }
    Ok(())
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import) -> Result<()> {
    let drafts: BTreeMap<&str, Draft> =
        rows.iter().filter_map(|(_, row)| Some((row.text("sku")?, draft(row)?))).collect();
    catalogue::upsert(tx, &drafts.into_values().collect::<Vec<_>>(), of.at).await?;
    Ok(())
}

fn draft(row: &Record) -> Option<Draft> {
    let mut draft = Draft::new(row.text("sku")?, row.text("title").unwrap_or_default());
    draft.product = row.text("product").map(str::to_owned);
    row.text("brand").unwrap_or_default().clone_into(&mut draft.brand);
    draft.condition = row.text("condition").and_then(Condition::named).unwrap_or(draft.condition);
    draft.kind = row.text("kind").and_then(Kind::named).unwrap_or(draft.kind);
    draft.reorder_point = row.number("reorder_point");
    draft.reorder_to = row.number("reorder_to");
    draft.multiple = row.number("multiple").unwrap_or(draft.multiple);
    draft.buffer = row.number("buffer").unwrap_or(draft.buffer);
    draft.lead_days = row.number("lead_days");
    row.text("supplier").unwrap_or_default().clone_into(&mut draft.supplier);
    Some(draft)
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let skus = catalogue::page(on, after.map(|(id, _)| SkuId(id)), most).await?;
    Ok(skus.iter().map(|sku| ((sku.id.0, 0), record(sku))).collect())
}
