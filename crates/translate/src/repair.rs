//! From an answer that may be anything to a translation that is right, or to the source with the reason: a ladder of
//! steps per text, each of which asks for less.

mod judge;
mod ladder;
mod limits;
mod reinsert;
mod runs;
mod tidy;

pub use judge::{Checker, Judged};
pub use ladder::{Answer, Done, Next, Repair, Request};
pub use limits::{Allowance, Breaker};
pub use tidy::{Fix, tidy};

#[cfg(test)]
pub(crate) mod tests;
