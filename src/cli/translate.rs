//! `translate`: files and folders into other languages, with the bot's own engine, memory and report.

use std::collections::HashSet;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use bureau::{Body, Bureau, Ground, House, Incoming, Outcome, Progress, Settings, Tone, Watch};
use kit::Clock;
use kit::db::{Db, Options};

use crate::config::{Config, Translate};
use crate::model;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, folders or ZIPs.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Languages, as de,uk,pt-BR.
    #[arg(long, required = true, value_delimiter = ',')]
    to: Vec<String>,
    /// A ZIP, or a folder that gets the files.
    #[arg(long, value_name = "FILE.zip|DIR")]
    out: PathBuf,
    /// Speak to readers formally or informally.
    #[arg(long, value_parser = ["formal", "informal"])]
    tone: Option<String>,
    /// Also translate strings in PHP code.
    #[arg(long)]
    php_literals: bool,
    /// Let pages say which language they are in now: lang, dir, og:locale.
    #[arg(long)]
    page_language: bool,
    /// Words that stay as they are.
    #[arg(long, value_delimiter = ',')]
    keep: Vec<String>,
    /// Only say what it would take.
    #[arg(long)]
    estimate: bool,
}

/// Whether all was done is the answer: an error says what was not.
pub async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let options = Options { connections: 2, durable: true };
    let db =
        Db::open(config.database.url.expose(), &options).await.context("The database cannot be opened")?;
    // No part of an order may come to an end in another size than a bot can send; here nobody sends anything.
    let limits = bureau::archive::Limits { part: u64::MAX, ..Default::default() };
    let bureau = open(&config.translate, &db, limits).await?;
    let done = order(&bureau, args).await;
    db.close().await;
    done
}

/// The bureau of the configuration.
async fn open(config: &Translate, db: &Db, limits: bureau::archive::Limits) -> anyhow::Result<Bureau> {
    let house = House { limits, ..model::house(config) };
    let translator = model::translator(config, db).await?;
    let now = Arc::new(|| Clock::System.now());
    Ok(Bureau::new(Ground { db: db.clone(), folder: config.folder.clone(), translator, now, house }))
}

async fn order(bureau: &Bureau, args: &Args) -> anyhow::Result<()> {
    let tone = args.tone.as_deref().map(|tone| if tone == "formal" { Tone::Formal } else { Tone::Informal });
    let settings = Settings {
        tone,
        php_literals: args.php_literals,
        page_language: args.page_language,
        keep: args.keep.clone(),
        ..Settings::into_languages(args.to.iter().cloned())
    };
    let incoming = incoming(&args.paths)?;
    let id = bureau.receive(0, incoming, settings).await?;
    let estimate = bureau.estimate(id).await?;
    super::say_error(&format!(
        "Files: {}. Texts: {}, {} different. Cost: about {}.",
        estimate.files.len(),
        estimate.segments,
        estimate.unique,
        money(estimate.price, &estimate.currency),
    ));
    if estimate.pretend {
        super::say_error(
            "The built-in translator gives no translation. [translate] provider names one that does.",
        );
    }
    for file in estimate.files.iter().filter(|file| !file.candidates.is_empty()) {
        let encoding = file.encoding.as_deref().unwrap_or_default();
        super::say_error(&format!("{}: its encoding is in doubt; it is read as {encoding}.", file.path));
    }
    if args.estimate {
        return Ok(bureau.forget(id).await?);
    }
    if let Some(cap) = estimate.over {
        bureau.forget(id).await?;
        anyhow::bail!("The spending cap {cap} leaves too little for it. Send fewer files, or raise the cap");
    }
    let outcome = bureau.work(id, &mut Line::default()).await?;
    let parcel = bureau.parcel(id).await?;
    hand_over(&parcel.archives, &args.out)?;
    let summary = parcel.summary;
    super::say(&format!(
        "Files: {} translated, {} untouched, {} returned as they were. Texts: {}; {} kept their source, {} missing. Cost: {}. The report is in {}.",
        summary.translated,
        summary.untouched,
        summary.failed,
        summary.texts,
        summary.kept,
        summary.missing,
        money(llm::Money { millionths: summary.cost_millionths }, &summary.currency),
        args.out.display(),
    ));
    match outcome {
        Outcome::Paused(pause) => anyhow::bail!(
            "Not everything was translated. {pause} The same command goes on from here: what is done is in the memory"
        ),
        Outcome::Cancelled => anyhow::bail!("Called off"),
        Outcome::Done => {}
    }
    bureau.forget(id).await?;
    anyhow::ensure!(
        summary.is_complete(),
        "Not everything could be translated; the report says what, and why"
    );
    Ok(())
}

fn money(amount: llm::Money, currency: &str) -> String {
    let minor = amount.minor();
    format!("{}.{:02} {currency}", minor / 100, minor % 100)
}

/// Files by themselves; those of a folder under its name.
fn incoming(paths: &[PathBuf]) -> anyhow::Result<Vec<Incoming>> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    for path in paths {
        let full = path.canonicalize().with_context(|| format!("{} cannot be read", path.display()))?;
        let base = full.parent().map(Path::to_path_buf).unwrap_or_default();
        let mut waiting = vec![full];
        while let Some(next) = waiting.pop() {
            if std::fs::symlink_metadata(&next)?.is_symlink() {
                continue;
            }
            if next.is_dir() {
                let mut inside: Vec<PathBuf> = std::fs::read_dir(&next)?
                    .map(|entry| Ok(entry?.path()))
                    .collect::<std::io::Result<_>>()?;
                inside.sort();
                inside.reverse();
                waiting.extend(inside);
            } else if known.insert(next.clone()) {
                let name = next.strip_prefix(&base).unwrap_or(&next).display().to_string();
                let modified = std::fs::metadata(&next)?.modified().ok();
                let modified = modified.map(|time| chrono::DateTime::<chrono::Utc>::from(time).naive_utc());
                found.push(Incoming { name, body: Body::File(next), modified });
            }
        }
    }
    Ok(found)
}

/// The archive under the name that was asked for, or its content in a folder.
fn hand_over(archives: &[PathBuf], out: &Path) -> anyhow::Result<()> {
    let failed = || format!("{} cannot be written", out.display());
    for archive in archives {
        if out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            std::fs::copy(archive, out).with_context(failed)?;
        } else {
            bureau::archive::unpack(archive, out).with_context(failed)?;
        }
    }
    Ok(())
}

/// How far it is, on one line.
#[derive(Default)]
struct Line {
    shown: u64,
}

#[async_trait::async_trait]
impl Watch for Line {
    async fn see(&mut self, progress: &Progress) -> ControlFlow<()> {
        let percent = progress.done * 100 / progress.total.max(1);
        if percent != self.shown {
            self.shown = percent;
            let left = progress.left.map_or_else(String::new, |left| format!(", {} s left", left.as_secs()));
            let end = if progress.done == progress.total { "\n" } else { "" };
            let mut out = std::io::stderr();
            // A terminal that is gone is no reason to stop.
            let _ = write!(out, "\r{percent} % of {} texts{left}     {end}", progress.total)
                .and_then(|()| out.flush());
        }
        ControlFlow::Continue(())
    }
}
