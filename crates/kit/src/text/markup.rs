//! The small markup of the locale files.

use super::{Span, Style, Text};

const TAGS: [(&str, &str, Style); 4] = [
    ("<b>", "</b>", Style::Bold),
    ("<i>", "</i>", Style::Italic),
    ("<code>", "</code>", Style::Code),
    ("<spoiler>", "</spoiler>", Style::Spoiler),
];

const CHARACTERS: [(&str, char); 2] = [("&lt;", '<'), ("&amp;", '&')];

/// What a translator's sentence gets its values wrapped in, so that a value is never read as markup.
pub(crate) fn escape(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;")
}

pub(super) fn parse(source: &str) -> Text {
    let mut text = Text::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut rest = source;
    while let Some(next) = rest.find(['<', '&']) {
        let (before, tail) = rest.split_at(next);
        text.body.push_str(before);
        rest = step(tail, &mut text, &mut open);
    }
    text.body.push_str(rest);
    text.spans.retain(|span| span.end > span.start);
    text.spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    text
}

/// Reads one tag or character reference at the head of `tail`; gives what is left.
fn step<'a>(tail: &'a str, text: &mut Text, open: &mut Vec<(usize, usize)>) -> &'a str {
    for (name, character) in CHARACTERS {
        if let Some(rest) = tail.strip_prefix(name) {
            text.body.push(character);
            return rest;
        }
    }
    for (index, (start, end, style)) in TAGS.iter().enumerate() {
        if let Some(rest) = tail.strip_prefix(start) {
            open.push((index, text.body.len()));
            return rest;
        }
        if let Some(rest) = tail.strip_prefix(end) {
            if let Some(at) = open.iter().rposition(|(tag, _)| *tag == index) {
                let (_, from) = open.remove(at);
                text.spans.push(Span { start: from, end: text.body.len(), style: style.clone() });
            }
            return rest;
        }
    }
    let mut letters = tail.chars();
    text.body.extend(letters.next());
    letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, body: &str, spans: &[(usize, usize, Style)]) {
        let text = parse(source);
        assert_eq!(text.body, body, "the words of {source:?}");
        let found: Vec<_> = text.spans.into_iter().map(|s| (s.start, s.end, s.style)).collect();
        assert_eq!(found, spans, "the styles of {source:?}");
    }

    #[test]
    fn a_translators_sentence() {
        check("Stock of <b>MUG-10</b>: 4", "Stock of MUG-10: 4", &[(9, 15, Style::Bold)]);
        check("<b>a <i>b</i></b>", "a b", &[(0, 3, Style::Bold), (2, 3, Style::Italic)]);
        check("1 < 2 & <u>", "1 < 2 & <u>", &[]);
        check("never closed <b>here", "never closed here", &[]);
    }

    #[test]
    fn a_value_is_never_markup() {
        check(&format!("<code>{}</code>", escape("<b>&lt;</b>")), "<b>&lt;</b>", &[(0, 11, Style::Code)]);
    }
}
