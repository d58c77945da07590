//! Attributes that people read.

use super::Kind;
use super::walk::Walk;
use crate::context::Context;
use crate::options::What;
use crate::source::Span;
use crate::token::{Attribute, Token};

impl Walk<'_> {
    pub(super) fn attributes(&mut self, token: &Token) {
        let tokens = self.page.tokens;
        let attributes = tokens.attributes(token);
        if attributes.is_empty() {
            return;
        }
        let src = self.page.src;
        // Most tags have nothing to read, and are told by the lengths of names.
        if !attributes.iter().any(|a| may_be_read(src.cut(a.name))) {
            return;
        }
        let name = src.cut(token.name).to_ascii_lowercase();
        let value = |of: &[u8]| {
            let found = attributes.iter().find(|a| self.page.src.cut(a.name).eq_ignore_ascii_case(of));
            found
                .and_then(|a| a.value)
                .map_or(b"".as_slice(), |span| self.page.src.cut(span))
                .to_ascii_lowercase()
        };
        if name == b"meta" {
            let key = [value(b"name"), value(b"property"), value(b"itemprop")]
                .into_iter()
                .find(|key| !key.is_empty());
            if let Some(key) = key.filter(|key| META.iter().any(|known| known.as_bytes() == key.as_slice())) {
                self.meta(attributes, &String::from_utf8_lossy(&key));
            }
            return;
        }
        if !self.page.options.parts.has(What::Attributes) {
            return;
        }
        let button = name == b"input"
            && [b"submit".as_slice(), b"button", b"reset"].contains(&value(b"type").as_slice());
        for attribute in attributes {
            let key = self.page.src.cut(attribute.name).to_ascii_lowercase();
            if is_read(&name, &key) || (button && key == b"value") {
                let place = format!("{} {}", String::from_utf8_lossy(&name), String::from_utf8_lossy(&key));
                self.value(attribute, Kind::Attribute, &place);
            }
        }
    }

    fn meta(&mut self, attributes: &[Attribute], key: &str) {
        if !self.page.options.parts.has(What::Meta) {
            return;
        }
        let src = self.page.src;
        if let Some(content) = attributes.iter().find(|a| src.cut(a.name).eq_ignore_ascii_case(b"content")) {
            self.value(content, Kind::Meta, &format!("meta {key}"));
        }
    }

    fn value(&mut self, attribute: &Attribute, kind: Kind, place: &str) {
        if let Some(value) = attribute.value.filter(|value| *value != Span::new(0, 0)) {
            self.flat(value, Context::attribute(attribute.quote), kind, place);
        }
    }
}

/// A first look that costs nothing.
fn may_be_read(attribute: &[u8]) -> bool {
    let known = [
        b"alt".as_slice(),
        b"title",
        b"placeholder",
        b"label",
        b"summary",
        b"abbr",
        b"standby",
        b"value",
        b"content",
    ];
    known.iter().any(|known| attribute.eq_ignore_ascii_case(known))
        || attribute.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"aria-"))
}

/// Whether people read this attribute of this element.
fn is_read(element: &[u8], attribute: &[u8]) -> bool {
    match attribute {
        b"alt"
        | b"title"
        | b"placeholder"
        | b"aria-label"
        | b"aria-description"
        | b"aria-placeholder"
        | b"aria-roledescription"
        | b"aria-valuetext"
        | b"aria-braillelabel" => true,
        b"label" => matches!(element, b"option" | b"optgroup" | b"track" | b"menuitem" | b"command"),
        b"summary" => element == b"table",
        b"abbr" => element == b"th" || element == b"td",
        b"standby" => element == b"object",
        _ => false,
    }
}

/// `<meta>` whose content people read, by `name`, `property` or `itemprop`.
const META: &[&str] = &[
    "description",
    "keywords",
    "abstract",
    "subject",
    "title",
    "topic",
    "summary",
    "news_keywords",
    "og:title",
    "og:description",
    "og:image:alt",
    "og:video:alt",
    "twitter:title",
    "twitter:description",
    "twitter:image:alt",
    "twitter:label1",
    "twitter:label2",
    "twitter:data1",
    "twitter:data2",
    "dc.title",
    "dc.description",
    "dc.subject",
    "dcterms.title",
    "dcterms.description",
    "dcterms.subject",
    "apple-mobile-web-app-title",
    "headline",
];
