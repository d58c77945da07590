//! A translation by the shipped program, with a model on this machine: killed in the middle, finished after the restart,
//! nothing paid for twice.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Cursor, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use llm_emulator::{Emulator, Entry, Plan};
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::world::{OLENA, Shop, noise};

/// So many that a third of them is settled long before the end, and is shown by then, though the bar is drawn only every few
/// seconds.
const TEXTS: usize = 1000;

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
    // A third of the bar is filled: several answers are written down, more are to come.
    shop.wait_for(OLENA, "▰▰▰").await;
    shop.kill();
    let before = model.log();
    shop.start("main");
    let parcel = shop.file(&shop.wait_for_file(OLENA, ".zip").await).await;
    shop.settle().await;
    let calls = shop.sandbox.world(|world| world.calls(0));
    let drafts: Vec<_> = calls.iter().filter(|call| call["method"] == "sendMessageDraft").collect();
    let shows = |call: &&Value| {
        call["params"]["text"].as_str().is_some_and(|text| text.contains("de · ") && text.contains(" → "))
    };
    assert!(drafts.iter().any(shows), "no finished text was streamed: {drafts:?}");

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

/// Olena drops three files at once: the messages of an album come one by one, and make one card and one ZIP.
#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_sent_at_once_come_back_in_one_archive() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    for (name, caption) in [("index.html", ""), ("about.html", ""), ("faq.html", "de")] {
        let place = serde_json::json!({ "chat": OLENA, "user": OLENA, "name": name, "caption": caption, "album": "a" });
        let from = serde_json::from_value(place).expect("a file from a person");
        let page = bytes::Bytes::from(format!("<p>Words of {name}</p>"));
        shop.sandbox.world(|world| world.upload(&from, page)).expect("the file is taken");
    }
    let card = shop.wait_for(OLENA, "3 файли").await;
    assert_eq!(shop.heard(OLENA).iter().filter(|m| m["text"].to_string().contains("index.html")).count(), 1);
    shop.press(OLENA, &card, "Почати");
    let parcel = shop.file(&shop.wait_for_file(OLENA, ".zip").await).await;
    let zip = zip::ZipArchive::new(Cursor::new(parcel)).unwrap();
    let names: HashSet<String> = zip.file_names().flatten().map(String::from).collect();
    assert!(["index.html", "about.html", "faq.html"].iter().all(|name| names.contains(*name)), "{names:?}");
}

/// The disk is full when the result is packed: what is translated stays, and one press finishes it once there is room.
#[tokio::test(flavor = "multi_thread")]
async fn where_the_disk_is_full_an_order_rests_until_there_is_room() {
    let mut shop = Shop::open().await;
    shop.start_cramped("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    // It fits, and with a report it does not.
    let photo = noise(1, 10_238_500);
    let mut site = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("index.html", b"<p>Good morning</p>".as_slice()), ("photo.bin", &photo)] {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        site.start_file(name, stored).unwrap();
        site.write_all(content).unwrap();
    }
    shop.drops(OLENA, "site.zip", "de", site.finish().unwrap().into_inner());
    let card = shop.wait_for(OLENA, "site.zip").await;
    shop.press(OLENA, &card, "Почати");
    let rests = shop.wait_for(OLENA, "немає місця для результату").await;
    shop.kill();
    shop.start("main");
    shop.press(OLENA, &rests, "Продовжити");
    let parcel = shop.file(&shop.wait_for_file(OLENA, ".zip").await).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(parcel)).unwrap();
    assert_eq!(zip.by_name("photo.bin").unwrap().size(), photo.len() as u64);
    let mut translated = String::new();
    zip.by_name("index.html").unwrap().read_to_string(&mut translated).unwrap();
    assert!(translated.starts_with("<p>[!! "), "{translated}");
}

/// `demo --model`: a bot and a model on this machine, and what somebody does on their pages.
struct Demo {
    program: Child,
    /// The chat page and the model's.
    pages: [String; 2],
    client: reqwest::Client,
}

impl Demo {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quartermaster"));
        command.args(["demo", "--model", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut program = command.spawn().expect("the demo starts");
        let mut lines =
            BufReader::new(program.stdout.take().expect("its words")).lines().map_while(Result::ok);
        let mut address = || {
            let line = lines.next().expect("the demo prints its addresses");
            let word = line.split_whitespace().find(|word| word.starts_with("http")).expect("an address");
            word.trim_end_matches('/').to_owned()
        };
        Self { pages: [address(), address()], program, client: reqwest::Client::new() }
    }

    async fn fails(&self, faults: Value) {
        let plan = serde_json::json!({ "faults": faults });
        let put = self.client.put(format!("{}/faults", self.pages[1])).json(&plan).send().await;
        assert!(put.expect("an answer").status().is_success());
    }

    async fn acts(&self, what: &str, body: String) {
        let post = self.client.post(format!("{}/{what}", self.pages[0])).body(body);
        let answer = post.header("content-type", "application/json").send().await.expect("an answer");
        assert!(answer.status().is_success(), "{what}: {}", answer.text().await.unwrap_or_default());
    }

    /// Looks at Anna's chat until it says so.
    async fn sees(&self, words: &str) {
        let get = async |what: &str| {
            let url = format!("{}/{what}", self.pages[0]);
            self.client.get(url).send().await.expect("an answer").text().await.expect("words")
        };
        let since = Instant::now();
        loop {
            let said = get("transcript?chat=103").await;
            if said.contains(words) {
                return;
            }
            assert!(since.elapsed() < Duration::from_mins(1), "nobody says “{words}”:\n{said}");
            get("wait?quiet_ms=50&timeout_ms=1000").await;
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_demo_the_model_goes_wrong_when_somebody_says_so() {
    let demo = Demo::start();
    let page = demo.client.get(&demo.pages[1]).send().await.expect("an answer").text().await.expect("a page");
    assert!(page.contains("Wrong key"), "the model's page has its buttons: {page}");
    demo.fails(serde_json::json!([{ "kind": "status", "status": 401 }])).await;
    demo.acts("upload?chat=103&user=103&name=index.html&caption=de", "<p>Good morning</p>".into()).await;
    demo.sees("▶ Start").await;
    let tap = |button: &str| serde_json::json!({ "chat": 103, "user": 103, "button": button }).to_string();
    demo.acts("tap", tap("▶ Start")).await;
    demo.sees("rests: the model cannot be asked now").await;
    demo.fails(serde_json::json!([])).await;
    demo.acts("tap", tap("▶ Go on")).await;
    demo.sees("Files: 1 translated").await;
}
