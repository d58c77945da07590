//! The shop's laws and stories, on SQLite or on the PostgreSQL server that `QUARTERMASTER_TEST_DATABASE_URL` names.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing ends the test, with what was missing"
)]

mod world;

mod catalogue_story;
mod counting_story;
mod ledger_story;
mod money_story;
mod properties_story;
mod sales_story;
mod writers_story;
