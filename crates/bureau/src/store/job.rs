//! Orders and their files.

use async_recursion::async_recursion as boxed;
use db::{Json, On, Result, Timestamp, Tx};

use crate::archive::Modified;
use crate::order::{Job, JobId, JobState, Pause, Settings};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: i64,
    person: i64,
    title: String,
    archive: bool,
    settings: Json<Settings>,
    state: String,
    pause: Option<Json<Pause>>,
    created_at: Timestamp,
    spent: i64,
}

impl From<Row> for Job {
    fn from(row: Row) -> Self {
        let state = match (row.state.as_str(), row.pause) {
            ("working", _) => JobState::Working,
            ("paused", Some(pause)) => JobState::Paused(pause.0),
            ("done", _) => JobState::Done,
            ("cancelled", _) => JobState::Cancelled,
            _ => JobState::Open,
        };
        Self {
            id: JobId(row.id),
            person: row.person,
            title: row.title,
            archive: row.archive,
            settings: row.settings.0,
            state,
            spent: llm::Money { millionths: u64::try_from(row.spent).unwrap_or(0) },
            created_at: row.created_at,
        }
    }
}

/// An order that is taken.
#[derive(Debug)]
pub struct New<'a> {
    pub person: i64,
    pub title: &'a str,
    pub archive: bool,
    /// What the files that were sent at once have in common.
    pub together: Option<&'a str>,
    pub settings: &'a Settings,
}

/// A file of an order.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FileRow {
    pub number: i64,
    pub path: String,
    pub stored: i64,
    pub entry: Option<i64>,
    pub folder: bool,
    pub size: i64,
    pub modified: Option<i64>,
}

impl FileRow {
    pub fn modified(&self) -> Option<Modified> {
        self.modified.and_then(|raw| u32::try_from(raw).ok()).map(Modified)
    }
}

#[boxed]
pub async fn insert(tx: &mut Tx, new: &New<'_>, now: Timestamp) -> Result<JobId> {
    let (id,) = db::fetch_one!(
        tx,
        (i64,),
        "INSERT INTO translate_job (person, title, archive, settings, together, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING id",
        new.person,
        new.title,
        new.archive,
        Json(new.settings),
        new.together,
        now,
    )?;
    Ok(JobId(id))
}

#[boxed]
pub async fn add_files(tx: &mut Tx, job: JobId, files: &[FileRow]) -> Result<()> {
    for some in files.chunks(500) {
        db::execute_built!(tx, |q| {
            q.push(
                "INSERT INTO translate_file (job_id, number, path, stored, entry, folder, size, modified) ",
            );
            q.push_values(some, |row, file| {
                row.push_bind(job.0).push_bind(file.number).push_bind(&file.path).push_bind(file.stored);
                row.push_bind(file.entry)
                    .push_bind(file.folder)
                    .push_bind(file.size)
                    .push_bind(file.modified);
            });
        })?;
    }
    Ok(())
}

/// A person's order of files that were sent at once, as long as nobody has begun with it.
#[boxed]
pub async fn of_together(on: &mut dyn On, person: i64, together: &str) -> Result<Option<JobId>> {
    let row: Option<(i64,)> = db::fetch_optional!(
        on,
        (i64,),
        "SELECT id FROM translate_job WHERE person = $1 AND together = $2 AND state = 'open' ORDER BY id DESC LIMIT 1",
        person,
        together,
    )?;
    Ok(row.map(|(id,)| JobId(id)))
}

/// Gives an order these files instead of those that it had; [`db::Error::Stale`] once somebody has begun with it.
#[boxed]
pub async fn set_files(tx: &mut Tx, job: JobId, archive: bool, files: &[FileRow]) -> Result<()> {
    let set = db::execute!(
        tx,
        "UPDATE translate_job SET archive = $1 WHERE id = $2 AND state = 'open'",
        archive,
        job.0
    )?;
    if set == 0 {
        return Err(db::Error::Stale);
    }
    db::execute!(tx, "DELETE FROM translate_file WHERE job_id = $1", job.0)?;
    add_files(tx, job, files).await
}

#[boxed]
pub async fn files(on: &mut dyn On, job: JobId) -> Result<Vec<FileRow>> {
    db::fetch_all!(
        on,
        FileRow,
        "SELECT number, path, stored, entry, folder, size, modified FROM translate_file WHERE job_id = $1 ORDER BY number",
        job.0,
    )
}

const COLUMNS: &str = "id, person, title, archive, settings, state, pause, created_at, \
    (SELECT CAST(COALESCE(SUM(c.millionths), 0) AS BIGINT) FROM translate_call c WHERE c.job_id = translate_job.id) AS spent";

#[boxed]
pub async fn find(on: &mut dyn On, job: JobId) -> Result<Option<Job>> {
    let rows = db::fetch_built!(on, Row, |q| {
        q.push("SELECT ").push(COLUMNS).push(" FROM translate_job WHERE id = ").push_bind(job.0);
    })?;
    Ok(rows.into_iter().next().map(Job::from))
}

/// A person's orders, newest first.
#[boxed]
pub async fn of_person(on: &mut dyn On, person: i64, most: i64) -> Result<Vec<Job>> {
    let rows = db::fetch_built!(on, Row, |q| {
        q.push("SELECT ").push(COLUMNS).push(" FROM translate_job WHERE person = ").push_bind(person);
        q.push(" ORDER BY id DESC LIMIT ").push_bind(most);
    })?;
    Ok(rows.into_iter().map(Job::from).collect())
}

/// Orders nobody has touched since then.
#[boxed]
pub async fn untouched_since(on: &mut dyn On, then: Timestamp) -> Result<Vec<JobId>> {
    let rows: Vec<(i64,)> =
        db::fetch_all!(on, (i64,), "SELECT id FROM translate_job WHERE changed_at < $1 ORDER BY id", then)?;
    Ok(rows.into_iter().map(|(id,)| JobId(id)).collect())
}

#[boxed]
pub async fn set_settings(tx: &mut Tx, job: JobId, settings: &Settings, now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "UPDATE translate_job SET settings = $1, changed_at = $2 WHERE id = $3",
        Json(settings),
        now,
        job.0,
    )?;
    Ok(())
}

/// An order that was finished is to be worked on again.
#[boxed]
pub async fn reopen(tx: &mut Tx, job: JobId) -> Result<()> {
    db::execute!(tx, "UPDATE translate_job SET state = 'open' WHERE id = $1 AND state = 'done'", job.0)?;
    Ok(())
}

/// Begins to work, or begins again after a crash; gives the number of the run. Only the newest run can write, so that one
/// that was believed dead and comes back does nothing twice.
#[boxed]
pub async fn begin(tx: &mut Tx, job: JobId, now: Timestamp) -> Result<i64> {
    let (run,) = db::fetch_one!(
        tx,
        (i64,),
        "UPDATE translate_job SET state = 'working', pause = NULL, run = run + 1, changed_at = $1 WHERE id = $2 RETURNING run",
        now,
        job.0,
    )?;
    Ok(run)
}

/// Holds the order for this transaction, if this run is still the newest.
#[boxed]
pub async fn hold(tx: &mut Tx, job: JobId, run: i64) -> Result<()> {
    let held = db::execute!(tx, "UPDATE translate_job SET run = run WHERE id = $1 AND run = $2", job.0, run)?;
    if held == 1 { Ok(()) } else { Err(db::Error::Stale) }
}

#[boxed]
pub async fn end(tx: &mut Tx, job: JobId, run: i64, state: &JobState, now: Timestamp) -> Result<()> {
    let (name, pause) = match state {
        JobState::Open => ("open", None),
        JobState::Working => ("working", None),
        JobState::Paused(pause) => ("paused", Some(Json(pause))),
        JobState::Done => ("done", None),
        JobState::Cancelled => ("cancelled", None),
    };
    let ended = db::execute!(
        tx,
        "UPDATE translate_job SET state = $1, pause = $2, changed_at = $3 WHERE id = $4 AND run = $5",
        name,
        pause,
        now,
        job.0,
        run,
    )?;
    if ended == 1 { Ok(()) } else { Err(db::Error::Stale) }
}

#[boxed]
pub async fn delete(tx: &mut Tx, job: JobId) -> Result<()> {
    db::execute!(tx, "DELETE FROM translate_job WHERE id = $1", job.0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use db::{Db, Options};

    use super::*;

    #[tokio::test]
    async fn an_order_that_somebody_has_begun_with_takes_no_other_files() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("bureau.sqlite").display());
        let db = Db::open(&url, &Options { connections: 1, durable: false }).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let (now, settings) = (Timestamp::from_secs(1_750_000_000), Settings::default());
        let (title, together) = ("a.html", Some("album"));
        let new = New { person: 103, title, archive: false, together, settings: &settings };
        let id = insert(&mut tx, &new, now).await.unwrap();
        let path = title.to_owned();
        let first =
            FileRow { number: 0, path, stored: 0, entry: None, folder: false, size: 1, modified: None };
        set_files(&mut tx, id, false, std::slice::from_ref(&first)).await.unwrap();
        begin(&mut tx, id, now).await.unwrap();
        let second = FileRow { number: 1, path: "b.html".to_owned(), stored: 1, ..first.clone() };
        let late = set_files(&mut tx, id, false, &[first, second]).await;
        assert!(matches!(late, Err(db::Error::Stale)), "{late:?}");
        assert_eq!(files(&mut tx, id).await.unwrap().len(), 1);
    }
}
