//! Tables from people's files and back.
//!
//! [`Table`] reads CSV and XLSX row by row, whatever program and country they come from; a [`Row`] carries the number that
//! a person sees beside it in their program. Cells are text: what a number, an amount or a date in them means is read by
//! [`value`], which asks rather than guesses where a text can mean two things. [`guess`] finds out which column is which.
//! [`Writer`] makes files that come back through [`Table`] as they were.
//!
//! Nothing here knows chats or databases. Reading blocks, so that callers run it off the async threads.

pub mod row;
pub mod table;

pub mod columns;
pub mod value;
pub mod write;

pub mod encoding;
pub mod fault;
pub mod formula;
pub mod limits;

pub mod csv;
pub mod xlsx;

pub use columns::{Guess, Kind, Wanted, guess};
pub use fault::Fault;
pub use limits::Limits;
pub use row::{Cell, CellKind, Row};
pub use table::{About, Rows, Table};
pub use write::{Column, Format, Shape, Value, Writer};
