//! What goes wrong on purpose.

use serde_json::{Value, json};

use crate::room::{ANNA, House};

async fn texts(house: &House) -> String {
    let url = house.control("transcript?chat=103");
    house.http.get(url).send().await.unwrap().text().await.unwrap()
}

fn send(house: &House) -> reqwest::RequestBuilder {
    house.http.post(house.method("sendMessage")).json(&json!({ "chat_id": ANNA, "text": "Hello" }))
}

/// Whether the connection was reset, and not merely closed.
fn is_reset(error: &reqwest::Error) -> bool {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return io.kind() == std::io::ErrorKind::ConnectionReset;
        }
        source = error.source();
    }
    false
}

#[tokio::test]
async fn a_cut_before_leaves_no_trace_and_one_after_does() {
    let house = House::new().await;
    for (kind, expected) in
        [("cut_before", "Anna: /start\n"), ("cut_after", "Anna: /start\nQuartermaster: Hello\n")]
    {
        house.act("fault", json!({ "method": "sendMessage", "kind": kind }));
        let error = send(&house).send().await.unwrap_err();
        assert!(is_reset(&error), "{kind}: {error:?}");
        assert_eq!(texts(&house).await, expected, "{kind}");
    }
    assert_eq!(send(&house).send().await.unwrap().status(), 200, "a fault strikes once");
    house.sandbox.stop().await;
}

#[tokio::test]
async fn a_status_with_all_that_belongs_to_it() {
    let house = House::new().await;
    house.act("fault", json!({ "chat": ANNA, "kind": "status", "status": 429, "retry_after": 7 }));
    let response = send(&house).send().await.unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()["retry-after"], "7");
    let answer: Value = response.json().await.unwrap();
    assert_eq!(
        answer,
        json!({
            "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 7",
            "parameters": { "retry_after": 7 }
        })
    );
    house.act("fault", json!({ "kind": "status", "status": 400, "description": "Bad Request: no" }));
    let answer: Value = send(&house).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["description"], "Bad Request: no");
    house.sandbox.stop().await;
}

#[tokio::test]
async fn half_an_answer_and_the_page_of_a_proxy() {
    let house = House::new().await;
    house.act("fault", json!({ "kind": "truncate" }));
    let text = send(&house).send().await.unwrap().text().await.unwrap();
    assert!(text.starts_with("{\"ok\":true") && serde_json::from_str::<Value>(&text).is_err(), "{text}");
    house.act("fault", json!({ "kind": "bad_gateway" }));
    let response = send(&house).send().await.unwrap();
    assert_eq!(response.status(), 502);
    assert!(response.text().await.unwrap().contains("502 Bad Gateway"));
    house.sandbox.stop().await;
}

#[tokio::test]
async fn a_hang_ends_with_a_cut() {
    let house = House::new().await;
    house.act("fault", json!({ "kind": "hang", "ms": 1 }));
    assert!(is_reset(&send(&house).send().await.unwrap_err()));
    house.act("fault", json!({ "kind": "latency", "ms": 1 }));
    assert_eq!(send(&house).send().await.unwrap().status(), 200);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn the_third_and_fourth_call_of_one_chat() {
    let house = House::new().await;
    let fault = json!({ "method": "SENDMESSAGE", "chat": ANNA, "nth": 3, "times": 2, "kind": "status", "status": 500 });
    assert_eq!(house.act("fault", fault), json!({ "id": 1 }));
    let mut statuses = Vec::new();
    for _ in 0..5 {
        house.call("getMe", json!({})).await;
        house.call("sendMessage", json!({ "chat_id": -201, "text": "elsewhere" })).await;
        statuses.push(send(&house).send().await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [200, 200, 500, 500, 200]);
    house.act("fault", json!({ "times": 0, "kind": "bad_gateway" }));
    assert_eq!(send(&house).send().await.unwrap().status(), 502);
    house.act("faults/clear", json!({}));
    assert_eq!(send(&house).send().await.unwrap().status(), 200);
    house.sandbox.stop().await;
}

/// By chance, but the same chance in every world with this seed.
#[tokio::test]
async fn chance_follows_its_seed() {
    async fn statuses(seed: u64) -> Vec<u16> {
        let house = House::new().await;
        house.act("fault", json!({ "kind": "bad_gateway", "times": 0, "probability": 0.5, "seed": seed }));
        let mut statuses = Vec::new();
        for _ in 0..32 {
            statuses.push(send(&house).send().await.unwrap().status().as_u16());
        }
        house.sandbox.stop().await;
        statuses
    }
    let first = statuses(1).await;
    let struck = first.iter().filter(|status| **status == 502).count();
    assert!((4..=28).contains(&struck), "{first:?}");
    assert_eq!(first, statuses(1).await);
    assert_ne!(first, statuses(2).await);
}

#[test]
fn a_delay_jitters_within_its_bounds() {
    let mut room = crate::room::Room::new();
    room.act("fault", json!({ "kind": "latency", "times": 0, "ms": 100, "jitter_ms": 50, "seed": 3 }));
    let delays: Vec<u64> =
        (0..20).map(|_| room.world.meet_fault("sendMessage", ANNA).unwrap().ms.unwrap()).collect();
    assert!(delays.iter().all(|ms| (100..=150).contains(ms)), "{delays:?}");
    assert!(delays.iter().any(|ms| *ms != delays[0]), "{delays:?}");
}
