//! One answer in three shapes.

mod anthropic;
mod gemini;
mod openai;

use serde_json::{Value, json};

use crate::{plan::Stream, request::Api};

/// Why an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Stop,
    Length,
    Filter,
    Refusal,
    Tools,
    Null,
}

/// What the model says, before it has a shape.
#[derive(Debug, Clone)]
pub struct Said {
    pub api: Api,
    /// The same for the same request.
    pub id: String,
    /// Seconds since 1970, by the plan's clock.
    pub created: u64,
    pub model: String,
    pub text: String,
    /// Thoughts that come before the text.
    pub reasoning: Option<String>,
    pub end: End,
    pub prompt_tokens: u64,
    pub cached_tokens: u64,
    /// The tool whose input the text is.
    pub tool: Option<String>,
    pub usage_in_stream: bool,
}

impl Said {
    fn completion_tokens(&self) -> u64 {
        tokens(&self.text) + self.reasoning.as_deref().map_or(0, tokens)
    }

    /// The text in the small pieces of a stream.
    fn pieces(&self) -> Vec<String> {
        let letters: Vec<char> = self.text.chars().collect();
        letters.chunks(12.max(letters.len() / 400)).map(|piece| piece.iter().collect()).collect()
    }
}

/// A token is taken to be four bytes.
pub fn tokens(text: &str) -> u64 {
    text.len().div_ceil(4) as u64
}

/// A server-sent event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub name: Option<String>,
    pub data: String,
}

impl Event {
    fn plain(data: &Value) -> Self {
        Self { name: None, data: data.to_string() }
    }

    /// Anthropic's events carry their type as a name too.
    fn typed(data: &Value) -> Self {
        let name = data.get("type").and_then(Value::as_str).map(str::to_owned);
        Self { name, data: data.to_string() }
    }
}

/// The reply to a request without streaming.
pub fn whole(said: &Said) -> Value {
    match said.api {
        Api::OpenAi => openai::whole(said),
        Api::Anthropic => anthropic::whole(said),
        Api::Gemini => gemini::whole(said),
    }
}

/// The reply as events, with the oddities that are a matter of events.
pub fn events(said: &Said, odd: &[Stream]) -> Vec<Event> {
    let mut events = match said.api {
        Api::OpenAi => openai::events(said, odd),
        Api::Anthropic => anthropic::events(said, odd),
        Api::Gemini => gemini::events(said, odd),
    };
    if odd.contains(&Stream::UnknownFields) {
        for event in &mut events {
            unknown_field(event);
        }
    }
    let middle = events.len() / 2;
    if odd.contains(&Stream::DuplicateChunk)
        && let Some(event) = events.get(middle).cloned()
    {
        events.insert(middle, event);
    }
    if odd.contains(&Stream::ErrorInside) {
        let data = error(said.api, 500, "The server had an error while processing your request.");
        events.truncate(middle);
        events.push(if said.api == Api::Anthropic { Event::typed(&data) } else { Event::plain(&data) });
    }
    events
}

fn unknown_field(event: &mut Event) {
    if let Ok(Value::Object(mut fields)) = serde_json::from_str(&event.data) {
        fields.insert("obfuscation".to_owned(), json!("aXq9"));
        fields.insert("x_gateway".to_owned(), json!({"region": "none", "hops": [1, 2]}));
        event.data = Value::Object(fields).to_string();
    }
}

/// An error's body in the provider's own words.
pub fn error(api: Api, status: u16, message: &str) -> Value {
    match api {
        Api::OpenAi => openai::error(status, message),
        Api::Anthropic => anthropic::error(status, message),
        Api::Gemini => gemini::error(status, message),
    }
}
