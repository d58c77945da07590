//! Layer A: the islands of program code in a file. An island is opaque; the words lie in the sea around it.

mod blade;
mod braces;
mod dialect;
mod marks;
mod modx;
pub(crate) mod php;

pub use dialect::{Dialect, Dialects};

use memchr::{memchr, memchr3};

use crate::source::{Source, Span};
use php::Php;

/// What an island does, which says how freely a translation may treat it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Prints one value: a placeholder that may move inside its sentence.
    Echo,
    /// One call that may print or do anything: a placeholder that keeps its order.
    Call,
    /// Steers what comes after (`if`, `foreach`, an assignment): ends a segment.
    Control,
    /// Says nothing: a placeholder that keeps its order.
    Comment,
    /// Runs to the end of the file without being closed.
    Unterminated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Island {
    pub span: Span,
    pub class: Class,
    pub dialect: Dialect,
}

/// A region in which a template language is switched off until its end mark (`@verbatim`, `{% raw %}`, `{literal}`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verbatim {
    Blade,
    Twig(&'static str),
    Smarty,
}

/// Islands in order; none overlap. Linear: failed look-aheads are paid from a budget proportional to the file.
pub(crate) fn islands(src: Source<'_>, dialects: Dialects) -> Vec<Island> {
    let mut scan = Scan {
        src,
        dialects,
        openings: dialects.openings(),
        php: Php::default(),
        verbatim: None,
        budget: 4 * src.len() + 4096,
        missing: Vec::new(),
    };
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(start) = scan.candidate(i) {
        let Some((end, class, dialect)) = scan.island(start) else {
            i = start + 1;
            continue;
        };
        let end = end.max(start + 1);
        found.push(Island { span: Span::new(start, end), class, dialect });
        i = end;
    }
    found
}

pub(crate) struct Scan<'a> {
    src: Source<'a>,
    dialects: Dialects,
    openings: [u8; 3],
    php: Php,
    verbatim: Option<Verbatim>,
    /// Bytes that look-aheads may still read in vain.
    budget: usize,
    /// End marks that do not come any more.
    missing: Vec<&'static [u8]>,
}

type Found = Option<(usize, Class, Dialect)>;

impl Scan<'_> {
    /// The next byte at which an island could begin.
    fn candidate(&self, from: usize) -> Option<usize> {
        let (rest, [one, two, three]) = (self.src.from(from), self.openings);
        let found = if one == three { memchr(one, rest) } else { memchr3(one, two, three, rest) };
        found.map(|n| from + n)
    }

    fn island(&mut self, i: usize) -> Found {
        match self.src.at(i) {
            b'<' => self.angle(i),
            b'{' => self.brace(i),
            b'[' => self.modx(i),
            _ => self.directive(i),
        }
    }

    fn angle(&mut self, i: usize) -> Found {
        if self.dialects.has(Dialect::Php) && self.src.at(i + 1) == b'?' {
            return self.php.island(self.src, i).map(|(end, class)| (end, class, Dialect::Php));
        }
        self.mark(i)
    }

    /// Where the end mark comes next. That it does not come any more is remembered, so that asking again is free.
    fn find(&mut self, mark: &'static [u8], from: usize) -> Option<usize> {
        if self.missing.contains(&mark) {
            return None;
        }
        let found = self.src.find(mark, from);
        if found.is_none() {
            self.missing.push(mark);
        }
        found
    }

    /// Pays for `bytes` that were read in vain; whether there is still something to spend.
    fn spend(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_sub(bytes);
    }
}

/// Follows the strings inside an island, byte by byte.
#[derive(Debug, Default)]
struct Quotes(Option<u8>);

impl Quotes {
    /// Whether the byte belongs to a string; an escaped byte after it is passed as well.
    fn pass(&mut self, b: u8, at: &mut usize) -> bool {
        match self.0 {
            Some(_) if b == b'\\' => *at += 1,
            Some(open) if b == open => self.0 = None,
            None if b == b'"' || b == b'\'' => self.0 = Some(b),
            inside => return inside.is_some(),
        }
        true
    }
}
