//! Why a row is not taken.

use chrono::NaiveDate;
use sheets::value::Fault;

use crate::{BadBarcode, Money};

/// A row that is not taken. A chat says it in the reader's language by [`Why::key`] and [`Why::args`]; [`std::fmt::Display`]
/// is plain English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Row {row}{}: {why}", field.map(|f| format!(", {f}")).unwrap_or_default())]
pub struct Refusal {
    /// As a spreadsheet numbers it.
    pub row: u32,
    /// The name of the field that is wrong, where it is one.
    pub field: Option<&'static str>,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("it is needed, and the cell is empty.")]
    Missing,
    #[error("it is not there yet, so this field is needed too.")]
    MissingForNew,
    #[error("{text:?} is not a number.")]
    NotANumber { text: String },
    #[error("{text:?} is not a whole number.")]
    NotWhole { text: String },
    #[error("{text:?} is too large.")]
    TooLarge { text: String },
    #[error("{text:?} has more than {decimals} decimals.")]
    TooFine { text: String, decimals: u32 },
    #[error("{text:?} can mean {grouped} or {fraction}. Say whether decimals have a point or a comma.")]
    TwoNumbers { text: String, grouped: String, fraction: String },
    #[error("{text:?} is not a date.")]
    NotADate { text: String },
    #[error("the time in {text:?} cannot be read. Write it as 2026-11-21 13:45.")]
    NotATime { text: String },
    #[error("{text:?} can mean {day_first} or {month_first}. Say whether the day comes first.")]
    TwoDates { text: String, day_first: NaiveDate, month_first: NaiveDate },
    #[error("it cannot be less than {least}.")]
    TooSmall { least: i64 },
    #[error("it has more than {most} bytes.")]
    TooLong { most: usize },
    #[error("it has a character that no text can have.")]
    BadCharacter,
    #[error("it has more than {most} characters, and no label has.")]
    LongLabel { most: usize },
    #[error(
        "the last digit of {text} should be {right}: a digit was misread or mistyped. If it is a label of your own, write ␣{text}."
    )]
    CheckDigit { text: String, right: u8 },
    #[error("{text:?} is not one of: {known}.")]
    UnknownWord { text: String, known: String },
    #[error("nothing says in which currency it is.")]
    NoCurrency,
    #[error("{text:?} is not a currency, like EUR.")]
    NotACurrency { text: String },
    #[error("the cell is in {cell}, the row in {row}.")]
    TwoCurrencies { cell: String, row: String },
    #[error("there is no {what} {name}.")]
    Unknown { what: &'static str, name: String },
    #[error("{code} has no stock of its own: it is a kit or virtual.")]
    NotStocked { code: String },
    #[error("a rate is between two currencies.")]
    SameCurrency,
    #[error("{code} is no kit.")]
    NotAKit { code: String },
    #[error("row {row} says it already.")]
    Twice { row: u32 },
    #[error("{price} is below the floor of {floor}.")]
    BelowFloor { price: Money, floor: Money },
    #[error("{price} is above the ceiling of {ceiling}.")]
    AboveCeiling { price: Money, ceiling: Money },
    #[error("it cannot be below the reorder point.")]
    ReorderTo,
    #[error("it is {is} and stays so; only its other fields can change.")]
    Stays { is: String },
    #[error("only {available} are there, and this warehouse does not go below zero.")]
    Short { available: i64 },
    #[error("row {row} says that this product is of {brand}, and a product has one brand.")]
    OtherBrand { row: u32, brand: String },
    #[error("only {sold} were sold.")]
    MoreThanSold { sold: i64 },
    #[error("line {line} of this order is about something else, and stays so.")]
    OtherLine { line: i64 },
    #[error("this was closed: all of it has come, or it was called off.")]
    OrderOver,
    #[error("{sold} have gone since the file was looked at, more than it counts. Please count again.")]
    SoldSince { sold: i64 },
}

impl Why {
    /// The text's name in the locale files.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Missing => "files-missing",
            Self::MissingForNew => "files-missing-for-new",
            Self::NotANumber { .. } => "files-not-a-number",
            Self::NotWhole { .. } => "files-not-whole",
            Self::TooLarge { .. } => "files-too-large",
            Self::TooFine { .. } => "files-too-fine",
            Self::TwoNumbers { .. } => "files-two-numbers",
            Self::NotADate { .. } => "files-not-a-date",
            Self::TwoDates { .. } => "files-two-dates",
            Self::TooSmall { .. } => "files-too-small",
            Self::TooLong { .. } => "files-too-long",
            Self::BadCharacter => "files-bad-character",
            Self::LongLabel { .. } => "files-long-label",
            Self::CheckDigit { .. } => "files-check-digit",
            Self::UnknownWord { .. } => "files-unknown-word",
            Self::NoCurrency => "files-no-currency",
            Self::NotACurrency { .. } => "files-not-a-currency",
            Self::TwoCurrencies { .. } => "files-two-currencies",
            Self::Unknown { .. } => "files-unknown",
            Self::NotStocked { .. } => "files-not-stocked",
            Self::SameCurrency => "files-same-currency",
            Self::NotAKit { .. } => "files-not-a-kit",
            Self::Twice { .. } => "files-twice",
            Self::BelowFloor { .. } => "files-below-floor",
            Self::AboveCeiling { .. } => "files-above-ceiling",
            Self::ReorderTo => "files-reorder-to",
            Self::Stays { .. } => "files-stays",
            Self::Short { .. } => "files-short",
            Self::SoldSince { .. } => "files-sold-since",
            Self::OtherBrand { .. } => "files-other-brand",
            Self::NotATime { .. } => "files-not-a-time",
            Self::MoreThanSold { .. } => "files-more-than-sold",
            Self::OtherLine { .. } => "files-other-line",
            Self::OrderOver => "files-order-over",
        }
    }

    /// What the text has places for.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Missing
            | Self::MissingForNew
            | Self::BadCharacter
            | Self::NoCurrency
            | Self::ReorderTo
            | Self::OrderOver
            | Self::SameCurrency => vec![],
            Self::NotANumber { text }
            | Self::NotWhole { text }
            | Self::TooLarge { text }
            | Self::NotADate { text }
            | Self::NotATime { text }
            | Self::NotACurrency { text } => vec![("text", text.clone())],
            Self::TooFine { text, decimals } => {
                vec![("text", text.clone()), ("decimals", decimals.to_string())]
            }
            Self::TwoNumbers { text, grouped, fraction } => {
                vec![("text", text.clone()), ("grouped", grouped.clone()), ("fraction", fraction.clone())]
            }
            Self::TwoDates { text, day_first, month_first } => vec![
                ("text", text.clone()),
                ("day-first", day_first.to_string()),
                ("month-first", month_first.to_string()),
            ],
            Self::TooSmall { least } => vec![("least", least.to_string())],
            Self::TooLong { most } | Self::LongLabel { most } => vec![("most", most.to_string())],
            Self::CheckDigit { text, right } => vec![("text", text.clone()), ("right", right.to_string())],
            Self::UnknownWord { text, known } => vec![("text", text.clone()), ("known", known.clone())],
            Self::TwoCurrencies { cell, row } => vec![("cell", cell.clone()), ("row", row.clone())],
            Self::Unknown { what, name } => vec![("what", (*what).to_owned()), ("name", name.clone())],
            Self::NotStocked { code } | Self::NotAKit { code } => vec![("code", code.clone())],
            Self::Twice { row } => vec![("row", row.to_string())],
            Self::BelowFloor { price, floor } => {
                vec![("price", price.to_string()), ("floor", floor.to_string())]
            }
            Self::AboveCeiling { price, ceiling } => {
                vec![("price", price.to_string()), ("ceiling", ceiling.to_string())]
            }
            Self::Stays { is } => vec![("is", is.clone())],
            Self::Short { available } => vec![("available", available.to_string())],
            Self::OtherBrand { row, brand } => vec![("row", row.to_string()), ("brand", brand.clone())],
            Self::SoldSince { sold } | Self::MoreThanSold { sold } => vec![("sold", sold.to_string())],
            Self::OtherLine { line } => vec![("line", line.to_string())],
        }
    }

    pub(super) fn barcode(fault: BadBarcode, text: &str) -> Self {
        match fault {
            BadBarcode::Empty => Self::Missing,
            BadBarcode::TooLong(most) => Self::LongLabel { most },
            BadBarcode::CheckDigit(right) => Self::CheckDigit { text: text.to_owned(), right },
        }
    }
}

impl From<Fault> for Why {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Empty => Self::Missing,
            Fault::NotANumber { text } => Self::NotANumber { text },
            Fault::NotWhole { text } => Self::NotWhole { text },
            Fault::TooLarge { text } => Self::TooLarge { text },
            Fault::TooFine { text, decimals } => Self::TooFine { text, decimals },
            Fault::TwoNumbers { text, grouped, fraction } => Self::TwoNumbers { text, grouped, fraction },
            Fault::NotADate { text } => Self::NotADate { text },
            Fault::TwoDates { text, day_first, month_first } => {
                Self::TwoDates { text, day_first, month_first }
            }
        }
    }
}
