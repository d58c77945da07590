use serde_json::json;

use super::*;
use crate::ask::{Ask, Item};
use crate::{Limits, Prices, Secret};

fn provider(kind: Kind) -> Provider {
    Provider {
        kind,
        base_url: "https://models.example/".into(),
        model: "m1".into(),
        key: Secret::new("sk-1"),
        prices: Prices::default(),
        max_concurrency: 1,
        limits: Limits::default(),
    }
}

fn prompt(rung: Rung) -> Prompt {
    let ask = Ask {
        rules: "R".into(),
        terms: "T".into(),
        items: vec![Item::new("Hello")],
        field: "german".into(),
        temperature: Some(0.5),
        ..Ask::default()
    };
    ask.prompt(rung, None, None)
}

fn sent(kind: Kind, rung: Rung, refused: &[Parameter]) -> Outgoing {
    let learnt = Learnt { refused: refused.iter().copied().collect(), reasons: false };
    request(&provider(kind), &learnt, &prompt(rung))
}

fn azure() -> Kind {
    Kind::Azure { api_version: "2025-01-01".into() }
}

/// What a stream of events says, in short.
fn check(kind: &Kind, events: &[Value], expected: &str) {
    let mut said = Vec::new();
    for delta in events.iter().flat_map(|event| deltas(kind, &event.to_string()).unwrap()) {
        said.push(match delta {
            Delta::Text(text) => format!("{text:?}"),
            Delta::Thought => "thought".into(),
            Delta::Refusal(text) => format!("refusal {text:?}"),
            Delta::Finish(finish) => format!("{finish:?}"),
            Delta::Usage(f) => {
                format!("{:?}/{:?}/{:?}", f.prompt, f.cached, f.completion).replace("Some", "")
            }
            Delta::Fault(refusal) => format!("fault {}", refusal.status),
            Delta::End => "end".into(),
        });
    }
    assert_eq!(said.join(" "), expected, "{events:?}");
}

#[test]
fn every_kind_is_addressed_in_its_own_way() {
    let check = |kind: Kind, url: &str, header: &str| {
        let out = sent(kind, Rung::Plain, &[]);
        assert_eq!((out.url.as_str(), out.headers.first().unwrap().0), (url, header));
    };
    check(Kind::Openai, "https://models.example/chat/completions", "authorization");
    check(
        azure(),
        "https://models.example/openai/deployments/m1/chat/completions?api-version=2025-01-01",
        "api-key",
    );
    check(Kind::Anthropic, "https://models.example/v1/messages", "x-api-key");
    check(
        Kind::Gemini,
        "https://models.example/v1beta/models/m1:streamGenerateContent?alt=sse",
        "x-goog-api-key",
    );
}

#[test]
fn a_schema_is_asked_for_in_the_providers_words() {
    let schema = prompt(Rung::JsonSchema).schema;
    let openai = sent(Kind::Openai, Rung::JsonSchema, &[]).body;
    assert_eq!(openai.pointer("/response_format/json_schema/schema"), Some(&schema));
    assert_eq!(openai.pointer("/response_format/json_schema/strict"), Some(&json!(true)));
    let anthropic = sent(Kind::Anthropic, Rung::JsonSchema, &[]).body;
    assert_eq!(anthropic.pointer("/tools/0/input_schema"), Some(&schema));
    assert_eq!(anthropic.pointer("/system/1/cache_control/type"), Some(&json!("ephemeral")));
    assert_eq!(anthropic.pointer("/system/0/cache_control"), None);
    let gemini = sent(Kind::Gemini, Rung::JsonSchema, &[]).body;
    assert_eq!(gemini.pointer("/generationConfig/responseJsonSchema"), Some(&schema));
    for kind in [Kind::Openai, Kind::Anthropic, Kind::Gemini] {
        let plain = sent(kind, Rung::Plain, &[]).body.to_string();
        assert!(!plain.contains("additionalProperties"), "a plain request carries no schema: {plain}");
    }
}

#[test]
fn what_a_server_refuses_is_left_out() {
    use Parameter::{
        CacheKey, MaxCompletionTokens, MaxTokens, Stream, StreamOptions, SystemRole, Temperature,
    };
    let keys = |refused: &[Parameter]| {
        let body = sent(Kind::Openai, Rung::Plain, refused).body;
        let keys: Vec<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
        keys.join(" ")
    };
    let all = "model messages stream stream_options max_completion_tokens temperature prompt_cache_key";
    assert_eq!(keys(&[]), all);
    assert_eq!(
        keys(&[MaxCompletionTokens, CacheKey, StreamOptions]),
        "model messages stream max_tokens temperature"
    );
    assert_eq!(
        keys(&[MaxCompletionTokens, MaxTokens, CacheKey, Stream, Temperature, SystemRole]),
        "model messages"
    );
    let merged = sent(Kind::Openai, Rung::Plain, &[SystemRole]).body;
    assert_eq!(merged.pointer("/messages/0/role"), Some(&json!("user")));
    assert!(merged.pointer("/messages/0/content").unwrap().as_str().unwrap().starts_with("R\n\nT\n\n{"));
}

#[test]
fn a_chat_completion_is_understood() {
    let delta = |delta: Value, finish: Value| json!({"choices": [{"delta": delta, "finish_reason": finish}]});
    let usage =
        json!({"prompt_tokens": 9, "completion_tokens": 4, "prompt_tokens_details": {"cached_tokens": 5}});
    check(
        &Kind::Openai,
        &[
            delta(json!({"role": "assistant", "content": null}), Value::Null),
            delta(json!({"content": "Hal"}), Value::Null),
            delta(json!({"reasoning_content": "hm", "content": ""}), Value::Null),
            delta(json!({}), json!("length")),
            json!({"choices": [], "usage": usage, "obfuscation": "xx"}),
        ],
        r#""Hal" thought Length (9)/(5)/(4)"#,
    );
    check(&Kind::Openai, &[delta(json!({"refusal": "No."}), json!("stop"))], r#"refusal "No." Stop"#);
    check(&azure(), &[delta(json!({}), json!("content_filter"))], "Filtered");
    let whole =
        json!({"choices": [{"message": {"content": "Hallo"}, "finish_reason": "stop"}], "usage": usage});
    check(&Kind::Openai, &[whole], r#""Hallo" Stop (9)/(5)/(4)"#);
    check(&Kind::Openai, &[json!({"error": {"message": "x", "code": 503}})], "fault 503");
    assert!(matches!(deltas(&Kind::Openai, "[DONE]").unwrap()[..], [Delta::End]));
}

#[test]
fn an_anthropic_message_is_understood() {
    let usage = json!({"input_tokens": 3, "cache_read_input_tokens": 5, "cache_creation_input_tokens": 1, "output_tokens": 1});
    check(
        &Kind::Anthropic,
        &[
            json!({"type": "message_start", "message": {"usage": usage}}),
            json!({"type": "ping"}),
            json!({"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": "hm"}}),
            json!({"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Hal"}}),
            json!({"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": "{\"a"}}),
            json!({"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 7}}),
            json!({"type": "message_stop"}),
        ],
        r#"(9)/(5)/(1) thought "Hal" "{\"a" Stop None/None/(7) end"#,
    );
    let block = json!({"type": "tool_use", "input": {"german": {"1": "Hallo"}}});
    let whole = json!({"type": "message", "content": [block], "stop_reason": "max_tokens", "usage": usage});
    check(&Kind::Anthropic, &[whole], r#""{\"german\":{\"1\":\"Hallo\"}}" Length (9)/(5)/(1)"#);
    let overloaded = json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}});
    check(&Kind::Anthropic, &[overloaded], "fault 529");
}

#[test]
fn a_gemini_answer_is_understood() {
    let chunk = |parts: Value, reason: Value| json!({"candidates": [{"content": {"parts": parts}, "finishReason": reason}]});
    check(
        &Kind::Gemini,
        &[
            chunk(json!([{"text": "hm", "thought": true}, {"text": "Hal"}]), Value::Null),
            json!([chunk(json!([{"text": "lo"}]), json!("MAX_TOKENS"))]),
            json!({"usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 2, "thoughtsTokenCount": 4}}),
        ],
        r#"thought "Hal" "lo" Length thought (9)/None/(6)"#,
    );
    check(&Kind::Gemini, &[json!({"promptFeedback": {"blockReason": "SAFETY"}})], "Filtered");
}

#[test]
fn half_a_surrogate_pair_spoils_one_letter_and_not_the_answer() {
    let text = |data: &str| match deltas(&Kind::Openai, data).map(|mut deltas| deltas.remove(0)) {
        Ok(Delta::Text(text)) => text,
        other => panic!("{other:?}"),
    };
    let chunk = |text: &str| format!("{{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}}}}]}}");
    assert_eq!(text(&chunk(r"a\ud83d b\n\\ud83d \ud83d\ude00")), "a\u{fffd} b\n\\ud83d 😀");
    assert!(matches!(deltas(&Kind::Openai, "not json"), Err(Fault::Garbled(_))));
}

#[test]
fn room_is_left_for_thinking_where_a_model_thinks() {
    let mut capped = provider(Kind::Openai);
    let thinker = Learnt { reasons: true, ..Learnt::default() };
    let limit = |provider: &Provider, learnt: &Learnt| {
        request(provider, learnt, &prompt(Rung::Plain)).body["max_completion_tokens"].as_u64().unwrap()
    };
    assert_eq!(limit(&capped, &Learnt::default()), 256);
    assert!(limit(&capped, &thinker) > 8_000);
    capped.limits.max_output_tokens = Some(4_096);
    assert_eq!(limit(&capped, &thinker), 4_096);
}
