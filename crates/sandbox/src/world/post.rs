use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use super::World;
use super::chat::{Chat, ChatKey, Topic};
use super::journal::Event;
use super::message::{Body, Message};
use super::queue::ttl_ms;
use super::spec::ChatKind;
use super::view::{MessageView, UserView};
use crate::text::Kind;

/// A button that somebody pressed.
#[derive(Clone, Debug)]
pub struct Pressed {
    pub bot: i64,
    pub user: i64,
    pub chat: ChatKey,
    pub at_ms: i64,
}

/// How long a pressed button waits for its answer, milliseconds.
pub const ANSWER_MS: i64 = 150_000;

impl World {
    /// A message of a chat that says this; the caller fills in the rest and gives it to [`World::post`].
    pub(super) fn draft_message(&self, chat: ChatKey, from: i64, body: Body) -> Message {
        Message {
            id: 0,
            chat,
            from,
            date: self.now(),
            edit_date: None,
            thread: None,
            reply_to: None,
            reply_elsewhere: None,
            quote: None,
            forward: None,
            album: None,
            via_bot: None,
            inline_id: None,
            body,
            keyboard: None,
            reply_keyboard: None,
            protect: false,
            effect: None,
            deleted: false,
            reactions: Vec::new(),
            ephemeral: None,
            by_bot: self.bots.contains_key(&from),
        }
    }

    fn next_message_id(&mut self, key: ChatKey) -> i64 {
        match self.chats.get_mut(&key) {
            Some(chat) if matches!(chat.kind, ChatKind::Supergroup | ChatKind::Channel) => {
                chat.last_id += 1;
                chat.last_id
            }
            _ => {
                self.last_message_id += 1;
                self.last_message_id
            }
        }
    }

    /// Puts a message into its chat and tells everybody who is to know.
    pub(super) fn post(&mut self, mut message: Message) -> Arc<Message> {
        if message.ephemeral.is_none() {
            message.id = self.next_message_id(message.chat);
        }
        let message = Arc::new(message);
        if let Some(chat) = self.chats.get_mut(&message.chat) {
            if message.by_bot {
                chat.last_bot = Some(message.from);
            }
            if message.ephemeral.is_none() {
                chat.keep(Arc::clone(&message));
            } else if let Some(ephemeral) = message.ephemeral {
                // Ephemeral messages are kept under negative ids, which no real message has.
                chat.messages.insert(-ephemeral.id, Arc::clone(&message));
            }
        }
        if message.by_bot && message.chat.bot != 0 {
            self.end_drafts(message.chat, message.thread);
        }
        self.emit(Event::Message(Arc::clone(&message)));
        self.deliver(&message, false);
        message
    }

    /// Puts a changed message in the place of the old one.
    pub(super) fn replace(&mut self, message: Message) -> Arc<Message> {
        let message = Arc::new(message);
        let id = message.ephemeral.map_or(message.id, |ephemeral| -ephemeral.id);
        if let Some(chat) = self.chats.get_mut(&message.chat) {
            chat.messages.insert(id, Arc::clone(&message));
        }
        message
    }

    /// Queues a message, new or edited, for the bots that are to see it.
    pub(super) fn deliver(&mut self, message: &Message, edited: bool) {
        // Bots see no messages of bots.
        if message.by_bot && !matches!(message.body, Body::Service(..)) {
            return;
        }
        let Some(chat) = self.chats.get(&message.chat) else { return };
        let kind = match (chat.kind, edited) {
            (ChatKind::Channel, false) => "channel_post",
            (ChatKind::Channel, true) => "edited_channel_post",
            (_, false) => "message",
            (_, true) => "edited_message",
        };
        let bots: Vec<i64> =
            self.bots.keys().copied().filter(|bot| self.reaches(*bot, chat, message)).collect();
        if bots.is_empty() {
            return;
        }
        let body = serde_json::to_string(&MessageView::new(self, message)).unwrap_or_default();
        for bot in bots {
            self.queue_json(bot, kind, &body, (0, message.chat.id));
        }
    }

    /// Whether a message reaches a bot: in groups privacy mode lets only some through.
    fn reaches(&self, bot_id: i64, chat: &Chat, message: &Message) -> bool {
        if message.from == bot_id {
            return false;
        }
        if chat.is_private() {
            return chat.key.bot == bot_id;
        }
        let Some(status) = chat.status(bot_id).filter(|status| status.is_in()) else { return false };
        let Some(bot) = self.bots.get(&bot_id) else { return false };
        if !bot.spec.privacy || status.is_admin() || matches!(message.body, Body::Service(..)) {
            return true;
        }
        if message.via_bot == Some(bot_id) {
            return true;
        }
        let replied = message.reply_to.and_then(|id| chat.messages.get(&id));
        if replied.is_some_and(|replied| replied.from == bot_id) {
            return true;
        }
        let Some(text) = message.body.words() else { return false };
        let name = format!("@{}", bot.spec.username).to_lowercase();
        let units: Vec<u16> = text.text.encode_utf16().collect();
        text.entities.iter().any(|entity| {
            let slice = units.get(entity.offset..entity.end()).unwrap_or_default();
            let word = String::from_utf16_lossy(slice).to_lowercase();
            match entity.kind {
                Kind::Mention => word == name,
                Kind::TextMention(id) => id == bot_id,
                Kind::BotCommand => match word.find('@').and_then(|at| word.get(at..)) {
                    Some(addressed) => addressed == name,
                    None => entity.offset == 0 && chat.last_bot.is_none_or(|last| last == bot_id),
                },
                _ => false,
            }
        })
    }

    /// Queues an update of a kind for a bot, unless the bot does not take that kind.
    pub(super) fn queue(&mut self, bot: i64, kind: &str, value: &impl Serialize, key: (u8, i64)) {
        let value = serde_json::to_string(value).unwrap_or_default();
        self.queue_json(bot, kind, &value, key);
    }

    fn queue_json(&mut self, bot_id: i64, kind: &str, value: &str, key: (u8, i64)) {
        let expires_ms = self.now_ms + ttl_ms(kind);
        let Some(bot) = self.bots.get_mut(&bot_id) else { return };
        if !bot.queue.allowed.takes(kind) {
            return;
        }
        let mut body = String::with_capacity(value.len() + kind.len() + 40);
        // Writing into a text does not fail.
        let _ = write!(body, "{{\"update_id\":{},\"{kind}\":{value}}}", bot.queue.next_id);
        self.queue_whole(bot_id, body.into(), expires_ms, key);
    }

    /// Queues an update as it is.
    pub(super) fn queue_whole(&mut self, bot_id: i64, body: Arc<str>, expires_ms: i64, key: (u8, i64)) {
        let Some(bot) = self.bots.get_mut(&bot_id) else { return };
        bot.queue.push(Arc::clone(&body), expires_ms, key);
        self.awake.push(bot_id);
        self.emit(Event::Update { bot: bot_id, body });
    }

    /// Something happened in a chat that is shown as a message.
    pub(super) fn announce(
        &mut self,
        chat: ChatKey,
        from: i64,
        name: &'static str,
        value: serde_json::Value,
    ) -> Arc<Message> {
        let message = self.draft_message(chat, from, Body::Service(name, value));
        self.post(message)
    }

    /// Opens a topic and returns its thread id, which is the id of the message that says so.
    pub(crate) fn open_topic(&mut self, chat: ChatKey, from: i64, name: &str, icon_color: i64) -> i64 {
        let value = json!({ "name": name, "icon_color": icon_color });
        let mut message = self.draft_message(chat, from, Body::Service("forum_topic_created", value));
        let id = self.chats.get(&chat).map_or(0, |chat| chat.last_id + 1);
        message.thread = Some(id);
        let message = self.post(message);
        if let Some(chat) = self.chats.get_mut(&chat) {
            let topic = Topic { name: name.to_owned(), closed: false, hidden: false };
            chat.topics.insert(message.id, topic);
        }
        self.emit(Event::Chat(chat));
        message.id
    }

    /// A person as JSON.
    pub(super) fn user_json(&self, id: i64) -> serde_json::Value {
        serde_json::to_value(UserView { world: self, id }).unwrap_or_default()
    }
}
