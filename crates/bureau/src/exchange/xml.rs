//! What TMX and XLIFF have in common.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::Unreadable;

/// A text as XML holds it. Characters that XML cannot hold at all are left out.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let can_stand =
        |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(|c| can_stand(c) && !matches!(c, '<' | '>' | '&' | '"' | '\'')) {
        return Cow::Borrowed(text);
    }
    let clean: String = text.chars().filter(|c| can_stand(*c)).collect();
    Cow::Owned(quick_xml::escape::escape(clean.as_str()).into_owned())
}

/// The name of the outermost element.
pub(super) fn root(text: &str) -> Result<String, Unreadable> {
    let mut found = None;
    read(text, |event| {
        if let (Piece::Start(element) | Piece::Empty(element), None) = (event, &found) {
            found = Some(element.name.clone());
        }
    })?;
    found.ok_or(Unreadable::Unknown)
}

/// An element, without what stands before its name's colon.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What is read.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Start(&'a Element),
    End(&'a str),
    Empty(&'a Element),
    Text(&'a str),
}

/// Reads a document to its end. What it defines itself (entities) is not followed.
pub(super) fn read(text: &str, mut on: impl FnMut(Piece<'_>)) -> Result<(), Unreadable> {
    let broken = |error: &dyn std::fmt::Display| {
        Unreadable::Broken(error.to_string().trim_end_matches('.').to_owned())
    };
    let mut reader = Reader::from_str(text);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Eof if depth > 0 => return Err(Unreadable::Broken("the end is missing".into())),
            Event::Eof => return Ok(()),
            Event::Start(start) => {
                depth += 1;
                on(Piece::Start(&element(&start)));
            }
            Event::Empty(start) => on(Piece::Empty(&element(&start))),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                on(Piece::End(&local(end.name().as_ref())));
            }
            Event::Text(text) => on(Piece::Text(&text.xml_content(XmlVersion::default()))),
            Event::CData(data) => on(Piece::Text(&data.xml_content(XmlVersion::default()))),
            Event::GeneralRef(reference) => {
                let name = reference.xml_content(XmlVersion::default()).into_owned();
                let number = reference.resolve_char_ref().map_err(|error| broken(&error))?;
                match (number, resolve_predefined_entity(&name)) {
                    (Some(c), _) => on(Piece::Text(c.encode_utf8(&mut [0; 4]))),
                    (None, Some(text)) => on(Piece::Text(text)),
                    (None, None) => return Err(Unreadable::Broken(format!("&{name}; is not known"))),
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let value =
            attribute.normalized_value(XmlVersion::default()).map(Cow::into_owned).unwrap_or_default();
        (local(attribute.key.as_ref()), value)
    });
    Element { name: local(start.name().as_ref()), attributes: attributes.collect() }
}

fn local(name: &(impl AsRef<[u8]> + ?Sized)) -> String {
    let name = String::from_utf8_lossy(name.as_ref());
    name.rsplit(':').next().unwrap_or_default().to_owned()
}
