use kit::{Attached, Said};

use super::*;
use serde_json::{Value, json};

fn read(update: &Value) -> Event {
    match Router::new(Some(UserId(99))).read(&update.to_string()) {
        Parsed::Event(event) => *event,
        Parsed::Unreadable(why) => panic!("unreadable: {why}"),
    }
}

fn anna() -> Value {
    json!({ "id": 5, "is_bot": false, "first_name": "Anna", "last_name": "B", "username": "anna", "language_code": "uk" })
}

fn message(more: Value) -> Value {
    let mut message = json!({
        "message_id": 3, "date": 1_700_000_000, "from": anna(),
        "chat": { "id": -1_001_234, "type": "supergroup", "title": "Ops", "is_forum": true },
    });
    let (Value::Object(fields), Value::Object(more)) = (&mut message, more) else { unreachable!() };
    fields.extend(more);
    message
}

fn does(more: Value) -> Event {
    read(&json!({ "update_id": 1, "message": message(more) }))
}

fn says(more: Value) -> Said {
    match does(more).did {
        Did::Say(said) => said,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_tells_who_where_and_what() {
    let event =
        does(json!({ "text": "/stock@qm_bot MUG", "message_thread_id": 9, "is_topic_message": true }));
    assert_eq!(event.place, Place { chat: ChatId(-1_001_234), thread: Some(ThreadId(9)) });
    assert_eq!(event.chat, ChatKind::Group);
    let who = Who {
        id: UserId(5),
        name: "Anna B".into(),
        username: Some("anna".into()),
        language: Some("uk".into()),
    };
    assert_eq!(event.who, who);
    let Did::Say(said) = event.did else { panic!() };
    assert_eq!((said.message, said.text.as_str()), (Some(MessageId(3)), "/stock@qm_bot MUG"));
}

/// Telegram grows, and people go on working with the bot that they have.
#[test]
fn an_ornament_that_nobody_knows_loses_nothing() {
    let hologram = json!([{ "type": { "hologram": 3 }, "offset": 0, "length": "all" }]);
    let ornaments =
        json!({ "text": "/stock MUG", "entities": hologram, "date": "today", "hologram": { "depth": [] } });
    assert_eq!(says(ornaments.clone()).text, "/stock MUG");
    let reply = says(json!({ "text": "5", "reply_to_message": message(ornaments) })).reply.unwrap();
    assert_eq!(reply.text, "/stock MUG");
}

#[test]
fn the_files_of_an_album_name_it() {
    let document = json!({ "file_id": "f", "file_unique_id": "u", "file_name": "index.php", "file_size": 3 });
    let said = says(json!({ "document": document, "media_group_id": "13", "caption": "de" }));
    assert_eq!((said.album.as_deref(), said.text.as_str()), (Some("13"), "de"));
    assert_eq!(says(json!({ "document": document })).album, None);
}

#[test]
fn the_thread_of_a_reply_is_no_topic() {
    assert_eq!(does(json!({ "text": "x", "message_thread_id": 9 })).place.thread, None);
}

#[test]
fn files_have_names_and_their_caption_is_the_text() {
    let document = json!({ "file_id": "D", "file_unique_id": "d", "file_size": 12, "file_name": "a.csv" });
    let said = says(json!({ "document": document, "caption": "/import" }));
    assert_eq!(said.text, "/import");
    assert_eq!(said.file, Some(Attached { id: "D".into(), name: "a.csv".into(), size: Some(12) }));
    let size =
        |id: &str, side: u32| json!({ "file_id": id, "file_unique_id": id, "width": side, "height": side });
    let said = says(json!({ "photo": [size("S", 90), size("L", 1280), size("M", 320)] }));
    assert_eq!(said.file, Some(Attached { id: "L".into(), name: "photo.jpg".into(), size: None }));
    let voice = json!({ "file_id": "V", "file_unique_id": "v", "duration": 3, "mime_type": "audio/ogg" });
    assert_eq!(says(json!({ "voice": voice })).file.unwrap().name, "voice.ogg");
}

#[test]
fn a_reply_brings_what_it_answers_to() {
    let chat = json!({ "id": -1_001_234, "type": "supergroup", "title": "Ops" });
    let by = |id: i64| {
        json!({ "message_id": 2, "date": 1_700_000_000, "chat": chat, "text": "Which price?",
                "from": { "id": id, "is_bot": id == 99, "first_name": "x" } })
    };
    let reply = says(json!({ "text": "5", "reply_to_message": by(99) })).reply.unwrap();
    assert_eq!((reply.text.as_str(), reply.ours), ("Which price?", true));
    assert!(!says(json!({ "text": "5", "reply_to_message": by(7) })).reply.unwrap().ours);
}

#[test]
fn a_tap_tells_the_query_the_message_and_the_data() {
    let query = |message: Value| {
        read(&json!({ "update_id": 1, "callback_query": {
            "id": "q7", "from": anna(), "chat_instance": "c", "data": "a.1:7", "message": message } }))
    };
    let event = query(message(json!({ "text": "x", "message_thread_id": 9, "is_topic_message": true })));
    assert_eq!(event.place.thread, Some(ThreadId(9)));
    let Did::Tap { query: id, message: under, data } = event.did else { panic!() };
    assert_eq!((id.as_str(), under, data.as_str()), ("q7", Some(MessageId(3)), "a.1:7"));
    // Too old for Telegram to show; and one whose buttons are of a kind that teloxide does not know.
    let old =
        json!({ "message_id": 4, "date": 0, "chat": { "id": 5, "type": "private", "first_name": "Anna" } });
    assert!(matches!(query(old).did, Did::Tap { message: Some(MessageId(4)), .. }));
    let odd =
        json!({ "text": "x", "reply_markup": { "inline_keyboard": [[{ "text": "A", "disabled": {} }]] } });
    assert!(matches!(query(message(odd)).did, Did::Tap { message: Some(MessageId(3)), .. }));
}

#[test]
fn words_after_the_bots_name_are_a_question_from_nowhere() {
    let update = json!({ "update_id": 1, "inline_query": { "id": "q", "from": anna(), "query": "dell 7490", "offset": "" } });
    let event = read(&update);
    assert_eq!((event.place, event.who.id), (Place::private(UserId(5)), UserId(5)));
    let Did::Ask { query, words } = event.did else { panic!("{:?}", event.did) };
    assert_eq!((query.as_str(), words.as_str()), ("q", "dell 7490"));
}

#[test]
fn a_group_that_moves_says_where_to() {
    let event = does(json!({ "migrate_to_chat_id": -1_009_999 }));
    assert!(matches!(event.did, Did::Migrated { to: ChatId(-1_009_999) }));
    assert_eq!(event.place.chat, ChatId(-1_001_234));
}

#[test]
fn everything_else_is_other() {
    let edited = json!({ "update_id": 1, "edited_message": message(json!({ "text": "x", "edit_date": 1_700_000_001 })) });
    assert!(matches!(read(&edited).did, Did::Other));
    let new = json!({ "update_id": 1, "stopped_message_generation": { "draft_id": 1 } });
    assert!(matches!(read(&new).did, Did::Other));
    let bot = json!({ "text": "/stop", "from": { "id": 8, "is_bot": true, "first_name": "Other bot" } });
    assert!(matches!(does(bot).did, Did::Other));
    assert!(matches!(does(json!({ "left_chat_member": anna() })).did, Did::Other));
    assert!(matches!(Router::new(None).read("no json"), Parsed::Unreadable(_)));
}

/// What a person did is set aside, to be read after an upgrade, and not taken for nothing.
#[test]
fn what_somebody_did_in_a_way_nobody_knows_is_unreadable() {
    let read = |update: Value| Router::new(None).read(&update.to_string());
    let said = json!({ "update_id": 1, "message": message(json!({ "text": { "words": "/stock" } })) });
    assert!(matches!(read(said), Parsed::Unreadable(_)));
    let pressed =
        json!({ "update_id": 1, "callback_query": { "id": "q", "from": { "id": 5 }, "data": "a.1:7" } });
    assert!(matches!(read(pressed), Parsed::Unreadable(_)));
    let joined = json!({ "update_id": 1, "chat_member": { "from": anna(), "date": "today" } });
    assert!(matches!(read(joined), Parsed::Event(event) if matches!(event.did, Did::Other)));
}
