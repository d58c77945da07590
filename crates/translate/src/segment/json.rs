//! JSON-LD: strings under keys that hold language.

use super::Kind;
use super::make::{Item, What as Is};
use super::walk::Walk;
use crate::context::{Context, Outer};
use crate::island::{Class, Island};
use crate::options::What;
use crate::source::Span;
use crate::token::Token;

impl Walk<'_> {
    /// Reads the content of a script, if it is JSON-LD.
    pub(super) fn json_ld(&mut self, start: &Token, span: Span) {
        let src = self.page.src;
        let is_type = |a: &crate::token::Attribute| {
            src.cut(a.name).eq_ignore_ascii_case(b"type")
                && a.value
                    .is_some_and(|v| src.cut(v).trim_ascii().eq_ignore_ascii_case(b"application/ld+json"))
        };
        if !self.page.options.parts.has(What::JsonLd)
            || !self.page.tokens.attributes(start).iter().any(is_type)
        {
            return;
        }
        // The strings of an array belong to the key before it; what is in an object has keys of its own.
        let mut keys: Vec<Option<Span>> = vec![None];
        let mut last = None;
        let mut i = span.start;
        while i < span.end {
            if let Some(end) = self.island_end(i) {
                i = end;
                continue;
            }
            match src.at(i) {
                b'"' => {
                    let Some(end) = self.string_end(i + 1, span.end) else { return };
                    let content = Span::new(i + 1, end);
                    i = end + 1;
                    let next = src.skip(i, |b| b.is_ascii_whitespace());
                    if src.at(next) == b':' {
                        last = Some(content);
                        i = next + 1;
                    } else {
                        let key = last.take().or(keys.last().copied().flatten());
                        self.json_string(content, key);
                    }
                    continue;
                }
                b'{' => keys.push(None),
                b'[' => keys.push(last.or(keys.last().copied().flatten())),
                b'}' | b']' => {
                    keys.pop();
                }
                _ => {}
            }
            if !src.at(i).is_ascii_whitespace() {
                last = None;
            }
            i += 1;
        }
    }

    fn island_end(&self, i: usize) -> Option<usize> {
        let n = self.page.islands.partition_point(|island| island.span.start < i);
        self.page.islands.get(n).filter(|island| island.span.start == i).map(|island| island.span.end)
    }

    fn string_end(&self, mut i: usize, end: usize) -> Option<usize> {
        while i < end {
            match self.page.src.at(i) {
                b'"' => return Some(i),
                b'\\' => i += 2,
                b'<' | b'{' | b'@' => i = self.island_end(i).unwrap_or(i + 1),
                _ => i += 1,
            }
        }
        None
    }

    fn json_string(&mut self, content: Span, key: Option<Span>) {
        let Some(key) = key.map(|key| self.page.src.cut(key)) else { return };
        let Some(key) = KEYS.iter().find(|known| known.as_bytes() == key) else { return };
        let place = format!("JSON-LD {key}");
        let islands = self.page.islands;
        self.marked_up(content, islands, (Context::string(Outer::Json), Kind::JsonLd), &place);
    }

    /// The words of a string that may hold islands and tags; both become codes.
    pub(super) fn marked_up(
        &mut self,
        span: Span,
        islands: &[Island],
        (context, kind): (Context, Kind),
        place: &str,
    ) {
        let mut items = Vec::new();
        let (mut from, mut i) = (span.start, span.start);
        while i < span.end {
            let island = islands.partition_point(|island| island.span.start < i);
            let island = islands.get(island).filter(|island| island.span.start == i);
            let (end, what) = match island {
                Some(island) if island.class == Class::Echo => (island.span.end, Is::Echo),
                Some(island) => (island.span.end, Is::Call),
                None => {
                    let rest = self.page.src.cut(Span::new(i, span.end));
                    let name = tag_name(rest, kind == Kind::JsonLd).map(|name| Span::new(i + name, span.end));
                    let Some(end) = name.and_then(|name| self.tag_end(name, islands)) else {
                        // Of two backslashes the second begins nothing.
                        i += if rest.starts_with(b"\\\\") { 2 } else { 1 };
                        continue;
                    };
                    (end, Is::Markup)
                }
            };
            if i > from {
                items.push(self.maker.text(Span::new(from, i)));
            }
            items.push(Item { span: Span::new(i, end), what });
            (from, i) = (end, end);
        }
        if span.end > from {
            items.push(self.maker.text(Span::new(from, span.end)));
        }
        self.keep(&items, context, kind, place);
    }

    /// Where a tag ends whose name begins the span; a `>` of an island in it does not end it.
    fn tag_end(&self, span: Span, islands: &[Island]) -> Option<usize> {
        let src = self.page.src;
        let end = span.end.min(span.start + REACH);
        let mut at = span.start;
        let mut ahead =
            islands.iter().skip(islands.partition_point(|island| island.span.end <= at)).peekable();
        loop {
            at += memchr::memchr2(b'>', b'\\', src.cut(Span::new(at, end)))?;
            while ahead.next_if(|island| island.span.end <= at).is_some() {}
            let length = match ahead.peek().filter(|island| island.span.start <= at) {
                Some(island) => island.span.end - at,
                None if src.at(at) == b'>' => return Some(at + 1),
                None if src.starts(at, b"\\u003e") || src.starts(at, b"\\u003E") => return Some(at + 6),
                None => 1,
            };
            at += length;
        }
    }
}

/// A tag in a string is short; an end that is farther away belongs to something else.
const REACH: usize = 1000;

/// Where the name of the tag is, written as such or, in JSON, escaped, that the bytes begin with.
fn tag_name(bytes: &[u8], in_json: bool) -> Option<usize> {
    let mut opens = ["<", "\\u003c", "\\u003C"].into_iter().take(if in_json { 3 } else { 1 });
    let open = opens.find(|open| bytes.starts_with(open.as_bytes()))?;
    let rest = bytes.get(open.len()..)?;
    // JSON may write a slash as `\/`; behind any other backslash stands a character that is no name's.
    let name =
        [b"\\/".as_slice(), b"/"].into_iter().find_map(|slash| rest.strip_prefix(slash)).unwrap_or(rest);
    name.first()?.is_ascii_alphabetic().then(|| bytes.len() - name.len())
}

/// Keys of schema.org whose values are language.
const KEYS: &[&str] = &[
    "name",
    "description",
    "headline",
    "alternativeHeadline",
    "alternateName",
    "text",
    "articleBody",
    "articleSection",
    "abstract",
    "caption",
    "disambiguatingDescription",
    "reviewBody",
    "slogan",
    "keywords",
    "jobTitle",
    "title",
    "about",
    "accessibilitySummary",
    "award",
    "recipeInstructions",
    "recipeIngredient",
    "recipeCategory",
    "benefits",
    "responsibilities",
    "qualifications",
    "skills",
];
