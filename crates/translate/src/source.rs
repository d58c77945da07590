//! Places in a file, and a look at its bytes that cannot fail.

use memchr::{memchr, memmem};

/// A run of bytes of the file: `start` is its first byte, `end` the byte after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    #[inline]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    #[inline]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the other lies inside.
    #[inline]
    pub const fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The bytes of the file. What lies beyond the end reads as zero or as nothing, so that scanners need no special cases.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a>(pub &'a [u8]);

impl<'a> Source<'a> {
    #[inline]
    pub fn len(self) -> usize {
        self.0.len()
    }

    #[inline]
    pub fn at(self, i: usize) -> u8 {
        self.0.get(i).copied().unwrap_or(0)
    }

    #[inline]
    pub fn cut(self, span: Span) -> &'a [u8] {
        self.0.get(span.start..span.end.min(self.len())).unwrap_or_default()
    }

    #[inline]
    pub fn from(self, i: usize) -> &'a [u8] {
        self.0.get(i..).unwrap_or_default()
    }

    #[inline]
    pub fn starts(self, i: usize, with: &[u8]) -> bool {
        self.from(i).starts_with(with)
    }

    /// Like [`Self::starts`], with ASCII letters of any case.
    pub fn starts_any_case(self, i: usize, with: &[u8]) -> bool {
        self.from(i).get(..with.len()).is_some_and(|found| found.eq_ignore_ascii_case(with))
    }

    /// Where the byte comes next, in `[from, end)`.
    #[inline]
    pub fn find_byte(self, byte: u8, span: Span) -> Option<usize> {
        memchr(byte, self.cut(span)).map(|n| span.start + n)
    }

    pub fn find(self, needle: &[u8], from: usize) -> Option<usize> {
        memmem::find(self.from(from), needle).map(|n| from + n)
    }

    /// The first place from `i` on whose byte does not pass.
    #[inline]
    pub fn skip(self, i: usize, pass: impl Fn(u8) -> bool) -> usize {
        self.from(i).iter().position(|b| !pass(*b)).map_or(self.len().max(i), |n| i + n)
    }
}

/// What HTML calls white space.
#[inline]
pub(crate) const fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}
