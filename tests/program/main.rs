//! Stories of the shipped program: started as a process, talking HTTP to a Telegram on this machine, killed and started
//! again. On SQLite, or on the PostgreSQL server that `QUARTERMASTER_TEST_DATABASE_URL` names.

mod world;

mod buttons;
mod crash;
mod edges;
mod limits;
