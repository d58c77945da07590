//! Probes as rows of a table: all of them are tried, and those that differ are told of together.

use std::fmt::Display;

use serde_json::Value;

use crate::room::{Room, params};

#[derive(Default)]
pub struct Table {
    rows: usize,
    wrong: Vec<String>,
}

impl Table {
    /// Tries one row.
    pub fn row(&mut self, what: impl Display, got: impl Display, expected: &str) {
        self.rows += 1;
        let got = got.to_string();
        if got != expected {
            self.wrong.push(format!("{what}\n       got: {got}\n  expected: {expected}"));
        }
    }

    /// A call in a new world, and what is said to it.
    pub fn call(&mut self, method: &str, args: Value, expected: &str) {
        self.call_in(&mut Room::new(), method, args, expected);
    }

    /// A call in a world that is there.
    pub fn call_in(&mut self, room: &mut Room, method: &str, args: Value, expected: &str) {
        self.row(format!("{method} {args}"), said(room, method, &args), expected);
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let wrong = &self.wrong;
        let is_right = wrong.is_empty() || std::thread::panicking();
        assert!(is_right, "{} of {} rows differ:\n{}", wrong.len(), self.rows, wrong.join("\n"));
    }
}

/// What a method says: `ok`, or a refusal without the prefix that most have.
pub fn said(room: &mut Room, method: &str, args: &Value) -> String {
    let (_, answer) = room.raw(method, &params(args));
    let said = answer["description"].as_str().filter(|_| answer["ok"] == false).unwrap_or("ok");
    said.strip_prefix("Bad Request: ").unwrap_or(said).to_owned()
}
