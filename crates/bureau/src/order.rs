//! What is ordered, and how an order stands.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use db::Timestamp;
use llm::Money;
use serde::{Deserialize, Serialize};
use translate::batch::Register;
use translate::{Converted, Encoding, Options, Parts, What};

/// The number of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId(pub i64);

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub name: String,
    pub body: Body,
    /// Where it is known.
    pub modified: Option<NaiveDateTime>,
}

/// Where a file's bytes are. A file on disk is copied.
#[derive(Debug, Clone)]
pub enum Body {
    Bytes(Vec<u8>),
    File(PathBuf),
}

/// How readers are spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Formal,
    Informal,
}

/// How an order is to be carried out.
#[expect(clippy::struct_excessive_bools, reason = "independent choices, a box to tick each")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Codes, as in [`crate::languages`].
    pub languages: Vec<String>,
    pub tone: Option<Tone>,
    /// People and places may get names usual where the language is spoken.
    pub localise_names: bool,
    pub attributes: bool,
    pub meta: bool,
    pub json_ld: bool,
    /// Strings in PHP code. Translating the arguments of gettext calls makes an existing `.mo` file miss them.
    pub php_literals: bool,
    /// The content of `<code>` and its like.
    pub code: bool,
    /// What a page says of its own language is brought up to date: `lang`, `dir`, `og:locale`. Only where somebody asks for
    /// it, because nothing but words is touched otherwise.
    pub page_language: bool,
    /// Files in other encodings come back in UTF-8, and say so.
    pub utf8: bool,
    /// Words that are not translated, besides those of the glossary.
    pub keep: Vec<String>,
    /// Answers to unsure encodings: a file's path, and a label as in <https://encoding.spec.whatwg.org/#names-and-labels>.
    pub encodings: BTreeMap<String, String>,
    /// The most this order may cost, minor units; the house's own cap holds as well.
    pub cap: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            languages: Vec::new(),
            tone: None,
            localise_names: false,
            attributes: true,
            meta: true,
            json_ld: true,
            php_literals: false,
            code: false,
            page_language: false,
            utf8: false,
            keep: Vec::new(),
            encodings: BTreeMap::new(),
            cap: None,
        }
    }
}

impl Settings {
    /// Into these languages, everything else as usual.
    pub fn into_languages<S: Into<String>>(languages: impl IntoIterator<Item = S>) -> Self {
        Self { languages: languages.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// How a file is opened; `bytes` are those that [`crate::depot::Shelf::read_for`] gives.
    pub(crate) fn options(&self, path: &str, bytes: &[u8], assumed: Option<&'static Encoding>) -> Options {
        let chosen = [
            (self.attributes, What::Attributes),
            (self.meta, What::Meta),
            (self.json_ld, What::JsonLd),
            (self.php_literals, What::PhpLiterals),
            (self.code, What::Code),
        ];
        let parts = chosen
            .into_iter()
            .filter(|(wanted, _)| *wanted)
            .fold(Parts::none(), |parts, (_, what)| parts.with(what));
        // What was told is what it was in. Where it is to be in UTF-8 it is now, unless that was not possible.
        let converted = |_: &&Encoding| self.utf8 && std::str::from_utf8(bytes).is_ok();
        let told = self.told(path);
        let encoding = if told.as_ref().is_some_and(converted) { Some(translate::UTF_8) } else { told };
        Options { parts, encoding, assumed: assumed.filter(|_| !self.utf8), dialects: None }
    }

    fn told(&self, path: &str) -> Option<&'static Encoding> {
        self.encodings.get(path).and_then(|label| Encoding::for_label(label.as_bytes()))
    }

    /// The file in UTF-8, where that is wanted, needed and possible.
    pub(crate) fn converted(&self, path: &str, bytes: &[u8]) -> Option<Converted> {
        self.utf8.then(|| translate::to_utf8(bytes, self.told(path))).flatten()
    }

    pub(crate) fn register(&self) -> Option<Register> {
        self.tone.map(|tone| match tone {
            Tone::Formal => Register::Formal,
            Tone::Informal => Register::Informal,
        })
    }

    /// Translations of another style are of no use: part of the memory's key.
    pub(crate) fn style(&self) -> String {
        let tone = match self.tone {
            Some(Tone::Formal) => "formal",
            Some(Tone::Informal) => "informal",
            None => "",
        };
        if self.localise_names { format!("{tone}+local") } else { tone.to_owned() }
    }
}

/// An order as it stands.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: JobId,
    /// Who ordered; 0 is the command line.
    pub person: i64,
    /// The name of what was sent first.
    pub title: String,
    /// It came as one ZIP.
    pub archive: bool,
    pub settings: Settings,
    pub state: JobState,
    /// Calls that a crash interrupted count with their estimate.
    pub spent: Money,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobState {
    Open,
    /// At work, or interrupted by a crash: working on it again goes on.
    Working,
    Paused(Pause),
    Done,
    Cancelled,
}

/// Why an order rests. Working on it again resumes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// The model cannot be had, now or with this configuration.
    #[error("{0}.")]
    Model(String),
    #[error("The spending cap {0} leaves no room for the next call.")]
    Budget(Cap),
    /// Nothing usable came so many times in a row that going on would waste money.
    #[error("Nothing usable came {0} times in a row. The last reason: {1}.")]
    Failures(u32, String),
    /// It was our fault, or that of what we run on; the log has more.
    #[error("Something went wrong in the program.")]
    Broken,
}

/// Which limit on spending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    Job,
    Month,
}

impl std::fmt::Display for Cap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Job => "of this job",
            Self::Month => "of this person and month",
        })
    }
}

/// A text that appears in an order, by its content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SegmentKey {
    pub language: String,
    pub digest: String,
}

/// What became of a text, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// To be asked for.
    New,
    /// It came, and its answer is not over yet.
    Heard,
    Memory,
    Ok,
    Repaired,
    Approximate,
    Kept,
    Human,
}

impl Mark {
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Heard => "heard",
            Self::Memory => "memory",
            Self::Ok => "ok",
            Self::Repaired => "repaired",
            Self::Approximate => "approximate",
            Self::Kept => "kept",
            Self::Human => "human",
        }
    }

    pub(crate) fn of(name: &str) -> Self {
        let all =
            [Self::Heard, Self::Memory, Self::Ok, Self::Repaired, Self::Approximate, Self::Kept, Self::Human];
        all.into_iter().find(|mark| mark.name() == name).unwrap_or(Self::New)
    }

    /// Nothing more is asked for it.
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::New | Self::Heard)
    }

    /// Its target stands in the page.
    pub const fn is_translated(self) -> bool {
        matches!(self, Self::Memory | Self::Ok | Self::Repaired | Self::Approximate | Self::Human)
    }
}
