//! Decoded bytes: words to read, or a file to open.

/// What was inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Text(String),
    File { bytes: Vec<u8>, extension: &'static str, mime: &'static str },
}

/// Text is what can be read aloud: UTF-8 without control characters. Anything else is a file, its type guessed by its
/// first bytes.
pub fn of(bytes: Vec<u8>) -> Content {
    match String::from_utf8(bytes) {
        Ok(text) if text.chars().all(is_readable) => Content::Text(text),
        Ok(text) => file(text.into_bytes()),
        Err(error) => file(error.into_bytes()),
    }
}

fn file(bytes: Vec<u8>) -> Content {
    let kind = infer::get(&bytes);
    let (extension, mime) =
        kind.map_or(("bin", "application/octet-stream"), |k| (k.extension(), k.mime_type()));
    Content::File { bytes, extension, mime }
}

fn is_readable(letter: char) -> bool {
    !letter.is_control() || matches!(letter, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_files() {
        assert_eq!(of("Привіт\n\t😀".into()), Content::Text("Привіт\n\t😀".into()));
        let check = |bytes: &[u8], extension, mime| {
            assert_eq!(of(bytes.to_vec()), Content::File { bytes: bytes.to_vec(), extension, mime });
        };
        check(b"\x89PNG\r\n\x1a\n0000", "png", "image/png");
        check(b"\xff\xd8\xff\xe0", "jpg", "image/jpeg");
        check(b"PK\x03\x04....", "zip", "application/zip");
        check(b"%PDF-1.7\n\xe2", "pdf", "application/pdf");
        check(b"a\0b", "bin", "application/octet-stream");
        check(b"\xff\xfe", "bin", "application/octet-stream");
    }
}
