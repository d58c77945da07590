//! The demo's shop, in a database.

#![expect(clippy::unwrap_used, reason = "what is missing ends the story, with what was missing")]

use std::cmp::Reverse;

use commerce::{balance, card, catalogue, ledger, low, search};
use db::{Db, Options, Timestamp};
use demo_shop::{Fault, Shop, load};

const AUTUMN: Timestamp = Timestamp::from_secs(1_795_000_000);

async fn database(folder: &tempfile::TempDir) -> Db {
    let url = match std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
        Ok(server) => Db::scratch(&server).await.unwrap(),
        Err(_) => format!("sqlite:{}", folder.path().join("shop.sqlite").display()),
    };
    Db::open(&url, &Options { connections: 2, durable: false }).await.unwrap()
}

#[tokio::test]
async fn story_a_shop_with_a_past() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let shop = Shop::new(11, 300, AUTUMN);
    let loaded = load(&db, shop, |_| {}).await.unwrap();
    assert_eq!(loaded.skus, 300);
    assert!(loaded.sale_lines > 500, "a year of sales: {loaded:?}");

    let mut on = db.read().await.unwrap();
    assert_eq!(balance::check(&mut on).await.unwrap(), []);
    assert_eq!(balance::check_sums(&mut on).await.unwrap(), []);
    for item in shop.items().filter(|item| item.parts.is_empty()) {
        let sku = catalogue::by_code(&mut on, &item.draft.code).await.unwrap().unwrap();
        let balances = balance::of(&mut on, sku.id).await.unwrap();
        let there: i64 = balances.iter().map(|b| b.on_hand).sum();
        assert_eq!(there, item.on_hand.iter().sum::<i64>(), "{}", item.draft.code);
        let in_bins: i64 = balance::bins(&mut on, sku.id).await.unwrap().iter().map(|bin| bin.on_hand).sum();
        assert_eq!(in_bins, there, "everything lies in a bin: {}", item.draft.code);
        let past = ledger::history(&mut on, sku.id, None, 1_000).await.unwrap();
        let newest_first = past.is_sorted_by_key(|movement| Reverse(movement.occurred_at));
        assert!(newest_first, "its history reads like what happened: {}", item.draft.code);
    }
    assert!(low::count(&mut on).await.unwrap() > 0, "something runs low");
    let found = search::search(&mut on, "thinkpad", 5, 0).await.unwrap();
    assert!(found.total > 0, "people find what they know");
    let first = found.hits.first().unwrap();
    let card = card::card(&mut on, first.id, AUTUMN).await.unwrap();
    assert!(!card.movements.is_empty() && !card.listings.is_empty(), "{card:?}");
    drop(on);

    let again = load(&db, shop, |_| {}).await;
    assert!(matches!(again, Err(Fault::NotEmpty(300))), "the demo does not mix with what is there");
}
