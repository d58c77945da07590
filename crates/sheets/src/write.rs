//! Tables as files.

mod csv;
mod xlsx;

use std::io::Write;

use chrono::NaiveDate;

use crate::csv::dialect::Delimiter;

/// The kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With a byte order mark, by which Excel knows UTF-8, and CRLF. Behind semicolons, decimals have a comma, as the
    /// spreadsheets of those countries expect; otherwise a point.
    Csv(Delimiter),
    Xlsx,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    pub shape: Shape,
    /// In characters.
    pub width: u8,
}

/// How a spreadsheet shows a column, and keeps what is typed into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Also codes and barcodes: `007` stays what it is.
    Text,
    Whole,
    /// Amounts in the smallest unit, with so many decimals.
    Money {
        decimals: u32,
    },
    Date,
}

/// What is in a cell. It need not fit the column's shape: `n/a` may stand among prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    Empty,
    Text(&'a str),
    Whole(i64),
    /// In the smallest unit of the column's currency; of a column that is no money, with two decimals.
    Money(i64),
    Date(NaiveDate),
}

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Excel has 1 048 576 rows and 16 384 columns, and 32 767 characters a cell.
    #[error("Row {row} does not fit into an XLSX file: {reason}.")]
    DoesNotFit { row: u32, reason: String },
    #[error("The file cannot be written.")]
    Io(#[from] std::io::Error),
}

/// Writes a table row by row. What a spreadsheet would run as a formula is made harmless, so that it comes back through
/// [`crate::Table`] as it was. Memory holds one row; XLSX goes through a temporary file.
pub struct Writer<W: Write + Send> {
    inner: Inner<W>,
    columns: Vec<Column>,
    /// The number of the last row; the header is 1.
    row: u32,
}

enum Inner<W: Write + Send> {
    Csv(Box<csv::Csv<W>>),
    Xlsx(Box<xlsx::Sheet>, W),
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file with its header. In XLSX it is bold, stays in sight and has filters; the sheet gets the name, without
    /// what Excel forbids in it.
    pub fn new(out: W, format: Format, name: &str, columns: Vec<Column>) -> Result<Self, Fault> {
        let inner = match format {
            Format::Csv(delimiter) => Inner::Csv(Box::new(csv::Csv::new(out, delimiter, &columns)?)),
            Format::Xlsx => Inner::Xlsx(Box::new(xlsx::Sheet::new(name, &columns)?), out),
        };
        Ok(Self { inner, columns, row: 1 })
    }

    /// Adds a row. Values beyond the last column are left out, missing ones are empty.
    pub fn row(&mut self, values: &[Value<'_>]) -> Result<(), Fault> {
        self.row = self.row.saturating_add(1);
        match &mut self.inner {
            Inner::Csv(csv) => csv.row(values, &self.columns),
            Inner::Xlsx(sheet, _) => sheet.row(self.row, values, &self.columns),
        }
    }

    /// Completes the file and gives back where it went.
    pub fn finish(self) -> Result<W, Fault> {
        match self.inner {
            Inner::Csv(csv) => csv.finish(),
            Inner::Xlsx(sheet, out) => sheet.finish(out),
        }
    }
}

/// The decimals of an amount in this column.
fn decimals(column: &Column) -> u32 {
    match column.shape {
        Shape::Money { decimals } => decimals.min(18),
        _ => 2,
    }
}

/// An amount as decimal text.
fn amount(minor: i64, decimals: u32, mark: char) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let places = decimals as usize;
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = places + 1);
    match digits.split_at_checked(digits.len() - places) {
        Some((whole, fraction)) if places > 0 => format!("{sign}{whole}{mark}{fraction}"),
        _ => format!("{sign}{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        let check = |minor, decimals, expected: &str| assert_eq!(amount(minor, decimals, '.'), expected);
        check(0, 2, "0.00");
        check(5, 2, "0.05");
        check(-1234, 2, "-12.34");
        check(1234, 0, "1234");
        check(1, 3, "0.001");
        check(i64::MIN, 2, "-92233720368547758.08");
        assert_eq!(amount(150, 2, ','), "1,50");
    }
}
