use std::hash::{DefaultHasher, Hash, Hasher};

/// A finished text: `index` counts the request's texts from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub index: usize,
    pub text: String,
}

/// What was strange about the numbers of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Texts that were given twice and differently. The first was handed on; it should not be trusted.
    pub conflicting: Vec<usize>,
    /// How many texts came under numbers nobody had asked for.
    pub strangers: usize,
}

/// Which texts have come: the first of each counts.
#[derive(Debug)]
pub struct Seen {
    hashes: Vec<Option<u64>>,
    longest: usize,
    oddities: Oddities,
}

impl Seen {
    pub fn new(count: usize, longest: usize) -> Self {
        Self { hashes: vec![None; count], longest, oddities: Oddities::default() }
    }

    /// Takes numbered texts, numbers counting from 1 as on the wire.
    pub fn take(&mut self, found: Vec<(usize, String)>) -> Vec<Piece> {
        found.into_iter().filter_map(|(number, text)| self.one(number, text)).collect()
    }

    fn one(&mut self, number: usize, text: String) -> Option<Piece> {
        let index = number.wrapping_sub(1);
        let Some(slot) = self.hashes.get_mut(index) else {
            self.oddities.strangers += 1;
            return None;
        };
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let hash = hasher.finish();
        match slot {
            None => {
                *slot = Some(hash);
                Some(Piece { index, text })
            }
            Some(first) => {
                if *first != hash && !self.oddities.conflicting.contains(&index) {
                    self.oddities.conflicting.push(index);
                }
                None
            }
        }
    }

    pub fn longest(&self) -> usize {
        self.longest
    }

    pub fn oddities(&self) -> &Oddities {
        &self.oddities
    }

    pub fn closed(&self) -> usize {
        self.hashes.iter().flatten().count()
    }
}
