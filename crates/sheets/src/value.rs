//! What the text of a cell means.
//!
//! Nothing is guessed where a text can mean two things: `1,234` is a thousand in New York and a little more than one in
//! Kyiv. Such a text is a fault that shows both readings, unless the column says which it is: [`Mark::of`] and
//! [`Order::of`] look for a cell that does.

mod date;
mod money;
mod number;

pub use date::{Order, date};
pub use money::{Money, money};
pub use number::{Mark, whole};

use chrono::NaiveDate;

/// Why a cell does not mean what its column is for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("The cell is empty.")]
    Empty,
    #[error("{text:?} is not a number.")]
    NotANumber { text: String },
    #[error("{text:?} is not a whole number.")]
    NotWhole { text: String },
    /// Numbers above 9 223 372 036 854 775 807.
    #[error("{text:?} is too large.")]
    TooLarge { text: String },
    #[error("{text:?} has more than {decimals} decimals.")]
    TooFine { text: String, decimals: u32 },
    /// The two readings, as plain decimal text: with the mark between thousands, and as the decimal one.
    #[error("{text:?} can mean {grouped} or {fraction}.")]
    TwoNumbers { text: String, grouped: String, fraction: String },
    #[error("{text:?} is not a date.")]
    NotADate { text: String },
    #[error("{text:?} can mean {day_first} or {month_first}.")]
    TwoDates { text: String, day_first: NaiveDate, month_first: NaiveDate },
}
