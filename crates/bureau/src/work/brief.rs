//! What is to be known about a language of an order.

use async_recursion::async_recursion as boxed;
use translate::batch::{Portion, Prompt, Style, Unit, prompt};
use translate::validate::{Rules, Script, Term};

use super::REPLY_TOKENS;
use crate::Bureau;
use crate::error::{Error, Result};
use crate::language::{self, Language};
use crate::order::Job;
use crate::store::{self, memory::Origin, memory::Wanted};

/// Counted up whenever the rules change that a model hears: what was made by older ones is asked for anew.
const PROMPT: u32 = 1;

/// A machine's lines in the memory count for the style they were made in, and for the model and the rules that made them:
/// who sets up a better model wants its translations. What another one made is still shown to it, as a text much like the
/// one that is asked for. The glossary needs no place in the key: each line is held to it as it is now.
fn made(style: &str, model: &str) -> String {
    format!("{style}@{model}#{PROMPT}")
}

#[derive(Debug, Clone)]
pub(crate) struct Brief {
    pub language: &'static Language,
    /// The parts of the memory's key besides language and text.
    pub style: String,
    pub made: String,
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
                made: made(&job.settings.style(), bureau.translator().name()),
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

    pub fn wanted(&self, machine: Origin) -> Wanted<'_> {
        Wanted { language: self.language.code, style: &self.style, made: &self.made, machine }
    }

    /// What is said to the model for all of these texts. With all texts of an order it is the same in all of its calls.
    pub fn prompt<'a>(&self, job: &Job, units: impl IntoIterator<Item = &'a Unit>) -> Prompt {
        let style = Style {
            language: self.language.english,
            register: job.settings.register(),
            glossary: &self.glossary,
            keep: &self.keep,
            localise_names: job.settings.localise_names,
        };
        prompt(&style, units)
    }
}

#[cfg(test)]
mod tests {
    use translate::batch::Register;

    use super::*;
    use crate::memory::digest;

    /// Must fail when somebody changes the rules, so that the memory does not mix what was made by both.
    #[test]
    fn other_rules_have_another_number() {
        let style = |register, localise_names| Style {
            language: "German",
            register,
            localise_names,
            ..Style::default()
        };
        let rules = |style: Style<'_>| prompt(&style, []).rules;
        let all = [rules(style(None, false)), rules(style(Some(Register::Formal), true))].concat();
        assert_eq!(
            (PROMPT, digest(&all).as_str()),
            (1, "d1927fd6b2b499de81bd2650d10a6f38"),
            "the rules are other ones: count PROMPT up"
        );
    }
}
