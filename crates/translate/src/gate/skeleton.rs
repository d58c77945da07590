//! What must stay: tags and program code without the words in them.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::analysis::Analysis;
use crate::element::{self, Flow};
use crate::island::Class;
use crate::segment::Kind as SegmentKind;
use crate::source::Span;
use crate::token::Kind;

/// Everything that ends a sentence, in order; between two of them the sum of what is inline, which may change its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    ends: Vec<u64>,
    inline: u64,
}

impl Line {
    pub fn add(&mut self, hash: u64, ends: bool) {
        if ends {
            self.ends.extend([std::mem::take(&mut self.inline), hash]);
        } else {
            self.inline = self.inline.wrapping_add(hash);
        }
    }
}

/// The islands: those that steer in order, then all of them sorted, because values may change places in a sentence.
pub(super) fn islands(analysis: &Analysis<'_>) -> (Vec<u64>, Vec<u64>) {
    let hashes = island_hashes(analysis);
    let steers = |class: Class| matches!(class, Class::Control | Class::Unterminated);
    let controls = analysis.islands.iter().zip(&hashes).filter(|(island, _)| steers(island.class));
    let controls = controls.map(|(_, hash)| *hash).collect();
    let mut all = hashes;
    all.sort_unstable();
    (controls, all)
}

/// Each island without the words in its strings.
fn island_hashes(analysis: &Analysis<'_>) -> Vec<u64> {
    let words = words(analysis, |kind| kind == SegmentKind::PhpLiteral);
    analysis.islands.iter().map(|island| hash_without(analysis, island.span, &words).finish()).collect()
}

/// All that is no text, without the words in it.
pub(super) fn tags(analysis: &Analysis<'_>) -> Line {
    let mut skeleton = Line::default();
    let words = words(analysis, |kind| kind != SegmentKind::Text);
    let islands = island_hashes(analysis);
    let list = &analysis.tokens.list;
    let mut n = 0;
    while let Some(token) = list.get(n) {
        let element = analysis.skips.get(&n).copied();
        let end = element.map_or(n, |end| end.last);
        let inside = list.get(n..=end).unwrap_or_default();
        let span = Span::new(token.span.start, inside.last().map_or(token.span.end, |token| token.span.end));
        if token.kind == Kind::Text {
            n += 1;
            continue;
        }
        let mut hasher = hash_without(analysis, span, &words);
        codes_in(analysis, span, &islands).hash(&mut hasher);
        let hash = hasher.finish();
        let ends = match element {
            Some(left) => left.divides(analysis.src, inside),
            None => ends_sentence(analysis, token.kind, token.name),
        };
        skeleton.add(hash, ends);
        n = end + 1;
    }
    skeleton
}

fn ends_sentence(analysis: &Analysis<'_>, kind: Kind, name: Span) -> bool {
    match kind {
        Kind::Text | Kind::Comment => false,
        Kind::Start => element::flow(analysis.src.cut(name)) == Flow::Block,
        Kind::End => matches!(element::flow(analysis.src.cut(name)), Flow::Block | Flow::Void),
        Kind::Island(n) => analysis
            .islands
            .get(n)
            .is_none_or(|island| matches!(island.class, Class::Control | Class::Unterminated)),
        Kind::Decl | Kind::Raw | Kind::Rcdata | Kind::Unfinished => true,
    }
}

/// Where the words of these kinds are, in order.
fn words(analysis: &Analysis<'_>, of: impl Fn(SegmentKind) -> bool) -> Vec<Span> {
    analysis.segments.iter().filter(|segment| of(segment.kind)).map(|segment| segment.span).collect()
}

/// A stretch of the file without the words in it.
fn hash_without(analysis: &Analysis<'_>, span: Span, words: &[Span]) -> DefaultHasher {
    let src = analysis.src;
    let mut hasher = DefaultHasher::new();
    let mut at = span.start;
    let first = words.partition_point(|words| words.start < span.start);
    let inside = words.get(first..).unwrap_or_default().iter().take_while(|words| words.start < span.end);
    for words in inside.filter(|words| words.end <= span.end) {
        src.cut(Span::new(at, words.start.max(at))).hash(&mut hasher);
        at = words.end.max(at);
    }
    src.cut(Span::new(at, span.end.max(at))).hash(&mut hasher);
    hasher
}

/// The islands in the words that were left out, sorted: they may change places there.
fn codes_in(analysis: &Analysis<'_>, span: Span, hashes: &[u64]) -> Vec<u64> {
    let first = analysis.islands.partition_point(|island| island.span.start < span.start);
    let rest =
        analysis.islands.get(first..).unwrap_or_default().iter().zip(hashes.get(first..).unwrap_or_default());
    let inside = rest.take_while(|(island, _)| island.span.end <= span.end);
    let mut codes: Vec<_> = inside.map(|(_, hash)| *hash).collect();
    codes.sort_unstable();
    codes
}
