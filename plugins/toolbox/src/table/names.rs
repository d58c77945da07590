//! The names of columns.

use std::collections::{HashMap, HashSet};

/// As many columns as a sheet of Excel has.
pub const MOST: usize = 16_384;

/// Names in order, no two of them the same.
#[derive(Debug, Default)]
pub struct Names {
    all: Vec<String>,
    taken: HashSet<String>,
    /// The number that a name got last. Counting on from there keeps a thousand equal names from costing a million steps.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// Adds a column; one without a name gets its number, one with a name that is taken gets `_2`, `_3` … behind it.
    pub fn add(&mut self, name: &str) {
        let wanted = if name.is_empty() { numbered(self.all.len() + 1) } else { name.to_owned() };
        let mut free = wanted.clone();
        while self.taken.contains(&free) {
            let number = self.numbers.entry(wanted.clone()).or_insert(1);
            *number += 1;
            free = format!("{wanted}_{number}");
        }
        self.taken.insert(free.clone());
        self.all.push(free);
    }

    pub fn as_slice(&self) -> &[String] {
        &self.all
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }
}

/// What a column without a name is called; counted from 1.
pub fn numbered(number: usize) -> String {
    format!("column_{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same() {
        let mut names = Names::default();
        for name in ["a", "a", "", "a_2", "a", "column_6", ""] {
            names.add(name);
        }
        assert_eq!(names.as_slice(), ["a", "a_2", "column_3", "a_2_2", "a_3", "column_6", "column_7"]);
    }

    #[test]
    fn many_equal_names_take_no_longer_than_they_must() {
        let mut names = Names::default();
        (0..100_000).for_each(|_| names.add("a"));
        assert_eq!(names.len(), 100_000);
    }
}
