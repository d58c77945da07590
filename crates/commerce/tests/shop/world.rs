//! A small shop in a database of its own.

use commerce::ledger::{Document, Line};
use commerce::{
    AccountId, AccountState, BelowZero, MovementKind, SkuId, WarehouseId, catalogue, ledger, place,
};
use db::{Conn, Db, Options, Timestamp, Tx};

pub struct World {
    _folder: Option<tempfile::TempDir>,
    pub db: Db,
    /// Nothing goes below zero here.
    pub vault: WarehouseId,
    /// Only what marketplaces have sold does.
    pub shop: WarehouseId,
    pub ebay: AccountId,
    pub amazon: AccountId,
}

pub const DAY: i64 = 86_400;

/// Noon of a day of the story; day 0 is 2026-03-01.
pub fn day(n: i64) -> Timestamp {
    Timestamp::from_secs(1_772_323_200 + 12 * 3600 + n * DAY)
}

impl World {
    pub async fn open() -> Self {
        let options = Options { connections: 16, durable: false };
        let (folder, url) = if let Ok(server) = std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
            (None, Db::scratch(&server).await.unwrap())
        } else {
            let folder = tempfile::tempdir().unwrap();
            let url = format!("sqlite:{}", folder.path().join("shop.sqlite").display());
            (Some(folder), url)
        };
        let db = Db::open(&url, &options).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let vault = place::put_warehouse(&mut tx, "VAULT", "Vault", BelowZero::Never).await.unwrap();
        let shop = place::put_warehouse(&mut tx, "SHOP", "Shop", BelowZero::Sales).await.unwrap();
        let mut accounts = Vec::new();
        for marketplace in ["ebay", "amazon"] {
            let account = place::Account {
                id: AccountId(0),
                code: format!("{marketplace}-main"),
                marketplace: marketplace.to_owned(),
                name: marketplace.to_owned(),
                state: AccountState::Active,
            };
            accounts.push(place::put_account(&mut tx, &account).await.unwrap());
        }
        tx.commit().await.unwrap();
        Self { _folder: folder, db, vault, shop, ebay: accounts[0], amazon: accounts[1] }
    }

    pub async fn tx(&self) -> Tx {
        self.db.begin().await.unwrap()
    }

    pub async fn read(&self) -> Conn {
        self.db.read().await.unwrap()
    }

    pub async fn sku(&self, code: &str, title: &str) -> SkuId {
        self.draft(catalogue::Draft::new(code, title)).await
    }

    pub async fn draft(&self, draft: catalogue::Draft) -> SkuId {
        let mut tx = self.tx().await;
        catalogue::upsert(&mut tx, std::slice::from_ref(&draft), day(0)).await.unwrap();
        let id = catalogue::by_code(&mut tx, &draft.code).await.unwrap().unwrap().id;
        tx.commit().await.unwrap();
        id
    }

    /// One movement under a number of its own.
    pub async fn post(&self, id: &str, line: Line, at: Timestamp) -> commerce::Result<ledger::Posted> {
        let mut tx = self.tx().await;
        let document = Document::one(("test", id), "anna", "a test", at, line);
        let posted = ledger::post(&mut tx, &[document], at).await?;
        tx.commit().await.unwrap();
        Ok(posted)
    }

    pub async fn receives(&self, sku: SkuId, warehouse: WarehouseId, quantity: i64) {
        let line = Line::new(MovementKind::Receive, sku, warehouse, quantity);
        self.post(&format!("receipt-{sku}-{warehouse}"), line, day(0)).await.unwrap();
    }

    pub async fn on_hand(&self, sku: SkuId, warehouse: WarehouseId) -> i64 {
        let balances = commerce::balance::of(&mut self.read().await, sku).await.unwrap();
        balances.into_iter().find(|b| b.warehouse_id == warehouse).unwrap().on_hand
    }

    /// Every projection is what it is a projection of.
    pub async fn adds_up(&self) {
        let mut on = self.read().await;
        assert_eq!(commerce::balance::check(&mut on).await.unwrap(), []);
        assert_eq!(commerce::balance::check_sums(&mut on).await.unwrap(), []);
    }
}
