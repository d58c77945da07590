//! Google's `generateContent`.

use serde_json::{Value, json};

use super::{Delta, Figures, Finish, Outgoing, count, output_limit, temperature, text};
use crate::Provider;
use crate::ask::Prompt;
use crate::ladder::{Learnt, Parameter, Rung};

pub(super) fn request(provider: &Provider, learnt: &Learnt, prompt: &Prompt) -> Outgoing {
    let mut generation = json!({ "maxOutputTokens": output_limit(provider, learnt, prompt) });
    let mut set = |name: &str, value: Value| {
        if let Some(generation) = generation.as_object_mut() {
            generation.insert(name.to_owned(), value);
        }
    };
    if matches!(prompt.rung, Rung::JsonSchema | Rung::JsonObject) {
        set("responseMimeType", json!("application/json"));
    }
    if prompt.rung == Rung::JsonSchema {
        set("responseJsonSchema", prompt.schema.clone());
    }
    if let Some(temperature) = temperature(learnt, prompt) {
        set("temperature", json!(temperature));
    }
    let system: Vec<Value> = [&prompt.rules, &prompt.terms]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| json!({"text": text}))
        .collect();
    let base = provider.base_url.trim_end_matches('/');
    let how =
        if learnt.takes(Parameter::Stream) { "streamGenerateContent?alt=sse" } else { "generateContent" };
    Outgoing {
        url: format!("{base}/v1beta/models/{}:{how}", provider.model),
        headers: vec![("x-goog-api-key", provider.key.reveal().to_owned())],
        body: json!({
            "systemInstruction": {"parts": system},
            "contents": [{"role": "user", "parts": [{"text": prompt.user}]}],
            "generationConfig": generation,
        }),
    }
}

/// Reads a chunk; a whole answer looks the same.
pub(super) fn deltas(chunk: &Value, out: &mut Vec<Delta>) {
    if let Some(reason) = text(chunk, "/promptFeedback/blockReason") {
        tracing::debug!(reason, "Gemini blocked a prompt");
        out.push(Delta::Finish(Finish::Filtered));
    }
    if let Some(candidate) = chunk.pointer("/candidates/0") {
        for part in candidate.pointer("/content/parts").and_then(Value::as_array).into_iter().flatten() {
            if part.get("thought").and_then(Value::as_bool) == Some(true) {
                out.push(Delta::Thought);
            } else {
                out.extend(text(part, "/text").map(Delta::Text));
            }
        }
        out.extend(text(candidate, "/finishReason").map(|reason| Delta::Finish(finish(&reason))));
    }
    if let Some(usage) = chunk.get("usageMetadata") {
        let thoughts = count(usage, "/thoughtsTokenCount");
        if thoughts.is_some_and(|tokens| tokens > 0) {
            out.push(Delta::Thought);
        }
        let written = count(usage, "/candidatesTokenCount");
        out.push(Delta::Usage(Figures {
            prompt: count(usage, "/promptTokenCount"),
            cached: count(usage, "/cachedContentTokenCount"),
            completion: written.or(thoughts).map(|_| written.unwrap_or(0) + thoughts.unwrap_or(0)),
        }));
    }
}

fn finish(reason: &str) -> Finish {
    match reason {
        "MAX_TOKENS" => Finish::Length,
        "SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" => Finish::Filtered,
        _ => Finish::Stop,
    }
}
