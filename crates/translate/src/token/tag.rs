//! The inside of a tag: its name and its attributes.

use super::{Attribute, Reader};
use crate::source::{Span, is_space};

pub(super) struct Tag {
    pub name: Span,
    pub end: usize,
}

impl Reader<'_> {
    /// Reads the tag whose name begins here; nothing if the file ends in it.
    pub(super) fn read_tag(&mut self, start: usize) -> Option<Tag> {
        // Letters before an island are the name: what a program prints behind them is mostly an attribute.
        let letters = self.next_island().max(start);
        let mut i = self.pass(start, |b| is_space(b) || b == b'/' || b == b'>');
        let name = Span::new(start, if letters > start { i.min(letters) } else { i });
        loop {
            let slash = self.src.skip(i, |b| is_space(b) || b == b'/').min(self.next_island());
            i = slash;
            if i >= self.src.len() {
                return None;
            }
            if self.src.at(i) == b'>' && !self.is_island(i) {
                return Some(Tag { name, end: i + 1 });
            }
            i = self.attribute(i)?;
        }
    }

    /// Passes islands, and all bytes that do not stop.
    fn pass(&mut self, mut i: usize, stop: impl Fn(u8) -> bool) -> usize {
        while i < self.src.len() {
            if let Some(end) = self.island_at(i) {
                i = end;
                continue;
            }
            let limit = self.next_island();
            let cut = self.src.cut(Span::new(i, limit));
            if let Some(n) = cut.iter().position(|b| stop(*b)) {
                return i + n;
            }
            i = limit;
        }
        i
    }

    /// Reads an attribute; where it ends, or nothing if the file ends in its value.
    fn attribute(&mut self, start: usize) -> Option<usize> {
        // A `=` at the beginning belongs to the name. An island may be a whole attribute or none; the name begins after it.
        let mut name_start = start;
        let mut first = start + usize::from(self.src.at(start) == b'=' && !self.is_island(start));
        while let Some(end) = self.island_at(first) {
            first = end;
            name_start = end;
        }
        let name_end = self.pass(first, |b| is_space(b) || matches!(b, b'/' | b'>' | b'='));
        let name = Span::new(name_start, name_end);
        let equals = self.src.skip(name_end, is_space).min(self.next_island());
        if self.src.at(equals) != b'=' || self.is_island(equals) {
            self.keep(Attribute { name, value: None, quote: 0 });
            return Some(name_end);
        }
        let value = self.src.skip(equals + 1, is_space).min(self.next_island());
        let quote = if self.is_island(value) { 0 } else { self.src.at(value) };
        let (value, quote, end) = match quote {
            b'"' | b'\'' => {
                let end = self.closing_quote(value + 1, quote)?;
                (Span::new(value + 1, end), quote, end + 1)
            }
            b'>' => (Span::new(value, value), 0, value),
            _ => {
                let end = self.pass(value, |b| is_space(b) || b == b'>');
                (Span::new(value, end), 0, end)
            }
        };
        self.keep(Attribute { name, value: Some(value), quote });
        Some(end)
    }

    fn keep(&mut self, attribute: Attribute) {
        if !attribute.name.is_empty() {
            self.out.attributes.push(attribute);
        }
    }

    fn closing_quote(&mut self, mut i: usize, quote: u8) -> Option<usize> {
        while i < self.src.len() {
            if let Some(end) = self.island_at(i) {
                i = end;
                continue;
            }
            let limit = self.next_island();
            if let Some(at) = self.src.find_byte(quote, Span::new(i, limit)) {
                return Some(at);
            }
            i = limit;
        }
        None
    }
}
