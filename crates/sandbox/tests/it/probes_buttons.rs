//! Buttons and inline results: the fields that are seldom given, and what is shown of them again (`Client.cpp`,
//! `InlineQueriesManager.cpp`).

use serde_json::{Value, json};

use crate::probes_td::to_anna;
use crate::room::{ANNA, BOT, Room};
use crate::table::Table;

fn inline(button: Value) -> Value {
    to_anna(json!({ "reply_markup": { "inline_keyboard": [[button]] } }))
}

#[test]
fn seldom_fields_of_buttons() {
    let mut table = Table::default();
    let login = |more: Value| {
        let mut login = json!({ "url": "https://a.b" });
        login.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        inline(json!({ "text": "a", "login_url": login }))
    };
    let form = |error: &str| format!("can't parse inline keyboard button: {error}");
    for (more, expected) in [
        (json!({}), "ok".to_owned()),
        (json!({ "bot_username": "@quartermaster_bot" }), "ok".to_owned()),
        (json!({ "bot_username": "" }), "ok".to_owned()),
        (json!({ "bot_username": "@" }), form("LoginUrl bot username is invalid")),
        (json!({ "bot_username": "a b" }), form("LoginUrl bot username is invalid")),
        (json!({ "bot_username": "other_bot" }), "bot \"other_bot\" not found".to_owned()),
        (json!({ "bot_username": [] }), form("Field \"bot_username\" must be of type String")),
        (
            json!({ "request_write_access": 1 }),
            form("Field \"request_write_access\" must be of type Boolean"),
        ),
        (json!({ "forward_text": {} }), form("Field \"forward_text\" must be of type String")),
    ] {
        table.call("sendMessage", login(more), &expected);
    }
    let ask = |button: Value| to_anna(json!({ "reply_markup": { "keyboard": [[button]] } }));
    let form = |error: &str| format!("can't parse keyboard button: {error}");
    for (button, error) in [
        (
            json!({ "request_users": { "request_id": 1, "user_is_bot": 1 } }),
            "Field \"user_is_bot\" must be of type Boolean",
        ),
        (
            json!({ "request_users": { "request_id": 1, "max_quantity": true } }),
            "Field \"max_quantity\" must be a Number",
        ),
        (
            json!({ "request_user": { "request_id": 1, "request_name": "yes" } }),
            "Field \"request_name\" must be of type Boolean",
        ),
        (
            json!({ "request_chat": { "request_id": 1, "chat_is_channel": "no" } }),
            "Field \"chat_is_channel\" must be of type Boolean",
        ),
        (
            json!({ "request_chat": { "request_id": 1, "user_administrator_rights": 1 } }),
            "ChatAdministratorRights must be an Object",
        ),
        (
            json!({ "request_chat": { "request_id": 1, "bot_is_member": null } }),
            "Field \"bot_is_member\" must be of type Boolean",
        ),
        (
            json!({ "request_managed_bot": { "request_id": 1, "suggested_name": [] } }),
            "Field \"suggested_name\" must be of type String",
        ),
        (json!({ "request_chat": { "chat_is_channel": 1 } }), "Can't find field \"request_id\""),
    ] {
        let mut button = button;
        button["text"] = json!("a");
        table.call("sendMessage", ask(button), &form(error));
    }
}

/// A keyboard comes back as Telegram keeps it: only what the button does, and nothing that was said beside it.
#[test]
fn buttons_come_back() {
    let mut table = Table::default();
    let chosen = |flags: [bool; 4]| {
        let [users, bots, groups, channels] = flags;
        json!({ "query": "q", "allow_user_chats": users, "allow_bot_chats": bots, "allow_group_chats": groups, "allow_channel_chats": channels })
    };
    for (button, shown) in [
        (
            json!({ "login_url": { "url": "https://a.b", "forward_text": "x" } }),
            json!({ "url": "https://a.b/" }),
        ),
        (
            json!({ "web_app": { "url": "https://a.b/c", "x": 1 } }),
            json!({ "web_app": { "url": "https://a.b/c" } }),
        ),
        (json!({ "copy_text": { "text": "x", "y": 1 } }), json!({ "copy_text": { "text": "x" } })),
        (
            json!({ "switch_inline_query_chosen_chat": chosen([true; 4]) }),
            json!({ "switch_inline_query": "q" }),
        ),
        (
            json!({ "switch_inline_query_chosen_chat": { "query": "q", "allow_user_chats": true } }),
            json!({ "switch_inline_query_chosen_chat": chosen([true, false, false, false]) }),
        ),
        (json!({ "switch_inline_query": 5 }), json!({ "switch_inline_query": "5" })),
        (json!({ "url": "a.b", "callback_data": "x" }), json!({ "url": "http://a.b/" })),
        (json!({ "url": "tg://user?id=103" }), json!({ "url": "tg://user?id=103" })),
        (
            json!({ "callback_data": "x", "style": "DANGER", "color": "red" }),
            json!({ "style": "danger", "callback_data": "x" }),
        ),
    ] {
        let mut given = button.clone();
        given["text"] = json!("a");
        let mut expected = json!({ "text": "a" });
        expected.as_object_mut().unwrap().extend(shown.as_object().unwrap().clone());
        let sent = Room::new().ok("sendMessage", inline(given));
        table.row(button, &sent["reply_markup"]["inline_keyboard"][0][0], &expected.to_string());
    }
}

/// A world in which Anna asks something, and what is said to this answer.
fn answered(table: &mut Table, more: Value, expected: &str) {
    let mut room = Room::new();
    let query = room.act("inline", json!({ "bot": BOT, "user": ANNA, "query": "tea" }))["query_id"].clone();
    let mut args = json!({ "inline_query_id": query, "results": [] });
    args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    table.call_in(&mut room, "answerInlineQuery", args, expected);
}

/// A result of this type and with this in it.
fn result(mut more: Value) -> Value {
    more["id"] = more.get("id").cloned().unwrap_or(json!("1"));
    json!({ "results": [more] })
}

fn article(more: Value) -> Value {
    let mut result =
        json!({ "type": "article", "title": "a", "input_message_content": { "message_text": "a" } });
    result.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    self::result(result)
}

fn form(error: &str) -> String {
    format!("can't parse inline query result: {error}")
}

#[test]
fn what_is_in_articles() {
    let mut table = Table::default();
    let content = |content: Value| article(json!({ "input_message_content": content }));
    let far = json!([{ "type": "bold", "offset": 9, "length": 1 }]);
    let (place, address) = (
        |lat: Value| json!({ "latitude": lat, "longitude": 0 }),
        json!({ "latitude": 1, "longitude": 200, "title": "a", "address": "b" }),
    );
    for (more, expected) in [
        (article(json!({})), "ok"),
        (article(json!({ "id": "" })), "RESULT_ID_EMPTY"),
        (article(json!({ "id": "x".repeat(65) })), "RESULT_ID_INVALID"),
        (article(json!({ "id": 5 })), "ok"),
        (article(json!({ "reply_markup": { "force_reply": true } })), "inline keyboard expected"),
        (content(json!({ "message_text": " " })), "text must be non-empty"),
        (
            content(json!({ "message_text": "a", "entities": far })),
            "entity begins after the end of the text at UTF-16 offset 9",
        ),
        (content(place(json!(91.0))), "invalid location specified"),
        (content(address), "wrong venue location specified"),
    ] {
        answered(&mut table, more, expected);
    }
    let keyboard = json!({ "inline_keyboard": [[{ "text": "a", "url": "x" }]] });
    let bad_url = "inline keyboard button URL 'x' is invalid: Wrong HTTP URL";
    answered(&mut table, article(json!({ "reply_markup": keyboard })), bad_url);
    for (more, error) in [
        (
            content(json!({ "message_text": "a", "link_preview_options": 1 })),
            "Field \"link_preview_options\" must be of type Object",
        ),
        (article(json!({ "hide_url": 1 })), "Field \"hide_url\" must be of type Boolean"),
        (article(json!({ "description": [] })), "Field \"description\" must be of type String"),
        (article(json!({ "thumbnail_width": "x" })), "Field \"thumbnail_width\" must be a valid Number"),
        (article(json!({ "thumb_height": "x" })), "Field \"thumb_height\" must be a valid Number"),
        (content(place(json!("1"))), "Field \"latitude\" must be of type Number"),
        (content(json!({ "phone_number": "1" })), "Can't find field \"first_name\""),
        (content(json!({})), "Input message content is not specified"),
    ] {
        answered(&mut table, more, &form(error));
    }
}

#[test]
fn what_is_in_results() {
    let mut table = Table::default();
    let document = |more: Value| {
        let mut document = json!({ "type": "document", "title": "a" });
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        result(document)
    };
    let contact =
        |phone: &str, name: &str| json!({ "type": "contact", "phone_number": phone, "first_name": name });
    let place = |kind: &str, longitude: i64| json!({ "type": kind, "latitude": 1, "longitude": longitude, "title": "a" });
    let video = |mime: &str| json!({ "type": "video", "title": "a", "video_url": "https://a.b/c", "mime_type": mime });
    for (more, expected) in [
        (result(contact(" ", "a")), "field \"phone_number\" must contain a valid phone number"),
        (result(contact("1", " ")), "field \"first_name\" must be non-empty"),
        (
            document(json!({ "document_url": "https://a.b/c.txt", "mime_type": "text/plain" })),
            "unallowed document MIME type",
        ),
        (document(json!({ "document_url": "https://a.b/c", "mime_type": "application/pdf" })), "ok"),
        (
            document(json!({ "document_file_id": "abc" })),
            "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
        ),
        (result(video("image/gif")), "unallowed video MIME type"),
        (result(video("text/html")), "ok"),
        (result(json!({ "type": "sticker", "sticker_file_id": "a.b" })), "wrong sticker_file_id specified"),
        (result(json!({ "type": "photo", "photo_file_id": "" })), "remote file identifier must be non-empty"),
        (result(place("location", 181)), "invalid location specified"),
        (json!({ "results": "null" }), "ok"),
    ] {
        answered(&mut table, more, expected);
    }
    let photo = json!({ "type": "photo", "photo_url": "https://a.b/c.jpg", "photo_width": true });
    for (more, error) in [
        (result(json!({ "type": "audio", "audio_url": "https://a.b/c" })), "Can't find field \"title\""),
        (result(json!({ "type": "audio" })), "Can't find field \"audio_file_id\""),
        (document(json!({ "document_url": "https://a.b/c.pdf" })), "Can't find field \"mime_type\""),
        (result(photo), "Field \"photo_width\" must be a Number"),
        (result(place("venue", 1)), "Can't find field \"address\""),
        (result(json!({ "type": "poll" })), "type \"poll\" is unsupported for the inline query result"),
    ] {
        answered(&mut table, more, &form(error));
    }
}

#[test]
fn what_is_in_the_button_above() {
    let mut table = Table::default();
    let start = |parameter: &str| json!({ "button": { "text": "a", "start_parameter": parameter } });
    let app = |url: &str| json!({ "button": { "text": "a", "web_app": { "url": url } } });
    for (more, expected) in [
        (start("login-1_x"), "ok"),
        (start(""), "can't use empty start_parameter"),
        (start(&"x".repeat(65)), "too long start_parameter specified"),
        (start("a b"), "unallowed characters in start_parameter are used"),
        (app("https://a.b"), "ok"),
        (
            app("http://a.b"),
            "inline query button Web App URL 'http://a.b' is invalid: Only HTTPS links are allowed",
        ),
        (app("tg://user?id=103"), "link to a user can't be used in the Web App button"),
        (json!({ "switch_pm_text": "a", "switch_pm_parameter": "x" }), "ok"),
        (json!({ "switch_pm_text": "a" }), "can't use empty start_parameter"),
        (json!({ "switch_pm_parameter": "a b" }), "ok"),
    ] {
        answered(&mut table, more, expected);
    }
    // The form of the results is looked at before what is in the button.
    let both = json!({ "button": { "text": "a", "start_parameter": "" }, "results": "{}" });
    answered(&mut table, both, "expected an Array of inline query results");
    let mut room = Room::new();
    let query = room.act("inline", json!({ "bot": BOT, "user": ANNA, "query": "tea" }))["query_id"]
        .as_str()
        .unwrap()
        .to_owned();
    table.call_in(&mut room, "answerInlineQuery", json!({ "inline_query_id": format!("{query}x") }), "ok");
}
