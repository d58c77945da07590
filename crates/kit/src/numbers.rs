//! Numbers as a reader's language writes them.

/// Groups the digits of a decimal number and sets its point: `12345.50` is `12,345.50` in English, `12 345,50` in
/// Ukrainian and Russian (with spaces that do not break). What is not a decimal number stays as it is.
pub fn localized(language: &str, number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || !whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit()) {
        return number.to_owned();
    }
    let (group, point) = if language == "en" { (',', '.') } else { ('\u{a0}', ',') };
    let mut written = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        // Four digits are read at a glance; only longer numbers are parted.
        if index > 0 && left % 3 == 0 && whole.len() > 4 {
            written.push(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(point);
        written.push_str(fraction);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_points() {
        let check = |language, number, expected: &str| assert_eq!(localized(language, number), expected);
        check("en", "1234567.5", "1,234,567.5");
        check("uk", "-1234567.50", "−1\u{a0}234\u{a0}567,50");
        check("ru", "9999", "9999");
        check("en", "0", "0");
        check("en", "12345", "12,345");
        check("en", "n/a", "n/a");
        check("en", "", "");
    }
}
