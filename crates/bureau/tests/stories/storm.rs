//! A program that is killed anywhere, with a model that misbehaves: what comes out is what an unbroken run gives.

use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use async_trait::async_trait;
use bureau::{Bureau, House, JobId, Outcome, Pretend, Translator, Unwatched};
use llm::{Ask, Budget, Ending, Fault, Piece, Prices, Reply};
use proptest::prelude::*;

use crate::world::*;

/// What it does when it is asked for a text for the first time.
#[derive(Debug, Clone, Copy)]
enum Mood {
    Good,
    LosesCodes,
    SaysNothing,
    Breaks,
    CutsShort,
}

/// Misbehaves once a text, and answers a text at a time, so that a crash can come between any two.
struct Moody {
    moods: Vec<Mood>,
    asked: Mutex<HashMap<String, usize>>,
}

impl Moody {
    fn new(moods: &[Mood]) -> Arc<Self> {
        Arc::new(Self { moods: moods.to_vec(), asked: Mutex::default() })
    }

    /// The mood for a text: by its place in the order of what was asked for the first time.
    fn mood(&self, text: &str) -> Mood {
        let mut asked = self.asked.lock().unwrap();
        if asked.contains_key(text) {
            return Mood::Good;
        }
        let number = asked.len();
        asked.insert(text.to_owned(), number);
        self.moods.get(number % self.moods.len().max(1)).copied().unwrap_or(Mood::Good)
    }
}

#[async_trait]
impl Translator for Moody {
    fn name(&self) -> &'static str {
        "moody"
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
            tokio::task::yield_now().await;
            match self.mood(&item.text) {
                Mood::Good => on(piece),
                Mood::LosesCodes => on(Piece { text: piece.text.replace(['<', '>'], ""), ..piece }),
                Mood::SaysNothing => on(Piece { text: String::new(), ..piece }),
                Mood::Breaks if piece.index == 0 => return Err(Fault::Connection("it broke".into())),
                Mood::Breaks | Mood::CutsShort => {
                    let ending = Ending::Cut(Fault::Connection("it broke".into()));
                    return Ok(Reply { closed: piece.index, ending, ..reply });
                }
            }
        }
        Ok(reply)
    }
}

/// Works until the program is killed: after it has been woken so many times.
async fn work_until_killed(bureau: &Bureau, id: JobId, wakes: u32) -> Option<Outcome> {
    let mut watch = Unwatched;
    let mut work = pin!(bureau.work(id, &mut watch));
    let mut left = wakes;
    std::future::poll_fn(|cx| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(cx).map(|outcome| Some(outcome.unwrap()))
    })
    .await
}

fn site() -> Vec<u8> {
    let page = sentences(20, |n| format!("<p>Sentence {n} is <b>bold</b> on <?= $day ?>.</p>\n"));
    zip(&[("one.php", page.as_bytes()), ("two.php", PAGE.as_bytes())])
}

/// The files that an order ends with, however often it is killed and however the model feels.
async fn ends_with(moods: &[Mood], kills: &[u32]) -> Vec<Unzipped> {
    let model = Moody::new(moods);
    let world = World::with(model.clone(), House::default()).await;
    let id = world.order("site.zip", &site(), &["de"]).await;
    for wakes in kills {
        let bureau = world.reopened(model.clone());
        if work_until_killed(&bureau, id, *wakes).await == Some(Outcome::Done) {
            break;
        }
    }
    // A rest is no end: somebody presses "Go on".
    let bureau = world.reopened(model);
    for _ in 0..20 {
        if bureau.work(id, &mut Unwatched).await.unwrap() == Outcome::Done {
            break;
        }
    }
    let parcel = bureau.parcel(id).await.unwrap();
    assert!(parcel.summary.is_complete(), "{:?}", parcel.summary);
    let files = unzip(&parcel.archives[0]).into_iter();
    files.filter(|file| !file.name.starts_with("_report/report")).collect()
}

fn moods() -> impl Strategy<Value = Vec<Mood>> {
    let mood = prop_oneof![
        3 => Just(Mood::Good),
        2 => Just(Mood::LosesCodes),
        1 => Just(Mood::SaysNothing),
        1 => Just(Mood::Breaks),
        1 => Just(Mood::CutsShort),
    ];
    prop::collection::vec(mood, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn killed_anywhere_with_a_model_in_any_mood_the_parcel_is_the_same(
        moods in moods(), kills in prop::collection::vec(1u32..160, 0..6),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (unbroken, killed) = runtime.block_on(async {
            (ends_with(&[Mood::Good], &[]).await, ends_with(&moods, &kills).await)
        });
        prop_assert_eq!(unbroken.len(), killed.len());
        for (one, other) in unbroken.iter().zip(&killed) {
            let is_page = !one.name.starts_with("_report");
            prop_assert_eq!(&one.name, &other.name);
            // Files for translators also tell how a text came about.
            prop_assert!(!is_page || one.content == other.content, "{} differs", one.name);
        }
    }
}
