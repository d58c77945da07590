//! Numbers as a person sees them.

/// The number as its format shows it, as far as that is part of what it says: leading zeros (`00000`) and per cent.
/// Rounding is not: the value counts.
pub(super) fn shown(number: f64, code: &str) -> String {
    let code = code.split(';').next().unwrap_or(code);
    if code.ends_with('%') && code.bytes().all(|byte| matches!(byte, b'0' | b'#' | b'.' | b',' | b'%')) {
        return format!("{}%", decimal(number * 100.0));
    }
    let text = decimal(number);
    let padded = code.len() > 1 && code.bytes().all(|byte| byte == b'0');
    if padded && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{text:0>width$}", width = code.len());
    }
    text
}

/// Decimal text with fifteen significant digits, which is what spreadsheets keep: `0.1 + 0.2` is `0.3`. Whole numbers are
/// exact as far as they can be. Beyond twenty digits the exponent stays.
pub(super) fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        let text = format!("{number:.0}");
        return if text == "-0" { "0".to_owned() } else { text };
    }
    let text = format!("{:.14e}", number.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let sign = if number < 0.0 { "-" } else { "" };
    format!("{sign}{}", placed(digits, exponent))
}

/// Puts the decimal point into digits of which the first counts tens to the power of the exponent.
fn placed(digits: &str, exponent: i32) -> String {
    match usize::try_from(exponent) {
        Ok(power) if power <= 20 => match digits.split_at_checked(power + 1) {
            Some((whole, "")) => whole.to_owned(),
            Some((whole, fraction)) => format!("{whole}.{fraction}"),
            None => format!("{digits:0<width$}", width = power + 1),
        },
        Err(_) if exponent >= -20 => {
            let zeros = usize::try_from(-exponent - 1).unwrap_or_default();
            format!("0.{}{digits}", "0".repeat(zeros))
        }
        _ => match digits.split_at_checked(1) {
            Some((first, "")) => format!("{first}E{exponent}"),
            Some((first, rest)) => format!("{first}.{rest}E{exponent}"),
            None => "0".to_owned(),
        },
    }
}

/// Days as hours, minutes and seconds, `[h]:mm:ss`.
pub(super) fn duration(days: f64) -> String {
    let seconds: i64 = format!("{:.0}", days * 86_400.0).parse().unwrap_or_default();
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_they_are_seen() {
        let check = |number: f64, expected| assert_eq!(decimal(number), expected, "{number:e}");
        check(0.0, "0");
        check(-0.0, "0");
        check(1e5, "100000");
        check(0.1 + 0.2, "0.3");
        check(1.1 * 3.0, "3.3");
        check(12.345, "12.345");
        check(-0.05, "-0.05");
        check(4_006_381_333_931.0, "4006381333931");
        check(1_234_567_890_123.45, "1234567890123.45");
        check(1e17, "100000000000000000");
        check(1.5e-7, "0.00000015");
        check(1e300, "1E300");
        check(-1.25e-30, "-1.25E-30");
        check(f64::NAN, "#NUM!");
    }

    #[test]
    fn what_a_format_adds() {
        let check = |number, code, expected: &str| assert_eq!(shown(number, code), expected, "{code}");
        check(42.0, "00000", "00042");
        check(42.5, "00000", "42.5");
        check(42.0, "0", "42");
        check(1.005, "0.00", "1.005");
        check(0.2, "0%", "20%");
        check(0.075, "0.00%", "7.5%");
        check(5.0, "General", "5");
        assert_eq!(duration(1.5), "36:00:00");
        assert_eq!(duration(-0.25), "-6:00:00");
    }

    proptest! {
        #[test]
        fn money_survives_the_way_through_a_float(minor in -1_000_000_000_000_000i64..1_000_000_000_000_000) {
            let sign = if minor < 0 { "-" } else { "" };
            let (whole, cents) = (minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
            let written: f64 = format!("{sign}{whole}.{cents:02}").parse().unwrap();
            let text = decimal(written);
            let (found_whole, found_cents) = text.split_once('.').unwrap_or((&text, ""));
            let found = format!("{found_whole}{found_cents:0<2}");
            prop_assert_eq!(found.parse::<i64>().unwrap(), minor);
        }

        #[test]
        fn no_number_panics(bits: u64) {
            let number = f64::from_bits(bits);
            let _ = shown(number, "0000");
            let _ = duration(number);
        }
    }
}
