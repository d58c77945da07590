//! Two people count two halves of a shelf, and somebody else approves.

use commerce::count::{self, Scope};
use commerce::ledger::Line;
use commerce::{Error, MovementKind, cost};

use crate::world::{World, day};

#[tokio::test]
async fn two_people_count_two_halves() {
    let world = World::open().await;
    let mut skus = Vec::new();
    for code in ["A", "B", "C", "D"] {
        let sku = world.sku(code, "Thing").await;
        world.receives(sku, world.shop, 10).await;
        skus.push(sku);
    }
    let mut tx = world.tx().await;
    let price = |sku| cost::Cost {
        sku_id: sku,
        from_at: day(0),
        currency: "EUR".parse().unwrap(),
        unit: 900,
        landed: 100,
        actor: "lea".into(),
    };
    cost::upsert(&mut tx, &skus.iter().copied().map(price).collect::<Vec<_>>()).await.unwrap();
    let id = count::open(&mut tx, ("Shelf 3", world.shop), &Scope::Warehouse, "lea", day(1)).await.unwrap();
    tx.commit().await.unwrap();

    // Each asks in turn; what one has, the other does not get.
    let mut tx = world.tx().await;
    let annas = count::next(&mut tx, id, "anna").await.unwrap().unwrap();
    let bens = count::next(&mut tx, id, "ben").await.unwrap().unwrap();
    assert_eq!((annas.code.as_str(), bens.code.as_str()), ("A", "B"));
    assert_eq!(count::next(&mut tx, id, "anna").await.unwrap().unwrap().code, "A", "still hers");
    count::record(&mut tx, id, (annas.sku_id, 8), "anna", day(1)).await.unwrap();
    tx.commit().await.unwrap();

    // Two of B are sold before Ben has counted, one after.
    world.post("s1", Line::new(MovementKind::Sell, bens.sku_id, world.shop, -2), day(1)).await.unwrap();
    let mut tx = world.tx().await;
    let item = count::record(&mut tx, id, (bens.sku_id, 8), "ben", day(1)).await.unwrap();
    assert_eq!(item.expected, Some(8), "what had been sold by then is no variance");
    for (who, counted) in [("anna", 11), ("ben", 10)] {
        let item = count::next(&mut tx, id, who).await.unwrap().unwrap();
        count::record(&mut tx, id, (item.sku_id, counted), who, day(1)).await.unwrap();
    }
    assert_eq!(count::next(&mut tx, id, "anna").await.unwrap(), None);
    let progress = count::progress(&mut tx, id).await.unwrap();
    assert_eq!((progress.items, progress.counted, progress.differing), (4, 4, 2));
    let variances = count::variances(&mut tx, id, day(1)).await.unwrap();
    let said: Vec<_> =
        variances.iter().map(|v| (v.code.as_str(), v.counted - v.expected, v.value.unwrap().0)).collect();
    assert_eq!(said, [("A", -2, -2000), ("C", 1, 1000)]);
    assert_eq!(count::value(&variances).into_values().collect::<Vec<_>>(), [-1000]);
    tx.commit().await.unwrap();

    world.post("s2", Line::new(MovementKind::Sell, skus[0], world.shop, -1), day(1)).await.unwrap();
    let mut tx = world.tx().await;
    assert_eq!(count::approve(&mut tx, id, "lea", day(2)).await.unwrap().written, 2);
    assert!(matches!(count::approve(&mut tx, id, "lea", day(2)).await, Err(Error::Closed)));
    assert!(matches!(count::record(&mut tx, id, (skus[0], 1), "anna", day(2)).await, Err(Error::Closed)));
    tx.commit().await.unwrap();
    let mut left = Vec::new();
    for sku in skus {
        left.push(world.on_hand(sku, world.shop).await);
    }
    assert_eq!(left, [7, 8, 11, 10], "what was sold after the count stays sold");
    world.adds_up().await;
}
