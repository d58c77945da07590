//! From bytes of the file to what a translator sees.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::context::{Context, Html, Outer};
use crate::entity::{self, Reference};
use crate::escape::outer;
use crate::source::is_space;

/// Characters that a segment's source writes as references, and how.
pub(crate) type Habits = BTreeMap<char, Box<str>>;

/// What was read of a segment so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub text: String,
    pub habits: Habits,
    pub letters: bool,
    /// There is a `<` that is text.
    pub angle: bool,
}

impl Reading {
    /// Adds bytes of the file; whether they belong to its encoding.
    pub fn add(&mut self, bytes: &[u8], encoding: &'static Encoding, context: Context) -> bool {
        let decoded = if encoding == encoding_rs::UTF_8 {
            let Ok(text) = std::str::from_utf8(bytes) else { return false };
            Cow::Borrowed(text)
        } else {
            let (text, malformed) = encoding.decode_without_bom_handling(bytes);
            if malformed {
                return false;
            }
            text
        };
        let before = self.text.len();
        if context.outer == Outer::None {
            self.add_html(&decoded, context);
        } else {
            let plain = outer::unescape(context.outer, &decoded);
            self.add_html(&plain, context);
        }
        let added = self.text.get(before..).unwrap_or_default();
        self.letters |= has_letter(added);
        self.angle |= added.contains('<');
        true
    }

    fn add_html(&mut self, text: &str, context: Context) {
        let references = !matches!(context.html, Html::None | Html::InTag);
        let special = |b: u8| (b == b'&' && references) || (is_space(b) && (!context.preserve || b == b'\r'));
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while let Some(n) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| special(*b))) {
            at += n;
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            // The usual single space between words needs no work.
            if bytes.get(at) == Some(&b' ') && !is_space(next) {
                at += 1;
                continue;
            }
            self.text.push_str(text.get(from..at).unwrap_or_default());
            at += self.add_special(text.get(at..).unwrap_or_default(), context);
            from = at;
        }
        self.text.push_str(text.get(from..).unwrap_or_default());
    }

    /// Adds the white space or the reference that the text begins with; its length.
    fn add_special(&mut self, text: &str, context: Context) -> usize {
        if !text.starts_with('&') {
            return self.add_space(text, context.preserve);
        }
        match entity::read(text, matches!(context.html, Html::Attribute(_))) {
            Some(Reference::Is(value, length)) => {
                self.text.push_str(value);
                self.habit(value, text.get(..length).unwrap_or_default());
                length
            }
            Some(Reference::Char(value, length)) => {
                self.text.push(value);
                self.habit(value.encode_utf8(&mut [0; 4]), text.get(..length).unwrap_or_default());
                length
            }
            _ => {
                self.text.push('&');
                1
            }
        }
    }

    fn add_space(&mut self, text: &str, preserve: bool) -> usize {
        if preserve {
            // Line ends are `\n` for the translator, and the file's own again when they are written.
            self.text.push('\n');
            return if text.starts_with("\r\n") { 2 } else { 1 };
        }
        self.text.push(' ');
        text.bytes().take_while(|b| is_space(*b)).count()
    }

    /// Remembers that the source writes this character as that reference.
    fn habit(&mut self, value: &str, reference: &str) {
        let mut chars = value.chars();
        if let (Some(char), None) = (chars.next(), chars.next())
            && reference.ends_with(';')
        {
            self.habits.entry(char).or_insert_with(|| reference.into());
        }
    }
}

pub(crate) fn has_letter(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_alphabetic())
        || (!text.is_ascii() && text.chars().any(char::is_alphabetic))
}
