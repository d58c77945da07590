//! The SKU and the warehouse that somebody names.

use commerce::catalogue::{self, Sku};
use commerce::place::{self, Account, Warehouse};
use commerce::search::{How, search};
use commerce::{Error, Kind, SkuId, WarehouseId};
use kit::{Cx, Fault, Offer, Result};

use crate::adjust::{SKU, WAREHOUSE};
use crate::fault::told;

/// By its code in any spelling, its barcode, or `#` and its number, as buttons name it.
pub async fn sku(cx: &Cx, named: &str) -> Result<Sku> {
    let mut on = cx.read().await?;
    if let Some(id) = named.strip_prefix('#').and_then(|id| id.parse().ok()) {
        return catalogue::by_id(&mut on, SkuId(id)).await.map_err(|error| told(cx, error));
    }
    let found = search(&mut on, named, 3, 0).await.map_err(|error| told(cx, error))?;
    match found.hits.as_slice() {
        [hit] if found.how != How::Near => {
            catalogue::by_id(&mut on, hit.id).await.map_err(|error| told(cx, error))
        }
        [] => Err(cx.refuse("inventory-no-such", kit::args![name = named.to_owned()]).at("sku")),
        hits => {
            let codes = hits.iter().map(|hit| hit.code.as_str()).collect::<Vec<_>>().join(", ");
            Err(cx.refuse("inventory-which", kit::args![name = named.to_owned(), codes = codes]).at("sku"))
        }
    }
}

/// By its code, in any case, or `#` and its number, as buttons name it. `field` is where it was named.
pub async fn warehouse(cx: &Cx, named: &str, field: &'static str) -> Result<Warehouse> {
    let all = warehouses(cx).await?;
    let id = named.strip_prefix('#').and_then(|id| id.parse().ok()).map(WarehouseId);
    let found = all.iter().find(|w| Some(w.id) == id || is_same(&w.code, named));
    found.cloned().ok_or_else(|| no_warehouse(cx, named, &all).at(field))
}

/// The warehouse whose code these words begin with, and the other words: a code may have blanks in it.
pub async fn warehouse_before<'a>(
    cx: &Cx,
    words: &'a [&'a str],
    field: &'static str,
) -> Result<(Warehouse, &'a [&'a str])> {
    let all = warehouses(cx).await?;
    let begins = |warehouse: &Warehouse| {
        let code: Vec<_> = warehouse.code.split_whitespace().collect();
        let (named, others) = words.split_at_checked(code.len())?;
        is_same(&code.join(" "), &named.join(" ")).then_some(others)
    };
    let found = all.iter().filter_map(|warehouse| Some((warehouse, begins(warehouse)?)));
    let longest = found.min_by_key(|(_, others)| others.len());
    longest.map(|(warehouse, others)| (warehouse.clone(), others)).ok_or_else(|| {
        let named = words.first().copied().unwrap_or_default();
        no_warehouse(cx, named, &all).at(field)
    })
}

fn no_warehouse(cx: &Cx, named: &str, all: &[Warehouse]) -> Fault {
    let codes = all.iter().map(|w| w.code.as_str()).collect::<Vec<_>>().join(", ");
    cx.refuse("inventory-no-warehouse", kit::args![name = named.to_owned(), codes = codes])
}

/// The account whose code these words begin with, and how many of them that are: the longest, for a code may have blanks in
/// it. Quotation marks around it do not matter.
pub fn account_before<'a>(accounts: &'a [Account], words: &[&str]) -> Option<(&'a Account, usize)> {
    let marks = ['"', '“', '”', '„', '«', '»'];
    let begins = |account: &Account| {
        let code: Vec<_> = account.code.split_whitespace().collect();
        let named = words.get(..code.len())?.join(" ");
        is_same(&code.join(" "), named.trim_matches(marks)).then_some(code.len())
    };
    let found = accounts.iter().filter_map(|account| Some((account, begins(account)?)));
    found.max_by_key(|(_, words)| *words)
}

/// The same code, in any case and alphabet.
pub fn is_same(code: &str, named: &str) -> bool {
    code.to_lowercase() == named.trim().to_lowercase()
}

pub async fn warehouses(cx: &Cx) -> Result<Vec<Warehouse>> {
    place::warehouses(&mut cx.read().await?).await.map_err(|error| told(cx, error))
}

/// Whether what was named is there, as soon as a form has it: the same for all commands that ask for a SKU and a place.
pub async fn check(cx: &Cx, field: &str) -> Result<()> {
    match field {
        "sku" => sku(cx, &cx.get(&SKU)?).await.map(drop),
        "warehouse" => warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await.map(drop),
        _ => Ok(()),
    }
}

/// The same where units are moved: of a kit or a service there are none.
pub async fn check_stocked(cx: &Cx, field: &str) -> Result<()> {
    if field == "sku" {
        refuse_unstocked(cx, &sku(cx, &cx.get(&SKU)?).await?)
    } else {
        check(cx, field).await
    }
}

/// Refuses what has no stock of its own.
pub fn refuse_unstocked(cx: &Cx, sku: &Sku) -> Result<()> {
    if sku.kind == Kind::Stocked {
        return Ok(());
    }
    Err(told(cx, Error::NotStocked { code: sku.code.clone() }).at("sku"))
}

/// Buttons for how many, as goods are mostly packed.
pub fn quantities() -> Vec<Offer> {
    [1, 2, 5, 10, 20, 50].map(|n| Offer::new(n.to_string(), n.to_string())).into()
}

/// A button for each warehouse, with what lies there of the SKU.
pub async fn offers(cx: &Cx, sku: &Sku) -> Result<Vec<Offer>> {
    let balances = commerce::balance::of(&mut cx.read().await?, sku.id).await;
    let balances = balances.map_err(|error| told(cx, error))?;
    let offer = |warehouse: Warehouse| {
        let here = balances.iter().find(|b| b.warehouse_id == warehouse.id).map_or(0, |b| b.on_hand);
        Offer::new(format!("{}: {}", warehouse.code, cx.number(here)), warehouse.code)
    };
    Ok(warehouses(cx).await?.into_iter().map(offer).collect())
}
