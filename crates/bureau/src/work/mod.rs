//! Working an order off: files are opened some at a time, their texts gathered, asked for, judged, mended, and written
//! down one by one as they are settled.

mod answers;
mod ask;
mod bench;
mod brief;
mod gather;
mod mend;
mod page;
mod shift;

pub(crate) use brief::Brief;
pub(crate) use gather::usable;

use std::ops::Range;

use async_recursion::async_recursion as boxed;
use translate::Document;

use crate::Bureau;
use crate::depot::{Depot, Shelf, aside};
use crate::error::{Error, Result};
use crate::order::{Job, JobId, JobState, Pause, Settings};
use crate::store::{self, job::FileRow};
use crate::survey::{survey, too_large};
use crate::watch::Watch;
use shift::{Shift, Stop};

/// Tokens of an answer: small portions show progress, and lose little when they go wrong.
pub(crate) const REPLY_TOKENS: u32 = 900;
/// What a text costs besides its words, tokens.
pub(crate) const FRAME_TOKENS: u32 = 6;
/// Files are opened together up to so many bytes, so that their texts share calls.
const WINDOW: u64 = 1 << 20;

/// How work ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Every text is settled. What could not be translated keeps its source, and the report says so.
    Done,
    Cancelled,
    /// Working again goes on from here.
    Paused(Pause),
}

/// A file that is open.
pub(crate) struct Opened<'a> {
    pub row: &'a FileRow,
    pub document: Document<'a>,
    /// What the model hears of it.
    pub about: String,
}

impl Bureau {
    /// Works an order off, or goes on with it after a crash, a pause, a cancellation or a change. Every text is written
    /// down when it is settled, so that nothing is paid for twice. One run works at a time: a second one takes over from
    /// the first, whose next write fails with [`db::Error::Stale`].
    #[boxed]
    pub async fn work(&self, id: JobId, watch: &mut dyn Watch) -> Result<Outcome> {
        let job = self.job(id).await?;
        if job.settings.languages.is_empty() {
            return Err(Error::NoLanguage);
        }
        let briefs = Brief::all(self, &job).await?;
        let mut tx = self.db().begin().await?;
        let run = store::job::begin(&mut tx, id, self.now()).await?;
        tx.commit().await?;
        let worked = self.work_off(&job, &briefs, run, watch).await;
        let state = match &worked {
            Ok(Outcome::Done) => JobState::Done,
            Ok(Outcome::Cancelled) => JobState::Cancelled,
            Ok(Outcome::Paused(pause)) => JobState::Paused(pause.clone()),
            Err(_) => JobState::Paused(Pause::Broken),
        };
        // What went wrong first is what is told, also where nothing can be written down any more.
        let ended = self.end(id, run, &state).await;
        let outcome = worked?;
        ended.map(|()| outcome)
    }

    async fn end(&self, id: JobId, run: i64, state: &JobState) -> Result<()> {
        let mut tx = self.db().begin().await?;
        store::job::end(&mut tx, id, run, state, self.now()).await?;
        Ok(tx.commit().await?)
    }

    async fn work_off(
        &self,
        job: &Job,
        briefs: &[Brief],
        run: i64,
        watch: &mut dyn Watch,
    ) -> Result<Outcome> {
        let id = job.id;
        let files = store::job::files(&mut self.db().read().await?, id).await?;
        let (depot, limits, settings) =
            (Depot::of(self.folder(), id), self.house().limits, job.settings.clone());
        let (there, rows) = (depot.clone(), files.clone());
        let survey = aside(move || survey(there, &rows, &settings, &limits)).await?;
        let assumed = survey.assumed;
        let mut shift = Shift::new(self, job, briefs, (run, survey)).await?;
        let mut stop = shift.look(watch).await;
        for window in windows(&files, WINDOW) {
            if stop.is_some() {
                break;
            }
            let rows: Vec<FileRow> = files.get(window).unwrap_or_default().to_vec();
            let there = depot.clone();
            let settings = job.settings.clone();
            let sources = aside(move || read(there, rows, &settings, &limits)).await?;
            let mut opened = Vec::new();
            for (row, bytes) in &sources {
                let options = job.settings.options(&row.path, bytes, assumed);
                if let Ok(document) = translate::open(&row.path, bytes, &options) {
                    let about = page::about(&document);
                    opened.push(Opened { row, document, about });
                }
                // Opening keeps the processor busy; others may want it in between.
                tokio::task::yield_now().await;
            }
            stop = shift.window(&opened, watch).await?;
        }
        self.remember_endpoint().await?;
        Ok(match stop {
            None => Outcome::Done,
            Some(Stop::Cancelled) => Outcome::Cancelled,
            Some(Stop::Paused(pause)) => Outcome::Paused(pause),
        })
    }

    async fn remember_endpoint(&self) -> Result<()> {
        let Some((base_url, verdict)) = self.translator().learnt() else { return Ok(()) };
        let mut tx = self.db().begin().await?;
        store::endpoint::put(&mut tx, &base_url, self.translator().name(), &verdict, self.now()).await?;
        Ok(tx.commit().await?)
    }
}

/// Files that follow each other, up to so many bytes together; one that is larger is alone.
pub(crate) fn windows(files: &[FileRow], most: u64) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut bytes = 0;
    for (at, file) in files.iter().enumerate() {
        let size = u64::try_from(file.size).unwrap_or(0);
        match windows.last_mut() {
            Some(window) if bytes + size <= most => window.end = at + 1,
            _ => {
                windows.push(at..at + 1);
                bytes = 0;
            }
        }
        bytes += size;
    }
    windows
}

/// The files that may be documents, with their bytes.
pub(crate) fn read(
    depot: Depot,
    rows: Vec<FileRow>,
    settings: &Settings,
    limits: &crate::archive::Limits,
) -> Result<Vec<(FileRow, Vec<u8>)>> {
    let mut shelf = Shelf::new(depot);
    let mut sources = Vec::new();
    for row in rows.into_iter().filter(|row| !row.folder && too_large(row, limits).is_none()) {
        let bytes = shelf.read_for(settings, &row)?;
        sources.push((row, bytes));
    }
    Ok(sources)
}
