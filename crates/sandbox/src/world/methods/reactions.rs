use std::sync::Arc;

use serde_json::{Value, json};

use super::super::World;
use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::journal::Event;
use super::super::message::Reaction;
use super::super::spec::Status;
use super::super::view::ChatView;
use super::access::Access;
use crate::fields::Fields;

/// The emoji that may be put on a message.
const EMOJI: &str = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 \
                     🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 \
                     😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡";

/// `setMessageReaction`: bots put at most one.
pub fn set_message_reaction(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let json = cx.params.json("reaction").map_err(|_| Fail::bad("Can't parse reaction types JSON object"))?;
    let list = match json {
        None => Vec::new(),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(Fail::bad("Expected an Array of ReactionType")),
    };
    let emoji: Vec<String> = list.iter().map(one).collect::<Result<_, _>>()?;
    let chat = cx.chat(Access::Read)?;
    let message = cx.message(chat, "message to react")?;
    if emoji.iter().any(String::is_empty) {
        return Err(Fail::bad("Invalid reaction type specified"));
    }
    if emoji.len() > 1 {
        return Err(Fail::bad("REACTIONS_TOO_MANY"));
    }
    if emoji.iter().any(|emoji| !is_known(emoji)) {
        return Err(Fail::bad("REACTION_INVALID"));
    }
    let bot = cx.bot;
    cx.world.react(chat, message.id, bot, emoji.into_iter().next());
    Ok(Reply::yes())
}

fn one(value: &Value) -> Result<String, Fail> {
    let fail = |text: &str| Fail::bad(format!("Can't parse ReactionType: {text}"));
    let Value::Object(fields) = value else { return Err(fail("expected an Object")) };
    let fields = Fields(fields);
    match fields.required_text("type").map_err(|error| fail(&error))?.as_str() {
        "emoji" => fields.required_text("emoji").map_err(|error| fail(&error)),
        "custom_emoji" => {
            fields.required_long("custom_emoji_id").map_err(|error| fail(&error))?;
            // Only for what premium accounts and boosted groups have; there are none here.
            Ok("custom".to_owned())
        }
        _ => Err(fail("invalid reaction type specified")),
    }
}

/// Whether Telegram has this emoji as a reaction; a variation selector makes no difference.
pub fn is_known(emoji: &str) -> bool {
    let plain = emoji.replace('\u{fe0f}', "");
    EMOJI.split_ascii_whitespace().any(|known| known == plain)
}

impl World {
    /// Puts an emoji on a message in the place of the one that this user put before, and tells the bots that may know.
    pub(in crate::world) fn react(&mut self, key: ChatKey, id: i64, user: i64, emoji: Option<String>) {
        let Some(slot) = self.chats.get_mut(&key).and_then(|chat| chat.messages.get_mut(&id)) else { return };
        let message = Arc::make_mut(slot);
        let old: Vec<String> =
            message.reactions.iter().filter(|old| old.user == user).map(|old| old.emoji.clone()).collect();
        message.reactions.retain(|old| old.user != user);
        message.reactions.extend(emoji.clone().map(|emoji| Reaction { user, emoji }));
        let message = Arc::clone(slot);
        self.emit(Event::Reaction(message));
        if self.bots.contains_key(&user) {
            return;
        }
        let kinds = |list: Vec<String>| -> Vec<Value> {
            list.into_iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect()
        };
        let update = json!({
            "chat": serde_json::to_value(ChatView { world: self, key }).unwrap_or_default(),
            "message_id": id,
            "user": self.user_json(user),
            "date": self.now(),
            "old_reaction": kinds(old),
            "new_reaction": kinds(emoji.into_iter().collect()),
        });
        // In groups only administrators are told.
        let chat = self.chats.get(&key);
        let told = |bot: &i64| {
            chat.is_some_and(|chat| chat.key.bot == *bot || chat.status(*bot).is_some_and(Status::is_admin))
        };
        let bots: Vec<i64> = self.bots.keys().copied().filter(|bot| told(bot)).collect();
        for bot in bots {
            self.queue(bot, "message_reaction", &update, (0, key.id));
        }
    }
}
