//! Everything a card of a SKU shows, read at once.

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp};

use super::balance::{Balance, InBin};
use super::catalogue::Sku;
use super::cost::Cost;
use super::incoming::Incoming;
use super::kit::Component;
use super::ledger::Movement;
use super::listing::Listing;
use super::{balance, barcode, catalogue, cost, incoming, kit, ledger, listing, low};
use crate::{Barcode, Kind, Reorder, Result, SkuId, Velocity};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub sku: Sku,
    /// Of every warehouse, by code. For a kit, how many could be put together there.
    pub balances: Vec<Balance>,
    /// Where in the warehouses it was put.
    pub bins: Vec<InBin>,
    /// Of a kit.
    pub components: Vec<Component>,
    pub barcodes: Vec<Barcode>,
    pub listings: Vec<Listing>,
    /// The last five.
    pub movements: Vec<Movement>,
    pub incoming: Vec<Incoming>,
    pub cost: Option<Cost>,
    pub velocity: Velocity,
}

impl Card {
    pub fn on_hand(&self) -> i64 {
        self.balances.iter().map(|b| b.on_hand).fold(0, i64::saturating_add)
    }

    pub fn free(&self) -> i64 {
        self.balances.iter().map(Balance::free).fold(0, i64::saturating_add)
    }

    /// Whether none of it can be promised: it is off sale, or something is of what it is put together.
    pub fn is_off_sale(&self) -> bool {
        self.sku.hold.is_some() || self.components.iter().any(|part| part.held)
    }

    /// On hand + incoming − reserved.
    pub fn forecast(&self) -> i64 {
        self.balances.iter().map(|b| b.incoming).fold(self.free(), i64::saturating_add)
    }

    pub fn reorder(&self) -> Option<Reorder> {
        let (to, multiple) = (self.sku.reorder_to, self.sku.multiple);
        self.sku.reorder_point.map(|point| Reorder { point, to, multiple })
    }

    /// How many to order now; none when it is not reordered at all, or not while it is off sale.
    pub fn suggested(&self) -> Option<i64> {
        self.reorder().filter(|_| self.sku.hold.is_none()).map(|reorder| reorder.suggested(self.forecast()))
    }

    pub fn days_of_cover(&self) -> Option<i64> {
        self.velocity.days_of_cover(self.free())
    }
}

#[boxed]
pub async fn card(on: &mut dyn On, id: SkuId, now: Timestamp) -> Result<Card> {
    let sku = catalogue::by_id(on, id).await?;
    let is_kit = sku.kind == Kind::Kit;
    Ok(Card {
        balances: if is_kit { kit::balances(on, id).await? } else { balance::of(on, id).await? },
        bins: balance::bins(on, id).await?,
        components: if is_kit { kit::components(on, id).await? } else { Vec::new() },
        barcodes: barcode::of(on, id).await?,
        listings: listing::of(on, id).await?,
        movements: ledger::history(on, id, None, 5).await?,
        incoming: incoming::of(on, id).await?,
        cost: cost::at(on, id, now).await?,
        velocity: low::velocity(on, id, now).await?,
        sku,
    })
}
