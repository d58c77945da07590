//! Money without floats: integer minor units and an ISO 4217 currency. Two currencies never meet without a rate.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// An amount in minor units (cents), of either sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadMoney {
    #[error("a currency has three letters, like EUR")]
    Currency,
    #[error("{0} and {1} cannot be put together without a rate")]
    Mixed(Currency, Currency),
    #[error("the amount is too large")]
    TooLarge,
    #[error("this is not an amount of money")]
    NotAnAmount,
    #[error("{0} has no such small coin")]
    TooFine(Currency),
}

impl Currency {
    pub const EUR: Self = Self(*b"EUR");
    pub const USD: Self = Self(*b"USD");
    pub const UAH: Self = Self(*b"UAH");
    pub const GBP: Self = Self(*b"GBP");

    /// Digits after the point (ISO 4217, list one): two for most.
    pub const fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl FromStr for Currency {
    type Err = BadMoney;

    fn from_str(text: &str) -> Result<Self, BadMoney> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().map_err(|_| BadMoney::Currency)?;
        if !bytes.iter().all(u8::is_ascii_alphabetic) {
            return Err(BadMoney::Currency);
        }
        Ok(Self(bytes.map(|b| b.to_ascii_uppercase())))
    }
}

impl TryFrom<String> for Currency {
    type Error = BadMoney;

    fn try_from(text: String) -> Result<Self, BadMoney> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

crate::column::as_text!(Currency, |it| it.code(), |text| text.parse::<Currency>());

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a decimal with a point and nothing else (`-12.5`, `1999.00`): separators of a locale are the caller's.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, BadMoney> {
        let text = text.trim();
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && cents.is_empty()) || !plain(whole) || !plain(cents) {
            return Err(BadMoney::NotAnAmount);
        }
        let cents = cents.trim_end_matches('0');
        let places = usize::try_from(currency.exponent()).unwrap_or(2);
        if cents.len() > places {
            return Err(BadMoney::TooFine(currency));
        }
        let digits = format!("{}{cents:0<places$}", whole.trim_start_matches('0'));
        let minor: i64 =
            if digits.is_empty() { 0 } else { digits.parse().map_err(|_| BadMoney::TooLarge)? };
        Ok(Self::new(if negative { -minor } else { minor }, currency))
    }

    pub fn plus(self, other: Self) -> Result<Self, BadMoney> {
        self.same_currency(other)?;
        Ok(Self::new(self.minor.checked_add(other.minor).ok_or(BadMoney::TooLarge)?, self.currency))
    }

    pub fn minus(self, other: Self) -> Result<Self, BadMoney> {
        self.same_currency(other)?;
        Ok(Self::new(self.minor.checked_sub(other.minor).ok_or(BadMoney::TooLarge)?, self.currency))
    }

    pub fn times(self, quantity: i64) -> Result<Self, BadMoney> {
        Ok(Self::new(self.minor.checked_mul(quantity).ok_or(BadMoney::TooLarge)?, self.currency))
    }

    fn same_currency(self, other: Self) -> Result<(), BadMoney> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(BadMoney::Mixed(self.currency, other.currency))
    }

    /// In another currency, at so many hundred-millionths of it for one of this (major units); halves go to the even
    /// neighbour.
    pub fn converted(self, to: Currency, rate_e8: i64) -> Result<Self, BadMoney> {
        let ten = |power: u32| 10_i128.pow(power);
        let numerator = i128::from(self.minor) * i128::from(rate_e8) * ten(to.exponent());
        let denominator = ten(8) * ten(self.currency.exponent());
        let (floor, rest) = (numerator.div_euclid(denominator), numerator.rem_euclid(denominator));
        let up = match (rest * 2).cmp(&denominator) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Equal => floor.rem_euclid(2),
        };
        Ok(Self::new(i64::try_from(floor + up).map_err(|_| BadMoney::TooLarge)?, to))
    }

    /// The bare decimal, with a point: `-12.50`.
    pub fn decimal(self) -> String {
        let (ten, places) = (10_u64.pow(self.currency.exponent()), self.currency.exponent());
        let (sign, minor) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        if places == 0 {
            return format!("{sign}{minor}");
        }
        let width = usize::try_from(places).unwrap_or(2);
        format!("{sign}{}.{:0>width$}", minor / ten, minor % ten)
    }
}

/// `12.50 EUR`; a locale's way of writing it is the caller's.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, currency: &str, read: Result<i64, BadMoney>) {
        assert_eq!(Money::parse(text, currency.parse().unwrap()).map(|m| m.minor), read, "{text:?}");
    }

    #[test]
    fn decimals_are_read_exactly_or_not_at_all() {
        check("12.5", "EUR", Ok(1250));
        check("-0.01", "EUR", Ok(-1));
        check("1999", "JPY", Ok(1999));
        check("1.250", "KWD", Ok(1250));
        check(".5", "EUR", Ok(50));
        check("1.00", "JPY", Ok(1));
        check("0.001", "EUR", Err(BadMoney::TooFine(Currency::EUR)));
        check("1e3", "EUR", Err(BadMoney::NotAnAmount));
        check("--1", "EUR", Err(BadMoney::NotAnAmount));
        check("", "EUR", Err(BadMoney::NotAnAmount));
        check("99999999999999999999", "EUR", Err(BadMoney::TooLarge));
    }

    #[test]
    fn euros_and_dollars_do_not_add_up() {
        let (euro, dollar) = (Money::new(1, Currency::EUR), Money::new(1, Currency::USD));
        assert_eq!(euro.plus(dollar), Err(BadMoney::Mixed(Currency::EUR, Currency::USD)));
    }

    #[test]
    fn halves_go_to_the_even_cent() {
        let at = |minor, rate| Money::new(minor, Currency::EUR).converted(Currency::USD, rate).unwrap().minor;
        assert_eq!(at(1, 50_000_000), 0);
        assert_eq!(at(3, 50_000_000), 2);
        assert_eq!(at(-1, 50_000_000), 0);
        assert_eq!(at(10_000, 108_500_000), 10_850);
        assert_eq!(
            Money::new(100, Currency::EUR).converted("JPY".parse().unwrap(), 16_000_000_000).unwrap().minor,
            160
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_is_read(minor in any::<i64>().prop_filter("has a negative", |m| *m != i64::MIN), code in prop_oneof!["EUR", "JPY", "KWD"]) {
            let money = Money::new(minor, code.parse().unwrap());
            prop_assert_eq!(Money::parse(&money.decimal(), money.currency), Ok(money));
        }
    }
}
