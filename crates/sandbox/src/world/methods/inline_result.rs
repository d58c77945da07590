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
    check_thumbnail(fields)?;
    match kind.as_str() {
        "article" => form(fields, "url? hide_url! title description?"),
        "audio" => {
            let title = if fields.text("audio_url")?.is_empty() { "title?" } else { "title" };
            form(fields, &format!("audio_duration# {title} performer?")).and_then(|()| file(fields, "audio"))
        }
        "contact" => form(fields, "phone_number first_name last_name? vcard?"),
        "document" => {
            form(fields, "title description?")?;
            typed(fields, "document_url").and_then(|()| file(fields, "document"))
        }
        "game" => form(fields, "game_short_name"),
        "gif" => {
            form(fields, &format!("title? gif_url? {} {}", thumbnail_type(fields), sides("gif")))?;
            file(fields, "gif")
        }
        "location" => {
            place(fields)?;
            form(fields, "live_period# heading# proximity_alert_radius# title")
        }
        "mpeg4_gif" => {
            form(fields, &format!("title? mpeg4_url? {} {}", thumbnail_type(fields), sides("mpeg4")))?;
            file(fields, "mpeg4")
        }
        "photo" => {
            form(fields, "title? description? photo_url? photo_width# photo_height#")?;
            file(fields, "photo")
        }
        "sticker" => form(fields, "sticker_file_id"),
        "venue" => {
            place(fields)?;
            form(fields, VENUE)
        }
        "video" => {
            form(fields, "title description?")?;
            typed(fields, "video_url")?;
            form(fields, "video_width# video_height# video_duration# video_start_timestamp#")?;
            file(fields, "video")
        }
        "voice" => form(fields, "title voice_url? voice_duration#").and_then(|()| file(fields, "voice")),
        _ => Err(format!("type \"{kind}\" is unsupported for the inline query result")),
    }
}

const VENUE: &str = "title address foursquare_id? foursquare_type? google_place_id? google_place_type?";

/// Fields by name in the order in which they are read: a text that must be there, one that may (`?`), a number (`#`), a flag
/// (`!`).
fn form(fields: Fields<'_>, names: &str) -> Result<(), String> {
    for name in names.split_ascii_whitespace() {
        let bare = name.trim_end_matches(['?', '#', '!']);
        match name.as_bytes().last() {
            Some(b'?') => drop(fields.text(bare)?),
            Some(b'#') => drop(fields.int(bare)?),
            Some(b'!') => drop(fields.flag(bare)?),
            _ => drop(fields.required_text(bare)?),
        }
    }
    Ok(())
}

fn sides(name: &str) -> String {
    format!("{name}_duration# {name}_width# {name}_height#")
}

fn thumbnail_type(fields: Fields<'_>) -> &'static str {
    if fields.has("thumbnail_mime_type") { "thumbnail_mime_type?" } else { "thumb_mime_type?" }
}

fn check_thumbnail(fields: Fields<'_>) -> Result<(), String> {
    let names = ["thumbnail_url", "thumbnail_width", "thumbnail_height"];
    let is_new = names.into_iter().any(|name| fields.has(name));
    let older = "thumb_url? thumb_width# thumb_height#";
    form(fields, if is_new { "thumbnail_url? thumbnail_width# thumbnail_height#" } else { older })
}

/// A file with an address must say what type it is of, where Telegram cannot tell.
fn typed(fields: Fields<'_>, url: &str) -> Result<(), String> {
    form(fields, if fields.text(url)?.is_empty() { "mime_type?" } else { "mime_type" })
}

/// The message that a result sends, where it names one; an article must.
///
/// Venues and places are read like results of their kind.
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
        check_preview(content)?;
        return parse(&text, &content.text("parse_mode")?, content.0.get("entities")).map(drop);
    }
    if content.has("latitude") && content.has("longitude") {
        place(content)?;
        if content.has("title") && content.has("address") {
            return form(content, VENUE);
        }
        return form(content, "live_period# heading# proximity_alert_radius#");
    }
    if content.has("phone_number") {
        return form(content, "phone_number first_name last_name? vcard?");
    }
    if content.has("payload") {
        return form(content, "title description payload provider_token? currency");
    }
    if is_required && !content.has("rich_message") {
        return Err("Input message content is not specified".to_owned());
    }
    Ok(())
}

fn check_preview(content: Fields<'_>) -> Result<(), String> {
    if !content.has("link_preview_options") {
        return content.flag("disable_web_page_preview").map(drop);
    }
    let options = content.required_object("link_preview_options")?;
    form(options, "is_disabled! url? prefer_small_media! prefer_large_media! show_above_text!")
}

fn place(fields: Fields<'_>) -> Result<(), String> {
    ["latitude", "longitude", "horizontal_accuracy"].into_iter().try_for_each(|name| {
        match fields.0.get(name) {
            None if name == "horizontal_accuracy" => Ok(()),
            None => Err(format!("Can't find field \"{name}\"")),
            Some(Value::Number(_)) => Ok(()),
            Some(_) => Err(format!("Field \"{name}\" must be of type Number")),
        }
    })
}

/// A file has an address or an id.
fn file(fields: Fields<'_>, name: &str) -> Result<(), String> {
    if fields.text(&format!("{name}_url"))?.is_empty() {
        return fields.required_text(&format!("{name}_file_id")).map(drop);
    }
    Ok(())
}

/// Inside of another sentence a refusal keeps its large first letter.
pub fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
