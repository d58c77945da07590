//! What an order will take, before anything is spent.

use async_recursion::async_recursion as boxed;

use std::collections::{HashMap, HashSet};

use llm::{Money, Usage};
use serde::{Deserialize, Serialize};
use translate::batch::reply_tokens;
use translate::repair::Checker;
use translate::{Document, Hint, Skip};

use crate::Bureau;
use crate::depot::{Depot, aside};
use crate::error::Result;
use crate::language::Language;
use crate::order::{Cap, JobId, Mark};
use crate::store::job::FileRow;
use crate::store::{self, memory::Line};
use crate::survey::{Survey, survey};
use crate::work::{Brief, FRAME_TOKENS, REPLY_TOKENS, usable};

/// What an order will take.
#[derive(Debug, Clone)]
pub struct Estimate {
    pub files: Vec<FileEstimate>,
    /// All of them, and each once.
    pub segments: u64,
    pub unique: u64,
    pub languages: Vec<LanguageEstimate>,
    /// What is still to be paid for all languages.
    pub price: Money,
    /// As in `USD`; prices are in its minor units.
    pub currency: String,
    /// The built-in translator would do it: the result is no translation.
    pub pretend: bool,
    pub model: String,
    /// A spending cap that leaves too little.
    pub over: Option<Cap>,
}

/// What a language of an order will take.
#[derive(Debug, Clone)]
pub struct LanguageEstimate {
    pub language: &'static Language,
    /// Texts that are in the memory.
    pub from_memory: u64,
    /// Texts that are done already, by an earlier run.
    pub done: u64,
    /// Texts that read like another one, in another kind of place: it is asked for once.
    pub repeated: u64,
    /// Texts to ask a model for.
    pub ask: u64,
    pub tokens_in: u64,
    pub tokens_out: u64,
    pub price: Money,
}

/// What a file will take.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileEstimate {
    pub path: String,
    pub size: u64,
    pub segments: u64,
    /// It goes through as it is, for this reason.
    pub skip: Option<Skipped>,
    pub encoding: Option<String>,
    /// Where the encoding is in doubt: labels, and how the file's words would read. The answer goes into
    /// [`crate::Settings::encodings`].
    pub candidates: Vec<(String, String)>,
}

/// Why a file goes through as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub why: Why,
    /// In English.
    pub text: String,
}

/// The reason, for callers that speak another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Empty,
    TooLarge,
    Binary,
    Encoding,
    NotHtml,
    /// The file ends inside a tag that begins at byte `at`.
    EndsInsideTag {
        at: u64,
        unread: u64,
    },
    /// Words that would be found with another setting: its name in [`crate::Settings`], and how many.
    Nothing {
        would_help: Vec<(String, u64)>,
        marked: bool,
    },
    /// We do not understand it well enough.
    Identity,
}

impl Skipped {
    pub(crate) fn of(skip: &Skip) -> Self {
        let why = match skip {
            Skip::Empty => Why::Empty,
            Skip::TooLarge { .. } => Why::TooLarge,
            Skip::Binary => Why::Binary,
            Skip::Encoding(_) => Why::Encoding,
            Skip::NotHtml(_) => Why::NotHtml,
            Skip::EndsInsideTag { at, unread } => {
                Why::EndsInsideTag { at: *at as u64, unread: *unread as u64 }
            }
            Skip::Nothing { hints } => {
                let would_help =
                    hints.iter().filter_map(setting).map(|(name, n)| (name.to_owned(), n as u64)).collect();
                Why::Nothing { would_help, marked: hints.contains(&Hint::MarkedAsNotForTranslation) }
            }
            Skip::Identity(_) => Why::Identity,
        };
        Self { why, text: skip.to_string() }
    }
}

fn setting(hint: &Hint) -> Option<(&'static str, usize)> {
    match hint {
        Hint::PhpLiterals(count) => Some(("php_literals", *count)),
        Hint::Attributes(count) => Some(("attributes", *count)),
        Hint::Meta(count) => Some(("meta", *count)),
        Hint::JsonLd(count) => Some(("json_ld", *count)),
        Hint::Code(count) => Some(("code", *count)),
        Hint::MarkedAsNotForTranslation => None,
    }
}

impl FileEstimate {
    pub(crate) fn of(file: &FileRow) -> Self {
        Self {
            path: file.path.clone(),
            size: u64::try_from(file.size).unwrap_or(0),
            segments: 0,
            skip: None,
            encoding: None,
            candidates: Vec::new(),
        }
    }

    pub(crate) fn describe(&mut self, document: &Document<'_>) {
        let charset = document.charset();
        self.segments = document.segments().len() as u64;
        self.encoding = Some(charset.encoding.name().to_owned());
        let shown = charset.candidates.iter();
        self.candidates =
            shown.map(|candidate| (candidate.encoding.name().to_owned(), candidate.sample.clone())).collect();
    }
}

impl Bureau {
    /// What an order will take. Nothing is spent and nothing is changed.
    #[boxed]
    pub async fn estimate(&self, id: JobId) -> Result<Estimate> {
        let job = self.job(id).await?;
        let files = store::job::files(&mut self.db().read().await?, id).await?;
        let (depot, limits, settings) =
            (Depot::of(self.folder(), id), self.house().limits, job.settings.clone());
        let survey = aside(move || survey(depot, &files, &settings, &limits)).await?;
        let mut languages = Vec::new();
        for brief in Brief::all(self, &job).await? {
            languages.push(self.estimate_language(id, &brief, &survey).await?);
        }
        let millionths =
            languages.iter().map(|language| language.price.millionths).fold(0, u64::saturating_add);
        let price = Money { millionths };
        Ok(Estimate {
            segments: survey.segments,
            unique: survey.texts.len() as u64,
            files: survey.files,
            languages,
            price,
            currency: self.house().currency.clone(),
            pretend: self.translator().is_pretend(),
            model: self.translator().name().to_owned(),
            over: self.over(&job, price).await?,
        })
    }

    async fn estimate_language(&self, id: JobId, brief: &Brief, survey: &Survey) -> Result<LanguageEstimate> {
        let language = brief.language;
        let mut estimate = LanguageEstimate {
            language,
            from_memory: 0,
            done: 0,
            repeated: 0,
            ask: 0,
            tokens_in: 0,
            tokens_out: 0,
            price: Money::default(),
        };
        let mut on = self.db().read().await?;
        let checker = Checker { rules: brief.rules(), fits: &|_| Ok(()) };
        let mut asked = HashSet::new();
        for some in survey.texts.chunks(400) {
            let names: Vec<String> = some.iter().map(|text| text.name.clone()).collect();
            let known = store::segment::some(&mut on, id, language.code, &names).await?;
            let digests: Vec<String> = some.iter().map(|text| text.digest.clone()).collect();
            let lines = store::memory::exact(&mut on, &brief.wanted(self.origin()), &digests).await?;
            let lines: HashMap<&str, &Line> = lines.iter().map(|line| (line.digest.as_str(), line)).collect();
            let known: HashMap<&str, Mark> =
                known.iter().map(|kept| (kept.key.digest.as_str(), kept.mark)).collect();
            for text in some {
                let line = lines.get(text.digest.as_str());
                if known.get(text.name.as_str()).is_some_and(|mark| mark.is_settled()) {
                    estimate.done += 1;
                } else if line.is_some_and(|line| usable(&text.unit, line, &checker).is_some()) {
                    estimate.from_memory += 1;
                } else if !asked.insert(&text.digest) {
                    estimate.repeated += 1;
                } else {
                    estimate.ask += 1;
                    estimate.tokens_in += text.tokens + u64::from(FRAME_TOKENS);
                    estimate.tokens_out += u64::from(reply_tokens(&text.unit, language.expansion));
                }
            }
        }
        let calls = estimate.tokens_out.div_ceil(u64::from(REPLY_TOKENS)).max(estimate.ask.div_ceil(60));
        estimate.tokens_in += calls * RULES_TOKENS;
        let usage =
            Usage { prompt: estimate.tokens_in, cached: 0, completion: estimate.tokens_out, estimated: true };
        estimate.price = self.translator().prices().cost(&usage);
        Ok(estimate)
    }
}

/// What rules, terms, the names of pages and the form of the answer cost in each call, tokens.
const RULES_TOKENS: u64 = 420;
