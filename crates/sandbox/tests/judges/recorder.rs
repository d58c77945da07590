//! Stands between a client and the sandbox and writes down every answer.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response};
use sandbox::Sandbox;
use serde_json::Value;

use super::results::{Answered, one_thing_only};
use super::schema::Schema;

/// A sandbox behind a recorder.
pub struct Recorder {
    pub sandbox: Sandbox,
    /// What a bot takes for `https://api.telegram.org`.
    pub url: String,
    tape: Tape,
    server: tokio::task::JoinHandle<()>,
}

#[derive(Clone)]
struct Tape {
    sandbox_url: String,
    http: reqwest::Client,
    answers: Arc<Mutex<Vec<Answered>>>,
}

impl Recorder {
    pub async fn start() -> Self {
        let sandbox = Sandbox::start(super::spec(), ([127, 0, 0, 1], 0).into()).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let tape = Tape { sandbox_url: sandbox.api_url(), http, answers: Arc::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass_on).with_state(tape.clone());
        let router = router.layer(axum::extract::DefaultBodyLimit::disable());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { sandbox, url, tape, server }
    }

    /// How many answers were written down.
    pub fn count(&self) -> usize {
        self.tape.answers.lock().unwrap().len()
    }

    /// Everything the bot was answered and told is as the schema says.
    pub async fn judge(self) {
        self.server.abort();
        let schema = Schema::fetched();
        let answers = std::mem::take(&mut *self.tape.answers.lock().unwrap());
        let mut faults: Vec<String> = answers.iter().flat_map(|answer| answer.faults(&schema)).collect();
        for update in self.updates().await {
            faults.extend(schema.faults("Update", &update, "update"));
            faults.extend(one_thing_only(&update));
        }
        faults.sort();
        faults.dedup();
        assert!(
            faults.is_empty(),
            "{} things are not as Bot API 10.3 has them:\n{}",
            faults.len(),
            faults.join("\n")
        );
        self.sandbox.stop().await;
    }

    /// Every update that was ever queued, from the events: those for a webhook do not pass the recorder.
    async fn updates(&self) -> Vec<Value> {
        let last = self.sandbox.world(|world| world.state()["seq"].as_u64().unwrap());
        let events = format!("{}/events?since=0", self.sandbox.control_url());
        let mut stream = self.tape.http.get(events).send().await.unwrap();
        let (mut text, mut found, mut seen) = (String::new(), Vec::new(), 0);
        while seen < last {
            text.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap()));
            while let Some((event, rest)) = text.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data:"));
                if let Some(event) = data.and_then(|data| serde_json::from_str::<Value>(data).ok()) {
                    seen = event["seq"].as_u64().unwrap_or(seen);
                    if event["kind"] == "update" {
                        found.push(event["update"].clone());
                    }
                }
                text = rest.to_owned();
            }
        }
        found
    }
}

async fn pass_on(State(tape): State<Tape>, head: Parts, body: Bytes) -> Response<Body> {
    let place = head.uri.path_and_query().map_or("/", |place| place.as_str());
    let request = tape.http.request(head.method, format!("{}{place}", tape.sandbox_url));
    let request = request.headers(end_to_end(&head.headers)).body(body);
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status(), end_to_end(answer.headers()));
    let bytes = answer.bytes().await.unwrap();
    let method = head.uri.path().split('/').nth(2).filter(|_| head.uri.path().starts_with("/bot"));
    if let Some(method) = method {
        let retry_after = headers.get("retry-after").map(|value| value.to_str().unwrap().to_owned());
        let body = serde_json::from_slice(&bytes).unwrap_or_default();
        let answered = Answered { method: method.to_owned(), status: status.as_u16(), retry_after, body };
        tape.answers.lock().unwrap().push(answered);
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The headers that are not about one connection.
fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    for name in ["host", "connection", "transfer-encoding", "content-length", "expect", "keep-alive"] {
        headers.remove(name);
    }
    headers
}
