//! Probes of the forms of objects, taken from the source of Telegram's server: which field is looked at first, and what is
//! said when it is not what it should be.

use serde_json::{Value, json};

use crate::room::{ANNA, OPS, Room, WAREHOUSE};

/// A world in which every probe begins anew.
#[track_caller]
fn check(method: &str, args: Value, expected: &str) {
    let refused = Room::new().refused(method, args);
    assert_eq!(refused, format!("400 Bad Request: {expected}"));
}

#[track_caller]
fn check_markup(markup: Value, expected: &str) {
    check("sendMessage", json!({ "chat_id": ANNA, "text": "a", "reply_markup": markup }), expected);
}

#[test]
fn reply_keyboards() {
    let button = |button: Value| json!({ "keyboard": [[button]] });
    let wrong = "can't parse keyboard button: ";
    for (given, expected) in [
        (json!(5), "KeyboardButton must be a String or an Object"),
        (json!({}), "Can't find field \"text\""),
        (json!({ "text": null }), "Field \"text\" must be of type String"),
        (json!({ "text": "a", "style": "loud" }), "invalid button style specified"),
        (
            json!({ "text": "a", "icon_custom_emoji_id": "x" }),
            "Field \"icon_custom_emoji_id\" must be a valid Number",
        ),
        (
            json!({ "text": "a", "request_contact": "yes" }),
            "Field \"request_contact\" must be of type Boolean",
        ),
        (json!({ "text": "a", "request_location": 1 }), "Field \"request_location\" must be of type Boolean"),
        (json!({ "text": "a", "request_poll": true }), "Field \"request_poll\" must be of type Object"),
        (json!({ "text": "a", "web_app": {} }), "Can't find field \"url\""),
        (json!({ "text": "a", "request_users": {} }), "Can't find field \"request_id\""),
        (
            json!({ "text": "a", "request_chat": { "request_id": [] } }),
            "Field \"request_id\" must be a Number",
        ),
    ] {
        check_markup(button(given), &format!("{wrong}{expected}"));
    }
    check_markup(json!({ "keyboard": 1 }), "field \"keyboard\" must be of type Array");
    check_markup(json!({ "keyboard": null }), "field \"keyboard\" must be of type Array");
    check_markup(json!({ "keyboard": ["a"] }), "field \"keyboard\" must be an Array of Arrays");
    check_markup(
        json!({ "keyboard": [["a"]], "resize_keyboard": 1 }),
        "field \"resize_keyboard\" must be of type Boolean",
    );
    check_markup(json!({ "remove_keyboard": "true" }), "field \"remove_keyboard\" must be of type Boolean");
    check_markup(
        json!({ "force_reply": true, "selective": 0 }),
        "field \"selective\" must be of type Boolean",
    );
    check_markup(
        json!({ "force_reply": true, "input_field_placeholder": [] }),
        "field \"input_field_placeholder\" must be of type String",
    );
}

#[test]
fn inline_keyboards() {
    let button = |button: Value| json!({ "inline_keyboard": [[button]] });
    let wrong = "can't parse inline keyboard button: ";
    for (given, expected) in [
        (json!("a"), "InlineKeyboardButton must be an Object"),
        (json!({ "text": null, "callback_data": "a" }), "Field \"text\" must be of type String"),
        (json!({ "text": "a", "url": null }), "Field \"url\" must be of type String"),
        (json!({ "text": "a", "callback_data": {} }), "Field \"callback_data\" must be of type String"),
        (json!({ "text": "a", "callback_data": "a", "style": "link" }), "invalid button style specified"),
        (json!({ "text": "a", "callback_data": "a", "style": 7 }), "invalid button style specified"),
        (
            json!({ "text": "a", "callback_data": "a", "style": null }),
            "Field \"style\" must be of type String",
        ),
        (
            json!({ "text": "a", "switch_inline_query": null }),
            "Field \"switch_inline_query\" must be of type String",
        ),
        (
            json!({ "text": "a", "switch_inline_query_chosen_chat": "" }),
            "Field \"switch_inline_query_chosen_chat\" must be of type Object",
        ),
        (
            json!({ "text": "a", "switch_inline_query_chosen_chat": { "allow_user_chats": 1 } }),
            "Field \"allow_user_chats\" must be of type Boolean",
        ),
        (json!({ "text": "a", "login_url": {} }), "Can't find field \"url\""),
        (json!({ "text": "a", "web_app": "https://a.example" }), "Field \"web_app\" must be of type Object"),
        (json!({ "text": "a", "copy_text": "b" }), "Field \"copy_text\" must be of type Object"),
        (json!({ "text": "a", "copy_text": {} }), "Can't find field \"text\""),
        (json!({ "text": "a" }), "Text buttons are unallowed in the inline keyboard"),
    ] {
        check_markup(button(given), &format!("{wrong}{expected}"));
    }
    check_markup(json!({ "inline_keyboard": {} }), "field \"inline_keyboard\" must be of type Array");
}

#[test]
fn numbers_pass_for_texts() {
    let mut room = Room::new();
    let markup = json!({ "inline_keyboard": [[{ "text": 5, "callback_data": 7 }]] });
    let sent = room.ok("sendMessage", json!({ "chat_id": ANNA, "text": "a", "reply_markup": markup }));
    let button = &sent["reply_markup"]["inline_keyboard"][0][0];
    assert_eq!(*button, json!({ "text": "5", "callback_data": "7" }));
}

#[test]
fn entities_that_do_not_fit() {
    let entity = |entity: Value| json!({ "chat_id": ANNA, "text": "abc", "entities": [entity] });
    let wrong = "can't parse MessageEntity: ";
    for (given, expected) in [
        (json!(1), "expected an Object"),
        (json!({ "length": 1, "type": "bold" }), "Can't find field \"offset\""),
        (json!({ "offset": true, "length": 1, "type": "bold" }), "Field \"offset\" must be a Number"),
        (json!({ "offset": 1.5, "length": 1, "type": "bold" }), "Field \"offset\" must be a valid Number"),
        (json!({ "offset": "x", "length": 1, "type": "bold" }), "Field \"offset\" must be a valid Number"),
        (json!({ "offset": 0, "type": "bold" }), "Can't find field \"length\""),
        (json!({ "offset": 0, "length": 1 }), "Can't find field \"type\""),
        (json!({ "offset": 0, "length": 1, "type": "" }), "Type is not specified"),
        (json!({ "offset": 0, "length": 1, "type": "loud" }), "Unsupported type specified"),
        (json!({ "offset": 0, "length": 1, "type": "text_link" }), "Can't find field \"url\""),
        (json!({ "offset": 0, "length": 1, "type": "text_mention" }), "Can't find field \"user\""),
        (json!({ "offset": 0, "length": 1, "type": "text_mention", "user": {} }), "Can't find field \"id\""),
        (json!({ "offset": 0, "length": 1, "type": "custom_emoji" }), "Can't find field \"custom_emoji_id\""),
        (json!({ "offset": 0, "length": 1, "type": "date_time" }), "Can't find field \"unix_time\""),
        (
            json!({ "offset": 0, "length": 1, "type": "date_time", "unix_time": 1, "date_time_format": "rT" }),
            "Invalid date-time format specified",
        ),
    ] {
        check("sendMessage", entity(given), &format!("{wrong}{expected}"));
    }
}

#[test]
fn reply_parameters() {
    let reply = |reply: Value| json!({ "chat_id": ANNA, "text": "a", "reply_parameters": reply });
    for (given, expected) in [
        (json!("{"), "can't parse reply parameters JSON object"),
        (json!([]), "object expected as reply parameters"),
        (json!({ "quote": "a" }), "can't find field \"message_id\""),
        (json!({ "message_id": null }), "field \"message_id\" must be a Number"),
        (json!({ "message_id": "a" }), "field \"message_id\" must be a valid Number"),
        (json!({ "message_id": 1, "chat_id": {} }), "field \"chat_id\" must be of type String"),
        (
            json!({ "message_id": 1, "allow_sending_without_reply": 1 }),
            "field \"allow_sending_without_reply\" must be of type Boolean",
        ),
        (
            json!({ "message_id": 1, "quote": "<b>", "quote_parse_mode": "HTML" }),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (json!({ "message_id": 999 }), "message to be replied not found"),
    ] {
        check("sendMessage", reply(given), expected);
    }
}

/// Of two faults the one that is looked at first is told.
#[test]
fn the_order_of_checks() {
    let bad_markup = json!([]);
    let markup = "object expected as reply markup";
    for (method, args, expected) in [
        ("sendMessage", json!({ "text": "", "reply_markup": bad_markup }), "message text is empty"),
        (
            "sendMessage",
            json!({ "text": "a", "reply_parameters": [], "reply_markup": bad_markup }),
            "object expected as reply parameters",
        ),
        ("sendMessage", json!({ "text": "a", "reply_markup": bad_markup }), markup),
        ("sendMessage", json!({ "text": "a" }), "chat_id is empty"),
        ("editMessageText", json!({ "text": "", "reply_markup": bad_markup }), "message text is empty"),
        ("editMessageText", json!({ "text": "a", "reply_markup": bad_markup }), markup),
        ("editMessageText", json!({ "text": "a" }), "message identifier is not specified"),
        ("editMessageText", json!({ "text": "a", "chat_id": ANNA }), "message to edit not found"),
        (
            "editMessageCaption",
            json!({ "parse_mode": "x", "caption": "a", "reply_markup": bad_markup }),
            markup,
        ),
        ("editMessageMedia", json!({ "reply_markup": bad_markup }), markup),
        ("editMessageMedia", json!({}), "parameter \"media\" is required"),
        ("editMessageMedia", json!({ "media": "{" }), "can't parse input media JSON object"),
        ("editMessageMedia", json!({ "media": "[]" }), "can't parse InputMedia: expected an Object"),
        ("sendMediaGroup", json!({ "reply_parameters": [] }), "object expected as reply parameters"),
        ("sendMediaGroup", json!({ "reply_markup": bad_markup }), "parameter \"media\" is required"),
        ("sendMediaGroup", json!({ "media": {} }), "expected an Array of InputMedia"),
        ("sendMediaGroup", json!({ "media": [{}] }), "can't parse InputMedia: Can't find field \"type\""),
        (
            "sendMediaGroup",
            json!({ "media": [{ "type": "photo" }] }),
            "can't parse InputMedia: media not found",
        ),
        (
            "sendMediaGroup",
            json!({ "media": [{ "type": "photo", "caption": null }] }),
            "can't parse InputMedia: Field \"caption\" must be of type String",
        ),
    ] {
        check(method, args, expected);
    }
}

#[test]
fn ids_and_lists_of_ids() {
    for (method, args, expected) in [
        ("copyMessage", json!({ "chat_id": ANNA }), "parameter \"from_chat_id\" is required"),
        (
            "copyMessage",
            json!({ "chat_id": 9, "from_chat_id": ANNA, "message_id": 999 }),
            "message to copy not found",
        ),
        ("copyMessages", json!({ "chat_id": ANNA }), "parameter \"from_chat_id\" is required"),
        (
            "copyMessages",
            json!({ "chat_id": ANNA, "from_chat_id": ANNA }),
            "message identifiers are not specified",
        ),
        ("forwardMessages", json!({ "chat_id": 9, "from_chat_id": 8, "message_ids": [1] }), "chat not found"),
        (
            "forwardMessages",
            json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_ids": [999] }),
            "there are no messages to forward",
        ),
        (
            "deleteMessages",
            json!({ "chat_id": ANNA, "message_ids": "{" }),
            "can't parse message_ids JSON object",
        ),
        (
            "deleteMessages",
            json!({ "chat_id": ANNA, "message_ids": [true] }),
            "message identifier must be a Number",
        ),
        (
            "deleteMessages",
            json!({ "chat_id": ANNA, "message_ids": ["a"] }),
            "can't parse message identifier as a Number",
        ),
        (
            "deleteMessages",
            json!({ "chat_id": ANNA, "message_ids": [0] }),
            "invalid message identifier specified",
        ),
        ("deleteMessage", json!({ "message_id": 1 }), "chat identifier is not specified"),
        ("deleteMessage", json!({ "chat_id": ANNA }), "message identifier is not specified"),
        ("sendChatAction", json!({ "action": "sing" }), "wrong parameter action in request"),
        ("getChatMember", json!({ "chat_id": 9 }), "invalid user_id specified"),
        ("setMessageReaction", json!({ "reaction": "{" }), "can't parse reaction types JSON object"),
        (
            "setMessageReaction",
            json!({ "reaction": [{ "type": "star" }] }),
            "can't parse ReactionType: invalid reaction type specified",
        ),
        (
            "setMessageReaction",
            json!({ "reaction": [{ "type": "emoji" }] }),
            "can't parse ReactionType: Can't find field \"emoji\"",
        ),
        (
            "setMessageReaction",
            json!({ "reaction": [{ "type": "custom_emoji" }] }),
            "can't parse ReactionType: Can't find field \"custom_emoji_id\"",
        ),
    ] {
        check(method, args, expected);
    }
}

#[test]
fn what_a_bot_says_of_itself() {
    for (method, args, expected) in [
        ("setMyCommands", json!({ "commands": "{" }), "can't parse commands JSON object"),
        ("setMyCommands", json!({ "commands": {} }), "expected an Array of BotCommand"),
        ("setMyCommands", json!({ "commands": [1] }), "can't parse BotCommand: expected an Object"),
        (
            "setMyCommands",
            json!({ "commands": [{ "command": "a", "description": null }] }),
            "can't parse BotCommand: Field \"description\" must be of type String",
        ),
        ("setMyCommands", json!({ "commands": "{", "scope": "{" }), "can't parse commands JSON object"),
        ("getMyCommands", json!({ "scope": "{" }), "can't parse BotCommandScope JSON object"),
        (
            "getMyCommands",
            json!({ "scope": [] }),
            "can't parse BotCommandScope: BotCommandScope must be an Object",
        ),
        ("getMyCommands", json!({ "scope": {} }), "can't parse BotCommandScope: Can't find field \"type\""),
        (
            "getMyCommands",
            json!({ "scope": { "type": "chat" } }),
            "can't parse BotCommandScope: Can't find field \"chat_id\"",
        ),
        (
            "getMyCommands",
            json!({ "scope": { "type": "chat", "chat_id": "" } }),
            "can't parse BotCommandScope: Empty chat_id specified",
        ),
        ("getMyCommands", json!({ "scope": { "type": "chat", "chat_id": 9 } }), "chat not found"),
        (
            "getMyCommands",
            json!({ "scope": { "type": "chat_member", "chat_id": OPS } }),
            "can't parse BotCommandScope: Can't find field \"user_id\"",
        ),
        (
            "getMyCommands",
            json!({ "scope": { "type": "chat_member", "chat_id": OPS, "user_id": 0 } }),
            "can't parse BotCommandScope: Invalid user_id specified",
        ),
        ("setChatMenuButton", json!({ "menu_button": "{" }), "can't parse menu button JSON object"),
        (
            "setChatMenuButton",
            json!({ "menu_button": { "type": "app" } }),
            "can't parse menu button: MenuButton has unsupported type",
        ),
        (
            "setChatMenuButton",
            json!({ "menu_button": { "type": "web_app", "text": "a", "web_app": {} } }),
            "can't parse menu button: Can't find field \"url\"",
        ),
        ("setChatMenuButton", json!({ "chat_id": WAREHOUSE }), "invalid chat_id specified"),
        ("getChatMenuButton", json!({ "chat_id": 9 }), "user not found"),
    ] {
        check(method, args, expected);
    }
}

#[test]
fn inline_results() {
    let result = |result: Value| json!({ "inline_query_id": "1", "results": [result] });
    let wrong = "can't parse inline query result: ";
    let content = json!({ "message_text": "a" });
    for (given, expected) in [
        (json!(1), "Inline query result must be an object"),
        (json!({ "id": "1" }), "Can't find field \"type\""),
        (json!({ "type": "article" }), "Can't find field \"id\""),
        (json!({ "type": "article", "id": "1", "title": "a" }), "Can't find field \"message_text\""),
        (
            json!({ "type": "article", "id": "1", "input_message_content": 1 }),
            "Field \"input_message_content\" must be of type Object",
        ),
        (
            json!({ "type": "article", "id": "1", "input_message_content": {} }),
            "Input message content is not specified",
        ),
        (
            json!({ "type": "article", "id": "1", "input_message_content": content }),
            "Can't find field \"title\"",
        ),
        (
            json!({ "type": "article", "id": "1", "input_message_content": { "message_text": "<b>", "parse_mode": "HTML" } }),
            "Can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (json!({ "type": "photo", "id": "1" }), "Can't find field \"photo_file_id\""),
        (
            json!({ "type": "document", "id": "1", "title": "a", "document_url": "https://a.example" }),
            "Can't find field \"mime_type\"",
        ),
        (json!({ "type": "mpeg4_gif", "id": "1" }), "Can't find field \"mpeg4_file_id\""),
        (json!({ "type": "location", "id": "1", "title": "a" }), "Can't find field \"latitude\""),
        (json!({ "type": "poem", "id": "1" }), "type \"poem\" is unsupported for the inline query result"),
    ] {
        check("answerInlineQuery", result(given), &format!("{wrong}{expected}"));
    }
    check("answerInlineQuery", json!({ "results": {} }), "expected an Array of inline query results");
}
