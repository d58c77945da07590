//! Codes: what a translator sees of the markup and the program code in a sentence. `<g1>…</g1>` is a pair, `<x2/>` a single
//! one. Only the numbers of the segment at hand are codes; anything else that looks like one is text.

use crate::source::Span;

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeClass {
    /// A tag, or a pair of tags.
    Element,
    /// An element whose content is not translated: `<code>`, `translate="no"`.
    Untranslated,
    /// A value that a program prints here.
    Echo,
    /// A call in a program that may print.
    Call,
    /// A comment of the page or of a program.
    Comment,
    /// `{{ … }}` of a template in the browser.
    Template,
    /// A character reference that is no ordinary character.
    Reference,
    /// Markup inside a string of a program.
    Markup,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `<g1>…</g1>`
    Pair,
    /// `<x1/>`
    Single,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    pub number: usize,
    pub form: Form,
    pub class: CodeClass,
    /// Whether it may change its order. What may not stays in order among its like. Every code, movable or not, stays
    /// inside the pair it is in.
    pub movable: bool,
    /// The bytes it stands for; of a pair, those of the first half.
    pub span: Span,
    pub(crate) close: Span,
    pub(crate) parent: usize,
}

/// A stretch of a segment's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'t> {
    Text(&'t str),
    Open(usize),
    Close(usize),
    Single(usize),
}

/// What is wrong with the codes of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    #[error("the code {0} is missing")]
    Missing(usize),
    #[error("the code {0} is there more than once")]
    Repeated(usize),
    #[error("the pair {0} is not closed, or is closed where it is not open")]
    Unbalanced(usize),
    #[error("the code {0} has left the pair it was in")]
    OutOfItsPair(usize),
    #[error("the code {0} must keep its order")]
    Moved(usize),
}

/// The text in parts. Codes that the segment does not have are text.
pub(crate) fn parts<'t>(codes: &[Code], text: &'t str) -> Vec<Part<'t>> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')).map(|n| at + n) {
        let Some((part, length)) = code_at(codes, text.get(found..).unwrap_or_default()) else {
            at = found + 1;
            continue;
        };
        push_text(&mut parts, text, from, found);
        parts.push(part);
        (from, at) = (found + length, found + length);
    }
    push_text(&mut parts, text, from, text.len());
    parts
}

fn push_text<'t>(parts: &mut Vec<Part<'t>>, text: &'t str, from: usize, to: usize) {
    if let Some(cut) = text.get(from..to).filter(|cut| !cut.is_empty()) {
        parts.push(Part::Text(cut));
    }
}

/// The known code at the beginning of the text, and its length.
fn code_at<'t>(codes: &[Code], text: &str) -> Option<(Part<'t>, usize)> {
    let (look, number, length) = lookalike(text)?;
    let code = find(codes, number)?;
    let part = match (look, code.form) {
        (Look::Open, Form::Pair) => Part::Open(number),
        (Look::Close, Form::Pair) => Part::Close(number),
        (Look::Single, Form::Single) => Part::Single(number),
        _ => return None,
    };
    Some((part, length))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Open,
    Close,
    Single,
}

/// Whether the text begins like a code: which, its number, its length.
fn lookalike(text: &str) -> Option<(Look, usize, usize)> {
    let (look, before, after) = if text.starts_with("<g") {
        (Look::Open, 2, ">")
    } else if text.starts_with("</g") {
        (Look::Close, 3, ">")
    } else if text.starts_with("<x") {
        (Look::Single, 2, "/>")
    } else {
        return None;
    };
    let rest = text.get(before..)?;
    let digits = rest.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits).filter(|number| !number.starts_with('0'))?.parse().ok()?;
    rest.get(digits..)?.starts_with(after).then_some((look, number, before + digits + after.len()))
}

/// Numbers that must not be given out, because the words themselves look like codes with them.
pub(crate) fn taken(text: &str) -> Vec<usize> {
    let places = text.match_indices('<').filter_map(|(at, _)| lookalike(text.get(at..)?));
    places.map(|(_, number, _)| number).collect()
}

pub(crate) fn find(codes: &[Code], number: usize) -> Option<&Code> {
    codes.binary_search_by_key(&number, |code| code.number).ok().and_then(|n| codes.get(n))
}

/// Whether the translation has each code once, in its pair, in balance, and those that may not move in order.
pub(crate) fn check(codes: &[Code], parts: &[Part<'_>]) -> Result<(), CodeFault> {
    let mut seen = vec![false; codes.len()];
    let mut open = Vec::new();
    let mut last_fixed = 0;
    for part in parts {
        let number = match *part {
            Part::Text(_) => continue,
            Part::Close(number) if open.pop() == Some(number) => continue,
            Part::Close(number) => return Err(CodeFault::Unbalanced(number)),
            Part::Open(number) | Part::Single(number) => number,
        };
        let Some(index) = codes.binary_search_by_key(&number, |code| code.number).ok() else { continue };
        let (Some(code), Some(seen)) = (codes.get(index), seen.get_mut(index)) else { continue };
        if std::mem::replace(seen, true) {
            return Err(CodeFault::Repeated(number));
        }
        if code.parent != open.last().copied().unwrap_or(0) {
            return Err(CodeFault::OutOfItsPair(number));
        }
        if !code.movable && number < std::mem::replace(&mut last_fixed, number) {
            return Err(CodeFault::Moved(number));
        }
        if code.form == Form::Pair {
            open.push(number);
        }
    }
    if let Some(number) = open.pop() {
        return Err(CodeFault::Unbalanced(number));
    }
    match codes.iter().zip(&seen).find(|(_, seen)| !**seen) {
        Some((code, _)) => Err(CodeFault::Missing(code.number)),
        None => Ok(()),
    }
}
