//! Stories of the shipped program: started as a process, talking HTTP to a Telegram on this machine, killed and started
//! again. On SQLite, or on the PostgreSQL server that `QUARTERMASTER_TEST_DATABASE_URL` names.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is missing ends the story, with what was missing"
)]

mod world;

mod buttons;
mod crash;
mod edges;
mod files;
mod limits;
mod translate_command;
mod translation;
