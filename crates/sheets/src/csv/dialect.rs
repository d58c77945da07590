//! Which character parts the cells of a CSV file.

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Bar,
}

/// In this order, because a comma is also in sentences and between the digits of a price, a tab hardly anywhere.
const CANDIDATES: [Delimiter; 4] = [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Bar, Delimiter::Comma];

/// How much of a file is looked at, in bytes and in records.
const SAMPLE: usize = 64 * 1024;
const RECORDS: usize = 200;

impl Delimiter {
    /// The character itself.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// Finds the delimiter: the one by which most records have as many cells as the header. Excel's own `sep=;` in the first
/// line is obeyed. Also gives the table without that line.
pub fn guess(text: &str) -> (Delimiter, &str) {
    if let Some((delimiter, rest)) = told(text) {
        return (delimiter, rest);
    }
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let mut best = (Delimiter::Comma, 0);
    for candidate in CANDIDATES {
        let score = agreement(sample, candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    (best.0, text)
}

fn told(text: &str) -> Option<(Delimiter, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let line = line.trim_end().trim_matches('"');
    let letter = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    let told = CANDIDATES.into_iter().find(|candidate| letter.bytes().eq([candidate.byte()]))?;
    Some((told, rest))
}

/// How many of a thousand records have as many cells as the first one, if that has more than one.
fn agreement(sample: &str, delimiter: Delimiter) -> usize {
    let mut reader = reader(sample, delimiter);
    let mut widths = reader.records().take(RECORDS).filter_map(|record| Some(record.ok()?.len()));
    let Some(header) = widths.next().filter(|width| *width > 1) else { return 0 };
    let (all, agreeing) =
        widths.fold((1, 1), |(all, same), width| (all + 1, same + usize::from(width == header)));
    agreeing * 1000 / all
}

/// A reader that takes rows of any length.
pub fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        let check = |text: &str, expected| assert_eq!(guess(text), (expected, text), "{text:?}");
        check("", Delimiter::Comma);
        check("one\ntwo\n", Delimiter::Comma);
        check("a,b\n1,2\n", Delimiter::Comma);
        check("a;b\n1,5;2,5\n3,5;4,5\n", Delimiter::Semicolon);
        check("sku\tname\n1\ta, b; c\n", Delimiter::Tab);
        check("a|b|c\n1|2|3\n", Delimiter::Bar);
        check("name,note\nA,\"x; y; z\"\nB,\"x; y\"\n", Delimiter::Comma);
        check("name, note; more\nA,1\nB,2\n", Delimiter::Comma);
    }

    #[test]
    fn excels_own_line() {
        assert_eq!(guess("sep=;\r\na;b\r\n"), (Delimiter::Semicolon, "a;b\r\n"));
        assert_eq!(guess("\"sep=\t\"\na,b\n"), (Delimiter::Tab, "a,b\n"));
    }
}
