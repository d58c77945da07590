//! Strings of JSON and of PHP: their escapes, read and written.

use std::borrow::Cow;

use crate::context::Outer;

/// The characters that the content of a string stands for.
pub(crate) fn unescape(outer: Outer, text: &str) -> Cow<'_, str> {
    if !text.contains('\\') || outer == Outer::Nowdoc {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (char, length) = match outer {
            Outer::Json => json(rest),
            Outer::Single => single(rest),
            _ => double(rest, outer),
        };
        match char {
            Some(char) => out.push(char),
            None => out.push_str(rest.get(..length).unwrap_or_default()),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character behind an escape at the beginning, and the escape's length. An escape that means nothing stands for itself.
fn json(text: &str) -> (Option<char>, usize) {
    let plain = |c| (Some(c), 2);
    match text.as_bytes().get(1) {
        Some(b'n') => plain('\n'),
        Some(b't') => plain('\t'),
        Some(b'r') => plain('\r'),
        Some(b'b') => plain('\u{8}'),
        Some(b'f') => plain('\u{C}'),
        Some(b) if matches!(b, b'"' | b'\\' | b'/') => plain(char::from(*b)),
        Some(b'u') => unicode(text),
        _ => (None, 1),
    }
}

fn unicode(text: &str) -> (Option<char>, usize) {
    let unit = |at: usize| {
        let hex = text.get(at..at + 6)?.strip_prefix("\\u")?;
        hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(hex, 16).ok())?
    };
    let Some(first) = unit(0) else { return (None, 1) };
    if let Some(char) = char::from_u32(u32::from(first)) {
        return (Some(char), 6);
    }
    match unit(6).and_then(|second| char::decode_utf16([first, second]).next()?.ok()) {
        Some(char) => (Some(char), 12),
        None => (None, 6),
    }
}

fn single(text: &str) -> (Option<char>, usize) {
    match text.as_bytes().get(1) {
        Some(b) if matches!(b, b'\'' | b'\\') => (Some(char::from(*b)), 2),
        _ => (None, 1),
    }
}

fn double(text: &str, outer: Outer) -> (Option<char>, usize) {
    match text.as_bytes().get(1) {
        Some(b'n') => (Some('\n'), 2),
        Some(b't') => (Some('\t'), 2),
        Some(b'"') if outer == Outer::Double => (Some('"'), 2),
        Some(b) if matches!(b, b'$' | b'\\') => (Some(char::from(*b)), 2),
        // Those that cannot be read as letters have become codes before.
        Some(b'u') => match point(text.as_bytes()) {
            Some((Some(char), length)) => (Some(char), length),
            _ => (None, 1),
        },
        _ => (None, 1),
    }
}

/// How long the escapes are that a PHP string in `"` or a heredoc begins with here and that no translator should read:
/// control characters, bytes by number, signs that cannot be told from markup. Several in a row are one. `None` where there
/// is nothing of the kind; `utf8` tells that the file is in UTF-8, as `\u{…}` always is.
pub(crate) fn unreadable(text: &[u8], utf8: bool) -> Option<usize> {
    let mut at = 0;
    while let Some(length) = text.get(at..).and_then(|rest| unreadable_one(rest, utf8)) {
        at += length;
    }
    (at > 0).then_some(at)
}

/// <https://www.php.net/manual/en/language.types.string.php#language.types.string.syntax.double>
fn unreadable_one(text: &[u8], utf8: bool) -> Option<usize> {
    let digits = |from: usize, most: usize, is: fn(&u8) -> bool| {
        text.iter().skip(from).take(most).take_while(|b| is(b)).count()
    };
    match text {
        [b'\\', b'r' | b'v' | b'e' | b'f', ..] => Some(2),
        [b'\\', b'0'..=b'7', ..] => Some(1 + digits(1, 3, |b| matches!(b, b'0'..=b'7'))),
        [b'\\', b'x' | b'X', b, ..] if b.is_ascii_hexdigit() => Some(2 + digits(2, 2, u8::is_ascii_hexdigit)),
        [b'\\', b'u', ..] => match point(text)? {
            (Some(_), _) if utf8 => None,
            (_, length) => Some(length),
        },
        _ => None,
    }
}

/// PHP's `\u{…}` at the beginning: its character, if it is one that people read, and the escape's length.
fn point(text: &[u8]) -> Option<(Option<char>, usize)> {
    let hex = text.strip_prefix(b"\\u{")?;
    let count = hex.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    if count == 0 || hex.get(count) != Some(&b'}') {
        return None;
    }
    let digits = std::str::from_utf8(hex.get(..count)?).ok()?;
    let char = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    let is_read = |c: &char| {
        c.is_alphanumeric() || matches!(c, '‘'..='”' | '–' | '—' | '…' | '•' | '©' | '®' | '™' | '€')
    };
    Some((char.filter(is_read), 4 + count))
}

/// Writes text as the content of a string.
pub(crate) fn escape(outer: Outer, text: &str) -> String {
    if outer == Outer::Nowdoc {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match (outer, c) {
            (Outer::Json, '"') | (Outer::Json | Outer::Single | Outer::Double | Outer::Heredoc, '\\') => {
                out.push('\\');
                out.push(c);
            }
            // `</script>` and `<!--` would end or hide the script around it, `<?` would be PHP.
            (Outer::Json, '<') => out.push_str("\\u003c"),
            (Outer::Json, c) if c < ' ' || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str(&json_unit(c));
            }
            (Outer::Single, '\'') => out.push_str("\\'"),
            (Outer::Double, '"') => out.push_str("\\\""),
            (Outer::Double | Outer::Heredoc, '$') => out.push_str("\\$"),
            (Outer::Double, '\n') => out.push_str("\\n"),
            (Outer::Double, '\t') => out.push_str("\\t"),
            _ => out.push(c),
        }
    }
    out
}

/// A character as JSON writes it when it may not, or cannot, stand there itself.
pub(crate) fn json_unit(c: char) -> String {
    match c {
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        _ => {
            let mut out = String::new();
            for unit in c.encode_utf16(&mut [0; 2]) {
                let digit = |shift: u16| char::from_digit(u32::from(*unit >> shift & 0xF), 16).unwrap_or('0');
                out.extend(['\\', 'u', digit(12), digit(8), digit(4), digit(0)]);
            }
            out
        }
    }
}
