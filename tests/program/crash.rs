//! Promise 1: `kill -9` at any moment. No update is lost, no change is made twice, a reply is repeated at most once.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::time::Duration;

use commerce::catalogue::Sku;
use kit::Clock;
use kit::db::{Db, Options};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;

use crate::world::{ANNA, OLENA, SAM, Shop, button};

const MESSAGES: usize = 300;

/// Somebody at work, and the shelf that they alone count.
struct Clerk {
    id: i64,
    name: &'static str,
    sku: Sku,
    warehouse: String,
    /// What lies there, with all that they have written.
    on_hand: i64,
    /// The plans that they still have to put their name to.
    plans: VecDeque<String>,
    /// How often they did.
    signed: usize,
}

impl Clerk {
    /// One more was found: what it would change is shown, with a button.
    fn finds_one(&mut self, shop: &Shop) {
        shop.says(self.id, &format!("/adjust {} 1 {} found", self.sku.code, self.warehouse));
        self.on_hand += 1;
        self.plans.push_back(format!("→ {} (+1)", self.on_hand));
    }

    /// Presses the button under the oldest plan three times at once.
    async fn signs(&mut self, shop: &Shop) {
        let Some(words) = self.plans.pop_front() else { return };
        let plan = shop.wait_for(self.id, &words).await;
        let data = button(&plan, "✅");
        for _ in 0..3 {
            shop.press_data(self.id, &plan, &data, true);
        }
        self.signed += 1;
    }
}

/// Makes somebody one of the staff.
async fn hire(shop: &Shop, who: i64, name: &str) {
    shop.says(who, "/request");
    let card = shop.wait_for(OLENA, name).await;
    shop.press(OLENA, &card, "працівник");
    shop.wait_for(who, "Welcome").await;
}

/// Three people at work, each with a shelf.
async fn clerks(shop: &Shop) -> Vec<Clerk> {
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    hire(shop, ANNA, "Anna").await;
    hire(shop, SAM, "Sam").await;
    let db = Db::connect(&shop.database_url, &Options::default()).await.expect("a shop with goods");
    demo_shop::load(&db, demo_shop::Shop::new(1, 20, Clock::System.now()), |_| ())
        .await
        .expect("a shop with goods");
    let mut on = db.read().await.expect("a shop with goods");
    let warehouse = commerce::place::warehouses(&mut on).await.expect("a shop with goods").remove(0);
    let mut clerks = Vec::new();
    let mut skus = commerce::catalogue::page(&mut on, None, 20).await.expect("a shop with goods").into_iter();
    for (id, name) in [(OLENA, "Olena"), (ANNA, "Anna"), (SAM, "Sam")] {
        let (sku, on_hand) = loop {
            let sku = skus.next().expect("a shop with goods");
            let to_none = commerce::ledger::delta_to(&mut on, sku.id, warehouse.id, 0)
                .await
                .expect("a shop with goods");
            // Larger numbers are written with separators.
            if sku.kind == commerce::Kind::Stocked && to_none > -900 {
                break (sku, -to_none);
            }
        };
        let (warehouse, plans) = (warehouse.code.clone(), VecDeque::new());
        clerks.push(Clerk { id, name, sku, warehouse, on_hand, plans, signed: 0 });
    }
    clerks
}

/// Three hundred messages from three people, and thirty changes of stock that they put their names to with three presses
/// each; the program killed and started again fourteen times at random moments, half of them right after a press.
///
/// Seen to fail when updates are confirmed before the inbox is committed (a plan, or its answer, is lost), and when
/// `inbox::finish` is taken out of the commit (the same things are answered again and again). That a row is marked before it
/// is sent is shown by `what_goes_out_is_marked_before_it_goes`: fourteen kills do not hit that moment.
#[tokio::test(flavor = "multi_thread")]
async fn every_message_is_answered_and_nothing_is_done_twice() {
    let mut shop = Shop::open().await;
    let mut dice = StdRng::seed_from_u64(20_261_121);
    shop.start("main");
    let mut clerks = clerks(&shop).await;
    let mut kills: Vec<usize> = (0..7).map(|_| dice.random_range(0..MESSAGES)).collect();
    kills.extend((0..7).map(|_| dice.random_range(0..30) * 10 + 7));
    for number in 0..MESSAGES {
        let clerk = &mut clerks[number / 10 % 3];
        // What is asked for names its number, and so does the answer: the nearest commands to an unknown one.
        shop.says(clerk.id, &format!("/nothing{number:03}"));
        match number % 10 {
            2 => clerk.finds_one(&shop),
            7 => clerk.signs(&shop).await,
            _ => {}
        }
        for _ in kills.iter().filter(|kill| **kill == number) {
            tokio::time::sleep(Duration::from_millis(dice.random_range(0..120))).await;
            shop.kill();
            shop.start("main");
        }
    }
    for clerk in &clerks {
        shop.says(clerk.id, "/nothing999");
        shop.wait_for(clerk.id, "/nothing999").await;
    }
    shop.settle().await;

    let mut answers: BTreeMap<usize, usize> = BTreeMap::new();
    for message in clerks.iter().flat_map(|clerk| shop.heard(clerk.id)) {
        let text = message["text"].as_str().unwrap_or_default();
        if let Some(number) =
            text.split("/nothing").nth(1).and_then(|t| t.get(..3)).and_then(|t| t.parse().ok())
        {
            *answers.entry(number).or_default() += 1;
        }
    }
    let lost: Vec<_> = (0..MESSAGES).filter(|n| !answers.contains_key(n)).collect();
    assert!(lost.is_empty(), "never answered: {lost:?}\n{}", shop.log());
    let repeated: Vec<_> = answers.range(..MESSAGES).filter(|(_, times)| **times > 2).collect();
    assert!(repeated.is_empty(), "answered more than twice: {repeated:?}");
    let pressed: usize = clerks.iter().map(|clerk| clerk.signed * 3).sum();
    assert_eq!((pressed, answered_presses(&shop)), (90, 90 + 2), "a pressed button was left spinning");
    for clerk in &clerks {
        is_written_once(&shop, clerk).await;
    }
}

/// How many different presses have been answered.
fn answered_presses(shop: &Shop) -> usize {
    let calls = shop.sandbox.world(|world| world.calls(0));
    let answers = calls.iter().filter(|call| call["method"] == "answerCallbackQuery");
    answers.map(|call| call["params"]["callback_query_id"].to_string()).collect::<HashSet<_>>().len()
}

/// What a clerk has put their name to is in the ledger, each once.
async fn is_written_once(shop: &Shop, clerk: &Clerk) {
    let db = Db::connect(&shop.database_url, &Options::default()).await.expect("the ledger");
    let history =
        commerce::ledger::history(&mut db.read().await.expect("the ledger"), clerk.sku.id, None, 100)
            .await
            .expect("the ledger");
    let actor = format!("{} ({})", clerk.name, clerk.id);
    let written: Vec<_> = history.iter().filter(|m| m.actor == actor).collect();
    assert_eq!((written.len(), clerk.signed), (10, 10), "{} has written {written:?}", clerk.name);
    assert!(written.iter().all(|movement| movement.delta == 1), "{written:?}");
    assert_eq!(written[0].balance_after, clerk.on_hand, "{written:?}");
}

/// A change is made once, however often its button is pressed and the program killed in between. Two guards hold here, the
/// button's and the request's own; `buttons.rs` has one that fails with the button's.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_made_once_through_kills() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    shop.says(SAM, "/request");
    let card = shop.wait_for(OLENA, "Sam").await;
    for _ in 0..5 {
        shop.press(OLENA, &card, "працівник");
    }
    shop.kill();
    shop.start("main");
    shop.wait_for(SAM, "Welcome").await;
    shop.settle().await;
    let db = Db::connect(&shop.database_url, &Options::default()).await.unwrap();
    let rows = kit::store::audit::newest(&mut db.read().await.unwrap(), 100).await.unwrap();
    let decided = rows
        .iter()
        .filter(|(_, path, name, outcome)| path == "tap" && name == "ad" && outcome == "ok")
        .count();
    assert_eq!(decided, 1, "the decision was made {decided} times");
    let welcomes =
        shop.heard(SAM).iter().filter(|m| m["text"].as_str().is_some_and(|t| t.contains("Welcome"))).count();
    assert!((1..=2).contains(&welcomes), "Sam was welcomed {welcomes} times");
}

/// A job goes on where it was when the program died under it, on the same card, and tells nobody twice. Seen to fail when a
/// run's workers have the name of the last one's: the queue takes the job for one at work.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_survives_a_kill() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    hire(&shop, ANNA, "Anna").await;
    hire(&shop, SAM, "Sam").await;
    shop.says(OLENA, "/announce Gate 2 is closed");
    let plan = shop.wait_for(OLENA, "Gate 2").await;
    shop.press(OLENA, &plan, "Надіслати");
    shop.wait_for(OLENA, "надсилаю").await;
    shop.kill();
    shop.start("main");
    for who in [ANNA, SAM] {
        shop.wait_for(who, "Gate 2 is closed").await;
    }
    shop.wait_for(OLENA, "Повідомлено").await;
    shop.settle().await;
    for who in [ANNA, SAM] {
        let told = shop
            .heard(who)
            .iter()
            .filter(|m| m["text"].as_str().is_some_and(|t| t.contains("Gate 2")))
            .count();
        assert!((1..=2).contains(&told), "{who} was told {told} times");
    }
}

/// A stop by a service manager finishes what is at work, sends what is ready, and loses nothing. Seen to fail when delivery
/// ends at the stop: what is in line behind the first answer then waits for the next start.
#[tokio::test(flavor = "multi_thread")]
async fn a_polite_stop_ends_well_and_the_next_start_goes_on() {
    let mut shop = Shop::open().await;
    // A second copy would go on, and say the rest.
    shop.start_alone("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    shop.settle().await;
    // The first answer takes its time, so that others are in line behind it when the stop comes.
    shop.act("fault", &json!({ "method": "sendMessage", "times": 1, "kind": "latency", "ms": 1500 }));
    for number in 0..50 {
        shop.says(OLENA, &format!("/nothing{number:03}"));
    }
    shop.until_said_and_not_sent(10).await;
    assert!(shop.stop(), "the program did not end well:\n{}", shop.log());
    assert_eq!(shop.left_to_say().await, 0, "what was ready was not sent before the end");
    shop.start("main");
    shop.wait_for(OLENA, "/nothing049").await;
    shop.settle().await;
    for number in 0..50 {
        let asked = format!("/nothing{number:03}");
        let times = shop
            .heard(OLENA)
            .iter()
            .filter(|m| m["text"].as_str().is_some_and(|t| t.contains(&asked)))
            .count();
        assert_eq!(times, 1, "{asked} was answered {times} times");
    }
}
