//! JSON as Telegram's server reads it: neither looser nor stricter than others, but different (tdutils, `JsonBuilder.cpp`).

use serde_json::{Value, json};

use crate::probes_td::to_anna;
use crate::room::{ANNA, BEN, House, OPS, Room, keyboard};
use crate::table::Table;

/// Sends a body as it is and gives the text that came of it, or the refusal.
async fn text_of(house: &House, body: &str) -> String {
    let request = house.http.post(house.method("sendMessage")).header("content-type", "application/json");
    let answer: Value = request.body(body.to_owned()).send().await.unwrap().json().await.unwrap();
    let said = answer["result"]["text"].as_str().or(answer["description"].as_str());
    said.unwrap_or_default().replace("Bad Request: ", "")
}

#[tokio::test]
async fn bodies() {
    let house = House::new().await;
    let mut table = Table::default();
    for (body, expected) in [
        ("{\"chat_id\":103,\"text\":\"a\nb\"}", "a\nb"),
        ("{\"chat_id\":103,\"text\":\"a\tb\"}", "a b"),
        (r#"{"chat_id":103,"text":"\q\/é"}"#, "q/é"),
        (r#"{"chat_id":103,"text":"a","text":"b"}"#, "a"),
        (r#"{"chat_id":103,"text":"a",}"#, "a"),
        (r#"{"chat_id":103,"text":"a"} and more"#, "a"),
        (r#"{"chat_id":103,"text":"a" "parse_mode":"HTML"}"#, "a"),
        (r#"{"chat_id":103,"text":01.50}"#, "01.50"),
        (r#"{"chat_id":103,"text":true}"#, "true"),
        (r#"{"chat_id":103,"text":[1, 2]}"#, "[1, 2]"),
        (r#"{"chat_id":103,"text":"\ud83e\udd8a"}"#, "🦊"),
        (r#"{"chat_id":103,"text":"\ud83e"}"#, "strings must be encoded in UTF-8"),
        (r#"{"chat_id":103,"text":"\u12"}"#, "message text is empty"),
        (r#"{"chat_id":+103,"text":"a"}"#, "chat not found"),
        (r#""chat_id""#, "message text is empty"),
        (r"{'chat_id':103,'text':'a'}", "message text is empty"),
        (r#"{"text":"a","chat_id":103"#, "a"),
        (r#"{"text":"a","chat_id":tru"#, "chat_id is empty"),
    ] {
        table.row(body, text_of(&house, body).await, expected);
    }
    drop(table);
    house.sandbox.stop().await;
}

#[test]
fn objects_in_parameters() {
    let mut table = Table::default();
    let broken = "can't parse reply keyboard markup JSON object";
    for (markup, expected) in [
        ("{\"inline_keyboard\":[[{\"text\":\"a\nb\",\"callback_data\":\"x\"}]]}", "ok"),
        (r#"{"inline_keyboard":[[{"text":"a","callback_data":"x"}]],"inline_keyboard":1}"#, "ok"),
        (r#"{"inline_keyboard":[[{"text":"a","callback_data":"x"},]]}"#, broken),
        (r#"{"inline_keyboard":[[{"text":"a","callback_data":"x",}]]}"#, broken),
        (r#"{"keyboard":[["a"]],"selective":TRUE}"#, broken),
        (r#"{"force_reply":true} x"#, broken),
        (" {\"force_reply\":true}\n", "ok"),
        ("\"a\"", "object expected as reply markup"),
        ("null", "object expected as reply markup"),
        ("[[]]", "object expected as reply markup"),
        ("", "ok"),
    ] {
        table.call("sendMessage", to_anna(json!({ "reply_markup": markup })), expected);
    }
    for (entity, expected) in [
        (r#"[{"type":"bold","offset":0,"length":01}]"#, "field \"length\" must be a valid Number"),
        (r#"[{"type":"bold","offset":-0,"length":1}]"#, "field \"offset\" must be a valid Number"),
        (r#"[{"type":"bold","offset":"00","length":1}]"#, "field \"offset\" must be a valid Number"),
        (r#"[{"type":"bold","offset":"+1","length":1}]"#, "field \"offset\" must be a valid Number"),
        (r#"[{"type":"bold","offset":0.0,"length":1}]"#, "field \"offset\" must be a valid Number"),
        (r#"[{"type":"bold","offset":1e0,"length":1}]"#, "field \"offset\" must be a valid Number"),
        (r#"[{"type":"bold","offset":" 1","length":1}]"#, "field \"offset\" must be a valid Number"),
        (r#"[{"type":"bold","offset":2147483648,"length":1}]"#, "field \"offset\" must be a valid Number"),
        (r#"[{"type":"bold","offset":"1","length":"1"}]"#, "ok"),
        (r#"[{"type":"bold","offset":0,"length":1}"#, "ok"),
        (r#"{"type":"bold"}"#, "ok"),
    ] {
        let expected = expected.replacen("field", "can't parse MessageEntity: Field", 1);
        table.call("sendMessage", to_anna(json!({ "entities": entity })), &expected);
    }
}

#[test]
fn lists_of_ids() {
    let mut table = Table::default();
    let no_number = "can't parse message identifier as a Number";
    for (ids, expected) in [
        ("[01]", no_number),
        ("[\"01\"]", no_number),
        ("[\" 1\"]", no_number),
        ("[1.0]", no_number),
        ("[4294967297]", no_number),
        ("[\"+1\"]", no_number),
        ("[-1]", "invalid message identifier specified"),
        ("[true]", "message identifier must be a Number"),
        ("[1,2,]", "can't parse message_ids JSON object"),
        ("[]", "message identifiers are not specified"),
        ("1", "expected an Array of message identifiers"),
    ] {
        table.call("deleteMessages", json!({ "chat_id": ANNA, "message_ids": ids }), expected);
    }
}

/// Numbers are read leniently; what is too long for them goes round.
#[test]
fn numbers_in_parameters() {
    let mut room = Room::new();
    let mut table = Table::default();
    let id = room.sends("mine");
    let edit = |chat: &str, id: String| json!({ "chat_id": chat, "message_id": id, "reply_markup": keyboard("a", &id) });
    for (chat, id, expected) in [
        ("103", format!("{id}abc"), "ok"),
        ("103x", format!("0{id}"), "ok"),
        ("103", (id + (1 << 32)).to_string(), "ok"),
        ("103", format!(" {id}"), "message to edit not found"),
        ("103", format!("+{id}"), "message to edit not found"),
        ("103", format!("-{id}"), "message to edit not found"),
        (" 103", id.to_string(), "chat not found"),
        ("18446744073709551719", format!("{id}.5"), "ok"),
    ] {
        table.call_in(&mut room, "editMessageReplyMarkup", edit(chat, id), expected);
    }
    for (flag, is_protected) in [
        ("true", true),
        ("True", true),
        (" yes ", true),
        ("1", true),
        ("01", false),
        ("on", false),
        ("t", false),
    ] {
        let sent = room.ok("sendMessage", to_anna(json!({ "protect_content": flag })));
        table.row(flag, sent["has_protected_content"] == true, &is_protected.to_string());
    }
    for (args, expected) in [
        (json!({ "chat_id": OPS, "user_id": "104x" }), "ok"),
        (json!({ "chat_id": OPS, "user_id": "x" }), "invalid user_id specified"),
        (json!({ "chat_id": OPS, "user_id": -BEN }), "invalid user_id specified"),
        (json!({ "chat_id": OPS }), "invalid user_id specified"),
        (json!({ "user_id": BEN }), "chat_id is empty"),
    ] {
        table.call_in(&mut room, "getChatMember", args, expected);
    }
}
