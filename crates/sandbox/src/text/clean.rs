use super::source::utf16_units;
use super::{Entity, Formatted};

/// Control characters become spaces, carriage returns and a few invisible characters vanish, and the entities move with
/// the text. Refuses entities that do not fit the text.
pub fn clean(given: Formatted) -> Result<Formatted, String> {
    let Formatted { text, mut entities } = given;
    if entities.is_empty() && !text.bytes().any(needs_care) {
        return Ok(Formatted { text, entities });
    }
    // new[i] is the offset in the cleaned text of the i-th UTF-16 unit; None inside a surrogate pair.
    let mut new: Vec<Option<usize>> = Vec::with_capacity(text.len() + 1);
    let mut bytes: Vec<usize> = Vec::with_capacity(text.len() + 1);
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for (byte, c) in text.char_indices() {
        new.push(Some(at));
        bytes.push(byte);
        if c.len_utf16() == 2 {
            new.push(None);
            bytes.push(byte + c.len_utf8());
        }
        if let Some(c) = replaced(c) {
            kept.push(c);
            at += c.len_utf16();
        }
    }
    new.push(Some(at));
    bytes.push(text.len());
    for entity in &mut entities {
        move_entity(entity, &new, &bytes)?;
    }
    Ok(Formatted { text: tamed(kept), entities })
}

/// Of marks of direction that follow each other all but the last become joiners, which have the same length.
fn tamed(text: String) -> String {
    let is_mark = |c: char| c == '\u{200e}' || c == '\u{200f}';
    if !text.contains(is_mark) {
        return text;
    }
    let mut chars = text.chars().peekable();
    let mut tamed = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let is_followed = is_mark(c) && chars.peek().is_some_and(|next| is_mark(*next));
        tamed.push(if is_followed { '\u{200c}' } else { c });
    }
    tamed
}

fn move_entity(entity: &mut Entity, new: &[Option<usize>], bytes: &[usize]) -> Result<(), String> {
    let (from, to) = (entity.offset, entity.end());
    let byte = |i: usize| bytes.get(i).copied().unwrap_or_default();
    let begin = match new.get(from) {
        Some(Some(begin)) if from + 1 < new.len() => *begin,
        Some(None) => {
            return Err(format!(
                "Entity begins in a middle of a UTF-16 symbol at byte offset {}",
                byte(from)
            ));
        }
        _ => return Err(format!("Entity begins after the end of the text at UTF-16 offset {from}")),
    };
    let end = match new.get(to) {
        Some(Some(end)) => *end,
        Some(None) => {
            return Err(format!(
                "Entity beginning at UTF-16 offset {from} ends in a middle of a UTF-16 symbol at byte offset {}",
                byte(to)
            ));
        }
        None => {
            return Err(format!(
                "Entity beginning at UTF-16 offset {from} ends after the end of the text at UTF-16 offset {to}"
            ));
        }
    };
    entity.offset = begin;
    entity.length = end - begin;
    Ok(())
}

/// Bytes that may begin a character which is changed.
fn needs_care(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n') || byte == 0xe2 || byte == 0xcc
}

fn replaced(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\r' | '\u{2028}'..='\u{202e}' | '\u{333}' | '\u{33f}' | '\u{30a}' => None,
        '\0'..=' ' => Some(' '),
        other => Some(other),
    }
}

/// Cuts the spaces at both ends and moves the entities. `None` when nothing but space is left.
pub fn trim(given: Formatted) -> Option<Formatted> {
    let Formatted { mut text, mut entities } = given;
    let blank = |c: char| c == ' ' || c == '\n';
    text.truncate(text.trim_end_matches(blank).len());
    if text.is_empty() {
        return None;
    }
    let end = super::source::utf16_len(&text);
    entities.retain(|entity| entity.length > 0 && entity.offset < end);
    for entity in &mut entities {
        entity.length = entity.length.min(end - entity.offset);
    }
    // What an entity covers is not cut at the front.
    let first = entities.iter().map(|entity| entity.offset).min().unwrap_or(usize::MAX);
    let lead = text.bytes().take_while(|c| *c == b' ' || *c == b'\n').count().min(first);
    text.drain(..lead);
    for entity in &mut entities {
        entity.offset -= lead;
    }
    if says_nothing(&text) {
        return None;
    }
    debug_assert!(text.bytes().map(utf16_units).sum::<usize>() + lead == end);
    entities.sort_by_key(Entity::order);
    Some(Formatted { text, entities })
}

/// A name as Telegram keeps it (`TDLib`, `clean_name`): single spaces, cut where it is too long; empty where nothing of it can
/// be seen.
pub fn clean_name(text: &str, most: usize) -> String {
    let seen: String = text.chars().filter_map(replaced).map(|c| if is_space(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
    let name: String = words.join(" ").chars().take(most).collect();
    if says_nothing(&name) { String::new() } else { name.trim_end().to_owned() }
}

/// Spaces of all sorts, and what looks like one.
fn is_space(c: char) -> bool {
    matches!(c, '\0' | '\t' | '\n' | '\u{b}' | '\r' | ' ' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200a}')
        || matches!(c, '\u{202f}' | '\u{205f}' | '\u{2800}' | '\u{3000}' | '\u{fffc}')
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

/// Whether nothing in a text can be seen (`TDLib`, `is_empty_string`): spaces of all sorts, and characters without width.
fn says_nothing(text: &str) -> bool {
    let has_no_width = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202e}' | '\u{feff}' | '\u{a0}');
    text.chars().all(|c| is_space(c) || has_no_width(c))
}
