//! Amounts of money.

use super::{Fault, Mark, number};

/// An amount, and the currency if the cell names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// In the smallest unit: cents, kopiyky.
    pub minor: i64,
    /// Its code in ISO 4217. A plain `$` is taken for `USD`; whether that fits the account is for the caller to check.
    pub currency: Option<String>,
}

/// Signs and words for currencies. Longer ones come before those they end with.
const SIGNS: [(&str, &str); 16] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₴", "UAH"),
    ("грн.", "UAH"),
    ("грн", "UAH"),
    ("₽", "RUB"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
];

/// Reads `1 234,50 ₴`, `$1,234.50`, `(5.00) EUR`. The decimals are those of the currency: 2 for dollars, 0 for yen. An
/// amount with more of them is a fault, never rounded.
pub fn money(text: &str, decimals: u32, mark: Mark) -> Result<Money, Fault> {
    let text = text.trim();
    let (amount, currency) = without_currency(text);
    let told = |fault| match fault {
        Fault::NotANumber { .. } => Fault::NotANumber { text: text.to_owned() },
        other => other,
    };
    let digits = number::read(&amount, mark).map_err(told)?;
    if digits.fraction.len() > decimals as usize {
        return Err(Fault::TooFine { text: text.to_owned(), decimals });
    }
    let minor = digits.scaled(decimals as usize).ok_or_else(|| Fault::TooLarge { text: text.to_owned() })?;
    Ok(Money { minor, currency })
}

/// The amount, with its sign next to it, and the code of the currency before or behind it.
fn without_currency(text: &str) -> (String, Option<String>) {
    let (sign, body) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    };
    for (sign_of, code) in SIGNS {
        if let Some(rest) = body.strip_prefix(sign_of).or_else(|| body.strip_suffix(sign_of)) {
            return (format!("{sign}{}", rest.trim()), Some(code.to_owned()));
        }
    }
    let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
    let front = body.split_at_checked(3).filter(|(code, _)| is_code(code)).map(|(code, rest)| (rest, code));
    let back =
        body.len().checked_sub(3).and_then(|at| body.split_at_checked(at)).filter(|(_, code)| is_code(code));
    match front.or(back) {
        Some((rest, code)) => (format!("{sign}{}", rest.trim()), Some(code.to_owned())),
        None => (text.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, minor: i64, currency: &str) {
        let currency = Some(currency).filter(|code| !code.is_empty()).map(str::to_owned);
        assert_eq!(money(text, 2, Mark::Either), Ok(Money { minor, currency }), "{text:?}");
    }

    #[test]
    fn amounts() {
        check("12.5", 1250, "");
        check("12,50", 1250, "");
        check("1 234,50 ₴", 123_450, "UAH");
        check("1\u{a0}234,50\u{a0}грн.", 123_450, "UAH");
        check("$1,234.50", 123_450, "USD");
        check("-$5", -500, "USD");
        check("$-5", -500, "USD");
        check("(5.00) EUR", -500, "EUR");
        check("EUR 1.234,56", 123_456, "EUR");
        check("1'234.50 CHF", 123_450, "CHF");
        check("C$10", 1000, "CAD");
        check("0.3", 30, "");
        check("5.000000", 500, "");
        check(".99", 99, "");
    }

    #[test]
    fn what_is_no_amount() {
        let check = |text: &str, fault| assert_eq!(money(text, 2, Mark::Either), Err(fault), "{text:?}");
        check("", Fault::Empty);
        check("$", Fault::Empty);
        check("free", Fault::NotANumber { text: "free".into() });
        check("12.345,678", Fault::TooFine { text: "12.345,678".into(), decimals: 2 });
        check("0.001", Fault::TooFine { text: "0.001".into(), decimals: 2 });
        check("92233720368547758.08", Fault::TooLarge { text: "92233720368547758.08".into() });
        let two =
            Fault::TwoNumbers { text: "1,234".into(), grouped: "1234".into(), fraction: "1.234".into() };
        check("$1,234", two);
        assert_eq!(money("$1,234", 2, Mark::Point).map(|money| money.minor), Ok(123_400));
        assert_eq!(money("1234", 0, Mark::Either).map(|money| money.minor), Ok(1234));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[-0-9.,$€ A-Zгрн]{0,10}|\\PC{0,8}") {
            let _ = money(&text, 2, Mark::Either);
        }

        #[test]
        fn every_amount_is_read_back(minor: i64) {
            let sign = if minor < 0 { "-" } else { "" };
            let text = format!("{sign}{}.{:02}", minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
            prop_assert_eq!(money(&text, 2, Mark::Either).map(|money| money.minor), Ok(minor));
        }
    }
}
