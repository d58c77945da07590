//! Layer B: HTML's tokens over the original bytes. They tile the file; islands are atoms in every state. The states are
//! those of the HTML standard (<https://html.spec.whatwg.org/multipage/parsing.html#tokenization>), with `noscript` read as
//! markup, because its content is shown to people.

mod raw;
mod tag;

use crate::element::{self, Content};
use crate::island::Island;
use crate::source::{Source, Span};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Start,
    End,
    Comment,
    /// A document type, and everything browsers read as a broken comment.
    Decl,
    /// By its number in the list of islands.
    Island(usize),
    /// The content of a script or another element without markup.
    Raw,
    /// The content of a title or a text area.
    Rcdata,
    /// A tag that the end of the file cuts off.
    Unfinished,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub kind: Kind,
    pub span: Span,
    /// The name of a tag.
    pub name: Span,
    /// Where the tag's attributes lie in [`Tokens::attributes`].
    pub attributes: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub name: Span,
    /// Without the quotes.
    pub value: Option<Span>,
    /// The quote, or 0.
    pub quote: u8,
}

#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub list: Vec<Token>,
    pub attributes: Vec<Attribute>,
}

impl Tokens {
    pub fn attributes(&self, token: &Token) -> &[Attribute] {
        self.attributes.get(token.attributes.start..token.attributes.end).unwrap_or_default()
    }
}

/// Splits `span` of the file into tokens that tile it.
pub(crate) fn tokens(src: Source<'_>, islands: &[Island], span: Span) -> Tokens {
    let src = Source(src.0.get(..span.end).unwrap_or(src.0));
    let first = islands.partition_point(|island| island.span.start < span.start);
    // A guess that saves most files from being moved about while they grow.
    let list = Vec::with_capacity(span.len() / 32);
    let out = Tokens { list, attributes: Vec::with_capacity(span.len() / 64) };
    let mut reader = Reader { src, islands, next: first, out };
    reader.read(span.start);
    reader.out
}

/// The token of what stands before the page.
pub(crate) fn preamble(length: usize) -> Token {
    let none = Span::new(0, 0);
    Token { kind: Kind::Decl, span: Span::new(0, length), name: none, attributes: none }
}

struct Reader<'a> {
    src: Source<'a>,
    islands: &'a [Island],
    /// The first island that does not lie behind us.
    next: usize,
    out: Tokens,
}

impl Reader<'_> {
    fn read(&mut self, mut i: usize) {
        while i < self.src.len() {
            if let Some(end) = self.island_at(i) {
                self.push(Kind::Island(self.next - 1), i, end);
                i = end;
                continue;
            }
            let text = i;
            let markup = loop {
                match self.src.find_byte(b'<', Span::new(i, self.next_island())) {
                    Some(at) if self.opens(at) => break Some(at),
                    Some(at) => i = at + 1,
                    None => break None,
                }
            };
            let end = markup.unwrap_or_else(|| self.next_island());
            if end > text {
                self.push(Kind::Text, text, end);
            }
            i = markup.map_or(end, |at| self.markup(at));
        }
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let none = Span::new(0, 0);
        self.out.list.push(Token { kind, span: Span::new(start, end), name: none, attributes: none });
    }

    /// Where the next island begins, or the end of the file.
    fn next_island(&self) -> usize {
        self.islands.get(self.next).map_or(self.src.len(), |island| island.span.start.min(self.src.len()))
    }

    /// The end of the island that begins here; it counts as passed then.
    fn island_at(&mut self, i: usize) -> Option<usize> {
        let island = self.islands.get(self.next)?;
        if island.span.start > i || i >= self.src.len() {
            return None;
        }
        self.next += 1;
        Some(island.span.end.min(self.src.len()).max(i + 1))
    }

    fn is_island(&self, i: usize) -> bool {
        self.next_island() == i && i < self.src.len()
    }

    /// Whether the `<` here opens something. An island behind it can only be a tag's name.
    fn opens(&self, at: usize) -> bool {
        let next = self.src.at(at + 1);
        next.is_ascii_alphabetic()
            || matches!(next, b'!' | b'?')
            || self.is_island(at + 1)
            || (next == b'/' && at + 2 < self.src.len())
    }

    /// Reads what the `<` here opens; where it ends.
    fn markup(&mut self, at: usize) -> usize {
        let next = self.src.at(at + 1);
        let island = self.is_island(at + 1);
        if !island && self.src.starts(at, b"<!--") {
            let end = self.comment_end(at + 4);
            self.push(Kind::Comment, at, end);
            return end;
        }
        let name = if island || next.is_ascii_alphabetic() { at + 1 } else { at + 2 };
        let named = island
            || next.is_ascii_alphabetic()
            || (next == b'/' && (self.src.at(name).is_ascii_alphabetic() || self.is_island(name)));
        if !named {
            let end = self.find(b">", at + 2).map_or(self.src.len(), |end| end + 1);
            self.push(Kind::Decl, at, end);
            return end;
        }
        let kind = if name == at + 1 { Kind::Start } else { Kind::End };
        self.tag(kind, at, name)
    }

    /// The end of the comment whose content begins here: `>` and `->` close an empty one, `-->` and `--!>` any.
    fn comment_end(&mut self, start: usize) -> usize {
        if self.src.at(start) == b'>' {
            return start + 1;
        }
        if self.src.starts(start, b"->") {
            return start + 2;
        }
        // The dashes that open it may close it as well: `<!---->` and `<!--->`.
        let mut at = start;
        while let Some(found) = self.find(b"--", at) {
            let dashes = self.src.skip(found, |b| b == b'-').min(self.next_island());
            if self.src.at(dashes) == b'>' && dashes < self.next_island() {
                return dashes + 1;
            }
            if dashes < self.next_island() && self.src.starts(dashes, b"!>") {
                return dashes + 2;
            }
            at = dashes;
        }
        self.src.len()
    }

    /// Where the needle comes next outside islands. Whoever finds none takes everything to the end of the file, so that no
    /// search is made twice in vain.
    fn find(&mut self, needle: &[u8], mut from: usize) -> Option<usize> {
        while from < self.src.len() {
            if let Some(end) = self.island_at(from) {
                from = end;
                continue;
            }
            let limit = self.next_island();
            if let Some(n) = memchr::memmem::find(self.src.cut(Span::new(from, limit)), needle) {
                return Some(from + n);
            }
            from = limit;
        }
        None
    }

    fn tag(&mut self, kind: Kind, at: usize, name: usize) -> usize {
        let first = self.out.attributes.len();
        let tag = self.read_tag(name);
        let attributes = Span::new(first, self.out.attributes.len());
        let Some(tag) = tag else {
            self.push(Kind::Unfinished, at, self.src.len());
            return self.src.len();
        };
        let token = Token { kind, span: Span::new(at, tag.end), name: tag.name, attributes };
        self.out.list.push(token);
        if kind == Kind::Start { self.content(tag.name, tag.end) } else { tag.end }
    }

    /// Reads the content of an element that has no markup; where it ends.
    fn content(&mut self, name: Span, start: usize) -> usize {
        let (kind, end) = match element::content(self.src.cut(name)) {
            Content::Markup => return start,
            Content::Plaintext => (Kind::Raw, self.src.len()),
            Content::Script => (Kind::Raw, self.script_end(start)),
            Content::Raw => (Kind::Raw, self.raw_end(start, name)),
            Content::Rcdata => (Kind::Rcdata, self.raw_end(start, name)),
        };
        while self.islands.get(self.next).is_some_and(|island| island.span.start < end) {
            self.next += 1;
        }
        if end > start {
            self.push(kind, start, end);
        }
        end
    }
}
