//! A small shop for stories: three SKUs, a kit, two warehouses, one account.

use commerce::catalogue::{self, Draft};
use commerce::cost::{self, Cost};
use commerce::ledger::{self, Document, Line};
use commerce::listing::{self, Seen};
use commerce::place::{self, Account};
use commerce::{
    AccountState, BelowZero, Channel, Condition, Currency, Kind, ListingState, Money, MovementKind, SkuId,
    WarehouseId, barcode,
};
use kit::db::Tx;
use stage::Stage;

/// What story needs of the shop's numbers.
pub struct Shop {
    pub stage: Stage,
    pub dell: SkuId,
    pub mug: SkuId,
    pub kyiv: WarehouseId,
}

/// A barcode of the range that shops may use within their own walls.
pub const DELL_EAN: &str = "2000000000121";

pub async fn open() -> Shop {
    let stage = Stage::new([crate::plugin(), home::plugin()]).await;
    let mut tx = stage.app.db.begin().await.unwrap();
    let (dell, mug, kyiv) = fill(&mut tx, stage.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    Shop { stage, dell, mug, kyiv }
}

async fn fill(tx: &mut Tx, now: kit::db::Timestamp) -> commerce::Result<(SkuId, SkuId, WarehouseId)> {
    let kyiv = place::put_warehouse(tx, "KYIV", "Kyiv", BelowZero::Sales).await?;
    let lviv = place::put_warehouse(tx, "LVIV", "Lviv", BelowZero::Sales).await?;
    let draft = |code: &str, title: &str, condition, point| {
        let mut draft = Draft::new(code, title);
        (draft.condition, draft.reorder_point, draft.reorder_to, draft.multiple) =
            (condition, Some(point), Some(point * 4), 5);
        draft
    };
    let mut set = Draft::new("MUG-SET", "Two mugs in a box");
    set.kind = Kind::Kit;
    let drafts = [
        draft("DELL-7490-A", "Dell Latitude 7490 14\" i5-8350U 16GB 256GB", Condition::Used, 3),
        draft("DELL-7490-B", "Dell Latitude 7490 14\" i7-8650U 16GB 512GB", Condition::Refurbished, 2),
        draft("MUG-10", "Coffee mug, blue", Condition::New, 20),
        set,
    ];
    catalogue::upsert(tx, &drafts, now).await?;
    let codes = catalogue::by_codes(tx, &["DELL-7490-A", "DELL-7490-B", "MUG-10", "MUG-SET"]).await?;
    let id = |code: &str| codes[code].id;
    let (dell, mug) = (id("DELL-7490-A"), id("MUG-10"));
    barcode::attach(tx, &[(DELL_EAN.parse().expect("a barcode"), dell)]).await?;
    commerce::kit::set_components(tx, id("MUG-SET"), &[(mug, 2)].into()).await?;
    let stock = [(dell, kyiv, 7), (dell, lviv, 2), (id("DELL-7490-B"), kyiv, 1), (mug, kyiv, 12)];
    for (line, (sku, warehouse, quantity)) in stock.into_iter().enumerate() {
        let movement = Line::new(MovementKind::Receive, sku, warehouse, quantity);
        let document =
            Document::one(("receive", &format!("PO-{line}")), "Olena (101)", "PO-7", now, movement);
        ledger::post(tx, &[document], now).await?;
    }
    let cost = |sku_id, unit| Cost {
        sku_id,
        from_at: now,
        currency: Currency::EUR,
        unit,
        landed: 500,
        actor: "Olena (101)".into(),
    };
    cost::upsert(tx, &[cost(dell, 15_000), cost(mug, 300)]).await?;
    let ebay = Account {
        id: commerce::AccountId(0),
        code: "ebay-main".into(),
        marketplace: "ebay".into(),
        name: "eBay".into(),
        state: AccountState::Active,
    };
    let account = place::put_account(tx, &ebay).await?;
    let seen = Seen {
        account,
        external_sku: "7490A".into(),
        external_id: None,
        sku: Some(dell),
        channel: Channel::Merchant,
        state: ListingState::Active,
        quantity: Some(9),
        price: Some(Money::new(24_900, Currency::EUR)),
        at: now.minus(std::time::Duration::from_mins(7)),
    };
    listing::upsert(tx, &[seen]).await?;
    Ok((dell, mug, kyiv))
}

/// Sells for three weeks: mugs and laptops on eBay in euros (the older ones settled), mugs on Amazon in dollars.
pub async fn trade(shop: &Shop) {
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    sell(&mut tx, shop).await.unwrap();
    tx.commit().await.unwrap();
}

async fn sell(tx: &mut Tx, shop: &Shop) -> commerce::Result<()> {
    use commerce::sale::{self, Order, OrderLine};
    use commerce::settle::{self, Fee};

    let now = shop.stage.app.clock.now();
    let amazon = Account {
        id: commerce::AccountId(0),
        code: "amazon-us".into(),
        marketplace: "amazon".into(),
        name: "Amazon".into(),
        state: AccountState::Active,
    };
    let amazon = place::put_account(tx, &amazon).await?;
    let ebay = place::accounts(tx).await?.into_iter().find(|a| a.code == "ebay-main").expect("eBay").id;
    let eur = |cents| Money::new(cents, Currency::EUR);
    let orders = [
        (ebay, "1", 20, shop.mug, 3, eur(990)),
        (ebay, "2", 9, shop.dell, 1, eur(24_900)),
        (ebay, "3", 2, shop.mug, 2, eur(990)),
        (amazon, "4", 1, shop.mug, 1, Money::new(1290, Currency::USD)),
    ];
    let order = |(account, id, days, sku, quantity, unit_price): (_, &str, u64, _, _, _)| {
        let placed_at = now.minus(std::time::Duration::from_hours(24 * days));
        let line = OrderLine {
            line: "1".into(),
            sku: Some(sku),
            external_sku: String::new(),
            quantity,
            unit_price,
            shipping: 0,
            fulfilled_by: commerce::FulfilledBy::Own,
            warehouse: Some(shop.kyiv),
        };
        Order { account, order_id: id.into(), placed_at, version_at: placed_at, lines: vec![line] }
    };
    // What was sold before the cost was known costs what it then did.
    let since = now.minus(std::time::Duration::from_hours(24 * 60));
    let cost = |sku_id, unit| Cost {
        sku_id,
        from_at: since,
        currency: Currency::EUR,
        unit,
        landed: 0,
        actor: "Lea (102)".into(),
    };
    cost::upsert(tx, &[cost(shop.dell, 15_000), cost(shop.mug, 300)]).await?;
    sale::ingest(tx, &orders.map(order), "sync", now).await?;
    let lines = [(ebay, "1", "1"), (ebay, "2", "1")];
    let lines = sale::line_ids(tx, &lines).await?;
    let fee = |line: &commerce::SaleLineId, minor, estimated| Fee {
        line: *line,
        kind: "referral".into(),
        amount: eur(minor),
        estimated,
    };
    let fees: Vec<_> = lines
        .values()
        .zip([(297, false), (2490, true)])
        .map(|(line, (minor, estimated))| fee(line, minor, estimated))
        .collect();
    settle::fees(tx, &fees).await?;
    Ok(())
}

/// A marketplace sells so many of a SKU in Kyiv, now.
pub async fn sells(shop: &Shop, sku: SkuId, quantity: i64) {
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let now = shop.stage.app.clock.now();
    let line = Line::new(MovementKind::Sell, sku, shop.kyiv, -quantity);
    let document = Document::one(("sale", &now.micros().to_string()), "sync", "order 7", now, line);
    ledger::post(&mut tx, &[document], now).await.unwrap();
    tx.commit().await.unwrap();
}
