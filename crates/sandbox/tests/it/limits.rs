//! How fast a bot may send.

use serde_json::{Value, json};

use crate::room::{ANNA, OPS, Room, params};

fn send(room: &mut Room, chat: i64) -> (u16, Value) {
    room.raw("sendMessage", &params(&json!({ "chat_id": chat, "text": "a" })))
}

fn burst(room: &mut Room, chat: i64) -> usize {
    (0..100).take_while(|_| send(room, chat).0 == 200).count()
}

#[test]
fn strict() {
    let mut room = Room::new();
    room.act("limits", json!({ "mode": "strict" }));
    assert_eq!(burst(&mut room, ANNA), 1);
    assert_eq!(
        send(&mut room, ANNA).1,
        json!({
            "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 1",
            "parameters": { "retry_after": 1 }
        })
    );
    room.act("clock", json!({ "advance_s": 1 }));
    assert_eq!(burst(&mut room, ANNA), 1);
    let mut sent = 0;
    for _ in 0..40 {
        room.act("clock", json!({ "advance_s": 1 }));
        sent += burst(&mut room, OPS);
    }
    assert_eq!(sent, 20, "twenty a minute in a group");
    let (_, refused) = send(&mut room, OPS);
    assert_eq!(refused["parameters"]["retry_after"], 21);
}

#[test]
fn realistic() {
    let mut room = Room::new();
    room.act("limits", json!({ "mode": "realistic" }));
    assert_eq!(burst(&mut room, ANNA), 5, "a burst");
    room.act("clock", json!({ "advance_s": 5 }));
    assert_eq!(burst(&mut room, ANNA), 5);
    let id = 1;
    let edit = params(&json!({ "chat_id": ANNA, "message_id": id, "text": "x" }));
    assert_eq!(room.raw("editMessageText", &edit).0, 400, "edits are not counted");
}

#[test]
fn off() {
    let mut room = Room::new();
    assert_eq!(burst(&mut room, ANNA), 100);
}

#[test]
fn thirty_a_second_for_all_chats_together() {
    let mut room = Room::new();
    room.act("limits", json!({ "mode": "realistic" }));
    for id in 300..331 {
        room.act("users", json!({ "id": id, "first_name": "One of many" }));
        room.says(id, "/start");
    }
    assert_eq!((300..331).take_while(|id| send(&mut room, *id).0 == 200).count(), 30);
    assert_eq!(send(&mut room, 330).1["parameters"], json!({ "retry_after": 1 }));
    room.act("clock", json!({ "advance_s": 1 }));
    assert_eq!(send(&mut room, 330).0, 200);
}
