//! The answer's text: as it was asked for, or in one of the shapes that models really send.

use serde_json::{Map, Value, json};

use crate::{
    plan::{Finish, Json},
    translator::{Form, Segment, Work},
};

/// White space is endless for a reader long before this many bytes of it have come.
const ENDLESS: usize = 64 * 1024;

/// The field of an answer in JSON that nobody asked for.
const UNASKED: &str = "translation";

/// The ids and texts of an answer. An id may come twice, and a text may be `null`.
type Rows = Vec<(String, Value)>;

/// The text of an answer, with at most one fault in its shape.
///
/// What can go wrong in any form does so in the form that was asked for. What only JSON can have is shown by a model
/// that answers in JSON although it was asked for lines or for a text alone.
pub fn answer(work: &Work, how: Option<Json>, schema: Option<&Value>) -> String {
    let Some(how) = how else { return written(&work.form, &rows(&work.segments)) };
    let field = if let Form::Object { field } = &work.form { field } else { UNASKED };
    if let Some(other) = structure(how, field, &work.segments, schema) {
        return other;
    }
    let mut rows = rows(&work.segments);
    misname(how, &mut rows);
    let form = match (how, &work.form) {
        // A text alone has no id that could be wrong, so one is given where none belongs.
        (Json::RenamedIds | Json::CorruptedKey, Form::Single) => &Form::Lines,
        (_, form) => form,
    };
    wrapped(how, form, written(form, &rows))
}

fn rows(segments: &[Segment]) -> Rows {
    segments.iter().map(|each| (each.id.clone(), json!(each.target))).collect()
}

fn written(form: &Form, rows: &Rows) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let joined = |line: &dyn Fn(&str, String) -> String| {
        rows.iter().map(|(id, value)| line(id, text(value))).collect::<Vec<_>>().join("\n")
    };
    match form {
        Form::Object { field } => object(field, rows),
        Form::Lines => joined(&|id, text| format!("{id}|{text}")),
        Form::Single => joined(&|_, text| text),
        Form::Prose => {
            format!("Sure! Here is how I would say it:\n\n{}", joined(&|id, text| format!("{id}. {text}")))
        }
    }
}

/// Written by hand, because an id may come twice.
fn object(field: &str, rows: &Rows) -> String {
    let rows = rows.iter().map(|(id, value)| format!("{}:{value}", json!(id)));
    format!("{{{}:{{{}}}}}", json!(field), rows.collect::<Vec<_>>().join(","))
}

/// Faults in ids and in single values.
fn misname(how: Json, rows: &mut Rows) {
    let first = rows.first().map_or_else(|| "1".to_owned(), |(id, _)| id.clone());
    match how {
        Json::RenamedIds => rows.iter_mut().for_each(|(id, _)| id.insert_str(0, "id")),
        Json::CorruptedKey => rows.iter_mut().take(1).for_each(|(id, _)| "!".clone_into(id)),
        Json::DuplicateIds => rows.push((first, json!("again"))),
        Json::ExtraIds => rows.push(("999".to_owned(), json!("one too many"))),
        Json::MissingIds => drop(rows.pop()),
        Json::EmptyString => rows.iter_mut().take(1).for_each(|(_, text)| *text = json!("")),
        Json::NullValue => rows.iter_mut().take(1).for_each(|(_, text)| *text = Value::Null),
        _ => {}
    }
}

/// Faults in the structure of a JSON text, whatever was asked for.
fn structure(how: Json, field: &str, segments: &[Segment], schema: Option<&Value>) -> Option<String> {
    let rows = rows(segments);
    let texts = || rows.iter().cloned().collect::<Map<_, _>>();
    let under = |inner: Value| Value::Object(Map::from_iter([(field.to_owned(), inner)])).to_string();
    Some(match how {
        Json::SchemaEcho => {
            let own = || json!({"type": "object", "properties": {field: texts()}});
            schema.cloned().unwrap_or_else(own).to_string()
        }
        Json::Array => under(rows.iter().map(|(_, text)| text.clone()).collect()),
        Json::NumericIds => {
            let row =
                |(id, text): &(String, Value)| json!({"id": id.parse::<u64>().unwrap_or(0), "text": text});
            under(rows.iter().map(row).collect())
        }
        Json::TranslatedKeys => object("übersetzung", &rows),
        Json::Nested => under(json!({"translations": texts()})),
        Json::SingleQuotes => object(field, &rows).replace('"', "'"),
        Json::TrailingComma => object(field, &rows).replace("\"}", "\",}"),
        _ => return None,
    })
}

/// Faults around a text or at its start, in any form.
fn wrapped(how: Json, form: &Form, good: String) -> String {
    match how {
        Json::Fenced if matches!(form, Form::Object { .. }) => format!("```json\n{good}\n```"),
        Json::Fenced => format!("```\n{good}\n```"),
        Json::Preamble => format!("Here is the {{requested}} translation:\n{good}"),
        Json::Trailing => format!("{good}\nI kept the {{tone}} informal."),
        Json::DoubleEncoded => json!(good).to_string(),
        Json::ByteOrderMark => format!("\u{feff}{good}"),
        Json::EndlessSpace => format!("{}{}", good.trim_end_matches('}'), " ".repeat(ENDLESS)),
        Json::InnerQuote => first_text(form, &good, "„{t}\" anhängen "),
        Json::RawNewline => first_text(form, &good, "a\nb "),
        Json::BadEscape => first_text(form, &good, "\\@\\@"),
        Json::LoneSurrogate => first_text(form, &good, "\\ud83d"),
        _ => good,
    }
}

/// Puts raw bytes at the start of the first text.
fn first_text(form: &Form, good: &str, raw: &str) -> String {
    let mark = match form {
        Form::Object { .. } => "\":\"",
        Form::Lines => "|",
        Form::Single | Form::Prose => "",
    };
    let Some((head, tail)) = good.split_once(mark) else { return good.to_owned() };
    format!("{head}{mark}{raw}{tail}")
}

/// Where the answer breaks off when its length was the limit. Anything else leaves it whole.
pub fn cut_for_length(how: Finish, text: &str) -> String {
    let value = text.rfind("\":\"").map(|at| at + 3).or_else(|| text.rfind('|').map(|at| at + 1));
    let value = value.unwrap_or(text.len() / 2);
    let at = match how {
        Finish::LengthInString => value + 2,
        Finish::LengthInEscape => return format!("{}\\", text.get(..boundary(text, value)).unwrap_or(text)),
        Finish::LengthInKey => text.rfind("\":\"").or_else(|| text.rfind('|')).unwrap_or(0),
        Finish::LengthAfterSegment => {
            text.find("\",\"").map(|at| at + 1).or_else(|| text.find('\n')).unwrap_or(text.len())
        }
        Finish::LengthBeforeLastBrace => text.len().saturating_sub(1),
        _ => text.len(),
    };
    text.get(..boundary(text, at)).unwrap_or(text).to_owned()
}

/// The first end of a character from here on.
fn boundary(text: &str, from: usize) -> usize {
    (from..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
