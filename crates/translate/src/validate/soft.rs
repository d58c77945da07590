use std::collections::HashMap;

use super::signature::Signature;
use super::{Rules, has_word};
use crate::batch::Unit;

/// What somebody should look at. It does not keep a translation from being used.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Soft {
    #[error("the numbers differ")]
    Numbers,
    #[error("it ends in another punctuation mark")]
    EndPunctuation,
    #[error("the word “{0}” is doubled")]
    DoubledWord(String),
    #[error("it is the same as the source")]
    Unchanged,
    #[error("it is hardly written in the script of its language")]
    Script,
    #[error("the glossary's word for “{0}” is not used")]
    Glossary(String),
    #[error("its length is out of proportion")]
    Length,
    #[error("it begins or ends with other white space")]
    EdgeSpace,
    #[error("it has more or fewer lines")]
    Lines,
    #[error("its brackets or quotes do not pair")]
    Brackets,
    #[error("it has invisible characters that the source has not")]
    Invisible,
    #[error("the same source is translated differently elsewhere")]
    Inconsistent,
}

pub(super) fn check(unit: &Unit, translation: &str, rules: &Rules<'_>) -> Vec<Soft> {
    let (source, target) = (unit.words(&unit.text), unit.words(translation));
    let mut found = Vec::new();
    let mut note = |is: bool, what: Soft| {
        if is {
            found.push(what);
        }
    };
    let letters = source.chars().filter(|c| c.is_alphabetic()).count();
    let numbers = |text: &str| Signature::of(unit, text).numbers;
    note(numbers(&unit.text) != numbers(translation), Soft::Numbers);
    note(end(&source) != end(&target), Soft::EndPunctuation);
    note(letters >= 3 && translation == unit.text, Soft::Unchanged);
    note(is_foreign(&target, rules), Soft::Script);
    note(is_disproportionate(&source, &target), Soft::Length);
    note(edges(&source) != edges(&target), Soft::EdgeSpace);
    note(source.matches('\n').count() != target.matches('\n').count(), Soft::Lines);
    note(unpaired(&source) == 0 && unpaired(&target) > 0, Soft::Brackets);
    note(target.chars().any(|c| is_invisible(c) && !source.contains(c)), Soft::Invisible);
    if let Some(word) = doubled(&target).filter(|_| doubled(&source).is_none()) {
        note(true, Soft::DoubledWord(word));
    }
    let (source, target) = (source.to_lowercase(), target.to_lowercase());
    for term in rules.glossary.iter().filter(|term| has_word(&source, &term.source.to_lowercase())) {
        note(!target.contains(&stem(&term.target.to_lowercase())), Soft::Glossary(term.source.clone()));
    }
    found
}

/// Translations of a source that is also translated otherwise, by their places in the list.
pub fn inconsistent<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<usize> {
    let mut known: HashMap<&str, &str> = HashMap::new();
    let differs = |(at, (source, target)): (usize, (&'a str, &'a str))| {
        (*known.entry(source).or_insert(target) != target).then_some(at)
    };
    pairs.into_iter().enumerate().filter_map(differs).collect()
}

/// The kind of mark at the end; scripts have their own full stops.
fn end(text: &str) -> Option<char> {
    match text.trim_end().trim_end_matches(['"', '\'', '”', '“', '»', '«', ')', '’']).chars().next_back()?
    {
        '.' | '。' | '।' | '۔' => Some('.'),
        '!' | '！' => Some('!'),
        '?' | '？' | '؟' => Some('?'),
        ':' | '：' => Some(':'),
        '…' => Some('…'),
        _ => None,
    }
}

fn is_foreign(target: &str, rules: &Rules<'_>) -> bool {
    let Some(script) = rules.script else { return false };
    let letters = || target.chars().filter(|c| c.is_alphabetic());
    let own = letters().filter(|c| script.has(*c)).count();
    letters().count() >= 8 && own * 3 < letters().count()
}

/// Short texts vary freely; of longer ones half to twice the length is usual.
fn is_disproportionate(source: &str, target: &str) -> bool {
    let (before, after) = (source.chars().count(), target.chars().count());
    before >= 20 && (after * 4 < before || after > before * 2)
}

fn edges(text: &str) -> (bool, bool) {
    (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace))
}

/// How many brackets have no partner.
fn unpaired(text: &str) -> usize {
    let count = |c: char| text.matches(c).count();
    let brackets = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»')];
    let pairs: usize = brackets.into_iter().map(|(open, close)| count(open).abs_diff(count(close))).sum();
    pairs + count('"') % 2
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
}

/// A word of letters that stands twice in a row.
fn doubled(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let twice = |pair: &&[&str]| matches!(pair, [a, b] if a == b && a.chars().all(char::is_alphabetic));
    words.windows(2).find(twice).and_then(|pair| pair.first()).map(|word| (*word).to_owned())
}

/// A word without the end that declension changes.
fn stem(word: &str) -> String {
    let length = word.chars().count();
    word.chars().take(if length > 5 { length - 2 } else { length }).collect()
}
