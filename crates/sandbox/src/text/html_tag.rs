use super::html::decode_entity;
use super::source::{Sink, Source};
use crate::fields::lenient_int;

/// A start tag with the one attribute that matters to it.
pub struct Tag {
    pub name: String,
    pub argument: String,
    pub date: i64,
}

const KNOWN: [&str; 17] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "tg-time",
    "span",
    "pre",
    "code",
    "blockquote",
];

/// Reads the tag that starts at `begin`; returns it and the byte after its `>`.
pub fn start_tag(source: Source<'_>, begin: usize) -> Result<(Tag, usize), String> {
    let mut i = begin + 1;
    while !source.is_space(i) && source.at(i) != b'>' {
        i += 1;
    }
    if source.at(i) == 0 {
        return Err(format!("Unclosed start tag at byte offset {begin}"));
    }
    let name = source.text(begin + 1, i).to_ascii_lowercase();
    if !KNOWN.contains(&name.as_str()) {
        return Err(format!("Unsupported start tag \"{name}\" at byte offset {begin}"));
    }
    let mut tag = Tag { name, argument: String::new(), date: 0 };
    while source.at(i) != b'>' {
        i = skip_spaces(source, i);
        if source.at(i) == b'>' {
            break;
        }
        i = attribute(source, i, begin, &mut tag)?;
    }
    if tag.name == "span" && tag.argument != "spoiler" {
        return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
    }
    Ok((tag, i + 1))
}

fn skip_spaces(source: Source<'_>, mut i: usize) -> usize {
    while source.at(i) != 0 && source.is_space(i) {
        i += 1;
    }
    i
}

fn attribute(source: Source<'_>, from: usize, begin: usize, tag: &mut Tag) -> Result<usize, String> {
    let unclosed = |tag: &Tag| Err(format!("Unclosed start tag \"{}\" at byte offset {begin}", tag.name));
    let mut i = from;
    while !source.is_space(i) && !b"=>/\"'".contains(&source.at(i)) {
        i += 1;
    }
    let name = source.slice(from, i);
    if name.is_empty() {
        return Err(format!("Empty attribute name in the tag \"{}\" at byte offset {begin}", tag.name));
    }
    i = skip_spaces(source, i);
    if source.at(i) != b'=' {
        if source.at(i) == 0 {
            return unclosed(tag);
        }
        if tag.name == "blockquote" && name == b"expandable" {
            "1".clone_into(&mut tag.argument);
        }
        return Ok(i);
    }
    i = skip_spaces(source, i + 1);
    if source.at(i) == 0 {
        return unclosed(tag);
    }
    let (value, next) = value(source, i)?;
    if source.at(next) == 0 {
        return Err(format!("Unclosed start tag at byte offset {begin}"));
    }
    keep(tag, name, value);
    Ok(next)
}

fn value(source: Source<'_>, from: usize) -> Result<(String, usize), String> {
    let mut i = from;
    let quote = source.at(from);
    if quote != b'\'' && quote != b'"' {
        while source.at(i).is_ascii_alphanumeric() || source.at(i) == b'.' || source.at(i) == b'-' {
            i += 1;
        }
        if !source.is_space(i) && source.at(i) != b'>' {
            return Err(format!("Unexpected end of name token at byte offset {from}"));
        }
        return Ok((source.text(from, i).to_ascii_lowercase(), i));
    }
    i += 1;
    let mut out = Sink::default();
    while source.at(i) != quote && source.at(i) != 0 {
        if source.at(i) == b'&'
            && let Some((code, next)) = decode_entity(source, i)
        {
            out.push_code(code);
            i = next;
            continue;
        }
        out.push(source.at(i));
        i += 1;
    }
    if source.at(i) == quote {
        i += 1;
    }
    Ok((String::from_utf8_lossy(&out.bytes).into_owned(), i))
}

fn keep(tag: &mut Tag, name: &[u8], value: String) {
    match (tag.name.as_str(), name) {
        ("a", b"href") | ("tg-emoji", b"emoji-id") | ("tg-time", b"format") => tag.argument = value,
        ("code", b"class") => {
            if let Some(language) = value.strip_prefix("language-") {
                language.clone_into(&mut tag.argument);
            }
        }
        ("span", b"class") => {
            if let Some(class) = value.strip_prefix("tg-") {
                class.clone_into(&mut tag.argument);
            }
        }
        ("blockquote", b"expandable") => "1".clone_into(&mut tag.argument),
        ("tg-time", b"unix") => tag.date = lenient_int(&value),
        _ => {}
    }
}
