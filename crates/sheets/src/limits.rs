//! How much of somebody's file is taken in.

/// What a file may ask of this machine. Small files can unpack to anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that all parts of an XLSX file unpack to. A workbook of 300 000 rows and ten columns has about 150 MB.
    pub unpacked: u64,
    /// Bytes of the parts of an XLSX file that have to be in memory: shared texts, styles, the list of sheets.
    pub resident: u64,
    /// Columns of a row. Excel has 16 384.
    pub columns: usize,
    /// Bytes of a row of CSV, and of a piece of text in XLSX.
    pub row: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked: 1 << 30, resident: 128 << 20, columns: 2048, row: 4 << 20 }
    }
}
