//! Where the content of an element without markup ends. A `<` in an island does not count.

use super::Reader;
use crate::source::{Span, is_space};

impl Reader<'_> {
    /// The place of `</name` behind `start`, or the end of the file.
    pub(super) fn raw_end(&self, start: usize, name: Span) -> usize {
        let name = self.src.cut(name);
        let mut at = Outside { island: self.next, i: start };
        while let Some(found) = self.angle(&mut at) {
            if self.closes(found, name) {
                return found;
            }
            at.i = found + 1;
        }
        self.src.len()
    }

    /// Like [`Self::raw_end`] for scripts: between `<!--<script` and the next `</script` or `-->` an end tag does not end.
    pub(super) fn script_end(&self, start: usize) -> usize {
        let mut at = Outside { island: self.next, i: start };
        // The end of the comment that hides the script, as soon as one was opened.
        let mut comment: Option<usize> = None;
        let mut doubled = false;
        while let Some(found) = self.angle(&mut at) {
            at.i = found + 1;
            if comment.is_some_and(|end| found >= end) {
                (comment, doubled) = (None, false);
            }
            if comment.is_none() {
                if self.src.starts(found, b"<!--") {
                    comment = Some(self.dashes(found + 2, at.island));
                } else if self.closes(found, b"script") {
                    return found;
                }
                continue;
            }
            if doubled {
                doubled = !self.closes(found, b"script");
            } else if self.closes(found, b"script") {
                return found;
            } else if self.opens_element(found + 1, b"script") {
                doubled = true;
            }
        }
        self.src.len()
    }

    /// The place behind the next `-->`, or the end of the file.
    fn dashes(&self, from: usize, island: usize) -> usize {
        let mut at = Outside { island, i: from };
        while let Some(limit) = self.sea(&mut at) {
            if let Some(n) = memchr::memmem::find(self.src.cut(Span::new(at.i, limit)), b"-->") {
                return at.i + n + 3;
            }
            at.i = limit;
        }
        self.src.len()
    }

    fn closes(&self, at: usize, name: &[u8]) -> bool {
        self.src.at(at + 1) == b'/' && self.opens_element(at + 2, name)
    }

    fn opens_element(&self, at: usize, name: &[u8]) -> bool {
        let after = at + name.len();
        let ends = is_space(self.src.at(after)) || matches!(self.src.at(after), b'/' | b'>');
        self.src.starts_any_case(at, name) && ends
    }

    /// The next `<` outside islands.
    fn angle(&self, at: &mut Outside) -> Option<usize> {
        while let Some(limit) = self.sea(at) {
            if let Some(found) = self.src.find_byte(b'<', Span::new(at.i, limit)) {
                return Some(found);
            }
            at.i = limit;
        }
        None
    }

    /// Moves out of islands; where the sea ends from there.
    fn sea(&self, at: &mut Outside) -> Option<usize> {
        while let Some(island) = self.islands.get(at.island).filter(|island| island.span.start <= at.i) {
            at.i = at.i.max(island.span.end);
            at.island += 1;
        }
        if at.i >= self.src.len() {
            return None;
        }
        Some(
            self.islands
                .get(at.island)
                .map_or(self.src.len(), |island| island.span.start.min(self.src.len())),
        )
    }
}

/// A place that moves on its own through the islands ahead.
struct Outside {
    island: usize,
    i: usize,
}
