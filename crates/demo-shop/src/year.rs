//! What happens to a SKU in a year: it is bought, sold, counted, carried about, and runs out.

use std::time::Duration;

use chrono::{DateTime, Datelike, Utc, Weekday};
use commerce::MovementKind;
use db::Timestamp;

use crate::Shop;
use crate::chance::Chance;
use crate::item::DAY;
use crate::places::ACCOUNTS;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    pub at: Timestamp,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Moved {
        kind: MovementKind,
        warehouse: usize,
        delta: i64,
    },
    Carried {
        from: usize,
        to: usize,
        quantity: i64,
    },
    /// None shipped it from our stock: the marketplace did. The price is of one unit, in US cents.
    Sold {
        account: usize,
        warehouse: Option<usize>,
        quantity: i64,
        price: i64,
        returned: bool,
    },
}

/// How much of it is wanted, and how it is ordered.
pub struct Demand {
    /// Orders in a million days, without season.
    pub ppm: i64,
    pub lead_days: i64,
    pub multiple: i64,
    /// Order at, and up to. What was bought as a lot is not bought again.
    pub reorder: Option<(i64, i64)>,
}

pub struct Year {
    pub events: Vec<Event>,
    pub on_hand: [i64; 3],
    pub expected: Vec<(usize, i64, Timestamp)>,
    pub first_account: usize,
    pub by_amazon: bool,
}

const DAYS: u32 = 365;

impl Demand {
    /// Demand is like 1/rank: the mean of 1/u over 1…1000 is some 7.5 thousandths.
    pub fn draw(shop: &Shop, chance: &mut Chance) -> Self {
        let mean = i64::try_from(shop.orders).unwrap_or(8) * 1_000_000 / i64::from(DAYS);
        let ppm = (mean * 1000 / 7485 * 1000 / chance.between(1, 1000)).min(3_500_000);
        let lead_days = chance.between(4, 24);
        let multiple = chance.pick(&[1, 1, 1, 5, 10], 1);
        let in_days = |days: i64| ppm * days / 1_000_000;
        let point = in_days(lead_days + 5) + chance.between(0, 2);
        let to = point + in_days(40) + chance.between(1, 6);
        Self { ppm, lead_days, multiple, reorder: Some((point, to)).filter(|_| chance.between(0, 9) < 7) }
    }
}

/// Thousandths of the usual demand: before Christmas and in August more, at the weekend less.
fn season(at: Timestamp) -> i64 {
    let day: DateTime<Utc> = at.to_utc();
    let month = [900, 880, 950, 960, 940, 900, 860, 1120, 1050, 1000, 1500, 1550];
    let month = month.get(day.month0() as usize).copied().unwrap_or(1000);
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) { month * 85 / 100 } else { month }
}

struct Life<'a> {
    shop: &'a Shop,
    demand: &'a Demand,
    home: usize,
    other: usize,
    /// Nobody has ordered it in the last weeks.
    forgotten: bool,
    on_hand: [i64; 3],
    /// The day on which it comes, and how many.
    coming: Option<(u32, i64)>,
    events: Vec<Event>,
}

/// Lives through the year, day by day.
pub fn live(shop: &Shop, demand: &Demand, price: i64, chance: &mut Chance) -> Year {
    let home = chance.pick(&[0, 0, 0, 0, 0, 0, 0, 1, 1, 2], 0);
    let other = (home + 1) % 3;
    let first_account = account(chance);
    let by_amazon = chance.one_in(8);
    let forgotten = chance.one_in(3);
    let mut life =
        Life { shop, demand, home, other, forgotten, on_hand: [0; 3], coming: None, events: Vec::new() };
    // Not everything was there from the first day on.
    let first = if chance.one_in(4) { u32::try_from(chance.between(1, 300)).unwrap_or(1) } else { 0 };
    let yearly = demand.ppm * i64::from(DAYS) / 1_000_000;
    let start = demand.reorder.map_or_else(|| chance.between(1, yearly.max(1) + 4), |(_, to)| to);
    for day in first..DAYS {
        if day == first {
            life.moved(day, 8, (MovementKind::Receive, home), start);
        }
        life.receive(day);
        life.shuffle(day, chance);
        life.sell(day, (price, by_amazon), chance);
        life.reorder(day, chance);
    }
    life.events.sort_by_key(|event| event.at);
    let expected = life.coming.iter().map(|(day, quantity)| (home, *quantity, life.at(*day, 10)));
    let expected = expected.collect();
    Year { events: life.events, on_hand: life.on_hand, expected, first_account, by_amazon }
}

fn account(chance: &mut Chance) -> usize {
    let mut left = chance.between(0, 99);
    for (at, venue) in ACCOUNTS.iter().enumerate() {
        left -= venue.share;
        if left < 0 {
            return at;
        }
    }
    0
}

impl Life<'_> {
    /// Day 0 begins a year before the end.
    fn at(&self, day: u32, hour: u64) -> Timestamp {
        self.shop.as_of.minus(DAY * DAYS).plus(DAY * day).plus(Duration::from_hours(hour))
    }

    fn slot(&mut self, warehouse: usize) -> Option<&mut i64> {
        self.on_hand.get_mut(warehouse)
    }

    fn there(&self, warehouse: usize) -> i64 {
        self.on_hand.get(warehouse).copied().unwrap_or(0)
    }

    fn moved(&mut self, day: u32, hour: u64, (kind, warehouse): (MovementKind, usize), delta: i64) {
        let at = self.at(day, hour);
        if let Some(slot) = self.slot(warehouse) {
            *slot += delta;
        }
        self.events.push(Event { at, what: What::Moved { kind, warehouse, delta } });
    }

    fn receive(&mut self, day: u32) {
        if let Some((_, quantity)) = self.coming.take_if(|(when, _)| *when <= day) {
            self.moved(day, 9, (MovementKind::Receive, self.home), quantity);
        }
    }

    /// Things are carried to the other warehouse, break, and are counted anew, before the first order of the day.
    fn shuffle(&mut self, day: u32, chance: &mut Chance) {
        let there = self.there(self.home);
        if there > 3 && chance.one_in(500) {
            let (from, to, quantity) = (self.home, self.other, there / 3);
            let at = self.at(day, 10);
            self.events.push(Event { at, what: What::Carried { from, to, quantity } });
            for (warehouse, delta) in [(from, -quantity), (to, quantity)] {
                if let Some(slot) = self.slot(warehouse) {
                    *slot += delta;
                }
            }
        } else if there > 0 && chance.one_in(900) {
            self.moved(day, 11, (MovementKind::WriteOff, self.home), -1);
        } else if there > 1 && chance.one_in(700) {
            let found = chance.pick(&[-1, 1, -1], -1);
            self.moved(day, 11, (MovementKind::Count, self.home), found);
        }
    }

    fn sell(&mut self, day: u32, (price, by_amazon): (i64, bool), chance: &mut Chance) {
        let wanted = self.demand.ppm * season(self.at(day, 12)) / 1000;
        let orders = wanted / 1_000_000 + i64::from(chance.happens(wanted % 1_000_000));
        for order in 0..orders {
            let account = account(chance);
            let quantity = if chance.one_in(9) { 2 } else { 1 };
            let minute = u64::try_from(chance.between(0, 35) + order * 40).unwrap_or(0);
            let at = self.at(day, 12).plus(Duration::from_secs(minute * 60 + 17));
            let shipped = account == 0 && by_amazon;
            let warehouse = [self.home, self.other].into_iter().find(|w| self.there(*w) >= quantity);
            // Nobody buys what is not offered any more.
            if !shipped && warehouse.is_none() {
                continue;
            }
            let warehouse = warehouse.filter(|_| !shipped);
            if let Some(slot) = warehouse.and_then(|w| self.on_hand.get_mut(w)) {
                *slot -= quantity;
            }
            let price = price * chance.between(96, 103) / 100;
            let returned = day + 20 < DAYS && chance.one_in(30);
            self.events
                .push(Event { at, what: What::Sold { account, warehouse, quantity, price, returned } });
        }
    }

    fn reorder(&mut self, day: u32, chance: &mut Chance) {
        let Some((point, to)) = self.demand.reorder else { return };
        let there: i64 = self.on_hand.iter().sum();
        // One in three orders comes late or is forgotten for a while: so things run out.
        let forgotten = self.forgotten && day + 40 > DAYS;
        if self.coming.is_some() || there > point || forgotten || chance.one_in(3) {
            return;
        }
        let packs = (to - there + self.demand.multiple - 1) / self.demand.multiple;
        let late = if chance.one_in(5) { chance.between(5, 25) } else { 0 };
        let when = day + u32::try_from(self.demand.lead_days + late).unwrap_or(10);
        self.coming = Some((when, packs * self.demand.multiple));
    }
}
