//! What is wrong with a file.

/// Why a table cannot be read any further. Rows are numbered as in [`crate::Row`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("The file cannot be read: {reason}.")]
    Unreadable { reason: String },
    #[error("There is nothing in the file.")]
    Empty,
    /// A picture, a document, a web page.
    #[error("The file is neither CSV nor XLSX.")]
    NotATable,
    /// Both begin with the same bytes.
    #[error("The file is an old Excel file (XLS) or has a password. Save it as XLSX or CSV without one.")]
    OldOrLocked,
    #[error("The workbook has no sheet {name:?}. It has: {}.", sheets.join(", "))]
    NoSuchSheet { name: String, sheets: Vec<String> },
    /// More than [`crate::Limits`] allow.
    #[error("The file unpacks to more than {limit} MB.")]
    TooLarge { limit: u64 },
    #[error("Row {row} has more than {limit} columns.")]
    TooWide { row: u32, limit: usize },
    #[error("Row {row} is longer than {limit} bytes. A closing quotation mark may be missing in it.")]
    TooLong { row: u32, limit: usize },
    #[error("A cell of row {row} begins with a quotation mark and the file ends before the closing one.")]
    OpenQuote { row: u32 },
    /// The row is the last one that was begun; 0 if there was none.
    #[error("The file breaks off{}. It was not saved or sent completely.", cut(*row))]
    CutShort { row: u32 },
    #[error("Row {row} has bytes that are not {encoding}.")]
    BadText { row: u32, encoding: &'static str },
    /// The check sums or the structure of a workbook are wrong. The row is the last sound one; 0 if there is none.
    #[error("The workbook is damaged after row {row}: {detail}.")]
    Damaged { row: u32, detail: String },
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}

/// Where a file breaks off, when anything of it could be read.
fn cut(row: u32) -> String {
    if row == 0 { String::new() } else { format!(" in or after row {row}") }
}
