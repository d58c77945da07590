//! The translation memory: what a text was translated into before, by a model or by a person.

use async_recursion::async_recursion as boxed;
use db::{On, Result, Timestamp, Tx};

use crate::memory::Prints;

/// Who made a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Model,
    /// The built-in translator: only ever given to itself.
    Pretend,
    Human,
}

impl Origin {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Pretend => "pretend",
            Self::Human => "human",
        }
    }
}

/// A line of the memory.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    pub id: i64,
    pub language: String,
    pub digest: String,
    pub style: String,
    pub origin: String,
    pub source: String,
    pub target: String,
}

/// A translation to remember.
#[derive(Debug, Clone)]
pub struct New {
    pub language: String,
    pub digest: String,
    pub style: String,
    pub source: String,
    pub target: String,
}

/// Who remembers, and since when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub origin: Origin,
    pub model: &'a str,
    pub person: i64,
    pub now: Timestamp,
}

/// Lines that would serve.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub language: &'a str,
    /// Of people's lines.
    pub style: &'a str,
    /// Of a machine's: the style, who made it, and by which rules.
    pub made: &'a str,
    pub machine: Origin,
}

/// What is remembered of texts, by their names: the best line of each. A person's word wins over a model's, the same style
/// over another, the newer over the older; a machine's line counts only if it would be made the same way today.
#[boxed]
pub async fn exact(on: &mut dyn On, wanted: &Wanted<'_>, digests: &[String]) -> Result<Vec<Line>> {
    let Wanted { language, style, made, machine } = *wanted;
    let mut found: Vec<Line> = Vec::new();
    for some in digests.chunks(400) {
        let rows = db::fetch_built!(on, Line, |q| {
            q.push("SELECT id, language, digest, style, origin, source, target FROM translate_memory WHERE language = ");
            q.push_bind(language).push(" AND (origin = 'human' OR (origin = ").push_bind(machine.name());
            q.push(" AND style = ").push_bind(made).push(")) AND digest IN (");
            q.push_list(some);
            q.push(") ORDER BY digest, CASE WHEN origin = 'human' THEN 0 ELSE 1 END, CASE WHEN style = ")
                .push_bind(style);
            q.push(" THEN 0 ELSE 1 END, changed_at DESC, id DESC");
        })?;
        for row in rows {
            if found.last().is_none_or(|last| last.digest != row.digest) {
                found.push(row);
            }
        }
    }
    Ok(found)
}

/// Lines that share most fingerprints with a text.
#[boxed]
pub async fn candidates(
    on: &mut dyn On,
    language: &str,
    prints: &Prints,
    machine: Origin,
    most: i64,
) -> Result<Vec<Line>> {
    if prints.is_empty() {
        return Ok(Vec::new());
    }
    let rows = db::fetch_built!(on, (i64, i64), |q| {
        q.push("SELECT memory_id, COUNT(*) AS shared FROM translate_print WHERE language = ")
            .push_bind(language);
        q.push(" AND print IN (");
        q.push_list(prints);
        q.push(") GROUP BY memory_id ORDER BY shared DESC, memory_id DESC LIMIT ").push_bind(most);
    })?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    db::fetch_built!(on, Line, |q| {
        q.push("SELECT id, language, digest, style, origin, source, target FROM translate_memory WHERE (origin = 'human' OR origin = ");
        q.push_bind(machine.name()).push(") AND id IN (");
        q.push_list(rows.iter().map(|(id, _)| *id));
        q.push(") ORDER BY id");
    })
}

/// Remembers translations, over what the same origin said before.
#[boxed]
pub async fn put(tx: &mut Tx, lines: &[New], by: &By<'_>) -> Result<()> {
    for some in lines.chunks(200) {
        let rows = db::fetch_built!(tx, (i64, String), |q| {
            q.push("INSERT INTO translate_memory (language, digest, style, origin, source, target, model, changed_at, changed_by) ");
            q.push_values(some, |row, line| {
                row.push_bind(&line.language)
                    .push_bind(&line.digest)
                    .push_bind(&line.style)
                    .push_bind(by.origin.name());
                row.push_bind(&line.source).push_bind(&line.target).push_bind(by.model);
                row.push_bind(by.now).push_bind(by.person);
            });
            q.push(" ON CONFLICT (language, digest, style, origin) DO UPDATE SET target = excluded.target, model = excluded.model, \
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by RETURNING id, source");
        })?;
        let language = some.first().map(|line| line.language.clone()).unwrap_or_default();
        let prints: Vec<(i64, i64)> = rows
            .iter()
            .flat_map(|(id, source)| crate::memory::prints(source).into_iter().map(move |print| (*id, print)))
            .collect();
        for some in prints.chunks(400) {
            db::execute_built!(tx, |q| {
                q.push("INSERT INTO translate_print (language, print, memory_id) ");
                q.push_values(some, |row, (id, print)| {
                    row.push_bind(&language).push_bind(*print).push_bind(*id);
                });
                q.push(" ON CONFLICT (language, print, memory_id) DO NOTHING");
            })?;
        }
    }
    Ok(())
}

/// What is remembered of a language for others to read: no pretended translations. In pages.
#[boxed]
pub async fn page(on: &mut dyn On, language: &str, after: i64, most: i64) -> Result<Vec<Line>> {
    db::fetch_all!(
        on,
        Line,
        "SELECT id, language, digest, style, origin, source, target FROM translate_memory
         WHERE language = $1 AND origin <> 'pretend' AND id > $2 ORDER BY id LIMIT $3",
        language,
        after,
        most,
    )
}
