use super::text::escape;

/// An answer that is a JSON string with the object inside is freed of its wrapping on the way in.
#[derive(Debug)]
pub enum Unwrap {
    /// Too early to tell.
    Start(String),
    Plain,
    /// Inside the string; holds half an escape.
    Wrapped(String),
    Over,
}

/// Wrappings begin within as much; beyond it nothing is waited for, bytes.
const BEGINNING: usize = 256;

impl Default for Unwrap {
    fn default() -> Self {
        Self::Start(String::new())
    }
}

impl Unwrap {
    pub fn push(&mut self, chunk: &str) -> String {
        match self {
            Self::Start(held) => {
                held.push_str(chunk);
                let Some(wrapped) = is_wrapped(held) else { return String::new() };
                let held = std::mem::take(held);
                *self = if wrapped { Self::Wrapped(String::new()) } else { Self::Plain };
                let inner =
                    if wrapped { held.split_once('"').map(|(_, inner)| inner.to_owned()) } else { None };
                self.push(&inner.unwrap_or(held))
            }
            Self::Plain => chunk.to_owned(),
            Self::Wrapped(held) => {
                held.push_str(chunk);
                let (out, rest, over) = unescape(held);
                *self = if over { Self::Over } else { Self::Wrapped(rest) };
                out
            }
            Self::Over => String::new(),
        }
    }

    /// What was held back because it was too early to tell.
    pub fn finish(&mut self) -> String {
        match std::mem::replace(self, Self::Over) {
            Self::Start(held) => held,
            _ => String::new(),
        }
    }
}

/// Whether the answer begins with a quote, a brace and an escaped quote. The same is decided whether `held` came at once
/// or letter by letter.
fn is_wrapped(held: &str) -> Option<bool> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let too_far = |tail: &str| held.len() - tail.len() > BEGINNING;
    let mut tail = held.trim_start_matches(blank);
    if tail.starts_with('`') {
        tail = match tail.split_once('\n') {
            Some((_, below)) => below.trim_start_matches(blank),
            None if held.len() > BEGINNING => return Some(false),
            None => return None,
        };
    }
    for mark in ["\"", "{", "\\\""] {
        tail = tail.trim_start_matches(blank);
        while let Some(more) = tail.strip_prefix("\\n").filter(|_| mark != "\"") {
            tail = more.trim_start_matches(blank);
        }
        if too_far(tail) {
            return Some(false);
        }
        if tail.len() < mark.len() && mark.starts_with(tail) || tail == "\\" {
            return None;
        }
        let Some(more) = tail.strip_prefix(mark) else { return Some(false) };
        tail = more;
    }
    Some(true)
}

/// The text, what is left of it for want of more, and whether the closing quote came.
fn unescape(held: &str) -> (String, String, bool) {
    let mut out = String::new();
    let mut tail = held;
    while let Some(c) = tail.chars().next() {
        let taken = match c {
            '"' => return (out, String::new(), true),
            '\\' => {
                let Some((meant, length)) = escape(tail) else { return (out, tail.to_owned(), false) };
                out.push_str(&meant);
                length
            }
            _ => {
                let end = tail.find(['"', '\\']).unwrap_or(tail.len());
                out.push_str(tail.get(..end).unwrap_or_default());
                end
            }
        };
        tail = tail.get(taken..).unwrap_or_default();
    }
    (out, String::new(), false)
}
