use serde::Deserialize;
use serde_json::{Value, json};

use super::super::World;
use super::super::chat::{Chat, ChatKey};
use super::super::journal::Event;
use super::super::spec::{ChatKind, ChatSpec, Status};
use super::Refused;

#[derive(Deserialize)]
pub struct NewTopic {
    chat: i64,
    name: String,
}

#[derive(Deserialize)]
pub struct Member {
    chat: i64,
    #[serde(default)]
    user: Option<i64>,
    #[serde(default)]
    bot: Option<i64>,
    status: Status,
    /// Who does it; the owner of the group where it is not said.
    #[serde(default)]
    by: Option<i64>,
}

#[derive(Deserialize)]
pub struct Migrate {
    chat: i64,
    to: i64,
}

/// Somebody becomes something in a group.
#[derive(Clone, Copy, Debug)]
pub struct Membership {
    pub chat: ChatKey,
    pub who: i64,
    pub by: i64,
    pub status: Status,
}

impl World {
    pub(super) fn add_chat(&mut self, spec: &ChatSpec) -> Result<Value, Refused> {
        let fits = match spec.kind {
            ChatKind::Group => spec.id < 0 && spec.id > -1_000_000_000_000,
            ChatKind::Supergroup | ChatKind::Channel => spec.id < -1_000_000_000_000,
            ChatKind::Private => false,
        };
        let key = ChatKey::group(spec.id);
        if !fits || self.chats.contains_key(&key) {
            return Err(Refused::new(
                "The id of a basic group is below 0, that of a supergroup begins with -100, and both must be new.",
            ));
        }
        self.found(spec);
        let owner = self.owner(key).unwrap_or_default();
        let members = spec.members.iter().map(|member| member.user_id);
        let bots: Vec<i64> = members.filter(|id| self.bots.contains_key(id)).collect();
        for bot in bots {
            let status = self.chats.get(&key).and_then(|chat| chat.status(bot)).unwrap_or_default();
            let update = self.membership_json(key, bot, owner, (Status::Left, status));
            self.queue(bot, "my_chat_member", &update, (0, key.id));
        }
        self.emit(Event::Chat(key));
        Ok(json!({}))
    }

    fn owner(&self, key: ChatKey) -> Option<i64> {
        let members = &self.chats.get(&key)?.members;
        let owner = members.iter().find(|(_, status)| **status == Status::Creator);
        owner.or_else(|| members.iter().next()).map(|(user, _)| *user)
    }

    pub(super) fn add_topic(&mut self, topic: &NewTopic) -> Result<Value, Refused> {
        let key = ChatKey::group(topic.chat);
        if !self.chats.get(&key).is_some_and(|chat| chat.is_forum) {
            return Err(Refused::new("The chat has no topics."));
        }
        let owner = self.owner(key).unwrap_or_default();
        let thread = self.open_topic(key, owner, &topic.name, 7_322_096);
        Ok(json!({ "thread_id": thread }))
    }

    pub(super) fn member(&mut self, member: &Member) -> Result<Value, Refused> {
        let key = ChatKey::group(member.chat);
        if !self.chats.contains_key(&key) {
            return Err(Refused::new("There is no such group."));
        }
        let who =
            member.user.or(member.bot).ok_or_else(|| Refused::new("Whose status? Give user or bot."))?;
        if !self.people.contains_key(&who) && !self.bots.contains_key(&who) {
            return Err(Refused::new("There is nobody with this id."));
        }
        let own = member.status == Status::Left && !self.bots.contains_key(&who);
        let by = member.by.or_else(|| if own { Some(who) } else { self.owner(key) }).unwrap_or(who);
        self.change_member(Membership { chat: key, who, by, status: member.status });
        Ok(json!({}))
    }

    /// Changes a status, tells the bots, and says in the group who came or went.
    pub(in crate::world) fn change_member(&mut self, change: Membership) {
        let Membership { chat: key, who, by, status } = change;
        let Some(chat) = self.chats.get_mut(&key) else { return };
        let old = chat.members.insert(who, status).unwrap_or(Status::Left);
        if old == status {
            return;
        }
        let update = self.membership_json(key, who, by, (old, status));
        if self.bots.contains_key(&who) {
            self.queue(who, "my_chat_member", &update, (0, key.id));
        }
        let is_admin = |chat: &Chat, bot: i64| chat.status(bot).is_some_and(Status::is_admin);
        let chat = self.chats.get(&key);
        let told: Vec<i64> = self
            .bots
            .keys()
            .copied()
            .filter(|bot| *bot != who && chat.is_some_and(|chat| is_admin(chat, *bot)))
            .collect();
        for bot in told {
            self.queue(bot, "chat_member", &update, (0, key.id));
        }
        let user = self.user_json(who);
        match (old.is_in(), status.is_in()) {
            (false, true) => {
                self.announce(key, by, "new_chat_members", json!([user]));
            }
            (true, false) => {
                self.announce(key, by, "left_chat_member", user);
            }
            _ => {}
        }
        self.emit(Event::Chat(key));
    }

    /// A basic group becomes a supergroup with another id.
    pub(super) fn migrate(&mut self, migrate: &Migrate) -> Result<Value, Refused> {
        let (from, to) = (ChatKey::group(migrate.chat), ChatKey::group(migrate.to));
        if migrate.to >= -1_000_000_000_000 || self.chats.contains_key(&to) {
            return Err(Refused::new("The new id must begin with -100 and be new."));
        }
        let owner = self.owner(from).unwrap_or_default();
        let old = self.chats.get_mut(&from).filter(|chat| chat.kind == ChatKind::Group);
        let old = old.ok_or_else(|| Refused::new("Only a basic group can become a supergroup."))?;
        if old.migrated_to.is_some() {
            return Err(Refused::new("The group is a supergroup already."));
        }
        let mut new = Chat::new(to, ChatKind::Supergroup, old.title.clone());
        new.members = old.members.clone();
        self.chats.insert(to, new);
        self.announce(from, owner, "migrate_to_chat_id", json!(migrate.to));
        if let Some(old) = self.chats.get_mut(&from) {
            old.migrated_to = Some(migrate.to);
        }
        self.announce(to, owner, "migrate_from_chat_id", json!(migrate.chat));
        self.emit(Event::Chat(from));
        self.emit(Event::Chat(to));
        Ok(json!({}))
    }
}
