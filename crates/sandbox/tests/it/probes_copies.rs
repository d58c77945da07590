//! Copies and forwards: which refusal comes first, which albums come out, and who answers whom (`TDLib`, `get_forwarded_messages`).

use sandbox::{Status, World};
use serde_json::{Value, json};

use crate::probes_td::to_anna;
use crate::probes_td_more::{CHANNEL, with_channel};
use crate::room::{ANNA, BEN, PNG, Room, WAREHOUSE, file, params};
use crate::table::Table;

const NO_MESSAGES: &str = "there are no messages to forward";
const NO_ADMIN: &str = "need administrator rights in the channel chat";

fn with(mut args: Value, more: &Value) -> Value {
    args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    args
}

#[test]
fn order_of_refusals_for_several() {
    let mut room = Room { world: World::new(with_channel(Status::Member), 0) };
    room.says(ANNA, "/start");
    let mut table = Table::default();
    let ids: Vec<Value> =
        ["a", "b"].iter().map(|text| room.ok("sendMessage", to_anna(json!({ "text": text })))).collect();
    let ids: Vec<Value> = ids.iter().map(|message| message["message_id"].clone()).collect();
    let (one, two) = (json!([ids[0]]), json!(ids));
    let (back, twice) = (json!([ids[1], ids[0]]), json!([ids[0], ids[0]]));
    let from =
        |more: Value| with(json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_ids": two }), &more);
    let effect = json!({ "message_effect_id": "5" });
    let post = json!({ "suggested_post_parameters": {} });
    let disorder = "message identifiers must be in a strictly increasing order";
    for method in ["copyMessages", "forwardMessages"] {
        for (args, expected) in [
            (from(json!({ "message_ids": [999] })), NO_MESSAGES),
            (from(json!({ "message_ids": twice })), disorder),
            (from(json!({ "message_ids": back })), disorder),
            (from(json!({ "message_ids": [999], "chat_id": CHANNEL })), NO_MESSAGES),
            (from(json!({ "chat_id": CHANNEL })), NO_ADMIN),
            (from(json!({ "message_ids": back, "chat_id": CHANNEL })), NO_ADMIN),
            (with(from(json!({ "message_ids": [999] })), &effect), NO_MESSAGES),
            (with(from(json!({ "message_ids": [999] })), &post), NO_MESSAGES),
            (with(from(json!({})), &effect), "can't use message effects in the method"),
            (with(from(json!({ "message_ids": back })), &effect), "can't use message effects in the method"),
            (with(from(json!({ "message_ids": one })), &effect), "ok"),
            (with(from(json!({ "chat_id": WAREHOUSE })), &effect), "can't use message effects in the chat"),
            (with(from(json!({})), &post), "can't send suggested posts with the method"),
            (
                with(from(json!({ "message_ids": one })), &post),
                "suggested posts can be sent only to channel direct messages",
            ),
            (with(from(json!({ "from_chat_id": 9, "chat_id": CHANNEL })), &effect), "chat not found"),
            (from(json!({ "chat_id": WAREHOUSE, "message_thread_id": 999 })), "message thread not found"),
        ] {
            table.call_in(&mut room, method, args, expected);
        }
    }
}

#[test]
fn order_of_refusals_for_one() {
    let mut room = Room { world: World::new(with_channel(Status::Member), 0) };
    room.says(ANNA, "/start");
    let mut table = Table::default();
    let photo = params(&json!({ "chat_id": ANNA, "caption": "a" })).with_file("photo", file("a.png", PNG));
    let id = room.raw("sendPhoto", &photo).1["result"]["message_id"].clone();
    let from = |more: Value| with(json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_id": id }), &more);
    let unfit =
        json!({ "caption": "a", "caption_entities": [{ "type": "bold", "offset": -1, "length": 1 }] });
    let keys = json!({ "reply_markup": { "inline_keyboard": [[{ "text": "a", "url": "" }]] } });
    let asking = json!({ "reply_markup": { "keyboard": [[{ "text": "a", "request_contact": true }]] } });
    for (args, expected) in [
        (with(from(json!({ "chat_id": CHANNEL })), &asking), "inline keyboard expected"),
        (from(json!({ "chat_id": CHANNEL })), NO_ADMIN),
        (with(from(json!({ "chat_id": CHANNEL })), &json!({ "message_effect_id": "5" })), NO_ADMIN),
        (
            with(from(json!({})), &keys),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
    ] {
        table.call_in(&mut room, "copyMessage", args.clone(), expected);
        table.call_in(&mut room, "forwardMessage", args, expected);
    }
    let both = with(with(from(json!({ "chat_id": WAREHOUSE })), &unfit), &asking);
    table.call_in(&mut room, "copyMessage", both.clone(), "receive an entity with incorrect offset -1");
    table.call_in(&mut room, "forwardMessage", both, "phone number can be requested in private chats only");
    let text = json!({ "chat_id": CHANNEL, "text": "a" });
    table.call_in(&mut room, "sendMessage", with(text, &asking), NO_ADMIN);
}

/// Sends a file and says which message it is.
fn sends(room: &mut Room, kind: &str) -> Value {
    let method = format!("send{}{}", kind[..1].to_uppercase(), &kind[1..]);
    let call = params(&json!({ "chat_id": ANNA })).with_file(kind, file("a.png", PNG));
    room.raw(&method, &call).1["result"]["message_id"].clone()
}

fn album(room: &mut Room) -> Vec<Value> {
    let media: Vec<Value> = (0..3).map(|_| json!({ "type": "photo", "media": "attach://a" })).collect();
    let call = params(&json!({ "chat_id": ANNA, "media": media })).with_file("a", file("a.png", PNG));
    let sent = room.raw("sendMediaGroup", &call).1;
    sent["result"].as_array().unwrap().iter().map(|message| message["message_id"].clone()).collect()
}

#[test]
fn albums_of_copies() {
    let mut room = Room::new();
    let mut table = Table::default();
    let photos = album(&mut room);
    let mut one = |kind: &str| sends(&mut room, kind);
    let (paper, letter) = (one("document"), one("document"));
    let (song, tune) = (one("audio"), one("audio"));
    let (single, other) = (one("photo"), one("photo"));
    room.says(BEN, "/start");
    let mut groups = |method: &str, ids: &Value| {
        let sent = room.ok(method, json!({ "chat_id": BEN, "from_chat_id": ANNA, "message_ids": ids }));
        let state = room.world.state();
        let chat = state["chats"].as_array().unwrap().iter().find(|chat| chat["id"] == BEN).unwrap().clone();
        let of = |id: &Value| {
            let messages = chat["messages"].as_array().unwrap();
            messages.iter().find(|message| message["message_id"] == *id).unwrap()["media_group_id"].clone()
        };
        let sent = sent.as_array().unwrap();
        let found: Vec<Value> = sent.iter().map(|message| of(&message["message_id"])).collect();
        found
            .iter()
            .map(|group| match found.iter().position(|other| other == group) {
                _ if group.is_null() => "-".to_owned(),
                first => first.unwrap_or_default().to_string(),
            })
            .collect::<String>()
    };
    for method in ["copyMessages", "forwardMessages"] {
        for (ids, expected) in [
            (json!(photos), "000"),
            (json!([photos[0], photos[2]]), "00"),
            (json!([photos[1]]), "-"),
            (json!([photos[0], paper]), "--"),
            (json!([photos[0], photos[1], paper]), "00-"),
            (json!([paper, letter]), "00"),
            (json!([paper, letter, song]), "---"),
            (json!([song, tune]), "00"),
            (json!([paper, song]), "--"),
            (json!([single, other]), "--"),
        ] {
            table.row(format!("{method} {ids}"), groups(method, &ids), expected);
        }
    }
}

#[test]
fn answers_among_copies() {
    let mut room = Room::new();
    let mut table = Table::default();
    let first = room.ok("sendMessage", to_anna(json!({ "text": "a" })))["message_id"].clone();
    let answer = to_anna(json!({ "text": "b", "reply_parameters": { "message_id": first } }));
    let second = room.ok("sendMessage", answer)["message_id"].clone();
    for method in ["copyMessages", "forwardMessages"] {
        let mut last = |ids: Value| {
            let sent = room.ok(method, json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_ids": ids }));
            let sent: Vec<i64> = sent
                .as_array()
                .unwrap()
                .iter()
                .map(|message| message["message_id"].as_i64().unwrap())
                .collect();
            let state = room.world.state();
            let chat =
                state["chats"].as_array().unwrap().iter().find(|chat| chat["id"] == ANNA).unwrap().clone();
            let message = chat["messages"].as_array().unwrap().last().unwrap().clone();
            (sent, message["reply_to_message"]["message_id"].as_i64().or(message["reply_to"].as_i64()))
        };
        let (sent, reply) = last(json!([first, second]));
        table.row(method, json!(reply), &json!(sent[0]).to_string());
        table.row(method, json!(last(json!([second])).1), "null");
    }
}

/// Words stand above pictures only, and only pictures are hidden.
#[test]
fn where_captions_stand() {
    let mut table = Table::default();
    for (kind, above, hidden) in [
        ("photo", true, true),
        ("video", true, true),
        ("animation", true, true),
        ("document", false, false),
        ("audio", false, false),
        ("voice", false, false),
    ] {
        let mut room = Room::new();
        let method = format!("send{}{}", kind[..1].to_uppercase(), &kind[1..]);
        let args = to_anna(json!({ "caption": "a", "show_caption_above_media": true, "has_spoiler": true }));
        let sent = room.raw(&method, &params(&args).with_file(kind, file("a.png", PNG))).1["result"].clone();
        table.row(kind, sent["show_caption_above_media"] == true, &above.to_string());
        table.row(kind, sent["has_media_spoiler"] == true, &hidden.to_string());
        let edit = |more: Value| with(json!({ "chat_id": ANNA, "message_id": sent["message_id"] }), &more);
        let same = edit(json!({ "caption": "a", "show_caption_above_media": !above }));
        let expected = if above {
            "ok"
        } else {
            "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
        };
        table.call_in(&mut room, "editMessageCaption", same, expected);
        let again = edit(json!({ "caption": "b", "show_caption_above_media": true }));
        let shown = room.ok("editMessageCaption", again);
        table.row(kind, shown["show_caption_above_media"] == true, &above.to_string());
        let copy = json!({ "from_chat_id": ANNA, "caption": "c", "show_caption_above_media": true });
        table.call_in(&mut room, "copyMessage", edit(copy), "ok");
    }
}
