//! A table in a file.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use crate::csv::dialect::Delimiter;
use crate::csv::{Csv, CsvRows};
use crate::fault::Fault;
use crate::limits::Limits;
use crate::row::Row;
use crate::xlsx::{Workbook, XlsxRows};

/// Where the bytes come from.
pub(crate) trait Stream: Read + Seek + Send {}
impl<T: Read + Seek + Send> Stream for T {}

/// An opened CSV or XLSX file. Its rows can be gone through more than once.
pub struct Table {
    about: About,
    source: Source,
    limits: Limits,
}

enum Source {
    Csv(Csv, Box<dyn Stream>),
    Xlsx(Box<Workbook>),
}

/// What was found out about a file when it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    Csv {
        /// Its name in the WHATWG's Encoding Standard, `windows-1251`.
        encoding: &'static str,
        /// Whether the encoding was only inferred from the letters.
        guessed: bool,
        delimiter: Delimiter,
    },
    Xlsx {
        /// The one that is read.
        sheet: String,
        /// All that there are, in their order.
        sheets: Vec<String>,
    },
}

impl Table {
    /// Opens a file on disk. Of a workbook, the first visible sheet with something in it.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, Fault> {
        Self::of(Box::new(File::open(path)?), limits)
    }

    /// Opens what was sent.
    pub fn from_bytes(bytes: Vec<u8>, limits: Limits) -> Result<Self, Fault> {
        Self::of(Box::new(Cursor::new(bytes)), limits)
    }

    /// The same file with another sheet. CSV files have one, without a name, and stay as they are.
    pub fn with_sheet(self, name: &str) -> Result<Self, Fault> {
        match self.source {
            Source::Csv(..) => Ok(self),
            Source::Xlsx(workbook) => Ok(Self::of_workbook(workbook.choose(name)?, self.limits)),
        }
    }

    /// What was found out about the file.
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// Goes through the rows from the first on, one in memory at a time. The header is a row like all others.
    pub fn rows(&mut self) -> Result<Rows<'_>, Fault> {
        let rows = match &mut self.source {
            Source::Csv(csv, stream) => Inner::Csv(Box::new(csv.rows(stream.as_mut(), self.limits)?)),
            Source::Xlsx(workbook) => Inner::Xlsx(Box::new(workbook.rows(self.limits)?)),
        };
        Ok(Rows { rows: Some(rows) })
    }

    fn of(mut stream: Box<dyn Stream>, limits: Limits) -> Result<Self, Fault> {
        let mut head = Vec::with_capacity(8);
        (&mut stream).take(8).read_to_end(&mut head)?;
        stream.rewind()?;
        if head.starts_with(b"PK") {
            return Ok(Self::of_workbook(Workbook::open(stream, limits)?, limits));
        }
        if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            return Err(Fault::OldOrLocked);
        }
        let csv = Csv::look(stream.as_mut())?;
        let encoding = csv.survey.encoding.name();
        let about = About::Csv { encoding, guessed: csv.survey.guessed, delimiter: csv.delimiter };
        Ok(Self { about, source: Source::Csv(csv, stream), limits })
    }

    fn of_workbook(workbook: Workbook, limits: Limits) -> Self {
        let about = About::Xlsx { sheet: workbook.sheet().to_owned(), sheets: workbook.sheets() };
        Self { about, source: Source::Xlsx(Box::new(workbook)), limits }
    }
}

/// The rows of a table, without the empty ones. After a fault there are no more.
pub struct Rows<'a> {
    rows: Option<Inner<'a>>,
}

enum Inner<'a> {
    Csv(Box<CsvRows<'a>>),
    Xlsx(Box<XlsxRows<'a>>),
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = match self.rows.as_mut()? {
            Inner::Csv(rows) => rows.next(),
            Inner::Xlsx(rows) => rows.next(),
        };
        if !matches!(next, Ok(Some(_))) {
            self.rows = None;
        }
        next.transpose()
    }
}
