//! Where in a text something is, and how to point at it.

/// A place in a text. Both are counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// How many characters are shown on each side of the place.
const CONTEXT: usize = 30;

impl Place {
    /// The place of a byte; an offset beyond the end is the end.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..text.floor_char_boundary(offset)).unwrap_or(text);
        let mut line = 1;
        let mut start = 0;
        let following = text.bytes().skip(1).chain([0]);
        for (at, (byte, next)) in before.bytes().zip(following).enumerate() {
            if byte == b'\n' || (byte == b'\r' && next != b'\n') {
                line += 1;
                start = at + 1;
            }
        }
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }

    /// The words around the place and, on the next line, a caret under it. Long lines are cut on both sides.
    pub fn shown(self, text: &str) -> String {
        let line = line_of(text, self.line);
        let at = self.column.saturating_sub(1);
        let first = at.saturating_sub(CONTEXT);
        let mut letters = line.chars().skip(first).map(visible);
        let mut shown = if first > 0 { String::from("…") } else { String::new() };
        let indent = shown.chars().count() + (at - first);
        shown.extend(letters.by_ref().take(2 * CONTEXT));
        if letters.next().is_some() {
            shown.push('…');
        }
        format!("{}\n{}^", shown.trim_end(), " ".repeat(indent))
    }
}

/// The line with this number, without its end; empty beyond the last.
fn line_of(text: &str, number: usize) -> &str {
    let mut rest = text;
    for _ in 1..number {
        let Some(at) = rest.find(['\n', '\r']) else { return "" };
        let length = if rest.get(at..).is_some_and(|end| end.starts_with("\r\n")) { 2 } else { 1 };
        rest = rest.get(at + length..).unwrap_or_default();
    }
    rest.split(['\n', '\r']).next().unwrap_or_default()
}

/// A character that takes exactly one column.
fn visible(letter: char) -> char {
    match letter {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, offset: usize, line: usize, column: usize, shown: &str) {
        let place = Place::of(text, offset);
        assert_eq!(place, Place { line, column }, "byte {offset} of {text:?}");
        assert_eq!(place.shown(text), shown, "byte {offset} of {text:?}");
    }

    #[test]
    fn lines_end_as_each_system_ends_them() {
        check("", 0, 1, 1, "\n^");
        check("abc", 1, 1, 2, "abc\n ^");
        check("a\nb", 2, 2, 1, "b\n^");
        check("a\r\nb", 3, 2, 1, "b\n^");
        check("a\rb", 2, 2, 1, "b\n^");
        check("a\r\nb", 2, 1, 3, "a\n  ^");
        check("їжак", 2, 1, 2, "їжак\n ^");
        check("ab", 99, 1, 3, "ab\n  ^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}X{}", "a".repeat(100), "b".repeat(100));
        let shown = Place::of(&text, 100).shown(&text);
        assert_eq!(shown, format!("…{}X{}…\n{}^", "a".repeat(30), "b".repeat(29), " ".repeat(31)));
    }

    proptest! {
        #[test]
        fn any_offset_has_a_place(text in any::<String>(), offset in 0usize..80) {
            let place = Place::of(&text, offset);
            prop_assert!(place.line >= 1 && place.column >= 1);
            prop_assert!(place.shown(&text).lines().count() <= 2);
        }
    }
}
