//! XLIFF 2.1; 1.2 is read as well, because many programs still write it.

use std::io::{self, Write};

use super::xml::{self, Element, Piece};
use super::{Bit, Pair, Unreadable, bits, escape, known};

pub(super) fn head(out: &mut impl Write, language: &str) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="und" trgLang="{}">"#,
        escape(language)
    )?;
    writeln!(out, r#"<file id="f1">"#)
}

pub(super) fn unit(out: &mut impl Write, number: u64, pair: &Pair) -> io::Result<()> {
    writeln!(out, r#"<unit id="u{number}" xml:space="preserve">"#)?;
    let notes: Vec<&String> = [&pair.state, &pair.note].into_iter().filter(|note| !note.is_empty()).collect();
    if !notes.is_empty() {
        write!(out, "<notes>")?;
        for note in notes {
            write!(out, "<note>{}</note>", escape(note))?;
        }
        writeln!(out, "</notes>")?;
    }
    let (source, target) = (inline(&pair.source), inline(&pair.target));
    writeln!(out, "<segment><source>{source}</source><target>{target}</target></segment>")?;
    writeln!(out, "</unit>")
}

/// Pairs that nest are `<pc>`; where they do not, everything is text.
fn inline(text: &str) -> String {
    let bits = bits(text);
    let mut open = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let nests = bits.iter().all(|bit| match bit {
        Bit::Text(_) => true,
        Bit::Single(number, _) => seen.insert(*number),
        Bit::Open(number, _) => {
            open.push(*number);
            seen.insert(*number)
        }
        Bit::Close(number, _) => open.pop() == Some(*number),
    });
    if !nests || !open.is_empty() {
        return escape(text).into_owned();
    }
    let written = bits.into_iter().map(|bit| match bit {
        Bit::Text(text) => escape(text).into_owned(),
        Bit::Open(number, _) => format!(r#"<pc id="{number}">"#),
        Bit::Close(..) => "</pc>".to_owned(),
        Bit::Single(number, _) => format!(r#"<ph id="{number}"/>"#),
    });
    written.collect()
}

/// A file must hold a unit; one without is read as having no translation.
pub(super) fn tail(out: &mut impl Write, count: u64) -> io::Result<()> {
    if count == 0 {
        writeln!(out, r#"<unit id="u1"><segment><source/></segment></unit>"#)?;
    }
    writeln!(out, "</file>\n</xliff>")
}

#[derive(Default)]
struct State {
    language: Option<String>,
    source: String,
    target: String,
    /// In a source (`false`) or a target (`true`).
    inside: Option<bool>,
    /// What closes the elements that are open inside.
    open: Vec<String>,
    pairs: Vec<Pair>,
}

pub(super) fn read(text: &str) -> Result<Vec<Pair>, Unreadable> {
    let mut state = State::default();
    xml::read(text, |piece| match piece {
        Piece::Start(element) => state.start(element),
        Piece::Empty(element) => state.empty(element),
        Piece::Text(text) => state.add(text),
        Piece::End(name) => state.end(name),
    })?;
    Ok(state.pairs)
}

impl State {
    fn start(&mut self, element: &Element) {
        if self.inside.is_some() {
            let number = element.get("id").unwrap_or_default().to_owned();
            let close = match element.name.as_str() {
                "pc" | "g" => {
                    self.add(&format!("<g{number}>"));
                    format!("</g{number}>")
                }
                // Native code written out between the tags of 1.2's `<ph>` is not shown.
                "ph" | "x" => format!("<x{number}/>"),
                _ => String::new(),
            };
            self.open.push(close);
            return;
        }
        match element.name.as_str() {
            "xliff" | "file" => {
                let named = element.get("trgLang").or_else(|| element.get("target-language"));
                self.language = named.map(str::to_owned).or(self.language.take());
            }
            "segment" | "trans-unit" => {
                self.source.clear();
                self.target.clear();
            }
            "source" => self.inside = Some(false),
            "target" => self.inside = Some(true),
            _ => {}
        }
    }

    fn empty(&mut self, element: &Element) {
        let number = element.get("id").unwrap_or_default();
        match element.name.as_str() {
            "ph" | "x" => self.add(&format!("<x{number}/>")),
            "pc" | "g" => self.add(&format!("<g{number}></g{number}>")),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        match self.inside {
            Some(false) => self.source.push_str(text),
            Some(true) => self.target.push_str(text),
            None => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(close) = self.open.pop() {
            return self.add(&close);
        }
        match name {
            "source" | "target" => self.inside = None,
            "segment" | "trans-unit" if !self.target.is_empty() => self.pairs.push(Pair {
                language: self.language.as_deref().and_then(known),
                source: std::mem::take(&mut self.source),
                target: std::mem::take(&mut self.target),
                ..Pair::default()
            }),
            _ => {}
        }
    }
}
