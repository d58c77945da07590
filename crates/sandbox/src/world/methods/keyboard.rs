use serde_json::Value;

use super::markup::style;
use crate::fields::Fields;

/// Checks a button of a reply keyboard: a text, or an object with one.
pub fn check_button(button: &Value) -> Result<(), String> {
    let Value::Object(fields) = button else {
        let is_text = button.is_string();
        return if is_text { Ok(()) } else { Err("KeyboardButton must be a String or an Object".to_owned()) };
    };
    let fields = Fields(fields);
    fields.required_text("text")?;
    fields.long("icon_custom_emoji_id")?;
    style(fields)?;
    check_request(fields)
}

/// What a button asks for when it is pressed: the first counts.
fn check_request(fields: Fields<'_>) -> Result<(), String> {
    if fields.flag("request_phone_number")? || fields.flag("request_contact")? {
        return Ok(());
    }
    if fields.flag("request_location")? {
        return Ok(());
    }
    if fields.has("request_poll") {
        return fields.required_object("request_poll")?.text("type").map(drop);
    }
    if fields.has("web_app") {
        return fields.required_object("web_app")?.required_text("url").map(drop);
    }
    for name in ["request_users", "request_user", "request_chat", "request_managed_bot"] {
        if fields.has(name) {
            return fields.required_object(name)?.required_int("request_id").map(drop);
        }
    }
    Ok(())
}
