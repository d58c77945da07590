//! A model that misbehaves in every way on the list, on every rung of the ladder, always or once: the order ends, the ZIP is
//! valid, the report is true, nothing but words has changed, and when the model is well again work goes on to the end.

use std::sync::Arc;

use bureau::{Bureau, House, JobId, Outcome, Translator, Unwatched};
use llm::{Client, Grade, Kind, Learnt, Limits, Prices, Provider, Rung, Secret, Surroundings, Verdict};
use llm_emulator::{Align, Code, Content, Emulator, Fault, Finish, Json, Plan, Rule, Stream, When};

use crate::world::*;

const RUNGS: [Rung; 5] = [Rung::JsonSchema, Rung::JsonObject, Rung::Plain, Rung::Lines, Rung::Single];

fn client(emulator: &Emulator, rung: Rung) -> Arc<dyn Translator> {
    let limits = Limits {
        first_byte_ms: 2_000,
        idle_ms: 150,
        total_ms: 3_000,
        tries: 2,
        wait_ms: 1,
        longest_wait_ms: 50,
        ..Limits::default()
    };
    let provider = Provider {
        kind: Kind::Openai,
        base_url: format!("{}/v1", emulator.base_url()),
        model: "emulated".into(),
        key: Secret::new("sk-test"),
        prices: Prices { prompt: 100, cached: None, completion: 400 },
        max_concurrency: 2,
        limits,
    };
    let surroundings = Surroundings::new(|| std::time::UNIX_EPOCH, || 0.5);
    let verdict =
        Verdict { rung, grade: Grade::Unproved, learnt: Learnt::default(), steps: Vec::new(), since: 0 };
    Arc::new(Client::new(reqwest::Client::new(), provider, surroundings, Some(verdict)))
}

/// A page whose words no other order has, so that the memory does not help.
fn page(number: usize) -> String {
    format!(
        "<h1>Order {number} of the day</h1><p>Say <b>hello</b> to <?= $name ?> and %s of number {number}</p>\n\
         <p title=\"The hint {number}\">Visit https://shop.example/{number} for 12 mugs</p><p>Line <br> break {number}.</p>\n"
    )
}

struct Trial {
    world: World,
    emulator: Emulator,
    number: usize,
}

impl Trial {
    async fn new() -> Self {
        let emulator = Emulator::start(Plan::default()).await.unwrap();
        let world = World::with(client(&emulator, Rung::JsonSchema), House::default()).await;
        Self { world, emulator, number: 100 }
    }

    /// Every fault on every rung, always and once.
    async fn all(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            for rung in RUNGS {
                for first_attempts in [None, Some(1)] {
                    let when = When { first_attempts, ..When::default() };
                    self.one(Rule { when, fault: fault.clone() }, rung).await;
                }
            }
        }
    }

    async fn one(&mut self, rule: Rule, rung: Rung) {
        let named = format!("{rule:?} on {rung:?}");
        let passes = rule.when.first_attempts.is_some();
        self.number += 1;
        let source = page(self.number);
        self.emulator.reset();
        self.emulator.set_faults(Plan { faults: vec![rule], ..Plan::default() });
        let bureau = self.world.reopened(client(&self.emulator, rung));
        let id = self.world.order("index.php", source.as_bytes(), &["de"]).await;
        let outcome =
            bureau.work(id, &mut Unwatched).await.unwrap_or_else(|error| panic!("{named}: {error}"));
        assert!(!matches!(outcome, Outcome::Cancelled), "{named}");
        let requests = self.emulator.log().len();
        assert!(requests <= 60, "{named}: {requests} requests for five texts");
        let whole = inspect(&bureau, id, &source, &named).await;
        if passes && outcome == Outcome::Done {
            let summary = bureau.parcel(id).await.unwrap().summary;
            assert_eq!(summary.kept, 0, "{named}: what passes is overcome; {summary:?}");
        }
        assert!(
            whole || matches!(outcome, Outcome::Paused(_)),
            "{named}: texts are missing, and work is done"
        );
        if let Outcome::Paused(pause) = outcome {
            assert!(!pause.to_string().is_empty());
            self.emulator.set_faults(Plan::default());
            let bureau = self.world.reopened(client(&self.emulator, rung));
            assert_eq!(
                bureau.work(id, &mut Unwatched).await.unwrap(),
                Outcome::Done,
                "{named}: the model is well again"
            );
            assert!(inspect(&bureau, id, &source, &named).await, "{named}");
        }
        self.world.bureau.forget(id).await.unwrap();
    }
}

/// What is handed over is valid and the report is true; whether every text is settled.
async fn inspect(bureau: &Bureau, id: JobId, source: &str, named: &str) -> bool {
    let parcel = bureau.parcel(id).await.unwrap_or_else(|error| panic!("{named}: {error}"));
    let files = unzip(&parcel.archives[0]);
    let page = find(&files, "index.php").text();
    let marks = |text: &str| text.matches(['<', '>']).count();
    assert_eq!(marks(&page), marks(source), "{named}: {page}");
    for fixed in ["<?= $name ?>", "<b>", "<br>", "title=\"", "%s", "https://shop.example/"] {
        assert_eq!(page.matches(fixed).count(), source.matches(fixed).count(), "{named}: {fixed} in {page}");
    }
    let report = report(&files);
    let texts = report["texts"].as_array().unwrap();
    let summary = &parcel.summary;
    assert_eq!((summary.texts, texts.len() as u64), (5, 5), "{named}");
    assert_eq!(
        summary.memory
            + summary.ok
            + summary.repaired
            + summary.approximate
            + summary.kept
            + summary.human
            + summary.missing,
        summary.texts,
        "{named}"
    );
    for text in texts {
        let state = text["state"].as_str().unwrap();
        let counts = matches!(state, "ok" | "repaired" | "approximate" | "memory");
        assert_eq!(text["target"].is_string(), counts, "{named}: {text}");
        // What is a plain sentence stands in the page as the report says.
        let shown = text["target"].as_str().or(text["source"].as_str()).unwrap();
        if !shown.contains(['<', '&', '"', '>', '\'', '\u{a0}']) && summary.refused == 0 {
            assert!(page.contains(shown), "{named}: {state} {shown:?} is not in {page}");
        }
    }
    summary.missing == 0
}

#[tokio::test]
async fn story_a_well_behaved_model_gets_everything_right() {
    let mut trial = Trial::new().await;
    for rung in RUNGS {
        trial.number += 1;
        trial.emulator.reset();
        let source = page(trial.number);
        let bureau = trial.world.reopened(client(&trial.emulator, rung));
        let id = trial.world.order("index.php", source.as_bytes(), &["uk"]).await;
        assert_eq!(bureau.work(id, &mut Unwatched).await.unwrap(), Outcome::Done);
        let summary = bureau.parcel(id).await.unwrap().summary;
        assert_eq!(summary.ok, 5, "{rung:?}: {summary:?}");
        assert!(summary.cost_millionths > 0);
        let requests = if rung == Rung::Single { 5 } else { 1 };
        assert_eq!(trial.emulator.log().len(), requests, "{rung:?}: no more is asked than must be");
    }
    let known =
        bureau::verdict(&trial.world.db, &format!("{}/v1", trial.emulator.base_url()), "emulated").await;
    assert!(known.unwrap().is_some(), "what was learnt about the endpoint is written down");
}

#[tokio::test]
async fn story_streams_that_are_odd() {
    Trial::new().await.all(Stream::ALL.iter().map(|how| Fault::Stream { how: *how })).await;
}

#[tokio::test]
async fn story_answers_that_end_oddly() {
    Trial::new().await.all(Finish::ALL.iter().map(|how| Fault::Finish { how: *how })).await;
}

#[tokio::test]
async fn story_json_that_is_none() {
    Trial::new().await.all(Json::ALL.iter().map(|how| Fault::Json { how: *how })).await;
}

#[tokio::test]
async fn story_texts_under_their_neighbours_names() {
    Trial::new().await.all(Align::ALL.iter().map(|how| Fault::Align { how: *how })).await;
}

#[tokio::test]
async fn story_codes_that_are_not_what_they_were() {
    Trial::new().await.all(Code::ALL.iter().map(|how| Fault::Code { how: *how })).await;
}

#[tokio::test]
async fn story_words_that_are_no_translation() {
    Trial::new().await.all(Content::ALL.iter().map(|how| Fault::Content { how: *how })).await;
}

#[tokio::test]
async fn story_connections_and_servers_that_fail() {
    let status = |status: u16| Fault::Status {
        status,
        message: None,
        retry_after: None,
        retry_as_date: false,
        html: false,
    };
    let faults = [
        status(400),
        status(401),
        status(403),
        status(404),
        status(429),
        Fault::Status {
            status: 429,
            message: None,
            retry_after: Some(3_600),
            retry_as_date: false,
            html: false,
        },
        Fault::Status { status: 503, message: None, retry_after: None, retry_as_date: false, html: true },
        status(500),
        status(529),
        Fault::Reset,
        Fault::Cut { bytes: 0 },
        Fault::Cut { bytes: 700 },
        Fault::CutInsideCharacter,
        Fault::CutInsideLine,
        Fault::Drip { bytes: 200, pause_ms: 1 },
        Fault::Stall { bytes: 600 },
        Fault::Unsupported { field: "response_format".into() },
        Fault::Unsupported { field: "temperature".into() },
        Fault::IgnoreFormat,
        Fault::IgnoreEnum,
        Fault::SchemaLimit { properties: 2 },
        Fault::Fickle,
    ];
    Trial::new().await.all(faults).await;
}
