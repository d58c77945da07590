use super::find_tg::find_tg_urls;
use super::find_url::find_urls;
use super::fix::drop_crossing;
use super::source::utf16_units;
use super::{Entity, Kind};

/// Mentions, commands, tags, addresses and phone numbers in a text, in UTF-16 units.
pub fn find(text: &str) -> Vec<Entity> {
    if !text.bytes().any(|byte| b"@/#$.+".contains(&byte)) {
        return Vec::new();
    }
    let mut found: Vec<Entity> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let (kind, len) = match byte {
            b'@' => (Kind::Mention, mention(text, at)),
            b'/' => (Kind::BotCommand, command(text, at)),
            b'#' => (Kind::Hashtag, hashtag(text, at)),
            b'$' => (Kind::Cashtag, cashtag(text, at)),
            b'+' => (Kind::Phone, phone(text, at)),
            _ => continue,
        };
        found.extend(len.map(|len| Entity::new(kind, at, len)));
    }
    found.extend(find_tg_urls(text));
    found.extend(find_urls(text));
    found.sort_by_key(Entity::order);
    drop_crossing(&mut found);
    to_utf16(text, found)
}

fn to_utf16(text: &str, mut found: Vec<Entity>) -> Vec<Entity> {
    let bytes = text.as_bytes();
    let units = |from: usize, to: usize| -> usize {
        bytes.get(from..to).unwrap_or_default().iter().map(|byte| utf16_units(*byte)).sum()
    };
    let (mut byte, mut unit) = (0, 0);
    for entity in &mut found {
        unit += units(byte, entity.offset);
        let length = units(entity.offset, entity.end());
        byte = entity.end();
        entity.offset = unit;
        entity.length = length;
        unit += length;
    }
    found
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The beginning of the stretch of such characters that ends at `at`, not before `begin`.
pub fn walk_back(text: &str, begin: usize, at: usize, is: impl Fn(char) -> bool) -> usize {
    let stretch = text.get(begin..at).unwrap_or_default().trim_end_matches(is);
    begin + stretch.len()
}

pub fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn name_len(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
}

fn mention(text: &str, at: usize) -> Option<usize> {
    let len = name_len(text, at + 1);
    let alone = !before(text, at).is_some_and(is_word) && !after(text, at + 1 + len).is_some_and(is_word);
    let name = text.get(at + 1..at + 1 + len).unwrap_or_default();
    let known = len >= 4 || SHORT_NAMES.iter().any(|short| name.eq_ignore_ascii_case(short));
    (alone && known && len <= 32).then_some(len + 1)
}

/// Names of less than four letters that there are.
const SHORT_NAMES: [&str; 5] = ["gif", "nft", "pic", "ufc", "vid"];

fn command(text: &str, at: usize) -> Option<usize> {
    let blocks = |c: char| is_word(c) || "/<>".contains(c);
    let name = name_len(text, at + 1);
    if before(text, at).is_some_and(blocks) || !(1..=64).contains(&name) {
        return None;
    }
    let mut len = 1 + name;
    if text.as_bytes().get(at + len) == Some(&b'@') {
        let bot = name_len(text, at + len + 1);
        if !(3..=32).contains(&bot) {
            return None;
        }
        len += 1 + bot;
    }
    (!after(text, at + len).is_some_and(blocks)).then_some(len)
}

fn is_tag_letter(c: char) -> bool {
    c == '_'
        || c == '\u{200c}'
        || c == '\u{b7}'
        || ('\u{d80}'..='\u{dff}').contains(&c)
        || c.is_alphanumeric()
}

fn hashtag(text: &str, at: usize) -> Option<usize> {
    if before(text, at).is_some_and(is_tag_letter) {
        return None;
    }
    let rest = text.get(at + 1..)?;
    let letters = rest.chars().take_while(|c| is_tag_letter(*c));
    let all: usize = letters.clone().map(char::len_utf8).sum();
    let mut len: usize = letters.clone().take(256).map(char::len_utf8).sum();
    if !letters.take(256).any(char::is_alphabetic) {
        return None;
    }
    if rest.as_bytes().get(all) == Some(&b'#') {
        return None;
    }
    if len == all && rest.as_bytes().get(len) == Some(&b'@') {
        let name = name_len(rest, len + 1).min(32);
        if name >= 3 {
            len += 1 + name;
        }
    }
    Some(len + 1)
}

fn cashtag(text: &str, at: usize) -> Option<usize> {
    let blocks = |c: char| is_tag_letter(c) || c == '$';
    if before(text, at).is_some_and(blocks) {
        return None;
    }
    let rest = text.get(at + 1..)?;
    let mut len =
        if rest.starts_with("1INCH") { 5 } else { rest.bytes().take_while(u8::is_ascii_uppercase).count() };
    if !(1..=8).contains(&len) {
        return None;
    }
    if rest.as_bytes().get(len) == Some(&b'@') {
        let name = name_len(rest, len + 1);
        if (3..=32).contains(&name) {
            len += 1 + name;
        }
    }
    (!after(rest, len).is_some_and(blocks)).then_some(len + 1)
}

/// Telegram finds phone numbers on its servers by rules that are not public; this takes the plain international form.
fn phone(text: &str, at: usize) -> Option<usize> {
    if before(text, at).is_some_and(is_word) {
        return None;
    }
    let rest = text.as_bytes().get(at + 1..)?;
    let span = rest.iter().take_while(|byte| byte.is_ascii_digit() || b" -()".contains(byte)).count();
    let span = rest.get(..span)?.iter().rposition(u8::is_ascii_digit)? + 1;
    let digits = rest.get(..span)?.iter().filter(|byte| byte.is_ascii_digit()).count();
    ((9..=15).contains(&digits) && !after(text, at + 1 + span).is_some_and(is_word)).then_some(span + 1)
}
