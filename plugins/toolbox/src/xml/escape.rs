//! Text as it may stand in XML, the way Python's `xml.sax.saxutils` writes it.

use std::borrow::Cow;

use super::name::is_allowed;

/// Words of an element. A character that XML cannot hold, not even as a reference, is given back. A `\r` is written as
/// a reference, since it would be read back as `\n`.
pub fn words(text: &str) -> Result<Cow<'_, str>, char> {
    replaced(text, |letter| match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// The value of an attribute, with its quotes.
pub fn attribute(text: &str) -> Result<String, char> {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    let value = replaced(text, |letter| match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        '\t' => Some("&#9;"),
        '"' if quote == '"' => Some("&quot;"),
        _ => None,
    })?;
    Ok(format!("{quote}{value}{quote}"))
}

fn replaced(text: &str, by: impl Fn(char) -> Option<&'static str>) -> Result<Cow<'_, str>, char> {
    if let Some(odd) = text.chars().find(|letter| !is_allowed(*letter)) {
        return Err(odd);
    }
    let Some(first) = text.find(|letter| by(letter).is_some()) else { return Ok(Cow::Borrowed(text)) };
    let (clean, rest) = text.split_at(first);
    let mut escaped = String::with_capacity(text.len() + 16);
    escaped.push_str(clean);
    for letter in rest.chars() {
        match by(letter) {
            Some(reference) => escaped.push_str(reference),
            None => escaped.push(letter),
        }
    }
    Ok(Cow::Owned(escaped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_attributes() {
        assert_eq!(words("a").as_deref(), Ok("a"));
        assert_eq!(words("a<b>&\r\n\"'").as_deref(), Ok("a&lt;b&gt;&amp;&#13;\n\"'"));
        assert_eq!(words("\u{1}"), Err('\u{1}'));
        assert_eq!(attribute("a\tb\n'").as_deref(), Ok("\"a&#9;b&#10;'\""));
        assert_eq!(attribute("say \"x\"").as_deref(), Ok("'say \"x\"'"));
        assert_eq!(attribute("\"'").as_deref(), Ok("\"&quot;'\""));
    }
}
