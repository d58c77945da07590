//! The three conversations: a prompt becomes a request, and what comes back becomes [`Delta`]s.

mod anthropic;
mod gemini;
mod openai;

use serde_json::Value;

use crate::ask::Prompt;
use crate::fault::{Fault, Refusal, shorten};
use crate::ladder::{Learnt, Parameter, Rung};
use crate::{Kind, Provider};

/// A request as it goes out. Its headers hold the key, so it is not printed.
pub(crate) struct Outgoing {
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Value,
}

/// A piece of an answer.
#[derive(Debug)]
pub(crate) enum Delta {
    Text(String),
    /// The model thinks; what it thinks is not wanted, that it does is worth knowing.
    Thought,
    Refusal(String),
    Finish(Finish),
    /// Totals so far; later ones replace earlier ones, field by field.
    Usage(Figures),
    Fault(Refusal),
    /// The stream has said that it is over.
    End,
}

/// Why an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    Stop,
    Length,
    Filtered,
    Refused,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub prompt: Option<u64>,
    pub cached: Option<u64>,
    pub completion: Option<u64>,
}

impl Figures {
    pub fn update(&mut self, newer: Self) {
        self.prompt = newer.prompt.or(self.prompt);
        self.cached = newer.cached.or(self.cached);
        self.completion = newer.completion.or(self.completion);
    }
}

pub(crate) fn request(provider: &Provider, learnt: &Learnt, prompt: &Prompt) -> Outgoing {
    match &provider.kind {
        Kind::Openai => openai::request(provider, learnt, prompt, None),
        Kind::Azure { api_version } => openai::request(provider, learnt, prompt, Some(api_version)),
        Kind::Anthropic => anthropic::request(provider, learnt, prompt),
        Kind::Gemini => gemini::request(provider, learnt, prompt),
    }
}

/// The form a provider is probed with first, and the one after `rung`.
pub(crate) fn next_rung(kind: &Kind, rung: Option<Rung>) -> Option<Rung> {
    let next = match rung {
        None => Some(Rung::JsonSchema),
        Some(rung) => rung.below(),
    };
    // Anthropic knows schemas (through a tool) but no "any object" form.
    match (kind, next) {
        (Kind::Anthropic, Some(Rung::JsonObject)) => Some(Rung::Plain),
        (_, next) => next,
    }
}

/// Reads one event of a stream, or a whole answer to a request that was not streamed.
pub(crate) fn deltas(kind: &Kind, data: &str) -> Result<Vec<Delta>, Fault> {
    if data.trim() == "[DONE]" {
        return Ok(vec![Delta::End]);
    }
    if data.trim().is_empty() {
        return Ok(Vec::new());
    }
    let value = lenient(data).ok_or_else(|| Fault::Garbled(shorten(data)))?;
    let read = match kind {
        Kind::Openai | Kind::Azure { .. } => openai::deltas,
        Kind::Anthropic => anthropic::deltas,
        Kind::Gemini => gemini::deltas,
    };
    let mut deltas = Vec::new();
    // Gemini without `alt=sse` answers with a list of chunks.
    for chunk in value.as_array().map_or(std::slice::from_ref(&value), Vec::as_slice) {
        match chunk.get("error").filter(|error| !error.is_null()) {
            Some(error) => deltas.push(Delta::Fault(Refusal::of(200, error))),
            None => read(chunk, &mut deltas),
        }
    }
    Ok(deltas)
}

/// JSON, also with half a surrogate pair in it, which some servers send when they cut between the halves.
fn lenient(data: &str) -> Option<Value> {
    serde_json::from_str(data).ok().or_else(|| {
        let mut mended = String::with_capacity(data.len());
        let mut tail = data;
        while let Some(at) = tail.find('\\') {
            let (before, escape) = tail.split_at(at);
            mended.push_str(before);
            let length = surrogate_length(escape);
            mended.push_str(if length == 6 { "\\ufffd" } else { escape.get(..length)? });
            tail = escape.get(length..)?;
        }
        mended.push_str(tail);
        serde_json::from_str(&mended).ok()
    })
}

/// How long the escape at the beginning is: 12 for a pair, 6 for half of one, else 2 (what follows is plain then).
fn surrogate_length(escape: &str) -> usize {
    let unit = |text: Option<&str>| {
        text.and_then(|text| text.strip_prefix("\\u")).and_then(|digits| u16::from_str_radix(digits, 16).ok())
    };
    match (unit(escape.get(..6)), unit(escape.get(6..12))) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
        (Some(0xD800..=0xDFFF), _) => 6,
        _ => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
    }
}

/// What is sent of the answer's limit: a model that thinks needs room for that too.
fn output_limit(provider: &Provider, learnt: &Learnt, prompt: &Prompt) -> u64 {
    let wanted = if learnt.reasons { prompt.output_tokens * 4 + 8_192 } else { prompt.output_tokens };
    provider.limits.max_output_tokens.map_or(wanted, |most| wanted.min(u64::from(most)))
}

/// The temperature, where one is wished and taken.
fn temperature(learnt: &Learnt, prompt: &Prompt) -> Option<f32> {
    prompt.temperature.filter(|_| learnt.takes(Parameter::Temperature))
}

fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn count(value: &Value, pointer: &str) -> Option<u64> {
    value.pointer(pointer)?.as_u64()
}

#[cfg(test)]
mod tests;
