//! Sales as marketplaces write them down: with their own codes, and said again in other words.

use commerce::catalogue;
use commerce::files::Kind;
use commerce::listing::{self, Seen};
use commerce::{Channel, ListingState, place};

use crate::{NOW, Shop, tally};

#[tokio::test]
async fn story_a_sale_under_the_marketplaces_code_leaves_the_stock_of_what_it_offers() {
    let shop = Shop::with(2, 10).await;
    let file = b"account,order,placed,listing,quantity,price,currency,warehouse\n\
                 ebay,O-1,2026-11-20,X-0,2,9.99,EUR,MAIN\n\
                 ebay,O-2,2026-11-20,X-1,1,9.99,EUR,MAIN\n";
    let mut tx = shop.db.begin().await.unwrap();
    let account = place::accounts(&mut tx).await.unwrap()[0].id;
    let skus = catalogue::by_codes(&mut tx, &["S-0", "S-1"]).await.unwrap();
    let seen = |code: &str, sku| Seen {
        account,
        external_sku: code.into(),
        external_id: None,
        sku,
        channel: Channel::Merchant,
        state: ListingState::Active,
        quantity: None,
        price: None,
        at: NOW,
    };
    listing::upsert(&mut tx, &[seen("X-0", Some(skus["S-0"].id)), seen("X-1", None)]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shop.import(Kind::Sales, file).await, tally(2, 0, 0, 0));
    assert_eq!((shop.on_hand("S-0").await, shop.on_hand("S-1").await), (8, 10));

    // Somebody says what the other listing offers: what was sold of it before leaves its stock.
    let mut tx = shop.db.begin().await.unwrap();
    let other = listing::by_external(&mut tx, account, "X-1").await.unwrap().unwrap();
    listing::map(&mut tx, other.id, Some(skus["S-1"].id), ("lea", NOW)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shop.on_hand("S-1").await, 9);
    assert_eq!(shop.import(Kind::Sales, file).await, tally(0, 0, 2, 0), "the same file, again");
    assert_eq!((shop.on_hand("S-0").await, shop.on_hand("S-1").await), (8, 9));
}

#[tokio::test]
async fn story_what_was_changed_once_is_the_same_afterwards() {
    let shop = Shop::with(2, 10).await;
    let first = "account,order,placed,sku,listing,quantity,price,currency,fulfilled_by,warehouse\n\
                 ebay,O-1,2026-11-20,S-0,X-O,2,9.99,EUR,own,MAIN\n\
                 ebay,O-2,2026-11-20,S-1,X-1,1,9.99,EUR,marketplace,MAIN\n";
    assert_eq!(shop.import(Kind::Sales, first.as_bytes()).await, tally(2, 0, 0, 0));
    assert_eq!(shop.import(Kind::Sales, first.as_bytes()).await, tally(0, 0, 2, 0));
    let mended = first.replace("X-O", "X-0");
    assert_eq!(shop.import(Kind::Sales, mended.as_bytes()).await, tally(0, 1, 1, 0));
    assert_eq!(shop.import(Kind::Sales, mended.as_bytes()).await, tally(0, 0, 2, 0));
    assert_eq!((shop.on_hand("S-0").await, shop.on_hand("S-1").await), (8, 10));
}
