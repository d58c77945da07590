//! In which encoding a document is written: XML 1.0, appendix F.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::fault::{Fault, What};
use crate::decode::{declared_by_bytes, strictly};
use crate::place::Place;

/// How far a declaration is looked for.
const HEAD: usize = 1024;

/// Decodes a document by its byte order mark, by its declaration, or else as UTF-8.
pub fn decode(bytes: &[u8]) -> Result<String, Fault> {
    let (encoding, body) = match declared_by_bytes(bytes) {
        Some(known) => known,
        None => (declared(bytes)?, bytes),
    };
    strictly(body, encoding)
        .map_err(|bad| Fault { what: What::BadByte { encoding: bad.encoding.name() }, place: bad.place })
}

fn declared(bytes: &[u8]) -> Result<&'static Encoding, Fault> {
    let Some((label, at)) = label(bytes.get(..HEAD).unwrap_or(bytes)) else { return Ok(UTF_8) };
    match Encoding::for_label(label.as_bytes()) {
        // A declaration that can be read byte by byte is not in UTF-16: a program wrote the text and another saved it.
        Some(wide) if wide == UTF_16LE || wide == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => {
            let place = Place::of(&String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)), at);
            Err(Fault { what: What::UnknownEncoding { label }, place })
        }
    }
}

/// The value of `encoding` in the declaration, and where it stands.
fn label(head: &[u8]) -> Option<(String, usize)> {
    let ascii: String =
        head.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect();
    let declaration = ascii.strip_prefix("<?xml")?.split_once("?>")?.0;
    let after = declaration.split_once("encoding")?.1;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (label, _) = value.strip_prefix(quote)?.split_once(quote)?;
    let at = "<?xml".len() + declaration.len() - value.len() + 1;
    Some((label.to_owned(), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, (What, usize, usize)>) {
        let expected = expected.map(str::to_owned);
        let expected = expected.map_err(|(what, line, column)| Fault { what, place: Place { line, column } });
        assert_eq!(decode(bytes), expected);
    }

    #[test]
    fn encodings() {
        let russian = "<?xml version='1.0' encoding='windows-1251'?><a>Кружка</a>";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, Ok(russian));
        let polish = "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><a>żółw</a>";
        check(&encoding_rs::ISO_8859_2.encode(polish).0, Ok(polish));
        let japanese = "<?xml version='1.0' encoding='Shift_JIS'?><a>湯呑み</a>";
        check(&encoding_rs::SHIFT_JIS.encode(japanese).0, Ok(japanese));
        check("<a>é</a>".as_bytes(), Ok("<a>é</a>"));
        check("\u{feff}<a>é</a>".as_bytes(), Ok("<a>é</a>"));
        check(b"<\0a\0/\0>\0", Ok("<a/>"));
        check(b"\xfe\xff\0<\0a\0/\0>", Ok("<a/>"));
        check(
            b"<?xml version='1.0' encoding='utf-16'?><a/>",
            Ok("<?xml version='1.0' encoding='utf-16'?><a/>"),
        );
    }

    #[test]
    fn what_is_wrong_with_encodings() {
        check(
            b"<?xml version='1.0' encoding='klingon'?><a/>",
            Err((What::UnknownEncoding { label: "klingon".into() }, 1, 31)),
        );
        check(b"<a>\n\xe9</a>", Err((What::BadByte { encoding: "UTF-8" }, 2, 1)));
    }
}
