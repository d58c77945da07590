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
