//! Laws that hold whatever happens.

use commerce::ledger::{self, Document, Line};
use commerce::{BelowZero, Error, FulfilledBy, Money, MovementKind, balance, place, reservation, sale};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::world::{World, day};

#[derive(Debug, Clone)]
enum Step {
    Move(MovementKind, i64, bool),
    Carry(i64),
    Reserve(i64),
    Consume,
    Release,
    /// Of the document so many steps ago.
    Reverse(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop::sample::select(MovementKind::ALL.to_vec());
    prop_oneof![
        4 => (kind, -6i64..9, any::<bool>()).prop_map(|(kind, delta, vault)| Step::Move(kind, delta, vault)),
        1 => (1i64..5).prop_map(Step::Carry),
        2 => (1i64..5).prop_map(Step::Reserve),
        1 => Just(Step::Consume),
        1 => Just(Step::Release),
        2 => (1usize..6).prop_map(Step::Reverse),
    ]
}

/// Takes one step, or none if it is refused. Refusals are the laws at work; anything else is a fault.
async fn take(world: &World, sku: commerce::SkuId, id: &str, step: &Step) {
    let mut tx = world.tx().await;
    let open = reservation::of(&mut tx, sku).await.unwrap().first().map(|r| r.id);
    let number = format!("{sku}-{id}");
    let doc = |lines: Vec<Line>| Document {
        doc_type: "step".to_owned(),
        doc_id: number.clone(),
        actor: "anna".to_owned(),
        reason: String::new(),
        occurred_at: day(1),
        lines,
    };
    let done = match step {
        Step::Move(kind, delta, vault) => {
            let at = if *vault { world.vault } else { world.shop };
            ledger::post(&mut tx, &[doc(vec![Line::new(*kind, sku, at, *delta)])], day(1)).await.map(|_| ())
        }
        Step::Carry(n) => {
            let lines = Line::transfer(sku, world.vault, world.shop, *n).to_vec();
            ledger::post(&mut tx, &[doc(lines)], day(1)).await.map(|_| ())
        }
        Step::Reserve(quantity) => {
            let ask = reservation::Ask {
                sku,
                warehouse: world.vault,
                quantity: *quantity,
                doc: ("step".to_owned(), number.clone(), 1),
                actor: "anna".to_owned(),
                expires_at: None,
            };
            reservation::open(&mut tx, &ask, day(1)).await.map(|_| ())
        }
        Step::Consume => match open {
            Some(open) => reservation::consume(&mut tx, open, "anna", "", day(1)).await.map(|_| ()),
            None => Ok(()),
        },
        Step::Release => match open {
            Some(open) => reservation::release(&mut tx, open, day(1)).await,
            None => Ok(()),
        },
        Step::Reverse(ago) => {
            let n: usize = id.parse().unwrap();
            let earlier = format!("{sku}-{}", n.saturating_sub(*ago));
            match ledger::reversal(&mut tx, ("step", &earlier), "anna", "", day(1)).await {
                Ok(document) => ledger::post(&mut tx, &[document], day(1)).await.map(|_| ()),
                Err(error) => Err(error),
            }
        }
    };
    match done {
        Ok(()) => tx.commit().await.unwrap(),
        Err(
            Error::Short { .. }
            | Error::Invalid(_)
            | Error::AlreadyReversed
            | Error::Unknown { .. }
            | Error::Closed,
        ) => {}
        Err(other) => panic!("{step:?}: {other}"),
    }
}

#[test]
fn any_sequence_of_movements_and_reversals_adds_up() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let world = runtime.block_on(World::open());
    let mut n = 0;
    let mut sku = || {
        n += 1;
        runtime.block_on(world.sku(&format!("P-{n}"), "Anything"))
    };
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let skus = std::cell::RefCell::new(&mut sku);
    let law = runner.run(&prop::collection::vec(step(), 1..25), |steps| {
        let sku = (skus.borrow_mut())();
        runtime.block_on(async {
            for (n, step) in steps.iter().enumerate() {
                let before = balance::of(&mut world.read().await, sku).await.unwrap();
                take(&world, sku, &n.to_string(), step).await;
                let after = balance::of(&mut world.read().await, sku).await.unwrap();
                for (was, place) in before.iter().zip(&after) {
                    assert!(place.on_hand >= 0 && place.reserved >= 0, "{steps:?} led to {place:?}");
                    // Only saying what is really there can leave less than was promised.
                    let says = matches!(step, Step::Move(kind, ..) if !matches!(kind, MovementKind::Sell | MovementKind::Transfer));
                    let says = says || matches!(step, Step::Reverse(_));
                    assert!(says || place.free() >= was.free().min(0), "{steps:?} led from {was:?} to {place:?}");
                }
            }
            world.adds_up().await;
        });
        Ok(())
    });
    law.unwrap();
}

fn orders(world: &World, sku: commerce::SkuId, seeds: &[(u8, u8, i64, i64)]) -> Vec<sale::Order> {
    let order = |&(order, line, version, quantity): &(u8, u8, i64, i64)| sale::Order {
        account: if order % 2 == 0 { world.ebay } else { world.amazon },
        order_id: format!("{sku}-{order}"),
        placed_at: day(1),
        version_at: day(version),
        lines: vec![sale::OrderLine {
            line: line.to_string(),
            sku: Some(sku),
            external_sku: String::new(),
            quantity,
            unit_price: Money::parse("9.99", "EUR".parse().unwrap()).unwrap(),
            shipping: 0,
            fulfilled_by: if line == 2 { FulfilledBy::Marketplace } else { FulfilledBy::Own },
            warehouse: Some(world.shop),
        }],
    };
    // A marketplace says one thing of one version.
    let mut seen = std::collections::BTreeSet::new();
    seeds.iter().filter(|(o, l, v, _)| seen.insert((*o, *l, *v))).map(order).collect()
}

/// The newest version says the same as the first; the one between them comes last, and is too late.
#[tokio::test]
async fn an_older_version_that_comes_late_undoes_nothing() {
    let world = World::open().await;
    let sku = world.sku("LATE", "Ordered").await;
    world.receives(sku, world.shop, 10).await;
    for (version, quantity) in [(1, 3), (3, 3), (2, 5)] {
        let mut tx = world.tx().await;
        let said = orders(&world, sku, &[(0, 1, version, quantity)]);
        sale::ingest(&mut tx, &said, "test", day(5)).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(world.on_hand(sku, world.shop).await, 7);
}

#[test]
fn permutations_of_the_same_orders_end_in_the_same_stock() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let world = runtime.block_on(World::open());
    runtime.block_on(async {
        let mut tx = world.tx().await;
        place::put_warehouse(&mut tx, "SHOP", "Shop", BelowZero::Sales).await.unwrap();
        tx.commit().await.unwrap();
    });
    let n = std::cell::Cell::new(0);
    let seeds = prop::collection::vec((0u8..4, 1u8..3, 1i64..4, 0i64..3), 1..12);
    let shuffled = seeds.prop_flat_map(|seeds| (Just(seeds.clone()), Just(seeds).prop_shuffle()));
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let law = runner.run(&shuffled, |(one, other)| {
        n.set(n.get() + 1);
        runtime.block_on(async {
            let a = world.sku(&format!("O-{}", n.get()), "Ordered").await;
            let b = world.sku(&format!("Q-{}", n.get()), "Ordered otherwise").await;
            // What one version says is decided by the first order's, so that both hear the same.
            let said = orders(&world, a, &one);
            let mut tx = world.tx().await;
            sale::ingest(&mut tx, &said, "test", day(5)).await.unwrap();
            let mine: std::collections::BTreeMap<_, _> = orders(&world, b, &one)
                .into_iter()
                .map(|o| ((o.order_id.clone(), o.lines[0].line.clone(), o.version_at), o))
                .collect();
            let shuffled = orders(&world, b, &other);
            for order in &shuffled {
                let key = (order.order_id.clone(), order.lines[0].line.clone(), order.version_at);
                sale::ingest(&mut tx, std::slice::from_ref(&mine[&key]), "test", day(5)).await.unwrap();
            }
            tx.commit().await.unwrap();
            assert_eq!(
                world.on_hand(a, world.shop).await,
                world.on_hand(b, world.shop).await,
                "{one:?} {other:?}"
            );
        });
        Ok(())
    });
    law.unwrap();
    runtime.block_on(world.adds_up());
}
