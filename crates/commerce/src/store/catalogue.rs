//! Products and their SKUs, read one by one and written in bulk.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};
use serde::{Deserialize, Serialize};

use super::{ROWS, ledger};
use crate::fold::backwards;
use crate::{Condition, Error, Kind, ProductId, Result, SkuId, code_key, fold};

/// One sellable condition of a product.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Sku {
    pub id: SkuId,
    pub product_id: ProductId,
    pub product_code: String,
    /// As it was given, byte for byte.
    pub code: String,
    pub title: String,
    pub brand: String,
    pub condition: Condition,
    pub kind: Kind,
    /// Order when no more than so many units are left, by forecast; none: never.
    pub reorder_point: Option<i64>,
    /// … up to so many.
    pub reorder_to: Option<i64>,
    /// The supplier sells so many at a time.
    pub multiple: i64,
    /// Units that are not offered on marketplaces.
    pub buffer: i64,
    /// Days from order to receipt.
    pub lead_days: Option<i64>,
    pub supplier: String,
    /// Why it is not to be sold or changed for now.
    pub hold: Option<String>,
    /// A file of the messenger.
    pub photo: Option<String>,
    pub changed_at: Timestamp,
}

/// A SKU as a form or a file gives it. To leave something as it is, start from [`Sku::draft`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub code: String,
    /// The product's code; one of its own under the SKU's code when not given.
    pub product: Option<String>,
    pub title: String,
    pub brand: String,
    pub condition: Condition,
    pub kind: Kind,
    pub reorder_point: Option<i64>,
    pub reorder_to: Option<i64>,
    pub multiple: i64,
    pub buffer: i64,
    pub lead_days: Option<i64>,
    pub supplier: String,
}

impl Draft {
    /// A new, stocked SKU that is never reordered.
    pub fn new(code: &str, title: &str) -> Self {
        Self {
            code: code.to_owned(),
            product: None,
            title: title.to_owned(),
            brand: String::new(),
            condition: Condition::New,
            kind: Kind::Stocked,
            reorder_point: None,
            reorder_to: None,
            multiple: 1,
            buffer: 0,
            lead_days: None,
            supplier: String::new(),
        }
    }

    fn product_code(&self) -> &str {
        self.product.as_deref().unwrap_or(&self.code)
    }

    /// What the database would refuse, in words.
    pub fn check(&self) -> Result<()> {
        let fault = if self.code.is_empty() || self.product_code().is_empty() {
            "a code is needed"
        } else if self.code.len() > 200 || self.title.len() > 2000 {
            "a code has at most 200 bytes, a title 2000"
        } else if self.code.contains('\0') || self.title.contains('\0') || self.brand.contains('\0') {
            "a text must not contain the character NUL"
        } else if [self.reorder_point, self.reorder_to, self.lead_days].iter().flatten().any(|n| *n < 0) {
            "reorder point, reorder-to and lead time cannot be negative"
        } else if self.reorder_to.is_some_and(|to| to < self.reorder_point.unwrap_or(0)) {
            "reorder-to cannot be below the reorder point"
        } else if self.multiple < 1 || self.buffer < 0 {
            "the multiple is at least 1 and the buffer at least 0"
        } else {
            return Ok(());
        };
        Err(Error::Invalid(fault))
    }
}

impl Sku {
    pub fn draft(&self) -> Draft {
        Draft {
            code: self.code.clone(),
            product: Some(self.product_code.clone()),
            title: self.title.clone(),
            brand: self.brand.clone(),
            condition: self.condition,
            kind: self.kind,
            reorder_point: self.reorder_point,
            reorder_to: self.reorder_to,
            multiple: self.multiple,
            buffer: self.buffer,
            lead_days: self.lead_days,
            supplier: self.supplier.clone(),
        }
    }

    /// Whether the draft says what is there already.
    pub fn is(&self, draft: &Draft) -> bool {
        let mut mine = self.draft();
        mine.product = draft.product.as_ref().map(|_| self.product_code.clone());
        if draft.brand.is_empty() {
            // The brand is the product's, which has other SKUs: saying none leaves theirs.
            mine.brand.clear();
        }
        mine == *draft
    }
}

macro_rules! select {
    () => {
        "SELECT s.id, s.product_id, p.code AS product_code, s.code, s.title, p.brand, s.condition, s.kind, s.reorder_point,
                s.reorder_to, s.multiple, s.buffer, s.lead_days, s.supplier, s.hold, s.photo, s.changed_at
         FROM sku s JOIN product p ON p.id = s.product_id "
    };
}

#[boxed]
pub async fn by_id(on: &mut dyn On, id: SkuId) -> Result<Sku> {
    let sku = db::fetch_optional!(on, Sku, concat!(select!(), "WHERE s.id = $1"), id)?;
    sku.ok_or_else(|| Error::Unknown { what: "SKU", name: id.to_string() })
}

/// By its code to the letter; [`crate::search`] forgives more.
#[boxed]
pub async fn by_code(on: &mut dyn On, code: &str) -> Result<Option<Sku>> {
    Ok(db::fetch_optional!(on, Sku, concat!(select!(), "WHERE s.code = $1"), code)?)
}

/// Those of the codes that there are. Hand in as many as you like.
#[boxed]
pub async fn by_codes(on: &mut dyn On, codes: &[&str]) -> Result<BTreeMap<String, Sku>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(ROWS) {
        let rows = db::fetch_built!(on, Sku, |q| {
            q.push(concat!(select!(), "WHERE s.code IN ("));
            q.push_values(chunk, |row, code| {
                row.push_bind(*code);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|sku| (sku.code.clone(), sku)));
    }
    Ok(found)
}

#[boxed]
pub async fn by_ids(on: &mut dyn On, ids: &[SkuId]) -> Result<BTreeMap<SkuId, Sku>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(ROWS) {
        let rows = db::fetch_built!(on, Sku, |q| {
            q.push(concat!(select!(), "WHERE s.id IN ("));
            q.push_values(chunk, |row, id| {
                row.push_bind(*id);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|sku| (sku.id, sku)));
    }
    Ok(found)
}

/// All SKUs in the order of their numbers, a page at a time: hand in the last one to go on. For exports.
#[boxed]
pub async fn page(on: &mut dyn On, after: Option<SkuId>, most: i64) -> Result<Vec<Sku>> {
    let sql = concat!(select!(), "WHERE s.id > $1 ORDER BY s.id LIMIT $2");
    Ok(db::fetch_all!(on, Sku, sql, after.map_or(0, |id| id.0), most)?)
}

/// How many SKUs there are.
#[boxed]
pub async fn count(on: &mut dyn On) -> Result<i64> {
    Ok(db::fetch_one!(on, (i64,), "SELECT COUNT(*) FROM sku")?.0)
}

/// How many rows of a file were what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Upserted {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
}

/// Adds SKUs and changes those that differ; writes nothing for those that do not. Of one code given twice the last counts.
/// Refuses all when one of them is refused (see [`Draft::check`]).
#[boxed]
pub async fn upsert(tx: &mut Tx, drafts: &[Draft], now: Timestamp) -> Result<Upserted> {
    for draft in drafts {
        draft.check()?;
    }
    let last: BTreeMap<&str, &Draft> = drafts.iter().map(|d| (d.code.as_str(), d)).collect();
    let there = by_codes(tx, &last.keys().copied().collect::<Vec<_>>()).await?;
    let is = |d: &Draft| there.get(&d.code).is_some_and(|sku| sku.is(d));
    let write: Vec<&Draft> = last.values().copied().filter(|d| !is(d)).collect();
    let changed: Vec<SkuId> = write.iter().filter_map(|d| Some(there.get(&d.code)?.id)).collect();
    let done = Upserted {
        new: as_count(write.len() - changed.len()),
        changed: as_count(changed.len()),
        same: as_count(drafts.len() - write.len()),
    };
    // Stock, products, SKUs and words each in one order, so that two who write many cannot wait for each other.
    ledger::lock(tx, changed.into_iter()).await?;
    let moves = |d: &&&Draft| there.get(&d.code).is_some_and(|sku| sku.product_code != d.product_code());
    let to: Vec<&str> = write.iter().filter(moves).map(|d| d.product_code()).collect();
    let to = brands_of(tx, &to).await?;
    let products = put_products(tx, &brands(&write, &there, &to)).await?;
    for chunk in write.chunks(ROWS) {
        put_skus(tx, chunk, &products, &there, now).await?;
    }
    put_words(tx, &write).await?;
    Ok(done)
}

fn as_count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

/// The brands of those of the products that there are. Hand in as many as you like.
#[boxed]
pub(crate) async fn brands_of(on: &mut dyn On, products: &[&str]) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for chunk in products.chunks(ROWS) {
        let rows: Vec<(String, String)> = db::fetch_built!(on, (String, String), |q| {
            q.push("SELECT code, brand FROM product WHERE code IN (");
            q.push_values(chunk, |row, code| {
                row.push_bind(*code);
            });
            q.push(")");
        })?;
        found.extend(rows);
    }
    Ok(found)
}

/// Of each product the draft whose brand it has afterwards: of several SKUs one may bring another brand while the others,
/// which change in something else, or come from other products, have that of before. `to`: the brands of the products they
/// come to.
pub(crate) fn brands<'a>(
    drafts: &[&'a Draft],
    there: &BTreeMap<String, Sku>,
    to: &BTreeMap<String, String>,
) -> BTreeMap<&'a str, &'a Draft> {
    let is = |sku: &Sku, d: &Draft| sku.brand == d.brand && sku.product_code == d.product_code();
    let stays = |d: &Draft| {
        let has = |brand: &String| *brand == d.brand;
        d.brand.is_empty()
            || there.get(&d.code).is_some_and(|sku| is(sku, d))
            || to.get(d.product_code()).is_some_and(has)
    };
    let (stay, bring): (Vec<_>, Vec<_>) = drafts.iter().copied().partition(|d| stays(d));
    stay.into_iter().chain(bring).map(|d| (d.product_code(), d)).collect()
}

async fn put_products(tx: &mut Tx, products: &BTreeMap<&str, &Draft>) -> Result<BTreeMap<String, ProductId>> {
    let mut put = BTreeMap::new();
    for chunk in products.iter().collect::<Vec<_>>().chunks(ROWS) {
        let rows: Vec<(ProductId, String)> = db::fetch_built!(tx, (ProductId, String), |q| {
            q.push("INSERT INTO product (code, title, brand) ");
            q.push_values(chunk, |row, (code, draft)| {
                row.push_bind(**code).push_bind(&draft.title).push_bind(&draft.brand);
            });
            q.push(" ON CONFLICT (code) DO UPDATE SET brand = CASE WHEN excluded.brand = '' THEN product.brand ELSE excluded.brand END RETURNING id, code");
        })?;
        put.extend(rows.into_iter().map(|(id, code)| (code, id)));
    }
    Ok(put)
}

async fn put_skus(
    tx: &mut Tx,
    drafts: &[&Draft],
    products: &BTreeMap<String, ProductId>,
    there: &BTreeMap<String, Sku>,
    now: Timestamp,
) -> Result<()> {
    db::execute_built!(tx, |q| {
        q.push("INSERT INTO sku (product_id, code, title, condition, kind, reorder_point, reorder_to, multiple, buffer, lead_days, supplier, search_text, changed_at, code_back, code_key) ");
        q.push_values(drafts, |row, d| {
            // Without a product named, a SKU stays with the one it has.
            let own = there.get(&d.code).filter(|_| d.product.is_none()).map(|sku| sku.product_id);
            let product = own.or_else(|| products.get(d.product_code()).copied());
            let key = code_key(&d.code);
            row.push_bind(product)
                .push_bind(&d.code)
                .push_bind(&d.title)
                .push_bind(d.condition)
                .push_bind(d.kind);
            row.push_bind(d.reorder_point).push_bind(d.reorder_to).push_bind(d.multiple).push_bind(d.buffer);
            row.push_bind(d.lead_days).push_bind(&d.supplier);
            row.push_bind(search_text(d, &key)).push_bind(now);
            row.push_bind(backwards(&key)).push_bind(key);
        });
        q.push(" ON CONFLICT (code) DO UPDATE SET product_id = excluded.product_id, title = excluded.title, condition = excluded.condition, kind = excluded.kind, reorder_point = excluded.reorder_point, reorder_to = excluded.reorder_to, multiple = excluded.multiple, buffer = excluded.buffer, lead_days = excluded.lead_days, supplier = excluded.supplier, search_text = excluded.search_text, changed_at = excluded.changed_at");
    })?;
    Ok(())
}

/// The code in its parts and in one piece, the brand, the title.
fn search_text(draft: &Draft, key: &str) -> String {
    let title = fold(&draft.title);
    let brand = fold(&draft.brand);
    let brand = if title.contains(&brand) { "" } else { brand.trim() };
    fold(&format!("{} {key} {brand} {title}", draft.code))
}

async fn put_words(tx: &mut Tx, drafts: &[&Draft]) -> Result<()> {
    let texts: Vec<String> = drafts.iter().map(|d| fold(&format!("{} {}", d.brand, d.title))).collect();
    let words: BTreeSet<&str> =
        texts.iter().flat_map(|text| text.split(' ')).filter(|w| is_word(w)).collect();
    if words.is_empty() {
        return Ok(());
    }
    let words: Vec<&str> = words.into_iter().collect();
    for chunk in words.chunks(ROWS) {
        db::execute_built!(tx, |q| {
            q.push("INSERT INTO search_word (word, back) ");
            q.push_values(chunk, |row, word| {
                row.push_bind(*word).push_bind(backwards(word));
            });
            q.push(" ON CONFLICT (word) DO NOTHING");
        })?;
    }
    Ok(())
}

/// What somebody could mistype: no numbers, nothing short, nothing endless.
fn is_word(word: &str) -> bool {
    (4..=32).contains(&word.chars().count()) && word.chars().any(char::is_alphabetic)
}

/// Stops a SKU from being sold or changed, with the reason, or lets it go. [`Error::Closed`] when that was done before.
#[boxed]
pub async fn set_hold(tx: &mut Tx, sku: SkuId, why: Option<&str>, now: Timestamp) -> Result<()> {
    let done = db::execute!(
        tx,
        "UPDATE sku SET hold = $2, changed_at = $3
         WHERE id = $1 AND (hold IS NULL) <> (CAST($2 AS TEXT) IS NULL)",
        sku,
        why,
        now,
    )?;
    if done == 0 { Err(Error::Closed) } else { Ok(()) }
}

/// Sets the photo by the messenger's name for the file, in place of the one that was shown. [`Error::Closed`] when that is
/// not there any more.
#[boxed]
pub async fn set_photo(
    tx: &mut Tx,
    sku: SkuId,
    (from, to): (Option<&str>, Option<&str>),
    now: Timestamp,
) -> Result<()> {
    let sql = "UPDATE sku SET photo = $3, changed_at = $4 WHERE id = $1 AND photo IS NOT DISTINCT FROM $2";
    let done = db::execute!(tx, sql, sku, from, to, now)?;
    if done == 0 { Err(Error::Closed) } else { Ok(()) }
}
