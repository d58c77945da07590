//! From the cells of a sheet to rows.

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Xlsx, XlsxCellReader};

use super::{Input, fault, number};
use crate::fault::Fault;
use crate::limits::Limits;
use crate::row::{Cell, CellKind, Row};

/// The rows of a sheet.
pub(crate) struct XlsxRows<'a> {
    cells: XlsxCellReader<'a, Input>,
    /// The first cell of the next row, which ended the row before.
    ahead: Option<Placed>,
    limits: Limits,
    /// The last row that was sound.
    row: u32,
    /// Whether the sheet ended. Asked again, the library would read on to the end of the file and miss the end of the sheet.
    done: bool,
}

/// A cell that is not empty and where it is, counted from 0.
struct Placed {
    row: u32,
    column: usize,
    cell: Cell,
}

impl<'a> XlsxRows<'a> {
    pub fn new(book: &'a mut Xlsx<Input>, sheet: &str, limits: Limits) -> Result<Self, Fault> {
        let cells = book.worksheet_cells_reader(sheet).map_err(|error| fault(error, 0))?;
        Ok(Self { cells, ahead: None, limits, row: 0, done: false })
    }

    pub fn next(&mut self) -> Result<Option<Row>, Fault> {
        loop {
            let Some(first) = self.cell()? else { return Ok(None) };
            let row = self.rest(first)?;
            self.row = row.number;
            if !row.is_empty() {
                return Ok(Some(row));
            }
        }
    }

    /// Puts the cells of a row into their places.
    fn rest(&mut self, first: Placed) -> Result<Row, Fault> {
        let index = first.row;
        let number = index.saturating_add(1);
        let mut cells = Vec::new();
        let mut next = Some(first);
        while let Some(placed) = next {
            if placed.row != index {
                self.ahead = Some(placed);
                break;
            }
            if placed.column >= self.limits.columns {
                return Err(Fault::TooWide { row: number, limit: self.limits.columns });
            }
            if cells.len() <= placed.column {
                cells.resize_with(placed.column + 1, Cell::default);
            }
            if let Some(cell) = cells.get_mut(placed.column) {
                *cell = placed.cell;
            }
            next = self.cell()?;
        }
        Ok(Row { number, cells })
    }

    /// The next cell that is not empty.
    fn cell(&mut self) -> Result<Option<Placed>, Fault> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        loop {
            if self.done {
                return Ok(None);
            }
            let Some((found, style)) = self.found()? else {
                self.done = true;
                continue;
            };
            let (row, column) = found.get_position();
            let cell = cell(found.get_value(), self.code(style));
            if !cell.text.is_empty() {
                return Ok(Some(Placed { row, column: column as usize, cell }));
            }
        }
    }

    /// Asks the library for a cell. It reckons with references that a damaged or hostile file can make too large for it,
    /// and panics then; nothing of it is used after that.
    fn found(&mut self) -> Result<Option<(calamine::Cell<DataRef<'a>>, usize)>, Fault> {
        let cells = &mut self.cells;
        match catch_unwind(AssertUnwindSafe(|| cells.next_cell_with_style_id())) {
            Ok(next) => next.map_err(|error| fault(error, self.row)),
            Err(_) => Err(Fault::Damaged { row: self.row, detail: "a reference is out of range".to_owned() }),
        }
    }

    /// The code of a number format, `0.00`.
    fn code(&self, style: usize) -> &str {
        let format = self.cells.styles().get(style).and_then(|style| style.number_format.as_ref());
        format.map_or("General", |format| format.format_code.as_str())
    }
}

fn cell(value: &DataRef<'_>, code: &str) -> Cell {
    let of = |kind, text: String| Cell { text, kind };
    match value {
        DataRef::Empty => Cell::default(),
        DataRef::String(text) => Cell::text(crate::formula::original(text)),
        DataRef::SharedString(text) => Cell::text(crate::formula::original(text)),
        DataRef::Int(number) => of(CellKind::Number, number.to_string()),
        DataRef::Float(number) => of(CellKind::Number, number::shown(*number, code)),
        DataRef::Bool(truth) => of(CellKind::Truth, if *truth { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(moment) => of(CellKind::Date, date(moment)),
        DataRef::DateTimeIso(text) => of(CellKind::Date, text.replacen('T', " ", 1)),
        DataRef::DurationIso(text) => of(CellKind::Date, text.clone()),
        DataRef::Error(error) => of(CellKind::Fault, error.to_string()),
    }
}

/// A moment as `2026-11-21 13:45:00`; without the part that it does not have.
fn date(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return number::duration(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let mut time = format!("{hour:02}:{minute:02}:{second:02}");
    if milli > 0 {
        time = format!("{time}.{milli:03}");
    }
    match (moment.as_f64() < 1.0, time == "00:00:00") {
        (true, _) => time,
        (false, true) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}
