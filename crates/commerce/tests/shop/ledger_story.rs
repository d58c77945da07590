//! The ledger and its laws, those that the code keeps and those that the database keeps by itself.

use commerce::ledger::{self, Document, Line, Plan};
use commerce::{Error, MovementKind, balance, incoming, kit, reservation};

use crate::world::{World, day};

fn adjust(world: &World, sku: commerce::SkuId, id: &str, delta: i64) -> Document {
    let line = Line::new(MovementKind::Adjust, sku, world.vault, delta);
    Document::one(("tap", id), "anna", "broken in the aisle", day(1), line)
}

async fn planned(world: &World, document: Document) -> Plan {
    ledger::plan(&mut world.read().await, document).await.unwrap()
}

async fn applied(world: &World, plan: &Plan) -> commerce::Result<ledger::Posted> {
    let mut tx = world.tx().await;
    let posted = ledger::apply(&mut tx, plan, day(1)).await?;
    tx.commit().await.unwrap();
    Ok(posted)
}

#[tokio::test]
async fn what_was_shown_is_what_is_done_or_nothing_is() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    world.receives(sku, world.vault, 10).await;
    let plan = planned(&world, adjust(&world, sku, "1", -3)).await;
    assert_eq!((plan.effects[0].before, plan.effects[0].after), (10, 7));

    // Ben was quicker.
    let bens = planned(&world, adjust(&world, sku, "2", -1)).await;
    assert_eq!(applied(&world, &bens).await.unwrap().written, 1);
    let Error::Moved(fresh) = applied(&world, &plan).await.unwrap_err() else {
        panic!("the balance has moved, so the old plan must be refused with the new one")
    };
    assert_eq!((fresh.effects[0].before, fresh.effects[0].after), (9, 6));
    assert_eq!(world.on_hand(sku, world.vault).await, 9);

    assert_eq!(applied(&world, &fresh).await.unwrap().written, 1);
    assert_eq!(applied(&world, &fresh).await.unwrap().already, 1, "pressed twice is done once");
    assert_eq!(world.on_hand(sku, world.vault).await, 6);
    world.adds_up().await;
}

#[tokio::test]
async fn undo_gives_back_what_was_taken_once() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    world.receives(sku, world.vault, 10).await;
    let transfer = Document {
        lines: Line::transfer(sku, world.vault, world.shop, 4).to_vec(),
        ..adjust(&world, sku, "t", 1)
    };
    applied(&world, &planned(&world, transfer).await).await.unwrap();
    assert_eq!((world.on_hand(sku, world.vault).await, world.on_hand(sku, world.shop).await), (6, 4));

    let undo = ledger::reversal(&mut world.read().await, ("tap", "t"), "anna", "undo", day(2)).await.unwrap();
    applied(&world, &planned(&world, undo).await).await.unwrap();
    assert_eq!((world.on_hand(sku, world.vault).await, world.on_hand(sku, world.shop).await), (10, 0));
    for (doc, id) in [("tap", "t"), ("reversal", "tap/t")] {
        let again = ledger::reversal(&mut world.read().await, (doc, id), "anna", "undo", day(2)).await;
        assert!(matches!(again, Err(Error::AlreadyReversed)), "{doc} {id}: {again:?}");
    }
    let history = ledger::history(&mut world.read().await, sku, None, 3).await.unwrap();
    assert_eq!(history.len(), 3);
    let older = ledger::history(&mut world.read().await, sku, Some(history[2].id), 10).await.unwrap();
    assert_eq!(older.len(), 2, "five movements in all: a page of three, then two");
    assert_eq!(older.last().unwrap().delta, 10);
    world.adds_up().await;
}

#[tokio::test]
async fn policy_says_how_low_stock_may_go() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    world.receives(sku, world.vault, 2).await;
    let refused = ledger::plan(&mut world.read().await, adjust(&world, sku, "1", -3)).await;
    assert!(matches!(refused, Err(Error::Short { available: 2, wanted: 3, .. })), "{refused:?}");
    let sell = Line::new(MovementKind::Sell, sku, world.shop, -1);
    assert!(world.post("counter", sell, day(1)).await.is_err(), "a person cannot sell what is not there");
    let nothing = Line::new(MovementKind::Adjust, sku, world.vault, 0);
    assert!(world.post("zero", nothing, day(1)).await.is_err());
    assert_eq!(world.on_hand(sku, world.vault).await, 2);
}

/// A statement that goes round the code, and the law it breaks.
async fn breaks(world: &World, sql: &'static str, law: &str) {
    let mut tx = world.tx().await;
    let done: db::Result<u64> = db::execute!(tx, sql);
    let Err(error) = done.map_err(Error::from) else { panic!("the database must refuse: {sql}") };
    assert_eq!(error.law().as_deref(), Some(law), "{sql}: {error}");
}

#[tokio::test]
async fn the_database_itself_refuses_to_rewrite_history() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    world.receives(sku, world.vault, 5).await;
    breaks(&world, "UPDATE stock_movement SET delta = 6", "the ledger is only ever added to").await;
    breaks(&world, "DELETE FROM stock_movement", "the ledger is only ever added to").await;
    let copy = "INSERT INTO stock_movement (sku_id, warehouse_id, kind, delta, balance_after, doc_type, doc_id, line, actor, occurred_at, recorded_at, reverses) SELECT sku_id, warehouse_id, kind, ";
    for (values, law) in [
        (
            "3, 7, 'x', '1', 1, 'eve', occurred_at, recorded_at, NULL FROM stock_movement",
            "balance_after is the balance",
        ),
        (
            "-6, -1, 'x', '1', 1, 'eve', occurred_at, recorded_at, NULL FROM stock_movement",
            "stock may not go below what policy allows",
        ),
        (
            "-2, 3, 'x', '1', 1, 'eve', occurred_at, recorded_at, id FROM stock_movement",
            "a reversal gives back exactly what one movement took",
        ),
    ] {
        breaks(&world, Box::leak(format!("{copy}{values}").into_boxed_str()), law).await;
    }
    // The same document line, whatever it says.
    let mut tx = world.tx().await;
    let twice = db::execute!(
        tx,
        "INSERT INTO stock_movement (sku_id, warehouse_id, kind, delta, balance_after, doc_type, doc_id, line, actor, occurred_at, recorded_at) SELECT sku_id, warehouse_id, kind, 1, 6, doc_type, doc_id, line, actor, occurred_at, recorded_at FROM stock_movement"
    );
    let twice = twice.unwrap_err();
    assert!(twice.is_constraint() || commerce::Error::from(twice).law().is_some());
    drop(tx);
    assert_eq!(world.on_hand(sku, world.vault).await, 5);
}

#[tokio::test]
async fn what_is_promised_is_not_sold_to_somebody_else() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    world.receives(sku, world.vault, 5).await;
    let ask = |id: &str, quantity, expires| reservation::Ask {
        sku,
        warehouse: world.vault,
        quantity,
        doc: ("order".to_owned(), id.to_owned(), 1),
        actor: "anna".to_owned(),
        expires_at: expires,
    };
    let mut tx = world.tx().await;
    let first = reservation::open(&mut tx, &ask("1", 3, None), day(1)).await.unwrap();
    assert_eq!(reservation::open(&mut tx, &ask("1", 3, None), day(1)).await.unwrap(), first, "asked twice");
    reservation::open(&mut tx, &ask("2", 2, Some(day(2))), day(1)).await.unwrap();
    let third = reservation::open(&mut tx, &ask("3", 1, None), day(1)).await;
    assert!(matches!(third, Err(Error::Short { available: 0, .. })), "{third:?}");
    tx.commit().await.unwrap();
    let sell = Line::new(MovementKind::Sell, sku, world.vault, -1);
    assert!(world.post("counter", sell, day(1)).await.is_err(), "all five are promised");

    // The second was promised until day 2 only.
    let mut tx = world.tx().await;
    reservation::open(&mut tx, &ask("3", 1, None), day(3)).await.unwrap();
    reservation::consume(&mut tx, first, "anna", "paid", day(3)).await.unwrap();
    assert!(matches!(reservation::release(&mut tx, first, day(3)).await, Err(Error::Closed)));
    assert!(matches!(reservation::open_by_id(&mut tx, first).await, Err(Error::Closed)));
    // With a note it says for whom; taken back, it is free again.
    let noted = reservation::hold(&mut tx, &ask("4", 1, Some(day(5))), "Mrs Petrenko", day(3)).await.unwrap();
    assert_eq!(reservation::open_by_id(&mut tx, noted).await.unwrap().note, "Mrs Petrenko");
    reservation::release(&mut tx, noted, day(3)).await.unwrap();
    tx.commit().await.unwrap();
    let balances = balance::of(&mut world.read().await, sku).await.unwrap();
    let vault = balances.iter().find(|b| b.warehouse_id == world.vault).unwrap();
    assert_eq!((vault.on_hand, vault.reserved, vault.free()), (2, 1, 1));
    world.adds_up().await;
}

#[tokio::test]
async fn what_is_on_its_way_is_forecast_and_then_received() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    let expected = incoming::Expected {
        sku,
        warehouse: world.vault,
        quantity: 10,
        received: 0,
        doc: ("order".to_owned(), "PO-7".to_owned(), 1),
        actor: "lea".to_owned(),
        expected_at: Some(day(9)),
    };
    let mut tx = world.tx().await;
    incoming::expect(&mut tx, &[expected], day(1)).await.unwrap();
    let id = incoming::of(&mut tx, sku).await.unwrap()[0].id;
    for delivery in ["D1", "D1", "D2"] {
        incoming::receive(&mut tx, id, (delivery, 4), "anna", day(2)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let vault = balance::of(&mut world.read().await, sku).await.unwrap();
    let vault = vault.iter().find(|b| b.warehouse_id == world.vault).unwrap();
    assert_eq!((vault.on_hand, vault.incoming), (8, 2), "the delivery that came twice counts once");
    let mut tx = world.tx().await;
    incoming::cancel(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    world.adds_up().await;
}

#[tokio::test]
async fn a_kit_is_as_many_as_its_scarcest_part_allows() {
    let world = World::open().await;
    let (bag, laptop) = (world.sku("BAG", "Bag").await, world.sku("LAP", "Laptop").await);
    let mut draft = commerce::catalogue::Draft::new("SET", "Laptop with two bags");
    draft.kind = commerce::Kind::Kit;
    let set = world.draft(draft).await;
    let mut tx = world.tx().await;
    kit::set_components(&mut tx, set, &[(bag, 2), (laptop, 1)].into()).await.unwrap();
    tx.commit().await.unwrap();
    world.receives(bag, world.shop, 5).await;
    world.receives(laptop, world.shop, 9).await;
    let kits = kit::balances(&mut world.read().await, set).await.unwrap();
    assert_eq!(
        kits.iter().map(|b| (b.warehouse_code.as_str(), b.on_hand)).collect::<Vec<_>>(),
        [("SHOP", 2), ("VAULT", 0)]
    );
    let moved = world.post("kit", Line::new(MovementKind::Receive, set, world.shop, 1), day(1)).await;
    assert!(matches!(moved, Err(Error::NotStocked { .. })), "{moved:?}");
    let mut tx = world.tx().await;
    let nested = kit::set_components(&mut tx, set, &[(set, 1)].into()).await;
    assert!(nested.is_err(), "a kit in a kit");
}

#[tokio::test]
async fn a_balance_that_was_tampered_with_is_noticed_and_rebuilt() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    world.receives(sku, world.vault, 5).await;
    let mut tx = world.tx().await;
    db::execute!(tx, "UPDATE stock_balance SET on_hand = 50").unwrap();
    let drift = balance::check(&mut tx).await.unwrap();
    assert_eq!((drift[0].on_hand, drift[0].on_hand_by_ledger), (50, 5));
    balance::rebuild(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    world.adds_up().await;
    assert_eq!(world.on_hand(sku, world.vault).await, 5);
}

/// Whoever wrote past the ledger has left a time without stock open. After the balances are made anew, the SKU can be sold
/// out again, as often as it is.
#[tokio::test]
async fn after_a_rebuild_a_sku_can_run_out_again() {
    let world = World::open().await;
    let sku = world.sku("MUG-10", "Mug").await;
    let moves = |id: &'static str, delta, n| {
        world.post(id, Line::new(MovementKind::Adjust, sku, world.vault, delta), day(n))
    };
    moves("1", 5, 0).await.unwrap();
    moves("2", -5, 1).await.unwrap();
    moves("3", 2, 2).await.unwrap();
    let mut tx = world.tx().await;
    db::execute!(tx, "DELETE FROM stock_out").unwrap();
    db::execute!(tx, "INSERT INTO stock_out (sku_id, since) VALUES ($1, $2)", sku, day(0).micros()).unwrap();
    assert_eq!(balance::rebuild(&mut tx).await.unwrap(), 1);
    let spans: Vec<(i64, Option<i64>)> =
        db::fetch_all!(tx, (i64, Option<i64>), "SELECT since, until FROM stock_out").unwrap();
    assert_eq!(spans, [(day(1).micros(), Some(day(2).micros()))]);
    tx.commit().await.unwrap();
    moves("4", -2, 3).await.unwrap();
    moves("5", 1, 4).await.unwrap();
    moves("6", -1, 5).await.unwrap();
    world.adds_up().await;
}

/// SQLite's REPLACE deletes what stands in its way without a trigger hearing of it.
#[tokio::test]
async fn history_is_not_replaced_by_a_hand_with_sql() {
    let world = World::open().await;
    if matches!(world.tx().await, db::Tx::Postgres(_)) {
        return;
    }
    let sku = world.sku("MUG-10", "Mug").await;
    world.receives(sku, world.vault, 5).await;
    for changed in ["id, ", ""] {
        let id = if changed.is_empty() { "" } else { "id, " };
        let sql = format!(
            "INSERT OR REPLACE INTO stock_movement ({changed}sku_id, warehouse_id, kind, delta, balance_after, doc_type, doc_id, line, actor, occurred_at, recorded_at)
             SELECT {id}sku_id, warehouse_id, kind, 2, 7, doc_type, doc_id, line, 'mallory', occurred_at, recorded_at FROM stock_movement"
        );
        let mut tx = world.tx().await;
        let refused = db::execute_built!(&mut tx, |q| {
            q.push(&sql);
        });
        let error = commerce::Error::from(refused.unwrap_err());
        assert_eq!(error.law().as_deref(), Some("the ledger is only ever added to"), "{sql}");
    }
    assert_eq!(world.on_hand(sku, world.vault).await, 5);
    world.adds_up().await;
}

/// What is expected is changed in its place, or called off. Replacing its row would forget how much of it has come, and
/// expect it twice.
#[tokio::test]
async fn an_expected_receipt_is_not_replaced_by_a_hand_with_sql() {
    let world = World::open().await;
    if matches!(world.tx().await, db::Tx::Postgres(_)) {
        return;
    }
    let sku = world.sku("MUG-10", "Mug").await;
    let order = |quantity| incoming::Expected {
        sku,
        warehouse: world.vault,
        quantity,
        received: 0,
        doc: ("purchase".to_owned(), "PO-7".to_owned(), 1),
        actor: "lea".to_owned(),
        expected_at: None,
    };
    let mut tx = world.tx().await;
    for (quantity, changed) in [(10, 1), (10, 0), (12, 1)] {
        assert_eq!(incoming::expect(&mut tx, &[order(quantity)], day(1)).await.unwrap(), changed);
    }
    let id = incoming::of(&mut tx, sku).await.unwrap()[0].id;
    incoming::receive(&mut tx, id, ("D-1", 5), "anna", day(2)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.tx().await;
    let refused = db::execute!(
        tx,
        "INSERT OR REPLACE INTO incoming (sku_id, warehouse_id, quantity, doc_type, doc_id, line, actor, created_at)
         SELECT sku_id, warehouse_id, quantity, doc_type, doc_id, line, 'mallory', created_at FROM incoming"
    );
    let error = commerce::Error::from(refused.unwrap_err());
    assert_eq!(error.law().as_deref(), Some("an expected receipt is cancelled, not deleted"));
    drop(tx);
    let place = &balance::of(&mut world.read().await, sku).await.unwrap();
    let vault = place.iter().find(|it| it.warehouse_id == world.vault).unwrap();
    assert_eq!((vault.on_hand, vault.incoming), (5, 7));
    // Five have come, and no more will.
    let mut tx = world.tx().await;
    incoming::expect(&mut tx, &[order(5)], day(3)).await.unwrap();
    assert_eq!(incoming::of(&mut tx, sku).await.unwrap(), []);
    tx.commit().await.unwrap();
    world.adds_up().await;
}

/// Must fail when of two things under one line one is lost without a word.
#[tokio::test]
async fn a_line_of_an_order_is_not_made_of_something_else() {
    let world = World::open().await;
    let (mug, cup) = (world.sku("MUG-10", "Mug").await, world.sku("CUP-5", "Cup").await);
    let order = |sku| incoming::Expected {
        sku,
        warehouse: world.vault,
        quantity: 10,
        received: 0,
        doc: ("purchase".to_owned(), "PO-7".to_owned(), 1),
        actor: "lea".to_owned(),
        expected_at: None,
    };
    for lines in [vec![order(mug), order(cup)], vec![order(mug)], vec![order(cup)]] {
        let mut tx = world.tx().await;
        let expected = incoming::expect(&mut tx, &lines, day(1)).await;
        if lines == [order(mug)] {
            assert_eq!(expected.unwrap(), 1);
        } else {
            assert!(matches!(expected, Err(Error::OtherContent { line: 1, .. })), "{expected:?}");
        }
        tx.commit().await.unwrap();
    }
    let mut tx = world.tx().await;
    assert_eq!(incoming::of(&mut tx, mug).await.unwrap().len(), 1);
    assert_eq!(incoming::of(&mut tx, cup).await.unwrap(), []);
}
