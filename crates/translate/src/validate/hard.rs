use super::signature::Signature;
use super::{Rules, Script, has_word};
use crate::batch::Unit;
use crate::code::{CodeFault, Part};

/// Why a translation cannot be used. In words that help the model that made it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Hard {
    #[error("the translation is empty")]
    Empty,
    #[error("the codes do not match: {0}")]
    Codes(#[from] CodeFault),
    /// A link that nobody can see, or one around nothing.
    #[error("the pair {0} has no words any more")]
    Emptied(usize),
    #[error("`{0}` is not in the text")]
    Invented(String),
    #[error("`{0}` must stay as it is")]
    Lost(String),
    #[error("it is far too long")]
    TooLong,
    #[error("the character {0:?} cannot stand in a text")]
    Character(char),
    #[error("it is not translated")]
    Unchanged,
    #[error("it says more than the text, on more lines; notes and alternatives are not wanted")]
    Lines,
    #[error("it speaks about the task instead of doing it")]
    Talk,
    /// The file's own rules; see [`Document::check`](crate::Document::check).
    #[error("{0}")]
    DoesNotFit(String),
}

/// What would be code where it lands, unless the source says the same thing.
const CODE: [&str; 13] =
    ["<?", "?>", "<%", "%>", "{{", "}}", "{%", "%}", "{!!", "!!}", "<!--", "javascript:", "@php"];
/// What is left over from the ways models are spoken to.
const RESIDUE: [&str; 6] = ["@@", "[id", "⟦", "⟧", "```", "<|"];
/// Blade's directives that a sentence might be taken for.
const DIRECTIVES: [&str; 9] =
    ["@if", "@else", "@endif", "@foreach", "@endforeach", "@include", "@extends", "@section", "@yield"];

pub(super) fn check(unit: &Unit, translation: &str, rules: &Rules<'_>) -> Vec<Hard> {
    if translation.trim().is_empty() {
        return vec![Hard::Empty];
    }
    let mut faults = Vec::new();
    match unit.check_codes(translation) {
        Err(fault) => faults.push(Hard::Codes(fault)),
        Ok(()) => faults.extend(emptied(unit, translation).map(Hard::Emptied)),
    }
    if translation.chars().count() > unit.text.chars().count() * 6 + 40 {
        faults.push(Hard::TooLong);
    }
    if is_talk(unit, translation) {
        faults.push(Hard::Talk);
    }
    if is_spread(unit, translation) {
        faults.push(Hard::Lines);
    }
    faults.extend(translation.chars().find(|c| is_bad(*c) && !unit.text.contains(*c)).map(Hard::Character));
    invented(unit, translation, &mut faults);
    lost(unit, translation, rules, &mut faults);
    if is_untranslated(unit, translation, rules) {
        faults.push(Hard::Unchanged);
    }
    faults
}

/// The first pair around words that has none left.
fn emptied(unit: &Unit, translation: &str) -> Option<usize> {
    if unit.codes.is_empty() {
        return None;
    }
    let after = unit.filled(translation, |text| !text.trim().is_empty());
    let before = unit.filled(&unit.text, |text| text.contains(char::is_alphanumeric));
    before.into_iter().find(|number| after.binary_search(number).is_err())
}

/// How models begin when they talk to whoever asked. English, whatever language was asked for.
const TALK: [&str; 9] = [
    "i'm sorry, but i can",
    "i am sorry, but i can",
    "sorry, but i can",
    "i cannot assist",
    "i can't assist",
    "i can't help with",
    "as an ai",
    "here is the translat",
    "please provide the text",
];

fn is_talk(unit: &Unit, translation: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace('’', "'").replace("here's", "here is");
    let (source, words) = (plain(&unit.text), plain(translation.trim()));
    TALK.iter().any(|talk| words.starts_with(talk) && !source.contains(talk))
}

/// A text of one line became several that a line cannot have been wrapped into: something was added or said twice.
pub(crate) fn is_spread(unit: &Unit, translation: &str) -> bool {
    let words = translation.trim();
    let longest = unit.text.chars().count() * 8 / 5 + 10;
    !unit.text.contains('\n')
        && words.contains('\n')
        && (words.contains("\n\n") || words.chars().count() > longest)
}

fn is_bad(c: char) -> bool {
    c == '\u{fffd}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn invented(unit: &Unit, translation: &str, faults: &mut Vec<Hard>) {
    let lower = |text: &str| text.to_ascii_lowercase();
    let (source, words) = (lower(&unit.words(&unit.text)), lower(&unit.words(translation)));
    for mark in CODE.into_iter().chain(RESIDUE) {
        if words.matches(mark).count() > source.matches(mark).count() {
            faults.push(Hard::Invented(mark.to_owned()));
        }
    }
    let directive = DIRECTIVES.into_iter().find(|mark| has_word(&words, mark) && !has_word(&source, mark));
    faults.extend(directive.map(|mark| Hard::Invented(mark.to_owned())));
    let mut known = tags(&source);
    for tag in tags(&words) {
        match known.iter().position(|known| *known == tag) {
            Some(at) => drop(known.swap_remove(at)),
            None => faults.push(Hard::Invented(tag)),
        }
    }
}

/// What looks like a tag or a code, whichever it is meant to be.
fn tags(text: &str) -> Vec<String> {
    let starts = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        name.starts_with(|c: char| c.is_alphabetic() || c == '!')
    };
    let tag = |(at, _): (usize, &str)| {
        let rest = text.get(at + 1..).filter(|rest| starts(rest))?;
        let end = rest.find(['>', '<']).filter(|end| *end < 200).map_or(rest.len().min(20), |end| end + 1);
        Some(format!(
            "<{}",
            rest.get(..end).unwrap_or_else(|| rest.split_whitespace().next().unwrap_or_default())
        ))
    };
    text.match_indices('<').filter_map(tag).collect()
}

fn lost(unit: &Unit, translation: &str, rules: &Rules<'_>, faults: &mut Vec<Hard>) {
    let (before, after) = (Signature::of(unit, &unit.text), Signature::of(unit, translation));
    for (before, after) in [(before.specifiers, after.specifiers), (before.addresses, after.addresses)] {
        let mut left = after;
        for one in before {
            match left.iter().position(|other| *other == one) {
                Some(at) => drop(left.swap_remove(at)),
                None => faults.push(Hard::Lost(one)),
            }
        }
        faults.extend(left.into_iter().map(Hard::Invented));
    }
    let words = unit.words(&unit.text);
    for keep in rules.keep.iter().filter(|keep| has_word(&words, keep)) {
        // Languages decline names, so that a word may go on where it ends.
        if !unit.words(translation).contains(keep.as_str()) {
            faults.push(Hard::Lost(keep.clone()));
        }
    }
}

/// Not one letter of a language that has a script of its own, though there was something to translate.
fn is_untranslated(unit: &Unit, translation: &str, rules: &Rules<'_>) -> bool {
    let Some(script) = rules.script.filter(|script| *script != Script::Latin) else { return false };
    let mut words = unit.words(&unit.text);
    for keep in rules.keep {
        words = words.replace(keep.as_str(), " ");
    }
    let signature = Signature::of(unit, &unit.text);
    for fixed in signature.specifiers.iter().chain(&signature.addresses) {
        words = words.replace(fixed.as_str(), " ");
    }
    let foreign = words.chars().filter(|c| c.is_alphabetic() && !script.has(*c)).count();
    foreign >= 3
        && translation == unit.text
        && unit.parts(translation).iter().any(|part| matches!(part, Part::Text(_)))
}
