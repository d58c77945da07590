//! Percent-encoding (RFC 3986).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the letters that stand for themselves in any part of an address.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

pub fn escape(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Undoes percent-encoding. In a query a plus is a space. Nothing comes back where the bytes are no UTF-8.
pub fn unescape(text: &str, plus_is_space: bool) -> Option<String> {
    let text = if plus_is_space { text.replace('+', " ") } else { text.to_owned() };
    percent_decode_str(&text).decode_utf8().ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes() {
        assert_eq!(escape("a b/ї?x=1&y=+~"), "a%20b%2F%D1%97%3Fx%3D1%26y%3D%2B~");
        assert_eq!(unescape("a+b%20c", true).as_deref(), Some("a b c"));
        assert_eq!(unescape("a+b%20c", false).as_deref(), Some("a+b c"));
        assert_eq!(unescape("100%", true).as_deref(), Some("100%"));
        assert_eq!(unescape("%ff", true), None);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>(), plus: bool) {
            prop_assert_eq!(unescape(&escape(&text), plus), Some(text));
        }
    }
}
