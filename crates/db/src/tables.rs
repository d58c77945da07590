//! The tables' history: bringing them up to date, and looking at how far they are without touching anything.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use async_recursion::async_recursion as boxed;
use sqlx::migrate::{Migration, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::Handle;
use crate::pool::{Db, Disk, Error, Result};

/// How a database's tables stand to what this program makes of them. Changes go by the names of their files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// The next start makes these.
    pub missing: Vec<String>,
    /// This program does not know these: a newer one made them.
    pub unknown: Vec<i64>,
    /// They were begun and not finished, or they are not what this program would have made: it would not start.
    pub broken: Vec<String>,
    /// Nothing was ever made here.
    pub empty: bool,
}

impl Tables {
    pub fn are_up_to_date(&self) -> bool {
        self.missing.is_empty() && self.unknown.is_empty() && self.broken.is_empty()
    }
}

/// The file that a SQLite database has or will have; a server has none.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let open = url.starts_with("sqlite:").then(|| SqliteConnectOptions::from_str(url).ok())??;
    Some(open.get_filename().to_path_buf())
}

impl Db {
    /// Our tables and those of the job queue. Nothing is touched when a newer program has been here: what it keeps may mean
    /// something else than this one believes.
    pub(crate) async fn bring_up_to_date(&self) -> Result<()> {
        let unknown = self.tables().await?.unknown;
        if !unknown.is_empty() {
            return Err(Error::Newer(unknown));
        }
        for history in self.histories() {
            match self {
                Self::Sqlite { write, .. } => history.run(write).await?,
                Self::Postgres(pool) => history.run(pool).await?,
            }
        }
        Ok(())
    }

    /// The job queue's history and ours, in the order in which they are made.
    fn histories(&self) -> [Migrator; 2] {
        let mut both = match self {
            Self::Sqlite { .. } => {
                [apalis_sqlite::SqliteStorage::migrations(), sqlx::migrate!("../../migrations/sqlite")]
            }
            Self::Postgres(_) => {
                [apalis_postgres::PostgresStorage::migrations(), sqlx::migrate!("../../migrations/postgres")]
            }
        };
        for history in &mut both {
            // On SQLite both are written down in one table, so each must overlook the other's rows.
            history.set_ignore_missing(true);
        }
        both
    }

    /// Opens the database only to look at it: nothing can be written. None when there is no file yet.
    #[boxed]
    pub async fn look(url: &str) -> Result<Option<Self>> {
        if url.starts_with("sqlite:") {
            let open = SqliteConnectOptions::from_str(url).map_err(|_| Error::BadUrl)?;
            if !open.get_filename().exists() {
                return Ok(None);
            }
            let open = open.create_if_missing(false).read_only(true).busy_timeout(Duration::from_secs(20));
            let pool = SqlitePoolOptions::new().max_connections(2).connect_with(open).await?;
            return Ok(Some(Self::Sqlite { write: pool.clone(), read: pool, disk: Disk::new(false) }));
        }
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let open = PgConnectOptions::from_str(url).map_err(|_| Error::BadUrl)?;
            let open = open.options([("default_transaction_read_only", "on")]);
            let pool = PgPoolOptions::new().max_connections(2).connect_with(open).await?;
            return Ok(Some(Self::Postgres(pool)));
        }
        Err(Error::UnknownKind)
    }

    /// How far the tables are.
    #[boxed]
    pub async fn tables(&self) -> Result<Tables> {
        let histories = self.histories();
        let known = histories.iter().flat_map(Migrator::iter);
        let known: BTreeMap<i64, &Migration> = known.map(|one| (one.version, one)).collect();
        let mut applied = Applied::new();
        for history in &histories {
            applied.extend(self.applied(&history.table_name).await?);
        }
        let mut tables = Tables { empty: applied.is_empty(), ..Tables::default() };
        for (version, (success, checksum)) in &applied {
            match known.get(version) {
                None => tables.unknown.push(*version),
                Some(one) if !success || one.checksum != *checksum => tables.broken.push(name(one)),
                Some(_) => {}
            }
        }
        let missing = known.values().filter(|one| !applied.contains_key(&one.version));
        tables.missing.extend(missing.map(|one| name(one)));
        Ok(tables)
    }

    /// What has been made, by a history that is written down there.
    async fn applied(&self, table: &str) -> Result<Applied> {
        let mut on = self.read().await?;
        let there = match on.handle() {
            Handle::Sqlite(_) => "SELECT COUNT(*) FROM sqlite_schema WHERE name = $1",
            Handle::Postgres(_) => "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass($1)",
        };
        let (there,) = crate::fetch_one!(&mut on, (i64,), there, table)?;
        if there == 0 {
            return Ok(Applied::new());
        }
        let sql = format!("SELECT version, success, checksum FROM {table}");
        let rows: Vec<(i64, bool, Vec<u8>)> = crate::fetch_all!(&mut on, (i64, bool, Vec<u8>), sql)?;
        Ok(rows.into_iter().map(|(version, success, checksum)| (version, (success, checksum))).collect())
    }
}

/// Changes by their numbers: whether each was finished, and what it was made of.
type Applied = BTreeMap<i64, (bool, Vec<u8>)>;

/// As its file is called.
fn name(one: &Migration) -> String {
    format!("{:04}_{}", one.version, one.description.replace(' ', "_"))
}
