//! Messages on their way out: durable together with what caused them, and sent at least once.

use std::time::Duration;

use async_recursion::async_recursion as boxed;
use db::{Json, On, Result, Timestamp, Tx};
use serde_json::value::RawValue;

use crate::reply::Outgoing;

/// A message to send.
#[derive(Debug, Clone)]
pub struct Queued {
    pub id: i64,
    pub chat_id: i64,
    pub priority: i64,
    /// None when another version of the program wrote it in a way that this one cannot read.
    pub what: Option<Outgoing>,
    /// How often it has gone out already without an answer that tells whether it arrived.
    pub attempts: i64,
    pub not_before: Option<Timestamp>,
}

/// What became of a message.
#[derive(Debug, Clone)]
pub enum Fate {
    Sent {
        message_id: Option<i64>,
    },
    /// Will not be tried again; nor does what it said stay.
    Failed {
        note: String,
    },
    /// Back in line, not before the time. Unless it may have arrived all the same, the attempt does not count.
    Later {
        not_before: Timestamp,
        unsure: bool,
    },
}

/// Puts messages into the line, in this order.
#[boxed]
pub async fn insert(tx: &mut Tx, messages: &[&Outgoing], now: Timestamp) -> Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    db::execute_built!(tx, |q| {
        q.push("INSERT INTO outbox (chat_id, priority, card, what, created_at) ");
        q.push_values(messages, |row, message| {
            row.push_bind(message.to.chat.0).push_bind(message.priority.rank());
            row.push_bind(message.card()).push_bind(Json(*message)).push_bind(now);
        });
    })?;
    Ok(())
}

/// The messages in line after `after`, in the order in which they were queued.
#[boxed]
pub async fn waiting(on: &mut dyn On, after: i64, most: i64) -> Result<Vec<Queued>> {
    type Row = (i64, i64, i64, Json<Box<RawValue>>, i64, Option<Timestamp>);
    let rows: Vec<Row> = db::fetch_all!(
        on,
        Row,
        "SELECT id, chat_id, priority, what, attempts, not_before FROM outbox
         WHERE state = 'queued' AND id > $1 ORDER BY id LIMIT $2",
        after,
        most,
    )?;
    let queued = |(id, chat_id, priority, what, attempts, not_before): Row| {
        let what = serde_json::from_str(what.0.get()).ok();
        Queued { id, chat_id, priority, what, attempts, not_before }
    };
    Ok(rows.into_iter().map(queued).collect())
}

/// Marks messages as going out. This is committed before the first byte leaves: what is still marked after a crash may
/// or may not have arrived.
#[boxed]
pub async fn sending(tx: &mut Tx, ids: &[i64], owner: &str) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let marked = db::fetch_built!(tx, (i64,), |q| {
        // A mark whose commit arrived, but not the answer to it, is ours already.
        q.push("UPDATE outbox SET state = 'sending', owner = ").push_bind(owner);
        q.push(", attempts = CASE WHEN state = 'queued' THEN attempts + 1 ELSE attempts END");
        q.push(" WHERE (state = 'queued' OR (state = 'sending' AND owner = ").push_bind(owner);
        q.push(")) AND id IN (");
        q.push_values(ids, |row, id| {
            row.push_bind(*id);
        });
        q.push(") RETURNING id");
    })?;
    Ok(marked.into_iter().map(|(id,)| id).collect())
}

/// Writes down that messages were sent, each with the number it has now, where it has one. What they said is Telegram's
/// to keep: passwords and customers' data do not stay here, nor in a backup.
#[boxed]
pub async fn sent(tx: &mut Tx, messages: &[(i64, Option<i64>)], now: Timestamp) -> Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    db::execute_built!(tx, |q| {
        q.push("UPDATE outbox SET state = 'sent', owner = NULL, message_id = v.column2, sent_at = ")
            .push_bind(now);
        q.push(", what = ").push_bind(Json(serde_json::Value::Null)).push(" FROM (");
        q.push_values(messages, |row, (id, message)| {
            row.push_bind(*id).push_bind(*message);
        });
        q.push(") AS v WHERE outbox.id = v.column1");
    })?;
    Ok(())
}

/// Writes down what became of a message that was going out.
#[boxed]
pub async fn settle(tx: &mut Tx, id: i64, fate: &Fate, now: Timestamp) -> Result<()> {
    match fate {
        Fate::Sent { message_id } => return sent(tx, &[(id, *message_id)], now).await,
        Fate::Failed { note } => db::execute!(
            tx,
            "UPDATE outbox SET state = 'failed', owner = NULL, what = $1, sent_at = $2, note = $3 WHERE id = $4",
            Json(serde_json::Value::Null),
            now,
            note,
            id
        )?,
        Fate::Later { not_before, unsure } => db::execute!(
            tx,
            "UPDATE outbox SET state = 'queued', owner = NULL, not_before = $1, attempts = attempts - $2 WHERE id = $3",
            *not_before,
            i64::from(!unsure),
            id
        )?,
    };
    Ok(())
}

/// Puts a message into another chat's line.
#[boxed]
pub async fn redirect(tx: &mut Tx, id: i64, chat: i64) -> Result<()> {
    db::execute!(tx, "UPDATE outbox SET chat_id = $1 WHERE id = $2", chat, id)?;
    Ok(())
}

/// What may have arrived goes again when the program has stood for this long: a second crash in quick succession must not
/// take the one more try that it has.
const PROBATION: Duration = Duration::from_secs(1);

/// After a crash: what was going out goes into line again, once. What had been sent twice already without an answer is
/// given up, so that nobody reads a message a third time. Returns how many go again, and how many were given up.
#[boxed]
pub async fn recover(tx: &mut Tx, now: Timestamp) -> Result<(u64, u64)> {
    let given_up = db::execute!(
        tx,
        "UPDATE outbox SET state = 'failed', owner = NULL, what = $1, sent_at = $2, note = 'sent twice without an answer'
         WHERE state = 'sending' AND attempts >= 2",
        Json(serde_json::Value::Null),
        now,
    )?;
    let again = db::execute!(
        tx,
        "UPDATE outbox SET state = 'queued', owner = NULL, not_before = $1 WHERE state = 'sending'",
        now.plus(PROBATION),
    )?;
    Ok((again, given_up))
}

/// Keeps a file until it is sent.
#[boxed]
pub async fn keep_blob(tx: &mut Tx, name: &str, bytes: &[u8], now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO blob (name, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        name,
        bytes,
        now
    )?;
    Ok(())
}

/// A file that was sent, or never will be, is Telegram's to keep, or nobody's.
#[boxed]
pub async fn drop_blob(tx: &mut Tx, name: &str) -> Result<u64> {
    db::execute!(tx, "DELETE FROM blob WHERE name = $1", name)
}

#[boxed]
pub async fn blob(on: &mut dyn On, name: &str) -> Result<Option<Vec<u8>>> {
    let row = db::fetch_optional!(on, (Vec<u8>,), "SELECT bytes FROM blob WHERE name = $1", name)?;
    Ok(row.map(|(bytes,)| bytes))
}

/// The message that stands for a card, if it was sent.
#[boxed]
pub async fn card(on: &mut dyn On, name: &str) -> Result<Option<(i64, i64)>> {
    db::fetch_optional!(on, (i64, i64), "SELECT chat_id, message_id FROM card WHERE name = $1", name)
}

#[boxed]
pub async fn set_card(tx: &mut Tx, name: &str, chat: i64, message: i64, now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO card (name, chat_id, message_id, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET chat_id = excluded.chat_id, message_id = excluded.message_id, updated_at = excluded.updated_at",
        name,
        chat,
        message,
        now,
    )?;
    Ok(())
}

/// A message that is to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Expiring {
    pub chat_id: i64,
    pub message_id: i64,
    /// Whose eyes alone it is for. Such messages are counted by themselves.
    pub receiver: Option<i64>,
}

/// Remembers to delete a message. What only one may read is kept below zero, where it meets no other message's number.
#[boxed]
pub async fn expire_later(tx: &mut Tx, it: Expiring, at: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO expiring (chat_id, message_id, receiver, at) VALUES ($1, $2, $3, $4) ON CONFLICT (chat_id, message_id) DO NOTHING",
        it.chat_id,
        if it.receiver.is_some() { -it.message_id } else { it.message_id },
        it.receiver,
        at
    )?;
    Ok(())
}

/// Takes the messages whose time is over.
#[boxed]
pub async fn expired(tx: &mut Tx, now: Timestamp) -> Result<Vec<Expiring>> {
    db::fetch_all!(
        tx,
        Expiring,
        "DELETE FROM expiring WHERE at <= $1 RETURNING chat_id, ABS(message_id) AS message_id, receiver",
        now
    )
}

/// A chat that Telegram has limited, and until when.
#[boxed]
pub async fn limit(tx: &mut Tx, chat: i64, until: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO chat (chat_id, limited_until) VALUES ($1, $2) ON CONFLICT (chat_id) DO UPDATE SET limited_until = excluded.limited_until",
        chat,
        until,
    )?;
    Ok(())
}

#[boxed]
pub async fn limits(on: &mut dyn On, now: Timestamp) -> Result<Vec<(i64, Timestamp)>> {
    db::fetch_all!(
        on,
        (i64, Timestamp),
        "SELECT chat_id, limited_until FROM chat WHERE limited_until > $1",
        now
    )
}

/// How many messages wait and since when the oldest that may go already does. A chat that Telegram has limited is none of
/// those in which anything may go.
#[boxed]
pub async fn depth(on: &mut dyn On, now: Timestamp) -> Result<(i64, Option<Duration>)> {
    let (count, oldest) = db::fetch_one!(
        on,
        (i64, Option<Timestamp>),
        "SELECT COUNT(*), MIN(CASE WHEN c.limited_until > $1 OR o.not_before > $1 THEN NULL
                                   WHEN c.limited_until > COALESCE(o.not_before, o.created_at) THEN c.limited_until
                                   ELSE COALESCE(o.not_before, o.created_at) END)
         FROM outbox o LEFT JOIN chat c ON c.chat_id = o.chat_id WHERE o.state IN ('queued', 'sending')",
        now,
    )?;
    Ok((count, oldest.map(|at| now.since(at))))
}

/// Whether any message was dealt with since then.
#[boxed]
pub async fn moved_since(on: &mut dyn On, then: Timestamp) -> Result<bool> {
    let row = db::fetch_optional!(on, (i64,), "SELECT id FROM outbox WHERE sent_at > $1 LIMIT 1", then)?;
    Ok(row.is_some())
}
