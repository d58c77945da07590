//! A model that behaves: every form on every path, and the same again.

use serde_json::{Value, json};

use crate::call::{
    Arrived, OPENAI, ask, emulator, lines, request, schema, set, single, streamed, structured,
};

const TEXTS: [&str; 2] = ["Hi <g1>you</g1>", "Bye"];
const OBJECT: &str = r#"{"german":{"1":"Ĥî <g1>ýöü</g1>","2":"Býé"}}"#;
const GEMINI: &str = "/v1beta/models/emulator-1";

#[tokio::test]
async fn the_answer_has_the_form_of_the_question() {
    let emulator = emulator([]).await;
    let check = async |body: &Value, expected: &str| {
        assert_eq!(ask(&emulator, OPENAI, body).await.said(), expected, "{body}");
        assert_eq!(
            ask(&emulator, OPENAI, &streamed(body.clone())).await.streamed(),
            expected,
            "{body}, streamed"
        );
    };
    check(&structured(&TEXTS), OBJECT).await;
    check(&lines(&TEXTS), "1|Ĥî <g1>ýöü</g1>\n2|Býé").await;
    check(&single("Bye,\n1|you"), "Býé,\n1|ýöü").await;
    let mut prompt_alone = structured(&TEXTS);
    prompt_alone.as_object_mut().unwrap().remove("response_format");
    check(&prompt_alone, &OBJECT.replace("german", "translation")).await;
    let mut shown = request("{\"1\":\"Bye\"}\nAnswer with this JSON object: {\"polish\":{\"1\":\"…\"}}");
    check(&shown, r#"{"polish":{"1":"Býé"}}"#).await;
    set(&mut shown, "response_format", json!({"type": "json_object"}));
    check(&shown, r#"{"polish":{"1":"Býé"}}"#).await;
    let mut object_of_lines = lines(&["Bye"]);
    set(&mut object_of_lines, "response_format", json!({"type": "json_object"}));
    let refused = ask(&emulator, OPENAI, &object_of_lines).await;
    assert_eq!(refused.status, 400, "OpenAI refuses a JSON object of which no word in the messages speaks");
}

#[tokio::test]
async fn the_same_requests_bring_the_same_bytes() {
    let (one, other) = (emulator([]).await, emulator([]).await);
    for body in
        [structured(&TEXTS), streamed(structured(&TEXTS)), streamed(lines(&TEXTS)), streamed(single("Hi"))]
    {
        let first = ask(&one, OPENAI, &body).await;
        assert_eq!(first, ask(&other, OPENAI, &body).await, "on another server: {body}");
        let again = ask(&one, OPENAI, &body).await;
        let words = |reply: &Arrived| if body["stream"] == true { reply.streamed() } else { reply.said() };
        assert_eq!(words(&first), words(&again));
        assert_ne!(first.bytes(), again.bytes(), "a second answer has an id of its own");
        one.reset();
        assert_eq!(first, ask(&one, OPENAI, &body).await, "after a reset: {body}");
        one.reset();
        other.reset();
    }
}

#[tokio::test]
async fn openai_streams_a_role_then_words_then_an_end_then_the_usage() {
    let emulator = emulator([]).await;
    for path in [OPENAI, "/chat/completions", "/openai/deployments/emulator-1/chat/completions?api-version=1"]
    {
        let stream = ask(&emulator, path, &streamed(structured(&TEXTS))).await;
        assert_eq!(stream.header("content-type"), "text/event-stream; charset=utf-8");
        assert!(stream.text().ends_with("data: [DONE]\n\n"), "{path}");
        let events = stream.events();
        assert_eq!(
            events[0]["choices"][0]["delta"],
            json!({"role": "assistant", "content": "", "refusal": null})
        );
        let (usage, rest) = events.split_last().unwrap();
        assert_eq!(usage["choices"], json!([]));
        assert!(usage["usage"]["total_tokens"].as_u64() > Some(20), "{usage}");
        assert_eq!(rest.last().unwrap()["choices"][0]["finish_reason"], "stop");
        assert!(
            rest.iter().all(|event| event["usage"].is_null() && event["object"] == "chat.completion.chunk")
        );
    }
}

#[tokio::test]
async fn openai_calls_the_tool_that_it_must_call() {
    let emulator = emulator([]).await;
    let mut body = structured(&TEXTS);
    body.as_object_mut().unwrap().remove("response_format");
    set(
        &mut body,
        "tools",
        json!([{"type": "function", "function": {"name": "give", "parameters": schema(2)}}]),
    );
    set(&mut body, "tool_choice", json!({"type": "function", "function": {"name": "give"}}));
    let reply = ask(&emulator, OPENAI, &body).await;
    assert_eq!(
        reply.at("/choices/0/message/tool_calls/0/function"),
        json!({"name": "give", "arguments": OBJECT})
    );
    let events = ask(&emulator, OPENAI, &streamed(body)).await.events();
    let pieces = events
        .iter()
        .filter_map(|event| event.pointer("/choices/0/delta/tool_calls/0/function/arguments")?.as_str());
    assert_eq!(pieces.collect::<String>(), OBJECT);
}

#[tokio::test]
async fn anthropic_streams_blocks_and_gives_a_tool_its_input() {
    let emulator = emulator([]).await;
    let mut body = structured(&TEXTS);
    body.as_object_mut().unwrap().remove("response_format");
    let missing = ask(&emulator, "/v1/messages", &body).await;
    assert_eq!((missing.status, missing.at("/error/message")), (400, json!("max_tokens: Field required")));
    set(&mut body, "max_tokens", json!(500));
    set(&mut body, "tools", json!([{"name": "answer", "input_schema": schema(2)}]));
    set(&mut body, "tool_choice", json!({"type": "tool", "name": "answer"}));
    let reply = ask(&emulator, "/v1/messages", &body).await;
    assert_eq!(reply.at("/content/0/input"), serde_json::from_str::<Value>(OBJECT).unwrap());
    assert_eq!(reply.at("/stop_reason"), "tool_use");
    set(&mut body, "stream", json!(true));
    let stream = ask(&emulator, "/v1/messages", &body).await;
    assert!(stream.text().starts_with("event: message_start\ndata: {\"type\":\"message_start\""));
    let events = stream.events();
    let input = events.iter().filter_map(|event| event.pointer("/delta/partial_json")?.as_str());
    assert_eq!(input.collect::<String>(), OBJECT);
    let mut kinds: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    kinds.dedup();
    assert_eq!(
        kinds,
        [
            "message_start",
            "ping",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop"
        ]
    );
}

#[tokio::test]
async fn gemini_is_asked_under_both_versions_and_streams_candidates() {
    let emulator = emulator([]).await;
    let text = "{\"1\":\"Hi <g1>you</g1>\",\"2\":\"Bye\"}";
    let config = json!({"responseMimeType": "application/json", "responseJsonSchema": schema(2)});
    let body = json!({"contents": [{"role": "user", "parts": [{"text": text}]}], "generationConfig": config});
    let words = "/candidates/0/content/parts/0/text";
    for path in [GEMINI, "/v1/models/emulator-1"] {
        let reply = ask(&emulator, &format!("{path}:generateContent"), &body).await;
        assert_eq!((reply.at(words), reply.at("/candidates/0/finishReason")), (json!(OBJECT), json!("STOP")));
        let events = ask(&emulator, &format!("{path}:streamGenerateContent?alt=sse"), &body).await.events();
        let said = events.iter().filter_map(|event| event.pointer(words)?.as_str());
        assert_eq!(said.collect::<String>(), OBJECT);
        assert_eq!(events.last().unwrap()["candidates"][0]["finishReason"], "STOP");
    }
    let unknown = ask(&emulator, "/v1beta/models/emulator-1:countTokens", &body).await;
    assert_eq!((unknown.status, unknown.at("/error/status")), (404, json!("NOT_FOUND")));
}

#[tokio::test]
async fn gemini_calls_the_function_that_it_must_call() {
    let emulator = emulator([]).await;
    let text = "{\"1\":\"Hi <g1>you</g1>\",\"2\":\"Bye\"}";
    let others = json!({"name": "other", "parameters": {"type": "OBJECT"}});
    let function = json!({"name": "give", "parametersJsonSchema": schema(2)});
    let asks = |config: Value| {
        json!({
            "contents": [{"role": "user", "parts": [{"text": text}]}],
            "tools": [{"functionDeclarations": [others, function]}],
            "toolConfig": {"functionCallingConfig": config},
        })
    };
    let must = asks(json!({"mode": "ANY", "allowedFunctionNames": ["give"]}));
    let call = json!({"name": "give", "args": serde_json::from_str::<Value>(OBJECT).unwrap()});
    let reply = ask(&emulator, &format!("{GEMINI}:generateContent"), &must).await;
    assert_eq!(reply.at("/candidates/0/content/parts"), json!([{"functionCall": call}]));
    assert_eq!(reply.at("/candidates/0/finishReason"), "STOP");
    let events = ask(&emulator, &format!("{GEMINI}:streamGenerateContent?alt=sse"), &must).await.events();
    let calls = events.iter().filter_map(|event| event.pointer("/candidates/0/content/parts/0/functionCall"));
    assert_eq!(calls.collect::<Vec<_>>(), [&call], "in one piece");
    assert_eq!(events.last().unwrap()["candidates"][0]["finishReason"], "STOP");
    let any = ask(&emulator, &format!("{GEMINI}:generateContent"), &asks(json!({"mode": "ANY"}))).await;
    assert_eq!(any.at("/candidates/0/content/parts/0/functionCall/name"), "other", "the first that there is");
    let may = ask(&emulator, &format!("{GEMINI}:generateContent"), &asks(json!({"mode": "AUTO"}))).await;
    assert!(may.at("/candidates/0/content/parts/0/text").is_string(), "nothing forces it: {}", may.text());
}
