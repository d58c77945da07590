//! What the bot knows of a job besides the queue: for whom, how far, and whether it was called off.

use async_recursion::async_recursion as boxed;
use db::{On, Result, Timestamp, Tx};

/// A job to run.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Row {
    pub id: i64,
    pub name: String,
    pub task: String,
    pub user_id: i64,
    pub chat_id: i64,
    pub thread_id: Option<i64>,
    pub language: String,
    pub state: String,
    pub cancel: bool,
    pub checkpoint: Option<String>,
    pub attempts: i64,
}

/// A job that is asked for.
#[derive(Debug, Clone)]
pub struct New<'a> {
    pub name: &'a str,
    pub task: &'a str,
    pub user: i64,
    pub chat: i64,
    pub thread: Option<i64>,
    pub language: &'a str,
}

/// Writes a job down and puts it into the queue, both in this transaction.
#[boxed]
pub async fn insert(tx: &mut Tx, job: &New<'_>, now: Timestamp) -> Result<i64> {
    let (id,) = db::fetch_one!(
        tx,
        (i64,),
        "INSERT INTO job (name, task, user_id, chat_id, thread_id, language, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        job.name,
        job.task,
        job.user,
        job.chat,
        job.thread,
        job.language,
        now,
    )?;
    Ok(id)
}

#[boxed]
pub async fn find(on: &mut dyn On, id: i64) -> Result<Option<Row>> {
    db::fetch_optional!(
        on,
        Row,
        "SELECT id, name, task, user_id, chat_id, thread_id, language, state, cancel, checkpoint, attempts FROM job WHERE id = $1",
        id,
    )
}

/// Those that are not finished: for a restart, and for tests.
#[boxed]
pub async fn open(on: &mut dyn On) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> =
        db::fetch_all!(on, (i64,), "SELECT id FROM job WHERE state IN ('queued', 'running') ORDER BY id")?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Begins a job, or begins it again after a crash; gives the number of the attempt, and how many there were since it last
/// got any further. Only the newest attempt can commit, so that one that was believed dead and comes back does nothing
/// twice.
#[boxed]
pub async fn start(tx: &mut Tx, id: i64) -> Result<Option<(i64, i64)>> {
    db::fetch_optional!(
        tx,
        (i64, i64),
        "UPDATE job SET state = 'running', attempts = attempts + 1, stalls = stalls + 1
         WHERE id = $1 AND state IN ('queued', 'running') RETURNING attempts, stalls",
        id,
    )
}

/// Remembers how far a job is.
#[boxed]
pub async fn checkpoint(tx: &mut Tx, id: i64, attempt: i64, checkpoint: &str) -> Result<()> {
    let kept = db::execute!(
        tx,
        "UPDATE job SET checkpoint = $1, stalls = 0 WHERE id = $2 AND attempts = $3 AND state = 'running'",
        checkpoint,
        id,
        attempt,
    )?;
    if kept == 1 { Ok(()) } else { Err(db::Error::Stale) }
}

/// Asks a job to stop at its next step; `false` when it is over already.
#[boxed]
pub async fn cancel(tx: &mut Tx, id: i64) -> Result<bool> {
    let asked = db::execute!(
        tx,
        "UPDATE job SET cancel = TRUE WHERE id = $1 AND state IN ('queued', 'running')",
        id
    )?;
    Ok(asked == 1)
}

#[boxed]
pub async fn cancelled(on: &mut dyn On, id: i64) -> Result<bool> {
    let row = db::fetch_optional!(on, (bool,), "SELECT cancel FROM job WHERE id = $1", id)?;
    Ok(row.is_none_or(|(cancel,)| cancel))
}

/// Ends a job.
#[boxed]
pub async fn finish(tx: &mut Tx, id: i64, attempt: i64, state: &str, now: Timestamp) -> Result<()> {
    let ended = db::execute!(
        tx,
        "UPDATE job SET state = $1, finished_at = $2 WHERE id = $3 AND attempts = $4 AND state = 'running'",
        state,
        now,
        id,
        attempt,
    )?;
    if ended == 1 { Ok(()) } else { Err(db::Error::Stale) }
}

/// Puts a job's number into the queue, in the transaction that asked for it.
#[boxed]
pub async fn enqueue(tx: &mut Tx, id: i64) -> Result<()> {
    let failed = |error: String| db::Error::Sql(db::sqlx::Error::Configuration(error.into()));
    let number = serde_json::to_vec(&id).unwrap_or_default();
    match tx.handle() {
        db::Handle::Sqlite(conn) => {
            let task = apalis_sqlite::SqliteTask::new(number);
            apalis_sqlite::queries::push_tasks(conn, QUEUE, &[task]).await.map_err(|e| failed(e.to_string()))
        }
        db::Handle::Postgres(conn) => {
            let task = apalis_postgres::PgTask::new(number);
            apalis_postgres::queries::push_tasks(conn, QUEUE, vec![task])
                .await
                .map_err(|e| failed(e.to_string()))
        }
    }
}

/// The name of the one queue; which job a number stands for, the `job` table tells.
pub const QUEUE: &str = "quartermaster";
