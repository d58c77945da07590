//! Who is who.

use kit::store::people;
use kit::{UserId, Who};
use stage::Stage;

/// Seen to fail when the one who had the name keeps it: `/role @anna lead` then makes somebody a lead who gave the name up.
#[tokio::test]
async fn a_user_name_is_theirs_who_was_seen_with_it_last() {
    let stage = Stage::new([]).await;
    let mut tx = stage.app.db.begin().await.unwrap();
    let who = Who { id: UserId(900), name: "Hanna".into(), username: Some("Anna".into()), language: None };
    let hanna = people::find(&mut tx, &who, &[]).await.unwrap();
    assert_eq!(people::by_username(&mut tx, "anna", &[]).await.unwrap().unwrap().name, "Anna");
    people::meet(&mut tx, &hanna, stage.app.clock.now()).await.unwrap();
    assert_eq!(people::by_username(&mut tx, "anna", &[]).await.unwrap().unwrap().id, UserId(900));
    let sql = "SELECT COUNT(*) FROM person WHERE name = 'Anna' AND username IS NULL";
    assert_eq!(kit::db::fetch_one!(tx, (i64,), sql).unwrap().0, 1, "Anna is still there, without the name");
    tx.commit().await.unwrap();
}
