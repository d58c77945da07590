//! From CSV to JSON.

use sheets::csv::dialect::{Delimiter, guess, reader};
use struson::writer::JsonWriter;

use super::names::{MOST, Names};
use crate::bounded::{Bounded, TooLarge};
use crate::json::write::{Layout, writer};
use crate::sentence::{Sentence, Tell};

/// A list of objects, and what was found out about the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub json: String,
    pub rows: usize,
    pub columns: usize,
    pub delimiter: Delimiter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    TooManyColumns { limit: usize },
    TooLarge,
}

/// Makes an object of each row, with the names in the first one. Cells stay text: `007` is no number. A cell that a
/// short row lacks is null; one that a long row has too many gets a numbered name.
pub fn convert(text: &str) -> Result<List, Refusal> {
    let (delimiter, text) = guess(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    if !reader.read_record(&mut record)? {
        return Err(Refusal::Empty);
    }
    not_too_wide(&record)?;
    let columns = record.len();
    let mut names = Names::default();
    record.iter().for_each(|name| names.add(name.trim()));
    let mut rows = 0;
    let mut out = Bounded::new();
    let mut writer = writer(&mut out, Layout::Pretty);
    writer.begin_array()?;
    while reader.read_record(&mut record)? {
        rows += 1;
        not_too_wide(&record)?;
        while names.len() < record.len() {
            names.add("");
        }
        writer.begin_object()?;
        let width = record.len().max(columns);
        for (number, name) in names.as_slice().iter().take(width).enumerate() {
            writer.name(name)?;
            match record.get(number) {
                Some(cell) => writer.string_value(cell)?,
                None => writer.null_value()?,
            }
        }
        writer.end_object()?;
    }
    writer.end_array()?;
    writer.finish_document()?;
    Ok(List { json: out.into_text(), rows, columns: names.len(), delimiter })
}

fn not_too_wide(record: &csv::StringRecord) -> Result<(), Refusal> {
    if record.len() > MOST { Err(Refusal::TooManyColumns { limit: MOST }) } else { Ok(()) }
}

impl Tell for Refusal {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::new("toolbox-table-empty"),
            Self::TooManyColumns { limit } => {
                Sentence::new("toolbox-table-too-many-columns").number("limit", *limit)
            }
            Self::TooLarge => TooLarge.sentence(),
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(_: std::io::Error) -> Self {
        Self::TooLarge
    }
}

impl From<TooLarge> for Refusal {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Rows may have any length and the text is sound UTF-8, so that reading cannot fail.
impl From<csv::Error> for Refusal {
    fn from(_: csv::Error) -> Self {
        Self::Empty
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::check::lay_out;
    use crate::table::from_json;
    use proptest::prelude::*;

    #[track_caller]
    fn check(csv: &str, expected: &str) {
        let json = convert(csv).map(|list| lay_out(&list.json, Layout::Compact).expect("our own JSON"));
        assert_eq!(json.as_deref(), Ok(expected), "{csv:?}");
    }

    #[test]
    fn lists() {
        check("sku,name\n007,Mug\n", r#"[{"sku":"007","name":"Mug"}]"#);
        check("\u{feff}a;b\r\n1,5;\"x\"\"y\nz\"\r\n", r#"[{"a":"1,5","b":"x\"y\nz"}]"#);
        check("a,a,,a_2\n1,2,3,4\n", r#"[{"a":"1","a_2":"2","column_3":"3","a_2_2":"4"}]"#);
        check(
            "a,b\n1\n1,2,3\n1,2\n",
            r#"[{"a":"1","b":null},{"a":"1","b":"2","column_3":"3"},{"a":"1","b":"2"}]"#,
        );
        check("a,b\n\n1,2\n\n", r#"[{"a":"1","b":"2"}]"#);
        check("a,b\n", "[]");
        assert_eq!(convert(""), Err(Refusal::Empty));
        assert_eq!(convert("\n\n"), Err(Refusal::Empty));
    }

    #[test]
    fn long_names_cannot_blow_the_result_up() {
        let csv = format!("{},b\n{}", "a".repeat(1_000_000), "1,2\n".repeat(1000));
        assert_eq!(convert(&csv), Err(Refusal::TooLarge));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([a-c;,|\t\n\r\"' =é]|sep=){0,40}") {
            let _ = convert(&text);
        }

        #[test]
        fn a_table_comes_back(rows in prop::collection::vec(prop::collection::vec("([a-zї][a-z0-9,;\"\n ї]{0,6})?", 3), 1..6)) {
            let objects: Vec<_> = rows.iter().map(|r| serde_json::json!({"a": r[0], "b": r[1], "c": r[2]})).collect();
            let json = serde_json::to_string(&objects).expect("plain");
            let csv = from_json::convert(&json, Delimiter::Comma).expect("a table");
            let again = convert(&csv.text).expect("our own table");
            if again.delimiter == Delimiter::Comma {
                let again: serde_json::Value = serde_json::from_str(&again.json).expect("our own JSON");
                prop_assert_eq!(again, serde_json::Value::from(objects));
            }
        }
    }
}
