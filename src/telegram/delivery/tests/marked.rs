//! What is known of a message at the moment at which it goes.

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

static ASKED: AtomicBool = AtomicBool::new(false);
static MAY_ANSWER: AtomicBool = AtomicBool::new(false);

/// Answers when the test has looked.
fn answers_late(n: usize, _: &str, _: &Value) -> (u16, String) {
    ASKED.store(true, Ordering::SeqCst);
    while !MAY_ANSWER.load(Ordering::SeqCst) {
        std::thread::yield_now();
    }
    sent(n)
}

/// Promise 1: a reply is repeated at most once. What goes out is marked before, so that whoever finds it after a crash knows
/// that it may have arrived. Seen to fail when rows are sent without being marked.
#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_is_marked_before_it_goes() {
    let mut world = World::new(answers_late).await;
    let id = world.queue(5, text("x")).await;
    world.start();
    let goes = async {
        while !ASKED.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
        }
    };
    let went = tokio::time::timeout(Duration::from_secs(20), goes).await;
    let mut on = world.db.read().await.unwrap();
    let sql = "SELECT state, owner FROM outbox WHERE id = $1";
    let row = db::fetch_one!(&mut on, (String, Option<String>), sql, id).unwrap();
    drop(on);
    // Whatever was found: the server must not wait for ever.
    MAY_ANSWER.store(true, Ordering::SeqCst);
    went.expect("the message did not go");
    assert_eq!(row, ("sending".to_owned(), Some("main#1".to_owned())));
    world.calls(1).await;
    world.stop().await;
    assert_eq!(world.left().await, 0);
}
