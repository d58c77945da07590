//! Tokens tile the file: none is empty, none is missing, none overlaps; tags are among them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use translate::{Dialect, Dialects, layers};

fuzz_target!(|source: &[u8]| {
    for dialects in [Dialects::none(), Dialects::none().with(Dialect::Php).with(Dialect::Twig)] {
        let tokens = layers::tokens(source, dialects);
        let mut end = 0;
        for token in &tokens {
            assert!(token.start == end && token.end > token.start, "{token:?} after {end}");
            end = token.end;
        }
        assert_eq!(end, source.len(), "the last token ends too early");
        for tag in layers::tags(source, dialects) {
            assert!(tokens.contains(&tag), "the tag {tag:?} is not a token");
        }
    }
});
