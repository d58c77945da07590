//! Files of counted stock that are written long after they were looked at, or sent twice.

use commerce::MovementKind;
use commerce::catalogue::{self, Draft};
use commerce::files::Kind;

use crate::{LATER, NOW, Shop, tally};

#[tokio::test]
async fn story_what_was_sold_between_the_preview_and_the_press_stays_sold() {
    let shop = Shop::with(4, 10).await;
    let file = b"sku,warehouse,quantity\nS-0,MAIN,7\nS-1,MAIN,10\nS-2,MAIN,9\nS-3,MAIN,1\n";
    assert_eq!(shop.preview(Kind::Stock, file).await.tally, tally(0, 3, 1, 0));
    // Before the button is pressed two of each are sold, and somebody has mended the third by hand.
    let codes: Vec<String> = (0..4).map(|n| format!("S-{n}")).collect();
    shop.moves_at(LATER, ("sold", MovementKind::Sell), &codes, -2).await;
    shop.moves_at(LATER, ("mended", MovementKind::Adjust), &codes[2..3], -1).await;
    let (done, _) = shop.apply(Kind::Stock, file, (0, usize::MAX)).await;
    assert_eq!(done, tally(0, 1, 2, 1), "of the last one more are gone than the file counts");
    let mut left = Vec::new();
    for code in &codes {
        left.push(shop.on_hand(code).await);
    }
    assert_eq!(left, [5, 8, 7, 8]);
}

#[tokio::test]
async fn story_a_row_that_was_refused_is_taken_when_the_file_comes_again() {
    let shop = Shop::with(2, 10).await;
    let file = b"sku,warehouse,quantity\nNEW,MAIN,5\nS-0,MAIN,7\n";
    assert_eq!(shop.import(Kind::Stock, file).await, tally(0, 1, 0, 1));
    let mut tx = shop.db.begin().await.unwrap();
    catalogue::upsert(&mut tx, &[Draft::new("NEW", "Thing")], NOW).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shop.import(Kind::Stock, file).await, tally(0, 1, 1, 0));
    assert_eq!((shop.on_hand("NEW").await, shop.on_hand("S-0").await), (5, 7));
    assert_eq!(shop.import(Kind::Stock, file).await, tally(0, 0, 2, 0));
}

/// Somebody counted, and all was there. The same file after a sale is no news.
#[tokio::test]
async fn story_a_file_that_changes_nothing_leaves_a_trace() {
    let shop = Shop::with(1, 10).await;
    let file = b"sku,warehouse,quantity\nS-0,MAIN,10\n";
    assert_eq!(shop.import(Kind::Stock, file).await, tally(0, 0, 1, 0));
    shop.moves("sold", MovementKind::Sell, &["S-0".into()], -1).await;
    assert_eq!(shop.import(Kind::Stock, file).await, tally(0, 0, 1, 0));
    assert_eq!(shop.on_hand("S-0").await, 9);
}
