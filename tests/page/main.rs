//! The demo in a real browser: what a newcomer sees in their first minutes.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is missing ends the story, with what was missing"
)]

mod browser;
mod sandbox;

use std::time::Duration;

use browser::{Browser, Demo};

/// Menu → password with toggles → a file converted → the language switched. Ends with the picture for the README.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_minutes_of_a_newcomer() {
    let demo = Demo::start();
    let page = Browser::open(&demo.url).await;
    page.visit("chat=103").await;
    page.says("/start").await;
    page.sees("Hello, Anna!").await;
    page.presses("Toolbox").await;
    page.presses("Password").await;
    page.sees("16").await;
    page.presses("✅ 0–9").await;
    page.sees_button("⬜ 0–9").await;
    page.presses("⬜ 0–9").await;
    page.sees_button("✅ 0–9").await;

    page.sends_file("prices.json", br#"[{"sku":"MUG-10","price":4.5},{"sku":"CUP-3","price":2}]"#).await;
    page.sees("What shall I do with prices.json?").await;
    page.presses("JSON to CSV").await;
    page.sees("prices.csv").await;

    page.says("/language").await;
    page.presses("Українська").await;
    page.sees("українською").await;
    page.says("/menu").await;
    page.sees("Вітаю, Anna!").await;
    page.picture("docs/demo.png").await;

    page.visit("chat=105").await;
    page.says("hello").await;
    page.sees("I do not know you yet").await;
    page.close().await;
}

/// The demo ends when it is asked to, at once.
#[test]
fn ctrl_c_ends_the_demo() {
    let mut demo = Demo::start();
    assert!(demo.ends_within(Duration::from_secs(25)), "the demo did not end");
}
