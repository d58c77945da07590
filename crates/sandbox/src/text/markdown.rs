use super::links::{checked_link, link_user_id};
use super::source::{Sink, Source};
use super::{Entity, Formatted, Kind};

/// The old `parse_mode=Markdown`: no nesting, no escapes inside an entity.
pub fn parse_markdown(text: &str) -> Result<Formatted, String> {
    let source = Source(text.as_bytes());
    let mut out = Sink::default();
    let mut entities = Vec::new();
    let mut i = 0;
    while i < source.len() {
        let c = source.at(i);
        if c == b'\\' && b"_*`[".contains(&source.at(i + 1)) {
            out.push(source.at(i + 1));
            i += 2;
        } else if b"_*`[".contains(&c) {
            i = entity(source, i, &mut out, &mut entities)?;
        } else {
            out.push(c);
            i += 1;
        }
    }
    let text = String::from_utf8_lossy(&out.bytes).into_owned();
    Ok(Formatted { text, entities })
}

/// Reads the entity that starts at `begin`, returns the byte after it.
fn entity(
    source: Source<'_>,
    begin: usize,
    out: &mut Sink,
    entities: &mut Vec<Entity>,
) -> Result<usize, String> {
    let c = source.at(begin);
    let end = if c == b'[' { b']' } else { c };
    let mut i = begin + 1;
    let is_pre = c == b'`' && source.at(i) == b'`' && source.at(i + 1) == b'`';
    let mut language = None;
    if is_pre {
        (language, i) = code_language(source, i + 2);
    }
    let offset = out.utf16;
    let closes = |i: usize| source.at(i) == end && (!is_pre || source.slice(i, i + 3) == b"```");
    while i < source.len() && !closes(i) {
        out.push(source.at(i));
        i += 1;
    }
    if i == source.len() {
        return Err(format!("Can't find end of the entity starting at byte offset {begin}"));
    }
    let text_end = i;
    let mut url = String::new();
    if c == b'[' && out.utf16 != offset {
        if source.at(i + 1) == b'(' {
            i += 2;
            let from = i;
            while i < source.len() && source.at(i) != b')' {
                i += 1;
            }
            url = source.text(from, i);
        } else {
            url = source.text(begin + 1, text_end);
        }
    }
    if out.utf16 != offset {
        let kind = match c {
            b'_' => Some(Kind::Italic),
            b'*' => Some(Kind::Bold),
            b'[' => {
                link_user_id(&url).map(Kind::TextMention).or_else(|| checked_link(&url).map(Kind::TextUrl))
            }
            _ if is_pre => Some(language.map_or(Kind::Pre, Kind::PreCode)),
            _ => Some(Kind::Code),
        };
        entities.extend(kind.map(|kind| Entity::new(kind, offset, out.utf16 - offset)));
    }
    Ok(if is_pre { i + 3 } else { i + 1 })
}

/// The language after three backticks, and where the code begins: one line break is not part of it.
pub fn code_language(source: Source<'_>, from: usize) -> (Option<String>, usize) {
    let mut i = from;
    while !source.is_space(i) && source.at(i) != b'`' {
        i += 1;
    }
    let mut language = None;
    if i != from && i < source.len() && source.at(i) != b'`' {
        language = Some(source.text(from, i));
    } else {
        i = from;
    }
    let is_break = |c: u8| c == b'\n' || c == b'\r';
    if is_break(source.at(i)) {
        i += if is_break(source.at(i + 1)) && source.at(i) != source.at(i + 1) { 2 } else { 1 };
    }
    (language, i)
}
