use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Value, json};

use super::World;
use super::chat::{Chat, ChatKey};
use super::external::ExternalReply;
pub use super::file_view::{As, FileView, MediaView};
use super::message::{Body, Forward, MediaKind, Message, Quote};
use super::spec::ChatKind;
use crate::text::{Formatted, Kind};

/// A `User` as JSON.
pub struct UserView<'a> {
    pub world: &'a World,
    pub id: i64,
}

impl Serialize for UserView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        if let Some(bot) = self.world.bots.get(&self.id) {
            map.serialize_entry("is_bot", &true)?;
            map.serialize_entry("first_name", bot.names.get("").unwrap_or(&bot.spec.first_name))?;
            map.serialize_entry("username", &bot.spec.username)?;
        } else if let Some(person) = self.world.people.get(&self.id) {
            let person = &person.spec;
            map.serialize_entry("is_bot", &false)?;
            map.serialize_entry("first_name", if person.deactivated { "" } else { &person.first_name })?;
            for (name, value) in [
                ("last_name", &person.last_name),
                ("username", &person.username),
                ("language_code", &person.language_code),
            ] {
                if let Some(value) = value {
                    map.serialize_entry(name, value)?;
                }
            }
        } else {
            map.serialize_entry("is_bot", &false)?;
            map.serialize_entry("first_name", "")?;
        }
        map.end()
    }
}

/// A `Chat` as JSON.
pub struct ChatView<'a> {
    pub world: &'a World,
    pub key: ChatKey,
}

impl Serialize for ChatView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        chat_fields(&mut map, self.world, self.key)?;
        map.end()
    }
}

/// The fields that every form of a chat has.
pub fn chat_fields<M: SerializeMap>(map: &mut M, world: &World, key: ChatKey) -> Result<(), M::Error> {
    map.serialize_entry("id", &key.id)?;
    if key.bot != 0 {
        if let Some(person) = world.people.get(&key.id) {
            let person = &person.spec;
            map.serialize_entry("first_name", &person.first_name)?;
            if let Some(name) = &person.last_name {
                map.serialize_entry("last_name", name)?;
            }
            if let Some(name) = &person.username {
                map.serialize_entry("username", name)?;
            }
        }
        return map.serialize_entry("type", "private");
    }
    let Some(chat) = world.chats.get(&key) else { return Ok(()) };
    map.serialize_entry("title", &chat.title)?;
    if let Some(name) = &chat.username {
        map.serialize_entry("username", name)?;
    }
    if chat.is_forum {
        map.serialize_entry("is_forum", &true)?;
    }
    map.serialize_entry("type", &chat.kind)?;
    if chat.kind == ChatKind::Group {
        map.serialize_entry("all_members_are_administrators", &true)?;
        map.serialize_entry("accepted_gift_types", &no_gifts())?;
    }
    Ok(())
}

pub fn no_gifts() -> Value {
    json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
        "gifts_from_channels": false
    })
}

/// A `Message` as JSON.
pub struct MessageView<'a> {
    pub world: &'a World,
    pub message: &'a Message,
    /// Whether the message it answers is shown in it.
    pub with_reply: bool,
    /// Whether the control plane looks: it sees more.
    pub inside: bool,
}

impl<'a> MessageView<'a> {
    pub fn new(world: &'a World, message: &'a Message) -> Self {
        Self { world, message, with_reply: true, inside: false }
    }

    /// The message that is answered. To bots every message of a topic is an answer to the one that opened the topic,
    /// unless it answers another; people see no such thing.
    fn replied(&self, chat: Option<&'a Chat>) -> Option<&'a Message> {
        if !self.with_reply {
            return None;
        }
        let root = self.message.thread.filter(|thread| !self.inside && *thread != self.message.id);
        chat?.message(self.message.reply_to.or(root)?).map(|message| &**message)
    }

    fn origin<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Some(forward) = &self.message.forward else { return Ok(()) };
        map.serialize_entry("forward_origin", &Origin { world: self.world, forward })?;
        if let Some((key, id)) = forward.post {
            map.serialize_entry("forward_from_chat", &ChatView { world: self.world, key })?;
            map.serialize_entry("forward_from_message_id", &id)?;
        } else {
            map.serialize_entry("forward_from", &UserView { world: self.world, id: forward.from })?;
        }
        map.serialize_entry("forward_date", &forward.date)
    }

    /// Who says it: in a channel the channel itself, whoever wrote the post.
    fn sender<M: SerializeMap>(&self, map: &mut M, chat: Option<&Chat>) -> Result<(), M::Error> {
        let (world, message) = (self.world, self.message);
        if chat.is_some_and(|chat| chat.kind == ChatKind::Channel) {
            return map.serialize_entry("sender_chat", &ChatView { world, key: message.chat });
        }
        map.serialize_entry("from", &UserView { world, id: message.from })
    }

    fn inside<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let message = self.message;
        let mut more = serde_json::Map::new();
        more.insert("by".to_owned(), json!(if message.by_bot { "bot" } else { "user" }));
        if message.deleted {
            more.insert("deleted".to_owned(), json!(true));
        }
        if !message.reactions.is_empty() {
            more.insert("reactions".to_owned(), reactions(message));
        }
        if let Some(ephemeral) = message.ephemeral {
            more.insert("only_for".to_owned(), json!(ephemeral.receiver));
        }
        if let Some(keyboard) = &message.reply_keyboard {
            more.insert("reply_keyboard".to_owned(), (**keyboard).clone());
        }
        map.serialize_entry("sandbox", &more)
    }
}

/// `[{emoji, user}]`.
pub fn reactions(message: &Message) -> Value {
    message
        .reactions
        .iter()
        .map(|reaction| json!({ "emoji": reaction.emoji, "user": reaction.user }))
        .collect()
}

impl Serialize for MessageView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (world, message) = (self.world, self.message);
        let chat = world.chats.get(&message.chat);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("message_id", &message.id)?;
        self.sender(&mut map, chat)?;
        map.serialize_entry("chat", &ChatView { world, key: message.chat })?;
        map.serialize_entry("date", &message.date)?;
        if let Some(date) = message.edit_date {
            map.serialize_entry("edit_date", &date)?;
        }
        if let Some(thread) = message.thread {
            map.serialize_entry("message_thread_id", &thread)?;
        }
        if let Some(ephemeral) = message.ephemeral {
            map.serialize_entry("ephemeral_message_id", &ephemeral.id)?;
            map.serialize_entry("receiver_user", &UserView { world, id: ephemeral.receiver })?;
        }
        self.origin(&mut map)?;
        if let Some(replied) = self.replied(chat) {
            let view = MessageView { message: replied, with_reply: false, inside: false, world };
            map.serialize_entry("reply_to_message", &view)?;
        }
        let elsewhere = message.reply_elsewhere.and_then(|(key, id)| world.chats.get(&key)?.message(id));
        if let Some(message) = elsewhere {
            map.serialize_entry("external_reply", &ExternalReply { world, message })?;
        }
        if let Some(quote) = &message.quote {
            map.serialize_entry("quote", &QuoteView { world, quote })?;
        }
        if let Some(album) = &message.album {
            map.serialize_entry("media_group_id", album)?;
        }
        body(&mut map, world, &message.body)?;
        if let Some(keyboard) = &message.keyboard {
            map.serialize_entry("reply_markup", &**keyboard)?;
        }
        if let Some(bot) = message.via_bot {
            map.serialize_entry("via_bot", &UserView { world, id: bot })?;
        }
        if let Some(effect) = &message.effect {
            map.serialize_entry("effect_id", effect)?;
        }
        if message.protect {
            map.serialize_entry("has_protected_content", &true)?;
        }
        if message.thread.is_some() {
            map.serialize_entry("is_topic_message", &true)?;
        }
        if self.inside {
            self.inside(&mut map)?;
        }
        map.end()
    }
}

fn body<M: SerializeMap>(map: &mut M, world: &World, body: &Body) -> Result<(), M::Error> {
    match body {
        Body::Text { text, preview } => {
            map.serialize_entry("text", &text.text)?;
            if !text.entities.is_empty() {
                map.serialize_entry("entities", &Entities { world, text })?;
            }
            if let Some(preview) = preview {
                map.serialize_entry("link_preview_options", preview)?;
            }
            Ok(())
        }
        Body::Media { media, caption, above, spoiler } => {
            map.serialize_entry(media.kind.name(), &MediaView(media))?;
            if media.kind == MediaKind::Animation {
                // As old bots know it: a file like any other.
                let file = media.files.first().map(|file| FileView { file, as_what: As::Document });
                map.serialize_entry("document", &file)?;
            }
            if !caption.text.is_empty() {
                map.serialize_entry("caption", &caption.text)?;
                if !caption.entities.is_empty() {
                    map.serialize_entry("caption_entities", &Entities { world, text: caption })?;
                }
                if *above {
                    map.serialize_entry("show_caption_above_media", &true)?;
                }
            }
            if *spoiler {
                map.serialize_entry("has_media_spoiler", &true)?;
            }
            Ok(())
        }
        Body::Rich(rich) => map.serialize_entry("rich_message", rich),
        Body::Service(name, value) => map.serialize_entry(name, value),
    }
}

struct QuoteView<'a> {
    world: &'a World,
    quote: &'a Quote,
}

impl Serialize for QuoteView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let text = &self.quote.text;
        map.serialize_entry("text", &text.text)?;
        if !text.entities.is_empty() {
            map.serialize_entry("entities", &Entities { world: self.world, text })?;
        }
        map.serialize_entry("position", &self.quote.position)?;
        map.serialize_entry("is_manual", &true)?;
        map.end()
    }
}

/// A `MessageOrigin`.
pub struct Origin<'a> {
    pub world: &'a World,
    pub forward: &'a Forward,
}

impl Serialize for Origin<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (world, forward) = (self.world, self.forward);
        let mut map = serializer.serialize_map(None)?;
        if let Some((key, id)) = forward.post {
            map.serialize_entry("type", "channel")?;
            map.serialize_entry("chat", &ChatView { world, key })?;
            map.serialize_entry("message_id", &id)?;
        } else {
            map.serialize_entry("type", "user")?;
            map.serialize_entry("sender_user", &UserView { world, id: forward.from })?;
        }
        map.serialize_entry("date", &forward.date)?;
        map.end()
    }
}

/// The entities of a text; a person named by id is shown whole.
pub struct Entities<'a> {
    pub world: &'a World,
    pub text: &'a Formatted,
}

impl Serialize for Entities<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.text.entities.len()))?;
        for entity in &self.text.entities {
            if let Kind::TextMention(id) = entity.kind {
                let user = UserView { world: self.world, id };
                list.serialize_element(&Mentioned { offset: entity.offset, length: entity.length, user })?;
            } else {
                list.serialize_element(entity)?;
            }
        }
        list.end()
    }
}

struct Mentioned<'a> {
    offset: usize,
    length: usize,
    user: UserView<'a>,
}

impl Serialize for Mentioned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("offset", &self.offset)?;
        map.serialize_entry("length", &self.length)?;
        map.serialize_entry("type", "text_mention")?;
        map.serialize_entry("user", &self.user)?;
        map.end()
    }
}
