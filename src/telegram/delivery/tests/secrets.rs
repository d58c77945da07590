//! Messages for one member's eyes.

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
