//! How fast a large shop is: 300,000 SKUs in three warehouses, with a year of sales.
//!
//! `cargo bench --bench shop` makes the shop in a temporary folder (and, where `QUARTERMASTER_TEST_DATABASE_URL` names a
//! server, in a scratch database there) and prints a Markdown table. `cargo bench --bench shop -- FILE` keeps the SQLite
//! database in that file and uses it again, and with the address of an empty PostgreSQL database it is that one alone; `--skus N`
//! makes another size, `--reads` leaves out what writes. Nothing here passes or fails.

#![expect(clippy::expect_used, reason = "what is missing ends the bench, with what was missing")]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use commerce::files::{self, Batches, Import, Kind};
use commerce::report::Ask;
use commerce::{Every, Period, balance, card, catalogue, low, report, search};
use db::{Db, Options, Timestamp};
use demo_shop::Shop;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sheets::csv::dialect::Delimiter;
use sheets::{Format, Limits, Table};

/// The end of the shop's year.
const AS_OF: Timestamp = Timestamp::from_secs(1_795_000_000);

struct Row {
    what: String,
    /// In ms; sorted.
    times: Vec<f64>,
    /// Highest resident memory while it ran, in MB, and how much of it was there before.
    peak: f64,
    before: f64,
    /// Of the processor for one run, in ms: what neighbours on the machine do not change. The database server's is not in it.
    cpu: f64,
    note: String,
}

struct Bench {
    db: Db,
    chance: StdRng,
    codes: Vec<String>,
    titles: Vec<String>,
    rows: Vec<Row>,
}

impl Bench {
    /// Runs something so many times; each run says how it went, and the slowest is noted.
    async fn measure<F>(&mut self, what: &str, times: usize, mut run: impl FnMut(Db, String) -> F)
    where
        F: Future<Output = String>,
    {
        let (before, cpu, mut took, mut note) = (fresh_peak(), processor(), Vec::<f64>::new(), String::new());
        let inputs: Vec<String> = (0..times).map(|_| self.input(what)).collect();
        for input in inputs {
            let begun = Instant::now();
            let said = run(self.db.clone(), input).await;
            let time = begun.elapsed().as_secs_f64() * 1000.0;
            if took.iter().all(|faster| *faster < time) {
                note = said;
            }
            took.push(time);
        }
        took.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
        let cpu = (processor() - cpu) / times.max(1) as f64;
        self.rows.push(Row { what: what.to_owned(), times: took, peak: memory("VmHWM"), before, cpu, note });
        eprintln!(
            "{what}: {:.2} ms",
            quantile(&self.rows.last().map(|r| r.times.clone()).unwrap_or_default(), 0.5)
        );
    }

    /// What somebody would type for this.
    fn input(&mut self, what: &str) -> String {
        let at = self.chance.random_range(0..self.codes.len().max(1));
        let title = self.titles.get(at).cloned().unwrap_or_default();
        let words: Vec<&str> = title.split(' ').filter(|w| w.chars().count() > 4).collect();
        let word = words.get(self.chance.random_range(0..words.len().max(1))).copied().unwrap_or("Latitude");
        match what {
            "search: part of a word" => word.chars().skip(1).take(4).collect(),
            "search: three words" => title.split(' ').skip(1).take(3).collect::<Vec<_>>().join(" "),
            // Two letters change places.
            "search: a typing mistake" => {
                let mut letters: Vec<char> = word.chars().collect();
                letters.swap(2, 3);
                letters.into_iter().collect()
            }
            _ => self.codes.get(at).cloned().unwrap_or_default(),
        }
    }

    async fn reads(&mut self) {
        self.measure("search: exact code", 1000, look_up).await;
        self.measure("search: part of a word", 400, look_up).await;
        self.measure("search: three words", 400, look_up).await;
        self.measure("search: a typing mistake", 300, look_up).await;
        self.measure("card", 1000, async |db, code| {
            let mut on = db.read().await.expect("a connection");
            let sku = catalogue::by_code(&mut on, &code).await.expect("a look-up").expect("the SKU");
            let card = card::card(&mut on, sku.id, AS_OF).await.expect("the card");
            format!("{} movements on the last", card.movements.len())
        })
        .await;
        self.measure("/low: a page and the count", 30, async |db, _| {
            let mut on = db.read().await.expect("a connection");
            let page = low::page(&mut on, 20, 0).await.expect("the page").len();
            format!("{page} of {}", low::count(&mut on).await.expect("the count"))
        })
        .await;
        self.measure("/low: all of it, for a file", 10, async |db, _| {
            let mut on = db.read().await.expect("a connection");
            format!("{} SKUs", low::page(&mut on, i64::MAX, 0).await.expect("all").len())
        })
        .await;
        self.measure("profit of a year, by month", 10, async |db, _| {
            let mut on = db.read().await.expect("a connection");
            let period = Period::last_days(365, AS_OF, chrono_tz::Tz::UTC);
            let ask = Ask { period, every: Every::Month, account: None, sku: None, currency: None };
            let rows = report::report(&mut on, &ask).await.expect("the report");
            format!("{} units", rows.iter().map(|row| row.units).sum::<i64>())
        })
        .await;
    }

    async fn writes(&mut self) {
        let mut files = Vec::new();
        for kind in [Kind::Products, Kind::Stock, Kind::Prices] {
            let rows = std::sync::Mutex::new(Vec::new());
            self.measure(&format!("export of {}", kind.name()), 1, async |db, _| {
                let (file, count) = files::export(&db, kind, Format::Csv(Delimiter::Comma), Vec::new())
                    .await
                    .expect("the export");
                *rows.lock().expect("the file") = file;
                format!("{count} rows")
            })
            .await;
            files.push((kind, rows.into_inner().expect("the file")));
        }
        for (kind, file) in files {
            self.import(&format!("import of {}, nothing new", kind.name()), kind, &file).await;
            let changed = changed(kind, &String::from_utf8(file).expect("UTF-8"));
            self.import(&format!("import of {}, all changed", kind.name()), kind, changed.as_bytes()).await;
        }
        let rows: String =
            (0..self.codes.len()).fold(String::from("sku,title,brand,condition\n"), |mut all, n| {
                let title = self.titles.get(n).map_or("", String::as_str).replace('"', "\"\"");
                writeln!(all, "N-{n:06},\"{title}\",Acme,used").expect("a row");
                all
            });
        self.import("import of products, all new", Kind::Products, rows.as_bytes()).await;
        self.measure("rebuild of the balances", 1, async |db, _| {
            let mut tx = db.begin().await.expect("a transaction");
            let places = balance::rebuild(&mut tx).await.expect("the rebuild");
            tx.commit().await.expect("the commit");
            format!("{places} places")
        })
        .await;
    }

    async fn import(&mut self, what: &str, kind: Kind, file: &[u8]) {
        let path = std::env::temp_dir().join(format!("shop-bench-{}.csv", std::process::id()));
        std::fs::write(&path, file).expect("room for the file");
        self.measure(what, 1, async |db, _| {
            let begun = Instant::now();
            let open = || Table::open(&path, Limits::default()).expect("the file");
            let mapping = files::look(&mut open(), kind).expect("its columns").mapping;
            let document = format!("{what} {} {}", db.kind(), std::process::id());
            let import = Import { kind, mapping, document, actor: "bench".into(), at: AS_OF };
            let mut batches = Batches::of(open(), &import, 0);
            let mut tally = files::Tally::default();
            while let Some(batch) = batches.next().await.expect("its rows") {
                let mut tx = db.begin().await.expect("a transaction");
                tally.plus(&import.apply(&mut tx, &batch, import.at).await.expect("the batch"));
                tx.commit().await.expect("the commit");
            }
            #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
            let rate = tally.rows() as f64 / begun.elapsed().as_secs_f64();
            let files::Tally { new, changed, same, refused } = tally;
            format!("{rate:.0} rows/s; {new} new, {changed} changed, {same} same, {refused} refused")
        })
        .await;
        std::fs::remove_file(&path).expect("the file to go");
    }
}

async fn look_up(db: Db, text: String) -> String {
    let mut on = db.read().await.expect("a connection");
    let found = search::search(&mut on, &text, 8, 0).await.expect("a search");
    format!("{text:?}: {} {:?}", found.total, found.how)
}

/// The same file with another last number in each row.
fn changed(kind: Kind, file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    for (at, line) in file.lines().enumerate() {
        match kind {
            Kind::Products if at > 0 => writeln!(out, "{line} Ltd"),
            Kind::Stock if at > 0 => match line.rsplit_once(',') {
                Some((head, units)) => writeln!(out, "{head},{}", units.parse::<i64>().unwrap_or(0) + 1),
                None => writeln!(out, "{line}"),
            },
            Kind::Prices if at > 0 => writeln!(out, "{}", line.replace(".99,", ".98,")),
            _ => writeln!(out, "{line}"),
        }
        .expect("a row");
    }
    out
}

/// Forgets how much memory was used before; gives what is used now, in MB.
fn fresh_peak() -> f64 {
    if let Err(fault) = std::fs::write("/proc/self/clear_refs", "5") {
        eprintln!("the peak of memory is that of the whole run: {fault}");
    }
    memory("VmRSS")
}

fn memory(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|it| it.starts_with(line)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Time of the processor that this process has had, in ms; the system counts it in hundredths of a second.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
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

/// The shop in this database, made if it is not there.
async fn open(url: &str, skus: u64) -> Bench {
    let db = Db::open(url, &Options { connections: 4, durable: true }).await.expect("the database");
    let shop = Shop::new(1, skus, AS_OF);
    let mut rows = Vec::new();
    if catalogue::count(&mut db.read().await.expect("a connection")).await.expect("a count") == 0 {
        let (before, cpu, begun) = (fresh_peak(), processor(), Instant::now());
        let loaded = demo_shop::load(&db, shop, |_| {}).await.expect("the shop");
        let times = vec![begun.elapsed().as_secs_f64() * 1000.0];
        let (peak, cpu, note) = (memory("VmHWM"), processor() - cpu, format!("{loaded:?}"));
        rows.push(Row { what: "making the shop".into(), times, peak, before, cpu, note });
        eprintln!("made: {loaded:?}");
    }
    let drafts = shop.items().map(|item| (item.draft.code, item.draft.title));
    let (codes, titles) = drafts.unzip();
    Bench { db, chance: StdRng::seed_from_u64(5), codes, titles, rows }
}

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let skus = args.iter().position(|arg| arg == "--skus").and_then(|at| args.get(at + 1));
    let skus = skus.and_then(|n| n.parse().ok()).unwrap_or(300_000);
    let kept = args.first().filter(|arg| !arg.starts_with("--"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut urls = Vec::new();
    if let Some(address) = kept.filter(|arg| arg.starts_with("postgres")) {
        urls.push(address.clone());
    } else {
        let path = kept.map_or_else(|| folder.path().join("shop.sqlite"), PathBuf::from);
        urls.push(format!("sqlite:{}", path.display()));
        if let Ok(server) = std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
            urls.push(Db::scratch(&server).await.expect("a scratch database"));
        }
    }
    for url in urls {
        let mut bench = open(&url, skus).await;
        bench.reads().await;
        if !args.iter().any(|arg| arg == "--reads") {
            bench.writes().await;
        }
        print(&bench);
        bench.db.close().await;
    }
}

#[expect(clippy::print_stdout, reason = "what the bench was run for is printed")]
fn print(bench: &Bench) {
    println!("\n{} SKUs on {}\n", bench.codes.len(), bench.db.kind());
    println!(
        "| what | runs | median, ms | p99, ms | least–most, ms | processor, ms a run | peak memory, MB (before) | |\n|---|---|---|---|---|---|---|---|"
    );
    for Row { what, times, peak, before, cpu, note } in &bench.rows {
        let [half, slow, least, most] = [0.5, 0.99, 0.0, 1.0].map(|q| quantile(times, q));
        println!(
            "| {what} | {} | {half:.2} | {slow:.2} | {least:.2}–{most:.2} | {cpu:.2} | {peak:.0} ({before:.0}) | {note} |",
            times.len()
        );
    }
}
