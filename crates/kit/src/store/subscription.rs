//! Which chats want to hear of what.

use async_recursion::async_recursion as boxed;
use db::{On, Result, Tx};

use crate::ids::{ChatId, Place, ThreadId};

/// A chat that wants to hear of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    pub place: Place,
    /// The language of the person who asked for it.
    pub language: String,
}

#[boxed]
pub async fn add(tx: &mut Tx, subject: &str, who: &Subscriber) -> Result<u64> {
    db::execute!(
        tx,
        "INSERT INTO subscription (subject, chat_id, thread_id, language) VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject, chat_id, thread_id) DO UPDATE SET language = excluded.language",
        subject,
        who.place.chat.0,
        who.place.thread.map_or(0, |thread| thread.0),
        &who.language,
    )
}

/// `0` when it was not there.
#[boxed]
pub async fn remove(tx: &mut Tx, subject: &str, place: Place) -> Result<u64> {
    db::execute!(
        tx,
        "DELETE FROM subscription WHERE subject = $1 AND chat_id = $2 AND thread_id = $3",
        subject,
        place.chat.0,
        place.thread.map_or(0, |thread| thread.0),
    )
}

#[boxed]
pub async fn of(on: &mut dyn On, subject: &str) -> Result<Vec<Subscriber>> {
    let rows = db::fetch_all!(
        on,
        (i64, i64, String),
        "SELECT chat_id, thread_id, language FROM subscription WHERE subject = $1 ORDER BY chat_id, thread_id",
        subject,
    )?;
    let subscriber = |(chat, thread, language)| {
        let thread = Some(ThreadId(thread)).filter(|thread| thread.0 != 0);
        Subscriber { place: Place { chat: ChatId(chat), thread }, language }
    };
    Ok(rows.into_iter().map(subscriber).collect())
}

/// A group that continues under another number goes on hearing.
#[boxed]
pub async fn migrate(tx: &mut Tx, from: i64, to: i64) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO subscription (subject, chat_id, thread_id, language)
         SELECT subject, $2, thread_id, language FROM subscription WHERE chat_id = $1
         ON CONFLICT (subject, chat_id, thread_id) DO NOTHING",
        from,
        to,
    )?;
    db::execute!(tx, "DELETE FROM subscription WHERE chat_id = $1", from)?;
    Ok(())
}
