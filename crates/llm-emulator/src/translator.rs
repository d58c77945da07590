//! The model behind the faults: finds the texts in a request and gives a pseudo-translation of each.

use serde_json::Value;

use crate::{language::Language, request::Asked, terms::Terms};

/// The form in which the texts came, and in which the answer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `{"field":{"1":"…"}}`
    Object { field: String },
    /// `12|text`
    Lines,
    /// The text alone.
    Single,
    /// A friendly list, which nobody asks for.
    Prose,
}

/// One text with its id, its source and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub id: String,
    pub source: String,
    pub target: String,
}

/// A translation request, understood and answered.
#[derive(Debug, Clone)]
pub struct Work {
    pub form: Form,
    pub segments: Vec<Segment>,
    pub language: Language,
}

/// Finds the texts in the user's message and translates them. `flavour` changes the words (a fickle model).
pub fn translate(asked: &Asked, flavour: u32, honour_enums: bool) -> Work {
    let (form, texts) = payload(asked);
    let language =
        Language { cyrillic: named_cyrillic(&form, &asked.user), terms: Terms::read(&asked.system), flavour };
    let inner = inner_schema(asked.schema.as_ref());
    let segments = texts.into_iter().map(|(id, source)| {
        let fixed = inner.and_then(|inner| inner.get("properties")?.get(&id)?.pointer("/enum/0")?.as_str());
        let target = match fixed {
            Some(word) if honour_enums => word.to_owned(),
            _ => language.pseudo(&source),
        };
        Segment { id, source, target }
    });
    Work { form, segments: segments.collect(), language }
}

fn payload(asked: &Asked) -> (Form, Vec<(String, String)>) {
    if let Some(texts) = asked.user.lines().rev().find_map(object) {
        return (Form::Object { field: field(asked) }, texts);
    }
    let form = |other| if asked.wants_json() { Form::Object { field: field(asked) } } else { other };
    if let Some((_, rest)) = asked.user.split_once("Text:\n") {
        let text = rest.split("\n---").next().unwrap_or_default();
        return (form(Form::Single), vec![("1".to_owned(), text.to_owned())]);
    }
    let texts: Vec<_> = asked.user.lines().filter_map(line).collect();
    if texts.is_empty() {
        return (form(Form::Single), vec![("1".to_owned(), asked.user.clone())]);
    }
    (form(Form::Lines), texts)
}

/// A line that is a JSON object of texts under numbers.
fn object(line: &str) -> Option<Vec<(String, String)>> {
    let Value::Object(texts) = serde_json::from_str(line.trim()).ok()? else { return None };
    let numbered = !texts.is_empty() && texts.keys().all(|id| is_number(id));
    let texts = texts.into_iter().map(|(id, text)| Some((id, text.as_str()?.to_owned())));
    texts.collect::<Option<Vec<_>>>().filter(|_| numbered)
}

fn line(line: &str) -> Option<(String, String)> {
    let (id, text) = line.split_once('|')?;
    is_number(id).then(|| (id.to_owned(), text.to_owned()))
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn inner_schema(schema: Option<&Value>) -> Option<&Value> {
    schema?.get("properties")?.as_object()?.values().next()
}

/// The schema's one property, or the one that the message shows as `{"german":{"1"`.
fn field(asked: &Asked) -> String {
    let named = asked.schema.as_ref().and_then(|schema| schema.get("properties")?.as_object()?.keys().next());
    if let Some(named) = named {
        return named.clone();
    }
    let shown = asked.user.rsplit_once("\":{\"1\"").and_then(|(before, _)| before.rsplit_once("{\""));
    shown.map_or("translation", |(_, field)| field).to_owned()
}

fn named_cyrillic(form: &Form, user: &str) -> bool {
    const NAMES: [&str; 4] = ["ukrainian", "russian", "bulgarian", "serbian"];
    let field = if let Form::Object { field } = form { field.to_lowercase() } else { String::new() };
    let user = user.to_lowercase();
    NAMES.iter().any(|name| field.contains(name) || user.contains(&format!("into {name}")))
}
