//! What an order takes: the wall time of a thousand texts beside a model that needs 800 ms for each reply, against the
//! least that its replies can take; and the memory that a ZIP of 50 MB takes, from the counter to the parcel.
//!
//! `cargo bench -p bureau --bench order`. Everything runs on this machine: the model is the emulator, the large order is
//! translated by the built-in translator. Nothing here passes or fails.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "the figures are what it is for")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bureau::{
    Body, Bureau, Ground, House, Incoming, JobId, Outcome, Pretend, Settings, Translator, Unwatched,
};
use db::{Db, Timestamp};
use llm_emulator::{Emulator, Plan};
use zip::write::SimpleFileOptions;

const TEXTS: usize = 1_000;
const REPLY_MS: u32 = 800;
const ROUNDS: usize = 5;
/// The page and photo counts of the large ZIP: some 10 MB of pages that pack well, and photos that do not pack.
const PAGES: usize = 400;
const PHOTOS: usize = 100;
const PHOTO: usize = 512 << 10;

#[tokio::main]
async fn main() {
    let alone = std::env::args().skip_while(|word| word != "--large").nth(1);
    match alone {
        Some(zip) => large(Path::new(&zip)).await,
        None => all().await,
    }
}

async fn all() {
    println!("| figure | median of {ROUNDS} | least | most |\n|---|---|---|---|");
    for concurrency in [2, 4, 8] {
        let mut ratios = Vec::new();
        let mut note = String::new();
        for _ in 0..ROUNDS {
            let (took, replies) = thousand(concurrency).await;
            let ideal = f64::from(REPLY_MS) / 1000.0 * f64::from(replies.div_ceil(concurrency));
            note = format!("{replies} replies, ideal {ideal:.1} s");
            ratios.push(took.as_secs_f64() / ideal);
        }
        row(&format!("{TEXTS} texts, {concurrency} calls at once: wall time / ideal ({note})"), ratios, 3);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let zip = folder.path().join("site.zip");
    let packed = pack(&zip);
    let (mut peaks, mut times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        // A process of its own: the highest memory of a process never goes down again.
        let this = std::env::current_exe().expect("the bench knows itself");
        let output =
            Command::new(this).args(["--large".as_ref(), zip.as_os_str()]).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        let mut figures = said.split_whitespace().map(|word| word.parse::<f64>().expect("a figure"));
        peaks.push(figures.next().expect("memory"));
        times.push(figures.next().expect("time"));
    }
    row(&format!("ZIP of {packed} MB ({PAGES} pages, {PHOTOS} photos): highest memory, MB"), peaks, 1);
    row("… from the counter to the parcel, s", times, 1);
}

fn row(what: &str, mut figures: Vec<f64>, digits: usize) {
    figures.sort_by(f64::total_cmp);
    let at = |index: usize| figures.get(index).copied().unwrap_or(f64::NAN);
    let (median, most) = (at(figures.len() / 2), at(figures.len() - 1));
    println!("| {what} | {median:.digits$} | {:.digits$} | {most:.digits$} |", at(0));
}

/// An order of a thousand different texts; how long it took, and how many replies it needed.
async fn thousand(concurrency: u32) -> (Duration, u32) {
    let plan = Plan { latency_ms: REPLY_MS.into(), ..Plan::default() };
    let emulator = Emulator::start(plan).await.expect("the emulator starts");
    let folder = tempfile::tempdir().expect("a folder");
    let bureau = open(folder.path(), model(&emulator, concurrency)).await;
    let page = (0..TEXTS).fold(String::new(), |mut page, n| {
        let _ =
            writeln!(page, "<p>Parcel {n} leaves the <b>warehouse</b> at gate {} before noon.</p>", n % 7);
        page
    });
    let id = receive(&bureau, "index.html", page.into_bytes().into()).await;
    let begun = Instant::now();
    assert_eq!(bureau.work(id, &mut Unwatched).await.expect("it works"), Outcome::Done);
    let took = begun.elapsed();
    assert!(bureau.parcel(id).await.expect("a parcel").summary.is_complete(), "a text is missing");
    (took, u32::try_from(emulator.log().len()).unwrap_or(u32::MAX))
}

fn model(emulator: &Emulator, concurrency: u32) -> Arc<dyn Translator> {
    let provider = llm::Provider {
        kind: llm::Kind::Openai,
        base_url: format!("{}/v1", emulator.base_url()),
        model: "emulated".into(),
        key: llm::Secret::new("none"),
        prices: llm::Prices::default(),
        max_concurrency: concurrency as usize,
        limits: llm::Limits::default(),
    };
    let surroundings = llm::Surroundings::new(|| std::time::UNIX_EPOCH, || 0.5);
    let verdict = llm::Verdict {
        rung: llm::Rung::JsonSchema,
        grade: llm::Grade::Unproved,
        learnt: llm::Learnt::default(),
        steps: Vec::new(),
        since: 0,
    };
    Arc::new(llm::Client::new(reqwest::Client::new(), provider, surroundings, Some(verdict)))
}

/// The large order in this process; prints its highest memory in MB and its time in seconds.
async fn large(zip: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    let bureau = open(folder.path(), Arc::new(Pretend)).await;
    let begun = Instant::now();
    let id = receive(&bureau, "site.zip", Body::File(zip.to_owned())).await;
    bureau.estimate(id).await.expect("an estimate");
    assert_eq!(bureau.work(id, &mut Unwatched).await.expect("it works"), Outcome::Done);
    let parcel = bureau.parcel(id).await.expect("a parcel");
    assert!(parcel.summary.is_complete(), "a text is missing");
    let took = begun.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells a process's memory");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next());
    let peak: f64 = peak.and_then(|kb| kb.parse().ok()).expect("a figure in kB");
    println!("{} {took}", peak / 1024.0);
}

async fn open(folder: &Path, translator: Arc<dyn Translator>) -> Bureau {
    let url = format!("sqlite:{}", folder.join("bureau.sqlite").display());
    let db = Db::open(&url, &db::Options { connections: 4, durable: true }).await.expect("a database");
    #[expect(clippy::disallowed_methods, reason = "a bench lives in the time of the clock on the wall")]
    let now = Arc::new(|| Timestamp::from(chrono::Utc::now()));
    Bureau::new(Ground { db, folder: folder.join("orders"), translator, now, house: House::default() })
}

async fn receive(bureau: &Bureau, name: &str, body: Body) -> JobId {
    let incoming = Incoming { name: name.to_owned(), body, modified: None };
    bureau.receive(1, vec![incoming], Settings::into_languages(["de"])).await.expect("it is taken")
}

/// A shop's site: pages that share their menu, and photos. Its size in MB.
fn pack(path: &Path) -> u64 {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a file"));
    for page in 0..PAGES {
        zip.start_file(format!("pages/{page}.php"), SimpleFileOptions::default()).expect("a page");
        let mut text = String::from("<!DOCTYPE html>\n<html><body>\n<ul>");
        for entry in 0..40 {
            let _ = writeln!(text, "<li><a href=\"/section/{entry}\">Section number {entry}</a></li>");
        }
        text.push_str("</ul>\n");
        for line in 0..120 {
            let _ = writeln!(
                text,
                "<tr class=\"item\"><td><?= price({line}) ?></td><td>Item {line} of page {page}, with <b>free</b> delivery</td></tr>"
            );
        }
        zip.write_all(text.as_bytes()).expect("room on the disk");
    }
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for photo in 0..PHOTOS {
        zip.start_file(format!("photos/{photo}.jpg"), SimpleFileOptions::default()).expect("a photo");
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .take(PHOTO)
        .collect();
        zip.write_all(&noise).expect("room on the disk");
    }
    zip.finish().expect("the archive ends").metadata().expect("its size").len() >> 20
}
