//! What a column is.

use sheets::columns::Kind as Looks;

/// A column of a kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// As our exports head it.
    pub name: &'static str,
    /// What others call it, in English, Ukrainian and Russian.
    pub synonyms: &'static [&'static str],
    pub meaning: Meaning,
    pub need: Need,
    /// Whether it is a part of what tells rows apart.
    pub key: bool,
}

/// What a cell says. An empty one says nothing, and leaves what is there.
#[derive(Debug, Clone, Copy)]
pub enum Meaning {
    /// A code, byte for byte but for blanks around it.
    Code,
    Text {
        /// Bytes.
        most: usize,
    },
    Barcode,
    /// Units or days, never fewer than `least`.
    Whole {
        least: i64,
        /// Whether `none` may stand for no number.
        none: bool,
    },
    /// Not negative; in the currency of the row.
    Money {
        none: bool,
    },
    /// Money that may also be given instead of taken; in the currency of the row.
    Signed,
    Currency,
    /// A moment; a bare day is its midnight. Without an offset by the clocks of the zone that was agreed on.
    Moment,
    Day,
    /// How many of one currency one of another is: with decimals, never with marks between thousands.
    Rate,
    /// One of our words, each with what others write for it.
    Word(&'static [(&'static str, &'static [&'static str])]),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// In every row.
    Always,
    /// Where the row adds something that is not there yet.
    New,
    Never,
}

impl Field {
    pub(super) const fn new(name: &'static str, meaning: Meaning, synonyms: &'static [&'static str]) -> Self {
        Self { name, synonyms, meaning, need: Need::Never, key: false }
    }

    pub(super) const fn always(mut self) -> Self {
        self.need = Need::Always;
        self
    }

    pub(super) const fn when_new(mut self) -> Self {
        self.need = Need::New;
        self
    }

    pub(super) const fn key(mut self) -> Self {
        self.key = true;
        self
    }

    /// For guessing which column it is.
    pub(super) const fn wanted(&self) -> sheets::columns::Wanted<'static> {
        let kind = match self.meaning {
            Meaning::Code => Looks::Code,
            Meaning::Text { .. } | Meaning::Currency | Meaning::Word(_) => Looks::Text,
            Meaning::Barcode => Looks::Barcode,
            Meaning::Whole { .. } => Looks::Whole,
            Meaning::Money { .. } | Meaning::Signed | Meaning::Rate => Looks::Money,
            Meaning::Moment | Meaning::Day => Looks::Date,
        };
        sheets::columns::Wanted { name: self.name, synonyms: self.synonyms, kind }
    }
}
