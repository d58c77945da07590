//! From JSON to CSV.

use indexmap::IndexSet;
use sheets::csv::dialect::Delimiter;
use sheets::formula::{harmless, is_dangerous};
use struson::reader::{JsonReader, ReaderError, ValueType};

use super::flatten::{self, Row, STEP};
use super::names::{MOST, Names};
use crate::bounded::{Bounded, TooLarge};
use crate::json::fault::Fault;
use crate::json::read::{Reader, reader};
use crate::sentence::{Sentence, Tell};

/// A table as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Csv {
    /// With a byte order mark, by which Excel knows UTF-8.
    pub text: String,
    pub rows: usize,
    pub columns: usize,
    /// How many cells would have run as formulas and got an apostrophe.
    pub defused: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Wrong(Fault),
    /// Neither a list nor an object.
    NotATable,
    /// There is nothing in it.
    Empty,
    TooManyColumns {
        limit: usize,
    },
    TooLarge,
}

/// Makes a table of a list: one row an item, one column for every key that occurs, in the order in which they do. A
/// single object is a table of one row. The text is gone through twice, so that memory holds one row at a time.
pub fn convert(text: &str, delimiter: Delimiter) -> Result<Csv, Refusal> {
    let (columns, rows) = survey(text)?;
    if columns.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut out = Bounded::new();
    std::io::Write::write_all(&mut out, "\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter.byte())
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut out);
    let mut names = Names::default();
    columns.iter().for_each(|path| names.add(&path.replace(STEP, ".")));
    writer.write_record(names.as_slice().iter().map(|name| harmless(name).into_owned()))?;
    let mut defused = names.as_slice().iter().filter(|name| is_dangerous(name)).count();
    each_row(text, |row| {
        defused += row.values().filter(|cell| cell.defused).count();
        Ok(writer
            .write_record(columns.iter().map(|path| row.get(path).map_or("", |cell| cell.text.as_str())))?)
    })?;
    writer.flush()?;
    drop(writer);
    Ok(Csv { text: out.into_text(), rows, columns: columns.len(), defused })
}

/// All columns, and how many rows there are.
fn survey(text: &str) -> Result<(IndexSet<String>, usize), Refusal> {
    let mut columns = IndexSet::new();
    let mut rows = 0;
    each_row(text, |row| {
        rows += 1;
        columns.extend(row.into_keys());
        if columns.len() > MOST { Err(Refusal::TooManyColumns { limit: MOST }) } else { Ok(()) }
    })?;
    Ok((columns, rows))
}

fn each_row(text: &str, mut take: impl FnMut(Row) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut reader: Reader<'_> = reader(text);
    match reader.peek()? {
        ValueType::Object => take(flatten::row(&mut reader)?)?,
        ValueType::Array => {
            reader.begin_array()?;
            while reader.has_next()? {
                take(flatten::row(&mut reader)?)?;
            }
            reader.end_array()?;
        }
        _ => return Err(Refusal::NotATable),
    }
    Ok(reader.consume_trailing_whitespace()?)
}

impl Tell for Refusal {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Wrong(fault) => fault.sentence(),
            Self::NotATable => Sentence::new("toolbox-table-not-a-table"),
            Self::Empty => Sentence::new("toolbox-table-empty"),
            Self::TooManyColumns { limit } => {
                Sentence::new("toolbox-table-too-many-columns").number("limit", *limit)
            }
            Self::TooLarge => TooLarge.sentence(),
        }
    }
}

impl From<ReaderError> for Refusal {
    fn from(error: ReaderError) -> Self {
        Self::Wrong(error.into())
    }
}

impl From<TooLarge> for Refusal {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

impl From<std::io::Error> for Refusal {
    fn from(_: std::io::Error) -> Self {
        Self::TooLarge
    }
}

/// All rows are equally long, so that only the size can be wrong.
impl From<csv::Error> for Refusal {
    fn from(_: csv::Error) -> Self {
        Self::TooLarge
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::fault::What;

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let found = convert(json, Delimiter::Comma).map(|csv| csv.text);
        assert_eq!(found, Ok(format!("\u{feff}{expected}")), "{json}");
    }

    #[test]
    fn tables() {
        check(r#"[{"a":1,"b":"x"},{"b":"y","c":{"d":2}}]"#, "a,b,c.d\r\n1,x,\r\n,y,2\r\n");
        check(r#"{"a":"x,y","b":"say \"hi\"\nbye"}"#, "a,b\r\n\"x,y\",\"say \"\"hi\"\"\nbye\"\r\n");
        check("[[1,2],[3]]", "column_1,column_2\r\n1,2\r\n3,\r\n");
        check("[1,\"x\"]", "value\r\n1\r\nx\r\n");
        check(r#"{"a.b":1,"a":{"b":2}}"#, "a.b,a.b_2\r\n1,2\r\n");
        check(r#"[{"a":null}]"#, "a\r\n\"\"\r\n");
    }

    #[test]
    fn formulas_are_counted() {
        let csv = convert(r#"[{"=a":"=1+1","b":-5},{"b":"@x"}]"#, Delimiter::Semicolon).expect("a table");
        assert_eq!(csv.text, "\u{feff}'=a;b\r\n'=1+1;-5\r\n;'@x\r\n");
        assert_eq!((csv.rows, csv.columns, csv.defused), (2, 2, 3));
    }

    #[test]
    fn what_is_no_table() {
        let refusal = |json: &str| convert(json, Delimiter::Comma).map(|csv| csv.text);
        assert_eq!(refusal("1"), Err(Refusal::NotATable));
        for empty in ["[]", "{}", "[{},{}]"] {
            assert_eq!(refusal(empty), Err(Refusal::Empty), "{empty}");
        }
        assert!(matches!(refusal("[{]"), Err(Refusal::Wrong(Fault { what: What::NameExpected, .. }))));
        assert!(matches!(refusal("[1] 2"), Err(Refusal::Wrong(Fault { what: What::MoreAfterEnd, .. }))));
    }

    #[test]
    fn a_new_column_a_row_cannot_blow_the_result_up() {
        let wide = |n: usize| {
            format!("[{}]", (0..n).map(|i| format!("{{\"k{i}\":1}}")).collect::<Vec<_>>().join(","))
        };
        let limit = MOST;
        let refusal = |n| convert(&wide(n), Delimiter::Comma).map(|csv| csv.columns);
        assert_eq!(refusal(limit + 1), Err(Refusal::TooManyColumns { limit }));
        assert_eq!(refusal(limit), Err(Refusal::TooLarge));
        assert_eq!(refusal(1000), Ok(1000));
    }
}
