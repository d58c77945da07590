//! Code in the text of any page: templates of the browser and of programs that fill the page in, which no dialect knows.

use memchr::memmem::find;

/// As far as the end of a `{{ … }}` is looked for.
const REACH: usize = 300;
/// As far as that of all others.
const NEAR: usize = 100;

/// The bytes with which code begins.
pub(crate) const fn begins(b: u8) -> bool {
    matches!(b, b'{' | b'[' | b'$' | b'#')
}

/// The length of the code that the bytes begin with: `{{ … }}`, `${x.y}`, `#{x}`, `{SITE_NAME}`, `{MENU=1}`, `{NAV: type=main}`,
/// `{#dialog.title}`, `$FIRST_NAME`, `[gallery ids="1,2"]`, `[/caption]`, `[field:title/]`. What may be a word in braces (`{name}`, `[optional]`) or money
/// (`$US`) is none.
pub(crate) fn length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'{', b'{', ..] => browser(bytes),
        [b'{', b'A'..=b'Z' | b'-', ..] => constant(bytes),
        [b'$', b'A'..=b'Z', ..] => variable(bytes),
        [b'{', b'#', b, ..] if b.is_ascii_alphabetic() => near(bytes, b'}'),
        [b'$' | b'#', b'{', b, ..] if b.is_ascii_alphabetic() || *b == b'_' => near(bytes, b'}'),
        [b'[', ..] => shortcode(bytes),
        _ => None,
    }
}

/// How many there are in a text.
pub(crate) fn count(bytes: &[u8]) -> usize {
    let (mut at, mut count) = (0, 0);
    while let Some(n) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| begins(*b))) {
        at += n;
        let found = bytes.get(at..).and_then(length);
        count += usize::from(found.is_some());
        at += found.unwrap_or(1);
    }
    count
}

fn browser(bytes: &[u8]) -> Option<usize> {
    let reach = bytes.get(..bytes.len().min(REACH))?;
    let end = find(reach, b"}}")?;
    let more = reach.get(end + 2) == Some(&b'}') && bytes.starts_with(b"{{{");
    Some(end + 2 + usize::from(more))
}

fn is_name(b: u8) -> bool {
    b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.' | b':' | b'-')
}

fn constant(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().skip(1).take(NEAR).take_while(|b| is_name(**b)).count();
    match bytes.get(length + 1)? {
        b'}' if length > 1 => Some(length + 2),
        b'=' if length > 1 => near(bytes, b'}'),
        b' ' if length > 1 && bytes.get(length) == Some(&b':') => near(bytes, b'}'),
        _ => None,
    }
}

/// Shops' templates of letters.
fn variable(bytes: &[u8]) -> Option<usize> {
    let name = bytes.iter().skip(1).take(NEAR);
    let length = name.take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || **b == b'_').count();
    let runs_on = bytes.get(length + 1).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    (length > 3 && !runs_on).then_some(length + 1)
}

/// Up to the closing byte on the same line.
fn near(bytes: &[u8], close: u8) -> Option<usize> {
    let reach = bytes.get(..bytes.len().min(NEAR))?;
    let end = memchr::memchr3(close, b'\n', b'<', reach)?;
    (reach.get(end) == Some(&close)).then_some(end + 1)
}

/// A name in small letters with parameters, with a slash before it, or in a namespace.
fn shortcode(bytes: &[u8]) -> Option<usize> {
    let closing = bytes.get(1) == Some(&b'/');
    let start = 1 + usize::from(closing);
    let is_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
    let name = bytes.iter().skip(start).take(NEAR).take_while(|b| is_name(b)).count();
    if name == 0 || !bytes.get(start)?.is_ascii_lowercase() {
        return None;
    }
    let after = start + name;
    if closing {
        return (bytes.get(after) == Some(&b']')).then_some(after + 1);
    }
    if bytes.get(after) == Some(&b':') && bytes.get(after + 1).is_some_and(u8::is_ascii_lowercase) {
        return near(bytes, b']');
    }
    let end = memchr::memchr(b']', bytes.get(..bytes.len().min(REACH))?)?;
    let parameter = bytes.get(after + 1..end)?;
    let key = parameter.iter().take_while(|b| is_name(b)).count();
    let given = bytes.get(after) == Some(&b' ') && key > 0 && parameter.get(key) == Some(&b'=');
    given.then_some(end + 1)
}
