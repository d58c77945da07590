use serde_json::{Map, Value};

use super::super::answer::Fail;
use super::super::call::Cx;
use super::super::message::MediaKind;
use super::super::remote_id;
use super::markup::{Place, buttons, markup_of};
use crate::fields::Fields;
use crate::text::{Takes, check_link, fix, link_user_id, parse};

/// What is in a result whose form is right (`TDLib`, `get_input_bot_inline_result`).
pub fn check_content(cx: &Cx<'_>, result: &Value) -> Result<(), Fail> {
    let Value::Object(object) = result else { return Ok(()) };
    let fields = Fields(object);
    let text = |name: &str| fields.text(name).unwrap_or_default();
    let kind = text("type").to_ascii_lowercase();
    let kind = kind.as_str();
    match kind {
        "contact" if text("phone_number").trim().is_empty() => {
            return Err(Fail::bad("Field \"phone_number\" must contain a valid phone number"));
        }
        "contact" if text("first_name").trim().is_empty() => {
            return Err(Fail::bad("Field \"first_name\" must be non-empty"));
        }
        "sticker" if text("sticker_file_id").contains('.') => {
            return Err(Fail::bad("Wrong sticker_file_id specified"));
        }
        _ => {}
    }
    let source = source(fields, kind);
    check_mime(kind, &source, &text("mime_type"))?;
    if let Some(markup) = object.get("reply_markup").and_then(Value::as_object) {
        markup_of(markup)?.for_edit(Place::Group)?;
    }
    check_message(object, kind)?;
    if source.contains('.') {
        return Ok(());
    }
    match kind {
        "photo" => cx.world.check_file_id(MediaKind::Photo, &source),
        "gif" | "mpeg4_gif" => cx.world.check_file_id(MediaKind::Animation, &source),
        "audio" => cx.world.check_file_id(MediaKind::Audio, &source),
        "document" => cx.world.check_file_id(MediaKind::Document, &source),
        "video" => cx.world.check_file_id(MediaKind::Video, &source),
        "voice" => cx.world.check_file_id(MediaKind::Voice, &source),
        "sticker" => remote_id::fault(&source).map_or(Ok(()), |fault| Err(Fail::bad(fault))),
        _ => Ok(()),
    }
}

/// What only Telegram's servers look at: whether the buttons of a result belong where nobody knows the chat.
pub fn check_buttons(cx: &Cx<'_>, result: &Value) -> Result<(), Fail> {
    let Some(object) = result.as_object() else { return Ok(()) };
    let Some(markup) = object.get("reply_markup").and_then(Value::as_object) else { return Ok(()) };
    let is_game = Fields(object).text("type").is_ok_and(|kind| kind.eq_ignore_ascii_case("game"));
    let own = if is_game { "callback_game" } else { "" };
    let keyboard = markup_of(markup)?.for_edit(Place::Group)?;
    keyboard
        .as_deref()
        .into_iter()
        .flat_map(buttons)
        .try_for_each(|button| cx.check_button(button, Place::Group, own))
}

/// The address or the id of the file of a result.
fn source(fields: Fields<'_>, kind: &str) -> String {
    let name = if kind == "mpeg4_gif" { "mpeg4" } else { kind };
    let text = |ending: &str| fields.text(&format!("{name}_{ending}")).unwrap_or_default();
    Some(text("url")).filter(|url| !url.is_empty()).unwrap_or_else(|| text("file_id"))
}

/// Only few types of files are fetched for results.
fn check_mime(kind: &str, source: &str, mime: &str) -> Result<(), Fail> {
    let known = match kind {
        "document" => ["application/pdf", "application/zip"],
        "video" => ["video/mp4", "text/html"],
        _ => return Ok(()),
    };
    if !source.contains('.') || known.into_iter().any(|known| mime.starts_with(known)) {
        return Ok(());
    }
    Err(Fail::bad(format!("Unallowed {kind} MIME type")))
}

/// The message that a result sends.
fn check_message(object: &Map<String, Value>, kind: &str) -> Result<(), Fail> {
    let content = object.get("input_message_content").and_then(Value::as_object);
    let fields = Fields(content.unwrap_or(object));
    let text = |name: &str| fields.text(name).unwrap_or_default();
    let words = |name: &str, entities: &str| {
        let parsed = parse(&text(name), &text("parse_mode"), fields.0.get(entities));
        parsed.and_then(fix).map_err(Fail::bad)
    };
    if !text("message_text").is_empty() {
        let preview = fields.0.get("link_preview_options").and_then(|options| options.get("url"));
        let is_seen = preview.and_then(Value::as_str).is_some_and(|url| !url.is_empty());
        return match words("message_text", "entities")? {
            None if !is_seen => Err(Fail::bad("Text must be non-empty")),
            _ => Ok(()),
        };
    }
    let (is_place, is_venue) =
        (fields.has("latitude") && fields.has("longitude"), fields.has("title") && fields.has("address"));
    if is_place && (content.is_some() || matches!(kind, "location" | "venue")) {
        if !fields.is_place() {
            let is_venue = if content.is_some() { is_venue } else { kind == "venue" };
            let what = if is_venue { "Wrong venue location specified" } else { "Invalid location specified" };
            return Err(Fail::bad(what));
        }
        return Ok(());
    }
    if content.is_none() {
        words("caption", "caption_entities")?;
    }
    Ok(())
}

/// The button above the results.
#[derive(Default)]
pub struct TopButton {
    start: Option<String>,
    app: Option<String>,
}

impl Cx<'_> {
    /// Reads the form of the button, or of the older parameters in its place.
    pub fn top_button(&self) -> Result<TopButton, Fail> {
        let json = self.params.json("button");
        let json = json.map_err(|_| Fail::bad("Can't parse inline query results button JSON object"))?;
        let Some(json) = json else {
            let is_given = !self.params.get("switch_pm_text").is_empty();
            let start = is_given.then(|| self.params.get("switch_pm_parameter").to_owned());
            return Ok(TopButton { start, app: None });
        };
        read(&json).map_err(|error| Fail::bad(format!("Can't parse inline query results button: {error}")))
    }
}

fn read(json: &Value) -> Result<TopButton, String> {
    let Value::Object(fields) = json else {
        return Err("InlineQueryResultsButton must be an Object".to_owned());
    };
    let fields = Fields(fields);
    fields.required_text("text")?;
    if fields.has("start_parameter") {
        return Ok(TopButton { start: Some(fields.required_text("start_parameter")?), app: None });
    }
    if fields.has("web_app") {
        let url = fields.required_object("web_app")?.required_text("url")?;
        return Ok(TopButton { start: None, app: Some(url) });
    }
    Err("InlineQueryResultsButton must have exactly one optional field".to_owned())
}

impl TopButton {
    /// What is in it.
    pub fn check(&self) -> Result<(), Fail> {
        if let Some(start) = &self.start {
            let is_letter = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
            return match start.len() {
                0 => Err(Fail::bad("Can't use empty start_parameter")),
                65.. => Err(Fail::bad("Too long start_parameter specified")),
                _ if start.bytes().all(is_letter) => Ok(()),
                _ => Err(Fail::bad("Unallowed characters in start_parameter are used")),
            };
        }
        let Some(app) = &self.app else { return Ok(()) };
        if link_user_id(app).is_some() {
            return Err(Fail::bad("Link to a user can't be used in the Web App button"));
        }
        let link = check_link(app, Takes::Https);
        link.map(drop).map_err(|error| Fail::bad(format!("Inline query button Web App {error}")))
    }
}
