//! From an update as Telegram sent it to what a person did, by a tree of handlers, one a kind of update.

mod seen;

use std::ops::ControlFlow;
use std::sync::Arc;

use dptree::{Handler, deps};
use futures::FutureExt;
use kit::{ChatId, ChatKind, Did, Event, MessageId, Parse, Parsed, Place, ThreadId, UserId, Who};
use teloxide::types::{Chat, User};

pub use self::seen::{File, Message};
use self::seen::{Question, Tap, Update};
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
            .endpoint(|| async { other() });
        Self { tree, bot }
    }

    fn read(&self, raw: &str) -> Parsed {
        let update = match Update::read(raw) {
            Ok(update) => update,
            Err(why) => return Parsed::Unreadable(why),
        };
        // No handler waits for anything, so each is done when it is first looked at.
        let routed = self.tree.dispatch(deps![update, Bot(self.bot)]).now_or_never();
        match routed {
            Some(ControlFlow::Break(event)) => Parsed::Event(Box::new(event)),
            Some(ControlFlow::Continue(_)) | None => Parsed::Event(Box::new(other())),
        }
    }
}

/// Who we are.
#[derive(Debug, Clone, Copy)]
struct Bot(Option<UserId>);

/// A group that continues under another number says so in the old one.
fn migrations() -> Route {
    dptree::filter_map(|update: Update| match update {
        Update::Message(message) => message.migrate_to_chat_id.map(|to| (message, ChatId(to))),
        _ => None,
    })
    .endpoint(|(message, to): (Box<Message>, ChatId)| async move {
        event(message.from.as_ref(), Some(&message.chat), None, Did::Migrated { to })
    })
}

fn messages() -> Route {
    dptree::filter_map(|update: Update| match update {
        Update::Message(message) if message.from.as_ref().is_some_and(|from| !from.is_bot) => Some(message),
        _ => None,
    })
    .endpoint(|message: Box<Message>, bot: Bot| async move {
        let did = said(&message, bot.0).map_or(Did::Other, Did::Say);
        event(message.from.as_ref(), Some(&message.chat), topic(&message), did)
    })
}

fn taps() -> Route {
    dptree::filter_map(|update: Update| match update {
        Update::Tap(tap) => Some(tap),
        _ => None,
    })
    .endpoint(|tap: Box<Tap>| async move {
        let Tap { id, from, message: under, data } = *tap;
        // A message for one member's eyes has no number by which it could be edited.
        let message = under.as_ref().map(|under| MessageId(under.id)).filter(|id| id.0 != 0);
        let thread = under.as_ref().and_then(topic);
        event(
            Some(&from),
            under.as_ref().map(|under| &under.chat),
            thread,
            Did::Tap { query: id, message, data },
        )
    })
}

/// Somebody types the bot's name and a few words in some chat. Which chat, Telegram does not tell.
fn questions() -> Route {
    dptree::filter_map(|update: Update| match update {
        Update::Question(question) => Some(question),
        _ => None,
    })
    .endpoint(|Question { id, from, query }: Question| async move {
        event(Some(&from), None, None, Did::Ask { query: id, words: query })
    })
}

fn other() -> Event {
    event(None, None, None, Did::Other)
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
    message.thread.filter(|_| message.in_topic).map(ThreadId)
}

#[cfg(test)]
mod tests;
