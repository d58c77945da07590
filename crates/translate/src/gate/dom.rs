//! Another HTML reader, html5ever by way of `scraper`, looks at both files and must see the same in the same places, but for
//! the words.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use scraper::node::Element;
use scraper::{Html, Node};

use super::skeleton::Line;
use super::{DomCheck, Fault};
use crate::analysis::Analysis;
use crate::element::{self, Flow};
use crate::island::Class;
use crate::segment::{Kind as SegmentKind, Segment};
use crate::source::Span;
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

/// What the reader sees, as numbers: each element with its attributes and all that it lies in, comments, and the content of
/// what holds no markup. Words are left out.
#[derive(Default)]
struct Seen {
    all: Line,
    /// As if there were no formatting elements.
    blocks: Line,
}

/// All that a node lies in, with formatting elements and without.
type Place = (u64, u64);

impl Seen {
    fn new(analysis: &Analysis<'_>) -> Self {
        let masked = masked(analysis);
        let (text, _) = analysis.encoding.decode_without_bom_handling(&masked);
        let html = Html::parse_document(&text);
        let mut known = HashMap::new();
        let mut seen = Self::default();
        for node in html.tree.root().descendants() {
            let parent = node.parent();
            let place = parent.and_then(|parent| known.get(&parent.id()).copied()).unwrap_or_default();
            let inside = match node.value() {
                Node::Element(element) => seen.element(place, element),
                Node::Text(text) if parent.is_some_and(|parent| is_opaque(parent.value())) => {
                    seen.leaf(place, "text", text)
                }
                Node::Comment(comment) => seen.leaf(place, "comment", comment),
                Node::Doctype(kind) => seen.leaf(place, kind.public_id(), kind.name()),
                _ => place,
            };
            known.insert(node.id(), inside);
        }
        seen
    }

    fn element(&mut self, (all, blocks): Place, element: &Element) -> Place {
        let name = element.name();
        let step = |parent: u64| {
            let mut hasher = DefaultHasher::new();
            (parent, name, &*element.name.ns).hash(&mut hasher);
            for (name, value) in element.attrs() {
                name.hash(&mut hasher);
                hash_besides_words(value, &mut hasher);
            }
            hasher.finish()
        };
        let ends = element::flow(name.as_bytes()) == Flow::Block;
        let all = step(all);
        self.all.add(all, ends);
        if FORMATTING.contains(&name) {
            return (all, blocks);
        }
        let blocks = step(blocks);
        self.blocks.add(blocks, ends);
        (all, blocks)
    }

    /// What has nothing in it. It may change its place in a sentence, as inline elements do.
    fn leaf(&mut self, place: Place, kind: &str, content: &str) -> Place {
        let leaf = |parent: u64| {
            let mut hasher = DefaultHasher::new();
            (parent, kind).hash(&mut hasher);
            hash_besides_words(content, &mut hasher);
            hasher.finish()
        };
        self.all.add(leaf(place.0), false);
        self.blocks.add(leaf(place.1), false);
        place
    }
}

/// Whether the text in it is seen as it stands. That of `noscript` is not: it is markup to us.
fn is_opaque(parent: &Node) -> bool {
    let name = parent.as_element().map_or("", Element::name);
    matches!(name, "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes")
}

/// Before and behind words in the masked file: control characters, which no translation can bring in.
const WORDS: char = '\u{1}';
const BEHIND: char = '\u{2}';

/// Where only one of the marks is left, the words have run out of their place, and count.
fn hash_besides_words(content: &str, hasher: &mut DefaultHasher) {
    let mut rest = content;
    while let Some((before, words)) = rest.split_once(WORDS)
        && let Some((_, behind)) = words.split_once(BEHIND)
    {
        (before, WORDS).hash(hasher);
        rest = behind;
    }
    rest.hash(hasher);
}

/// The file with its islands blotted out, values by a letter and what steers by white space, and with marks around words
/// that are not between tags.
fn masked(analysis: &Analysis<'_>) -> Vec<u8> {
    let tags = analysis.tokens.list.iter().filter(|token| matches!(token.kind, Kind::Start | Kind::End));
    let names: Vec<usize> =
        tags.map(|token| token.name).filter(|name| !name.is_empty()).map(|name| name.end).collect();
    let mut put: Vec<(Span, &[u8])> = Vec::new();
    for island in &analysis.islands {
        // What a program prints right behind the name of a tag is mostly an attribute.
        let value = island.class == Class::Echo && names.binary_search(&island.span.start).is_err();
        put.push((island.span, if value { b"x" } else { b" " }));
    }
    let marked = analysis.segments.iter().filter(|segment| segment.kind != SegmentKind::Text);
    for Segment { span, .. } in marked.filter(|segment| !segment.context.is_php()) {
        put.push((Span::new(span.start, span.start), b"\x01"));
        put.push((Span::new(span.end, span.end), b"\x02"));
    }
    put.sort_by_key(|(span, _)| *span);
    let mut blotted = Vec::with_capacity(analysis.src.len());
    let mut at = 0;
    for (span, with) in put {
        blotted.extend_from_slice(analysis.src.cut(Span::new(at, span.start)));
        blotted.extend_from_slice(with);
        at = span.end;
    }
    blotted.extend_from_slice(analysis.src.from(at));
    blotted
}

#[cfg(test)]
mod tests;
