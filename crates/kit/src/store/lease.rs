//! What only one running copy of the program may do at a time, and which copies there are.

use std::time::Duration;

use async_recursion::async_recursion as boxed;
use db::{Db, On, Result, Timestamp, Tx};

/// A copy that has not been heard of for this long counts as gone.
pub const GONE_AFTER: Duration = Duration::from_secs(15);

/// Announces a copy under its name and returns its number, higher than that of any before it with this name. Whatever an
/// earlier run under the name still held is free again; should that run be alive after all, it can no longer commit.
#[boxed]
pub async fn announce(db: &Db, name: &str, now: Timestamp) -> Result<i64> {
    let mut tx = db.begin().await?;
    db::execute!(
        tx,
        "INSERT INTO lease (name, owner, epoch, until) VALUES ('claim', '', 0, $1) ON CONFLICT (name) DO NOTHING",
        now,
    )?;
    // Counted apart from the copies' own rows: these go when a copy counts as gone, and the next run under its name would
    // begin with a number that was there already. `epoch` is read again after a wait for another copy that starts; what a
    // subquery says is from before, and matters only where copies were counted by themselves once.
    let (epoch,) = db::fetch_one!(
        tx,
        (i64,),
        "UPDATE lease SET epoch = 1 + CASE
             WHEN epoch > (SELECT COALESCE(MAX(c.epoch), 0) FROM lease c WHERE c.name LIKE 'copy:%') THEN epoch
             ELSE (SELECT COALESCE(MAX(c.epoch), 0) FROM lease c WHERE c.name LIKE 'copy:%') END
         WHERE name = 'claim' RETURNING epoch",
    )?;
    db::execute!(
        tx,
        "INSERT INTO lease (name, owner, epoch, until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch, until = excluded.until",
        format!("copy:{name}"),
        name,
        epoch,
        now.plus(GONE_AFTER),
    )?;
    release(&mut tx, &format!("{name}#%")).await?;
    tx.commit().await?;
    Ok(epoch)
}

/// Frees what copies whose name is like the pattern held.
async fn release(tx: &mut Tx, pattern: &str) -> Result<()> {
    db::execute!(
        tx,
        "UPDATE inbox SET owner = NULL, interrupted = TRUE WHERE state = 'new' AND owner LIKE $1",
        pattern
    )?;
    db::execute!(
        tx,
        "DELETE FROM lease WHERE name NOT LIKE 'copy:%' AND name <> 'claim' AND owner LIKE $1",
        pattern
    )?;
    Ok(())
}

/// What a copy hears that says that it is alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pulse {
    Alive,
    /// Another was started under its name.
    Replaced,
    /// It was not heard of for so long that another has taken over what it held.
    Buried,
}

/// Says that this copy is alive. When it is not, it must stop: nothing that it does can be committed any more.
#[boxed]
pub async fn beat(tx: &mut Tx, name: &str, epoch: i64, now: Timestamp) -> Result<Pulse> {
    let alive = db::execute!(
        tx,
        "UPDATE lease SET until = $1 WHERE name = $2 AND epoch = $3",
        now.plus(GONE_AFTER),
        format!("copy:{name}"),
        epoch,
    )?;
    if alive == 1 {
        return Ok(Pulse::Alive);
    }
    let sql = "SELECT epoch FROM lease WHERE name = $1";
    let successor = db::fetch_optional!(tx, (i64,), sql, format!("copy:{name}"))?;
    Ok(if successor.is_some() { Pulse::Replaced } else { Pulse::Buried })
}

/// Frees what copies held that have not been heard of.
#[boxed]
pub async fn bury(tx: &mut Tx, now: Timestamp) -> Result<()> {
    let gone: Vec<(String,)> = db::fetch_all!(
        tx,
        (String,),
        "DELETE FROM lease WHERE name LIKE 'copy:%' AND until < $1 RETURNING owner",
        now
    )?;
    for (name,) in gone {
        tracing::warn!(copy.name = %name, "another copy of the program has gone; its work is taken over");
        release(tx, &format!("{name}#%")).await?;
    }
    Ok(())
}

/// Takes or keeps a lease; `false` while another copy has it.
#[boxed]
pub async fn hold(tx: &mut Tx, name: &str, owner: &str, now: Timestamp, length: Duration) -> Result<bool> {
    let held = db::execute!(
        tx,
        "INSERT INTO lease (name, owner, epoch, until) VALUES ($1, $2, 1, $3)
         ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE lease.owner = excluded.owner OR lease.until < $4",
        name,
        owner,
        now.plus(length),
        now,
    )?;
    Ok(held == 1)
}

/// Gives a lease back.
#[boxed]
pub async fn give_back(tx: &mut Tx, name: &str, owner: &str) -> Result<()> {
    db::execute!(tx, "DELETE FROM lease WHERE name = $1 AND owner = $2", name, owner)?;
    Ok(())
}

/// Whether this copy holds the lease.
#[boxed]
pub async fn holds(on: &mut dyn On, name: &str, owner: &str, now: Timestamp) -> Result<bool> {
    let row = db::fetch_optional!(
        on,
        (i64,),
        "SELECT 1 FROM lease WHERE name = $1 AND owner = $2 AND until >= $3",
        name,
        owner,
        now
    )?;
    Ok(row.is_some())
}
