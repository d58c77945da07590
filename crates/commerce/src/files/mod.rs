//! Files in and out: products, counted stock, prices, costs, barcodes, sales, as CSV or XLSX.
//!
//! Every kind of file is one description ([`Kind::fields`]): names, what others call them, what a cell means, what is
//! needed. Guessing columns, reading cells, comparing, the preview and the export are made from it; a kind adds only how
//! its rows are found and written. A row says what is to be; an empty cell or a missing column leaves what is there, and
//! so does a row that is not in the file.
//!
//! The way of a file: [`look`] finds the columns → [`Import`] is what was agreed on, small enough to lie behind a button →
//! [`preview`] goes through every row and writes nothing → [`Batches`] and [`Import::apply`] write, a step at a time; the
//! last row of a step is a checkpoint. [`export`] makes the same columns, which come back in as they are.

mod field;
mod kind;

mod look;
mod read;
mod record;

mod compare;
mod earlier;
mod import;
mod preview;
mod refusal;
mod shared;

mod export;
mod store;

pub use compare::{Change, Judged, Tally, Verdict};
pub use export::{Fault as ExportFault, export};
pub use field::{Field, Meaning, Need};
pub use import::{Batch, Batches, Import};
pub use kind::Kind;
pub use look::{Look, Mapping, fingerprint, look};
pub use preview::{Fault, Preview, preview, preview_of};
pub use record::{Datum, Record};
pub use refusal::{Refusal, Why};

#[cfg(test)]
mod tests;
