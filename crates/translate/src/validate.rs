//! Whether an answer is a translation of its text: hard rules that it must keep, soft ones that are reported.

mod hard;
mod script;
mod shift;
mod signature;
mod soft;

pub use hard::Hard;
pub(crate) use hard::is_spread;
pub use script::Script;
pub use shift::shifted;
pub use signature::Signature;
pub use soft::{Soft, inconsistent};

use crate::batch::Unit;

/// What a job asks of translations, beyond what every translation must be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules<'a> {
    /// The script of the target language, where it has one of its own.
    pub script: Option<Script>,
    pub glossary: &'a [Term],
    /// Names and words that are not translated.
    pub keep: &'a [String],
}

/// A line of the glossary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub source: String,
    pub target: String,
    /// For the translator: part of speech, gender, where it is used.
    pub note: String,
}

/// What was found in a translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// It cannot be used.
    pub hard: Vec<Hard>,
    /// It can, but somebody should know.
    pub soft: Vec<Soft>,
}

impl Findings {
    pub fn passes(&self) -> bool {
        self.hard.is_empty()
    }

    /// The hard faults in a sentence, for the model that made them.
    pub fn reason(&self) -> String {
        self.hard.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    }
}

/// Checks a translation. Whether it can be written where it stands is [`Document::check`](crate::Document::check)'s to say.
pub fn validate(unit: &Unit, translation: &str, rules: &Rules<'_>) -> Findings {
    Findings { hard: hard::check(unit, translation, rules), soft: soft::check(unit, translation, rules) }
}

/// Whether `text` has `word` as a word of its own, letter for letter.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let (before, after) = text.split_at(at);
            let after = after.get(word.len()..).unwrap_or_default();
            let begins_inside = inner(before.chars().next_back()) && inner(word.chars().next());
            let ends_inside = inner(after.chars().next()) && inner(word.chars().next_back());
            !begins_inside && !ends_inside
        })
}

#[cfg(test)]
mod tests;
