//! The control plane, the plan as TOML and JSON, the program, and the README.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use llm_emulator::{Align, Code, Content, Emulator, Entry, Fault, Finish, Json, Plan, Rule, Stream, When};
use serde_json::{Value, json};

use crate::call::{OPENAI, ask, emulator, single};

const README: &str = include_str!("../../README.md");

async fn put(emulator: &Emulator, path: &str, body: &Value) -> u16 {
    let url = emulator.base_url() + path;
    reqwest::Client::new().put(url).json(body).send().await.unwrap().status().as_u16()
}

async fn get(emulator: &Emulator, path: &str) -> Value {
    reqwest::get(emulator.base_url() + path).await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_test_in_another_process_has_it_all_over_http() {
    let emulator = emulator([]).await;
    let plan = json!({"seed": 4, "faults": [{"kind": "cut", "bytes": 9, "when": {"requests": [7]}}]});
    assert_eq!(put(&emulator, "/control/faults", &plan).await, 204);
    assert_eq!(put(&emulator, "/control/clock", &json!({"unix": 86_400})).await, 204);
    assert_eq!(put(&emulator, "/control/latency", &json!({"ms": 1})).await, 204);
    let held: Plan = serde_json::from_value(get(&emulator, "/control/faults").await).unwrap();
    let when = When { requests: Some(vec![7]), ..When::default() };
    let faults = vec![Rule { when, fault: Fault::Cut { bytes: 9 } }];
    assert_eq!(held, Plan { seed: 4, clock: 86_400, latency_ms: 1, faults, ..Plan::default() });
    let reply = ask(&emulator, OPENAI, &single("Hi")).await;
    assert_eq!(
        (reply.header("date"), reply.at("/created")),
        ("Fri, 02 Jan 1970 00:00:00 GMT", json!(86_400))
    );
    let logged: Vec<Entry> = serde_json::from_value(get(&emulator, "/control/log").await).unwrap();
    assert_eq!(logged, emulator.log());
    assert_eq!((logged.len(), &logged[0].body), (1, &single("Hi")));
    let reset = reqwest::Client::new().post(emulator.base_url() + "/control/reset").send().await.unwrap();
    assert_eq!((reset.status().as_u16(), emulator.log().len()), (204, 0));
    assert_eq!(get(&emulator, "/v1/models").await["data"][0]["id"], "emulator-1");
    assert_eq!(get(&emulator, "/models").await["data"][0]["created"], 86_400);
}

/// Every button of the page is a fault that there is.
#[tokio::test]
async fn the_pages_buttons_are_plans() {
    let emulator = emulator([]).await;
    let page = reqwest::get(emulator.base_url() + "/control").await.unwrap().text().await.unwrap();
    // Lines such as `"Refuses": { kind: "finish", how: "refusal" },`
    let fault = |line: &str| {
        let (_, fault) = line.trim().strip_prefix('"')?.split_once("\": ")?;
        let fault = fault.trim_end_matches(',');
        let quoted = ["kind", "how", "status", "retry_after", "html", "bytes"]
            .iter()
            .fold(fault.to_owned(), |text, key| text.replace(&format!("{key}:"), &format!("\"{key}\":")));
        serde_json::from_str::<Value>(&quoted).ok().filter(|fault| fault["kind"].is_string())
    };
    let faults: Vec<Value> = page.lines().filter_map(fault).collect();
    assert_eq!(faults.len(), page.matches("{ kind:").count());
    assert!(faults.len() >= 20, "{}", faults.len());
    for fault in faults {
        let status = put(&emulator, "/control/faults", &json!({ "faults": [fault] })).await;
        assert_eq!(status, 204, "{fault}");
    }
    assert_eq!(get(&emulator, "/control/log?newest=1").await, json!([]));
}

#[tokio::test]
async fn a_plan_with_a_slip_of_the_pen_is_refused_and_the_old_one_stays() {
    let emulator = emulator([Fault::Reset]).await;
    for slip in [
        json!({"fault": []}),
        json!({"faults": [{"kind": "cut", "bites": 9}]}),
        json!({"faults": [{"kind": "cut", "bytes": 9, "extra": 1}]}),
        json!({"faults": [{"kind": "json", "how": "fense"}]}),
        json!({"faults": [{"kind": "reset", "when": {"attempts": 1}}]}),
        json!({"faults": [{"when": {}}]}),
    ] {
        assert_eq!(put(&emulator, "/control/faults", &slip).await, 422, "{slip}");
    }
    assert_eq!(get(&emulator, "/control/faults").await["faults"][0]["kind"], "reset");
}

#[tokio::test]
async fn requests_that_no_provider_would_take_are_refused_and_logged() {
    let emulator = emulator([Fault::Reset]).await;
    let table = [
        (OPENAI, "{", "The body is not JSON: "),
        (OPENAI, "{}", "you must provide a model parameter"),
        (OPENAI, r#"{"model":"m"}"#, "'messages' is a required property"),
        (OPENAI, r#"{"model":"m","messages":[]}"#, "at least one message of the user is required"),
        (
            "/v1/messages",
            r#"{"model":"m","messages":[{"role":"user","content":"a"}]}"#,
            "max_tokens: Field required",
        ),
        ("/v1beta/models/m:generateContent", r#"{"messages":[]}"#, "'contents' is a required property"),
    ];
    for (path, body, reason) in table {
        let url = emulator.base_url() + path;
        let response = reqwest::Client::new().post(url).body(body).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 400, "{body}");
        let answer: Value = response.json().await.unwrap();
        assert!(answer["error"]["message"].as_str().unwrap().starts_with(reason), "{answer}");
    }
    let log = emulator.log();
    assert_eq!(log.iter().map(|entry| entry.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert!(log.iter().zip(&table).all(|(entry, row)| entry.malformed.as_ref().unwrap().starts_with(row.2)));
    assert_eq!((&log[0].body, &log[2].model, log[5].api.as_str()), (&json!("{"), &"m".to_owned(), "gemini"));
}

/// One of each.
fn every_fault() -> Vec<Fault> {
    let mut faults = vec![
        Fault::Status {
            status: 429,
            message: Some("Slow down".to_owned()),
            retry_after: Some(2),
            retry_as_date: true,
            html: true,
        },
        Fault::Reset,
        Fault::Cut { bytes: 1 },
        Fault::CutInsideCharacter,
        Fault::CutInsideLine,
        Fault::Drip { bytes: 1, pause_ms: 2 },
        Fault::Stall { bytes: 1 },
        Fault::Unsupported { field: "temperature".to_owned() },
        Fault::IgnoreFormat,
        Fault::IgnoreEnum,
        Fault::SchemaLimit { properties: 1 },
        Fault::TokenLimit { tokens: 1 },
        Fault::Fickle,
    ];
    faults.extend(Stream::ALL.iter().map(|how| Fault::Stream { how: *how }));
    faults.extend(Finish::ALL.iter().map(|how| Fault::Finish { how: *how }));
    faults.extend(Json::ALL.iter().map(|how| Fault::Json { how: *how }));
    faults.extend(Align::ALL.iter().map(|how| Fault::Align { how: *how }));
    faults.extend(Code::ALL.iter().map(|how| Fault::Code { how: *how }));
    faults.extend(Content::ALL.iter().map(|how| Fault::Content { how: *how }));
    faults
}

#[test]
fn every_plan_reads_the_same_from_toml_and_json() {
    let when = When {
        requests: Some(vec![1]),
        first_attempts: Some(2),
        model: Some("m".to_owned()),
        segment: Some("3".to_owned()),
        text: Some("t".to_owned()),
        chance: Some(0.5),
    };
    let faults = every_fault().into_iter().map(|fault| Rule { when: when.clone(), fault }).collect();
    let plan = Plan { seed: 1, latency_ms: 2, clock: 3, cached_tokens: 4, faults };
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan);
    assert_eq!(toml::from_str::<Plan>(&toml::to_string(&plan).unwrap()).unwrap(), plan);
}

/// A code block of the README in this language.
fn shown(language: &str) -> &'static str {
    let (_, rest) = README.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("\n```").unwrap().0
}

#[test]
fn the_readme_names_every_fault() {
    for fault in every_fault() {
        let written = serde_json::to_value(&fault).unwrap();
        for word in [&written["kind"], &written["how"]] {
            let Some(word) = word.as_str() else { continue };
            assert!(
                README.contains(&format!("`{word}`")) || README.contains(&format!("`kind = \"{word}\"`")),
                "README.md does not say what `{word}` does."
            );
        }
    }
}

#[tokio::test]
async fn the_program_runs_alone_with_the_plan_of_the_readme() {
    let mut plan = tempfile::NamedTempFile::new().unwrap();
    plan.write_all(shown("toml").as_bytes()).unwrap();
    let program = env!("CARGO_BIN_EXE_llm-emulator");
    let mut child =
        Command::new(program).arg("--faults").arg(plan.path()).stdout(Stdio::piped()).spawn().unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let held =
        reqwest::get(address.trim().to_owned() + "/control/faults").await.unwrap().json::<Plan>().await;
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(held.unwrap(), toml::from_str(shown("toml")).unwrap());
}
