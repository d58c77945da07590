//! What a sent message looks like, and who gets to know of it.

use serde_json::{Value, json};

use sandbox::Params;

use crate::room::{ANNA, OPS, PNG, Room, WAREHOUSE, file, keyboard, params};

#[test]
fn a_message_in_full() {
    let mut room = Room::new();
    let asked = room.says(ANNA, "/stock MUG-10");
    let sent = room.ok(
        "sendMessage",
        json!({
            "chat_id": ANNA, "text": "<b>MUG-10</b>: 7", "parse_mode": "HTML",
            "reply_parameters": { "message_id": asked }, "protect_content": true,
            "reply_markup": { "inline_keyboard": [[{ "text": "Adjust", "callback_data": "a:1", "style": "primary" },
                                                   { "text": "", "callback_data": "dropped" }], []] },
        }),
    );
    let now = room.world.now();
    assert_eq!(
        sent,
        json!({
            "message_id": asked + 1,
            "from": { "id": 1_000_001, "is_bot": true, "first_name": "Quartermaster", "username": "quartermaster_bot" },
            "chat": { "id": ANNA, "first_name": "Anna", "username": "anna", "type": "private" },
            "date": now,
            "reply_to_message": {
                "message_id": asked,
                "from": { "id": ANNA, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en" },
                "chat": { "id": ANNA, "first_name": "Anna", "username": "anna", "type": "private" },
                "date": now, "text": "/stock MUG-10",
                "entities": [{ "offset": 0, "length": 6, "type": "bot_command" }],
            },
            "text": "MUG-10: 7",
            "entities": [{ "offset": 0, "length": 6, "type": "bold" }],
            "reply_markup": { "inline_keyboard": [[{ "text": "Adjust", "style": "primary", "callback_data": "a:1" }]] },
            "has_protected_content": true,
        })
    );
}

#[test]
fn keyboards_are_cut_in_silence() {
    let mut room = Room::new();
    let row = vec![json!({ "text": "a", "callback_data": "a" }); 14];
    let sent = room.ok(
        "sendMessage",
        json!({ "chat_id": ANNA, "text": "a", "reply_markup": { "inline_keyboard": [row] } }),
    );
    assert_eq!(sent["reply_markup"]["inline_keyboard"][0].as_array().unwrap().len(), 12);
    let both = json!({ "text": "a", "callback_data": "b", "url": "example.com", "pay": true });
    let sent = room.ok(
        "sendMessage",
        json!({ "chat_id": ANNA, "text": "a", "reply_markup": { "inline_keyboard": [[both]] } }),
    );
    let kept = &sent["reply_markup"]["inline_keyboard"][0][0];
    assert_eq!(*kept, json!({ "text": "a", "url": "http://example.com/" }), "the first in Telegram's order");
}

#[test]
fn a_missing_answer_may_be_passed_over() {
    let mut room = Room::new();
    let reply = json!({ "message_id": 999, "allow_sending_without_reply": true });
    let sent = room.ok("sendMessage", json!({ "chat_id": ANNA, "text": "a", "reply_parameters": reply }));
    assert!(sent.get("reply_to_message").is_none());
}

#[test]
fn topics() {
    let mut room = Room::new();
    let warehouse = |room: &Room| {
        let state = room.world.state();
        state["chats"].as_array().unwrap().iter().find(|chat| chat["id"] == WAREHOUSE).unwrap().clone()
    };
    let names: Vec<Value> =
        warehouse(&room)["topics"].as_array().unwrap().iter().map(|topic| topic["name"].clone()).collect();
    assert_eq!(names, ["General", "Receiving", "Returns"]);
    let thread = warehouse(&room)["topics"][1]["thread_id"].clone();
    let sent =
        room.ok("sendMessage", json!({ "chat_id": WAREHOUSE, "text": "a", "message_thread_id": thread }));
    assert_eq!(sent["message_thread_id"], thread);
    assert_eq!(sent["is_topic_message"], true);
    assert_eq!(sent["reply_to_message"]["forum_topic_created"]["name"], "Receiving", "as Telegram has it");
    let general = room.ok("sendMessage", json!({ "chat_id": WAREHOUSE, "text": "a" }));
    assert!(general.get("message_thread_id").is_none());
    let answer = json!({ "chat_id": WAREHOUSE, "text": "a", "reply_to_message_id": sent["message_id"] });
    assert_eq!(room.ok("sendMessage", answer)["message_thread_id"], thread, "an answer stays in its topic");
    let ignored = json!({ "chat_id": OPS, "text": "a", "message_thread_id": 77 });
    assert!(room.ok("sendMessage", ignored).get("message_thread_id").is_none());
    let made = room.ok("createForumTopic", json!({ "chat_id": WAREHOUSE, "name": "Repairs" }));
    let made = made["message_thread_id"].clone();
    let at = json!({ "chat_id": WAREHOUSE, "message_thread_id": made, "name": "Broken" });
    room.ok("editForumTopic", at.clone());
    room.ok("closeForumTopic", at.clone());
    assert_eq!(room.refused("closeForumTopic", at.clone()), "400 Bad Request: TOPIC_NOT_MODIFIED");
    room.ok("reopenForumTopic", at.clone());
    room.ok("deleteForumTopic", at.clone());
    assert_eq!(room.refused("closeForumTopic", at), "400 Bad Request: TOPIC_ID_INVALID");
}

#[test]
fn a_photo_has_sizes() {
    let mut room = Room::new();
    let mut wide = PNG.to_vec();
    wide[16..24].copy_from_slice(&[0, 0, 4, 0, 0, 0, 2, 0]);
    let upload = sandbox::Upload { name: "a.png".to_owned(), mime: None, bytes: wide.into() };
    let call = Params::new().with("chat_id", "103").with("caption", "A shelf").with_file("photo", upload);
    let (status, answer) = room.raw("sendPhoto", &call);
    assert_eq!(status, 200, "{answer}");
    let sizes = answer["result"]["photo"].as_array().unwrap();
    let shape: Vec<_> = sizes.iter().map(|size| (size["width"].as_u64(), size["height"].as_u64())).collect();
    assert_eq!(shape, [(Some(320), Some(160)), (Some(1024), Some(512))]);
    assert_eq!(answer["result"]["caption"], "A shelf");
    for (bytes, expected) in [
        (&b"no picture"[..], "Bad Request: IMAGE_PROCESS_FAILED"),
        (&b""[..], "Bad Request: file must be non-empty"),
    ] {
        let call = Params::new().with("chat_id", "103").with_file("photo", file("a.png", bytes));
        assert_eq!(room.raw("sendPhoto", &call).1["description"], expected);
    }
}

#[test]
fn the_type_of_a_file_follows_its_name() {
    let mut room = Room::new();
    for (name, expected) in [
        ("a.CSV", "text/csv"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("odd", "text/plain"),
    ] {
        let call = Params::new().with("chat_id", "103").with_file("document", file(name, b"x"));
        assert_eq!(room.raw("sendDocument", &call).1["result"]["document"]["mime_type"], expected);
    }
}

#[test]
fn an_album_is_one_group() {
    let mut room = Room::new();
    let media = json!([
        { "type": "document", "media": "attach://a" },
        { "type": "document", "media": "attach://b", "caption": "*both*", "parse_mode": "MarkdownV2" }
    ]);
    let call = Params::new().with("chat_id", "103").with("media", media.to_string());
    let call = call.with_file("a", file("a.txt", b"one")).with_file("b", file("b.txt", b"two"));
    let (status, answer) = room.raw("sendMediaGroup", &call);
    assert_eq!(status, 200, "{answer}");
    let list = answer["result"].as_array().unwrap();
    assert_eq!(list.len(), 2);
    assert!(list[0]["media_group_id"].is_string());
    assert_eq!(list[0]["media_group_id"], list[1]["media_group_id"]);
    assert_eq!(list[1]["caption_entities"], json!([{ "offset": 0, "length": 4, "type": "bold" }]));
}

#[test]
fn only_messages_that_are_there_can_be_copied_and_forwarded() {
    let mut room = Room::new();
    let id = room.says(ANNA, "My words");
    let there = json!({ "chat_id": OPS, "from_chat_id": ANNA, "message_id": id });
    let copy = room.ok("copyMessage", there.clone());
    assert_eq!(copy, json!({ "message_id": id + 1 }));
    let forwarded = room.ok("forwardMessage", there);
    assert_eq!(forwarded["text"], "My words");
    assert_eq!(forwarded["forward_origin"]["sender_user"]["id"], ANNA);
}

#[test]
fn a_blocked_bot_is_told_so() {
    let mut room = Room::new();
    room.act("block", json!({ "user": ANNA, "bot": 1_000_001, "blocked": true }));
    let update = room.updates().remove(0);
    assert_eq!(update["my_chat_member"]["new_chat_member"]["status"], "kicked");
    let to_anna = json!({ "chat_id": ANNA, "text": "a", "action": "typing" });
    assert_eq!(room.refused("sendMessage", to_anna.clone()), "403 Forbidden: bot was blocked by the user");
    assert_eq!(room.refused("sendChatAction", to_anna), "403 Forbidden: bot was blocked by the user");
    room.act("block", json!({ "user": ANNA, "blocked": false }));
    assert_eq!(room.updates()[0]["my_chat_member"]["new_chat_member"]["status"], "member");
    room.sends("Welcome back");
    room.act("users", json!({ "id": 200, "first_name": "Gone" }));
    room.says(200, "/start");
    room.act("users", json!({ "id": 200, "first_name": "Gone", "deactivated": true }));
    assert_eq!(
        room.refused("sendMessage", json!({ "chat_id": 200, "text": "a" })),
        "403 Forbidden: user is deactivated"
    );
}

#[test]
fn drafts_and_rich_messages() {
    let mut room = Room::new();
    room.ok("sendMessageDraft", json!({ "chat_id": ANNA, "draft_id": 7, "text": "Thinking" }));
    room.ok("sendMessageDraft", json!({ "chat_id": ANNA, "draft_id": 7, "text": "", "can_stop": true }));
    room.act("stop_draft", json!({ "chat": ANNA, "user": ANNA, "draft_id": 7 }));
    assert_eq!(room.updates()[0]["stopped_message_generation"]["draft_id"], 7);
    let rich = json!({ "markdown": "# Stock\n\n| a | b |" });
    let sent = room.ok("sendRichMessage", json!({ "chat_id": ANNA, "rich_message": rich }));
    let blocks = json!([
        { "type": "heading", "text": "Stock", "size": 1 },
        { "type": "paragraph", "text": "| a | b |" },
    ]);
    assert_eq!(sent["rich_message"], json!({ "blocks": blocks }));
    let edit = json!({ "chat_id": ANNA, "message_id": sent["message_id"], "rich_message": { "html": "<h1>a</h1>" } });
    let blocks = json!([{ "type": "heading", "text": "a", "size": 1 }]);
    assert_eq!(room.ok("editMessageText", edit)["rich_message"], json!({ "blocks": blocks }));
    let two = json!({ "chat_id": ANNA, "rich_message": { "html": "a", "markdown": "b" } });
    assert!(room.refused("sendRichMessage", two).starts_with("400 Bad Request: exactly one"));
}

#[test]
fn a_message_for_one_person() {
    let mut room = Room::new();
    let parameters = json!({ "receiver_user_id": ANNA });
    let call = json!({
        "chat_id": OPS, "text": "The password is 123", "ephemeral_message_parameters": parameters,
        "reply_markup": keyboard("Hide", "hide"),
    });
    let sent = room.ok("sendMessage", call);
    assert_eq!((&sent["message_id"], &sent["receiver_user"]["id"]), (&json!(0), &json!(ANNA)));
    let id = sent["ephemeral_message_id"].clone();
    let at =
        json!({ "chat_id": OPS, "receiver_user_id": ANNA, "ephemeral_message_id": id, "text": "It was 123" });
    let press = json!({ "chat": OPS, "user": ANNA, "ephemeral_message_id": id, "data": "hide" });
    room.act("press", press);
    let by_ben = json!({ "chat": OPS, "user": 104, "ephemeral_message_id": id, "data": "hide" });
    let error = room.world.act("press", &by_ben).unwrap_err();
    assert_eq!(error.0, "The person does not see this message.");
    assert_eq!(room.ok("editEphemeralMessageText", at.clone()), true);
    assert_eq!(room.ok("deleteEphemeralMessage", at.clone()), true);
    assert_eq!(room.refused("deleteEphemeralMessage", at), "400 Bad Request: message to delete not found");
    let stranger = json!({ "chat_id": OPS, "text": "a", "receiver_user_id": 105 });
    assert_eq!(room.refused("sendMessage", stranger), "400 Bad Request: USER_NOT_PARTICIPANT");
    let private = json!({ "chat_id": ANNA, "text": "a", "receiver_user_id": ANNA });
    assert!(room.refused("sendMessage", private).contains("only to groups"));
}

#[test]
fn what_a_bot_says_about_itself() {
    let mut room = Room::new();
    let me = room.ok("getMe", json!({}));
    assert_eq!((&me["id"], &me["can_read_all_group_messages"]), (&json!(1_000_001), &json!(false)));
    room.ok("setMyDescription", json!({ "description": "I keep the store." }));
    room.ok("setMyDescription", json!({ "description": "Веду склад.", "language_code": "uk" }));
    let told = |room: &mut Room, code: &str| room.ok("getMyDescription", json!({ "language_code": code }));
    assert_eq!(told(&mut room, "uk"), json!({ "description": "Веду склад." }));
    assert_eq!(told(&mut room, "ru"), json!({ "description": "I keep the store." }));
    room.ok("setMyShortDescription", json!({ "short_description": "Store" }));
    assert_eq!(room.ok("getMyName", json!({})), json!({ "name": "Quartermaster" }));
    room.ok("setChatMenuButton", json!({ "chat_id": ANNA, "menu_button": { "type": "default" } }));
    assert_eq!(room.ok("getChatMenuButton", json!({ "chat_id": ANNA })), json!({ "type": "default" }));
    assert_eq!(room.ok("getChatMenuButton", json!({})), json!({ "type": "commands" }));
    let too_long = "a".repeat(513);
    assert_eq!(
        room.refused("setMyDescription", json!({ "description": too_long })),
        "400 Bad Request: bot description is too long"
    );
    assert_eq!(room.raw("logOut", &params(&json!({}))).0, 200);
}

/// The narrowest scope wins; in each the language of the person comes before the default.
#[test]
fn command_menus() {
    let mut room = Room::new();
    let set = |room: &mut Room, name: &str, scope: Value, language: &str| {
        let commands = json!([{ "command": format!("/{name}"), "description": "x" }]);
        room.ok("setMyCommands", json!({ "commands": commands, "scope": scope, "language_code": language }));
    };
    let menu = |room: &Room, chat: i64, user: i64| -> String {
        let menu = room.world.menu(1_000_001, chat, user);
        menu.iter().map(|command| command["command"].as_str().unwrap()).collect()
    };
    set(&mut room, "default", json!({ "type": "default" }), "");
    set(&mut room, "private", json!({ "type": "all_private_chats" }), "");
    set(&mut room, "groups_uk", json!({ "type": "all_group_chats" }), "uk");
    set(&mut room, "admins", json!({ "type": "all_chat_administrators" }), "");
    set(&mut room, "annas", json!({ "type": "chat_member", "chat_id": OPS, "user_id": ANNA }), "");
    assert_eq!(menu(&room, ANNA, ANNA), "private");
    assert_eq!(menu(&room, OPS, 104), "default", "only the Ukrainian menu is set for groups");
    assert_eq!(menu(&room, OPS, ANNA), "annas");
    assert_eq!(menu(&room, OPS, 101), "admins");
    room.ok("deleteMyCommands", json!({ "scope": { "type": "all_chat_administrators" } }));
    assert_eq!(menu(&room, OPS, 101), "groups_uk", "Olena speaks Ukrainian");
    let got = room.ok("getMyCommands", json!({ "scope": { "type": "all_private_chats" } }));
    assert_eq!(got, json!([{ "command": "private", "description": "x" }]));
    assert_eq!(
        room.ok("getMyCommands", json!({ "language_code": "uk" })),
        json!([]),
        "exactly this language"
    );
}

#[test]
fn a_transcript_reads_well() {
    let mut room = Room::new();
    room.says(ANNA, "/stock\nMUG-10");
    let id = room.sends_button("a");
    room.ok("editMessageText", json!({ "chat_id": ANNA, "message_id": id, "text": "Seven." }));
    room.act("react", json!({ "chat": ANNA, "user": ANNA, "message_id": id, "emoji": "👍" }));
    let call = Params::new()
        .with("chat_id", "103")
        .with("caption", "List")
        .with_file("document", file("a.txt", b"one"));
    room.raw("sendDocument", &call);
    let gone = room.sends_button("b");
    room.ok("deleteMessage", json!({ "chat_id": ANNA, "message_id": gone }));
    assert_eq!(
        room.world.transcript(ANNA, None).unwrap(),
        "Anna: /start\nAnna: /stock ⏎ MUG-10\nQuartermaster: Seven. 👍 (edited)\n\
         Quartermaster: [document a.txt, 3 bytes] List\nQuartermaster: Choose. [Press] (deleted)\n"
    );
}
