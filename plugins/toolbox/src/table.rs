//! Tables: JSON to CSV and back.

pub mod from_json;
pub mod to_json;

mod flatten;
mod names;

pub use sheets::csv::dialect::Delimiter;
