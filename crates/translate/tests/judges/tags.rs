//! Where tags begin and end, by html5gum.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use translate::{Dialect, Dialects, Span};

/// html5gum reads the file with its islands blotted out and sees our tags.
#[track_caller]
pub fn agree(name: &str, source: &[u8]) {
    let dialects = Dialects::none().with(Dialect::Php);
    let mut masked = source.to_vec();
    for island in translate::layers::islands(source, dialects) {
        masked[island.start..island.end].fill(b'x');
    }
    let ours = translate::layers::tags(source, dialects);
    // html5gum takes what stands in `noscript` for raw text, as browsers with scripts do. We read it, as people without do.
    let noscript: Vec<usize> = masked
        .windows(8)
        .enumerate()
        .filter(|(_, w)| w.eq_ignore_ascii_case(b"noscript"))
        .map(|(at, _)| at)
        .collect();
    for at in noscript {
        masked[at + 7] = b'x';
    }
    let theirs = html5gum(&masked);
    assert_eq!(ours, theirs, "html5gum sees other tags in {name}:\n{}", String::from_utf8_lossy(&masked));
}

fn html5gum(source: &[u8]) -> Vec<Span> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tags = Vec::new();
    for token in Tokenizer::new_with_emitter(source, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => tags.push(Span::new(tag.span.start, tag.span.end)),
            Token::EndTag(tag) => tags.push(Span::new(tag.span.start, tag.span.end)),
            _ => {}
        }
    }
    tags
}
