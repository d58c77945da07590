//! What only Telegram's servers say, whose source nobody has: as bots were told it, and their authors asked about it in public.

use sandbox::{PersonSpec, Status, World};
use serde_json::{Value, json};

use crate::probes_td::to_anna;
use crate::probes_td_more::{CHANNEL, with_channel};
use crate::room::{ANNA, BEN, BOT, OPS, PNG, Room, WAREHOUSE, file, params};
use crate::table::Table;

/// What Telegram's servers let stand in some places only: applications in private chats, games and payments under their own
/// messages. Bots have been told so in these words for years (telegraf 2031, grammY 490, aiogram 1569, unreal4u 110).
#[test]
fn buttons_that_do_not_belong_there() {
    let mut table = Table::default();
    let mut room = Room::new();
    let no = "BUTTON_TYPE_INVALID";
    let app = json!({ "text": "a", "web_app": { "url": "https://a.b" } });
    let game = json!({ "text": "a", "callback_game": {} });
    let pay = json!({ "text": "a", "pay": true });
    let first = json!({ "text": "a", "url": "https://a.b", "callback_game": {}, "pay": true });
    let plain = json!({ "text": "a", "callback_data": "b", "pay": false });
    let under = |button: &Value| json!({ "inline_keyboard": [[plain, button]] });
    for (chat, button, expected) in [
        (ANNA, &app, "ok"),
        (OPS, &app, no),
        (WAREHOUSE, &app, no),
        (ANNA, &game, no),
        (OPS, &game, no),
        (ANNA, &pay, no),
        (ANNA, &first, "ok"),
        (OPS, &first, "ok"),
        (ANNA, &plain, "ok"),
    ] {
        let args = |more: Value| {
            let mut args = json!({ "chat_id": chat, "reply_markup": under(button) });
            args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            args
        };
        let id = room.ok("sendMessage", json!({ "chat_id": chat, "text": "a" }))["message_id"].clone();
        table.call_in(&mut room, "sendMessage", args(json!({ "text": "b" })), expected);
        let copy = args(json!({ "from_chat_id": chat, "message_id": id }));
        table.call_in(&mut room, "copyMessage", copy, expected);
        table.call_in(&mut room, "editMessageReplyMarkup", args(json!({ "message_id": id })), expected);
        let edit = args(json!({ "message_id": id, "text": "c" }));
        table.call_in(&mut room, "editMessageText", edit, expected);
    }
    for (kind, button, expected) in [
        ("article", &app, no),
        ("article", &game, no),
        ("article", &pay, no),
        ("article", &first, "query is too old and response timeout expired or query ID is invalid"),
        ("game", &game, "query is too old and response timeout expired or query ID is invalid"),
        ("game", &app, no),
    ] {
        let result = json!({
            "type": kind, "id": "1", "title": "a", "game_short_name": "g",
            "input_message_content": { "message_text": "a" }, "reply_markup": under(button),
        });
        let args = json!({ "inline_query_id": "5", "results": [result] });
        table.call_in(&mut room, "answerInlineQuery", args, expected);
    }
}

/// Whom the servers do not know, they do not link to: the words stay, and what is found in them counts (tdlib/telegram-bot-api
/// 687).
#[test]
fn people_that_nobody_knows() {
    let mut table = Table::default();
    let mut room = Room::new();
    let linked =
        |id: i64| json!([{ "type": "text_mention", "offset": 0, "length": 5, "user": { "id": id } }]);
    for (args, expected) in [
        (json!({ "text": "[Anna](tg://user?id=103)", "parse_mode": "MarkdownV2" }), "text_mention"),
        (json!({ "text": "[Anna](tg://user?id=99103)", "parse_mode": "MarkdownV2" }), ""),
        (json!({ "text": "*[Anna](tg://user?id=99103)*", "parse_mode": "MarkdownV2" }), "bold"),
        (json!({ "text": "[@anna](tg://user?id=99103)", "parse_mode": "MarkdownV2" }), "mention"),
        (json!({ "text": "[@anna](tg://user?id=103)", "parse_mode": "MarkdownV2" }), "text_mention"),
        (json!({ "text": "<a href='tg://user?id=99103'>Anna</a>", "parse_mode": "HTML" }), ""),
        (json!({ "text": "@anna", "entities": linked(103) }), "text_mention"),
        (json!({ "text": "@anna", "entities": linked(99_103) }), "mention"),
        (json!({ "text": "@annb", "entities": linked(1_000_001) }), "text_mention"),
    ] {
        let mut kinds = |method: &str, more: Value| {
            let mut given = to_anna(args.clone());
            given.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let sent = room.ok(method, given);
            let kinds: Vec<&str> = sent["entities"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|entity| entity["type"].as_str().unwrap())
                .collect();
            (sent["message_id"].clone(), kinds.join(" "))
        };
        let (id, sent) = kinds("sendMessage", json!({}));
        table.row(&args, sent, expected);
        let edit = json!({ "message_id": id, "reply_markup": { "inline_keyboard": [[{ "text": "a", "callback_data": "b" }]] } });
        table.row(format!("{args}, edited"), kinds("editMessageText", edit).1, expected);
    }
    let caption = json!({ "type": "photo", "media": "attach://a", "caption": "<a href='tg://user?id=99103'>@anna</a>", "parse_mode": "HTML" });
    let call = params(&json!({ "chat_id": ANNA, "media": [caption] })).with_file("a", file("a.png", PNG));
    let sent = room.raw("sendMediaGroup", &call).1;
    table.row("caption", &sent["result"][0]["caption_entities"][0]["type"], "\"mention\"");
}

/// Somebody who never wrote to the bot and is in no group with it.
const STRANGER: i64 = 999;

fn with_stranger(status: Status) -> Room {
    let mut spec = with_channel(status);
    spec.people.push(PersonSpec { id: STRANGER, first_name: "Zoe".to_owned(), ..PersonSpec::default() });
    let mut room = Room { world: World::new(spec, 0) };
    room.says(ANNA, "/start");
    room
}

/// A button that leads to a person needs one whom the bot has met.
#[test]
fn buttons_to_people() {
    let mut room = with_stranger(Status::Left);
    let mut table = Table::default();
    for (user, expected) in [
        (ANNA, "ok"),
        (BEN, "ok"),
        (BOT, "ok"),
        (99_103, "BUTTON_USER_INVALID"),
        (STRANGER, "BUTTON_USER_INVALID"),
    ] {
        let button = json!({ "text": "a", "url": format!("tg://user?id={user}") });
        let markup = json!({ "reply_markup": { "inline_keyboard": [[button]] } });
        table.call_in(&mut room, "sendMessage", to_anna(markup.clone()), expected);
        let id = room.ok("sendMessage", to_anna(json!({})))["message_id"].clone();
        let mut edit = markup;
        edit["message_id"] = id;
        edit["chat_id"] = json!(ANNA);
        table.call_in(&mut room, "editMessageReplyMarkup", edit, expected);
        let linked = json!({ "text": "a", "entities": [{ "type": "text_mention", "offset": 0, "length": 1, "user": { "id": user } }] });
        let sent = room.ok("sendMessage", to_anna(linked));
        table.row(format!("a link to {user}"), sent["entities"].is_array(), &(expected == "ok").to_string());
    }
}

/// A press can be answered with an address of the bot itself only (telegraf 62 and 388, Telegram.Bot 329, teloxide 880,
/// pyTelegramBotAPI 1732).
#[test]
fn addresses_that_answer_a_press() {
    let mut room = Room::new();
    let mut table = Table::default();
    let id = room.sends_button("a");
    for (url, expected) in [
        ("https://t.me/quartermaster_bot?start=abc", "ok"),
        ("http://t.me/Quartermaster_Bot?start=abc", "ok"),
        ("https://telegram.me/quartermaster_bot?start=abc", "ok"),
        ("HTTPS://T.ME:443/quartermaster_bot?start=abc", "ok"),
        ("", "ok"),
        ("https://goo.gl/F31RGk", "URL_INVALID"),
        ("www.google.com", "URL_INVALID"),
        ("t.me/quartermaster_bot?start=abc", "URL_INVALID"),
        ("https://t.me/TelegramTips", "URL_INVALID"),
        ("https://t.me/other_bot?start=1", "URL_INVALID"),
        ("https://example.com/quartermaster_bot?start=1", "URL_INVALID"),
        ("tg://resolve?domain=quartermaster_bot", "URL_INVALID"),
        (" ", "URL_INVALID"),
    ] {
        let press = json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "a" });
        let query = room.act("press", press)["query_id"].clone();
        let answer = json!({ "callback_query_id": query, "url": url });
        table.call_in(&mut room, "answerCallbackQuery", answer, expected);
        // What was refused can be answered still.
        let again = json!({ "callback_query_id": query, "text": "b" });
        let too_old = "query is too old and response timeout expired or query ID is invalid";
        table.call_in(&mut room, "answerCallbackQuery", again, if expected == "ok" { too_old } else { "ok" });
    }
    let unknown = json!({ "callback_query_id": "5", "url": "https://example.com" });
    let expected = "query is too old and response timeout expired or query ID is invalid";
    table.call_in(&mut room, "answerCallbackQuery", unknown, expected);
}

/// A message keeps a hundred marks; the rest is passed over (`TelegramBots` 854).
#[test]
fn a_hundred_marks() {
    let mut room = Room::new();
    let mut table = Table::default();
    let marks = |count: usize| "<b>a</b> ".repeat(count);
    for (count, kept) in [(99, 99), (100, 100), (101, 100), (110, 100)] {
        let sent = room.ok("sendMessage", to_anna(json!({ "text": marks(count), "parse_mode": "HTML" })));
        table.row(count, sent["entities"].as_array().map_or(0, Vec::len), &kept.to_string());
        let edit = json!({ "message_id": sent["message_id"], "text": format!("{}.", marks(count)), "parse_mode": "HTML" });
        let edited = room.ok("editMessageText", to_anna(edit));
        table.row(count, edited["entities"].as_array().map_or(0, Vec::len), &kept.to_string());
        let caption = json!({ "caption": marks(count), "parse_mode": "HTML" });
        let call = params(&to_anna(caption)).with_file("photo", file("a.png", PNG));
        let sent = room.raw("sendPhoto", &call).1["result"].clone();
        table.row(count, sent["caption_entities"].as_array().map_or(0, Vec::len), &kept.to_string());
    }
}

/// Who is nowhere near a supergroup has no place among its members (tdlib/telegram-bot-api 802, teloxide 1349).
#[test]
fn members_that_nobody_knows() {
    let mut table = Table::default();
    let mut room = with_stranger(Status::Administrator);
    for (chat, user, expected) in [
        (WAREHOUSE, ANNA, "ok"),
        (WAREHOUSE, 99_103, "PARTICIPANT_ID_INVALID"),
        (WAREHOUSE, STRANGER, "ok"),
        (CHANNEL, 99_103, "PARTICIPANT_ID_INVALID"),
        (CHANNEL, BEN, "ok"),
        (OPS, 99_103, "member not found"),
        (OPS, STRANGER, "ok"),
        (ANNA, STRANGER, "member not found"),
        (ANNA, BEN, "member not found"),
    ] {
        table.call_in(&mut room, "getChatMember", json!({ "chat_id": chat, "user_id": user }), expected);
    }
    let mut room = with_stranger(Status::Member);
    let hidden = json!({ "chat_id": CHANNEL, "user_id": STRANGER });
    table.call_in(&mut room, "getChatMember", hidden, "member list is inaccessible");
}
