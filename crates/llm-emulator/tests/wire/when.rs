//! Which requests and which texts a rule strikes.

use llm_emulator::{Content, Emulator, Fault, Plan, Rule, When};
use serde_json::{Value, json};

use crate::call::{OPENAI, ask, lines, set, single};

async fn with(when: When, fault: Fault) -> Emulator {
    Emulator::start(Plan { faults: vec![Rule { when, fault }], ..Plan::default() }).await.unwrap()
}

fn down() -> Fault {
    Fault::Status { status: 503, message: None, retry_after: None, retry_as_date: false, html: false }
}

async fn statuses(emulator: &Emulator, bodies: &[Value]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for body in bodies {
        statuses.push(ask(emulator, OPENAI, body).await.status);
    }
    statuses
}

#[tokio::test]
async fn by_the_number_of_the_request() {
    let emulator = with(When { requests: Some(vec![2, 4]), ..When::default() }, down()).await;
    let bodies = ["a", "b", "c", "d", "e"].map(single);
    assert_eq!(statuses(&emulator, &bodies).await, [200, 503, 200, 503, 200]);
    emulator.reset();
    assert_eq!(statuses(&emulator, &bodies[..2]).await, [200, 503], "a reset counts from 1 again");
}

#[tokio::test]
async fn by_the_attempt_at_the_same_texts_on_the_same_model() {
    let emulator = with(When { first_attempts: Some(2), ..When::default() }, down()).await;
    let mut other_model = single("a");
    set(&mut other_model, "model", json!("emulator-2"));
    let bodies = [single("a"), single("a"), single("b"), single("a"), other_model];
    assert_eq!(statuses(&emulator, &bodies).await, [503, 503, 503, 200, 503]);
    let attempts: Vec<u32> = emulator.log().iter().map(|entry| entry.attempt).collect();
    assert_eq!(attempts, [1, 2, 1, 3, 1]);
}

#[tokio::test]
async fn by_the_name_of_the_model() {
    let emulator = with(When { model: Some("emulator-2".to_owned()), ..When::default() }, down()).await;
    let mut other = single("a");
    set(&mut other, "model", json!("emulator-2"));
    assert_eq!(statuses(&emulator, &[single("a"), other]).await, [200, 503]);
}

#[tokio::test]
async fn by_the_segment_and_then_that_one_alone() {
    let echo = Fault::Content { how: Content::Echo };
    let emulator = with(When { segment: Some("2".to_owned()), ..When::default() }, echo).await;
    assert_eq!(ask(&emulator, OPENAI, &lines(&["one", "two"])).await.said(), "1|öñé\n2|two");
    let down = with(When { segment: Some("2".to_owned()), ..When::default() }, down()).await;
    assert_eq!(statuses(&down, &[lines(&["one", "two"]), single("one")]).await, [503, 200]);
}

#[tokio::test]
async fn by_words_of_the_source_and_then_those_alone() {
    let echo = Fault::Content { how: Content::Echo };
    let emulator = with(When { text: Some("wo".to_owned()), ..When::default() }, echo).await;
    assert_eq!(ask(&emulator, OPENAI, &lines(&["one", "two", "work"])).await.said(), "1|öñé\n2|two\n3|work");
    assert!(emulator.log()[0].faults.len() == 1);
    ask(&emulator, OPENAI, &single("one")).await;
    assert!(emulator.log()[1].faults.is_empty(), "the log tells what struck");
}

#[tokio::test]
async fn by_chance_that_the_seed_decides() {
    let bodies: Vec<Value> = (0..60).map(|number| single(&format!("text {number}"))).collect();
    let run = async |seed, chance| {
        let rule = Rule { when: When { chance: Some(chance), ..When::default() }, fault: down() };
        let plan = Plan { seed, faults: vec![rule], ..Plan::default() };
        statuses(&Emulator::start(plan).await.unwrap(), &bodies).await
    };
    let struck = |statuses: &[u16]| statuses.iter().filter(|status| **status == 503).count();
    assert_eq!(struck(&run(1, 0.0).await), 0);
    assert_eq!(struck(&run(1, 1.0).await), 60);
    let half = run(1, 0.5).await;
    assert!((15..=45).contains(&struck(&half)), "{half:?}");
    assert_eq!(run(1, 0.5).await, half, "the same seed, the same luck");
    assert_ne!(run(2, 0.5).await, half, "another seed, another luck");
    let again = [
        single("text 0"),
        single("text 0"),
        single("text 0"),
        single("text 0"),
        single("text 0"),
        single("text 0"),
    ];
    let rule = Rule { when: When { chance: Some(0.5), ..When::default() }, fault: down() };
    let plan = Plan { seed: 1, faults: vec![rule], ..Plan::default() };
    let retries = statuses(&Emulator::start(plan).await.unwrap(), &again).await;
    assert!(retries.contains(&200) && retries.contains(&503), "each attempt has its own luck: {retries:?}");
}

#[tokio::test]
async fn only_where_everything_that_is_named_fits() {
    let when = When { requests: Some(vec![1, 2]), text: Some("a".to_owned()), ..When::default() };
    let emulator = with(when, down()).await;
    assert_eq!(statuses(&emulator, &[single("b"), single("a"), single("a")]).await, [200, 503, 200]);
}
