//! What has become of each text of an order.

use async_recursion::async_recursion as boxed;
use db::{Json, On, Result, Tx};

use crate::order::{JobId, Mark, SegmentKey};

/// A text, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub key: SegmentKey,
    /// Where it appears first: a file's number, and the place the engine tells (`h1`, `img alt`).
    pub file: i64,
    pub place: String,
    pub source: String,
    /// The source, if that was kept.
    pub target: String,
    pub mark: Mark,
    /// Why it was kept or how it was mended; a sentence without a full stop.
    pub reason: String,
    pub warnings: Vec<String>,
    /// The call it came from and its place in it, while that is not over.
    pub call: Option<(i64, i64)>,
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    language: String,
    digest: String,
    file: i64,
    place: String,
    source: String,
    target: String,
    state: String,
    reason: String,
    warnings: Json<Vec<String>>,
    call_id: Option<i64>,
    call_place: Option<i64>,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Self {
        Self {
            key: SegmentKey { language: row.language, digest: row.digest },
            file: row.file,
            place: row.place,
            source: row.source,
            target: row.target,
            mark: Mark::of(&row.state),
            reason: row.reason,
            warnings: row.warnings.0,
            call: row.call_id.zip(row.call_place),
        }
    }
}

const COLUMNS: &str = "SELECT language, digest, file, place, source, target, state, reason, warnings, call_id, call_place FROM translate_segment";

/// Writes texts down, over what was known of them.
#[boxed]
pub async fn put(tx: &mut Tx, job: JobId, segments: &[Kept]) -> Result<()> {
    for some in segments.chunks(200) {
        db::execute_built!(tx, |q| {
            q.push("INSERT INTO translate_segment (job_id, language, digest, file, place, source, target, state, reason, warnings, call_id, call_place) ");
            q.push_values(some, |row, kept| {
                row.push_bind(job.0).push_bind(&kept.key.language).push_bind(&kept.key.digest);
                row.push_bind(kept.file)
                    .push_bind(&kept.place)
                    .push_bind(&kept.source)
                    .push_bind(&kept.target);
                row.push_bind(kept.mark.name()).push_bind(&kept.reason).push_bind(Json(&kept.warnings));
                row.push_bind(kept.call.map(|call| call.0)).push_bind(kept.call.map(|call| call.1));
            });
            q.push(" ON CONFLICT (job_id, language, digest) DO UPDATE SET target = excluded.target, state = excluded.state, \
                    reason = excluded.reason, warnings = excluded.warnings, call_id = excluded.call_id, call_place = excluded.call_place");
        })?;
    }
    Ok(())
}

/// Those of the given names that are known, in one language.
#[boxed]
pub async fn some(on: &mut dyn On, job: JobId, language: &str, digests: &[String]) -> Result<Vec<Kept>> {
    let mut found = Vec::new();
    for some in digests.chunks(400) {
        let rows = db::fetch_built!(on, Row, |q| {
            q.push(COLUMNS).push(" WHERE job_id = ").push_bind(job.0);
            q.push(" AND language = ").push_bind(language).push(" AND digest IN (");
            q.push_list(some);
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(Kept::from));
    }
    Ok(found)
}

#[boxed]
pub async fn one(on: &mut dyn On, job: JobId, key: &SegmentKey) -> Result<Option<Kept>> {
    Ok(some(on, job, &key.language, std::slice::from_ref(&key.digest)).await?.into_iter().next())
}

/// Those in certain states, in the order of the files.
#[boxed]
pub async fn in_states(on: &mut dyn On, job: JobId, marks: &[Mark]) -> Result<Vec<Kept>> {
    let rows = db::fetch_built!(on, Row, |q| {
        q.push(COLUMNS).push(" WHERE job_id = ").push_bind(job.0).push(" AND state IN (");
        q.push_list(marks.iter().map(|mark| mark.name()));
        q.push(") ORDER BY language, file, digest");
    })?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// Those with this source in this language, whatever kind of place they stand in.
#[boxed]
pub async fn by_source(on: &mut dyn On, job: JobId, language: &str, source: &str) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = db::fetch_all!(
        on,
        Row,
        "SELECT language, digest, file, place, source, target, state, reason, warnings, call_id, call_place
         FROM translate_segment WHERE job_id = $1 AND language = $2 AND source = $3 ORDER BY digest",
        job.0,
        language,
        source,
    )?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// How many are settled, a language each.
#[boxed]
pub async fn settled(on: &mut dyn On, job: JobId) -> Result<Vec<(String, i64)>> {
    db::fetch_all!(
        on,
        (String, i64),
        "SELECT language, COUNT(*) FROM translate_segment WHERE job_id = $1 AND state NOT IN ('new', 'heard') GROUP BY language ORDER BY language",
        job.0,
    )
}

/// Forgets what was made under other settings. What a person wrote stays.
#[boxed]
pub async fn forget_machine(tx: &mut Tx, job: JobId) -> Result<()> {
    db::execute!(tx, "DELETE FROM translate_segment WHERE job_id = $1 AND state <> 'human'", job.0)?;
    Ok(())
}
