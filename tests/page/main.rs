//! The demo in a real browser: what a newcomer sees in their first minutes.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is missing ends the story, with what was missing"
)]

mod browser;
mod sandbox;

use std::io::{Cursor, Read as _};
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

/// A PHP file dropped on the page → languages → estimate → Start → the ZIP, with the code as it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_dropped_and_its_translation_comes_back() {
    let demo = Demo::start();
    let page = Browser::open(&demo.url).await;
    page.visit("chat=103").await;
    let source = "<h1>Mugs &amp; cups</h1>\n<p><?php echo $name; ?> has <b>ten</b> mugs.</p>\n";
    page.sends_file("index.php", source.as_bytes()).await;
    page.presses("Deutsch").await;
    page.presses("Continue").await;
    page.sees("is not a translation").await;
    page.presses("Start").await;
    page.sees("1 translated").await;
    let zip = page.fetches("index.de.zip").await;
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("a ZIP");
    let mut translated = String::new();
    zip.by_name("index.php").expect("the page").read_to_string(&mut translated).expect("text");
    assert!(translated.contains(" <?php echo $name; ?> "), "the code was touched: {translated}");
    assert!(!translated.contains("mugs."), "nothing was translated: {translated}");
    page.picture("docs/translate.png").await;
    page.close().await;
}

/// The demo ends when it is asked to, at once.
#[test]
fn ctrl_c_ends_the_demo() {
    let mut demo = Demo::start();
    assert!(demo.ends_within(Duration::from_secs(25)), "the demo did not end");
}
