//! A SKU with everything about it.

use std::time::Duration;

use commerce::catalogue::Draft;
use commerce::{Channel, Condition, Gtin, Kind, ListingState};
use db::Timestamp;

use crate::Shop;
use crate::chance::Chance;
use crate::goods::{self, Good};
use crate::places::ACCOUNTS;
use crate::year::{self, Demand, Event, Year};

/// A SKU, what it is worth and what happened to it. Amounts are US cents; warehouses and accounts are places in
/// [`crate::WAREHOUSES`] and [`crate::ACCOUNTS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub number: u64,
    pub draft: Draft,
    pub barcodes: Vec<Gtin>,
    /// What a kit is made of: codes of items before it.
    pub parts: Vec<(String, i64)>,
    pub prices: Vec<PriceFrom>,
    /// From when a unit cost what, and what landing it added.
    pub costs: Vec<(Timestamp, i64, i64)>,
    /// What happened, in its order.
    pub events: Vec<Event>,
    /// What is left, by warehouse.
    pub on_hand: [i64; 3],
    /// What is on its way, where to and until when.
    pub expected: Vec<(usize, i64, Timestamp)>,
    pub offers: Vec<Offer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceFrom {
    pub at: Timestamp,
    /// None: everywhere.
    pub account: Option<usize>,
    pub amount: i64,
    pub floor: i64,
    pub ceiling: i64,
}

/// A listing, as it was last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub account: usize,
    pub external_sku: String,
    /// Nobody has said yet which SKU this is.
    pub unmapped: bool,
    pub channel: Channel,
    pub state: ListingState,
    pub quantity: i64,
    pub price: i64,
    pub seen: Timestamp,
}

pub const DAY: Duration = Duration::from_hours(24);

/// Three SKUs a product; every fiftieth is a kit.
const CONDITIONS: u64 = 3;
const KIT: u64 = 50;

struct Head {
    code: String,
    product: String,
    good: Good,
    condition: Condition,
    suffix: &'static str,
    /// What a unit sells for.
    price: i64,
}

fn is_kit(number: u64) -> bool {
    number % KIT == KIT - 1
}

fn head(seed: u64, number: u64) -> Head {
    let product = number / CONDITIONS;
    let good = goods::make(seed, product);
    let mut chance = Chance::of(seed, 2, number);
    let condition = if good.new_only {
        Condition::New
    } else {
        match number % CONDITIONS {
            0 => Condition::Used,
            1 => chance.pick(&[Condition::Refurbished, Condition::OpenBox], Condition::Refurbished),
            _ => chance.pick(&[Condition::New, Condition::New, Condition::ForParts], Condition::New),
        }
    };
    let (suffix, percent) = goods::condition(condition, &mut chance);
    let mark = ["N", "O", "R", "U", "P"].get(condition as usize).copied().unwrap_or("N");
    let variant = if good.new_only {
        char::from(b'1' + u8::try_from(number % CONDITIONS).unwrap_or(0)).to_string()
    } else {
        mark.to_owned()
    };
    let price = (good.worth * percent / 100).max(300) / 100 * 100 + 99 - 100 * i64::from(good.worth < 100);
    let (code, product) =
        (format!("{}-{product:06}-{variant}", good.prefix), format!("{}-{product:06}", good.prefix));
    Head { code, product, good, condition, suffix, price }
}

pub fn make(shop: &Shop, number: u64) -> Item {
    if is_kit(number) && number > 20 { kit(shop, number) } else { stocked(shop, number) }
}

fn stocked(shop: &Shop, number: u64) -> Item {
    let head = head(shop.seed, number);
    let mut chance = Chance::of(shop.seed, 3, number);
    let demand = Demand::draw(shop, &mut chance);
    let mut draft = Draft::new(&head.code, &format!("{}{}", head.good.title, head.suffix));
    draft.product = Some(head.product.clone());
    head.good.brand.clone_into(&mut draft.brand);
    draft.condition = head.condition;
    let suppliers = ["Northgate Recommerce", "Baltic Parts", "Riverside Wholesale", "Orbit Trading"];
    chance.pick(&suppliers, "").clone_into(&mut draft.supplier);
    draft.lead_days = Some(demand.lead_days);
    draft.reorder_point = demand.reorder.map(|(point, _)| point);
    draft.reorder_to = demand.reorder.map(|(_, to)| to);
    draft.multiple = demand.multiple;
    draft.buffer = i64::from(chance.one_in(20));
    let year = year::live(shop, &demand, head.price, &mut chance);
    let offers = offers(shop, &head, &year, &mut chance);
    Item {
        number,
        draft,
        barcodes: barcodes(number, &mut chance),
        parts: Vec::new(),
        prices: prices(shop, head.price, &mut chance),
        costs: costs(shop, head.price, &mut chance),
        events: year.events,
        on_hand: year.on_hand,
        expected: year.expected,
        offers,
    }
}

/// Two things before it, as one; offered since last week.
fn kit(shop: &Shop, number: u64) -> Item {
    let mut chance = Chance::of(shop.seed, 3, number);
    let parts: Vec<Head> = [7, 13].iter().map(|back| head(shop.seed, number - back)).collect();
    let price: i64 = parts.iter().map(|part| part.price).sum::<i64>() * 94 / 100;
    let titles: Vec<&str> = parts.iter().map(|part| part.good.title.as_str()).collect();
    let mut draft = Draft::new(&format!("KIT-{number:06}"), &format!("Kit: {}", titles.join(" + ")));
    draft.kind = Kind::Kit;
    draft.condition = parts.iter().map(|part| part.condition).max().unwrap_or(Condition::New);
    let at = shop.as_of.minus(DAY * 7);
    Item {
        number,
        draft,
        barcodes: barcodes(number, &mut chance),
        parts: parts.into_iter().map(|part| (part.code, 1)).collect(),
        prices: vec![PriceFrom {
            at,
            account: None,
            amount: price,
            floor: price * 8 / 10,
            ceiling: price * 2,
        }],
        costs: Vec::new(),
        events: Vec::new(),
        on_hand: [0; 3],
        expected: Vec::new(),
        offers: Vec::new(),
    }
}

/// From the ranges for use inside shops: EAN-13 from 20 on, UPC-A from 4 on.
fn barcodes(number: u64, chance: &mut Chance) -> Vec<Gtin> {
    let ean = Gtin::completing(200_000_000_000 + number);
    let upc = Gtin::completing(40_000_000_000 + number);
    match chance.between(0, 9) {
        0 => vec![],
        1..8 => vec![ean],
        _ => vec![ean, upc],
    }
}

/// A price at the beginning of the year, most often another later, and sometimes one account's own.
fn prices(shop: &Shop, price: i64, chance: &mut Chance) -> Vec<PriceFrom> {
    let of = |at, account, amount: i64| PriceFrom {
        at,
        account,
        amount,
        floor: price * 7 / 10,
        ceiling: price * 2,
    };
    let back = |days: i64| shop.as_of.minus(DAY * u32::try_from(days).unwrap_or(0));
    let mut prices = vec![of(back(366), None, price * chance.between(100, 115) / 100)];
    if !chance.one_in(3) {
        prices.push(of(back(chance.between(20, 200)), None, price));
    }
    if chance.one_in(6) {
        let account = usize::try_from(chance.between(0, 3)).unwrap_or(0);
        prices.push(of(back(chance.between(1, 19)), Some(account), price * chance.between(95, 108) / 100));
    }
    prices
}

fn costs(shop: &Shop, price: i64, chance: &mut Chance) -> Vec<(Timestamp, i64, i64)> {
    let unit = price * chance.between(48, 78) / 100;
    let landed = unit * chance.between(1, 6) / 100;
    let mut costs = vec![(shop.as_of.minus(DAY * 366), unit, landed)];
    if chance.one_in(3) {
        let days = u32::try_from(chance.between(30, 250)).unwrap_or(30);
        costs.push((shop.as_of.minus(DAY * days), unit * chance.between(92, 109) / 100, landed));
    }
    costs
}

/// Where it is offered. A few were changed behind our back, a few were not looked at for days.
fn offers(shop: &Shop, head: &Head, year: &Year, chance: &mut Chance) -> Vec<Offer> {
    let left: i64 = year.on_hand.iter().sum();
    let mut offers = Vec::new();
    for account in 0..ACCOUNTS.len() {
        if account != year.first_account && chance.between(0, 99) >= 45 {
            continue;
        }
        let drifted = chance.one_in(25);
        let quantity = if drifted { chance.between(0, 12) } else { left.min(20) };
        let age = if chance.one_in(40) { chance.between(1440, 14_400) } else { chance.between(1, 240) };
        let marketplace = account == 0 && year.by_amazon;
        offers.push(Offer {
            account,
            external_sku: if account == 0 && chance.one_in(5) {
                format!("{}-FBA", head.code)
            } else {
                head.code.clone()
            },
            unmapped: chance.one_in(150),
            channel: if marketplace { Channel::Marketplace } else { Channel::Merchant },
            state: match quantity {
                0 => ListingState::OutOfStock,
                _ if chance.one_in(60) => ListingState::Inactive,
                _ => ListingState::Active,
            },
            quantity,
            price: if chance.one_in(30) { head.price * chance.between(85, 112) / 100 } else { head.price },
            seen: shop.as_of.minus(Duration::from_mins(u64::try_from(age).unwrap_or(1))),
        });
    }
    offers
}
