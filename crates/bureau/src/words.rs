//! The house's words: glossary, memory, presets.

use std::collections::{HashMap, HashSet};

use async_recursion::async_recursion as boxed;

use crate::Bureau;
use crate::error::{Error, Result};
use crate::exchange::{self, Format, Pair, Writer};
use crate::language;
use crate::memory;
use crate::order::Settings;
use crate::store::{self, memory::Origin, term::Term};

impl Bureau {
    /// The glossary; with a language, what holds for it.
    #[boxed]
    pub async fn terms(&self, language: Option<&str>) -> Result<Vec<Term>> {
        Ok(store::term::all(&mut self.db().read().await?, language).await?)
    }

    /// Adds a term, or changes it. Memory that does not use it is not given any more.
    #[boxed]
    pub async fn set_term(&self, person: i64, term: &Term) -> Result<()> {
        self.add_terms(person, std::slice::from_ref(term)).await.map(drop)
    }

    #[boxed]
    pub async fn remove_term(&self, language: &str, source: &str) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        let gone = store::term::remove(&mut tx, language, source).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Takes terms from a CSV (`language, source, target, note`; an empty target keeps the word), TMX or XLIFF; how many.
    #[boxed]
    pub async fn import_terms(&self, person: i64, file: &[u8]) -> Result<u64> {
        let mut terms = read_terms(file);
        if terms.is_empty() {
            let pairs = exchange::read(file)?;
            terms = pairs
                .into_iter()
                .filter_map(|pair| {
                    Some(Term {
                        language: pair.language?,
                        source: pair.source,
                        target: pair.target,
                        note: pair.note,
                    })
                })
                .collect();
        }
        self.add_terms(person, &terms).await
    }

    async fn add_terms(&self, person: i64, terms: &[Term]) -> Result<u64> {
        let mut tx = self.db().begin().await?;
        let mut count = 0;
        for term in terms {
            let code = match term.language.as_str() {
                "*" | "" => "*".to_owned(),
                code => known(code)?,
            };
            let source = term.source.trim().to_owned();
            if source.is_empty() {
                continue;
            }
            let term = Term {
                language: code,
                source,
                target: term.target.trim().to_owned(),
                note: term.note.trim().to_owned(),
            };
            store::term::put(&mut tx, &term, person, self.now()).await?;
            count += 1;
        }
        tx.commit().await?;
        Ok(count)
    }

    /// The glossary as CSV.
    #[boxed]
    pub async fn export_terms(&self) -> Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::from("\u{feff}".as_bytes()));
        let broken = |error: csv::Error| Error::Broken(error.to_string());
        writer.write_record(["language", "source", "target", "note"]).map_err(broken)?;
        for term in self.terms(None).await? {
            writer.write_record([&term.language, &term.source, &term.target, &term.note]).map_err(broken)?;
        }
        writer.into_inner().map_err(|error| Error::Broken(error.to_string()))
    }

    /// Takes translations into the memory as people's words; how many. `language` is for files that do not tell theirs.
    #[boxed]
    pub async fn import_memory(&self, person: i64, file: &[u8], language: Option<&str>) -> Result<u64> {
        let default = language.map(known).transpose()?;
        let mut by_language: HashMap<String, Vec<store::memory::New>> = HashMap::new();
        let mut seen = HashSet::new();
        // The last word counts.
        for pair in exchange::read(file)?.into_iter().rev() {
            let Some(language) = pair.language.or_else(|| default.clone()) else { continue };
            let digest = memory::digest(&pair.source);
            if !seen.insert((language.clone(), digest.clone())) {
                continue;
            }
            let line = store::memory::New {
                language: language.clone(),
                digest,
                style: String::new(),
                source: pair.source,
                target: pair.target,
            };
            by_language.entry(language).or_default().push(line);
        }
        let by = store::memory::By { origin: Origin::Human, model: "", person, now: self.now() };
        let mut count = 0;
        for lines in by_language.values() {
            for some in lines.chunks(1_000) {
                let mut tx = self.db().begin().await?;
                store::memory::put(&mut tx, some, &by).await?;
                tx.commit().await?;
                count += some.len() as u64;
            }
        }
        Ok(count)
    }

    /// The memory of a language, without what the built-in translator made.
    #[boxed]
    pub async fn export_memory(&self, language: &str, format: Format) -> Result<Vec<u8>> {
        let code = known(language)?;
        let mut writer = Writer::new(format, &code, Vec::new())?;
        let mut after = 0;
        loop {
            let lines = store::memory::page(&mut self.db().read().await?, &code, after, 1_000).await?;
            let Some(last) = lines.last() else { return Ok(writer.finish()?) };
            after = last.id;
            for line in lines {
                let pair =
                    Pair { source: line.source, target: line.target, state: line.origin, ..Pair::default() };
                writer.add(&pair)?;
            }
        }
    }

    /// Settings that a person gave names.
    #[boxed]
    pub async fn presets(&self, person: i64) -> Result<Vec<(String, Settings)>> {
        Ok(store::preset::all(&mut self.db().read().await?, person).await?)
    }

    #[boxed]
    pub async fn save_preset(&self, person: i64, name: &str, settings: &Settings) -> Result<()> {
        let mut tx = self.db().begin().await?;
        store::preset::put(&mut tx, person, name, settings).await?;
        Ok(tx.commit().await?)
    }

    #[boxed]
    pub async fn remove_preset(&self, person: i64, name: &str) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        let gone = store::preset::remove(&mut tx, person, name).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Codes of the languages that a person ordered lately, the latest first.
    #[boxed]
    pub async fn recent_languages(&self, person: i64) -> Result<Vec<String>> {
        let mut recent: Vec<String> = Vec::new();
        for code in self.jobs(person).await?.into_iter().flat_map(|job| job.settings.languages) {
            if !recent.contains(&code) {
                recent.push(code);
            }
        }
        Ok(recent)
    }
}

fn known(code: &str) -> Result<String> {
    let found = language::find(code).ok_or_else(|| Error::UnknownLanguage(code.to_owned()))?;
    Ok(found.code.to_owned())
}

/// Terms from a CSV with these columns; nothing from anything else.
fn read_terms(file: &[u8]) -> Vec<Term> {
    let text = String::from_utf8_lossy(file);
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default().to_lowercase();
    if first.trim_start().starts_with('<') || !first.contains("source") {
        return Vec::new();
    }
    let delimiter = if first.contains(';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let Ok(heads) = reader.headers().cloned() else { return Vec::new() };
    let column = |name: &str| heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name));
    let (language, source, target, note) =
        (column("language"), column("source"), column("target"), column("note"));
    let records = reader.records().flatten().map(|record| {
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        Term { language: field(language), source: field(source), target: field(target), note: field(note) }
    });
    records.collect()
}
