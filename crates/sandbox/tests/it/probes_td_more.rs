//! More probes taken from the source of `TDLib` and of Telegram's server: chats, topics, what a bot says of itself, webhooks.

use sandbox::{ChatKind, ChatSpec, MemberSpec, Status, World, WorldSpec};
use serde_json::{Value, json};

use crate::probes_td::{check, check_in, to_anna};
use crate::room::{ANNA, BEN, BOT, OLENA, OPS, PNG, Room, SAM, WAREHOUSE, file, keyboard, params, spec};

#[test]
fn what_is_too_old_to_delete() {
    let mut room = Room::new();
    let sent = room.ok("sendMessage", json!({ "chat_id": WAREHOUSE, "text": "a" }))["message_id"].clone();
    let private = room.sends("a");
    let anna = room.says_in(OPS, ANNA, "a");
    let delete = |chat: i64, id: Value| json!({ "chat_id": chat, "message_id": id });
    check_in(&mut room, "deleteMessage", delete(OPS, json!(anna)), "message can't be deleted for everyone");
    room.act("clock", json!({ "advance_s": 48 * 3600 + 1 }));
    check_in(&mut room, "deleteMessage", delete(WAREHOUSE, sent), "message can't be deleted");
    check_in(
        &mut room,
        "deleteMessage",
        delete(ANNA, json!(private)),
        "message can't be deleted for everyone",
    );
}

#[test]
fn a_service_message_is_not_pinned() {
    let mut room = Room::new();
    room.act("member", json!({ "chat": WAREHOUSE, "user": SAM, "status": "member" }));
    let service = room.world.messages(WAREHOUSE).pop().unwrap()["message_id"].clone();
    let pin = json!({ "chat_id": WAREHOUSE, "message_id": service });
    check_in(&mut room, "pinChatMessage", pin, "service messages can't be pinned");
}

#[test]
fn previews_are_read_before_the_text() {
    let text = |options: Value| json!({ "chat_id": ANNA, "text": "", "link_preview_options": options });
    for method in ["sendMessage", "editMessageText"] {
        check(method, text(json!("{")), "can't parse link preview options JSON object");
        check(method, text(json!([])), "object expected as link preview options");
        check(method, text(json!({ "is_disabled": 1 })), "field \"is_disabled\" must be of type Boolean");
        check(method, text(json!({ "url": [] })), "field \"url\" must be of type String");
        check(method, text(json!({})), "message text is empty");
    }
}

#[test]
fn scopes_of_commands() {
    let long = "a".repeat(33);
    let set = |scope: Value| json!({ "commands": [{ "command": long, "description": "a" }], "scope": scope });
    let chat = |kind: &str, id: i64| json!({ "type": kind, "chat_id": id, "user_id": ANNA });
    let private = "can't use specified scope in private chats";
    // The scope is looked at before the commands, and the language between the two.
    check("setMyCommands", set(chat("chat_administrators", ANNA)), private);
    check("setMyCommands", set(chat("chat_member", ANNA)), private);
    check("setMyCommands", set(json!({ "type": "chat", "chat_id": 9 })), "chat not found");
    let mut args = set(json!({ "type": "default" }));
    args["language_code"] = json!("english");
    check("setMyCommands", args, "invalid language code specified");
    check("setMyCommands", set(json!({ "type": "default" })), "command length must not exceed 32");
    let mut room = Room { world: World::new(with_channel(Status::Administrator), 0) };
    let channel = json!({ "scope": { "type": "chat", "chat_id": CHANNEL } });
    check_in(&mut room, "getMyCommands", channel, "can't change commands in channel chats");
}

#[test]
fn topics() {
    let at = |more: Value| {
        let mut args = json!({ "chat_id": WAREHOUSE });
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        args
    };
    check("createForumTopic", at(json!({ "name": "  " })), "name must be non-empty");
    check("createForumTopic", at(json!({ "name": "a", "icon_color": -1 })), "invalid icon color specified");
    for method in ["editForumTopic", "closeForumTopic", "reopenForumTopic", "deleteForumTopic"] {
        check(method, at(json!({ "name": "a" })), "invalid forum topic identifier specified");
    }
    let mut room = Room::new();
    let topic = room.act("topics", json!({ "chat": WAREHOUSE, "name": "Quiet" }))["thread_id"].clone();
    assert_eq!(room.ok("editForumTopic", at(json!({ "message_thread_id": topic }))), true);
    assert_eq!(room.ok("editGeneralForumTopic", at(json!({}))), true);
    check_in(
        &mut room,
        "editForumTopic",
        at(json!({ "message_thread_id": topic, "name": " " })),
        "name must be non-empty",
    );
    let own = room.ok("createForumTopic", at(json!({ "name": "Mine" })))["message_thread_id"].clone();
    room.act("member", json!({ "chat": WAREHOUSE, "bot": BOT, "status": "member" }));
    let closing = at(json!({ "message_thread_id": topic }));
    check_in(&mut room, "closeForumTopic", closing.clone(), "not enough rights to close or open the topic");
    check_in(&mut room, "editForumTopic", closing.clone(), "not enough rights to edit the topic");
    check_in(&mut room, "deleteForumTopic", closing, "not enough rights to delete the topic");
    let general = "not enough rights to close or open the topic";
    check_in(&mut room, "hideGeneralForumTopic", at(json!({})), general);
    assert_eq!(room.ok("closeForumTopic", at(json!({ "message_thread_id": own }))), true);
}

#[test]
fn protected_content_is_copied_but_not_forwarded() {
    let mut room = Room::new();
    let sent = room.ok("sendMessage", to_anna(json!({ "protect_content": true })));
    let again = json!({ "chat_id": BEN, "from_chat_id": ANNA, "message_id": sent["message_id"] });
    room.ok("copyMessage", again.clone());
    check_in(&mut room, "forwardMessage", again, "the message can't be forwarded");
    let several = json!({ "chat_id": BEN, "from_chat_id": ANNA, "message_ids": [sent["message_id"]] });
    room.ok("copyMessages", several.clone());
    check_in(&mut room, "forwardMessages", several, "messages can't be forwarded");
}

pub const CHANNEL: i64 = -1_001_000_000_401;

/// The demo's world with a public channel in which the bot is this.
pub fn with_channel(status: Status) -> WorldSpec {
    let mut spec = spec();
    spec.chats.push(ChatSpec {
        id: CHANNEL,
        kind: ChatKind::Channel,
        title: "News".to_owned(),
        username: Some("shop_news".to_owned()),
        is_forum: false,
        members: vec![
            MemberSpec { user_id: OLENA, status: Status::Creator },
            MemberSpec { user_id: ANNA, status: Status::Member },
            MemberSpec { user_id: BOT, status },
        ],
        topics: Vec::new(),
    });
    spec
}

#[test]
fn a_public_chat_is_seen_by_everybody() {
    let mut room = Room { world: World::new(with_channel(Status::Left), 0) };
    let at = json!({ "chat_id": "@Shop_News", "text": "a" });
    assert_eq!(room.ok("getChat", at.clone())["title"], "News");
    check_in(&mut room, "sendMessage", at, "Forbidden: bot is not a member of the channel chat");
}

#[test]
fn keyboards_in_a_channel() {
    let mut room = Room { world: World::new(with_channel(Status::Administrator), 0) };
    let with = |markup: Value| json!({ "chat_id": CHANNEL, "text": "a", "reply_markup": markup });
    check_in(&mut room, "sendMessage", with(json!({ "keyboard": [["a"]] })), "inline keyboard expected");
    let button = |name: &str| {
        let mut button = json!({ "text": "a" });
        button[name] = json!("b");
        with(json!({ "inline_keyboard": [[button]] }))
    };
    for name in ["switch_inline_query", "switch_inline_query_current_chat"] {
        let expected = format!(
            "can't use {name} button in a channel chat, because users will not be able to use the button without \
             knowing bot's username"
        );
        check_in(&mut room, "sendMessage", button(name), &expected);
    }
    room.ok("sendMessage", with(keyboard("a", "b")));
}

#[test]
fn a_channel_speaks_for_itself() {
    let mut room = Room { world: World::new(with_channel(Status::Administrator), 0) };
    room.says(ANNA, "/start");
    let post = room.ok("sendMessage", json!({ "chat_id": CHANNEL, "text": "a" }));
    assert_eq!(post["sender_chat"]["id"], CHANNEL);
    assert!(post.get("from").is_none());
    let forward = json!({ "chat_id": ANNA, "from_chat_id": CHANNEL, "message_id": post["message_id"] });
    let forwarded = room.ok("forwardMessage", forward);
    assert_eq!(forwarded["forward_origin"]["type"], "channel");
    assert_eq!(forwarded["forward_from_message_id"], post["message_id"]);
    assert_eq!(room.ok("getChatMember", json!({ "chat_id": CHANNEL, "user_id": ANNA }))["status"], "member");
    room.act("member", json!({ "chat": CHANNEL, "bot": BOT, "status": "member" }));
    let member = json!({ "chat_id": CHANNEL, "user_id": ANNA });
    check_in(&mut room, "getChatMember", member, "member list is inaccessible");
    check_in(
        &mut room,
        "getChatAdministrators",
        json!({ "chat_id": CHANNEL }),
        "member list is inaccessible",
    );
}

#[test]
fn members_and_those_who_are_none() {
    let mut room = Room::new();
    assert_eq!(room.ok("getChat", json!({ "chat_id": OLENA }))["first_name"], "Olena");
    check_in(&mut room, "getChat", json!({ "chat_id": SAM }), "chat not found");
    check_in(&mut room, "getChatMember", json!({ "chat_id": OPS, "user_id": 9 }), "member not found");
    assert_eq!(room.ok("getChatMembersCount", json!({ "chat_id": OPS })), 5);
    check_in(&mut room, "leaveChat", json!({ "chat_id": ANNA }), "can't leave private chats");
}

#[test]
fn what_a_restricted_bot_may_not_say() {
    let mut room = Room::new();
    room.act("member", json!({ "chat": WAREHOUSE, "bot": BOT, "status": "restricted" }));
    let right = |what: &str| format!("not enough rights to send {what} to the chat");
    let rich = json!({ "chat_id": WAREHOUSE, "rich_message": { "markdown": "a" } });
    check_in(&mut room, "sendRichMessage", rich, &right("the rich message"));
    for (method, field, what) in [
        ("sendAnimation", "animation", "animations"),
        ("sendAudio", "audio", "music"),
        ("sendVoice", "voice", "voice notes"),
        ("sendPhoto", "photo", "photos"),
    ] {
        let call = params(&json!({ "chat_id": WAREHOUSE })).with_file(field, file("a.png", PNG));
        let (_, answer) = room.raw(method, &call);
        assert_eq!(answer["description"], format!("Bad Request: {}", right(what)));
    }
    // What is said is looked at before the right to say it.
    let long = json!({ "chat_id": WAREHOUSE, "text": "a".repeat(4097) });
    check_in(&mut room, "sendMessage", long, "message is too long");
}

#[test]
fn where_a_quote_stands() {
    let mut room = Room::new();
    let original = room.sends("😀 one two one");
    let mut quote = |text: &str, position: i64| {
        let reply = json!({ "message_id": original, "quote": text, "quote_position": position });
        room.ok("sendMessage", to_anna(json!({ "reply_parameters": reply })))["quote"]["position"].clone()
    };
    assert_eq!(quote("one", 0), 3);
    assert_eq!(quote("one", 12), 11);
    assert_eq!(quote("two", 100), 7);
}

#[test]
fn what_stands_above_inline_results() {
    let answer = |more: Value| {
        let mut args = json!({ "inline_query_id": "1", "results": "[" });
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        args
    };
    let wrong = "can't parse inline query results button: ";
    for (button, expected) in [
        (json!("{"), "can't parse inline query results button JSON object".to_owned()),
        (json!([]), format!("{wrong}InlineQueryResultsButton must be an Object")),
        (json!({}), format!("{wrong}Can't find field \"text\"")),
        (
            json!({ "text": "a" }),
            format!("{wrong}InlineQueryResultsButton must have exactly one optional field"),
        ),
        (json!({ "text": "a", "web_app": 1 }), format!("{wrong}Field \"web_app\" must be of type Object")),
    ] {
        check("answerInlineQuery", answer(json!({ "button": button })), &expected);
    }
    for (results, why) in [
        ("[", "Unexpected string end"),
        ("[1 2]", "Unexpected symbol while parsing JSON Array"),
        ("{\"a\" 1}", "':' expected"),
        ("[\"a]", "Closing '\"' not found"),
        ("[] x", "Expected string end"),
        ("[fals]", "Token starts with 'f' -- false expected"),
        ("x", "Unexpected symbol 'x'"),
    ] {
        let expected = format!("can't parse JSON encoded inline query results: {why}");
        check("answerInlineQuery", json!({ "inline_query_id": "1", "results": results }), &expected);
    }
}

#[test]
fn ephemeral_numbers_may_be_texts() {
    let mut room = Room::new();
    let to = json!({ "receiver_user_id": ANNA.to_string() });
    let args = json!({ "chat_id": WAREHOUSE, "text": "a", "ephemeral_message_parameters": to });
    assert_eq!(room.ok("sendMessage", args)["receiver_user"]["id"], ANNA);
}

#[test]
fn leaving_a_server() {
    let mut room = Room::new();
    room.ok("getMe", json!({}));
    assert!(room.refused("close", json!({})).starts_with("429 Too Many Requests: retry after "));
    room.act("clock", json!({ "advance_s": 601 }));
    room.ok("close", json!({}));
    check_in(&mut room, "close", json!({}), "the bot has already been closed");
    room.ok("getMe", json!({}));
    room.says(ANNA, "before");
    room.ok("logOut", json!({}));
    assert_eq!(room.refused("getMe", json!({})), "400 Logged out");
    room.act("clock", json!({ "advance_s": 601 }));
    room.ok("sendMessage", json!({ "chat_id": ANNA, "text": "a", "reply_markup": keyboard("a", "b") }));
    assert!(room.updates().is_empty(), "what waited is forgotten");
}

#[test]
fn a_webhook_that_is_refused_leaves_none() {
    let mut room = Room::new();
    room.ok("setWebhook", json!({ "url": "https://example.com/hook" }));
    room.act("clock", json!({ "advance_s": 2 }));
    room.says(ANNA, "waits");
    check_in(
        &mut room,
        "setWebhook",
        json!({ "url": "http://example.com:8081", "drop_pending_updates": true }),
        "bad webhook: An HTTPS URL must be provided for webhook",
    );
    let info = room.ok("getWebhookInfo", json!({}));
    assert_eq!((&info["url"], &info["pending_update_count"]), (&json!(""), &json!(0)));
    let (waiting, _) = room.raw("getUpdates", &params(&json!({ "timeout": 30 })));
    assert_eq!(waiting, 0, "the poll waits");
    room.act("clock", json!({ "advance_s": 2 }));
    check_in(
        &mut room,
        "setWebhook",
        json!({ "url": "https://a.b", "secret_token": " " }),
        "secret token contains unallowed characters",
    );
    assert!(!room.world.is_listening(BOT), "and is ended by a webhook, even by one that is refused");
}

#[test]
fn where_a_webhook_may_lead() {
    let set = |url: &str, ip: &str| json!({ "url": url, "ip_address": ip });
    for (url, ip, expected) in [
        ("https://172.16.0.9/a", "", "bad webhook: IP address 172.16.0.9 is reserved"),
        ("https://100.64.1.1", "", "bad webhook: IP address 100.64.1.1 is reserved"),
        ("https://a.b", "192.168.1.1", "bad webhook: IP address 192.168.1.1 is reserved"),
        ("https://a.b", "x", "bad webhook: Invalid IP address specified"),
        ("https://[2001:db8::1]/a", "", "bad webhook: IPv6-only addresses are not allowed"),
        ("https://a.b:x", "", "invalid webhook URL specified"),
        ("http://a.b:8081", "", "bad webhook: An HTTPS URL must be provided for webhook"),
    ] {
        check("setWebhook", set(url, ip), expected);
    }
    let mut room = Room::new();
    let mut said = |args: Value| {
        room.act("clock", json!({ "advance_s": 2 }));
        room.raw("setWebhook", &params(&args)).1["description"].clone()
    };
    assert_eq!(said(set("https://a.b", "8.8.8.8")), "Webhook was set");
    assert_eq!(said(set("https://a.b", "8.8.8.8")), "Webhook is already set");
    assert_eq!(said(set("https://a.b", "9.9.9.9")), "Webhook was set");
    assert_eq!(room.ok("getWebhookInfo", json!({}))["ip_address"], "9.9.9.9");
    room.act("clock", json!({ "advance_s": 2 }));
    let own = params(&set("https://a.b", "9.9.9.9")).with_file("certificate", file("a.pem", b"a"));
    assert_eq!(room.raw("setWebhook", &own).1["description"], "Webhook was set");
    assert_eq!(room.ok("getWebhookInfo", json!({}))["has_custom_certificate"], true);
}
