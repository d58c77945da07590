use serde_json::Value;

use super::date::date_format;
use super::html::parse_html;
use super::markdown::parse_markdown;
use super::markdown_v2::parse_markdown_v2;
use super::{Entity, Formatted, Kind};
use crate::fields::Fields;

/// The longest markup Telegram reads at all, in bytes.
const MAX_SOURCE: usize = 1 << 15;

/// Reads a text as a bot gave it: with a `parse_mode`, or with `entities`, or plain. The mode wins over the entities.
///
/// # Errors
/// The sentence Telegram would answer, without its prefix.
pub fn parse(text: &str, mode: &str, entities: Option<&Value>) -> Result<Formatted, String> {
    if text.len() > MAX_SOURCE {
        return Err("Text is too long".to_owned());
    }
    let mode = mode.to_ascii_lowercase();
    if !text.is_empty() && !mode.is_empty() && mode != "none" {
        let parsed = match mode.as_str() {
            "html" => parse_html(text),
            "markdown" => parse_markdown(text),
            "markdownv2" => parse_markdown_v2(text),
            _ => return Err("Unsupported parse_mode".to_owned()),
        };
        return parsed.map_err(|error| format!("Can't parse entities: {error}"));
    }
    let mut parsed = Formatted { text: text.to_owned(), entities: Vec::new() };
    for given in entities.and_then(Value::as_array).into_iter().flatten() {
        let entity = entity(given).map_err(|error| format!("Can't parse MessageEntity: {error}"))?;
        if let Some((kind, offset, length)) = entity {
            let placed =
                limited(offset, "offset").and_then(|offset| Ok((offset, limited(length, "length")?)));
            parsed.entities.push(match placed {
                Ok((offset, length)) => Entity::new(kind, offset, length),
                // Telegram says so only when it knows where the text is to go.
                Err(error) => Entity::new(Kind::Unfit(error), 0, 1),
            });
        }
    }
    Ok(parsed)
}

fn limited(value: i64, name: &str) -> Result<usize, String> {
    let fits = usize::try_from(value).ok().filter(|value| *value <= 1_000_000);
    fits.ok_or_else(|| format!("Receive an entity with incorrect {name} {value}"))
}

/// The kind, offset and length; `None` for those that Telegram finds by itself and does not take from anybody.
fn entity(given: &Value) -> Result<Option<(Kind, i64, i64)>, String> {
    let Value::Object(fields) = given else { return Err("expected an Object".to_owned()) };
    let fields = Fields(fields);
    let (offset, length) = (fields.required_int("offset")?, fields.required_int("length")?);
    let kind = match fields.required_text("type")?.as_str() {
        "" => return Err("Type is not specified".to_owned()),
        "bold" => Kind::Bold,
        "italic" => Kind::Italic,
        "underline" => Kind::Underline,
        "strikethrough" => Kind::Strikethrough,
        "spoiler" => Kind::Spoiler,
        "code" => Kind::Code,
        "pre" => match fields.text("language")? {
            language if language.is_empty() => Kind::Pre,
            language => Kind::PreCode(language),
        },
        // Whether the address and the emoji can be is looked at later, when the chat is known: see `fix`.
        "text_link" => Kind::TextUrl(fields.required_text("url")?),
        "text_mention" => Kind::TextMention(fields.required_object("user")?.required_long("id")?),
        "custom_emoji" => Kind::CustomEmoji(fields.required_long("custom_emoji_id")?),
        "blockquote" => Kind::BlockQuote,
        "expandable_blockquote" => Kind::ExpandableBlockQuote,
        "date_time" => {
            let (unix, format) = (fields.required_int("unix_time")?, fields.text("date_time_format")?);
            let format = date_format(&format, true).ok_or("Invalid date-time format specified")?;
            Kind::Date(unix, format)
        }
        "mention" | "hashtag" | "cashtag" | "bot_command" | "url" | "email" | "phone_number"
        | "bank_card_number" => return Ok(None),
        _ => return Err("Unsupported type specified".to_owned()),
    };
    Ok(Some((kind, offset, length)))
}
