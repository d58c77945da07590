//! A model's stream brings the same texts however it is cut into chunks, no text twice, and none beyond those asked for.

#![no_main]

use libfuzzer_sys::fuzz_target;
use llm::{Piece, Reader, Rung, Splitter};

const COUNT: usize = 5;
const LONGEST: usize = 4096;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let step = usize::from(first >> 4) + 1;
    let whole = events(rest, rest.len().max(1));
    assert_eq!(whole, events(rest, step), "events depend on where the stream was cut");
    let rungs = [Rung::JsonSchema, Rung::JsonObject, Rung::Plain, Rung::Lines, Rung::Single];
    let rung = rungs[usize::from(first & 15) % rungs.len()];
    let text = String::from_utf8_lossy(rest);
    let at_once = texts(rung, &text, usize::MAX);
    assert_eq!(at_once, texts(rung, &text, step), "texts depend on where the answer was cut");
    let mut seen = [false; COUNT];
    for piece in at_once {
        assert!(!std::mem::replace(&mut seen[piece.index], true), "text {} came twice", piece.index);
    }
});

fn events(bytes: &[u8], step: usize) -> Vec<String> {
    let mut splitter = Splitter::default();
    let mut events: Vec<_> = bytes.chunks(step).flat_map(|chunk| splitter.push(chunk)).collect();
    events.extend(splitter.finish());
    events.into_iter().map(|event| format!("{event:?}")).collect()
}

fn texts(rung: Rung, answer: &str, step: usize) -> Vec<Piece> {
    let mut reader = Reader::new(rung, "german", COUNT, LONGEST);
    let mut found = Vec::new();
    let mut rest = answer;
    while !rest.is_empty() {
        let at = rest.char_indices().map(|(at, _)| at).nth(step).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(at);
        found.extend(reader.push(chunk));
        rest = after;
    }
    found.extend(reader.finish(true));
    found
}
