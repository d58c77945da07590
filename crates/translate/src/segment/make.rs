//! From a run of text, tags and islands to a segment: trimmed, numbered, read.

use encoding_rs::{Encoding, UTF_8};

use super::read::Reading;
use super::{Kind, Piece, Segment, template};
use crate::code::{self, Code, CodeClass, Form};
use crate::context::{Context, Html, Outer};
use crate::entity::{self, Reference};
use crate::escape::outer;
use crate::source::{Source, Span, is_space};

/// A stretch of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub span: Span,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Text,
    /// Text that is white space and nothing else.
    Blank,
    /// A start tag; paired with the item of this number, if with any.
    Open(Option<usize>),
    Close(Option<usize>),
    Void,
    Untranslated,
    Echo,
    Call,
    Comment,
    Template,
    Reference,
    Markup,
}

impl What {
    /// What is left outside when it stands at the edge.
    fn is_edge(self) -> bool {
        matches!(self, Self::Blank | Self::Open(None) | Self::Close(None) | Self::Void | Self::Comment)
    }
}

/// The words of a run could not be read: these bytes are no characters.
pub(super) struct Undecodable(pub Span);

pub(super) struct Maker<'a> {
    pub src: Source<'a>,
    pub encoding: &'static Encoding,
}

impl Maker<'_> {
    /// Whether a stretch is blank is looked at once, here.
    pub fn text(&self, span: Span) -> Item {
        let blank = self.src.cut(span).iter().all(|b| is_space(*b));
        Item { span, what: if blank { What::Blank } else { What::Text } }
    }

    /// The segment in a run, if there are words in it.
    pub fn make(
        &self,
        items: &[Item],
        context: Context,
        kind: Kind,
        place: &str,
    ) -> Result<Option<Segment>, Undecodable> {
        let Some((low, high)) = trim(items) else { return Ok(None) };
        // Escapes at the edges are white space, and no codes.
        let mut whole = items.get(low..high).unwrap_or_default().to_vec();
        self.trim_text(&mut whole, context);
        let mut kept = Vec::with_capacity(whole.len());
        for item in whole {
            match item.what {
                What::Text | What::Blank => self.split(item.span, context, &mut kept),
                _ => kept.push(item),
            }
        }
        self.trim_text(&mut kept, context);
        self.number(&kept, context, kind, place)
    }

    /// Leaves the white space at both ends outside.
    fn trim_text(&self, kept: &mut Vec<Item>, context: Context) {
        let escapes = matches!(context.outer, Outer::Double | Outer::Heredoc | Outer::Json);
        if let Some(item) = kept.first_mut().filter(|item| item.what == What::Text) {
            let text = self.src.cut(item.span);
            item.span.start += blank(text, |text| leading(text, escapes));
        }
        if let Some(item) = kept.last_mut().filter(|item| item.what == What::Text) {
            let mut text = self.src.cut(item.span);
            while let Some(n) = trailing(text, escapes) {
                text = text.get(..text.len() - n).unwrap_or_default();
            }
            item.span.end = item.span.start + text.len();
        }
        kept.retain(|item| !item.span.is_empty());
    }

    /// Splits text where something in it must become a code: templates of the browser, strange references, escapes that
    /// stand for no letter.
    fn split(&self, span: Span, context: Context, kept: &mut Vec<Item>) {
        let mut from = span.start;
        let mut at = span.start;
        let mut push = |start: usize, end: usize, what: What| {
            if end > start {
                kept.push(Item { span: Span::new(start, end), what });
            }
        };
        let next = |at: usize| {
            let rest = self.src.cut(Span::new(at, span.end));
            match context.outer {
                Outer::Double | Outer::Heredoc => memchr::memchr3(b'&', b'{', b'\\', rest),
                _ => rest.iter().position(|b| *b == b'&' || template::begins(*b)),
            }
        };
        while let Some(n) = next(at) {
            at += n;
            let rest = Span::new(at, span.end);
            let Some((length, what)) = self.special(rest, context) else {
                // The second of two backslashes begins no escape.
                at += if self.src.cut(rest).starts_with(b"\\\\") { 2 } else { 1 };
                continue;
            };
            push(from, at, What::Text);
            push(at, at + length, what);
            at += length;
            from = at;
        }
        push(from, span.end, What::Text);
    }

    fn special(&self, span: Span, context: Context) -> Option<(usize, What)> {
        let bytes = self.src.cut(span);
        if (bytes.starts_with(b"{{") || context.outer == Outer::None)
            && let Some(length) = template::length(bytes)
        {
            return Some((length, What::Template));
        }
        if bytes.first() == Some(&b'\\') {
            return Some((outer::unreadable(bytes, self.encoding == UTF_8)?, What::Reference));
        }
        if matches!(context.html, Html::None | Html::InTag) || bytes.first() != Some(&b'&') {
            return None;
        }
        let head = bytes.get(..bytes.len().min(40))?;
        let ascii = head.iter().position(|b| !b.is_ascii()).and_then(|n| head.get(..n)).unwrap_or(head);
        match entity::read(std::str::from_utf8(ascii).ok()?, matches!(context.html, Html::Attribute(_)))? {
            Reference::Strange(length) => Some((length, What::Reference)),
            _ => None,
        }
    }

    /// Gives numbers to codes and reads the text.
    fn number(
        &self,
        items: &[Item],
        context: Context,
        kind: Kind,
        place: &str,
    ) -> Result<Option<Segment>, Undecodable> {
        let Some((first, last)) = items.first().zip(items.last()) else { return Ok(None) };
        let span = Span::new(first.span.start, last.span.end);
        let mut taken = Vec::new();
        loop {
            let text = String::with_capacity(span.len());
            let mut reading = Reading { text, ..Reading::default() };
            let codes = self.read(items, context, &taken, &mut reading)?;
            if !reading.letters {
                return Ok(None);
            }
            // Words like `<g1>` in the text keep their numbers for themselves.
            if reading.angle && taken.is_empty() && !codes.is_empty() {
                taken = self.lookalikes(items, context);
                if !taken.is_empty() {
                    continue;
                }
            }
            let pieces =
                items.iter().map(|item| Piece { span: item.span, text: item.what == What::Text }).collect();
            let Reading { text, habits, .. } = reading;
            return Ok(Some(Segment {
                id: 0,
                kind,
                span,
                text,
                codes,
                place: place.to_owned(),
                pieces,
                context,
                habits,
                label: None,
            }));
        }
    }

    fn lookalikes(&self, items: &[Item], context: Context) -> Vec<usize> {
        let mut reading = Reading::default();
        for item in items.iter().filter(|item| item.what == What::Text) {
            reading.add(self.src.cut(item.span), self.encoding, context);
        }
        let mut taken = code::taken(&reading.text);
        taken.sort_unstable();
        taken
    }

    fn read(
        &self,
        items: &[Item],
        context: Context,
        taken: &[usize],
        reading: &mut Reading,
    ) -> Result<Vec<Code>, Undecodable> {
        let mut codes: Vec<Code> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut number = 0;
        for item in items {
            let (class, movable, pair) = match item.what {
                What::Text | What::Blank => {
                    if !reading.add(self.src.cut(item.span), self.encoding, context) {
                        return Err(Undecodable(item.span));
                    }
                    continue;
                }
                What::Close(Some(_)) => {
                    if let Some(index) = open.pop()
                        && let Some(code) = codes.get_mut(index)
                    {
                        code.close = item.span;
                        write(reading, "</g", code.number, ">");
                    }
                    continue;
                }
                What::Open(partner) => (CodeClass::Element, partner.is_some(), partner.is_some()),
                What::Close(None) => (CodeClass::Element, false, false),
                What::Void => (CodeClass::Element, true, false),
                What::Untranslated => (CodeClass::Untranslated, true, false),
                What::Echo => (CodeClass::Echo, true, false),
                What::Call => (CodeClass::Call, false, false),
                What::Comment => (CodeClass::Comment, false, false),
                What::Template => (CodeClass::Template, true, false),
                What::Reference => (CodeClass::Reference, false, false),
                What::Markup => (CodeClass::Markup, false, false),
            };
            number += 1;
            while taken.binary_search(&number).is_ok() {
                number += 1;
            }
            let parent = open.last().and_then(|index| codes.get(*index)).map_or(0, |code| code.number);
            let form = if pair { Form::Pair } else { Form::Single };
            if pair {
                open.push(codes.len());
                write(reading, "<g", number, ">");
            } else {
                write(reading, "<x", number, "/>");
            }
            codes.push(Code {
                number,
                form,
                class,
                movable,
                span: item.span,
                close: Span::new(0, 0),
                parent,
            });
        }
        Ok(codes)
    }
}

/// The part of the run that is worth a translator's look: without white space, codes and pairs around it.
fn trim(items: &[Item]) -> Option<(usize, usize)> {
    let (mut low, mut high) = (0, items.len());
    let empty = |n: usize| items.get(n).is_some_and(|item| item.what == What::Blank);
    while low < high {
        let (first, last) = (items.get(low)?, items.get(high - 1)?);
        match (first.what, last.what) {
            (What::Open(Some(partner)), _) if partner + 1 == high => (low, high) = (low + 1, high - 1),
            // An icon: a pair with nothing in it.
            (What::Open(Some(partner)), _) if partner == low + 1 => low += 2,
            (What::Open(Some(partner)), _) if partner == low + 2 && empty(low + 1) => low += 3,
            (_, What::Close(Some(partner))) if partner + 2 == high => high -= 2,
            (_, What::Close(Some(partner))) if partner + 3 == high && empty(high - 2) => high -= 3,
            _ if first.what.is_edge() => low += 1,
            _ if last.what.is_edge() => high -= 1,
            _ => return Some((low, high)),
        }
    }
    None
}

fn write(reading: &mut Reading, before: &str, number: usize, after: &str) {
    reading.text.push_str(before);
    reading.text.push_str(&number.to_string());
    reading.text.push_str(after);
}

/// How much of the beginning is blank.
fn blank(text: &[u8], leading: impl Fn(&[u8]) -> Option<usize>) -> usize {
    let mut at = 0;
    while let Some(n) = leading(text.get(at..).unwrap_or_default()) {
        at += n;
    }
    at
}

/// The length of the white space, or of its escape in a string, at the beginning.
fn leading(text: &[u8], escapes: bool) -> Option<usize> {
    match text {
        [b, ..] if is_space(*b) => Some(1),
        [b'\\', b'n' | b'r' | b't', ..] if escapes => Some(2),
        _ => None,
    }
}

/// The same at the end. An even number of backslashes before the letter escapes nothing.
fn trailing(text: &[u8], escapes: bool) -> Option<usize> {
    match text {
        [.., b] if is_space(*b) => Some(1),
        [before @ .., b'n' | b'r' | b't'] if escapes => {
            let backslashes = before.iter().rev().take_while(|b| **b == b'\\').count();
            (backslashes % 2 == 1).then_some(2)
        }
        _ => None,
    }
}
