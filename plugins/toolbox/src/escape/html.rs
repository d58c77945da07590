//! HTML entities.

/// Fit for text and for attributes in either kind of quotes.
pub fn escape(text: &str) -> String {
    html_escape::encode_quoted_attribute(text).into_owned()
}

/// Named, decimal and hexadecimal references; what is none of them stays as it is.
pub fn unescape(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes() {
        assert_eq!(
            escape("<a href=\"x\">it's & &amp;</a>"),
            "&lt;a href=&quot;x&quot;&gt;it&#x27;s &amp; &amp;amp;&lt;/a&gt;"
        );
        assert_eq!(
            unescape("&lt;&#1110;&#x457;&nbsp;&eacute;&copy; &unknown; & &"),
            "<ії\u{a0}é© &unknown; & &"
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }
    }
}
