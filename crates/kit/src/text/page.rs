//! Cutting long text into messages.

use super::{Span, Text};

/// The most a message may hold, in UTF-16 code units: what every client of Telegram accepts.
pub const PAGE_UNITS: usize = 4096;

/// Cuts text into pieces of at most `limit` UTF-16 units, after a line end where there is one in the last half of the
/// piece, else after a space, else between characters. A style that runs across a cut ends before it and begins again
/// after it. Nothing but the white space at a cut is lost.
pub fn pages(text: &Text, limit: usize) -> Vec<Text> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.body.get(start..) {
        if rest.is_empty() {
            break;
        }
        let length = cut(rest, limit.max(2));
        pieces.push(piece(text, start, start + length));
        start += length;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// How many bytes of `rest` go into the next piece.
fn cut(rest: &str, limit: usize) -> usize {
    let mut units = 0;
    let mut line = None;
    let mut space = None;
    for (at, character) in rest.char_indices() {
        units += character.len_utf16();
        if units > limit {
            let half = at / 2;
            return line.filter(|end| *end > half).or(space.filter(|end| *end > half)).unwrap_or(at);
        }
        let end = at + character.len_utf8();
        match character {
            '\n' => line = Some(end),
            c if c.is_whitespace() => space = Some(end),
            _ => {}
        }
    }
    rest.len()
}

fn piece(text: &Text, start: usize, end: usize) -> Text {
    let body = text.body.get(start..end).unwrap_or_default().trim_end().to_owned();
    let limit = body.len();
    let spans = text.spans.iter().filter(|span| span.start < end && span.end > start).map(|span| Span {
        start: span.start.max(start) - start,
        end: (span.end.min(end) - start).min(limit),
        style: span.style.clone(),
    });
    Text { spans: spans.filter(|span| span.end > span.start).collect(), body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Style;
    use proptest::prelude::*;

    #[test]
    fn a_cut_falls_on_a_line_end_and_reopens_the_style() {
        let text = Text::new().push("one\n").bold("two\nthree").push("\nfour");
        let cut = pages(&text, 9);
        let bodies: Vec<_> = cut.iter().map(|page| page.body.as_str()).collect();
        assert_eq!(bodies, ["one\ntwo", "three", "four"]);
        assert_eq!(cut[0].spans, [Span { start: 4, end: 7, style: Style::Bold }]);
        assert_eq!(cut[1].spans, [Span { start: 0, end: 5, style: Style::Bold }]);
        assert_eq!(cut[2].spans, []);
    }

    proptest! {
        #[test]
        fn no_page_is_too_long_and_no_word_is_lost(body in "[a-z😀é \n]{0,300}", limit in 2usize..60, from in 0usize..300, len in 0usize..300) {
            let start = body.char_indices().map(|(i, _)| i).nth(from).unwrap_or(0);
            let end = body.char_indices().map(|(i, _)| i).nth(from + len).unwrap_or(body.len());
            let spans = if end > start { vec![Span { start, end, style: Style::Bold }] } else { Vec::new() };
            let text = Text { body: body.clone(), spans };
            let cut = pages(&text, limit);
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(cut.iter().map(|p| letters(&p.body)).collect::<String>(), letters(&body));
            let styled = |t: &Text| t.spans.iter().map(|s| letters(&t.body[s.start..s.end])).collect::<String>();
            prop_assert_eq!(cut.iter().map(styled).collect::<String>(), styled(&text));
            for page in &cut {
                prop_assert!(page.units() <= limit, "a page of {} units, the limit is {}", page.units(), limit);
            }
        }
    }
}
