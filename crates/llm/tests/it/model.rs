//! A deterministic translator behind the server: what it says can be spoilt on its way out.

use serde_json::{Map, Value, json};

/// What was asked, on whichever rung.
pub struct Asked {
    pub texts: Vec<String>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Lines,
    Single,
}

impl Asked {
    pub fn of(body: &Value) -> Self {
        let user = body.pointer("/messages/1/content").and_then(Value::as_str).unwrap_or_default();
        if let Some(text) = user.split_once("Text:\n").and_then(|(_, below)| below.split_once("\n---")) {
            return Self { texts: vec![text.0.to_owned()], form: Form::Single };
        }
        let line = user.lines().find(|line| line.starts_with("{\"1\":"));
        if let Some(texts) = line.and_then(|line| serde_json::from_str::<Map<String, Value>>(line).ok()) {
            let texts = texts.values().filter_map(Value::as_str).map(str::to_owned).collect();
            return Self { texts, form: Form::Json };
        }
        let numbered = user.lines().filter_map(|line| line.split_once('|'));
        let texts = numbered.filter(|(n, _)| n.parse::<u32>().is_ok()).map(|(_, text)| text.to_owned());
        Self { texts: texts.collect(), form: Form::Lines }
    }

    /// Good translations: one can see that something was done, and everything is still there.
    pub fn translated(&self) -> Vec<Option<String>> {
        self.texts.iter().map(|text| Some(format!("Deutsch {text}"))).collect()
    }

    /// The answer in the form that was asked for.
    pub fn written(&self, texts: &[Option<String>]) -> String {
        let given = (1..).zip(texts).filter_map(|(number, text): (usize, _)| Some((number, text.as_ref()?)));
        match self.form {
            Form::Json => {
                let texts: Map<String, Value> =
                    given.map(|(number, text)| (number.to_string(), json!(text))).collect();
                json!({ "german": texts }).to_string()
            }
            Form::Lines => {
                let lines: Vec<_> =
                    given.map(|(n, text)| format!("{n}|{}\n", text.replace('\n', "⏎"))).collect();
                lines.concat()
            }
            Form::Single => given.map(|(_, text)| text.clone()).collect(),
        }
    }
}
