use crate::batch::{Unit, written};
use crate::code::Part;

/// What of a text survives translation, and so tells whose translation an answer is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// `<g1>`, `</g1>`, `<x2/>`, sorted.
    pub codes: Vec<String>,
    /// `%s`, `%1$d`, `:name`, `{name}`, `{{x}}`, sorted.
    pub specifiers: Vec<String>,
    /// Addresses of pages and people, sorted.
    pub addresses: Vec<String>,
    /// Numbers without their separators, which languages set differently, sorted.
    pub numbers: Vec<String>,
}

impl Signature {
    /// The signature of a text; `unit` tells which codes it can have.
    pub fn of(unit: &Unit, text: &str) -> Self {
        let mut signature = Self::default();
        for part in unit.parts(text) {
            match part {
                Part::Text(words) => signature.words(words),
                code => signature.codes.push(written(code)),
            }
        }
        for list in [
            &mut signature.codes,
            &mut signature.specifiers,
            &mut signature.addresses,
            &mut signature.numbers,
        ] {
            list.sort_unstable();
        }
        signature
    }

    /// There is nothing in it to recognise a text by.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn words(&mut self, text: &str) {
        let mut rest = String::with_capacity(text.len());
        for word in text.split_inclusive(|c: char| c.is_whitespace() || "<>\"«»„“”()[]".contains(c)) {
            match address(word) {
                Some(address) => self.addresses.push(address),
                None => rest.push_str(word),
            }
        }
        let rest = specifiers(&rest, &mut self.specifiers);
        numbers(&rest, &mut self.numbers);
    }
}

/// An address of a page or a person, without the punctuation of the sentence.
fn address(word: &str) -> Option<String> {
    let ends = |c: char| c.is_whitespace() || ".,;:!?()[]<>\"'«»„“”*…".contains(c);
    let word = word.trim_matches(ends);
    let page = word.contains("://") || word.starts_with("www.");
    let person = word.split_once('@').is_some_and(|(name, host)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
        !name.is_empty() && host.contains('.') && name.chars().all(plain) && host.chars().all(plain)
    });
    // What a program fills in is a specifier, not an address.
    ((page || person) && !word.contains(['{', '%'])).then(|| word.to_owned())
}

/// Takes the placeholders of programs out of a text; answers with the rest.
fn specifiers(text: &str, found: &mut Vec<String>) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut tail = text;
    let mut before = ' ';
    while let Some(c) = tail.chars().next() {
        let length = specifier(tail, before);
        if length > 0 {
            found.push(tail.get(..length).unwrap_or_default().to_owned());
            rest.push(' ');
        } else {
            rest.push(c);
        }
        before = c;
        tail = tail.get(length.max(c.len_utf8())..).unwrap_or_default();
    }
    rest
}

/// How long the specifier at the beginning is; 0 when there is none.
fn specifier(text: &str, before: char) -> usize {
    match text.chars().next() {
        Some('%') if !before.is_ascii_digit() => percent(text),
        Some(':') if !before.is_alphanumeric() && before != ':' => {
            let name = run(text.get(1..), |b| b.is_ascii_lowercase() || b == b'_');
            if name > 1 { 1 + name } else { 0 }
        }
        Some('{' | '$' | '#') => braces(text),
        _ => 0,
    }
}

/// `%s`, `%05.2f`, `%1$d`, `%(name)s`, `%name%`.
fn percent(text: &str) -> usize {
    let tail = text.get(1..).unwrap_or_default();
    let name = run(Some(tail), |b| b.is_ascii_alphanumeric() || b == b'_');
    if name > 1 && tail.as_bytes().get(name) == Some(&b'%') {
        return name + 2;
    }
    let named = tail.strip_prefix('(').and_then(|inner| near(inner, ')')).map_or(0, |at| at + 2);
    let flags = named + run(tail.get(named..), |b| b.is_ascii_digit() || b"$+-#.'".contains(&b));
    let kind = tail.get(flags..).and_then(|kind| kind.chars().next());
    let ends =
        |length: usize| !tail.get(length..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    match kind {
        Some(kind) if "bcdeEfFgGosuxX@".contains(kind) && ends(flags + 1) => flags + 2,
        _ => 0,
    }
}

/// `{name}`, `{{ name }}`, `${name}`, `#{name}`.
fn braces(text: &str) -> usize {
    let start = usize::from(!text.starts_with('{'));
    let open = text.bytes().skip(start).take(3).take_while(|b| *b == b'{').count();
    if open == 0 {
        return 0;
    }
    let inner = text.get(start + open..).unwrap_or_default();
    let Some(close) = near(inner, '}').filter(|at| *at > 0) else { return 0 };
    let name = inner.get(..close).unwrap_or_default().trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "_.$:,|-> ()'[]!".contains(c);
    if name.is_empty() || !name.chars().all(plain) || (open == 1 && name.contains(' ')) {
        return 0;
    }
    start + open + close + run(inner.get(close..), |b| b == b'}').min(open)
}

/// The first such mark, if it is near enough to end a name: looking on would take time out of proportion.
fn near(text: &str, mark: char) -> Option<usize> {
    text.char_indices().take(60).find(|(_, c)| *c == mark).map(|(at, _)| at)
}

fn run(text: Option<&str>, take: impl Fn(u8) -> bool) -> usize {
    text.map_or(0, |text| text.bytes().take_while(|b| take(*b)).count())
}

/// `1,234.5` and `1.234,5` and `1 234,5` are all `12345`.
fn numbers(text: &str, found: &mut Vec<String>) {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).copied().filter(|c| c.is_numeric()).and_then(|c| c.to_digit(10));
    let mut at = 0;
    while at < chars.len() {
        if digit(at).is_none() {
            at += 1;
            continue;
        }
        let mut number = String::new();
        while let Some(value) = digit(at) {
            number.extend(char::from_digit(value, 10));
            at += 1;
            let joins = chars.get(at).is_some_and(|c| ".,'’".contains(*c));
            let spaces = chars.get(at).is_some_and(|c| " \u{a0}\u{202f}".contains(*c));
            let three = (1..=3).all(|n| digit(at + n).is_some()) && digit(at + 4).is_none();
            if joins && digit(at + 1).is_some() || spaces && three {
                at += 1;
            }
        }
        found.push(number);
    }
}
