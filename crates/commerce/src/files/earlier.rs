//! What earlier batches of a file would have written. A preview writes nothing, and what a row does may hang on them: a floor
//! that holds for a later price, the last units of a warehouse, a brand.
//!
//! It is kept in the least that tells: some hundred bytes for each row that changes a price, a cost or something expected,
//! and for others only what they share. While a file is written, the database tells instead.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use db::Timestamp;

use super::import::Import;
use super::shared::Brands;
use crate::incoming::Incoming;
use crate::{AccountId, Currency, SaleLineId, SkuId, WarehouseId};

/// What there is to know about rows besides what they say and what is in the shop.
pub struct Beside<'a> {
    pub of: &'a Import,
    pub brands: &'a Brands,
    /// None while rows are written.
    pub earlier: Option<&'a mut Earlier>,
}

#[derive(Debug, Default)]
pub struct Earlier {
    /// Of products, by a number of their codes.
    pub brands: HashMap<u64, Arc<str>>,
    pub prices: Said<Price>,
    pub costs: Said<Cost>,
    /// What sales took from where stock may not go below zero (less than none), or put back there.
    pub moved: BTreeMap<(SkuId, WarehouseId), i64>,
    /// Units that refunds say came back.
    pub returned: BTreeMap<SaleLineId, i64>,
    /// Lines of orders from suppliers, as they would be.
    pub expected: BTreeMap<(String, i64), Incoming>,
}

#[derive(Debug)]
pub struct Price {
    pub account: Option<AccountId>,
    pub currency: Currency,
    pub amount: i64,
    pub floor: Option<i64>,
    pub ceiling: Option<i64>,
    pub from: Timestamp,
}

#[derive(Debug)]
pub struct Cost {
    pub currency: Currency,
    pub unit: i64,
    pub landed: i64,
    pub from: Timestamp,
}

/// What was said of SKUs, of each in its order.
#[derive(Debug)]
pub struct Said<T>(BTreeMap<(SkuId, u32), T>);

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Said<T> {
    /// What was said of these, each made whole.
    pub fn of<W>(&self, skus: &[SkuId], whole: impl Fn(&T, SkuId) -> W) -> Vec<W> {
        let mut said = Vec::new();
        for sku in skus {
            said.extend(self.0.range((*sku, 0)..=(*sku, u32::MAX)).map(|(_, it)| whole(it, *sku)));
        }
        said
    }

    pub fn push(&mut self, sku: SkuId, it: T) {
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert((sku, number), it);
    }
}
