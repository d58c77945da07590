//! Groups: what reaches a bot, who comes and goes, and groups that change their id.

use sandbox::{BotSpec, Outcome, Params, PersonSpec, World, WorldSpec};
use serde_json::{Value, json};

use crate::room::{ANNA, BEN, BOT, OPS, Room, SAM, WAREHOUSE, spec};

fn texts(room: &mut Room) -> Vec<String> {
    let text = |update: &Value| update["message"]["text"].as_str().map(str::to_owned);
    room.updates().iter().filter_map(text).collect()
}

#[test]
fn privacy_mode_lets_only_some_through() {
    let mut room = Room::new();
    let sent = room.ok("sendMessage", json!({ "chat_id": OPS, "text": "Ask me" }))["message_id"].clone();
    for text in [
        "hello",
        "/stock",
        "/stock@quartermaster_bot",
        "/stock@other_bot",
        "hey @quartermaster_bot",
        "hey @other_bot",
        "later /stock",
    ] {
        room.says_in(OPS, ANNA, text);
    }
    room.act("say", json!({ "chat": OPS, "user": BEN, "text": "an answer", "reply_to": sent }));
    assert_eq!(
        texts(&mut room),
        ["/stock", "/stock@quartermaster_bot", "hey @quartermaster_bot", "an answer"]
    );
}

#[test]
fn an_administrator_hears_everything() {
    let mut room = Room::new();
    room.says_in(WAREHOUSE, ANNA, "hello");
    assert_eq!(texts(&mut room), ["hello"]);
}

#[test]
fn a_bare_command_goes_to_the_bot_that_spoke_last() {
    let mut spec: WorldSpec = spec();
    spec.bots.push(BotSpec {
        token: "2000002:other".to_owned(),
        username: "other_bot".to_owned(),
        first_name: "Other".to_owned(),
        privacy: true,
        inline: false,
    });
    spec.chats[0].members.push(sandbox::MemberSpec { user_id: 2_000_002, status: sandbox::Status::Member });
    let mut room = Room { world: World::new(spec, 0) };
    room.ok("sendMessage", json!({ "chat_id": OPS, "text": "I speak" }));
    room.says_in(OPS, ANNA, "/mine");
    let other = |room: &mut Room| {
        let call = sandbox::Params::new().with("chat_id", OPS.to_string()).with("text", "Now I");
        room.world.call("2000002:other", "sendMessage", &call);
    };
    other(&mut room);
    room.says_in(OPS, ANNA, "/theirs");
    assert_eq!(texts(&mut room), ["/mine"]);
}

#[test]
fn a_group_that_becomes_a_supergroup() {
    let mut room = Room::new();
    let new = -1_001_000_000_777_i64;
    room.act("migrate", json!({ "chat": OPS, "to": new }));
    let updates = room.updates();
    assert_eq!(updates[0]["message"]["migrate_to_chat_id"], new);
    assert_eq!(updates[0]["message"]["chat"]["id"], OPS);
    assert_eq!(updates[1]["message"]["migrate_from_chat_id"], OPS);
    assert_eq!(updates[1]["message"]["chat"]["type"], "supergroup");
    let old = crate::room::params(&json!({ "chat_id": OPS, "text": "a" }));
    let (status, answer) = room.raw("sendMessage", &old);
    assert_eq!(status, 400);
    assert_eq!(
        answer,
        json!({
            "ok": false, "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": { "migrate_to_chat_id": new }
        })
    );
    room.ok("sendMessage", json!({ "chat_id": new, "text": "a" }));
}

#[test]
fn coming_and_going() {
    let mut room = Room::new();
    room.act("member", json!({ "chat": WAREHOUSE, "user": SAM, "status": "member", "by": 101 }));
    let updates = room.updates();
    assert_eq!(updates.len(), 1, "chat_member must be asked for");
    assert_eq!(updates[0]["message"]["new_chat_members"][0]["id"], SAM);
    room.ok("getUpdates", json!({ "allowed_updates": ["message", "chat_member", "my_chat_member"] }));
    room.act("member", json!({ "chat": WAREHOUSE, "user": SAM, "status": "left" }));
    let updates = room.updates();
    assert_eq!(updates[0]["chat_member"]["new_chat_member"]["status"], "left");
    assert_eq!(updates[1]["message"]["left_chat_member"]["id"], SAM);
    assert_eq!(updates[1]["message"]["from"]["id"], SAM);
}

#[test]
fn a_bot_that_is_kicked_and_one_that_leaves() {
    let mut room = Room::new();
    let kick = |chat: i64, status: &str| json!({ "chat": chat, "bot": BOT, "status": status });
    room.act("member", kick(OPS, "kicked"));
    let update = room.updates().remove(0);
    assert_eq!(update["my_chat_member"]["old_chat_member"]["status"], "member");
    assert_eq!(update["my_chat_member"]["new_chat_member"]["status"], "kicked");
    let to_ops = json!({ "chat_id": OPS, "text": "a" });
    assert_eq!(
        room.refused("sendMessage", to_ops.clone()),
        "403 Forbidden: bot was kicked from the group chat"
    );
    room.act("member", kick(OPS, "administrator"));
    room.ok("sendMessage", to_ops.clone());
    room.ok("leaveChat", to_ops.clone());
    assert_eq!(room.refused("sendMessage", to_ops), "403 Forbidden: bot is not a member of the group chat");
    room.act("member", kick(WAREHOUSE, "kicked"));
    assert_eq!(
        room.refused("getChat", json!({ "chat_id": WAREHOUSE })),
        "403 Forbidden: bot was kicked from the supergroup chat"
    );
}

#[test]
fn a_bot_without_rights() {
    let mut room = Room::new();
    room.act("member", json!({ "chat": WAREHOUSE, "bot": BOT, "status": "restricted" }));
    let args = json!({ "chat_id": WAREHOUSE, "text": "a", "name": "x" });
    assert_eq!(
        room.refused("sendMessage", args.clone()),
        "400 Bad Request: not enough rights to send text messages to the chat"
    );
    assert_eq!(
        room.refused("createForumTopic", args),
        "400 Bad Request: not enough rights to create a topic"
    );
}

#[test]
fn a_closed_topic_is_for_administrators() {
    let mut room = Room::new();
    let topic = room.act("topics", json!({ "chat": WAREHOUSE, "name": "Quiet" }))["thread_id"].clone();
    room.ok("closeForumTopic", json!({ "chat_id": WAREHOUSE, "message_thread_id": topic }));
    let into = json!({ "chat_id": WAREHOUSE, "text": "a", "message_thread_id": topic });
    room.ok("sendMessage", into.clone());
    let say = json!({ "chat": WAREHOUSE, "user": ANNA, "text": "a", "thread": topic });
    assert_eq!(room.world.act("say", &say).unwrap_err().0, "The topic is closed.");
    room.act("member", json!({ "chat": WAREHOUSE, "bot": BOT, "status": "member" }));
    assert_eq!(room.refused("sendMessage", into), "400 Bad Request: TOPIC_CLOSED");
}

#[test]
fn who_is_in_a_group() {
    let mut room = Room::new();
    let admins = room.ok("getChatAdministrators", json!({ "chat_id": WAREHOUSE }));
    let names: Vec<&Value> =
        admins.as_array().unwrap().iter().map(|member| &member["user"]["first_name"]).collect();
    assert_eq!(names, ["Olena", "Lea", "Quartermaster"]);
    assert_eq!(room.ok("getChatMemberCount", json!({ "chat_id": WAREHOUSE })), 5);
    let member = |room: &mut Room, user: i64| {
        room.ok("getChatMember", json!({ "chat_id": OPS, "user_id": user }))["status"].clone()
    };
    assert_eq!(member(&mut room, 101), "creator");
    assert_eq!(member(&mut room, ANNA), "member");
    assert_eq!(member(&mut room, SAM), "left");
    assert_eq!(member(&mut room, BOT), "member");
    let chat = room.ok("getChat", json!({ "chat_id": OPS }));
    assert_eq!((&chat["type"], &chat["title"]), (&json!("group"), &json!("Ops alerts")));
}

#[test]
fn a_new_group() {
    let mut room = Room::new();
    let chat = json!({ "id": -202, "type": "group", "title": "New", "members": [
        { "user_id": ANNA, "status": "creator" }, { "user_id": BOT, "status": "member" }] });
    room.act("chats", chat.clone());
    let update = room.updates().remove(0);
    assert_eq!(update["my_chat_member"]["chat"]["title"], "New");
    room.ok("sendMessage", json!({ "chat_id": -202, "text": "Hello" }));
    assert!(room.world.act("chats", &chat).is_err(), "the id is taken");
}

/// A foreign suite has no Start to press: its world says who has.
#[test]
fn a_world_in_which_start_was_pressed() {
    let bot = |id: i64| BotSpec {
        token: format!("{id}:a"),
        username: format!("bot_{id}"),
        first_name: "Bot".to_owned(),
        privacy: true,
        inline: false,
    };
    let people = json!([
        { "id": 1, "first_name": "All", "started": true },
        { "id": 2, "first_name": "One", "started": [8] },
        { "id": 3, "first_name": "None" }
    ]);
    let people: Vec<PersonSpec> = serde_json::from_value(people).unwrap();
    let mut world = World::new(WorldSpec { bots: vec![bot(7), bot(8)], people, ..WorldSpec::default() }, 0);
    let mut reached = |token: &str, chat: i64| {
        let call = Params::new().with("chat_id", chat.to_string()).with("text", "a");
        matches!(world.call(token, "sendMessage", &call), Outcome::Answer(answer) if answer.status == 200)
    };
    assert!(reached("7:a", 1) && reached("8:a", 1));
    assert!(!reached("7:a", 2) && reached("8:a", 2));
    assert!(!reached("7:a", 3) && !reached("8:a", 3));
    world.act("users", &json!({ "id": 4, "first_name": "New", "started": true })).unwrap();
    let call = Params::new().with("chat_id", "4").with("text", "a");
    assert!(matches!(world.call("7:a", "sendMessage", &call), Outcome::Answer(a) if a.status == 200));
}
