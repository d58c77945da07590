//! Every failure the emulator knows, on every rung: whole jobs, over HTTP.

use llm::{Kind, Limits, Prices, Provider, Rung, Secret};
use llm_emulator::{Align, Code, Content, Emulator, Fault, Finish, Json, Plan, Rule, Stream, When};
use translate::batch::Unit;
use translate::repair::Done;

use crate::job::{assert_true, job, page};
use crate::server::client;

const RUNGS: [Rung; 5] = [Rung::JsonSchema, Rung::JsonObject, Rung::Plain, Rung::Lines, Rung::Single];

fn provider(emulator: &Emulator, kind: Kind) -> Provider {
    let base_url = emulator.base_url() + if kind == Kind::Openai { "/v1" } else { "" };
    Provider {
        kind,
        base_url,
        model: "emulator-1".into(),
        key: Secret::new("sk-1"),
        prices: Prices::default(),
        max_concurrency: 1,
        limits: Limits { wait_ms: 1, idle_ms: 40, first_byte_ms: 2_000, tries: 2, ..Limits::default() },
    }
}

fn status(status: u16, message: Option<&str>, html: bool) -> Fault {
    Fault::Status {
        status,
        message: message.map(str::to_owned),
        retry_after: None,
        retry_as_date: false,
        html,
    }
}

/// All that can go wrong on the way.
fn transport() -> Vec<Fault> {
    let retry = |retry_as_date| Fault::Status {
        status: 429,
        message: None,
        retry_after: Some(0),
        retry_as_date,
        html: false,
    };
    let mut faults = vec![
        retry(false),
        retry(true),
        status(429, None, false),
        status(500, None, true),
        status(502, None, true),
        status(503, None, false),
        status(529, None, false),
        Fault::Reset,
        Fault::CutInsideCharacter,
        Fault::CutInsideLine,
        Fault::Drip { bytes: 64, pause_ms: 1 },
        Fault::Stall { bytes: 0 },
        Fault::Stall { bytes: 600 },
    ];
    faults.extend([0, 1, 90, 400, 800, 1_500].map(|bytes| Fault::Cut { bytes }));
    faults.extend(Stream::ALL.iter().map(|how| Fault::Stream { how: *how }));
    faults
}

/// All that can be wrong with an answer.
fn answers() -> Vec<Fault> {
    let mut faults = vec![Fault::IgnoreFormat, Fault::IgnoreEnum, Fault::Fickle];
    faults.extend(Finish::ALL.iter().map(|how| Fault::Finish { how: *how }));
    faults.extend(Json::ALL.iter().map(|how| Fault::Json { how: *how }));
    faults.extend(Align::ALL.iter().map(|how| Fault::Align { how: *how }));
    faults.extend(Code::ALL.iter().map(|how| Fault::Code { how: *how }));
    faults.extend(Content::ALL.iter().map(|how| Fault::Content { how: *how }));
    faults
}

/// Runs jobs with each fault on each rung, striking these requests.
async fn check_all(
    faults: Vec<Fault>,
    requests: Option<Vec<u64>>,
    units: &[Unit],
    check: impl Fn(&str, &[Unit], &[Done]),
) {
    let emulator = Emulator::start(Plan::default()).await.expect("a free port");
    for rung in RUNGS {
        for fault in &faults {
            let story = format!("{fault:?} on {rung:?}");
            let when = When { requests: requests.clone(), ..When::default() };
            emulator.reset();
            emulator
                .set_faults(Plan { faults: vec![Rule { when, fault: fault.clone() }], ..Plan::default() });
            let finals = job(&client(provider(&emulator, Kind::Openai), Some(rung)), units).await;
            assert_true(&story, units, &finals);
            let made = emulator.log().len();
            assert!((1..=units.len() * 12).contains(&made), "{story}: {made} requests");
            check(&story, units, &finals);
        }
    }
}

fn all_translated(story: &str, units: &[Unit], finals: &[Done]) {
    for (unit, done) in units.iter().zip(finals) {
        assert!(done.state.is_translated(), "{story}: {:?} → {done:?}", unit.text);
    }
}

#[tokio::test]
async fn every_trouble_on_the_way_that_passes_is_overcome() {
    check_all(transport(), Some(vec![1]), &page(), all_translated).await;
}

#[tokio::test]
async fn every_bad_answer_that_comes_once_is_overcome() {
    check_all(answers(), Some(vec![1]), &page(), all_translated).await;
}

#[tokio::test]
async fn every_trouble_on_the_way_that_stays_ends_the_job_truly() {
    check_all(transport(), None, &page()[1..4], |_, _, _| {}).await;
}

#[tokio::test]
async fn every_bad_answer_that_stays_ends_the_job_truly() {
    check_all(answers(), None, &page()[1..4], |_, _, _| {}).await;
}

#[tokio::test]
async fn all_three_providers_are_probed_and_asked_alike() {
    let emulator = Emulator::start(Plan::default()).await.expect("a free port");
    let azure = Kind::Azure { api_version: "2025-01-01".into() };
    for kind in [Kind::Openai, azure, Kind::Anthropic, Kind::Gemini] {
        let client = client(provider(&emulator, kind.clone()), None);
        all_translated(&format!("{kind:?}"), &page(), &job(&client, &page()).await);
        assert_eq!(client.verdict().map(|verdict| verdict.rung), Some(Rung::JsonSchema), "{kind:?}");
    }
}
