//! The glossary.

use async_recursion::async_recursion as boxed;
use db::{On, Result, Timestamp, Tx};
use serde::{Deserialize, Serialize};

/// A word and how it is translated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::FromRow)]
pub struct Term {
    /// A code, or `*` for all languages.
    pub language: String,
    pub source: String,
    /// Empty: the word is not translated.
    #[serde(default)]
    pub target: String,
    /// For the translator: part of speech, gender, where it is used.
    #[serde(default)]
    pub note: String,
}

/// All terms; with a language, those that hold for it.
#[boxed]
pub async fn all(on: &mut dyn On, language: Option<&str>) -> Result<Vec<Term>> {
    db::fetch_all!(
        on,
        Term,
        "SELECT language, source, target, note FROM translate_term WHERE $1 = '' OR language = $1 OR language = '*' ORDER BY source, language",
        language.unwrap_or_default(),
    )
}

#[boxed]
pub async fn put(tx: &mut Tx, term: &Term, person: i64, now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO translate_term (language, source, target, note, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (language, source) DO UPDATE SET target = excluded.target, note = excluded.note,
         changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        &term.language,
        &term.source,
        &term.target,
        &term.note,
        now,
        person,
    )?;
    Ok(())
}

#[boxed]
pub async fn remove(tx: &mut Tx, language: &str, source: &str) -> Result<bool> {
    let gone =
        db::execute!(tx, "DELETE FROM translate_term WHERE language = $1 AND source = $2", language, source)?;
    Ok(gone == 1)
}
