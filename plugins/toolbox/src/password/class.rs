//! Kinds of characters.

/// A kind of character that a password may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Lower,
    Upper,
    Digit,
    Symbol,
}

/// Characters that are hard to tell apart in print or aloud.
const LOOKALIKES: &str = "0Oo1lI|5S2Z8B";

impl Class {
    pub const ALL: [Self; 4] = [Self::Lower, Self::Upper, Self::Digit, Self::Symbol];

    const fn letters(self) -> &'static str {
        match self {
            Self::Lower => "abcdefghijklmnopqrstuvwxyz",
            Self::Upper => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            Self::Digit => "0123456789",
            // No quotes, backslashes, spaces or brackets: they break in shells, tables and markup.
            Self::Symbol => "!#$%&*+,-./:;=?@^_~|",
        }
    }

    /// The characters of this class, without those that look alike if so wished.
    pub fn characters(self, clear: bool) -> Vec<char> {
        self.letters().chars().filter(|letter| !clear || !LOOKALIKES.contains(*letter)).collect()
    }
}
