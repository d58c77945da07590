//! Barcodes of trade items: GTIN-8, -12 (UPC-A), -13 (EAN-13) and -14, with their check digit (GS1 General
//! Specifications, 7.9).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Kept with leading zeros to 14 digits, which makes a UPC-A equal to its EAN-13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gtin(u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadGtin {
    #[error("a barcode has 8, 12, 13 or 14 digits")]
    Shape,
    #[error("the last digit should be {0}: a digit was misread or mistyped")]
    CheckDigit(u8),
}

impl Gtin {
    /// As it lies in the database: 14 digits.
    pub fn padded(self) -> String {
        format!("{:014}", self.0)
    }

    /// From digits without their check digit (at most 13 of them): what generators of data need.
    #[must_use]
    pub const fn completing(body: u64) -> Self {
        let body = body % 10_000_000_000_000;
        Self(body * 10 + check_digit(body) as u64)
    }
}

/// Weights 3, 1, 3, … from the right of the body.
const fn check_digit(mut body: u64) -> u8 {
    let mut sum = 0;
    let mut weight = 3;
    while body > 0 {
        sum += body % 10 * weight;
        weight = 4 - weight;
        body /= 10;
    }
    ((10 - sum % 10) % 10) as u8
}

impl FromStr for Gtin {
    type Err = BadGtin;

    /// Reads digits; spaces and hyphens between them do not matter.
    fn from_str(text: &str) -> Result<Self, BadGtin> {
        let text = text.trim();
        if text.len() > 40 {
            return Err(BadGtin::Shape);
        }
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if !matches!(digits.len(), 8 | 12 | 13 | 14) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(BadGtin::Shape);
        }
        let number: u64 = digits.parse().map_err(|_| BadGtin::Shape)?;
        let right = check_digit(number / 10);
        if number == 0 || u64::from(right) != number % 10 {
            return Err(BadGtin::CheckDigit(right));
        }
        Ok(Self(number))
    }
}

/// As people print it: 8 digits, 13, or 14.
impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0..=99_999_999 => write!(f, "{:08}", self.0),
            100_000_000..=9_999_999_999_999 => write!(f, "{:013}", self.0),
            _ => write!(f, "{}", self.0),
        }
    }
}

impl TryFrom<String> for Gtin {
    type Error = BadGtin;

    fn try_from(text: String) -> Result<Self, BadGtin> {
        text.parse()
    }
}

impl From<Gtin> for String {
    fn from(gtin: Gtin) -> Self {
        gtin.padded()
    }
}

crate::column::as_text!(Gtin, |it| it.padded(), |text| text.parse::<Gtin>());

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, read: Result<&str, BadGtin>) {
        assert_eq!(text.parse::<Gtin>().map(|g| g.to_string()), read.map(str::to_owned), "{text:?}");
    }

    #[test]
    fn a_upc_is_the_ean_with_a_zero_in_front() {
        check("036000291452", Ok("0036000291452"));
        check("0036000291452", Ok("0036000291452"));
        check("00036000291452", Ok("0036000291452"));
        check("4006381333931", Ok("4006381333931"));
        check("4006381-333931", Ok("4006381333931"));
        check("96385074", Ok("96385074"));
        check("10012345678902", Ok("10012345678902"));
    }

    #[test]
    fn what_is_no_barcode_says_why() {
        check("4006381333932", Err(BadGtin::CheckDigit(1)));
        check("00000000", Err(BadGtin::CheckDigit(0)));
        check("123", Err(BadGtin::Shape));
        check("40063813339３1", Err(BadGtin::Shape));
        check("", Err(BadGtin::Shape));
    }

    proptest! {
        #[test]
        fn one_mistyped_digit_is_always_noticed(body in 1_000_000u64..10_000_000_000_000, at in 0usize..14, by in 1u64..10) {
            let right = Gtin::completing(body).padded();
            let wrong: String = right.char_indices().map(|(i, c)| match c.to_digit(10) {
                Some(d) if i == at => char::from_digit((d + u32::try_from(by).unwrap()) % 10, 10).unwrap(),
                _ => c,
            }).collect();
            prop_assert!(right.parse::<Gtin>().is_ok());
            prop_assert!(wrong.parse::<Gtin>().is_err());
        }

        #[test]
        fn no_text_is_too_strange_to_read(text in "\\PC{0,60}") {
            let _ = text.parse::<Gtin>();
        }
    }
}
