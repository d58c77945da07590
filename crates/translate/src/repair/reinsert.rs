//! Step 4: the text is translated without codes, and they are put back where they probably belong. Only pairs around
//! words can be put back so; what a program prints cannot be guessed a place.

use unicode_segmentation::UnicodeSegmentation;

use crate::batch::{Unit, written};
use crate::code::{CodeClass, Form, Part};

/// The text without codes; `None` when it has others than pairs of tags, or none at all.
pub(super) fn bare(unit: &Unit) -> Option<String> {
    let plain = |code: &crate::code::Code| code.form == Form::Pair && code.class == CodeClass::Element;
    (!unit.codes.is_empty() && unit.codes.iter().all(plain)).then(|| unit.words(&unit.text))
}

/// The translation with the codes put in, in the order they had: a half of a pair goes where the words beside it are
/// found again (names, numbers), else to the word border that is as far along as it was.
pub(super) fn reinsert(unit: &Unit, translation: &str) -> String {
    let source = unit.words(&unit.text);
    let borders = borders(translation);
    let words: Vec<_> = translation.unicode_word_indices().map(|(at, word)| (at, at + word.len())).collect();
    let filled = unit.filled(&unit.text, |text| text.contains(char::is_alphanumeric));
    let mut open = Vec::new();
    let mut out = String::new();
    let (mut passed, mut copied) = (0, 0);
    let parts = unit.parts(&unit.text);
    for (n, part) in parts.iter().enumerate() {
        if let Part::Text(text) = part {
            passed += text.len();
            continue;
        }
        let (before, after) = (neighbour(&parts, n, -1), neighbour(&parts, n, 1));
        let found = anchor(translation, before, after);
        let place =
            found.unwrap_or_else(|| nearest(&borders, along(passed, source.len(), translation.len())));
        let begun = if let Part::Close(_) = part { open.pop() } else { None };
        // A pair that had words gets one, as far as there are any.
        let place = match *part {
            Part::Open(number) if filled.contains(&number) => {
                words.last().map_or(place, |(start, _)| place.min(*start))
            }
            Part::Close(number) if filled.contains(&number) => {
                let begun = begun.unwrap_or(copied);
                words.iter().map(|(_, end)| *end).find(|end| *end > begun).map_or(place, |end| place.max(end))
            }
            _ => place,
        };
        // In the order they had, nothing can cross.
        let place = place.max(copied);
        if let Part::Open(_) = part {
            open.push(place);
        }
        out.push_str(translation.get(copied..place).unwrap_or_default());
        out.push_str(&written(*part));
        copied = place;
    }
    out.push_str(translation.get(copied..).unwrap_or_default());
    out
}

/// The text right before or after a code.
fn neighbour<'t>(parts: &[Part<'t>], at: usize, step: isize) -> &'t str {
    match at.checked_add_signed(step).and_then(|at| parts.get(at)) {
        Some(Part::Text(text)) => text,
        _ => "",
    }
}

/// Where the word before or after a code stands once, and only once, in the translation.
fn anchor(translation: &str, before: &str, after: &str) -> Option<usize> {
    let once = |word: &str| {
        let mut places = translation.match_indices(word);
        let (at, _) = places.next().filter(|_| word.len() > 1)?;
        places.next().is_none().then_some(at)
    };
    let whole = |word: &str| word.chars().all(char::is_alphanumeric);
    let behind = || before.split(char::is_whitespace).next_back().filter(|word| whole(word));
    let ahead = || after.split(char::is_whitespace).next().filter(|word| whole(word));
    ahead().and_then(once).or_else(|| behind().and_then(|word| once(word).map(|at| at + word.len())))
}

/// The same share of another length.
fn along(at: usize, of: usize, length: usize) -> usize {
    (at * length).checked_div(of).unwrap_or(0)
}

/// Where words begin and end, bytes.
fn borders(text: &str) -> Vec<usize> {
    let words = text.unicode_word_indices().flat_map(|(at, word)| [at, at + word.len()]);
    [0].into_iter().chain(words).chain([text.len()]).collect()
}

fn nearest(borders: &[usize], to: usize) -> usize {
    borders.iter().copied().min_by_key(|border| border.abs_diff(to)).unwrap_or(0)
}
