//! CSV files.

use std::io::Write;

use csv::Terminator;

use super::{Column, Fault, Value, amount, decimals};
use crate::csv::dialect::Delimiter;
use crate::formula::harmless;

pub(super) struct Csv<W: Write> {
    out: csv::Writer<W>,
    mark: char,
}

impl<W: Write> Csv<W> {
    pub fn new(mut out: W, delimiter: Delimiter, columns: &[Column]) -> Result<Self, Fault> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(delimiter.byte()).terminator(Terminator::CRLF);
        let mut out = builder.from_writer(out);
        out.write_record(columns.iter().map(|column| harmless(&column.title).into_owned())).map_err(io)?;
        Ok(Self { out, mark: if delimiter == Delimiter::Semicolon { ',' } else { '.' } })
    }

    pub fn row(&mut self, values: &[Value<'_>], columns: &[Column]) -> Result<(), Fault> {
        for (index, column) in columns.iter().enumerate() {
            let value = values.get(index).copied().unwrap_or(Value::Empty);
            match value {
                Value::Empty => self.out.write_field(""),
                Value::Text(text) => self.out.write_field(harmless(text).as_bytes()),
                Value::Whole(number) => self.out.write_field(number.to_string()),
                Value::Money(minor) => self.out.write_field(amount(minor, decimals(column), self.mark)),
                Value::Date(date) => self.out.write_field(date.to_string()),
            }
            .map_err(io)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io)
    }

    pub fn finish(self) -> Result<W, Fault> {
        self.out.into_inner().map_err(|error| Fault::Io(error.into_error()))
    }
}

/// All rows are equally long, so that only writing can fail.
fn io(error: csv::Error) -> Fault {
    Fault::Io(error.into())
}
