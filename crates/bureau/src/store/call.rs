//! Money: what each call cost, and whether there is enough for another.

use async_recursion::async_recursion as boxed;
use db::{On, Result, Timestamp, Tx};
use llm::{Money, Spent, Usage};

use crate::order::{Cap, JobId};

fn signed(money: Money) -> i64 {
    i64::try_from(money.millionths).unwrap_or(i64::MAX)
}

fn unsigned(millionths: i64) -> Money {
    Money { millionths: u64::try_from(millionths).unwrap_or(0) }
}

/// A call that is about to be made.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    pub job: JobId,
    pub person: i64,
    /// What it will probably cost.
    pub estimate: Money,
    /// What the job may cost altogether.
    pub job_cap: Option<Money>,
    /// What the person may spend in this month.
    pub month_cap: Option<Money>,
    pub month_began: Timestamp,
}

/// Sets money aside. `Err` in the answer names the cap that leaves no room.
#[boxed]
pub async fn open(tx: &mut Tx, call: &Planned, now: Timestamp) -> Result<Result<i64, Cap>> {
    // Two calls of one person look at the sums one after the other.
    db::execute!(
        tx,
        "INSERT INTO translate_purse (person, calls) VALUES ($1, 1) ON CONFLICT (person) DO UPDATE SET calls = translate_purse.calls + 1",
        call.person,
    )?;
    let above = |spent: Money, cap: Option<Money>| {
        cap.is_some_and(|cap| spent.millionths.saturating_add(call.estimate.millionths) > cap.millionths)
    };
    if above(of_job(tx, call.job).await?, call.job_cap) {
        return Ok(Err(Cap::Job));
    }
    if above(of_person(tx, call.person, call.month_began).await?, call.month_cap) {
        return Ok(Err(Cap::Month));
    }
    let (id,) = db::fetch_one!(
        tx,
        (i64,),
        "INSERT INTO translate_call (job_id, person, at, millionths) VALUES ($1, $2, $3, $4) RETURNING id",
        call.job.0,
        call.person,
        now,
        signed(call.estimate),
    )?;
    Ok(Ok(id))
}

/// What it cost in the end.
#[boxed]
pub async fn close(tx: &mut Tx, id: i64, spent: &Spent) -> Result<()> {
    db::execute!(
        tx,
        "UPDATE translate_call SET open = FALSE, millionths = $1, prompt = $2, cached = $3, completion = $4, estimated = $5, requests = $6 WHERE id = $7",
        signed(spent.spent),
        count(spent.usage.prompt),
        count(spent.usage.cached),
        count(spent.usage.completion),
        spent.usage.estimated,
        count(spent.requests),
        id,
    )?;
    Ok(())
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What a job has cost; calls that are open, or were when the program died, count with their estimate.
#[boxed]
pub async fn of_job(on: &mut dyn On, job: JobId) -> Result<Money> {
    let (sum,) = db::fetch_one!(
        on,
        (i64,),
        "SELECT CAST(COALESCE(SUM(millionths), 0) AS BIGINT) FROM translate_call WHERE job_id = $1",
        job.0,
    )?;
    Ok(unsigned(sum))
}

#[boxed]
pub async fn of_person(on: &mut dyn On, person: i64, since: Timestamp) -> Result<Money> {
    let (sum,) = db::fetch_one!(
        on,
        (i64,),
        "SELECT CAST(COALESCE(SUM(millionths), 0) AS BIGINT) FROM translate_call WHERE person = $1 AND at >= $2",
        person,
        since,
    )?;
    Ok(unsigned(sum))
}

/// Tokens of a job's calls that are over, and how many requests there were. What a call took that a crash cut nobody knows.
#[boxed]
pub async fn usage(on: &mut dyn On, job: JobId) -> Result<(Usage, u64)> {
    let (prompt, cached, completion, requests, guessed) = db::fetch_one!(
        on,
        (i64, i64, i64, i64, i64),
        "SELECT CAST(COALESCE(SUM(prompt), 0) AS BIGINT), CAST(COALESCE(SUM(cached), 0) AS BIGINT),
                CAST(COALESCE(SUM(completion), 0) AS BIGINT), CAST(COALESCE(SUM(requests), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN open OR estimated THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM translate_call WHERE job_id = $1",
        job.0,
    )?;
    let number = |number: i64| u64::try_from(number).unwrap_or(0);
    let usage = Usage {
        prompt: number(prompt),
        cached: number(cached),
        completion: number(completion),
        estimated: guessed > 0,
    };
    Ok((usage, number(requests)))
}
