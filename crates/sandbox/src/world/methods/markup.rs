use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::super::answer::Fail;
use super::super::call::Cx;
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
        let rows = rows(&fields, "keyboard", "Field \"keyboard\" must be an Array of Arrays")?;
        let inline = rows_of_inline(&fields)?;
        if rows.iter().any(|row| !row.is_empty()) {
            return Ok(Markup { inline: None, other: Some(Arc::new(Value::Object(fields))) });
        }
        if !inline.is_empty() {
            let markup = json!({ "inline_keyboard": inline });
            return Ok(Markup { inline: Some(Arc::new(markup)), other: None });
        }
        let is_true = |name: &str| fields.get(name).and_then(Value::as_bool).unwrap_or(false);
        let other = ["hide_keyboard", "remove_keyboard", "force_reply", "force_reply_keyboard"];
        let other = other.into_iter().any(is_true).then(|| Arc::new(Value::Object(fields.clone())));
        Ok(Markup { inline: None, other })
    }
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

fn rows<'a>(fields: &'a Map<String, Value>, name: &str, error: &str) -> Result<Vec<&'a Vec<Value>>, Fail> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(rows)) => {
            rows.iter().map(|row| row.as_array().ok_or_else(|| Fail::bad(error))).collect()
        }
        Some(_) => Err(Fail::bad(format!("Field \"{name}\" must be of type Array"))),
    }
}

fn rows_of_inline(fields: &Map<String, Value>) -> Result<Vec<Vec<Value>>, Fail> {
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
    let mut kept = Map::new();
    kept.insert("text".to_owned(), Value::String(required(fields, "text")?));
    if let Some(icon) = fields.get("icon_custom_emoji_id").filter(|icon| !icon.is_null()) {
        kept.insert("icon_custom_emoji_id".to_owned(), icon.clone());
    }
    let style = optional(fields, "style")?.to_ascii_lowercase();
    match style.as_str() {
        "" | "default" => {}
        "primary" | "danger" | "success" | "link" => {
            kept.insert("style".to_owned(), Value::String(style));
        }
        _ => return Err("invalid button style specified".to_owned()),
    }
    for flag in ["disabled", "is_disabled", "force_reply"] {
        if let Some(value) = fields.get(flag) {
            kept.insert(flag.to_owned(), value.clone());
        }
    }
    for name in ["url", "callback_data"] {
        let value = optional(fields, name)?;
        if !value.is_empty() {
            kept.insert(name.to_owned(), Value::String(value));
            return Ok(Value::Object(kept));
        }
    }
    let others = [
        "callback_game",
        "pay",
        "switch_inline_query",
        "switch_inline_query_chosen_chat",
        "switch_inline_query_current_chat",
        "login_url",
        "web_app",
        "copy_text",
    ];
    for name in others {
        let Some(value) = fields.get(name) else { continue };
        match name {
            "switch_inline_query" | "switch_inline_query_current_chat" => {
                kept.insert(name.to_owned(), Value::String(required(fields, name)?));
            }
            "callback_game" | "pay" => {
                kept.insert(name.to_owned(), value.clone());
            }
            _ => {
                if !value.is_object() {
                    return Err(format!("Field \"{name}\" must be of type Object"));
                }
                kept.insert(name.to_owned(), value.clone());
            }
        }
        return Ok(Value::Object(kept));
    }
    Err("Text buttons are unallowed in the inline keyboard".to_owned())
}

fn required(fields: &Map<String, Value>, name: &str) -> Result<String, String> {
    match fields.get(name) {
        None | Some(Value::Null) => Err(format!("Can't find field \"{name}\"")),
        Some(_) => optional(fields, name),
    }
}

fn optional(fields: &Map<String, Value>, name: &str) -> Result<String, String> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(_) => Err(format!("Field \"{name}\" must be of type String")),
    }
}
