//! The kit's tables. Nothing outside this folder holds SQL of theirs.

pub mod inbox;
pub mod outbox;

pub mod audit;
pub mod form;
pub mod job;
pub mod lease;
pub mod people;
pub mod scene;
pub mod schedule;
pub mod setting;
pub mod subscription;
pub mod tap;
