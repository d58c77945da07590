//! What several rows of a file say about one thing: they agree, or all but the first are refused, wherever in the file they
//! stand.

use commerce::catalogue::{self, Draft};
use commerce::files::Kind;

use crate::{NOW, Shop, tally};

/// So many rows about other things, to fill a batch.
fn others(count: usize) -> String {
    (0..count).map(|n| format!("OTHER-{n},,Thing,\n")).collect::<Vec<_>>().concat()
}

async fn brand(shop: &Shop, code: &str) -> String {
    catalogue::by_code(&mut shop.db.read().await.unwrap(), code).await.unwrap().unwrap().brand
}

#[tokio::test]
async fn story_brands_that_disagree_far_apart_are_seen() {
    let shop = Shop::open().await;
    let file = format!(
        "sku,product,title,brand\nMUG-B,MUG,Blue mug,Acme\n{}MUG-R,MUG,Red mug,Apex\nMUG-G,MUG,Green mug,Acme\n",
        others(1500)
    );
    let seen = shop.preview(Kind::Products, file.as_bytes()).await;
    assert_eq!(seen.tally, tally(1502, 0, 0, 1));
    assert_eq!(
        seen.refused[0].to_string(),
        "Row 1503, brand: row 2 says that this product is of Acme, and a product has one brand."
    );
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(1502, 0, 0, 1));
    assert_eq!(brand(&shop, "MUG-B").await, "Acme");
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 0, 1502, 1), "sent again");
}

/// The file does not say what is a kind of what; the shop knows.
#[tokio::test]
async fn story_brands_are_compared_by_the_products_that_the_shop_knows() {
    let shop = Shop::open().await;
    let mut tx = shop.db.begin().await.unwrap();
    let drafts =
        ["MUG-B", "MUG-R"].map(|code| Draft { product: Some("MUG".into()), ..Draft::new(code, "Mug") });
    catalogue::upsert(&mut tx, &drafts, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let others = others(1000).replace(",,", ",");
    let file = format!("sku,title,brand\nMUG-B,Mug,Acme\n{others}MUG-R,Mug,Apex\n");
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(1000, 1, 0, 1));
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 0, 1001, 1), "sent again");
}

/// The program dies after the first thousand rows. What those said is remembered by whoever goes on.
#[tokio::test]
async fn story_a_killed_import_remembers_what_its_first_rows_said() {
    let shop = Shop::open().await;
    let file =
        format!("sku,product,title,brand\nMUG-B,MUG,Blue mug,Acme\n{}MUG-R,MUG,Red mug,Apex\n", others(1500));
    let (first, checkpoint) = shop.apply(Kind::Products, file.as_bytes(), (0, 1)).await;
    assert_eq!((first, checkpoint), (tally(1000, 0, 0, 0), 1001));
    let (rest, last) = shop.apply(Kind::Products, file.as_bytes(), (checkpoint, usize::MAX)).await;
    assert_eq!((rest, last), (tally(501, 0, 0, 1), 1503));
    assert_eq!(brand(&shop, "MUG-B").await, "Acme");
}

/// A floor that a row sets holds for the later rows of the file, as it would had they come in another.
#[tokio::test]
async fn story_a_floor_that_a_file_sets_holds_in_the_same_file() {
    let shop = Shop::with(1, 0).await;
    let file = "sku,price,currency,floor,from\n\
                S-0,15,EUR,,2026-12-01\n\
                S-0,20,EUR,18,2026-11-01\n\
                S-0,19,EUR,,2026-12-24\n";
    let seen = shop.preview(Kind::Prices, file.as_bytes()).await;
    assert_eq!(seen.tally, tally(2, 0, 0, 1));
    assert_eq!(seen.refused[0].to_string(), "Row 2, price: 15.00 EUR is below the floor of 18.00 EUR.");
    assert_eq!(shop.import(Kind::Prices, file.as_bytes()).await, tally(2, 0, 0, 1));
    let out = shop.export(Kind::Prices, sheets::Format::Csv(sheets::csv::dialect::Delimiter::Comma)).await;
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("S-0,,19.00,EUR,18.00,none,2026-12-24"), "{out}");
}

/// Two products of two brands, with a mug each.
async fn two_brands() -> Shop {
    let shop = Shop::open().await;
    let file = "sku,product,title,brand\nMUG-A,CUPS,Mug,Acme\nMUG-B,MUGS,Mug,Apex\n";
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(2, 0, 0, 0));
    shop
}

/// A mug is sorted under another product, and the file says no word of brands: that product keeps its own.
#[tokio::test]
async fn story_a_sku_that_moves_takes_on_the_brand_of_its_new_product() {
    let shop = two_brands().await;
    let file = "sku,product\nMUG-A,MUGS\n";
    let seen = shop.preview(Kind::Products, file.as_bytes()).await;
    assert!(seen.to_string().ends_with("~ row 2: MUG-A; product: CUPS → MUGS"), "{seen}");
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 1, 0, 0));
    assert_eq!((brand(&shop, "MUG-A").await, brand(&shop, "MUG-B").await), ("Apex".into(), "Apex".into()));
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 0, 1, 0), "sent again");
}

/// A file that was taken out has the brand of before in it. What that does to the other product is shown.
#[tokio::test]
async fn story_a_brand_that_comes_along_is_shown() {
    let shop = two_brands().await;
    let file = "sku,product,title,brand\nMUG-A,MUGS,Mug,Acme\n";
    let seen = shop.preview(Kind::Products, file.as_bytes()).await;
    assert!(seen.to_string().ends_with("~ row 2: MUG-A; product: CUPS → MUGS; brand: Apex → Acme"), "{seen}");
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 1, 0, 0));
    assert_eq!((brand(&shop, "MUG-A").await, brand(&shop, "MUG-B").await), ("Acme".into(), "Acme".into()));
}

/// Into a product that nobody has heard of the mug brings its brand, unless another row says one.
#[tokio::test]
async fn story_a_new_product_has_the_brand_of_what_comes_to_it() {
    let shop = two_brands().await;
    let file = "sku,product\nMUG-A,NEW\n";
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 1, 0, 0));
    assert_eq!(brand(&shop, "MUG-A").await, "Acme");
    let file = "sku,product,title,brand\nMUG-B,NEWER,,\nA-MUG,NEWER,Mug,Zed\n";
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(1, 1, 0, 0));
    assert_eq!((brand(&shop, "MUG-B").await, brand(&shop, "A-MUG").await), ("Zed".into(), "Zed".into()));
    assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 0, 2, 0), "sent again");
}

/// One row brings a mug to a product, another renames its brand, whichever code comes first.
#[tokio::test]
async fn story_a_new_brand_is_not_lost_beside_a_sku_that_comes() {
    for (comes, stays) in [("MUG-A,MUGS,", "MUG-B,,Zed"), ("MUG-B,CUPS,", "MUG-A,,Zed")] {
        let shop = two_brands().await;
        let file = format!("sku,product,brand\n{comes}\n{stays}\n");
        assert_eq!(shop.preview(Kind::Products, file.as_bytes()).await.tally, tally(0, 2, 0, 0), "{file}");
        assert_eq!(shop.import(Kind::Products, file.as_bytes()).await, tally(0, 2, 0, 0), "{file}");
        assert_eq!((brand(&shop, "MUG-A").await, brand(&shop, "MUG-B").await), ("Zed".into(), "Zed".into()));
        assert_eq!(
            shop.import(Kind::Products, file.as_bytes()).await,
            tally(0, 0, 2, 0),
            "sent again: {file}"
        );
    }
}
