//! The control plane over HTTP: what can be looked at, listened to, and what it refuses.

use futures::StreamExt;
use sandbox::{World, WorldSpec};
use serde_json::{Value, json};

use crate::room::{ANNA, House, Room, keyboard};

async fn get(house: &House, what: &str) -> (u16, Value) {
    let response = house.http.get(house.control(what)).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn post(house: &House, what: &str, body: Value) -> (u16, Value) {
    let response = house.http.post(house.control(what)).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

/// Reads server-sent events until one of this kind comes; returns all kinds and the last one.
async fn listen(response: reqwest::Response, until: &str) -> (Vec<String>, Value) {
    let mut stream = response.bytes_stream();
    let (mut text, mut kinds) = (String::new(), Vec::new());
    loop {
        text.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
        while let Some(end) = text.find("\n\n") {
            let block: String = text.drain(..end + 2).collect();
            let Some(data) = block.lines().find_map(|line| line.strip_prefix("data: ")) else { continue };
            let event: Value = serde_json::from_str(data).unwrap();
            kinds.push(event["kind"].as_str().unwrap().to_owned());
            if event["kind"] == until {
                return (kinds, event);
            }
        }
    }
}

#[tokio::test]
async fn the_state_of_the_demo() {
    let house = House::new().await;
    let (status, state) = get(&house, "state").await;
    assert_eq!(status, 200);
    let names: Vec<&Value> =
        state["users"].as_array().unwrap().iter().map(|user| &user["first_name"]).collect();
    assert_eq!(names, ["Olena", "Lea", "Anna", "Ben", "Sam"]);
    assert_eq!(state["bots"][0]["token"], "1000001:SANDBOX-demo-token");
    assert_eq!(state["limits"], json!({ "mode": "off" }));
    let anna = state["chats"].as_array().unwrap().iter().find(|chat| chat["id"] == ANNA).unwrap();
    assert_eq!(anna["messages"][0]["sandbox"], json!({ "by": "user" }));
    house.sandbox.stop().await;
}

/// A world can be written down and read again.
#[test]
fn a_spec_is_json() {
    let spec = WorldSpec::demo();
    let text = serde_json::to_string(&spec).unwrap();
    let again: WorldSpec = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
    let small = json!({
        "bots": [{ "token": "5:x", "username": "x_bot", "first_name": "X" }],
        "people": [{ "id": 7, "first_name": "Nina" }],
        "chats": [{ "id": -3, "type": "group", "title": "G", "members": [{ "user_id": 7 }, { "user_id": 5, "status": "admin" }] }],
    });
    let world = World::new(serde_json::from_value(small).unwrap(), 5_000);
    assert_eq!(
        world.state()["chats"][0]["members"],
        json!([
            { "user_id": 5, "status": "administrator" }, { "user_id": 7, "status": "member" }
        ])
    );
    assert_eq!(world.state()["now"], 5);
}

#[tokio::test]
async fn events_as_they_happen_and_again() {
    let house = House::new().await;
    let stream = house.http.get(house.control("events")).send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let text = json!({ "chat_id": ANNA, "text": "a", "reply_markup": keyboard("Press", "x") });
    let sent = house.call("sendMessage", text).await.1["result"]["message_id"].clone();
    post(&house, "press", json!({ "chat": ANNA, "user": ANNA, "message_id": sent, "data": "x" })).await;
    let (kinds, press) = listen(stream, "update").await;
    assert_eq!(kinds, ["message", "call", "press", "update"]);
    assert_eq!(press["update"]["callback_query"]["data"], "x");
    let again = house.http.get(house.control("events?since=0")).send().await.unwrap();
    let (kinds, _) = listen(again, "press").await;
    assert_eq!(kinds, ["chat", "message", "update", "message", "call", "press"]);
    let resumed = house.http.get(house.control("events")).header("last-event-id", "5");
    assert_eq!(listen(resumed.send().await.unwrap(), "press").await.0, ["press"]);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn an_upload_reaches_the_bot() {
    let house = House::new().await;
    let url = house.control("upload?chat=103&user=103&name=items.csv&mime=text/csv&caption=New+items");
    let answer: Value = house.http.post(url).body("sku,qty\n").send().await.unwrap().json().await.unwrap();
    let document = &answer["message"]["document"];
    assert_eq!(document["file_name"], "items.csv");
    assert_eq!(answer["message"]["caption"], "New items");
    let (_, updates) = house.call("getUpdates", json!({ "offset": -1 })).await;
    assert_eq!(updates["result"][0]["message"]["document"], *document);
    let url = house.control(&format!("file?id={}", document["file_id"].as_str().unwrap()));
    let file = house.http.get(url).send().await.unwrap();
    assert_eq!(file.headers()["content-disposition"], "attachment; filename*=UTF-8''items%2Ecsv");
    assert_eq!(file.headers()["x-content-type-options"], "nosniff");
    assert_eq!(file.text().await.unwrap(), "sku,qty\n");
    house.sandbox.stop().await;
}

#[tokio::test]
async fn mistakes_are_sentences() {
    let house = House::new().await;
    for (what, body, expected) in [
        ("say", json!({ "chat": 1, "user": 1, "text": "a" }), "There is no such chat."),
        ("say", json!({ "chat": -201, "user": 105, "text": "a" }), "The person is not in this chat."),
        ("say", json!({ "chat": 103, "user": 103, "text": " " }), "There is nothing but space to say."),
        ("say", json!({ "chat": 103 }), "The body does not fit: missing field `text`."),
        ("dance", json!({}), "There is no action \"dance\"."),
        ("limits", json!({ "mode": "wild" }), ""),
        ("clock", json!({ "advance_s": -1 }), "The clock does not go back."),
        ("update", json!({}), "Give update, repeat, next_id or newest_first."),
        ("migrate", json!({ "chat": -201, "to": -5 }), "The new id must begin with -100 and be new."),
    ] {
        let (status, answer) = post(&house, what, body).await;
        assert_eq!(status, 400, "{what}");
        let error = answer["error"].as_str().unwrap();
        assert!(
            if expected.is_empty() { error.starts_with("The body does not fit") } else { error == expected },
            "{error}"
        );
    }
    let (status, answer) = get(&house, "transcript?chat=5").await;
    assert_eq!((status, answer["error"].as_str()), (400, Some("There is no such chat.")));
    house.sandbox.stop().await;
}

#[tokio::test]
async fn refusals_calls_and_the_start_again() {
    let house = House::new().await;
    house.call("sendMessage", json!({ "chat_id": 999, "text": "a" })).await;
    let (_, state) = get(&house, "state").await;
    let refused = &state["refused"][0];
    assert_eq!(refused["error"], "Bad Request: chat not found");
    assert_eq!(refused["params"], json!({ "chat_id": "999", "text": "a" }));
    assert_eq!(get(&house, "calls?since=0").await.1.as_array().unwrap().len(), 1);
    post(&house, "reset", json!({})).await;
    let (_, fresh) = get(&house, "state").await;
    assert_eq!(fresh["refused"], json!([]));
    assert!(fresh["seq"].as_u64() > state["seq"].as_u64());
    assert_eq!(get(&house, "commands?bot=1000001&chat=103&user=103").await.1, json!([]));
    house.sandbox.stop().await;
}

#[tokio::test]
async fn the_page_is_there() {
    let house = House::new().await;
    for (path, kind) in [("", "text/html; charset=utf-8"), ("app.js", "text/javascript; charset=utf-8")] {
        let page = house.http.get(house.control(path)).send().await.unwrap();
        assert_eq!(page.status(), 200, "{path}");
        assert_eq!(page.headers()["content-type"], kind);
    }
    let page = house.http.get(house.sandbox.control_url()).send().await.unwrap();
    assert_eq!(page.url().as_str(), house.sandbox.page_url(), "the address without a slash leads there");
    house.sandbox.stop().await;
}

/// Files that a person sends together are one album, as with the paper clip of a chat client.
#[test]
fn an_album_from_a_person() {
    let mut room = Room::new();
    for name in ["a.txt", "b.txt"] {
        let from = json!({ "chat": ANNA, "user": ANNA, "name": name, "album": "7" });
        room.world.upload(&serde_json::from_value(from).unwrap(), "x".into()).unwrap();
    }
    let albums: Vec<Value> =
        room.updates().iter().map(|update| update["message"]["media_group_id"].clone()).collect();
    assert_eq!(albums, [json!("7"), json!("7")]);
}

/// A draft is there until its message comes, or until the person stops it.
#[test]
fn a_draft_ends() {
    let mut room = Room::new();
    let stop = json!({ "chat": ANNA, "user": ANNA, "draft_id": 7 });
    assert_eq!(room.world.act("stop_draft", &stop).unwrap_err().0, "There is no such draft.");
    room.ok("sendMessageDraft", json!({ "chat_id": ANNA, "draft_id": 7, "text": "Thin" }));
    assert_eq!(room.world.act("stop_draft", &stop).unwrap_err().0, "The draft has no button to stop it.");
    room.ok("sendMessageDraft", json!({ "chat_id": ANNA, "draft_id": 7, "text": "Think", "can_stop": true }));
    room.act("stop_draft", stop.clone());
    assert_eq!(room.updates()[0]["stopped_message_generation"]["draft_id"], 7);
    assert!(room.world.act("stop_draft", &stop).is_err(), "it is gone");
    room.ok("sendMessageDraft", json!({ "chat_id": ANNA, "draft_id": 8, "text": "Think", "can_stop": true }));
    room.sends("Thought.");
    let other = json!({ "chat": ANNA, "user": ANNA, "draft_id": 8 });
    assert!(room.world.act("stop_draft", &other).is_err(), "the message took its place");
}

/// A button in the text of a rich message is pressed like any other.
#[test]
fn a_button_in_a_rich_message() {
    let mut room = Room::new();
    let html = "<tg-button-row><tg-button callback-data=\"count\">Count</tg-button></tg-button-row>";
    let sent = room.ok("sendRichMessage", json!({ "chat_id": ANNA, "rich_message": { "html": html } }));
    let id = sent["message_id"].clone();
    room.act("press", json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "count" }));
    assert_eq!(room.updates()[0]["callback_query"]["data"], "count");
    let press = json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "other" });
    assert_eq!(room.world.act("press", &press).unwrap_err().0, "The button is not on the message now.");
}

/// A list of acts and waits tells a whole story; the bot here is a test that answers once it hears something.
#[tokio::test]
async fn a_script_is_played() {
    let house = House::new().await;
    let script = json!([
        { "act": "say", "with": { "chat": ANNA, "user": ANNA, "text": "What is there?" } },
        { "hear": { "chat": ANNA, "text": "Choose" } },
        { "pause_ms": 1 },
        { "act": "tap", "with": { "chat": ANNA, "user": ANNA, "button": "Press" } }
    ]);
    let bot = async {
        let asked = |world: &mut sandbox::World| {
            let said = world.transcript(ANNA, None)?;
            said.contains("What is there?").then_some(())
        };
        house.sandbox.until(std::time::Duration::from_secs(5), asked).await.unwrap();
        let markup = crate::room::keyboard("Press", "data");
        house
            .call("sendMessage", json!({ "chat_id": ANNA, "text": "Choose one.", "reply_markup": markup }))
            .await
    };
    let play = house.http.post(house.control("script")).json(&script).send();
    let (played, _) = tokio::join!(play, bot);
    assert_eq!(played.unwrap().json::<Value>().await.unwrap(), json!({ "steps": 4 }));
    let (_, updates) = house.call("getUpdates", json!({})).await;
    assert_eq!(updates["result"][2]["callback_query"]["data"], "data");
    for (script, why) in [
        (json!([{ "wait": { "timeout_ms": 1 } }]), "Step 1: Bot 1000001 has 3 pending updates."),
        (
            json!([{ "pause_ms": 1 }, { "act": "tap", "with": { "chat": ANNA, "user": ANNA, "button": "No" } }]),
            "Step 2: There is no button \"No\" that could be pressed.",
        ),
        (
            json!([{ "hear": { "chat": ANNA, "text": "Never", "timeout_ms": 1 } }]),
            "Step 1: no bot said \"Never\".",
        ),
    ] {
        let answer = house.http.post(house.control("script")).json(&script).send().await.unwrap();
        assert_eq!(answer.json::<Value>().await.unwrap()["error"], why);
    }
    let steps = [json!({ "sing": 1 })];
    assert!(house.sandbox.play(&steps).await.unwrap_err().0.starts_with("Step 1: it does not fit"));
    house.sandbox.stop().await;
}
