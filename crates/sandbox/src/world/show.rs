use serde::Serialize;
use serde_json::{Map, Value, json};

use super::World;
use super::chat::{Chat, ChatKey};
use super::journal::Event;
use super::message::Message;
use super::view::{ChatView, MessageView, reactions};

/// How many messages of a chat the state shows, the newest.
const SHOWN: usize = 500;

impl World {
    /// How many calls of a method the bots have made and got an answer to.
    pub fn count_calls(&self, method: &str) -> usize {
        self.journal.counts.get(&method.to_ascii_lowercase()).copied().unwrap_or(0)
    }

    /// How many messages ever came into a chat; a private one is that with the first bot.
    pub fn count_messages(&self, chat: i64) -> usize {
        self.key(chat, None).and_then(|key| self.chats.get(&key)).map_or(0, |chat| chat.messages.len())
    }

    /// All messages of a chat, oldest first, as `state` shows the newest of them; a private one is that with the first bot.
    pub fn messages(&self, chat: i64) -> Vec<Value> {
        let chat = self.key(chat, None).and_then(|key| self.chats.get(&key));
        chat.map_or_else(Vec::new, |chat| {
            chat.messages.values().map(|message| self.message_json(message)).collect()
        })
    }

    /// The calls that the bots made after number `since`, as far as they are kept.
    pub fn calls(&self, since: u64) -> Vec<Value> {
        self.journal.calls.iter().filter(|call| call.n > since).map(|call| json!(**call)).collect()
    }

    /// The whole world, for the chat page.
    pub fn state(&self) -> Value {
        let bots: Vec<Value> = self
            .bots
            .values()
            .map(|bot| {
                json!({
                    "id": bot.id, "username": bot.spec.username,
                    "first_name": bot.names.get("").unwrap_or(&bot.spec.first_name),
                    "token": bot.spec.token,
                    "listening": self.is_listening(bot.id),
                })
            })
            .collect();
        json!({
            "now": self.now(),
            "seq": self.journal.seq,
            "clock_runs": !self.spec.frozen,
            "bots": bots,
            "users": self.people.values().map(|person| &person.spec).collect::<Vec<_>>(),
            "chats": self.chats.values().map(|chat| self.chat_state(chat)).collect::<Vec<_>>(),
            "limits": { "mode": self.limits.mode },
            "faults": self.faults,
            "refused": self.journal.refused.iter().map(|call| &**call).collect::<Vec<_>>(),
        })
    }

    fn chat_state(&self, chat: &Chat) -> Value {
        let mut fields = Map::new();
        fields.insert("id".to_owned(), json!(chat.key.id));
        if chat.key.bot != 0 {
            fields.insert("bot".to_owned(), json!(chat.key.bot));
            fields.insert("started".to_owned(), json!(chat.started));
            fields.insert("blocked".to_owned(), json!(chat.blocked));
        }
        fields.insert("type".to_owned(), json!(chat.kind));
        if chat.is_private() {
            let bot = if chat.blocked { "kicked" } else { "member" };
            let members = json!([{ "user_id": chat.key.id, "status": "member" }, { "user_id": chat.key.bot, "status": bot }]);
            fields.insert("members".to_owned(), members);
        } else {
            fields.insert("title".to_owned(), json!(chat.title));
            let members = chat.members.iter().map(|(id, status)| json!({ "user_id": id, "status": status }));
            fields.insert("members".to_owned(), members.collect());
        }
        fields.insert("is_forum".to_owned(), json!(chat.is_forum));
        if let Some(to) = chat.migrated_to {
            fields.insert("migrated_to".to_owned(), json!(to));
        }
        let topics = chat
            .topics
            .iter()
            .map(|(id, topic)| json!({ "thread_id": id, "name": topic.name, "closed": topic.closed }));
        fields.insert("topics".to_owned(), topics.collect());
        fields.insert("pinned".to_owned(), json!(chat.pinned));
        let mut messages: Vec<&Message> = chat.messages.values().map(|message| &**message).collect();
        // Ephemeral messages are kept under other ids; by time they stand where they were said.
        messages.sort_by_key(|message| message.date);
        let skip = messages.len().saturating_sub(SHOWN);
        let messages: Vec<Value> =
            messages.into_iter().skip(skip).map(|message| self.message_json(message)).collect();
        fields.insert("messages".to_owned(), Value::Array(messages));
        Value::Object(fields)
    }

    /// A message with what only the control plane sees.
    pub(crate) fn message_json(&self, message: &Message) -> Value {
        let view = MessageView { inside: true, ..MessageView::new(self, message) };
        serde_json::to_value(view).unwrap_or_default()
    }

    /// An event in words: the data of a server-sent event.
    pub fn event_json(&self, seq: u64, event: &Event) -> String {
        let mut fields = Map::new();
        fields.insert("seq".to_owned(), json!(seq));
        let mut add = |kind: &str, more: Value| {
            fields.insert("kind".to_owned(), json!(kind));
            if let Value::Object(more) = more {
                fields.extend(more);
            }
        };
        match event {
            Event::Message(message) => {
                add("message", in_chat(message.chat, json!({ "message": self.message_json(message) })));
            }
            Event::Edit(message) => {
                add("edit", in_chat(message.chat, json!({ "message": self.message_json(message) })));
            }
            Event::Delete(chat, ids) => {
                // Ephemeral messages are kept under negative ids.
                let (ephemeral, real): (Vec<i64>, Vec<i64>) = ids.iter().partition(|id| **id < 0);
                let ephemeral: Vec<i64> = ephemeral.into_iter().map(|id| -id).collect();
                let more = json!({ "message_ids": real, "ephemeral_message_ids": ephemeral });
                add("delete", in_chat(*chat, more));
            }
            Event::Answer { query, chat, user, text, alert, url } => {
                let mut more = json!({ "query_id": query, "user": user, "alert": alert });
                put(&mut more, "text", text.as_ref());
                put(&mut more, "url", url.as_ref());
                add("answer", in_chat(*chat, more));
            }
            Event::Press { query, chat, user, message, data } => {
                let more = json!({ "query_id": query, "user": user, "message_id": message, "data": data });
                add("press", in_chat(*chat, more));
            }
            Event::Action { chat, thread, action } => {
                let mut more = json!({ "action": action });
                put(&mut more, "thread", thread.as_ref());
                add("action", in_chat(*chat, more));
            }
            Event::Draft { chat, draft, thread, body } => {
                let mut more = json!({ "user": chat.id, "draft_id": draft });
                if let (Value::Object(more), Value::Object(body)) = (&mut more, body) {
                    more.extend(body.clone());
                }
                put(&mut more, "thread", thread.as_ref());
                add("draft", in_chat(*chat, more));
            }
            Event::Pin(chat) => {
                let pinned = self.chats.get(chat).map(|chat| chat.pinned.clone()).unwrap_or_default();
                add("pin", in_chat(*chat, json!({ "pinned": pinned })));
            }
            Event::Reaction(message) => {
                let more = json!({ "message_id": message.id, "reactions": reactions(message) });
                add("reaction", in_chat(message.chat, more));
            }
            Event::Chat(chat) => add("chat", in_chat(*chat, json!({}))),
            Event::Commands => add("commands", json!({})),
            Event::Call(call) => add("call", json!({ "call": **call })),
            Event::Update { bot, body } => {
                let update: Value = serde_json::from_str(body).unwrap_or_default();
                add("update", json!({ "bot": bot, "update": update }));
            }
            Event::Inline { query, results } => {
                add("inline", json!({ "query_id": query, "results": results }));
            }
            Event::Clock => add("clock", json!({ "now": self.now() })),
            Event::Faults => add("faults", json!({ "faults": self.faults })),
            Event::Limits => add("limits", json!({ "limits": { "mode": self.limits.mode } })),
            Event::Reset => add("reset", json!({})),
        }
        Value::Object(fields).to_string()
    }

    /// A chat as bots see it.
    pub(super) fn chat_json(&self, key: ChatKey) -> Value {
        serde_json::to_value(ChatView { world: self, key }).unwrap_or_default()
    }
}

fn in_chat(key: ChatKey, more: Value) -> Value {
    let mut fields = Map::new();
    fields.insert("chat".to_owned(), json!(key.id));
    if key.bot != 0 {
        fields.insert("bot".to_owned(), json!(key.bot));
    }
    if let Value::Object(more) = more {
        fields.extend(more);
    }
    Value::Object(fields)
}

fn put(fields: &mut Value, name: &str, value: Option<&impl Serialize>) {
    if let (Value::Object(fields), Some(value)) = (fields, value) {
        fields.insert(name.to_owned(), json!(value));
    }
}
