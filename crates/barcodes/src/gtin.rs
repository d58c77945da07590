//! Item numbers: GS1 General Specifications, 7.9 (check digit) and 5.2.2.4 (UPC-E).

use crate::Kind;

/// The check digit of the digits before it; nothing if there is something else among them.
pub fn check_digit(digits: &str) -> Option<u32> {
    let weighted = digits.chars().rev().zip([3, 1].into_iter().cycle());
    let sum = weighted.map(|(digit, weight)| Some(digit.to_digit(10)? * weight)).sum::<Option<u32>>()?;
    Some((10 - sum % 10) % 10)
}

pub(crate) fn gtin(kind: Kind, text: &str) -> Option<String> {
    let digits = match kind {
        Kind::UpcE => expanded(text)?,
        Kind::Qr | Kind::DataMatrix | Kind::Code39 => return None,
        Kind::Code128 | Kind::Itf if text.len() != 14 => return None,
        _ => text.to_owned(),
    };
    let sound = is_sound(&digits) && matches!(digits.len(), 8 | 12 | 13 | 14);
    sound.then(|| format!("{digits:0>14}"))
}

/// Whether the last digit is the check digit of the others.
pub(crate) fn is_sound(digits: &str) -> bool {
    let Some((at, last)) = digits.char_indices().last() else { return false };
    let before = digits.get(..at).unwrap_or_default();
    last.is_ascii_digit() && check_digit(before) == last.to_digit(10)
}

/// The UPC-A number of which UPC-E leaves out zeros.
fn expanded(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (system, rest) = text.split_at_checked(1)?;
    let (body, check) = rest.split_at_checked(6)?;
    let (start, last) = body.split_at_checked(5)?;
    let (two, three) = start.split_at_checked(2)?;
    let middle = match last {
        "0" | "1" | "2" => format!("{two}{last}0000{three}"),
        "3" => format!("{}00000{}", start.get(..3)?, start.get(3..)?),
        "4" => format!("{}00000{}", start.get(..4)?, start.get(4..)?),
        _ => format!("{start}0000{last}"),
    };
    Some(format!("{system}{middle}{check}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert_eq!(check_digit("400638133393"), Some(1));
        assert_eq!(check_digit("9638507"), Some(4));
        assert_eq!(check_digit(""), Some(0));
        assert_eq!(check_digit("12a"), None);
    }

    #[test]
    fn the_same_item_has_the_same_number() {
        let check = |kind, text, expected: Option<&str>| {
            assert_eq!(gtin(kind, text).as_deref(), expected, "{kind:?} {text}");
        };
        check(Kind::Ean13, "4006381333931", Some("04006381333931"));
        check(Kind::Ean8, "96385074", Some("00000096385074"));
        check(Kind::UpcA, "036000291452", Some("00036000291452"));
        check(Kind::Ean13, "0036000291452", Some("00036000291452"));
        check(Kind::UpcE, "04252614", Some("00042100005264"));
        check(Kind::UpcE, "01234565", Some("00012345000065"));
        check(Kind::Itf, "14006381333938", Some("14006381333938"));
        check(Kind::Ean13, "4006381333932", None);
        check(Kind::Code39, "96385074", None);
        check(Kind::Code128, "A-1", None);
        check(Kind::Code128, "12345678901231", Some("12345678901231"));
        check(Kind::Code128, "96385074", None);
        check(Kind::UpcE, "0425261é", None);
    }
}
