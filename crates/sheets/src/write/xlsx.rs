//! XLSX files.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Column, Fault, Shape, Value, amount, decimals};
use crate::formula::{harmless, is_dangerous};

pub(super) struct Sheet {
    book: Workbook,
    looks: Vec<Looks>,
    /// For texts that would run as formulas if somebody typed them: Excel's own apostrophe, which is not part of the text.
    quoted: Format,
}

/// The formats of a column.
struct Looks {
    text: Format,
    whole: Format,
    money: Format,
    date: Format,
}

/// Numbers with more digits than Excel keeps are written as text.
const MOST: u64 = 999_999_999_999_999;

impl Sheet {
    pub fn new(name: &str, columns: &[Column]) -> Result<Self, Fault> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory().map_err(|error| fault(1, error))?;
        begin(sheet, name, columns).map_err(|error| fault(1, error))?;
        let looks = columns.iter().map(Looks::of).collect();
        Ok(Self { book, looks, quoted: Format::new().set_num_format("@").set_quote_prefix() })
    }

    /// Rows are numbered as a person sees them.
    pub fn row(&mut self, row: u32, values: &[Value<'_>], columns: &[Column]) -> Result<(), Fault> {
        let sheet = self.book.worksheet_from_index(0).map_err(|error| fault(row, error))?;
        for (index, ((value, column), looks)) in (0u16..).zip(values.iter().zip(columns).zip(&self.looks)) {
            write(sheet, (row - 1, index), *value, (looks, &self.quoted, decimals(column)))
                .map_err(|error| fault(row, error))?;
        }
        Ok(())
    }

    pub fn finish<W: Write + Send>(mut self, mut out: W) -> Result<W, Fault> {
        self.book.save_to_writer(&mut out).map_err(|error| fault(0, error))?;
        out.flush()?;
        Ok(out)
    }
}

impl Looks {
    fn of(column: &Column) -> Self {
        let decimals = decimals(column) as usize;
        let code = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
        Self {
            text: Format::new().set_num_format("@"),
            whole: Format::new().set_num_format("0"),
            money: Format::new().set_num_format(code),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

fn begin(sheet: &mut Worksheet, name: &str, columns: &[Column]) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(name))?;
    let bold = Format::new().set_bold().set_background_color(0x00E7_ECF2);
    for (index, column) in (0u16..).zip(columns) {
        let looks = Looks::of(column);
        let format = match column.shape {
            Shape::Text => &looks.text,
            Shape::Whole => &looks.whole,
            Shape::Money { .. } => &looks.money,
            Shape::Date => &looks.date,
        };
        sheet.set_column_format(index, format)?;
        sheet.set_column_width(index, f64::from(column.width))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (index, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, index, written(&column.title), &bold)?;
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Value<'_>,
    (looks, quoted, decimals): (&Looks, &Format, u32),
) -> Result<(), XlsxError> {
    match value {
        Value::Empty | Value::Text("") => return Ok(()),
        Value::Text(text) => {
            let format = if is_dangerous(text) { quoted } else { &looks.text };
            sheet.write_string_with_format(row, column, written(text), format)?
        }
        Value::Whole(number) if number.unsigned_abs() > MOST => {
            sheet.write_string_with_format(row, column, number.to_string(), &looks.text)?
        }
        Value::Whole(number) => {
            sheet.write_number_with_format(row, column, float(&number.to_string()), &looks.whole)?
        }
        Value::Money(minor) => {
            let text = amount(minor, decimals, '.');
            if minor.unsigned_abs() > MOST {
                sheet.write_string_with_format(row, column, text, &looks.text)?
            } else {
                sheet.write_number_with_format(row, column, float(&text), &looks.money)?
            }
        }
        Value::Date(date) => match excel(date) {
            Some(moment) => sheet.write_datetime_with_format(row, column, &moment, &looks.date)?,
            None => sheet.write_string_with_format(row, column, date.to_string(), &looks.text)?,
        },
    };
    Ok(())
}

/// The float next to a decimal text of at most fifteen digits, from which the text can be told again.
fn float(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

/// Excel knows days from 1900-01-01 on, and a 29 February 1900 that never was; what is before March 1900 is text.
fn excel(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

/// In a workbook, a formula is no text, so that a text is safe as it is. Only what looks as if it had been made harmless
/// gets one more apostrophe, because the reader takes one away.
fn written(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with('\'') { harmless(text) } else { text.into() }
}

/// At most 31 characters, none of `[]:*?/\`, no apostrophe at the ends.
fn sheet_name(name: &str) -> String {
    let allowed =
        name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control());
    let mut short = String::new();
    for letter in allowed {
        if short.encode_utf16().count() + letter.len_utf16() > 31 {
            break;
        }
        short.push(letter);
    }
    let short = short.trim_matches(['\'', ' ']);
    // Excel keeps this name for itself.
    if short.is_empty() || short.eq_ignore_ascii_case("history") {
        "Table".to_owned()
    } else {
        short.to_owned()
    }
}

fn fault(row: u32, error: XlsxError) -> Fault {
    match error {
        XlsxError::IoError(error) => Fault::Io(error),
        other => Fault::DoesNotFit { row, reason: other.to_string().trim_end_matches('.').to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets() {
        let check = |name, expected| assert_eq!(sheet_name(name), expected);
        check("Stock", "Stock");
        check("Stock: 1/2 [new]", "Stock 12 new");
        check("'x'", "x");
        check("", "Table");
        check("History", "Table");
        check(&"ї".repeat(40), &"ї".repeat(31));
    }
}
