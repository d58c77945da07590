//! Splicing: the file again, with translations in place of segments. What is not translated is copied byte for byte.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::code::{self, CodeFault, Form, Part};
use crate::context::{Context, Html, Outer};
use crate::escape::{self, Style, outer};
use crate::gate::Fault;
use crate::island::{self, Dialects};
use crate::segment::{Segment, has_letter, template};
use crate::source::{Source, Span};

/// Why a translation cannot stand where its segment stands. The segment keeps its source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the translation has no letters")]
    NoLetters,
    #[error("{0}")]
    Codes(#[from] CodeFault),
    #[error("the control character {0:?} cannot stand in a page")]
    Control(char),
    /// An attribute without quotes would end there.
    #[error("{0:?} cannot stand in an attribute without quotes")]
    Unquoted(char),
    /// A program prints the string as it is.
    #[error("markup cannot be brought into a string of a program")]
    Markup,
    /// `{{`, `{%`, `@if`: a template would run it.
    #[error("the translation would bring in template code")]
    Template,
    #[error("{0:?} does not exist in the file's encoding, {1}, and cannot be written otherwise here")]
    Unmappable(char, &'static str),
    /// `$name` and a letter right behind it would be another variable, `\x9` and a digit another character.
    #[error("a variable or an escape in a string would run into the text behind it")]
    Interpolation,
    /// The label would end the string.
    #[error("a line of the translation begins with the label that ends the string")]
    Label,
    /// The rest of the file passes without it.
    #[error("a check of the result fails with it: {0}")]
    Gate(Fault),
}

/// What stands in place of a segment.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Words<'t> {
    Translation(&'t str),
    /// Its own pieces, put together again: how the identity gate checks that they tile it.
    Pieces,
}

pub(crate) struct Writer<'d, W> {
    pub src: Source<'d>,
    pub segments: &'d [Segment],
    pub encoding: &'static Encoding,
    pub dialects: Dialects,
    pub line_end: &'static str,
    pub words: W,
    pub refused: Vec<(usize, Refusal)>,
    pub edits: Vec<Edit>,
}

/// A replaced stretch: where it was, and where it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edit {
    pub before: Span,
    pub after: Span,
}

impl<'d, 't, W: Fn(&'d Segment) -> Option<Words<'t>>> Writer<'d, W> {
    /// The whole file.
    pub fn file(&mut self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.src.len() + self.src.len() / 4);
        self.copy(Span::new(0, self.src.len()), None, &mut out, true);
        out
    }

    /// Copies a stretch with the segments in it replaced, except for the one whose part it is.
    fn copy(&mut self, span: Span, of: Option<usize>, out: &mut Vec<u8>, outermost: bool) {
        let segments = self.segments;
        let mut at = span.start;
        let mut n = segments.partition_point(|segment| segment.span.start < span.start);
        while let Some(segment) = segments.get(n).filter(|segment| segment.span.start < span.end) {
            let words = if of == Some(segment.id) { None } else { (self.words)(segment) };
            let Some(words) = words else {
                n += 1;
                continue;
            };
            out.extend_from_slice(self.src.cut(Span::new(at, segment.span.start)));
            at = segment.span.start;
            let first = out.len();
            if !self.replace(segment, words, out) {
                out.truncate(first);
                n += 1;
                continue;
            }
            if outermost {
                self.edits.push(Edit { before: segment.span, after: Span::new(first, out.len()) });
            }
            at = segment.span.end;
            n += 1;
            while segments.get(n).is_some_and(|next| next.span.start < at) {
                n += 1;
            }
        }
        out.extend_from_slice(self.src.cut(Span::new(at, span.end.max(at))));
    }

    /// Writes what stands in place of the segment; whether anything does.
    fn replace(&mut self, segment: &'d Segment, words: Words<'_>, out: &mut Vec<u8>) -> bool {
        match words {
            Words::Pieces => {
                for piece in &segment.pieces {
                    if piece.text {
                        out.extend_from_slice(self.src.cut(piece.span));
                    } else {
                        self.copy(piece.span, Some(segment.id), out, false);
                    }
                }
                true
            }
            Words::Translation(text) if text == segment.text => false,
            Words::Translation(text) => {
                let told = self.refused.len();
                match self.render(segment, text) {
                    Ok(bytes) => {
                        out.extend_from_slice(&bytes);
                        true
                    }
                    Err(refusal) => {
                        // What lies in its codes is looked at again, by itself.
                        self.refused.truncate(told);
                        self.refused.push((segment.id, refusal));
                        false
                    }
                }
            }
        }
    }

    /// A translation as the bytes of the file.
    pub fn render(&mut self, segment: &'d Segment, text: &str) -> Result<Vec<u8>, Refusal> {
        let parts = segment.parts(text.trim_matches(|c: char| c.is_ascii_whitespace()));
        code::check(&segment.codes, &parts)?;
        if !parts.iter().any(|part| matches!(part, Part::Text(text) if has_letter(text))) {
            return Err(Refusal::NoLetters);
        }
        check_templates(segment, &parts)?;
        check_quotes(segment, &parts)?;
        let mut out = Vec::with_capacity(segment.span.len() * 2);
        for (n, part) in parts.iter().enumerate() {
            let next = parts.get(n + 1);
            match *part {
                Part::Text(text) => {
                    let style = Style {
                        context: segment.context,
                        habits: &segment.habits,
                        line_end: self.line_end,
                        code_follows: next.is_some(),
                    };
                    let escaped = escape::text(text, &style)?;
                    keep_line_end(&mut out, escaped.bytes().next());
                    self.encode(&escaped, segment.context, &mut out)?;
                }
                Part::Open(number) | Part::Close(number) | Part::Single(number) => {
                    let Some(code) = code::find(&segment.codes, number) else { continue };
                    let closing = code.form == Form::Pair && matches!(part, Part::Close(_));
                    let span = if closing { code.close } else { code.span };
                    check_interpolation(self.src.cut(span), segment.context, next)?;
                    self.copy(span, Some(segment.id), &mut out, false);
                }
            }
        }
        if matches!(parts.last(), Some(Part::Single(_))) {
            keep_line_end(&mut out, self.src.from(segment.span.end).first().copied());
        }
        self.check_islands(segment, &out)?;
        self.check_label(segment, &parts, &out)?;
        Ok(out)
    }

    /// Appends text in the file's encoding.
    fn encode(&self, text: &str, context: Context, out: &mut Vec<u8>) -> Result<(), Refusal> {
        if self.encoding == UTF_8 || text.is_ascii() {
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        // Japanese encodings write `¥` as the byte of the backslash, which is one for everybody who reads it.
        let unknown = |c: &char| {
            let mut buffer = [0; 4];
            let (bytes, _, lacks) = self.encoding.encode(c.encode_utf8(&mut buffer));
            // In JSON the second byte of a character may look like the end of a string, or like an escape.
            let misread = context.outer == Outer::Json && bytes.iter().skip(1).any(u8::is_ascii);
            !c.is_ascii() && (lacks || bytes.is_ascii() || misread)
        };
        let text = match (context.html, context.outer) {
            (Html::Text | Html::Attribute(_), _) if text.chars().any(|c| unknown(&c)) => {
                let writes =
                    |c: char| if unknown(&c) { format!("&#{};", u32::from(c)) } else { c.to_string() };
                Cow::Owned(text.chars().map(writes).collect())
            }
            (Html::Text | Html::Attribute(_), _) => Cow::Borrowed(text),
            (_, Outer::Json) => {
                let writes = |c: char| if unknown(&c) { outer::json_unit(c) } else { c.to_string() };
                Cow::Owned(text.chars().map(writes).collect())
            }
            _ => match text.chars().find(unknown) {
                Some(c) => return Err(Refusal::Unmappable(c, self.encoding.name())),
                None => Cow::Borrowed(text),
            },
        };
        if context.is_php()
            && !self.encoding.is_single_byte()
            && let Some(c) = text.chars().find(|c| !c.is_ascii())
        {
            // The second byte of a character can be a backslash, and PHP reads bytes.
            return Err(Refusal::Unmappable(c, self.encoding.name()));
        }
        out.extend_from_slice(&self.encoding.encode(&text).0);
        Ok(())
    }

    /// No line may look like the end of the heredoc it stands in.
    fn check_label(&self, segment: &Segment, parts: &[Part<'_>], out: &[u8]) -> Result<(), Refusal> {
        let Some(span) = segment.label else { return Ok(()) };
        let label = self.src.cut(span);
        // Where the label is indented every line must be, so that a new line cannot be written.
        let indented = span.start > 0 && matches!(self.src.at(span.start - 1), b' ' | b'\t');
        if indented
            && parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains(['\n', '\r'])))
        {
            return Err(Refusal::Label);
        }
        let before = self.src.cut(Span::new(0, segment.span.start));
        let indent = before.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let begins_line = matches!(before.iter().rev().nth(indent), Some(b'\n' | b'\r'));
        let mut lines = out.split(|b| matches!(b, b'\n' | b'\r')).skip(usize::from(!begins_line));
        let ends = |line: &[u8]| {
            let rest = line.trim_ascii_start().strip_prefix(label);
            rest.is_some_and(|rest| {
                rest.first().is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'_' && b.is_ascii())
            })
        };
        if lines.any(ends) { Err(Refusal::Label) } else { Ok(()) }
    }

    /// No template language may find more code in the result than there was. It is looked for in the bytes of the file: how
    /// far it reaches depends on how they are written.
    fn check_islands(&self, segment: &Segment, out: &[u8]) -> Result<(), Refusal> {
        let source = self.src.cut(segment.span);
        let codes = if segment.context.outer == Outer::None { template::count(out) } else { 0 };
        if codes > 0 && codes > template::count(source) {
            return Err(Refusal::Template);
        }
        if self.dialects.only_php() || segment.context.is_php() {
            return Ok(());
        }
        // A mark that stands open may find its end behind the words.
        let behind = self.src.cut(Span::new(segment.span.end, segment.span.end + BEHIND));
        // In `a@if` the letter before the `@` decides, and behind `@endif` a letter makes another word of it.
        let before = Span::new(segment.span.start.saturating_sub(BEFORE), segment.span.start);
        let before = self.src.cut(before);
        let word = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'@'));
        let before = before.get(before.len() - word.count()..).unwrap_or_default();
        let kinds = |bytes: &[u8]| {
            let bytes = [before, bytes, behind].concat();
            let islands = island::islands(Source(&bytes), self.dialects);
            let mut kinds: Vec<_> =
                islands.iter().map(|island| (island.class as u8, island.dialect as u8)).collect();
            kinds.sort_unstable();
            kinds
        };
        if kinds(out) == kinds(source) { Ok(()) } else { Err(Refusal::Template) }
    }
}

/// PHP swallows a line end right behind `?>`: one that was printed before must not stand there.
fn keep_line_end(out: &mut Vec<u8>, next: Option<u8>) {
    if out.ends_with(b"?>") && matches!(next, Some(b'\n' | b'\r')) {
        out.push(b' ');
    }
}

/// As far behind a segment as an end mark is looked for that its words must not reach, bytes.
const BEHIND: usize = 300;
/// Longer than any word with which a template language steers, bytes.
const BEFORE: usize = 40;

/// Templates of the browser live in any page: their marks must not become more.
fn check_templates(segment: &Segment, parts: &[Part<'_>]) -> Result<(), Refusal> {
    let has_brace =
        |part: &Part<'_>| matches!(part, Part::Text(text) if text.contains(['{', '}', '[', ']', '$']));
    if !parts.iter().any(has_brace) {
        return Ok(());
    }
    let source = segment.parts(&segment.text);
    let count = |parts: &[Part<'_>], mark: &str| -> usize {
        parts
            .iter()
            .map(|part| if let Part::Text(text) = part { text.matches(mark).count() } else { 0 })
            .sum()
    };
    let is_new = |mark: &&str| {
        let here = count(parts, mark);
        here > 0 && here > count(&source, mark)
    };
    if MARKS.iter().any(is_new) {
        return Err(Refusal::Template);
    }
    // A brace right before or behind a code could become part of it.
    let touches = |pair: &[Part<'_>]| match pair {
        [Part::Text(text), _] => text.ends_with('{'),
        [_, Part::Text(text)] => text.starts_with('}'),
        _ => false,
    };
    let touching = |parts: &[Part<'_>]| parts.windows(2).filter(|pair| touches(pair)).count();
    if touching(parts) > touching(&source) { Err(Refusal::Template) } else { Ok(()) }
}

/// What opens or closes code in some template language; `<?` and `<%` are not among them, because `<` is always escaped.
const MARKS: &[&str] = &["{{", "}}", "{%", "%}", "{#", "{!!", "${", "[[", "]]", "!]", "{$"];

fn check_interpolation(code: &[u8], context: Context, next: Option<&Part<'_>>) -> Result<(), Refusal> {
    let runs_on = |text: &str| {
        text.starts_with(|c: char| c.is_alphanumeric() || !c.is_ascii() || matches!(c, '_' | '[' | '-' | '?'))
    };
    let variable = matches!(context.outer, Outer::Double | Outer::Heredoc) && code.first() == Some(&b'$');
    let numbered = context.is_php() && code.first() == Some(&b'\\');
    match next {
        Some(Part::Text(text)) if variable && code.get(1) != Some(&b'{') && runs_on(text) => {
            Err(Refusal::Interpolation)
        }
        Some(Part::Text(text)) if numbered && takes_more(code, text) => Err(Refusal::Interpolation),
        _ => Ok(()),
    }
}

/// Whether the last escape would take the first character of the text for another of its digits.
fn takes_more(code: &[u8], text: &str) -> bool {
    let first = text.bytes().next().unwrap_or_default();
    let last = code.iter().rposition(|b| *b == b'\\').and_then(|at| code.get(at + 1..)).unwrap_or_default();
    match last {
        [b'x' | b'X', _] => first.is_ascii_hexdigit(),
        [b'0'..=b'7'] | [b'0'..=b'7', _] => matches!(first, b'0'..=b'7'),
        _ => false,
    }
}

/// What a program prints is not escaped by anybody: a quote could end the attribute that it is printed into.
fn check_quotes(segment: &Segment, parts: &[Part<'_>]) -> Result<(), Refusal> {
    if !segment.context.is_php() || matches!(segment.context.html, Html::Text | Html::Attribute(_)) {
        return Ok(());
    }
    let source = segment.parts(&segment.text);
    let count = |parts: &[Part<'_>], quote: char| -> usize {
        parts
            .iter()
            .map(|part| if let Part::Text(text) = part { text.matches(quote).count() } else { 0 })
            .sum()
    };
    let quotes: &[char] =
        if segment.context.html == Html::InTag { &['"', '\'', '<', '>', '`'] } else { &['"', '<'] };
    match quotes.iter().find(|quote| count(parts, **quote) > count(&source, **quote)) {
        Some(_) => Err(Refusal::Markup),
        None => Ok(()),
    }
}
