//! A believable shop of used and new electronics: what it has, what it sold in a year, what is on its way.
//!
//! [`Shop`] is a seed, a size and a moment; the same three always make the same shop. [`Shop::items`] makes one SKU after
//! the other with all that happened to it, so that a shop of 300,000 SKUs needs no more memory than one of three;
//! [`load`] writes them into a database through the bulk loaders of [`commerce`]. Nothing in it is real: barcodes are from
//! the ranges that GS1 keeps for use inside shops (General Specifications, 1.4), orders and suppliers are invented.

mod item;
mod load;

mod ground;

mod goods;
mod places;
mod year;

mod chance;

pub use item::{Item, Offer, PriceFrom};
pub use load::{Fault, Loaded, load};
pub use places::{ACCOUNTS, BINS, Place, Venue, WAREHOUSES};
pub use year::{Event, What};

use db::Timestamp;

/// Which shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shop {
    pub seed: u64,
    /// How many SKUs it has.
    pub skus: u64,
    /// The end of its year: nothing happened after it.
    pub as_of: Timestamp,
    /// Orders that a SKU has in a year, on average; most have fewer, a few have very many.
    pub orders: u64,
}

impl Shop {
    /// The shop of that size: a small one sells more of each.
    pub const fn new(seed: u64, skus: u64, as_of: Timestamp) -> Self {
        Self { seed, skus, as_of, orders: if skus > 20_000 { 3 } else { 8 } }
    }

    /// Every SKU with its year, in the order of their numbers.
    pub fn items(self) -> impl Iterator<Item = Item> + Send {
        (0..self.skus).map(move |number| item::make(&self, number))
    }
}

#[cfg(test)]
mod tests;
