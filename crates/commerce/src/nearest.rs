//! How alike two short texts are.

use std::collections::BTreeSet;

/// The share of trigrams that both have, in thousandths, padded as `pg_trgm` pads them: 1000 for the same text.
pub fn similarity(a: &str, b: &str) -> u32 {
    let (a, b) = (trigrams(a), trigrams(b));
    let both = a.intersection(&b).count();
    let all = a.len() + b.len() - both;
    u32::try_from(both * 1000 / all.max(1)).unwrap_or(0)
}

fn trigrams(text: &str) -> BTreeSet<[char; 3]> {
    let padded: Vec<char> = "  ".chars().chain(text.chars()).chain(" ".chars()).collect();
    padded.windows(3).filter_map(|three| three.try_into().ok()).collect()
}

/// Typing mistakes between two texts: letters added, left out, changed, or swapped with their neighbour.
pub fn mistakes(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// How many mistakes a text of this many letters is forgiven.
pub const fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        6..=11 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_stays_near() {
        assert_eq!(similarity("latitude", "latitude"), 1000);
        assert!(similarity("latitude", "latitdue") > similarity("latitude", "lenovo"));
        assert_eq!(mistakes("latitude", "latitdue"), 1);
    }
}
