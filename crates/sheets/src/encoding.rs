//! From the bytes of a file to text.

mod survey;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

pub(crate) use survey::{Survey, survey};

/// How many bytes are looked at to tell UTF-16 without a mark.
pub(crate) const SAMPLE: usize = 4096;

/// Text, and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static Encoding,
    /// Whether the encoding was only inferred from the letters.
    pub guessed: bool,
}

/// A byte that the encoding does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The text is not {} after {} sound characters.", encoding.name(), before.chars().count())]
pub struct BadByte {
    pub encoding: &'static Encoding,
    /// The sound text before it, whose end is the place.
    pub before: String,
}

/// Reads UTF-8 or UTF-16, with or without a byte order mark.
pub fn unicode(bytes: &[u8]) -> Result<Decoded, BadByte> {
    let (encoding, body) = declared_by_bytes(bytes).unwrap_or((UTF_8, bytes));
    let text = strictly(body, encoding)?;
    Ok(Decoded { text, encoding, guessed: false })
}

/// Reads any text: Unicode where it is, otherwise the encoding that its letters speak for.
pub fn guess(bytes: &[u8]) -> Decoded {
    unicode(bytes).unwrap_or_else(|_| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        Decoded { text: text.into_owned(), encoding, guessed: true }
    })
}

/// What a byte order mark says, or the zeros that UTF-16 has in every space and line end; and the bytes after the mark.
pub fn declared_by_bytes(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Some((encoding, bytes.get(length..).unwrap_or_default()));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let enough = pairs.len().div_ceil(32).max(1);
    match (first, second) {
        (big, little) if big >= enough && big > little => Some((UTF_16BE, bytes)),
        (_, little) if little >= enough => Some((UTF_16LE, bytes)),
        _ => None,
    }
}

/// Decodes, and refuses the first byte that does not belong.
pub fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, BadByte> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                Err(BadByte { encoding, before: String::from_utf8_lossy(before).into_owned() })
            }
        };
    }
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut good =
        String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3));
    // Stops at the first bad sequence, with everything before it decoded.
    let _ = decoder.decode_to_string_without_replacement(bytes, &mut good, true);
    Err(BadByte { encoding, before: good })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{WINDOWS_1251, WINDOWS_1252};
    use proptest::prelude::*;

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &'static Encoding, guessed: bool) {
        assert_eq!(guess(bytes), Decoded { text: text.into(), encoding, guessed });
    }

    #[test]
    fn every_way_to_write_unicode() {
        check("Кава".as_bytes(), "Кава", UTF_8, false);
        check(b"\xef\xbb\xbfa", "a", UTF_8, false);
        for big in [true, false] {
            let encoding = if big { UTF_16BE } else { UTF_16LE };
            check(&utf16("a;б\n", big, true), "a;б\n", encoding, false);
            check(&utf16("id;б\n", big, false), "id;б\n", encoding, false);
            check(
                &utf16("Назва товару\nКухоль білий\n", big, false),
                "Назва товару\nКухоль білий\n",
                encoding,
                false,
            );
        }
        check(b"", "", UTF_8, false);
    }

    #[test]
    fn older_encodings_are_guessed_by_their_letters() {
        let text = "Артикул;Назва товару\nA-1;Кухоль порцеляновий білий\n";
        check(&WINDOWS_1251.encode(text).0, text, WINDOWS_1251, true);
        let text = "Straße;Größe\nMüllerstraße;groß\n";
        check(&WINDOWS_1252.encode(text).0, text, WINDOWS_1252, true);
    }

    #[test]
    fn what_is_sound_before_a_wrong_byte_is_told() {
        let wrong = |before: &str, encoding| Err(BadByte { encoding, before: before.to_owned() });
        assert_eq!(unicode(b"ab\ncd\xffe").map(|d| d.text), wrong("ab\ncd", UTF_8));
        assert_eq!(unicode(b"\xff\xfea\0\n\0\x00\xd8b\0").map(|d| d.text), wrong("a\n", UTF_16LE));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
            guess(&bytes);
        }

        #[test]
        fn marked_text_comes_back(text in any::<String>(), big: bool) {
            prop_assert_eq!(guess(&utf16(&text, big, true)).text, text);
        }
    }
}
