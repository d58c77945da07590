//! Two people count two halves of a shelf, and somebody else approves.

use commerce::count::{self, Approval, Scope, Taken};
use commerce::ledger::{Line, Posted};
use commerce::{CountId, Error, Kind, MovementKind, SkuId, catalogue, cost, ledger};

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
    let shown = count::digest(&variances);
    let written = Posted { written: 2, already: 0 };
    assert_eq!(count::approve(&mut tx, id, &shown, "lea", day(2)).await.unwrap(), Approval::Written(written));
    assert!(matches!(count::approve(&mut tx, id, &shown, "lea", day(2)).await, Err(Error::Closed)));
    assert!(matches!(count::record(&mut tx, id, (skus[0], 1), "anna", day(2)).await, Err(Error::Closed)));
    tx.commit().await.unwrap();
    let mut left = Vec::new();
    for sku in skus {
        left.push(world.on_hand(sku, world.shop).await);
    }
    assert_eq!(left, [7, 8, 11, 10], "what was sold after the count stays sold");
    world.adds_up().await;
}

/// Anna opens a count of these and writes down what she finds.
async fn counts(world: &World, found: &[(SkuId, i64)], n: i64) -> CountId {
    let mut tx = world.tx().await;
    let skus = Scope::Skus(found.iter().map(|(sku, _)| *sku).collect());
    let id = count::open(&mut tx, ("Shelf", world.shop), &skus, "anna", day(n)).await.unwrap();
    for counted in found {
        count::record(&mut tx, id, *counted, "anna", day(n)).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

/// Lea approves what she sees.
async fn approves(world: &World, id: CountId) -> Approval {
    let mut tx = world.tx().await;
    let shown = count::digest(&count::variances(&mut tx, id, day(5)).await.unwrap());
    let became = count::approve(&mut tx, id, &shown, "lea", day(5)).await.unwrap();
    tx.commit().await.unwrap();
    became
}

/// The codes of what has to be counted again.
fn again(became: Approval) -> Vec<String> {
    let Approval::Again(items) = became else { panic!("{became:?}") };
    items.into_iter().map(|item| item.code).collect()
}

#[tokio::test]
async fn two_counts_of_the_same_shelf_find_a_loss_once() {
    let world = World::open().await;
    let (mug, cup) = (world.sku("MUG", "Mug").await, world.sku("CUP", "Cup").await);
    world.receives(mug, world.shop, 12).await;
    world.receives(cup, world.shop, 5).await;
    let first = counts(&world, &[(mug, 10)], 1).await;
    let second = counts(&world, &[(mug, 10), (cup, 4)], 1).await;
    assert!(matches!(approves(&world, first).await, Approval::Written(_)));
    // The second count has the same two mugs missing. They are counted again, and nothing is written until then.
    assert_eq!(again(approves(&world, second).await), ["MUG"]);
    assert_eq!((world.on_hand(mug, world.shop).await, world.on_hand(cup, world.shop).await), (10, 5));
    let mut tx = world.tx().await;
    let item = count::next(&mut tx, second, "ben").await.unwrap().unwrap();
    assert_eq!((item.code.as_str(), item.counted), ("MUG", None));
    let item = count::record(&mut tx, second, (mug, 10), "ben", day(3)).await.unwrap();
    assert_eq!(item.expected, Some(10));
    tx.commit().await.unwrap();
    assert!(matches!(approves(&world, second).await, Approval::Written(_)));
    assert_eq!((world.on_hand(mug, world.shop).await, world.on_hand(cup, world.shop).await), (10, 4));
    world.adds_up().await;
}

#[tokio::test]
async fn what_was_corrected_after_it_was_counted_is_counted_again_and_what_was_sold_is_not() {
    let world = World::open().await;
    let mut skus = Vec::new();
    for code in ["ADJUSTED", "SOLD", "UNDONE"] {
        let sku = world.sku(code, "Thing").await;
        world.receives(sku, world.shop, 12).await;
        skus.push((sku, 10));
    }
    let [(adjusted, _), (sold, _), (undone, _)] = skus[..] else { panic!() };
    let id = counts(&world, &skus, 1).await;
    world.post("a", Line::new(MovementKind::Adjust, adjusted, world.shop, -2), day(2)).await.unwrap();
    world.post("s", Line::new(MovementKind::Sell, sold, world.shop, -1), day(2)).await.unwrap();
    // Two of the twelve had never come: the receipt is taken back and entered anew.
    let mut tx = world.tx().await;
    let receipt = format!("receipt-{undone}-{}", world.shop);
    let reversal = ledger::reversal(&mut tx, ("test", &receipt), "lea", "", day(2)).await.unwrap();
    ledger::post(&mut tx, &[reversal], day(2)).await.unwrap();
    tx.commit().await.unwrap();
    world.post("r", Line::new(MovementKind::Receive, undone, world.shop, 10), day(2)).await.unwrap();

    assert_eq!(again(approves(&world, id).await), ["ADJUSTED", "UNDONE"]);
    assert!(matches!(approves(&world, id).await, Approval::Written(Posted { written: 1, .. })));
    let mut left = Vec::new();
    for (sku, _) in skus {
        left.push(world.on_hand(sku, world.shop).await);
    }
    assert_eq!(left, [10, 9, 10], "what was there, less what was sold since");
}

#[tokio::test]
async fn a_lead_approves_what_was_shown_and_nothing_else() {
    let world = World::open().await;
    let (mug, cup) = (world.sku("MUG", "Mug").await, world.sku("CUP", "Cup").await);
    world.receives(mug, world.shop, 12).await;
    world.receives(cup, world.shop, 5).await;
    let id = counts(&world, &[(mug, 12), (cup, 4)], 1).await;
    let mut tx = world.tx().await;
    let shown = count::digest(&count::variances(&mut tx, id, day(1)).await.unwrap());
    count::record(&mut tx, id, (mug, 2), "anna", day(1)).await.unwrap();
    let became = count::approve(&mut tx, id, &shown, "lea", day(1)).await.unwrap();
    assert_eq!(became, Approval::Otherwise);
    tx.commit().await.unwrap();
    assert_eq!((world.on_hand(mug, world.shop).await, world.on_hand(cup, world.shop).await), (12, 5));
}

#[tokio::test]
async fn a_list_on_paper_is_as_of_the_time_it_was_printed() {
    let world = World::open().await;
    let mug = world.sku("MUG", "Mug").await;
    world.receives(mug, world.shop, 12).await;
    let mut tx = world.tx().await;
    let id = count::open(&mut tx, ("Shelf", world.shop), &Scope::Warehouse, "anna", day(1)).await.unwrap();
    tx.commit().await.unwrap();
    // Printed on day 1, all twelve found, three sold on day 2, typed in on day 3.
    world.post("s", Line::new(MovementKind::Sell, mug, world.shop, -3), day(2)).await.unwrap();
    let mut tx = world.tx().await;
    let item = count::record_as_of(&mut tx, id, (mug, 12), "anna", day(1)).await.unwrap();
    assert_eq!((item.expected, item.counted_at), (Some(12), Some(day(1))));
    tx.commit().await.unwrap();
    approves(&world, id).await;
    assert_eq!(world.on_hand(mug, world.shop).await, 9);
}

#[tokio::test]
async fn what_is_in_hand_is_what_was_asked_for_last() {
    let world = World::open().await;
    let (mug, cup) = (world.sku("MUG", "Mug").await, world.sku("CUP", "Cup").await);
    let mut tx = world.tx().await;
    let scope = |sku| Scope::Skus(vec![sku]);
    let older = count::open(&mut tx, ("A", world.shop), &scope(mug), "anna", day(1)).await.unwrap();
    let newer = count::open(&mut tx, ("B", world.shop), &scope(cup), "anna", day(1)).await.unwrap();
    for id in [older, newer, older] {
        count::next(&mut tx, id, "anna").await.unwrap();
    }
    assert_eq!(count::in_hand(&mut tx, "anna").await.unwrap(), Some((older, mug)));
    assert_eq!(count::in_hand(&mut tx, "ben").await.unwrap(), None);
    // The button is pressed late: a number was typed meanwhile, and stays.
    count::record(&mut tx, older, (mug, 3), "anna", day(1)).await.unwrap();
    assert_eq!(count::as_expected(&mut tx, older, mug, "anna", day(1)).await.unwrap(), None);
    assert_eq!(count::as_expected(&mut tx, newer, cup, "ben", day(1)).await.unwrap(), None, "it is Anna's");
    assert_eq!(
        count::as_expected(&mut tx, newer, cup, "anna", day(1)).await.unwrap().unwrap().counted,
        Some(0)
    );
}

#[tokio::test]
async fn a_kit_is_not_counted() {
    let world = World::open().await;
    let kit =
        world.draft(catalogue::Draft { kind: Kind::Kit, ..catalogue::Draft::new("SET", "A set") }).await;
    let mut tx = world.tx().await;
    let opened = count::open(&mut tx, ("A", world.shop), &Scope::Skus(vec![kit]), "anna", day(1)).await;
    assert!(matches!(opened, Err(Error::NotStocked { code }) if code == "SET"));
}

/// What somebody has in front of them comes before what the list says, unless it is another's, counted, or not on the list.
#[tokio::test]
async fn what_lies_before_somebody_is_counted_first() {
    let world = World::open().await;
    let mut skus = Vec::new();
    for code in ["A", "B", "C"] {
        let sku = world.sku(code, "Thing").await;
        world.receives(sku, world.shop, 10).await;
        skus.push(sku);
    }
    let (found, late) =
        (world.sku("FOUND", "Nobody knew").await, world.sku("LATE", "Found afterwards").await);
    let mut tx = world.tx().await;
    assert_eq!(count::latest(&mut tx, "anna").await.unwrap(), None);
    let id = count::open(&mut tx, ("Shelf 3", world.shop), &Scope::Warehouse, "lea", day(1)).await.unwrap();
    assert_eq!(count::next(&mut tx, id, "ben").await.unwrap().unwrap().code, "A");
    assert!(
        matches!(count::take(&mut tx, id, skus[0], "anna").await, Ok(Taken::Theirs(item)) if item.code == "A")
    );
    assert_eq!(count::take(&mut tx, id, found, "anna").await.unwrap(), Taken::NotListed);
    assert_eq!(count::next(&mut tx, id, "anna").await.unwrap().unwrap().code, "B");
    assert!(
        matches!(count::take(&mut tx, id, skus[2], "anna").await, Ok(Taken::Yours(item)) if item.code == "C")
    );
    assert_eq!(count::in_hand(&mut tx, "anna").await.unwrap(), Some((id, skus[2])), "a number goes to C");
    count::record(&mut tx, id, (skus[2], 9), "anna", day(1)).await.unwrap();
    assert!(matches!(count::take(&mut tx, id, skus[2], "ben").await, Ok(Taken::Counted(_))));
    assert_eq!(
        count::next(&mut tx, id, "anna").await.unwrap().unwrap().code,
        "B",
        "B waited in her other hand"
    );
    count::add(&mut tx, id, &[found]).await.unwrap();
    assert!(matches!(count::take(&mut tx, id, found, "anna").await, Ok(Taken::Yours(_))));
    let item = count::record(&mut tx, id, (found, 2), "anna", day(1)).await.unwrap();
    assert_eq!(item.expected, Some(0));
    assert_eq!(count::latest(&mut tx, "anna").await.unwrap(), Some(id));
    count::cancel(&mut tx, id, "lea", day(1)).await.unwrap();
    assert!(matches!(count::take(&mut tx, id, skus[1], "anna").await, Err(Error::Closed)));
    assert!(matches!(count::add(&mut tx, id, &[late]).await, Err(Error::Closed)));
    assert_eq!(count::latest(&mut tx, "anna").await.unwrap(), None);
}
