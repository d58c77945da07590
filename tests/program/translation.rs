//! A translation by the shipped program, with a model on this machine: killed in the middle, finished after the restart,
//! nothing paid for twice.

use std::collections::HashSet;
use std::io::{Cursor, Read as _};

use llm_emulator::{Emulator, Entry, Plan};
use serde_json::Value;

use crate::world::{OLENA, Shop};

const TEXTS: usize = 400;

/// Must fail when settled texts are not written down before the next are asked for, and when the queue forgets the order.
#[tokio::test(flavor = "multi_thread")]
async fn a_translation_goes_on_after_a_kill_and_asks_only_for_the_rest() {
    let model = Emulator::start(Plan { latency_ms: 400, ..Plan::default() }).await.unwrap();
    let mut shop = Shop::open().await;
    shop.set("QUARTERMASTER_TRANSLATE_PROVIDER", "openai");
    shop.set("QUARTERMASTER_TRANSLATE_BASE_URL", &format!("{}/v1", model.base_url()));
    shop.set("QUARTERMASTER_TRANSLATE_MODEL", "emulated");
    shop.set("QUARTERMASTER_TRANSLATE_CONCURRENCY", "1");
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;

    let lines: Vec<String> =
        (0..TEXTS).map(|n| format!("<p><?= $rows[{n}] ?> Parcel {n} is ready.</p>\n")).collect();
    let page = lines.concat();
    shop.drops(OLENA, "index.php", "de", &page);
    let card = shop.wait_for(OLENA, "index.php").await;
    shop.press(OLENA, &card, "Почати");
    // Some of the bar is filled: the first answers are written down, more are to come.
    shop.wait_for(OLENA, "▰").await;
    shop.kill();
    let before = model.log();
    shop.start("main");
    let parcel = shop.file(&shop.wait_for_file(OLENA, ".zip").await).await;
    shop.settle().await;

    let after = model.log();
    assert!(after.len() > before.len(), "the program was killed too late for this story");
    // A call at work when the program died is asked again; what it had before that is settled.
    let settled: HashSet<String> =
        before.iter().rev().skip(2).flat_map(texts).filter(|t| t.contains("Parcel")).collect();
    assert!(!settled.is_empty(), "the program was killed too early for this story");
    let again: Vec<String> =
        after.iter().skip(before.len()).flat_map(texts).filter(|t| settled.contains(t)).collect();
    assert!(again.is_empty(), "paid for twice: {again:?}");

    let mut zip = zip::ZipArchive::new(Cursor::new(parcel)).unwrap();
    let mut translated = String::new();
    zip.by_name("index.php").unwrap().read_to_string(&mut translated).unwrap();
    for n in 0..TEXTS {
        assert!(translated.contains(&format!("<?= $rows[{n}] ?>")), "the code of line {n} is gone");
        assert!(!translated.contains(&format!("Parcel {n} is ready.")), "line {n} is not translated");
    }
}

/// What a request asks for: the last line of the user's words is an object of numbered texts.
fn texts(entry: &Entry) -> Vec<String> {
    let words = entry.body["messages"].as_array().and_then(|all| all.last()?["content"].as_str());
    let line = words.unwrap_or_default().lines().rev().find(|line| line.starts_with('{')).unwrap_or("{}");
    let asked: Value = serde_json::from_str(line).expect("the texts are JSON");
    asked.as_object().into_iter().flatten().filter_map(|(_, text)| text.as_str().map(str::to_owned)).collect()
}
