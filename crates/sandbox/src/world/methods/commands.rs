use serde_json::{Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::journal::Event;
use super::super::menu::Scope;
use super::super::spec::ChatKind;
use super::about::language;
use super::access::Access;
use crate::fields::Fields;

const MAX_COMMANDS: usize = 100;

/// `setMyCommands`: none at all is the same as deleting them.
pub fn set(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let given = read(cx)?;
    let key = (scope(cx)?, language(cx)?);
    let commands = given.iter().map(checked).collect::<Result<Vec<_>, _>>()?;
    if commands.len() > MAX_COMMANDS {
        return Err(Fail::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    if commands.iter().any(|command| !is_good(command)) {
        return Err(Fail::bad("BOT_COMMAND_INVALID"));
    }
    let Some(bot) = cx.world.bots.get_mut(&cx.bot) else { return Err(Fail::new(401, "Unauthorized")) };
    if commands.is_empty() {
        bot.commands.remove(&key);
    } else {
        bot.commands.insert(key, commands);
    }
    cx.world.emit(Event::Commands);
    Ok(Reply::yes())
}

/// `getMyCommands`: exactly of this scope and language.
pub fn get(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = (scope(cx)?, language(cx)?);
    let bot = cx.world.bots.get(&cx.bot);
    let commands = bot.and_then(|bot| bot.commands.get(&key)).cloned().unwrap_or_default();
    Ok(Reply::of(&commands))
}

/// `deleteMyCommands`.
pub fn delete(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = (scope(cx)?, language(cx)?);
    if let Some(bot) = cx.world.bots.get_mut(&cx.bot) {
        bot.commands.remove(&key);
    }
    cx.world.emit(Event::Commands);
    Ok(Reply::yes())
}

/// Reads the form of the commands: of each its name, its description, and whether it is ephemeral.
fn read(cx: &Cx<'_>) -> Result<Vec<(String, String, bool)>, Fail> {
    let json = cx.params.json("commands").map_err(|_| Fail::bad("Can't parse commands JSON object"))?;
    let list = match json {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(Fail::bad("Expected an Array of BotCommand")),
    };
    list.iter().map(one).collect()
}

fn one(value: &Value) -> Result<(String, String, bool), Fail> {
    let fail = |text: &str| Fail::bad(format!("Can't parse BotCommand: {text}"));
    let Value::Object(fields) = value else { return Err(fail("expected an Object")) };
    let text = |name: &str| Fields(fields).required_text(name).map_err(|error| fail(&error));
    let is_ephemeral = fields.get("is_ephemeral").and_then(Value::as_bool) == Some(true);
    Ok((text("command")?, text("description")?, is_ephemeral))
}

/// What a command may be (`TDLib`, `set_commands`).
fn checked((command, description, is_ephemeral): &(String, String, bool)) -> Result<Value, Fail> {
    let (command, description) = (command.trim(), description.trim());
    let command = command.strip_prefix('/').unwrap_or(command);
    if command.is_empty() {
        return Err(Fail::bad("Command must be non-empty"));
    }
    if command.chars().count() > 32 {
        return Err(Fail::bad("Command length must not exceed 32"));
    }
    if description.is_empty() {
        return Err(Fail::bad("Command description must be non-empty"));
    }
    if description.chars().count() > 256 {
        return Err(Fail::bad("Command description length must not exceed 256"));
    }
    let mut kept = json!({ "command": command, "description": description });
    if let (true, Some(kept)) = (*is_ephemeral, kept.as_object_mut()) {
        kept.insert("is_ephemeral".to_owned(), json!(true));
    }
    Ok(kept)
}

/// Which letters a command may have is for Telegram's servers to say.
fn is_good(command: &Value) -> bool {
    let name = command.get("command").and_then(Value::as_str).unwrap_or_default();
    name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_')
}

fn scope(cx: &Cx<'_>) -> Result<Scope, Fail> {
    let json = cx.params.json("scope").map_err(|_| Fail::bad("Can't parse BotCommandScope JSON object"))?;
    let Some(json) = json else { return Ok(Scope::Default) };
    let fail = |text: &str| Fail::bad(format!("Can't parse BotCommandScope: {text}"));
    let Value::Object(fields) = json else { return Err(fail("BotCommandScope must be an Object")) };
    let fields = Fields(&fields);
    let kind = fields.required_text("type").map_err(|error| fail(&error))?;
    let kind = kind.as_str();
    let simple = match kind {
        "default" => Some(Scope::Default),
        "all_private_chats" => Some(Scope::AllPrivateChats),
        "all_group_chats" => Some(Scope::AllGroupChats),
        "all_chat_administrators" => Some(Scope::AllChatAdministrators),
        "chat" | "chat_administrators" | "chat_member" => None,
        _ => return Err(fail("Unsupported type specified")),
    };
    if let Some(scope) = simple {
        return Ok(scope);
    }
    let chat = fields.required_text("chat_id").map_err(|error| fail(&error))?;
    if chat.is_empty() {
        return Err(fail("Empty chat_id specified"));
    }
    let user = if kind == "chat_member" {
        let user = fields.required_long("user_id").map_err(|error| fail(&error))?;
        if user <= 0 {
            return Err(fail("Invalid user_id specified"));
        }
        user
    } else {
        0
    };
    let chat = cx.chat_named(&chat, Access::ReadMembers)?;
    if kind != "chat" && chat.bot != 0 {
        return Err(Fail::bad("can't use specified scope in private chats"));
    }
    if cx.chat_of(chat)?.kind == ChatKind::Channel {
        return Err(Fail::bad("can't change commands in channel chats"));
    }
    Ok(match kind {
        "chat" => Scope::Chat(chat.id),
        "chat_member" => Scope::ChatMember(chat.id, user),
        _ => Scope::ChatAdministrators(chat.id),
    })
}
