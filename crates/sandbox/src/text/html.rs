use super::date::date_format;
use super::html_tag::{self, Tag};
use super::links::{checked_link, link_user_id};
use super::source::{Sink, Source};
use super::{Entity, Formatted, Kind};

struct Open {
    tag: Tag,
    offset: usize,
    begin: usize,
}

/// `parse_mode=HTML`.
pub fn parse_html(text: &str) -> Result<Formatted, String> {
    let source = Source(text.as_bytes());
    let mut out = Sink::default();
    let mut entities = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut i = 0;
    while i < source.len() {
        match source.at(i) {
            b'&' => {
                if let Some((code, next)) = decode_entity(source, i) {
                    out.push_code(code);
                    i = next;
                    continue;
                }
                out.push(b'&');
                i += 1;
            }
            b'<' if source.at(i + 1) == b'/' => {
                let closed = open.pop().ok_or_else(|| format!("Unexpected end tag at byte offset {i}"))?;
                i = end_tag(source, i, &closed.tag.name)?;
                if out.utf16 > closed.offset {
                    close(closed, &out, &mut entities)?;
                }
            }
            b'<' => {
                let (tag, next) = html_tag::start_tag(source, i)?;
                open.push(Open { tag, offset: out.utf16, begin: out.bytes.len() });
                i = next;
            }
            other => {
                out.push(other);
                i += 1;
            }
        }
    }
    if let Some(last) = open.last() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", last.tag.name));
    }
    entities.sort_by_key(Entity::order);
    for entity in &mut entities {
        // A language on a lone `code` says nothing in the end.
        if matches!(&entity.kind, Kind::PreCode(language) if language.starts_with('\0')) {
            entity.kind = Kind::Code;
        }
    }
    let text = String::from_utf8(out.bytes).map_err(|_| {
        "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code \
         units"
            .to_owned()
    })?;
    Ok(Formatted { text, entities })
}

/// `&lt; &gt; &amp; &quot;` and numbers; anything else stays as it is.
pub fn decode_entity(source: Source<'_>, at: usize) -> Option<(u32, usize)> {
    let mut end = at + 1;
    let code = if source.at(at + 1) == b'#' {
        end += 1;
        let radix = if source.at(at + 2) == b'x' { 16 } else { 10 };
        if radix == 16 {
            end += 1;
        }
        let mut code = 0_u32;
        while let Some(digit) = char::from(source.at(end)).to_digit(radix) {
            code = code.wrapping_mul(radix).wrapping_add(digit);
            end += 1;
        }
        if code == 0 || code >= 0x10_ffff || end - at >= 10 {
            return None;
        }
        code
    } else {
        while source.at(end).is_ascii_alphabetic() {
            end += 1;
        }
        match source.slice(at + 1, end) {
            b"lt" => u32::from(b'<'),
            b"gt" => u32::from(b'>'),
            b"amp" => u32::from(b'&'),
            b"quot" => u32::from(b'"'),
            _ => return None,
        }
    };
    Some((code, if source.at(end) == b';' { end + 1 } else { end }))
}

/// Returns the byte after the `>` of an end tag that starts at `begin`.
fn end_tag(source: Source<'_>, begin: usize, expected: &str) -> Result<usize, String> {
    let mut i = begin + 2;
    while !source.is_space(i) && source.at(i) != b'>' {
        i += 1;
    }
    let found = source.text(begin + 2, i).to_ascii_lowercase();
    while source.is_space(i) && source.at(i) != 0 {
        i += 1;
    }
    if source.at(i) != b'>' {
        return Err(format!("Unclosed end tag at byte offset {begin}"));
    }
    if !found.is_empty() && found != expected {
        return Err(format!(
            "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{found}>\""
        ));
    }
    Ok(i + 1)
}

fn close(open: Open, out: &Sink, entities: &mut Vec<Entity>) -> Result<(), String> {
    let length = out.utf16 - open.offset;
    let same = |entity: &Entity| entity.offset == open.offset && entity.length == length;
    let argument = open.tag.argument;
    let kind = match open.tag.name.as_str() {
        "i" | "em" => Kind::Italic,
        "b" | "strong" => Kind::Bold,
        "s" | "strike" | "del" => Kind::Strikethrough,
        "u" | "ins" => Kind::Underline,
        "tg-spoiler" | "span" => Kind::Spoiler,
        "blockquote" if argument.is_empty() => Kind::BlockQuote,
        "blockquote" => Kind::ExpandableBlockQuote,
        "tg-emoji" => match argument.parse::<i64>() {
            Ok(id) if id != 0 => Kind::CustomEmoji(id),
            _ => return Err("Invalid custom emoji identifier specified".to_owned()),
        },
        "tg-time" => {
            let format = date_format(&argument, false).ok_or("Invalid date format used")?;
            if open.tag.date <= 0 {
                return Ok(());
            }
            Kind::Date(open.tag.date, format)
        }
        "a" => match link(argument, open.begin, out) {
            Some(kind) => kind,
            None => return Ok(()),
        },
        "pre" => match entities.last_mut() {
            Some(last) if same(last) => {
                if let Kind::PreCode(language) = &mut last.kind {
                    let language = language.trim_start_matches('\0').to_owned();
                    last.kind = Kind::PreCode(language);
                    return Ok(());
                }
                Kind::Pre
            }
            _ => Kind::Pre,
        },
        _ => match entities.last_mut() {
            Some(last) if same(last) && last.kind == Kind::Pre && !argument.is_empty() => {
                last.kind = Kind::PreCode(argument);
                return Ok(());
            }
            _ if argument.is_empty() => Kind::Code,
            // Marked until it is known whether a `pre` closes around it.
            _ => Kind::PreCode(format!("\0{argument}")),
        },
    };
    entities.push(Entity::new(kind, open.offset, length));
    Ok(())
}

fn link(argument: String, begin: usize, out: &Sink) -> Option<Kind> {
    let url = if argument.is_empty() {
        String::from_utf8_lossy(out.bytes.get(begin..)?).into_owned()
    } else {
        argument
    };
    match link_user_id(&url) {
        Some(user) => Some(Kind::TextMention(user)),
        None => checked_link(&url).map(Kind::TextUrl),
    }
}
