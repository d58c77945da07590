//! Finding out how a model can be asked, and remembering it.

use llm::{Client, Grade, Rung, Verdict};
use serde_json::{Value, json};

use crate::server::{Act, Server, WHOLE, answer, ask, both, client, stream};

/// The form a request asks for.
fn form(body: &Value) -> &str {
    body.pointer("/response_format/type").and_then(Value::as_str).unwrap_or("none")
}

fn user(body: &Value) -> &str {
    body.pointer("/messages/1/content").and_then(Value::as_str).unwrap_or_default()
}

fn is_probe(body: &Value) -> bool {
    user(body).contains("pear")
}

fn refusal(message: &str) -> Vec<Act> {
    answer(400, "", json!({"error": {"message": message}}).to_string())
}

/// Asks twice; answers with what was found out and how many requests it took.
async fn find_out(
    script: impl Fn(usize, &Value) -> Vec<Act> + Send + Sync + 'static,
) -> (Verdict, usize, Client) {
    let server = Server::start(script).await;
    let client = client(server.provider(llm::Kind::Openai), None);
    assert_eq!(client.verdict(), None, "nothing is known before the first request");
    let (texts, reply) = ask(&client).await;
    assert_eq!(texts, both(), "{reply:?}");
    assert_eq!(ask(&client).await.0, both());
    (client.verdict().expect("it has been probed"), server.requests().len(), client)
}

#[tokio::test]
async fn a_server_that_decodes_along_the_schema_is_known_by_one_probe() {
    let (verdict, requests, _) = find_out(|_, body| {
        stream(&[if is_probe(body) { "{\"answer\":{\"1\":\"apple\"}}" } else { WHOLE }], Some("stop"))
    })
    .await;
    assert_eq!((verdict.rung, verdict.grade, verdict.steps.len()), (Rung::JsonSchema, Grade::Strict, 0));
    assert_eq!(requests, 3, "one probe and two requests");
}

#[tokio::test]
async fn a_refused_form_leads_a_rung_down_and_the_reason_is_kept() {
    let (verdict, _, _) = find_out(|_, body| match (form(body), is_probe(body)) {
        ("json_schema", _) => refusal("'response_format' of type 'json_schema' is not supported"),
        (_, true) => stream(&["{\"answer\":{\"1\":\"pear\"}}"], Some("stop")),
        (_, false) => stream(&[WHOLE], Some("stop")),
    })
    .await;
    assert_eq!((verdict.rung, verdict.grade), (Rung::JsonObject, Grade::Shape));
    assert!(verdict.steps[0].because.contains("json_schema"), "{verdict:?}");
    let stored = serde_json::to_string(&verdict).expect("it can be stored");
    assert_eq!(serde_json::from_str::<Verdict>(&stored).expect("and read"), verdict);
}

#[tokio::test]
async fn who_ignores_every_json_form_is_asked_in_lines() {
    let (verdict, ..) = find_out(|_, body| match (user(body).contains("1|"), is_probe(body)) {
        (false, _) => stream(&["I am sorry, I only write prose."], Some("stop")),
        (true, true) => stream(&["1|pear\n"], Some("stop")),
        (true, false) => stream(&["1|Hallo\n2|We", "lt"], Some("stop")),
    })
    .await;
    assert_eq!(verdict.rung, Rung::Lines);
    let from: Vec<Rung> = verdict.steps.iter().map(|step| step.from).collect();
    assert_eq!(from, [Rung::JsonSchema, Rung::JsonObject, Rung::Plain]);
}

#[tokio::test]
async fn who_can_do_nothing_else_is_asked_text_by_text() {
    let (verdict, requests, _) = find_out(|_, body| match user(body) {
        text if text.starts_with("Text:\nHello\n---") => stream(&["Hallo"], Some("stop")),
        text if text.starts_with("Text:\nWorld\n---") => stream(&["Welt\n"], Some("stop")),
        _ => stream(&["What a lovely day!"], Some("stop")),
    })
    .await;
    assert_eq!(verdict.rung, Rung::Single);
    assert_eq!(requests, 4 + 4, "a probe a rung, then a call a text");
}

#[tokio::test]
async fn a_server_in_trouble_is_not_judged() {
    let server = Server::start(|number, _| match number {
        0..3 => answer(503, "", "<html>busy</html>"),
        _ => stream(&["{\"answer\":{\"1\":\"apple\"}}"], Some("stop")),
    })
    .await;
    let client = client(server.provider(llm::Kind::Openai), None);
    let fault = ask(&client).await.1.expect_err("it is busy");
    assert!(fault.is_transient(), "{fault}");
    assert_eq!(client.verdict(), None, "a busy server says nothing about what it can do");
    let _ = ask(&client).await;
    assert_eq!(client.verdict().map(|verdict| verdict.grade), Some(Grade::Strict));
}

#[tokio::test]
async fn a_form_that_fails_in_the_middle_of_the_work_is_given_up() {
    let server = Server::start(|_, body| match form(body) {
        "json_schema" => refusal("schema has too many properties"),
        _ => stream(&[WHOLE], Some("stop")),
    })
    .await;
    let client = server.client_on(Rung::JsonSchema);
    assert_eq!(ask(&client).await.0, both());
    assert_eq!(
        client.verdict().map(|verdict| (verdict.rung, verdict.grade)),
        Some((Rung::JsonObject, Grade::Unproved))
    );
}

/// The rung that a client ends on which knows from `since` that it was led down to lines.
async fn rung_a_day_later(since: u64, grade: Grade) -> Option<Rung> {
    const A_DAY: u64 = 24 * 60 * 60;
    let server = Server::start(|_, body| {
        let answer = if is_probe(body) { "{\"answer\":{\"1\":\"apple\"}}" } else { WHOLE };
        stream(&[if user(body).contains("1|") { "1|Hallo\n2|Welt" } else { answer }], Some("stop"))
    })
    .await;
    let now = std::time::UNIX_EPOCH + std::time::Duration::from_secs(A_DAY);
    let verdict =
        Verdict { rung: Rung::Lines, grade, learnt: llm::Learnt::default(), steps: Vec::new(), since };
    let surroundings = llm::Surroundings::new(move || now, || 0.0);
    let client =
        Client::new(reqwest::Client::new(), server.provider(llm::Kind::Openai), surroundings, Some(verdict));
    assert_eq!(ask(&client).await.0, both());
    client.verdict().map(|verdict| verdict.rung)
}

#[tokio::test]
async fn a_bad_day_is_forgotten_after_a_day() {
    assert_eq!(rung_a_day_later(0, Grade::Unproved).await, Some(Rung::JsonSchema));
    assert_eq!(rung_a_day_later(1, Grade::Unproved).await, Some(Rung::Lines), "not before");
    assert_eq!(rung_a_day_later(0, Grade::Shape).await, Some(Rung::Lines), "what was proved holds");
}

#[tokio::test]
async fn two_unreadable_answers_in_a_row_lead_a_rung_down() {
    let server = Server::start(|_, _| stream(&["Here you go!"], Some("stop"))).await;
    let client = server.client_on(Rung::JsonObject);
    for (rung, after) in [(Rung::JsonObject, Rung::JsonObject), (Rung::JsonObject, Rung::Plain)] {
        let reply = ask(&client).await.1.expect("an answer, if an empty one");
        assert_eq!((reply.closed, reply.rung), (0, rung));
        assert_eq!(client.verdict().map(|verdict| verdict.rung), Some(after));
    }
}

#[tokio::test]
async fn a_refused_parameter_is_left_out_and_remembered() {
    let server = Server::start(|_, body| {
        for (name, message) in [
            ("max_completion_tokens", "Unrecognized request argument supplied: max_completion_tokens"),
            ("stream_options", "stream_options: extra fields not permitted"),
            ("prompt_cache_key", "prompt_cache_key: extra fields not permitted"),
        ] {
            if body.get(name).is_some() {
                return refusal(message);
            }
        }
        stream(&[WHOLE], Some("stop"))
    })
    .await;
    let client = server.client_on(Rung::JsonObject);
    assert_eq!(ask(&client).await.0, both());
    assert_eq!(ask(&client).await.0, both());
    assert_eq!(server.requests().len(), 5, "three lessons and two answers");
    assert!(server.requests()[4].get("max_tokens").is_some());
    assert_eq!(client.verdict().map(|verdict| verdict.rung), Some(Rung::JsonObject));
}

#[tokio::test]
async fn a_model_that_thinks_away_its_room_gets_more() {
    let server = Server::start(|_, body| {
        if body["max_completion_tokens"].as_u64() > Some(5_000) {
            return stream(&[WHOLE], Some("stop"));
        }
        let thought = json!({"choices": [{"delta": {"reasoning_content": "hm", "content": null}}]});
        let end = json!({"choices": [{"delta": {}, "finish_reason": "length"}]});
        answer(200, "", format!("data: {thought}\n\ndata: {end}\n\n"))
    })
    .await;
    let client = server.client_on(Rung::JsonSchema);
    assert_eq!(ask(&client).await.0, both());
    assert!(client.verdict().is_some_and(|verdict| verdict.learnt.reasons));
}
