use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value, json};

use crate::cost::estimate_tokens;
use crate::ladder::Rung;
use crate::read::LINE_BREAK;

/// A request for several texts. Its parts are sent from the most to the least stable one, so that a provider's prompt
/// cache serves as much as it can: rules, terms, context, then the texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// What the model is and does; the same for a whole job.
    pub rules: String,
    /// Style and glossary; changes seldom.
    pub terms: String,
    /// What the texts belong to; the same for the texts of one page.
    pub context: String,
    pub items: Vec<Item>,
    /// The name of the answer's object, ASCII letters. A language's name here keeps small models from forgetting it.
    pub field: String,
    /// Said again after the texts, because the last words count most.
    pub closing: String,
    /// Left to the server when `None`, and where the server refuses it.
    pub temperature: Option<f32>,
    /// Tokens the answer should need; a guess by length when `None`. The limit sent is half as much again.
    pub answer_tokens: Option<u32>,
}

/// One text of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    pub text: String,
    /// What to heed, when it is asked again.
    pub note: Option<String>,
}

impl Item {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), note: None }
    }
}

/// A request in the form of one rung, before it is put into a provider's words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Prompt {
    pub rung: Rung,
    /// Rules and terms; the terms may be empty.
    pub rules: String,
    pub terms: String,
    pub user: String,
    pub field: String,
    pub schema: Value,
    pub temperature: Option<f32>,
    pub output_tokens: u64,
    pub cache_key: String,
}

impl Ask {
    /// `only` restricts the texts to one, for the lowest rung. `allowed` is the probe's single permitted value.
    pub(crate) fn prompt(&self, rung: Rung, only: Option<usize>, allowed: Option<&str>) -> Prompt {
        let items: Vec<&Item> = self
            .items
            .iter()
            .enumerate()
            .filter(|(at, _)| only.is_none_or(|only| only == *at))
            .map(|(_, i)| i)
            .collect();
        let guess: u64 = items.iter().map(|item| estimate_tokens(&item.text) * 2 + 6).sum();
        let answer = self.answer_tokens.filter(|_| only.is_none()).map_or(guess, u64::from);
        Prompt {
            rung,
            rules: self.rules.clone(),
            terms: self.terms.clone(),
            user: self.user(rung, &items),
            field: self.field.clone(),
            schema: schema(&self.field, items.len(), allowed),
            temperature: self.temperature,
            output_tokens: (answer + answer / 2).max(SMALLEST_ANSWER),
            cache_key: self.cache_key(),
        }
    }

    /// A text longer than this is none, bytes: translations grow, but not without bounds.
    pub(crate) fn longest_answer(&self) -> usize {
        self.items
            .iter()
            .map(|item| item.text.len())
            .max()
            .unwrap_or(0)
            .saturating_mul(24)
            .saturating_add(4096)
    }

    fn user(&self, rung: Rung, items: &[&Item]) -> String {
        let mut out = String::new();
        if !self.context.is_empty() {
            let _ = writeln!(out, "{}\n", self.context);
        }
        match rung {
            Rung::JsonSchema | Rung::JsonObject | Rung::Plain => {
                let texts: Map<_, _> =
                    (1..).zip(items).map(|(n, i)| (n.to_string(), json!(i.text))).collect();
                let _ = writeln!(out, "{}", Value::Object(texts));
            }
            Rung::Lines => {
                for (number, item) in (1..).zip(items) {
                    let text = item.text.replace("\r\n", "\n").replace(['\n', '\r'], &LINE_BREAK.to_string());
                    let _ = writeln!(out, "{number}|{text}");
                }
            }
            Rung::Single => {
                let text = items.first().map_or("", |item| item.text.as_str());
                let _ = writeln!(out, "Text:\n{text}\n---");
            }
        }
        for (number, item) in (1..).zip(items) {
            if let Some(note) = &item.note {
                let _ = writeln!(out, "Note on {number}: {note}");
            }
        }
        let _ = write!(out, "{}\n{}", self.closing, self.how_to_answer(rung, items.len()));
        out
    }

    /// An example instead of a schema: models copy what they see.
    fn how_to_answer(&self, rung: Rung, count: usize) -> String {
        match rung {
            Rung::Lines => {
                format!(
                    "Answer with {count} lines of the form NUMBER|TEXT, with the same numbers, and nothing else."
                )
            }
            Rung::Single => "Answer with the text alone.".to_owned(),
            _ => {
                let last = if count > 1 { format!(",…,\"{count}\":\"…\"") } else { String::new() };
                let field = &self.field;
                format!(
                    "Answer with this JSON object and nothing else: {{\"{field}\":{{\"1\":\"…\"{last}}}}}"
                )
            }
        }
    }

    /// Requests that share their beginning go to the machine that has it in its cache.
    fn cache_key(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (&self.rules, &self.terms, &self.field).hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

impl Prompt {
    /// Tokens of the question, by length.
    pub fn input_tokens(&self) -> u64 {
        let schema = if self.rung == Rung::JsonSchema { self.schema.to_string() } else { String::new() };
        [&self.rules, &self.terms, &self.user, &schema].into_iter().map(|text| estimate_tokens(text)).sum()
    }
}

const SMALLEST_ANSWER: u64 = 256;

/// Fixed short keys cannot be dropped, doubled or invented under strict decoding, and a schema that depends on the
/// number of texts alone is compiled once by the provider.
fn schema(field: &str, count: usize, allowed: Option<&str>) -> Value {
    let keys: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
    let text =
        allowed.map_or_else(|| json!({"type": "string"}), |only| json!({"type": "string", "enum": [only]}));
    let texts: Map<_, _> = keys.iter().map(|key| (key.clone(), text.clone())).collect();
    let inner =
        json!({"type": "object", "additionalProperties": false, "required": keys, "properties": texts});
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": [field],
        "properties": { field: inner },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask() -> Ask {
        Ask {
            rules: "Translate.".into(),
            context: "Page: Mugs".into(),
            items: vec![
                Item::new("Hello"),
                Item { text: "a\nb".into(), note: Some("keep the break".into()) },
            ],
            field: "german".into(),
            closing: "Translate into German.".into(),
            ..Ask::default()
        }
    }

    fn check(rung: Rung, expected: &str) {
        assert_eq!(ask().prompt(rung, None, None).user, expected, "{rung:?}");
    }

    #[test]
    fn a_request_reads_the_same_on_every_rung_but_for_its_form() {
        check(
            Rung::Plain,
            "Page: Mugs\n\n{\"1\":\"Hello\",\"2\":\"a\\nb\"}\nNote on 2: keep the break\nTranslate into German.\n\
             Answer with this JSON object and nothing else: {\"german\":{\"1\":\"…\",…,\"2\":\"…\"}}",
        );
        check(
            Rung::Lines,
            "Page: Mugs\n\n1|Hello\n2|a⏎b\nNote on 2: keep the break\nTranslate into German.\n\
             Answer with 2 lines of the form NUMBER|TEXT, with the same numbers, and nothing else.",
        );
        check(
            Rung::Single,
            "Page: Mugs\n\nText:\nHello\n---\nNote on 2: keep the break\nTranslate into German.\nAnswer with the text alone.",
        );
        let second = ask().prompt(Rung::Single, Some(1), None).user;
        assert!(second.contains("Text:\na\nb\n---\nNote on 1: keep the break"), "{second}");
    }

    #[test]
    fn the_schema_names_every_text_and_nothing_else() {
        assert_eq!(
            ask().prompt(Rung::JsonSchema, None, None).schema.to_string(),
            r#"{"type":"object","additionalProperties":false,"required":["german"],"properties":{"german":{"type":"object","additionalProperties":false,"required":["1","2"],"properties":{"1":{"type":"string"},"2":{"type":"string"}}}}}"#
        );
    }

    #[test]
    fn the_cache_key_depends_on_what_is_stable() {
        let other = Ask { context: "Page: Cups".into(), items: vec![Item::new("Bye")], ..ask() };
        assert_eq!(ask().cache_key(), other.cache_key());
        assert_ne!(ask().cache_key(), Ask { terms: "mug → Becher".into(), ..ask() }.cache_key());
    }
}
