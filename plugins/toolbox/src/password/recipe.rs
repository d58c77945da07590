//! What a password is made of, and the making.

use std::collections::BTreeSet;

use rand::seq::{IndexedRandom, SliceRandom};
use rand::{CryptoRng, Rng};

use super::class::Class;
use crate::sentence::{Sentence, Tell};

/// Bounds of what one may ask for.
pub const SHORTEST: usize = 4;
pub const LONGEST: usize = 128;
/// So many at once.
pub const MOST: u8 = 20;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    pub length: usize,
    pub classes: BTreeSet<Class>,
    /// Leave out characters that look alike.
    pub clear: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Length { min: usize, max: usize },
    NoClass,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { length: 16, classes: Class::ALL.into(), clear: false }
    }
}

impl Recipe {
    /// Makes a password that has at least one character of each chosen class.
    pub fn make(&self, rng: &mut (impl Rng + CryptoRng)) -> Result<String, Refusal> {
        if !(SHORTEST..=LONGEST).contains(&self.length) {
            return Err(Refusal::Length { min: SHORTEST, max: LONGEST });
        }
        if self.classes.is_empty() {
            return Err(Refusal::NoClass);
        }
        let alphabets: Vec<_> = self.classes.iter().map(|class| class.characters(self.clear)).collect();
        let together = alphabets.concat();
        // One of each class first, then any; shuffled, so that nobody knows which were the first.
        let mut letters: Vec<char> =
            alphabets.iter().filter_map(|alphabet| alphabet.choose(rng).copied()).collect();
        while letters.len() < self.length {
            letters.extend(together.choose(rng));
        }
        letters.shuffle(rng);
        Ok(letters.into_iter().collect())
    }
}

impl Tell for Refusal {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Length { min, max } => {
                Sentence::new("toolbox-password-length").number("min", *min).number("max", *max)
            }
            Self::NoClass => Sentence::new("toolbox-password-no-class"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;
    use std::collections::HashSet;

    #[test]
    fn what_cannot_be_made() {
        let mut rng = ChaCha12Rng::seed_from_u64(1);
        for length in [0, 3, 129] {
            let recipe = Recipe { length, ..Recipe::default() };
            assert_eq!(recipe.make(&mut rng), Err(Refusal::Length { min: 4, max: 128 }));
        }
        let recipe = Recipe { classes: BTreeSet::new(), ..Recipe::default() };
        assert_eq!(recipe.make(&mut rng), Err(Refusal::NoClass));
    }

    #[test]
    fn every_character_can_stand_anywhere() {
        let mut rng = ChaCha12Rng::seed_from_u64(2);
        let recipe = Recipe { length: 4, ..Recipe::default() };
        let mut seen = vec![HashSet::new(); 4];
        for _ in 0..20_000 {
            for (place, letter) in recipe.make(&mut rng).expect("a sound recipe").chars().enumerate() {
                seen[place].insert(letter);
            }
        }
        let all: usize = Class::ALL.map(|class| class.characters(false).len()).iter().sum();
        assert_eq!(seen.iter().map(HashSet::len).collect::<Vec<usize>>(), [all; 4]);
    }

    proptest! {
        #[test]
        fn each_chosen_class_is_there_and_no_other(
            seed: u64,
            length in SHORTEST..=LONGEST,
            classes in prop::collection::btree_set(prop::sample::select(Class::ALL.to_vec()), 1..=4),
            clear: bool,
        ) {
            let recipe = Recipe { length, classes, clear };
            let password = recipe.make(&mut ChaCha12Rng::seed_from_u64(seed)).expect("a sound recipe");
            prop_assert_eq!(password.chars().count(), length);
            for class in Class::ALL {
                let characters = class.characters(clear);
                let has = password.chars().any(|letter| characters.contains(&letter));
                prop_assert_eq!(has, recipe.classes.contains(&class), "{:?} in {}", class, password);
            }
            prop_assert!(!clear || !password.contains(['0', 'O', 'o', '1', 'l', 'I', '|']));
        }
    }
}
