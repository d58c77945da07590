//! What a server says it can do, and what it can.

use llm_emulator::{Fault, Finish, Plan};
use serde_json::json;

use crate::call::{OPENAI, ask, emulator, lines, plan, request, schema, set, single, structured};

const PROSE: &str = "Sure! Here is how I would say it:\n\n1. Ĥî\n2. Býé";

#[tokio::test]
async fn a_field_that_is_not_supported_is_refused_by_name() {
    let emulator = emulator([Fault::Unsupported { field: "response_format".to_owned() }]).await;
    let refused = ask(&emulator, OPENAI, &structured(&["Hi"])).await;
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.at("/error/message"),
        "Unsupported parameter: 'response_format' is not supported with this model."
    );
    assert_eq!(
        ask(&emulator, OPENAI, &lines(&["Hi"])).await.said(),
        "1|Ĥî",
        "who does not use it is answered"
    );
    emulator.set_faults(plan([Fault::Unsupported { field: "/generationConfig/temperature".to_owned() }]));
    let gemini = "/v1beta/models/emulator-1:generateContent";
    let mut body = json!({"contents": [{"parts": [{"text": "Hi"}]}], "generationConfig": {"topK": 1}});
    assert_eq!(ask(&emulator, gemini, &body).await.status, 200);
    set(&mut body["generationConfig"], "temperature", json!(0.5));
    assert_eq!(ask(&emulator, gemini, &body).await.status, 400);
}

#[tokio::test]
async fn a_form_is_taken_and_ignored() {
    let emulator = emulator([Fault::IgnoreFormat]).await;
    assert_eq!(ask(&emulator, OPENAI, &structured(&["Hi", "Bye"])).await.said(), PROSE);
    let mut object = request("{\"1\":\"Hi\",\"2\":\"Bye\"}\nAnswer in JSON.");
    let asked_in_words = ask(&emulator, OPENAI, &object).await.said();
    assert_eq!(
        asked_in_words, r#"{"translation":{"1":"Ĥî","2":"Býé"}}"#,
        "nothing but words asked for a form"
    );
    set(&mut object, "response_format", json!({"type": "json_object"}));
    assert_eq!(ask(&emulator, OPENAI, &object).await.said(), PROSE);
    let mut tool = structured(&["Hi", "Bye"]);
    set(&mut tool, "max_tokens", json!(100));
    set(&mut tool, "tools", json!([{"name": "answer", "input_schema": schema(2)}]));
    set(&mut tool, "tool_choice", json!({"type": "tool", "name": "answer"}));
    let reply = ask(&emulator, "/v1/messages", &tool).await;
    assert_eq!((reply.at("/content/0/text"), reply.at("/stop_reason")), (json!(PROSE), json!("end_turn")));
}

#[tokio::test]
async fn an_enum_is_honoured_unless_it_is_ignored() {
    let mut body = structured(&["pear"]);
    let allowed =
        body.pointer_mut("/response_format/json_schema/schema/properties/german/properties/1").unwrap();
    set(allowed, "enum", json!(["apple"]));
    let emulator = emulator([]).await;
    assert_eq!(ask(&emulator, OPENAI, &body).await.said(), r#"{"german":{"1":"apple"}}"#);
    emulator.set_faults(plan([Fault::IgnoreEnum]));
    assert_eq!(ask(&emulator, OPENAI, &body).await.said(), r#"{"german":{"1":"péäŕ"}}"#);
}

#[tokio::test]
async fn a_small_schema_is_taken_and_a_large_one_refused() {
    let emulator = emulator([Fault::SchemaLimit { properties: 3 }]).await;
    assert_eq!(ask(&emulator, OPENAI, &structured(&["Hi", "Bye"])).await.status, 200, "german, 1 and 2");
    let refused = ask(&emulator, OPENAI, &structured(&["Hi", "Bye", "So"])).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("4 properties exceed the limit of 3"), "{}", refused.text());
}

#[tokio::test]
async fn tokens_run_out_for_each_model_by_itself() {
    let emulator = emulator([Fault::TokenLimit { tokens: 100 }]).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(ask(&emulator, OPENAI, &single("Hi")).await.status);
    }
    assert_eq!((statuses.first(), statuses.last()), (Some(&200), Some(&429)), "{statuses:?}");
    let mut other = single("Hi");
    set(&mut other, "model", json!("emulator-2"));
    assert_eq!(ask(&emulator, OPENAI, &other).await.status, 200);
    emulator.reset();
    assert_eq!(ask(&emulator, OPENAI, &single("Hi")).await.status, 200);
}

#[tokio::test]
async fn cached_tokens_are_told_by_every_provider() {
    let emulator = emulator([]).await;
    emulator.set_faults(Plan { cached_tokens: 9, ..Plan::default() });
    let mut body = single("Hi");
    set(&mut body, "max_tokens", json!(100));
    let openai = ask(&emulator, OPENAI, &body).await;
    assert_eq!(openai.at("/usage/prompt_tokens_details/cached_tokens"), 9);
    let anthropic = ask(&emulator, "/v1/messages", &body).await;
    assert_eq!(anthropic.at("/usage/cache_read_input_tokens"), 9);
    let all = openai.at("/usage/prompt_tokens").as_u64().unwrap();
    assert_eq!(anthropic.at("/usage/input_tokens"), all - 9, "Anthropic counts them apart");
    let body = json!({"contents": [{"parts": [{"text": "Hi"}]}]});
    let gemini = ask(&emulator, "/v1beta/models/emulator-1:generateContent", &body).await;
    assert_eq!(gemini.at("/usageMetadata/cachedContentTokenCount"), 9);
}

#[tokio::test]
async fn faults_of_different_kinds_come_together() {
    let faults = [Fault::IgnoreFormat, Fault::Finish { how: Finish::ContentFilter }];
    let reply = ask(&emulator(faults).await, OPENAI, &structured(&["Hi", "Bye"])).await;
    assert_eq!(reply.at("/choices/0/finish_reason"), "content_filter");
    assert!(reply.said().starts_with("Sure!"), "{}", reply.said());
}
