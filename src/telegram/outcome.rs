//! What follows from an attempt: what is written down, and whether the message goes again.

use std::time::Duration;

use db::Timestamp;
use kit::What;
use kit::store::outbox::{self, Fate};

use super::courier::{Sent, Verdict, wait};
use super::ledger::{Deed, Entry};
use super::line::Item;

/// A message that certainly did not arrive is tried this often.
const TRIES: u32 = 10;

/// How long to leave Telegram alone when it takes nothing from us: the token is wrong, or somebody is repairing it.
const DOWN: Duration = Duration::from_secs(30);

/// How soon to ask again after a call without an answer.
const UNSURE: Duration = Duration::from_secs(1);

/// What happens to the chat and the message in line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It is dealt with; the chat goes on at once.
    Free,
    /// It is dealt with; the chat goes on when it is written down, because the next message reads what was written.
    FreeWhenWritten,
    /// It goes again, once it is written down that it did not arrive.
    Back { park: Option<Timestamp> },
    /// It goes again, to the chat's new number.
    Moved { to: i64 },
    /// It goes again, in that chat's line, which is limited; its own chat goes on at once.
    Elsewhere { to: i64, until: Timestamp },
}

pub fn judge(item: &mut Item, verdict: Verdict, now: Timestamp) -> (Entry, After) {
    match verdict {
        Verdict::Sent(sent) => arrived(item, &sent, now),
        Verdict::Failed { note, .. } => failed(item, note),
        Verdict::Limited { seconds, chat } => limited(item, seconds, chat, now),
        Verdict::Moved(to) => {
            let deeds = vec![Deed::Migrate { from: item.chat, to }];
            let fate = Fate::Later { not_before: now, unsure: false };
            tracing::info!(
                chat.id = item.chat,
                chat.new_id = to,
                "a group has a new number; its messages follow"
            );
            (Entry { id: item.id, fate, deeds }, After::Moved { to })
        }
        Verdict::Again(note) => {
            item.tries += 1;
            if item.tries >= TRIES {
                return failed(item, format!("tried {TRIES} times: {note}"));
            }
            let wait = wait(item);
            tracing::warn!(chat.id = item.chat, outbox.id = item.id, outbox.tries = item.tries, telegram.error = %note, wait_ms = wait.as_millis(), "a message did not go; it is tried again");
            later(item, now.plus(wait), false)
        }
        Verdict::Unsure(_) if item.unsure >= 1 => failed(item, "sent twice without an answer".to_owned()),
        Verdict::Unsure(note) => {
            item.unsure += 1;
            tracing::warn!(chat.id = item.chat, outbox.id = item.id, telegram.error = %note, "no answer tells whether a message arrived; it goes once more");
            later(item, now.plus(UNSURE), true)
        }
        Verdict::Down(note) => {
            tracing::error!(telegram.error = %note, "Telegram takes nothing from this bot: is the token right?");
            later(item, now.plus(DOWN), false)
        }
    }
}

fn arrived(item: &Item, sent: &Sent, now: Timestamp) -> (Entry, After) {
    // What only one person sees has no number that other calls know.
    let last = sent.messages.last().copied().filter(|_| sent.only_for.is_none());
    let mut deeds = Deed::spent(item);
    let mut after = After::Free;
    if let What::Send { card, expires, .. } = &item.outgoing.what {
        if let (Some(name), Some(message), true) = (card, last, sent.new_card) {
            deeds.push(Deed::Card { name: name.clone(), chat: sent.chat, message });
            after = After::FreeWhenWritten;
        }
        deeds.extend(expiring(*expires, sent, now));
    }
    if let What::Edit { expires, .. } = &item.outgoing.what {
        deeds.extend(expiring(*expires, sent, now));
    }
    (Entry { id: item.id, fate: Fate::Sent { message_id: last }, deeds }, after)
}

/// What was sent is to be deleted then. A message that was edited keeps the time that it already has.
fn expiring(after: Option<Duration>, sent: &Sent, now: Timestamp) -> Vec<Deed> {
    let Some(after) = after else { return Vec::new() };
    let at = now.plus(after);
    let it = |message: &i64| {
        let receiver = sent.only_for.map(|user| user.0);
        outbox::Expiring { chat_id: sent.chat, message_id: *message, receiver }
    };
    sent.messages.iter().map(|message| Deed::Expires { it: it(message), at }).collect()
}

fn failed(item: &Item, note: String) -> (Entry, After) {
    tracing::warn!(chat.id = item.chat, outbox.id = item.id, outbox.note = %note, "a message cannot be delivered");
    (Entry { id: item.id, fate: Fate::Failed { note }, deeds: Deed::spent(item) }, After::Free)
}

/// Telegram's seconds count from its answer, which is a moment ago: so it is never too soon.
fn limited(item: &mut Item, seconds: u64, chat: i64, now: Timestamp) -> (Entry, After) {
    let until = now.plus(Duration::from_secs(seconds));
    tracing::warn!(
        chat.id = chat,
        outbox.id = item.id,
        telegram.retry_after_s = seconds,
        "Telegram limits a chat; the others go on"
    );
    let (mut entry, _) = later(item, until, false);
    if item.is_aside() {
        return (entry, After::Back { park: None });
    }
    entry.deeds.push(Deed::Limit { chat, until });
    if chat != item.chat {
        entry.deeds.push(Deed::Redirect { to: chat });
        return (entry, After::Elsewhere { to: chat, until });
    }
    (entry, After::Back { park: Some(until) })
}

fn later(item: &mut Item, at: Timestamp, unsure: bool) -> (Entry, After) {
    item.not_before = Some(at);
    (
        Entry { id: item.id, fate: Fate::Later { not_before: at, unsure }, deeds: Vec::new() },
        After::Back { park: None },
    )
}
