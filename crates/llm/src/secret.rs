use std::fmt;

use serde::Deserialize;

/// A provider's key. It shows itself to nobody but the request it signs.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    pub(crate) fn reveal(&self) -> &str {
        self.0.trim()
    }

    /// `text` without the key, and without the stump of it that some servers quote in their refusals.
    pub(crate) fn redact(&self, text: &str) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        let text = text.replace(self.reveal(), HIDDEN);
        let mut out = String::with_capacity(text.len());
        for (at, word) in text.split(' ').enumerate() {
            if at > 0 {
                out.push(' ');
            }
            out.push_str(if self.is_stump(word) { HIDDEN } else { word });
        }
        out
    }

    /// `sk-ab**********cdef`: the beginning of the key and asterisks.
    fn is_stump(&self, word: &str) -> bool {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*');
        word.contains("**")
            && word.split('*').next().is_some_and(|head| head.len() > 1 && self.reveal().starts_with(head))
    }
}

const HIDDEN: &str = "(key)";

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.is_empty() { "Secret(none)" } else { "Secret(hidden)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, text: &str, expected: &str) {
        assert_eq!(Secret::new(key).redact(text), expected, "in {text:?}");
    }

    #[test]
    fn a_key_never_shows() {
        check("sk-abcdef", "Incorrect API key provided: sk-abcdef.", "Incorrect API key provided: (key).");
        check(
            "sk-abcdef",
            "Incorrect API key provided: sk-a****def. See",
            "Incorrect API key provided: (key) See",
        );
        check("", "no key at all", "no key at all");
        check("sk-abcdef", "**bold** words stay", "**bold** words stay");
        assert_eq!(format!("{:?}", Secret::new("sk-abcdef")), "Secret(hidden)");
    }
}
