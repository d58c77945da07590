//! Sixty-four at once.

use std::sync::Arc;

use commerce::catalogue::{self, Draft};
use commerce::count::{self, Scope};
use commerce::ledger::{self, Document, Line};
use commerce::price::{self, Price};
use commerce::sale::{self, Order, OrderLine};
use commerce::{Barcode, Error, FulfilledBy, Gtin, Money, MovementKind, SkuId, barcode};

use crate::world::{World, day};

/// Sixty-four people sell one piece each of forty, each with a plan made at a glance; what has moved is planned again.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_writers_sell_forty_pieces_and_not_one_more() {
    let world = Arc::new(World::open().await);
    let sku = world.sku("LAST", "The last forty").await;
    world.receives(sku, world.vault, 40).await;
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..64 {
        let world = Arc::clone(&world);
        writers.spawn(async move {
            let line = Line::new(MovementKind::Sell, sku, world.vault, -1);
            let document = Document::one(("counter", &writer.to_string()), "somebody", "", day(1), line);
            // The connection is given back before the transaction is asked for.
            let planned = ledger::plan(&mut world.read().await, document).await;
            let mut plan = match planned {
                Ok(plan) => plan,
                Err(Error::Short { .. }) => return 0,
                Err(other) => panic!("{other}"),
            };
            loop {
                let mut tx = world.tx().await;
                match ledger::apply(&mut tx, &plan, day(1)).await {
                    Ok(posted) => {
                        tx.commit().await.unwrap();
                        return posted.written;
                    }
                    Err(Error::Moved(fresh)) => plan = *fresh,
                    Err(Error::Short { .. }) => return 0,
                    Err(other) => panic!("{other}"),
                }
            }
        });
    }
    let sold: u64 = writers.join_all().await.into_iter().sum();
    assert_eq!(sold, 40, "as many as there were");
    assert_eq!(world.on_hand(sku, world.vault).await, 0);
    world.adds_up().await;
}

/// Sixty-four deliveries to two warehouses, and pieces carried between them in both directions.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_writers_lose_no_update() {
    let world = Arc::new(World::open().await);
    let (a, b) = (world.sku("A", "One").await, world.sku("B", "Another").await);
    for sku in [a, b] {
        world.receives(sku, world.vault, 1000).await;
        world.receives(sku, world.shop, 1000).await;
    }
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..64_i64 {
        let world = Arc::clone(&world);
        writers.spawn(async move {
            let (from, to) =
                if writer % 2 == 0 { (world.vault, world.shop) } else { (world.shop, world.vault) };
            // Half of them name the two SKUs in the other order.
            let skus = if writer % 3 == 0 { [a, b] } else { [b, a] };
            let mut lines: Vec<Line> =
                skus.iter().flat_map(|sku| Line::transfer(*sku, from, to, writer + 1)).collect();
            lines.push(Line::new(MovementKind::Receive, skus[0], from, 1));
            for (line, number) in lines.iter_mut().zip(1..) {
                line.line = number;
            }
            let document = Document {
                lines,
                ..Document::one(
                    ("carry", &writer.to_string()),
                    "ben",
                    "",
                    day(1),
                    Line::new(MovementKind::Receive, a, from, 1),
                )
            };
            let mut tx = world.tx().await;
            ledger::post(&mut tx, &[document], day(1)).await.unwrap();
            tx.commit().await.unwrap();
        });
    }
    writers.join_all().await;
    let mut units = 0;
    for sku in [a, b] {
        units += world.on_hand(sku, world.vault).await + world.on_hand(sku, world.shop).await;
    }
    assert_eq!(units, 4000 + 64);
    world.adds_up().await;
}

/// Two services read in long lists of orders for the same SKUs, one from the beginning and one from the end. Neither has to
/// give way: all stock is locked at once, in one order.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_read_orders_in_do_not_lock_each_other_out() {
    let world = Arc::new(World::open().await);
    let codes: Vec<String> = (0..600).map(|n| format!("S-{n}")).collect();
    let mut tx = world.tx().await;
    let drafts: Vec<Draft> = codes.iter().map(|code| Draft::new(code, "Thing")).collect();
    catalogue::upsert(&mut tx, &drafts, day(0)).await.unwrap();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let skus: Vec<SkuId> =
        catalogue::by_codes(&mut tx, &codes).await.unwrap().values().map(|sku| sku.id).collect();
    tx.commit().await.unwrap();
    let mut readers = tokio::task::JoinSet::new();
    for reader in 0..8 {
        let (world, mut skus) = (Arc::clone(&world), skus.clone());
        if reader % 2 == 1 {
            skus.reverse();
        }
        readers.spawn(async move {
            let order = |(number, sku): (usize, SkuId)| Order {
                account: world.ebay,
                order_id: format!("{reader}-{number:03}"),
                placed_at: day(1),
                version_at: day(1),
                lines: vec![OrderLine {
                    line: "1".to_owned(),
                    sku: Some(sku),
                    external_sku: String::new(),
                    quantity: 1,
                    unit_price: Money::parse("9.99", "EUR".parse().unwrap()).unwrap(),
                    shipping: 0,
                    fulfilled_by: FulfilledBy::Own,
                    warehouse: Some(world.shop),
                }],
            };
            let orders: Vec<Order> = skus.into_iter().enumerate().map(order).collect();
            let mut tx = world.tx().await;
            let read = sale::ingest(&mut tx, &orders, "sync", day(1)).await.unwrap();
            tx.commit().await.unwrap();
            read.movements
        });
    }
    assert_eq!(readers.join_all().await, [600; 8]);
    world.adds_up().await;
}

/// Eight attach one barcode, each to something else, and eight change one price, each having seen that there is none. One
/// of them has done it, and the others hear of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_eight_who_want_the_same_one_has_it() {
    let world = Arc::new(World::open().await);
    let (mug, code) = (world.sku("MUG", "Mug").await, Barcode::from(Gtin::completing(200_000_000_001)));
    let (mut others, all) = (Vec::new(), Arc::new(tokio::sync::Barrier::new(8)));
    for writer in 0..8 {
        others.push((writer, world.sku(&format!("S-{writer}"), "Something").await));
    }
    let mut writers = tokio::task::JoinSet::new();
    for (writer, other) in others {
        let (world, all, code) = (Arc::clone(&world), Arc::clone(&all), code.clone());
        writers.spawn(async move {
            all.wait().await;
            let after = Price {
                sku_id: mug,
                account_id: None,
                currency: "EUR".parse().unwrap(),
                amount: 1000 + writer,
                floor: None,
                ceiling: None,
                from_at: day(1),
                actor: "somebody".to_owned(),
                reason: String::new(),
            };
            let mut tx = world.tx().await;
            let set = price::apply(&mut tx, &price::Plan { before: None, after }).await;
            tx.commit().await.unwrap();
            let mut tx = world.tx().await;
            let attached = barcode::claim(&mut tx, &code, other).await.unwrap().is_none();
            tx.commit().await.unwrap();
            (attached, set.is_ok())
        });
    }
    let done = writers.join_all().await;
    assert_eq!(done.iter().filter(|(attached, _)| *attached).count(), 1, "{done:?}");
    assert_eq!(done.iter().filter(|(_, set)| *set).count(), 1, "{done:?}");
}

/// Eight find something that is not on the list, and all of it is counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_eight_find_at_once_is_on_the_list() {
    let world = Arc::new(World::open().await);
    let listed = world.sku("LISTED", "On the list").await;
    let mut tx = world.tx().await;
    let id =
        count::open(&mut tx, ("A", world.shop), &Scope::Skus(vec![listed]), "lea", day(1)).await.unwrap();
    tx.commit().await.unwrap();
    let (mut skus, all) = (Vec::new(), Arc::new(tokio::sync::Barrier::new(8)));
    for finder in 0..8 {
        skus.push(world.sku(&format!("S-{finder}"), "Something").await);
    }
    let mut finders = tokio::task::JoinSet::new();
    for found in skus {
        let (world, all) = (Arc::clone(&world), Arc::clone(&all));
        finders.spawn(async move {
            all.wait().await;
            let mut tx = world.tx().await;
            let added = count::add(&mut tx, id, &[found]).await.unwrap();
            tx.commit().await.unwrap();
            added
        });
    }
    assert_eq!(finders.join_all().await, [1; 8]);
    let items = count::items(&mut world.read().await, id, 0, 20).await.unwrap();
    assert_eq!(items.iter().map(|item| item.position).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
}
