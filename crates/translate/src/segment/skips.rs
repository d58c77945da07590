//! Elements whose content is not translated, and where they end.

use std::collections::HashMap;

use crate::element::{self, Flow};
use crate::options::{Options, What};
use crate::source::Source;
use crate::token::{Kind, Token, Tokens};

/// Elements that are left, by the number of their first token.
pub(crate) type Skips = HashMap<usize, Left>;

/// How far an element that is left reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Left {
    /// The number of its last token.
    pub last: usize,
    /// Nobody says where it ends.
    pub unclosed: bool,
}

/// One pass, with a stack for each name that such an element has.
pub(crate) fn skips(src: Source<'_>, tokens: &Tokens, options: &Options) -> Skips {
    let mut found = Skips::new();
    let candidates: Vec<bool> =
        tokens.list.iter().map(|token| is_left(src, tokens, token, options)).collect();
    if !candidates.contains(&true) {
        return found;
    }
    let mut open: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for (token, _) in tokens.list.iter().zip(&candidates).filter(|(_, left)| **left) {
        open.entry(src.cut(token.name).to_ascii_lowercase()).or_default();
    }
    let mut lower = Vec::new();
    for (n, token) in tokens.list.iter().enumerate() {
        let name = src.cut(token.name);
        lower.clear();
        lower.extend(name.iter().map(u8::to_ascii_lowercase));
        let left = candidates.get(n) == Some(&true);
        match token.kind {
            Kind::Start if element::is_void(name) && left => {
                found.insert(n, Left { last: n, unclosed: false });
            }
            Kind::Start if element::is_void(name) => {}
            Kind::Start => {
                if let Some(open) = open.get_mut(&lower) {
                    open.push(n);
                }
            }
            Kind::End => {
                let start = open.get_mut(&lower).and_then(Vec::pop);
                if let Some(start) = start.filter(|start| candidates.get(*start) == Some(&true)) {
                    found.insert(start, Left { last: n, unclosed: false });
                }
            }
            _ => {}
        }
    }
    let mut unclosed: Vec<usize> = open.into_values().flatten().collect();
    unclosed.sort_unstable();
    // From the last to the first, each looks no further than to the one behind it.
    let mut behind = None;
    for start in unclosed.into_iter().rev() {
        if !tokens.list.get(start).is_some_and(|token| is_marked(src, tokens, token)) {
            continue;
        }
        let last = end_of_unclosed(src, tokens, start, behind);
        found.insert(start, Left { last, unclosed: true });
        behind = Some((start, last));
    }
    found
}

/// `translate="no"`, `class="notranslate"`, and code unless it is asked for.
fn is_left(src: Source<'_>, tokens: &Tokens, token: &Token, options: &Options) -> bool {
    token.kind == Kind::Start
        && (is_marked(src, tokens, token)
            || (!options.parts.has(What::Code) && element::flow(src.cut(token.name)) == Flow::Code))
}

pub(crate) fn is_marked(src: Source<'_>, tokens: &Tokens, token: &Token) -> bool {
    tokens.attributes(token).iter().any(|attribute| {
        let Some(value) = attribute.value else { return false };
        let (name, value) = (src.cut(attribute.name), src.cut(value));
        (name.eq_ignore_ascii_case(b"translate") && value.trim_ascii().eq_ignore_ascii_case(b"no"))
            || (name.eq_ignore_ascii_case(b"class")
                && value.split(u8::is_ascii_whitespace).any(|word| word.eq_ignore_ascii_case(b"notranslate")))
    })
}

/// An element without an end tag (`<p translate="no">`) lasts until the next tag that is not inline; `<code>` that is
/// never closed is a mistake of the page and marks nothing. `behind` is the next such element and its end.
fn end_of_unclosed(src: Source<'_>, tokens: &Tokens, start: usize, behind: Option<(usize, usize)>) -> usize {
    for (n, token) in tokens.list.iter().enumerate().skip(start + 1) {
        if matches!(token.kind, Kind::Start | Kind::End) && element::flow(src.cut(token.name)) == Flow::Block
        {
            return n - 1;
        }
        if let Some((_, last)) = behind.filter(|(next, _)| *next == n) {
            return last;
        }
    }
    tokens.list.len() - 1
}

impl Left {
    /// Whether the element ends a sentence: it holds blocks, or its end is not told. `list` are its tokens.
    pub fn divides(self, src: Source<'_>, list: &[Token]) -> bool {
        let is_block = |token: &Token| {
            matches!(token.kind, Kind::Start | Kind::End) && element::flow(src.cut(token.name)) == Flow::Block
        };
        self.unclosed || list.iter().any(is_block)
    }
}
