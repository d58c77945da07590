//! Translations as files for other programs and for people: TMX 1.4, XLIFF 2.1, CSV.

mod codes;
mod sheet;
mod tmx;
mod xliff;
mod xml;

pub(crate) use codes::{Bit, bits};
pub(crate) use xml::escape;

use std::io::{self, Write};

use crate::language;

/// The forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For translation memories (<https://www.gala-global.org/tmx-14b>).
    Tmx,
    /// For translators' programs (<https://docs.oasis-open.org/xliff/xliff-core/v2.1/>); 1.2 is read as well.
    Xliff,
    /// For spreadsheets: `language, source, target, state, note`.
    Csv,
}

impl Format {
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Tmx => "tmx",
            Self::Xliff => "xlf",
            Self::Csv => "csv",
        }
    }
}

/// A text and its translation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pair {
    /// As in [`crate::languages`]; `None` where the file does not tell, or tells one that is not known here.
    pub language: Option<String>,
    pub source: String,
    pub target: String,
    /// How it came about, for people.
    pub state: String,
    pub note: String,
}

/// A file of translations that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("The file is neither TMX, XLIFF nor CSV with the columns “source” and “target”.")]
    Unknown,
    #[error("The file breaks off or is not well-formed: {0}.")]
    Broken(String),
    #[error("There is no translation in the file.")]
    Empty,
}

/// Reads translations, in whichever form they are.
pub fn read(bytes: &[u8]) -> Result<Vec<Pair>, Unreadable> {
    // PostgreSQL keeps no NUL, and no text needs one.
    let text = decode(bytes).replace('\0', "");
    let start = text.trim_start();
    let pairs = if start.starts_with('<') {
        let root = xml::root(start)?;
        match root.as_str() {
            "tmx" => tmx::read(start)?,
            "xliff" => xliff::read(start)?,
            _ => return Err(Unreadable::Unknown),
        }
    } else {
        sheet::read(&text)?
    };
    if pairs.is_empty() { Err(Unreadable::Empty) } else { Ok(pairs) }
}

/// UTF-8, or what a byte order mark says: translators' programs like UTF-16.
fn decode(bytes: &[u8]) -> String {
    let (encoding, mark) =
        translate::Encoding::for_bom(bytes).map_or((None, 0), |(encoding, mark)| (Some(encoding), mark));
    let bytes = bytes.get(mark..).unwrap_or_default();
    match encoding {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The code that a file means.
fn known(language: &str) -> Option<String> {
    let plain = language.split(['-', '_']).next().unwrap_or_default();
    language::find(language).or_else(|| language::find(plain)).map(|found| found.code.to_owned())
}

/// Writes translations into one language, one by one.
pub(crate) struct Writer<W> {
    format: Format,
    language: String,
    out: W,
    count: u64,
}

impl<W: Write> Writer<W> {
    pub fn new(format: Format, language: &str, mut out: W) -> io::Result<Self> {
        match format {
            Format::Tmx => tmx::head(&mut out)?,
            Format::Xliff => xliff::head(&mut out, language)?,
            Format::Csv => sheet::head(&mut out)?,
        }
        Ok(Self { format, language: language.to_owned(), out, count: 0 })
    }

    /// Whether a text without a translation has its place there.
    pub fn takes_missing(&self) -> bool {
        self.format != Format::Tmx
    }

    pub fn add(&mut self, pair: &Pair) -> io::Result<()> {
        self.count += 1;
        match self.format {
            Format::Tmx => tmx::unit(&mut self.out, &self.language, pair),
            Format::Xliff => xliff::unit(&mut self.out, self.count, pair),
            Format::Csv => sheet::row(&mut self.out, &self.language, pair),
        }
    }

    pub fn finish(mut self) -> io::Result<W> {
        match self.format {
            Format::Tmx => tmx::tail(&mut self.out)?,
            Format::Xliff => xliff::tail(&mut self.out, self.count)?,
            Format::Csv => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests;
