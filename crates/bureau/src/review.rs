//! People look at what came out: they accept, rewrite, ask again, or send a corrected file back. None of it asks a model,
//! except that what is to be tried again is asked for when work goes on.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use translate::batch::Unit;
use translate::repair::Checker;

use crate::Bureau;
use crate::depot::{Depot, Shelf, aside};
use crate::error::{Error, Result};
use crate::exchange::{self, Pair};
use crate::memory;
use crate::order::{Job, JobId, Mark, SegmentKey};
use crate::store::{self, job::FileRow, memory::Origin, segment::Kept};
use crate::work::Brief;

/// A text that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewItem {
    pub key: SegmentKey,
    /// The file it stands in first, and where: `h1`, `img alt`, or nothing special.
    pub path: String,
    pub place: String,
    pub source: String,
    /// The source, if that was kept.
    pub target: String,
    /// `Approximate` or `Kept`; anything for one that was asked for by its key.
    pub mark: Mark,
    /// A sentence without a full stop.
    pub reason: String,
    pub warnings: Vec<String>,
}

/// What became of a corrected file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    pub changed: u64,
    /// They say what is there already.
    pub same: u64,
    /// Texts that are not in the order, or in a language that is not.
    pub unknown: u64,
    /// Texts that cannot stand where they should: the source, and why.
    pub rejected: Vec<(String, String)>,
}

impl Bureau {
    /// Texts that were put together by guess or kept their source, and that nobody has looked at yet; in the order of the
    /// files.
    #[boxed]
    pub async fn review(&self, id: JobId) -> Result<Vec<ReviewItem>> {
        let mut on = self.db().read().await?;
        let files = store::job::files(&mut on, id).await?;
        let kept = store::segment::in_states(&mut on, id, &[Mark::Approximate, Mark::Kept]).await?;
        Ok(kept.into_iter().map(|kept| item(kept, &files)).collect())
    }

    /// One text of an order.
    #[boxed]
    pub async fn text(&self, id: JobId, key: &SegmentKey) -> Result<ReviewItem> {
        let mut on = self.db().read().await?;
        let kept = store::segment::one(&mut on, id, key).await?.ok_or(Error::NoSuchSegment)?;
        let files = store::job::files(&mut on, id).await?;
        Ok(item(kept, &files))
    }

    /// Takes a text as it is, and remembers it as a person's word.
    #[boxed]
    pub async fn accept(&self, id: JobId, key: &SegmentKey) -> Result<()> {
        let job = self.job(id).await?;
        let kept = store::segment::one(&mut self.db().read().await?, id, key).await?;
        let kept = kept.ok_or(Error::NoSuchSegment)?;
        match kept.mark {
            Mark::Approximate | Mark::Kept => self.write(&job, vec![kept]).await,
            Mark::Human => Ok(()),
            // What is to be asked for again has no words that somebody could have seen.
            Mark::New | Mark::Heard | Mark::Memory | Mark::Ok | Mark::Repaired => Err(Error::NoSuchSegment),
        }
    }

    /// Puts a person's text there; [`Error::Rejected`] says what keeps it from standing there.
    #[boxed]
    pub async fn edit(&self, id: JobId, key: &SegmentKey, text: &str) -> Result<()> {
        let job = self.job(id).await?;
        let kept = store::segment::one(&mut self.db().read().await?, id, key).await?;
        let kept = kept.ok_or(Error::NoSuchSegment)?;
        let mut verdicts = self.check(&job, vec![(kept, text.to_owned())]).await?;
        match verdicts.pop() {
            Some((kept, Ok(()))) => self.write(&job, vec![kept]).await,
            Some((_, Err(reason))) => Err(Error::Rejected(reason)),
            None => Err(Error::NoSuchSegment),
        }
    }

    /// Lets a model try a text once more, when work goes on.
    #[boxed]
    pub async fn retry(&self, id: JobId, key: &SegmentKey) -> Result<()> {
        let kept = store::segment::one(&mut self.db().read().await?, id, key).await?;
        let kept = kept.ok_or(Error::NoSuchSegment)?;
        let again = Kept { mark: Mark::New, target: String::new(), warnings: Vec::new(), ..kept };
        let mut tx = self.db().begin().await?;
        store::segment::put(&mut tx, id, &[again]).await?;
        Ok(tx.commit().await?)
    }

    /// How many of a file's texts stand in an order, in one of its languages.
    #[boxed]
    pub async fn matches(&self, id: JobId, file: &[u8]) -> Result<u64> {
        let job = self.job(id).await?;
        let mut count = 0;
        for pair in exchange::read(file)? {
            count += u64::from(self.places(&job, &pair).await?.is_some());
        }
        Ok(count)
    }

    /// Takes a file of translations that a person has corrected: TMX, XLIFF or CSV. What differs is written into the order
    /// and remembered; the next parcel has it.
    #[boxed]
    pub async fn correct(&self, id: JobId, file: &[u8]) -> Result<Corrections> {
        let job = self.job(id).await?;
        let pairs = exchange::read(file)?;
        let mut corrections = Corrections::default();
        let mut changes = Vec::new();
        for pair in pairs {
            match self.places(&job, &pair).await? {
                None => corrections.unknown += 1,
                Some(rows) if rows.is_empty() => corrections.same += 1,
                Some(rows) => changes.extend(rows.into_iter().map(|kept| (kept, pair.target.clone()))),
            }
        }
        let mut good = Vec::new();
        for (kept, verdict) in self.check(&job, changes).await? {
            match verdict {
                Ok(()) => good.push(kept),
                Err(reason) => corrections.rejected.push((kept.source, reason)),
            }
        }
        corrections.changed = good.len() as u64;
        self.write(&job, good).await?;
        Ok(corrections)
    }

    /// Where a pair's text stands otherwise in an order; `None` if it does not appear there.
    async fn places(&self, job: &Job, pair: &Pair) -> Result<Option<Vec<Kept>>> {
        let only = match job.settings.languages.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        let Some(language) = pair.language.clone().or(only) else { return Ok(None) };
        let rows =
            store::segment::by_source(&mut self.db().read().await?, job.id, &language, &pair.source).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let differs = |kept: &Kept| !kept.mark.is_translated() || kept.target != pair.target;
        Ok(Some(rows.into_iter().filter(differs).collect()))
    }

    /// Whether texts can stand where they should. What can has the new text.
    async fn check(
        &self,
        job: &Job,
        changes: Vec<(Kept, String)>,
    ) -> Result<Vec<(Kept, Result<(), String>)>> {
        let briefs = Brief::all(self, job).await?;
        let files = store::job::files(&mut self.db().read().await?, job.id).await?;
        let (depot, settings, limits) =
            (Depot::of(self.folder(), job.id), job.settings.clone(), self.house().limits);
        aside(move || {
            let assumed = crate::survey::survey(depot.clone(), &files, &settings, &limits)?.assumed;
            let mut reader = Shelf::new(depot);
            let mut by_file: BTreeMap<i64, Vec<(Kept, String)>> = BTreeMap::new();
            for (kept, text) in changes {
                by_file.entry(kept.file).or_default().push((kept, text));
            }
            let mut verdicts = Vec::new();
            for (number, changes) in by_file {
                let Some(file) = files.iter().find(|file| file.number == number) else { continue };
                let bytes = reader.read_for(&settings, file)?;
                let Ok(document) =
                    translate::open(&file.path, &bytes, &settings.options(&file.path, &bytes, assumed))
                else {
                    continue;
                };
                for (kept, text) in changes {
                    let verdict = stands(&document, &briefs, &kept, &text);
                    verdicts.push((Kept { target: text, ..kept }, verdict));
                }
            }
            Ok(verdicts)
        })
        .await
    }

    async fn write(&self, job: &Job, kept: Vec<Kept>) -> Result<()> {
        let rows: Vec<Kept> = kept
            .into_iter()
            .map(|kept| Kept {
                mark: Mark::Human,
                reason: String::new(),
                warnings: Vec::new(),
                call: None,
                ..kept
            })
            .collect();
        let mut tx = self.db().begin().await?;
        store::segment::put(&mut tx, job.id, &rows).await?;
        let by = store::memory::By { origin: Origin::Human, model: "", person: job.person, now: self.now() };
        let style = job.settings.style();
        for code in &job.settings.languages {
            let mut lines: Vec<store::memory::New> = rows
                .iter()
                .filter(|kept| kept.key.language == *code)
                .map(|kept| store::memory::New {
                    language: code.clone(),
                    digest: memory::digest(&kept.source),
                    style: style.clone(),
                    source: kept.source.clone(),
                    target: kept.target.clone(),
                })
                .collect();
            // A statement cannot write one line twice; the last word counts.
            lines.reverse();
            let mut known = std::collections::HashSet::new();
            lines.retain(|line| known.insert(line.digest.clone()));
            store::memory::put(&mut tx, &lines, &by).await?;
        }
        Ok(tx.commit().await?)
    }
}

fn item(kept: Kept, files: &[FileRow]) -> ReviewItem {
    let path = files.iter().find(|file| file.number == kept.file).map(|file| file.path.clone());
    ReviewItem {
        path: path.unwrap_or_default(),
        key: kept.key,
        place: kept.place,
        source: kept.source,
        target: kept.target,
        mark: kept.mark,
        reason: kept.reason,
        warnings: kept.warnings,
    }
}

/// What a person writes is held to what the file needs, not to how a model should translate.
fn stands(
    document: &translate::Document<'_>,
    briefs: &[Brief],
    kept: &Kept,
    text: &str,
) -> std::result::Result<(), String> {
    let found = document.segments().iter().find(|segment| memory::name_in_job(segment) == kept.key.digest);
    let Some(segment) = found else { return Err("the text is not in the file any more".to_owned()) };
    if text.trim().is_empty() {
        return Err("it is empty".to_owned());
    }
    if text == segment.text {
        return Ok(());
    }
    segment.check_codes(text).map_err(|fault| fault.to_string())?;
    document.check(segment.id, text).map_err(|refusal| refusal.to_string())?;
    // A tag that is not a code would show as text in the page: nobody means that.
    let rules = briefs.iter().find(|brief| brief.language.code == kept.key.language).map(Brief::rules);
    let checker = Checker { rules: rules.unwrap_or_default(), fits: &|_| Ok(()) };
    let findings = checker.check(&Unit::from(segment), text);
    let invented = findings.hard.iter().find(|hard| matches!(hard, translate::validate::Hard::Invented(_)));
    invented.map_or(Ok(()), |hard| Err(hard.to_string()))
}
