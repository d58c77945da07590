//! One walk over the tokens: runs of text and inline markup become segments, everything else ends them.

use encoding_rs::Encoding;

use super::make::{Item, Maker, Undecodable, What};
use super::php::Strings;
use super::skips::{Left, Skips};
use super::{Kind, Segment};
use crate::context::{Context, Outer};
use crate::element::{self, Flow};
use crate::island::{Class, Island};
use crate::options::Options;
use crate::skip::Note;
use crate::source::{Source, Span, is_space};
use crate::token::{self, Token, Tokens};

/// What a walk found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub segments: Vec<Segment>,
    pub notes: Vec<Note>,
}

pub(crate) struct Page<'a> {
    pub src: Source<'a>,
    pub encoding: &'static Encoding,
    pub islands: &'a [Island],
    pub tokens: &'a Tokens,
    pub skips: &'a Skips,
    pub options: &'a Options,
    /// Which strings of programs are words.
    pub strings: Strings,
    /// The string that all this lies in.
    pub outer: Outer,
}

/// The segments of the page, in no particular order.
pub(crate) fn find(page: Page<'_>) -> Found {
    let maker = Maker { src: page.src, encoding: page.encoding };
    let mut walk = Walk {
        page,
        maker,
        run: Vec::new(),
        open: Vec::new(),
        block: Span::new(0, 0),
        preserve: 0,
        foreign: 0,
        raw: None,
        found: Found::default(),
    };
    walk.walk();
    walk.literals();
    walk.found
}

pub(super) struct Walk<'a> {
    pub page: Page<'a>,
    pub maker: Maker<'a>,
    run: Vec<Item>,
    /// Start tags of the run that wait for their end tag.
    open: Vec<usize>,
    /// The name of the block the run is in.
    block: Span,
    /// How many `<pre>` are open.
    preserve: usize,
    /// How many `<svg>` and `<math>` are open.
    foreign: usize,
    /// The element whose raw content comes next.
    raw: Option<Token>,
    pub found: Found,
}

impl<'a> Walk<'a> {
    fn walk(&mut self) {
        let tokens: &'a Tokens = self.page.tokens;
        let mut n = 0;
        while let Some(token) = tokens.list.get(n) {
            if let Some(left) = self.page.skips.get(&n) {
                self.left(n, *left);
                n = left.last + 1;
                continue;
            }
            self.token(token);
            n += 1;
        }
        self.flush();
    }

    fn token(&mut self, token: &Token) {
        match token.kind {
            token::Kind::Text => self.run.push(self.maker.text(token.span)),
            token::Kind::Comment => self.push(token.span, What::Comment),
            token::Kind::Start => self.start(token),
            token::Kind::End => self.end(token),
            token::Kind::Island(n) => self.island(token.span, n),
            token::Kind::Raw => self.raw_content(token),
            token::Kind::Rcdata => self.rcdata(token),
            token::Kind::Decl | token::Kind::Unfinished => self.flush(),
        }
    }

    fn push(&mut self, span: Span, what: What) {
        self.run.push(Item { span, what });
    }

    /// An element that is not translated: a code in its sentence, or the end of it.
    fn left(&mut self, first: usize, left: Left) {
        let tokens: &'a Tokens = self.page.tokens;
        let list = tokens.list.get(first..=left.last).unwrap_or_default();
        let (Some(start), Some(end)) = (list.first(), list.last()) else { return };
        if left.divides(self.page.src, list) {
            self.flush();
            return;
        }
        self.push(Span::new(start.span.start, end.span.end), What::Untranslated);
    }

    fn flow(&self, token: &Token) -> Flow {
        element::flow(self.page.src.cut(token.name))
    }

    fn start(&mut self, token: &Token) {
        self.attributes(token);
        match self.flow(token) {
            Flow::Inline | Flow::Code => {
                self.open.push(self.run.len());
                self.push(token.span, What::Open(None));
            }
            Flow::Void => self.push(token.span, What::Void),
            Flow::Block => {
                self.flush();
                self.block = token.name;
                self.raw = Some(*token);
                let name = self.page.src.cut(token.name);
                self.preserve += usize::from(is_pre(name));
                self.foreign += usize::from(is_foreign(name));
            }
        }
    }

    fn end(&mut self, token: &Token) {
        if matches!(self.flow(token), Flow::Block | Flow::Void) {
            self.flush();
            self.block = Span::new(0, 0);
            let name = self.page.src.cut(token.name);
            self.preserve = self.preserve.saturating_sub(usize::from(is_pre(name)));
            self.foreign = self.foreign.saturating_sub(usize::from(is_foreign(name)));
            return;
        }
        let close = self.run.len();
        let partner = self.partner(token);
        if let Some(partner) = partner
            && let Some(item) = self.run.get_mut(partner)
        {
            item.what = What::Open(Some(close));
        }
        self.push(token.span, What::Close(partner));
    }

    /// The start tag that this end tag closes: the nearest of its name. What was opened after it stays without a partner.
    fn partner(&mut self, token: &Token) -> Option<usize> {
        let name = self.page.src.cut(token.name);
        let named = |item: usize| {
            let tag = self.run.get(item).map_or(b"".as_slice(), |item| self.page.src.cut(item.span));
            tag.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
                && tag.get(name.len() + 1).is_some_and(|b| !b.is_ascii_alphanumeric() && *b != b'-')
        };
        // Tags overlap by a few at most; looking further would let a broken page cost quadratic time.
        let place = self.open.iter().rev().take(OVERLAP).position(|item| named(*item))?;
        let keep = self.open.len() - place;
        self.open.truncate(keep);
        self.open.pop()
    }

    fn island(&mut self, span: Span, n: usize) {
        let class = self.page.islands.get(n).map_or(Class::Control, |island| island.class);
        match class {
            Class::Echo => self.push(span, What::Echo),
            Class::Call => self.push(span, What::Call),
            Class::Comment => self.push(span, What::Comment),
            Class::Control | Class::Unterminated => self.flush(),
        }
    }

    /// Ends the run.
    fn flush(&mut self) {
        if let Some(span) = self.code() {
            self.found.notes.push(Note::Code(span));
        } else if self.run.iter().any(|item| item.what == What::Text) {
            let run = std::mem::take(&mut self.run);
            let context = Context::text(self.preserve > 0);
            let place = String::from_utf8_lossy(self.page.src.cut(self.block)).to_ascii_lowercase();
            self.keep(&run, context, Kind::Text, &place);
            self.run = run;
        }
        self.run.clear();
        self.open.clear();
    }

    /// The run, if it is a style sheet or a script that a template keeps for later: there is no tag in it, and most of its
    /// lines end as lines of code do.
    fn code(&self) -> Option<Span> {
        let is_tag =
            |item: &Item| !matches!(item.what, What::Text | What::Blank | What::Echo | What::Comment);
        let (first, last) = self.run.first().zip(self.run.last())?;
        let span = Span::new(first.span.start, last.span.end);
        let text = self.page.src.cut(span).trim_ascii();
        if self.preserve > 0 || !text.ends_with(b"}") && !text.ends_with(b";") || self.run.iter().any(is_tag)
        {
            return None;
        }
        let lines = text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
        let (code, all) = lines.fold((0, 0), |(code, all), line| {
            (code + usize::from(matches!(line.last(), Some(b';' | b'{' | b'}' | b','))), all + 1)
        });
        let braces = text.contains(&b'{') && text.contains(&b'}');
        let start = span.start + self.page.src.cut(span).iter().take_while(|b| is_space(**b)).count();
        (braces && all > 2 && code * 4 >= all * 3).then_some(Span::new(start, start + text.len()))
    }

    pub(super) fn keep(&mut self, items: &[Item], context: Context, kind: Kind, place: &str) {
        let context = if self.page.outer == Outer::None { context } else { context.within(self.page.outer) };
        match self.maker.make(items, context, kind, place) {
            Ok(Some(mut segment)) => {
                self.hold(&mut segment);
                self.found.segments.push(segment);
            }
            Ok(None) => {}
            Err(Undecodable(span)) => self.found.notes.push(Note::Undecodable(span)),
        }
    }

    /// What steers a program keeps its order, in a tag as well.
    fn hold(&self, segment: &mut Segment) {
        for code in segment.codes.iter_mut().filter(|code| code.movable) {
            code.movable = ![code.span, code.close].into_iter().any(|span| self.steers_in(span));
        }
    }

    fn steers_in(&self, span: Span) -> bool {
        let first = self.page.islands.partition_point(|island| island.span.start < span.start);
        let rest = self.page.islands.get(first..).unwrap_or_default().iter();
        let mut inside = rest.take_while(|island| island.span.end <= span.end);
        inside.any(|island| matches!(island.class, Class::Control | Class::Unterminated))
    }

    /// Words without markup, with islands in them; islands that steer divide them.
    pub(super) fn flat(&mut self, span: Span, context: Context, kind: Kind, place: &str) {
        let islands: &'a [Island] = self.page.islands;
        let first = islands.partition_point(|island| island.span.start < span.start);
        let inside =
            islands.get(first..).unwrap_or_default().iter().take_while(|island| island.span.start < span.end);
        let mut items = Vec::new();
        let mut from = span.start;
        for island in inside {
            if island.span.start > from {
                items.push(self.maker.text(Span::new(from, island.span.start)));
            }
            let what = match island.class {
                Class::Echo => Some(What::Echo),
                Class::Call => Some(What::Call),
                Class::Comment => Some(What::Comment),
                Class::Control | Class::Unterminated => None,
            };
            if let Some(what) = what {
                items.push(Item { span: island.span, what });
            } else {
                self.keep(&items, context, kind, place);
                items.clear();
            }
            from = island.span.end;
        }
        if span.end > from {
            items.push(self.maker.text(Span::new(from, span.end)));
        }
        self.keep(&items, context, kind, place);
    }

    fn rcdata(&mut self, token: &Token) {
        self.flush();
        let name = self.raw.take().map_or(b"title".as_slice(), |token| self.page.src.cut(token.name));
        // In a picture a title may hold markup, which is none elsewhere.
        if self.foreign > 0 && self.page.src.cut(token.span).contains(&b'<') {
            return;
        }
        let area = name.eq_ignore_ascii_case(b"textarea");
        self.flat(token.span, Context::text(area), Kind::Plain, if area { "textarea" } else { "title" });
    }

    fn raw_content(&mut self, token: &Token) {
        self.flush();
        if let Some(start) = self.raw.take() {
            self.json_ld(&start, token.span);
        }
    }
}

/// Inline tags that may be open when an end tag looks for its start.
const OVERLAP: usize = 64;

fn is_pre(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"pre") || name.eq_ignore_ascii_case(b"listing")
}

fn is_foreign(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"svg") || name.eq_ignore_ascii_case(b"math")
}
