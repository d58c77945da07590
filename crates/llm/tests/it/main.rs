//! The client against servers that misbehave, over real connections.
//!
//! Every module says that it is a test, because clippy takes a file in `tests` for an ordinary one.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod emulator;
#[cfg(test)]
mod ladder;
#[cfg(test)]
mod server;
#[cfg(test)]
mod trouble;
