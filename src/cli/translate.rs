//! `translate`: files and folders into other languages, with the bot's own engine, memory and report.

use std::collections::HashSet;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use bureau::{
    Body, Bureau, Estimate, Ground, House, Incoming, JobId, Outcome, Progress, Settings, Tone, Watch,
};
use kit::Clock;
use kit::db::Db;

use crate::config::{Config, Translate};
use crate::model;

#[expect(clippy::struct_excessive_bools, reason = "independent choices, a flag each")]
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
    /// Leave attributes as they are: alt, title, placeholder and so on.
    #[arg(long)]
    no_attributes: bool,
    /// Leave title and description for search engines as they are.
    #[arg(long)]
    no_meta: bool,
    /// Leave JSON-LD as it is.
    #[arg(long)]
    no_json_ld: bool,
    /// Also translate strings in PHP code.
    #[arg(long)]
    php_literals: bool,
    /// Also translate what stands in code elements.
    #[arg(long)]
    code: bool,
    /// People and places may get names usual where the language is spoken.
    #[arg(long)]
    localise_names: bool,
    /// Let pages say which language they are in now: lang, dir, og:locale.
    #[arg(long)]
    page_language: bool,
    /// Files in other encodings come back in UTF-8, and say so.
    #[arg(long)]
    utf8: bool,
    /// Words that stay as they are.
    #[arg(long, value_delimiter = ',')]
    keep: Vec<String>,
    /// How files are encoded whose encoding is in doubt, as windows-1251; of one file, as shop/old.html=koi8-r.
    #[arg(long, value_name = "[FILE=]LABEL")]
    encoding: Vec<String>,
    /// The most it may cost, as 2.50; the configuration's limit holds as well.
    #[arg(long, value_name = "AMOUNT", value_parser = cents)]
    cap: Option<u64>,
    /// Only say what it would take.
    #[arg(long)]
    estimate: bool,
}

/// Whether all was done is the answer: an error says what was not.
pub async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let db = crate::app::open(config).await?;
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
    let id = bureau.receive(0, incoming(&args.paths)?, settings(args)).await?;
    let done = carry_out(bureau, id, args).await;
    // What did not come to its end is begun anew by the same command: the memory has what was done.
    let gone = bureau.forget(id).await;
    done?;
    Ok(gone?)
}

fn settings(args: &Args) -> Settings {
    let tone = args.tone.as_deref().map(|tone| if tone == "formal" { Tone::Formal } else { Tone::Informal });
    Settings {
        tone,
        attributes: !args.no_attributes,
        meta: !args.no_meta,
        json_ld: !args.no_json_ld,
        php_literals: args.php_literals,
        code: args.code,
        localise_names: args.localise_names,
        page_language: args.page_language,
        utf8: args.utf8,
        keep: args.keep.clone(),
        cap: args.cap,
        ..Settings::into_languages(args.to.iter().cloned())
    }
}

async fn carry_out(bureau: &Bureau, id: JobId, args: &Args) -> anyhow::Result<()> {
    let estimate = estimated(bureau, id, &args.encoding).await?;
    say_estimate(&estimate);
    if args.estimate {
        return Ok(());
    }
    if let Some(cap) = estimate.over {
        anyhow::bail!("The spending cap {cap} leaves too little for it. Send fewer files, or raise the cap");
    }
    let outcome = bureau.work(id, &mut Line::default()).await?;
    let parcel = bureau.parcel(id).await.map_err(|error| match error {
        error if error.is_out_of_room() => anyhow::Error::new(error).context(
            "There is no room on the disk for the result, and nothing half-written is left of it. Make room and run the same command again: what is translated is in the memory",
        ),
        other => other.into(),
    })?;
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
    let partly = |text: String| Err(super::Partly(text).into());
    match outcome {
        Outcome::Paused(pause) => partly(format!(
            "Not everything was translated. {pause} The same command goes on from here: what is done is in the memory."
        )),
        Outcome::Cancelled => partly("Called off.".to_owned()),
        Outcome::Done if summary.is_complete() => Ok(()),
        Outcome::Done => {
            partly("Not everything could be translated; the report says what, and why.".to_owned())
        }
    }
}

/// The estimate, with what was said about encodings: of a file, or of all that are in doubt.
async fn estimated(bureau: &Bureau, id: JobId, encodings: &[String]) -> anyhow::Result<Estimate> {
    let estimate = bureau.estimate(id).await?;
    if encodings.is_empty() {
        return Ok(estimate);
    }
    let mut settings = bureau.job(id).await?.settings;
    for word in encodings {
        match word.split_once('=') {
            Some((path, label)) => {
                let known = estimate.files.iter().any(|file| file.path == path);
                anyhow::ensure!(known, "--encoding names {path}, which is not among the files");
                settings.encodings.insert(path.to_owned(), label.to_owned());
            }
            None => {
                for file in estimate.files.iter().filter(|file| !file.candidates.is_empty()) {
                    settings.encodings.entry(file.path.clone()).or_insert_with(|| word.clone());
                }
            }
        }
    }
    bureau.configure(id, &settings).await?;
    Ok(bureau.estimate(id).await?)
}

fn say_estimate(estimate: &Estimate) {
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
        super::say_error(&format!(
            "{}: its encoding is in doubt; it is read as {encoding}. --encoding {}=… says what it is.",
            file.path, file.path
        ));
    }
}

/// `2.50` in minor units.
fn cents(text: &str) -> Result<u64, String> {
    let wrong = || "an amount is written as 2 or 2.50".to_owned();
    let (whole, part) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() != 2 {
        return Err(wrong());
    }
    let minor = |text: &str| text.parse::<u64>().map_err(|_| wrong());
    minor(whole)?.checked_mul(100).and_then(|whole| whole.checked_add(minor(part).ok()?)).ok_or_else(wrong)
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

/// The archive under the name that was asked for, or its content in a folder. A folder that is there already gets the files
/// one by one.
fn hand_over(archives: &[PathBuf], out: &Path) -> anyhow::Result<()> {
    let is_zip = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    for archive in archives {
        let put = |to: &Path| {
            if is_zip {
                return std::fs::copy(archive, to).map(drop).map_err(anyhow::Error::new);
            }
            Ok(bureau::archive::unpack(archive, to)?)
        };
        let done = if out.is_dir() { put(out) } else { whole(out, put) };
        done.with_context(|| format!("{} cannot be written", out.display()))?;
    }
    Ok(())
}

/// Whole, or not at all: it is made in a folder beside it that nobody else has, and moved when it is finished.
fn whole(out: &Path, put: impl FnOnce(&Path) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let beside = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(beside)?;
    let half = tempfile::Builder::new().prefix(".translate-").tempdir_in(beside)?;
    let there = half.path().join("result");
    put(&there)?;
    Ok(std::fs::rename(there, out)?)
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

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn an_amount_is_whole_or_has_two_decimals() {
        assert_eq!(["2", "2.50", "0.05"].map(|text| cents(text).ok()), [Some(200), Some(250), Some(5)]);
        for wrong in ["", "2,50", "2.5", "-1", "a", ".50", "99999999999999999999"] {
            assert!(cents(wrong).is_err(), "{wrong}");
        }
    }
}
