//! Chance from a seed: the same for the same SKU, however many come before it.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

pub struct Chance(StdRng);

impl Chance {
    /// `what` keeps apart what is drawn for different purposes.
    pub fn of(seed: u64, what: u64, number: u64) -> Self {
        let mixed =
            seed ^ what.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number.wrapping_mul(0xD134_2543_DE82_EF95);
        Self(StdRng::seed_from_u64(mixed))
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    pub fn one_in(&mut self, n: i64) -> bool {
        self.between(1, n) == 1
    }

    /// So many in a million.
    pub fn happens(&mut self, ppm: i64) -> bool {
        self.between(0, 999_999) < ppm
    }

    pub fn pick<T: Copy>(&mut self, from: &[T], otherwise: T) -> T {
        let at = usize::try_from(self.between(0, i64::try_from(from.len()).unwrap_or(1) - 1)).unwrap_or(0);
        from.get(at).copied().unwrap_or(otherwise)
    }
}
