//! Why a file, or a place in it, is left as it is.

use crate::gate::Fault;
use crate::source::Span;

/// Why a file cannot be translated. Its bytes go on as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Skip {
    #[error("The file is empty.")]
    Empty,
    #[error("The file is larger than {limit} bytes.")]
    TooLarge { limit: usize },
    /// NUL bytes, or more than a fifth control characters.
    #[error("The file is not a text.")]
    Binary,
    /// An encoding in which `<` is not the byte `<`.
    #[error("The file is in {0}, which has to be converted to UTF-8 first.")]
    Encoding(&'static str),
    #[error("The file does not hold HTML: {0}.")]
    NotHtml(&'static str),
    /// Browsers drop such a tag and what is in it.
    #[error("The file ends inside a tag that begins at byte {at}; {unread} bytes were not looked at.")]
    EndsInsideTag { at: usize, unread: usize },
    #[error("There is nothing to translate in the file.")]
    Nothing { hints: Vec<Hint> },
    /// We do not understand the file well enough to give it back unchanged.
    #[error("The file did not come back unchanged when nothing was translated: {0}")]
    Identity(Fault),
}

/// Which option would find words in a file that seems to have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// So many strings in PHP code.
    PhpLiterals(usize),
    /// So many `alt`, `title` and other attributes.
    Attributes(usize),
    Meta(usize),
    JsonLd(usize),
    Code(usize),
    /// The page says `translate="no"` or `class="notranslate"`.
    MarkedAsNotForTranslation,
}

/// A place that looks like words and was left, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Bytes that do not belong to the file's encoding.
    Undecodable(Span),
    /// A style sheet or a script outside the element it belongs into.
    Code(Span),
    /// More than one encoding was possible: see [`crate::Charset::candidates`].
    UnsureEncoding,
}
