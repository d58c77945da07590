//! `&amp;`, `&#228;` and the like.

use super::fault::What;
use super::name::{is_allowed, is_name};

/// The character that the name between `&` and `;` stands for.
pub fn resolve(name: &str) -> Result<char, What> {
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => match name.strip_prefix('#') {
            Some(number) => character(number).ok_or(What::Reference),
            None if is_name(name) => Err(What::UnknownEntity { name: name.to_owned() }),
            None => Err(What::Reference),
        },
    }
}

fn character(number: &str) -> Option<char> {
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    // `from_str_radix` would take a sign as well.
    let clean = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    let code = clean.then(|| u32::from_str_radix(digits, radix).ok())??;
    char::from_u32(code).filter(|letter| is_allowed(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(["lt", "gt", "amp", "apos", "quot"].map(resolve), ['<', '>', '&', '\'', '"'].map(Ok));
        assert_eq!(["#65", "#x41", "#x1F600", "#0065"].map(resolve), ['A', 'A', '😀', 'A'].map(Ok));
        for bad in
            ["", "#", "#x", "#X41", "#+65", "#-1", "#0", "#xD800", "#x110000", "#99999999999", "# 65", "a b"]
        {
            assert_eq!(resolve(bad), Err(What::Reference), "{bad}");
        }
        assert_eq!(resolve("nbsp"), Err(What::UnknownEntity { name: "nbsp".into() }));
    }
}
