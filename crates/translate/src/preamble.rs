//! What stands before the page and is none: a byte order mark, and the settings that site generators read.

use crate::island::Island;
use crate::source::{Source, Span};

/// As far as the end of settings is looked for.
const REACH: usize = 64 * 1024;

/// Where the page begins. A program that runs on into the page is not cut in two.
pub(crate) fn end(src: Source<'_>, islands: &[Island]) -> usize {
    let mark = if src.starts(0, &[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    let settings = front_matter(src, mark).or_else(|| sections(src, mark));
    let whole =
        |end: &usize| !islands.iter().any(|island| island.span.start < *end && *end < island.span.end);
    settings.filter(whole).unwrap_or(mark)
}

/// The line that begins here, without its end, and where the next one begins.
fn line(src: Source<'_>, start: usize) -> Option<(&[u8], usize)> {
    if start >= src.len().min(REACH) {
        return None;
    }
    let end = src.find_byte(b'\n', Span::new(start, src.len())).unwrap_or(src.len());
    Some((src.cut(Span::new(start, end)).trim_ascii_end(), end + 1))
}

/// Jekyll's, Grav's and Hugo's: `---`, lines of settings, `---`.
fn front_matter(src: Source<'_>, start: usize) -> Option<usize> {
    let (fence, mut at) = line(src, start).filter(|(first, _)| matches!(*first, b"---" | b"+++"))?;
    while let Some((text, next)) = line(src, at) {
        if text == fence {
            return Some(next.min(src.len()));
        }
        // A tag before the end: the line was a rule, and no settings follow.
        if text.starts_with(b"<") {
            return None;
        }
        at = next;
    }
    None
}

/// October's: settings, perhaps a program, then the page, with a line `==` between them.
fn sections(src: Source<'_>, start: usize) -> Option<usize> {
    let (first, _) = line(src, start)?;
    let setting = first.split(|b| *b == b'=').next().unwrap_or_default().trim_ascii();
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'[' | b']' | b' ');
    let settings = first.starts_with(b"[") || (setting.len() < first.len() && setting.iter().all(is_name));
    if !settings || setting.is_empty() {
        return None;
    }
    let (mut at, mut ends) = (start, Vec::new());
    while let Some((text, next)) = line(src, at) {
        if text == b"==" {
            ends.push(next.min(src.len()));
        }
        at = next;
    }
    ends.get(1).or(ends.first()).copied()
}
