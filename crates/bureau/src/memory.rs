//! How the memory finds texts: by content, or by likeness.

use std::fmt::Write;

use rapidfuzz::fuzz;
use sha2::{Digest, Sha256};
use translate::{Kind, Segment};

use crate::store::memory::Line;

/// The memory's name of a text.
pub fn digest(text: &str) -> String {
    hex(&[text.as_bytes()])
}

/// The name of a text in an order: its kind of place counts, and what the place demands, because what may stand there
/// differs.
pub fn name_in_job(segment: &Segment) -> String {
    let kind: &[u8] = match segment.kind {
        Kind::Text => b"text",
        Kind::Plain => b"plain",
        Kind::Attribute => b"attribute",
        Kind::Meta => b"meta",
        Kind::JsonLd => b"json",
        Kind::PhpLiteral => b"php",
    };
    hex(&[kind, segment.demands().as_bytes(), b"\0", segment.text.as_bytes()])
}

/// 128 bits are plenty to tell texts apart.
fn hex(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().take(16).fold(String::with_capacity(32), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
}

/// Fingerprints of a text, by which similar ones are found in an index.
pub type Prints = Vec<i64>;

/// So many are kept of each text: two texts that are nearly alike share most of them.
const KEPT: usize = 10;

/// The smallest hashes of its trigrams (a bottom-k sketch: of similar sets the smallest members are mostly the same).
/// Very short texts have none, because a likeness among them means nothing; very long ones neither, because they would
/// crowd out the rest of a prompt.
pub fn prints(text: &str) -> Prints {
    let letters: Vec<char> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if !(12..=1_000).contains(&letters.len()) {
        return Vec::new();
    }
    let mut hashes: Vec<i64> = letters.windows(3).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
    hashes
}

/// FNV-1a, because what is stored must not change with the compiler.
fn hash(letters: &[char]) -> i64 {
    let mixed = letters.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    });
    i64::from_ne_bytes(mixed.to_ne_bytes())
}

/// The line most like the text, if it is at least so much like it (0 to 1).
pub fn nearest<'a>(text: &str, lines: &'a [Line], least: f64) -> Option<&'a Line> {
    let compare = fuzz::RatioBatchComparator::new(text.chars());
    let alike = lines.iter().map(|line| (compare.similarity(line.source.chars()), line));
    let human = |line: &Line| u8::from(line.origin == "human");
    let best = alike.filter(|(alike, _)| *alike >= least);
    best.max_by(|a, b| a.0.total_cmp(&b.0).then(human(a.1).cmp(&human(b.1))).then(a.1.id.cmp(&b.1.id)))
        .map(|(_, line)| line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: i64, source: &str) -> Line {
        let [language, digest, style, origin, target] = ["de", "", "", "model", ""].map(str::to_owned);
        Line { id, language, digest, style, origin, source: source.into(), target }
    }

    #[test]
    fn similar_texts_share_most_fingerprints() {
        let a = prints("Free delivery on all orders over 40 euros.");
        let b = prints("Free delivery on all orders over 60 euros!");
        let c = prints("Our workshop is closed on Mondays in winter");
        let shared = |other: &Prints| a.iter().filter(|print| other.contains(print)).count();
        assert!(shared(&b) >= 7, "{}", shared(&b));
        assert!(shared(&c) <= 1, "{}", shared(&c));
        assert!(prints("Add to cart").is_empty());
    }

    #[test]
    fn the_nearest_is_near_or_nothing() {
        let lines =
            [line(1, "Free delivery on all orders over 40 euros."), line(2, "Free pickup in all our shops.")];
        let found = |text: &str| nearest(text, &lines, 0.85).map(|line| line.id);
        assert_eq!(found("Free delivery on all orders over 60 euros."), Some(1));
        assert_eq!(found("Something else altogether, not the same."), None);
    }

    #[test]
    fn the_same_words_in_another_kind_of_place_are_another_text() {
        let page = b"<p title='Home'>Home</p><p title=\"Home\">Home</p><p title=Home>Home</p>";
        let document = translate::open("a.html", page, &translate::Options::default()).unwrap();
        let names: Vec<String> = document.segments().iter().map(name_in_job).collect();
        let [single, text, double, again, bare, _] = names.as_slice() else { panic!("{names:?}") };
        assert_eq!((single, text), (double, again));
        assert_ne!(single, text);
        assert_ne!(single, bare, "what has no quotes around it can hold no two words");
        assert_eq!(digest("Home").len(), 32);
    }
}
