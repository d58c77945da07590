//! What happened is kept in a file and goes on from it.

use sandbox::{Sandbox, WorldSpec};
use serde_json::{Value, json};

use crate::room::{ANNA, TOKEN, spec};

/// A file of this test alone, gone at the end.
struct Kept(std::path::PathBuf);

impl Kept {
    fn new(name: &str) -> Self {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_file(&path);
        Self(path)
    }

    async fn open(&self, spec: WorldSpec) -> Sandbox {
        Sandbox::start_with_state(spec, ([127, 0, 0, 1], 0).into(), &self.0).await.unwrap()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

async fn call(sandbox: &Sandbox, method: &str, body: Value) -> Value {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/bot{TOKEN}/{method}", sandbox.api_url());
    http.post(url).json(&body).send().await.unwrap().json().await.unwrap()
}

/// The world without what belongs to one run of the program.
fn world(sandbox: &Sandbox) -> Value {
    let mut state = sandbox.world(|world| world.state());
    for field in ["seq", "refused"] {
        state.as_object_mut().unwrap().remove(field);
    }
    state
}

#[tokio::test]
async fn a_world_goes_on_where_it_was() {
    let kept = Kept::new("goes-on.jsonl");
    let first = kept.open(spec()).await;
    let say = |text: &str| json!({ "chat": ANNA, "user": ANNA, "text": text });
    first.act("say", &say("/start")).unwrap();
    let markup = json!({ "inline_keyboard": [[{ "text": "Press", "callback_data": "a" }]] });
    let sent =
        call(&first, "sendMessage", json!({ "chat_id": ANNA, "text": "Choose.", "reply_markup": markup }))
            .await;
    let id = sent["result"]["message_id"].clone();
    first.act("press", &json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "a" })).unwrap();
    let from = serde_json::from_value(json!({ "chat": ANNA, "user": ANNA, "name": "a.txt" })).unwrap();
    first.world(|world| world.upload(&from, "what is in it".into())).unwrap();
    first.act("clock", &json!({ "advance_s": 60 })).unwrap();
    call(
        &first,
        "setMyCommands",
        json!({ "commands": [{ "command": "stock", "description": "What is there" }] }),
    )
    .await;
    let before = (world(&first), call(&first, "getUpdates", json!({})).await);
    first.stop().await;

    let second = kept.open(spec()).await;
    let after = (world(&second), call(&second, "getUpdates", json!({})).await);
    assert_eq!(after, before);
    let commands = call(&second, "getMyCommands", json!({})).await;
    assert_eq!(commands["result"][0]["command"], "stock");
    let query = after.1["result"][1]["callback_query"]["id"].clone();
    let answered = call(&second, "answerCallbackQuery", json!({ "callback_query_id": query })).await;
    assert_eq!(answered["ok"], true, "a press from before can still be answered: {answered}");
    let file = after.1["result"][2]["message"]["document"]["file_id"].clone();
    let path = call(&second, "getFile", json!({ "file_id": file })).await["result"]["file_path"].clone();
    let address = format!("{}/file/bot{TOKEN}/{}", second.api_url(), path.as_str().unwrap());
    assert_eq!(reqwest::get(address).await.unwrap().text().await.unwrap(), "what is in it");
    // What was confirmed stays confirmed.
    let last = after.1["result"][2]["update_id"].as_i64().unwrap();
    call(&second, "getUpdates", json!({ "offset": last + 1 })).await;
    second.stop().await;
    let third = kept.open(spec()).await;
    assert_eq!(call(&third, "getUpdates", json!({})).await["result"], json!([]));
    third.stop().await;
}

#[tokio::test]
async fn a_line_cut_off_is_forgotten_and_nonsense_is_refused() {
    let kept = Kept::new("cut-off.jsonl");
    let first = kept.open(spec()).await;
    first.act("say", &json!({ "chat": ANNA, "user": ANNA, "text": "Hello" })).unwrap();
    first.stop().await;
    let whole = std::fs::read_to_string(&kept.0).unwrap();
    std::fs::write(&kept.0, format!("{whole}{{\"at\":18000")).unwrap();
    let second = kept.open(spec()).await;
    assert_eq!(second.world(|world| world.count_messages(ANNA)), 1);
    second.act("say", &json!({ "chat": ANNA, "user": ANNA, "text": "again" })).unwrap();
    second.stop().await;
    let third = kept.open(spec()).await;
    assert_eq!(third.world(|world| world.count_messages(ANNA)), 2, "what came after the cut is kept, too");
    third.stop().await;
    std::fs::write(&kept.0, "a shopping list\n").unwrap();
    let opened = Sandbox::start_with_state(spec(), ([127, 0, 0, 1], 0).into(), &kept.0).await;
    let error = opened.err().expect("a shopping list is no past").to_string();
    assert!(error.contains("no line of a sandbox's past"), "{error}");
}

/// A planned fault outlives the program, with what it has counted.
#[tokio::test]
async fn a_planned_fault_is_kept() {
    let kept = Kept::new("faults.jsonl");
    let first = kept.open(spec()).await;
    first.act("say", &json!({ "chat": ANNA, "user": ANNA, "text": "/start" })).unwrap();
    first.act("fault", &json!({ "kind": "status", "status": 400, "nth": 2, "times": 1 })).unwrap();
    let send = json!({ "chat_id": ANNA, "text": "a" });
    assert_eq!(call(&first, "sendMessage", send.clone()).await["ok"], true);
    first.stop().await;
    let second = kept.open(spec()).await;
    assert_eq!(call(&second, "sendMessage", send.clone()).await["ok"], false);
    second.stop().await;
    let third = kept.open(spec()).await;
    assert_eq!(call(&third, "sendMessage", send).await["ok"], true);
    third.stop().await;
}

/// The file does not grow with every poll for ever, and a world that begins from the shorter file is the same.
#[tokio::test]
async fn what_left_no_trace_is_left_out() {
    let kept = Kept::new("compact.jsonl");
    let first = kept.open(spec()).await;
    let say = |text: &str| json!({ "chat": ANNA, "user": ANNA, "text": text });
    first.act("say", &say("before the reset")).unwrap();
    first.act("reset", &json!({})).unwrap();
    for n in 0..5 {
        first.act("say", &say(&format!("{n}"))).unwrap();
        let updates = call(&first, "getUpdates", json!({})).await;
        let last = updates["result"].as_array().unwrap().last().unwrap()["update_id"].as_i64().unwrap();
        first.act("clock", &json!({ "advance_s": 4 })).unwrap();
        call(&first, "getUpdates", json!({ "offset": last + 1 })).await;
        call(&first, "sendChatAction", json!({ "chat_id": ANNA, "action": "typing" })).await;
    }
    let before = world(&first);
    // An offset from another life is passed over, and does not go beyond the polls before it.
    call(&first, "getUpdates", json!({ "offset": 2_000_000_000 })).await;
    first.act("say", &say("waits")).unwrap();
    let waiting = call(&first, "getUpdates", json!({})).await;
    first.stop().await;
    let lines = |path: &std::path::Path| std::fs::read_to_string(path).unwrap().lines().count();
    let long = lines(&kept.0);
    let second = kept.open(spec()).await;
    second.stop().await;
    assert!(lines(&kept.0) < long - 8, "{} of {long}", lines(&kept.0));
    let third = kept.open(spec()).await;
    assert_eq!(call(&third, "getUpdates", json!({})).await, waiting, "the numbers of updates go on, too");
    assert_eq!(world(&third)["users"], before["users"]);
    assert_eq!(third.world(|world| world.count_messages(ANNA)), 6);
    third.stop().await;
}

/// What was refused is refused again: else every number behind it would be another.
#[tokio::test]
async fn a_text_that_was_no_text_is_none_when_it_is_told_again() {
    let kept = Kept::new("broken-text.jsonl");
    let first = kept.open(spec()).await;
    first.act("say", &json!({ "chat": ANNA, "user": ANNA, "text": "/start" })).unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let half = format!(r#"{{"chat_id":{ANNA},"text":"\ud83e"}}"#);
    let url = format!("{}/bot{TOKEN}/sendMessage", first.api_url());
    let sent = http.post(url).header("content-type", "application/json").body(half).send().await.unwrap();
    assert_eq!(sent.status(), 400);
    let before = world(&first);
    first.stop().await;
    let second = kept.open(spec()).await;
    assert_eq!(world(&second)["chats"], before["chats"]);
    let next = call(&second, "sendMessage", json!({ "chat_id": ANNA, "text": "a" })).await;
    assert_eq!(next["result"]["message_id"], 2, "{next}");
    second.stop().await;
}
