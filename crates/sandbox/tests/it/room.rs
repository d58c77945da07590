//! A world with handles: the demo's people, on a clock that stands still.

use sandbox::{Outcome, Params, Sandbox, Upload, World, WorldSpec};
use serde_json::{Value, json};

pub const TOKEN: &str = "1000001:SANDBOX-demo-token";
pub const BOT: i64 = 1_000_001;
pub const OLENA: i64 = 101;
pub const ANNA: i64 = 103;
pub const BEN: i64 = 104;
pub const SAM: i64 = 105;
pub const OPS: i64 = -201;
pub const WAREHOUSE: i64 = -1_001_000_000_301;

/// The demo's world at a fixed time.
pub fn spec() -> WorldSpec {
    WorldSpec { now: Some(1_800_000_000), frozen: true, ..WorldSpec::demo() }
}

/// A picture of 1×1.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

pub struct Room {
    pub world: World,
}

impl Room {
    /// Anna and Ben have pressed Start.
    pub fn new() -> Self {
        let mut room = Self { world: World::new(spec(), 0) };
        room.says(ANNA, "/start");
        room.says(BEN, "/start");
        room.updates();
        room
    }

    pub fn act(&mut self, name: &str, body: Value) -> Value {
        self.world.act(name, &body).unwrap_or_else(|error| panic!("{name} {body}: {}", error.0))
    }

    /// Somebody writes to the bot in private; returns the id of the message.
    pub fn says(&mut self, user: i64, text: &str) -> i64 {
        self.says_in(user, user, text)
    }

    pub fn says_in(&mut self, chat: i64, user: i64, text: &str) -> i64 {
        let said = self.act("say", json!({ "chat": chat, "user": user, "text": text }));
        said["message"]["message_id"].as_i64().unwrap()
    }

    /// Calls a method; returns the status and the whole answer.
    pub fn raw(&mut self, method: &str, params: &Params) -> (u16, Value) {
        match self.world.call(TOKEN, method, params) {
            Outcome::Answer(answer) => (answer.status, serde_json::from_str(&answer.body).unwrap()),
            Outcome::Wait(_) => (0, Value::Null),
        }
    }

    /// Calls a method with JSON as its parameters; the result, or a panic with the refusal.
    pub fn ok(&mut self, method: &str, args: Value) -> Value {
        let (status, mut answer) = self.raw(method, &params(&args));
        assert_eq!(status, 200, "{method} {args}: {answer}");
        answer["result"].take()
    }

    /// Calls a method that is refused; the status and the description.
    pub fn refused(&mut self, method: &str, args: Value) -> String {
        let (status, answer) = self.raw(method, &params(&args));
        assert_ne!(status, 200, "{method} {args} was not refused: {answer}");
        assert_eq!(answer["error_code"], status);
        format!("{status} {}", answer["description"].as_str().unwrap())
    }

    /// Fetches and confirms everything that waits.
    pub fn updates(&mut self) -> Vec<Value> {
        let mut all = Vec::new();
        loop {
            let offset = all.last().map_or(0, |update: &Value| update["update_id"].as_i64().unwrap() + 1);
            // Of calls that follow each other at once only the first gets more than one update.
            self.act("clock", json!({ "advance_s": 4 }));
            let (_, answer) = self.raw("getUpdates", &params(&json!({ "offset": offset })));
            let got = answer["result"].as_array().cloned().unwrap_or_default();
            if got.is_empty() {
                return all;
            }
            all.extend(got);
        }
    }

    /// The bot sends a text to Anna; returns the id.
    pub fn sends(&mut self, text: &str) -> i64 {
        let sent = self.ok("sendMessage", json!({ "chat_id": ANNA, "text": text }));
        sent["message_id"].as_i64().unwrap()
    }

    /// The bot sends Anna a text with one button.
    pub fn sends_button(&mut self, data: &str) -> i64 {
        let markup = keyboard("Press", data);
        let sent =
            self.ok("sendMessage", json!({ "chat_id": ANNA, "text": "Choose.", "reply_markup": markup }));
        sent["message_id"].as_i64().unwrap()
    }
}

pub fn keyboard(text: &str, data: &str) -> Value {
    json!({ "inline_keyboard": [[{ "text": text, "callback_data": data }]] })
}

/// Parameters as a JSON body would give them.
pub fn params(args: &Value) -> Params {
    let mut params = Params::new();
    for (name, value) in args.as_object().unwrap() {
        params.push(name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
    params
}

pub fn file(name: &str, bytes: &'static [u8]) -> Upload {
    Upload { name: name.to_owned(), mime: Some("text/plain".to_owned()), bytes: bytes.into() }
}

/// A sandbox over HTTP and a client for it.
pub struct House {
    pub sandbox: Sandbox,
    pub http: reqwest::Client,
}

impl House {
    pub async fn new() -> Self {
        Self::with(WorldSpec::demo()).await
    }

    pub async fn with(spec: WorldSpec) -> Self {
        let sandbox = Sandbox::start(spec, ([127, 0, 0, 1], 0).into()).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let house = Self { sandbox, http };
        house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "/start" }));
        house
    }

    pub fn act(&self, name: &str, body: Value) -> Value {
        self.sandbox
            .world(|world| world.act(name, &body))
            .unwrap_or_else(|error| panic!("{name}: {}", error.0))
    }

    pub fn method(&self, name: &str) -> String {
        format!("{}/bot{TOKEN}/{name}", self.sandbox.api_url())
    }

    pub fn control(&self, name: &str) -> String {
        format!("{}/{name}", self.sandbox.control_url())
    }

    /// Calls a method with a JSON body.
    pub async fn call(&self, method: &str, body: Value) -> (u16, Value) {
        let response = self.http.post(self.method(method)).body(body.to_string());
        let response = response.header("content-type", "application/json").send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }
}
