//! What a core has to say, before a language is chosen.

/// The name of a message in `locales/<language>/toolbox.ftl` and the values it mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub key: &'static str,
    pub values: Vec<(&'static str, Value)>,
}

/// A value of a sentence. Numbers stay numbers, since plurals depend on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(u64),
}

/// Something that can be told to a person: a fault, an estimate.
pub trait Tell {
    fn sentence(&self) -> Sentence;
}

impl Sentence {
    pub const fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, Value::Text(value.into())));
        self
    }

    /// A number too large for 64 bits is told as the largest one.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: impl TryInto<u64>) -> Self {
        self.values.push((name, Value::Number(value.try_into().unwrap_or(u64::MAX))));
        self
    }
}
