//! Reading an answer while it arrives: each text is handed on as soon as it has closed, so that a stream that is cut
//! loses only what was still open.

mod json;
mod lines;
mod lookahead;
mod seen;
mod text;
mod unwrap;

use json::Json;
pub(crate) use lines::LINE_BREAK;
use lines::Lines;
use seen::Seen;
pub use seen::{Oddities, Piece};
use unwrap::Unwrap;

use crate::ladder::Rung;

/// Reads the answer to a request for `count` texts, however it is cut into chunks.
///
/// What it forgives: a byte order mark, fences, a preamble with braces in it, commentary, an echo of the schema, an
/// object nested deeper or wrapped in a string, an array of texts or of objects, single quotes, unescaped quotes, bad
/// escapes, lone surrogates, raw line breaks, commas too many or too few. What it never does: guess a text that has
/// not closed, or give a text to a number that did not claim it (but for an array of exactly `count` texts).
#[derive(Debug)]
pub struct Reader {
    form: Form,
    seen: Seen,
}

#[derive(Debug)]
enum Form {
    Json(Unwrap, Json),
    Lines(Lines),
    Whole(String),
}

impl Reader {
    /// `field` is the name the answer's object was asked to have; `longest` bounds a single text, bytes.
    pub fn new(rung: Rung, field: &str, count: usize, longest: usize) -> Self {
        let form = match rung {
            Rung::JsonSchema | Rung::JsonObject | Rung::Plain => {
                Form::Json(Unwrap::default(), Json::new(field, count, longest))
            }
            Rung::Lines => Form::Lines(Lines::new(longest)),
            Rung::Single => Form::Whole(String::new()),
        };
        Self { form, seen: Seen::new(count, longest) }
    }

    /// Reads on; answers with the texts that closed meanwhile.
    pub fn push(&mut self, chunk: &str) -> Vec<Piece> {
        match &mut self.form {
            Form::Json(unwrap, json) => {
                json.push(&unwrap.push(chunk));
                self.seen.take(json.found())
            }
            Form::Lines(lines) => self.seen.take(lines.push(chunk)),
            Form::Whole(text) => {
                text.push_str(chunk);
                Vec::new()
            }
        }
    }

    /// Nothing more comes. `complete` says that the model ended of its own accord; only then does an end count as the
    /// closing of what has no closing mark of its own (a last line, a text alone).
    pub fn finish(&mut self, complete: bool) -> Vec<Piece> {
        match &mut self.form {
            Form::Json(unwrap, json) => {
                json.push(&unwrap.finish());
                json.finish(complete);
                self.seen.take(json.found())
            }
            Form::Lines(lines) => self.seen.take(lines.finish(complete)),
            Form::Whole(text) => {
                let text = std::mem::take(text);
                let found = (complete && !text.trim().is_empty()).then(|| (1, text.trim().to_owned()));
                self.seen.take(found.into_iter().collect())
            }
        }
    }

    /// The answer runs away: endless white space, or a text without end. Reading on costs money and brings nothing.
    pub fn runs_away(&self) -> bool {
        match &self.form {
            Form::Json(_, json) => json.runs_away(),
            Form::Lines(lines) => lines.runs_away(),
            Form::Whole(text) => text.len() > self.seen.longest(),
        }
    }

    /// What was strange about the numbers, for the caller to distrust.
    pub fn oddities(&self) -> &Oddities {
        self.seen.oddities()
    }

    /// How many of the texts have closed.
    pub fn closed(&self) -> usize {
        self.seen.closed()
    }
}

#[cfg(test)]
mod tests;
