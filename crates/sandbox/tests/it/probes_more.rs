//! The refusals of files and of commands.

use serde_json::{Value, json};

use crate::probes::check;
use crate::room::ANNA;

#[test]
fn files() {
    let album = |media: Value| json!({ "chat_id": ANNA, "media": media });
    check(vec![
        ("sendDocument", json!({ "chat_id": ANNA }), "400 Bad Request: there is no document in the request"),
        ("sendPhoto", json!({ "chat_id": ANNA }), "400 Bad Request: there is no photo in the request"),
        (
            "sendDocument",
            json!({ "chat_id": ANNA, "document": "attach://nothing" }),
            "400 Bad Request: there is no document in the request",
        ),
        (
            "sendDocument",
            json!({ "chat_id": ANNA, "document": "short" }),
            "400 Bad Request: wrong remote file identifier specified: Wrong string length",
        ),
        (
            "sendDocument",
            json!({ "chat_id": ANNA, "document": "BQACAgIAAxkDAAIBZ2" }),
            "400 Bad Request: wrong remote file identifier specified: Wrong padding in the string",
        ),
        (
            "sendPhoto",
            json!({ "chat_id": ANNA, "photo": "https://example.com/a.png" }),
            "400 Bad Request: failed to get HTTP URL content",
        ),
        ("getFile", json!({}), "400 Bad Request: file_id not specified"),
        ("getFile", json!({ "file_id": "x" }), "400 Bad Request: invalid file_id"),
        ("sendMediaGroup", json!({ "chat_id": ANNA }), "400 Bad Request: parameter \"media\" is required"),
        ("sendMediaGroup", album(json!("[")), "400 Bad Request: can't parse media JSON object"),
        ("sendMediaGroup", album(json!({})), "400 Bad Request: expected an Array of InputMedia"),
        ("sendMediaGroup", album(json!([])), "400 Bad Request: there are no messages to send"),
        (
            "sendMediaGroup",
            album(json!([{ "type": "photo" }])),
            "400 Bad Request: can't parse InputMedia: media not found",
        ),
        (
            "sendMediaGroup",
            album(json!([{ "type": "photo", "media": "attach://x" }])),
            "400 Bad Request: can't parse InputMedia: media not found",
        ),
        (
            "sendMediaGroup",
            album(json!([{ "type": "animation", "media": "abc" }])),
            "400 Bad Request: can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        (
            "sendMediaGroup",
            album(Value::Array(vec![json!({ "type": "photo", "media": "https://a.b" }); 11])),
            "400 Bad Request: too many messages to send as an album",
        ),
        (
            "sendMediaGroup",
            album(json!([{ "type": "photo", "media": "a.b" }, { "type": "document", "media": "a.b" }])),
            "400 Bad Request: document can't be mixed with other media types",
        ),
        (
            "sendMediaGroup",
            album(json!([{ "type": "photo", "media": "abc" }, { "type": "photo", "media": "abc" }])),
            "400 Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
        ),
    ]);
}

#[test]
fn commands() {
    let set = |command: &str, description: &str| json!({ "commands": [{ "command": command, "description": description }] });
    check(vec![
        ("setMyCommands", json!({ "commands": "[" }), "400 Bad Request: can't parse commands JSON object"),
        ("setMyCommands", json!({ "commands": {} }), "400 Bad Request: expected an Array of BotCommand"),
        (
            "setMyCommands",
            json!({ "commands": [{}] }),
            "400 Bad Request: can't parse BotCommand: Can't find field \"command\"",
        ),
        ("setMyCommands", set("Stock", "x"), "400 Bad Request: BOT_COMMAND_INVALID"),
        ("setMyCommands", set("stock", ""), "400 Bad Request: command description must be non-empty"),
        ("setMyCommands", set(&"a".repeat(33), "x"), "400 Bad Request: command length must not exceed 32"),
        (
            "setMyCommands",
            set("stock", &"a".repeat(257)),
            "400 Bad Request: command description length must not exceed 256",
        ),
        (
            "getMyCommands",
            json!({ "scope": { "type": "everybody" } }),
            "400 Bad Request: can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            "getMyCommands",
            json!({ "scope": { "type": "chat" } }),
            "400 Bad Request: can't parse BotCommandScope: Can't find field \"chat_id\"",
        ),
        (
            "setChatMenuButton",
            json!({ "menu_button": { "type": "round" } }),
            "400 Bad Request: can't parse menu button: MenuButton has unsupported type",
        ),
    ]);
}
