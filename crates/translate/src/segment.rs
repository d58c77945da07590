//! Layer C: segments, the units a translator works on.

mod attributes;
mod json;
mod make;
pub(crate) mod php;
mod read;
pub(crate) mod skips;
pub(crate) mod template;
mod walk;

pub(crate) use read::{Habits, has_letter};
pub(crate) use walk::{Found, Page, find};

use std::fmt::Write as _;

use crate::code::{self, Code, CodeFault, Part};
use crate::context::{Context, Html};
use crate::source::Span;

/// Where a segment's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Between tags.
    Text,
    /// The title of the page or the content of a text area.
    Plain,
    Attribute,
    Meta,
    JsonLd,
    PhpLiteral,
}

/// A sentence or more that is translated as one.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Its place in [`crate::Document::segments`].
    pub id: usize,
    pub kind: Kind,
    /// The bytes it is in. A segment of kind `Attribute` may lie in a code of one of kind `Text`.
    pub span: Span,
    /// What a translator sees: references are characters, white space is collapsed where it does not count, markup is codes.
    pub text: String,
    /// In ascending order of their numbers.
    pub codes: Vec<Code>,
    /// For the translator: `h1`, `img alt`, `meta description`, `JSON-LD headline`; empty where there is nothing to say.
    pub place: String,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) context: Context,
    pub(crate) habits: Habits,
    /// The label of the heredoc it is in.
    pub(crate) label: Option<Span>,
}

/// Pieces tile the span of their segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub span: Span,
    /// Text, or a half of a code.
    pub text: bool,
}

impl Segment {
    /// The text, or a translation of it, in parts. Codes that this segment does not have are text.
    pub fn parts<'t>(&self, text: &'t str) -> Vec<Part<'t>> {
        code::parts(&self.codes, text)
    }

    /// What the place asks of its words besides what its kind does, in a few letters; mostly nothing. Where two segments agree
    /// in kind, text and this, the same translations can stand.
    pub fn demands(&self) -> String {
        let mut demands = String::new();
        match self.context.html {
            Html::Attribute(0) => demands.push_str("unquoted "),
            Html::InTag => demands.push_str("in a tag "),
            Html::Text | Html::Attribute(_) | Html::None => {}
        }
        if self.context.is_php() && (!self.codes.is_empty() || self.label.is_some()) {
            let _ = write!(demands, "{:?} ", self.context.outer);
        }
        // One alone has no order to keep.
        let fixed: Vec<_> = self.codes.iter().filter(|code| !code.movable).map(|code| code.number).collect();
        if fixed.len() > 1 {
            let _ = write!(demands, "{fixed:?}");
        }
        demands
    }

    /// Whether a translation has this segment's codes, as it must.
    pub fn check_codes(&self, translation: &str) -> Result<(), CodeFault> {
        code::check(&self.codes, &self.parts(translation))
    }
}
