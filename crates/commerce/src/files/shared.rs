//! What the rows of a file have said so far about things that several of them share.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// The brand of each product, with the row that said it first: rows that disagree about it would change it to and fro for
/// ever. Products are told apart by a number of their codes and brands are kept once, so that a long file takes little.
#[derive(Debug, Default)]
pub struct Brands(Mutex<Said>);

#[derive(Debug, Default)]
struct Said {
    names: BTreeSet<Arc<str>>,
    first: HashMap<u64, (u32, Arc<str>)>,
}

impl Brands {
    /// What was said first of this product, this row included.
    pub fn first(&self, product: &str, (row, brand): (u32, &str)) -> (u32, Arc<str>) {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = said.names.get(brand).cloned().unwrap_or_else(|| Arc::from(brand));
        said.names.insert(Arc::clone(&name));
        said.first.entry(number(&product)).or_insert((row, name)).clone()
    }

    /// The brand that was said first of this product, if any was.
    pub fn of(&self, product: &str) -> Option<Arc<str>> {
        let said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.first.get(&number(&product)).map(|(_, brand)| Arc::clone(brand))
    }
}

/// A number that stands for something.
pub fn number(it: &impl Hash) -> u64 {
    let mut hash = DefaultHasher::new();
    it.hash(&mut hash);
    hash.finish()
}
