//! Promise 1: `kill -9` at any moment. No update is lost, no change is made twice, a reply is repeated at most once.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;

use crate::world::{ANNA, OLENA, SAM, Shop};

/// Three hundred messages from three people, the program killed and started again fourteen times at random moments.
///
/// Must fail when: the offset is moved before the inbox is committed (lost), `inbox::finish` is taken out of the commit
/// (answered twice and more), rows are sent without being marked first (repeated more than once).
#[tokio::test(flavor = "multi_thread")]
async fn every_message_is_answered_and_nothing_is_done_twice() {
    const MESSAGES: usize = 300;
    let mut shop = Shop::open().await;
    let mut dice = StdRng::seed_from_u64(20_261_121);
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;

    let mut kills: Vec<usize> = (0..14).map(|_| dice.random_range(0..MESSAGES)).collect();
    kills.sort_unstable();
    for number in 0..MESSAGES {
        // What is asked for names its number, and so does the answer: the nearest commands to an unknown one.
        shop.says(OLENA, &format!("/nothing{number:03}"));
        while kills.first() == Some(&number) {
            kills.remove(0);
            tokio::time::sleep(Duration::from_millis(dice.random_range(0..120))).await;
            shop.kill();
            shop.start("main");
        }
    }
    shop.wait_for(OLENA, "/nothing299").await;
    shop.settle().await;

    let mut answers: BTreeMap<usize, usize> = BTreeMap::new();
    for message in shop.heard(OLENA) {
        let text = message["text"].as_str().unwrap_or_default();
        if let Some(number) =
            text.split("/nothing").nth(1).and_then(|t| t.get(..3)).and_then(|t| t.parse().ok())
        {
            *answers.entry(number).or_default() += 1;
        }
    }
    let lost: Vec<_> = (0..MESSAGES).filter(|n| !answers.contains_key(n)).collect();
    assert!(lost.is_empty(), "never answered: {lost:?}\n{}", shop.log());
    let repeated: Vec<_> = answers.iter().filter(|(_, times)| **times > 2).collect();
    assert!(repeated.is_empty(), "answered more than twice: {repeated:?}");
}

/// A change is made once, however often its button is pressed and the program killed in between.
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
    let db = kit::db::Db::connect(&shop.database_url, &kit::db::Options::default()).await.unwrap();
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

/// A job goes on where it was when the program died under it, on the same card, and tells nobody twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_survives_a_kill() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    for (who, words) in [(ANNA, "/request"), (SAM, "/request")] {
        shop.says(who, words);
        let name = if who == ANNA { "Anna" } else { "Sam" };
        let card = shop.wait_for(OLENA, name).await;
        shop.press(OLENA, &card, "працівник");
        shop.wait_for(who, "Welcome").await;
    }
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
    shop.act(
        "fault",
        &json!({ "method": "sendMessage", "times": 1, "kind": "latency", "ms": 1500 }),
    );
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
