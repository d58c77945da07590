use std::sync::Arc;

use super::super::answer::Fail;
use super::super::call::Cx;
use super::super::chat::{Chat, ChatKey};
use super::super::message::Message;
use super::super::spec::{ChatKind, Status};
use crate::fields::{exact_long, lenient_long};

/// What a method needs a chat for, weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    Read,
    ReadMembers,
    Edit,
    Write,
}

impl Cx<'_> {
    /// The chat in `chat_id`, if the bot may do there what it wants to.
    pub fn chat(&self, access: Access) -> Result<ChatKey, Fail> {
        self.chat_named(self.params.get("chat_id"), access)
    }

    /// The chat that a text names.
    pub fn chat_named(&self, name: &str, access: Access) -> Result<ChatKey, Fail> {
        if name.is_empty() {
            return Err(Fail::bad("chat_id is empty"));
        }
        let not_found = || Fail::bad("chat not found");
        if let Some(username) = name.strip_prefix('@') {
            let of =
                |chat: &&Chat| chat.username.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(username));
            let chat = self.world.chats.values().find(of).ok_or_else(not_found)?;
            // Who has a name can be looked at by everybody.
            return Self::group(chat, chat.status(self.bot).unwrap_or(Status::Left), access);
        }
        let id = lenient_long(name);
        if id > 0 {
            return self.private(id, access);
        }
        let key = ChatKey::group(id);
        let chat = self.world.chats.get(&key).ok_or_else(not_found)?;
        Self::group(chat, chat.status(self.bot).ok_or_else(not_found)?, access)
    }

    fn private(&self, user: i64, access: Access) -> Result<ChatKey, Fail> {
        if self.world.bots.contains_key(&user) {
            return Err(Fail::forbidden("the bot can't send messages to the bot"));
        }
        let key = ChatKey::private(self.bot, user);
        let person = self.world.people.get(&user).ok_or_else(|| Fail::bad("chat not found"))?;
        let chat = self.world.chats.get(&key).ok_or_else(|| Fail::bad("chat not found"))?;
        // A bot knows somebody whom it met in a group, but may still not write first: see `is_let_in`.
        if !chat.started && !self.knows(user) {
            return Err(Fail::bad("chat not found"));
        }
        if person.spec.deactivated && access >= Access::Edit {
            return Err(Fail::forbidden("user is deactivated"));
        }
        Ok(key)
    }

    fn group(chat: &Chat, status: Status, access: Access) -> Result<ChatKey, Fail> {
        let (name, needs) = match chat.kind {
            ChatKind::Group => ("group", Access::ReadMembers),
            ChatKind::Channel => ("channel", Access::Read),
            _ => ("supergroup", Access::Read),
        };
        // Whoever was thrown out sees nothing; in others' public chats one can look, but not write.
        let needs_membership = if chat.username.is_some() { Access::Edit } else { needs };
        if let Some(to) = chat.migrated_to {
            if matches!(access, Access::Write | Access::ReadMembers) {
                let mut fail = Fail::bad("group chat was upgraded to a supergroup chat");
                fail.migrate_to = Some(to);
                return Err(fail);
            }
            return Ok(chat.key);
        }
        match status {
            Status::Kicked if access >= needs => {
                Err(Fail::forbidden(format!("bot was kicked from the {name} chat")))
            }
            Status::Left if access >= needs_membership => {
                Err(Fail::forbidden(format!("bot is not a member of the {name} chat")))
            }
            _ => Ok(chat.key),
        }
    }

    /// Whether the bot has met somebody: they wrote to it, or are in a group with it. Bots are known to all.
    pub fn knows(&self, user: i64) -> bool {
        let private = self.world.chats.get(&ChatKey::private(self.bot, user));
        self.world.bots.contains_key(&user)
            || private.is_some_and(|chat| chat.started)
            || self.world.share_a_group(self.bot, user)
    }

    /// Whether the bot is let into a conversation with a person, which only Telegram's servers know: nobody can be written to
    /// first, nor after they blocked the bot.
    pub fn is_let_in(&self, key: ChatKey) -> Result<(), Fail> {
        let chat = self.chat_of(key)?;
        if chat.is_private() && !chat.started {
            return Err(Fail::forbidden("bot can't initiate conversation with a user"));
        }
        if chat.blocked { Err(Fail::forbidden("bot was blocked by the user")) } else { Ok(()) }
    }

    /// The same for what is no message, of which Telegram speaks in other words.
    pub fn is_let_in_to_act(&self, key: ChatKey) -> Result<(), Fail> {
        let chat = self.chat_of(key)?;
        if chat.is_private() && !chat.started {
            Err(Fail::bad("PEER_ID_INVALID"))
        } else {
            self.is_let_in(key)
        }
    }

    /// Whether the bot sees what is said in a chat; into others' public chats it can look, but not read them.
    pub fn sees_messages(&self, key: ChatKey) -> bool {
        let Some(chat) = self.world.chats.get(&key) else { return false };
        let is_open = matches!(chat.kind, ChatKind::Private | ChatKind::Group);
        is_open || chat.status(self.bot).is_some_and(Status::is_in)
    }

    pub fn chat_of(&self, key: ChatKey) -> Result<&Chat, Fail> {
        self.world.chats.get(&key).ok_or_else(|| Fail::bad("chat not found"))
    }

    /// Whether the bot is an administrator; in a private chat it is as good as one.
    pub fn is_admin(&self, key: ChatKey) -> bool {
        self.world
            .chats
            .get(&key)
            .is_some_and(|chat| chat.is_private() || chat.status(self.bot).is_some_and(Status::is_admin))
    }

    /// The message in `message_id`. `what` is how the refusal names it.
    pub fn message(&self, key: ChatKey, what: &str) -> Result<Arc<Message>, Fail> {
        let id = self.params.int("message_id");
        let found = self.world.chats.get(&key).and_then(|chat| chat.message(id));
        found
            .filter(|_| id > 0 && self.sees_messages(key))
            .cloned()
            .ok_or_else(|| Fail::bad(format!("{what} not found")))
    }

    /// A list of message ids.
    pub fn message_ids(&self) -> Result<Vec<i64>, Fail> {
        let json = self.params.json("message_ids");
        let json = json.map_err(|_| Fail::bad("Can't parse message_ids JSON object"))?;
        let list = json.ok_or_else(|| Fail::bad("Message identifiers are not specified"))?;
        let list = list.as_array().ok_or_else(|| Fail::bad("Expected an Array of message identifiers"))?;
        if list.len() > 100 {
            return Err(Fail::bad("Too many message identifiers specified"));
        }
        let number = |value: &serde_json::Value| {
            let parsed = match value {
                serde_json::Value::Number(number) => number.as_i64(),
                serde_json::Value::String(text) => exact_long(text),
                _ => return Err(Fail::bad("Message identifier must be a Number")),
            };
            let id = parsed.and_then(|id| i32::try_from(id).ok());
            let id = id.ok_or_else(|| Fail::bad("Can't parse message identifier as a Number"))?;
            if id > 0 { Ok(i64::from(id)) } else { Err(Fail::bad("Invalid message identifier specified")) }
        };
        list.iter().map(number).collect()
    }
}
