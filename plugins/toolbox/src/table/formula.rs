//! Cells that a spreadsheet would run.

use std::borrow::Cow;

/// Puts an apostrophe before a cell that Excel, Calc or Sheets would take for a formula (OWASP, "CSV injection"). Plain
/// numbers may begin with a sign.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_dangerous(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

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
        }
        for cell in
            ["", "a=b", "-5", "+380441234567", "-1.5e-3", "1,234.5", "-1,5", "x@y.z", "2024-01-01", "'=1"]
        {
            assert_eq!(harmless(cell), cell, "{cell:?}");
        }
    }
}
