use serde_json::{Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::{ChatKey, GENERAL, Topic};
use super::super::journal::Event;
use super::super::message::Body;
use super::access::Access;

const COLORS: [i64; 6] = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];

fn forum(cx: &Cx<'_>, right: &str) -> Result<ChatKey, Fail> {
    let key = cx.chat(Access::Write)?;
    if !cx.chat_of(key)?.is_forum {
        return Err(Fail::bad("the chat is not a forum"));
    }
    if !cx.is_admin(key) {
        return Err(Fail::bad(format!("not enough rights to {right}")));
    }
    Ok(key)
}

fn name(cx: &Cx<'_>) -> Result<String, Fail> {
    let name = cx.params.get("name").trim().to_owned();
    if name.is_empty() {
        return Err(Fail::bad("topic title must be non-empty"));
    }
    Ok(name.chars().take(128).collect())
}

/// `createForumTopic`.
pub fn create(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = forum(cx, "create a topic")?;
    let name = name(cx)?;
    let color = cx.params.int("icon_color");
    if color != 0 && !COLORS.contains(&color) {
        return Err(Fail::bad("TOPIC_ICON_COLOR_INVALID"));
    }
    let color = if color == 0 { 7_322_096 } else { color };
    let bot = cx.bot;
    let thread = cx.world.open_topic(key, bot, &name, color);
    Ok(Reply::of(&json!({ "message_thread_id": thread, "name": name, "icon_color": color })))
}

/// Changes a topic and says so in it.
fn change(
    cx: &mut Cx<'_>,
    thread: i64,
    service: (&'static str, Value),
    apply: impl FnOnce(&mut Topic) -> bool,
) -> Result<Reply, Fail> {
    let key = forum(cx, "edit the topic")?;
    let chat = cx.world.chats.get_mut(&key);
    let topic =
        chat.and_then(|chat| chat.topics.get_mut(&thread)).ok_or_else(|| Fail::bad("TOPIC_ID_INVALID"))?;
    if !apply(topic) {
        return Err(Fail::bad("TOPIC_NOT_MODIFIED"));
    }
    let bot = cx.bot;
    let mut message = cx.world.draft_message(key, bot, Body::Service(service.0, service.1));
    message.thread = (thread != GENERAL).then_some(thread);
    cx.world.post(message);
    cx.world.emit(Event::Chat(key));
    Ok(Reply::yes())
}

fn thread(cx: &Cx<'_>) -> i64 {
    cx.params.int("message_thread_id").max(0)
}

fn rename(cx: &mut Cx<'_>, thread: i64) -> Result<Reply, Fail> {
    let name = if thread == GENERAL || !cx.params.get("name").is_empty() { name(cx)? } else { String::new() };
    let has_icon = cx.params.has("icon_custom_emoji_id");
    let service = ("forum_topic_edited", json!({ "name": name }));
    change(cx, thread, service, |topic| {
        let changed = !name.is_empty() && topic.name != name;
        if changed {
            topic.name = name;
        }
        changed || has_icon
    })
}

fn set_closed(cx: &mut Cx<'_>, thread: i64, closed: bool) -> Result<Reply, Fail> {
    let name = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
    change(cx, thread, (name, json!({})), |topic| std::mem::replace(&mut topic.closed, closed) != closed)
}

fn set_hidden(cx: &mut Cx<'_>, hidden: bool) -> Result<Reply, Fail> {
    let name = if hidden { "general_forum_topic_hidden" } else { "general_forum_topic_unhidden" };
    change(cx, GENERAL, (name, json!({})), |topic| {
        topic.closed = topic.closed || hidden;
        std::mem::replace(&mut topic.hidden, hidden) != hidden
    })
}

pub fn edit(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let thread = thread(cx);
    rename(cx, thread)
}

pub fn close(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let thread = thread(cx);
    set_closed(cx, thread, true)
}

pub fn reopen(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let thread = thread(cx);
    set_closed(cx, thread, false)
}

pub fn edit_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    rename(cx, GENERAL)
}

pub fn close_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set_closed(cx, GENERAL, true)
}

pub fn reopen_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set_closed(cx, GENERAL, false)
}

pub fn hide_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set_hidden(cx, true)
}

pub fn unhide_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set_hidden(cx, false)
}

/// `deleteForumTopic`, with everything that was said in it.
pub fn delete(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = forum(cx, "delete the topic")?;
    let thread = thread(cx);
    let Some(chat) = cx.world.chats.get_mut(&key) else { return Err(Fail::bad("chat not found")) };
    if thread == GENERAL || chat.topics.remove(&thread).is_none() {
        return Err(Fail::bad("TOPIC_ID_INVALID"));
    }
    let of_topic =
        chat.messages.values().filter(|message| message.thread == Some(thread) && !message.deleted);
    let ids: Vec<i64> = of_topic.map(|message| message.id).collect();
    cx.world.remove(key, &ids);
    cx.world.emit(Event::Chat(key));
    Ok(Reply::yes())
}
