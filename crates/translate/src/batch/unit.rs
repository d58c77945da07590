use crate::code::{self, Code, CodeFault, Part};
use crate::segment::Segment;

/// A text to translate, without the file it stands in: what is needed to ask for it, check it and mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub text: String,
    /// In ascending order of their numbers.
    pub codes: Vec<Code>,
}

impl Unit {
    /// A text without codes.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), codes: Vec::new() }
    }

    /// The text, or a translation of it, in parts.
    pub fn parts<'t>(&self, text: &'t str) -> Vec<Part<'t>> {
        code::parts(&self.codes, text)
    }

    pub fn check_codes(&self, translation: &str) -> Result<(), CodeFault> {
        code::check(&self.codes, &self.parts(translation))
    }

    /// The pairs with something between their halves, by their numbers, in order.
    pub(crate) fn filled(&self, text: &str, fills: impl Fn(&str) -> bool) -> Vec<usize> {
        let (mut open, mut filled) = (Vec::new(), Vec::new());
        for part in self.parts(text) {
            match part {
                Part::Open(number) => open.push((number, false)),
                Part::Text(text) if fills(text) => open.last_mut().into_iter().for_each(|pair| pair.1 = true),
                Part::Close(_) => {
                    let Some((number, _)) = open.pop().filter(|pair| pair.1) else { continue };
                    filled.push(number);
                    // What is in it is in the pair around it as well.
                    open.last_mut().into_iter().for_each(|pair| pair.1 = true);
                }
                Part::Text(_) | Part::Single(_) => {}
            }
        }
        filled.sort_unstable();
        filled
    }

    /// The words of the text or of a translation, with codes taken out. A pair holds words together as a sentence does
    /// (`<g1>un</g1>do`); a single code may stand for a word or a line break, so a space takes its place.
    pub fn words(&self, text: &str) -> String {
        let parts = self.parts(text);
        let words = parts.iter().map(|part| match part {
            Part::Text(words) => words,
            Part::Single(_) => " ",
            Part::Open(_) | Part::Close(_) => "",
        });
        words.collect()
    }
}

impl From<&Segment> for Unit {
    fn from(segment: &Segment) -> Self {
        Self { text: segment.text.clone(), codes: segment.codes.clone() }
    }
}

/// A part as it is written in a text.
pub(crate) fn written(part: Part<'_>) -> String {
    match part {
        Part::Text(text) => text.to_owned(),
        Part::Open(number) => format!("<g{number}>"),
        Part::Close(number) => format!("</g{number}>"),
        Part::Single(number) => format!("<x{number}/>"),
    }
}
