//! Styled text: what a message says, free of any messenger's markup.

mod markup;
mod page;

use serde::{Deserialize, Serialize};

pub(crate) use markup::escape;
pub use page::{PAGE_UNITS, pages};

/// How a stretch of text looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    Bold,
    Italic,
    Underline,
    Strike,
    /// Hidden until pressed.
    Spoiler,
    /// Fixed width, copied with one press.
    Code,
    /// A block of fixed width, with the name of its language or an empty string.
    Pre(String),
    Link(String),
    Quote,
    /// A quotation that is folded until pressed.
    Folded,
}

/// A style and the bytes of [`Text::body`] it covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub style: Style,
}

/// Text and its styles. Build it with the chaining methods, or from a localised sentence with [`Text::marked`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub body: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

impl Text {
    pub fn new() -> Self {
        Self::default()
    }

    /// Text as it stands, without any style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { body: text.into(), spans: Vec::new() }
    }

    /// Appends plain text.
    #[must_use]
    pub fn push(mut self, text: impl AsRef<str>) -> Self {
        self.body.push_str(text.as_ref());
        self
    }

    /// Appends text in a style; empty text leaves no span.
    #[must_use]
    pub fn styled(mut self, text: impl AsRef<str>, style: Style) -> Self {
        let start = self.body.len();
        self.body.push_str(text.as_ref());
        if self.body.len() > start {
            self.spans.push(Span { start, end: self.body.len(), style });
        }
        self
    }

    #[must_use]
    pub fn bold(self, text: impl AsRef<str>) -> Self {
        self.styled(text, Style::Bold)
    }

    #[must_use]
    pub fn code(self, text: impl AsRef<str>) -> Self {
        self.styled(text, Style::Code)
    }

    #[must_use]
    pub fn pre(self, text: impl AsRef<str>, language: &str) -> Self {
        self.styled(text, Style::Pre(language.to_owned()))
    }

    /// Appends other text with its styles.
    #[must_use]
    pub fn join(mut self, other: &Text) -> Self {
        let offset = self.body.len();
        self.body.push_str(&other.body);
        let moved = other.spans.iter().map(|s| Span {
            start: s.start + offset,
            end: s.end + offset,
            style: s.style.clone(),
        });
        self.spans.extend(moved);
        self
    }

    /// Appends other text on a line of its own.
    #[must_use]
    pub fn line(self, other: &Text) -> Self {
        let gap = if self.body.is_empty() { "" } else { "\n" };
        self.push(gap).join(other)
    }

    pub fn is_empty(&self) -> bool {
        self.body.trim().is_empty()
    }

    /// Its length as messengers count it: in UTF-16 code units.
    pub fn units(&self) -> usize {
        self.body.encode_utf16().count()
    }

    /// Reads the small markup of the locale files: `<b>`, `<i>`, `<code>`, `<spoiler>`, with `&lt;` and `&amp;` for the
    /// characters themselves. Whatever is not one of these stays as it is written.
    pub fn marked(source: &str) -> Self {
        markup::parse(source)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}
