//! From lines to records.

use std::io::{BufRead, Read};

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::dialect::Delimiter;
use crate::fault::Fault;
use crate::limits::Limits;

/// Feeds the parser one line at a time. It skips empty lines and takes the end of the file for the end of a quotation;
/// seen line by line, the first still count as rows and the second is a fault.
pub(super) struct Records<R> {
    input: R,
    parser: csv_core::Reader,
    limits: Limits,
    line: Vec<u8>,
    /// How much of the line is used up.
    at: usize,
    row: u32,
    /// Whether a record is begun, that is, whether a line break is inside a quotation.
    inside: bool,
    text: Vec<u8>,
    ends: Vec<usize>,
    width: usize,
}

impl<R: BufRead> Records<R> {
    pub fn new(input: R, delimiter: Delimiter, limits: Limits) -> Self {
        let parser = ReaderBuilder::new().delimiter(delimiter.byte()).build();
        let (line, text, ends) = (Vec::new(), Vec::new(), vec![0; 32]);
        Self { input, parser, limits, line, at: 0, row: 0, inside: false, text, ends, width: 0 }
    }

    /// The number of the record, 0 before the first.
    pub const fn row(&self) -> u32 {
        self.row
    }

    /// Reads the next record; false at the end.
    pub fn advance(&mut self) -> Result<bool, Fault> {
        let mut filled = 0;
        self.width = 0;
        loop {
            if !self.inside {
                self.skip_line_ends();
            }
            if self.at == self.line.len() && !self.next_line()? {
                return if self.inside { Err(Fault::OpenQuote { row: self.row }) } else { Ok(false) };
            }
            if !self.inside {
                self.row = self.row.saturating_add(1);
                if self.line.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
                    self.at = self.line.len();
                    continue;
                }
                self.inside = true;
            }
            filled = match self.feed(filled)? {
                Fed::More(filled) => filled,
                Fed::Whole => {
                    self.inside = false;
                    return Ok(true);
                }
            };
        }
    }

    /// The cells of the record that was read last.
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends.iter().take(self.width).map(move |end| {
            let cell = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        })
    }

    /// Gives the rest of the line to the parser.
    fn feed(&mut self, filled: usize) -> Result<Fed, Fault> {
        let rest = self.line.get(self.at..).unwrap_or_default();
        // What comes out is never longer than what goes in.
        let room = filled + rest.len();
        if room > self.limits.row {
            return Err(Fault::TooLong { row: self.row, limit: self.limits.row });
        }
        if self.text.len() < room {
            self.text.resize(room, 0);
        }
        let (text, ends) = (self.text.get_mut(filled..), self.ends.get_mut(self.width..));
        let (result, used, written, ended) =
            self.parser.read_record(rest, text.unwrap_or_default(), ends.unwrap_or_default());
        self.at += used;
        self.width += ended;
        if self.width > self.limits.columns {
            return Err(Fault::TooWide { row: self.row, limit: self.limits.columns });
        }
        match result {
            ReadRecordResult::Record => return Ok(Fed::Whole),
            ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull | ReadRecordResult::End => {}
        }
        Ok(Fed::More(filled + written))
    }

    /// What a record leaves over of its line, and nothing else: an empty line is a row.
    fn skip_line_ends(&mut self) {
        let rest = self.line.get(self.at..).unwrap_or_default();
        if self.at > 0 {
            self.at += rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        }
    }

    /// Reads a line, and gives the last one the end that it may lack.
    fn next_line(&mut self) -> Result<bool, Fault> {
        self.line.clear();
        self.at = 0;
        let limit = self.limits.row;
        (&mut self.input).take(limit as u64 + 1).read_until(b'\n', &mut self.line)?;
        if self.line.len() > limit {
            let row = if self.inside { self.row } else { self.row.saturating_add(1) };
            return Err(Fault::TooLong { row, limit });
        }
        if self.line.last().is_some_and(|byte| *byte != b'\n') {
            self.line.push(b'\n');
        }
        Ok(!self.line.is_empty())
    }
}

enum Fed {
    /// The record goes on; so many bytes of it are there.
    More(usize),
    Whole,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Found = Vec<(u32, Vec<String>)>;

    fn read(text: &str, limits: Limits) -> Result<Found, Fault> {
        let mut records = Records::new(text.as_bytes(), Delimiter::Comma, limits);
        let mut all = Vec::new();
        while records.advance()? {
            let cells = records.cells().map(|cell| String::from_utf8_lossy(cell).into_owned());
            all.push((records.row(), cells.collect()));
        }
        Ok(all)
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let found = read(text, Limits::default()).expect("a sound table");
        let found: Vec<(u32, Vec<&str>)> =
            found.iter().map(|(row, cells)| (*row, cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<_> = expected.iter().map(|(row, cells)| (*row, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn rows_have_the_numbers_that_a_person_sees() {
        check("", &[]);
        check("a,b", &[(1, &["a", "b"])]);
        check("a,b\r\n1,2\r\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check("a\n\n\r\nb\n\n", &[(1, &["a"]), (4, &["b"])]);
        check("a,\"x\ny\r\nz\"\nb\n", &[(1, &["a", "x\ny\r\nz"]), (2, &["b"])]);
        check("\"\n\n\",1\n\nb\n", &[(1, &["\n\n", "1"]), (3, &["b"])]);
        check("a\rb\rc", &[(1, &["a"]), (2, &["b"]), (3, &["c"])]);
        check("a\r\r\nb\r\r\n", &[(1, &["a"]), (2, &["b"])]);
        check("5\" disk,\"say \"\"hi\"\"\"\n,\n", &[(1, &["5\" disk", "say \"hi\""]), (2, &["", ""])]);
        check("\"\"\n\"a\"", &[(1, &[""]), (2, &["a"])]);
    }

    #[test]
    fn what_is_wrong_has_a_row() {
        let default = Limits::default();
        assert_eq!(read("a\n\nb,\"c\nd\n", default), Err(Fault::OpenQuote { row: 3 }));
        assert_eq!(read("\"", default), Err(Fault::OpenQuote { row: 1 }));
        let narrow = Limits { columns: 40, row: 100, ..default };
        assert_eq!(
            read(&format!("a\n{}\n", ",".repeat(40)), narrow),
            Err(Fault::TooWide { row: 2, limit: 40 })
        );
        assert!(read(&format!("a\n{}\n", ",".repeat(39)), narrow).is_ok());
        assert_eq!(read(&"x".repeat(101), narrow), Err(Fault::TooLong { row: 1, limit: 100 }));
        let quoted = format!("a\n\"{}", "x\n".repeat(60));
        assert_eq!(read(&quoted, narrow), Err(Fault::TooLong { row: 2, limit: 100 }));
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_parser_fed_at_once(text in "([a-c,\n\"]|\r\n){0,40}") {
            let mut whole = crate::csv::dialect::reader(&text, Delimiter::Comma);
            let expected: Vec<Vec<String>> =
                whole.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            match read(&text, Limits::default()) {
                Ok(found) => {
                    let cells: Vec<_> = found.iter().map(|(_, cells)| cells.clone()).collect();
                    prop_assert_eq!(cells, expected);
                    prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0));
                }
                Err(fault) => prop_assert!(matches!(fault, Fault::OpenQuote { .. }), "{}", fault),
            }
        }
    }
}
