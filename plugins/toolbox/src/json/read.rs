//! From JSON text to a tree.

use struson::reader::{JsonReader, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

use super::fault::{Fault, What};
use super::tree::{Json, MOST_VALUES, Object};
use crate::place::Place;

/// How deep lists and objects may lie in each other. The tree is walked by recursion, which this bounds.
pub const DEEPEST: u32 = 128;

pub(crate) type Reader<'a> = JsonStreamReader<&'a [u8]>;

/// Reads one document as RFC 8259 has it. Of a key that comes twice, the last value counts, as in most programs.
pub fn read(text: &str) -> Result<Json, Fault> {
    let mut reader = reader(text);
    let mut left = MOST_VALUES;
    let json = match value(&mut reader, &mut left) {
        Ok(json) => json,
        Err(Stop::Fault(error)) => return Err(error.into()),
        Err(Stop::TooMany(place)) => return Err(Fault { what: What::TooMany { limit: MOST_VALUES }, place }),
    };
    reader.consume_trailing_whitespace()?;
    Ok(json)
}

/// A reader with our limits, for those who can work without a tree.
pub(crate) fn reader(text: &str) -> Reader<'_> {
    let settings = ReaderSettings {
        max_nesting_depth: Some(DEEPEST),
        restrict_number_values: false,
        track_path: false,
        ..ReaderSettings::default()
    };
    JsonStreamReader::new_custom(text.as_bytes(), settings)
}

enum Stop {
    Fault(ReaderError),
    TooMany(Place),
}

impl From<ReaderError> for Stop {
    fn from(error: ReaderError) -> Self {
        Self::Fault(error)
    }
}

fn value(reader: &mut Reader<'_>, left: &mut usize) -> Result<Json, Stop> {
    let Some(fewer) = left.checked_sub(1) else {
        return Err(Stop::TooMany(super::fault::place_of(&reader.current_position(false))));
    };
    *left = fewer;
    Ok(match reader.peek()? {
        ValueType::Null => {
            reader.next_null()?;
            Json::Null
        }
        ValueType::Boolean => Json::Bool(reader.next_bool()?),
        ValueType::Number => Json::Number(reader.next_number_as_str()?.into()),
        ValueType::String => Json::Text(reader.next_string()?),
        ValueType::Array => list(reader, left)?,
        ValueType::Object => object(reader, left)?,
    })
}

fn list(reader: &mut Reader<'_>, left: &mut usize) -> Result<Json, Stop> {
    let mut items = Vec::new();
    reader.begin_array()?;
    while reader.has_next()? {
        items.push(value(reader, left)?);
    }
    reader.end_array()?;
    Ok(Json::List(items))
}

fn object(reader: &mut Reader<'_>, left: &mut usize) -> Result<Json, Stop> {
    let mut object = Object::new();
    reader.begin_object()?;
    while reader.has_next()? {
        let name = reader.next_name_owned()?;
        object.insert(name, value(reader, left)?);
    }
    reader.end_object()?;
    Ok(object.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::write::{Layout, to_text};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = read(text).map(|json| to_text(&json, Layout::Compact).expect("small"));
        assert_eq!(found.as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn order_and_numbers_stay_as_written() {
        check(" { \"b\" : 1.10 , \"a\" : [ ] } ", r#"{"b":1.10,"a":[]}"#);
        check("[123456789012345678901234567890, 1e400, -0.0]", "[123456789012345678901234567890,1e400,-0.0]");
        check(r#"{"a":1,"b":2,"a":3}"#, r#"{"a":3,"b":2}"#);
        check(r#""\u00e9\ud83d\ude00""#, "\"é😀\"");
    }

    #[test]
    fn depth_has_a_limit_with_a_place() {
        let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(read(&deep(128)).is_ok());
        let what = What::TooDeep { limit: 128 };
        assert_eq!(read(&deep(129)), Err(Fault { what, place: Place { line: 1, column: 129 } }));
        assert_eq!(read(&"[".repeat(1_000_000)).map_err(|f| f.what), Err(what));
    }

    #[test]
    fn so_has_the_number_of_values() {
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES));
        assert_eq!(read(&many).map_err(|f| f.what), Err(What::TooMany { limit: MOST_VALUES }));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r#"[\[\]{},:"\\u0-9a-f tn.eE+-]{0,60}|.{0,40}"#) {
            let _ = read(&text);
        }
    }
}
