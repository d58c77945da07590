//! What another version of the program has left behind.

use db::Json;

use super::*;

/// Seen to fail when one row that cannot be read ends the reading: nothing goes out any more.
#[tokio::test]
async fn a_message_of_another_version_holds_up_nobody() {
    let mut world = World::new(|n, _, _| sent(n)).await;
    let id = world.queue(5, text("x")).await;
    let mut tx = world.db.begin().await.unwrap();
    let odd = Json(json!({ "what": { "hologram": {} } }));
    db::execute!(tx, "UPDATE outbox SET what = $1 WHERE id = $2", odd, id).unwrap();
    tx.commit().await.unwrap();
    world.queue(5, text("next")).await;
    world.start();
    assert_eq!(world.said(1).await, [says(5, "next")]);
    world.stop().await;
    assert_eq!(world.left().await, 0);
}
