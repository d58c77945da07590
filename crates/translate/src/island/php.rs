//! Where PHP code ends. The states are those of PHP's own scanner (`Zend/zend_language_scanner.l`), on an explicit stack
//! that outlives `?>`, as PHP's does: strings, interpolation, heredoc and comments decide whether a `?>` closes.

mod shape;

use memchr::memchr2;

use crate::island::Class;
use crate::source::{Source, Span};
use shape::Shape;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Mode {
    #[default]
    Code,
    Double,
    Backtick,
    Heredoc,
    Nowdoc,
    /// `"$a[` … `]`
    Offset,
}

/// What the scanner passed in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// White space or a comment.
    Space,
    Word,
    Variable,
    Punct,
    /// `{` or `}` of the code itself.
    Brace,
    /// `'…'` with its quotes.
    Single,
    /// The opening of a string with parts: its quote, or `<<<LABEL` with the end of its line.
    Open(Quote),
    /// Characters of a string.
    Text,
    /// The end of a string: its quote, or its closing label.
    Shut,
    /// `$x` or `$x->y` in a string.
    Inserted,
    /// The beginning and the end of `{$…}`, `${…}` or `$x[…]` in a string.
    InsertBegins,
    InsertEnds,
    /// `?>` with the line end that PHP swallows.
    Close,
    /// `__halt_compiler`: what follows is data.
    Halt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    Double,
    Backtick,
    Heredoc,
    Nowdoc,
}

/// PHP's state, kept from one island to the next.
#[derive(Debug, Default)]
pub(crate) struct Php {
    mode: Mode,
    stack: Vec<Mode>,
    labels: Vec<Span>,
    /// After `->` a word is a property, never a keyword.
    property: bool,
}

impl Php {
    /// The end and the class of the island that opens here; nothing where `<?` opens an XML declaration.
    pub fn island(&mut self, src: Source<'_>, start: usize) -> Option<(usize, Class)> {
        let (mut i, echo) = self.open(src, start)?;
        let (base, mut shape) = (self.depth(), Shape::default());
        while i < src.len() {
            let outermost = self.depth() == base;
            let (next, event) = self.step(src, i);
            match event {
                Event::Close => return Some((next, shape.class(src, echo))),
                Event::Halt => return Some((src.len(), Class::Unterminated)),
                _ if outermost => shape.pass(src, event, i, next),
                _ => {}
            }
            i = next;
        }
        Some((src.len(), Class::Unterminated))
    }

    /// Enters the code after an opening tag: where it begins, and whether the tag echoes.
    pub fn open(&mut self, src: Source<'_>, start: usize) -> Option<(usize, bool)> {
        let opening = opening(src, start)?;
        self.mode = Mode::Code;
        self.property = false;
        Some(opening)
    }

    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Passes at least one byte: where it stands then, and what it passed.
    pub fn step(&mut self, src: Source<'_>, i: usize) -> (usize, Event) {
        let (next, event) = match self.mode {
            Mode::Code => self.code(src, i),
            Mode::Double => self.quoted(src, i, b'"'),
            Mode::Backtick => self.quoted(src, i, b'`'),
            Mode::Heredoc => self.heredoc(src, i),
            Mode::Nowdoc => self.nowdoc(src, i),
            Mode::Offset => self.offset(src, i),
        };
        (next.clamp(i + 1, src.len().max(i + 1)), event)
    }

    fn code(&mut self, src: Source<'_>, i: usize) -> (usize, Event) {
        let property = std::mem::take(&mut self.property);
        match (src.at(i), src.at(i + 1)) {
            (b' ' | b'\n' | b'\r' | b'\t', _) => {
                self.property = property;
                (src.skip(i, |b| matches!(b, b' ' | b'\n' | b'\r' | b'\t')), Event::Space)
            }
            (b'?', b'>') => (i + 2 + line_end(src, i + 2), Event::Close),
            // The longest operator wins: `??>` closes nothing, `-->` is no arrow, `<<<<A` no heredoc.
            (b'?', b'?') | (b'-', b'-') => (i + 2, Event::Punct),
            // An attribute, but behind an arrow a comment.
            (b'#', b'[') if !property => (i + 2, Event::Punct),
            (b'#', _) | (b'/', b'/' | b'*') => {
                self.property = property;
                (comment(src, i), Event::Space)
            }
            (b'\'', _) => (single(src, i + 1), Event::Single),
            (b'"', _) => self.begin(Mode::Double, Quote::Double, i + 1),
            (b'`', _) => self.begin(Mode::Backtick, Quote::Backtick, i + 1),
            (b'<', b'<') => self.heredoc_begins(src, i),
            (b'{', _) => {
                self.stack.push(Mode::Code);
                (i + 1, Event::Brace)
            }
            (b'}', _) => self.brace_closes(i),
            (b'$', b) if is_label_start(b) => (label_end(src, i + 1), Event::Variable),
            (b'-', b'>') => {
                self.property = true;
                (i + 2, Event::Punct)
            }
            (b, _) if is_label_start(b) => word(src, i, property),
            _ => (i + 1, Event::Punct),
        }
    }

    fn begin(&mut self, mode: Mode, quote: Quote, next: usize) -> (usize, Event) {
        self.mode = mode;
        (next, Event::Open(quote))
    }

    fn brace_closes(&mut self, i: usize) -> (usize, Event) {
        self.mode = self.stack.pop().unwrap_or_default();
        (i + 1, if self.mode == Mode::Code { Event::Brace } else { Event::InsertEnds })
    }

    fn enter(&mut self, mode: Mode, next: usize) -> (usize, Event) {
        self.stack.push(self.mode);
        self.mode = mode;
        (next, Event::InsertBegins)
    }

    fn heredoc_begins(&mut self, src: Source<'_>, i: usize) -> (usize, Event) {
        let Some((label, nowdoc, body)) = heredoc_opening(src, i) else { return (i + 2, Event::Punct) };
        let quote = if nowdoc { Quote::Nowdoc } else { Quote::Heredoc };
        self.mode = if nowdoc { Mode::Nowdoc } else { Mode::Heredoc };
        self.labels.push(label);
        (body, Event::Open(quote))
    }

    /// The end of the closing label, if it stands at the beginning of this line.
    fn closing_label(&self, src: Source<'_>, line: usize) -> Option<usize> {
        let label = src.cut(*self.labels.last()?);
        let at = src.skip(line, |b| b == b' ' || b == b'\t');
        let end = at + label.len();
        let closes = end < src.len() && src.starts(at, label) && !is_label(src.at(end));
        closes.then_some(end)
    }

    fn shut_heredoc(&mut self, end: usize) -> (usize, Event) {
        self.labels.pop();
        self.mode = Mode::Code;
        (end, Event::Shut)
    }

    /// Only reached at the beginning of a line or in its midst; a label counts at the beginning.
    fn nowdoc(&mut self, src: Source<'_>, i: usize) -> (usize, Event) {
        if at_line_begin(src, i)
            && let Some(end) = self.closing_label(src, i)
        {
            return self.shut_heredoc(end);
        }
        let next = memchr2(b'\n', b'\r', src.from(i)).map_or(src.len(), |n| i + n + line_end(src, i + n));
        (next, Event::Text)
    }

    fn heredoc(&mut self, src: Source<'_>, i: usize) -> (usize, Event) {
        if at_line_begin(src, i)
            && let Some(end) = self.closing_label(src, i)
        {
            return self.shut_heredoc(end);
        }
        if let Some(inserted) = self.inserted(src, i) {
            return inserted;
        }
        let mut at = i;
        while at < src.len() {
            match src.at(at) {
                b'\n' | b'\r' => return (at + line_end(src, at), Event::Text),
                b'$' | b'{' if at > i && begins_insert(src, at) => break,
                b'\\' if !matches!(src.at(at + 1), b'\n' | b'\r') => at += 2,
                _ => at += 1,
            }
        }
        (at, Event::Text)
    }

    fn quoted(&mut self, src: Source<'_>, i: usize, quote: u8) -> (usize, Event) {
        if src.at(i) == quote {
            self.mode = Mode::Code;
            return (i + 1, Event::Shut);
        }
        if let Some(inserted) = self.inserted(src, i) {
            return inserted;
        }
        let mut at = i;
        while at < src.len() {
            match src.at(at) {
                b if b == quote => break,
                b'$' | b'{' if at > i && begins_insert(src, at) => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        (at, Event::Text)
    }

    /// `$x`, `$x->y`, `$x[`, `${` or `{$` at this place of a string.
    fn inserted(&mut self, src: Source<'_>, i: usize) -> Option<(usize, Event)> {
        if !begins_insert(src, i) {
            return None;
        }
        if src.at(i) == b'{' {
            return Some(self.enter(Mode::Code, i + 1));
        }
        if src.at(i + 1) == b'{' {
            // A name before `}` or `[` is a variable's, whatever it says.
            let end = label_end(src, i + 2);
            let name = end > i + 2 && matches!(src.at(end), b'}' | b'[') && is_label_start(src.at(i + 2));
            return Some(self.enter(Mode::Code, if name { end } else { i + 2 }));
        }
        let end = label_end(src, i + 1);
        if src.at(end) == b'[' {
            return Some(self.enter(Mode::Offset, end + 1));
        }
        let arrow = [b"->".as_slice(), b"?->"].into_iter().find(|arrow| src.starts(end, arrow));
        let property = arrow.map(|arrow| end + arrow.len()).filter(|at| is_label_start(src.at(*at)));
        Some((property.map_or(end, |at| label_end(src, at)), Event::Inserted))
    }

    fn offset(&mut self, src: Source<'_>, i: usize) -> (usize, Event) {
        match src.at(i) {
            b']' => {
                self.mode = self.stack.pop().unwrap_or_default();
                (i + 1, Event::InsertEnds)
            }
            // Nothing that may stand here: PHP goes back to the string and reads the same byte there.
            b' ' | b'\n' | b'\r' | b'\t' | b'\\' | b'\'' | b'#' => {
                self.mode = self.stack.pop().unwrap_or_default();
                self.step(src, i)
            }
            b if is_label(b) => (label_end(src, i), Event::Punct),
            _ => (i + 1, Event::Punct),
        }
    }
}

/// Where the code behind an opening tag begins, and whether the tag echoes. Every `<?` but `<?xml` opens PHP: a server may
/// have short tags on, and PHP with short tags cannot read an XML declaration anyway.
fn opening(src: Source<'_>, start: usize) -> Option<(usize, bool)> {
    if !src.starts(start, b"<?") || src.starts_any_case(start + 2, b"xml") {
        return None;
    }
    if src.at(start + 2) == b'=' {
        return Some((start + 3, true));
    }
    let long = src.starts_any_case(start + 2, b"php");
    let ended = start + 5 == src.len() || matches!(src.at(start + 5), b' ' | b'\t' | b'\n' | b'\r');
    Some((if long && ended { (start + 5).min(src.len()) } else { start + 2 }, false))
}

/// The length of the line end here: 0 where there is none.
fn line_end(src: Source<'_>, i: usize) -> usize {
    match (src.at(i), src.at(i + 1)) {
        (b'\r', b'\n') => 2,
        (b'\r' | b'\n', _) => 1,
        _ => 0,
    }
}

fn at_line_begin(src: Source<'_>, i: usize) -> bool {
    i > 0 && matches!(src.at(i - 1), b'\n' | b'\r')
}

fn comment(src: Source<'_>, i: usize) -> usize {
    if src.at(i + 1) == b'*' && src.at(i) == b'/' {
        return src.find(b"*/", i + 2).map_or(src.len(), |at| at + 2);
    }
    let mut at = i;
    while let Some(n) = memchr::memchr3(b'\n', b'\r', b'?', src.from(at)) {
        at += n;
        if src.at(at) != b'?' || src.at(at + 1) == b'>' {
            return at;
        }
        at += 1;
    }
    src.len()
}

/// The end of a string in single quotes whose content begins here.
fn single(src: Source<'_>, mut i: usize) -> usize {
    while let Some(n) = memchr2(b'\'', b'\\', src.from(i)) {
        i += n;
        if src.at(i) == b'\'' {
            return i + 1;
        }
        i += 2;
    }
    src.len()
}

fn word(src: Source<'_>, i: usize, property: bool) -> (usize, Event) {
    let end = label_end(src, i);
    let qualified =
        (i > 0 && src.at(i - 1) == b'\\') || (src.at(end) == b'\\' && is_label_start(src.at(end + 1)));
    let halt = !property && !qualified && src.cut(Span::new(i, end)).eq_ignore_ascii_case(b"__halt_compiler");
    (end, if halt { Event::Halt } else { Event::Word })
}

/// The label, whether its content is taken literally, and where the content begins.
fn heredoc_opening(src: Source<'_>, i: usize) -> Option<(Span, bool, usize)> {
    if src.at(i + 2) != b'<' {
        return None;
    }
    let at = src.skip(i + 3, |b| b == b' ' || b == b'\t');
    let quote = Some(src.at(at)).filter(|b| *b == b'\'' || *b == b'"');
    let start = at + usize::from(quote.is_some());
    if !is_label_start(src.at(start)) {
        return None;
    }
    let end = label_end(src, start);
    if quote.is_some_and(|quote| src.at(end) != quote) {
        return None;
    }
    let line = end + usize::from(quote.is_some());
    let newline = line_end(src, line);
    (newline > 0).then_some((Span::new(start, end), quote == Some(b'\''), line + newline))
}

fn begins_insert(src: Source<'_>, i: usize) -> bool {
    match src.at(i) {
        b'$' => src.at(i + 1) == b'{' || is_label_start(src.at(i + 1)),
        b'{' => src.at(i + 1) == b'$',
        _ => false,
    }
}

pub(crate) fn is_label_start(b: u8) -> bool {
    b.is_ascii_alphabetic() || b == b'_' || b >= 0x80
}

fn is_label(b: u8) -> bool {
    is_label_start(b) || b.is_ascii_digit()
}

fn label_end(src: Source<'_>, i: usize) -> usize {
    src.skip(i, is_label)
}
