//! Workbooks of Excel and of the programs that write as it does.

mod bomb;
mod number;
mod rows;

use std::io::{BufReader, Seek};

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::fault::Fault;
use crate::limits::Limits;
use crate::table::Stream;

pub(crate) use rows::XlsxRows;

type Input = BufReader<Box<dyn Stream>>;

/// An opened workbook and the sheet that is read from it.
pub(crate) struct Workbook {
    book: Xlsx<Input>,
    sheet: String,
}

impl Workbook {
    /// Opens the first visible sheet that has something in it.
    pub fn open(mut stream: Box<dyn Stream>, limits: Limits) -> Result<Self, Fault> {
        bomb::check(stream.as_mut(), limits)?;
        stream.rewind()?;
        let mut book = Xlsx::new(BufReader::new(stream)).map_err(|error| fault(error, 0))?;
        let visible = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
        let names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
        for name in names {
            if XlsxRows::new(&mut book, &name, limits)?.next()?.is_some() {
                return Ok(Self { book, sheet: name });
            }
        }
        Err(Fault::Empty)
    }

    /// The same workbook with another of its sheets, hidden ones included.
    pub fn choose(self, name: &str) -> Result<Self, Fault> {
        let sheets = self.sheets();
        if sheets.iter().any(|sheet| sheet == name) {
            return Ok(Self { book: self.book, sheet: name.to_owned() });
        }
        Err(Fault::NoSuchSheet { name: name.to_owned(), sheets })
    }

    pub fn sheet(&self) -> &str {
        &self.sheet
    }

    pub fn sheets(&self) -> Vec<String> {
        let sheets = self.book.sheets_metadata().iter();
        sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect()
    }

    pub fn rows(&mut self, limits: Limits) -> Result<XlsxRows<'_>, Fault> {
        XlsxRows::new(&mut self.book, &self.sheet, limits)
    }
}

/// What a reader's fault means for the person who sent the file. The row is the last one that was sound.
fn fault(error: XlsxError, row: u32) -> Fault {
    match error {
        XlsxError::Io(error) => Fault::Unreadable { reason: error.to_string() },
        XlsxError::Password => Fault::OldOrLocked,
        XlsxError::XmlEof(_) => Fault::CutShort { row },
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound | XlsxError::NotAWorksheet(_) => {
            Fault::NotATable
        }
        XlsxError::ColumnNumberOverflow => Fault::TooWide { row: row.saturating_add(1), limit: 16_384 },
        other => Fault::Damaged { row, detail: other.to_string() },
    }
}
