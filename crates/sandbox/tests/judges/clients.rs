//! Clients that most bots are written with, each in a real conversation: a person talks, the library's own bot answers,
//! first by long poll, then by webhook. Every answer and update on the way is held against the schema.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use super::recorder::Recorder;
use super::{ANNA, TOKEN, fetched};

/// How long a person would wait for a bot on this machine.
const PATIENCE: Duration = Duration::from_mins(1);
pub const SECRET: &str = "Judges_secret-1";

/// The program of a bot, ended with the story.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/clients").join(name)
}

fn start(mut command: Command, url: &str) -> Bot {
    // Not closed before the end of the test: who is started by a wrapper of ours goes when it is.
    command.args([url, TOKEN, SECRET]).stdin(Stdio::piped());
    Bot(command
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?} does not start ({error}): run scripts/test.")))
}

fn python(name: &str, url: &str) -> Bot {
    let python = fetched("QUARTERMASTER_TEST_PYTHON", "A Python with the judges' packages");
    let mut command = Command::new(python);
    // Not even by mistake may a judge's bot ask the network.
    command.arg(script(name)).env("NO_PROXY", "*");
    start(command, url)
}

#[tokio::test(flavor = "multi_thread")]
async fn aiogram_holds_a_conversation() {
    let recorder = Recorder::start().await;
    let _bot = python("aiogram_bot.py", &recorder.url);
    talk(recorder, "Refused: Bad Request: message is not modified").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn python_telegram_bot_holds_a_conversation() {
    let recorder = Recorder::start().await;
    let _bot = python("ptb_bot.py", &recorder.url);
    talk(recorder, "Refused: Message is not modified").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn telebot_holds_a_conversation() {
    let recorder = Recorder::start().await;
    let _bot = python("telebot_bot.py", &recorder.url);
    talk(recorder, "Refused: Bad Request: message is not modified").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn grammy_holds_a_conversation() {
    let recorder = Recorder::start().await;
    let mut command = Command::new("node");
    let modules = fetched("QUARTERMASTER_TEST_NODE_MODULES", "A folder with grammY in its node_modules");
    command.arg(script("grammy_bot.mjs")).arg(modules);
    let _bot = start(command, &recorder.url);
    talk(recorder, "Refused: Bad Request: message is not modified").await;
}

/// The conversation, the same with every client.
pub async fn talk(recorder: Recorder, refusal: &str) {
    let anna = Anna(&recorder);
    anna.says("/start");
    let hello = anna.hears(|message| message["text"] == "Hello, Anna").await;
    assert_eq!(hello["entities"], json!([{ "offset": 0, "length": 5, "type": "bold" }]));
    let id = hello["message_id"].as_i64().unwrap();

    anna.presses(id, "add:0");
    let one = |message: &Value| message["message_id"] == id && message["text"] == "Count: 1";
    let edited = anna.hears(one).await;
    assert!(edited["edit_date"].is_i64());
    anna.presses(id, "add:1");
    anna.hears(|message| message["text"] == "Count: 2").await;

    anna.says("/again");
    anna.hears(|message| message["text"].as_str().is_some_and(|text| text.starts_with(refusal))).await;

    anna.uploads("Öl, 2 l.txt", "hello there\n");
    let loud = anna.hears(|message| message["caption"] == "Louder").await;
    assert_eq!(loud["document"]["file_name"], "loud Öl, 2 l.txt");
    assert_eq!(anna.opens(&loud["document"]["file_id"]).await, "HELLO THERE\n");

    // Under load a poll can arrive late. One that confirms what the bot has taken must not meet the webhook.
    anna.act("fault", &json!({ "method": "getUpdates", "kind": "latency", "ms": 200, "times": 0 }));
    anna.says("/webhook");
    let listening = |world: &mut sandbox::World| (world.count_calls("setWebhook") > 0).then_some(());
    recorder.sandbox.until(PATIENCE, listening).await.unwrap_or_else(|| panic!("no webhook came"));
    // Also once the last poll has been answered, whatever it was told.
    let settled = recorder.sandbox.quiet(Duration::from_millis(250), PATIENCE).await;
    assert_eq!(settled, Ok(()), "nothing is left of the polls");
    anna.says("Still there?");
    anna.hears(|message| message["text"] == "Heard: Still there?").await;
    let quiet = recorder.sandbox.quiet(Duration::from_millis(50), PATIENCE).await;
    assert_eq!(quiet, Ok(()), "what came by webhook was taken");
    assert!(recorder.count() > 10, "the recorder stood beside the way");
    recorder.judge().await;
}

/// Who talks with the bot.
struct Anna<'a>(&'a Recorder);

impl Anna<'_> {
    fn act(&self, name: &str, body: &Value) {
        let done = self.0.sandbox.act(name, body);
        done.unwrap_or_else(|refused| panic!("{name} {body}: {}", refused.0));
    }

    fn says(&self, text: &str) {
        self.act("say", &json!({ "chat": ANNA, "user": ANNA, "text": text }));
    }

    fn presses(&self, message: i64, data: &str) {
        self.act("press", &json!({ "chat": ANNA, "user": ANNA, "message_id": message, "data": data }));
    }

    fn uploads(&self, name: &str, content: &'static str) {
        let from = json!({ "chat": ANNA, "user": ANNA, "name": name });
        let from = serde_json::from_value(from).unwrap();
        let sent = self.0.sandbox.world(|world| world.upload(&from, content.into()));
        sent.unwrap_or_else(|refused| panic!("{}", refused.0));
    }

    /// Waits for a message of the bot.
    async fn hears(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        let by_bot = |message: &Value| message["sandbox"]["by"] == "bot";
        let look = |world: &mut sandbox::World| {
            world.messages(ANNA).into_iter().rev().find(|message| by_bot(message) && is_it(message))
        };
        let heard = self.0.sandbox.until(PATIENCE, look).await;
        heard.unwrap_or_else(|| {
            let said = self.0.sandbox.world(|world| world.transcript(ANNA, None));
            panic!("the bot did not answer so. What was said:\n{}", said.unwrap_or_default())
        })
    }

    async fn opens(&self, file: &Value) -> String {
        let address = format!("{}/file?id={}", self.0.sandbox.control_url(), file.as_str().unwrap());
        reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .get(address)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }
}
