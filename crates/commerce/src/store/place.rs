//! Where stock lies and where it is offered: warehouses, their bins, accounts.

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use crate::{AccountId, AccountState, BelowZero, BinId, Error, Result, WarehouseId};

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Warehouse {
    pub id: WarehouseId,
    pub code: String,
    pub name: String,
    pub below_zero: BelowZero,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Bin {
    pub id: BinId,
    pub warehouse_id: WarehouseId,
    pub code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Account {
    pub id: AccountId,
    pub code: String,
    /// `amazon`, `ebay`, …
    pub marketplace: String,
    pub name: String,
    pub state: AccountState,
}

/// Adds a warehouse, or renames it and sets its policy.
#[boxed]
pub async fn put_warehouse(
    tx: &mut Tx,
    code: &str,
    name: &str,
    below_zero: BelowZero,
) -> Result<WarehouseId> {
    let (id,) = db::fetch_one!(
        tx,
        (WarehouseId,),
        "INSERT INTO warehouse (code, name, below_zero) VALUES ($1, $2, $3)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, below_zero = excluded.below_zero RETURNING id",
        code,
        name,
        below_zero,
    )?;
    Ok(id)
}

#[boxed]
pub async fn put_bin(tx: &mut Tx, warehouse: WarehouseId, code: &str) -> Result<BinId> {
    let (id,) = db::fetch_one!(
        tx,
        (BinId,),
        "INSERT INTO bin (warehouse_id, code) VALUES ($1, $2)
         ON CONFLICT (warehouse_id, code) DO UPDATE SET code = excluded.code RETURNING id",
        warehouse,
        code,
    )?;
    Ok(id)
}

/// Adds an account, or changes its name and state. Its marketplace stays.
#[boxed]
pub async fn put_account(tx: &mut Tx, account: &Account) -> Result<AccountId> {
    let row: Option<(AccountId,)> = db::fetch_optional!(
        tx,
        (AccountId,),
        "INSERT INTO account (code, marketplace, name, state) VALUES ($1, $2, $3, $4)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, state = excluded.state
         WHERE account.marketplace = excluded.marketplace RETURNING id",
        &account.code,
        &account.marketplace,
        &account.name,
        account.state,
    )?;
    row.map(|(id,)| id).ok_or(Error::Invalid("an account stays on its marketplace"))
}

/// All warehouses, by code.
#[boxed]
pub async fn warehouses(on: &mut dyn On) -> Result<Vec<Warehouse>> {
    Ok(db::fetch_all!(on, Warehouse, "SELECT id, code, name, below_zero FROM warehouse ORDER BY code")?)
}

/// A warehouse's bins, by code.
#[boxed]
pub async fn bins(on: &mut dyn On, warehouse: WarehouseId) -> Result<Vec<Bin>> {
    let sql = "SELECT id, warehouse_id, code FROM bin WHERE warehouse_id = $1 ORDER BY code";
    Ok(db::fetch_all!(on, Bin, sql, warehouse)?)
}

/// All accounts, by code.
#[boxed]
pub async fn accounts(on: &mut dyn On) -> Result<Vec<Account>> {
    Ok(db::fetch_all!(on, Account, "SELECT id, code, marketplace, name, state FROM account ORDER BY code")?)
}
