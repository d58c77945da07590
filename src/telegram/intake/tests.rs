use db::{Db, Timestamp};
use kit::Clock;
use kit::store::inbox;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::*;
use crate::telegram::api::Token;
use crate::telegram::fake::{Script, Server, database, refused};

/// An inbox, a server, and an intake between them.
struct World {
    _folder: tempfile::TempDir,
    db: Db,
    server: Arc<Server>,
    address: String,
    clock: Clock,
    health: Arc<Health>,
    gave_up: CancellationToken,
    wake: Arc<Notify>,
}

impl World {
    async fn new(script: Script) -> Self {
        let (folder, db) = database().await;
        let (server, address) = Server::start(script).await;
        let clock = Clock::starting_at(Timestamp::from_secs(1_700_000_000));
        let health = Arc::new(Health::new(clock.clone()));
        let (gave_up, wake) = (CancellationToken::new(), Arc::new(Notify::new()));
        Self { _folder: folder, db, server, address, clock, health, gave_up, wake }
    }

    fn start(&self, owner: &str) -> (JoinHandle<()>, CancellationToken) {
        let api = Api::new(&self.address, Token::new("1:x")).unwrap();
        let edge = Edge { db: self.db.clone(), api, clock: self.clock.clone(), owner: owner.to_owned() };
        let inlet = self.inlet();
        let (health, gave_up) = (Arc::clone(&self.health), self.gave_up.clone());
        let stop = CancellationToken::new();
        (tokio::spawn(Intake { edge, inlet, health, gave_up }.run(stop.clone())), stop)
    }

    fn inlet(&self) -> Inlet {
        Inlet::new(self.db.clone(), self.clock.clone(), Arc::clone(&self.wake))
    }

    /// The updates in the inbox, oldest first.
    async fn kept(&self) -> Vec<String> {
        let mut tx = self.db.begin().await.unwrap();
        let rows = inbox::claim(&mut tx, "test", 100).await.unwrap();
        rows.into_iter().map(|row| row.raw).collect()
    }
}

fn update(id: i64) -> String {
    let from = json!({ "id": 5 });
    json!({ "update_id": id, "message": { "message_id": id, "from": from, "chat": from, "text": "hi" } })
        .to_string()
}

fn updates(ids: &[i64]) -> (u16, String) {
    let list: Vec<_> = ids.iter().map(|id| update(*id)).collect();
    (200, format!(r#"{{"ok":true,"result":[{}]}}"#, list.join(",")))
}

fn done() -> (u16, String) {
    (200, r#"{"ok":true,"result":true}"#.to_owned())
}

#[tokio::test]
async fn a_batch_is_kept_before_it_is_confirmed_and_kept_once() {
    // The numbers begin anew below what was there, as Telegram's do after a reset; and one comes twice.
    let world = World::new(|n, method, _| match (n, method) {
        (_, "deleteWebhook") => done(),
        (1, _) => updates(&[900, 901]),
        (2, _) => updates(&[901, 3]),
        _ => updates(&[]),
    })
    .await;
    let (running, stop) = world.start("main#1");
    let calls = world.server.calls(4).await;
    let offsets: Vec<_> = calls[1..4].iter().map(|(_, body)| body["offset"].as_i64()).collect();
    assert_eq!(offsets, [None, Some(902), Some(4)]);
    // The first answer, which shows that the bot hears, is not waited for.
    assert_eq!((&calls[1].1["timeout"], &calls[2].1["timeout"]), (&json!(0), &json!(50)));
    assert_eq!(calls[1].1["allowed_updates"], json!(ALLOWED_UPDATES));
    world.wake.notified().await;
    stop.cancel();
    running.await.unwrap();
    assert_eq!(world.kept().await, [update(900), update(901), update(3)]);
    assert!(world.health.is_ready() && !world.health.listens());
}

#[tokio::test]
async fn a_wrong_token_ends_it() {
    let world = World::new(|_, _, _| refused(401, "Unauthorized")).await;
    let (running, _stop) = world.start("main#1");
    running.await.unwrap();
    assert!(world.gave_up.is_cancelled());
    assert!(!world.health.is_ready());
}

#[tokio::test]
async fn another_poller_is_left_the_field_and_the_stop_still_works() {
    let world = World::new(|_, method, _| match method {
        "deleteWebhook" => done(),
        _ => refused(409, "Conflict: terminated by other getUpdates request"),
    })
    .await;
    let (running, stop) = world.start("main#1");
    assert_eq!(world.server.calls(2).await[1].0, "getUpdates");
    stop.cancel();
    running.await.unwrap();
    assert_eq!(world.server.calls(2).await.len(), 2, "it must not go on asking");
    assert!(!world.gave_up.is_cancelled());
}

#[tokio::test]
async fn only_one_copy_polls_and_the_next_takes_over() {
    let world = World::new(|n, method, _| match (n, method) {
        (_, "deleteWebhook") => done(),
        (n, _) => updates(&[i64::try_from(n).unwrap()]),
    })
    .await;
    let (first, stop_first) = world.start("one#1");
    world.server.calls(2).await;
    let (second, stop_second) = world.start("two#1");
    let hooks =
        |calls: Vec<(String, Value)>| calls.iter().filter(|(method, _)| method == "deleteWebhook").count();
    assert_eq!(hooks(world.server.calls(20).await), 1);
    stop_first.cancel();
    first.await.unwrap();
    let so_far = world.server.calls(1).await.len();
    let calls = world.server.calls(so_far + 2).await;
    assert_eq!(hooks(calls), 2, "the second copy begins from the beginning");
    stop_second.cancel();
    second.await.unwrap();
}

/// Whoever waits for a second copy to be up waits for this. Seen to fail when only a copy that has heard from Telegram is.
#[tokio::test]
async fn a_copy_that_stands_by_is_ready() {
    let mut world =
        World::new(|_, method, _| if method == "deleteWebhook" { done() } else { updates(&[]) }).await;
    let (first, stop_first) = world.start("one#1");
    world.server.calls(2).await;
    world.health = Arc::new(Health::new(world.clock.clone()));
    let (second, stop_second) = world.start("two#1");
    let ready = async {
        while !world.health.is_ready() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), ready).await.expect("it is never ready");
    assert!(!world.health.listens());
    for (copy, stop) in [(first, stop_first), (second, stop_second)] {
        stop.cancel();
        copy.await.unwrap();
    }
}

#[tokio::test]
async fn a_webhook_brings_updates_the_same_way() {
    let world = World::new(|_, _, _| done()).await;
    let inlet = world.inlet();
    assert!(inlet.take_one(&update(7)).await.unwrap());
    assert!(inlet.take_one(&update(7)).await.unwrap());
    assert!(!inlet.take_one("nothing of the kind").await.unwrap());
    assert_eq!(world.kept().await, [update(7)]);
    world.db.close().await;
    assert!(inlet.take_one(&update(8)).await.is_err());
}
