//! Prices, costs, fees, and what is left.

use chrono::NaiveDate;
use commerce::price::{self, Price};
use commerce::report::{self, Ask, By, Ranking};
use commerce::sale::{self, Order, OrderLine};
use commerce::settle::{self, Fee, Refund};
use commerce::{Currency, Error, Every, FulfilledBy, Kind, Money, Period, SkuId, catalogue, cost, kit, rate};

use crate::world::{World, day};

fn eur(decimal: &str) -> Money {
    Money::parse(decimal, Currency::EUR).unwrap()
}

fn price_of(sku: SkuId, minor: i64, from: i64) -> Price {
    Price {
        sku_id: sku,
        account_id: None,
        currency: Currency::EUR,
        amount: minor,
        floor: None,
        ceiling: None,
        from_at: day(from),
        actor: "lea".to_owned(),
        reason: String::new(),
    }
}

#[tokio::test]
async fn a_price_holds_from_its_day_and_above_its_floor() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    let mut tx = world.tx().await;
    let first = Price { floor: Some(800), ceiling: Some(2000), ..price_of(sku, 1000, 1) };
    price::upsert(&mut tx, std::slice::from_ref(&first)).await.unwrap();
    let plan = price::plan(&mut tx, price_of(sku, 1200, 5)).await.unwrap();
    assert_eq!((plan.before.as_ref(), plan.after.floor), (Some(&first), Some(800)), "the floor is not lost");
    price::apply(&mut tx, &plan).await.unwrap();
    price::apply(&mut tx, &plan).await.unwrap();
    let low = price::plan(&mut tx, price_of(sku, 799, 6)).await;
    assert!(matches!(low, Err(Error::OutOfBounds { .. })), "{low:?}");
    let stale = price::Plan { before: Some(first), after: price_of(sku, 1300, 7) };
    assert!(matches!(price::apply(&mut tx, &stale).await, Err(Error::Closed)));
    for (on, amount) in [(1, 1000), (4, 1000), (5, 1200), (90, 1200)] {
        let there = price::at(&mut tx, sku, Some(world.ebay), Currency::EUR, day(on)).await.unwrap().unwrap();
        assert_eq!(there.amount, amount, "on day {on}");
    }
    assert_eq!(price::at(&mut tx, sku, None, Currency::EUR, day(0)).await.unwrap(), None);
    let own = Price { account_id: Some(world.ebay), ..price_of(sku, 1500, 2) };
    price::upsert(&mut tx, &[own]).await.unwrap();
    let ebays = price::at(&mut tx, sku, Some(world.ebay), Currency::EUR, day(9)).await.unwrap().unwrap();
    assert_eq!(ebays.amount, 1500, "an account's own price goes before the general one");
    let forced = db::execute!(tx, "UPDATE price SET amount = 1 WHERE floor = 800");
    assert!(forced.unwrap_err().is_constraint(), "the floor is kept by the database");
}

async fn sells(
    world: &World,
    id: &str,
    sku: SkuId,
    at: i64,
    (quantity, price): (i64, Money),
) -> commerce::SaleLineId {
    let line = OrderLine {
        line: "1".to_owned(),
        sku: Some(sku),
        external_sku: String::new(),
        quantity,
        unit_price: price,
        shipping: 500,
        fulfilled_by: FulfilledBy::Marketplace,
        warehouse: None,
    };
    let order = Order {
        account: world.ebay,
        order_id: id.to_owned(),
        placed_at: day(at),
        version_at: day(at),
        lines: vec![line],
    };
    let mut tx = world.tx().await;
    sale::ingest(&mut tx, &[order], "test", day(at)).await.unwrap();
    let found = sale::line_ids(&mut tx, &[(world.ebay, id, "1")]).await.unwrap();
    tx.commit().await.unwrap();
    found.into_values().next().unwrap()
}

fn month(world: &World, currency: Option<Currency>) -> Ask {
    let _ = world;
    let date = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    let period = Period { first: date(1), last: date(31), zone: chrono_tz::Europe::Kyiv };
    Ask { period, every: Every::Month, account: None, sku: None, currency }
}

#[tokio::test]
async fn profit_is_what_is_left_and_estimates_stay_apart() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    let settled = sells(&world, "O-1", sku, 2, (2, eur("100.00"))).await;
    let estimated = sells(&world, "O-2", sku, 12, (1, eur("100.00"))).await;
    let mut tx = world.tx().await;
    // The costs come in later, and count from their days.
    let cost = |unit, from| cost::Cost {
        sku_id: sku,
        from_at: day(from),
        currency: Currency::EUR,
        unit,
        landed: 100,
        actor: "lea".into(),
    };
    cost::upsert(&mut tx, &[cost(3900, 0), cost(4900, 10)]).await.unwrap();
    let fee =
        |line, amount, estimated| Fee { line, kind: "referral".to_owned(), amount: eur(amount), estimated };
    settle::fees(&mut tx, &[fee(settled, "30.00", true), fee(estimated, "15.00", true)]).await.unwrap();
    settle::fees(&mut tx, &[fee(settled, "24.00", false)]).await.unwrap();
    settle::fees(&mut tx, &[fee(settled, "31.00", true)]).await.unwrap(); // an old estimate comes late
    let refund = Refund {
        line: estimated,
        refund_id: "R".into(),
        amount: eur("10.00"),
        quantity: 0,
        at: day(13),
        back_to: None,
    };
    settle::refunds(&mut tx, &[refund], "anna", day(13)).await.unwrap();
    let dollars = Fee { amount: Money::new(1, Currency::USD), kind: "x".into(), ..fee(settled, "0", true) };
    let rows = report::report(&mut tx, &month(&world, None)).await.unwrap();
    let said: Vec<_> =
        rows.iter().map(|r| (r.settled, r.units, r.revenue, r.fees, r.cost, r.margin())).collect();
    assert_eq!(said, [(false, 1, 10_000, 1500, 5000, 2000), (true, 2, 20_000, 2400, 8000, 9100)]);
    let top = report::top(
        &mut tx,
        &month(&world, None).period,
        None,
        Currency::EUR,
        Ranking { by: By::Margin, bottom: false, most: 3 },
    )
    .await
    .unwrap();
    assert_eq!((top.len(), top[0].units, top[0].margin), (1, 3, 11_100));
    assert!(settle::fees(&mut tx, &[dollars]).await.is_err(), "a fee has the currency of its line");
}

#[tokio::test]
async fn currencies_meet_only_at_the_rate_of_the_day() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    sells(&world, "O-1", sku, 2, (1, eur("100.00"))).await;
    sells(&world, "O-2", sku, 20, (1, Money::new(10_000, Currency::USD))).await;
    let mut tx = world.tx().await;
    let apart = report::report(&mut tx, &month(&world, None)).await.unwrap();
    assert_eq!(
        apart.iter().map(|r| (r.currency, r.revenue)).collect::<Vec<_>>(),
        [(Currency::EUR, 10_000), (Currency::USD, 10_000)]
    );
    let asked = month(&world, Some(Currency::EUR));
    let missing = report::report(&mut tx, &asked).await;
    assert!(matches!(missing, Err(Error::NoRate { .. })), "{missing:?}");
    let best = Ranking { by: By::Units, bottom: false, most: 3 };
    let missing = report::top_together(&mut tx, &asked.period, None, Currency::EUR, best).await;
    assert!(matches!(missing, Err(Error::NoRate { .. })), "{missing:?}");
    let friday = NaiveDate::from_ymd_opt(2026, 3, 20).unwrap();
    rate::put(&mut tx, Currency::EUR, Currency::USD, friday, 125_000_000).await.unwrap();
    let together = report::report(&mut tx, &asked).await.unwrap();
    assert_eq!(
        together.iter().map(|r| (r.currency, r.revenue)).collect::<Vec<_>>(),
        [(Currency::EUR, 18_000)]
    );
    let top = report::top_together(&mut tx, &asked.period, None, Currency::EUR, best).await.unwrap();
    let said: Vec<_> = top.iter().map(|t| (t.code.as_str(), t.units, t.revenue, t.uncosted)).collect();
    assert_eq!(said, [("MUG", 2, 18_000, 2)]);
    tx.commit().await.unwrap();

    // Of equals the first code comes first, as it does in one currency.
    for (number, code) in ["CUP", "BOWL"].into_iter().enumerate() {
        let sku = world.sku(code, "Something").await;
        sells(&world, &format!("O-{}", number + 3), sku, 20, (2, eur("10.00"))).await;
    }
    let mut tx = world.tx().await;
    for (bottom, first) in [(false, "BOWL"), (true, "BOWL")] {
        let one = Ranking { by: By::Units, bottom, most: 1 };
        let top = report::top_together(&mut tx, &asked.period, None, Currency::EUR, one).await.unwrap();
        assert_eq!(top.iter().map(|t| t.code.as_str()).collect::<Vec<_>>(), [first], "bottom: {bottom}");
    }
}

#[tokio::test]
async fn a_day_begins_at_midnight_of_the_reader() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    sells(&world, "O-1", sku, 2, (1, eur("1.00"))).await; // noon in UTC, two in the night of the next day in Kiritimati
    let mut tx = world.tx().await;
    for (zone, date) in [("Europe/Kyiv", "2026-03-03"), ("Pacific/Kiritimati", "2026-03-04")] {
        let mut ask = month(&world, None);
        (ask.period.zone, ask.every) = (zone.parse().unwrap(), Every::Day);
        let rows = report::report(&mut tx, &ask).await.unwrap();
        assert_eq!(rows.iter().map(|r| r.from.to_string()).collect::<Vec<_>>(), [date], "{zone}");
    }
}

/// What a set of two mugs in a box cost when it was sold: what its parts did, until somebody says what it costs itself.
#[tokio::test]
async fn a_kit_costs_what_its_parts_do() {
    let world = World::open().await;
    let (mug, carton) = (world.sku("MUG", "Mug").await, world.sku("BOX", "Box").await);
    let set = world.draft(catalogue::Draft { kind: Kind::Kit, ..catalogue::Draft::new("SET", "Set") }).await;
    sells(&world, "O-1", set, 2, (1, eur("20.00"))).await;
    let mut tx = world.tx().await;
    let cost = |sku_id, unit, landed, from| cost::Cost {
        sku_id,
        from_at: day(from),
        currency: Currency::EUR,
        unit,
        landed,
        actor: "lea".into(),
    };
    let reported = async |tx: &mut db::Tx| {
        let rows = report::report(tx, &month(&world, None)).await.unwrap();
        (rows[0].cost, rows[0].uncosted)
    };
    cost::upsert(&mut tx, &[cost(mug, 300, 20, 0)]).await.unwrap();
    kit::set_components(&mut tx, set, &[(mug, 2), (carton, 1)].into()).await.unwrap();
    assert_eq!(reported(&mut tx).await, (0, 1), "what the box cost is not known");
    cost::upsert(&mut tx, &[cost(carton, 50, 0, 1), cost(mug, 400, 20, 9)]).await.unwrap();
    assert_eq!(reported(&mut tx).await, (690, 0), "the mugs became dearer only later");
    tx.commit().await.unwrap();
    sells(&world, "O-2", set, 10, (1, eur("20.00"))).await;
    let mut tx = world.tx().await;
    assert_eq!(reported(&mut tx).await, (690 + 890, 0));
    kit::put(&mut tx, &[((set, mug), 1)].into()).await.unwrap();
    assert_eq!(reported(&mut tx).await, (370 + 470, 0));
    cost::upsert(&mut tx, &[cost(set, 1000, 0, 5)]).await.unwrap();
    assert_eq!(reported(&mut tx).await, (370 + 1000, 0), "its own cost goes before");
    let dollars = cost::Cost { currency: Currency::USD, ..cost(carton, 50, 0, 0) };
    cost::upsert(&mut tx, &[dollars, cost::Cost { currency: Currency::USD, ..cost(carton, 50, 0, 1) }])
        .await
        .unwrap();
    assert_eq!(reported(&mut tx).await, (1000, 1), "two currencies are not added up");
}
