//! How fast files are parsed, cut into segments and put together again, beside `BeautifulSoup` and lxml on the same files.
//!
//! ```text
//! python3 -m venv /tmp/soup && /tmp/soup/bin/pip install beautifulsoup4==4.15.0 lxml
//! PYTHON=/tmp/soup/bin/python cargo bench -p translate --bench splice -- FOLDER…
//! ```
//!
//! Without folders it takes the crate's own corpus. Without `PYTHON` it measures itself alone.
//! `--hostile` in place of folders reads files that are made to hurt, of a size, of twice and of four times the size, and
//! prints how the time grows. All figures are of processor time. Nothing here passes or fails.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "the figures are what it is for")]

#[path = "../tests/laws/hostile.rs"]
mod hostile;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use translate::{Encoding, Options, Parts, What, open, pseudo, to_utf8};

const LONG: Duration = Duration::from_secs(2);
const SHORT: Duration = Duration::from_millis(100);

fn main() {
    if std::env::args().any(|word| word == "--hostile") {
        return growth();
    }
    let folders: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with("--")).map(PathBuf::from).collect();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = if folders.is_empty() { vec![corpus] } else { folders };
    let mut files = Vec::new();
    for folder in &folders {
        walk(folder, &mut files);
    }
    files.sort();
    let read =
        |path: &PathBuf| (path.to_string_lossy().into_owned(), std::fs::read(path).unwrap_or_default());
    // Only files that have words: the others would make the figures better for both.
    let mut files: Vec<_> = files.iter().map(read).collect();
    files.retain(|(name, bytes)| segments(name, bytes) > 0);
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} files, {:.1} MB", files.len(), megabytes(bytes));

    tell(
        "parse, segment, identity gate",
        bytes,
        round(LONG, || files.iter().map(|(n, b)| segments(n, b)).sum::<usize>()),
    );
    let opened: Vec<_> = files.iter().filter_map(|(n, b)| open(n, b, &Options::default()).ok()).collect();
    let words: Vec<Vec<String>> = opened.iter().map(|d| d.segments().iter().map(pseudo).collect()).collect();
    let kept: usize = opened.iter().map(|d| d.source().len()).sum();
    let splice = || {
        let files = opened.iter().zip(&words);
        files
            .map(|(d, words)| d.splice(|segment| words.get(segment.id).map(String::as_str)).len())
            .sum::<usize>()
    };
    tell("splice translations", kept, round(LONG, splice));
    let whole = || files.iter().map(|(name, bytes)| whole(name, bytes)).sum::<usize>();
    let ours = round(LONG, whole);
    tell("parse, segment and splice", bytes, ours);
    let gated = || {
        let files = opened.iter().zip(&words);
        files
            .map(|(d, words)| d.translate(|segment| words.get(segment.id).map(String::as_str)).bytes.len())
            .sum::<usize>()
    };
    tell("splice and all gates, with the other reader", kept, round(LONG, gated));
    if let Ok(python) = std::env::var("PYTHON") {
        beside(&python, &names.join("\n"), bytes, ours);
    }
}

/// How much longer twice as much takes, and four times as much: 2 and 4 where time is proportional.
fn growth() {
    const STRETCHES: usize = 25_000;
    println!("{:>9} {:>6} {:>6}", "ns/byte", "2 ×", "4 ×");
    let sizes = [1, 2, 4].map(|times| hostile::hostile(STRETCHES * times));
    let [once, twice, four_times] = &sizes;
    for ((once, twice), four_times) in once.iter().zip(twice).zip(four_times) {
        let [first, second, third] = [once, twice, four_times]
            .map(|file| round(SHORT, || translated(file.name, file.source.as_bytes())).as_secs_f64());
        let nanoseconds = first * 1000.0 / megabytes(once.source.len());
        println!("{nanoseconds:9.1} {:6.1} {:6.1}  {}", second / first, third / first, once.tries);
    }
}

/// A file's whole way, with everything asked for: something that depends on all of it.
fn translated(name: &str, bytes: &[u8]) -> usize {
    let parts = [What::Attributes, What::Meta, What::JsonLd, What::PhpLiterals, What::Code];
    let options = Options { parts: parts.into_iter().fold(Parts::none(), Parts::with), ..Options::default() };
    let converted =
        to_utf8(bytes, Encoding::for_label(b"windows-1251")).map_or(0, |converted| converted.declarations);
    let Ok(document) = open(name, bytes, &options) else { return converted };
    let words: Vec<String> = document.segments().iter().map(pseudo).collect();
    let translated = document.translate(|segment| words.get(segment.id).map(String::as_str));
    converted + document.leftovers().scripts.count + translated.bytes.len()
}

fn segments(name: &str, bytes: &[u8]) -> usize {
    open(name, bytes, &Options::default()).map_or(0, |document| document.segments().len())
}

/// Everything that a file goes through except for the gates on the result; the identity gate is inside.
fn whole(name: &str, bytes: &[u8]) -> usize {
    let Ok(document) = open(name, bytes, &Options::default()) else { return 0 };
    // The words are the segment's own with a letter more, so that each is written and none is made up here.
    let words: Vec<String> = document.segments().iter().map(|segment| format!("{}x", segment.text)).collect();
    document.splice(|segment| words.get(segment.id).map(String::as_str)).len()
}

/// What a round of the work takes, over as many rounds as fill this time: the clock of processor time moves in steps.
fn round(least: Duration, mut work: impl FnMut() -> usize) -> Duration {
    let (begun, mut rounds) = (processor_time(), 0);
    loop {
        std::hint::black_box(work());
        rounds += 1;
        let spent = processor_time().saturating_sub(begun);
        if spent >= least {
            return spent / rounds;
        }
    }
}

/// What this thread has had of a processor: what else runs on the machine counts little.
fn processor_time() -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells a thread's time");
    let nanoseconds = said.split_whitespace().next().and_then(|word| word.parse().ok());
    Duration::from_nanos(nanoseconds.expect("a figure"))
}

/// The earlier bot's steps in Python, in their own process; it times itself.
fn beside(python: &str, names: &str, bytes: usize, ours: Duration) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/soup.py");
    let list = std::env::temp_dir().join(format!("splice-{}.txt", std::process::id()));
    std::fs::write(&list, names).expect("a list of files");
    let output = Command::new(python).arg(script).arg(&list).output().expect("PYTHON is a Python");
    std::fs::remove_file(&list).ok();
    let answer = String::from_utf8_lossy(&output.stdout);
    let Ok(seconds) = answer.trim().parse::<f64>() else {
        println!("Python said {answer:?} {}", String::from_utf8_lossy(&output.stderr));
        return;
    };
    let theirs = Duration::from_secs_f64(seconds);
    tell("BeautifulSoup and lxml: parse, mark, prettify, replace", bytes, theirs);
    println!("{:.0} times as fast", theirs.as_secs_f64() / ours.as_secs_f64());
}

fn tell(what: &str, bytes: usize, time: Duration) {
    println!("{:8.1} MB/s  {what}", megabytes(bytes) / time.as_secs_f64());
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| !path.is_symlink()) {
        let wanted = |e: &std::ffi::OsStr| {
            ["php", "html", "htm", "phtml", "inc", "tpl"].iter().any(|known| e == *known)
        };
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(wanted) {
            files.push(path);
        }
    }
}
