//! Chat completions.

use serde_json::{Map, Value, json};

use super::{End, Event, Said};
use crate::plan::Stream;

pub fn whole(said: &Said) -> Value {
    let refused = said.end == End::Refusal;
    let mut message = json!({
        "role": "assistant",
        "content": if refused || said.tool.is_some() { Value::Null } else { json!(said.text) },
        "refusal": if refused { json!(said.text) } else { Value::Null },
    });
    if let (Some(tool), Some(fields)) = (&said.tool, message.as_object_mut()) {
        fields.insert("tool_calls".to_owned(), json!([call(said, tool, &said.text)]));
    }
    if let (Some(thoughts), Some(fields)) = (&said.reasoning, message.as_object_mut()) {
        fields.insert("reasoning_content".to_owned(), json!(thoughts));
    }
    json!({
        "id": said.id, "object": "chat.completion", "created": said.created, "model": said.model,
        "choices": [{"index": 0, "message": message, "logprobs": null, "finish_reason": finish(said.end)}],
        "usage": usage(said), "service_tier": "default", "system_fingerprint": "fp_emulator",
    })
}

fn call(said: &Said, tool: &str, arguments: &str) -> Value {
    let function = json!({"name": tool, "arguments": arguments});
    json!({"id": format!("call_{}", said.id), "type": "function", "function": function})
}

pub fn events(said: &Said, odd: &[Stream]) -> Vec<Event> {
    let delta = |delta: Value| {
        chunk(said, &json!([{"index": 0, "delta": delta, "logprobs": null, "finish_reason": null}]), None)
    };
    let usage = Event::plain(&chunk(said, &json!([]), Some(usage(said))));
    let wants_usage = said.usage_in_stream && !odd.contains(&Stream::UsageMissing);
    let mut values = vec![delta(json!({"role": "assistant", "content": "", "refusal": null}))];
    if odd.contains(&Stream::NullContent) {
        values.push(delta(json!({"content": null})));
        values.push(delta(json!({})));
    }
    let thoughts = said.reasoning.iter();
    values.extend(thoughts.map(|thoughts| delta(json!({"content": "", "reasoning_content": thoughts}))));
    values
        .extend(said.pieces().into_iter().enumerate().map(|(at, piece)| delta(piece_delta(said, at, piece))));
    let last = json!([{"index": 0, "delta": {}, "logprobs": null, "finish_reason": finish(said.end)}]);
    values.push(chunk(said, &last, None));
    let mut events: Vec<Event> = values.iter().map(Event::plain).collect();
    if wants_usage && odd.contains(&Stream::UsageFirst) {
        events.insert(0, usage);
    } else if wants_usage {
        events.push(usage);
    }
    if !odd.contains(&Stream::NoDone) {
        events.push(Event { name: None, data: "[DONE]".to_owned() });
    }
    events
}

fn piece_delta(said: &Said, at: usize, piece: String) -> Value {
    match &said.tool {
        Some(tool) if at == 0 => {
            let mut call = call(said, tool, &piece);
            call.as_object_mut().into_iter().for_each(|call| drop(call.insert("index".to_owned(), json!(0))));
            json!({ "tool_calls": [call] })
        }
        Some(_) => json!({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}),
        None if said.end == End::Refusal => json!({ "refusal": piece }),
        None => Value::Object(Map::from_iter([("content".to_owned(), Value::String(piece))])),
    }
}

fn chunk(said: &Said, choices: &Value, usage: Option<Value>) -> Value {
    let mut chunk = json!({
        "id": said.id, "object": "chat.completion.chunk", "created": said.created, "model": said.model,
        "service_tier": "default", "system_fingerprint": "fp_emulator", "choices": choices,
    });
    if let (true, Some(fields)) = (said.usage_in_stream, chunk.as_object_mut()) {
        fields.insert("usage".to_owned(), usage.unwrap_or(Value::Null));
    }
    chunk
}

fn usage(said: &Said) -> Value {
    let written = said.completion_tokens();
    json!({
        "prompt_tokens": said.prompt_tokens, "completion_tokens": written,
        "total_tokens": said.prompt_tokens + written,
        "prompt_tokens_details": {"cached_tokens": said.cached_tokens},
        "completion_tokens_details": {"reasoning_tokens": said.reasoning.as_deref().map_or(0, super::tokens)},
    })
}

fn finish(end: End) -> Value {
    match end {
        End::Stop | End::Refusal => json!("stop"),
        End::Length => json!("length"),
        End::Filter => json!("content_filter"),
        End::Tools => json!("tool_calls"),
        End::Null => Value::Null,
    }
}

pub fn error(status: u16, message: &str) -> Value {
    let (kind, code) = match status {
        401 => ("invalid_request_error", json!("invalid_api_key")),
        404 => ("invalid_request_error", json!("model_not_found")),
        429 => ("requests", json!("rate_limit_exceeded")),
        400..500 => ("invalid_request_error", Value::Null),
        _ => ("server_error", Value::Null),
    };
    json!({"error": {"message": message, "type": kind, "param": null, "code": code}})
}
