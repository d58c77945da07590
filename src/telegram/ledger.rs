//! Writing down what becomes of messages, many in one transaction: a commit waits for the disk, so those that are dealt
//! with at the same time share one.

use std::time::Duration;

use db::{Db, Timestamp};
use kit::store::inbox;
use kit::store::outbox::{self, Fate};
use kit::{Clock, Outgoing, Place, Priority, What};
use tokio::sync::mpsc;

use super::line::Item;

/// The most that share a commit.
const BATCH: usize = 256;

/// How long to wait when the database refuses.
const PAUSE: Duration = Duration::from_millis(500);

/// What became of one message.
#[derive(Debug)]
pub struct Entry {
    pub id: i64,
    pub fate: Fate,
    pub deeds: Vec<Deed>,
}

/// What else became true with it.
#[derive(Debug)]
pub enum Deed {
    /// A card stands under this message.
    Card { name: String, chat: i64, message: i64 },
    /// A message is to be deleted then.
    Expires { it: outbox::Expiring, at: Timestamp },
    /// Telegram has limited a chat.
    Limit { chat: i64, until: Timestamp },
    /// A group has moved.
    Migrate { from: i64, to: i64 },
    /// This message alone waits in another chat's line.
    Redirect { to: i64 },
    /// A file is needed no longer.
    Spent { blob: String },
}

impl Deed {
    /// What goes with a message that is dealt with: its file.
    pub fn spent(item: &Item) -> Vec<Self> {
        match &item.outgoing.what {
            What::Send { file: Some(file), .. } => vec![Self::Spent { blob: file.blob.clone() }],
            _ => Vec::new(),
        }
    }
}

/// Writes entries down until there are no more, and tells which are.
pub async fn keep(
    db: Db,
    clock: Clock,
    mut entries: mpsc::UnboundedReceiver<Entry>,
    told: mpsc::UnboundedSender<Vec<i64>>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    while entries.recv_many(&mut batch, BATCH).await > 0 {
        while let Err(error) = write(&db, &batch, clock.now()).await {
            tracing::error!(error = %error, "what became of messages could not be written down; it is tried again");
            tokio::time::sleep(PAUSE).await;
        }
        let ids = batch.drain(..).map(|entry| entry.id).collect();
        // Who no longer listens is stopping.
        let _ = told.send(ids);
    }
}

async fn write(db: &Db, batch: &[Entry], now: Timestamp) -> db::Result<()> {
    // What is only sent goes once more after a power cut, as if the crash had come a moment earlier.
    let plain = |entry: &Entry| matches!(entry.fate, Fate::Sent { .. }) && entry.deeds.is_empty();
    let mut tx = if batch.iter().all(plain) { db.begin_lightly().await? } else { db.begin().await? };
    let sent = |entry: &Entry| match entry.fate {
        Fate::Sent { message_id } => Some((entry.id, message_id)),
        _ => None,
    };
    outbox::sent(&mut tx, &batch.iter().filter_map(sent).collect::<Vec<_>>(), now).await?;
    for entry in batch {
        if sent(entry).is_none() {
            outbox::settle(&mut tx, entry.id, &entry.fate, now).await?;
        }
        for deed in &entry.deeds {
            match deed {
                Deed::Card { name, chat, message } => {
                    outbox::set_card(&mut tx, name, *chat, *message, now).await?;
                }
                Deed::Expires { it, at } => outbox::expire_later(&mut tx, *it, *at).await?,
                Deed::Limit { chat, until } => outbox::limit(&mut tx, *chat, *until).await?,
                Deed::Migrate { from, to } => inbox::migrate(&mut tx, *from, *to).await?,
                Deed::Redirect { to } => outbox::redirect(&mut tx, entry.id, *to).await?,
                Deed::Spent { blob } => drop(outbox::drop_blob(&mut tx, blob).await?),
            }
        }
    }
    tx.commit().await
}

/// Marks messages as going out, all in one transaction. Returns those that were still to be sent. A mark outlives the
/// program; after a power cut that takes it along, the message goes as if it were new.
pub async fn mark(db: &Db, ids: &[i64], owner: &str) -> db::Result<Vec<i64>> {
    let mut tx = db.begin_lightly().await?;
    let ours = outbox::sending(&mut tx, ids, owner).await?;
    tx.commit().await?;
    Ok(ours)
}

/// Puts the deletion of messages whose time is over into the outbox. Returns how many.
pub async fn expire(db: &Db, now: Timestamp) -> db::Result<usize> {
    let mut tx = db.begin().await?;
    let over = outbox::expired(&mut tx, now).await?;
    let deletion = |it: &outbox::Expiring| {
        let to = Place { chat: kit::ChatId(it.chat_id), thread: None };
        let only_for = it.receiver.map(kit::UserId);
        let what = What::Delete { message: kit::MessageId(it.message_id), only_for };
        Outgoing { to, what, priority: Priority::Answer }
    };
    let deletions: Vec<_> = over.iter().map(deletion).collect();
    outbox::insert(&mut tx, &deletions.iter().collect::<Vec<_>>(), now).await?;
    tx.commit().await?;
    Ok(over.len())
}
