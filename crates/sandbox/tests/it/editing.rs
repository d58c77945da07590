//! Edits, deletions, pressed buttons, pins and reactions.

use serde_json::{Value, json};

use crate::room::{ANNA, BEN, BOT, OLENA, OPS, Room, WAREHOUSE, file, keyboard};

const NOT_MODIFIED: &str = "400 Bad Request: message is not modified: specified new message content and reply markup \
                            are exactly the same as a current content and reply markup of the message";
const TOO_OLD: &str = "400 Bad Request: query is too old and response timeout expired or query ID is invalid";

#[test]
fn an_edit_without_a_keyboard_takes_it_away() {
    let mut room = Room::new();
    let id = room.sends_button("a");
    let edited = room.ok("editMessageText", json!({ "chat_id": ANNA, "message_id": id, "text": "Done." }));
    assert!(edited.get("reply_markup").is_none());
    assert_eq!(edited["edit_date"], room.world.now());
}

#[test]
fn an_edit_that_changes_nothing() {
    let mut room = Room::new();
    let id = room.sends_button("a");
    let same = json!({ "chat_id": ANNA, "message_id": id, "text": " Choose. ", "reply_markup": keyboard("Press", "a") });
    assert_eq!(room.refused("editMessageText", same), NOT_MODIFIED);
    let markup = json!({ "chat_id": ANNA, "message_id": id, "reply_markup": keyboard("Press", "a") });
    assert_eq!(room.refused("editMessageReplyMarkup", markup), NOT_MODIFIED);
    let forced = json!({ "chat_id": ANNA, "message_id": id, "reply_markup": { "force_reply": true } });
    assert_eq!(room.refused("editMessageReplyMarkup", forced), "400 Bad Request: inline keyboard expected");
    let other = json!({ "chat_id": ANNA, "message_id": id, "reply_markup": keyboard("Press", "b") });
    room.ok("editMessageReplyMarkup", other);
}

#[test]
fn what_cannot_be_edited() {
    let mut room = Room::new();
    let hers = room.says(ANNA, "mine");
    let at = |id: i64| json!({ "chat_id": ANNA, "message_id": id, "text": "new", "caption": "new" });
    assert_eq!(room.refused("editMessageText", at(hers)), "400 Bad Request: message can't be edited");
    let call = sandbox::Params::new().with("chat_id", "103").with_file("document", file("a.txt", b"a"));
    let document = room.raw("sendDocument", &call).1["result"]["message_id"].as_i64().unwrap();
    assert_eq!(
        room.refused("editMessageText", at(document)),
        "400 Bad Request: there is no text in the message to edit"
    );
    assert_eq!(room.ok("editMessageCaption", at(document))["caption"], "new");
    let text = room.sends("text");
    assert_eq!(
        room.refused("editMessageCaption", at(text)),
        "400 Bad Request: there is no caption in the message to edit"
    );
    let long = json!({ "chat_id": ANNA, "message_id": text, "text": "a".repeat(4097) });
    assert_eq!(room.refused("editMessageText", long), "400 Bad Request: MESSAGE_TOO_LONG");
    let long = json!({ "chat_id": ANNA, "message_id": document, "caption": "a".repeat(1025) });
    assert_eq!(room.refused("editMessageCaption", long), "400 Bad Request: MEDIA_CAPTION_TOO_LONG");
}

#[test]
fn a_file_in_the_place_of_another() {
    let mut room = Room::new();
    let call = sandbox::Params::new().with("chat_id", "103").with_file("document", file("a.txt", b"a"));
    let id = room.raw("sendDocument", &call).1["result"]["message_id"].as_i64().unwrap();
    let media = json!({ "type": "document", "media": "attach://new", "caption": "fresh" });
    let call = sandbox::Params::new()
        .with("chat_id", "103")
        .with("message_id", id.to_string())
        .with("media", media.to_string())
        .with_file("new", file("b.txt", b"b"));
    let (status, answer) = room.raw("editMessageMedia", &call);
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["result"]["document"]["file_name"], "b.txt");
}

#[test]
fn deletions() {
    let mut room = Room::new();
    let at = |chat: i64, id: i64| json!({ "chat_id": chat, "message_id": id });
    let old = room.sends("old");
    room.act("clock", json!({ "advance_s": 48 * 3600 + 1 }));
    assert_eq!(
        room.refused("deleteMessage", at(ANNA, old)),
        "400 Bad Request: message can't be deleted for everyone"
    );
    let hers = room.says(ANNA, "hers");
    room.ok("deleteMessage", at(ANNA, hers));
    assert_eq!(room.refused("deleteMessage", at(ANNA, hers)), "400 Bad Request: message to delete not found");
    let in_group = room.says_in(OPS, ANNA, "hers");
    assert_eq!(
        room.refused("deleteMessage", at(OPS, in_group)),
        "400 Bad Request: message can't be deleted for everyone"
    );
    let in_forum = room.says_in(WAREHOUSE, ANNA, "hers");
    room.ok("deleteMessage", at(WAREHOUSE, in_forum));
    let (one, two) = (room.sends("1"), room.sends("2"));
    room.ok("deleteMessages", json!({ "chat_id": ANNA, "message_ids": [one, two, 9999] }));
    let reply = json!({ "chat_id": ANNA, "text": "a", "reply_to_message_id": one });
    assert_eq!(room.refused("sendMessage", reply), "400 Bad Request: message to be replied not found");
}

#[test]
fn a_press_is_answered_once_and_in_time() {
    let mut room = Room::new();
    let id = room.sends_button("a:1");
    let press = json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "a:1" });
    let query = room.act("press", press.clone())["query_id"].clone();
    let update = room.updates().remove(0);
    assert_eq!(update["callback_query"]["id"], query);
    assert_eq!(update["callback_query"]["data"], "a:1");
    assert_eq!(update["callback_query"]["message"]["message_id"], id);
    assert!(update["callback_query"]["chat_instance"].is_string());
    let answer = json!({ "callback_query_id": query, "text": "Done.", "show_alert": true });
    room.ok("answerCallbackQuery", answer.clone());
    assert_eq!(room.refused("answerCallbackQuery", answer), TOO_OLD);
    let late = room.act("press", press)["query_id"].clone();
    room.act("clock", json!({ "advance_s": 150 }));
    assert_eq!(room.refused("answerCallbackQuery", json!({ "callback_query_id": late })), TOO_OLD);
}

#[test]
fn only_a_button_that_is_there_can_be_pressed_unless_the_client_is_stale() {
    let mut room = Room::new();
    let id = room.sends_button("new");
    let mut press = json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "old" });
    let error = room.world.act("press", &press).unwrap_err();
    assert_eq!(error.0, "The button is not on the message now.");
    press["stale"] = json!(true);
    room.act("press", press.clone());
    assert_eq!(room.updates()[0]["callback_query"]["data"], "old");
    room.ok("deleteMessage", json!({ "chat_id": ANNA, "message_id": id }));
    room.act("press", press);
    let chat = json!({ "id": ANNA, "first_name": "Anna", "username": "anna", "type": "private" });
    let message = room.updates().remove(0)["callback_query"]["message"].take();
    assert_eq!(message, json!({ "chat": chat, "message_id": id, "date": 0 }), "a message that is gone");
    let disabled = json!({ "inline_keyboard": [[{ "text": "a", "callback_data": "a", "disabled": true }]] });
    let sent = room.ok("sendMessage", json!({ "chat_id": ANNA, "text": "a", "reply_markup": disabled }));
    let press = json!({ "chat": ANNA, "user": ANNA, "message_id": sent["message_id"], "data": "a" });
    assert_eq!(room.world.act("press", &press).unwrap_err().0, "The button is disabled.");
}

#[test]
fn a_person_edits() {
    let mut room = Room::new();
    let id = room.says(ANNA, "ten");
    room.updates();
    room.act("edit", json!({ "chat": ANNA, "user": ANNA, "message_id": id, "text": "/eleven" }));
    let update = room.updates().remove(0);
    assert_eq!(update["edited_message"]["text"], "/eleven");
    assert_eq!(update["edited_message"]["edit_date"], update["edited_message"]["date"].as_i64().unwrap() + 8);
    let others = json!({ "chat": OPS, "user": BEN, "message_id": id, "text": "x" });
    assert_eq!(room.world.act("edit", &others).unwrap_err().0, "There is no such message.");
}

#[test]
fn pins() {
    let mut room = Room::new();
    let id = room.sends("Pin me");
    let at = json!({ "chat_id": ANNA, "message_id": id });
    room.ok("pinChatMessage", at.clone());
    assert_eq!(room.ok("getChat", json!({ "chat_id": ANNA }))["pinned_message"]["message_id"], id);
    room.ok("unpinChatMessage", json!({ "chat_id": ANNA }));
    assert!(room.ok("getChat", json!({ "chat_id": ANNA })).get("pinned_message").is_none());
    let in_group = room.ok("sendMessage", json!({ "chat_id": OPS, "text": "a" }))["message_id"].clone();
    assert_eq!(
        room.refused("pinChatMessage", json!({ "chat_id": OPS, "message_id": in_group })),
        "400 Bad Request: not enough rights to manage pinned messages in the chat"
    );
}

#[test]
fn reactions_are_told_to_administrators_who_asked() {
    let mut room = Room::new();
    let kinds = json!({ "offset": -1, "allowed_updates": ["message_reaction", "message"] });
    room.ok("getUpdates", kinds);
    let id = room.ok("sendMessage", json!({ "chat_id": WAREHOUSE, "text": "a" }))["message_id"].clone();
    room.act("react", json!({ "chat": WAREHOUSE, "user": OLENA, "message_id": id, "emoji": "👍" }));
    let update = room.updates().remove(0)["message_reaction"].take();
    assert_eq!(update["new_reaction"], json!([{ "type": "emoji", "emoji": "👍" }]));
    assert_eq!(update["old_reaction"], json!([]));
    let own =
        json!({ "chat_id": WAREHOUSE, "message_id": id, "reaction": [{ "type": "emoji", "emoji": "🔥" }] });
    room.ok("setMessageReaction", own);
    assert_eq!(room.updates(), Vec::<Value>::new());
    let wrong = json!({ "chat": WAREHOUSE, "user": OLENA, "message_id": id, "emoji": "x" });
    assert_eq!(room.world.act("react", &wrong).unwrap_err().0, "Telegram has no such reaction.");
}

#[test]
fn inline_queries() {
    let mut room = Room::new();
    let query = room.act("inline", json!({ "bot": BOT, "user": ANNA, "query": "mug" }))["query_id"].clone();
    let update = room.updates().remove(0);
    assert_eq!(update["inline_query"]["query"], "mug");
    assert_eq!(update["inline_query"]["id"], query);
    let article = json!({ "type": "article", "id": "1", "title": "Mug", "input_message_content": { "message_text": "7" } });
    let twice = json!({ "inline_query_id": query, "results": [article, article] });
    assert_eq!(room.refused("answerInlineQuery", twice), "400 Bad Request: RESULT_ID_DUPLICATE");
    let answer = json!({ "inline_query_id": query, "results": [article] });
    room.ok("answerInlineQuery", answer.clone());
    assert_eq!(room.refused("answerInlineQuery", answer), TOO_OLD);
}

#[test]
fn a_chosen_result_is_said_and_can_be_edited() {
    let mut room = Room::new();
    let query = room.act("inline", json!({ "bot": BOT, "user": ANNA, "query": "mug" }))["query_id"].clone();
    let mut article = json!({ "type": "article", "id": "1", "title": "Mug",
        "input_message_content": { "message_text": "<b>7</b>", "parse_mode": "HTML" } });
    article["reply_markup"] = keyboard("More", "more");
    room.ok("answerInlineQuery", json!({ "inline_query_id": query, "results": [article] }));
    room.updates();
    let choose = json!({ "query_id": query, "chat": OPS, "user": ANNA, "result_id": "1" });
    let message = room.act("choose_inline", choose)["message"].clone();
    assert_eq!((&message["text"], &message["via_bot"]["id"]), (&json!("7"), &json!(BOT)));
    let updates = room.updates();
    assert_eq!(updates[0]["message"]["via_bot"]["id"], BOT, "what is said by way of a bot reaches it");
    let inline = updates[1]["chosen_inline_result"]["inline_message_id"].clone();
    room.act(
        "press",
        json!({ "chat": OPS, "user": BEN, "message_id": message["message_id"], "data": "more" }),
    );
    let press = room.updates().remove(0)["callback_query"].take();
    assert_eq!(press["inline_message_id"], inline);
    assert!(press.get("message").is_none());
    let edit = json!({ "inline_message_id": inline, "text": "Eight." });
    assert_eq!(room.ok("editMessageText", edit), true);
    let unknown = json!({ "inline_message_id": "x", "text": "Eight." });
    assert_eq!(
        room.refused("editMessageText", unknown),
        "400 Bad Request: invalid inline message identifier specified"
    );
}
