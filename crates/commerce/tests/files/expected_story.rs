//! Orders to suppliers, as their confirmations list them.

use commerce::files::Kind;
use commerce::{catalogue, incoming};
use sheets::Format;
use sheets::csv::dialect::Delimiter;

use crate::{LATER, Shop, tally};

/// What is still to come of a SKU: order, line, units.
async fn to_come(shop: &Shop, code: &str) -> Vec<(String, i64, i64)> {
    let mut on = shop.db.read().await.unwrap();
    let sku = catalogue::by_code(&mut on, code).await.unwrap().unwrap();
    let rows = incoming::of(&mut on, sku.id).await.unwrap();
    rows.iter().map(|it| (it.doc_id.clone(), it.line, it.outstanding())).collect()
}

#[tokio::test]
async fn story_what_is_ordered_is_expected_until_it_comes() {
    let shop = Shop::with(3, 10).await;
    let list = "PO number;SKU;Warehouse;Qty;ETA\n\
                PO-7;S-0;MAIN;50;01.12.2026\n\
                PO-7;S-1;MAIN;5;15.12.2026\n\
                PO-7;S-1;EAST;6;\n\
                PO-8;S-0;MAIN;20;\n\
                PO-8;TEA;MAIN;20;\n\
                PO-8;S-2;MAIN;0;\n";
    let seen = shop.preview(Kind::Expected, list.as_bytes()).await;
    assert_eq!(
        seen.to_string(),
        "6 rows: 4 new, 0 changed, 1 the same, 1 refused.
  + row 2: PO-7 · S-0 · MAIN
  + row 3: PO-7 · S-1 · MAIN
  + row 4: PO-7 · S-1 · EAST
  + row 5: PO-8 · S-0 · MAIN
  ! Row 6, sku: there is no SKU TEA."
    );
    assert_eq!(shop.import(Kind::Expected, list.as_bytes()).await, tally(4, 0, 1, 1));
    assert_eq!(to_come(&shop, "S-0").await, [("PO-7".into(), 1, 50), ("PO-8".into(), 1, 20)]);
    assert_eq!(to_come(&shop, "S-1").await, [("PO-7".into(), 2, 5), ("PO-7".into(), 3, 6)]);

    // Thirty of the fifty come. The supplier's list still says fifty, and that is no news.
    let mut tx = shop.db.begin().await.unwrap();
    let sku = catalogue::by_code(&mut tx, "S-0").await.unwrap().unwrap().id;
    let first = incoming::of(&mut tx, sku).await.unwrap()[0].id;
    incoming::receive(&mut tx, first, ("D-1", 30), "anna", LATER).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shop.import(Kind::Expected, list.as_bytes()).await, tally(0, 0, 5, 1), "sent again");
    assert_eq!(to_come(&shop, "S-0").await[0].2, 20);

    // Ten fewer, a new date, one called off, a line that means something else, one that has come.
    let out = shop.export(Kind::Expected, Format::Csv(Delimiter::Comma)).await;
    assert_eq!(shop.import(Kind::Expected, &out).await, tally(0, 0, 4, 0));
    let next = "order,line,sku,warehouse,quantity,expected\n\
                PO-7,1,S-0,MAIN,40,2026-12-02\n\
                PO-7,2,S-1,MAIN,0,\n\
                PO-7,3,S-2,EAST,6,\n\
                PO-8,1,S-0,EAST,20,\n";
    let seen = shop.preview(Kind::Expected, next.as_bytes()).await;
    assert_eq!(
        seen.to_string(),
        "4 rows: 0 new, 2 changed, 0 the same, 2 refused.
  ~ row 2: PO-7 · 1 · S-0 · MAIN; quantity: 50 → 40; expected: 2026-12-01T00:00:00Z → 2026-12-02T00:00:00Z
  ~ row 3: PO-7 · 2 · S-1 · MAIN; quantity: 5 → 0
  ! Row 4, sku: line 3 of this order is about something else, and stays so.
  ! Row 5, warehouse: line 1 of this order is about something else, and stays so."
    );
    assert_eq!(shop.import(Kind::Expected, next.as_bytes()).await, tally(0, 2, 0, 2));
    assert_eq!(shop.import(Kind::Expected, next.as_bytes()).await, tally(0, 0, 2, 2), "sent again");
    assert_eq!(to_come(&shop, "S-0").await[0], ("PO-7".into(), 1, 10));
    assert_eq!(to_come(&shop, "S-1").await, [("PO-7".into(), 3, 6)]);
    let again = shop.preview(Kind::Expected, list.as_bytes()).await;
    assert_eq!(
        again.refused[0].to_string(),
        "Row 3, quantity: this was closed: all of it has come, or it was called off."
    );
}

/// Must fail when one of two rows that want the same line is lost without a word, or a row without a number goes to a line
/// that is closed while another of the same thing is open.
#[tokio::test]
async fn story_a_line_of_an_order_is_of_one_thing() {
    let shop = Shop::with(3, 10).await;
    let list = "order,line,sku,warehouse,quantity,received\n\
                PO-9,1,S-0,MAIN,50,\n\
                PO-9,1,S-1,MAIN,5,\n\
                PO-9,2,S-2,MAIN,8,8\n\
                PO-9,3,S-2,MAIN,4,1\n";
    let seen = shop.preview(Kind::Expected, list.as_bytes()).await;
    assert_eq!(
        seen.to_string(),
        "4 rows: 3 new, 0 changed, 0 the same, 1 refused.
  + row 2: PO-9 · 1 · S-0 · MAIN
  + row 4: PO-9 · 2 · S-2 · MAIN
  + row 5: PO-9 · 3 · S-2 · MAIN
  ! Row 3, line: line 1 of this order is about something else, and stays so."
    );
    assert_eq!(shop.import(Kind::Expected, list.as_bytes()).await, tally(3, 0, 0, 1));
    assert_eq!(to_come(&shop, "S-0").await, [("PO-9".into(), 1, 50)]);
    assert_eq!(to_come(&shop, "S-2").await, [("PO-9".into(), 3, 3)], "all eight of line 2 have come");

    let next = "order,line,sku,warehouse,quantity\n\
                PO-9,,S-2,MAIN,6\n\
                PO-9,3,S-2,MAIN,5\n";
    let seen = shop.preview(Kind::Expected, next.as_bytes()).await;
    assert_eq!(
        seen.to_string(),
        "2 rows: 0 new, 1 changed, 0 the same, 1 refused.
  ~ row 2: PO-9 · S-2 · MAIN; quantity: 4 → 6
  ! Row 3: row 2 says it already."
    );
    assert_eq!(shop.import(Kind::Expected, next.as_bytes()).await, tally(0, 1, 0, 1));
    assert_eq!(to_come(&shop, "S-2").await, [("PO-9".into(), 3, 5)]);
}
