//! What stands in the objects that come back, and what does not (`Client.cpp`, the `Json…` classes).

use serde_json::{Value, json};

use crate::probes_td::to_anna;
use crate::room::{ANNA, PNG, Room, file, params};
use crate::table::Table;

#[test]
fn films_and_sounds() {
    let mut room = Room::new();
    let mut table = Table::default();
    let mut send = |kind: &str, more: Value| {
        let mut args = json!({ "chat_id": ANNA });
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let method = format!("send{}{}", kind[..1].to_uppercase(), &kind[1..]);
        let answer = room.raw(&method, &params(&args).with_file(kind, file("a.bin", PNG))).1;
        let mut shown = answer["result"][kind].clone();
        for name in ["file_id", "file_unique_id", "file_size", "mime_type", "file_name"] {
            shown.as_object_mut().unwrap().shift_remove(name);
        }
        shown
    };
    let all = json!({ "duration": "90s", "width": 640, "height": 20_000, "title": "A", "performer": "B" });
    for (kind, more, expected) in [
        ("video", all.clone(), json!({ "duration": 90, "width": 640, "height": 10_000 })),
        ("animation", all.clone(), json!({ "duration": 90, "width": 640, "height": 10_000 })),
        ("audio", all.clone(), json!({ "duration": 90, "title": "A", "performer": "B" })),
        ("voice", all.clone(), json!({ "duration": 90 })),
        ("document", all, json!({})),
        ("video", json!({ "duration": -5, "width": 640 }), json!({ "duration": 0, "width": 0, "height": 0 })),
        ("voice", json!({ "duration": 999_999 }), json!({ "duration": 86_400 })),
        ("audio", json!({ "title": "" }), json!({ "duration": 0 })),
    ] {
        table.row(format!("{kind} {more}"), send(kind, more), &expected.to_string());
    }
}

/// Each kind of media has its own fields; those of others are not looked at.
#[test]
fn fields_of_media() {
    let mut table = Table::default();
    for (media, expected) in [
        (json!({ "type": "photo", "width": "x" }), "ok"),
        (json!({ "type": "video", "width": "x" }), "Field \"width\" must be a valid Number"),
        (json!({ "type": "video", "cover": [] }), "Field \"cover\" must be of type String"),
        (
            json!({ "type": "video", "supports_streaming": 1 }),
            "Field \"supports_streaming\" must be of type Boolean",
        ),
        (json!({ "type": "audio", "width": "x", "caption": "a" }), "ok"),
        (json!({ "type": "audio", "title": [] }), "Field \"title\" must be of type String"),
        (json!({ "type": "audio", "duration": null }), "Field \"duration\" must be a Number"),
        (
            json!({ "type": "document", "disable_content_type_detection": "x" }),
            "Field \"disable_content_type_detection\" must be of type Boolean",
        ),
        (json!({ "type": "document", "duration": "x" }), "ok"),
        (json!({ "type": "document", "thumbnail": {} }), "Field \"thumbnail\" must be of type String"),
        (json!({ "type": "Photo" }), "type \"Photo\" is unsupported"),
        (json!({ "type": "" }), "type \"\" is unsupported"),
        (json!({ "type": 1 }), "type \"1\" is unsupported"),
        (json!({ "type": "animation", "width": "x" }), "type \"animation\" can't be used in sendMediaGroup"),
        (json!({}), "Can't find field \"type\""),
    ] {
        let mut given = media.clone();
        given["media"] = json!("attach://a");
        let call = params(&json!({ "chat_id": ANNA, "media": [given] })).with_file("a", file("a.png", PNG));
        let answer = Room::new().raw("sendMediaGroup", &call).1;
        let said = answer["description"]
            .as_str()
            .unwrap_or("ok")
            .replace("Bad Request: can't parse InputMedia: ", "");
        table.row(media, said, expected);
    }
}

/// Where there is nothing to preview, nothing can be switched off, and sizes are for an address that was named.
#[test]
fn options_of_previews() {
    let mut table = Table::default();
    for (text, given, shown) in [
        ("Hello", json!({ "is_disabled": true }), json!(null)),
        ("example.com", json!({ "is_disabled": true }), json!(null)),
        ("https://example.com", json!({ "is_disabled": true }), json!({ "is_disabled": true })),
        ("https://example.com", json!({ "is_disabled": false }), json!(null)),
        ("https://example.com", json!({ "prefer_large_media": true }), json!(null)),
        ("https://example.com", json!({ "show_above_text": true }), json!({ "show_above_text": true })),
        (
            "Hello",
            json!({ "url": "https://a.b", "prefer_small_media": true }),
            json!({ "url": "https://a.b", "prefer_small_media": true }),
        ),
        (
            "https://example.com",
            json!({ "url": "https://a.b", "is_disabled": true }),
            json!({ "is_disabled": true }),
        ),
        ("https://example.com", json!({}), json!(null)),
        ("https://example.com", json!({ "unknown": true }), json!(null)),
    ] {
        let sent =
            Room::new().ok("sendMessage", to_anna(json!({ "text": text, "link_preview_options": given })));
        table.row(format!("{text} {given}"), &sent["link_preview_options"], &shown.to_string());
    }
    let html = json!({ "text": "<a href=\"example.com\">a</a>", "parse_mode": "HTML", "disable_web_page_preview": "yes" });
    let sent = Room::new().ok("sendMessage", to_anna(html));
    table.row("a link", &sent["link_preview_options"], r#"{"is_disabled":true}"#);
}

#[test]
fn rich_blocks() {
    let mut table = Table::default();
    let map = |more: Value| {
        let mut map = json!({ "type": "map", "location": { "latitude": 50.4, "longitude": 30.5 } });
        map.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        map
    };
    let text = |piece: Value| json!({ "type": "paragraph", "text": ["a", piece] });
    let bad_map = "invalid map properties specified";
    for (block, expected) in [
        (map(json!({})), "ok"),
        (map(json!({ "location": { "latitude": 91, "longitude": 0 } })), "invalid location specified"),
        (map(json!({ "location": { "latitude": 0, "longitude": -181 } })), "invalid location specified"),
        (map(json!({ "zoom": 25 })), bad_map),
        (map(json!({ "width": 6000, "height": 5000 })), bad_map),
        (map(json!({ "width": 2100, "height": 100 })), bad_map),
        (map(json!({ "width": 100, "height": 2100 })), bad_map),
        (map(json!({ "width": -1 })), bad_map),
        (
            text(json!({ "type": "custom_emoji", "custom_emoji_id": "0", "alternative_text": "a" })),
            "invalid custom emoji identifier specified",
        ),
        (text(json!({ "type": "date_time", "unix_time": 0, "text": "a" })), "invalid date specified"),
        (text(json!({ "type": "bold", "text": { "type": "icon" } })), "block is not allowed"),
        (text(json!({ "type": "bold", "text": "b" })), "ok"),
    ] {
        table.call(
            "sendRichMessage",
            json!({ "chat_id": ANNA, "rich_message": { "blocks": [block] } }),
            expected,
        );
    }
}

#[test]
fn names_that_telegram_knows_from_before() {
    let mut table = Table::default();
    for name in ["kickChatMember", "setStickerSetThumb", "banChatMember", "sendPoll"] {
        let expected = format!("SANDBOX: {name} exists in Bot API 10.3 but is not emulated");
        table.call(&name.to_lowercase(), json!({}), &expected);
    }
    table.call("sendPol", json!({}), "Not Found: method not found");
}
