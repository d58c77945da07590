//! Files in and out of a shop.

#![expect(clippy::unwrap_used, reason = "what is missing ends the story, with what was missing")]

mod counts_story;
mod expected_story;
mod law;
mod preview_law;
mod sales_story;
mod settled_story;
mod setup_story;
mod shared_story;
mod together_story;
mod variants_story;

use commerce::catalogue::{self, Draft};
use commerce::files::{self, Batches, Import, Kind, Preview, Tally, preview};
use commerce::ledger::{self, Document, Line};
use commerce::{AccountId, AccountState, BelowZero, Condition, MovementKind, WarehouseId, balance, place};
use db::{Db, Options, Timestamp};
use sheets::{Format, Limits, Table};

const NOW: Timestamp = Timestamp::from_secs(1_795_000_000);

/// When a file that was looked at [`NOW`] is written.
const LATER: Timestamp = Timestamp::from_secs(1_795_000_000 + 3 * 3600);

struct Shop {
    db: Db,
    _folder: tempfile::TempDir,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
            Ok(server) => Db::scratch(&server).await.unwrap(),
            Err(_) => format!("sqlite:{}", folder.path().join("shop.sqlite").display()),
        };
        let db = Db::open(&url, &Options { connections: 8, durable: false }).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        for code in ["MAIN", "EAST"] {
            place::put_warehouse(&mut tx, code, code, BelowZero::Sales).await.unwrap();
        }
        let account = place::Account {
            id: AccountId(0),
            code: "ebay".into(),
            marketplace: "ebay".into(),
            name: "eBay".into(),
            state: AccountState::Active,
        };
        place::put_account(&mut tx, &account).await.unwrap();
        tx.commit().await.unwrap();
        Self { db, _folder: folder }
    }

    /// With SKUs `S-0`, `S-1`, …, and so many of each in MAIN.
    async fn with(skus: usize, each: i64) -> Self {
        let shop = Self::open().await;
        let mut tx = shop.db.begin().await.unwrap();
        let drafts: Vec<Draft> =
            (0..skus).map(|n| Draft::new(&format!("S-{n}"), &format!("Thing {n}"))).collect();
        catalogue::upsert(&mut tx, &drafts, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let codes: Vec<String> = (0..skus).map(|n| format!("S-{n}")).collect();
        shop.moves("begin", MovementKind::Receive, &codes, each).await;
        shop
    }

    async fn moves(&self, doc: &str, kind: MovementKind, codes: &[String], delta: i64) {
        self.moves_at(NOW, (doc, kind), codes, delta).await;
    }

    async fn moves_at(&self, at: Timestamp, (doc, kind): (&str, MovementKind), codes: &[String], delta: i64) {
        let mut tx = self.db.begin().await.unwrap();
        let known = catalogue::by_codes(&mut tx, &codes.iter().map(String::as_str).collect::<Vec<_>>())
            .await
            .unwrap();
        let main =
            place::warehouses(&mut tx).await.unwrap().into_iter().find(|w| w.code == "MAIN").unwrap().id;
        let lines = codes
            .iter()
            .zip(1..)
            .map(|(code, line)| Line { line, ..Line::new(kind, known.get(code).unwrap().id, main, delta) });
        let mut document = Document::one(
            ("test", doc),
            "anna",
            "",
            at,
            Line::new(kind, commerce::SkuId(0), WarehouseId(0), 1),
        );
        document.lines = lines.filter(|line| line.delta != 0).collect();
        ledger::post(&mut tx, &[document], at).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn on_hand(&self, code: &str) -> i64 {
        let mut on = self.db.read().await.unwrap();
        let sku = catalogue::by_code(&mut on, code).await.unwrap().unwrap();
        balance::of(&mut on, sku.id).await.unwrap().iter().map(|b| b.on_hand).sum()
    }

    async fn preview(&self, kind: Kind, file: &[u8]) -> Preview {
        let import = agreed(kind, file);
        preview(&self.db, table(file), &import, 20).await.unwrap()
    }

    /// Applies a file behind row `after`, at most so many batches of it.
    async fn apply(&self, kind: Kind, file: &[u8], (after, batches): (u32, usize)) -> (Tally, u32) {
        let import = agreed(kind, file);
        let mut rows = Batches::of(table(file), &import, after);
        let (mut tally, mut last) = (Tally::default(), after);
        for _ in 0..batches {
            let Some(batch) = rows.next().await.unwrap() else { break };
            let mut tx = self.db.begin().await.unwrap();
            tally.plus(&import.apply(&mut tx, &batch, LATER).await.unwrap());
            tx.commit().await.unwrap();
            last = batch.last();
        }
        (tally, last)
    }

    async fn import(&self, kind: Kind, file: &[u8]) -> Tally {
        let previewed = self.preview(kind, file).await.tally;
        let (applied, _) = self.apply(kind, file, (0, usize::MAX)).await;
        assert_eq!(previewed, applied, "the preview of {kind:?} was not what was done");
        applied
    }

    async fn export(&self, kind: Kind, format: Format) -> Vec<u8> {
        files::export(&self.db, kind, format, Vec::new()).await.unwrap().0
    }
}

fn table(file: &[u8]) -> Table {
    Table::from_bytes(file.to_vec(), Limits::default()).unwrap()
}

fn agreed(kind: Kind, file: &[u8]) -> Import {
    let look = files::look(&mut table(file), kind).unwrap();
    assert!(look.missing(kind).is_empty(), "{:?} lacks {:?}", look.header, look.missing(kind));
    let document = files::fingerprint(file, kind, &look.mapping).unwrap();
    Import { kind, mapping: look.mapping, document, actor: "lea".into(), at: NOW }
}

/// What the cells say, row by row in an order of their own.
fn rows(file: &[u8]) -> Vec<Vec<String>> {
    let mut table = table(file);
    let rows = table.rows().unwrap().map(|row| row.unwrap().cells.into_iter().map(|c| c.text).collect());
    let mut rows: Vec<Vec<String>> = rows.collect();
    // A place where there is nothing and one that has never been used are the same.
    rows.retain(|row| row.len() != 3 || row.get(2).is_none_or(|quantity| quantity != "0"));
    rows.sort();
    rows
}

const fn tally(new: u64, changed: u64, same: u64, refused: u64) -> Tally {
    Tally { new, changed, same, refused }
}

#[tokio::test]
async fn story_a_file_of_counts_counts_once() {
    let shop = Shop::with(4, 10).await;
    let file =
        "sku,warehouse,qty\nS-0,MAIN,7\nS-1,MAIN,10\nS-2,MAIN,12\nghost,MAIN,1\nS-0,MAIN,9\n".as_bytes();
    let preview = shop.preview(Kind::Stock, file).await;
    assert_eq!(
        preview.to_string(),
        "5 rows: 0 new, 2 changed, 1 the same, 2 refused.
  ~ row 2: S-0 · MAIN; quantity: 10 → 7
  ~ row 4: S-2 · MAIN; quantity: 10 → 12
  ! Row 5, sku: there is no SKU ghost.
  ! Row 6: row 2 says it already."
    );
    assert_eq!(shop.on_hand("S-0").await, 10, "a preview writes nothing");
    assert_eq!(shop.import(Kind::Stock, file).await, tally(0, 2, 1, 2));
    assert_eq!((shop.on_hand("S-0").await, shop.on_hand("S-2").await), (7, 12));
    assert_eq!(shop.on_hand("S-3").await, 10, "what the file leaves out stays");

    // Something is sold, and somebody sends the same file again.
    shop.moves("sold", MovementKind::Sell, &["S-0".into(), "S-1".into()], -1).await;
    assert_eq!(shop.import(Kind::Stock, file).await, tally(0, 0, 3, 2));
    assert_eq!((shop.on_hand("S-0").await, shop.on_hand("S-1").await), (6, 9));
    assert_eq!(balance::check(&mut shop.db.read().await.unwrap()).await.unwrap(), []);
}

#[tokio::test]
async fn story_an_import_survives_being_killed() {
    let shop = Shop::with(2500, 10).await;
    let rows: Vec<String> = (0..2500).map(|n| format!("S-{n},MAIN,{}", n % 10)).collect();
    let file = format!("sku,warehouse,quantity\n{}\n", rows.join("\n"));
    let (first, checkpoint) = shop.apply(Kind::Stock, file.as_bytes(), (0, 1)).await;
    assert_eq!((first, checkpoint), (tally(0, 1000, 0, 0), 1001));
    // Killed. Meanwhile stock moves, and the job goes on from its checkpoint.
    shop.moves("sold", MovementKind::Receive, &["S-5".into()], 100).await;
    let (rest, _) = shop.apply(Kind::Stock, file.as_bytes(), (checkpoint, usize::MAX)).await;
    assert_eq!(rest, tally(0, 1500, 0, 0));
    assert_eq!(shop.on_hand("S-5").await, 105, "a row that was applied is not applied again");
    // The checkpoint itself is lost: the ledger knows.
    let (again, _) = shop.apply(Kind::Stock, file.as_bytes(), (0, usize::MAX)).await;
    assert_eq!(again, tally(0, 0, 2500, 0));
    assert_eq!((shop.on_hand("S-5").await, shop.on_hand("S-2499").await), (105, 9));
}

#[tokio::test]
async fn story_a_file_that_breaks_off_changes_nothing() {
    let shop = Shop::with(3, 10).await;
    let whole = shop.export(Kind::Stock, Format::Xlsx).await;
    let half = whole.get(..whole.len() / 2).unwrap().to_vec();
    assert!(Table::from_bytes(half, Limits::default()).is_err());
    let open = b"sku,warehouse,quantity\nS-0,MAIN,0\nS-1,\"MAIN,0\nS-2,MAIN,0\n";
    let import = agreed_of_header(Kind::Stock);
    let fault = preview(&shop.db, table(open), &import, 5).await.unwrap_err();
    assert_eq!(
        fault.to_string(),
        "A cell of row 3 begins with a quotation mark and the file ends before the closing one."
    );
    let nothing = files::look(&mut table(b"sku,warehouse,quantity\n"), Kind::Stock).unwrap_err();
    assert_eq!(nothing, sheets::Fault::Empty);
    assert_eq!(shop.on_hand("S-0").await, 10);
}

fn agreed_of_header(kind: Kind) -> Import {
    agreed(kind, b"sku,warehouse,quantity\nS-0,MAIN,0\n")
}

#[tokio::test]
async fn story_half_a_file_leaves_the_other_half() {
    let shop = Shop::open().await;
    let first = "sku,title,brand,reorder point,supplier\nA-1,Mug,Acme,5,Nord\nA-2,Cup,Acme,,\n";
    assert_eq!(shop.import(Kind::Products, first.as_bytes()).await, tally(2, 0, 0, 0));
    let second = "sku,title,brand,reorder point,condition\nA-1,,,,used\nA-2,Cup XL,,none,\nA-3,,Acme,,\n";
    let preview = shop.preview(Kind::Products, second.as_bytes()).await;
    assert_eq!(
        preview.to_string(),
        "3 rows: 0 new, 2 changed, 0 the same, 1 refused.
  ~ row 2: A-1; condition: new → used
  ~ row 3: A-2; title: Cup → Cup XL
  ! Row 4, title: it is not there yet, so this field is needed too."
    );
    assert_eq!(shop.import(Kind::Products, second.as_bytes()).await, tally(0, 2, 0, 1));
    let mug = catalogue::by_code(&mut shop.db.read().await.unwrap(), "A-1").await.unwrap().unwrap();
    assert_eq!((mug.title.as_str(), mug.brand.as_str(), mug.supplier.as_str()), ("Mug", "Acme", "Nord"));
    assert_eq!((mug.reorder_point, mug.condition), (Some(5), Condition::Used));
    assert_eq!(shop.import(Kind::Products, second.as_bytes()).await, tally(0, 0, 2, 1));
}

#[tokio::test]
async fn story_a_floor_holds_against_a_file() {
    let shop = Shop::with(2, 0).await;
    let first = "sku,price,currency,floor\nS-0,20,EUR,15\nS-1,20,EUR,\n";
    assert_eq!(shop.import(Kind::Prices, first.as_bytes()).await, tally(2, 0, 0, 0));
    let second = "sku,price,currency\nS-0,14.99,EUR\nS-1,14.99,EUR\n";
    let preview = shop.preview(Kind::Prices, second.as_bytes()).await;
    assert_eq!(
        preview.to_string(),
        "2 rows: 0 new, 1 changed, 0 the same, 1 refused.
  ~ row 3: S-1 · EUR; price: 20.00 EUR → 14.99 EUR
  ! Row 2, price: 14.99 EUR is below the floor of 15.00 EUR."
    );
    assert_eq!(shop.import(Kind::Prices, second.as_bytes()).await, tally(0, 1, 0, 1));
    assert_eq!(shop.import(Kind::Prices, second.as_bytes()).await, tally(0, 0, 1, 1), "the same file, again");
}

#[tokio::test]
async fn story_sales_leave_our_stock_once() {
    let shop = Shop::with(2, 10).await;
    let file = "account,order,order date,sku,qty,price,currency,warehouse,fulfillment\n\
                ebay,O-1,2026-11-20 10:00,S-0,2,9.99,EUR,MAIN,\n\
                ebay,O-2,2026-11-20 11:00,S-1,1,5,EUR,,FBA\n\
                nowhere,O-3,2026-11-20,S-1,1,5,EUR,MAIN,\n";
    assert_eq!(shop.import(Kind::Sales, file.as_bytes()).await, tally(2, 0, 0, 1));
    assert_eq!((shop.on_hand("S-0").await, shop.on_hand("S-1").await), (8, 10));
    assert_eq!(shop.import(Kind::Sales, file.as_bytes()).await, tally(0, 0, 2, 1));
    let fewer = file.replace("S-0,2,9.99", "S-0,1,9.99");
    assert_eq!(shop.import(Kind::Sales, fewer.as_bytes()).await, tally(0, 1, 1, 1));
    assert_eq!(shop.on_hand("S-0").await, 9, "the difference moves");

    // EAST never goes below zero, not even for an order.
    let mut tx = shop.db.begin().await.unwrap();
    place::put_warehouse(&mut tx, "EAST", "East", BelowZero::Never).await.unwrap();
    tx.commit().await.unwrap();
    let east =
        "account,order,order date,sku,qty,price,currency,warehouse\nebay,O-9,2026-11-20,S-0,1,5,EUR,EAST\n";
    assert_eq!(
        shop.preview(Kind::Sales, east.as_bytes()).await.to_string(),
        "1 row: 0 new, 0 changed, 0 the same, 1 refused.
  ! Row 2, quantity: only 0 are there, and this warehouse does not go below zero."
    );
}
