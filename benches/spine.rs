//! How fast, how evenly and how small: the shipped program against the sandbox, with durability on.
//!
//! `cargo bench --bench spine` prints the table of `docs/benchmarks.md`. The sandbox runs in this process and shares the
//! machine with the bot, as in the aim. Nothing here passes or fails.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is missing ends the story, with what was missing"
)]

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sandbox::{PersonSpec, Sandbox, WorldSpec};
use serde_json::json;

/// People who write to the bot; all are owners, so that every message runs a command.
const PEOPLE: i64 = 200;
const FIRST: i64 = 10_000;

struct Bench {
    sandbox: Sandbox,
    token: String,
    bot: Option<Child>,
    folder: tempfile::TempDir,
}

impl Bench {
    async fn new() -> Self {
        let mut world = WorldSpec::demo();
        let token = world.bots[0].token.clone();
        world.people.extend((0..PEOPLE).map(|n| PersonSpec {
            id: FIRST + n,
            first_name: format!("Person {n}"),
            ..PersonSpec::default()
        }));
        let sandbox =
            Sandbox::start(world, SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("the sandbox starts");
        Self { sandbox, token, bot: None, folder: tempfile::tempdir().expect("a folder") }
    }

    /// Starts the bot; how long until it asks for updates.
    async fn start(&mut self) -> Duration {
        let owners: Vec<_> = (0..PEOPLE).map(|n| (FIRST + n).to_string()).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_quartermaster"));
        command
            .arg("serve")
            .env_clear()
            .current_dir(self.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
            .env("TELEGRAM_BOT_TOKEN", &self.token)
            .env("QUARTERMASTER_TELEGRAM_API_URL", self.sandbox.api_url());
        command
            .env("QUARTERMASTER_PEOPLE_OWNERS", owners.join(","))
            .env("QUARTERMASTER_WEB_LISTEN", "127.0.0.1:0");
        for key in ["OVERALL_PER_S", "CHAT_PER_S", "GROUP_PER_MIN"] {
            command.env(format!("QUARTERMASTER_TELEGRAM_{key}"), "0");
        }
        let begun = Instant::now();
        let polls = self.polls();
        self.bot = Some(command.spawn().expect("the bot starts"));
        while self.polls() == polls {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        begun.elapsed()
    }

    /// Calls of `getUpdates` that have come in, waiting ones among them.
    fn polls(&self) -> usize {
        self.sandbox
            .world(|world| usize::from(world.is_listening(1_000_001)) + world.count_calls("getUpdates"))
    }

    fn stop(&mut self) {
        if let Some(mut bot) = self.bot.take() {
            let asked = Command::new("kill").arg(bot.id().to_string()).status();
            assert!(asked.is_ok_and(|s| s.success()) && bot.wait().is_ok(), "the bot could not be stopped");
        }
    }

    fn says(&self, who: i64, text: &str) {
        let said = self.sandbox.act("say", &json!({ "chat": who, "user": who, "text": text }));
        said.unwrap_or_else(|refused| panic!("{refused:?}"));
    }

    /// Files that come one after the other, each of which takes 300 ms to be fetched from Telegram.
    fn sends_slow_files(&self, who: i64, count: u32) {
        let slow = json!({ "method": "getFile", "times": count, "kind": "latency", "ms": 300 });
        self.sandbox.act("fault", &slow).unwrap_or_else(|refused| panic!("{refused:?}"));
        for n in 0..count {
            let file = json!({ "chat": who, "user": who, "name": format!("{n}.txt"), "caption": "/hash" });
            let from = serde_json::from_value(file).expect("a file from a person");
            let content = bytes::Bytes::from_static(b"MUG-10");
            self.sandbox.world(|world| world.upload(&from, content)).expect("the file is taken");
        }
    }

    fn sent(&self) -> usize {
        self.sandbox.world(|world| world.count_calls("sendMessage"))
    }

    async fn until_sent(&self, count: usize) {
        while self.sent() < count {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Messages a second: `count` lie waiting when the bot starts; from its first poll to the last answer.
    async fn throughput(&mut self, count: i64) -> f64 {
        for n in 0..count {
            self.says(FIRST + n % PEOPLE, "/whoami");
        }
        let before = self.sent();
        self.start().await;
        let begun = Instant::now();
        self.until_sent(before + usize::try_from(count).unwrap_or(0)).await;
        #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
        let rate = count as f64 / begun.elapsed().as_secs_f64();
        rate
    }

    /// Times from a message to its answer, in ms, of 50 chats that write one after the other; sorted.
    async fn latencies(&self, rounds: i64) -> Vec<f64> {
        let mut times = Vec::new();
        for n in 0..rounds {
            let who = FIRST + n % 50;
            // The question itself, and its answer.
            let heard = self.heard(who);
            let begun = Instant::now();
            self.says(who, "/whoami");
            while self.heard(who) < heard + 2 {
                tokio::time::sleep(Duration::from_micros(200)).await;
            }
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        times
    }

    fn heard(&self, chat: i64) -> usize {
        self.sandbox.world(|world| world.count_messages(chat))
    }

    /// Resident memory of the bot, in MB.
    fn memory(&self) -> f64 {
        let id = self.bot.as_ref().map_or(0, Child::id);
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a short list"
    )]
    let at = ((sorted.len() as f64 - 1.0) * q).round() as usize;
    sorted.get(at).copied().unwrap_or(0.0)
}

fn median(mut figures: Vec<f64>) -> (f64, f64, f64) {
    figures.sort_by(f64::total_cmp);
    (quantile(&figures, 0.5), quantile(&figures, 0.0), quantile(&figures, 1.0))
}

#[tokio::main]
async fn main() {
    let mut rows: Vec<(String, Vec<f64>)> = vec![];
    let mut note = |name: &str, figure: f64| match rows.iter_mut().find(|(n, _)| n == name) {
        Some((_, figures)) => figures.push(figure),
        None => rows.push((name.to_owned(), vec![figure])),
    };
    // `-- throughput` measures only that, once: for whoever looks for what dominates.
    if std::env::args().any(|arg| arg == "throughput") {
        let mut bench = Bench::new().await;
        note("messages a second", bench.throughput(40_000).await);
        bench.stop();
        return print(&rows.into_iter().map(|(name, figures)| (name, median(figures))).collect::<Vec<_>>());
    }
    for _ in 0..5 {
        let mut bench = Bench::new().await;
        note("start to first poll, ms", bench.start().await.as_secs_f64() * 1000.0);
        tokio::time::sleep(Duration::from_secs(3)).await;
        note("idle memory, MB", bench.memory());
        bench.latencies(50).await;
        let calm = bench.latencies(500).await;
        note("update to answer p50, ms", quantile(&calm, 0.5));
        note("update to answer p99, ms", quantile(&calm, 0.99));
        let (calm, slow) = (quantile(&calm, 0.99), FIRST + 101);
        bench.sends_slow_files(slow, 120);
        let beside = quantile(&bench.latencies(500).await, 0.99);
        assert!(bench.heard(slow) < 240, "the slow files were answered before the quiet chats were");
        note("50 quiet chats beside one with 120 slow messages: p99, ms", beside);
        note("50 quiet chats beside one with 120 slow messages: ratio to unloaded", beside / calm);
        bench.stop();
        let mut bench = Bench::new().await;
        bench.start().await;
        bench.latencies(50).await;
        for _ in 0..3000 {
            bench.says(FIRST + 100, "/whoami");
        }
        let beside = quantile(&bench.latencies(500).await, 0.99);
        note("50 quiet chats beside a hot one: p99, ms", beside);
        note("50 quiet chats beside a hot one: ratio to unloaded", beside / calm);
        bench.stop();
        let mut bench = Bench::new().await;
        note("messages a second", bench.throughput(20_000).await);
        note("memory after 20,000 messages, MB", bench.memory());
        bench.stop();
    }
    let table: Vec<_> = rows.into_iter().map(|(name, figures)| (name, median(figures))).collect();
    print(&table);
}

#[expect(clippy::print_stdout, reason = "what the bench was run for is printed")]
fn print(table: &[(String, (f64, f64, f64))]) {
    println!("| figure | median of 5 | least | most |\n|---|---|---|---|");
    for (name, (median, least, most)) in table {
        println!("| {name} | {median:.1} | {least:.1} | {most:.1} |");
    }
}
