//! Where words stand, which decides how they are read and how they are written.

/// The HTML around words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Html {
    /// Between tags, or in a title or a text area.
    Text,
    /// In an attribute with this quote (0: none).
    Attribute(u8),
    /// Not in HTML.
    None,
    /// In a program that prints it inside a tag.
    InTag,
}

/// The string around the HTML or around the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outer {
    None,
    Json,
    /// PHP's `'…'`
    Single,
    /// PHP's `"…"`
    Double,
    Heredoc,
    Nowdoc,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Context {
    pub html: Html,
    pub outer: Outer,
    /// White space counts (`<pre>`, `<textarea>`, strings of programs).
    pub preserve: bool,
}

impl Context {
    pub const fn text(preserve: bool) -> Self {
        Self { html: Html::Text, outer: Outer::None, preserve }
    }

    pub const fn attribute(quote: u8) -> Self {
        Self { html: Html::Attribute(quote), outer: Outer::None, preserve: false }
    }

    pub const fn string(outer: Outer) -> Self {
        Self { html: Html::None, outer, preserve: true }
    }

    /// The same inside a string.
    #[must_use]
    pub const fn within(self, outer: Outer) -> Self {
        Self { outer, ..self }
    }

    pub const fn is_php(self) -> bool {
        matches!(self.outer, Outer::Single | Outer::Double | Outer::Heredoc | Outer::Nowdoc)
    }
}
