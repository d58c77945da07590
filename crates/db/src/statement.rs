//! One SQL text, run on whichever database is there.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::pin::Pin;

use futures::TryStreamExt as _;
use sqlx::postgres::{PgArguments, PgQueryResult, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteQueryResult, SqliteRow};
use sqlx::{
    Arguments as _, AssertSqlSafe, Database, Encode, Executor, IntoArguments, Postgres, SqlSafeStr as _,
    Sqlite, Type,
};

use crate::{Handle, Result};

/// What can be bound: known to both databases.
pub trait Value<'v>: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres> {}

impl<'v, T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>> Value<'v> for T {}

/// What a row can be read into, from both databases: a tuple, or a struct with `#[derive(sqlx::FromRow)]`.
pub trait Read:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

impl<R: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin> Read for R {}

/// A statement that is put together and then run.
///
/// Only the smallest parts of it are generic, and what waits for the database is boxed: a statement appears hundreds of
/// times, and the compiler writes everything generic out for each of them, once for every crate that awaits it.
#[derive(Debug)]
pub struct Statement<'c> {
    on: Handle<'c>,
    text: Cow<'static, str>,
    sqlite: SqliteArguments,
    postgres: PgArguments,
    /// The first value that could not be bound.
    fault: Option<sqlx::Error>,
}

impl<'c> Statement<'c> {
    /// Texts are ours: nothing that anybody typed is ever part of one.
    pub fn new(on: Handle<'c>, text: impl Into<Cow<'static, str>>) -> Self {
        let (sqlite, postgres) = (SqliteArguments::default(), PgArguments::default());
        Self { on, text: text.into(), sqlite, postgres, fault: None }
    }

    /// Binds the next value.
    #[must_use]
    pub fn bind<'v>(mut self, value: impl Value<'v>) -> Self {
        self.add(value);
        self
    }

    fn add<'v>(&mut self, value: impl Value<'v>) {
        let bound = match self.on {
            Handle::Sqlite(_) => sqlx::Arguments::add(&mut self.sqlite, value),
            Handle::Postgres(_) => self.postgres.add(value),
        };
        if let Err(why) = bound {
            self.fault.get_or_insert(sqlx::Error::Encode(why));
        }
    }

    pub fn push(&mut self, sql: impl Display) -> &mut Self {
        // Writing into a text in memory does not fail.
        let _ = write!(self.text.to_mut(), "{sql}");
        self
    }

    /// Binds the next value and writes its placeholder.
    pub fn push_bind<'v>(&mut self, value: impl Value<'v>) -> &mut Self {
        self.add(value);
        self.placeholder();
        self
    }

    fn placeholder(&mut self) {
        // SQLite looks a numbered placeholder up among all others; of thousands that would take long.
        let _ = match self.on {
            Handle::Sqlite(_) => self.text.to_mut().write_str("?"),
            Handle::Postgres(_) => write!(self.text.to_mut(), "${}", self.postgres.len()),
        };
    }

    /// Values between commas, for `IN (…)`.
    pub fn push_list<'v>(&mut self, values: impl IntoIterator<Item = impl Value<'v>>) -> &mut Self {
        for (n, value) in values.into_iter().enumerate() {
            if n > 0 {
                self.push(", ");
            }
            self.push_bind(value);
        }
        self
    }

    /// `VALUES` and a row for each item, each filled by `fill`.
    pub fn push_values<I: IntoIterator>(
        &mut self,
        items: I,
        mut fill: impl FnMut(&mut Values<'_, 'c>, I::Item),
    ) -> &mut Self {
        self.push("VALUES ");
        for (n, item) in items.into_iter().enumerate() {
            self.push(if n > 0 { ", (" } else { "(" });
            fill(&mut Values { of: self, begun: false }, item);
            self.push(")");
        }
        self
    }

    /// Runs it; the number of rows it changed.
    pub async fn execute(self) -> Result<u64> {
        Ok(self.run(Wanted::Nothing).await?)
    }

    /// Runs it; all rows.
    pub async fn fetch_all<R: Read>(self) -> Result<Vec<R>> {
        let mut rows = Rows(Vec::new());
        self.run(Wanted::All(&mut rows)).await?;
        Ok(rows.0)
    }

    /// Runs it; the first row, or `None`.
    pub async fn fetch_optional<R: Read>(self) -> Result<Option<R>> {
        let mut rows = Rows(Vec::new());
        self.run(Wanted::First(&mut rows)).await?;
        Ok(rows.0.pop())
    }

    /// Runs it; the one row there must be.
    pub async fn fetch_one<R: Read>(self) -> Result<R> {
        Ok(self.fetch_optional().await?.ok_or(sqlx::Error::RowNotFound)?)
    }

    fn run<'a>(self, wanted: Wanted<'a>) -> Pin<Box<dyn Future<Output = sqlx::Result<u64>> + Send + 'a>>
    where
        'c: 'a,
    {
        if let Some(fault) = self.fault {
            return Box::pin(std::future::ready(Err(fault)));
        }
        // A text that was put together is one of many, and not worth remembering on the connection.
        let (persistent, text) = match self.text {
            Cow::Borrowed(text) => (true, text.into_sql_str()),
            Cow::Owned(text) => (false, AssertSqlSafe(text).into_sql_str()),
        };
        match self.on {
            Handle::Sqlite(c) => {
                let query = sqlx::query_with(text, self.sqlite).persistent(persistent);
                Box::pin(on::<Sqlite>(
                    c,
                    query,
                    wanted,
                    |rows, row| rows.sqlite(row),
                    SqliteQueryResult::rows_affected,
                ))
            }
            Handle::Postgres(c) => {
                let query = sqlx::query_with(text, self.postgres).persistent(persistent);
                Box::pin(on::<Postgres>(
                    c,
                    query,
                    wanted,
                    |rows, row| rows.postgres(row),
                    PgQueryResult::rows_affected,
                ))
            }
        }
    }
}

async fn on<DB: Database>(
    connection: &mut DB::Connection,
    query: Query<'_, DB, DB::Arguments>,
    wanted: Wanted<'_>,
    keep: fn(&mut dyn Keep, &DB::Row) -> sqlx::Result<()>,
    changed: fn(&DB::QueryResult) -> u64,
) -> sqlx::Result<u64>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    DB::Arguments: IntoArguments<DB>,
{
    match wanted {
        Wanted::Nothing => {
            let done = query.execute(connection).await?;
            return Ok(changed(&done));
        }
        Wanted::First(rows) => {
            if let Some(row) = query.fetch_optional(connection).await? {
                keep(rows, &row)?;
            }
        }
        Wanted::All(rows) => {
            let mut found = query.fetch(connection);
            while let Some(row) = found.try_next().await? {
                keep(rows, &row)?;
            }
        }
    }
    Ok(0)
}

/// What is wanted of a statement.
enum Wanted<'a> {
    Nothing,
    First(&'a mut dyn Keep),
    All(&'a mut dyn Keep),
}

/// Reads rows and keeps them.
trait Keep: Send {
    fn sqlite(&mut self, row: &SqliteRow) -> sqlx::Result<()>;
    fn postgres(&mut self, row: &PgRow) -> sqlx::Result<()>;
}

struct Rows<R>(Vec<R>);

impl<R: Read> Keep for Rows<R> {
    fn sqlite(&mut self, row: &SqliteRow) -> sqlx::Result<()> {
        self.0.push(R::from_row(row)?);
        Ok(())
    }

    fn postgres(&mut self, row: &PgRow) -> sqlx::Result<()> {
        self.0.push(R::from_row(row)?);
        Ok(())
    }
}

/// The row of values that is being filled.
#[derive(Debug)]
pub struct Values<'s, 'c> {
    of: &'s mut Statement<'c>,
    begun: bool,
}

impl Values<'_, '_> {
    pub fn push_bind<'v>(&mut self, value: impl Value<'v>) -> &mut Self {
        self.comma();
        self.of.push_bind(value);
        self
    }

    pub fn push(&mut self, sql: impl Display) -> &mut Self {
        self.comma();
        self.of.push(sql);
        self
    }

    fn comma(&mut self) {
        if std::mem::replace(&mut self.begun, true) {
            self.of.push(", ");
        }
    }
}

/// Runs a statement; gives the number of rows it changed.
///
/// ```ignore
/// let changed = db::execute!(tx, "UPDATE member SET role = $1 WHERE user_id = $2", role, user)?;
/// ```
#[macro_export]
macro_rules! execute {
    ($on:expr, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::run!(execute(), $on, $sql $(, $arg)*) };
}

/// All rows, each read into the given type (a tuple, or a struct with `#[derive(sqlx::FromRow)]`).
#[macro_export]
macro_rules! fetch_all {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::run!(fetch_all::<$row>(), $on, $sql $(, $arg)*) };
}

/// The first row, or `None`.
#[macro_export]
macro_rules! fetch_optional {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::run!(fetch_optional::<$row>(), $on, $sql $(, $arg)*) };
}

/// The one row there must be.
#[macro_export]
macro_rules! fetch_one {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::run!(fetch_one::<$row>(), $on, $sql $(, $arg)*) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! run {
    ($how:ident $(::<$row:ty>)? (), $on:expr, $sql:expr $(, $arg:expr)*) => {{
        let statement = $crate::Statement::new($on.handle(), $sql)$(.bind($arg))*;
        statement.$how $(::<$row>)? ().await
    }};
}

/// One statement for many rows: each run of a statement costs a trip to the database, so what comes in batches is written
/// in one. The block fills a [`Statement`].
///
/// ```ignore
/// db::execute_built!(tx, |q| {
///     q.push("DELETE FROM tap WHERE key IN (").push_list(&keys).push(")");
/// })?;
/// ```
#[macro_export]
macro_rules! execute_built {
    ($on:expr, |$q:ident| $body:block) => {{
        let mut $q = $crate::Statement::new($on.handle(), String::new());
        $body
        $q.execute().await
    }};
}

/// The same, with the rows that the statement returns.
#[macro_export]
macro_rules! fetch_built {
    ($on:expr, $row:ty, |$q:ident| $body:block) => {{
        let mut $q = $crate::Statement::new($on.handle(), String::new());
        $body
        $q.fetch_all::<$row>().await
    }};
}
