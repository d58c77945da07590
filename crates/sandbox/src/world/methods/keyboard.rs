use serde_json::Value;

use super::inline_button::style;
use super::markup::Place;
use crate::fields::Fields;
use crate::text::{Takes, check_link, link_user_id};

/// Reads the form of a button of a reply keyboard: a text, or an object with one.
pub fn read(button: &Value) -> Result<(), String> {
    let Value::Object(fields) = button else {
        let is_text = button.is_string();
        return if is_text { Ok(()) } else { Err("KeyboardButton must be a String or an Object".to_owned()) };
    };
    let fields = Fields(fields);
    fields.required_text("text")?;
    fields.long("icon_custom_emoji_id")?;
    style(fields)?;
    request(fields).map(drop)
}

/// What a button asks for when it is pressed.
#[derive(Clone, Copy)]
enum Asks {
    Nothing,
    Phone,
    Location,
    Poll,
    App,
    Users,
    Chat,
    Bot,
}

/// The first that is named counts.
fn request(fields: Fields<'_>) -> Result<Asks, String> {
    if fields.flag("request_phone_number")? || fields.flag("request_contact")? {
        return Ok(Asks::Phone);
    }
    if fields.flag("request_location")? {
        return Ok(Asks::Location);
    }
    if fields.has("request_poll") {
        return fields.required_object("request_poll")?.text("type").map(|_| Asks::Poll);
    }
    if fields.has("web_app") {
        return fields.required_object("web_app")?.required_text("url").map(|_| Asks::App);
    }
    for (name, asks) in [
        ("request_users", Asks::Users),
        ("request_user", Asks::Users),
        ("request_chat", Asks::Chat),
        ("request_managed_bot", Asks::Bot),
    ] {
        if fields.has(name) {
            return request_form(fields.required_object(name)?, asks).map(|()| asks);
        }
    }
    Ok(Asks::Nothing)
}

/// The rest of what is asked for.
fn request_form(request: Fields<'_>, asks: Asks) -> Result<(), String> {
    request.required_int("request_id")?;
    let flags = |names: &[&str]| names.iter().try_for_each(|name| request.flag(name).map(drop));
    match asks {
        Asks::Users => {
            flags(&["user_is_bot", "user_is_premium"])?;
            request.int("max_quantity")?;
            flags(&["request_name", "request_username", "request_photo"])
        }
        Asks::Chat => {
            flags(&["chat_is_channel", "chat_is_forum", "chat_has_username", "chat_is_created"])?;
            for name in ["user_administrator_rights", "bot_administrator_rights"] {
                if request.0.get(name).is_some_and(|rights| !rights.is_object()) {
                    return Err("ChatAdministratorRights must be an Object".to_owned());
                }
            }
            flags(&["bot_is_member", "request_title", "request_username", "request_photo"])
        }
        _ => request.text("suggested_name").and_then(|_| request.text("suggested_username")).map(drop),
    }
}

/// Looks at what is in a button (`TDLib`, `get_keyboard_button`); one without text and icon is dropped.
pub fn settled(button: &Value, place: Place) -> Result<Option<Value>, String> {
    let Value::Object(object) = button else {
        let has_text = button.as_str().is_some_and(|text| !text.is_empty());
        return Ok(has_text.then(|| button.clone()));
    };
    let fields = Fields(object);
    if fields.text("text")?.is_empty() {
        let has_icon = fields.long("icon_custom_emoji_id")? != 0;
        return if has_icon { Err("Keyboard button text must be non-empty".to_owned()) } else { Ok(None) };
    }
    let asks = request(fields)?;
    let what = match asks {
        Asks::Nothing => return Ok(Some(button.clone())),
        Asks::Phone => "Phone number can be requested",
        Asks::Location => "Location can be requested",
        Asks::Poll => "Poll can be requested",
        Asks::App => "Web App buttons can be used",
        Asks::Users => "Users can be requested",
        Asks::Chat => "Chats can be requested",
        Asks::Bot => "Managed bots can be requested",
    };
    if place != Place::Private {
        return Err(format!("{what} in private chats only"));
    }
    if let Asks::App = asks {
        let url = fields.required_object("web_app")?.required_text("url")?;
        if link_user_id(&url).is_some() {
            return Err("Link to a user can't be used in Web App URL buttons".to_owned());
        }
        check_link(&url, Takes::Https).map_err(|error| format!("Keyboard button Web App {error}"))?;
    }
    Ok(Some(button.clone()))
}
