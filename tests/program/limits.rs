//! Promise 5 and the weather: what Telegram refuses, delays, cuts off or repeats.

use kit::db::{Db, Options};
use kit::store::inbox;
use serde_json::json;

use crate::world::{ANNA, OLENA, Shop};

/// Promise 5. Seen to fail when neither the message nor the chat has its limit written down (all is then said to be due), and
/// when delivery sleeps on a limit (Anna waits). The time is kept twice, with the message and with the chat: losing the chat's
/// alone does no harm here.
#[tokio::test(flavor = "multi_thread")]
async fn three_hours_of_silence_in_one_chat_delay_no_other_and_outlast_a_restart() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    shop.settle().await;
    let limit = json!({ "method": "sendMessage", "chat": OLENA, "times": 1, "kind": "status", "status": 429, "retry_after": 10_800,
        "description": "Too Many Requests: retry after 10800" });
    shop.act("fault", &limit);
    shop.says(OLENA, "/whoami");
    shop.says(ANNA, "/start");
    shop.wait_for(ANNA, "do not know you").await;
    // The limit is written down a moment after it was heard.
    shop.settle().await;
    shop.kill();
    shop.start("main");
    shop.says(OLENA, "/whoami");
    shop.says(ANNA, "/start again");
    shop.wait_for_count(ANNA, 2).await;
    let calls = shop.sandbox.world(|world| world.calls(0));
    let to_olena = calls
        .iter()
        .filter(|c| c["params"]["chat_id"].to_string().contains("101") && c["method"] == "sendMessage")
        .count();
    assert_eq!(to_olena, 2, "the limited chat was called again before its three hours were over");
}

/// Promise 8 is seen to fail here when an error keeps the address that was called, which holds the token, and when what
/// arrives is logged, with the words of people.
///
/// A connection that is cut after the request was processed: the message is there once, or twice, and never lost.
#[tokio::test(flavor = "multi_thread")]
async fn bad_lines_lose_nothing() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    for (kind, extra) in [
        ("cut_before", json!({})),
        ("cut_after", json!({})),
        ("truncate", json!({})),
        ("bad_gateway", json!({})),
        ("status", json!({ "status": 500, "description": "Internal Server Error" })),
    ] {
        let mut fault = json!({ "method": "sendMessage", "times": 1, "kind": kind });
        fault.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        shop.act("fault", &fault);
        let asked = format!("/lost_{kind}");
        shop.says(OLENA, &asked);
        shop.wait_for(OLENA, &asked).await;
        shop.settle().await;
        let times = shop
            .heard(OLENA)
            .iter()
            .filter(|m| m["text"].as_str().is_some_and(|t| t.contains(&asked)))
            .count();
        assert!((1..=2).contains(&times), "after {kind} it was said {times} times");
    }
    // The same for the way in.
    for kind in ["cut_before", "cut_after", "truncate", "bad_gateway"] {
        shop.act("fault", &json!({ "method": "getUpdates", "times": 1, "kind": kind }));
        let asked = format!("/in_{kind}");
        shop.says(OLENA, &asked);
        shop.wait_for(OLENA, &asked).await;
    }
    // What people write and get is nobody's business who reads the log.
    shop.says(OLENA, "/b64 customer-4711");
    shop.wait_for(OLENA, "Y3VzdG9tZXItNDcxMQ==").await;
    let log = shop.log();
    for words in ["customer-4711", "Y3VzdG9tZXItNDcxMQ"] {
        assert!(!log.contains(words), "promise 8: what a customer wrote is in the log");
    }
    let secret = shop.token.split(':').nth(1).unwrap();
    assert!(!log.contains(secret), "promise 8: the token is in the log");
    assert!(log.lines().count() > 5, "the log says nothing, so that nothing could be in it");
}

/// Telegram sends an update twice, one of a kind nobody knows, and begins to count anew: all are taken as what they are. Seen to
/// fail when only what has a higher number than the last counts as new: the third question is then never answered.
#[tokio::test(flavor = "multi_thread")]
async fn repeated_unknown_and_renumbered_updates_are_taken_for_what_they_are() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/first");
    shop.wait_for(OLENA, "/first").await;
    shop.act("update", &json!({ "bot": 1_000_001, "update": { "levitation": { "height_m": 2 } } }));
    shop.says(OLENA, "/second");
    shop.wait_for(OLENA, "/second").await;
    shop.act("update", &json!({ "bot": 1_000_001, "next_id": 7 }));
    shop.says(OLENA, "/third");
    shop.wait_for(OLENA, "/third").await;
    shop.settle().await;
    let db = Db::connect(&shop.database_url, &Options::default()).await.unwrap();
    let kept = inbox::unknown(&mut db.read().await.unwrap()).await.unwrap();
    assert!(matches!(kept.as_slice(), [(_, raw)] if raw.contains("height_m")), "not kept: {kept:?}");
    for asked in ["/first", "/second", "/third"] {
        let times = shop
            .heard(OLENA)
            .iter()
            .filter(|m| m["text"].as_str().is_some_and(|t| t.contains(asked)))
            .count();
        assert_eq!(times, 1, "{asked} was answered {times} times");
    }
}
