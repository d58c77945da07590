//! Passphrases: words that can be remembered.

use diceware_wordlists::EFF_LONG_WORDLIST;
use rand::seq::{IndexedMutRandom, IndexedRandom};
use rand::{CryptoRng, Rng};

use crate::capital::capitalised;

/// Bounds of what one may ask for.
pub const FEWEST: usize = 3;
pub const MOST: usize = 12;

/// What is asked for. A count outside the bounds is moved to the nearest one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub words: usize,
    pub separator: char,
    /// Each word with a capital, and a digit behind one of them: for places that insist on it.
    pub mixed: bool,
}

impl Default for Phrase {
    fn default() -> Self {
        Self { words: 5, separator: '-', mixed: false }
    }
}

impl Phrase {
    /// Draws words from the EFF's long list of 7 776, each worth 12.9 bits.
    pub fn make(&self, rng: &mut (impl Rng + CryptoRng)) -> String {
        let count = self.words.clamp(FEWEST, MOST);
        let mut words: Vec<_> =
            (0..count).filter_map(|_| EFF_LONG_WORDLIST.choose(rng)).map(|word| (*word).to_owned()).collect();
        if self.mixed {
            for word in &mut words {
                *word = capitalised(word);
            }
            if let Some(word) = words.choose_mut(rng) {
                word.extend(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].choose(rng));
            }
        }
        words.join(&self.separator.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;

    #[test]
    fn phrases() {
        let mut rng = ChaCha12Rng::seed_from_u64(1);
        let phrase = Phrase { words: 6, separator: ' ', mixed: false }.make(&mut rng);
        assert!(phrase.split(' ').all(|word| EFF_LONG_WORDLIST.contains(&word)), "{phrase}");
        assert_eq!(phrase.split(' ').count(), 6);
        let mixed = Phrase { mixed: true, separator: '.', ..Phrase::default() }.make(&mut rng);
        assert!(mixed.split('.').all(|word| word.starts_with(|c: char| c.is_ascii_uppercase())), "{mixed}");
        assert_eq!(mixed.chars().filter(char::is_ascii_digit).count(), 1, "{mixed}");
        let long = Phrase { words: 99, separator: ' ', mixed: false }.make(&mut rng);
        assert_eq!(long.split(' ').count(), MOST);
    }

    #[test]
    fn the_list_is_whole() {
        assert_eq!(EFF_LONG_WORDLIST.len(), 7776);
    }
}
