//! Handing over: the files with their translations in place, and a report that hides nothing.

use async_recursion::async_recursion as boxed;

mod build;
mod html;
mod packer;
mod report;

pub use report::{FileReport, Summary};

use std::collections::HashMap;
use std::path::PathBuf;

use crate::Bureau;
use crate::depot::{Depot, aside};
use crate::error::{Error, Result};
use crate::language;
use crate::order::JobId;
use crate::store::{self, job::FileRow, segment::Kept};
use crate::survey::assumed;
use crate::work::windows;
use build::Builder;
use report::About;

/// What is handed over. The files lie in the order's folder until the order is forgotten or packed again.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// More than one where one would be too large to send.
    pub archives: Vec<PathBuf>,
    /// Where one file was ordered: it by itself, under its own name, or a language each as in `index.de.php`.
    pub single: Vec<PathBuf>,
    pub summary: Summary,
}

/// Texts of so many bytes are read from the database at once.
const WINDOW: u64 = 1 << 20;

impl Bureau {
    /// Packs what there is: at any time, and as often as wanted. A text without a translation keeps its source. The same
    /// translations give the same bytes. Of what cannot be packed to its end, as on a full disk, nothing is left.
    #[boxed]
    pub async fn parcel(&self, id: JobId) -> Result<Parcel> {
        // What is half packed is large, and moves between threads.
        let packed = Box::pin(self.pack(id)).await;
        if let Err(error) = &packed {
            tracing::error!(order = id.0, error = %error, "a result could not be packed");
            let half = Depot::of(self.folder(), id).outgoing();
            // What went wrong first is what is told.
            let _ = aside(move || Ok(std::fs::remove_dir_all(half)?)).await;
        }
        packed
    }

    async fn pack(&self, id: JobId) -> Result<Parcel> {
        let job = self.job(id).await?;
        if job.settings.languages.is_empty() {
            return Err(Error::NoLanguage);
        }
        let files = store::job::files(&mut self.db().read().await?, id).await?;
        let (depot, limits, settings) =
            (Depot::of(self.folder(), id), self.house().limits, job.settings.clone());
        let (there, rows) = (depot.clone(), files.clone());
        let assumed = aside(move || assumed(there, &rows, &settings, &limits)).await?;
        let (usage, calls) = store::call::usage(&mut self.db().read().await?, id).await?;
        let about = About {
            title: job.title.clone(),
            model: self.translator().name().to_owned(),
            pretend: self.translator().is_pretend(),
            currency: self.house().currency.clone(),
            cost: job.spent,
            usage,
            calls,
            settings: job.settings.clone(),
            assumed,
            alone: matches!(files.as_slice(), [only] if only.entry.is_none()),
        };
        let mut builder = aside(move || Builder::new(depot, about, limits)).await?;
        for code in &job.settings.languages {
            let language = language::find(code).ok_or_else(|| Error::UnknownLanguage(code.clone()))?;
            builder = aside(move || builder.begin(language)).await?;
            for window in windows(&files, WINDOW) {
                let rows: Vec<FileRow> = files.get(window).unwrap_or_default().to_vec();
                let (back, names, rows) = aside(move || {
                    let names = builder.names(&rows)?;
                    Ok((builder, names, rows))
                })
                .await?;
                builder = back;
                let known =
                    store::segment::some(&mut self.db().read().await?, id, language.code, &names).await?;
                let known: HashMap<String, Kept> =
                    known.into_iter().map(|kept| (kept.key.digest.clone(), kept)).collect();
                builder = aside(move || builder.add(&rows, &known)).await?;
            }
        }
        aside(move || builder.finish(&files)).await
    }
}
