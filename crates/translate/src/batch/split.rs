use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use super::pack::{Portion, reply_tokens};
use super::unit::{Unit, written};
use crate::code::Part;
use crate::segment::has_letter;

/// A stretch of a text that was too long for one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Stays as it is: white space, codes that hold more than fits, stretches without a word.
    Glue(String),
    /// Is translated as a text of its own.
    Part(Unit),
}

/// Cuts a text that is larger than a portion between sentences; where a sentence is too large, between words, and where
/// there are none, between characters. Codes stay balanced in every piece. A text that fits comes back whole.
pub fn split(unit: &Unit, portion: &Portion) -> Vec<Piece> {
    if reply_tokens(unit, portion.expansion) <= portion.reply_tokens {
        return vec![Piece::Part(unit.clone())];
    }
    let parts = unit.parts(&unit.text);
    let mut splitter = Splitter {
        unit,
        most: bytes_within(portion),
        pieces: Vec::new(),
        current: String::new(),
        depth: 0,
        passed: Vec::new(),
    };
    for (part, size) in parts.iter().zip(sizes(&parts)) {
        splitter.add(*part, size);
    }
    splitter.flush();
    splitter.pieces
}

/// The text again, from translations of its parts in order. `None` when there is not one for each.
pub fn join<S: AsRef<str>>(pieces: &[Piece], translations: impl IntoIterator<Item = S>) -> Option<String> {
    let mut translations = translations.into_iter();
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Glue(glue) => out.push_str(glue),
            Piece::Part(_) => out.push_str(translations.next()?.as_ref()),
        }
    }
    translations.next().is_none().then_some(out)
}

/// How long a text may be to fit, bytes: the inverse of [`reply_tokens`].
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn bytes_within(portion: &Portion) -> usize {
    let tokens = portion.reply_tokens.saturating_sub(6) as f32;
    ((tokens / portion.expansion.max(0.1) * 3.5) as usize).max(16)
}

/// For every part its length in bytes; for an opening half that of the whole pair.
fn sizes(parts: &[Part<'_>]) -> Vec<usize> {
    let mut sizes: Vec<usize> = parts.iter().map(|part| written(*part).len()).collect();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (n, part) in parts.iter().enumerate() {
        match part {
            Part::Open(_) => open.push((n, at)),
            Part::Close(_) => {
                if let Some((opened, from)) = open.pop()
                    && let Some(size) = sizes.get_mut(opened)
                {
                    *size = at + written(*part).len() - from;
                }
            }
            Part::Text(_) | Part::Single(_) => {}
        }
        at += written(*part).len();
    }
    sizes
}

struct Splitter<'a> {
    unit: &'a Unit,
    most: usize,
    pieces: Vec<Piece>,
    current: String,
    /// Pairs that are open in the current stretch.
    depth: usize,
    /// Pairs that are cut through, innermost last: their halves are glue.
    passed: Vec<usize>,
}

impl Splitter<'_> {
    fn add(&mut self, part: Part<'_>, size: usize) {
        match part {
            Part::Text(text) if self.depth > 0 => self.current.push_str(text),
            Part::Text(text) => self.add_text(text),
            Part::Open(number) if self.depth == 0 && size > self.most => {
                self.flush();
                self.passed.push(number);
                self.pieces.push(Piece::Glue(written(part)));
            }
            Part::Close(number) if self.depth == 0 && self.passed.last() == Some(&number) => {
                self.flush();
                self.passed.pop();
                self.pieces.push(Piece::Glue(written(part)));
            }
            Part::Open(_) | Part::Close(_) | Part::Single(_) => {
                self.make_room(size);
                self.current.push_str(&written(part));
                match part {
                    Part::Open(_) => self.depth += 1,
                    Part::Close(_) => self.depth = self.depth.saturating_sub(1),
                    Part::Text(_) | Part::Single(_) => {}
                }
            }
        }
    }

    fn add_text(&mut self, text: &str) {
        for sentence in text.split_sentence_bounds() {
            if sentence.len() <= self.most {
                self.make_room(sentence.len());
                self.current.push_str(sentence);
                continue;
            }
            for word in sentence.split_word_bounds() {
                self.make_room(word.len());
                if word.len() <= self.most {
                    self.current.push_str(word);
                    continue;
                }
                for c in word.chars() {
                    self.make_room(c.len_utf8());
                    self.current.push(c);
                }
            }
        }
    }

    /// Begins a new stretch when the current one has no room for so many bytes.
    fn make_room(&mut self, bytes: usize) {
        if self.depth == 0 && !self.current.is_empty() && self.current.len() + bytes > self.most {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.current);
        let words = text.trim();
        if !has_letter(&self.unit.words(words)) {
            self.glue(&text);
            return;
        }
        let start = text.len() - text.trim_start().len();
        self.glue(text.get(..start).unwrap_or_default());
        self.pieces.push(Piece::Part(self.unit_of(words)));
        self.glue(text.get(start + words.len()..).unwrap_or_default());
    }

    fn glue(&mut self, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece::Glue(text.to_owned()));
        }
    }

    /// A stretch with the codes in it, which obey only those that are there with them.
    fn unit_of(&self, text: &str) -> Unit {
        let numbers: HashSet<usize> = self
            .unit
            .parts(text)
            .iter()
            .filter_map(|part| match part {
                Part::Open(number) | Part::Single(number) => Some(*number),
                Part::Text(_) | Part::Close(_) => None,
            })
            .collect();
        let mut codes: Vec<_> =
            self.unit.codes.iter().filter(|code| numbers.contains(&code.number)).cloned().collect();
        for code in &mut codes {
            if !numbers.contains(&code.parent) {
                code.parent = 0;
            }
        }
        Unit { text: text.to_owned(), codes }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::repair::tests::unit;

    fn portion(tokens: u32) -> Portion {
        Portion { reply_tokens: tokens, texts: 60, expansion: 1.0 }
    }

    /// The pieces, parts in brackets.
    fn check(html: &str, tokens: u32, expected: &str) {
        let pieces = split(&unit(html), &portion(tokens));
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Glue(glue) => glue.clone(),
            Piece::Part(part) => format!("[{}]", part.text),
        });
        assert_eq!(shown.collect::<String>(), expected, "{html}");
    }

    #[test]
    fn a_long_text_is_cut_between_sentences_and_codes_stay_balanced() {
        check("One two three. Four five.", 100, "[One two three. Four five.]");
        check("One two three. Four five six.", 12, "[One two three.] [Four five six.]");
        check("One <b>two three</b>. Four five six.", 13, "[One <g1>two three</g1>.] [Four five six.]");
        check(
            "Say <b>one two three. Four five six. Seven.</b> now",
            12,
            "[Say] <g1>[one two three.] [Four five six. Seven.]</g1> [now]",
        );
        check("thisisonewordwithoutend indeed it is", 11, "[thisisonewordwith][outend indeed it] [is]");
    }

    proptest! {
        #[test]
        fn pieces_make_up_the_text_and_each_obeys_its_own_codes(
            words in prop::collection::vec(prop::sample::select(vec![
                "word ", "Sentence. ", "<b>", "</b>", "<i>", "</i>", "<img>", "longlonglonglonglong", " ", "日本語。", "x",
            ]), 1..60),
            tokens in 1u32..60,
        ) {
            let unit = unit(&format!("Text {}", words.concat()));
            let pieces = split(&unit, &portion(tokens));
            let parts: Vec<&Unit> = pieces.iter().filter_map(|piece| match piece {
                Piece::Part(part) => Some(part),
                Piece::Glue(_) => None,
            }).collect();
            prop_assert_eq!(join(&pieces, parts.iter().map(|part| &part.text)), Some(unit.text.clone()));
            for part in &parts {
                prop_assert_eq!(part.check_codes(&part.text), Ok(()));
                prop_assert!(part.text.len() <= bytes_within(&portion(tokens)).max(20) || parts.len() == 1 && pieces.len() == 1);
            }
        }
    }
}
