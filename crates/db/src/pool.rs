//! Opening the database, connections and transactions.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_recursion::async_recursion as boxed;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlSafeStr as _, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::{Conn, Tx};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong with the database. The URL, which may hold a password, is never part of the text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database URL must start with sqlite: or postgres:")]
    UnknownKind,
    #[error("the database URL cannot be read")]
    BadUrl,
    #[error("the database's tables could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The numbers of the changes that this program does not know.
    #[error("it is newer than this program, which does not know its change {}; run the version that made it, or restore a copy from before", numbers(.0))]
    Newer(Vec<i64>),
    #[error("the database did not do it: {0}")]
    Sql(#[from] sqlx::Error),
    /// Somebody else did it first: the row is not in the state this change was made for.
    #[error("the row was changed by somebody else")]
    Stale,
}

fn numbers(changes: &[i64]) -> String {
    changes.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

impl Error {
    /// Whether a unique or foreign key, a check or a trigger refused the change.
    pub fn is_constraint(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(e)) if e.is_unique_violation() || e.is_foreign_key_violation() || e.is_check_violation())
    }
}

/// How to open it.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections for reading (SQLite, which has one more for writing) or altogether (PostgreSQL).
    pub connections: u32,
    /// Whether a commit waits for the disk. Only tests, whose data nobody needs after a power cut, turn it off.
    pub durable: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections: 8, durable: true }
    }
}

/// The open database. Cloning it is cheap and gives the same one.
#[derive(Debug, Clone)]
pub enum Db {
    /// SQLite lets one connection write at a time, so there is one, and who wants to write waits in line for it instead
    /// of running into `SQLITE_BUSY`.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
        disk: Disk,
    },
    Postgres(PgPool),
}

/// Whether the one connection that writes waits for the disk at a commit; none when it never does. Only who holds the
/// connection reads or changes it.
#[derive(Debug, Clone)]
pub struct Disk(Option<Arc<AtomicBool>>);

impl Disk {
    pub(crate) fn new(durable: bool) -> Self {
        Self(durable.then(|| Arc::new(AtomicBool::new(true))))
    }

    /// Has the connection wait for the disk, or not. Who breaks off half-way leaves a connection that waits and is thought
    /// not to; never the other way round.
    async fn set(&self, connection: &mut SqliteConnection, wait: bool) -> Result<()> {
        let Some(waits) = self.0.as_ref().filter(|waits| waits.load(Ordering::Relaxed) != wait) else {
            return Ok(());
        };
        waits.store(false, Ordering::Relaxed);
        let mode = if wait { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = NORMAL" };
        sqlx::query(mode).execute(connection).await?;
        waits.store(wait, Ordering::Relaxed);
        Ok(())
    }
}

impl Db {
    /// Opens the database (for SQLite, creates the file) and brings its tables up to date.
    #[boxed]
    pub async fn open(url: &str, options: &Options) -> Result<Self> {
        let db = Self::connect(url, options).await?;
        db.bring_up_to_date().await?;
        Ok(db)
    }

    /// Opens the database without touching its tables.
    #[boxed]
    pub async fn connect(url: &str, options: &Options) -> Result<Self> {
        if url.starts_with("sqlite:") {
            let open = SqliteConnectOptions::from_str(url)
                .map_err(|_| Error::BadUrl)?
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(if options.durable { SqliteSynchronous::Full } else { SqliteSynchronous::Off })
                .busy_timeout(Duration::from_secs(20))
                .pragma("cache_size", "-8000")
                // In pages: 32 MB instead of 4. The same pages of an index are written again and again, and this once.
                .pragma("wal_autocheckpoint", "8000")
                .statement_cache_capacity(200);
            // There is no line to a file that could be dead, so nothing is tried before each use.
            let pool = || SqlitePoolOptions::new().test_before_acquire(false);
            let write = pool().max_connections(1).acquire_timeout(Duration::from_mins(1));
            let write = write.connect_with(open.clone()).await?;
            let read = pool().max_connections(options.connections).min_connections(0);
            // Several read, and what one has not kept the system has: only the writer is worth much memory.
            let read =
                read.connect_with(open.pragma("cache_size", "-2000").optimize_on_close(false, None)).await?;
            return Ok(Self::Sqlite { write, read, disk: Disk::new(options.durable) });
        }
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let open = PgConnectOptions::from_str(url).map_err(|_| Error::BadUrl)?;
            // Two who read a table at once would share their way through it, and one of them begin in the middle: what is
            // not put in order would not come in the same order again.
            let mut open = open.options([("synchronize_seqscans", "off")]);
            if !options.durable {
                open = open.options([("synchronous_commit", "off")]);
            }
            let pool = PgPoolOptions::new().max_connections(options.connections.max(2));
            return Ok(Self::Postgres(pool.connect_with(open).await?));
        }
        Err(Error::UnknownKind)
    }

    /// A connection to read with. What it reads is what is committed.
    #[boxed]
    pub async fn read(&self) -> Result<Conn> {
        Ok(match self {
            Self::Sqlite { read, .. } => Conn::Sqlite(Box::new(read.acquire().await?)),
            Self::Postgres(pool) => Conn::Postgres(Box::new(pool.acquire().await?)),
        })
    }

    /// A transaction to write in. On SQLite there is one at a time, so do the slow things before you ask for it.
    #[boxed]
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, disk, .. } => Tx::Sqlite(Box::new(begin(write, disk, true).await?)),
            Self::Postgres(pool) => Tx::Postgres(Box::new(pool.begin().await?)),
        })
    }

    /// The same for what may be undone by a power cut as if it had never been: its commit does not wait for the disk. It
    /// is there for everybody at once, and outlives the program; the next commit that waits takes it along.
    #[boxed]
    pub async fn begin_lightly(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, disk, .. } => Tx::Sqlite(Box::new(begin(write, disk, false).await?)),
            Self::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("SET LOCAL synchronous_commit = off").execute(&mut *tx).await?;
                Tx::Postgres(Box::new(tx))
            }
        })
    }

    /// For tests: makes an empty database of its own on a PostgreSQL server and gives its URL.
    #[boxed]
    pub async fn scratch(server: &str) -> Result<String> {
        let options = PgConnectOptions::from_str(server).map_err(|_| Error::BadUrl)?;
        let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
        let (name,): (String,) =
            sqlx::query_as("SELECT 'scratch_' || REPLACE(gen_random_uuid()::text, '-', '')")
                .fetch_one(&pool)
                .await?;
        sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&pool).await?;
        pool.close().await;
        let (head, query) =
            server.split_once('?').map_or((server, String::new()), |(h, q)| (h, format!("?{q}")));
        let base = head.rsplit_once('/').map_or(head, |(base, _)| base);
        Ok(format!("{base}/{name}{query}"))
    }

    /// `"sqlite"` or `"postgres"`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Finishes what is under way and closes every connection.
    #[boxed]
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

async fn begin(pool: &SqlitePool, disk: &Disk, wait: bool) -> Result<Transaction<'static, Sqlite>> {
    let mut connection = pool.acquire().await?;
    disk.set(&mut connection, wait).await?;
    Ok(Transaction::begin(connection, Some("BEGIN IMMEDIATE".into_sql_str())).await?)
}
