//! The sandbox from outside: what it answers, over HTTP and without it.
//!
//! Every module says that it is a test, because clippy takes a file in `tests` for an ordinary one.

#![expect(clippy::needless_pass_by_value, reason = "`json!(..)` reads better than `&json!(..)`")]

#[cfg(test)]
mod control;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod entities;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod files;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod markdown;
#[cfg(test)]
mod polling;
#[cfg(test)]
mod probes;
#[cfg(test)]
mod probes_buttons;
#[cfg(test)]
mod probes_copies;
#[cfg(test)]
mod probes_forms;
#[cfg(test)]
mod probes_json;
#[cfg(test)]
mod probes_more;
#[cfg(test)]
mod probes_options;
#[cfg(test)]
mod probes_servers;
#[cfg(test)]
mod probes_td;
#[cfg(test)]
mod probes_td_more;
#[cfg(test)]
mod probes_words;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod rich;
#[cfg(test)]
mod room;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod shapes;
#[cfg(test)]
mod state;
#[cfg(test)]
mod table;
#[cfg(test)]
mod transport;
#[cfg(test)]
mod webhooks;
#[cfg(test)]
mod wire;
