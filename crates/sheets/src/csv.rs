//! Comma-separated values, as programs and countries write them.

pub mod dialect;
mod records;

use std::io::{BufReader, Read, SeekFrom};

use encoding_rs::UTF_8;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use crate::encoding::{Survey, survey};
use crate::fault::Fault;
use crate::limits::Limits;
use crate::row::{Cell, Row};
use crate::table::Stream;
use dialect::Delimiter;
use records::Records;

/// How much of the text is looked at to find the delimiter, in bytes.
const SAMPLE: u64 = 64 * 1024;

/// How a CSV file is written.
#[derive(Debug)]
pub(crate) struct Csv {
    pub survey: Survey,
    pub delimiter: Delimiter,
    /// Bytes of UTF-8 before the first row: Excel's own `sep=;`.
    skip: u64,
}

impl Csv {
    /// Goes through the file once, whatever its size.
    pub fn look(stream: &mut dyn Stream) -> Result<Self, Fault> {
        let survey = survey(stream)?;
        let mut head = Vec::new();
        text(stream, &survey)?.take(SAMPLE).read_to_end(&mut head)?;
        if head.is_empty() {
            return Err(Fault::Empty);
        }
        let head = String::from_utf8_lossy(&head);
        if head.contains('\0') || is_document(&head) {
            return Err(Fault::NotATable);
        }
        let (delimiter, rest) = dialect::guess(&head);
        Ok(Self { survey, delimiter, skip: (head.len() - rest.len()) as u64 })
    }

    pub fn rows<'a>(&self, stream: &'a mut dyn Stream, limits: Limits) -> Result<CsvRows<'a>, Fault> {
        let mut text = text(stream, &self.survey)?;
        std::io::copy(&mut (&mut text).take(self.skip), &mut std::io::sink())?;
        let records = Records::new(BufReader::new(text), self.delimiter, limits);
        Ok(CsvRows { records, encoding: self.survey.encoding.name(), cut: self.survey.cut })
    }
}

type Text<'a> = DecodeReaderBytes<&'a mut dyn Stream, Vec<u8>>;

/// The file as UTF-8. What already is UTF-8 passes through as it is, so that wrong bytes are noticed in their row.
fn text<'a>(stream: &'a mut dyn Stream, survey: &Survey) -> Result<Text<'a>, Fault> {
    stream.seek(SeekFrom::Start(survey.mark))?;
    let mut builder = DecodeReaderBytesBuilder::new();
    let other = Some(survey.encoding).filter(|encoding| *encoding != UTF_8);
    builder.encoding(other).bom_sniffing(false).utf8_passthru(true);
    Ok(builder.build(stream))
}

/// Web pages and other documents under a wrong name.
fn is_document(head: &str) -> bool {
    let start = head.trim_start();
    ["%PDF-", "{\\rtf", "<!DOCTYPE", "<!doctype", "<html", "<HTML", "<?xml"]
        .iter()
        .any(|sign| start.starts_with(sign))
}

/// The rows of a CSV file.
pub(crate) struct CsvRows<'a> {
    records: Records<BufReader<Text<'a>>>,
    encoding: &'static str,
    cut: bool,
}

impl CsvRows<'_> {
    pub fn next(&mut self) -> Result<Option<Row>, Fault> {
        while self.records.advance()? {
            let number = self.records.row();
            let cells =
                self.records.cells().map(|bytes| self.cell(bytes, number)).collect::<Result<_, _>>()?;
            let row = Row { number, cells };
            if !row.is_empty() {
                return Ok(Some(row));
            }
        }
        if self.cut { Err(Fault::CutShort { row: self.records.row() }) } else { Ok(None) }
    }

    fn cell(&self, bytes: &[u8], row: u32) -> Result<Cell, Fault> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cell::text(crate::formula::original(text))),
            Err(error) if self.cut && error.error_len().is_none() => Err(Fault::CutShort { row }),
            Err(_) => Err(Fault::BadText { row, encoding: self.encoding }),
        }
    }
}

impl std::fmt::Debug for CsvRows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CsvRows").field("row", &self.records.row()).finish_non_exhaustive()
    }
}
