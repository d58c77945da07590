//! From an update as Telegram sent it to what a person did, by a tree of handlers, one a kind of update.

use std::ops::ControlFlow;
use std::sync::Arc;

use dptree::{Handler, deps};
use futures::FutureExt;
use kit::{ChatId, ChatKind, Did, Event, MessageId, Parse, Parsed, Place, ThreadId, UserId, Who};
use serde_json::Value;
use teloxide::types::{
    CallbackQuery, Chat, InlineQuery, MaybeInaccessibleMessage, Message, Update, UpdateKind, User,
};

use super::api::Api;
use super::said::said;

type Route = Handler<'static, Event>;

/// How the queues read updates.
pub fn parser(api: &Api) -> Parse {
    let router = Router::new(api.bot());
    Arc::new(move |raw| router.read(raw))
}

/// The tree, built once.
struct Router {
    tree: Route,
    bot: Option<UserId>,
}

impl Router {
    /// `bot` is the bot's own number, by which it knows its own messages.
    fn new(bot: Option<UserId>) -> Self {
        let tree = dptree::entry()
            .branch(migrations())
            .branch(messages())
            .branch(taps())
            .branch(questions())
            .endpoint(|update: Update| async move { other(&update) });
        Self { tree, bot }
    }

    fn read(&self, raw: &str) -> Parsed {
        let update = match parse(raw) {
            Ok(update) => update,
            Err(error) => return Parsed::Unreadable(error.to_string()),
        };
        if matches!(update.kind, UpdateKind::Error(_))
            && let Some(kind) = handled(raw)
        {
            return Parsed::Unreadable(format!("this version cannot read a {kind} like this"));
        }
        let rest = other(&update);
        // No handler waits for anything, so each is done when it is first looked at.
        let routed = self.tree.dispatch(deps![update, Bot(self.bot)]).now_or_never();
        match routed {
            Some(ControlFlow::Break(event)) => Parsed::Event(Box::new(event)),
            Some(ControlFlow::Continue(_)) | None => Parsed::Event(Box::new(rest)),
        }
    }
}

/// Who we are.
#[derive(Debug, Clone, Copy)]
struct Bot(Option<UserId>);

/// A group that continues under another number says so in the old one.
fn migrations() -> Route {
    dptree::filter_map(|update: Update| match &update.kind {
        UpdateKind::Message(message) => {
            message.migrate_to_chat_id().copied().map(|to| (message.clone(), ChatId(to.0)))
        }
        _ => None,
    })
    .endpoint(|(message, to): (Message, ChatId)| async move {
        event(message.from.as_ref(), Some(&message.chat), None, Did::Migrated { to })
    })
}

fn messages() -> Route {
    dptree::filter_map(|update: Update| match update.kind {
        UpdateKind::Message(message) if message.from.as_ref().is_some_and(|from| !from.is_bot) => {
            Some(message)
        }
        _ => None,
    })
    .endpoint(|message: Message, bot: Bot| async move {
        let did = said(&message, bot.0).map_or(Did::Other, Did::Say);
        event(message.from.as_ref(), Some(&message.chat), topic(&message), did)
    })
}

fn taps() -> Route {
    dptree::filter_map(|update: Update| match update.kind {
        UpdateKind::CallbackQuery(query) => Some(query),
        _ => None,
    })
    .endpoint(|query: CallbackQuery| async move {
        let under = query.message.as_ref();
        // A message for one member's eyes has no number by which it could be edited.
        let message = under.map(|m| MessageId(i64::from(m.id().0))).filter(|id| id.0 != 0);
        let thread = query.regular_message().and_then(topic);
        let did =
            Did::Tap { query: query.id.0.clone(), message, data: query.data.clone().unwrap_or_default() };
        event(Some(&query.from), under.map(MaybeInaccessibleMessage::chat), thread, did)
    })
}

/// Somebody types the bot's name and a few words in some chat. Which chat, Telegram does not tell.
fn questions() -> Route {
    dptree::filter_map(|update: Update| match update.kind {
        UpdateKind::InlineQuery(query) => Some(query),
        _ => None,
    })
    .endpoint(|query: InlineQuery| async move {
        event(Some(&query.from), None, None, Did::Ask { query: query.id.0, words: query.query })
    })
}

fn other(update: &Update) -> Event {
    let thread = match &update.kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => topic(message),
        _ => None,
    };
    event(update.from(), update.chat(), thread, Did::Other)
}

fn event(from: Option<&User>, chat: Option<&Chat>, thread: Option<ThreadId>, did: Did) -> Event {
    let who = from.map_or_else(nobody, who);
    let kind = chat.map_or(ChatKind::Private, kind);
    let chat = chat.map_or(ChatId(who.id.0), |chat| ChatId(chat.id.0));
    Event { place: Place { chat, thread }, who, chat: kind, did }
}

fn who(user: &User) -> Who {
    Who {
        id: UserId(i64::try_from(user.id.0).unwrap_or(0)),
        name: user.full_name(),
        username: user.username.clone(),
        language: user.language_code.clone(),
    }
}

/// Channels and the server itself act without a person; nobody has this number.
fn nobody() -> Who {
    Who { id: UserId(0), name: String::new(), username: None, language: None }
}

fn kind(chat: &Chat) -> ChatKind {
    if chat.is_private() {
        ChatKind::Private
    } else if chat.is_channel() {
        ChatKind::Channel
    } else {
        ChatKind::Group
    }
}

/// Replies carry a thread number, too; only in a forum is it a topic.
fn topic(message: &Message) -> Option<ThreadId> {
    message.thread_id.filter(|_| message.is_topic_message).map(|thread| ThreadId(i64::from(thread.0.0)))
}

/// teloxide gives up on a whole update when it does not know some new ornament of a message. What people do must not be
/// lost for that, so the ornaments that nobody reads here are cut off and it is tried once more.
fn parse(raw: &str) -> serde_json::Result<Update> {
    let update: Update = serde_json::from_str(raw)?;
    if !matches!(update.kind, UpdateKind::Error(_)) {
        return Ok(update);
    }
    let mut value: Value = serde_json::from_str(raw)?;
    for message in ["/message", "/callback_query/message"] {
        if let Some(Value::Object(fields)) = value.pointer_mut(message) {
            fields.retain(|name, _| PLAIN_FIELDS.contains(&name.as_str()));
        }
    }
    match serde_json::from_value::<Update>(value) {
        Ok(plain) if !matches!(plain.kind, UpdateKind::Error(_)) => Ok(plain),
        _ => Ok(update),
    }
}

/// Whether it is something whose doer waits for an answer. Of other kinds nothing is lost when they cannot be read.
fn handled(raw: &str) -> Option<&'static str> {
    let value: Value = serde_json::from_str(raw).ok()?;
    ["message", "callback_query", "inline_query"].into_iter().find(|kind| value.get(kind).is_some())
}

/// Of a message, what is read here and has had the same shape for years.
const PLAIN_FIELDS: &[&str] = &[
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "from",
    "chat",
    "date",
    "text",
    "caption",
    "document",
    "photo",
];

#[cfg(test)]
mod tests;
