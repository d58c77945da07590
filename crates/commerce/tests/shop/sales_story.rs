//! Orders come in, again, changed, out of order, and more than there is.

use commerce::sale::{self, Order, OrderLine};
use commerce::settle::{self, Refund};
use commerce::{FulfilledBy, Kind, Money, SkuId, catalogue, kit, ledger};

use crate::world::{World, day};

fn line(world: &World, sku: SkuId, quantity: i64) -> OrderLine {
    OrderLine {
        line: "1".to_owned(),
        sku: Some(sku),
        external_sku: "X".to_owned(),
        quantity,
        unit_price: Money::parse("100.00", "EUR".parse().unwrap()).unwrap(),
        shipping: 0,
        fulfilled_by: FulfilledBy::Own,
        warehouse: Some(world.shop),
    }
}

fn order(world: &World, id: &str, version: i64, line: OrderLine) -> Order {
    Order {
        account: world.ebay,
        order_id: id.to_owned(),
        placed_at: day(1),
        version_at: day(version),
        lines: vec![line],
    }
}

async fn reads(world: &World, orders: &[Order]) -> sale::Ingested {
    let mut tx = world.tx().await;
    let done = sale::ingest(&mut tx, orders, "ebay-main", day(3)).await.unwrap();
    tx.commit().await.unwrap();
    done
}

#[tokio::test]
async fn an_order_read_again_moves_only_the_difference() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    world.receives(sku, world.shop, 10).await;
    let at = |version, quantity| order(&world, "O-1", version, line(&world, sku, quantity));
    let first = reads(&world, &[at(1, 3)]).await;
    assert_eq!((first.new, first.movements), (1, 1));
    let again = reads(&world, &[at(1, 3)]).await;
    assert_eq!((again.same, again.movements), (1, 0));
    reads(&world, &[at(2, 1)]).await;
    assert_eq!(world.on_hand(sku, world.shop).await, 9);
    reads(&world, &[at(1, 3)]).await;
    assert_eq!(world.on_hand(sku, world.shop).await, 9, "the older version came late");
    reads(&world, &[at(3, 0)]).await;
    assert_eq!(world.on_hand(sku, world.shop).await, 10, "called off");
    world.adds_up().await;
}

#[tokio::test]
async fn orders_that_come_together_stand_in_the_ledger_as_they_were_placed() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    world.receives(sku, world.shop, 10).await;
    let placed = |id, at| Order { placed_at: day(at), ..order(&world, id, 3, line(&world, sku, 1)) };
    reads(&world, &[placed("A", 3), placed("B", 1), placed("C", 2)]).await;
    let newest_first = ledger::history(&mut world.read().await, sku, None, 3).await.unwrap();
    let placed: Vec<_> = newest_first.iter().map(|m| (m.occurred_at, m.balance_after)).collect();
    assert_eq!(placed, [(day(3), 7), (day(2), 8), (day(1), 9)]);
}

#[tokio::test]
async fn what_the_marketplace_ships_is_not_ours_to_count() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    world.receives(sku, world.shop, 10).await;
    let mut theirs = line(&world, sku, 4);
    theirs.fulfilled_by = FulfilledBy::Marketplace;
    assert_eq!(reads(&world, &[order(&world, "O-1", 1, theirs.clone())]).await.movements, 0);
    // It turns out that we ship it after all, and then from the other warehouse.
    theirs.fulfilled_by = FulfilledBy::Own;
    reads(&world, &[order(&world, "O-1", 2, theirs.clone())]).await;
    assert_eq!(world.on_hand(sku, world.shop).await, 6);
    world.receives(sku, world.vault, 4).await;
    theirs.warehouse = Some(world.vault);
    let mut tx = world.tx().await;
    let refused = sale::ingest(
        &mut tx,
        &[order(&world, "O-1", 3, OrderLine { quantity: 5, ..theirs.clone() })],
        "x",
        day(3),
    )
    .await;
    assert!(
        matches!(refused, Err(commerce::Error::Short { .. })),
        "the vault never goes below zero: {refused:?}"
    );
    drop(tx);
    reads(&world, &[order(&world, "O-1", 3, theirs)]).await;
    assert_eq!((world.on_hand(sku, world.shop).await, world.on_hand(sku, world.vault).await), (10, 0));
    world.adds_up().await;
}

#[tokio::test]
async fn an_order_for_more_than_there_is_shows_as_less_than_nothing() {
    let world = World::open().await;
    let sku = world.sku("MUG", "Mug").await;
    world.receives(sku, world.shop, 1).await;
    reads(&world, &[order(&world, "O-1", 1, line(&world, sku, 3))]).await;
    assert_eq!(world.on_hand(sku, world.shop).await, -2);
    world.adds_up().await;
}

#[tokio::test]
async fn a_kit_leaves_as_its_parts_and_comes_back_as_them() {
    let world = World::open().await;
    let (bag, laptop) = (world.sku("BAG", "Bag").await, world.sku("LAP", "Laptop").await);
    let set = world.draft(catalogue::Draft { kind: Kind::Kit, ..catalogue::Draft::new("SET", "Set") }).await;
    let mut tx = world.tx().await;
    kit::set_components(&mut tx, set, &[(bag, 2), (laptop, 1)].into()).await.unwrap();
    tx.commit().await.unwrap();
    world.receives(bag, world.shop, 10).await;
    world.receives(laptop, world.shop, 10).await;
    assert_eq!(reads(&world, &[order(&world, "O-1", 1, line(&world, set, 3))]).await.movements, 2);
    assert_eq!((world.on_hand(bag, world.shop).await, world.on_hand(laptop, world.shop).await), (4, 7));
    let mut tx = world.tx().await;
    let id =
        sale::line_ids(&mut tx, &[(world.ebay, "O-1", "1")]).await.unwrap().into_values().next().unwrap();
    let refund = Refund {
        line: id,
        refund_id: "R-1".to_owned(),
        amount: Money::parse("100.00", "EUR".parse().unwrap()).unwrap(),
        quantity: 1,
        at: day(2),
        back_to: Some(world.shop),
    };
    assert_eq!(settle::refunds(&mut tx, std::slice::from_ref(&refund), "anna", day(2)).await.unwrap(), 1);
    assert_eq!(settle::refunds(&mut tx, std::slice::from_ref(&refund), "anna", day(2)).await.unwrap(), 0);
    tx.commit().await.unwrap();
    assert_eq!((world.on_hand(bag, world.shop).await, world.on_hand(laptop, world.shop).await), (6, 8));
    world.adds_up().await;
}
