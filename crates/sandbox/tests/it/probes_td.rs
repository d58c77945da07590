//! Probes taken from the source of `TDLib`, which Telegram's server is built on: what is looked at once the form is right.

use serde_json::{Value, json};

use crate::room::{ANNA, OPS, PNG, Room, WAREHOUSE, file, params};

/// A world in which every probe begins anew.
#[track_caller]
pub fn check(method: &str, args: Value, expected: &str) {
    check_in(&mut Room::new(), method, args, expected);
}

#[track_caller]
pub fn check_in(room: &mut Room, method: &str, args: Value, expected: &str) {
    let (status, answer) = room.raw(method, &params(&args));
    let said = answer["description"].as_str().unwrap_or("ok");
    assert_eq!(said.strip_prefix("Bad Request: ").unwrap_or(said), expected, "{status} {method} {args}");
}

pub fn to_anna(more: Value) -> Value {
    let mut args = json!({ "chat_id": ANNA, "text": "Hello" });
    args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    args
}

#[test]
fn ids_of_files() {
    let wrong = |what: &str| format!("wrong remote file identifier specified: {what}");
    for (id, expected) in [
        ("short", wrong("Wrong string length")),
        ("abc", wrong("can't unserialize it. Wrong last symbol")),
        ("a b!", wrong("Wrong character in the string")),
        ("ab", wrong("Wrong padding in the string")),
        ("ab===", wrong("Wrong string padding")),
        ("abc==", wrong("Wrong padding length")),
        ("AAAE", wrong("can't unserialize it")),
        ("ftp://a.b", "invalid file HTTP URL specified: Unsupported URL protocol".to_owned()),
        (
            "http://a.b:x",
            "invalid file HTTP URL specified: Wrong port number specified in the URL".to_owned(),
        ),
        ("https://example.com/a.png", "failed to get HTTP URL content".to_owned()),
    ] {
        for (method, field) in [("sendDocument", "document"), ("sendPhoto", "photo"), ("sendVoice", "voice")]
        {
            let mut args = json!({ "chat_id": ANNA });
            args[field] = json!(id);
            check(method, args, &expected);
        }
    }
}

/// The id of one kind of file passes for any other, but not for a photo; what it is stays what it was.
#[test]
fn files_that_stand_for_each_other() {
    let mut room = Room::new();
    let call = params(&json!({ "chat_id": ANNA })).with_file("document", file("a.txt", b"words"));
    let (_, answer) = room.raw("sendDocument", &call);
    let id = answer["result"]["document"]["file_id"].clone();
    let sent = room.ok("sendVideo", json!({ "chat_id": ANNA, "video": id }));
    assert_eq!(sent["document"]["file_name"], "a.txt");
    let as_photo = json!({ "chat_id": ANNA, "photo": id });
    check_in(&mut room, "sendPhoto", as_photo, "can't use file of type Document as Photo");
}

/// Of a bad file and a long caption the file is told; of a bad file and a chat that is not there the chat.
#[test]
fn files_before_captions() {
    let long = "a".repeat(1025);
    let bad = "wrong remote file identifier specified: Wrong string length";
    check("sendDocument", json!({ "chat_id": ANNA, "document": "short", "caption": long }), bad);
    check("sendDocument", json!({ "chat_id": 9, "document": "short" }), "chat not found");
}

#[test]
fn albums_are_refused_as_a_whole() {
    let photo = |media: &str, above: bool| json!({ "type": "photo", "media": media, "show_caption_above_media": above });
    let album = |media: Value| json!({ "chat_id": ANNA, "media": media });
    let url = "https://example.com/a.png";
    let bad = "wrong remote file identifier specified: Wrong string length";
    check("sendMediaGroup", album(json!([photo(url, false), photo("short", false)])), bad);
    let long = json!({ "type": "photo", "media": url, "caption": "a".repeat(1025) });
    check("sendMediaGroup", album(json!([photo(url, false), long])), "message caption is too long");
    check(
        "sendMediaGroup",
        album(json!([photo(url, false), photo(url, true)])),
        "parameter show_caption_above_media must be the same for all messages",
    );
    // What only the servers find out is told with the number of the message, in their words.
    check(
        "sendMediaGroup",
        album(json!([photo(url, false), photo(url, false)])),
        "failed to send message #1 with the error message \"WEBPAGE_CURL_FAILED\"",
    );
}

#[test]
fn texts_in_which_nothing_can_be_seen() {
    for text in ["\u{200b}", "\u{a0}", "\u{2800}", "\u{3000}\u{200d} \u{feff}", "\u{e0020}"] {
        check("sendMessage", json!({ "chat_id": ANNA, "text": text }), "text must be non-empty");
    }
    let mut room = Room::new();
    let sent = room.ok("sendMessage", json!({ "chat_id": ANNA, "text": "\u{200b}a" }));
    assert_eq!(sent["text"], "\u{200b}a");
}

#[test]
fn links_in_entities() {
    let link = |url: &str| {
        to_anna(json!({ "entities": [{ "type": "text_link", "offset": 0, "length": 5, "url": url }] }))
    };
    check("sendMessage", link("nowhere"), "entity URL 'nowhere' is invalid: Wrong HTTP URL");
    check("sendMessage", link("ftp://a.b"), "entity URL 'ftp://a.b' is invalid: Unsupported URL protocol");
    check(
        "sendMessage",
        link("tg://a.b"),
        "entity URL 'tg://a.b' is invalid: Unallowed characters in URL host",
    );
    let emoji =
        json!({ "entities": [{ "type": "custom_emoji", "offset": 0, "length": 5, "custom_emoji_id": "0" }] });
    check("sendMessage", to_anna(emoji), "invalid custom emoji identifier specified");
    // The chat is looked at before.
    let mut nowhere = link("nowhere");
    nowhere["chat_id"] = json!(9);
    check("sendMessage", nowhere, "chat not found");
    let mut room = Room::new();
    let sent = room.ok("sendMessage", link("tg://user?id=104"));
    assert_eq!(sent["entities"][0]["type"], "text_mention");
    assert_eq!(sent["entities"][0]["user"]["first_name"], "Ben");
}

#[test]
fn names_and_addresses_that_are_found() {
    let mut room = Room::new();
    let mut found = |text: &str| -> Vec<String> {
        let sent = room.ok("sendMessage", json!({ "chat_id": ANNA, "text": text }));
        let units: Vec<u16> = text.encode_utf16().collect();
        let word = |entity: &Value| {
            let at = |name: &str| usize::try_from(entity[name].as_u64().unwrap()).unwrap();
            let slice = &units[at("offset")..at("offset") + at("length")];
            format!("{} {}", entity["type"].as_str().unwrap(), String::from_utf16_lossy(slice))
        };
        sent["entities"].as_array().map(|all| all.iter().map(word).collect()).unwrap_or_default()
    };
    assert_eq!(found("@abc @abcd @gif @Vid"), ["mention @abcd", "mention @gif", "mention @Vid"]);
    assert_eq!(found("see tg://resolve?domain=x."), ["url tg://resolve?domain=x"]);
    assert_eq!(found("ton://transfer/abc, TG://a"), ["url ton://transfer/abc", "url TG://a"]);
    assert!(found("tg:// and mtg:x").is_empty());
}

#[test]
fn reply_keyboards_in_groups() {
    for (button, expected) in [
        (json!({ "request_contact": true }), "phone number can be requested in private chats only"),
        (json!({ "request_location": true }), "location can be requested in private chats only"),
        (json!({ "request_poll": {} }), "poll can be requested in private chats only"),
        (json!({ "web_app": { "url": "https://a.b" } }), "web App buttons can be used in private chats only"),
        (json!({ "request_users": { "request_id": 1 } }), "users can be requested in private chats only"),
        (
            json!({ "request_chat": { "request_id": 1, "chat_is_channel": false } }),
            "chats can be requested in private chats only",
        ),
    ] {
        let mut button = button;
        button["text"] = json!("Press");
        let markup = json!({ "keyboard": [[button]] });
        check("sendMessage", json!({ "chat_id": OPS, "text": "a", "reply_markup": markup }), expected);
        Room::new().ok("sendMessage", json!({ "chat_id": ANNA, "text": "a", "reply_markup": markup }));
    }
}

#[test]
fn addresses_on_buttons() {
    let button = |button: Value| to_anna(json!({ "reply_markup": { "inline_keyboard": [[button]] } }));
    let of = |url: &str| button(json!({ "text": "a", "url": url }));
    for (url, why) in [
        ("ftp://a.b", "Unsupported URL protocol"),
        ("http://", "URL host is empty"),
        ("http://a.b:99999", "Wrong port number specified in the URL"),
        ("http://a b.c", "Disallowed character in URL host"),
        ("tg:", "URL host is empty"),
    ] {
        check("sendMessage", of(url), &format!("inline keyboard button URL '{url}' is invalid: {why}"));
    }
    let only = "Only HTTPS links are allowed";
    check(
        "sendMessage",
        button(json!({ "text": "a", "web_app": { "url": "http://a.b" } })),
        &format!("inline keyboard button Web App URL 'http://a.b' is invalid: {only}"),
    );
    check(
        "sendMessage",
        button(json!({ "text": "a", "login_url": { "url": "http://a.b" } })),
        &format!("inline keyboard button login URL 'http://a.b' is invalid: {only}"),
    );
    check(
        "sendMessage",
        button(json!({ "text": "a", "web_app": { "url": "tg://user?id=5" } })),
        "link to a user can't be used in Web App URL buttons",
    );
    check(
        "sendMessage",
        to_anna(
            json!({ "reply_markup": { "keyboard": [[{ "text": "a", "web_app": { "url": "http://a.b" } }]] } }),
        ),
        &format!("keyboard button Web App URL 'http://a.b' is invalid: {only}"),
    );
    check(
        "sendMessage",
        button(json!({ "text": "", "callback_data": "a", "icon_custom_emoji_id": "5" })),
        "inline keyboard button text must be non-empty",
    );
    // Where the message goes is looked at before.
    for (more, expected) in [
        (json!({ "chat_id": 9 }), "chat not found"),
        (json!({ "chat_id": WAREHOUSE, "message_thread_id": 77 }), "message thread not found"),
        (json!({ "reply_parameters": { "message_id": 999 } }), "message to be replied not found"),
    ] {
        let mut args = of("nowhere");
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        check("sendMessage", args, expected);
    }
}

#[test]
fn menu_buttons() {
    let app = |text: &str, url: &str| json!({ "menu_button": { "type": "web_app", "text": text, "web_app": { "url": url } } });
    check("setChatMenuButton", app("", "https://a.b"), "menu button text must be non-empty");
    check(
        "setChatMenuButton",
        app("a", "http://a.b"),
        "menu button Web App URL 'http://a.b' is invalid: Only HTTPS links are allowed",
    );
}

#[test]
fn messages_that_cannot_be_edited() {
    let mut room = Room::new();
    let edit = |id: &Value| json!({ "chat_id": ANNA, "message_id": id, "text": "new", "caption": "new" });
    for markup in
        [json!({ "keyboard": [["Yes"]] }), json!({ "remove_keyboard": true }), json!({ "force_reply": true })]
    {
        let sent = room.ok("sendMessage", to_anna(json!({ "reply_markup": markup })));
        for method in ["editMessageText", "editMessageReplyMarkup", "editMessageCaption"] {
            check_in(&mut room, method, edit(&sent["message_id"]), "message can't be edited");
        }
    }
    // What is there to edit is looked at before the keyboard.
    let id = room.says(ANNA, "Anna's own");
    let mut args = edit(&json!(id));
    args["reply_markup"] = json!({ "force_reply": true });
    check_in(&mut room, "editMessageText", args.clone(), "message can't be edited");
    args["message_id"] = json!(room.sends("mine"));
    check_in(&mut room, "editMessageText", args.clone(), "inline keyboard expected");
    check_in(&mut room, "editMessageCaption", args, "there is no caption in the message to edit");
}

#[test]
fn media_that_cannot_be_edited() {
    let mut room = Room::new();
    let mut upload = |method: &str, name: &str| {
        let call = params(&json!({ "chat_id": ANNA })).with_file(name, file("a.ogg", PNG));
        room.raw(method, &call).1["result"]["message_id"].clone()
    };
    let (voice, document) = (upload("sendVoice", "voice"), upload("sendDocument", "document"));
    let foreign = json!(room.says(ANNA, "Anna's own"));
    let forward = json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_id": document });
    let forwarded = room.ok("forwardMessage", forward)["message_id"].clone();
    let edit = |id: &Value| json!({ "chat_id": ANNA, "message_id": id, "media": { "type": "photo", "media": "abc" } });
    for id in [voice, foreign, forwarded] {
        check_in(&mut room, "editMessageMedia", edit(&id), "message media can't be edited");
    }
    let bad = "wrong remote file identifier specified: can't unserialize it. Wrong last symbol";
    check_in(&mut room, "editMessageMedia", edit(&document), bad);
    let too_long = json!({ "chat_id": ANNA, "message_id": document, "caption": "a".repeat(1025) });
    check_in(&mut room, "editMessageCaption", too_long, "MEDIA_CAPTION_TOO_LONG");
}

#[test]
fn an_album_keeps_its_kind() {
    let mut room = Room::new();
    let media =
        json!([{ "type": "document", "media": "attach://a" }, { "type": "document", "media": "attach://a" }]);
    let call = params(&json!({ "chat_id": ANNA, "media": media })).with_file("a", file("a.txt", b"a"));
    let (_, answer) = room.raw("sendMediaGroup", &call);
    let id = answer["result"][0]["message_id"].clone();
    let edit = |kind: &str| {
        let media = json!({ "type": kind, "media": "attach://a" });
        params(&json!({ "chat_id": ANNA, "message_id": id, "media": media }))
            .with_file("a", file("a.png", PNG))
    };
    let mut said = |kind: &str| room.raw("editMessageMedia", &edit(kind)).1["description"].clone();
    assert_eq!(said("photo"), "Bad Request: can't change media type in the album");
    assert_eq!(said("animation"), "Bad Request: message content type can't be used in an album");
}

#[test]
fn names_of_inline_messages() {
    let at = |id: &str| json!({ "inline_message_id": id, "text": "a", "caption": "a" });
    let invalid = "invalid inline message identifier specified";
    for method in ["editMessageText", "editMessageReplyMarkup", "editMessageCaption"] {
        check(method, at("abc"), invalid);
        let mut args = at("abc");
        args["reply_markup"] = json!({ "force_reply": true });
        check(method, args, "inline keyboard expected");
    }
    // Of the right form, but nobody's.
    check("editMessageText", at("AgAAAAAAAAABAAAAAAAAAAAAAAABAAAA"), "MESSAGE_ID_INVALID");
}
