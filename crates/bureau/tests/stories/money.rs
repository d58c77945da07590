//! Money: what is spent, and what stops it.

use std::sync::Arc;

use async_trait::async_trait;
use bureau::{Cap, Caps, House, JobState, Outcome, Pause, Pretend, Settings, Translator, Unwatched};
use llm::{Ask, Budget, Fault, Money, Piece, Prices, Reply, Usage};

use crate::world::*;

/// As the built-in one, but not for nothing.
struct Paid;

#[async_trait]
impl Translator for Paid {
    fn name(&self) -> &'static str {
        "paid"
    }

    fn is_pretend(&self) -> bool {
        true
    }

    fn concurrency(&self) -> usize {
        2
    }

    fn prices(&self) -> Prices {
        Prices { prompt: 100_000, cached: None, completion: 400_000 }
    }

    async fn ask(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Fault> {
        let usage = Usage { prompt: 900, cached: 0, completion: 700, estimated: false };
        let cost = self.prices().cost(&usage);
        let charge = budget.reserve(cost)?;
        let reply = Pretend.ask(ask, budget, on).await?;
        charge.settle(cost, usage);
        Ok(Reply { usage, cost, ..reply })
    }
}

fn page() -> String {
    sentences(120, |n| format!("<p>This is sentence number {n} of a page that costs money.</p>\n"))
}

async fn world(caps: Caps) -> World {
    World::with(Arc::new(Paid), House { caps, ..House::default() }).await
}

#[tokio::test]
async fn story_what_is_spent_is_in_the_books_and_in_the_report() {
    let world = world(Caps::default()).await;
    let id = world.order("a.html", page().as_bytes(), &["de"]).await;
    let estimate = world.bureau.estimate(id).await.unwrap();
    let parcel = world.done(id).await;
    let spent = world.bureau.job(id).await.unwrap().spent;
    assert!(spent > Money::default());
    assert_eq!(parcel.summary.cost_millionths, spent.millionths);
    assert!(
        spent.minor() < estimate.price.minor() * 3 && estimate.price.minor() < spent.minor() * 3,
        "estimated {} and spent {}",
        estimate.price.minor(),
        spent.minor()
    );
    assert_eq!(world.bureau.spent_in_month(ANNA).await.unwrap().0, spent);
}

#[tokio::test]
async fn story_a_cap_pauses_the_order_before_it_is_broken_and_a_higher_one_lets_it_go_on() {
    let world = world(Caps::default()).await;
    let settings = Settings { cap: Some(1_400), ..Settings::into_languages(["de"]) };
    let id =
        world.bureau.receive(ANNA, vec![sent("a.html", page().as_bytes())], settings.clone()).await.unwrap();
    assert_eq!(world.bureau.estimate(id).await.unwrap().over, Some(Cap::Job));
    let outcome = world.bureau.work(id, &mut Unwatched).await.unwrap();
    assert_eq!(outcome, Outcome::Paused(Pause::Budget(Cap::Job)));
    let job = world.bureau.job(id).await.unwrap();
    assert_eq!(job.state, JobState::Paused(Pause::Budget(Cap::Job)));
    assert!(job.spent <= Money::from_minor(1_400), "{}", job.spent.minor());
    let half = world.bureau.parcel(id).await.unwrap().summary;
    assert!(half.ok > 0 && half.missing > 0, "{half:?}");
    world.bureau.configure(id, &Settings { cap: None, ..settings }).await.unwrap();
    let whole = world.done(id).await.summary;
    assert!(whole.is_complete() && whole.ok == 120, "{whole:?}");
}

#[tokio::test]
async fn story_a_persons_month_holds_over_all_their_orders() {
    let world = world(Caps { job: None, month: Some(Money::from_minor(2_500)) }).await;
    let first = world.order("a.html", page().as_bytes(), &["de"]).await;
    let second = world.order("b.html", page().as_bytes(), &["fr"]).await;
    let (mut one, mut two) = (Unwatched, Unwatched);
    let (one, two) = tokio::join!(world.bureau.work(first, &mut one), world.bureau.work(second, &mut two));
    let outcomes = [one.unwrap(), two.unwrap()];
    assert!(outcomes.contains(&Outcome::Paused(Pause::Budget(Cap::Month))), "{outcomes:?}");
    let (spent, cap) = world.bureau.spent_in_month(ANNA).await.unwrap();
    assert!(spent > Money::default() && Some(spent) <= cap, "{} cents", spent.minor());
}

#[tokio::test]
async fn story_the_limit_that_stopped_a_call_is_named() {
    // Its estimate fits, and what it costs does not: the call itself finds out.
    let (tight, wide) = (Some(Money::from_minor(300)), Some(Money::from_minor(10_000)));
    for (caps, cap) in [
        (Caps { job: wide, month: tight }, Cap::Month),
        (Caps { job: None, month: tight }, Cap::Month),
        (Caps { job: tight, month: wide }, Cap::Job),
    ] {
        let world = world(caps).await;
        let id = world.order("a.html", b"<p>A text that costs money.</p>", &["de"]).await;
        let outcome = world.bureau.work(id, &mut Unwatched).await.unwrap();
        assert_eq!(outcome, Outcome::Paused(Pause::Budget(cap)), "{caps:?}");
    }
}
