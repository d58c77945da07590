//! Messages for one member's eyes.

use kit::{Key, Look, Press};

use super::*;

#[tokio::test]
async fn a_secret_goes_to_the_private_chat_when_the_server_cannot_show_it_to_one() {
    let mut world = World::new(|n, method, _| match method {
        "deleteEphemeralMessage" => refused(404, "Not Found: method not found"),
        _ => sent(n),
    })
    .await;
    world.queue(-10, message(Text::plain("s3cret"), None, Some(5))).await;
    world.queue(-10, message(Text::plain("another"), None, Some(5))).await;
    world.start();
    let said = world.said(3).await;
    assert_eq!(said[1..], [says(5, "s3cret"), says(5, "another")]);
    world.stop().await;
}

#[tokio::test]
async fn a_limit_on_the_private_chat_of_a_secret_does_not_silence_the_group() {
    let mut world = World::new(|n, method, body| match (method, body["chat_id"].as_i64()) {
        ("deleteEphemeralMessage", _) => refused(404, "Not Found: method not found"),
        (_, Some(5)) => {
            let parameters = json!({ "retry_after": 10_800 });
            let description = "Too Many Requests: retry after 10800";
            let body = json!({ "ok": false, "error_code": 429, "description": description, "parameters": parameters });
            (429, body.to_string())
        }
        _ => sent(n),
    })
    .await;
    world.queue(-10, message(Text::plain("s3cret"), None, Some(5))).await;
    world.queue(-10, text("gate 2 is closed")).await;
    world.start();
    assert_eq!(world.said(3).await[1..], [says(5, "s3cret"), says(-10, "gate 2 is closed")]);
    world.stop().await;
    // Nor does it after a restart.
    world.queue(-10, text("gate 2 is open")).await;
    world.start();
    assert_eq!(world.said(4).await[3], says(-10, "gate 2 is open"));
    world.stop().await;
    assert_eq!(world.left().await, 1);
}

#[tokio::test]
async fn a_secret_is_shown_to_one_in_the_group_when_the_server_can() {
    let mut world = World::new(|_, method, _| match method {
        "deleteEphemeralMessage" => refused(400, "Bad Request: message to delete not found"),
        _ => {
            (200, json!({ "ok": true, "result": { "message_id": 0, "ephemeral_message_id": 4 } }).to_string())
        }
    })
    .await;
    world.queue(-10, message(Text::plain("s3cret"), None, Some(5))).await;
    world.start();
    let calls = world.calls(2).await;
    assert_eq!(calls[1].1["ephemeral_message_parameters"], json!({ "receiver_user_id": 5 }));
    world.stop().await;
    assert_eq!(world.left().await, 0);
}

/// Seen to fail when such a message goes to the private chat because it is to be deleted.
#[tokio::test]
async fn what_is_shown_to_one_is_deleted_in_time_and_its_buttons_ask_the_bot_for_nothing() {
    let mut world = World::new(|n, method, _| match (n, method) {
        (0, "deleteEphemeralMessage") => refused(400, "Bad Request: message to delete not found"),
        (_, "deleteEphemeralMessage") => (200, json!({ "ok": true, "result": true }).to_string()),
        _ => {
            (200, json!({ "ok": true, "result": { "message_id": 0, "ephemeral_message_id": 4 } }).to_string())
        }
    })
    .await;
    let mut what = message(Text::plain("s3cret"), None, Some(5));
    if let What::Send { expires, keyboard, .. } = &mut what {
        *expires = Some(Duration::from_mins(10));
        let key = |label: &str, press| Key { label: label.to_owned(), press, look: Look::Plain };
        *keyboard = vec![
            vec![key("Another", Press::Data("pw".into())), key("Copy", Press::Copy("s3cret".into()))],
            vec![key("Longer", Press::Data("pw+".into()))],
        ];
    }
    world.queue(-10, what).await;
    world.start();
    let calls = world.calls(2).await;
    assert_eq!(
        calls[1].1["reply_markup"],
        json!({ "inline_keyboard": [[{ "text": "Copy", "copy_text": { "text": "s3cret" } }]] })
    );
    world.stop().await;
    world.clock.advance(Duration::from_mins(10));
    world.start();
    let gone = json!({ "chat_id": -10, "receiver_user_id": 5, "ephemeral_message_id": 4 });
    assert_eq!(world.calls(3).await[2], ("deleteEphemeralMessage".to_owned(), gone));
    world.stop().await;
    assert_eq!(world.left().await, 0);
}
