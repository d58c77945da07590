//! The program is killed, again and again, and nothing is paid for twice.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bureau::{JobState, Outcome, Pretend, Progress, Translator, Unwatched, Watch};
use llm::{Ask, Budget, Fault, Piece, Prices, Reply};
use tokio::sync::Notify;

use crate::world::*;

/// Answers a text at a time, so that a crash can come between any two, and counts what it was paid for.
#[derive(Default)]
pub struct Slow {
    pub asked: Mutex<HashMap<String, u32>>,
}

#[async_trait]
impl Translator for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }

    fn is_pretend(&self) -> bool {
        true
    }

    fn concurrency(&self) -> usize {
        2
    }

    fn prices(&self) -> Prices {
        Prices::default()
    }

    async fn ask(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Fault> {
        let mut pieces = Vec::new();
        let reply = Pretend.ask(ask, budget, &mut |piece| pieces.push(piece)).await?;
        for (piece, item) in pieces.into_iter().zip(&ask.items) {
            *self.asked.lock().unwrap().entry(item.text.clone()).or_default() += 1;
            on(piece);
            tokio::task::yield_now().await;
        }
        Ok(reply)
    }
}

/// Stops the world at a certain look, as a power cut does, and says so.
struct PowerCut {
    looks_left: usize,
    dark: Arc<Notify>,
}

impl PowerCut {
    fn after(looks_left: usize) -> (Self, Arc<Notify>) {
        let dark = Arc::new(Notify::new());
        (Self { looks_left, dark: Arc::clone(&dark) }, dark)
    }
}

#[async_trait]
impl Watch for PowerCut {
    async fn see(&mut self, _: &Progress) -> ControlFlow<()> {
        if self.looks_left == 0 {
            self.dark.notify_one();
            std::future::pending::<()>().await;
        }
        self.looks_left -= 1;
        ControlFlow::Continue(())
    }
}

fn site() -> Vec<u8> {
    let page =
        |name: &str| -> String { sentences(70, |n| format!("<p>The {name} page says sentence {n}.</p>\n")) };
    zip(&[
        ("one.html", page("first").as_bytes()),
        ("two.html", page("second").as_bytes()),
        ("index.php", PAGE.as_bytes()),
    ])
}

#[tokio::test]
async fn story_killed_at_every_checkpoint_the_parcel_is_the_same_and_no_text_is_paid_twice() {
    let world = World::with(Arc::new(Slow::default()), bureau::House::default()).await;
    let unbroken = world.order("site.zip", &site(), &["de"]).await;
    let expected = world.done(unbroken).await;
    let expected = unzip(&expected.archives[0]);

    // A database of its own, so that the memory of the unbroken run does not help.
    let world = World::with(Arc::new(Pretend), bureau::House::default()).await;
    let id = world.order("site.zip", &site(), &["de"]).await;
    let slow = Arc::new(Slow::default());
    let mut crashes = 0;
    for looks in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55] {
        let bureau = world.reopened(slow.clone());
        let (mut cut, dark) = PowerCut::after(looks);
        let work = bureau.work(id, &mut cut);
        tokio::select! {
            biased;
            outcome = work => {
                assert_eq!(outcome.unwrap(), Outcome::Done);
                break;
            }
            () = dark.notified() => crashes += 1,
        }
    }
    assert!(crashes >= 5, "the story needs crashes, there were {crashes}");
    let bureau = world.reopened(slow.clone());
    assert_eq!(bureau.work(id, &mut Unwatched).await.unwrap(), Outcome::Done);
    let parcel = bureau.parcel(id).await.unwrap();
    let files = unzip(&parcel.archives[0]);
    for (file, other) in
        files.iter().zip(&expected).filter(|(file, _)| !file.name.starts_with("_report/report"))
    {
        assert_eq!((&file.name, &file.content), (&other.name, &other.content));
    }
    let states = |files: &[Unzipped]| report(files)["texts"].clone();
    assert_eq!(states(&files), states(&expected), "the report of a broken run tells the same");
    let twice: Vec<(String, u32)> = slow
        .asked
        .lock()
        .unwrap()
        .iter()
        .filter(|(_, times)| **times > 1)
        .map(|(text, times)| (text.clone(), *times))
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[tokio::test]
async fn story_an_order_that_is_called_off_keeps_what_has_come_and_goes_on_later() {
    let slow = Arc::new(Slow::default());
    let world = World::with(slow.clone(), bureau::House::default()).await;
    let id = world.order("site.zip", &site(), &["de"]).await;
    let mut looker = Looker { leave_after: Some(10), ..Looker::default() };
    assert_eq!(world.bureau.work(id, &mut looker).await.unwrap(), Outcome::Cancelled);
    assert_eq!(world.bureau.job(id).await.unwrap().state, JobState::Cancelled);
    let half = world.bureau.parcel(id).await.unwrap().summary;
    assert!(half.ok > 0 && half.missing > 0 && !half.is_complete(), "{half:?}");
    let paid: u32 = slow.asked.lock().unwrap().values().sum();
    let parcel = world.done(id).await;
    assert!(parcel.summary.is_complete(), "{:?}", parcel.summary);
    let all: u32 = slow.asked.lock().unwrap().values().sum();
    assert!(u64::from(all) < 146 + 10 + u64::from(paid.min(6)), "{paid} before, {all} in all");
}

#[tokio::test]
async fn story_a_second_run_takes_over_and_the_first_one_writes_no_more() {
    let world = World::with(Arc::new(Slow::default()), bureau::House::default()).await;
    let id = world.order("site.zip", &site(), &["de"]).await;
    let (mut first, dark) = PowerCut::after(3);
    let (bureau, other) = (world.bureau.clone(), world.bureau.clone());
    tokio::select! {
        biased;
        _ = bureau.work(id, &mut first) => panic!("it waits at its fourth look"),
        () = dark.notified() => {}
    }
    assert_eq!(world.bureau.job(id).await.unwrap().state, JobState::Working);
    let mut looker = TakesOver { bureau: other, id, done: false };
    let outdated = world.bureau.work(id, &mut looker).await;
    assert!(matches!(outdated, Err(bureau::Error::Db(db::Error::Stale))), "{outdated:?}");
    assert_eq!(world.bureau.job(id).await.unwrap().state, JobState::Done);
}

/// Lets another run do everything at the first look.
struct TakesOver {
    bureau: bureau::Bureau,
    id: bureau::JobId,
    done: bool,
}

#[async_trait]
impl Watch for TakesOver {
    async fn see(&mut self, _: &Progress) -> ControlFlow<()> {
        if !std::mem::replace(&mut self.done, true) {
            self.bureau.work(self.id, &mut Unwatched).await.unwrap();
        }
        ControlFlow::Continue(())
    }
}
