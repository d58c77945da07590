//! Step 0: what can be mended without asking.

mod codes;

use crate::batch::Unit;
use crate::validate::{Signature, is_spread};

/// Something that was mended in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fix {
    /// Code fences around it were taken off.
    Fences,
    /// Quotes around it were taken off.
    Quotes,
    /// `&amp;` and its like became characters.
    References,
    /// Codes were spelt in another way, were there twice, or do not exist.
    Codes,
    /// White space or a mark at its edges was restored.
    Edges,
    /// `% s` became `%s`.
    Specifiers,
    /// A line that was wrapped became one again.
    Lines,
    /// Invisible characters were taken out.
    Invisible,
}

/// Mends one thing, or changes nothing.
type Mend = fn(&Unit, &str) -> String;

/// Mends what models do to texts, as far as there is no doubt about what was meant. Mending what has been mended
/// changes nothing.
pub fn tidy(unit: &Unit, answer: &str) -> (String, Vec<Fix>) {
    const STEPS: [(Fix, Mend); 8] = [
        (Fix::Invisible, invisible),
        (Fix::Fences, fences),
        (Fix::Quotes, quotes),
        (Fix::Lines, lines),
        (Fix::References, references),
        (Fix::Codes, codes::mend),
        (Fix::Specifiers, specifiers),
        (Fix::Edges, edges),
    ];
    let mut text = answer.to_owned();
    let mut fixes = Vec::new();
    // What one step uncovers another may mend; more rounds than this is nothing that was meant.
    for _ in 0..ROUNDS {
        let before = text.clone();
        for (fix, step) in STEPS {
            let mended = step(unit, &text);
            if mended != text {
                text = mended;
                if !fixes.contains(&fix) {
                    fixes.push(fix);
                }
            }
        }
        if text == before {
            return (text, fixes);
        }
    }
    (answer.to_owned(), Vec::new())
}

const ROUNDS: usize = 8;

fn invisible(unit: &Unit, text: &str) -> String {
    let lost = |c: char| matches!(c, '\u{feff}' | '\u{200b}' | '\0') && !unit.text.contains(c);
    text.replace(lost, "")
}

fn fences(unit: &Unit, text: &str) -> String {
    let inner = || {
        let body = text.trim().strip_prefix("```")?.strip_suffix("```")?;
        // The first line names a language, if it says anything.
        let (name, below) = body.split_once('\n').unwrap_or(("", body));
        Some(if name.chars().all(char::is_alphanumeric) { below } else { body })
    };
    match inner() {
        Some(inner) if !unit.text.contains("```") => inner.trim().to_owned(),
        _ => text.to_owned(),
    }
}

fn quotes(unit: &Unit, text: &str) -> String {
    const PAIRS: [(char, char); 6] =
        [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('\'', '\''), ('‘', '’')];
    let any = |c: char| PAIRS.iter().any(|(open, close)| c == *open || c == *close);
    if unit.text.trim().starts_with(any) || unit.text.trim().ends_with(any) {
        return text.to_owned();
    }
    let inner = PAIRS.iter().find_map(|(open, close)| {
        let inner = text.trim().strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    });
    inner.unwrap_or(text).to_owned()
}

fn lines(unit: &Unit, text: &str) -> String {
    if unit.text.contains(['\n', '\r']) || !text.trim().contains(['\n', '\r']) || is_spread(unit, text) {
        return text.to_owned();
    }
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// A text has characters where the page has references, so a reference in an answer is one too many.
fn references(unit: &Unit, text: &str) -> String {
    const KNOWN: [(&str, &str); 7] = [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let mut out = text.to_owned();
    for (reference, character) in KNOWN {
        if !unit.text.contains(reference) && out.contains(reference) {
            out = out.replace(reference, character);
        }
    }
    out
}

fn specifiers(unit: &Unit, text: &str) -> String {
    let wanted = Signature::of(unit, &unit.text).specifiers;
    let mut have = Signature::of(unit, text).specifiers;
    let mut out = text.to_owned();
    for one in wanted {
        if let Some(at) = have.iter().position(|other| *other == one) {
            have.swap_remove(at);
            continue;
        }
        let spaced = one.replacen('%', "% ", 1);
        let inner = one.replace('{', "{ ").replace('}', " }");
        for variant in [spaced, inner] {
            if variant != one && !unit.text.contains(&variant) && out.matches(&variant).count() == 1 {
                out = out.replace(&variant, &one);
            }
        }
    }
    out
}

/// The source's white space at both ends, and the mark at its end where the answer has none.
fn edges(unit: &Unit, text: &str) -> String {
    const MARKS: [char; 4] = [':', '…', '*', '?'];
    let source = unit.text.as_str();
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let lead = source.len() - source.trim_start().len();
    let trail = source.trim_end().len();
    let mark = source.trim_end().chars().next_back().filter(|c| MARKS.contains(c));
    let bare = words.chars().next_back().is_some_and(char::is_alphanumeric);
    let mark = mark.filter(|_| bare).map_or_else(String::new, String::from);
    let (lead, trail) = (source.get(..lead).unwrap_or_default(), source.get(trail..).unwrap_or_default());
    format!("{lead}{words}{mark}{trail}")
}
