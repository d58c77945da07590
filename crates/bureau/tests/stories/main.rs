//! Stories of the bureau: what people order, what goes wrong, and what they get. On SQLite, or on the PostgreSQL server that
//! `QUARTERMASTER_TEST_DATABASE_URL` names.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what is missing ends the story")]

mod script;
mod world;

mod crash;
mod laws;
mod misbehaviour;
mod money;
mod order;
mod refusals;
mod review;
mod storm;
mod stubborn;
mod truth;
mod utf8;
