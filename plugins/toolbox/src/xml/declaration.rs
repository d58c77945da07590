//! `<?xml version="1.0" encoding="utf-8"?>`.

use super::attributes;
use crate::json::tree::Json;

/// Whether what stands between `<?xml` and `?>` is as production 23 has it: a version, then perhaps an encoding, then
/// perhaps whether the document stands alone.
pub fn is_sound(content: &str) -> bool {
    let Ok(given) = attributes::read(content) else { return false };
    let mut expected = ["@version", "@encoding", "@standalone"].into_iter();
    let in_order = given.keys().all(|name| expected.any(|known| known == name));
    let value = |name: &str| given.get(name).and_then(Json::scalar);
    in_order
        && value("@version").is_some_and(is_version)
        && value("@encoding").is_none_or(is_encoding)
        && value("@standalone").is_none_or(|alone| matches!(alone, "yes" | "no"))
}

/// Any number, as in the first four editions: documents of other versions differ in nothing that matters here.
fn is_version(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '-'))
}

fn is_encoding(label: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    label.starts_with(|c: char| c.is_ascii_alphabetic()) && label.chars().all(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        for sound in [
            " version='1.0'",
            " version=\"1.1\" encoding='utf-8'",
            " version='1.0' standalone='no' ",
            " version='1.0' encoding='a' standalone='yes'",
        ] {
            assert!(is_sound(sound), "{sound}");
        }
        for odd in [
            "",
            " ",
            " version=''",
            " version='1/0'",
            " encoding='utf-8'",
            " encoding='x' version='1.0'",
            " version='1.0' encodingg='x'",
            " version='1.0' encoding=''",
            " version='1.0' standalone='maybe'",
            " version='1.0' x='y'",
        ] {
            assert!(!is_sound(odd), "{odd}");
        }
    }
}
