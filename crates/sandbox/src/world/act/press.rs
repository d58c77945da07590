use serde::Deserialize;
use serde_json::{Value, json};

use super::super::World;
use super::super::journal::Event;
use super::super::message::{Body, Message};
use super::super::methods::buttons;
use super::super::post::{ANSWER_MS, Pressed};
use super::super::view::MessageView;
use super::Refused;

/// So many presses are kept before the old ones are looked through.
const MANY: usize = 10_000;

#[derive(Deserialize)]
pub struct Press {
    chat: i64,
    user: i64,
    #[serde(default)]
    message_id: i64,
    data: String,
    #[serde(default)]
    stale: bool,
    #[serde(default)]
    bot: Option<i64>,
    /// For an ephemeral message, whose `message_id` is 0.
    #[serde(default)]
    ephemeral_message_id: Option<i64>,
}

/// A button is pressed by what stands on it.
#[derive(Deserialize)]
pub struct Tap {
    chat: i64,
    user: i64,
    button: String,
    #[serde(default)]
    bot: Option<i64>,
}

#[derive(Deserialize)]
pub struct React {
    chat: i64,
    user: i64,
    message_id: i64,
    /// Nothing takes the reaction away.
    #[serde(default)]
    emoji: Option<String>,
    #[serde(default)]
    bot: Option<i64>,
}

#[derive(Deserialize)]
pub struct StopDraft {
    chat: i64,
    user: i64,
    draft_id: i64,
    #[serde(default)]
    bot: Option<i64>,
    #[serde(default)]
    thread: Option<i64>,
}

impl World {
    pub(super) fn press(&mut self, press: &Press) -> Result<Value, Refused> {
        let key = self.seen_by(press.chat, press.user, press.bot)?;
        let id = press.ephemeral_message_id.map_or(press.message_id, i64::wrapping_neg);
        let chat = self.chats.get(&key);
        let found = chat.and_then(|chat| chat.messages.get(&id)).cloned();
        let there = found.as_ref().filter(|message| !message.deleted);
        if !press.stale {
            let message = there.ok_or_else(|| Refused::new("There is no such message."))?;
            check(message, press)?;
        }
        let bot = found
            .as_ref()
            .map(|message| message.via_bot.unwrap_or(message.from))
            .filter(|from| self.bots.contains_key(from));
        let bot = bot.or(press.bot).or(Some(key.bot).filter(|bot| *bot != 0));
        let bot = bot.or_else(|| self.bots.keys().next().copied());
        let bot = bot.ok_or_else(|| Refused::new("There is no bot that could answer."))?;
        let query = self.random_id().to_string();
        let (name, message) = match there {
            Some(message) if message.inline_id.is_some() => ("inline_message_id", json!(message.inline_id)),
            Some(message) => {
                ("message", serde_json::to_value(MessageView::new(self, message)).unwrap_or_default())
            }
            None => {
                ("message", json!({ "chat": self.chat_json(key), "message_id": press.message_id, "date": 0 }))
            }
        };
        let update = json!({
            "id": query,
            "from": self.user_json(press.user),
            name: message,
            "chat_instance": key.id.wrapping_mul(-7_046_029_254_386_353_131).to_string(),
            "data": press.data,
        });
        // Those that nobody answers are forgotten some day.
        if self.presses.len() > MANY {
            let now = self.now_ms;
            self.presses.retain(|_, pressed| pressed.at_ms + ANSWER_MS > now);
        }
        let pressed = Pressed { bot, user: press.user, chat: key, at_ms: self.now_ms };
        self.presses.insert(query.clone(), pressed);
        self.emit(Event::Press {
            query: query.clone(),
            chat: key,
            user: press.user,
            message: press.message_id,
            data: press.data.clone(),
        });
        self.queue(bot, "callback_query", &update, (1, press.user));
        Ok(json!({ "query_id": query }))
    }

    /// Presses the newest button with these words, as a person does who looks for it.
    pub(super) fn tap(&mut self, tap: &Tap) -> Result<Value, Refused> {
        let key = self.seen_by(tap.chat, tap.user, tap.bot)?;
        let messages = self.chats.get(&key).into_iter().flat_map(|chat| chat.messages.values().rev());
        let named = |message: &Message| {
            let keyboard = message.keyboard.as_deref().into_iter().flat_map(buttons);
            let in_text = if let Body::Rich(rich) = &message.body { rich_buttons(rich) } else { Vec::new() };
            let mut all = keyboard.chain(in_text);
            let button =
                all.find(|button| button.get("text").and_then(Value::as_str) == Some(&tap.button))?;
            Some((message.id, button.get("callback_data")?.as_str()?.to_owned()))
        };
        let seen = messages.filter(|message| !message.deleted && message.ephemeral.is_none());
        let found = seen.map(|message| &**message).find_map(named);
        let (message_id, data) = found.ok_or_else(|| {
            Refused::new(format!("There is no button \"{}\" that could be pressed.", tap.button))
        })?;
        let (chat, user, bot) = (tap.chat, tap.user, tap.bot);
        self.press(&Press { chat, user, message_id, data, stale: false, bot, ephemeral_message_id: None })
    }

    pub(super) fn react_as(&mut self, react: React) -> Result<Value, Refused> {
        let key = self.seen_by(react.chat, react.user, react.bot)?;
        let found = self.chats.get(&key).and_then(|chat| chat.message(react.message_id));
        found.ok_or_else(|| Refused::new("There is no such message."))?;
        let emoji = react.emoji.filter(|emoji| !emoji.is_empty());
        if emoji.as_ref().is_some_and(|emoji| !super::super::methods::is_known(emoji)) {
            return Err(Refused::new("Telegram has no such reaction."));
        }
        self.react(key, react.message_id, react.user, emoji);
        Ok(json!({}))
    }

    pub(super) fn stop_draft(&mut self, stop: &StopDraft) -> Result<Value, Refused> {
        let key = self.seen_by(stop.chat, stop.user, stop.bot)?;
        if key.bot == 0 {
            return Err(Refused::new("Drafts are shown in private chats only."));
        }
        let draft = self.draft(key, stop.draft_id).ok_or_else(|| Refused::new("There is no such draft."))?;
        if !draft.can_stop {
            return Err(Refused::new("The draft has no button to stop it."));
        }
        if !draft.keep_on_stop {
            self.drop_draft(key, stop.draft_id);
        }
        let mut update = json!({ "chat": self.chat_json(key), "draft_id": stop.draft_id });
        if let (Value::Object(fields), Some(thread)) = (&mut update, stop.thread) {
            fields.insert("message_thread_id".to_owned(), json!(thread));
        }
        self.queue(key.bot, "stopped_message_generation", &update, (0, key.id));
        Ok(json!({}))
    }
}

fn check(message: &Message, press: &Press) -> Result<(), Refused> {
    if message.ephemeral.is_some_and(|ephemeral| ephemeral.receiver != press.user) {
        return Err(Refused::new("The person does not see this message."));
    }
    let keyboard = message.keyboard.as_deref().into_iter().flat_map(buttons);
    let in_text = if let Body::Rich(rich) = &message.body { rich_buttons(rich) } else { Vec::new() };
    let button = keyboard
        .chain(in_text)
        .find(|button| button.get("callback_data").and_then(Value::as_str) == Some(press.data.as_str()));
    let button = button.ok_or_else(|| Refused::new("The button is not on the message now."))?;
    let is_off = button.get("disabled").is_some();
    if is_off { Err(Refused::new("The button is disabled.")) } else { Ok(()) }
}

/// The buttons that stand in a rich message.
fn rich_buttons(rich: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut rest = vec![rich];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(list) => rest.extend(list),
            Value::Object(fields) => {
                if fields.contains_key("callback_data") {
                    found.push(value);
                }
                rest.extend(fields.values());
            }
            _ => {}
        }
    }
    found
}
