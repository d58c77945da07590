//! Odd event streams, and odd ways for them to come.

use std::io::Read;

use llm_emulator::{Fault, Stream};
use serde_json::{Value, json};

use crate::call::{Arrived, OPENAI, ask, emulator, plan, set, single, streamed, structured};

const SAID: &str = r#"{"german":{"1":"Ĥî","2":"Býé"}}"#;

async fn arrived(how: Option<Stream>) -> Arrived {
    let emulator = emulator(how.map(|how| Fault::Stream { how })).await;
    ask(&emulator, OPENAI, &streamed(structured(&["Hi", "Bye"]))).await
}

/// What is odd, seen from outside. `good` is the same stream without a fault.
fn is_odd(how: Stream, odd: &Arrived, good: &Arrived) -> bool {
    match how {
        Stream::Crlf => odd.text() == good.text().replace('\n', "\r\n"),
        Stream::Comments => odd.text() == good.text().replace("data: ", ": keep-alive\n\ndata: "),
        Stream::MultilineData => {
            odd.text().starts_with("data: {\ndata:   \"id\": ") && odd.text().contains("\ndata: }\n\n")
        }
        Stream::Coalesced => odd.pieces.len() == 1 && odd.bytes() == good.bytes(),
        Stream::ByteByByte => odd.pieces.iter().all(|piece| piece.len() == 1) && odd.bytes() == good.bytes(),
        Stream::NoDone => good.text() == odd.text() + "data: [DONE]\n\n",
        Stream::ErrorInside => {
            let last = odd.events().pop().unwrap();
            last["error"]["type"] == "server_error" && odd.events().len() < good.events().len()
        }
        Stream::NotAStream => odd.header("content-type") == "application/json" && odd.said() == SAID,
        Stream::Gzip => {
            let mut text = String::new();
            flate2::read::GzDecoder::new(odd.bytes().as_slice()).read_to_string(&mut text).unwrap();
            odd.header("content-encoding") == "gzip" && text == good.text()
        }
        Stream::WrongContentType => odd.header("content-type") == "text/html" && odd.bytes() == good.bytes(),
        Stream::DuplicateChunk => {
            let (mut odd, good) = (odd.events(), good.events());
            let before = odd.len();
            odd.dedup();
            odd == good && before == good.len() + 1
        }
        Stream::UsageMissing => odd.events().iter().all(|event| event["usage"].is_null()),
        Stream::UsageFirst => {
            let mut events = odd.events();
            let first = events.remove(0);
            events.push(first);
            events == good.events()
        }
        Stream::UnknownFields => odd.events().iter().all(|event| event["x_gateway"].is_object()),
        Stream::NullContent => {
            let deltas: Vec<Value> =
                odd.events().iter().map(|event| event["choices"][0]["delta"].clone()).collect();
            deltas.contains(&json!({"content": null})) && deltas.contains(&json!({}))
        }
        Stream::Reasoning => {
            odd.streamed() == SAID
                && odd.events()[1]["choices"][0]["delta"]["reasoning_content"]
                    == "The user wants a {translation}."
        }
        Stream::ReasoningUntilLength => {
            let end = odd.events().into_iter().rev().nth(1).unwrap();
            odd.streamed().is_empty()
                && end["choices"][0]["finish_reason"] == "length"
                && odd.text().contains("reasoning_content")
        }
    }
}

#[tokio::test]
async fn streams_are_odd_in_every_known_way() {
    let good = arrived(None).await;
    assert_eq!(good.streamed(), SAID);
    assert!(good.pieces.len() > 3, "an event a piece");
    for how in Stream::ALL {
        let odd = arrived(Some(*how)).await;
        assert!(odd.whole && odd.status == 200, "{how:?}");
        assert!(is_odd(*how, &odd, &good), "{how:?} looks like this:\n{odd:?}");
    }
}

#[tokio::test]
async fn an_error_inside_a_stream_is_in_the_providers_own_words() {
    let emulator = emulator([Fault::Stream { how: Stream::ErrorInside }]).await;
    let mut body = streamed(single("A longer text, so that there is a middle"));
    set(&mut body, "max_tokens", json!(100));
    let stream = ask(&emulator, "/v1/messages", &body).await;
    assert!(stream.text().contains("event: error\ndata: {\"type\":\"error\""), "{}", stream.text());
    let body = json!({"contents": [{"parts": [{"text": "A longer text, so that there is a middle"}]}]});
    let stream = ask(&emulator, "/v1beta/models/emulator-1:streamGenerateContent", &body).await;
    assert_eq!(stream.events().pop().unwrap()["error"]["status"], "INTERNAL");
}

#[tokio::test]
async fn thoughts_come_before_the_words_in_every_shape() {
    let emulator = emulator([Fault::Stream { how: Stream::Reasoning }]).await;
    let mut body = single("Hi");
    set(&mut body, "max_tokens", json!(100));
    let thought = json!("The user wants a {translation}.");
    assert_eq!(ask(&emulator, OPENAI, &body).await.at("/choices/0/message/reasoning_content"), thought);
    assert_eq!(ask(&emulator, "/v1/messages", &body).await.at("/content/0/thinking"), thought);
    let body = json!({"contents": [{"parts": [{"text": "Text:\nHi\n---"}]}]});
    let parts = ask(&emulator, "/v1beta/models/emulator-1:generateContent", &body)
        .await
        .at("/candidates/0/content/parts");
    assert_eq!(parts, json!([{"text": thought, "thought": true}, {"text": "Ĥî"}]));
}

#[tokio::test]
async fn several_oddities_come_together() {
    let emulator = emulator([]).await;
    let oddities = [Stream::Crlf, Stream::Comments, Stream::Coalesced].map(|how| Fault::Stream { how });
    emulator.set_faults(plan(oddities));
    let stream = ask(&emulator, OPENAI, &streamed(single("Hi"))).await;
    assert_eq!(stream.pieces.len(), 1);
    assert!(stream.text().starts_with(": keep-alive\r\n\r\ndata: "), "{}", stream.text());
}
