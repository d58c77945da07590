//! The official Python clients as judges: what they read, read the same or refuse, was said as their servers say it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use llm_emulator::{Emulator, Fault, Finish, Json, Plan, Rule, Stream, When};
use serde_json::{Value, json};

const GERMAN: &str = r#"{"german":{"1":"Ĥéľľö <g1>Äññ</g1>","2":"Býé"}}"#;

/// A Python with one of the clients, and the emulator that it asks.
struct Judge {
    emulator: Emulator,
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Drop for Judge {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Judge {
    async fn of(client: &str) -> Self {
        let python = std::env::var("QUARTERMASTER_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let emulator = Emulator::start(Plan::default()).await.unwrap();
        let child = Command::new(&python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges.py"))
            .args([client, &emulator.base_url()])
            // Not even by mistake may a client ask the network.
            .env("NO_PROXY", "*")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.unwrap_or_else(|error| {
            panic!("{python:?} cannot be started ({error}). Run scripts/test, which sets up the judges.")
        });
        let questions = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { emulator, child, questions, answers }
    }

    fn asks(&mut self, how: &str, faults: &[Fault]) -> Value {
        self.plan(how, Plan { faults: always(faults), ..Plan::default() })
    }

    fn plan(&mut self, how: &str, plan: Plan) -> Value {
        self.emulator.reset();
        self.emulator.set_faults(plan);
        let mut answer = String::new();
        let asked = writeln!(self.questions, "{how}").and_then(|()| self.answers.read_line(&mut answer));
        assert!(
            asked.is_ok() && !answer.is_empty(),
            "The judge went away; what it said stands above. It needs Python 3 with openai, anthropic and google-genai: \
             run scripts/test, which sets it up, or point QUARTERMASTER_TEST_PYTHON at a Python that has them."
        );
        serde_json::from_str(&answer).expect("the judge answers in JSON")
    }

    /// The answer must have these fields with these values; it may have more.
    fn check(&mut self, how: &str, faults: &[Fault], expected: &Value) {
        let seen = self.asks(how, faults);
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(seen.get(field), Some(value), "`{field}` of `{how}` with {faults:?}: {seen}");
        }
    }
}

fn always(faults: &[Fault]) -> Vec<Rule> {
    faults.iter().map(|fault| Rule { when: When::default(), fault: fault.clone() }).collect()
}

fn status(status: u16) -> Fault {
    Fault::Status { status, message: None, retry_after: None, retry_as_date: false, html: false }
}

/// Whoever is limited once, and asks again as its client does by itself, is answered.
fn limited_once() -> Plan {
    let when = When { first_attempts: Some(1), ..When::default() };
    Plan { faults: vec![Rule { when, fault: status(429) }], cached_tokens: 7, ..Plan::default() }
}

/// Oddities that no client notices. Others are within the rules, too, but not every official client knows that: Gemini's
/// takes a comment for an answer, and Anthropic's breaks where figures are missing.
const LEGAL: [Stream; 7] = [
    Stream::Crlf,
    Stream::Coalesced,
    Stream::ByteByByte,
    Stream::Gzip,
    Stream::WrongContentType,
    Stream::UnknownFields,
    Stream::Reasoning,
];

#[tokio::test(flavor = "multi_thread")]
async fn openai_reads_what_it_knows() {
    let mut judge = Judge::of("openai").await;
    judge.check("models", &[], &json!({"models": ["emulator-1"]}));
    for how in ["plain", "structured", "json_object", "stream", "helper"] {
        judge.check(how, &[], &json!({"text": GERMAN, "finish": "stop"}));
    }
    judge.check("tool", &[], &json!({"input": serde_json::from_str::<Value>(GERMAN).unwrap()}));
    let counted = judge.plan("plain", Plan { cached_tokens: 7, ..Plan::default() });
    assert_eq!(counted["cached"], 7);
    assert!(counted["prompt"].as_u64() > Some(20) && counted["written"].as_u64() > Some(10), "{counted}");
    for how in LEGAL.into_iter().chain([
        Stream::Comments,
        Stream::MultilineData,
        Stream::NoDone,
        Stream::UsageMissing,
        Stream::UsageFirst,
        Stream::NullContent,
    ]) {
        judge.check("stream", &[Fault::Stream { how }], &json!({"text": GERMAN, "finish": "stop"}));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn openai_raises_its_own_errors() {
    let mut judge = Judge::of("openai").await;
    for (code, error) in [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (503, "InternalServerError"),
    ] {
        for how in ["plain", "stream"] {
            judge.check(how, &[status(code)], &json!({"error": error, "status": code}));
        }
    }
    judge.check(
        "structured",
        &[Fault::Unsupported { field: "response_format".to_owned() }],
        &json!({
            "error": "BadRequestError",
        }),
    );
    judge.check("stream", &[Fault::Stream { how: Stream::ErrorInside }], &json!({"error": "APIError"}));
    judge.check("plain", &[Fault::Reset], &json!({"error": "APIConnectionError"}));
    judge.check(
        "helper",
        &[Fault::Finish { how: Finish::LengthInString }],
        &json!({
            "error": "LengthFinishReasonError",
        }),
    );
    let refused = judge.asks("plain", &[Fault::Finish { how: Finish::Refusal }]);
    assert!(refused["text"].is_null() && refused["refusal"].is_string(), "{refused}");
    let again = judge.plan("retried", limited_once());
    assert_eq!((again["finish"].as_str(), judge.emulator.log().len()), (Some("stop"), 2), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn azure_is_asked_under_its_own_path() {
    let mut judge = Judge::of("azure").await;
    for how in ["plain", "structured", "stream"] {
        judge.check(how, &[], &json!({"text": GERMAN, "finish": "stop"}));
        assert_eq!(judge.emulator.log().first().unwrap().model, "emulator-1");
    }
    judge.check("plain", &[status(429)], &json!({"error": "RateLimitError", "status": 429}));
}

#[tokio::test(flavor = "multi_thread")]
async fn anthropic_reads_what_it_knows() {
    let mut judge = Judge::of("anthropic").await;
    for how in ["plain", "structured", "stream"] {
        judge.check(how, &[], &json!({"text": GERMAN, "finish": "end_turn", "blocks": ["text"]}));
    }
    let input: Value = serde_json::from_str(GERMAN).unwrap();
    for how in ["tool", "tool_stream"] {
        judge.check(how, &[], &json!({"input": input, "finish": "tool_use", "blocks": ["tool_use"]}));
    }
    let counted = judge.plan("stream", Plan { cached_tokens: 7, ..Plan::default() });
    assert_eq!(counted["cached"], 7);
    assert!(counted["prompt"].as_u64() > Some(20) && counted["written"].as_u64() > Some(10), "{counted}");
    for how in LEGAL.into_iter().chain([Stream::Comments, Stream::MultilineData]) {
        judge.check("stream", &[Fault::Stream { how }], &json!({"text": GERMAN, "finish": "end_turn"}));
    }
    judge.check(
        "stream",
        &[Fault::Stream { how: Stream::Reasoning }],
        &json!({"blocks": ["thinking", "text"]}),
    );
    let uncounted = [Fault::Stream { how: Stream::UsageMissing }];
    judge.check("stream", &uncounted, &json!({"error": "AttributeError"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn anthropic_raises_its_own_errors() {
    let mut judge = Judge::of("anthropic").await;
    for (code, error) in [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (529, "OverloadedError"),
    ] {
        for how in ["plain", "stream"] {
            judge.check(how, &[status(code)], &json!({"error": error, "status": code}));
        }
    }
    judge.check("plain", &[Fault::Reset], &json!({"error": "APIConnectionError"}));
    judge.check("plain", &[Fault::Finish { how: Finish::Refusal }], &json!({"finish": "refusal"}));
    judge.check("stream", &[Fault::Finish { how: Finish::LengthInString }], &json!({"finish": "max_tokens"}));
    let inside = judge.asks("stream", &[Fault::Stream { how: Stream::ErrorInside }]);
    assert!(inside["error"].is_string() && inside["message"].as_str().unwrap().contains("error"), "{inside}");
    let again = judge.plan("retried", limited_once());
    assert_eq!((again["finish"].as_str(), judge.emulator.log().len()), (Some("end_turn"), 2), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn gemini_reads_what_it_knows() {
    let mut judge = Judge::of("gemini").await;
    for how in ["plain", "structured", "old_schema", "json_object", "stream"] {
        judge.check(how, &[], &json!({"text": GERMAN, "finish": "STOP"}));
    }
    let input: Value = serde_json::from_str(GERMAN).unwrap();
    for how in ["tool", "old_tool", "tool_stream"] {
        judge.check(how, &[], &json!({"calls": ["answer"], "input": input, "finish": "STOP"}));
    }
    let counted = judge.plan("stream", Plan { cached_tokens: 7, ..Plan::default() });
    assert_eq!(counted["cached"], 7);
    assert!(counted["prompt"].as_u64() > Some(20) && counted["chunks"].as_u64() > Some(3), "{counted}");
    for how in LEGAL.into_iter().chain([Stream::UsageMissing]) {
        judge.check("stream", &[Fault::Stream { how }], &json!({"text": GERMAN, "finish": "STOP"}));
    }
    let commented = [Fault::Stream { how: Stream::Comments }];
    judge.check("stream", &commented, &json!({"error": "UnknownApiResponseError"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn gemini_raises_its_own_errors() {
    let mut judge = Judge::of("gemini").await;
    for (code, error) in [
        (400, "ClientError"),
        (401, "ClientError"),
        (404, "ClientError"),
        (429, "ClientError"),
        (500, "ServerError"),
        (503, "ServerError"),
    ] {
        for how in ["plain", "stream"] {
            judge.check(how, &[status(code)], &json!({"error": error, "status": code}));
        }
    }
    judge.check("plain", &[Fault::Finish { how: Finish::ContentFilter }], &json!({"finish": "SAFETY"}));
    judge.check("stream", &[Fault::Finish { how: Finish::LengthInKey }], &json!({"finish": "MAX_TOKENS"}));
    for (fault, finish) in [
        (Fault::Finish { how: Finish::LengthInString }, "MAX_TOKENS"),
        (Fault::Finish { how: Finish::ToolCalls }, "MALFORMED_FUNCTION_CALL"),
        (Fault::Json { how: Json::SingleQuotes }, "MALFORMED_FUNCTION_CALL"),
    ] {
        let broken = &json!({"calls": [], "finish": finish});
        judge.check("tool", std::slice::from_ref(&fault), broken);
        judge.check("tool_stream", &[fault], broken);
    }
}
