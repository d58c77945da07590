//! What can be wrong with XML.

use quick_xml::errors::{Error, IllFormedError, SyntaxError};

use crate::place::Place;
use crate::sentence::{Sentence, Tell};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub what: What,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The document ends inside a tag, a comment, a CDATA section or the like.
    Incomplete,
    NotClosed {
        name: String,
    },
    Mismatch {
        expected: String,
        found: String,
    },
    StrayEnd {
        name: String,
    },
    Name {
        name: String,
    },
    /// An attribute without quotes, without a value, or not set apart by a space.
    Attribute,
    RepeatedAttribute {
        name: String,
    },
    /// `&` that begins no reference, or a reference to no character.
    Reference,
    UnknownEntity {
        name: String,
    },
    /// The document declares entities: the way to read foreign files and to swell without end.
    EntityDeclared,
    /// Attributes with values that stand only in the DTD.
    DefaultAttribute,
    Doctype,
    Character {
        code: u32,
    },
    BareCdataEnd,
    DoubleHyphen,
    OutsideRoot,
    SecondRoot,
    NoRoot,
    MisplacedDeclaration,
    Declaration,
    TooDeep {
        limit: usize,
    },
    TooMany {
        limit: usize,
    },
    UnknownEncoding {
        label: String,
    },
    BadByte {
        encoding: &'static str,
    },
    Syntax,
}

impl Tell for Fault {
    fn sentence(&self) -> Sentence {
        let sentence =
            |key| Sentence::new(key).number("line", self.place.line).number("column", self.place.column);
        match &self.what {
            What::Incomplete => sentence("toolbox-xml-incomplete"),
            What::NotClosed { name } => sentence("toolbox-xml-not-closed").text("name", name),
            What::Mismatch { expected, found } => {
                sentence("toolbox-xml-mismatch").text("expected", expected).text("found", found)
            }
            What::StrayEnd { name } => sentence("toolbox-xml-stray-end").text("name", name),
            What::Name { name } => sentence("toolbox-xml-name").text("name", name),
            What::Attribute => sentence("toolbox-xml-attribute"),
            What::RepeatedAttribute { name } => sentence("toolbox-xml-repeated-attribute").text("name", name),
            What::Reference => sentence("toolbox-xml-reference"),
            What::UnknownEntity { name } => sentence("toolbox-xml-unknown-entity").text("name", name),
            What::EntityDeclared => sentence("toolbox-xml-entity-declared"),
            What::DefaultAttribute => sentence("toolbox-xml-default-attribute"),
            What::Doctype => sentence("toolbox-xml-doctype"),
            What::Character { code } => {
                sentence("toolbox-xml-character").text("code", format!("U+{code:04X}"))
            }
            What::BareCdataEnd => sentence("toolbox-xml-bare-cdata-end"),
            What::DoubleHyphen => sentence("toolbox-xml-double-hyphen"),
            What::OutsideRoot => sentence("toolbox-xml-outside-root"),
            What::SecondRoot => sentence("toolbox-xml-second-root"),
            What::NoRoot => sentence("toolbox-xml-no-root"),
            What::MisplacedDeclaration => sentence("toolbox-xml-misplaced-declaration"),
            What::Declaration => sentence("toolbox-xml-declaration"),
            What::TooDeep { limit } => sentence("toolbox-xml-too-deep").number("limit", *limit),
            What::TooMany { limit } => sentence("toolbox-xml-too-many").number("limit", *limit),
            What::UnknownEncoding { label } => sentence("toolbox-xml-unknown-encoding").text("label", label),
            What::BadByte { encoding } => sentence("toolbox-xml-bad-byte").text("encoding", *encoding),
            What::Syntax => sentence("toolbox-xml-syntax"),
        }
    }
}

impl From<Error> for What {
    fn from(error: Error) -> Self {
        match error {
            Error::Syntax(SyntaxError::InvalidBangMarkup) => Self::Syntax,
            Error::Syntax(_) => Self::Incomplete,
            Error::IllFormed(error) => ill_formed(error),
            Error::InvalidAttr(_) => Self::Attribute,
            Error::Escape(_) => Self::Reference,
            _ => Self::Syntax,
        }
    }
}

fn ill_formed(error: IllFormedError) -> What {
    match error {
        IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion => What::Declaration,
        IllFormedError::MissingDoctypeName => What::Doctype,
        IllFormedError::MissingEndTag(name) => What::NotClosed { name },
        IllFormedError::UnmatchedEndTag(name) => What::StrayEnd { name },
        IllFormedError::MismatchedEndTag { expected, found } => What::Mismatch { expected, found },
        IllFormedError::DoubleHyphenInComment => What::DoubleHyphen,
        IllFormedError::UnclosedReference => What::Reference,
    }
}
