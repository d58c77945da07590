//! Every fault is seen on the wire, by a client that knows nothing of the emulator. The tables are exhaustive matches: a
//! new `how` does not compile before somebody has said what it looks like.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on says where")]

mod call;

mod good;
mod words;

mod answers;
mod capability;
mod refusals;
mod streams;
mod transport;

mod control;
mod when;
