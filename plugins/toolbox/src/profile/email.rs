//! Addresses that reach nobody.

use std::collections::HashSet;

use deunicode::deunicode;
use rand::Rng;
use rand::seq::IndexedRandom;

/// Reserved for examples (RFC 2606), so that no mail can arrive anywhere.
const DOMAINS: [&str; 3] = ["example.com", "example.net", "example.org"];

/// Makes an address of the parts of a name. One that is in use already gets a number.
pub fn make(parts: [&str; 2], spelling: &[&str], used: &mut HashSet<String>, rng: &mut impl Rng) -> String {
    let domain = DOMAINS.choose(rng).copied().unwrap_or_default();
    let name = parts.map(|part| plain(part, spelling)).join(".");
    let mut address = format!("{name}@{domain}");
    let mut number = 1;
    while !used.insert(address.clone()) {
        number += 1;
        address = format!("{name}{number}@{domain}");
    }
    address
}

/// Spells a name in Latin letters, those of its language first (`ü ue`), the rest as is usual.
fn plain(name: &str, spelling: &[&str]) -> String {
    let rules = spelling.iter().filter_map(|rule| rule.split_once(' '));
    let spelt = rules.fold(name.to_lowercase(), |name, (letter, latin)| name.replace(letter, latin));
    deunicode(&spelt).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;

    #[test]
    fn addresses() {
        let mut rng = ChaCha12Rng::seed_from_u64(1);
        let mut used = HashSet::new();
        let mut check = |first: &str, last: &str, name: &str| {
            let address = make([first, last], &["ü ue", "г h"], &mut used, &mut rng);
            assert_eq!(address.split('@').next(), Some(name));
        };
        check("Jürgen", "Weiß", "juergen.weiss");
        check("Chloé", "Lefèvre", "chloe.lefevre");
        check("Łukasz", "Wiśniewski", "lukasz.wisniewski");
        check("Олена", "Гнатюк", "olena.hnatiuk");
    }

    #[test]
    fn none_comes_twice() {
        let mut rng = ChaCha12Rng::seed_from_u64(1);
        let mut used = HashSet::new();
        (0..50).for_each(|_| drop(make(["A", "B"], &[], &mut used, &mut rng)));
        assert_eq!(used.len(), 50);
    }
}
