use serde_json::{Value, json};

use super::super::answer::{Fail, Reply};
use super::super::bot::Bot;
use super::super::call::Cx;
use super::access::Access;
use crate::fields::Fields;
use crate::text::{Takes, check_link};

/// `getMe`.
pub fn get_me(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let mut me = cx.world.user_json(cx.bot);
    let bot = bot(cx)?;
    if let Value::Object(fields) = &mut me {
        for (name, value) in [
            ("can_join_groups", true),
            ("can_read_all_group_messages", !bot.spec.privacy),
            ("supports_inline_queries", bot.spec.inline),
            ("supports_guest_queries", false),
            ("can_connect_to_business", false),
            ("has_main_web_app", false),
            ("has_topics_enabled", false),
            ("allows_users_to_create_topics", false),
            ("can_manage_bots", false),
        ] {
            fields.insert(name.to_owned(), json!(value));
        }
    }
    Ok(Reply::of(&me))
}

fn bot<'a>(cx: &'a mut Cx<'_>) -> Result<&'a mut Bot, Fail> {
    cx.world.bots.get_mut(&cx.bot).ok_or_else(|| Fail::new(401, "Unauthorized"))
}

type Texts = std::collections::BTreeMap<String, String>;

/// Sets a text of the bot in a language; an empty one takes it away.
fn set(cx: &mut Cx<'_>, name: &str, max: usize, pick: fn(&mut Bot) -> &mut Texts) -> Result<Reply, Fail> {
    let text = cx.params.get(name).to_owned();
    let language = language(cx)?;
    if text.chars().count() > max {
        let name = name.replace('_', " ");
        return Err(Fail::bad(format!("bot {name} is too long")));
    }
    let texts = pick(bot(cx)?);
    if text.is_empty() {
        texts.remove(&language);
    } else {
        texts.insert(language, text);
    }
    Ok(Reply::yes())
}

fn get(cx: &mut Cx<'_>, name: &str, pick: fn(&mut Bot) -> &mut Texts) -> Result<Reply, Fail> {
    let language = language(cx)?;
    let default = if name == "name" { bot(cx)?.spec.first_name.clone() } else { String::new() };
    let texts = pick(bot(cx)?);
    let text = texts.get(&language).or_else(|| texts.get("")).cloned().unwrap_or(default);
    Ok(Reply::of(&json!({ name: text })))
}

/// The parameter `language_code`: two letters or nothing.
pub fn language(cx: &Cx<'_>) -> Result<String, Fail> {
    let code = cx.params.get("language_code");
    let good = code.is_empty() || (code.len() == 2 && code.bytes().all(|c| c.is_ascii_lowercase()));
    if good { Ok(code.to_owned()) } else { Err(Fail::bad("Invalid language code specified")) }
}

pub fn set_name(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set(cx, "name", 64, |bot| &mut bot.names)
}

pub fn get_name(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    get(cx, "name", |bot| &mut bot.names)
}

pub fn set_description(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set(cx, "description", 512, |bot| &mut bot.descriptions)
}

pub fn get_description(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    get(cx, "description", |bot| &mut bot.descriptions)
}

pub fn set_short_description(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    set(cx, "short_description", 120, |bot| &mut bot.short_descriptions)
}

pub fn get_short_description(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    get(cx, "short_description", |bot| &mut bot.short_descriptions)
}

/// `setChatMenuButton`, for one private chat or for all.
pub fn set_menu_button(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let json = cx.params.json("menu_button").map_err(|_| Fail::bad("Can't parse menu button JSON object"))?;
    let button = json.unwrap_or_else(|| json!({ "type": "default" }));
    let fail = |text: &str| Fail::bad(format!("Can't parse menu button: {text}"));
    let Value::Object(fields) = &button else { return Err(fail("MenuButton must be an Object")) };
    let fields = Fields(fields);
    let app = match fields.required_text("type").map_err(|error| fail(&error))?.as_str() {
        "default" | "commands" => None,
        "web_app" => {
            let text = fields.required_text("text").map_err(|error| fail(&error))?;
            let app = fields.required_object("web_app").map_err(|error| fail(&error))?;
            Some((text, app.required_text("url").map_err(|error| fail(&error))?))
        }
        _ => return Err(fail("MenuButton has unsupported type")),
    };
    let chat = menu_chat(cx)?;
    let button = match app {
        None => button,
        Some((text, _)) if text.is_empty() => return Err(Fail::bad("menu button text must be non-empty")),
        Some((text, url)) => {
            let link = check_link(&url, Takes::Https);
            let link = link.map_err(|error| Fail::bad(format!("Menu button Web App {error}")))?;
            json!({ "type": "web_app", "text": text, "web_app": { "url": link } })
        }
    };
    bot(cx)?.menu_buttons.insert(chat, button);
    Ok(Reply::yes())
}

/// `getChatMenuButton`.
pub fn get_menu_button(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let chat = menu_chat(cx)?;
    let buttons = &bot(cx)?.menu_buttons;
    let button = buttons.get(&chat).or_else(|| buttons.get(&0)).cloned();
    Ok(Reply::of(&button.unwrap_or_else(|| json!({ "type": "commands" }))))
}

/// 0 when no chat is named.
fn menu_chat(cx: &Cx<'_>) -> Result<i64, Fail> {
    if !cx.params.has("chat_id") {
        return Ok(0);
    }
    let user = cx.params.long("chat_id");
    if user <= 0 {
        return Err(Fail::bad("Invalid chat_id specified"));
    }
    cx.chat(Access::Read).map(|chat| chat.id).map_err(|_| Fail::bad("user not found"))
}

/// A bot may leave a server only so long after it began there, milliseconds.
const SETTLED_MS: i64 = 600_000;

/// `close`: not in the first ten minutes, and not twice. The next call of another method opens the bot again.
pub fn close(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let now = cx.world.now_ms;
    let bot = bot(cx)?;
    let Some(launched) = bot.launched_ms else {
        return Err(Fail::bad("the bot has already been closed"));
    };
    let left = launched + SETTLED_MS - now;
    if left > 0 {
        return Err(Fail::too_many(u64::try_from(left.div_euclid(1000)).unwrap_or(0) + 1));
    }
    bot.launched_ms = None;
    end_poll(cx)
}

/// `logOut`: what waits is forgotten, and for ten minutes there is no way back.
pub fn log_out(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let until = cx.world.now_ms + SETTLED_MS;
    let bot = bot(cx)?;
    bot.logged_out_until_ms = until;
    bot.queue.entries.clear();
    bot.queue.extra.clear();
    end_poll(cx)
}

/// Whoever waits for updates hears that there are none.
fn end_poll(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    bot(cx)?.queue.poll_is_over = true;
    cx.world.awake.push(cx.bot);
    Ok(Reply::yes())
}
