//! What the pool lends: connections, and transactions on them.

use std::fmt;
use std::pin::Pin;

use async_recursion::async_recursion as boxed;
use sqlx::pool::PoolConnection;
use sqlx::{Database, PgConnection, SqliteConnection, Transaction};

use crate::Result;

/// What the pool lends, as an object: a crate that could drop the thing itself would have the compiler write out all that
/// gives it back, and with that the pools and the connections of both databases.
pub trait Lent<C>: fmt::Debug + Send + Sync {
    fn connection(&mut self) -> &mut C;
}

impl<DB: Database<Connection: Sync>> Lent<DB::Connection> for PoolConnection<DB> {
    fn connection(&mut self) -> &mut DB::Connection {
        self
    }
}

impl<DB: Database<Connection: Sync>> Lent<DB::Connection> for Transaction<'static, DB> {
    fn connection(&mut self) -> &mut DB::Connection {
        self
    }
}

/// The same of a transaction.
pub trait Begun<C>: Lent<C> {
    fn commit(self: Box<Self>) -> Ending;
    fn rollback(self: Box<Self>) -> Ending;
}

/// A transaction that is coming to its end.
type Ending = Pin<Box<dyn Future<Output = sqlx::Result<()>> + Send>>;

impl<DB: Database<Connection: Sync>> Begun<DB::Connection> for Transaction<'static, DB> {
    fn commit(self: Box<Self>) -> Ending {
        Box::pin(Transaction::commit(*self))
    }

    fn rollback(self: Box<Self>) -> Ending {
        Box::pin(Transaction::rollback(*self))
    }
}

/// A connection lent by the pool.
#[derive(Debug)]
pub enum Conn {
    Sqlite(Box<dyn Lent<SqliteConnection>>),
    Postgres(Box<dyn Lent<PgConnection>>),
}

impl Conn {
    pub fn handle(&mut self) -> Handle<'_> {
        match self {
            Self::Sqlite(c) => Handle::Sqlite(c.connection()),
            Self::Postgres(c) => Handle::Postgres(c.connection()),
        }
    }
}

/// A transaction: dropped without [`Tx::commit`], it never happened.
#[derive(Debug)]
pub enum Tx {
    Sqlite(Box<dyn Begun<SqliteConnection>>),
    Postgres(Box<dyn Begun<PgConnection>>),
}

impl Tx {
    pub fn handle(&mut self) -> Handle<'_> {
        match self {
            Self::Sqlite(c) => Handle::Sqlite(c.connection()),
            Self::Postgres(c) => Handle::Postgres(c.connection()),
        }
    }

    #[boxed]
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    #[boxed]
    pub async fn rollback(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

/// What the statement macros run on.
#[derive(Debug)]
pub enum Handle<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// Where a statement can run: in a transaction, or on a connection that reads.
pub trait On: Send {
    fn handle(&mut self) -> Handle<'_>;
}

impl On for Conn {
    fn handle(&mut self) -> Handle<'_> {
        Self::handle(self)
    }
}

impl On for Tx {
    fn handle(&mut self) -> Handle<'_> {
        Self::handle(self)
    }
}
