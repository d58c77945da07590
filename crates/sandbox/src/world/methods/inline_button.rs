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

/// What a button does: of several things the first in this order.
fn action(fields: Fields<'_>) -> Result<(&'static str, Value), String> {
    for name in ["url", "callback_data"] {
        let value = fields.text(name)?;
        if !value.is_empty() {
            return Ok((name, Value::String(value)));
        }
    }
    for name in ["callback_game", "pay"] {
        if let Some(value) = fields.0.get(name) {
            return Ok((name, value.clone()));
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
        let target = fields.required_object(name)?;
        target.text("query")?;
        for flag in ["allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats"] {
            target.flag(flag)?;
        }
        return Ok((name, Value::Object(target.0.clone())));
    }
    for (name, needed) in [("login_url", "url"), ("web_app", "url"), ("copy_text", "text")] {
        if fields.has(name) {
            let object = fields.required_object(name)?;
            object.required_text(needed)?;
            return Ok((name, Value::Object(object.0.clone())));
        }
    }
    // Since Bot API 10.3; of older servers such a button is one without anything to do.
    if fields.has("disabled") {
        return Ok(("disabled", json!({})));
    }
    Err("Text buttons are unallowed in the inline keyboard".to_owned())
}
