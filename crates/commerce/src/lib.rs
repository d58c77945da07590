//! The shop: what it has, what it costs, what it sold. No chat, no network, and time is handed in.
//!
//! Product → [`Sku`](catalogue::Sku) (one sellable condition) → [`Listing`](listing::Listing) (an account's offer of it).
//! Stock is a ledger that is only ever added to ([`ledger`]); balances are projections of it that the database keeps by
//! triggers, so that no way of writing can forget them. Money is integer minor units and a currency ([`Money`]).
//!
//! Reading takes anything a statement runs on (`&mut dyn db::On`); writing takes the caller's transaction
//! (`&mut db::Tx`), so that what a command changes here becomes durable together with everything else it did.

mod column;
mod error;
pub mod files;
mod fold;
mod gtin;
mod ids;
mod label;
mod money;
mod nearest;
mod period;
mod reorder;
mod store;
mod terms;

pub use error::{Error, Result};
pub use fold::{code_key, fold, other_layout};
pub use gtin::{BadGtin, Gtin};
pub use ids::{
    AccountId, BinId, CountId, IncomingId, ListingId, MovementId, ProductId, ReservationId, SaleLineId,
    SkuId, WarehouseId,
};
pub use label::{BadBarcode, Barcode};
pub use money::{BadMoney, Currency, Money};
pub use period::{Every, Period};
pub use reorder::{Reorder, Velocity};
pub use store::{
    balance, barcode, card, catalogue, cost, count, incoming, kit, ledger, listing, low, place, price, rate,
    report, reservation, sale, search, settle,
};
pub use terms::{
    AccountState, BelowZero, Channel, Condition, CountState, FulfilledBy, IncomingState, Kind, ListingState,
    MovementKind, ReservationState,
};
