use serde_json::{Map, Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::{ChatKey, GENERAL, Topic};
use super::super::journal::Event;
use super::super::message::Body;
use super::access::Access;
use crate::text::clean_name;

const COLORS: [i64; 6] = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];

fn forum(cx: &Cx<'_>) -> Result<ChatKey, Fail> {
    let key = cx.chat(Access::Write)?;
    if cx.chat_of(key)?.is_forum { Ok(key) } else { Err(Fail::bad("the chat is not a forum")) }
}

/// The topic in `message_thread_id`, whether there is one or not.
fn thread(cx: &Cx<'_>) -> Result<i64, Fail> {
    let thread = cx.params.int("message_thread_id");
    if thread > 0 { Ok(thread) } else { Err(Fail::bad("invalid forum topic identifier specified")) }
}

/// Somebody else's topic is for administrators.
fn may_change(cx: &Cx<'_>, key: ChatKey, thread: i64, right: &str) -> Result<(), Fail> {
    let chat = cx.chat_of(key)?;
    let is_own = chat.messages.get(&thread).is_some_and(|root| root.from == cx.bot);
    if cx.is_admin(key) || is_own || !chat.topics.contains_key(&thread) {
        return Ok(());
    }
    Err(Fail::bad(format!("not enough rights to {right} the topic")))
}

/// The name in the parameters, with single spaces, cut where it is too long.
fn name(cx: &Cx<'_>) -> Result<String, Fail> {
    let name = clean_name(cx.params.get("name"), 128);
    if name.is_empty() { Err(Fail::bad("name must be non-empty")) } else { Ok(name) }
}

/// `createForumTopic`.
pub fn create(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = forum(cx)?;
    if !cx.is_admin(key) {
        return Err(Fail::bad("not enough rights to create a topic"));
    }
    let name = name(cx)?;
    let color = cx.params.int("icon_color");
    if !(0..=0xff_ffff).contains(&color) {
        return Err(Fail::bad("invalid icon color specified"));
    }
    if color != 0 && !COLORS.contains(&color) {
        return Err(Fail::bad("TOPIC_ICON_COLOR_INVALID"));
    }
    let color = if color == 0 { 7_322_096 } else { color };
    let bot = cx.bot;
    let thread = cx.world.open_topic(key, bot, &name, color);
    let mut topic = json!({ "message_thread_id": thread, "name": name, "icon_color": color });
    let icon = cx.params.long("icon_custom_emoji_id");
    if let (true, Value::Object(topic)) = (icon != 0, &mut topic) {
        topic.insert("icon_custom_emoji_id".to_owned(), json!(icon.to_string()));
    }
    Ok(Reply::of(&topic))
}

/// Changes a topic and says so in it.
fn change(
    cx: &mut Cx<'_>,
    topic: (ChatKey, i64),
    service: (&'static str, Value),
    apply: impl FnOnce(&mut Topic) -> bool,
) -> Result<Reply, Fail> {
    let (key, thread) = topic;
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

/// With neither a name nor an icon nothing is to be done, which is done.
fn rename(cx: &mut Cx<'_>, topic: (ChatKey, i64), has_icon: bool) -> Result<Reply, Fail> {
    may_change(cx, topic.0, topic.1, "edit")?;
    let name = if cx.params.get("name").is_empty() { String::new() } else { name(cx)? };
    if name.is_empty() && !has_icon {
        return Ok(Reply::yes());
    }
    let mut said = Map::new();
    if !name.is_empty() {
        said.insert("name".to_owned(), json!(name));
    }
    if has_icon {
        let icon = Some(cx.params.long("icon_custom_emoji_id")).filter(|icon| *icon != 0);
        said.insert(
            "icon_custom_emoji_id".to_owned(),
            json!(icon.map_or_else(String::new, |icon| icon.to_string())),
        );
    }
    let service = ("forum_topic_edited", Value::Object(said));
    change(cx, topic, service, |topic| {
        let changed = !name.is_empty() && topic.name != name;
        if changed {
            topic.name = name;
        }
        changed || has_icon
    })
}

fn set_closed(cx: &mut Cx<'_>, topic: (ChatKey, i64), closed: bool) -> Result<Reply, Fail> {
    may_change(cx, topic.0, topic.1, "close or open")?;
    let name = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
    change(cx, topic, (name, json!({})), |topic| std::mem::replace(&mut topic.closed, closed) != closed)
}

fn set_hidden(cx: &mut Cx<'_>, hidden: bool) -> Result<Reply, Fail> {
    let key = forum(cx)?;
    if !cx.is_admin(key) {
        return Err(Fail::bad("not enough rights to close or open the topic"));
    }
    let name = if hidden { "general_forum_topic_hidden" } else { "general_forum_topic_unhidden" };
    change(cx, (key, GENERAL), (name, json!({})), |topic| {
        topic.closed = topic.closed || hidden;
        std::mem::replace(&mut topic.hidden, hidden) != hidden
    })
}

pub fn edit(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let topic = (forum(cx)?, thread(cx)?);
    let has_icon = cx.params.has("icon_custom_emoji_id");
    rename(cx, topic, has_icon)
}

pub fn close(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let topic = (forum(cx)?, thread(cx)?);
    set_closed(cx, topic, true)
}

pub fn reopen(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let topic = (forum(cx)?, thread(cx)?);
    set_closed(cx, topic, false)
}

pub fn edit_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let topic = (forum(cx)?, GENERAL);
    rename(cx, topic, false)
}

pub fn close_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let topic = (forum(cx)?, GENERAL);
    set_closed(cx, topic, true)
}

pub fn reopen_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let topic = (forum(cx)?, GENERAL);
    set_closed(cx, topic, false)
}

pub fn hide_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set_hidden(cx, true)
}

pub fn unhide_general(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set_hidden(cx, false)
}

/// `deleteForumTopic`, with everything that was said in it.
pub fn delete(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let (key, thread) = (forum(cx)?, thread(cx)?);
    may_change(cx, key, thread, "delete")?;
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
