use serde_json::{Map, Value, json};

use super::markup::Place;
use crate::fields::Fields;
use crate::text::{Takes, check_link, link_user_id};

/// Reads the form of a button. Keeps its text, its look, and the first thing that it does in Telegram's order.
pub fn read(button: &Value) -> Result<Value, String> {
    let Value::Object(fields) = button else {
        return Err("InlineKeyboardButton must be an Object".to_owned());
    };
    let fields = Fields(fields);
    let mut kept = Map::new();
    kept.insert("text".to_owned(), Value::String(fields.required_text("text")?));
    let icon = fields.long("icon_custom_emoji_id")?;
    if icon != 0 {
        kept.insert("icon_custom_emoji_id".to_owned(), json!(icon.to_string()));
    }
    let style = style(fields)?;
    if !style.is_empty() {
        kept.insert("style".to_owned(), Value::String(style));
    }
    let (name, value) = action(fields)?;
    kept.insert(name.to_owned(), value);
    if name != "disabled" && fields.has("disabled") {
        kept.insert("disabled".to_owned(), json!({}));
    }
    Ok(Value::Object(kept))
}

/// Looks at what is in a button (`TDLib`, `get_inline_keyboard_button`); one without text and icon is dropped.
pub fn settled(button: &Value, place: Place) -> Result<Option<Value>, String> {
    if button.get("text").and_then(Value::as_str).is_none_or(str::is_empty) {
        let has_icon = button.get("icon_custom_emoji_id").is_some();
        return if has_icon {
            Err("Inline keyboard button text must be non-empty".to_owned())
        } else {
            Ok(None)
        };
    }
    if place == Place::Channel {
        check_for_channel(button)?;
    }
    let mut button = button.clone();
    if let Some(url) = button.get("url").and_then(Value::as_str)
        && link_user_id(url).is_none()
    {
        let link = check_link(url, Takes::All).map_err(|error| format!("Inline keyboard button {error}"))?;
        put(&mut button, "/url", link);
    }
    for (name, of_user, what) in
        [("/login_url/url", "login URL", "login"), ("/web_app/url", "Web App URL", "Web App")]
    {
        let Some(url) = button.pointer(name).and_then(Value::as_str) else { continue };
        if link_user_id(url).is_some() {
            return Err(format!("Link to a user can't be used in {of_user} buttons"));
        }
        let link = check_link(url, Takes::Https);
        let link = link.map_err(|error| format!("Inline keyboard button {what} {error}"))?;
        put(&mut button, name, link);
    }
    // Bots are shown a login as the address that it is.
    if let Value::Object(fields) = &mut button
        && let Some(login) = fields.remove("login_url")
    {
        fields.insert("url".to_owned(), login.get("url").cloned().unwrap_or_default());
    }
    Ok(Some(button))
}

/// Whoever reads a channel does not know which bot would have to be asked.
fn check_for_channel(button: &Value) -> Result<(), String> {
    let name = if button.get("switch_inline_query_current_chat").is_some() {
        "switch_inline_query_current_chat"
    } else if ["switch_inline_query", "switch_inline_query_chosen_chat"]
        .into_iter()
        .any(|name| button.get(name).is_some())
    {
        "switch_inline_query"
    } else {
        return Ok(());
    };
    Err(format!(
        "Can't use {name} button in a channel chat, because users will not be able to use the button without knowing \
         bot's username"
    ))
}

fn put(button: &mut Value, pointer: &str, text: String) {
    if let Some(slot) = button.pointer_mut(pointer) {
        *slot = Value::String(text);
    }
}

/// The look of a button; empty where it is the usual one.
pub fn style(fields: Fields<'_>) -> Result<String, String> {
    let style = fields.text("style")?.to_ascii_lowercase();
    match style.as_str() {
        "" | "default" => Ok(String::new()),
        "primary" | "danger" | "success" => Ok(style),
        _ => Err("invalid button style specified".to_owned()),
    }
}

/// A query for chats of some kinds; one for all kinds is the same as one without a choice.
fn chosen_chat(target: Fields<'_>) -> Result<(&'static str, Value), String> {
    let mut kept = Map::new();
    kept.insert("query".to_owned(), Value::String(target.text("query")?));
    let mut all = true;
    for flag in ["allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats"] {
        let allowed = target.flag(flag)?;
        all &= allowed;
        kept.insert(flag.to_owned(), json!(allowed));
    }
    let query = kept.get("query").cloned().filter(|_| all);
    Ok(query.map_or(("switch_inline_query_chosen_chat", Value::Object(kept)), |query| {
        ("switch_inline_query", query)
    }))
}

/// Where a button logs in, and by way of which bot, if it is another.
fn login(fields: Fields<'_>) -> Result<Value, String> {
    let url = fields.required_text("url")?;
    let bot = fields.text("bot_username")?;
    fields.flag("request_write_access")?;
    fields.text("forward_text")?;
    if bot.is_empty() {
        return Ok(json!({ "url": url }));
    }
    let name = bot.strip_prefix('@').unwrap_or(&bot);
    if name.is_empty() || !name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_') {
        return Err("LoginUrl bot username is invalid".to_owned());
    }
    Ok(json!({ "url": url, "bot_username": name }))
}

/// The bot that a button logs in by way of.
pub fn login_bot(button: &Value) -> Option<&str> {
    button.pointer("/login_url/bot_username")?.as_str()
}

/// What a button does: of several things the first in this order.
fn action(fields: Fields<'_>) -> Result<(&'static str, Value), String> {
    for name in ["url", "callback_data"] {
        let value = fields.text(name)?;
        if !value.is_empty() {
            return Ok((name, Value::String(value)));
        }
    }
    for (name, value) in [("callback_game", json!({})), ("pay", json!(true))] {
        if fields.has(name) {
            return Ok((name, value));
        }
    }
    for name in ["switch_inline_query", "switch_inline_query_chosen_chat", "switch_inline_query_current_chat"]
    {
        if !fields.has(name) {
            continue;
        }
        if name != "switch_inline_query_chosen_chat" {
            return Ok((name, Value::String(fields.required_text(name)?)));
        }
        return chosen_chat(fields.required_object(name)?);
    }
    if fields.has("login_url") {
        return Ok(("login_url", login(fields.required_object("login_url")?)?));
    }
    for (name, needed) in [("web_app", "url"), ("copy_text", "text")] {
        if fields.has(name) {
            let value = fields.required_object(name)?.required_text(needed)?;
            return Ok((name, json!({ needed: value })));
        }
    }
    // Since Bot API 10.3; of older servers such a button is one without anything to do.
    if fields.has("disabled") {
        return Ok(("disabled", json!({})));
    }
    Err("Text buttons are unallowed in the inline keyboard".to_owned())
}
