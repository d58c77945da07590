use serde::Deserialize;
use serde_json::{Value, json};

use super::super::World;
use super::super::bot::Person;
use super::super::chat::ChatKey;
use super::super::journal::Event;
use super::super::spec::{PersonSpec, Status};
use super::Refused;

#[derive(Deserialize)]
pub struct Block {
    user: i64,
    #[serde(default)]
    bot: Option<i64>,
    blocked: bool,
}

impl World {
    /// A new person, or other words about a known one.
    pub(super) fn add_person(&mut self, spec: PersonSpec) -> Result<Value, Refused> {
        if spec.id <= 0 || self.bots.contains_key(&spec.id) {
            return Err(Refused::new("A person's id is above 0 and no bot's."));
        }
        let id = spec.id;
        self.people.insert(id, Person::new(spec));
        self.open_private_chats();
        let bots: Vec<i64> = self.bots.keys().copied().collect();
        for bot in bots {
            self.emit(Event::Chat(ChatKey::private(bot, id)));
        }
        Ok(json!({}))
    }

    pub(super) fn block(&mut self, block: &Block) -> Result<Value, Refused> {
        let bot = block.bot.or_else(|| self.bots.keys().next().copied()).unwrap_or_default();
        let key = ChatKey::private(bot, block.user);
        let chat = self.chats.get_mut(&key).ok_or_else(|| Refused::new("There is no such chat."))?;
        if chat.blocked == block.blocked {
            return Ok(json!({}));
        }
        chat.blocked = block.blocked;
        let (old, new) =
            if block.blocked { (Status::Member, Status::Kicked) } else { (Status::Kicked, Status::Member) };
        let update = self.membership_json(key, bot, block.user, (old, new));
        self.queue(bot, "my_chat_member", &update, (0, key.id));
        self.emit(Event::Chat(key));
        Ok(json!({}))
    }

    /// A `ChatMemberUpdated`.
    pub(super) fn membership_json(&self, key: ChatKey, who: i64, by: i64, change: (Status, Status)) -> Value {
        json!({
            "chat": self.chat_json(key),
            "from": self.user_json(by),
            "date": self.now(),
            "old_chat_member": self.member_json(key, who, change.0),
            "new_chat_member": self.member_json(key, who, change.1),
        })
    }
}
