//! A walk through every emulated method and everything that people can do, held against the schema: what is answered,
//! what is refused, and what the bot is told.

use std::collections::BTreeSet;

use sandbox::{Outcome, Params, Upload, World, WorldSpec};
use serde_json::{Value, json};

use super::results::Answered;
use super::schema::Schema;
use super::{ANNA, TOKEN, common_keyboard, keyboard};

const BEN: i64 = 104;
const OPS: i64 = -201;
const WAREHOUSE: i64 = -1_001_000_000_301;
/// The head of a picture of 640×480.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// A world that writes down what is wrong with its answers.
struct Walk {
    world: World,
    schema: Schema,
    faults: BTreeSet<String>,
    called: BTreeSet<String>,
}

impl Walk {
    fn new() -> Self {
        let spec = WorldSpec { frozen: true, ..super::spec() };
        let mut walk = Self {
            world: World::new(spec, 0),
            schema: Schema::fetched(),
            faults: BTreeSet::new(),
            called: BTreeSet::new(),
        };
        walk.act("say", json!({ "chat": ANNA, "user": ANNA, "text": "/start" }));
        let all = "message edited_message channel_post edited_channel_post inline_query chosen_inline_result callback_query \
                   my_chat_member chat_member message_reaction stopped_message_generation";
        let all: Vec<&str> = all.split_whitespace().collect();
        walk.ok("getUpdates", json!({ "allowed_updates": all }));
        walk
    }

    fn act(&mut self, name: &str, body: Value) -> Value {
        self.world.act(name, &body).unwrap_or_else(|refused| panic!("{name} {body}: {}", refused.0))
    }

    /// Calls a method and holds whatever it answers against the schema.
    fn call(&mut self, method: &str, args: &Value, file: Option<(&str, &'static [u8])>) -> (u16, Value) {
        let mut params = Params::new();
        for (name, value) in args.as_object().unwrap() {
            params.push(name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
        if let Some((name, bytes)) = file {
            let mime = Some("text/plain".to_owned());
            params.push_file(
                name.to_owned(),
                Upload { name: "prices.csv".to_owned(), mime, bytes: bytes.into() },
            );
        }
        let Outcome::Answer(answer) = self.world.call(TOKEN, method, &params) else {
            return (0, Value::Null);
        };
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        let answered = Answered {
            method: method.to_owned(),
            status: answer.status,
            retry_after: answer.retry_after.map(|seconds| seconds.to_string()),
            body: body.clone(),
        };
        self.faults.extend(answered.faults(&self.schema));
        self.called.insert(method.to_owned());
        (answer.status, body)
    }

    fn ok(&mut self, method: &str, args: Value) -> Value {
        self.ok_with(method, args, None)
    }

    fn ok_with(&mut self, method: &str, args: Value, file: Option<(&str, &'static [u8])>) -> Value {
        let (status, mut body) = self.call(method, &args, file);
        assert_eq!(status, 200, "{method} {args}: {body}");
        body["result"].take()
    }

    fn refused(&mut self, method: &str, args: Value) {
        let (status, body) = self.call(method, &args, None);
        assert_ne!(status, 200, "{method} {args}: {body}");
    }

    /// Sends a text and gives its id.
    fn sends(&mut self, chat: i64, text: &str) -> i64 {
        self.ok("sendMessage", json!({ "chat_id": chat, "text": text }))["message_id"].as_i64().unwrap()
    }

    /// Fetches everything that waits.
    fn updates(&mut self) {
        let mut offset = 0;
        loop {
            self.act("clock", json!({ "advance_s": 4 }));
            let got = self.ok("getUpdates", json!({ "offset": offset }));
            let Some(last) = got.as_array().unwrap().last() else { return };
            offset = last["update_id"].as_i64().unwrap() + 1;
        }
    }

    #[track_caller]
    fn end(mut self) {
        self.updates();
        let faults: Vec<String> = self.faults.into_iter().collect();
        assert!(
            faults.is_empty(),
            "{} things are not as in Bot API 10.3:\n{}",
            faults.len(),
            faults.join("\n")
        );
    }
}

#[test]
fn messages_of_every_kind() {
    let mut walk = Walk::new();
    for (text, mode) in [
        (
            "<b>a</b> <a href=\"tg://user?id=103\">Anna</a> <tg-time unix=\"1800000000\" format=\"wDT\">then</tg-time>",
            "HTML",
        ),
        (
            "*a* _b_ ||c||\n>quote\n![👍](tg://emoji?id=5368324170671202286) ```rust\nfn main() {}```",
            "MarkdownV2",
        ),
        ("@anna #tag $USD /cmd https://example.com a@example.com +12125550123 4242 4242 4242 4242", ""),
    ] {
        let args = json!({ "chat_id": ANNA, "text": text, "parse_mode": mode, "reply_markup": keyboard() });
        walk.ok("sendMessage", args);
    }
    let preview =
        json!({ "url": "https://example.com", "prefer_small_media": true, "show_above_text": true });
    let effect = "5104841245755180586";
    let args =
        json!({ "chat_id": ANNA, "text": "a", "link_preview_options": preview, "message_effect_id": effect });
    let first = walk.ok("sendMessage", args)["message_id"].clone();
    let reply = json!({ "message_id": first, "quote": "a" });
    walk.ok(
        "sendMessage",
        json!({ "chat_id": ANNA, "text": "b", "reply_parameters": reply, "protect_content": true }),
    );
    let markup = json!({ "keyboard": [[{ "text": "Yes" }, "No"]], "resize_keyboard": true });
    walk.ok("sendMessage", json!({ "chat_id": OPS, "text": "c", "reply_markup": markup }));
    for (method, field) in [
        ("sendDocument", "document"),
        ("sendVideo", "video"),
        ("sendAudio", "audio"),
        ("sendAnimation", "animation"),
        ("sendVoice", "voice"),
        ("sendPhoto", "photo"),
    ] {
        let args = json!({ "chat_id": ANNA, "caption": "*bold* #tag", "parse_mode": "Markdown" });
        let sent = walk.ok_with(method, args, Some((field, PNG)));
        let file = if field == "photo" { &sent["photo"][1] } else { &sent[field] };
        let id = file["file_id"].clone();
        walk.ok("getFile", json!({ "file_id": id }));
        walk.ok(method, json!({ "chat_id": OPS, field: id, "has_spoiler": true }));
        let origin = json!({ "chat_id": ANNA, "from_chat_id": ANNA, "message_id": sent["message_id"] });
        walk.ok("forwardMessage", origin.clone());
        walk.ok("copyMessage", origin);
    }
    let both = json!([{ "type": "photo", "media": "attach://p" }, { "type": "photo", "media": "attach://p", "caption": "b" }]);
    walk.ok_with("sendMediaGroup", json!({ "chat_id": ANNA, "media": both }), Some(("p", PNG)));
    let (a, b) = (walk.sends(ANNA, "1"), walk.sends(ANNA, "2"));
    let several = json!({ "chat_id": OPS, "from_chat_id": ANNA, "message_ids": [a, b] });
    walk.ok("copyMessages", several.clone());
    walk.ok("forwardMessages", several);
    walk.ok("sendChatAction", json!({ "chat_id": ANNA, "action": "typing" }));
    walk.end();
}

#[test]
fn edits_presses_and_what_is_refused() {
    let mut walk = Walk::new();
    let sent = walk.ok("sendMessage", json!({ "chat_id": ANNA, "text": "0", "reply_markup": keyboard() }));
    let id = sent["message_id"].clone();
    let pressed = json!({ "chat": ANNA, "user": ANNA, "message_id": id, "data": "count" });
    let query = walk.act("press", pressed)["query_id"].clone();
    let answer = json!({ "callback_query_id": query, "text": "1", "show_alert": true });
    walk.ok("answerCallbackQuery", answer.clone());
    walk.refused("answerCallbackQuery", answer);
    walk.ok("editMessageText", json!({ "chat_id": ANNA, "message_id": id, "text": "1" }));
    walk.refused("editMessageText", json!({ "chat_id": ANNA, "message_id": id, "text": "1" }));
    walk.ok(
        "editMessageReplyMarkup",
        json!({ "chat_id": ANNA, "message_id": id, "reply_markup": keyboard() }),
    );
    let photo = walk.ok_with("sendPhoto", json!({ "chat_id": ANNA }), Some(("photo", PNG)));
    let file = photo["photo"][0]["file_id"].clone();
    let place = |more: Value| {
        let mut args = json!({ "chat_id": ANNA, "message_id": photo["message_id"] });
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        args
    };
    walk.ok("editMessageCaption", place(json!({ "caption": "new" })));
    walk.ok(
        "editMessageMedia",
        place(json!({ "media": { "type": "photo", "media": file, "caption": "newer" } })),
    );
    walk.refused("editMessageText", place(json!({ "text": "a" })));
    for reaction in [json!([{ "type": "emoji", "emoji": "👍" }]), json!([])] {
        walk.ok("setMessageReaction", place(json!({ "reaction": reaction })));
    }
    for method in ["pinChatMessage", "unpinChatMessage", "deleteMessage"] {
        walk.ok(method, place(json!({})));
    }
    walk.ok("unpinAllChatMessages", json!({ "chat_id": ANNA }));
    let ids = [walk.sends(ANNA, "a"), walk.sends(ANNA, "b")];
    walk.ok("deleteMessages", json!({ "chat_id": ANNA, "message_ids": ids }));
    for (method, args) in [
        ("sendMessage", json!({ "chat_id": 9, "text": "a" })),
        ("sendMessage", json!({ "chat_id": 105, "text": "a" })),
        ("sendMessage", json!({ "chat_id": ANNA, "text": "<b>", "parse_mode": "HTML" })),
        ("sendMessage", json!({ "chat_id": ANNA, "text": "a", "reply_markup": null })),
        ("getFile", json!({ "file_id": "a" })),
        ("sendPoll", json!({ "chat_id": ANNA })),
        ("sendNothing", json!({})),
        ("deleteMessage", json!({ "chat_id": ANNA, "message_id": 99_999 })),
        ("setWebhook", json!({ "url": "http://example.com" })),
    ] {
        walk.refused(method, args);
    }
    walk.act("limits", json!({ "mode": "strict" }));
    for _ in 0..2 {
        walk.call("sendMessage", &json!({ "chat_id": ANNA, "text": "a" }), None);
    }
    walk.refused("sendMessage", json!({ "chat_id": ANNA, "text": "a" }));
    walk.end();
}

#[test]
fn groups_topics_and_people() {
    let mut walk = Walk::new();
    walk.sends(WAREHOUSE, "in General");
    let topic = walk.ok("createForumTopic", json!({ "chat_id": WAREHOUSE, "name": "Counting" }));
    let topic = json!({ "chat_id": WAREHOUSE, "message_thread_id": topic["message_thread_id"] });
    let with = |name: &str, value: &str| {
        let mut args = topic.clone();
        args[name] = json!(value);
        args
    };
    walk.ok("sendMessage", with("text", "in a topic"));
    walk.ok("editForumTopic", with("name", "Counted"));
    for method in ["closeForumTopic", "reopenForumTopic", "deleteForumTopic"] {
        walk.ok(method, topic.clone());
    }
    walk.ok("editGeneralForumTopic", json!({ "chat_id": WAREHOUSE, "name": "All" }));
    for method in [
        "closeGeneralForumTopic",
        "reopenGeneralForumTopic",
        "hideGeneralForumTopic",
        "unhideGeneralForumTopic",
    ] {
        walk.ok(method, json!({ "chat_id": WAREHOUSE }));
    }
    for status in ["administrator", "restricted", "member", "left", "kicked"] {
        walk.act("member", json!({ "chat": WAREHOUSE, "user": BEN, "status": status }));
        walk.ok("getChatMember", json!({ "chat_id": WAREHOUSE, "user_id": BEN }));
    }
    let channel = json!({ "id": -1_001_000_000_900_i64, "type": "channel", "title": "News", "username": "news_here",
        "members": [{ "user_id": 101, "status": "creator" }, { "user_id": 1_000_001, "status": "administrator" }] });
    walk.act("chats", channel);
    walk.ok("sendMessage", json!({ "chat_id": "@news_here", "text": "Here is news." }));
    for chat in [json!(OPS), json!(WAREHOUSE), json!("@news_here"), json!(ANNA)] {
        walk.ok("getChat", json!({ "chat_id": chat }));
        walk.ok("getChatMemberCount", json!({ "chat_id": chat }));
        walk.ok("getChatMember", json!({ "chat_id": chat, "user_id": 1_000_001 }));
    }
    walk.ok("getChatAdministrators", json!({ "chat_id": WAREHOUSE }));
    walk.refused("getChatAdministrators", json!({ "chat_id": ANNA }));
    walk.act("say", json!({ "chat": WAREHOUSE, "user": ANNA, "text": "hello @anna", "thread": 2 }));
    let said = walk.act("say", json!({ "chat": OPS, "user": ANNA, "text": "/stock@quartermaster_bot MUG" }));
    let said = said["message"]["message_id"].clone();
    walk.act(
        "edit",
        json!({ "chat": OPS, "user": ANNA, "message_id": said, "text": "/stock@quartermaster_bot CUP" }),
    );
    walk.act("member", json!({ "chat": OPS, "bot": 1_000_001, "status": "administrator" }));
    walk.act("react", json!({ "chat": OPS, "user": ANNA, "message_id": said, "emoji": "👍" }));
    walk.act("block", json!({ "user": ANNA, "blocked": true }));
    walk.refused("sendMessage", json!({ "chat_id": ANNA, "text": "a" }));
    walk.act("block", json!({ "user": ANNA, "blocked": false }));
    walk.updates();
    walk.act("migrate", json!({ "chat": OPS, "to": -1_001_000_000_777_i64 }));
    walk.refused("sendMessage", json!({ "chat_id": OPS, "text": "a" }));
    walk.ok("leaveChat", json!({ "chat_id": WAREHOUSE }));
    walk.refused("sendMessage", json!({ "chat_id": WAREHOUSE, "text": "a" }));
    walk.end();
}

#[test]
fn what_a_bot_says_of_itself() {
    let mut walk = Walk::new();
    for method in
        ["getMe", "getMyName", "getMyDescription", "getMyShortDescription", "getMyCommands", "getWebhookInfo"]
    {
        walk.ok(method, json!({}));
    }
    let commands = json!([{ "command": "stock", "description": "What is there" }]);
    for scope in [json!({ "type": "default" }), json!({ "type": "chat", "chat_id": OPS })] {
        let args = json!({ "commands": commands, "scope": scope, "language_code": "uk" });
        walk.ok("setMyCommands", args.clone());
        walk.ok("getMyCommands", args.clone());
        walk.ok("deleteMyCommands", args);
    }
    walk.ok("setMyName", json!({ "name": "Helper" }));
    walk.ok("setMyDescription", json!({ "description": "Helps" }));
    walk.ok("setMyShortDescription", json!({ "short_description": "Helps" }));
    for button in [
        json!({ "type": "commands" }),
        json!({ "type": "web_app", "text": "Open", "web_app": { "url": "https://example.com/" } }),
        json!({ "type": "default" }),
    ] {
        walk.ok("setChatMenuButton", json!({ "chat_id": ANNA, "menu_button": button }));
        walk.ok("getChatMenuButton", json!({ "chat_id": ANNA }));
    }
    let hook =
        json!({ "url": "http://127.0.0.1:9/hook", "secret_token": "a", "allowed_updates": ["message"] });
    walk.ok("setWebhook", hook);
    walk.ok("getWebhookInfo", json!({}));
    walk.refused("getUpdates", json!({}));
    walk.ok("deleteWebhook", json!({ "drop_pending_updates": true }));
    walk.refused("close", json!({}));
    walk.act("clock", json!({ "advance_s": 601 }));
    walk.ok("close", json!({}));
    walk.ok("logOut", json!({}));
    walk.act("clock", json!({ "advance_s": 601 }));
    walk.end();
}

#[test]
fn inline_queries_drafts_and_ephemeral_messages() {
    let mut walk = Walk::new();
    let asked = walk.act("inline", json!({ "bot": 1_000_001, "user": ANNA, "query": "mug" }));
    let result = json!({ "type": "article", "id": "1", "title": "Mug",
        "input_message_content": { "message_text": "MUG-10" }, "reply_markup": common_keyboard() });
    walk.ok("answerInlineQuery", json!({ "inline_query_id": asked["query_id"], "results": [result] }));
    let chosen = json!({ "query_id": asked["query_id"], "chat": OPS, "user": ANNA, "result_id": "1" });
    walk.act("choose_inline", chosen);
    let draft = json!({ "chat_id": ANNA, "draft_id": 7, "text": "Thin", "can_stop": true });
    walk.ok("sendMessageDraft", draft);
    walk.act("stop_draft", json!({ "chat": ANNA, "user": ANNA, "draft_id": 7 }));
    let only = json!({ "receiver_user_id": ANNA });
    let args = json!({ "chat_id": OPS, "text": "secret", "ephemeral_message_parameters": only, "reply_markup": common_keyboard() });
    let sent = walk.ok("sendMessage", args);
    let id = sent["ephemeral_message_id"].clone();
    let place = |more: Value| {
        let mut args = json!({ "chat_id": OPS, "receiver_user_id": ANNA, "ephemeral_message_id": id });
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        args
    };
    let press =
        json!({ "chat": OPS, "user": ANNA, "message_id": 0, "ephemeral_message_id": id, "data": "count" });
    walk.act("press", press);
    walk.ok("editEphemeralMessageText", place(json!({ "text": "other" })));
    walk.ok("editEphemeralMessageReplyMarkup", place(json!({ "reply_markup": common_keyboard() })));
    walk.ok("deleteEphemeralMessage", place(json!({})));
    walk.end();
}

#[test]
fn rich_messages() {
    let mut walk = Walk::new();
    let html = "<h1>Stock</h1><p>Of <b>today</b></p><table bordered><tr><th>SKU</th></tr><tr><td>MUG-10</td></tr></table>";
    let markdown = "# Stock\n\nOf **today**\n\n* one\n* two\n";
    let blocks = json!([{ "type": "heading", "text": "Stock", "size": 1 }, { "type": "divider" }]);
    for rich in [json!({ "html": html }), json!({ "markdown": markdown }), json!({ "blocks": blocks })] {
        let sent = walk.ok("sendRichMessage", json!({ "chat_id": ANNA, "rich_message": rich }));
        walk.ok("sendRichMessageDraft", json!({ "chat_id": ANNA, "draft_id": 7, "rich_message": rich }));
        let edit = json!({ "chat_id": ANNA, "message_id": sent["message_id"], "rich_message": { "html": "<p>new</p>" } });
        walk.ok("editMessageText", edit);
    }
    walk.end();
}

#[test]
fn posts_of_a_channel() {
    let (mut walk, channel) = (Walk::new(), -1_001_000_000_401_i64);
    let members =
        json!([{ "user_id": 101, "status": "creator" }, { "user_id": 1_000_001, "status": "admin" }]);
    walk.act("chats", json!({ "id": channel, "type": "channel", "title": "News", "members": members }));
    walk.act("say", json!({ "chat": channel, "user": 101, "text": "From the owner" }));
    let post = walk.sends(channel, "From the bot");
    walk.ok("forwardMessage", json!({ "chat_id": ANNA, "from_chat_id": channel, "message_id": post }));
    walk.end();
}
