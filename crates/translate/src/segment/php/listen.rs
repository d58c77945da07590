//! Follows PHP's tokens and picks the strings that people read.

use super::Strings;
use crate::context::Outer;
use crate::island::php::{Event, Php, Quote};
use crate::source::{Source, Span, is_space};

/// A string that people read.
#[derive(Debug)]
pub(super) struct Literal {
    /// Without quotes, or the lines of a heredoc.
    pub content: Span,
    pub outer: Outer,
    /// What is inserted in it.
    pub inserted: Vec<Span>,
    /// The label of a heredoc.
    pub label: Span,
    pub place: String,
}

/// A call whose arguments are words.
#[derive(Debug, Clone, Copy)]
struct Call {
    name: Span,
    depth: usize,
    /// How many arguments are words, and how many have passed.
    words: usize,
    passed: usize,
    /// The first argument is a key (`define`).
    keyed: bool,
}

/// A string that is being read.
#[derive(Debug)]
struct Open {
    start: usize,
    quote: Quote,
    depth: usize,
    inserted: Vec<Span>,
    insert: usize,
}

pub(super) struct Listener<'a> {
    src: Source<'a>,
    php: Php,
    strings: Strings,
    /// The last tokens that count, newest last.
    recent: [(Event, Span); 5],
    calls: Vec<Call>,
    depth: usize,
    /// The depth of the array that a `return` gives.
    returned: Option<usize>,
    open: Option<Open>,
    pub found: Vec<Literal>,
}

impl<'a> Listener<'a> {
    pub fn new(src: Source<'a>, strings: Strings) -> Self {
        let nothing = (Event::Space, Span::new(0, 0));
        Self {
            src,
            php: Php::default(),
            strings,
            recent: [nothing; 5],
            calls: Vec::new(),
            depth: 0,
            returned: None,
            open: None,
            found: Vec::new(),
        }
    }

    pub fn island(&mut self, span: Span) {
        let Some((mut i, _)) = self.php.open(self.src, span.start) else { return };
        self.remember(Event::Brace, Span::new(span.start, i));
        while i < span.end {
            let before = self.php.depth();
            let (next, event) = self.php.step(self.src, i);
            self.hear(event, Span::new(i, next), before);
            i = next;
        }
    }

    fn hear(&mut self, event: Event, span: Span, depth: usize) {
        if let Some(open) = &mut self.open {
            match event {
                Event::Inserted if depth == open.depth => open.inserted.push(span),
                Event::InsertBegins if depth == open.depth => open.insert = span.start,
                Event::InsertEnds if depth == open.depth + 1 => {
                    open.inserted.push(Span::new(open.insert, span.end));
                }
                Event::Shut if depth == open.depth => self.shut(span),
                Event::Close | Event::Halt => self.open = None,
                _ => {}
            }
            return;
        }
        match event {
            Event::Space => return,
            Event::Open(quote) => {
                self.open = Some(Open { start: span.start, quote, depth, inserted: Vec::new(), insert: 0 });
                self.recent_open(quote, span);
                return;
            }
            Event::Single => {
                let content = Span::new(span.start + 1, span.end.saturating_sub(1).max(span.start + 1));
                self.string(content, Outer::Single, Vec::new());
            }
            Event::Punct => self.punct(span),
            _ => {}
        }
        self.remember(event, span);
    }

    /// Heredocs keep the end of their first line.
    fn recent_open(&mut self, quote: Quote, span: Span) {
        if matches!(quote, Quote::Heredoc | Quote::Nowdoc)
            && let Some(open) = &mut self.open
        {
            open.insert = span.end;
        }
    }

    fn punct(&mut self, span: Span) {
        match self.src.at(span.start) {
            b'(' | b'[' => {
                self.depth += 1;
                self.opens();
            }
            b')' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                while self.calls.last().is_some_and(|call| call.depth > self.depth) {
                    self.calls.pop();
                }
                self.returned = self.returned.filter(|depth| *depth <= self.depth);
            }
            b',' => {
                if let Some(call) = self.calls.last_mut().filter(|call| call.depth == self.depth) {
                    call.passed += 1;
                }
            }
            b';' => self.returned = None,
            _ => {}
        }
    }

    fn word(&self, back: usize) -> &'a [u8] {
        match self.recent.get(self.recent.len() - back) {
            Some((Event::Word, span)) => self.src.cut(*span),
            _ => b"",
        }
    }

    fn is_punct(&self, back: usize, byte: u8) -> bool {
        matches!(self.recent.get(self.recent.len() - back), Some((Event::Punct, span)) if self.src.at(span.start) == byte)
    }

    /// A parenthesis or a bracket has opened.
    fn opens(&mut self) {
        let returns = self.word(1).eq_ignore_ascii_case(b"return")
            || (self.word(1).eq_ignore_ascii_case(b"array") && self.word(2).eq_ignore_ascii_case(b"return"));
        if returns {
            self.returned = Some(self.depth);
        }
        let name = self.word(1);
        // `function t(` defines one.
        let defined = self.word(2).eq_ignore_ascii_case(b"function");
        let words = if defined { 0 } else { arguments(name) };
        if words > 0
            && let Some((_, span)) = self.recent.last()
        {
            let keyed = name == b"define";
            self.calls.push(Call { name: *span, depth: self.depth, words, passed: 0, keyed });
        }
    }

    fn shut(&mut self, span: Span) {
        let Some(open) = self.open.take() else { return };
        match open.quote {
            Quote::Double => {
                self.string(Span::new(open.start + 1, span.start), Outer::Double, open.inserted);
                self.remember(Event::Single, Span::new(open.start, span.end));
            }
            Quote::Backtick => {}
            Quote::Heredoc | Quote::Nowdoc => {
                let outer = if open.quote == Quote::Heredoc { Outer::Heredoc } else { Outer::Nowdoc };
                self.heredoc(&open, outer, span);
                self.remember(Event::Single, Span::new(open.start, span.end));
            }
        }
    }

    fn heredoc(&mut self, open: &Open, outer: Outer, end: Span) {
        // The first line is as long as the opening says; the step that read it ended there.
        let line =
            memchr::memchr2(b'\n', b'\r', self.src.from(open.start)).map_or(end.start, |n| open.start + n);
        let start = line + if self.src.starts(line, b"\r\n") { 2 } else { 1 };
        let label_end = end.end;
        let label_start = self.src.skip(end.start, |b| b == b' ' || b == b'\t').min(label_end);
        self.found.push(Literal {
            content: Span::new(start, end.start.max(start)),
            outer,
            inserted: open.inserted.clone(),
            label: Span::new(label_start, label_end),
            place: "PHP heredoc".to_owned(),
        });
    }

    fn string(&mut self, content: Span, outer: Outer, inserted: Vec<Span>) {
        let text = self.src.cut(content);
        let Some(place) = self.place(text) else { return };
        self.found.push(Literal { content, outer, inserted, label: Span::new(0, 0), place });
    }

    /// What the string is for, if people read it.
    fn place(&self, text: &[u8]) -> Option<String> {
        if self.strings != Strings::All && is_name(text) {
            return None;
        }
        if let Some(call) = self.calls.last().filter(|call| call.depth == self.depth) {
            let direct = self.is_punct(1, b'(') || self.is_punct(1, b',');
            let word =
                if call.keyed { call.passed == 1 && self.is_text_key() } else { call.passed < call.words };
            let name = String::from_utf8_lossy(self.src.cut(call.name));
            return (direct && word).then(|| format!("PHP {name}()"));
        }
        let assigned = self.is_punct(1, b'=') && self.is_punct(2, b']') && self.is_punct(4, b'[');
        if assigned
            && matches!(self.recent.first(), Some((Event::Variable, span)) if is_language(self.src.cut(*span)))
        {
            return Some("PHP language array".to_owned());
        }
        let valued = self.is_punct(1, b'>') && self.is_punct(2, b'=');
        let wanted = self.strings != Strings::Prose || (self.returned.is_some() && is_prose(text));
        (valued && wanted && self.depth > 0).then(|| "PHP array".to_owned())
    }

    /// Whether `define` names a text: `TEXT_…`, `HEADING_TITLE`, `BUTTON_…`
    fn is_text_key(&self) -> bool {
        let Some((Event::Single, key)) = self.recent.get(self.recent.len() - 2) else { return false };
        let key = self.src.cut(*key);
        let holds = |known: &&str| memchr::memmem::find(key, known.as_bytes()).is_some();
        KEYS.iter().any(holds) && !NO_KEYS.iter().any(holds)
    }

    fn remember(&mut self, event: Event, span: Span) {
        self.recent.rotate_left(1);
        if let Some(last) = self.recent.last_mut() {
            *last = (event, span);
        }
    }
}

/// How many of a function's first arguments are words.
fn arguments(name: &[u8]) -> usize {
    match name {
        b"__" | b"_e" | b"_x" | b"_ex" | b"esc_html__" | b"esc_html_e" | b"esc_html_x" | b"esc_attr__"
        | b"esc_attr_e" | b"esc_attr_x" | b"_" | b"gettext" | b"t" | b"trans" => 1,
        b"_n" | b"_nx" | b"_n_noop" | b"ngettext" | b"define" => 2,
        _ => 0,
    }
}

/// Arrays that hold a program's words: `$_['text_hello']`, `$lang['hello']`
fn is_language(variable: &[u8]) -> bool {
    let names: [&[u8]; 9] =
        [b"$_", b"$lang", b"$language", b"$LANG", b"$_LANG", b"$l", b"$txt", b"$MESS", b"$messages"];
    names.contains(&variable)
}

/// Whether it reads like a sentence and not like a name: more than one word, and letters.
fn is_prose(text: &[u8]) -> bool {
    let words = text
        .split(|b| is_space(*b))
        .filter(|word| word.iter().any(|b| b.is_ascii_alphabetic() || !b.is_ascii()));
    words.take(2).count() == 2
}

/// Whether it is something that a program goes by: `auth.failed`, `create_account`, `/img/a.png`, `index.php?act=list`,
/// `https://…`. Words have spaces, or nothing but letters and a mark at their end.
fn is_name(text: &[u8]) -> bool {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    text.is_ascii()
        && !text.iter().any(|b| is_space(*b) || *b == b'<')
        && (text.starts_with(b"/")
            || text.starts_with(b"#")
            || inner.iter().any(|b| matches!(b, b'_' | b'.' | b'=' | b'?' | b'#' | b'|'))
            || memchr::memmem::find(inner, b"::").is_some())
}

/// Parts of the names of constants that never hold words, whatever else is in their names.
const NO_KEYS: &[&str] = &["FILENAME", "DIR_", "TABLE_", "_URL", "_PATH", "_CLASS", "_FILE", "HTTP"];

/// Parts of the names of constants that hold words.
const KEYS: &[&str] = &[
    "TEXT",
    "TITLE",
    "HEADING",
    "BUTTON",
    "ERROR",
    "WARNING",
    "SUCCESS",
    "ENTRY",
    "NAVBAR",
    "EMAIL",
    "MESSAGE",
    "LABEL",
    "CAPTION",
    "INFO",
    "NOTICE",
    "ICON",
    "BOX",
    "HEADER",
    "FOOTER",
    "DESCRIPTION",
    "META_TAG",
    "PLEASE",
    "CATEGORY",
    "LANG",
];
