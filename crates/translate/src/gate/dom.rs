//! Another HTML reader, html5ever by way of `scraper`, looks at both files and must see the same elements in the same places.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use scraper::{Html, Node};

use super::{DomCheck, Fault};
use crate::analysis::Analysis;
use crate::element;
use crate::island::Class;
use crate::token::Kind;

pub(super) fn same(before: &Analysis<'_>, after: &Analysis<'_>) -> Result<DomCheck, Fault> {
    if is_too_deep(before) {
        return Ok(DomCheck::TooDeep);
    }
    let (old, new) = (Seen::new(before), Seen::new(after));
    if old.all == new.all {
        return Ok(DomCheck::Same);
    }
    if old.blocks == new.blocks && overlaps(before) { Ok(DomCheck::SameBlocks) } else { Err(Fault::Dom) }
}

/// Elements that browsers open again after they were closed by something else
/// (<https://html.spec.whatwg.org/multipage/parsing.html#formatting>).
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Whether some formatting element is not closed where it should be.
fn overlaps(analysis: &Analysis<'_>) -> bool {
    let mut open: Vec<Vec<u8>> = Vec::new();
    for token in &analysis.tokens.list {
        let name = analysis.src.cut(token.name).to_ascii_lowercase();
        if element::is_void(&name) || element::may_stay_open(&name) {
            continue;
        }
        match token.kind {
            Kind::Start => open.push(name),
            Kind::End if open.pop() != Some(name) => return true,
            _ => {}
        }
    }
    !open.is_empty()
}

/// Steps that are still in proportion.
const STEPS: usize = 40_000_000;

/// html5ever walks up its stack of open elements for many tags, opens formatting elements that were never closed anew in
/// every block, and compares each attribute with all before it, those of a page's `<html>` and `<body>` tags together: all
/// this grows with the square of what a hostile page holds.
fn is_too_deep(analysis: &Analysis<'_>) -> bool {
    let (mut depth, mut deepest, mut tags) = (0_usize, 0_usize, 0_usize);
    let (mut compared, mut roots, mut of_roots) = (0_usize, 0_usize, 0_usize);
    for token in &analysis.tokens.list {
        let name = analysis.src.cut(token.name);
        let attributes = token.attributes.len();
        compared = compared.saturating_add(attributes.saturating_mul(attributes));
        if [b"html".as_slice(), b"body"].iter().any(|root| name.eq_ignore_ascii_case(root)) {
            (roots, of_roots) = (roots + 1, of_roots + attributes);
        }
        if (element::may_stay_open(name) && !nests(name)) || element::is_void(name) {
            tags += 1;
            continue;
        }
        match token.kind {
            Kind::Start => depth += 1,
            Kind::End => depth = depth.saturating_sub(1),
            _ => continue,
        }
        tags += 1;
        deepest = deepest.max(depth);
    }
    let walked = deepest.saturating_mul(tags);
    walked.saturating_add(compared).saturating_add(roots.saturating_mul(of_roots)) > STEPS
}

/// Where nothing closes them, these lie in each other although their end tags may be left out.
fn nests(name: &[u8]) -> bool {
    [b"rt".as_slice(), b"rp", b"optgroup"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The path of each element as a number, sorted, because inline elements may change places in a sentence.
#[derive(Default)]
struct Seen {
    all: Vec<u64>,
    /// As if there were no formatting elements.
    blocks: Vec<u64>,
}

impl Seen {
    fn new(analysis: &Analysis<'_>) -> Self {
        let masked = masked(analysis);
        let (text, _) = analysis.encoding.decode_without_bom_handling(&masked);
        let html = Html::parse_document(&text);
        let mut known = HashMap::new();
        let mut seen = Self::default();
        for node in html.tree.root().descendants() {
            let parent =
                node.parent().and_then(|parent| known.get(&parent.id()).copied()).unwrap_or_default();
            let path = match node.value() {
                Node::Element(element) => seen.element(parent, element.name()),
                _ => parent,
            };
            known.insert(node.id(), path);
        }
        seen.all.sort_unstable();
        seen.blocks.sort_unstable();
        seen
    }

    fn element(&mut self, (all, blocks): (u64, u64), name: &str) -> (u64, u64) {
        let step = |parent: u64| {
            let mut hasher = DefaultHasher::new();
            (parent, name).hash(&mut hasher);
            hasher.finish()
        };
        let all = step(all);
        self.all.push(all);
        if FORMATTING.contains(&name) {
            return (all, blocks);
        }
        let blocks = step(blocks);
        self.blocks.push(blocks);
        (all, blocks)
    }
}

/// The file with its islands blotted out: values become letters, what steers becomes white space.
fn masked(analysis: &Analysis<'_>) -> Vec<u8> {
    let mut masked = analysis.src.0.to_vec();
    for island in &analysis.islands {
        let with = if island.class == Class::Echo { b'x' } else { b' ' };
        if let Some(bytes) = masked.get_mut(island.span.start..island.span.end) {
            bytes.fill(with);
        }
    }
    masked
}
