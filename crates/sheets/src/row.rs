//! What a table consists of.

use crate::value::Mark;

/// A row that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number that spreadsheet programs show beside the row; the first row of a file is 1. Empty rows count, and a
    /// cell with line breaks in it does not.
    pub number: u32,
    /// From the first column on. Rows may be of different lengths; cells that an XLSX file leaves out are empty here.
    pub cells: Vec<Cell>,
}

/// The text of a cell and what the file says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// CSV: exactly what is written, without the apostrophe that keeps formulas from running. XLSX: numbers as decimal text
    /// with at most fifteen digits (`100000`, `0.3`), zero-padded where their format pads them (`00042`), dates as
    /// `2026-11-21` or `2026-11-21 13:45:00`, times as `13:45:00`, truth as `TRUE` and `FALSE`, faults as `#N/A`.
    pub text: String,
    pub kind: CellKind,
}

/// As what a cell is stored. Cells of CSV files are all text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellKind {
    #[default]
    Text,
    /// A number with a decimal point, whatever the country.
    Number,
    Date,
    Truth,
    /// A formula that went wrong.
    Fault,
}

impl Row {
    /// The text of a column, counted from 0; empty where the row is too short.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }

    /// Whether no cell has more than white space in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: CellKind::Text }
    }

    /// The decimal mark in this cell, where its column's is known: numbers of a workbook always have a point.
    pub fn mark(&self, column: Mark) -> Mark {
        if self.kind == CellKind::Number { Mark::Point } else { column }
    }
}
