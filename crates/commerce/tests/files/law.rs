//! Whatever is in the shop: what goes out comes back as it was.

use std::collections::{BTreeMap, BTreeSet};

use commerce::catalogue::{self, Draft};
use commerce::files::Kind;
use commerce::ledger::{self, Document, Line};
use commerce::{
    AccountId, AccountState, Barcode, BelowZero, Condition, Currency, FulfilledBy, Gtin, Money, MovementKind,
    SkuId, WarehouseId, barcode, cost, incoming, kit, place, price, rate, sale, settle,
};
use db::{Timestamp, Tx};
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
    /// A fee, whether it is an estimate, and what was given back.
    after: (i64, bool, i64),
    /// Ordered, and how many of them came.
    ordered: (i64, i64),
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
    let after = (-5000i64..90_000, any::<bool>(), 0i64..5000);
    let ordered = (0i64..60).prop_flat_map(|ordered| (Just(ordered), 0..=ordered));
    let later = (after, ordered);
    (text, "[A-Za-z]{0,8}", condition, reorder, price, cost, numbers, later).prop_map(
        |(title, brand, condition, reorder, (amount, floor, currency), cost, numbers, (after, ordered))| {
            let (multiple, stock, at, sold) = numbers;
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
                after,
                ordered,
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
        let number = Gtin::completing(200_000_000_000 + u64::try_from(n).unwrap());
        let label = format!("{n} {}", any.title).parse::<Barcode>().unwrap();
        let own = Barcode::certain(&format!("{n:012}")).unwrap();
        barcode::attach(&mut tx, &[(number.into(), sku), (label, sku), (own, sku)]).await.unwrap();
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
        afterwards(&mut tx, (n, any), account, warehouse).await;
        order_more(&mut tx, (n, any), sku, warehouse).await;
    }
    lay_the_ground(&mut tx, &skus).await;
    tx.commit().await.unwrap();
}

/// A fee on what was sold, and a refund: of money, or of a unit that came back, too.
async fn afterwards(tx: &mut Tx, (n, any): (usize, &Any), account: AccountId, warehouse: WarehouseId) {
    let (order, line) = (format!("O/{}", n / 2), n.to_string());
    let lines = sale::line_ids(tx, &[(account, &order, &line)]).await.unwrap();
    let line = *lines.values().next().unwrap();
    let (fee, estimated, back) = any.after;
    let currency: Currency = any.price.2.parse().unwrap();
    let amount = Money::new(fee, currency);
    settle::fees(tx, &[settle::Fee { line, kind: "=referral".into(), amount, estimated }]).await.unwrap();
    let refund = settle::Refund {
        line,
        refund_id: format!("R {n}"),
        amount: Money::new(back, currency),
        quantity: any.sold.min(1),
        at: Timestamp::from_micros(any.at + 5),
        back_to: Some(warehouse).filter(|_| any.sold > 0 && n % 2 == 0),
    };
    settle::refunds(tx, &[refund], "anna", NOW).await.unwrap();
}

/// Something is on its way, and some of it has come.
async fn order_more(tx: &mut Tx, (n, any): (usize, &Any), sku: SkuId, warehouse: WarehouseId) {
    let (quantity, came) = any.ordered;
    if quantity == 0 {
        return;
    }
    let line = i64::try_from(n).unwrap() + 1;
    let doc = (incoming::PURCHASE.to_owned(), format!("PO-{}", n / 3), line);
    let expected_at = (n % 2 == 0).then(|| Timestamp::from_micros(any.at));
    let expected =
        incoming::Expected { sku, warehouse, quantity, received: 0, doc, actor: "lea".into(), expected_at };
    incoming::expect(tx, &[expected], NOW).await.unwrap();
    let id = incoming::of(tx, sku).await.unwrap().first().unwrap().id;
    if came > 0 {
        incoming::receive(tx, id, ("first", came), "anna", NOW).await.unwrap();
    }
}

/// What a shop has besides: another warehouse, an account, rates, and a kit of everything.
async fn lay_the_ground(tx: &mut Tx, skus: &BTreeMap<String, catalogue::Sku>) {
    place::put_warehouse(tx, "+W 1", "=Hall; 1", BelowZero::Never).await.unwrap();
    let account = place::Account {
        id: AccountId(0),
        code: "amazon-us".into(),
        marketplace: "amazon".into(),
        name: "@Amazon, USA".into(),
        state: AccountState::Paused,
    };
    place::put_account(tx, &account).await.unwrap();
    let draft = Draft { kind: commerce::Kind::Kit, ..Draft::new("-KIT", "Some of everything") };
    catalogue::upsert(tx, &[draft], NOW).await.unwrap();
    let kit = catalogue::by_code(tx, "-KIT").await.unwrap().unwrap().id;
    let rates = [("USD", 1), ("JPY", 99_999_999), ("KWD", 100_000_000), ("UAH", 4_312_345_678)];
    for ((sku, n), (quote, e8)) in skus.values().zip(1..).zip(rates) {
        kit::put(tx, &[((kit, sku.id), n)].into()).await.unwrap();
        let day = "2026-02-28".parse().unwrap();
        rate::put(tx, Currency::EUR, quote.parse().unwrap(), day, e8).await.unwrap();
    }
}

/// What others refer to comes first. Sales and refunds come before stock: what was counted is what is there after them.
const ORDER: [Kind; 13] = [
    Kind::Warehouses,
    Kind::Accounts,
    Kind::Products,
    Kind::Components,
    Kind::Sales,
    Kind::Fees,
    Kind::Refunds,
    Kind::Stock,
    Kind::Expected,
    Kind::Prices,
    Kind::Costs,
    Kind::Barcodes,
    Kind::Rates,
];

#[test]
fn every_kind_comes_back() {
    assert_eq!(ORDER.iter().collect::<BTreeSet<_>>(), Kind::ALL.iter().collect());
}

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
