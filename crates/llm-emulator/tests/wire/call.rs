//! Asking the emulator, and what arrives.

use llm_emulator::{Emulator, Fault, Plan, Rule, When};
use reqwest::header::HeaderMap;
use serde_json::{Map, Value, json};

pub const OPENAI: &str = "/v1/chat/completions";
pub const SYSTEM: &str =
    "You translate.\n\nUse these words:\nmug → Becher [noun]\nDo not translate: Ann, Brightmug";

/// A plan of faults that strike every request.
pub fn plan(faults: impl IntoIterator<Item = Fault>) -> Plan {
    let faults = faults.into_iter().map(|fault| Rule { when: When::default(), fault }).collect();
    Plan { faults, ..Plan::default() }
}

pub async fn emulator(faults: impl IntoIterator<Item = Fault>) -> Emulator {
    Emulator::start(plan(faults)).await.unwrap()
}

pub fn request(user: &str) -> Value {
    let messages = [json!({"role": "system", "content": SYSTEM}), json!({"role": "user", "content": user})];
    json!({"model": "emulator-1", "messages": messages})
}

/// The lowest rung: one text alone.
pub fn single(text: &str) -> Value {
    request(&format!("Page: shop\nText:\n{text}\n---\nTranslate into German."))
}

/// `1|one`, a line a text.
pub fn lines(texts: &[&str]) -> Value {
    let lines: Vec<String> = (1..).zip(texts).map(|(id, text)| format!("{id}|{text}")).collect();
    request(&format!("Page: shop\n{}\nTranslate into German.", lines.join("\n")))
}

pub fn schema(count: usize) -> Value {
    let texts: Map<_, _> = (1..=count).map(|id| (id.to_string(), json!({"type": "string"}))).collect();
    let inner = json!({"type": "object", "properties": texts});
    json!({"type": "object", "properties": {"german": inner}})
}

/// The highest rung: an object along a schema.
pub fn structured(texts: &[&str]) -> Value {
    let payload: Map<_, _> =
        (1..).zip(texts).map(|(id, text): (u32, _)| (id.to_string(), json!(text))).collect();
    let mut body = request(&format!("Page: shop\n{}\nTranslate into German.", Value::Object(payload)));
    let form = json!({"name": "answer", "strict": true, "schema": schema(texts.len())});
    set(&mut body, "response_format", json!({"type": "json_schema", "json_schema": form}));
    body
}

pub fn streamed(mut body: Value) -> Value {
    set(&mut body, "stream", json!(true));
    set(&mut body, "stream_options", json!({"include_usage": true}));
    body
}

pub fn set(body: &mut Value, field: &str, value: Value) {
    body.as_object_mut().unwrap().insert(field.to_owned(), value);
}

/// A response, in the pieces in which it came.
#[derive(Debug, PartialEq, Eq)]
pub struct Arrived {
    pub status: u16,
    pub headers: HeaderMap,
    pub pieces: Vec<Vec<u8>>,
    /// The body came to its end.
    pub whole: bool,
}

pub async fn ask(emulator: &Emulator, path: &str, body: &Value) -> Arrived {
    try_ask(emulator, path, body).await.unwrap()
}

pub async fn try_ask(emulator: &Emulator, path: &str, body: &Value) -> reqwest::Result<Arrived> {
    let url = emulator.base_url() + path;
    let mut response = plain().post(url).json(body).send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut pieces = Vec::new();
    let whole = loop {
        match response.chunk().await {
            Ok(Some(piece)) => pieces.push(piece.to_vec()),
            Ok(None) => break true,
            Err(_) => break false,
        }
    };
    Ok(Arrived { status, headers, pieces, whole })
}

impl Arrived {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes()).unwrap()
    }

    /// A value of the answer, by JSON pointer.
    pub fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or_default()
    }

    /// What the model said, in `OpenAI`'s shape.
    pub fn said(&self) -> String {
        self.at("/choices/0/message/content").as_str().unwrap_or_default().to_owned()
    }

    /// The data of the events of a plain stream, apart from `[DONE]`.
    pub fn events(&self) -> Vec<Value> {
        let text = self.text();
        let data =
            text.lines().filter_map(|line| line.strip_prefix("data: ")).filter(|data| *data != "[DONE]");
        data.map(|data| serde_json::from_str(data).unwrap()).collect()
    }

    /// What the model said in a stream.
    pub fn streamed(&self) -> String {
        let events = self.events();
        events.iter().filter_map(|event| event.pointer("/choices/0/delta/content")?.as_str()).collect()
    }
}

/// A client that leaves the bytes as they came, whatever other crates have taught reqwest to unpack.
pub fn plain() -> reqwest::Client {
    reqwest::Client::builder().no_gzip().build().unwrap()
}
