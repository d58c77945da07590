//! What has to be there before the goods are.

use commerce::{AccountId, AccountState, BinId, Currency, Money, WarehouseId, place, rate};
use db::{Timestamp, Tx};

use crate::Shop;
use crate::item::DAY;
use crate::load::Fault;
use crate::places::{ACCOUNTS, BINS, WAREHOUSES, bin};

/// Euros for a dollar in the demo's year, in hundred-millionths.
const RATE: i64 = 92_000_000;

/// Warehouses, bins, accounts and rates, by their places in the lists of [`crate::places`].
pub struct Ground {
    pub as_of: Timestamp,
    warehouses: Vec<WarehouseId>,
    bins: Vec<Vec<BinId>>,
    accounts: Vec<AccountId>,
}

impl Ground {
    pub async fn lay(tx: &mut Tx, shop: &Shop) -> Result<Self, Fault> {
        let mut ground =
            Self { as_of: shop.as_of, warehouses: Vec::new(), bins: Vec::new(), accounts: Vec::new() };
        for it in WAREHOUSES {
            let id = place::put_warehouse(tx, it.code, it.name, it.below_zero).await?;
            let mut bins = Vec::new();
            for number in 0..BINS {
                bins.push(place::put_bin(tx, id, &bin(number)).await?);
            }
            ground.warehouses.push(id);
            ground.bins.push(bins);
        }
        for it in ACCOUNTS {
            let account = place::Account {
                id: AccountId(0),
                code: it.code.to_owned(),
                marketplace: it.marketplace.to_owned(),
                name: it.name.to_owned(),
                state: AccountState::Active,
            };
            ground.accounts.push(place::put_account(tx, &account).await?);
        }
        // A rate is good for ten days, so there is one for every week.
        for week in 0..54 {
            let day = shop.as_of.minus(DAY * (7 * week)).to_utc().date_naive();
            let swing = i64::from(week % 5) * 300_000;
            rate::put(tx, Currency::USD, Currency::EUR, day, RATE + swing).await?;
            rate::put(tx, Currency::EUR, Currency::USD, day, 10_000_000_000_000_000 / (RATE + swing)).await?;
        }
        Ok(ground)
    }

    pub fn warehouse(&self, at: usize) -> WarehouseId {
        self.warehouses.get(at).copied().unwrap_or(WarehouseId(0))
    }

    pub fn account(&self, at: usize) -> AccountId {
        self.accounts.get(at).copied().unwrap_or(AccountId(0))
    }

    pub fn bin(&self, warehouse: usize, number: u64) -> Option<BinId> {
        let bins = self.bins.get(warehouse)?;
        bins.get(usize::try_from(number).ok()? % bins.len().max(1)).copied()
    }
}

/// What an amount of dollars is in an account's currency.
pub fn local(account: Option<usize>, cents: i64) -> Money {
    match account.and_then(|at| ACCOUNTS.get(at)) {
        Some(venue) if venue.currency == Currency::EUR => Money::new(cents * 92 / 100, Currency::EUR),
        _ => Money::new(cents, Currency::USD),
    }
}
