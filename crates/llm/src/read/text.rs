use super::lookahead::{Role, closing_of};

/// A string that is being read.
#[derive(Debug)]
pub struct Text {
    pub close: char,
    pub role: Role,
    pub out: String,
}

impl Text {
    pub fn new(open: char, role: Role) -> Self {
        Self { close: closing_of(open), role, out: String::new() }
    }

    /// Takes the run of plain characters at the beginning; answers with its length in bytes.
    pub fn plain(&mut self, tail: &str) -> usize {
        let end = tail.find([self.close, '\\']).unwrap_or(tail.len());
        self.out.push_str(tail.get(..end).unwrap_or_default());
        end
    }

    /// Takes the escape at the beginning (`tail` starts with a backslash); `None` when more of it must arrive.
    pub fn escape(&mut self, tail: &str) -> Option<usize> {
        let (c, length) = escape(tail)?;
        self.out.push_str(&c);
        Some(length)
    }
}

/// What an escape stands for, and its length in bytes. Unknown ones are read as they were probably meant: a backslash
/// before punctuation goes, one before a letter stays.
pub fn escape(tail: &str) -> Option<(String, usize)> {
    let kind = tail.chars().nth(1)?;
    let plain = |c: char| Some((c.to_string(), 1 + kind.len_utf8()));
    match kind {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'u' => unicode(tail),
        kind if kind.is_alphanumeric() => Some((format!("\\{kind}"), 1 + kind.len_utf8())),
        kind => plain(kind),
    }
}

/// `\uXXXX`, or two of them that make a pair; half a pair becomes U+FFFD.
fn unicode(tail: &str) -> Option<(String, usize)> {
    let Unit::Is(first) = unit(tail) else { return unit(tail).spoilt() };
    if (0xD800..0xDC00).contains(&first) {
        match unit(tail.get(6..).unwrap_or_default()) {
            Unit::Is(second) if (0xDC00..0xE000).contains(&second) => {
                let pair = char::decode_utf16([first, second]).next().and_then(Result::ok);
                return Some((pair.unwrap_or(char::REPLACEMENT_CHARACTER).to_string(), 12));
            }
            Unit::NeedsMore => return None,
            _ => {}
        }
    }
    Some((char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER).to_string(), 6))
}

enum Unit {
    Is(u16),
    Not,
    NeedsMore,
}

impl Unit {
    fn spoilt(self) -> Option<(String, usize)> {
        matches!(self, Self::Not).then(|| ("\\u".to_owned(), 2))
    }
}

/// A UTF-16 unit in hexadecimal at the beginning of `tail`.
fn unit(tail: &str) -> Unit {
    let prefix: String = tail.chars().take(6).collect();
    let expected = "\\u";
    if prefix.len() < 2 {
        return if expected.starts_with(&prefix) { Unit::NeedsMore } else { Unit::Not };
    }
    let Some(digits) = prefix.strip_prefix(expected) else { return Unit::Not };
    if !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return Unit::Not;
    }
    if digits.len() < 4 {
        return Unit::NeedsMore;
    }
    u16::from_str_radix(digits, 16).map_or(Unit::Not, Unit::Is)
}
