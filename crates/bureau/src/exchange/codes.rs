//! Codes as they stand in a text: `<g1>`, `</g1>`, `<x2/>`. Without the segment at hand, what looks like one may as well be
//! text; what is written here is read back the same either way.

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bit<'t> {
    Text(&'t str),
    /// The code's number and how it is written.
    Open(&'t str, &'t str),
    Close(&'t str, &'t str),
    Single(&'t str, &'t str),
}

/// The text in stretches.
pub(crate) fn bits(text: &str) -> Vec<Bit<'_>> {
    let mut bits = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')).map(|n| at + n) {
        let Some((bit, length)) = text.get(found..).and_then(code) else {
            at = found + 1;
            continue;
        };
        if from < found {
            bits.extend(text.get(from..found).map(Bit::Text));
        }
        bits.push(bit);
        at = found + length;
        from = at;
    }
    bits.extend(text.get(from..).filter(|rest| !rest.is_empty()).map(Bit::Text));
    bits
}

/// The code that a text begins with, and its length.
fn code(text: &str) -> Option<(Bit<'_>, usize)> {
    let rest = text.strip_prefix('<')?;
    let (rest, closes) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    let kind = rest.chars().next()?;
    let rest = rest.strip_prefix(['g', 'x'])?;
    let digits = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at_checked(digits).filter(|(number, _)| !number.is_empty())?;
    let rest = match (kind, closes) {
        ('g', _) => rest.strip_prefix('>')?,
        ('x', false) => rest.strip_prefix("/>")?,
        _ => return None,
    };
    let length = text.len() - rest.len();
    let written = text.get(..length)?;
    let bit = match (kind, closes) {
        ('x', _) => Bit::Single(number, written),
        (_, true) => Bit::Close(number, written),
        (_, false) => Bit::Open(number, written),
    };
    Some((bit, length))
}
