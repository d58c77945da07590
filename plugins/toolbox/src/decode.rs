//! From the bytes of a file to text, with a place for what is wrong in it.

use encoding_rs::Encoding;
use sheets::encoding;

pub use sheets::encoding::{Decoded, declared_by_bytes, guess};

use crate::place::Place;
use crate::sentence::{Sentence, Tell};

/// A byte that the encoding does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadByte {
    pub encoding: &'static Encoding,
    pub place: Place,
}

/// Reads UTF-8 or UTF-16, with or without a byte order mark.
pub fn unicode(bytes: &[u8]) -> Result<Decoded, BadByte> {
    Ok(encoding::unicode(bytes)?)
}

/// Decodes, and refuses the first byte that does not belong.
pub fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, BadByte> {
    Ok(encoding::strictly(bytes, encoding)?)
}

impl From<encoding::BadByte> for BadByte {
    fn from(bad: encoding::BadByte) -> Self {
        Self { encoding: bad.encoding, place: Place::of(&bad.before, bad.before.len()) }
    }
}

impl Tell for BadByte {
    fn sentence(&self) -> Sentence {
        Sentence::new("toolbox-text-bad-byte")
            .text("encoding", self.encoding.name())
            .number("line", self.place.line)
            .number("column", self.place.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{UTF_8, UTF_16LE};

    #[test]
    fn a_wrong_byte_has_a_place() {
        let wrong = |line, column, encoding| Err(BadByte { encoding, place: Place { line, column } });
        assert_eq!(unicode(b"ab\ncd\xffe").map(|d| d.text), wrong(2, 3, UTF_8));
        assert_eq!(unicode(b"\xff\xfea\0\n\0\x00\xd8b\0").map(|d| d.text), wrong(2, 1, UTF_16LE));
    }
}
