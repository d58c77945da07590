use serde_json::Value;

use super::markup::markup_of;
use crate::fields::Fields;
use crate::text::parse;

/// Checks the form of an inline result in Telegram's order; says what does not fit.
pub fn check_result(result: &Value) -> Result<(), String> {
    let Value::Object(fields) = result else {
        return Err("Inline query result must be an object".to_owned());
    };
    let fields = Fields(fields);
    let kind = fields.required_text("type")?.to_ascii_lowercase();
    fields.required_text("id")?;
    check_content(fields, kind == "article")?;
    parse(&fields.text("caption")?, &fields.text("parse_mode")?, fields.0.get("caption_entities"))?;
    fields.flag("show_caption_above_media")?;
    if let Some(markup) = fields.object("reply_markup")? {
        markup_of(markup.0).map_err(|fail| capital(fail.sentence()))?;
    }
    match kind.as_str() {
        "article" => fields.required_text("title").map(drop),
        "contact" => texts(fields, &["phone_number", "first_name"]),
        "game" => texts(fields, &["game_short_name"]),
        "location" => place(fields).and_then(|()| texts(fields, &["title"])),
        "venue" => place(fields).and_then(|()| texts(fields, &["title", "address"])),
        "document" => texts(fields, &["title"]).and_then(|()| file(fields, "document", true)),
        "video" => texts(fields, &["title"]).and_then(|()| file(fields, "video", true)),
        "voice" => texts(fields, &["title"]).and_then(|()| file(fields, "voice", false)),
        "audio" | "gif" | "photo" => file(fields, &kind, false),
        "mpeg4_gif" => file(fields, "mpeg4", false),
        "sticker" => texts(fields, &["sticker_file_id"]),
        _ => Err(format!("type \"{kind}\" is unsupported for the inline query result")),
    }
}

/// The message that a result sends, where it names one; an article must.
fn check_content(fields: Fields<'_>, is_required: bool) -> Result<(), String> {
    let Some(content) = fields.object("input_message_content")? else {
        // As it was before there was such an object.
        let text =
            if is_required { fields.required_text("message_text")? } else { fields.text("message_text")? };
        fields.flag("disable_web_page_preview")?;
        if is_required && text.is_empty() {
            return Err("Message text is empty".to_owned());
        }
        return parse(&text, &fields.text("parse_mode")?, fields.0.get("entities")).map(drop);
    };
    let text = content.text("message_text")?;
    if !text.is_empty() {
        return parse(&text, &content.text("parse_mode")?, content.0.get("entities")).map(drop);
    }
    let others = ["latitude", "phone_number", "payload", "rich_message"];
    if is_required && !others.into_iter().any(|name| content.has(name)) {
        return Err("Input message content is not specified".to_owned());
    }
    Ok(())
}

fn texts(fields: Fields<'_>, names: &[&str]) -> Result<(), String> {
    names.iter().try_for_each(|name| fields.required_text(name).map(drop))
}

fn place(fields: Fields<'_>) -> Result<(), String> {
    ["latitude", "longitude"].into_iter().try_for_each(|name| match fields.0.get(name) {
        None => Err(format!("Can't find field \"{name}\"")),
        Some(Value::Number(_)) => Ok(()),
        Some(_) => Err(format!("Field \"{name}\" must be of type Number")),
    })
}

/// A file has an address, with its type where Telegram cannot tell it, or an id.
fn file(fields: Fields<'_>, name: &str, typed: bool) -> Result<(), String> {
    if fields.text(&format!("{name}_url"))?.is_empty() {
        return fields.required_text(&format!("{name}_file_id")).map(drop);
    }
    if typed {
        fields.required_text("mime_type")?;
    }
    Ok(())
}

/// Inside of another sentence a refusal keeps its large first letter.
pub fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
