//! One database, two kinds: SQLite inside the program, or PostgreSQL.
//!
//! Every statement is written once, with `$1` placeholders, and runs natively on both: [`Conn`] is an enum over the two
//! connections, and the macros ([`execute!`], [`fetch_all!`], [`fetch_optional!`], [`fetch_one!`]) bind the same
//! arguments on whichever is there. `sqlx`'s own `Any` driver does not serve: it lacks booleans on SQLite, and timestamps
//! and numerics on PostgreSQL.

mod lent;
mod pool;
mod statement;
mod tables;
mod timestamp;

pub use lent::{Begun, Conn, Handle, Lent, On, Tx};
pub use pool::{Db, Error, Options, Result};
pub use sqlx;
pub use sqlx::types::Json;
pub use statement::{Read, Statement, Value, Values};
pub use tables::{Tables, sqlite_file};
pub use timestamp::Timestamp;
