//! From XML to JSON: `xmltodict.parse`.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::attributes::{self, is_space};
use super::fault::{Fault, What};
use super::name::{is_allowed, is_name};
use super::{declaration, doctype, encoding, reference};
use crate::json::tree::{Json, MOST_VALUES, Object};
use crate::place::Place;

/// How deep elements may lie in each other: as deep as the reader of JSON goes, so that there is a way back.
pub const DEEPEST: usize = 127;

/// Reads a document from a file, in whatever encoding it declares.
pub fn from_bytes(bytes: &[u8]) -> Result<Json, Fault> {
    document(&encoding::decode(bytes)?)
}

/// Reads a document that is text already; what it declares about its encoding no longer counts.
pub fn from_text(text: &str) -> Result<Json, Fault> {
    document(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn document(text: &str) -> Result<Json, Fault> {
    let text = with_plain_line_ends(text);
    if text.starts_with('\u{feff}') {
        // The reader would take it for a byte order mark, but that is off already.
        return Err(Fault { what: What::OutsideRoot, place: Place { line: 1, column: 1 } });
    }
    if let Some((at, letter)) = text.char_indices().find(|(_, letter)| !is_allowed(*letter)) {
        return Err(Fault { what: What::Character { code: letter.into() }, place: Place::of(&text, at) });
    }
    Document::new(&text).read().map_err(|Stop { what, at }| Fault { what, place: Place::of(&text, at) })
}

/// `\r\n` and `\r` are `\n` to every reader of XML (2.11). Lines and columns stay what they were.
fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A fault and the byte where it lies.
struct Stop {
    what: What,
    at: usize,
}

/// An element whose end has not come yet.
struct Open {
    name: String,
    at: usize,
    members: Object,
    words: String,
}

struct Document<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<Open>,
    root: Option<Object>,
    doctype: bool,
    values: usize,
}

impl<'a> Document<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_comments = true;
        Self { text, reader, open: Vec::new(), root: None, doctype: false, values: 0 }
    }

    fn read(mut self) -> Result<Json, Stop> {
        loop {
            let at = self.position();
            let event = match self.reader.read_event() {
                Ok(Event::Eof) => return self.finish(),
                Ok(event) => event,
                Err(error) => {
                    let at = usize::try_from(self.reader.error_position()).unwrap_or(at);
                    return Err(Stop { what: error.into(), at });
                }
            };
            self.take(&event, at).map_err(|(what, offset)| Stop { what, at: at + offset })?;
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len())
    }

    fn take(&mut self, event: &Event<'_>, at: usize) -> Result<(), (What, usize)> {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::Empty(tag) => {
                self.start(tag, at)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(words) => match words.find("]]>") {
                Some(at) => Err((What::BareCdataEnd, at)),
                None if self.open.is_empty() => match words.find(|c| !is_space(c)) {
                    Some(at) => Err((What::OutsideRoot, at)),
                    None => Ok(()),
                },
                None => self.words(words),
            },
            Event::CData(words) => self.words(words),
            Event::GeneralRef(name) => {
                let letter = reference::resolve(name).map_err(|what| (what, 0))?;
                self.words(letter.encode_utf8(&mut [0; 4]))
            }
            Event::PI(instruction) => {
                let target = instruction.target();
                let named = is_name(target) && !target.eq_ignore_ascii_case("xml");
                if named { Ok(()) } else { Err((What::Name { name: target.to_owned() }, 0)) }
            }
            Event::Decl(_) if at > 0 => Err((What::MisplacedDeclaration, 0)),
            Event::Decl(content)
                if !declaration::is_sound(content.strip_prefix("xml").unwrap_or_default()) =>
            {
                Err((What::Declaration, 0))
            }
            Event::DocType(_) => self.doctype(at),
            Event::Decl(_) | Event::Comment(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: usize) -> Result<(), (What, usize)> {
        let name = tag.name().0.to_owned();
        if self.open.is_empty() && self.root.is_some() {
            return Err((What::SecondRoot, 0));
        }
        if self.open.len() >= DEEPEST {
            return Err((What::TooDeep { limit: DEEPEST }, 0));
        }
        if !is_name(&name) {
            return Err((What::Name { name }, 1));
        }
        let members = attributes::read(tag.attributes_raw())
            .map_err(|(what, offset)| (what, 1 + name.len() + offset))?;
        self.values += 1 + members.len();
        if self.values > MOST_VALUES {
            return Err((What::TooMany { limit: MOST_VALUES }, 0));
        }
        self.open.push(Open { name, at, members, words: String::new() });
        Ok(())
    }

    fn end(&mut self) {
        // The reader has made sure that every end has its start.
        let Some(Open { name, members, words, .. }) = self.open.pop() else { return };
        let value = value_of(members, words.trim());
        match self.open.last_mut() {
            Some(parent) => add(&mut parent.members, name, value),
            None => self.root = Some(Object::from_iter([(name, value)])),
        }
    }

    fn words(&mut self, words: &str) -> Result<(), (What, usize)> {
        let open = self.open.last_mut().ok_or((What::OutsideRoot, 0))?;
        open.words.push_str(words);
        Ok(())
    }

    fn doctype(&mut self, at: usize) -> Result<(), (What, usize)> {
        if self.doctype || self.root.is_some() || !self.open.is_empty() {
            return Err((What::Doctype, 0));
        }
        self.doctype = true;
        doctype::check(self.text.get(at..self.position()).unwrap_or_default())
    }

    fn finish(mut self) -> Result<Json, Stop> {
        if let Some(Open { name, at, .. }) = self.open.pop() {
            return Err(Stop { what: What::NotClosed { name }, at });
        }
        self.root.map(Json::from).ok_or(Stop { what: What::NoRoot, at: self.text.len() })
    }
}

/// An element with nothing is null, with words alone is these words, else an object that ends with its words.
fn value_of(mut members: Object, words: &str) -> Json {
    match (members.is_empty(), words.is_empty()) {
        (true, true) => Json::Null,
        (true, false) => Json::from(words),
        (false, true) => members.into(),
        (false, false) => {
            members.insert("#text".to_owned(), Json::from(words));
            members.into()
        }
    }
}

/// Adds a member; one that comes again makes a list.
fn add(members: &mut Object, name: String, value: Json) {
    match members.get_mut(&name) {
        None => {
            members.insert(name, value);
        }
        Some(Json::List(items)) => items.push(value),
        Some(first) => *first = Json::List(vec![std::mem::take(first), value]),
    }
}

#[cfg(test)]
mod tests;
