//! What comes after a quote decides whether it closes the text: models forget to escape quotes, and then the only
//! difference between `"He said "no", then left"` and two texts is what follows. `None` means that more must arrive.

/// What stands behind more white space than this does not count, so that it need not be waited for, bytes.
const PATIENCE: usize = 1024;
/// A key longer than this is not one, characters.
const KEY: usize = 128;

/// Where a string stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Key,
    Value,
    Element,
    /// Too deep to know.
    Anywhere,
}

/// Whether a quote that is followed by `after` closes the string.
pub fn closes(after: &str, role: Role) -> Option<bool> {
    let Ok((tail, next)) = near(after)? else { return Some(true) };
    match (role, next) {
        (Role::Anywhere, next) => Some(matches!(next, ':' | ',' | '}' | ']')),
        (Role::Key, next) => Some(next == ':'),
        (_, '}' | ']') => tail.chars().nth(1).map(|beyond| !is_quote(beyond)),
        (Role::Element, ',') => Some(true),
        (Role::Value, ',') => tail.get(1..).and_then(member),
        (Role::Value, next) if is_quote(next) => key(tail),
        (Role::Element | Role::Value, _) => Some(false),
    }
}

/// Whether an object or array really begins here: `after` follows its bracket. Braces in prose do not count.
pub fn opens(bracket: char, after: &str) -> Option<bool> {
    let Ok((tail, next)) = near(after)? else { return Some(true) };
    match (bracket, next) {
        ('{', '}') => Some(false),
        ('{', _) => member(tail),
        ('[', '{') => tail.get(1..).and_then(|inner| opens('{', inner)),
        ('[', next) => Some(is_quote(next)),
        _ => Some(false),
    }
}

pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“')
}

/// The mark that closes what `open` opened.
pub fn closing_of(open: char) -> char {
    if open == '“' { '”' } else { open }
}

/// What may follow a comma in an object: a key, or its end where the comma was one too many.
fn member(after: &str) -> Option<bool> {
    let Ok((tail, next)) = near(after)? else { return Some(true) };
    match next {
        '}' | ']' => Some(true),
        next if is_quote(next) => key(tail),
        next if next.is_ascii_digit() => colon(tail.trim_start_matches(|c: char| c.is_ascii_digit())),
        _ => Some(false),
    }
}

fn key(tail: &str) -> Option<bool> {
    let mut chars = tail.char_indices();
    let close = closing_of(chars.next()?.1);
    for _ in 0..KEY {
        let (at, c) = chars.next()?;
        if c == '\\' {
            chars.next()?;
        } else if c == close {
            return colon(tail.get(at + c.len_utf8()..).unwrap_or_default());
        }
    }
    Some(false)
}

fn colon(after: &str) -> Option<bool> {
    Some(near(after)?.is_ok_and(|(_, next)| next == ':'))
}

/// Too much white space stands before what follows.
struct TooFar;

/// What follows the white space of `after`, and its first character; `None` when more must arrive. The same is decided
/// whether `after` came at once or letter by letter.
fn near(after: &str) -> Option<Result<(&str, char), TooFar>> {
    let tail = after.trim_start();
    if after.len() - tail.len() > PATIENCE {
        return Some(Err(TooFar));
    }
    tail.chars().next().map(|next| Ok((tail, next)))
}
