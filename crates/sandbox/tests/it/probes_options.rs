//! What can hang on a message and only seldom does: business accounts, suggested posts, effects, answers from outside. In each
//! row the order matters as much as the words (`Client.cpp`, `do_send_message`).

use sandbox::{Status, World};
use serde_json::{Value, json};

use crate::probes_td::to_anna;
use crate::probes_td_more::{CHANNEL, with_channel};
use crate::room::{ANNA, BEN, House, OLENA, OPS, PNG, Room, SAM, WAREHOUSE, file, keyboard, params};
use crate::table::Table;

fn with(mut args: Value, more: Value) -> Value {
    args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    args
}

#[test]
fn business_connections() {
    let mut table = Table::default();
    let named = |more: Value| with(json!({ "chat_id": ANNA, "business_connection_id": "b" }), more);
    let unknown = "business connection not found";
    for (method, more, expected) in [
        ("sendMessage", json!({ "text": "a" }), unknown),
        ("sendMessage", json!({ "text": "" }), "message text is empty"),
        ("sendMessage", json!({ "text": "a", "chat_id": "" }), "chat identifier is empty"),
        (
            "sendMessage",
            json!({ "text": "a", "chat_id": "@anna" }),
            "chat identifier must be a valid Integer",
        ),
        ("sendMessage", json!({ "text": "a", "chat_id": "0103" }), "chat identifier must be a valid Integer"),
        ("sendMessage", json!({ "text": "a", "chat_id": 9 }), unknown),
        ("sendMessage", json!({ "text": "a", "reply_markup": "[]" }), "object expected as reply markup"),
        ("sendMessage", json!({ "text": "a", "business_connection_id": "" }), "ok"),
        ("sendDocument", json!({ "document": "abc" }), unknown),
        ("sendMediaGroup", json!({ "media": [] }), unknown),
        ("sendMediaGroup", json!({}), "parameter \"media\" is required"),
        ("sendChatAction", json!({ "action": "typing" }), unknown),
        ("sendChatAction", json!({ "action": "dance" }), "wrong parameter action in request"),
        ("editMessageText", json!({ "text": "a", "message_id": 1 }), unknown),
        (
            "editMessageText",
            json!({ "text": "a", "chat_id": "", "message_id": 0 }),
            "message identifier is not specified",
        ),
        ("editMessageCaption", json!({ "message_id": 1 }), unknown),
        ("editMessageReplyMarkup", json!({ "message_id": 1 }), unknown),
        ("pinChatMessage", json!({ "message_id": 1 }), unknown),
        ("unpinChatMessage", json!({}), unknown),
        ("copyMessage", json!({ "from_chat_id": ANNA, "message_id": 999 }), "message to copy not found"),
    ] {
        table.call(method, named(more), expected);
    }
}

#[test]
fn suggested_posts() {
    let mut table = Table::default();
    let price = |currency: &str, amount: i64| json!({ "price": { "currency": currency, "amount": amount } });
    let nowhere = "suggested posts can be sent only to channel direct messages";
    for (given, expected) in [
        (json!({}), nowhere),
        (json!("{"), "can't parse suggested post parameters JSON object"),
        (json!([]), "object expected as suggested post parameters"),
        (json!({ "send_date": "x" }), "field \"send_date\" must be a valid Number"),
        (json!({ "price": 1 }), "field \"price\" must be of type Object"),
        (json!({ "price": {} }), "can't find field \"currency\""),
        (json!({ "price": { "currency": "XTR" } }), "can't find field \"amount\""),
        (price("EUR", 1), "invalid suggested post price currency specified"),
        (price("TON", 1), "suggested post price must be divisible by 10000000 nanotoncoins"),
        (price("TON", 10_000_000), nowhere),
        (price("XTR", 1), nowhere),
        (json!(""), "ok"),
    ] {
        table.call("sendMessage", to_anna(json!({ "suggested_post_parameters": given })), expected);
    }
    // They are read after what is answered, and before the keyboard.
    let both = json!({ "suggested_post_parameters": "{", "reply_parameters": "{", "reply_markup": "{" });
    table.call("sendMessage", to_anna(both.clone()), "can't parse reply parameters JSON object");
    let two = json!({ "suggested_post_parameters": "{", "reply_markup": "{" });
    table.call("sendMessage", to_anna(two), "can't parse suggested post parameters JSON object");
    let album = json!({ "chat_id": ANNA, "suggested_post_parameters": "{" });
    table.call("sendMediaGroup", album, "can't parse suggested post parameters JSON object");
}

#[test]
fn effects() {
    let mut room = Room::new();
    let mut table = Table::default();
    let at = |chat: i64, effect: Value| json!({ "chat_id": chat, "text": "a", "message_effect_id": effect });
    let private_only = "can't use message effects in the chat";
    table.call_in(&mut room, "sendMessage", at(OPS, json!("5104841245755180586")), private_only);
    table.call_in(&mut room, "sendMessage", at(WAREHOUSE, json!(1)), private_only);
    table.call_in(&mut room, "sendMessage", at(OPS, json!(0)), "ok");
    table.call_in(&mut room, "sendMessage", at(OPS, json!("none")), "ok");
    // The keyboard is looked at before, the text after.
    let mut args = at(OPS, json!(1));
    args["text"] = json!(" ");
    table.call_in(&mut room, "sendMessage", args.clone(), private_only);
    args["reply_markup"] = json!({ "keyboard": [[{ "text": "a", "request_contact": true }]] });
    let phone = "phone number can be requested in private chats only";
    table.call_in(&mut room, "sendMessage", args, phone);
    let sent = room.ok("sendMessage", at(ANNA, json!("5104841245755180586x")));
    table.row("effect", &sent["effect_id"], "\"5104841245755180586\"");
    let sent = room.ok("sendMessage", at(ANNA, json!("none")));
    table.row("no effect", &sent["effect_id"], "null");
}

/// A message of another chat is answered from outside; of one that may not leave its chat nothing is shown.
#[test]
fn answers_from_outside() {
    let mut room = Room::new();
    let mut table = Table::default();
    let public =
        room.ok("sendMessage", json!({ "chat_id": WAREHOUSE, "text": "Where is it?" }))["message_id"].clone();
    let private = room.sends("Between us");
    let hidden = json!({ "chat_id": WAREHOUSE, "text": "Secret", "protect_content": true });
    let hidden = room.ok("sendMessage", hidden)["message_id"].clone();
    let answer = |chat: Value, id: &Value, more: Value| {
        let reply = with(json!({ "chat_id": chat, "message_id": id }), more);
        json!({ "chat_id": OPS, "text": "Here.", "reply_parameters": reply })
    };
    let sent = room.ok("sendMessage", answer(json!(WAREHOUSE), &public, json!({ "quote": "is it" })));
    table.row("inside", &sent["reply_to_message"], "null");
    let outside = &sent["external_reply"];
    table.row("message", &outside["message_id"], &public.to_string());
    table.row("chat", &outside["chat"]["title"], "\"Warehouse\"");
    table.row("origin", &outside["origin"]["type"], "\"user\"");
    table.row("quote", &sent["quote"]["position"], "6");
    let sent = room.ok("sendMessage", answer(json!(ANNA), &json!(private), json!({})));
    table.row("a private one", &sent["external_reply"]["message_id"], "null");
    table.row("its origin", &sent["external_reply"]["origin"]["sender_user"]["is_bot"], "true");
    let sent = room.ok("sendMessage", answer(json!(WAREHOUSE), &hidden, json!({})));
    table.row("protected", &sent["external_reply"], "null");
    for (chat, id, more, expected) in [
        (json!(-9), &public, json!({}), "chat not found"),
        (json!("@nobody"), &public, json!({}), "chat not found"),
        (json!(-9), &public, json!({ "allow_sending_without_reply": true }), "chat not found"),
        (json!(WAREHOUSE), &json!(999), json!({}), "message to be replied not found"),
        (json!(WAREHOUSE), &json!(999), json!({ "allow_sending_without_reply": true }), "ok"),
        (json!(WAREHOUSE), &public, json!({ "quote": "nowhere" }), "QUOTE_TEXT_INVALID"),
        (json!(OPS), &json!(999), json!({}), "message to be replied not found"),
        (json!([]), &public, json!({}), "field \"chat_id\" must be of type String"),
    ] {
        table.call_in(&mut room, "sendMessage", answer(chat, id, more), expected);
    }
    let topic =
        room.world.state()["chats"].as_array().unwrap().iter().find(|chat| chat["id"] == WAREHOUSE).unwrap()
            ["topics"][1]["thread_id"]
            .clone();
    let elsewhere = json!({ "chat_id": WAREHOUSE, "message_thread_id": topic, "text": "a", "reply_to_message_id": public });
    let sent = room.ok("sendMessage", elsewhere);
    table.row("from another topic", &sent["external_reply"]["message_id"], &public.to_string());
}

/// A chat with a name is seen by everybody; what is said in it is not.
#[test]
fn public_chats_that_the_bot_is_not_in() {
    let mut room = Room { world: World::new(with_channel(Status::Left), 0) };
    room.says(ANNA, "/start");
    let mut table = Table::default();
    let post =
        room.act("say", json!({ "chat": CHANNEL, "user": OLENA, "text": "News" }))["message"]["message_id"]
            .clone();
    let from = |more: Value| {
        with(json!({ "chat_id": ANNA, "from_chat_id": "@shop_news", "message_id": post }), more)
    };
    for (method, args, expected) in [
        ("copyMessage", from(json!({})), "message to copy not found"),
        ("forwardMessage", from(json!({})), "message to forward not found"),
        ("copyMessages", from(json!({ "message_ids": [post] })), "message to forward not found"),
        ("forwardMessages", from(json!({ "message_ids": [post] })), "message to forward not found"),
        (
            "setMessageReaction",
            json!({ "chat_id": "@shop_news", "message_id": post }),
            "message to react not found",
        ),
        (
            "sendMessage",
            to_anna(
                json!({ "reply_parameters": { "chat_id": "@shop_news", "message_id": post, "allow_sending_without_reply": true } }),
            ),
            "message to be replied not found",
        ),
        ("getChat", json!({ "chat_id": "@shop_news" }), "ok"),
        (
            "pinChatMessage",
            json!({ "chat_id": "@shop_news", "message_id": post }),
            "Forbidden: bot is not a member of the channel chat",
        ),
    ] {
        table.call_in(&mut room, method, args, expected);
    }
}

/// Whoever has not pressed Start is known from a group; that they cannot be written to only Telegram's servers say, so that
/// everything else is looked at first.
#[test]
fn people_who_have_not_pressed_start() {
    let mut table = Table::default();
    let at = |more: Value| with(json!({ "chat_id": OLENA }), more);
    let no_start = "Forbidden: bot can't initiate conversation with a user";
    for (method, args, expected) in [
        ("sendMessage", at(json!({ "text": "a" })), no_start),
        ("sendMessage", at(json!({ "text": " " })), "text must be non-empty"),
        ("sendMessage", at(json!({ "text": "a".repeat(4097) })), "message is too long"),
        (
            "sendMessage",
            at(json!({ "text": "a", "reply_to_message_id": 5 })),
            "message to be replied not found",
        ),
        (
            "sendMessage",
            at(
                json!({ "text": "a", "reply_markup": { "inline_keyboard": [[{ "text": "a", "url": "x" }]] } }),
            ),
            "inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
        ),
        ("sendMessage", at(json!({ "text": "a", "reply_markup": keyboard("a", &"x".repeat(65)) })), no_start),
        (
            "sendDocument",
            at(json!({ "document": "abc" })),
            "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
        ),
        ("editMessageText", at(json!({ "text": "a", "message_id": 5 })), "message to edit not found"),
        ("deleteMessage", at(json!({ "message_id": 5 })), "message to delete not found"),
        ("deleteMessages", at(json!({ "message_ids": [5] })), "ok"),
        ("pinChatMessage", at(json!({ "message_id": 5 })), "message to pin not found"),
        ("unpinChatMessage", at(json!({})), "message to unpin not found"),
        ("sendChatAction", at(json!({ "action": "typing" })), "PEER_ID_INVALID"),
        ("getChat", at(json!({})), "ok"),
        ("sendMessage", json!({ "chat_id": SAM, "text": "a" }), "chat not found"),
        ("getChat", json!({ "chat_id": SAM }), "chat not found"),
        ("sendMessage", json!({ "chat_id": BEN, "text": "a" }), "ok"),
    ] {
        table.call(method, args, expected);
    }
}

#[test]
fn reactions_and_topics() {
    let mut room = Room::new();
    let mut table = Table::default();
    let id = room.sends("mine");
    let react = |reaction: Value| json!({ "chat_id": ANNA, "message_id": id, "reaction": reaction });
    for (reaction, expected) in [
        (json!([{ "type": "emoji", "emoji": "" }]), "invalid reaction type specified"),
        (json!([{ "type": "emoji", "emoji": "x" }]), "REACTION_INVALID"),
        (json!([{ "type": "paid" }]), "can't parse ReactionType: invalid reaction type specified"),
        (
            json!([{ "type": "custom_emoji", "custom_emoji_id": "x" }]),
            "can't parse ReactionType: Field \"custom_emoji_id\" must be a valid Number",
        ),
        (json!("[]"), "ok"),
        (json!([{ "type": "emoji", "emoji": "👍" }]), "ok"),
    ] {
        table.call_in(&mut room, "setMessageReaction", react(reaction), expected);
    }
    let topic = |name: &str| json!({ "chat_id": WAREHOUSE, "name": name });
    for (name, expected) in [
        ("\u{200b}", "name must be non-empty"),
        ("\u{a0}", "name must be non-empty"),
        ("\u{3000} ", "name must be non-empty"),
    ] {
        table.call_in(&mut room, "createForumTopic", topic(name), expected);
    }
    let made = room.ok("createForumTopic", topic(" Goods\u{2003}\u{2003}in \n today "));
    table.row("spaces", &made["name"], "\"Goods in today\"");
    let mut icon = topic("Other");
    icon["icon_custom_emoji_id"] = json!("5368324170671202286");
    table.row("icon", &room.ok("createForumTopic", icon)["icon_custom_emoji_id"], "\"5368324170671202286\"");
    let edit = json!({ "chat_id": WAREHOUSE, "message_thread_id": made["message_thread_id"], "icon_custom_emoji_id": "" });
    room.ok("editForumTopic", edit);
    let said = room.world.messages(WAREHOUSE).pop().unwrap()["forum_topic_edited"].clone();
    table.row("edited", said, r#"{"icon_custom_emoji_id":""}"#);
}

#[tokio::test]
async fn what_a_draft_is_looked_at_for() {
    let house = House::new().await;
    let mut table = Table::default();
    for (args, expected) in [
        (
            json!({ "draft_id": 1, "text": "<b>", "parse_mode": "HTML", "chat_id": 9 }),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            json!({ "draft_id": 1, "text": "a", "chat_id": 9, "entities": [{ "type": "bold", "offset": 9, "length": 1 }] }),
            "chat not found",
        ),
        (
            json!({ "draft_id": 1, "text": "a", "chat_id": ANNA, "entities": [{ "type": "bold", "offset": 9, "length": 1 }] }),
            "entity begins after the end of the text at UTF-16 offset 9",
        ),
        (json!({ "draft_id": 1, "text": "a", "chat_id": OLENA }), "PEER_ID_INVALID"),
        (json!({ "draft_id": 1, "text": "a", "chat_id": ANNA }), "ok"),
    ] {
        let (_, answer) = house.call("sendMessageDraft", args.clone()).await;
        let said = answer["description"].as_str().unwrap_or("ok").replace("Bad Request: ", "");
        table.row(args, said, expected);
    }
    drop(table);
    house.sandbox.stop().await;
}

#[test]
fn captions_of_edits() {
    let mut room = Room::new();
    let call =
        params(&json!({ "chat_id": OPS, "receiver_user_id": ANNA })).with_file("photo", file("a.png", PNG));
    let (_, answer) = room.raw("sendPhoto", &call);
    let edit = json!({
        "chat_id": OPS, "receiver_user_id": ANNA, "caption": "a".repeat(1025),
        "ephemeral_message_id": answer["result"]["ephemeral_message_id"],
    });
    let mut table = Table::default();
    table.call_in(&mut room, "editEphemeralMessageCaption", edit, "MEDIA_CAPTION_TOO_LONG");
}
