//! Servers that fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use llm::{Ending, Fault, Kind, Provider, Rung};
use serde_json::json;

use crate::server::{Act, Server, WHOLE, answer, ask, both, client, events, stream};

/// The first answers are these, then comes a good one; it must be reached.
async fn check_overcome(story: &str, first: impl Fn(usize) -> Option<Vec<Act>> + Send + Sync + 'static) {
    let server =
        Server::start(move |number, _| first(number).unwrap_or_else(|| stream(&[WHOLE], Some("stop")))).await;
    let (texts, reply) = ask(&server.client_on(Rung::JsonSchema)).await;
    assert_eq!(texts, both(), "{story}: {reply:?}");
    assert!(server.requests().len() > 1, "{story} was meant to fail first");
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    let once = |acts: fn() -> Vec<Act>| move |number| (number == 0).then(acts);
    check_overcome("429 in seconds", once(|| answer(429, "retry-after: 0\r\n", "{}"))).await;
    check_overcome(
        "429 as a date",
        once(|| answer(429, "retry-after: Thu, 01 Jan 1970 00:00:00 GMT\r\n", "")),
    )
    .await;
    check_overcome("429 without a word", once(|| answer(429, "", ""))).await;
    check_overcome("a burst", |number| (number < 2).then(|| answer(429, "", ""))).await;
    check_overcome("500", once(|| answer(500, "", "<html>oops</html>"))).await;
    check_overcome("529", once(|| answer(529, "", "{\"error\":{\"type\":\"overloaded_error\"}}"))).await;
    check_overcome("closed before the headers", once(Vec::new)).await;
    check_overcome("silence before the headers", once(|| vec![Act::Stall])).await;
    check_overcome("closed before the first text", once(|| stream(&["{\"german\":{\"1\":\"Hal"], None)))
        .await;
    check_overcome("an HTML page with status 200", once(|| answer(200, "", "<html>login</html>"))).await;
    check_overcome("half a line", once(|| answer(200, "", "data: {\"choi"))).await;
    check_overcome(
        "an error in the stream",
        once(|| answer(200, "", "data: {\"error\":{\"code\":503}}\n\n")),
    )
    .await;
}

/// Such a refusal ends the request at once, says why, and does not show the key.
async fn check_stops(status: u16, body: &'static str, expected: fn(&Fault) -> bool) {
    let server = Server::start(move |_, _| answer(status, "", body)).await;
    let fault = ask(&client(server.provider(Kind::Openai), None)).await.1.expect_err("a refusal");
    assert!(expected(&fault), "{status}: {fault:?}");
    assert!(!fault.is_transient(), "{status}: {fault:?}");
    assert!(!format!("{fault} {fault:?}").contains("sk-s"), "the key shows: {fault:?}");
    assert_eq!(server.requests().len(), 1, "{status} is not tried again");
}

#[tokio::test]
async fn what_will_not_pass_stops_with_a_clear_word() {
    let wrong = r#"{"error":{"message":"Incorrect API key provided: sk-secret-key or sk-s****key."}}"#;
    check_stops(401, wrong, |fault| matches!(fault, Fault::Unauthorized(_))).await;
    check_stops(403, "{}", |fault| matches!(fault, Fault::Forbidden(_))).await;
    check_stops(404, r#"{"error":{"code":"model_not_found"}}"#, |fault| matches!(fault, Fault::NotFound(_)))
        .await;
    check_stops(429, r#"{"error":{"type":"insufficient_quota"}}"#, |fault| {
        matches!(fault, Fault::NoCredit(_))
    })
    .await;
    check_stops(413, "", |fault| matches!(fault, Fault::TooLong(_))).await;
    check_stops(400, r#"{"error":{"code":"content_filter"}}"#, |fault| matches!(fault, Fault::Filtered(_)))
        .await;
    check_stops(302, "", |fault| matches!(fault, Fault::Refused { status: 302, .. })).await;
}

#[tokio::test]
async fn who_echoes_a_request_does_not_give_the_key_away() {
    for body in ["<html>you sent sk-secret-key here</html>", "data: you sent sk-secret-key here\n\n"] {
        let server = Server::start(move |_, _| answer(200, "", body)).await;
        let fault = ask(&server.client_on(Rung::Plain)).await.1.expect_err("no model speaks so");
        assert!(matches!(&fault, Fault::Garbled(said) if said.contains("you sent (key) here")), "{fault:?}");
    }
}

#[test]
fn a_configuration_names_a_provider() {
    let azure = json!({"kind": {"azure": {"api_version": "v"}}, "base_url": "u", "model": "m", "key": "sk-secret-key",
        "prices": {"prompt": 25, "completion": 200}, "limits": {"tries": 2}});
    let provider: Provider = serde_json::from_value(azure).expect("it is complete");
    assert_eq!(provider.kind, Kind::Azure { api_version: "v".into() });
    assert_eq!((provider.max_concurrency, provider.limits.tries, provider.limits.idle_ms), (4, 2, 30_000));
    assert!(!format!("{provider:?}").contains("sk-secret"), "a printed configuration shows no key");
}

#[tokio::test]
async fn a_long_wait_is_the_callers_to_take() {
    let server = Server::start(|_, _| answer(429, "retry-after: 10800\r\n", "")).await;
    let fault = ask(&server.client_on(Rung::Plain)).await.1.expect_err("three hours are too long");
    assert_eq!(fault, Fault::Limited { retry_after: Some(std::time::Duration::from_hours(3)) });
}

#[tokio::test]
async fn patience_has_an_end() {
    let server = Server::start(|_, _| answer(503, "", "")).await;
    let fault = ask(&server.client_on(Rung::Plain)).await.1.expect_err("it never recovers");
    assert!(matches!(fault, Fault::Unavailable { status: 503, .. }), "{fault:?}");
    assert_eq!(server.requests().len(), 3, "as many tries as the limits say");
}

#[tokio::test]
async fn a_refusal_of_a_plain_request_is_no_matter_of_form() {
    let server = Server::start(|_, _| answer(400, "", "{\"error\":{\"message\":\"bad\"}}")).await;
    let fault = ask(&client(server.provider(Kind::Openai), None)).await.1.expect_err("a refusal");
    assert_eq!(fault, Fault::Refused { status: 400, message: "bad".into() });
    assert_eq!(server.requests().len(), 3, "a try with each form, and one without");
}

#[tokio::test]
async fn nobody_at_home_is_said_without_the_address() {
    let provider = Provider {
        base_url: "http://user:password@127.0.0.1:1".into(),
        ..Server::start(|_, _| Vec::new()).await.provider(Kind::Openai)
    };
    let fault = ask(&client(provider, Some(Rung::Plain))).await.1.expect_err("nobody listens there");
    assert!(matches!(&fault, Fault::Connection(why) if !why.contains("password")), "{fault:?}");
}

/// Only the first text has closed when this happens; it is kept and the call is not repeated.
async fn check_cut(story: &str, rung: Rung, acts: impl Fn() -> Vec<Act> + Send + Sync + 'static) -> Ending {
    let server = Server::start(move |_, _| acts()).await;
    let (texts, reply) = ask(&server.client_on(rung)).await;
    assert_eq!(texts, both()[..1], "{story} on {rung:?}");
    assert_eq!(server.requests().len(), 1, "{story}: what came is not paid for twice");
    let reply = reply.expect("something came");
    assert_eq!(reply.closed, 1);
    reply.ending
}

#[tokio::test]
async fn what_closed_before_a_break_is_kept_on_every_rung() {
    let json = "{\"german\":{\"1\":\"Hallo\",\"2\":\"We";
    for (rung, part) in [
        (Rung::JsonSchema, json),
        (Rung::JsonObject, json),
        (Rung::Plain, json),
        (Rung::Lines, "1|Hallo\n2|We"),
    ] {
        let ending = check_cut("closed", rung, move || stream(&[part], None)).await;
        assert!(matches!(ending, Ending::Cut(Fault::Connection(_))), "{ending:?}");
        let ending = check_cut("reset in a chunk", rung, move || {
            let body = events(&[part], None);
            let body = format!("{:x}\r\n{body}\r\n7f\r\ndata: ", body.len());
            answer(200, "transfer-encoding: chunked\r\n", body)
        })
        .await;
        assert!(matches!(ending, Ending::Cut(Fault::Connection(_))), "{ending:?}");
        let ending = check_cut("silence", rung, move || {
            let mut acts = stream(&[part], None);
            acts.push(Act::Stall);
            acts
        })
        .await;
        assert_eq!(ending, Ending::Cut(Fault::Timeout("the answer")));
        let ending = check_cut("an error", rung, move || {
            answer(
                200,
                "",
                events(&[part], None) + "data: {\"error\":{\"code\":503,\"message\":\"gone\"}}\n\n",
            )
        })
        .await;
        assert_eq!(ending, Ending::Cut(Fault::Unavailable { status: 503, message: "gone".into() }));
        let ending = check_cut("length", rung, move || stream(&[part], Some("length"))).await;
        assert_eq!(ending, Ending::Length);
        let ending = check_cut("filter", rung, move || stream(&[part], Some("content_filter"))).await;
        assert_eq!(ending, Ending::Filtered);
        let ending = check_cut("endless", rung, move || {
            let mut acts = stream(&[part, &"x".repeat(9_000)], None);
            acts.push(Act::Stall);
            acts
        })
        .await;
        assert_eq!(ending, Ending::RanAway);
    }
}

#[tokio::test]
async fn a_model_that_declines_is_quoted() {
    let no = json!({"choices": [{"delta": {"refusal": "I can't help with that."}, "finish_reason": "stop"}]});
    let server = Server::start(move |_, _| answer(200, "", format!("data: {no}\n\ndata: [DONE]\n\n"))).await;
    let reply = ask(&server.client_on(Rung::JsonSchema)).await.1.expect("an answer");
    assert_eq!(reply.ending, Ending::Refused("I can't help with that.".into()));
}

#[tokio::test]
async fn no_more_calls_are_under_way_than_allowed() {
    let (under_way, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (now, peak) = (under_way.clone(), most.clone());
    let server = Server::start(move |_, _| {
        peak.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        stream(&[WHOLE], Some("stop"))
    })
    .await;
    let client = server.client_on(Rung::JsonSchema);
    let calls = (0..12).map(|_| async {
        let (texts, _) = ask(&client).await;
        under_way.fetch_sub(1, Ordering::SeqCst);
        texts
    });
    for texts in futures::future::join_all(calls).await {
        assert_eq!(texts, both());
    }
    assert_eq!(most.load(Ordering::SeqCst), 2);
}
