use serde_json::Value;

use super::World;
use super::chat::ChatKey;
use super::spec::Status;

/// For whom a set of commands is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Default,
    AllPrivateChats,
    AllGroupChats,
    AllChatAdministrators,
    Chat(i64),
    ChatAdministrators(i64),
    ChatMember(i64, i64),
}

impl World {
    /// The commands that a person sees in a chat: the narrowest scope that has any wins, in each the person's language
    /// before the default one.
    pub fn menu(&self, bot: i64, chat: i64, user: i64) -> Vec<Value> {
        let Some(bot) = self.bots.get(&bot) else { return Vec::new() };
        let language = self.people.get(&user).and_then(|person| person.spec.language_code.clone());
        let language = language.unwrap_or_default();
        let scopes = if chat > 0 {
            vec![Scope::Chat(chat), Scope::AllPrivateChats, Scope::Default]
        } else {
            let status = self.chats.get(&ChatKey::group(chat)).and_then(|chat| chat.status(user));
            let is_admin = status.is_some_and(Status::is_admin);
            let mut scopes = vec![Scope::ChatMember(chat, user)];
            scopes.extend(is_admin.then_some(Scope::ChatAdministrators(chat)));
            scopes.push(Scope::Chat(chat));
            scopes.extend(is_admin.then_some(Scope::AllChatAdministrators));
            scopes.extend([Scope::AllGroupChats, Scope::Default]);
            scopes
        };
        let found = scopes.into_iter().find_map(|scope| {
            let of = |language: &str| bot.commands.get(&(scope, language.to_owned()));
            of(&language).or_else(|| of(""))
        });
        found.cloned().unwrap_or_default()
    }
}
