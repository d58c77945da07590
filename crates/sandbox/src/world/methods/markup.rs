use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::super::answer::Fail;
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::spec::ChatKind;
use super::inline_button;
use super::keyboard;
use crate::fields::Fields;
use crate::text::link_user_id;

/// Where a keyboard is to stand: not everything can be asked everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Private,
    Group,
    Channel,
}

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
    /// Reads the form of `reply_markup`. What is in the buttons is looked at by [`Markup::settled`], once the chat is known.
    pub fn markup(&self) -> Result<Markup, Fail> {
        let json = self.params.json("reply_markup");
        let json = json.map_err(|_| Fail::bad("Can't parse reply keyboard markup JSON object"))?;
        let Some(json) = json else { return Ok(Markup::default()) };
        let Value::Object(fields) = json else { return Err(Fail::bad("Object expected as reply markup")) };
        let markup = markup_of(&fields)?;
        let is_known =
            |name: &str| self.world.bots.values().any(|bot| bot.spec.username.eq_ignore_ascii_case(name));
        let bots =
            markup.inline.as_deref().into_iter().flat_map(buttons).filter_map(inline_button::login_bot);
        if let Some(name) = bots.into_iter().find(|name| !is_known(name)) {
            return Err(Fail::bad(format!("bot \"{name}\" not found")));
        }
        Ok(markup)
    }

    /// Where a keyboard of this chat stands.
    pub fn place(&self, key: ChatKey) -> Place {
        match self.world.chats.get(&key).map(|chat| chat.kind) {
            Some(ChatKind::Private) => Place::Private,
            Some(ChatKind::Channel) => Place::Channel,
            _ => Place::Group,
        }
    }
}

/// Reads the form of a markup that is an object already.
pub fn markup_of(object: &Map<String, Value>) -> Result<Markup, Fail> {
    let fields = Fields(object);
    let keyboard = rows(fields, "keyboard", "Field \"keyboard\" must be an Array of Arrays")?;
    for button in keyboard.iter().flat_map(|row| row.iter()) {
        keyboard::read(button).map_err(|error| Fail::bad(format!("Can't parse keyboard button: {error}")))?;
    }
    let inline = inline_rows(fields)?;
    let flag = |name: &str| fields.flag(name).map_err(Fail::bad);
    let hides = flag("hide_keyboard")? | flag("remove_keyboard")?;
    let _ = flag("personal_keyboard")? | flag("selective")?;
    let forces = flag("force_reply_keyboard")? | flag("force_reply")?;
    fields.text("input_field_placeholder").map_err(Fail::bad)?;
    if !keyboard.is_empty() {
        let _ = flag("resize_keyboard")? | flag("one_time_keyboard")? | flag("is_persistent")?;
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
    /// What of it can stand under a message: buttons without words and those that are too many are dropped, the others
    /// must be right (`TDLib`, `get_reply_markup`). People can be asked for something in private chats only, and channels
    /// have nobody to show another keyboard to.
    pub fn settled(self, place: Place) -> Result<Self, Fail> {
        if place == Place::Channel && self.other.is_some() {
            return Err(Fail::bad("Inline keyboard expected"));
        }
        let inline = match self.inline.as_deref() {
            Some(Value::Object(markup)) => {
                settle(markup, "inline_keyboard", |button| inline_button::settled(button, place))?
            }
            _ => None,
        };
        let other = match self.other.as_deref() {
            Some(Value::Object(markup)) if has_rows(markup) => {
                settle(markup, "keyboard", |button| keyboard::settled(button, place))?
            }
            _ => self.other.clone(),
        };
        Ok(Self { inline, other })
    }

    /// The inline keyboard that an edit brings; any other markup is refused.
    pub fn for_edit(self, place: Place) -> Result<Option<Arc<Value>>, Fail> {
        if self.other.is_some() {
            return Err(Fail::bad("Inline keyboard expected"));
        }
        Ok(self.settled(place)?.inline)
    }
}

fn has_rows(markup: &Map<String, Value>) -> bool {
    markup.get("keyboard").and_then(Value::as_array).is_some_and(|rows| !rows.is_empty())
}

/// Keeps of a keyboard the buttons that are let through; `None` where none is left.
fn settle(
    markup: &Map<String, Value>,
    name: &str,
    check: impl Fn(&Value) -> Result<Option<Value>, String>,
) -> Result<Option<Arc<Value>>, Fail> {
    let rows = markup.get(name).and_then(Value::as_array);
    let mut kept: Vec<Vec<Value>> = Vec::new();
    let mut total = 0;
    for row in rows.into_iter().flatten().filter_map(Value::as_array) {
        let mut buttons = Vec::new();
        for button in row {
            if buttons.len() >= MAX_ROW || total >= MAX_BUTTONS {
                break;
            }
            if let Some(button) = check(button).map_err(Fail::bad)? {
                buttons.push(button);
                total += 1;
            }
        }
        if !buttons.is_empty() {
            kept.push(buttons);
        }
    }
    if kept.is_empty() {
        return Ok(None);
    }
    let mut markup = markup.clone();
    markup.insert(name.to_owned(), json!(kept));
    Ok(Some(Arc::new(Value::Object(markup))))
}

impl Cx<'_> {
    /// What Telegram's servers check, after everything else.
    pub fn check_keyboard(&self, keyboard: Option<&Value>, place: Place) -> Result<(), Fail> {
        let Some(keyboard) = keyboard else { return Ok(()) };
        for button in buttons(keyboard) {
            self.check_button(button, place, "")?;
        }
        let is_long = buttons(keyboard).count() > 100 || keyboard.to_string().len() > MAX_BYTES;
        if is_long { Err(Fail::bad("reply markup is too long")) } else { Ok(()) }
    }

    /// Applications open in private chats; games and payments stand under messages of their kind, which none is here but for
    /// what has this button of its `own`; and people are shown whom the bot has met.
    pub fn check_button(&self, button: &Value, place: Place, own: &str) -> Result<(), Fail> {
        let has = |name: &str| name != own && button.get(name).is_some_and(|value| *value != json!(false));
        if has("web_app") && place != Place::Private || has("callback_game") || has("pay") {
            return Err(Fail::bad("BUTTON_TYPE_INVALID"));
        }
        let text = |pointer: &str| button.pointer(pointer).and_then(Value::as_str);
        if text("/url").and_then(link_user_id).is_some_and(|user| !self.knows(user)) {
            return Err(Fail::bad("BUTTON_USER_INVALID"));
        }
        if text("/callback_data").is_some_and(|data| data.len() > 64) {
            return Err(Fail::bad("BUTTON_DATA_INVALID"));
        }
        if text("/copy_text/text").is_some_and(|text| !(1..=256).contains(&text.chars().count())) {
            return Err(Fail::bad("BUTTON_COPY_TEXT_INVALID"));
        }
        Ok(())
    }
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

fn inline_rows(fields: Fields<'_>) -> Result<Vec<Vec<Value>>, Fail> {
    let error = "Field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays";
    let read = |button: &Value| {
        inline_button::read(button)
            .map_err(|error| Fail::bad(format!("Can't parse inline keyboard button: {error}")))
    };
    let rows = rows(fields, "inline_keyboard", error)?;
    rows.into_iter().map(|row| row.iter().map(read).collect()).collect()
}
