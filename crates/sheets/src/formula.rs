//! Cells that a spreadsheet would run.

use std::borrow::Cow;

/// Puts an apostrophe before a cell that Excel, Calc or Sheets would take for a formula (OWASP, "CSV injection"). Plain
/// numbers may begin with a sign. A text that already is a formula behind apostrophes gets one more, so that
/// [`original`] can tell what was there.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_dangerous(cell.trim_start_matches('\'')) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Takes away what [`harmless`] put there.
pub fn original(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet would run it.
pub fn is_dangerous(cell: &str) -> bool {
    let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    (begins && !is_number(cell)) || cell.starts_with(['\t', '\r', '\n'])
}

/// A sign, digits with points or commas among them, and perhaps an exponent.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    all_digits(exponent) && mantissa.split(['.', ',']).all(all_digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_and_numbers() {
        for cell in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "＝1",
            "-",
            "+1-2",
            "-1e",
            "=",
            "--1",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
            assert_eq!(original(&harmless(cell)), cell);
        }
        for cell in [
            "",
            "a=b",
            "-5",
            "+380441234567",
            "-1.5e-3",
            "1,234.5",
            "-1,5",
            "x@y.z",
            "2024-01-01",
            "'s-Hertogenbosch",
        ] {
            assert_eq!(harmless(cell), cell, "{cell:?}");
            assert_eq!(original(cell), cell, "{cell:?}");
        }
    }

    #[test]
    fn an_apostrophe_of_ones_own_is_not_lost() {
        assert_eq!(harmless("'=1"), "''=1");
        assert_eq!(original("''=1"), "'=1");
        assert_eq!(original("'=1"), "=1");
    }

    proptest! {
        #[test]
        fn what_was_made_harmless_comes_back(cell in "['=+@ 1a\t-]{0,6}|\\PC{0,8}") {
            let safe = harmless(&cell);
            prop_assert!(!is_dangerous(&safe));
            prop_assert_eq!(original(&safe), cell.as_str());
        }
    }
}
