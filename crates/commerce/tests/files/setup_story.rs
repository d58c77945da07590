//! A real shop from its first file on.

use commerce::files::Kind;
use commerce::{Currency, Money, catalogue, place, rate, search};
use sheets::Format;

use crate::{Shop, rows, tally};

#[tokio::test]
async fn story_a_shop_is_set_up_by_files_alone() {
    let shop = Shop::open().await;
    let warehouses = b"Code,Name,Below zero\nKYIV,Kyiv,never\nLVIV,,\nMAIN,Main hall,\n";
    assert_eq!(shop.import(Kind::Warehouses, warehouses).await, tally(2, 1, 0, 0));
    let accounts = b"account,marketplace,name\namazon-us,Amazon,Amazon USA\nebay,newegg,\n";
    let seen = shop.preview(Kind::Accounts, accounts).await;
    assert_eq!(
        seen.to_string(),
        "2 rows: 1 new, 0 changed, 0 the same, 1 refused.
  + row 2: amazon-us
  ! Row 3, marketplace: it is ebay and stays so; only its other fields can change."
    );
    assert_eq!(shop.import(Kind::Accounts, accounts).await, tally(1, 0, 0, 1));
    let products = b"sku,title,kind\nMUG,Mug,\nBOX,Box,\nSET,Two mugs in a box,kit\n";
    assert_eq!(shop.import(Kind::Products, products).await, tally(3, 0, 0, 0));
    let parts = b"kit,component,quantity\nSET,MUG,2\nSET,BOX,1\nMUG,BOX,1\nSET,SET,1\nSET,TEA,1\n";
    let seen = shop.preview(Kind::Components, parts).await;
    assert_eq!(
        seen.to_string(),
        "5 rows: 2 new, 0 changed, 0 the same, 3 refused.
  + row 2: SET · MUG
  + row 3: SET · BOX
  ! Row 4, kit: MUG is no kit.
  ! Row 5, component: SET has no stock of its own: it is a kit or virtual.
  ! Row 6, component: there is no SKU TEA."
    );
    assert_eq!(shop.import(Kind::Components, parts).await, tally(2, 0, 0, 3));
    let stock = b"sku,warehouse,quantity\nMUG,KYIV,9\nBOX,KYIV,3\nMUG,LVIV,5\n";
    assert_eq!(shop.import(Kind::Stock, stock).await, tally(0, 3, 0, 0));
    let rates =
        "day;base;quote;rate\n2026-11-20;usd;EUR;0,92\n2026-11-21;EUR;USD;1.085\n2026-11-21;EUR;EUR;1\n";
    assert_eq!(shop.import(Kind::Rates, rates.as_bytes()).await, tally(2, 0, 0, 1));

    let mut on = shop.db.read().await.unwrap();
    let names: Vec<_> = place::warehouses(&mut on).await.unwrap().into_iter().map(|w| w.name).collect();
    assert_eq!(names, ["EAST", "Kyiv", "LVIV", "Main hall"]);
    let day = "2026-11-20".parse().unwrap();
    let euros = rate::convert(&mut on, Money::new(10_000, Currency::USD), Currency::EUR, day).await.unwrap();
    assert_eq!(euros.minor, 9_200);
    // Three kits in Kyiv, by its boxes; none in Lviv, which has none.
    let found = search::search(&mut on, "SET", 5, 0).await.unwrap();
    assert_eq!(found.hits.iter().map(|hit| hit.free).collect::<Vec<_>>(), [3]);
    let kit = catalogue::by_code(&mut on, "SET").await.unwrap().unwrap();
    let balances = commerce::kit::balances(&mut on, kit.id).await.unwrap();
    assert_eq!(balances.iter().map(commerce::balance::Balance::free).sum::<i64>(), 3);
    drop(on);

    // One mug is enough from now on; what goes out comes back as it is.
    assert_eq!(
        shop.import(Kind::Components, b"kit,component,quantity\nSET,MUG,1\nSET,BOX,0\n").await,
        tally(0, 2, 0, 0)
    );
    for kind in [Kind::Warehouses, Kind::Accounts, Kind::Components, Kind::Rates] {
        for format in [Format::Xlsx, Format::Csv(sheets::csv::dialect::Delimiter::Semicolon)] {
            let file = shop.export(kind, format).await;
            let all = u64::try_from(rows(&file).len()).unwrap() - 1;
            assert_eq!(shop.import(kind, &file).await, tally(0, 0, all, 0), "{kind:?}");
        }
    }
}

/// Must fail when a currency in small letters is taken for another: of two rates for one day one was lost without a word.
#[tokio::test]
async fn story_a_rate_is_said_once_in_any_letters() {
    let shop = Shop::open().await;
    let list = "day,base,quote,rate\n2026-11-20,EUR,USD,1.08\n2026-11-20,eur,usd,1.09\n";
    assert_eq!(
        shop.preview(Kind::Rates, list.as_bytes()).await.to_string(),
        "2 rows: 1 new, 0 changed, 0 the same, 1 refused.
  + row 2: 2026-11-20 · EUR · USD
  ! Row 3: row 2 says it already."
    );
    assert_eq!(shop.import(Kind::Rates, list.as_bytes()).await, tally(1, 0, 0, 1));
}
