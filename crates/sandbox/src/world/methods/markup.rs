use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::super::answer::Fail;
use super::super::call::Cx;
use super::keyboard::check_button;
use crate::fields::Fields;
use crate::text::checked_link;

/// What `reply_markup` says.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    pub inline: Option<Arc<Value>>,
    /// A reply keyboard, its removal, or a forced reply.
    pub other: Option<Arc<Value>>,
}

/// Telegram keeps so many buttons in a row and in all, and drops the rest without a word.
const MAX_ROW: usize = 12;
const MAX_BUTTONS: usize = 300;
/// What Telegram's servers take as one keyboard, bytes; the exact figure is not public.
const MAX_BYTES: usize = 10 << 10;

impl Cx<'_> {
    /// Reads `reply_markup`.
    pub fn markup(&self) -> Result<Markup, Fail> {
        let text = self.params.get("reply_markup");
        if text.is_empty() {
            return Ok(Markup::default());
        }
        let value: Value = serde_json::from_str(text)
            .map_err(|_| Fail::bad("Can't parse reply keyboard markup JSON object"))?;
        let Value::Object(fields) = value else { return Err(Fail::bad("Object expected as reply markup")) };
        markup_of(&fields)
    }
}

/// Reads a markup that is an object already.
pub fn markup_of(object: &Map<String, Value>) -> Result<Markup, Fail> {
    let fields = Fields(object);
    let keyboard = rows(fields, "keyboard", "Field \"keyboard\" must be an Array of Arrays")?;
    for button in keyboard.iter().flat_map(|row| row.iter()) {
        check_button(button).map_err(|error| Fail::bad(format!("Can't parse keyboard button: {error}")))?;
    }
    let inline = rows_of_inline(fields)?;
    let flag = |name: &str| fields.flag(name).map_err(Fail::bad);
    let hides = flag("hide_keyboard")? | flag("remove_keyboard")?;
    let _ = flag("personal_keyboard")? | flag("selective")?;
    let forces = flag("force_reply_keyboard")? | flag("force_reply")?;
    fields.text("input_field_placeholder").map_err(Fail::bad)?;
    if !keyboard.is_empty() {
        let _ = flag("resize_keyboard")? | flag("one_time_keyboard")? | flag("is_persistent")?;
    }
    if keyboard.iter().any(|row| !row.is_empty()) {
        return Ok(Markup { inline: None, other: Some(Arc::new(Value::Object(object.clone()))) });
    }
    if !inline.is_empty() {
        // Since Bot API 10.3 a keyboard can ask for a reply, too.
        let mut markup = json!({ "inline_keyboard": inline });
        if let (true, Value::Object(markup)) = (forces, &mut markup) {
            markup.insert("force_reply".to_owned(), json!(true));
        }
        return Ok(Markup { inline: Some(Arc::new(markup)), other: None });
    }
    let other = (hides || forces).then(|| Arc::new(Value::Object(object.clone())));
    Ok(Markup { inline: None, other })
}

impl Markup {
    /// The inline keyboard that an edit brings; any other markup is refused.
    pub fn for_edit(self) -> Result<Option<Arc<Value>>, Fail> {
        if self.other.is_some() {
            return Err(Fail::bad("Inline keyboard expected"));
        }
        check_keyboard(self.inline.as_deref())?;
        Ok(self.inline)
    }
}

/// What Telegram's servers check, after everything else.
pub fn check_keyboard(keyboard: Option<&Value>) -> Result<(), Fail> {
    let Some(keyboard) = keyboard else { return Ok(()) };
    for button in buttons(keyboard) {
        if let Some(data) = button.get("callback_data").and_then(Value::as_str)
            && data.len() > 64
        {
            return Err(Fail::bad("BUTTON_DATA_INVALID"));
        }
        let copied = button.get("copy_text").and_then(|copy| copy.get("text")).and_then(Value::as_str);
        if copied.is_some_and(|text| !(1..=256).contains(&text.chars().count())) {
            return Err(Fail::bad("BUTTON_COPY_TEXT_INVALID"));
        }
    }
    let is_long = buttons(keyboard).count() > 100 || keyboard.to_string().len() > MAX_BYTES;
    if is_long { Err(Fail::bad("reply markup is too long")) } else { Ok(()) }
}

/// The buttons of an inline keyboard, row by row.
pub fn buttons(keyboard: &Value) -> impl Iterator<Item = &Value> {
    let rows = keyboard.get("inline_keyboard").and_then(Value::as_array);
    rows.into_iter().flatten().filter_map(Value::as_array).flatten()
}

fn rows<'a>(fields: Fields<'a>, name: &str, error: &str) -> Result<Vec<&'a Vec<Value>>, Fail> {
    let rows = fields.array(name).map_err(Fail::bad)?;
    rows.iter().map(|row| row.as_array().ok_or_else(|| Fail::bad(error))).collect()
}

fn rows_of_inline(fields: Fields<'_>) -> Result<Vec<Vec<Value>>, Fail> {
    let error = "Field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays";
    let mut kept = Vec::new();
    let mut total = 0;
    for row in rows(fields, "inline_keyboard", error)? {
        let mut buttons = Vec::new();
        for button in row {
            let button = inline_button(button)
                .map_err(|error| Fail::bad(format!("Can't parse inline keyboard button: {error}")))?;
            let has_text = button.get("text").and_then(Value::as_str).is_some_and(|text| !text.is_empty());
            if has_text && buttons.len() < MAX_ROW && total < MAX_BUTTONS {
                buttons.push(checked_url(button)?);
                total += 1;
            }
        }
        if !buttons.is_empty() {
            kept.push(buttons);
        }
    }
    Ok(kept)
}

fn checked_url(mut button: Value) -> Result<Value, Fail> {
    if let Some(url) = button.get("url").and_then(Value::as_str).map(str::to_owned) {
        let link = checked_link(&url).ok_or_else(|| {
            Fail::bad(format!("Inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"))
        })?;
        if let Some(slot) = button.get_mut("url") {
            *slot = Value::String(link);
        }
    }
    Ok(button)
}

/// Keeps of a button its text, its look, and the first thing that it does in Telegram's order.
fn inline_button(button: &Value) -> Result<Value, String> {
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
