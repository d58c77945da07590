//! What the preview of a file says is what writing it then does, also where a row hangs on others that stand far above it.

use commerce::files::{Batches, Kind, Preview, Tally, preview_of};
use commerce::{BelowZero, balance, place};
use proptest::prelude::*;

use crate::{LATER, Shop, agreed, table, tally};

/// A shop with stock in a warehouse that never goes below zero, a kit, and orders that something can come back of.
async fn open() -> Shop {
    let shop = Shop::with(3, 5).await;
    let mut tx = shop.db.begin().await.unwrap();
    place::put_warehouse(&mut tx, "EAST", "East", BelowZero::Never).await.unwrap();
    tx.commit().await.unwrap();
    for (kind, file) in [
        (Kind::Products, "sku,title,kind\nKIT,Two things,kit\n"),
        (Kind::Components, "kit,component,quantity\nKIT,S-0,2\nKIT,S-1,1\n"),
        (Kind::Stock, "sku,warehouse,quantity\nS-0,EAST,7\nS-1,EAST,4\n"),
        (
            Kind::Sales,
            "account,order,placed,sku,quantity,price,currency,warehouse\n\
             ebay,O-0,2026-11-01,S-0,3,5,EUR,EAST\nebay,O-1,2026-11-01,S-1,2,5,EUR,MAIN\n",
        ),
    ] {
        assert_eq!(shop.import(kind, file.as_bytes()).await.refused, 0, "{file}");
    }
    shop
}

/// The preview of a file that is read so many rows at a time, and what writing it does.
async fn both(shop: &Shop, kind: Kind, file: &str, size: usize) -> (Preview, Tally) {
    let import = agreed(kind, file.as_bytes());
    let batches = Batches::by(size, table(file.as_bytes()), &import, 0);
    let seen = preview_of(&shop.db, batches, &import, 100).await.unwrap();
    let mut batches = Batches::by(size, table(file.as_bytes()), &import, 0);
    let mut done = Tally::default();
    while let Some(batch) = batches.next().await.unwrap() {
        let mut tx = shop.db.begin().await.unwrap();
        done.plus(&import.apply(&mut tx, &batch, LATER).await.unwrap());
        tx.commit().await.unwrap();
    }
    (seen, done)
}

/// A file whose rows are each a batch of their own.
async fn far_apart(kind: Kind, file: &str, expected: (Tally, &str)) {
    let shop = open().await;
    let (seen, done) = both(&shop, kind, file, 1).await;
    let first = seen.refused.first().map(ToString::to_string).unwrap_or_default();
    assert_eq!((seen.tally, first.as_str()), expected, "{file}");
    assert_eq!(done, expected.0, "{file}");
}

#[tokio::test]
async fn story_what_stands_far_above_counts_for_a_row() {
    far_apart(
        Kind::Prices,
        "sku,price,currency,floor,from\nS-0,20,EUR,18,2026-11-01\nS-1,1,EUR,,\nS-0,15,EUR,,2026-12-01\n",
        (tally(2, 0, 0, 1), "Row 4, price: 15.00 EUR is below the floor of 18.00 EUR."),
    )
    .await;
    far_apart(
        Kind::Costs,
        "sku,cost,currency,from\nS-0,5,EUR,2026-11-01\nS-1,1,EUR,\nS-0,5,EUR,\n",
        (tally(2, 0, 1, 0), ""),
    )
    .await;
    // Four are left, or two kits of two.
    far_apart(
        Kind::Sales,
        "account,order,placed,sku,quantity,price,currency,warehouse\n\
         ebay,N-1,2026-11-02,KIT,1,9,EUR,EAST\nebay,N-2,2026-11-02,S-2,1,5,EUR,MAIN\n\
         ebay,N-3,2026-11-02,S-0,3,5,EUR,EAST\nebay,N-4,2026-11-02,KIT,2,9,EUR,EAST\n",
        (tally(2, 0, 0, 2), "Row 4, quantity: only 2 are there, and this warehouse does not go below zero."),
    )
    .await;
    far_apart(
        Kind::Refunds,
        "account,order,refund,at,amount,currency,quantity\n\
         ebay,O-0,R-1,2026-11-03,5,EUR,2\nebay,O-1,R-1,2026-11-03,5,EUR,1\nebay,O-0,R-2,2026-11-03,5,EUR,2\n",
        (tally(2, 0, 0, 1), "Row 4, quantity: only 3 were sold."),
    )
    .await;
    far_apart(
        Kind::Expected,
        "order,line,sku,warehouse,quantity\nPO-1,,S-0,MAIN,5\nPO-2,,S-0,MAIN,5\nPO-1,1,S-0,MAIN,7\nPO-1,1,S-1,MAIN,7\n",
        (
            tally(2, 1, 0, 1),
            "Row 5, line: line 1 of this order is about something else, and stays so.",
        ),
    )
    .await;
    far_apart(
        Kind::Products,
        "sku,product,title,brand\nM-1,M,Mug,Acme\nS-2,M,,\nM-2,M,Mug,Apex\nM-3,M,Mug,Acme\n",
        (
            tally(2, 1, 0, 1),
            "Row 4, brand: row 2 says that this product is of Acme, and a product has one brand.",
        ),
    )
    .await;
}

/// A title and a brand change in one file, of two SKUs of one product: neither is lost, whichever code comes first.
#[tokio::test]
async fn story_a_new_brand_is_not_lost_beside_a_new_title() {
    let shop = open().await;
    let first = "sku,product,title,brand\nMUG-A,MUG,Mug,Old\nMUG-B,MUG,Mug,Old\n";
    assert_eq!(shop.import(Kind::Products, first.as_bytes()).await, tally(2, 0, 0, 0));
    let second = "sku,title,brand\nMUG-A,,New\nMUG-B,Blue mug,\n";
    assert_eq!(shop.import(Kind::Products, second.as_bytes()).await, tally(0, 2, 0, 0));
    assert_eq!(shop.import(Kind::Products, second.as_bytes()).await, tally(0, 0, 2, 0), "sent again");
}

/// An order that moves to a warehouse takes all its units from there; one that grows takes them from where it is, also when
/// the list does not say where that is.
#[tokio::test]
async fn story_an_order_that_changes_takes_no_more_than_is_there() {
    let shop = open().await;
    let moves = "account,order,quantity,warehouse\nebay,O-1,5,EAST\n";
    let seen = shop.preview(Kind::Sales, moves.as_bytes()).await;
    assert_eq!(
        seen.refused[0].to_string(),
        "Row 2, quantity: only 4 are there, and this warehouse does not go below zero."
    );
    let grows = "account,order,quantity\nebay,O-0,8\nebay,O-1,9\n";
    let seen = shop.preview(Kind::Sales, grows.as_bytes()).await;
    assert_eq!(
        seen.refused[0].to_string(),
        "Row 2, quantity: only 4 are there, and this warehouse does not go below zero."
    );
    assert_eq!(shop.import(Kind::Sales, grows.as_bytes()).await, tally(0, 1, 0, 1));
    assert_eq!(shop.import(Kind::Sales, moves.as_bytes()).await, tally(0, 0, 0, 1));
}

/// Columns, and for each what its cells may say.
fn columns(kind: Kind) -> Vec<(&'static str, Vec<&'static str>)> {
    let sku = ("sku", vec!["S-0", "S-1", "S-2", " S-0 ", "ghost"]);
    let days = vec!["", "2026-11-01", "2026-11-03", "2026-12-01"];
    let places = vec!["MAIN", "EAST", "MAIN", "EAST", "NOWHERE"];
    let units = vec!["0", "1", "2", "3", "9"];
    let (orders, account) = (vec!["O-0", "O-1", "O-2", "O-3", "O-4"], ("account", vec!["ebay"]));
    match kind {
        Kind::Products => vec![
            ("sku", vec!["S-0", "S-1", "S-2", "N-0", "N-1", "N-2", "N-3"]),
            ("product", vec!["", "P", "Q"]),
            ("title", vec!["", "Mug", "Cup"]),
            ("brand", vec!["", "", "Acme", "Apex"]),
            ("kind", vec!["", "", "stocked", "kit"]),
        ],
        Kind::Prices => vec![
            sku,
            ("account", vec!["", "ebay"]),
            ("price", vec!["5", "9", "12"]),
            ("currency", vec!["EUR", "EUR", "USD", ""]),
            ("floor", vec!["", "", "6", "none"]),
            ("ceiling", vec!["", "", "11", "none"]),
            ("from", days),
        ],
        Kind::Costs => vec![
            sku,
            ("cost", vec!["5", "9"]),
            ("landed", vec!["", "1", "2"]),
            ("currency", vec!["EUR", "USD", ""]),
            ("from", days),
        ],
        Kind::Sales => vec![
            account,
            ("order", orders),
            ("line", vec!["", "1", "2"]),
            ("placed", days),
            ("sku", vec!["S-0", "S-1", "KIT", ""]),
            ("quantity", units),
            ("price", vec!["5"]),
            ("currency", vec!["EUR"]),
            ("fulfilled_by", vec!["", "own", "marketplace"]),
            ("warehouse", vec!["", "MAIN", "EAST", "EAST", "EAST"]),
        ],
        Kind::Refunds => vec![
            account,
            ("order", orders),
            ("refund", vec!["R-0", "R-1", "R-2"]),
            ("at", days),
            ("amount", vec!["5", "5", ""]),
            ("currency", vec!["EUR"]),
            ("quantity", units),
            ("back_to", vec!["", "MAIN", "EAST"]),
        ],
        Kind::Expected => vec![
            ("order", vec!["PO-0", "PO-1"]),
            ("line", vec!["", "", "1", "2", "3"]),
            sku,
            ("warehouse", places),
            ("quantity", units),
            ("received", vec!["", "", "1"]),
        ],
        Kind::Stock => vec![sku, ("warehouse", places), ("quantity", units)],
        Kind::Components => {
            vec![("kit", vec!["KIT", "S-0"]), ("component", sku.1), ("quantity", units)]
        }
        Kind::Barcodes => vec![("barcode", vec!["4006381333931", "96385074", "96385075"]), sku],
        Kind::Fees => vec![
            account,
            ("order", orders),
            ("fee", vec!["referral", "payment"]),
            ("amount", vec!["1", "2"]),
            ("currency", vec!["EUR"]),
            ("state", vec!["", "estimated"]),
        ],
        Kind::Warehouses | Kind::Accounts | Kind::Rates => Vec::new(),
    }
}

/// A file of a kind out of as many numbers as it has cells.
fn file(kind: Kind, rows: &[Vec<prop::sample::Index>]) -> String {
    let columns = columns(kind);
    let header = columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",");
    let cell = |((_, said), index): (&(_, Vec<&'static str>), &prop::sample::Index)| *index.get(said);
    let row = |row: &Vec<_>| columns.iter().zip(row).map(cell).collect::<Vec<_>>().join(",");
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!("{header}\n{}\n", rows.join("\n"))
}

fn cells() -> impl Strategy<Value = Vec<Vec<prop::sample::Index>>> {
    prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 10), 1..16)
}

const KINDS: [Kind; 10] = [
    Kind::Products,
    Kind::Prices,
    Kind::Costs,
    Kind::Sales,
    Kind::Refunds,
    Kind::Fees,
    Kind::Expected,
    Kind::Stock,
    Kind::Components,
    Kind::Barcodes,
];

async fn as_said(files: &[Vec<Vec<prop::sample::Index>>], size: usize) {
    let shop = open().await;
    for rows in files {
        for kind in KINDS {
            let file = file(kind, rows);
            let (seen, done) = both(&shop, kind, &file, size).await;
            assert_eq!(seen.tally, done, "{kind:?}, {size} rows at a time:\n{file}{seen}");
        }
    }
    assert_eq!(balance::check(&mut shop.db.read().await.unwrap()).await.unwrap(), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 200, ..ProptestConfig::default() })]

    /// Two files of each kind, one after the other: the second finds what the first has left.
    #[test]
    fn story_a_preview_says_what_is_then_done(
        files in prop::collection::vec(cells(), 2),
        size in 1usize..6,
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(as_said(&files, size));
    }
}
