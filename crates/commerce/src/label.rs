//! What a label says, by which a SKU is found.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{BadGtin, Gtin};

/// Characters of a label at most.
const MOST: usize = 300;

/// The number of a trade item, or any other text on a label: a shop's own, a maker's, a serial number. Blanks and
/// unprintable characters in it count as one blank each time, which is how labels are read and typed.
///
/// A shop's own label may have as many digits as the number of a trade item, without its check digit. Such digits stand
/// behind an open box, so that nobody and no database takes them for what they are not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Barcode(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadBarcode {
    #[error("it says nothing")]
    Empty,
    #[error("a label has at most {0} characters")]
    TooLong(usize),
    #[error("the last digit should be {0}: a digit was misread or mistyped")]
    CheckDigit(u8),
}

/// A blank that one sees: it stands for one where a word has to be in one piece. No label begins with a blank, so in front
/// of digits it says that they are a label of the shop's own.
const OPEN_BOX: char = '\u{2423}';

impl Barcode {
    /// What is certain to stand on a label, because the symbology has a check of its own or somebody says so: digits that
    /// are no number of a trade item are a label of the shop's own.
    pub fn certain(text: &str) -> Result<Self, BadBarcode> {
        match text.parse() {
            Err(BadBarcode::CheckDigit(_)) => Ok(Self(format!("{OPEN_BOX}{}", in_one_line(text)))),
            read => read,
        }
    }

    /// As it lies in the database: numbers of trade items with 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What one reads on the label; numbers of trade items with 14 digits.
    pub fn says(&self) -> &str {
        self.0.trim_start_matches(OPEN_BOX)
    }

    /// As a file has it, so that it comes back as it was.
    pub fn in_file(&self) -> String {
        if self.0.starts_with(OPEN_BOX) { self.0.clone() } else { self.to_string() }
    }

    /// In one piece, for a command: read as a barcode it is the same again.
    pub fn word(&self) -> String {
        self.0.replace(' ', &OPEN_BOX.to_string())
    }
}

impl FromStr for Barcode {
    type Err = BadBarcode;

    /// What has as many digits as the number of a trade item is one, and its check digit has to be right.
    fn from_str(text: &str) -> Result<Self, BadBarcode> {
        if text.len() > 8 * MOST {
            return Err(BadBarcode::TooLong(MOST));
        }
        let is_own = text.trim_start().starts_with(OPEN_BOX);
        let text = in_one_line(text);
        match text.parse::<Gtin>() {
            Ok(gtin) => return Ok(gtin.into()),
            // Dates and serial numbers have digits and hyphens, too.
            Err(BadGtin::CheckDigit(right)) if text.bytes().all(|b| b.is_ascii_digit()) => {
                return if is_own {
                    Ok(Self(format!("{OPEN_BOX}{text}")))
                } else {
                    Err(BadBarcode::CheckDigit(right))
                };
            }
            Err(_) => {}
        }
        match text.chars().count() {
            0 => Err(BadBarcode::Empty),
            1..=MOST => Ok(Self(text)),
            _ => Err(BadBarcode::TooLong(MOST)),
        }
    }
}

/// With one blank where there is anything that one does not see.
fn in_one_line(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control() || c == OPEN_BOX;
    text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl From<Gtin> for Barcode {
    fn from(gtin: Gtin) -> Self {
        Self(gtin.padded())
    }
}

/// As people print it.
impl fmt::Display for Barcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.parse::<Gtin>() {
            Ok(gtin) if gtin.padded() == self.0 => gtin.fmt(f),
            _ => f.write_str(self.says()),
        }
    }
}

impl TryFrom<String> for Barcode {
    type Error = BadBarcode;

    fn try_from(text: String) -> Result<Self, BadBarcode> {
        text.parse()
    }
}

impl From<Barcode> for String {
    fn from(barcode: Barcode) -> Self {
        barcode.0
    }
}

crate::column::as_text!(Barcode, |it| it.0.as_str(), |text| text.parse::<Barcode>());

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, read: Result<&str, BadBarcode>) {
        assert_eq!(text.parse::<Barcode>().map(|it| it.to_string()), read.map(str::to_owned), "{text:?}");
    }

    #[test]
    fn a_label_is_the_number_of_a_trade_item_or_any_text() {
        check("036000291452", Ok("0036000291452"));
        check("4006381-333931", Ok("4006381333931"));
        check("SN-00017", Ok("SN-00017"));
        check(" Box  17\nleft ", Ok("Box 17 left"));
        check("01\u{1d}17", Ok("01 17"));
        check("1234567890", Ok("1234567890"));
        check("2026-11-21", Ok("2026-11-21"));
    }

    #[test]
    fn a_digit_that_was_misread_is_no_other_label() {
        check("4006381333932", Err(BadBarcode::CheckDigit(1)));
        check("12345678", Err(BadBarcode::CheckDigit(0)));
        check(" \n", Err(BadBarcode::Empty));
        check(&"x".repeat(301), Err(BadBarcode::TooLong(300)));
    }

    /// A scanner is sure of what it read; a person types the open box never, but a file that was taken out has it.
    #[test]
    fn digits_of_a_label_of_our_own_are_no_number_of_a_trade_item() {
        let own = Barcode::certain(" 12345678 ").unwrap();
        assert_eq!(
            (own.to_string().as_str(), own.says(), own.as_str()),
            ("12345678", "12345678", "␣12345678")
        );
        assert_eq!(own.word().parse(), Ok(own.clone()));
        assert_eq!(serde_json::from_str::<Barcode>(&serde_json::to_string(&own).unwrap()).unwrap(), own);
        assert_eq!(Barcode::certain("4006381333931"), "4006381333931".parse());
        assert_eq!(Barcode::certain("SN-00017"), "SN-00017".parse());
        assert_eq!(Barcode::certain(""), Err(BadBarcode::Empty));
        assert_eq!("␣4006381333931".parse::<Barcode>(), "4006381333931".parse());
    }

    proptest! {
        #[test]
        fn a_label_is_read_again_as_it_is(text in "\\PC{0,40}") {
            if let Ok(barcode) = text.parse::<Barcode>() {
                prop_assert_eq!(barcode.to_string().parse::<Barcode>(), Ok(barcode.clone()));
                prop_assert_eq!(barcode.as_str().parse::<Barcode>(), Ok(barcode.clone()));
                prop_assert_eq!(barcode.word().parse::<Barcode>(), Ok(barcode.clone()));
                prop_assert!(!barcode.word().contains(char::is_whitespace));
            }
        }
    }
}
