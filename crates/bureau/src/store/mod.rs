//! The bureau's tables. Nothing outside this folder holds SQL.

pub mod job;
pub mod segment;

pub mod call;
pub mod endpoint;

pub mod memory;
pub mod preset;
pub mod term;
