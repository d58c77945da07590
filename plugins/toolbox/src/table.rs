//! Tables: JSON to CSV and back.

pub mod from_json;
pub mod to_json;

mod dialect;
mod flatten;
mod formula;
mod names;

pub use dialect::Delimiter;
