//! A file in UTF-8 instead of its own encoding. Only on request, and told.

use encoding_rs::{Encoding, UTF_8};

use super::declared::labels;
use super::{Charset, Evidence};
use crate::options::Options;

/// A file that was converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    pub bytes: Vec<u8>,
    /// What it was in.
    pub from: &'static str,
    /// So many places that name its encoding (`<meta charset>`, `header()`, `<?xml encoding?>`) name UTF-8 now.
    pub declarations: usize,
}

/// The file in UTF-8, all of it, program code too; `told` is a person's word on what it is in. `None` for what is in UTF-8 or
/// has nothing beyond ASCII, for what is no text, while its encoding is in doubt, and where bytes do not belong to it.
pub fn to_utf8(bytes: &[u8], told: Option<&'static Encoding>) -> Option<Converted> {
    let charset = Charset::detect(bytes, &Options { encoding: told, ..Options::default() }).ok()?;
    let encoding = charset.encoding;
    if encoding == UTF_8 || charset.is_unsure() || charset.evidence == Evidence::Bom {
        return None;
    }
    let decode = |bytes: &[u8]| {
        let (text, malformed) = encoding.decode_without_bom_handling(bytes);
        (!malformed).then(|| text.into_owned())
    };
    let mut out = String::with_capacity(bytes.len() * 2);
    let (mut at, mut declarations) = (0, 0);
    for (label, named) in labels(bytes) {
        if named != encoding || label.start < at {
            continue;
        }
        out.push_str(&decode(bytes.get(at..label.start)?)?);
        out.push_str("utf-8");
        at = label.end;
        declarations += 1;
    }
    out.push_str(&decode(bytes.get(at..)?)?);
    let same = out.as_bytes() == bytes;
    (!same).then(|| Converted { bytes: out.into_bytes(), from: encoding.name(), declarations })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cyrillic(page: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1251.encode(page).0.into_owned()
    }

    #[test]
    fn a_page_and_what_it_says_of_itself_are_converted() {
        let page = "<?php header('Content-Type: text/html; charset=windows-1251'); // Привет\n?>\r\n\
            <meta charset=\"Windows-1251\"><form accept-charset=windows-1251><p>Привет</p>";
        let converted = to_utf8(&cyrillic(page), None).unwrap();
        let expected = page.replacen("windows-1251", "utf-8", 1).replace("Windows-1251", "utf-8");
        assert_eq!(String::from_utf8(converted.bytes).unwrap(), expected);
        assert_eq!((converted.from, converted.declarations), ("windows-1251", 2));
    }

    #[test]
    fn what_a_program_says_of_encodings_behind_an_xml_declaration_is_none_of_the_page() {
        let page = "<?xml version=\"1.0\"?>\n<?php $encoding = 'windows-1251'; ?><p>Привет</p>";
        let converted = to_utf8(&cyrillic(page), Some(encoding_rs::WINDOWS_1251)).unwrap();
        assert_eq!(String::from_utf8(converted.bytes).unwrap(), page);
        let named = "<?xml version='1.0' encoding='windows-1251'?><p>Привет</p>";
        let converted = to_utf8(&cyrillic(named), None).unwrap();
        assert_eq!(String::from_utf8(converted.bytes).unwrap(), named.replace("windows-1251", "utf-8"));
    }

    #[test]
    fn what_need_not_or_cannot_be_converted_stays() {
        let told = Some(encoding_rs::WINDOWS_1251);
        assert_eq!(to_utf8("<p>Привет</p>".as_bytes(), None), None);
        assert_eq!(to_utf8(b"<p>Hello</p>", None), None);
        assert_eq!(to_utf8(b"\0\x01\x02", told), None);
        assert_eq!(to_utf8(&cyrillic("<p>Привет</p>"), None), None, "nobody knows what it is in");
        assert_eq!(to_utf8(&cyrillic("<p>Привет</p>"), told).unwrap().bytes, "<p>Привет</p>".as_bytes());
        let broken =
            [b"<meta charset=shift_jis><p>".as_slice(), &[0x82, 0xA0, 0x82, 0xA2, 0xFF, 0xFD], b"</p>"]
                .concat();
        assert_eq!(to_utf8(&broken, None), None, "bytes that belong to nothing");
    }
}
