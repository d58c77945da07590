//! What was asked, for assertions.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::Fault;

/// The log keeps so many of the newest requests …
const ENTRIES: usize = 10_000;
/// … and so many bytes of their bodies, about.
const BYTES: usize = 64 << 20;

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, since the last reset.
    pub number: u64,
    /// `openai`, `anthropic` or `gemini`.
    pub api: String,
    /// Empty where a refused request names none.
    pub model: String,
    pub stream: bool,
    /// How often this model was asked for these texts, from 1; 0 for a request that was not understood.
    pub attempt: u32,
    /// The body; as a string where it is not JSON.
    pub body: Value,
    /// The faults that struck.
    pub faults: Vec<Fault>,
    /// Why the request was not understood. Refusals by the plan are among the faults.
    pub malformed: Option<String>,
}

/// The newest requests, oldest first.
#[derive(Debug, Default)]
pub struct Log {
    entries: VecDeque<(usize, Entry)>,
    bytes: usize,
}

impl Log {
    /// `size` is the body's, in bytes.
    pub fn push(&mut self, size: usize, entry: Entry) {
        self.bytes += size;
        self.entries.push_back((size, entry));
        while self.entries.len() > ENTRIES || (self.bytes > BYTES && self.entries.len() > 1) {
            self.bytes -= self.entries.pop_front().map_or(0, |(size, _)| size);
        }
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.newest(usize::MAX)
    }

    pub fn newest(&self, most: usize) -> Vec<Entry> {
        let older = self.entries.len().saturating_sub(most);
        self.entries.iter().skip(older).map(|(_, entry)| entry.clone()).collect()
    }
}
