//! What holds whatever is sent.

use proptest::prelude::*;
use sandbox::{Entity, Outcome, Params, Sandbox, World, fix, parse};
use serde_json::json;

use crate::room::{ANNA, Room, TOKEN, spec};

const METHODS: [&str; 22] = [
    "sendMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "deleteMessage",
    "answerCallbackQuery",
    "sendChatAction",
    "getChat",
    "setMyCommands",
    "getUpdates",
    "copyMessage",
    "sendMediaGroup",
    "pinChatMessage",
    "setMessageReaction",
    "sendRichMessage",
    "sendPhoto",
    "editMessageCaption",
    "editMessageMedia",
    "answerInlineQuery",
    "createForumTopic",
    "editForumTopic",
    "setChatMenuButton",
    "getMyCommands",
];

const NAMES: [&str; 20] = [
    "chat_id",
    "text",
    "parse_mode",
    "entities",
    "reply_markup",
    "message_id",
    "message_thread_id",
    "reply_parameters",
    "from_chat_id",
    "media",
    "commands",
    "offset",
    "photo",
    "caption",
    "name",
    "results",
    "button",
    "inline_message_id",
    "menu_button",
    "scope",
];

fn values() -> impl Strategy<Value = String> {
    let common = prop::sample::select(vec![
        "103",
        "-201",
        "-1001000000301",
        "1",
        "2",
        "0",
        "-1",
        "true",
        "null",
        "{}",
        "[]",
        "[[]]",
        "HTML",
        "MarkdownV2",
        "typing",
        "hello",
        "{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"b\"}]]}",
        "{\"message_id\":1}",
        "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]",
        "{\"markdown\":\"a\"}",
        "[{\"type\":\"text_link\",\"offset\":0,\"length\":1,\"url\":\"a:%\"}]",
        "{\"keyboard\":[[{\"text\":\"a\",\"request_contact\":true}]]}",
        "{\"type\":\"photo\",\"media\":\"abc\"}",
        "{\"type\":\"web_app\",\"text\":\"a\",\"web_app\":{\"url\":\"[\"}}",
    ]);
    prop_oneof![common.prop_map(str::to_owned), ".{0,12}"]
}

fn calls() -> impl Strategy<Value = (&'static str, Vec<(&'static str, String)>)> {
    let args = prop::collection::vec((prop::sample::select(&NAMES[..]), values()), 0..6);
    (prop::sample::select(&METHODS[..]), args)
}

fn actions() -> impl Strategy<Value = (&'static str, serde_json::Value)> {
    let names = prop::sample::select(vec![
        "say",
        "press",
        "edit",
        "react",
        "inline",
        "choose_inline",
        "stop_draft",
        "users",
        "chats",
        "topics",
        "member",
        "block",
        "migrate",
        "fault",
        "limits",
        "clock",
        "reset",
        "update",
    ]);
    let fields = prop::sample::select(vec![
        "chat",
        "user",
        "bot",
        "message_id",
        "reply_to",
        "thread",
        "id",
        "to",
        "advance_s",
        "next_id",
        "repeat",
        "draft_id",
        "ephemeral_message_id",
        "nth",
        "times",
        "by",
    ]);
    let numbers = prop::sample::select(vec![
        i64::MIN,
        -1_001_000_000_777,
        -1_001_000_000_301,
        -202,
        -201,
        -1,
        0,
        1,
        2,
        3,
        101,
        103,
        105,
        1_000_001,
        i64::MAX,
    ]);
    let args = prop::collection::btree_map(fields, numbers, 0..8);
    (names, args, any::<bool>()).prop_map(|(name, args, words)| {
        let mut body = json!(args);
        if words {
            for (field, value) in [
                ("text", json!("/hi")),
                ("data", json!("a")),
                ("query", json!("q")),
                ("name", json!("n")),
                ("first_name", json!("F")),
                ("title", json!("T")),
                ("type", json!("group")),
                ("members", json!([])),
                ("status", json!("member")),
                ("blocked", json!(true)),
                ("mode", json!("strict")),
                ("update", json!({ "update_id": 3, "x": 1 })),
                ("stale", json!(true)),
                ("query_id", json!("1")),
            ] {
                body[field] = value;
            }
        }
        (name, body)
    })
}

fn as_params(args: &[(&str, String)]) -> Params {
    args.iter().fold(Params::new(), |params, (name, value)| params.with(name, value.clone()))
}

/// Markup that is nearly right is the hardest.
fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=\"http://a.com\">",
        "</a>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<blockquote>",
        "</blockquote>",
        "&lt;",
        "&#x1F98A;",
        "*",
        "_",
        "__",
        "~",
        "||",
        "`",
        "```",
        "[",
        "](",
        ")",
        ">",
        "\n",
        "\\",
        "!",
        "🦊",
        "ї",
        " ",
        "a",
        "@anna",
        "/start",
        "#x",
        "a.com",
        "http://",
        "\r",
        "\u{202e}",
        "tg://",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

fn inside(text: &str, entity: &Entity) -> bool {
    let units: Vec<u16> = text.encode_utf16().collect();
    let whole = |at: usize| at == units.len() || String::from_utf16(&units[at..]).is_ok();
    entity.length > 0 && entity.end() <= units.len() && whole(entity.offset) && whole(entity.end())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn entities_lie_inside_the_text_and_nest(source in prop_oneof![markup(), ".{0,30}"], mode in 0..4_usize) {
        let mode = ["HTML", "MarkdownV2", "Markdown", ""][mode];
        let Ok(Some(text)) = parse(&source, mode, None).and_then(fix) else { return Ok(()) };
        prop_assert!(!text.text.trim_matches([' ', '\n']).is_empty());
        for entity in &text.entities {
            prop_assert!(inside(&text.text, entity), "{entity:?} in {:?}", text.text);
        }
        for (i, outer) in text.entities.iter().enumerate() {
            for inner in &text.entities[i + 1..] {
                prop_assert!(inner.offset >= outer.end() || inner.end() <= outer.end(), "{:?}", text.entities);
            }
        }
    }

    #[test]
    fn no_action_makes_the_world_panic(actions in prop::collection::vec(actions(), 1..10)) {
        let mut room = Room::new();
        for (name, body) in actions {
            let _ = room.world.act(name, &body);
        }
        room.world.state();
        room.updates();
    }

    #[test]
    fn no_call_makes_the_world_panic(calls in prop::collection::vec(calls(), 1..8)) {
        let mut room = Room::new();
        for (method, args) in calls {
            let params = as_params(&args);
            if let Outcome::Answer(answer) = room.world.call(TOKEN, method, &params) {
                let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
                prop_assert_eq!(body["ok"] == true, answer.status == 200);
                if answer.status != 200 {
                    prop_assert_eq!(body["error_code"].as_u64(), Some(u64::from(answer.status)));
                }
            }
        }
        room.world.state();
    }
}

/// The same history in process and over HTTP: the same answers, byte for byte.
#[test]
fn http_adds_nothing_and_loses_nothing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let history = prop::collection::vec(calls(), 1..12);
    let config = ProptestConfig::with_cases(40);
    proptest!(config, |(history in history)| {
        let mut world = World::new(spec(), 0);
        let started = json!({ "chat": ANNA, "user": ANNA, "text": "/start" });
        world.act("say", &started).unwrap();
        let inside: Vec<(u16, String)> = history.iter().map(|(method, args)| {
            match world.call(TOKEN, method, &as_params(args)) {
                Outcome::Answer(answer) => (answer.status, answer.body),
                Outcome::Wait(_) => (0, String::new()),
            }
        }).collect();
        let outside = runtime.block_on(async {
            let sandbox = Sandbox::start(spec(), ([127, 0, 0, 1], 0).into()).await.unwrap();
            sandbox.world(|world| world.act("say", &started)).unwrap();
            let http = reqwest::Client::builder().no_proxy().build().unwrap();
            let mut answers = Vec::new();
            for (i, (method, args)) in history.iter().enumerate() {
                if inside[i].0 == 0 {
                    // A long poll on a clock that stands still would wait for real.
                    let _ = sandbox.world(|world| world.call(TOKEN, method, &as_params(args)));
                    answers.push((0, String::new()));
                    continue;
                }
                let url = format!("{}/bot{TOKEN}/{method}", sandbox.api_url());
                let response = http.post(url).form(args).send().await.unwrap();
                answers.push((response.status().as_u16(), response.text().await.unwrap()));
            }
            sandbox.stop().await;
            answers
        });
        prop_assert_eq!(inside, outside);
    });
}
