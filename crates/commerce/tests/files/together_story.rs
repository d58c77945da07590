//! Four people bring in long files about the same things at the same time, two of them sorted the other way round. Nobody
//! has to give way, and nothing is lost: whatever is locked is locked in one order. Seen to fail on PostgreSQL when prices
//! are written five hundred at a time, in the order of the file.

use std::sync::Arc;

use commerce::balance;
use commerce::files::Kind;

use crate::{Shop, tally};

/// As many as go into a batch, which is two statements.
const ROWS: usize = 1000;

/// So many rows of a kind, about as many things.
fn row(kind: Kind, n: usize) -> String {
    match kind {
        Kind::Products => format!("S-{n},P-{},Thing word{n} word{},{}", n / 3, ROWS - n, n % 7),
        Kind::Stock => format!("S-{n},MAIN,{}", n % 50),
        Kind::Prices => format!("S-{n},{}.99,EUR,2026-11-0{}", n % 90 + 1, n % 9 + 1),
        Kind::Costs => format!("S-{},{}.50,EUR,2026-10-0{}", n / 3, n % 90, n % 3 + 1),
        Kind::Barcodes => format!("{},S-{n}", commerce::Gtin::completing(20_000_000_000 + n as u64)),
        Kind::Sales => format!("ebay,O-{n},2026-11-20,S-{},1,9.99,EUR,MAIN", n % 700),
        Kind::Warehouses => format!("W-{n},Hall {n}"),
        Kind::Accounts => format!("A-{n},ebay,Shop {n}"),
        Kind::Components => format!("KIT-{},S-{n},{}", n % 2, n % 4 + 1),
        Kind::Fees => format!("ebay,O-{n},referral,{}.10,EUR", n % 9),
        Kind::Refunds => format!("ebay,O-{n},R-1,2026-11-22,1.50,EUR,1,MAIN"),
        Kind::Expected => format!("PO-{},S-{n},MAIN,{},2026-12-01", n % 4, n % 9 + 1),
        Kind::Rates => format!(
            "2026-{:02}-{:02},{},UAH,{}",
            n % 12 + 1,
            n / 12 % 28 + 1,
            ["EUR", "USD", "GBP", "PLN", "CHF"].get(n / 200).unwrap(),
            n + 1
        ),
    }
}

fn header(kind: Kind) -> &'static str {
    match kind {
        Kind::Products => "sku,product,title,reorder_point",
        Kind::Stock => "sku,warehouse,quantity",
        Kind::Prices => "sku,price,currency,from",
        Kind::Costs => "sku,cost,currency,from",
        Kind::Barcodes => "barcode,sku",
        Kind::Sales => "account,order,placed,sku,quantity,price,currency,warehouse",
        Kind::Warehouses => "warehouse,name",
        Kind::Accounts => "account,marketplace,name",
        Kind::Components => "kit,component,quantity",
        Kind::Fees => "account,order,fee,amount,currency",
        Kind::Refunds => "account,order,refund,at,amount,currency,quantity,back_to",
        Kind::Expected => "order,sku,warehouse,quantity,expected",
        Kind::Rates => "day,base,quote,rate",
    }
}

fn file(kind: Kind, rows: impl Iterator<Item = usize>) -> Vec<u8> {
    let rows: Vec<String> = rows.map(|n| row(kind, n)).collect();
    format!("{}\n{}\n", header(kind), rows.join("\n")).into_bytes()
}

async fn all_at_once(shop: &Arc<Shop>, work: Vec<(Kind, Vec<u8>)>) {
    let mut people = tokio::task::JoinSet::new();
    for (kind, file) in work {
        let shop = Arc::clone(shop);
        people.spawn(async move { shop.apply(kind, &file, (0, usize::MAX)).await.0 });
    }
    for done in people.join_all().await {
        assert_eq!(done.refused, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn story_four_bring_in_the_same_things_at_once() {
    let shop = Arc::new(Shop::with(ROWS, 100).await);
    let kits = "sku,title,kind\nKIT-0,Kit,kit\nKIT-1,Kit,kit\n";
    assert_eq!(shop.import(Kind::Products, kits.as_bytes()).await, tally(2, 0, 0, 0));
    for kind in Kind::ALL {
        // Nobody has a thousand warehouses.
        let rows = if matches!(kind, Kind::Warehouses | Kind::Accounts) { 30 } else { ROWS };
        let (up, down) = (file(*kind, 0..rows), file(*kind, (0..rows).rev()));
        all_at_once(
            &shop,
            vec![(*kind, up.clone()), (*kind, down.clone()), (*kind, down), (*kind, up.clone())],
        )
        .await;
        let again = shop.preview(*kind, &up).await;
        assert_eq!(again.tally, tally(0, 0, rows as u64, 0), "{kind:?}: something was lost: {again}");
    }
    assert_eq!(balance::check(&mut shop.db.read().await.unwrap()).await.unwrap(), []);
}

/// Costs reckon what was sold anew, products replan what lies there, orders and counts move it: all of them touch the same
/// rows, each by another way.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn story_costs_products_counts_and_orders_come_at_once() {
    let shop = Arc::new(Shop::with(ROWS, 100).await);
    let sold = file(Kind::Sales, 0..ROWS);
    assert_eq!(shop.import(Kind::Sales, &sold).await, tally(ROWS as u64, 0, 0, 0));
    let changed = String::from_utf8(sold).unwrap().replace(",1,9.99,", ",2,9.99,").into_bytes();
    let kinds = [Kind::Costs, Kind::Products, Kind::Stock];
    let mut work: Vec<_> = kinds.map(|kind| (kind, file(kind, (0..ROWS).rev()))).into();
    work.push((Kind::Sales, changed));
    all_at_once(&shop, work).await;
    assert_eq!(balance::check(&mut shop.db.read().await.unwrap()).await.unwrap(), []);
    assert_eq!(balance::check_sums(&mut shop.db.read().await.unwrap()).await.unwrap(), []);
}

/// Four lists say that two of the three that were sold came back, each under a number of its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn story_no_more_comes_back_than_was_sold() {
    let shop = Arc::new(Shop::with(1, 10).await);
    let sold = "account,order,placed,sku,quantity,price,currency,warehouse\n\
                ebay,O-1,2026-11-20,S-0,3,10.00,EUR,MAIN\n";
    assert_eq!(shop.import(Kind::Sales, sold.as_bytes()).await, tally(1, 0, 0, 0));
    let mut lists = tokio::task::JoinSet::new();
    for list in 0..4 {
        let shop = Arc::clone(&shop);
        lists.spawn(async move {
            let list = format!(
                "account,order,rma,date,amount,currency,quantity,back to\n\
                 ebay,O-1,R-{list},2026-11-22,20.00,EUR,2,MAIN\n"
            );
            shop.apply(Kind::Refunds, list.as_bytes(), (0, usize::MAX)).await.0.new
        });
    }
    assert_eq!(lists.join_all().await.into_iter().sum::<u64>(), 1);
    assert_eq!(shop.on_hand("S-0").await, 9);
}
