//! UUIDs of versions 4 and 7 (RFC 9562).

use rand::Rng;
use uuid::{Builder, Uuid};

/// As many as one may ask for at once.
pub const MOST: usize = 100;

/// Nothing but chance.
pub fn random(count: usize, rng: &mut impl Rng) -> Vec<Uuid> {
    (0..count).map(|_| Builder::from_random_bytes(rng.random()).into_uuid()).collect()
}

/// They begin with the time, so that later ones sort behind earlier ones; those of one call are in order, too.
pub fn timed(count: usize, unix_millis: u64, rng: &mut impl Rng) -> Vec<Uuid> {
    let one = |_| Builder::from_unix_timestamp_millis(unix_millis, &rng.random()).into_uuid();
    let mut all: Vec<_> = (0..count).map(one).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;
    use std::collections::HashSet;
    use uuid::Variant;

    #[test]
    fn versions_and_order() {
        let mut rng = ChaCha12Rng::seed_from_u64(1);
        let now = 1_717_171_717_171;
        let four = random(MOST, &mut rng);
        let seven = timed(MOST, now, &mut rng);
        let later = timed(1, now + 1, &mut rng);
        assert!(four.iter().all(|id| id.get_version_num() == 4 && id.get_variant() == Variant::RFC4122));
        assert!(seven.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == Variant::RFC4122));
        assert!(seven.is_sorted() && seven.last() < later.first());
        assert_eq!(four.iter().chain(&seven).collect::<HashSet<_>>().len(), 2 * MOST);
        let (seconds, nanos) = seven[0].get_timestamp().expect("version 7 has one").to_unix();
        assert_eq!((seconds, nanos), (1_717_171_717, 171_000_000));
    }
}
