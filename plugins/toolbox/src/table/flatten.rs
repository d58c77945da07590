//! From one JSON value to the cells of one row.

use indexmap::IndexMap;
use sheets::formula::{harmless, is_dangerous};
use struson::reader::{JsonReader, ReaderError, ValueType};
use struson::writer::JsonWriter;

use super::names::numbered;
use crate::bounded::Bounded;
use crate::json::read::Reader;
use crate::json::write::{Layout, writer};

/// The column of values that have no name.
const UNNAMED: &str = "value";

/// What parts the names of a path. Two paths that look the same with dots (`{"a.b": 1, "a": {"b": 2}}`) stay two columns.
pub const STEP: char = '\u{1f}';

/// A row: its cells by the paths that lead to them. Of a key that comes twice, the last value counts.
pub type Row = IndexMap<String, Cell>;

/// A cell, made harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    /// Whether it would have run as a formula.
    pub defused: bool,
}

/// Reads the next value as a row. Objects in objects give names with dots, lists stay JSON in one cell; a list in the
/// place of a row fills numbered columns, anything else a single one.
pub fn row(reader: &mut Reader<'_>) -> Result<Row, ReaderError> {
    let mut row = Row::new();
    match reader.peek()? {
        ValueType::Object => object(reader, "", &mut row)?,
        ValueType::Array => {
            reader.begin_array()?;
            while reader.has_next()? {
                let name = numbered(row.len() + 1);
                cell(reader, name, &mut row)?;
            }
            reader.end_array()?;
        }
        _ => cell(reader, UNNAMED.to_owned(), &mut row)?,
    }
    Ok(row)
}

/// Recursion is as deep as the document, which the reader limits.
fn object(reader: &mut Reader<'_>, prefix: &str, row: &mut Row) -> Result<(), ReaderError> {
    reader.begin_object()?;
    if !reader.has_next()? && !prefix.is_empty() {
        row.insert(prefix.to_owned(), Cell { text: "{}".to_owned(), defused: false });
    }
    while reader.has_next()? {
        let name = reader.next_name()?;
        let name = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}{STEP}{name}") };
        match reader.peek()? {
            ValueType::Object => object(reader, &name, row)?,
            _ => cell(reader, name, row)?,
        }
    }
    reader.end_object()
}

fn cell(reader: &mut Reader<'_>, name: String, row: &mut Row) -> Result<(), ReaderError> {
    let plain = |text: &str| Cell { text: text.to_owned(), defused: false };
    let cell = match reader.peek()? {
        ValueType::Null => {
            reader.next_null()?;
            plain("")
        }
        ValueType::Boolean => plain(if reader.next_bool()? { "true" } else { "false" }),
        ValueType::Number => plain(reader.next_number_as_str()?),
        ValueType::String => {
            let text = reader.next_str()?;
            Cell { text: harmless(text).into_owned(), defused: is_dangerous(text) }
        }
        ValueType::Array | ValueType::Object => plain(&compact(reader)?),
    };
    row.insert(name, cell);
    Ok(())
}

/// The next value as JSON. It is no longer than its source, so that writing it into memory cannot fail.
fn compact(reader: &mut Reader<'_>) -> Result<String, ReaderError> {
    use struson::reader::TransferError;
    let mut out = Bounded::new();
    let mut writer = writer(&mut out, Layout::Compact);
    match reader.transfer_to(&mut writer) {
        Err(TransferError::ReaderError(error)) => return Err(error),
        Err(TransferError::WriterError(_)) | Ok(()) => {}
    }
    let _ = writer.finish_document();
    Ok(out.into_text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read::reader;

    #[track_caller]
    fn check(json: &str, expected: &[(&str, &str)]) {
        let row = row(&mut reader(json)).expect("sound JSON");
        let found: Vec<_> =
            row.iter().map(|(path, cell)| (path.replace(STEP, "/"), cell.text.as_str())).collect();
        let found: Vec<_> = found.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn rows() {
        check(r#"{"a":1.10,"b":null,"c":true}"#, &[("a", "1.10"), ("b", ""), ("c", "true")]);
        check(r#"{"a":{"b":{"c":"x"},"d":{}}}"#, &[("a/b/c", "x"), ("a/d", "{}")]);
        check(r#"{"a":[1, {"b": 2}]}"#, &[("a", r#"[1,{"b":2}]"#)]);
        check(r#"{"a.b":1,"a":{"b":2}}"#, &[("a.b", "1"), ("a/b", "2")]);
        check(r#"["x",{"a":1}]"#, &[("column_1", "x"), ("column_2", r#"{"a":1}"#)]);
        check(r#""=1+1""#, &[("value", "'=1+1")]);
        check(r#"{"a":1,"b":2,"a":3}"#, &[("a", "3"), ("b", "2")]);
        check("{}", &[]);
    }
}
