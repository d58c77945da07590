//! What searching compares instead of the text itself.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, Cyrillic letters that look like Latin ones as Latin ones, everything that is neither
/// letter nor digit as one space; a space at either end, so that ` word` is found at the beginning of a word only.
/// Because titles and questions are folded alike, А1 typed in Cyrillic finds A1, and `сорока` still finds `Сорока`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    folded.push(' ');
    let mut push = |c: char| {
        if c.is_alphanumeric() {
            folded.push(latin_twin(c));
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    if text.is_ascii() {
        // Most of what an import folds; nothing in it comes apart.
        text.chars().map(|c| c.to_ascii_lowercase()).for_each(&mut push);
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).for_each(&mut push);
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// A code as searching compares it: folded, without what stands between its letters and digits.
pub fn code_key(code: &str) -> String {
    fold(code).chars().filter(|c| *c != ' ').collect()
}

/// From the end to the beginning.
pub(crate) fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

fn latin_twin(c: char) -> char {
    match c {
        'а' => 'a',
        'в' => 'b',
        'е' => 'e',
        'і' => 'i',
        'ј' => 'j',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'ѕ' => 's',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        other => other,
    }
}

const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const UKRAINIAN: &str = "йцукенгшщзхїфівапролджєячсмитьбю'";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";

/// What the same keys give on the other layout: `ghbdtn` is `привет` in Russian and `привет` in Ukrainian, `вудд` is
/// `dell`. Only those that differ from the text itself.
pub fn other_layout(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut found: Vec<String> = Vec::new();
    for (from, to) in [(LATIN, UKRAINIAN), (LATIN, RUSSIAN), (UKRAINIAN, LATIN), (RUSSIAN, LATIN)] {
        let typed: String = lower.chars().map(|c| key(c, from, to)).collect();
        if typed != lower && !found.contains(&typed) {
            found.push(typed);
        }
    }
    found
}

fn key(c: char, from: &str, to: &str) -> char {
    from.chars().position(|k| k == c).and_then(|at| to.chars().nth(at)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, folded: &str) {
        assert_eq!(fold(text), folded);
    }

    #[test]
    fn letters_that_look_alike_are_alike() {
        check("Dell  Latitude-7490", " dell latitude 7490 ");
        assert_eq!(code_key("А1"), code_key("A1"), "the first A is Cyrillic");
        assert_eq!(code_key("ws-1ОО/х"), "ws1oox");
        assert_eq!(fold("Ёлка"), fold("елка"));
        check("Café™", " cafetm ");
        check("", " ");
        check("…", " ");
    }

    #[test]
    fn the_wrong_layout_is_read_with_the_right_keys() {
        assert!(other_layout("ghbdtn").contains(&"привет".to_owned()));
        assert!(other_layout("ВУДД").contains(&"dell".to_owned()));
        assert_eq!(other_layout("7490"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(!once.contains(['%', '_', '"', '\'']));
        }
    }
}
