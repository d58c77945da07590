//! What is to be translated, and what is known about the file beforehand.

use encoding_rs::Encoding;

use crate::island::Dialects;

/// Something in a file that can be translated or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum What {
    /// `alt`, `title`, `placeholder`, `aria-label` and the like.
    Attributes = 1,
    /// `<meta content>` of descriptions, keywords, Open Graph.
    Meta = 2,
    /// Strings of JSON-LD under keys that hold language.
    JsonLd = 4,
    /// Strings in PHP code: gettext-like calls, `define`, arrays of words, heredoc. Changing the arguments of gettext
    /// calls makes an existing `.mo` file miss them; the report should say so.
    PhpLiterals = 8,
    /// The content of `<code>`, `<kbd>`, `<samp>`, `<tt>` and `<var>`.
    Code = 16,
}

/// A set of [`What`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    pub const fn none() -> Self {
        Self(0)
    }

    #[must_use]
    pub const fn with(self, what: What) -> Self {
        Self(self.0 | what as u8)
    }

    #[must_use]
    pub const fn without(self, what: What) -> Self {
        Self(self.0 & !(what as u8))
    }

    pub const fn has(self, what: What) -> bool {
        self.0 & what as u8 != 0
    }
}

/// Texts are always translated; the rest is chosen here.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub parts: Parts,
    /// The person's answer to an unsure [`crate::Charset`].
    pub encoding: Option<&'static Encoding>,
    /// The encoding of pages that are plain ASCII and say nothing: that of the files around it.
    pub assumed: Option<&'static Encoding>,
    /// In place of what the name and the content tell.
    pub dialects: Option<Dialects>,
}

impl Default for Options {
    fn default() -> Self {
        let parts = Parts::none().with(What::Attributes).with(What::Meta).with(What::JsonLd);
        Self { parts, encoding: None, assumed: None, dialects: None }
    }
}
