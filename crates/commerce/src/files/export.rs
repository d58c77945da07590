//! Everything of a kind as a file that comes back in as it is.

use std::io::Write;

use async_recursion::async_recursion as boxed;
use db::Db;
use sheets::csv::dialect::Delimiter;
use sheets::{Column, Format, Shape, Value, Writer};

use super::field::{Field, Meaning};
use super::kind::Kind;
use super::record::{Datum, moment, rate};
use crate::Currency;

/// Rows that are read at a time.
const PAGE: i64 = 1000;

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    File(#[from] sheets::write::Fault),
    #[error(transparent)]
    Shop(#[from] crate::Error),
}

/// Writes all of a kind, a page at a time, and gives back where it went with the number of rows. Of pages that are read
/// while somebody writes, each is as it was at its moment.
#[boxed]
pub async fn export<W: Write + Send>(db: &Db, kind: Kind, format: Format, out: W) -> Result<(W, u64), Fault> {
    let columns = kind.fields().iter().map(column).collect();
    let mut file = Writer::new(out, format, kind.name(), columns)?;
    let (mut after, mut rows) = (None, 0);
    loop {
        let mut on = db.read().await.map_err(crate::Error::from)?;
        let page = kind.page(&mut on, after, PAGE).await?;
        drop(on);
        let Some((cursor, _)) = page.last() else { break };
        after = Some(*cursor);
        for (_, record) in &page {
            let texts: Vec<Text> =
                record.iter().map(|(_, datum)| text(datum, record.currency(), format)).collect();
            file.row(&texts.iter().map(Text::value).collect::<Vec<_>>())?;
            rows += 1;
        }
    }
    Ok((file.finish()?, rows))
}

fn column(field: &Field) -> Column {
    let (shape, width) = match field.meaning {
        Meaning::Code => (Shape::Text, 20),
        Meaning::Text { .. } => (Shape::Text, 40),
        Meaning::Barcode => (Shape::Text, 16),
        Meaning::Whole { .. } => (Shape::Whole, 10),
        Meaning::Money { .. } | Meaning::Signed => (Shape::Money { decimals: 2 }, 12),
        Meaning::Moment => (Shape::Text, 28),
        Meaning::Currency | Meaning::Word(_) | Meaning::Day | Meaning::Rate => (Shape::Text, 12),
    };
    Column { title: field.name.to_owned(), shape, width }
}

/// A cell that owns its text.
enum Text {
    Empty,
    Words(String),
    Whole(i64),
    Cents(i64),
}

impl Text {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Empty => Value::Empty,
            Self::Words(text) => Value::Text(text),
            Self::Whole(number) => Value::Whole(*number),
            Self::Cents(minor) => Value::Money(*minor),
        }
    }
}

fn text(datum: Option<&Datum>, currency: Option<Currency>, format: Format) -> Text {
    match datum {
        None => Text::Empty,
        Some(Datum::Nothing) => Text::Words("none".to_owned()),
        Some(Datum::Text(text)) => Text::Words(text.clone()),
        Some(Datum::Barcode(code)) => Text::Words(code.in_file()),
        Some(Datum::Moment(at)) => Text::Words(moment(*at)),
        Some(Datum::Day(day)) => Text::Words(day.to_string()),
        Some(Datum::Rate(e8)) => Text::Words(rate(*e8)),
        Some(Datum::Whole(number)) => Text::Whole(*number),
        Some(Datum::Money(minor)) => amount(*minor, currency.map_or(2, Currency::exponent), format),
    }
}

/// The column has two decimals, whatever the currency of the row. What has three is written with four, so that nobody
/// takes the last three for thousands.
fn amount(minor: i64, exponent: u32, format: Format) -> Text {
    let cents = 2_u32.checked_sub(exponent).and_then(|more| minor.checked_mul(10_i64.pow(more)));
    if let Some(cents) = cents {
        return Text::Cents(cents);
    }
    let ten = 10_u64.pow(exponent);
    let mark = if matches!(format, Format::Csv(Delimiter::Semicolon)) { ',' } else { '.' };
    let (whole, rest) = (minor.unsigned_abs() / ten, minor.unsigned_abs() % ten);
    let places = usize::try_from(exponent).unwrap_or(2);
    let zeros = if exponent == 3 { "0" } else { "" };
    let sign = if minor < 0 { "-" } else { "" };
    if exponent == 0 {
        Text::Words(format!("{sign}{whole}"))
    } else {
        Text::Words(format!("{sign}{whole}{mark}{rest:0>places$}{zeros}"))
    }
}
