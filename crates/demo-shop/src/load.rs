//! Writes the shop into a database, a few hundred SKUs at a time.

use std::collections::BTreeMap;
use std::time::Duration;

use commerce::ledger::{Document, Line};
use commerce::sale::{Order, OrderLine};
use commerce::settle::{Fee, Refund};
use commerce::{
    AccountId, Barcode, Currency, FulfilledBy, Kind, Money, MovementKind, SkuId, barcode, catalogue, cost,
    incoming, kit, ledger, listing, low, price, reservation, sale, settle,
};
use db::{Db, Timestamp, Tx};

use crate::Shop;
use crate::ground::{Ground, local};
use crate::item::{DAY, Item};
use crate::places::ACCOUNTS;
use crate::year::{Event, What};

/// SKUs of a transaction.
const CHUNK: usize = 500;

const ACTOR: &str = "demo";

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Shop(#[from] commerce::Error),
    #[error(transparent)]
    Db(#[from] db::Error),
    #[error("the demo shop goes into a database without SKUs; this one has {0}")]
    NotEmpty(i64),
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loaded {
    pub skus: u64,
    pub movements: u64,
    pub sale_lines: u64,
}

/// Fills an empty shop. Tells `done` after every few hundred SKUs how many there are.
pub async fn load(db: &Db, shop: Shop, mut done: impl FnMut(u64) + Send) -> Result<Loaded, Fault> {
    let there = catalogue::count(&mut db.read().await?).await?;
    if there > 0 {
        return Err(Fault::NotEmpty(there));
    }
    let mut tx = db.begin().await?;
    let ground = Ground::lay(&mut tx, &shop).await?;
    tx.commit().await?;
    let mut loaded = Loaded::default();
    let mut items = shop.items();
    loop {
        let some: Vec<Item> = items.by_ref().take(CHUNK).collect();
        if some.is_empty() {
            break;
        }
        let mut tx = db.begin().await?;
        let mut chunk = Chunk { tx: &mut tx, ground: &ground, items: &some, ids: Vec::new() };
        let wrote = chunk.write().await?;
        tx.commit().await?;
        loaded.skus += wrote.skus;
        loaded.movements += wrote.movements;
        loaded.sale_lines += wrote.sale_lines;
        done(loaded.skus);
    }
    let mut tx = db.begin().await?;
    low::refresh(&mut tx, shop.as_of).await?;
    tx.commit().await?;
    Ok(loaded)
}

struct Chunk<'a> {
    tx: &'a mut Tx,
    ground: &'a Ground,
    items: &'a [Item],
    /// The items' numbers in the database.
    ids: Vec<SkuId>,
}

impl Chunk<'_> {
    async fn write(&mut self) -> Result<Loaded, Fault> {
        let drafts: Vec<_> = self.items.iter().map(|item| item.draft.clone()).collect();
        catalogue::upsert(self.tx, &drafts, self.ground.as_of).await?;
        self.find().await?;
        self.describe().await?;
        let mut loaded = Loaded { skus: u64::try_from(self.items.len()).unwrap_or(0), ..Loaded::default() };
        for round in rounds(self.items) {
            let (movements, lines) = self.happen(&round).await?;
            loaded.movements += movements;
            loaded.sale_lines += lines;
        }
        loaded.movements += self.put_away().await?;
        self.look_ahead().await?;
        Ok(loaded)
    }

    async fn find(&mut self) -> Result<(), Fault> {
        let codes: Vec<&str> = self.items.iter().map(|item| item.draft.code.as_str()).collect();
        let there = catalogue::by_codes(self.tx, &codes).await?;
        self.ids = codes.iter().map(|code| there.get(*code).map_or(SkuId(0), |sku| sku.id)).collect();
        for item in self.items.iter().filter(|item| item.draft.kind == Kind::Kit) {
            let codes: Vec<&str> = item.parts.iter().map(|(code, _)| code.as_str()).collect();
            let parts = catalogue::by_codes(self.tx, &codes).await?;
            let parts: BTreeMap<SkuId, i64> =
                item.parts.iter().filter_map(|(code, n)| Some((parts.get(code)?.id, *n))).collect();
            if let Some(sku) = there.get(&item.draft.code) {
                kit::set_components(self.tx, sku.id, &parts).await?;
            }
        }
        Ok(())
    }

    fn with_ids(&self) -> impl Iterator<Item = (SkuId, &Item)> {
        self.ids.iter().copied().zip(self.items)
    }

    async fn describe(&mut self) -> Result<(), Fault> {
        let barcodes: Vec<_> = self
            .with_ids()
            .flat_map(|(id, item)| item.barcodes.iter().map(move |gtin| (Barcode::from(*gtin), id)))
            .collect();
        let prices: Vec<_> = self.with_ids().flat_map(|(id, item)| self.prices(id, item)).collect();
        let costs: Vec<_> = self.with_ids().flat_map(|(id, item)| costs(id, item)).collect();
        let listings: Vec<_> = self.with_ids().flat_map(|(id, item)| self.listings(id, item)).collect();
        barcode::attach(self.tx, &barcodes).await?;
        price::upsert(self.tx, &prices).await?;
        cost::upsert(self.tx, &costs).await?;
        listing::upsert(self.tx, &listings).await?;
        Ok(())
    }

    fn prices(&self, sku_id: SkuId, item: &Item) -> Vec<price::Price> {
        let prices = item.prices.iter().map(|it| price::Price {
            sku_id,
            account_id: it.account.map(|at| self.ground.account(at)),
            currency: local(it.account, 0).currency,
            amount: local(it.account, it.amount).minor,
            floor: Some(local(it.account, it.floor).minor),
            ceiling: Some(local(it.account, it.ceiling).minor),
            from_at: it.at,
            actor: ACTOR.to_owned(),
            reason: String::new(),
        });
        prices.collect()
    }

    fn listings(&self, sku: SkuId, item: &Item) -> Vec<listing::Seen> {
        let seen = item.offers.iter().map(|it| listing::Seen {
            account: self.ground.account(it.account),
            external_sku: it.external_sku.clone(),
            external_id: Some(format!("B0{:08X}", item.number * 4 + u64::try_from(it.account).unwrap_or(0))),
            sku: Some(sku).filter(|_| !it.unmapped),
            channel: it.channel,
            state: it.state,
            quantity: Some(it.quantity),
            price: Some(local(Some(it.account), it.price)),
            at: it.seen,
        });
        seen.collect()
    }

    /// Movements or orders that may be written at once. How many movements there were, and how many lines.
    async fn happen(&mut self, round: &[(usize, usize, Event)]) -> Result<(u64, u64), Fault> {
        let mut documents = Vec::new();
        let mut sold = Vec::new();
        for (at, number, event) in round {
            let (Some(id), Some(item)) = (self.ids.get(*at), self.items.get(*at)) else { continue };
            match event.what {
                What::Sold { .. } => sold.push(self.order(*id, item, (*number, event))),
                _ => documents.push(self.document(*id, item, (*number, event))),
            }
        }
        let posted = ledger::post(self.tx, &documents, self.ground.as_of).await?;
        let orders: Vec<Order> = sold.iter().map(|(order, _, _)| order.clone()).collect();
        let read = sale::ingest(self.tx, &orders, ACTOR, self.ground.as_of).await?;
        self.settle(&sold).await?;
        Ok((posted.written + read.movements, read.new))
    }

    fn document(&self, id: SkuId, item: &Item, (number, event): (usize, &Event)) -> Document {
        let (doc_type, lines) = match event.what {
            What::Carried { from, to, quantity } => {
                let lines =
                    Line::transfer(id, self.ground.warehouse(from), self.ground.warehouse(to), quantity);
                ("transfer", lines.to_vec())
            }
            What::Moved { kind, warehouse, delta } => {
                let doc_type = if kind == MovementKind::Receive { "receipt" } else { "adjust" };
                (doc_type, vec![Line::new(kind, id, self.ground.warehouse(warehouse), delta)])
            }
            What::Sold { .. } => ("sale", Vec::new()),
        };
        Document {
            doc_type: doc_type.to_owned(),
            doc_id: format!("{}/{number}", item.draft.code),
            actor: ACTOR.to_owned(),
            reason: String::new(),
            occurred_at: event.at,
            lines,
        }
    }

    fn order(&self, id: SkuId, item: &Item, (number, event): (usize, &Event)) -> (Order, usize, bool) {
        let What::Sold { account, warehouse, quantity, price, returned } = event.what else {
            return (blank(event.at), 0, false);
        };
        let line = OrderLine {
            line: "1".to_owned(),
            sku: Some(id),
            external_sku: item.draft.code.clone(),
            quantity,
            unit_price: local(Some(account), price),
            shipping: if warehouse.is_some() { local(Some(account), 450 + price / 60).minor } else { 0 },
            fulfilled_by: if warehouse.is_some() { FulfilledBy::Own } else { FulfilledBy::Marketplace },
            warehouse: warehouse.map(|at| self.ground.warehouse(at)),
        };
        let order_id = format!("{}-{:07}-{number:05}", 111 + account * 13, item.number);
        let order = Order {
            account: self.ground.account(account),
            order_id,
            placed_at: event.at,
            version_at: event.at,
            lines: vec![line],
        };
        (order, account, returned)
    }

    /// Fees, estimated for the last two weeks and settled before; money given back.
    async fn settle(&mut self, sold: &[(Order, usize, bool)]) -> Result<(), Fault> {
        let keys: Vec<_> =
            sold.iter().map(|(order, _, _)| (order.account, order.order_id.as_str(), "1")).collect();
        let ids = sale::line_ids(self.tx, &keys).await?;
        let (mut fees, mut refunds) = (Vec::new(), Vec::new());
        for (order, account, returned) in sold {
            let key = (order.account, order.order_id.clone(), "1".to_owned());
            let (Some(line), Some(sold), Some(venue)) =
                (ids.get(&key), order.lines.first(), ACCOUNTS.get(*account))
            else {
                continue;
            };
            let revenue = sold.unit_price.times(sold.quantity).map_err(commerce::Error::from)?;
            let amount = Money::new(revenue.minor * venue.fee_milli / 1000 + 30, revenue.currency);
            let estimated = order.placed_at > self.ground.as_of.minus(DAY * 14);
            fees.push(Fee { line: *line, kind: "referral".to_owned(), amount, estimated });
            if *returned {
                let at = order.placed_at.plus(DAY * 9);
                refunds.push(Refund {
                    line: *line,
                    refund_id: "1".to_owned(),
                    amount: revenue,
                    quantity: 0,
                    at,
                    back_to: None,
                });
            }
        }
        settle::fees(self.tx, &fees).await?;
        settle::refunds(self.tx, &refunds, ACTOR, self.ground.as_of).await?;
        Ok(())
    }

    /// What is left is put into bins: out of nowhere in the warehouse, into a place in it.
    async fn put_away(&mut self) -> Result<u64, Fault> {
        let mut documents = Vec::new();
        for (id, item) in self.with_ids() {
            for (at, left) in item.on_hand.iter().enumerate().filter(|(_, left)| **left > 0) {
                let warehouse = self.ground.warehouse(at);
                let out = Line::new(MovementKind::Transfer, id, warehouse, -left);
                let bin = self.ground.bin(at, item.number);
                let into = Line { line: 2, bin, delta: *left, ..out.clone() };
                documents.push(Document {
                    doc_type: "put_away".to_owned(),
                    doc_id: format!("{}/{at}", item.draft.code),
                    actor: ACTOR.to_owned(),
                    reason: String::new(),
                    occurred_at: self.ground.as_of.minus(Duration::from_hours(2)),
                    lines: vec![out, into],
                });
            }
        }
        Ok(ledger::post(self.tx, &documents, self.ground.as_of).await?.written)
    }

    /// What is on its way, and what is promised to somebody who has not paid yet.
    async fn look_ahead(&mut self) -> Result<(), Fault> {
        let mut expected = Vec::new();
        let mut asks = Vec::new();
        for (id, item) in self.with_ids() {
            for (at, quantity, when) in &item.expected {
                expected.push(incoming::Expected {
                    sku: id,
                    warehouse: self.ground.warehouse(*at),
                    quantity: *quantity,
                    received: 0,
                    doc: ("purchase".to_owned(), item.draft.code.clone(), 1),
                    actor: ACTOR.to_owned(),
                    expected_at: Some(*when),
                });
            }
            let [main, ..] = item.on_hand;
            if item.number % 60 == 5 && main > 0 {
                asks.push(reservation::Ask {
                    sku: id,
                    warehouse: self.ground.warehouse(0),
                    quantity: 1,
                    doc: ("hold".to_owned(), item.draft.code.clone(), 1),
                    actor: ACTOR.to_owned(),
                    expires_at: Some(self.ground.as_of.plus(DAY * 2)),
                });
            }
        }
        incoming::expect(self.tx, &expected, self.ground.as_of).await?;
        for ask in &asks {
            reservation::open(self.tx, ask, self.ground.as_of).await?;
        }
        Ok(())
    }
}

fn costs(sku_id: SkuId, item: &Item) -> Vec<cost::Cost> {
    let costs = item.costs.iter().map(|(from_at, unit, landed)| cost::Cost {
        sku_id,
        from_at: *from_at,
        currency: Currency::USD,
        unit: *unit,
        landed: *landed,
        actor: ACTOR.to_owned(),
    });
    costs.collect()
}

fn blank(at: Timestamp) -> Order {
    Order { account: AccountId(0), order_id: String::new(), placed_at: at, version_at: at, lines: Vec::new() }
}

/// Everything that happened, so that each SKU's events stay in their order and many SKUs are written at once: movements
/// up to the first sale, sales up to the next movement, and so on.
fn rounds(items: &[Item]) -> Vec<Vec<(usize, usize, Event)>> {
    let mut rounds: Vec<Vec<(usize, usize, Event)>> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let mut round = 0;
        for (number, event) in item.events.iter().enumerate() {
            let parity = usize::from(matches!(event.what, What::Sold { .. }));
            round += usize::from(round % 2 != parity);
            if rounds.len() <= round {
                rounds.resize_with(round + 1, Vec::new);
            }
            if let Some(round) = rounds.get_mut(round) {
                round.push((at, number, *event));
            }
        }
    }
    rounds
}
