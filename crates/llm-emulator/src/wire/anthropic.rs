//! Messages.

use serde_json::{Value, json};

use super::{End, Event, Said};
use crate::plan::Stream;

pub fn whole(said: &Said) -> Value {
    let thoughts =
        said.reasoning.iter().map(|text| json!({"type": "thinking", "thinking": text, "signature": "none"}));
    let content = match &said.tool {
        // A tool's input arrives parsed, so one that broke off arrives empty.
        Some(tool) => {
            let input: Value = serde_json::from_str(&said.text).unwrap_or_else(|_| json!({}));
            json!({"type": "tool_use", "id": format!("toolu_{}", said.id), "name": tool, "input": input})
        }
        None => json!({"type": "text", "text": said.text}),
    };
    message(said, &thoughts.chain([content]).collect(), &finish(said), said.completion_tokens())
}

fn message(said: &Said, content: &Value, stop: &Value, written: u64) -> Value {
    json!({
        "id": format!("msg_{}", said.id), "type": "message", "role": "assistant", "model": said.model,
        "content": content, "stop_reason": stop, "stop_sequence": null,
        "usage": {
            "input_tokens": said.prompt_tokens - said.cached_tokens, "output_tokens": written,
            "cache_creation_input_tokens": 0, "cache_read_input_tokens": said.cached_tokens,
        },
    })
}

pub fn events(said: &Said, odd: &[Stream]) -> Vec<Event> {
    let start = message(said, &json!([]), &Value::Null, 1);
    let mut values = vec![json!({"type": "message_start", "message": start}), json!({"type": "ping"})];
    let mut index = 0;
    if let Some(thoughts) = &said.reasoning {
        let block = json!({"type": "thinking", "thinking": "", "signature": ""});
        block_of(&mut values, index, &block, [json!({"type": "thinking_delta", "thinking": thoughts})]);
        index += 1;
    }
    let block = match &said.tool {
        Some(tool) => {
            json!({"type": "tool_use", "id": format!("toolu_{}", said.id), "name": tool, "input": {}})
        }
        None => json!({"type": "text", "text": ""}),
    };
    let delta = |piece: String| match said.tool {
        Some(_) => json!({"type": "input_json_delta", "partial_json": piece}),
        None => json!({"type": "text_delta", "text": piece}),
    };
    block_of(&mut values, index, &block, said.pieces().into_iter().map(delta));
    let mut last =
        json!({"type": "message_delta", "delta": {"stop_reason": finish(said), "stop_sequence": null}});
    if let (false, Some(fields)) = (odd.contains(&Stream::UsageMissing), last.as_object_mut()) {
        fields.insert("usage".to_owned(), json!({"output_tokens": said.completion_tokens()}));
    }
    values.push(last);
    if !odd.contains(&Stream::NoDone) {
        values.push(json!({"type": "message_stop"}));
    }
    values.iter().map(Event::typed).collect()
}

fn block_of(values: &mut Vec<Value>, index: usize, block: &Value, deltas: impl IntoIterator<Item = Value>) {
    values.push(json!({"type": "content_block_start", "index": index, "content_block": block}));
    let deltas = deltas.into_iter();
    values.extend(deltas.map(|delta| json!({"type": "content_block_delta", "index": index, "delta": delta})));
    values.push(json!({"type": "content_block_stop", "index": index}));
}

fn finish(said: &Said) -> Value {
    match said.end {
        End::Stop if said.tool.is_some() => json!("tool_use"),
        End::Stop => json!("end_turn"),
        End::Tools => json!("tool_use"),
        End::Length => json!("max_tokens"),
        End::Filter | End::Refusal => json!("refusal"),
        End::Null => Value::Null,
    }
}

pub fn error(status: u16, message: &str) -> Value {
    let kind = match status {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        400..500 => "invalid_request_error",
        529 => "overloaded_error",
        _ => "api_error",
    };
    json!({"type": "error", "error": {"type": kind, "message": message}})
}
