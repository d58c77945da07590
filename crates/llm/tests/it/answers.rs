//! Answers that are good, however oddly they are sent.

use llm::{Budget, Ending, Kind, Money, Rung};
use serde_json::json;

use crate::server::{Act, Server, WHOLE, answer, ask, ask_within, both, client, events, stream, two_texts};

/// Whatever the server says, both texts arrive.
async fn check(story: &str, acts: impl Fn() -> Vec<Act> + Send + Sync + 'static) {
    let server = Server::start(move |_, _| acts()).await;
    let (texts, reply) = ask(&server.client_on(Rung::JsonSchema)).await;
    assert_eq!(texts, both(), "{story}: {reply:?}");
    assert_eq!(reply.map(|reply| reply.ending), Ok(Ending::Complete), "{story}");
    assert_eq!(server.requests().len(), 1, "{story}: once is enough");
}

#[tokio::test]
async fn a_stream_is_understood_in_all_its_spellings() {
    check("as it should be", || stream(&["{\"german\":{\"1\":\"Hal", "lo\",\"2\":\"Welt\"}}"], Some("stop")))
        .await;
    check("without [DONE]", || {
        answer(200, "", events(&[WHOLE], Some("stop")).replace("data: [DONE]\n\n", ""))
    })
    .await;
    check("with CR LF", || answer(200, "", events(&[WHOLE], Some("stop")).replace('\n', "\r\n"))).await;
    check("with comments", || answer(200, "", format!(": keep-alive\n\n{}", events(&[WHOLE], Some("stop")))))
        .await;
    check("called JSON", || {
        answer(200, "content-type: application/json\r\n", events(&[WHOLE], Some("stop")))
    })
    .await;
    check("byte by byte", || {
        let head = "HTTP/1.1 200 X\r\nconnection: close\r\n\r\n".to_owned();
        let stream = head + &events(&["{\"german\":{\"1\":\"Hallo\",", "\"2\":\"Welt\"}}"], Some("stop"));
        stream.into_bytes().chunks(1).map(|byte| Act::Say(byte.to_vec())).collect()
    })
    .await;
    check("an open end after [DONE]", || {
        let mut acts = stream(&[WHOLE], Some("stop"));
        acts.push(Act::Stall);
        acts
    })
    .await;
    check("an open end after the reason", || {
        let mut acts =
            answer(200, "", events(&[WHOLE], Some("stop")).split("data: [DONE]").next().unwrap_or_default());
        acts.push(Act::Stall);
        acts
    })
    .await;
}

#[tokio::test]
async fn an_answer_in_one_piece_is_taken_though_a_stream_was_asked_for() {
    let whole = json!({"choices": [{"message": {"content": WHOLE}, "finish_reason": "stop"}]}).to_string();
    check("JSON called a stream", move || answer(200, "content-type: text/event-stream\r\n", &whole)).await;
}

#[tokio::test]
async fn a_compressed_stream_is_unpacked() {
    check("gzip", || answer(200, "content-encoding: gzip\r\n", GZIP)).await;
    let server = Server::start(|_, _| answer(200, "content-encoding: br\r\n", b"??")).await;
    let fault = ask(&server.client_on(Rung::Plain)).await.1.expect_err("nobody can read that");
    assert!(fault.to_string().contains("encoded as \"br\""), "{fault}");
}

#[tokio::test]
async fn tokens_and_cents_are_counted() {
    let server = Server::start(|_, _| stream(&[WHOLE], Some("stop"))).await;
    let budget = Budget::unlimited();
    let reply =
        ask_within(&server.client_on(Rung::JsonSchema), &two_texts(), &budget).await.1.expect("an answer");
    assert_eq!((reply.usage.prompt, reply.usage.cached, reply.usage.completion), (40, 30, 8));
    assert_eq!(reply.cost, Money { millionths: 40 * 100_000 + 8 * 1_000_000 });
    assert_eq!(budget.spent().spent, reply.cost);
    assert!(!reply.usage.estimated);
}

#[tokio::test]
async fn nothing_is_sent_that_the_cap_has_no_room_for() {
    let server = Server::start(|_, _| stream(&[WHOLE], Some("stop"))).await;
    let budget = Budget::capped_at(Money::from_minor(1));
    let (_, reply) = ask_within(&server.client_on(Rung::JsonSchema), &two_texts(), &budget).await;
    assert_eq!(reply, Err(llm::Fault::OverBudget));
    assert_eq!(server.requests().len(), 0);
    assert_eq!(budget.spent().spent, Money::default());
}

#[tokio::test]
async fn anthropic_and_gemini_answer_through_the_same_contract() {
    let tool =
        json!({"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": WHOLE}});
    let end =
        json!({"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 9}});
    let anthropic =
        format!("event: content_block_delta\ndata: {tool}\n\nevent: message_delta\ndata: {end}\n\n");
    let chunk = json!({"candidates": [{"content": {"parts": [{"text": WHOLE}]}, "finishReason": "STOP"}]});
    for (kind, body) in [(Kind::Anthropic, anthropic), (Kind::Gemini, format!("data: {chunk}\r\n\r\n"))] {
        let server = Server::start(move |_, _| answer(200, "", &body)).await;
        let (texts, reply) = ask(&client(server.provider(kind.clone()), Some(Rung::JsonSchema))).await;
        assert_eq!(texts, both(), "{kind:?}: {reply:?}");
    }
}

/// A stream with both texts, compressed.
const GZIP: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 29, 140, 49, 14, 194, 64, 12, 4, 251, 188, 2, 109, 157, 6, 202, 123, 1,
    63, 72, 129, 17, 178, 18, 147, 156, 116, 216, 40, 231, 238, 228, 191, 99, 81, 141, 118, 164, 157, 141,
    157, 203, 101, 96, 61, 172, 174, 210, 81, 30, 3, 155, 52, 103, 148, 148, 166, 46, 234, 40, 24, 132, 93,
    206, 15, 43, 165, 39, 92, 19, 132, 59, 183, 102, 132, 153, 112, 251, 239, 37, 127, 132, 8, 196, 140, 119,
    213, 218, 143, 215, 41, 220, 77, 51, 208, 221, 190, 136, 103, 76, 211, 15, 154, 161, 36, 45, 114, 0, 0,
    0,
];
