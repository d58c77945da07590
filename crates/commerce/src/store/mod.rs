//! Everything that is SQL.

pub mod balance;
pub mod barcode;
pub mod card;
pub mod catalogue;
pub mod cost;
pub mod count;
pub mod incoming;
pub mod kit;
pub mod ledger;
pub mod listing;
pub mod low;
pub mod place;
pub mod price;
pub mod rate;
pub mod report;
pub mod reservation;
pub mod sale;
pub mod search;
pub mod settle;

/// Rows a statement takes at most: fewer would cost trips, more would cost memory and come near the databases' limits
/// (32,766 values in SQLite).
const ROWS: usize = 500;
