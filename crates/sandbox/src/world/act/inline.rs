use serde::Deserialize;
use serde_json::{Value, json};

use super::super::World;
use super::super::message::Body;
use super::super::remote_id;
use super::Refused;
use crate::text::{fix, parse};

#[derive(Deserialize)]
pub struct Inline {
    bot: i64,
    user: i64,
    query: String,
    #[serde(default)]
    offset: String,
}

#[derive(Deserialize)]
pub struct Choose {
    query_id: String,
    chat: i64,
    user: i64,
    result_id: String,
    #[serde(default)]
    bot: Option<i64>,
    #[serde(default)]
    thread: Option<i64>,
}

/// An inline query and, once there are any, its results.
#[derive(Clone, Debug)]
pub struct Asked {
    pub bot: i64,
    pub user: i64,
    pub query: String,
    pub at_ms: i64,
    pub results: Option<Vec<Value>>,
}

impl World {
    pub(super) fn inline(&mut self, inline: &Inline) -> Result<Value, Refused> {
        let bot = self.bots.get(&inline.bot).ok_or_else(|| Refused::new("There is no such bot."))?;
        if !bot.spec.inline {
            return Err(Refused::new("The bot takes no inline queries."));
        }
        if !self.people.contains_key(&inline.user) {
            return Err(Refused::new("There is no such person."));
        }
        let id = self.random_id().to_string();
        let query: String = inline.query.chars().take(256).collect();
        let update = json!({
            "id": id,
            "from": self.user_json(inline.user),
            "chat_type": "sender",
            "query": query,
            "offset": inline.offset,
        });
        let asked = Asked { bot: inline.bot, user: inline.user, query, at_ms: self.now_ms, results: None };
        self.inline_queries.insert(id.clone(), asked);
        self.queue(inline.bot, "inline_query", &update, (2, inline.user));
        Ok(json!({ "query_id": id }))
    }

    /// A person takes one of the results: it is said in the chat by them, by way of the bot.
    pub(super) fn choose_inline(&mut self, choose: &Choose) -> Result<Value, Refused> {
        let key = self.seen_by(choose.chat, choose.user, choose.bot)?;
        let asked =
            self.inline_queries.get(&choose.query_id).filter(|asked| asked.user == choose.user).cloned();
        let asked = asked.ok_or_else(|| Refused::new("The person did not ask this."))?;
        let named = |result: &&Value| {
            let id = result.get("id");
            id.and_then(Value::as_str).map(str::to_owned).or_else(|| id.map(ToString::to_string)).as_deref()
                == Some(choose.result_id.as_str())
        };
        let result = asked.results.as_ref().and_then(|results| results.iter().find(named)).cloned();
        let result = result.ok_or_else(|| Refused::new("There is no such result."))?;
        let body = said(&result)?;
        let mut message = self.draft_message(key, choose.user, body);
        message.thread = choose.thread.filter(|thread| *thread != super::super::chat::GENERAL);
        message.via_bot = Some(asked.bot);
        let keyboard = result.get("reply_markup").filter(|markup| markup.get("inline_keyboard").is_some());
        message.keyboard = keyboard.cloned().map(std::sync::Arc::new);
        // Only a message with buttons can be edited by the bot later.
        let inline_id = message
            .keyboard
            .is_some()
            .then(|| remote_id::inline_message_id([self.random_id(), self.random_id()]));
        message.inline_id.clone_from(&inline_id);
        let mut chosen = json!({ "result_id": choose.result_id, "from": self.user_json(choose.user), "query": asked.query });
        if let (Some(inline_id), Some(fields)) = (&inline_id, chosen.as_object_mut()) {
            fields.insert("inline_message_id".to_owned(), json!(inline_id));
        }
        let message = self.post(message);
        if let Some(inline_id) = inline_id {
            self.inline_messages.insert(inline_id, (asked.bot, key, message.id));
        }
        self.queue(asked.bot, "chosen_inline_result", &chosen, (2, choose.user));
        Ok(json!({ "message": self.message_json(&message) }))
    }
}

/// What a result says; only texts are emulated.
fn said(result: &Value) -> Result<Body, Refused> {
    let content = result.get("input_message_content");
    let text = |name: &str| content.and_then(|content| content.get(name)).and_then(Value::as_str);
    let words = text("message_text")
        .ok_or_else(|| Refused::new("Only results that are texts can be chosen here."))?;
    let entities = content.and_then(|content| content.get("entities"));
    let parsed =
        parse(words, text("parse_mode").unwrap_or_default(), entities).and_then(fix).map_err(Refused::new)?;
    parsed.map(Body::text).ok_or_else(|| Refused::new("The result is empty."))
}
