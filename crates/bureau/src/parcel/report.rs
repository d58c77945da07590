//! What the report says.

use std::collections::BTreeMap;

use llm::{Money, Usage};
use serde::Serialize;
use translate::reply::Kept as Why;
use translate::{Change, Converted, Encoding, Found, Leftovers, Note, Translated};

use crate::estimate::Skipped;
use crate::order::{Mark, Settings};

/// What is known of the order beforehand.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub title: String,
    pub model: String,
    pub pretend: bool,
    pub currency: String,
    pub cost: Money,
    pub usage: Usage,
    pub calls: u64,
    pub settings: Settings,
    pub assumed: Option<&'static Encoding>,
    /// One file was ordered, and it is no archive.
    pub alone: bool,
}

/// An order in figures. Texts are counted once a language, files once a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub files: u64,
    /// With words replaced, or in UTF-8 instead of another encoding.
    pub translated: u64,
    /// Byte for byte as they came, because there was nothing to do or they are no documents.
    pub untouched: u64,
    /// As they came, because a check of the result failed; see the file's `fault`.
    pub failed: u64,
    pub texts: u64,
    pub memory: u64,
    pub ok: u64,
    pub repaired: u64,
    pub approximate: u64,
    pub kept: u64,
    pub human: u64,
    /// Not asked for, or not answered yet.
    pub missing: u64,
    /// Places in which a translation could not stand, so that the source is there.
    pub refused: u64,
    /// Texts with something that somebody should look at.
    pub warnings: u64,
    /// Millionths of a minor unit of the currency.
    pub cost_millionths: u64,
    pub currency: String,
    /// The built-in translator's words are no translations.
    pub pretend: bool,
}

impl Summary {
    /// Whether every text has a translation in every place.
    pub const fn is_complete(&self) -> bool {
        self.failed == 0 && self.kept == 0 && self.missing == 0 && self.refused == 0
    }

    pub(super) fn count(&mut self, mark: Mark) {
        self.texts += 1;
        let counter = match mark {
            Mark::New | Mark::Heard => &mut self.missing,
            Mark::Memory => &mut self.memory,
            Mark::Ok => &mut self.ok,
            Mark::Repaired => &mut self.repaired,
            Mark::Approximate => &mut self.approximate,
            Mark::Kept => &mut self.kept,
            Mark::Human => &mut self.human,
        };
        *counter += 1;
    }
}

/// What became of a file in one language.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    pub path: String,
    pub language: String,
    pub outcome: FileOutcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Skipped>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    pub texts: u64,
    /// Replaced bytes of the original: where each begins and ends; the first of them.
    pub replaced: Vec<(usize, usize)>,
    pub replaced_in_all: u64,
    /// Places in which a translation could not stand: the place's number in the file, and why.
    pub refused: Vec<(usize, String)>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileOutcome {
    Translated,
    Untouched,
    Failed,
}

/// A text in the report.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TextReport<'a> {
    pub language: &'a str,
    pub path: &'a str,
    pub place: &'a str,
    pub state: &'a str,
    pub source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub reason: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub warnings: &'a [String],
}

/// `report.json` without its texts, which are written as they come.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    pub order: &'a str,
    pub model: &'a str,
    pub settings: &'a Settings,
    pub summary: &'a Summary,
    pub calls: u64,
    pub usage: Usage,
    pub files: &'a [FileReport],
    /// How many texts are in each state, a language each.
    pub languages: &'a BTreeMap<String, Summary>,
}

/// Replaced places that are listed a file.
const LISTED: usize = 200;

impl FileReport {
    pub(super) fn describe(&mut self, translated: &Translated) {
        self.fault = translated.fault.as_ref().map(|fault| format!("A check of the result failed: {fault}."));
        self.refused = translated.refused.iter().map(|(id, why)| (*id, why.to_string())).collect();
        self.replaced_in_all = translated.edited.len() as u64;
        self.replaced = translated.edited.iter().take(LISTED).map(|span| (span.start, span.end)).collect();
        self.outcome = match (&self.fault, translated.edited.is_empty()) {
            (Some(_), _) => FileOutcome::Failed,
            (None, true) => FileOutcome::Untouched,
            (None, false) => FileOutcome::Translated,
        };
    }

    /// The bytes of a file that was converted, unless a check has failed: then it goes out as it came.
    pub(super) fn goes_out(&mut self, converted: Converted) -> Option<Vec<u8>> {
        if self.outcome == FileOutcome::Failed {
            self.encoding = Some(converted.from.to_owned());
            return None;
        }
        self.outcome = FileOutcome::Translated;
        self.notes.insert(0, conversion(&converted));
        Some(converted.bytes)
    }
}

pub(super) fn note(note: &Note) -> String {
    match note {
        Note::Undecodable(span) => {
            format!("Bytes {} to {} do not belong to the file's encoding.", span.start, span.end)
        }
        Note::Code(span) => {
            format!("Bytes {} to {} look like program code and were left.", span.start, span.end)
        }
        Note::UnsureEncoding => "The encoding was in doubt.".to_owned(),
    }
}

/// Words that were left where they are, for somebody to look at.
pub(super) fn left(left: &Leftovers) -> Vec<String> {
    let listed = |found: &Found| {
        let more = if found.count > found.first.len() { ", …" } else { "" };
        let first: Vec<String> = found.first.iter().map(|text| format!("“{text}”")).collect();
        format!("{}{more}", first.join(", "))
    };
    let told = |found: &Found, sentence: &dyn Fn(&str) -> String| {
        (found.count > 0).then(|| format!("{}: {}.", sentence(&found.count.to_string()), listed(found)))
    };
    let pictures = (left.pictures > 0)
        .then(|| format!("Pictures without an alt text, in which there may be words: {}.", left.pictures));
    [
        told(&left.scripts, &|count| format!("Strings in scripts that look like words and were left ({count})")),
        told(&left.literals, &|count| format!("Strings in PHP code that were left ({count}; php_literals translates them)")),
        told(&left.gettext, &|count| {
            format!("Arguments of gettext calls that were translated ({count}; an existing .mo file misses them now)")
        }),
        pictures,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A page keeps what it is in where nobody knows that for sure, or where not all of it can be read.
pub(super) const NOT_CONVERTED: &str =
    "It could not be brought into UTF-8: its encoding is in doubt, or some of its bytes do not belong to it.";

fn conversion(converted: &Converted) -> String {
    let said = match converted.declarations {
        0 => "nothing in it had named its encoding".to_owned(),
        count => format!("places that named its encoding name UTF-8 now: {count}"),
    };
    format!("It was in {} and is in UTF-8 now; {said}.", converted.from)
}

/// An edit that was asked for besides the words.
pub(super) fn change(change: &Change) -> String {
    match change {
        Change::Language { before: Some(before), after } => {
            format!("The page says that it is in “{after}”; it said “{before}”.")
        }
        Change::Language { before: None, after } => format!("The page says that it is in “{after}”."),
        Change::Direction(direction) => format!("The page says that its direction is {direction}."),
        Change::OgLocale { before, after } => format!("Its og:locale is “{after}”; it was “{before}”."),
        Change::Alternate(language) => format!("It names its other version in “{language}”."),
    }
}

/// Why a text's translation does not stand in the file, if it does not.
pub(super) fn withholds(translated: &Translated, segment: usize) -> Option<Why> {
    if let Some(fault) = &translated.fault {
        return Some(Why::Gate(format!("its file was returned as it was, because {fault}")));
    }
    let refused = translated.refused.binary_search_by_key(&segment, |(id, _)| *id).ok()?;
    translated.refused.get(refused).map(|(_, why)| Why::Unusable(why.to_string()))
}
