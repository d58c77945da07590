//! Whatever is in the shop: what goes out comes back as it was.

use std::collections::BTreeMap;

use commerce::catalogue::{self, Draft};
use commerce::files::Kind;
use commerce::ledger::{self, Document, Line};
use commerce::{
    Condition, Currency, FulfilledBy, Gtin, Money, MovementKind, barcode, cost, place, price, sale,
};
use db::Timestamp;
use proptest::prelude::*;
use sheets::Format;
use sheets::csv::dialect::Delimiter;

use crate::{NOW, Shop, rows, table, tally};

/// What a SKU is made of.
#[derive(Debug, Clone)]
struct Any {
    title: String,
    brand: String,
    condition: Condition,
    reorder: Option<(i64, i64)>,
    multiple: i64,
    stock: i64,
    price: (i64, Option<i64>, &'static str),
    cost: (i64, i64),
    at: i64,
    sold: i64,
}

fn anything() -> impl Strategy<Value = Any> {
    let text = "[=+@-]?[ -~]{0,10}[ЖїєҐ漢🦀\"';,a-z0-9]";
    let condition = prop::sample::select(Condition::ALL.to_vec());
    let reorder = prop::option::of((0i64..50).prop_flat_map(|point| (Just(point), point..100)));
    let price = (
        0i64..2_000_000,
        prop::option::of(0i64..500),
        prop::sample::select(vec!["EUR", "JPY", "KWD", "USD"]),
    );
    let cost = (0i64..1_000_000, 0i64..10_000);
    let numbers = (1i64..20, 0i64..5000, 0i64..3_000_000_000_000_000, 0i64..9);
    (text, "[A-Za-z]{0,8}", condition, reorder, price, cost, numbers).prop_map(
        |(title, brand, condition, reorder, (amount, floor, currency), cost, (multiple, stock, at, sold))| {
            let floor = floor.filter(|floor| *floor <= amount);
            let title = title.trim().to_owned();
            Any {
                title,
                brand,
                condition,
                reorder,
                multiple,
                stock,
                price: (amount, floor, currency),
                cost,
                at,
                sold,
            }
        },
    )
}

async fn fill(shop: &Shop, all: &[Any]) {
    let mut tx = shop.db.begin().await.unwrap();
    let code = |n: usize| format!("=S/{n} %");
    let drafts: Vec<Draft> = all
        .iter()
        .enumerate()
        .map(|(n, any)| {
            let mut draft = Draft::new(&code(n), &any.title);
            any.brand.clone_into(&mut draft.brand);
            (draft.condition, draft.multiple) = (any.condition, any.multiple);
            (draft.reorder_point, draft.reorder_to) = (any.reorder.map(|r| r.0), any.reorder.map(|r| r.1));
            draft
        })
        .collect();
    catalogue::upsert(&mut tx, &drafts, NOW).await.unwrap();
    let codes: Vec<&str> = drafts.iter().map(|d| d.code.as_str()).collect();
    let skus: BTreeMap<String, _> = catalogue::by_codes(&mut tx, &codes).await.unwrap();
    let warehouse = place::warehouses(&mut tx).await.unwrap().first().unwrap().id;
    let account = place::accounts(&mut tx).await.unwrap().first().unwrap().id;
    for (n, any) in all.iter().enumerate() {
        let sku = skus.get(&code(n)).unwrap().id;
        let (amount, floor, currency) = any.price;
        let currency: Currency = currency.parse().unwrap();
        let at = Timestamp::from_micros(any.at);
        if any.stock > 0 {
            let line = Line::new(MovementKind::Receive, sku, warehouse, any.stock);
            let document = Document::one(("receipt", &n.to_string()), "anna", "", at, line);
            ledger::post(&mut tx, &[document], NOW).await.unwrap();
        }
        let mut it = price::Price {
            sku_id: sku,
            account_id: None,
            currency,
            amount,
            floor,
            ceiling: None,
            from_at: at,
            actor: "anna".into(),
            reason: String::new(),
        };
        price::upsert(&mut tx, &[it.clone()]).await.unwrap();
        (it.account_id, it.floor, it.ceiling) = (Some(account), None, Some(amount * 2));
        it.from_at = Timestamp::from_micros(any.at + 1);
        price::upsert(&mut tx, &[it]).await.unwrap();
        let (unit, landed) = any.cost;
        cost::upsert(
            &mut tx,
            &[cost::Cost { sku_id: sku, from_at: at, currency, unit, landed, actor: "anna".into() }],
        )
        .await
        .unwrap();
        barcode::attach(&mut tx, &[(Gtin::completing(200_000_000_000 + u64::try_from(n).unwrap()), sku)])
            .await
            .unwrap();
        let line = sale::OrderLine {
            line: format!("{n}"),
            sku: Some(sku),
            external_sku: any.title.clone(),
            quantity: any.sold,
            unit_price: Money::new(amount, currency),
            shipping: landed,
            fulfilled_by: if n % 3 == 0 { FulfilledBy::Marketplace } else { FulfilledBy::Own },
            warehouse: Some(warehouse).filter(|_| any.sold <= any.stock),
        };
        let order = sale::Order {
            account,
            order_id: format!("O/{}", n / 2),
            placed_at: at,
            version_at: at,
            lines: vec![line],
        };
        sale::ingest(&mut tx, &[order], "anna", NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Sales before stock: what was counted is what is there after them.
const ORDER: [Kind; 6] =
    [Kind::Products, Kind::Sales, Kind::Stock, Kind::Prices, Kind::Costs, Kind::Barcodes];

async fn comes_back(all: &[Any], format: Format) {
    let (shop, other) = (Shop::open().await, Shop::open().await);
    fill(&shop, all).await;
    for kind in ORDER {
        let file = shop.export(kind, format).await;
        if table(&file).rows().unwrap().count() < 2 {
            continue;
        }
        let there = shop.import(kind, &file).await;
        assert_eq!(there, tally(0, 0, there.rows(), 0), "{kind:?} changes what it came from");
        let into = other.import(kind, &file).await;
        assert_eq!(into.refused, 0, "{kind:?} does not come back: {}", other.preview(kind, &file).await);
        assert_eq!(rows(&other.export(kind, format).await), rows(&file), "{kind:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn story_what_goes_out_comes_back_as_it_was(
        all in prop::collection::vec(anything(), 1..25),
        format in prop::sample::select(vec![Format::Xlsx, Format::Csv(Delimiter::Comma), Format::Csv(Delimiter::Semicolon)]),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(comes_back(&all, format));
    }
}
