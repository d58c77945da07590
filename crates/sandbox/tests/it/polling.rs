//! How updates are fetched: offsets, long polls, conflicts, kinds, and how long they are kept.

use std::time::Duration;

use sandbox::{Outcome, World};
use serde_json::{Value, json};

use crate::room::{ANNA, BEN, BOT, House, OPS, Room, TOKEN, keyboard, params, spec};

fn ids(answer: &Value) -> Vec<i64> {
    let list = answer["result"].as_array().unwrap();
    list.iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

fn get(room: &mut Room, args: Value) -> Vec<i64> {
    room.act("clock", json!({ "advance_s": 4 }));
    ids(&room.raw("getUpdates", &params(&args)).1)
}

#[test]
fn offsets() {
    let mut room = Room::new();
    for text in ["one", "two", "three", "four"] {
        room.says(ANNA, text);
    }
    let all = get(&mut room, json!({}));
    assert_eq!(all.len(), 4);
    assert!(all.windows(2).all(|pair| pair[1] == pair[0] + 1));
    assert_eq!(get(&mut room, json!({ "limit": 2 })), all[..2]);
    assert_eq!(get(&mut room, json!({ "offset": all[1] })), all[1..]);
    assert_eq!(get(&mut room, json!({})), all[1..], "what stands below an offset is forgotten");
    assert_eq!(
        get(&mut room, json!({ "offset": all[3] + 1000 })),
        all[1..],
        "an offset far ahead is ignored"
    );
    assert_eq!(get(&mut room, json!({ "offset": -2 })), all[2..]);
    assert_eq!(get(&mut room, json!({})), all[2..], "a negative offset forgets the rest");
    assert_eq!(get(&mut room, json!({ "offset": all[3] + 1 })), Vec::<i64>::new());
    room.says(ANNA, "five");
    assert_eq!(get(&mut room, json!({ "offset": all[3] + 1 })), [all[3] + 1]);
}

#[test]
fn an_update_has_its_id_first_and_one_more_field() {
    let mut room = Room::new();
    room.says(ANNA, "Hello");
    let Outcome::Answer(answer) = room.world.call(TOKEN, "getUpdates", &params(&json!({}))) else { panic!() };
    assert!(answer.body.starts_with("{\"ok\":true,\"result\":[{\"update_id\":"), "{}", answer.body);
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    let update = answer["result"][0].as_object().unwrap();
    assert_eq!(update.keys().collect::<Vec<_>>(), ["update_id", "message"]);
    let order: Vec<&String> = update["message"].as_object().unwrap().keys().collect();
    assert_eq!(order, ["message_id", "from", "chat", "date", "text"]);
}

#[test]
fn the_same_question_at_once_is_slowed_down() {
    let mut room = Room::new();
    room.says(ANNA, "one");
    room.says(ANNA, "two");
    let ask = |room: &mut Room| room.raw("getUpdates", &params(&json!({}))).1;
    assert_eq!(ids(&ask(&mut room)).len(), 2);
    assert_eq!(ids(&ask(&mut room)).len(), 1, "within half a second only one is given");
    room.act("clock", json!({ "advance_s": 5 }));
    assert_eq!(ids(&ask(&mut room)).len(), 2);
    let empty = params(&json!({ "offset": -1 }));
    room.raw("getUpdates", &empty);
}

#[test]
fn kinds_are_filtered_when_they_are_queued() {
    let mut room = Room::new();
    room.says(ANNA, "before");
    room.ok("getUpdates", json!({ "allowed_updates": ["callback_query", "nonsense"] }));
    room.says(ANNA, "after");
    let id = room.sends_button("a");
    room.act("press", json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "a" }));
    let updates = room.updates();
    let kinds: Vec<String> =
        updates.iter().map(|update| update.as_object().unwrap().keys().nth(1).unwrap().clone()).collect();
    assert_eq!(kinds, ["message", "callback_query"], "not retroactive, and kept without being repeated");
    room.ok("getUpdates", json!({ "offset": -1, "allowed_updates": [] }));
    room.says(ANNA, "again");
    assert_eq!(room.updates().len(), 1, "an empty list means the usual kinds");
}

#[test]
fn updates_are_kept_for_their_time() {
    let mut room = Room::new();
    let id = room.sends_button("a");
    room.says(ANNA, "words");
    room.act("press", json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "a" }));
    room.act("inline", json!({ "bot": BOT, "user": ANNA, "query": "mug" }));
    let left = |room: &mut Room, seconds: i64| {
        room.act("clock", json!({ "advance_s": seconds }));
        ids(&room.raw("getUpdates", &params(&json!({}))).1).len()
    };
    assert_eq!(left(&mut room, 29), 3);
    assert_eq!(left(&mut room, 4), 2, "an inline query is gone after 30 seconds");
    assert_eq!(left(&mut room, 118), 1, "a pressed button after 150");
    assert_eq!(left(&mut room, 86_000), 1);
    assert_eq!(left(&mut room, 300), 0, "a message after a day");
}

#[test]
fn a_newer_poll_ends_the_older() {
    let mut room = Room::new();
    let wait =
        |room: &mut Room| match room.world.call(TOKEN, "getUpdates", &params(&json!({ "timeout": 30 }))) {
            Outcome::Wait(wait) => wait,
            Outcome::Answer(answer) => panic!("{answer:?}"),
        };
    let first = wait(&mut room);
    let second = wait(&mut room);
    let Outcome::Answer(ended) = room.world.resume(&first, false) else { panic!("The first goes on.") };
    assert_eq!(ended.status, 409);
    assert_eq!(
        ended.error().unwrap(),
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    );
    assert_eq!(ended.delay_ms, 0);
    assert!(matches!(room.world.resume(&second, false), Outcome::Wait(_)));
    let third = wait(&mut room);
    let Outcome::Answer(ended) = room.world.resume(&second, false) else { panic!("The second goes on.") };
    assert_eq!((ended.status, ended.delay_ms), (409, 3000), "the second conflict is kept back");
    room.ok("setWebhook", json!({ "url": "http://127.0.0.1:1/hook" }));
    let Outcome::Answer(ended) = room.world.resume(&third, false) else { panic!("The third goes on.") };
    assert_eq!(ended.error().unwrap(), "Conflict: terminated by setWebhook request");
    assert_eq!(
        room.refused("getUpdates", json!({})),
        "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook \
         first"
    );
}

#[test]
fn a_poll_ends_when_something_comes_or_the_time_is_over() {
    let mut room = Room::new();
    let wait =
        |room: &mut Room| match room.world.call(TOKEN, "getUpdates", &params(&json!({ "timeout": 99 }))) {
            Outcome::Wait(wait) => wait,
            Outcome::Answer(answer) => panic!("{answer:?}"),
        };
    let poll = wait(&mut room);
    assert_eq!(poll.until_ms - room.world.now_ms(), 50_000, "no longer than 50 seconds");
    room.says(ANNA, "Hello");
    let Outcome::Answer(answer) = room.world.resume(&poll, false) else { panic!() };
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(answer["result"][0]["message"]["text"], "Hello");
    room.updates();
    let poll = wait(&mut room);
    room.act("clock", json!({ "advance_s": 50 }));
    let Outcome::Answer(answer) = room.world.resume(&poll, false) else { panic!() };
    assert_eq!(answer.body, "{\"ok\":true,\"result\":[]}");
}

#[tokio::test]
async fn a_long_poll_over_http_is_woken() {
    let house = House::new().await;
    house.call("getUpdates", json!({ "offset": -1 })).await;
    let newest = house.call("getUpdates", json!({ "offset": -1 })).await.1["result"][0]["update_id"].clone();
    let offset = newest.as_i64().unwrap() + 1;
    let poll = house.call("getUpdates", json!({ "timeout": 50, "offset": offset }));
    let say = async {
        while !house.sandbox.world(|world| world.is_listening(BOT)) {
            tokio::task::yield_now().await;
        }
        house.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "Wake up" }));
    };
    let ((status, answer), ()) = tokio::join!(poll, say);
    assert_eq!((status, &answer["result"][0]["message"]["text"]), (200, &json!("Wake up")));
    house.sandbox.stop().await;
}

#[tokio::test]
async fn quiet_means_that_everything_is_confirmed() {
    let house = House::new().await;
    let wait = |ms: u64| house.sandbox.quiet(Duration::from_millis(5), Duration::from_millis(ms));
    assert_eq!(wait(20).await.unwrap_err(), "Bot 1000001 has 1 pending updates.");
    let (_, answer) = house.call("getUpdates", json!({})).await;
    let offset = answer["result"][0]["update_id"].as_i64().unwrap() + 1;
    house.call("getUpdates", json!({ "offset": offset, "limit": 1 })).await;
    wait(5000).await.unwrap();
    let url = house.control("wait?quiet_ms=1&timeout_ms=5000");
    let answer: Value = house.http.get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer, json!({ "quiet": true }));
    house.sandbox.stop().await;
}

#[test]
fn raw_updates_repeat_and_jump() {
    let mut room = Room::new();
    room.says(ANNA, "once");
    let first = room.updates().remove(0);
    let id = first["update_id"].as_i64().unwrap();
    room.act("update", json!({ "bot": BOT, "repeat": id }));
    assert_eq!(room.updates(), [first], "the same again, whatever the offset");
    room.act("update", json!({ "bot": BOT, "update": { "brand_new": { "x": 1 } } }));
    let odd = room.updates().remove(0);
    assert_eq!(odd["brand_new"], json!({ "x": 1 }));
    room.act("update", json!({ "bot": BOT, "next_id": 5 }));
    room.says(ANNA, "low");
    assert_eq!(room.updates()[0]["update_id"], 5, "a queue that starts anew, lower");
}

/// What bots do is not told to them.
#[test]
fn own_messages_are_no_updates() {
    let mut room = Room::new();
    let id = room.sends_button("a");
    let edit = json!({ "chat_id": ANNA, "message_id": id, "text": "b", "reply_markup": keyboard("x", "y") });
    room.ok("editMessageText", edit);
    room.ok("sendMessage", json!({ "chat_id": OPS, "text": "c" }));
    room.ok("deleteMessage", json!({ "chat_id": ANNA, "message_id": id }));
    assert_eq!(room.updates(), Vec::<Value>::new());
}

#[test]
fn two_worlds_with_one_seed_are_the_same() {
    let play = || {
        let mut world = World::new(spec(), 0);
        world.act("say", &json!({ "chat": BEN, "user": BEN, "text": "/start" })).unwrap();
        let Outcome::Answer(answer) = world.call(TOKEN, "getUpdates", &params(&json!({}))) else { panic!() };
        (answer.body, world.state().to_string())
    };
    assert_eq!(play(), play());
}
