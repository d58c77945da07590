//! From JSON to XML: `xmltodict.unparse`.

use std::io::Write;

use super::escape;
use super::name::is_name;
use crate::bounded::{Bounded, TooLarge};
use crate::json::tree::{Json, Object};
use crate::json::write::Layout;
use crate::sentence::{Sentence, Tell};

/// Why a JSON document has no XML to go with it. The path is that of the value: `order.items.2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// The document is not an object of exactly one member.
    NotOneRoot,
    Name {
        path: String,
        name: String,
    },
    /// A list directly inside a list: there is no name for the inner elements.
    ListInList {
        path: String,
    },
    /// An attribute, `#text` or a comment that is a list or an object.
    NotPlain {
        path: String,
    },
    Character {
        path: String,
        code: u32,
    },
    /// A comment that contains `--` or ends with `-`.
    Comment {
        path: String,
    },
    TooLarge,
}

impl Tell for Misfit {
    fn sentence(&self) -> Sentence {
        match self {
            Self::NotOneRoot => Sentence::new("toolbox-xml-not-one-root"),
            Self::Name { path, name } => {
                Sentence::new("toolbox-xml-bad-name").text("path", path).text("name", name)
            }
            Self::ListInList { path } => Sentence::new("toolbox-xml-list-in-list").text("path", path),
            Self::NotPlain { path } => Sentence::new("toolbox-xml-not-plain").text("path", path),
            Self::Character { path, code } => Sentence::new("toolbox-xml-bad-character")
                .text("path", path)
                .text("code", format!("U+{code:04X}")),
            Self::Comment { path } => Sentence::new("toolbox-xml-bad-comment").text("path", path),
            Self::TooLarge => TooLarge.sentence(),
        }
    }
}

impl From<std::io::Error> for Misfit {
    fn from(_: std::io::Error) -> Self {
        Self::TooLarge
    }
}

impl From<TooLarge> for Misfit {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Writes a document with its declaration. Members that begin with `@` are attributes, `#text` is the words of an
/// element, `#comment` a comment, a list repeats the element.
pub fn to_text(json: &Json, layout: Layout) -> Result<String, Misfit> {
    let Json::Object(document) = json else { return Err(Misfit::NotOneRoot) };
    let mut roots = document.iter().filter(|(name, _)| *name != COMMENT);
    let (Some((_, root)), None) = (roots.next(), roots.next()) else { return Err(Misfit::NotOneRoot) };
    if matches!(root, Json::List(items) if items.len() != 1) {
        return Err(Misfit::NotOneRoot);
    }
    let mut writer = Writer { out: Bounded::new(), pretty: layout == Layout::Pretty, path: Vec::new() };
    writer.out.write_all(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")?;
    for (name, value) in document.iter() {
        writer.member(name, value)?;
    }
    Ok(writer.out.into_text())
}

const COMMENT: &str = "#comment";
const WORDS: &str = "#text";

struct Writer<'a> {
    out: Bounded,
    pretty: bool,
    path: Vec<&'a str>,
}

impl<'a> Writer<'a> {
    /// Writes every element that a member stands for. Recursion is as deep as the tree, which its reader has limited.
    fn member(&mut self, name: &'a str, value: &'a Json) -> Result<(), Misfit> {
        let depth = self.path.len();
        self.path.push(name);
        if name != COMMENT && !is_name(name) {
            return Err(Misfit::Name { path: self.path(), name: name.to_owned() });
        }
        let one = std::slice::from_ref(value);
        for item in if let Json::List(items) = value { items } else { one } {
            if name == COMMENT {
                self.comment(item, depth)?;
            } else {
                self.element(name, item, depth)?;
            }
        }
        self.path.pop();
        Ok(())
    }

    fn element(&mut self, name: &str, value: &'a Json, depth: usize) -> Result<(), Misfit> {
        self.indent(depth)?;
        match value {
            Json::List(_) => return Err(Misfit::ListInList { path: self.path() }),
            Json::Object(members) => self.members(name, members, depth)?,
            plain => {
                write!(self.out, "<{name}>")?;
                self.words(plain.scalar().unwrap_or_default())?;
            }
        }
        write!(self.out, "</{name}>")?;
        if depth > 0 { self.line() } else { Ok(()) }
    }

    fn members(&mut self, name: &str, members: &'a Object, depth: usize) -> Result<(), Misfit> {
        write!(self.out, "<{name}")?;
        for (name, value) in members {
            if let Some(attribute) = name.strip_prefix('@') {
                self.path.push(name);
                self.attribute(attribute, value)?;
                self.path.pop();
            }
        }
        write!(self.out, ">")?;
        let empty = |value: &Json| matches!(value, Json::List(items) if items.is_empty());
        let is_child = |name: &str, value: &Json| !name.starts_with('@') && name != WORDS && !empty(value);
        let mut children = members.iter().filter(|(name, value)| is_child(name, value)).peekable();
        let has_children = children.peek().is_some();
        if has_children {
            self.line()?;
        }
        for (name, value) in children {
            self.member(name, value)?;
        }
        if let Some(words) = members.get(WORDS) {
            self.path.push(WORDS);
            let words = self.plain(words)?;
            self.words(words)?;
            self.path.pop();
        }
        if has_children { self.indent(depth) } else { Ok(()) }
    }

    fn attribute(&mut self, name: &str, value: &'a Json) -> Result<(), Misfit> {
        // xmltodict also takes all namespace declarations of an element as one object.
        if let ("xmlns", Json::Object(prefixes)) = (name, value) {
            return prefixes.iter().try_for_each(|(prefix, uri)| {
                let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
                self.plain_attribute(&name, uri)
            });
        }
        self.plain_attribute(name, value)
    }

    fn plain_attribute(&mut self, name: &str, value: &'a Json) -> Result<(), Misfit> {
        if !is_name(name) {
            return Err(Misfit::Name { path: self.path(), name: name.to_owned() });
        }
        let value = escape::attribute(self.plain(value)?).map_err(|odd| self.odd(odd))?;
        Ok(write!(self.out, " {name}={value}")?)
    }

    fn words(&mut self, words: &str) -> Result<(), Misfit> {
        let words = escape::words(words).map_err(|odd| self.odd(odd))?;
        Ok(self.out.write_all(words.as_bytes())?)
    }

    fn comment(&mut self, value: &'a Json, depth: usize) -> Result<(), Misfit> {
        let text = self.plain(value)?;
        if text.is_empty() {
            return Ok(());
        }
        if text.contains("--") || text.ends_with('-') {
            return Err(Misfit::Comment { path: self.path() });
        }
        self.indent(depth)?;
        write!(self.out, "<!--")?;
        self.words(text)?;
        write!(self.out, "-->")?;
        self.line()
    }

    fn plain(&self, value: &'a Json) -> Result<&'a str, Misfit> {
        match value {
            Json::Null => Ok(""),
            Json::List(_) | Json::Object(_) => Err(Misfit::NotPlain { path: self.path() }),
            plain => Ok(plain.scalar().unwrap_or_default()),
        }
    }

    fn odd(&self, letter: char) -> Misfit {
        Misfit::Character { path: self.path(), code: letter.into() }
    }

    fn indent(&mut self, depth: usize) -> Result<(), Misfit> {
        if self.pretty {
            self.out.write_all("\t".repeat(depth).as_bytes())?;
        }
        Ok(())
    }

    fn line(&mut self) -> Result<(), Misfit> {
        if self.pretty {
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn path(&self) -> String {
        self.path.join(".")
    }
}

#[cfg(test)]
mod tests;
