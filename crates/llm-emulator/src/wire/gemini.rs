//! `generateContent` and `streamGenerateContent`.

use serde_json::{Value, json};

use super::{End, Event, Said};
use crate::plan::Stream;

pub fn whole(said: &Said) -> Value {
    let thoughts = said.reasoning.iter().map(|text| json!({"text": text, "thought": true}));
    let parts = match &said.tool {
        Some(tool) => thoughts.chain(call(said, tool)).collect(),
        None => thoughts.chain([json!({"text": said.text})]).collect(),
    };
    chunk(said, &parts, finish(said), true)
}

/// The call of a function comes in one piece, also in a stream; one that broke off does not come.
fn call(said: &Said, tool: &str) -> Option<Value> {
    let arguments: Value = serde_json::from_str(&said.text).ok().filter(Value::is_object)?;
    (said.end != End::Tools).then(|| json!({"functionCall": {"name": tool, "args": arguments}}))
}

fn chunk(said: &Said, parts: &Value, finish: Value, usage: bool) -> Value {
    let mut candidate = json!({"content": {"parts": parts, "role": "model"}, "index": 0});
    if let (false, Some(fields)) = (finish.is_null(), candidate.as_object_mut()) {
        fields.insert("finishReason".to_owned(), finish);
    }
    let mut chunk = json!({"candidates": [candidate], "modelVersion": said.model, "responseId": said.id});
    if let (true, Some(fields)) = (usage, chunk.as_object_mut()) {
        let thoughts = said.reasoning.as_deref().map_or(0, super::tokens);
        let figures = json!({
            "promptTokenCount": said.prompt_tokens, "cachedContentTokenCount": said.cached_tokens,
            "candidatesTokenCount": said.completion_tokens() - thoughts, "thoughtsTokenCount": thoughts,
            "totalTokenCount": said.prompt_tokens + said.completion_tokens(),
        });
        fields.insert("usageMetadata".to_owned(), figures);
    }
    chunk
}

pub fn events(said: &Said, odd: &[Stream]) -> Vec<Event> {
    let usage = !odd.contains(&Stream::UsageMissing);
    let part = |part: Value| chunk(said, &json!([part]), Value::Null, usage);
    let mut values: Vec<Value> =
        said.reasoning.iter().map(|text| part(json!({"text": text, "thought": true}))).collect();
    match &said.tool {
        Some(tool) => values.extend(call(said, tool).map(part)),
        None => values.extend(said.pieces().into_iter().map(|piece| part(json!({ "text": piece })))),
    }
    values.push(chunk(said, &json!([{"text": ""}]), finish(said), usage));
    values.iter().map(Event::plain).collect()
}

fn finish(said: &Said) -> Value {
    let broken = said.tool.as_deref().is_some_and(|tool| call(said, tool).is_none());
    match said.end {
        End::Stop if broken => json!("MALFORMED_FUNCTION_CALL"),
        End::Stop => json!("STOP"),
        End::Length => json!("MAX_TOKENS"),
        End::Filter => json!("SAFETY"),
        End::Refusal => json!("PROHIBITED_CONTENT"),
        End::Tools => json!("MALFORMED_FUNCTION_CALL"),
        End::Null => Value::Null,
    }
}

pub fn error(status: u16, message: &str) -> Value {
    let name = match status {
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        429 => "RESOURCE_EXHAUSTED",
        400..500 => "INVALID_ARGUMENT",
        503 | 529 => "UNAVAILABLE",
        _ => "INTERNAL",
    };
    json!({"error": {"code": status, "message": message, "status": name}})
}
