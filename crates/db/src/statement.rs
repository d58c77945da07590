//! The macros that run one SQL text on both kinds of database.

/// Runs a statement; gives the number of rows it changed.
///
/// ```ignore
/// let changed = db::execute!(tx, "UPDATE member SET role = $1 WHERE user_id = $2", role, user)?;
/// ```
#[macro_export]
macro_rules! execute {
    ($on:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $on.handle() {
            $crate::Handle::Sqlite(c) => $crate::sqlx::query($sql)$(.bind($arg))*.execute(c).await.map(|done| done.rows_affected()),
            $crate::Handle::Postgres(c) => $crate::sqlx::query($sql)$(.bind($arg))*.execute(c).await.map(|done| done.rows_affected()),
        }.map_err($crate::Error::from)
    };
}

/// All rows, each read into the given type (a tuple, or a struct with `#[derive(sqlx::FromRow)]`).
#[macro_export]
macro_rules! fetch_all {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $on.handle() {
            $crate::Handle::Sqlite(c) => $crate::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await,
            $crate::Handle::Postgres(c) => $crate::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await,
        }.map_err($crate::Error::from)
    };
}

/// The first row, or `None`.
#[macro_export]
macro_rules! fetch_optional {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $on.handle() {
            $crate::Handle::Sqlite(c) => $crate::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(c).await,
            $crate::Handle::Postgres(c) => $crate::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(c).await,
        }.map_err($crate::Error::from)
    };
}

/// The one row there must be.
#[macro_export]
macro_rules! fetch_one {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $on.handle() {
            $crate::Handle::Sqlite(c) => $crate::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_one(c).await,
            $crate::Handle::Postgres(c) => $crate::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_one(c).await,
        }.map_err($crate::Error::from)
    };
}

/// One statement for many rows: each run of a statement costs a trip to the database, so what comes in batches is written
/// in one. The block fills a [`sqlx::QueryBuilder`], whose placeholders are right for either kind.
///
/// ```ignore
/// db::execute_built!(tx, |q| {
///     q.push("DELETE FROM tap WHERE key IN (").push_values(&keys, |mut row, key| { row.push_bind(*key); }).push(")");
/// })?;
/// ```
#[macro_export]
macro_rules! execute_built {
    ($on:expr, |$q:ident| $body:block) => {
        match $on.handle() {
            $crate::Handle::Sqlite(c) => {
                let mut $q = $crate::sqlx::QueryBuilder::<$crate::sqlx::Sqlite>::new("");
                $body
                $q.build().persistent(false).execute(c).await.map(|done| done.rows_affected())
            }
            $crate::Handle::Postgres(c) => {
                let mut $q = $crate::sqlx::QueryBuilder::<$crate::sqlx::Postgres>::new("");
                $body
                $q.build().persistent(false).execute(c).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::Error::from)
    };
}

/// The same, with the rows that the statement returns.
#[macro_export]
macro_rules! fetch_built {
    ($on:expr, $row:ty, |$q:ident| $body:block) => {
        match $on.handle() {
            $crate::Handle::Sqlite(c) => {
                let mut $q = $crate::sqlx::QueryBuilder::<$crate::sqlx::Sqlite>::new("");
                $body
                $q.build_query_as::<$row>().persistent(false).fetch_all(c).await
            }
            $crate::Handle::Postgres(c) => {
                let mut $q = $crate::sqlx::QueryBuilder::<$crate::sqlx::Postgres>::new("");
                $body
                $q.build_query_as::<$row>().persistent(false).fetch_all(c).await
            }
        }
        .map_err($crate::Error::from)
    };
}
