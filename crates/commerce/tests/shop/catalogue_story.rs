//! Finding things.

use commerce::catalogue::{self, Draft, Upserted};
use commerce::search::{How, search};
use commerce::{Barcode, ListingState, barcode, card, listing, low};
use commerce::{Channel, Money};

use crate::world::{World, day};

async fn shelf() -> World {
    let world = World::open().await;
    let mut drafts: Vec<Draft> = [
        ("DELL-7490-I5", "Dell Latitude 7490, i5-8350U, 16GB RAM, 14\""),
        ("DELL-7490-I7", "Dell Latitude 7490, i7-8650U, 16GB RAM, 14\""),
        ("LEN-T480", "Lenovo ThinkPad T480, i5-8350U, 8GB RAM"),
        ("A1", "Кабель живлення для ноутбука"),
        ("НБ-77", "Ноутбук Asus, розбитий екран"),
        ("CAB-USB-C", "USB-C cable, 1 m, 100 % cotton_braid"),
        ("7490", "A fan that has the number of a laptop"),
    ]
    .iter()
    .map(|(code, title)| Draft::new(code, title))
    .collect();
    "Dell".clone_into(&mut drafts[0].brand);
    let mut tx = world.tx().await;
    catalogue::upsert(&mut tx, &drafts, day(0)).await.unwrap();
    let fan = catalogue::by_code(&mut tx, "LEN-T480").await.unwrap().unwrap().id;
    let codes = ["036000291452", "SN-7490", "Полиця 5: вентилятори"]
        .map(|code| (code.parse::<Barcode>().unwrap(), fan));
    barcode::attach(&mut tx, &codes).await.unwrap();
    let seen = listing::Seen {
        account: world.ebay,
        external_sku: "EB/900 %1".to_owned(),
        external_id: None,
        sku: Some(fan),
        channel: Channel::Merchant,
        state: ListingState::Active,
        quantity: Some(3),
        price: Some(Money::parse("199.00", "EUR".parse().unwrap()).unwrap()),
        at: day(0),
    };
    listing::upsert(&mut tx, &[seen]).await.unwrap();
    tx.commit().await.unwrap();
    world
}

/// How something typed was understood, and the codes found.
async fn check(world: &World, typed: &str, how: How, codes: &[&str]) {
    let found = search(&mut world.read().await, typed, 10, 0).await.unwrap();
    let got: Vec<&str> = found.hits.iter().map(|hit| hit.code.as_str()).collect();
    assert_eq!((found.how, got.as_slice()), (how, codes), "{typed:?}");
}

#[tokio::test]
async fn staff_find_things_however_they_type() {
    let world = shelf().await;
    let both = ["DELL-7490-I5", "DELL-7490-I7"];
    check(&world, "LEN-T480", How::Code, &["LEN-T480"]).await;
    check(&world, "len t480", How::Code, &["LEN-T480"]).await;
    check(&world, "7490", How::Code, &["7490"]).await;
    check(&world, "А1", How::Code, &["A1"]).await; // typed in Cyrillic
    check(&world, "нб77", How::Code, &["НБ-77"]).await;
    check(&world, "EB/900 %1", How::Code, &["LEN-T480"]).await; // an account's code for it
    check(&world, "dell-7490", How::Prefix, &both).await;
    check(&world, "CA", How::Prefix, &["CAB-USB-C"]).await;
    check(&world, "0036000291452", How::Barcode, &["LEN-T480"]).await; // was kept as a UPC
    check(&world, "sn-7490", How::Barcode, &["LEN-T480"]).await; // a label of our own
    check(&world, "Полиця  5: вентилятори", How::Barcode, &["LEN-T480"]).await;
    check(&world, "latitude 16gb", How::Words, &both).await;
    check(&world, "titude", How::Words, &both).await;
    check(&world, "THINKPAD i5", How::Words, &["LEN-T480"]).await;
    check(&world, "НОУТБУКА", How::Words, &["A1"]).await;
    check(&world, "ноутбук", How::Words, &["НБ-77", "A1"]).await; // the whole word before its beginning
    check(&world, "cotton_braid", How::Words, &["CAB-USB-C"]).await;
    check(&world, "е480", How::Words, &["LEN-T480"]).await; // `t480`, the T on the other layout
    check(&world, "дфешегву", How::Words, &both).await; // `latitude` on the other layout
    check(&world, "rf,tkm", How::Words, &["A1"]).await; // `кабель`
    check(&world, "latidude", How::Near, &both).await;
    check(&world, "thinkpda t480", How::Near, &["LEN-T480"]).await;
    check(&world, "DELL-7940-I5", How::Near, &["DELL-7490-I5", "DELL-7490-I7"]).await;
    check(&world, "LNE-T480", How::Near, &["LEN-T480"]).await;
    check(&world, "zzzzzzzzzzz", How::Near, &[]).await;
    check(&world, " … ", How::Words, &[]).await;
    check(&world, "' OR 1=1 --\0", How::Near, &[]).await;
}

#[tokio::test]
async fn what_was_typed_in_one_piece_stands_in_one_piece() {
    let world = World::open().await;
    let drafts =
        [("P1", "Laptop i7-1165G7"), ("P2", "Laptop with 11 ports, i7"), ("P3", "Cable, USB type C")];
    let mut tx = world.tx().await;
    let drafts: Vec<Draft> = drafts.iter().map(|(code, title)| Draft::new(code, title)).collect();
    catalogue::upsert(&mut tx, &drafts, day(0)).await.unwrap();
    tx.commit().await.unwrap();
    check(&world, "7-11", How::Words, &["P1"]).await;
    check(&world, "i7 11", How::Words, &["P2", "P1"]).await;
    check(&world, "usb-c", How::Near, &["P3"]).await;
}

#[tokio::test]
async fn pages_of_hits_follow_one_another() {
    let world = World::open().await;
    let drafts: Vec<Draft> =
        (0..2500).map(|n| Draft::new(&format!("W{n:04}"), &format!("Widget {n}"))).collect();
    let mut tx = world.tx().await;
    catalogue::upsert(&mut tx, &drafts, day(0)).await.unwrap();
    tx.commit().await.unwrap();
    let mut on = world.read().await;
    for (typed, total) in [("widget", commerce::search::RANKED + 1), ("widget 24", 111)] {
        let first = search(&mut on, typed, 5, 0).await.unwrap();
        let second = search(&mut on, typed, 5, 5).await.unwrap();
        assert_eq!((first.total, first.hits.len(), second.hits.len()), (total, 5, 5), "{typed}");
        assert!(first.hits.iter().all(|hit| !second.hits.contains(hit)), "{typed}");
    }
    let whole = search(&mut on, "widget 24", 1, 0).await.unwrap();
    assert_eq!(whole.hits[0].code, "W0024", "the whole word before what only begins with it");
}

#[tokio::test]
async fn a_file_read_twice_changes_nothing_the_second_time() {
    let world = World::open().await;
    let mut drafts: Vec<Draft> = (0..1200).map(|n| Draft::new(&format!("F{n}"), "Thing")).collect();
    let mut tx = world.tx().await;
    let first = catalogue::upsert(&mut tx, &drafts, day(0)).await.unwrap();
    assert_eq!(first, Upserted { new: 1200, changed: 0, same: 0 });
    drafts[7].title = "Another thing".to_owned();
    drafts.push(drafts[8].clone());
    let second = catalogue::upsert(&mut tx, &drafts, day(1)).await.unwrap();
    assert_eq!(second, Upserted { new: 0, changed: 1, same: 1200 }, "F8 came twice, in two chunks");
    let found = search(&mut tx, "another", 5, 0).await.unwrap();
    assert_eq!(found.hits[0].code, "F7");
    drafts[9].multiple = 0;
    assert!(catalogue::upsert(&mut tx, &drafts, day(1)).await.is_err(), "a multiple of nothing");
}

#[tokio::test]
async fn the_card_and_the_low_list_say_what_to_order() {
    let world = World::open().await;
    let mut draft = Draft::new("CAB-USB-C", "USB-C cable");
    (draft.reorder_point, draft.reorder_to, draft.multiple) = (Some(5), Some(20), 6);
    let cable = world.draft(draft.clone()).await;
    draft.code = "FULL".to_owned();
    let full = world.draft(draft).await;
    world.receives(cable, world.vault, 33).await;
    world.receives(full, world.vault, 6).await;
    // A unit a day for thirty days; then twenty days with none left; then three again.
    for n in 1..=30 {
        let line = commerce::ledger::Line::new(commerce::MovementKind::Sell, cable, world.vault, -1);
        world.post(&format!("s{n}"), line, day(n)).await.unwrap();
    }
    let out = commerce::ledger::Line::new(commerce::MovementKind::WriteOff, cable, world.vault, -3);
    world.post("damp", out, day(30)).await.unwrap();
    let back = commerce::ledger::Line::new(commerce::MovementKind::Receive, cable, world.shop, 3);
    world.post("back", back, day(50)).await.unwrap();
    let card = card::card(&mut world.read().await, cable, day(50)).await.unwrap();
    assert_eq!((card.on_hand(), card.free(), card.suggested()), (3, 3, Some(18)));
    assert_eq!(card.velocity.sold, [0, 11, 30], "days 20 to 30 and 1 to 30");
    assert_eq!(card.velocity.days, [1, 10, 31], "twenty days without stock do not count");
    assert_eq!(card.days_of_cover(), Some(2));
    assert_eq!(card.movements.len(), 5);

    let mut tx = world.tx().await;
    low::refresh(&mut tx, day(50)).await.unwrap();
    let page = low::page(&mut tx, 10, 0).await.unwrap();
    assert_eq!(page.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["CAB-USB-C"]);
    assert_eq!(
        (page[0].suggested(), page[0].days_of_cover(), page[0].velocity),
        (18, Some(2), card.velocity)
    );
    assert_eq!(low::count(&mut tx).await.unwrap(), 1);
    assert_eq!(low::among(&mut tx, &[full, cable]).await.unwrap(), [cable]);
    tx.commit().await.unwrap();
    // One more of the other is promised, and it is at its point too.
    let ask = commerce::reservation::Ask {
        sku: full,
        warehouse: world.vault,
        quantity: 1,
        doc: ("o".into(), "1".into(), 1),
        actor: "a".into(),
        expires_at: None,
    };
    let mut tx = world.tx().await;
    commerce::reservation::open(&mut tx, &ask, day(50)).await.unwrap();
    assert_eq!(low::count(&mut tx).await.unwrap(), 2);
    // Nobody orders what is off sale.
    catalogue::set_hold(&mut tx, cable, Some("Lea"), day(50)).await.unwrap();
    let page = low::page(&mut tx, 10, 0).await.unwrap();
    let held: Vec<_> = page.iter().map(|row| (row.code.as_str(), row.held, row.suggested() > 0)).collect();
    assert_eq!(held, [("CAB-USB-C", true, false), (page[1].code.as_str(), false, true)]);
    assert_eq!(card::card(&mut tx, cable, day(50)).await.unwrap().suggested(), None);
    for (typed, how) in
        [("CAB-USB-C", How::Code), ("CA", How::Prefix), ("cable", How::Words), ("cabel", How::Near)]
    {
        let found = search(&mut tx, typed, 5, 0).await.unwrap();
        let hit = found.hits.iter().find(|hit| hit.id == cable);
        assert!(found.how == how && hit.is_some_and(|hit| hit.held), "{typed}: {found:?}");
    }
}
