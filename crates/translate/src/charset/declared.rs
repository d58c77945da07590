//! What a file says about its encoding.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use memchr::memmem::{find, find_iter};

use crate::source::{Source, Span, is_space};

/// As far into the file as a declaration is looked for.
const REACH: usize = 64 * 1024;

pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let src = Source(bytes.get(..REACH).unwrap_or(bytes));
    let xml = xml(src).map(|(_, encoding)| encoding);
    let lower = find_iter(src.0, b"harset").chain(find_iter(src.0, b"HARSET"));
    lower
        .filter_map(|at| at.checked_sub(1))
        .filter(|at| src.starts_any_case(*at, b"charset") && declares(src, *at))
        .find_map(|at| value(src, at + 7))
        .or(xml)
}

/// Every place in a file that names its encoding, in order, and what it names.
pub(super) fn labels(bytes: &[u8]) -> Vec<(Span, &'static Encoding)> {
    let src = Source(bytes);
    let mut places: Vec<usize> = find_iter(bytes, b"harset").chain(find_iter(bytes, b"HARSET")).collect();
    places.sort_unstable();
    let named = places
        .into_iter()
        .filter_map(|at| at.checked_sub(1))
        .filter(|at| src.starts_any_case(*at, b"charset") && declares(src, *at))
        .filter_map(|at| label(src, at + 7));
    xml(src).into_iter().chain(named).collect()
}

/// What a file that begins with `<?xml … ?>` says there.
fn xml(src: Source<'_>) -> Option<(Span, &'static Encoding)> {
    let begin = src.skip(0, is_space);
    let end = src.find(b">", begin).filter(|_| src.starts_any_case(begin, b"<?xml"))?;
    label(src, begin + find(src.cut(Span::new(begin, end)), b"encoding")? + 8)
}

/// Whether the word stands in a `<meta>` or behind `Content-Type`, not in a form, a script or a query.
fn declares(src: Source<'_>, at: usize) -> bool {
    let before = src.cut(Span::new(at.saturating_sub(200), at));
    let tag = memchr::memrchr(b'<', before).and_then(|n| before.get(n..)).unwrap_or_default();
    let meta = tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta")) && !tag.contains(&b'>');
    let near = before.get(before.len().saturating_sub(60)..).unwrap_or_default();
    meta || near.windows(12).any(|word| word.eq_ignore_ascii_case(b"content-type"))
}

/// The encoding that is named after `=`.
fn value(src: Source<'_>, at: usize) -> Option<&'static Encoding> {
    label(src, at).map(|(_, encoding)| encoding)
}

/// The label after `=`, and what it names.
fn label(src: Source<'_>, at: usize) -> Option<(Span, &'static Encoding)> {
    let equals = src.skip(at, is_space);
    if src.at(equals) != b'=' {
        return None;
    }
    let start = src.skip(equals + 1, |b| is_space(b) || b == b'"' || b == b'\'');
    let end = src.skip(start, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'));
    let label = Span::new(start, end);
    let encoding = Encoding::for_label_no_replacement(src.cut(label))?;
    // What could be read up to here is no UTF-16; the standard takes these labels for others.
    let encoding = match encoding.name() {
        "UTF-16LE" | "UTF-16BE" => UTF_8,
        "x-user-defined" => WINDOWS_1252,
        _ => encoding,
    };
    Some((label, encoding))
}
