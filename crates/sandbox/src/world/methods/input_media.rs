use serde_json::Value;

use super::super::answer::Fail;
use super::super::call::Cx;
use super::super::message::{Body, Media, MediaKind, Traits};
use super::send::settle_caption;
use crate::fields::Fields;
use crate::text::{Formatted, Url, parse};

/// The longest that a film or a side of it can be said to be: seconds and points.
const MAX_DURATION: i64 = 24 * 3600;
const MAX_SIDE: i64 = 10_000;

/// A piece of media as the bot gave it, before any file is kept.
pub struct InputMedia {
    pub kind: MediaKind,
    pub source: String,
    pub caption: Formatted,
    pub above: bool,
    pub spoiler: bool,
    pub traits: Traits,
}

impl Cx<'_> {
    /// A file from the parameter `name`: uploaded under it, attached, or known by its id.
    pub fn input_file(&mut self, kind: MediaKind, name: &str) -> Result<Option<Media>, Fail> {
        let traits = self.traits(kind);
        let source = self.params.get(name);
        if source.is_empty() {
            let upload = self.params.file(name);
            return upload.map(|upload| self.world.keep_file(kind, upload, traits)).transpose();
        }
        self.source_file(kind, source, traits)
    }

    /// What the parameters say of a file.
    fn traits(&self, kind: MediaKind) -> Traits {
        let number = |name: &str, max: i64| self.params.int_between(name, 0, 0, max);
        let numbers =
            [number("duration", MAX_DURATION), number("width", MAX_SIDE), number("height", MAX_SIDE)];
        let text = |name: &str| self.params.get(name).to_owned();
        traits_of(kind, numbers, [text("title"), text("performer")])
    }

    /// `None` when it says `attach://` and nothing is attached under that name.
    pub fn source_file(
        &mut self,
        kind: MediaKind,
        source: &str,
        traits: Traits,
    ) -> Result<Option<Media>, Fail> {
        if let Some(part) = source.strip_prefix("attach://") {
            let upload = self.params.file(part);
            return upload.map(|upload| self.world.keep_file(kind, upload, traits)).transpose();
        }
        if let Some(url) = web_address(source)? {
            let fetched = self.params.fetched(&url);
            return self.world.keep_fetched(kind, fetched, traits).map(Some);
        }
        self.world.known_file(kind, source).map(Some)
    }

    /// What is wrong with a source before anything is sent anywhere.
    pub fn check_source(&self, kind: MediaKind, source: &str) -> Result<(), Fail> {
        if source.is_empty() || source.starts_with("attach://") || web_address(source)?.is_some() {
            return Ok(());
        }
        self.world.check_file_id(kind, source)
    }

    /// Reads one `InputMedia`; for an album animations are refused.
    pub fn input_media(&self, value: &Value, for_album: bool) -> Result<InputMedia, String> {
        let Value::Object(fields) = value else { return Err("expected an Object".to_owned()) };
        let fields = Fields(fields);
        let (words, mode) = (fields.text("caption")?, fields.text("parse_mode")?);
        let caption = self.acquainted(parse(&words, &mode, fields.0.get("caption_entities"))?);
        let (above, spoiler) = (fields.flag("show_caption_above_media")?, fields.flag("has_spoiler")?);
        let name = fields.required_text("type")?;
        let source = fields.text("media")?;
        let attached = source.strip_prefix("attach://");
        if source.is_empty() || attached.is_some_and(|part| self.params.file(part).is_none()) {
            return Err("media not found".to_owned());
        }
        if fields.text("thumbnail")?.is_empty() {
            fields.text("thumb")?;
        }
        let kind = match MediaKind::parse(&name) {
            Some(MediaKind::Animation) if for_album => {
                return Err("type \"animation\" can't be used in sendMediaGroup".to_owned());
            }
            Some(kind) if kind != MediaKind::Voice => kind,
            _ => return Err(format!("type \"{name}\" is unsupported")),
        };
        let traits = given_traits(fields, kind)?;
        let (above, spoiler) = (above && kind.is_picture(), spoiler && kind.is_picture());
        Ok(InputMedia { kind, source, caption, above, spoiler, traits })
    }

    /// Keeps the file and makes the body of a message: the file is looked at first.
    pub fn media_body(&mut self, input: InputMedia) -> Result<Body, Fail> {
        self.check_source(input.kind, &input.source)?;
        let caption = settle_caption(input.caption)?;
        let media = self.source_file(input.kind, &input.source, input.traits)?;
        let media = media.ok_or_else(|| Fail::bad("Can't parse InputMedia: media not found"))?;
        Ok(Body::Media { media, caption, above: input.above, spoiler: input.spoiler })
    }
}

/// What an object says of its file; each kind has its own fields, and the others are not looked at.
fn given_traits(fields: Fields<'_>, kind: MediaKind) -> Result<Traits, String> {
    let number = |name: &str, max: i64| fields.int(name).map(|number| number.clamp(0, max));
    let mut numbers = [0; 3];
    let mut texts = [String::new(), String::new()];
    match kind {
        MediaKind::Video | MediaKind::Animation => {
            let (width, height) = (number("width", MAX_SIDE)?, number("height", MAX_SIDE)?);
            numbers = [number("duration", MAX_DURATION)?, width, height];
            if kind == MediaKind::Video {
                fields.text("cover")?;
                fields.int("start_timestamp")?;
                fields.flag("supports_streaming")?;
            }
        }
        MediaKind::Audio => {
            numbers = [number("duration", MAX_DURATION)?, 0, 0];
            texts = [fields.text("title")?, fields.text("performer")?];
        }
        MediaKind::Document => drop(fields.flag("disable_content_type_detection")?),
        MediaKind::Photo | MediaKind::Voice => {}
    }
    Ok(traits_of(kind, numbers, texts))
}

/// Duration, width and height, title and performer, as far as a kind has them.
fn traits_of(kind: MediaKind, numbers: [i64; 3], texts: [String; 2]) -> Traits {
    let [duration, width, height] = numbers.map(|number| u32::try_from(number).unwrap_or(0));
    let [title, performer] = texts;
    let duration = if matches!(kind, MediaKind::Document | MediaKind::Photo) { 0 } else { duration };
    let is_seen = matches!(kind, MediaKind::Video | MediaKind::Animation) && width > 0 && height > 0;
    let size = if is_seen { (width, height) } else { (0, 0) };
    let is_music = kind == MediaKind::Audio;
    let kept = |text: String| if is_music { text } else { String::new() };
    Traits { size, duration, title: kept(title), performer: kept(performer) }
}

/// The address that a source is, as Telegram writes it: everything with a dot is one.
fn web_address(source: &str) -> Result<Option<String>, Fail> {
    if !source.contains('.') {
        return Ok(None);
    }
    match Url::parse(source, false) {
        Ok(url) => Ok(Some(url.to_string())),
        Err(error) => Err(Fail::bad(format!("Invalid file HTTP URL specified: {error}"))),
    }
}
