use std::collections::HashMap;

use super::Unit;
use crate::code::Form;

/// Texts without their repetitions: menus and footers make up half of most sites.
#[derive(Clone, Debug, Default)]
pub struct Unique {
    /// Each text once, in order of first appearance.
    pub units: Vec<Unit>,
    /// For every text that was put in, its place among `units`.
    pub places: Vec<usize>,
}

/// Two texts are one when they read the same and their codes obey the same rules.
type Key = (String, Vec<(usize, Form, bool, usize)>);

impl Unique {
    pub fn of(units: impl IntoIterator<Item = Unit>) -> Self {
        let mut unique = Self::default();
        let mut known: HashMap<Key, usize> = HashMap::new();
        for unit in units {
            let place = *known.entry(key(&unit)).or_insert(unique.units.len());
            if place == unique.units.len() {
                unique.units.push(unit);
            }
            unique.places.push(place);
        }
        unique
    }

    /// Gives every text its translation, from those of the unique ones.
    pub fn spread<T: Clone>(&self, of_unique: &[T]) -> Vec<Option<T>> {
        self.places.iter().map(|place| of_unique.get(*place).cloned()).collect()
    }
}

fn key(unit: &Unit) -> Key {
    let rules = unit.codes.iter().map(|code| (code.number, code.form, code.movable, code.parent));
    (unit.text.clone(), rules.collect())
}
