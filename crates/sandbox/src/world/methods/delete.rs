use std::sync::Arc;

use super::super::World;
use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::journal::Event;
use super::super::message::{Body, Message};
use super::super::spec::ChatKind;
use super::access::Access;

/// Older messages stay, seconds.
const DELETABLE: i64 = 48 * 3600;

/// `deleteMessage`.
pub fn one(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    if cx.params.get("chat_id").is_empty() {
        return Err(Fail::bad("Chat identifier is not specified"));
    }
    if cx.params.int("message_id") <= 0 {
        return Err(Fail::bad("Message identifier is not specified"));
    }
    let chat = cx.chat(Access::Write)?;
    let message = cx.message(chat, "message to delete")?;
    may_delete(cx, chat, &message)?;
    cx.world.remove(chat, &[message.id]);
    Ok(Reply::yes())
}

/// `deleteMessages`: what is not there is passed over.
pub fn many(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let ids = cx.message_ids()?;
    if ids.is_empty() {
        return Err(Fail::bad("Message identifiers are not specified"));
    }
    let chat = cx.chat(Access::Write)?;
    let found: Vec<Arc<Message>> =
        ids.iter().filter_map(|id| cx.world.chats.get(&chat)?.message(*id).cloned()).collect();
    for message in &found {
        may_delete(cx, chat, message)?;
    }
    let found: Vec<i64> = found.iter().map(|message| message.id).collect();
    if !found.is_empty() {
        cx.world.remove(chat, &found);
    }
    Ok(Reply::yes())
}

/// `TDLib`, `can_delete_message` and `can_revoke_message`: in supergroups rights and age are one question, elsewhere
/// everything can be deleted, but not for everyone.
fn may_delete(cx: &Cx<'_>, chat: ChatKey, message: &Message) -> Result<(), Fail> {
    let age = cx.world.now() - message.date;
    let own = message.from == cx.bot;
    let is_service = matches!(message.body, Body::Service(..));
    let kind = cx.chat_of(chat)?.kind;
    let (can, refusal) = match kind {
        ChatKind::Supergroup | ChatKind::Channel => {
            let is_root =
                matches!(message.body, Body::Service("forum_topic_created" | "migrate_from_chat_id", _));
            let may = cx.is_admin(chat) || (own && !is_service && kind == ChatKind::Supergroup);
            (age < DELETABLE && message.id != 1 && !is_root && may, "message can't be deleted")
        }
        ChatKind::Group => {
            let may = (own && !is_service) || cx.is_admin(chat);
            (may && age <= DELETABLE, "message can't be deleted for everyone")
        }
        ChatKind::Private => (age <= DELETABLE, "message can't be deleted for everyone"),
    };
    if can { Ok(()) } else { Err(Fail::bad(refusal)) }
}

impl World {
    /// Marks messages as deleted and tells the listeners. Bots are not told, as in Telegram.
    pub(in crate::world) fn remove(&mut self, key: ChatKey, ids: &[i64]) {
        let Some(chat) = self.chats.get_mut(&key) else { return };
        for id in ids {
            if let Some(slot) = chat.messages.get_mut(id) {
                Arc::make_mut(slot).deleted = true;
            }
        }
        let before = chat.pinned.len();
        chat.pinned.retain(|id| !ids.contains(id));
        let unpinned = chat.pinned.len() != before;
        self.emit(Event::Delete(key, ids.to_vec()));
        if unpinned {
            self.emit(Event::Pin(key));
        }
    }
}
