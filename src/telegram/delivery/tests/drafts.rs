//! What is still being written.

use super::*;

/// A card, with what is being written at this moment.
fn working(live: &str) -> What {
    let mut card = message(Text::plain("Working"), Some("job:7"), None);
    if let What::Send { live: at, .. } = &mut card {
        *at = Some(Text::plain(live));
    }
    card
}

#[tokio::test]
async fn what_is_being_written_is_a_draft_beside_the_card() {
    let mut world = World::new(|n, method, _| match method {
        "sendMessageDraft" => (200, json!({ "ok": true, "result": true }).to_string()),
        _ => sent(n),
    })
    .await;
    world.start();
    world.queue(5, working("Guten")).await;
    assert_eq!(world.said(2).await, [("sendMessageDraft".into(), 5, "Guten".into()), says(5, "Working")]);
    world.queue(5, working("Guten Tag")).await;
    let calls = world.calls(4).await;
    assert_eq!([&calls[2].0, &calls[3].0], ["sendMessageDraft", "editMessageText"]);
    let draft = |at: usize| calls[at].1["draft_id"].as_i64().unwrap();
    assert!(draft(0) != 0 && draft(0) == draft(2), "the same draft grows: {} {}", draft(0), draft(2));
    world.stop().await;
}

#[tokio::test]
async fn where_there_are_no_drafts_it_stands_on_the_card_and_the_server_is_asked_once() {
    let mut world = World::new(|n, method, _| match method {
        "sendMessageDraft" => refused(404, "Not Found: method not found"),
        _ => sent(n),
    })
    .await;
    world.start();
    world.queue(5, working("Guten")).await;
    assert_eq!(world.said(2).await[1], says(5, "Working\nGuten"));
    world.queue(5, working("Guten Tag")).await;
    assert_eq!(world.said(3).await[2], ("editMessageText".into(), 5, "Working\nGuten Tag".into()));
    world.stop().await;
}

#[tokio::test]
async fn a_group_reads_it_on_the_card() {
    let mut world = World::new(|n, _, _| sent(n)).await;
    world.start();
    world.queue(-10, working("Guten")).await;
    assert_eq!(world.said(1).await, [says(-10, "Working\nGuten")]);
    world.stop().await;
}
