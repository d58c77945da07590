//! A Bot API for tests, on this machine: it remembers what it was asked and answers by a script.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use db::{Db, Options};
use serde_json::{Value, json};
use tokio::sync::Notify;

/// What the server answers: from the number of the call, its method and its body.
pub type Script = fn(usize, &str, &Value) -> (u16, String);

/// A Bot API that remembers what it was asked.
pub struct Server {
    pub script: Script,
    calls: Mutex<Vec<(String, Value)>>,
    came: Notify,
}

impl Server {
    /// Starts one; gives its address.
    pub async fn start(script: Script) -> (Arc<Self>, String) {
        let server = Arc::new(Self { script, calls: Mutex::default(), came: Notify::new() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::clone(&server);
        let router = Router::new().route("/{bot}/{method}", post(take)).with_state(state);
        tokio::spawn(async move { axum::serve(listener, router).await });
        (server, address)
    }

    /// Waits until it was asked so often, and tells what for.
    pub async fn calls(&self, count: usize) -> Vec<(String, Value)> {
        let enough = async {
            while self.calls.lock().unwrap().len() < count {
                self.came.notified().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), enough).await.expect("the calls did not come");
        self.calls.lock().unwrap().clone()
    }
}

/// An empty database in a folder that goes with the test.
pub async fn database() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let db = Db::open(&url, &Options { durable: false, ..Options::default() }).await.unwrap();
    (folder, db)
}

async fn take(
    State(server): State<Arc<Server>>,
    Path((_, method)): Path<(String, String)>,
    body: Bytes,
) -> (StatusCode, String) {
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let number = server.calls.lock().unwrap().len();
    let (status, answer) = (server.script)(number, &method, &body);
    server.calls.lock().unwrap().push((method, body));
    server.came.notify_one();
    (StatusCode::from_u16(status).unwrap(), answer)
}

/// A message was sent under a number that tells of the call.
pub fn sent(id: usize) -> (u16, String) {
    (200, json!({ "ok": true, "result": { "message_id": 100 + id } }).to_string())
}

pub fn refused(code: u16, description: &str) -> (u16, String) {
    (code, json!({ "ok": false, "error_code": code, "description": description }).to_string())
}
