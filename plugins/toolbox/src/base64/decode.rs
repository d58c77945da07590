//! Base64 to bytes, taking it as people have it.

use ::base64::Engine;
use ::base64::alphabet::STANDARD;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::place::Place;
use crate::sentence::{Sentence, Tell};

/// Why it is not Base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// A character of no alphabet, or something after the padding.
    Character {
        letter: char,
        place: Place,
    },
    /// One letter too many: the text was cut off, or has lost some.
    Cut,
}

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Decodes both alphabets, with or without padding, in one line or many, also as a `data:` address.
pub fn decode(text: &str) -> Result<Vec<u8>, Fault> {
    let start = text.len() - without_data_prefix(text).len();
    let body = text.get(start..).unwrap_or_default();
    let mut letters = Vec::with_capacity(body.len());
    let mut padded = false;
    for (at, letter) in body.char_indices() {
        match letter {
            c if c.is_whitespace() || c == '\u{feff}' => {}
            '=' if !letters.is_empty() => padded = true,
            c if !padded && is_letter(c) => letters.extend(standard(c)),
            letter => return Err(Fault::Character { letter, place: Place::of(text, start + at) }),
        }
    }
    if letters.is_empty() {
        return Err(Fault::Empty);
    }
    LENIENT.decode(&letters).map_err(|_| Fault::Cut)
}

fn without_data_prefix(text: &str) -> &str {
    let body = text.trim_start();
    let is_data = body.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if is_data { body.split_once(',').map_or(body, |(_, data)| data) } else { body }
}

const fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '-' | '_')
}

fn standard(letter: char) -> Option<u8> {
    match letter {
        '-' => Some(b'+'),
        '_' => Some(b'/'),
        other => u8::try_from(other).ok(),
    }
}

impl Tell for Fault {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::new("toolbox-base64-empty"),
            Self::Character { letter, place } => Sentence::new("toolbox-base64-character")
                .text("letter", *letter)
                .number("line", place.line)
                .number("column", place.column),
            Self::Cut => Sentence::new("toolbox-base64-cut"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base64::encode::{Alphabet, encode};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&[u8], Fault>) {
        assert_eq!(decode(text), expected.map(<[u8]>::to_vec), "{text:?}");
    }

    #[test]
    fn as_people_have_it() {
        check("YWI=", Ok(b"ab"));
        check("YWI", Ok(b"ab"));
        check(" YW\r\n I= \n", Ok(b"ab"));
        check("-_-_", Ok(b"\xfb\xff\xbf"));
        check("+/+/", Ok(b"\xfb\xff\xbf"));
        check("data:text/plain;base64,YWI=", Ok(b"ab"));
        check("YWJ", Ok(b"ab"));
    }

    #[test]
    fn what_is_no_base64() {
        let at = |letter, line, column| Err(Fault::Character { letter, place: Place { line, column } });
        check("", Err(Fault::Empty));
        check(" \n", Err(Fault::Empty));
        check("=", at('=', 1, 1));
        check("YW\nI!", at('!', 2, 2));
        check("YQ==YQ==", at('Y', 1, 5));
        check("Привіт", at('П', 1, 1));
        check("YWIxY", Err(Fault::Cut));
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 1..200), every in 1usize..80, url: bool) {
            let encoded = encode(&bytes, if url { Alphabet::UrlSafe } else { Alphabet::Standard });
            let lines: Vec<_> = encoded.as_bytes().chunks(every).map(|c| String::from_utf8_lossy(c)).collect();
            prop_assert_eq!(decode(&lines.join("\r\n")), Ok(bytes));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = decode(&text);
        }
    }
}
