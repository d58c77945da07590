//! Anthropic's messages. A schema goes in as the input of a tool that the model must call.

use serde_json::{Value, json};

use super::{Delta, Figures, Finish, Outgoing, count, output_limit, temperature, text};
use crate::Provider;
use crate::ask::Prompt;
use crate::ladder::{Learnt, Parameter, Rung};

const VERSION: &str = "2023-06-01";
const TOOL: &str = "answer";

pub(super) fn request(provider: &Provider, learnt: &Learnt, prompt: &Prompt) -> Outgoing {
    let mut body = json!({
        "model": provider.model,
        "max_tokens": output_limit(provider, learnt, prompt),
        "system": system(learnt, prompt),
        "messages": [{"role": "user", "content": prompt.user}],
    });
    if let Some(body) = body.as_object_mut() {
        if learnt.takes(Parameter::Stream) {
            body.insert("stream".to_owned(), json!(true));
        }
        if prompt.rung == Rung::JsonSchema {
            let tool =
                json!({"name": TOOL, "description": "Takes the answer.", "input_schema": prompt.schema});
            body.insert("tools".to_owned(), json!([tool]));
            body.insert("tool_choice".to_owned(), json!({"type": "tool", "name": TOOL}));
        }
        if let Some(temperature) = temperature(learnt, prompt) {
            body.insert("temperature".to_owned(), json!(temperature));
        }
    }
    Outgoing {
        url: format!("{}/v1/messages", provider.base_url.trim_end_matches('/')),
        headers: vec![
            ("x-api-key", provider.key.reveal().to_owned()),
            ("anthropic-version", VERSION.to_owned()),
        ],
        body,
    }
}

/// Blocks; the last one ends what is worth keeping in the cache.
fn system(learnt: &Learnt, prompt: &Prompt) -> Value {
    let texts = [&prompt.rules, &prompt.terms];
    let mut blocks: Vec<Value> = texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| json!({"type": "text", "text": text}))
        .collect();
    if learnt.takes(Parameter::CacheKey)
        && let Some(last) = blocks.last_mut().and_then(Value::as_object_mut)
    {
        last.insert("cache_control".to_owned(), json!({"type": "ephemeral"}));
    }
    Value::Array(blocks)
}

/// Reads an event of a stream, or a whole message.
pub(super) fn deltas(event: &Value, out: &mut Vec<Delta>) {
    match event.get("type").and_then(Value::as_str).unwrap_or_default() {
        "message_start" => {
            if let Some(message) = event.get("message") {
                out.extend(usage(message));
            }
        }
        "content_block_delta" => {
            let news = text(event, "/delta/text").or_else(|| text(event, "/delta/partial_json"));
            out.extend(news.map(Delta::Text));
            if event.pointer("/delta/thinking").is_some() {
                out.push(Delta::Thought);
            }
        }
        "message_delta" => {
            out.extend(text(event, "/delta/stop_reason").map(|reason| Delta::Finish(finish(&reason))));
            out.extend(usage(event));
        }
        "message_stop" => out.push(Delta::End),
        "message" => message(event, out),
        _ => {}
    }
}

fn message(message: &Value, out: &mut Vec<Delta>) {
    for block in message.get("content").and_then(Value::as_array).into_iter().flatten() {
        let input = block.get("input").map(Value::to_string);
        out.extend(text(block, "/text").or(input).map(Delta::Text));
        if block.get("thinking").is_some() {
            out.push(Delta::Thought);
        }
    }
    out.extend(text(message, "/stop_reason").map(|reason| Delta::Finish(finish(&reason))));
    out.extend(usage(message));
}

/// Its prompt tokens leave out what the cache took or gave, so these are added.
fn usage(holder: &Value) -> Option<Delta> {
    let usage = holder.get("usage").filter(|usage| usage.is_object())?;
    let cached = count(usage, "/cache_read_input_tokens");
    let stored = count(usage, "/cache_creation_input_tokens");
    let prompt = count(usage, "/input_tokens").map(|fresh| fresh + cached.unwrap_or(0) + stored.unwrap_or(0));
    Some(Delta::Usage(Figures { prompt, cached, completion: count(usage, "/output_tokens") }))
}

fn finish(reason: &str) -> Finish {
    match reason {
        "max_tokens" | "model_context_window_exceeded" => Finish::Length,
        "refusal" => Finish::Refused,
        _ => Finish::Stop,
    }
}
