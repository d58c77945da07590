//! Files that are better left as they are.

use memchr::memmem::find;

use crate::analysis::Analysis;
use crate::island::Dialect;
use crate::options::{Options, What};
use crate::segment::{Kind as SegmentKind, skips};
use crate::skip::{Hint, Skip};
use crate::token::{Kind, Token};

pub(crate) fn check(name: &str, analysis: &Analysis<'_>, options: &Options) -> Result<(), Skip> {
    if let Some(reason) = not_html(name, analysis) {
        return Err(Skip::NotHtml(reason));
    }
    if let Some(token) = analysis.tokens.list.last().filter(|token| token.kind == Kind::Unfinished) {
        return Err(Skip::EndsInsideTag { at: token.span.start, unread: token.span.len() });
    }
    if analysis.segments.is_empty() {
        return Err(Skip::Nothing { hints: hints(analysis, options) });
    }
    Ok(())
}

/// Why the text around the islands is not HTML.
fn not_html(name: &str, analysis: &Analysis<'_>) -> Option<&'static str> {
    let literals = analysis.segments.iter().any(|segment| segment.context.is_php());
    let name = name.to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if ends(&[".js.php", ".js", ".mjs", ".ts", ".json", ".json.php"]) {
        return Some("its name is a script's");
    }
    if ends(&[".css.php", ".css", ".scss", ".less"]) {
        return Some("its name is a style sheet's");
    }
    if ends(&[".xml", ".xml.php", ".rss.php", ".atom.php", ".rss", ".atom"]) {
        return Some("its name is an XML file's");
    }
    let is_tag = |kind: Kind| matches!(kind, Kind::Start | Kind::End | Kind::Unfinished);
    let tags = || analysis.tokens.list.iter().filter(|token| is_tag(token.kind));
    let known = tags().any(|token| {
        KNOWN.iter().any(|known| analysis.src.cut(token.name).eq_ignore_ascii_case(known.as_bytes()))
    });
    let text = analysis
        .tokens
        .list
        .iter()
        .any(|token| token.kind == Kind::Text && !analysis.src.cut(token.span).trim_ascii().is_empty());
    // Strings that are asked for are words, whatever a program prints on some paths.
    if !known
        && (text || !literals)
        && let Some(reason) = header(analysis)
    {
        return Some(reason);
    }
    // A program without any HTML has nothing to translate, which is said otherwise.
    (text && !literals && tags().next().is_none()).then_some("there is no tag in it")
}

/// A `Content-Type` header that is not HTML's.
fn header(analysis: &Analysis<'_>) -> Option<&'static str> {
    let islands = analysis.islands.iter().filter(|island| island.dialect == Dialect::Php);
    islands.map(|island| analysis.src.cut(island.span).to_ascii_lowercase()).find_map(|code| {
        let at = find(&code, b"content-type:")?;
        let value = code.get(at + 13..)?.trim_ascii_start();
        (!value.starts_with(b"text/html")
            && !value.starts_with(b"application/xhtml")
            && value.first().is_some_and(u8::is_ascii_alphabetic))
        .then_some("its Content-Type header names another type")
    })
}

/// Elements by which HTML is known even if a header names another type on some paths.
const KNOWN: &[&str] = &["html", "body", "div", "p", "table", "form", "ul", "h1"];

/// Which options would find words, and how many.
fn hints(analysis: &Analysis<'_>, options: &Options) -> Vec<Hint> {
    let everything = CHOICES.iter().fold(options.parts, |parts, (what, ..)| parts.with(*what));
    let found = analysis.would_find(&Options { parts: everything, ..*options });
    let mut hints = Vec::new();
    for (what, kind, hint) in CHOICES {
        let count = found.iter().filter(|found| found.kind == *kind).count();
        if !options.parts.has(*what) && count > 0 {
            hints.push(hint(count));
        }
    }
    let is_marked =
        |token: &Token| token.kind == Kind::Start && skips::is_marked(analysis.src, &analysis.tokens, token);
    if analysis.tokens.list.iter().any(is_marked) {
        hints.push(Hint::MarkedAsNotForTranslation);
    }
    hints
}

type Choice = (What, SegmentKind, fn(usize) -> Hint);

/// What can be asked for, and the segments that shows up as. Text that is only found when everything is asked for is code.
const CHOICES: &[Choice] = &[
    (What::PhpLiterals, SegmentKind::PhpLiteral, Hint::PhpLiterals),
    (What::Attributes, SegmentKind::Attribute, Hint::Attributes),
    (What::Meta, SegmentKind::Meta, Hint::Meta),
    (What::JsonLd, SegmentKind::JsonLd, Hint::JsonLd),
    (What::Code, SegmentKind::Text, Hint::Code),
];
