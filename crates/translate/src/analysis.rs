//! A file, looked at in all its layers.

use encoding_rs::Encoding;

use crate::context::Outer;
use crate::island::{self, Dialects, Island};
use crate::options::Options;
use crate::preamble;
use crate::segment::skips::{self, Skips};
use crate::segment::{self, Segment, php::Strings};
use crate::skip::Note;
use crate::source::{Source, Span};
use crate::token::{self, Tokens};

/// What is known of a file beforehand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub encoding: &'static Encoding,
    pub dialects: Dialects,
    /// Which strings of programs are words.
    pub strings: Strings,
    /// Where the page begins, once that was found: words that are translated must not make settings of the page.
    pub begin: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct Analysis<'a> {
    pub src: Source<'a>,
    pub encoding: &'static Encoding,
    pub dialects: Dialects,
    pub known: Known,
    pub islands: Vec<Island>,
    pub tokens: Tokens,
    pub skips: Skips,
    pub segments: Vec<Segment>,
    pub notes: Vec<Note>,
}

impl<'a> Analysis<'a> {
    pub fn new(bytes: &'a [u8], known: Known, options: &Options) -> Self {
        let src = Source(bytes);
        let Known { encoding, dialects, begin, .. } = known;
        let islands = island::islands(src, dialects);
        let begin = begin.unwrap_or_else(|| preamble::end(src, &islands));
        let mut tokens = token::tokens(src, &islands, Span::new(begin, src.len()));
        if begin > 0 {
            tokens.list.insert(0, token::preamble(begin));
        }
        let skips = skips::skips(src, &tokens, options);
        let known = Known { begin: Some(begin), ..known };
        let (segments, notes) = (Vec::new(), Vec::new());
        let mut new = Self { src, encoding, dialects, known, islands, tokens, skips, segments, notes };
        segment::Found { segments: new.segments, notes: new.notes } = new.find(&new.skips, options);
        new
    }

    /// The segments that other options would find.
    pub fn would_find(&self, options: &Options) -> Vec<Segment> {
        self.find(&skips::skips(self.src, &self.tokens, options), options).segments
    }

    fn find(&self, skips: &Skips, options: &Options) -> segment::Found {
        let mut found = segment::find(segment::Page {
            src: self.src,
            encoding: self.encoding,
            islands: &self.islands,
            tokens: &self.tokens,
            skips,
            options,
            strings: self.known.strings,
            outer: Outer::None,
        });
        found.segments.sort_by_key(|segment| segment.span);
        for (id, segment) in found.segments.iter_mut().enumerate() {
            segment.id = id;
        }
        found
    }

    pub fn is_well_encoded(&self) -> bool {
        if self.encoding == encoding_rs::UTF_8 {
            return std::str::from_utf8(self.src.0).is_ok();
        }
        !self.encoding.decode_without_bom_handling(self.src.0).1
    }
}
