//! What is to be known about a language of an order.

use async_recursion::async_recursion as boxed;
use translate::batch::{Portion, Prompt, Style, Unit, prompt};
use translate::validate::{Rules, Script, Term};

use super::REPLY_TOKENS;
use crate::Bureau;
use crate::error::{Error, Result};
use crate::language::{self, Language};
use crate::order::Job;
use crate::store;

#[derive(Debug, Clone)]
pub(crate) struct Brief {
    pub language: &'static Language,
    pub style: String,
    pub portion: Portion,
    script: Option<Script>,
    glossary: Vec<Term>,
    keep: Vec<String>,
}

impl Brief {
    /// One for each language of an order.
    #[boxed]
    pub async fn all(bureau: &Bureau, job: &Job) -> Result<Vec<Self>> {
        let mut briefs = Vec::new();
        let mut on = bureau.db().read().await?;
        for code in &job.settings.languages {
            let language = language::find(code).ok_or_else(|| Error::UnknownLanguage(code.clone()))?;
            let terms = store::term::all(&mut on, Some(language.code)).await?;
            // A word of the language itself comes before one of all languages.
            let own = |source: &str| terms.iter().any(|term| term.source == source && term.language != "*");
            let terms: Vec<_> =
                terms.iter().filter(|term| term.language != "*" || !own(&term.source)).collect();
            let kept = terms.iter().filter(|term| term.target.is_empty()).map(|term| term.source.clone());
            let glossary = terms.iter().filter(|term| !term.target.is_empty()).map(|term| Term {
                source: term.source.clone(),
                target: term.target.clone(),
                note: term.note.clone(),
            });
            let portion = Portion { reply_tokens: REPLY_TOKENS, texts: 60, expansion: language.expansion };
            let most = bureau.translator().most_tokens();
            briefs.push(Self {
                language,
                style: job.settings.style(),
                portion: most.map_or(portion, |most| portion.within(most)),
                script: Script::of_language(language.code).filter(|_| !bureau.translator().is_pretend()),
                glossary: if bureau.translator().is_pretend() { Vec::new() } else { glossary.collect() },
                keep: if bureau.translator().is_pretend() {
                    Vec::new()
                } else {
                    kept.chain(job.settings.keep.iter().cloned()).collect()
                },
            });
        }
        Ok(briefs)
    }

    pub fn rules(&self) -> Rules<'_> {
        Rules { script: self.script, glossary: &self.glossary, keep: &self.keep }
    }

    /// What is said to the model for all of these texts. With all texts of an order it is the same in all of its calls.
    pub fn prompt<'a>(&self, job: &Job, units: impl IntoIterator<Item = &'a Unit>) -> Prompt {
        let style = Style {
            language: self.language.english,
            register: job.settings.register(),
            glossary: &self.glossary,
            keep: &self.keep,
            localise_names: job.settings.localise_names,
            page: "",
        };
        prompt(&style, units)
    }
}
