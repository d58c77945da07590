//! Warehouses and accounts: what a shop has before it has anything else. There are few, so a page is all of them.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{ACCOUNT, Current, Cursor, Found, WAREHOUSE, Wrong};
use crate::files::field::{Field, Meaning};
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::place::{self, Account, Warehouse};
use crate::{AccountId, AccountState, BelowZero, Result};

const NAME: Field =
    Field::new("name", Meaning::Text { most: 200 }, &["title", "назва", "название", "ім'я", "имя"]);

pub const WAREHOUSES: &[Field] = &[
    Field {
        synonyms: &["code", "warehouse code", "location", "код", "код складу", "код склада", "склад"],
        ..WAREHOUSE.always().key()
    },
    NAME,
    Field::new(
        "below_zero",
        Meaning::Word(BELOW),
        &["below zero", "negative", "oversell", "нижче нуля", "ниже нуля", "мінус", "минус"],
    ),
];

/// Whether stock may go below zero there.
const BELOW: &[(&str, &[&str])] = &[
    ("never", &["no", "ні", "ніколи", "нет", "никогда"]),
    ("sales", &["orders", "продажі", "продажи", "замовлення", "заказы"]),
    ("always", &["yes", "так", "завжди", "да", "всегда"]),
];

pub const ACCOUNTS: &[Field] = &[
    Field {
        synonyms: &["code", "account code", "shop", "код", "акаунт", "обліковий запис", "аккаунт", "магазин"],
        ..ACCOUNT.always().key()
    },
    Field::new(
        "marketplace",
        Meaning::Code,
        &["platform", "channel", "маркетплейс", "майданчик", "площадка"],
    )
    .when_new(),
    NAME,
    Field::new("state", Meaning::Word(STATES), &["status", "стан", "статус", "состояние"]),
];

const STATES: &[(&str, &[&str])] = &[
    ("active", &["on", "активний", "увімкнено", "активный", "включён"]),
    ("paused", &["off", "призупинено", "вимкнено", "приостановлен", "выключен"]),
    ("auth_failed", &[]),
    ("tripped", &[]),
];

fn text(text: &str) -> Option<Datum> {
    Some(Datum::Text(text.to_owned())).filter(|_| !text.is_empty())
}

fn warehouse(it: &Warehouse) -> Record {
    let blank = Record::new(WAREHOUSES);
    blank
        .with("warehouse", text(&it.code))
        .with("name", text(&it.name))
        .with("below_zero", text(it.below_zero.name()))
}

fn account(it: &Account) -> Record {
    let blank =
        Record::new(ACCOUNTS).with("account", text(&it.code)).with("marketplace", text(&it.marketplace));
    blank.with("name", text(&it.name)).with("state", text(it.state.name()))
}

/// What is there under the code of each row.
fn found(rows: &[(u32, &Record)], key: &str, there: &BTreeMap<String, Record>) -> Vec<Found> {
    let of = |row: &Record| there.get(row.text(key)?.trim()).cloned();
    rows.iter().map(|(_, row)| Ok(Current { there: of(row), ..Current::default() })).collect()
}

#[boxed]
pub async fn warehouses(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
    let there = place::warehouses(on).await?;
    Ok(found(rows, "warehouse", &there.iter().map(|it| (it.code.clone(), warehouse(it))).collect()))
}

#[boxed]
pub async fn accounts(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
    let there = place::accounts(on).await?;
    Ok(found(rows, "account", &there.iter().map(|it| (it.code.clone(), account(it))).collect()))
}

/// An account stays on its marketplace: its orders and listings are of there.
pub fn check(merged: &Record, there: Option<&Record>) -> std::result::Result<(), Wrong> {
    match there.and_then(|there| there.text("marketplace")) {
        Some(is) if merged.text("marketplace") != Some(is) => {
            Err((Some("marketplace"), Why::Stays { is: is.to_owned() }))
        }
        _ => Ok(()),
    }
}

/// In one order, so that two who write many cannot wait for each other.
fn by_code<'a>(rows: &'a [(u32, Record)], key: &str) -> BTreeMap<&'a str, &'a Record> {
    rows.iter().map(|(_, row)| (row.text(key).unwrap_or_default().trim(), row)).collect()
}

#[boxed]
pub async fn write_warehouses(tx: &mut Tx, rows: &[(u32, Record)]) -> Result<()> {
    for (code, row) in by_code(rows, "warehouse") {
        let below = row.text("below_zero").and_then(BelowZero::named).unwrap_or(BelowZero::Sales);
        place::put_warehouse(tx, code, row.text("name").unwrap_or(code), below).await?;
    }
    Ok(())
}

#[boxed]
pub async fn write_accounts(tx: &mut Tx, rows: &[(u32, Record)]) -> Result<()> {
    for (code, row) in by_code(rows, "account") {
        let account = Account {
            id: AccountId(0),
            code: code.to_owned(),
            marketplace: row.text("marketplace").unwrap_or_default().trim().to_lowercase(),
            name: row.text("name").unwrap_or(code).to_owned(),
            state: row.text("state").and_then(AccountState::named).unwrap_or(AccountState::Active),
        };
        place::put_account(tx, &account).await?;
    }
    Ok(())
}

#[boxed]
pub async fn page_warehouses(on: &mut dyn On, after: Option<Cursor>) -> Result<Vec<(Cursor, Record)>> {
    let all = if after.is_some() { Vec::new() } else { place::warehouses(on).await? };
    Ok(all.iter().map(|it| ((it.id.0, 0), warehouse(it))).collect())
}

#[boxed]
pub async fn page_accounts(on: &mut dyn On, after: Option<Cursor>) -> Result<Vec<(Cursor, Record)>> {
    let all = if after.is_some() { Vec::new() } else { place::accounts(on).await? };
    Ok(all.iter().map(|it| ((it.id.0, 0), account(it))).collect())
}
