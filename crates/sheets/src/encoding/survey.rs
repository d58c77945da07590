//! Finding out how a file is written without holding it.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{SAMPLE, declared_by_bytes};
use crate::table::Stream;

/// What is known of a file after going through it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Survey {
    pub encoding: &'static Encoding,
    /// Whether the encoding was only inferred from the letters.
    pub guessed: bool,
    /// How many bytes of byte order mark come before the text.
    pub mark: u64,
    /// Whether the file ends in the middle of a character.
    pub cut: bool,
}

const PIECE: usize = 64 * 1024;

/// Goes through the file from its beginning.
pub(crate) fn survey(stream: &mut dyn Stream) -> std::io::Result<Survey> {
    stream.rewind()?;
    let mut head = Vec::with_capacity(SAMPLE);
    (&mut *stream).take(SAMPLE as u64).read_to_end(&mut head)?;
    let length = stream.seek(std::io::SeekFrom::End(0))?;
    if let Some((encoding, rest)) = declared_by_bytes(&head) {
        let mark = (head.len() - rest.len()) as u64;
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        return Ok(Survey { encoding, guessed: false, mark, cut: wide && length % 2 == 1 });
    }
    let (sound, cut) = is_utf8(stream)?;
    let encoding = if sound { UTF_8 } else { by_letters(stream)? };
    Ok(Survey { encoding, guessed: !sound, mark: 0, cut: sound && cut })
}

/// Whether all of it is UTF-8, and whether its last character is incomplete. A single odd byte at the end of a text that
/// is otherwise ASCII says nothing of the kind.
fn is_utf8(stream: &mut dyn Stream) -> std::io::Result<(bool, bool)> {
    stream.rewind()?;
    let mut piece = vec![0; PIECE];
    let mut kept = 0;
    let mut only_ascii = true;
    loop {
        let count = stream.read(piece.get_mut(kept..).unwrap_or_default())?;
        let bytes = piece.get(..kept + count).unwrap_or_default();
        if count == 0 {
            return Ok((kept == 0 || !only_ascii, kept > 0));
        }
        let valid = match std::str::from_utf8(bytes) {
            Ok(_) => bytes.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok((false, false)),
        };
        let (sound, rest) = bytes.split_at(valid);
        only_ascii &= sound.is_ascii();
        kept = rest.len();
        piece.copy_within(valid..valid + kept, 0);
    }
}

fn by_letters(stream: &mut dyn Stream) -> std::io::Result<&'static Encoding> {
    stream.rewind()?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut piece = vec![0; PIECE];
    loop {
        let count = stream.read(&mut piece)?;
        detector.feed(piece.get(..count).unwrap_or_default(), count == 0);
        if count == 0 {
            return Ok(detector.guess(None, Utf8Detection::Deny));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1251;
    use std::io::Cursor;

    #[track_caller]
    fn check(bytes: &[u8], encoding: &'static Encoding, guessed: bool, mark: u64, cut: bool) {
        let found = survey(&mut Cursor::new(bytes.to_vec())).expect("memory can be read");
        assert_eq!(found, Survey { encoding, guessed, mark, cut });
    }

    #[test]
    fn how_files_are_written() {
        check(b"", UTF_8, false, 0, false);
        check("Кухоль;1".as_bytes(), UTF_8, false, 0, false);
        check(b"\xef\xbb\xbfa", UTF_8, false, 3, false);
        check(b"\xff\xfea\0;\0b\0", UTF_16LE, false, 2, false);
        check(b"\xff\xfea\0;\0b", UTF_16LE, false, 2, true);
        check(&WINDOWS_1251.encode("Артикул;Назва товару\n").0, WINDOWS_1251, true, 0, false);
    }

    #[test]
    fn a_file_cut_in_the_middle_of_a_letter() {
        let text = "Кухоль".as_bytes();
        check(&text[..text.len() - 1], UTF_8, false, 0, true);
        let long = "ї".repeat(100_000);
        check(&long.as_bytes()[..long.len() - 1], UTF_8, false, 0, true);
        check(long.as_bytes(), UTF_8, false, 0, false);
    }
}
