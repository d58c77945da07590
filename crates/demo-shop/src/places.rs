//! Where the shop keeps its goods, and where it sells them.

use commerce::{BelowZero, Currency};

/// A warehouse.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub code: &'static str,
    pub name: &'static str,
    pub below_zero: BelowZero,
}

pub const WAREHOUSES: [Place; 3] = [
    Place { code: "MAIN", name: "Main warehouse", below_zero: BelowZero::Sales },
    Place { code: "EAST", name: "East depot", below_zero: BelowZero::Sales },
    Place { code: "OUTLET", name: "Outlet and returns", below_zero: BelowZero::Never },
];

/// Bins of each warehouse: aisle, rack, shelf.
pub const BINS: i64 = 40;

/// An account on a marketplace.
#[derive(Debug, Clone, Copy)]
pub struct Venue {
    pub code: &'static str,
    pub marketplace: &'static str,
    pub name: &'static str,
    pub currency: Currency,
    /// What it takes of a sale, in thousandths.
    pub fee_milli: i64,
    /// How many of a hundred orders come from it.
    pub share: i64,
}

pub const ACCOUNTS: [Venue; 4] = [
    Venue {
        code: "amazon-us",
        marketplace: "amazon",
        name: "Amazon US",
        currency: Currency::USD,
        fee_milli: 80,
        share: 42,
    },
    Venue {
        code: "ebay-main",
        marketplace: "ebay",
        name: "eBay",
        currency: Currency::USD,
        fee_milli: 129,
        share: 33,
    },
    Venue {
        code: "ebay-de",
        marketplace: "ebay",
        name: "eBay Deutschland",
        currency: Currency::EUR,
        fee_milli: 110,
        share: 10,
    },
    Venue {
        code: "walmart-us",
        marketplace: "walmart",
        name: "Walmart",
        currency: Currency::USD,
        fee_milli: 120,
        share: 15,
    },
];

/// The code of a bin of a warehouse: `A-03-2`.
pub fn bin(number: i64) -> String {
    let aisle = char::from(b'A' + u8::try_from(number / 10 % 26).unwrap_or(0));
    format!("{aisle}-{:02}-{}", number % 10 + 1, number % 4 + 1)
}
