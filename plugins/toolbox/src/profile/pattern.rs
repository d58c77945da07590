//! Numbers by a pattern.

use rand::Rng;

/// Puts a digit for each `#`, and one that is not zero for each `%`.
pub fn fill(pattern: &str, rng: &mut impl Rng) -> String {
    let digit = |letter| match letter {
        '#' => char::from(b'0' + rng.random_range(0..10)),
        '%' => char::from(b'1' + rng.random_range(0..9)),
        other => other,
    };
    pattern.chars().map(digit).collect()
}
