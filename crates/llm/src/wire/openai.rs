//! Chat completions, as in `OpenAI`'s published description of its interface.

use serde_json::{Value, json};

use super::{Delta, Figures, Finish, Outgoing, count, output_limit, temperature, text};
use crate::Provider;
use crate::ask::Prompt;
use crate::ladder::{Learnt, Parameter, Rung};

pub(super) fn request(
    provider: &Provider,
    learnt: &Learnt,
    prompt: &Prompt,
    azure_version: Option<&str>,
) -> Outgoing {
    let base = provider.base_url.trim_end_matches('/');
    let key = provider.key.reveal();
    let (url, header) = match azure_version {
        Some(version) => (
            format!("{base}/openai/deployments/{}/chat/completions?api-version={version}", provider.model),
            ("api-key", key.to_owned()),
        ),
        None => (format!("{base}/chat/completions"), ("authorization", format!("Bearer {key}"))),
    };
    let headers = if provider.key.is_empty() { Vec::new() } else { vec![header] };
    Outgoing { url, headers, body: body(provider, learnt, prompt) }
}

fn body(provider: &Provider, learnt: &Learnt, prompt: &Prompt) -> Value {
    let mut body = json!({ "model": provider.model, "messages": messages(learnt, prompt) });
    let mut set = |name: &str, value: Value| {
        if let Some(body) = body.as_object_mut() {
            body.insert(name.to_owned(), value);
        }
    };
    match prompt.rung {
        Rung::JsonSchema => set(
            "response_format",
            json!({"type": "json_schema", "json_schema": {"name": "answer", "strict": true, "schema": prompt.schema}}),
        ),
        Rung::JsonObject => set("response_format", json!({"type": "json_object"})),
        Rung::Plain | Rung::Lines | Rung::Single => {}
    }
    if learnt.takes(Parameter::Stream) {
        set("stream", json!(true));
        if learnt.takes(Parameter::StreamOptions) {
            set("stream_options", json!({"include_usage": true, "include_obfuscation": false}));
        }
    }
    if learnt.takes(Parameter::MaxCompletionTokens) {
        set("max_completion_tokens", json!(output_limit(provider, learnt, prompt)));
    } else if learnt.takes(Parameter::MaxTokens) {
        set("max_tokens", json!(output_limit(provider, learnt, prompt)));
    }
    if let Some(temperature) = temperature(learnt, prompt) {
        set("temperature", json!(temperature));
    }
    if learnt.takes(Parameter::CacheKey) {
        set("prompt_cache_key", json!(prompt.cache_key));
    }
    body
}

fn messages(learnt: &Learnt, prompt: &Prompt) -> Value {
    let system = [prompt.rules.as_str(), &prompt.terms].join("\n\n");
    let system = system.trim();
    if learnt.takes(Parameter::SystemRole) {
        return json!([{"role": "system", "content": system}, {"role": "user", "content": prompt.user}]);
    }
    json!([{"role": "user", "content": format!("{system}\n\n{}", prompt.user)}])
}

/// Reads a chunk of a stream, whose news stands under `delta`, or a whole answer, where it stands under `message`.
pub(super) fn deltas(chunk: &Value, out: &mut Vec<Delta>) {
    if let Some(choice) = chunk.pointer("/choices/0") {
        let news = choice.get("delta").or_else(|| choice.get("message")).unwrap_or(&Value::Null);
        if text(news, "/reasoning_content").or_else(|| text(news, "/reasoning")).is_some() {
            out.push(Delta::Thought);
        }
        out.extend(content(news).map(Delta::Text));
        out.extend(text(news, "/refusal").map(Delta::Refusal));
        out.extend(
            choice.get("finish_reason").and_then(Value::as_str).map(|reason| Delta::Finish(finish(reason))),
        );
    }
    if let Some(usage) = chunk.get("usage").filter(|usage| usage.is_object()) {
        if count(usage, "/completion_tokens_details/reasoning_tokens").is_some_and(|tokens| tokens > 0) {
            out.push(Delta::Thought);
        }
        out.push(Delta::Usage(Figures {
            prompt: count(usage, "/prompt_tokens"),
            cached: count(usage, "/prompt_tokens_details/cached_tokens"),
            completion: count(usage, "/completion_tokens"),
        }));
    }
}

/// A text, or with some servers a list of parts.
fn content(news: &Value) -> Option<String> {
    match news.get("content")? {
        Value::Array(parts) => Some(parts.iter().filter_map(|part| text(part, "/text")).collect()),
        _ => text(news, "/content"),
    }
}

fn finish(reason: &str) -> Finish {
    match reason {
        "length" | "max_tokens" => Finish::Length,
        "content_filter" => Finish::Filtered,
        _ => Finish::Stop,
    }
}
