//! Updates that come by themselves.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::room::{ANNA, BEN, BOT, House, OPS};

/// A server that answers each delivery as planned, and hands over what came.
struct Hook {
    url: String,
    got: mpsc::UnboundedReceiver<(Option<String>, Value)>,
}

type Plan = Arc<Mutex<Vec<(u16, Value)>>>;

async fn hook(plan: Vec<(u16, Value)>) -> Hook {
    let (send, got) = mpsc::unbounded_channel();
    let plan: Plan = Arc::new(Mutex::new(plan.into_iter().rev().collect()));
    let handler = move |State(plan): State<Plan>, headers: HeaderMap, body: String| async move {
        let secret =
            headers.get("x-telegram-bot-api-secret-token").map(|value| value.to_str().unwrap().to_owned());
        send.send((secret, serde_json::from_str(&body).unwrap())).unwrap();
        let (status, answer) = plan.lock().unwrap().pop().unwrap_or((200, Value::Null));
        let kind = [("content-type", "application/json")];
        (StatusCode::from_u16(status).unwrap(), kind, answer.to_string())
    };
    let app = Router::new().route("/hook", axum::routing::post(handler)).with_state(plan);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    Hook { url, got }
}

#[tokio::test]
async fn updates_arrive_with_the_secret() {
    let house = House::new().await;
    let mut hook = hook(Vec::new()).await;
    let set = json!({ "url": hook.url, "secret_token": "s3cret", "drop_pending_updates": true });
    let (_, answer) = house.call("setWebhook", set).await;
    assert_eq!(answer, json!({ "ok": true, "result": true, "description": "Webhook was set" }));
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "Hello" }));
    let (secret, update) = hook.got.recv().await.unwrap();
    assert_eq!(secret.as_deref(), Some("s3cret"));
    assert_eq!(update["message"]["text"], "Hello");
    let quiet = std::time::Duration::from_millis(5);
    house.sandbox.quiet(quiet, std::time::Duration::from_secs(5)).await.unwrap();
    let (_, info) = house.call("getWebhookInfo", json!({})).await;
    assert_eq!(info["result"]["pending_update_count"], 0);
    assert_eq!(info["result"]["url"], hook.url);
    let (_, answer) = house.call("deleteWebhook", json!({})).await;
    assert_eq!(answer["description"], "Webhook was deleted");
    let (_, answer) = house.call("deleteWebhook", json!({})).await;
    assert_eq!(answer["description"], "Webhook is already deleted");
    house.sandbox.stop().await;
}

/// The first retry comes at once, the next after two seconds of the clock, which the test pushes.
#[tokio::test]
async fn what_is_refused_comes_again_in_order() {
    let house = House::new().await;
    let mut hook = hook(vec![(500, Value::Null), (500, Value::Null)]).await;
    house.call("setWebhook", json!({ "url": hook.url, "drop_pending_updates": true })).await;
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "one" }));
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "two" }));
    let mut texts = Vec::new();
    for pushed in [0, 0, 3, 0] {
        if pushed > 0 {
            // The failure must have been taken in before the clock is pushed.
            while house.call("getWebhookInfo", json!({})).await.1["result"].get("last_error_date").is_none() {
            }
            house.act("clock", json!({ "advance_s": pushed }));
        }
        texts.push(hook.got.recv().await.unwrap().1["message"]["text"].as_str().unwrap().to_owned());
    }
    assert_eq!(texts, ["one", "one", "one", "two"]);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn keys_do_not_wait_for_each_other() {
    let house = House::new().await;
    house.act("say", json!({ "chat": BEN, "user": BEN, "text": "/start" }));
    let mut hook = hook(vec![(500, Value::Null); 2]).await;
    house.call("setWebhook", json!({ "url": hook.url, "drop_pending_updates": true })).await;
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "stuck" }));
    assert_eq!(hook.got.recv().await.unwrap().1["message"]["text"], "stuck");
    assert_eq!(hook.got.recv().await.unwrap().1["message"]["text"], "stuck");
    house.act("say", json!({ "chat": BEN, "user": BEN, "text": "passes" }));
    assert_eq!(hook.got.recv().await.unwrap().1["message"]["text"], "passes");
    house.sandbox.stop().await;
}

#[tokio::test]
async fn an_answer_may_be_a_call() {
    let house = House::new().await;
    let call = json!({ "method": "sendMessage", "chat_id": OPS, "text": "By the way" });
    let mut hook = hook(vec![(200, call)]).await;
    house.call("setWebhook", json!({ "url": hook.url, "drop_pending_updates": true })).await;
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "Hello" }));
    hook.got.recv().await.unwrap();
    let quiet = std::time::Duration::from_millis(5);
    house.sandbox.quiet(quiet, std::time::Duration::from_secs(5)).await.unwrap();
    let text = house.http.get(house.control(&format!("transcript?chat={OPS}"))).send().await.unwrap();
    assert_eq!(text.text().await.unwrap(), "Quartermaster: By the way\n");
    assert_eq!(house.sandbox.world(|world| world.state())["bots"][0]["id"], BOT);
    house.sandbox.stop().await;
}

/// A webhook that says 410 for 23 hours is closed, and updates wait to be polled.
#[tokio::test]
async fn a_webhook_that_is_gone_is_closed() {
    let house = House::with(crate::room::spec()).await;
    let mut hook = hook((0..9).map(|_| (410, Value::Null)).collect()).await;
    house.call("setWebhook", json!({ "url": hook.url, "drop_pending_updates": true })).await;
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "Hello" }));
    hook.got.recv().await.unwrap();
    hook.got.recv().await.unwrap();
    house.act("clock", json!({ "advance_s": 22 * 3600 }));
    // The update itself lives for a day: a new one takes its place in time.
    house.act("say", json!({ "chat": OPS, "user": BEN, "text": "/stock@quartermaster_bot" }));
    hook.got.recv().await.unwrap();
    house.act("clock", json!({ "advance_s": 2 * 3600 }));
    let closed = |world: &mut sandbox::World| (!world.is_listening(BOT)).then_some(());
    house.sandbox.until(std::time::Duration::from_secs(10), closed).await.unwrap();
    let (_, info) = house.call("getWebhookInfo", json!({})).await;
    assert_eq!(info["result"]["url"], "");
    house.sandbox.stop().await;
}

/// Telegram promises an order only among what belongs together; a bot should stand any.
#[tokio::test]
async fn the_newest_can_come_first() {
    let house = House::with(crate::room::spec()).await;
    for text in ["one", "two", "three"] {
        house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": text }));
    }
    house.act("update", json!({ "newest_first": true }));
    let mut hook = hook(Vec::new()).await;
    house.call("setWebhook", json!({ "url": hook.url })).await;
    for expected in ["three", "two", "one", "/start"] {
        let (_, update) = hook.got.recv().await.unwrap();
        assert_eq!(update["message"]["text"], expected);
    }
    house.sandbox.stop().await;
}

/// Only JSON and forms are taken for a call, and an answer that leads elsewhere is a failure.
#[tokio::test]
async fn what_an_answer_must_be() {
    let house = House::new().await;
    let call = "method=sendMessage&chat_id=-201&text=By+form";
    let (send, mut got) = mpsc::unbounded_channel();
    let count = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let answer = move || {
        let (send, count) = (send.clone(), Arc::clone(&count));
        async move {
            let n = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            send.send(n).unwrap();
            let json =
                json!({ "method": "sendMessage", "chat_id": OPS, "text": "As plain text" }).to_string();
            match n {
                0 => (StatusCode::FOUND, [("location", "/elsewhere")], String::new()),
                1 => (StatusCode::OK, [("content-type", "text/plain")], json),
                _ => {
                    (StatusCode::OK, [("content-type", "application/x-www-form-urlencoded")], call.to_owned())
                }
            }
        }
    };
    let app = Router::new().route("/hook", axum::routing::post(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    house.call("setWebhook", json!({ "url": url, "drop_pending_updates": true })).await;
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "one" }));
    house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "two" }));
    for expected in 0..3 {
        assert_eq!(got.recv().await.unwrap(), expected);
    }
    let quiet = std::time::Duration::from_millis(5);
    house.sandbox.quiet(quiet, std::time::Duration::from_secs(5)).await.unwrap();
    let (_, info) = house.call("getWebhookInfo", json!({})).await;
    assert_eq!(info["result"]["last_error_message"], "Wrong response from the webhook: 302 Found");
    let text = house.http.get(house.control(&format!("transcript?chat={OPS}"))).send().await.unwrap();
    assert_eq!(text.text().await.unwrap(), "Quartermaster: By form\n");
    house.sandbox.stop().await;
}
