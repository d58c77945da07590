//! One line for every refusal: the call, and the exact words of Telegram.

use serde_json::{Value, json};

use crate::room::{ANNA, BOT, OLENA, OPS, Room, SAM, WAREHOUSE, keyboard};

type Probe = (&'static str, Value, &'static str);

pub fn check(probes: Vec<Probe>) {
    let mut room = Room::new();
    let mut wrong = Vec::new();
    for (method, args, expected) in probes {
        let (_, answer) = room.raw(method, &crate::room::params(&args));
        let got = format!("{} {}", answer["error_code"], answer["description"].as_str().unwrap_or("ok"));
        if got != expected {
            wrong.push(format!("{method} {args}\n   says {got}\n not    {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn to_anna(more: Value) -> Value {
    let mut args = json!({ "chat_id": ANNA, "text": "Hello" });
    args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    args
}

#[test]
fn texts() {
    let long = "a".repeat(4097);
    let huge = "a".repeat((1 << 15) + 1);
    check(vec![
        ("sendMessage", json!({ "chat_id": ANNA }), "400 Bad Request: message text is empty"),
        ("sendMessage", json!({ "chat_id": ANNA, "text": "" }), "400 Bad Request: message text is empty"),
        (
            "sendMessage",
            json!({ "chat_id": ANNA, "text": " \n " }),
            "400 Bad Request: text must be non-empty",
        ),
        ("sendMessage", json!({ "chat_id": ANNA, "text": long }), "400 Bad Request: message is too long"),
        ("sendMessage", json!({ "chat_id": ANNA, "text": huge }), "400 Bad Request: text is too long"),
        ("sendMessage", to_anna(json!({ "parse_mode": "xml" })), "400 Bad Request: unsupported parse_mode"),
        ("sendMessage", to_anna(json!({ "parse_mode": null })), "400 Bad Request: unsupported parse_mode"),
        (
            "sendMessage",
            to_anna(json!({ "entities": [{ "type": "huge", "offset": 0, "length": 1 }] })),
            "400 Bad Request: can't parse MessageEntity: Unsupported type specified",
        ),
        (
            "sendMessage",
            to_anna(json!({ "entities": [{ "type": "bold", "offset": 0, "length": 9 }] })),
            "400 Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        (
            "sendMessage",
            to_anna(json!({ "link_preview_options": 1 })),
            "400 Bad Request: object expected as link preview options",
        ),
    ]);
}

#[test]
fn chats() {
    check(vec![
        ("sendMessage", json!({ "text": "a" }), "400 Bad Request: chat_id is empty"),
        ("sendMessage", json!({ "chat_id": 999, "text": "a" }), "400 Bad Request: chat not found"),
        ("sendMessage", json!({ "chat_id": "@nobody", "text": "a" }), "400 Bad Request: chat not found"),
        ("sendMessage", json!({ "chat_id": -999, "text": "a" }), "400 Bad Request: chat not found"),
        ("sendMessage", json!({ "chat_id": SAM, "text": "a" }), "400 Bad Request: chat not found"),
        (
            "sendMessage",
            json!({ "chat_id": OLENA, "text": "a" }),
            "403 Forbidden: bot can't initiate conversation with a user",
        ),
        (
            "sendMessage",
            json!({ "chat_id": BOT, "text": "a" }),
            "403 Forbidden: the bot can't send messages to the bot",
        ),
        (
            "sendMessage",
            json!({ "chat_id": WAREHOUSE, "text": "a", "message_thread_id": 1 }),
            "400 Bad Request: message thread not found",
        ),
        (
            "sendMessage",
            json!({ "chat_id": WAREHOUSE, "text": "a", "message_thread_id": 77 }),
            "400 Bad Request: message thread not found",
        ),
        (
            "getChatAdministrators",
            json!({ "chat_id": ANNA }),
            "400 Bad Request: there are no administrators in the private chat",
        ),
        ("getChatMember", json!({ "chat_id": OPS }), "400 Bad Request: invalid user_id specified"),
        ("getChatMember", json!({ "chat_id": OPS, "user_id": 9 }), "400 Bad Request: member not found"),
        (
            "sendChatAction",
            json!({ "chat_id": ANNA, "action": "dance" }),
            "400 Bad Request: wrong parameter action in request",
        ),
        (
            "pinChatMessage",
            json!({ "chat_id": OPS, "message_id": 99 }),
            "400 Bad Request: message to pin not found",
        ),
        ("unpinChatMessage", json!({ "chat_id": ANNA }), "400 Bad Request: message to unpin not found"),
        (
            "createForumTopic",
            json!({ "chat_id": OPS, "name": "x" }),
            "400 Bad Request: the chat is not a forum",
        ),
    ]);
}

#[test]
fn answers_to_messages() {
    check(vec![
        (
            "sendMessage",
            to_anna(json!({ "reply_parameters": { "message_id": 999 } })),
            "400 Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            to_anna(json!({ "reply_to_message_id": 999 })),
            "400 Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            to_anna(json!({ "reply_parameters": {"a": 1} })),
            "400 Bad Request: can't find field \"message_id\"",
        ),
        (
            "sendMessage",
            to_anna(json!({ "reply_parameters": null })),
            "400 Bad Request: object expected as reply parameters",
        ),
    ]);
}

#[test]
fn keyboards() {
    let button = |button: Value| to_anna(json!({ "reply_markup": { "inline_keyboard": [[button]] } }));
    check(vec![
        (
            "sendMessage",
            to_anna(json!({ "reply_markup": null })),
            "400 Bad Request: object expected as reply markup",
        ),
        (
            "sendMessage",
            to_anna(json!({ "reply_markup": "{" })),
            "400 Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            "sendMessage",
            to_anna(json!({ "reply_markup": { "inline_keyboard": [1] } })),
            "400 Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
        ),
        (
            "sendMessage",
            button(json!({ "text": "a" })),
            "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            "sendMessage",
            button(json!({ "callback_data": "a" })),
            "400 Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            "sendMessage",
            button(json!({ "text": "a", "callback_data": "a", "style": "loud" })),
            "400 Bad Request: can't parse inline keyboard button: invalid button style specified",
        ),
        (
            "sendMessage",
            button(json!({ "text": "a", "callback_data": "ї".repeat(33) })),
            "400 Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            button(json!({ "text": "a", "url": "nowhere" })),
            "400 Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            "sendMessage",
            to_anna(json!({ "reply_markup": { "inline_keyboard": vec![
                vec![json!({ "text": "a", "callback_data": "a" }); 8]; 13] } })),
            "400 Bad Request: reply markup is too long",
        ),
    ]);
}

#[test]
fn edits_and_deletions() {
    let at = |id: i64| json!({ "chat_id": ANNA, "message_id": id, "text": "new" });
    check(vec![
        ("editMessageText", json!({ "text": "a" }), "400 Bad Request: message identifier is not specified"),
        ("editMessageText", at(999), "400 Bad Request: message to edit not found"),
        ("editMessageText", at(1), "400 Bad Request: message can't be edited"),
        (
            "editMessageReplyMarkup",
            json!({ "chat_id": ANNA, "message_id": 1, "reply_markup": { "force_reply": true } }),
            "400 Bad Request: message can't be edited",
        ),
        ("deleteMessage", json!({ "message_id": 1 }), "400 Bad Request: chat identifier is not specified"),
        ("deleteMessage", json!({ "chat_id": ANNA }), "400 Bad Request: message identifier is not specified"),
        ("deleteMessage", at(999), "400 Bad Request: message to delete not found"),
        (
            "deleteMessages",
            json!({ "chat_id": ANNA }),
            "400 Bad Request: message identifiers are not specified",
        ),
        (
            "deleteMessages",
            json!({ "chat_id": ANNA, "message_ids": vec![1; 101] }),
            "400 Bad Request: too many message identifiers specified",
        ),
        (
            "copyMessage",
            json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_id": 999 }),
            "400 Bad Request: message to copy not found",
        ),
        (
            "forwardMessage",
            json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_id": 999 }),
            "400 Bad Request: message to forward not found",
        ),
        (
            "forwardMessage",
            json!({ "chat_id": ANNA }),
            "400 Bad Request: parameter \"from_chat_id\" is required",
        ),
        (
            "setMessageReaction",
            json!({ "chat_id": ANNA, "message_id": 999 }),
            "400 Bad Request: message to react not found",
        ),
        (
            "setMessageReaction",
            json!({ "chat_id": ANNA, "message_id": 1, "reaction": [{ "type": "emoji", "emoji": "x" }] }),
            "400 Bad Request: REACTION_INVALID",
        ),
    ]);
}

#[test]
fn queries() {
    let old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
    check(vec![
        ("answerCallbackQuery", json!({}), old),
        ("answerCallbackQuery", json!({ "callback_query_id": "12" }), old),
        (
            "answerCallbackQuery",
            json!({ "callback_query_id": "12", "text": "a".repeat(201) }),
            "400 Bad Request: MESSAGE_TOO_LONG",
        ),
        ("answerInlineQuery", json!({ "inline_query_id": "12", "results": [] }), old),
        (
            "answerInlineQuery",
            json!({ "inline_query_id": "12", "results": vec![json!({}); 51] }),
            "400 Bad Request: too many inline query results specified",
        ),
        (
            "answerInlineQuery",
            json!({ "inline_query_id": "12", "results": [{}] }),
            "400 Bad Request: can't parse inline query result: Can't find field \"type\"",
        ),
    ]);
}

#[test]
fn methods() {
    check(vec![
        ("sendNothing", json!({}), "404 Not Found: method not found"),
        (
            "sendpoll",
            json!({}),
            "400 Bad Request: SANDBOX: sendPoll exists in Bot API 10.3 but is not emulated",
        ),
        (
            "sendMessageDraft",
            json!({ "chat_id": OPS, "draft_id": 1, "text": "a" }),
            "400 Bad Request: drafts can be sent only to private chats",
        ),
        ("sendMessageDraft", json!({ "chat_id": ANNA, "text": "a" }), "400 Bad Request: RANDOM_ID_INVALID"),
        (
            "sendRichMessage",
            json!({ "chat_id": ANNA }),
            "400 Bad Request: parameter \"rich_message\" is required",
        ),
        (
            "editEphemeralMessageText",
            json!({ "chat_id": OPS, "text": "a", "ephemeral_message_id": 9, "receiver_user_id": ANNA }),
            "400 Bad Request: message to edit not found",
        ),
    ]);
}

#[test]
fn webhooks() {
    let set = |url: &str| json!({ "url": url });
    for (args, expected) in [
        (
            set("http://example.com/hook"),
            "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            set("https://example.com:8080/hook"),
            "400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (set("https://127.0.0.1/hook"), "400 Bad Request: bad webhook: IP address 127.0.0.1 is reserved"),
        (set("gopher://example.com"), "400 Bad Request: invalid webhook URL specified"),
        (
            json!({ "url": "https://example.com/hook", "secret_token": "a".repeat(257) }),
            "400 Bad Request: secret token is too long",
        ),
        (
            json!({ "url": "https://example.com/hook", "secret_token": "a b" }),
            "400 Bad Request: secret token contains unallowed characters",
        ),
    ] {
        check(vec![("setWebhook", args, expected)]);
    }
}

#[test]
fn the_keyboard_of_another_kind_is_taken_where_it_may_be() {
    let mut room = Room::new();
    let sent = room.ok("sendMessage", to_anna(json!({ "reply_markup": { "keyboard": [["Yes", "No"]] } })));
    assert!(sent.get("reply_markup").is_none());
    let sent = room.ok("sendMessage", to_anna(json!({ "reply_markup": keyboard("a", "b") })));
    assert_eq!(sent["reply_markup"], keyboard("a", "b"));
}
