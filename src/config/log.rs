//! `[log]`: what is written down while it runs.

use std::str::FromStr;

use super::Reader;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Pretty,
    /// For machines: one object a line.
    Json,
}

impl FromStr for Format {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "pretty" => Ok(Self::Pretty),
            "json" => Ok(Self::Json),
            _ => Err(()),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Log {
    pub format: Format,
    /// As `info`, or `info,quartermaster=debug`.
    pub level: String,
}

impl Log {
    pub fn read(reader: &mut Reader) -> Self {
        Self {
            format: reader.value("log.format", Format::Pretty, "“pretty” or “json”"),
            level: reader.value("log.level", "info".to_owned(), "a level"),
        }
    }
}
