//! The tables' history: a shop that grew up with it loses nothing on the way, and a look at it leaves it as it is.

#![expect(clippy::unwrap_used, reason = "what is missing ends the test, with what was missing")]

mod filled;
mod grown;
mod look;

use std::collections::BTreeMap;
use std::path::Path;

use db::sqlx::migrate::Migrator;
use db::{Db, Result};

/// A database of one's own: where it is, and the folder in which it lies.
async fn place() -> (String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = match std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
        Ok(server) => Db::scratch(&server).await.unwrap(),
        Err(_) => format!("sqlite:{}", folder.path().join("shop.sqlite").display()),
    };
    (url, folder)
}

async fn history(db: &Db) -> Migrator {
    let folder = format!("../../migrations/{}", if db.kind() == "sqlite" { "sqlite" } else { "postgres" });
    Migrator::new(Path::new(&folder)).await.unwrap()
}

/// Makes the tables as they were then.
async fn made_up_to(db: &Db, history: &Migrator, version: i64) {
    match db {
        Db::Sqlite { write, .. } => history.run_to(version, write).await.unwrap(),
        Db::Postgres(pool) => history.run_to(version, pool).await.unwrap(),
    }
}

async fn execute(db: &Db, sql: String) -> Result<()> {
    let mut tx = db.begin().await?;
    db::execute!(&mut tx, sql)?;
    tx.commit().await
}

/// How many rows each table has.
async fn rows(db: &Db) -> BTreeMap<String, i64> {
    let mut on = db.read().await.unwrap();
    let names = match db.kind() {
        "sqlite" => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        _ => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
    };
    let names: Vec<(String,)> = db::fetch_all!(&mut on, (String,), names).unwrap();
    let mut rows = BTreeMap::new();
    for (name,) in names {
        let (count,) = db::fetch_one!(&mut on, (i64,), format!("SELECT COUNT(*) FROM {name}")).unwrap();
        rows.insert(name, count);
    }
    rows
}
