//! A server that says byte for byte what a test wants it to say.

use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, SystemTime};

use llm::{
    Ask, Budget, Client, Fault, Grade, Item, Kind, Learnt, Limits, Prices, Provider, Reply, Rung, Secret,
};
use llm::{Surroundings, Verdict};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does for one request, in this order; then it closes.
pub enum Act {
    Say(Vec<u8>),
    /// Says nothing more and does not close either.
    Stall,
}

pub struct Server {
    pub url: String,
    /// The bodies of the requests so far.
    pub asked: Arc<Mutex<Vec<Value>>>,
}

impl Server {
    /// `script` tells what happens to a request by its number, from 0, and its body.
    pub async fn start(script: impl Fn(usize, &Value) -> Vec<Act> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, script) = (asked.clone(), Arc::new(script));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, log.clone(), script.clone()));
            }
        });
        Self { url, asked }
    }

    pub fn requests(&self) -> Vec<Value> {
        self.asked.lock().expect("nobody panics with it").clone()
    }

    pub fn provider(&self, kind: Kind) -> Provider {
        Provider {
            kind,
            base_url: self.url.clone(),
            model: "m1".into(),
            key: Secret::new("sk-secret-key"),
            prices: Prices { prompt: 100_000, cached: None, completion: 1_000_000 },
            max_concurrency: 2,
            limits: Limits { wait_ms: 1, idle_ms: 300, first_byte_ms: 300, tries: 3, ..Limits::default() },
        }
    }

    /// A client that takes the endpoint's abilities for granted.
    pub fn client_on(&self, rung: Rung) -> Client {
        client(self.provider(Kind::Openai), Some(rung))
    }
}

/// One for all tests, because making it takes longer than a test. It keeps no connections, which belong to one test.
static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
    let builder = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0);
    builder.redirect(reqwest::redirect::Policy::none()).build().expect("a client")
});

pub fn client(provider: Provider, rung: Option<Rung>) -> Client {
    let surroundings = Surroundings::new(|| SystemTime::UNIX_EPOCH, || 0.0);
    let verdict = rung.map(|rung| Verdict {
        rung,
        grade: Grade::Shape,
        learnt: Learnt::default(),
        steps: Vec::new(),
        since: 0,
    });
    Client::new(HTTP.clone(), provider, surroundings, verdict)
}

pub fn two_texts() -> Ask {
    Ask {
        rules: "You translate.".into(),
        items: vec![Item::new("Hello"), Item::new("World")],
        field: "german".into(),
        closing: "Translate into German.".into(),
        ..Ask::default()
    }
}

/// The texts that came, and how it ended.
pub async fn ask(client: &Client) -> (Vec<(usize, String)>, Result<Reply, Fault>) {
    ask_within(client, &two_texts(), &Budget::unlimited()).await
}

pub async fn ask_within(
    client: &Client,
    ask: &Ask,
    budget: &Budget,
) -> (Vec<(usize, String)>, Result<Reply, Fault>) {
    let mut texts = Vec::new();
    let reply = tokio::time::timeout(
        Duration::from_secs(20),
        client.ask(ask, budget, &mut |piece| texts.push((piece.index + 1, piece.text))),
    )
    .await
    .expect("every request comes to an end");
    texts.sort();
    (texts, reply)
}

pub fn both() -> Vec<(usize, String)> {
    vec![(1, "Hallo".into()), (2, "Welt".into())]
}

pub const WHOLE: &str = r#"{"german":{"1":"Hallo","2":"Welt"}}"#;

/// An answer with a status and headers; its end is the end of the connection.
pub fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<Act> {
    let mut bytes = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n{headers}\r\n").into_bytes();
    bytes.extend_from_slice(body.as_ref());
    vec![Act::Say(bytes)]
}

/// A stream of chat chunks, one a text; `finish` is the reason given at the end, if there is an end.
pub fn stream(texts: &[&str], finish: Option<&str>) -> Vec<Act> {
    answer(200, "content-type: text/event-stream\r\n", events(texts, finish))
}

pub fn events(texts: &[&str], finish: Option<&str>) -> String {
    let event = |data: Value| format!("data: {data}\n\n");
    let text = |text: &&str| event(json!({"choices": [{"delta": {"content": text}, "finish_reason": null}]}));
    let mut out: Vec<String> = texts.iter().map(text).collect();
    if let Some(finish) = finish {
        let usage = json!({"prompt_tokens": 40, "completion_tokens": 8, "prompt_tokens_details": {"cached_tokens": 30}});
        out.push(event(json!({"choices": [{"delta": {}, "finish_reason": finish}]})));
        out.push(event(json!({"choices": [], "usage": usage})));
        out.push("data: [DONE]\n\n".to_owned());
    }
    out.concat()
}

async fn serve(
    mut stream: TcpStream,
    log: Arc<Mutex<Vec<Value>>>,
    script: Arc<impl Fn(usize, &Value) -> Vec<Act>>,
) -> Option<()> {
    let body = read_request(&mut stream).await?;
    let acts = {
        let mut log = log.lock().expect("nobody panics with it");
        log.push(body.clone());
        script(log.len() - 1, &body)
    };
    for act in acts {
        match act {
            Act::Say(bytes) => stream.write_all(&bytes).await.ok()?,
            Act::Stall => std::future::pending::<()>().await,
        }
    }
    stream.shutdown().await.ok()
}

async fn read_request(stream: &mut TcpStream) -> Option<Value> {
    let mut received = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&received).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return serde_json::from_str(body).ok();
            }
        }
        let mut chunk = [0; 4096];
        let length = stream.read(&mut chunk).await.ok().filter(|length| *length > 0)?;
        received.extend_from_slice(&chunk[..length]);
    }
}
