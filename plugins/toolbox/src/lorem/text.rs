//! Making filler text.

use rand::Rng;
use rand::seq::IndexedRandom;

use super::words::{OPENING, WORDS};
use crate::capital::capitalised;

/// How much is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    Paragraphs(usize),
    Sentences(usize),
    Words(usize),
}

/// Bounds of what one may ask for.
pub const MOST_PARAGRAPHS: usize = 15;
pub const MOST_SENTENCES: usize = 100;
pub const MOST_WORDS: usize = 1000;

/// Filler text that begins with "Lorem ipsum dolor sit amet". A count outside the bounds is moved to the nearest one.
pub fn make(amount: Amount, rng: &mut impl Rng) -> String {
    let mut source = Source { opening: OPENING.iter(), rng };
    match amount {
        Amount::Words(count) => capitalised(&source.words(count.clamp(1, MOST_WORDS)).join(" ")),
        Amount::Sentences(count) => source.sentences(count.clamp(1, MOST_SENTENCES)),
        Amount::Paragraphs(count) => {
            let count = count.clamp(1, MOST_PARAGRAPHS);
            let paragraphs: Vec<_> = (0..count).map(|_| source.paragraph()).collect();
            paragraphs.join("\n\n")
        }
    }
}

/// First the opening, then words by chance.
struct Source<'a, R> {
    opening: std::slice::Iter<'static, &'static str>,
    rng: &'a mut R,
}

impl<R: Rng> Source<'_, R> {
    fn words(&mut self, count: usize) -> Vec<&'static str> {
        let mut words: Vec<&str> = Vec::with_capacity(count);
        while words.len() < count {
            let next = self.opening.next().or_else(|| WORDS.choose(self.rng)).copied();
            // The same word twice in a row looks like a mistake.
            words.extend(next.filter(|word| words.last() != Some(word)));
        }
        words
    }

    fn sentence(&mut self) -> String {
        let length = if self.opening.len() > 0 { self.opening.len() } else { self.rng.random_range(6..=16) };
        let mut words: Vec<_> = self.words(length).into_iter().map(str::to_owned).collect();
        if length > 9 {
            let pause = if length == OPENING.len() { 4 } else { self.rng.random_range(2..length - 2) };
            if let Some(word) = words.get_mut(pause) {
                word.push(',');
            }
        }
        capitalised(&words.join(" ")) + "."
    }

    fn sentences(&mut self, count: usize) -> String {
        let sentences: Vec<_> = (0..count).map(|_| self.sentence()).collect();
        sentences.join(" ")
    }

    fn paragraph(&mut self) -> String {
        let count = self.rng.random_range(4..=8);
        self.sentences(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;

    #[test]
    fn it_begins_as_it_always_has() {
        let mut rng = ChaCha12Rng::seed_from_u64(1);
        assert_eq!(make(Amount::Words(5), &mut rng), "Lorem ipsum dolor sit amet");
        let one = "Lorem ipsum dolor sit amet, consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.";
        assert_eq!(make(Amount::Sentences(1), &mut rng), one);
    }

    proptest! {
        #[test]
        fn there_is_as_much_as_was_asked_for(seed: u64, count in 1usize..=15) {
            let mut rng = ChaCha12Rng::seed_from_u64(seed);
            prop_assert_eq!(make(Amount::Words(count), &mut rng).split(' ').count(), count);
            prop_assert_eq!(make(Amount::Sentences(count), &mut rng).matches('.').count(), count);
            let text = make(Amount::Paragraphs(count), &mut rng);
            prop_assert_eq!(text.split("\n\n").count(), count);
            let mut sentences = text.split(['.', '\n']).map(str::trim).filter(|sentence| !sentence.is_empty());
            prop_assert!(sentences.all(|sentence| sentence.starts_with(|c: char| c.is_ascii_uppercase())));
        }
    }
}
