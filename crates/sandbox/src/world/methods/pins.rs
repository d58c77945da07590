use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::journal::Event;
use super::super::message::Body;
use super::super::view::MessageView;
use super::access::Access;

fn may_pin(cx: &Cx<'_>, chat: ChatKey) -> Result<(), Fail> {
    if cx.is_admin(chat) {
        return Ok(());
    }
    Err(Fail::bad("not enough rights to manage pinned messages in the chat"))
}

/// `pinChatMessage`: also says so in the chat.
pub fn pin(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    cx.no_business()?;
    let key = cx.chat(Access::Write)?;
    let message = cx.message(key, "message to pin")?;
    may_pin(cx, key)?;
    if matches!(message.body, Body::Service(..)) {
        return Err(Fail::bad("service messages can't be pinned"));
    }
    if let Some(chat) = cx.world.chats.get_mut(&key) {
        chat.pinned.retain(|id| *id != message.id);
        chat.pinned.push(message.id);
    }
    let view = MessageView { with_reply: false, ..MessageView::new(cx.world, &message) };
    let pinned = serde_json::to_value(&view).unwrap_or_default();
    let bot = cx.bot;
    let mut notice = cx.world.draft_message(key, bot, Body::Service("pinned_message", pinned));
    notice.thread = message.thread;
    cx.world.post(notice);
    cx.world.emit(Event::Pin(key));
    Ok(Reply::yes())
}

/// `unpinChatMessage`: this one, or the newest.
pub fn unpin(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    cx.no_business()?;
    let key = cx.chat(Access::Write)?;
    let named = cx.params.int("message_id") > 0;
    let id = if named { Some(cx.message(key, "message to unpin")?.id) } else { None };
    may_pin(cx, key)?;
    let pinned = &cx.chat_of(key)?.pinned;
    let id = id.or(pinned.last().copied()).ok_or_else(|| Fail::bad("Message to unpin not found"))?;
    if let Some(chat) = cx.world.chats.get_mut(&key) {
        chat.pinned.retain(|pinned| *pinned != id);
    }
    cx.world.emit(Event::Pin(key));
    Ok(Reply::yes())
}

/// `unpinAllChatMessages`.
pub fn unpin_all(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = cx.chat(Access::Write)?;
    may_pin(cx, key)?;
    if let Some(chat) = cx.world.chats.get_mut(&key) {
        chat.pinned.clear();
    }
    cx.world.emit(Event::Pin(key));
    Ok(Reply::yes())
}
