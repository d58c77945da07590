//! JSON as a value.

use indexmap::IndexMap;

/// A JSON value. Objects keep the order of their keys, and numbers stay as they were written: a 20-digit id or a price
/// of 1.10 must come out as it went in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Json {
    #[default]
    Null,
    Bool(bool),
    Number(Box<str>),
    Text(String),
    List(Vec<Json>),
    Object(Box<Object>),
}

pub type Object = IndexMap<String, Json>;

/// How many values a tree may have. They take some 200 bytes each, objects with one key more, so that a file of 20 MB can
/// ask for half a gigabyte at the very worst. Ordinary ones of that size have a million.
pub const MOST_VALUES: usize = 2_000_000;

impl Json {
    /// A number, a word or a truth value as text; nothing for the rest.
    pub fn scalar(&self) -> Option<&str> {
        match self {
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Number(number) => Some(number),
            Self::Text(text) => Some(text),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(Box::new(object))
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
