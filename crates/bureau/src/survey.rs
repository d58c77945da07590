//! What is in an order: every file is opened once, and nothing is kept of it but figures and its texts.

use std::collections::{BTreeMap, HashSet};

use translate::batch::Unit;
use translate::{Document, Encoding, Evidence, Skip};

use crate::archive::Limits;
use crate::depot::{Depot, Shelf};
use crate::error::Result;
use crate::estimate::{FileEstimate, Skipped};
use crate::memory;
use crate::order::Settings;
use crate::store::job::FileRow;

/// The figures of an order.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub files: Vec<FileEstimate>,
    pub segments: u64,
    /// Each text once.
    pub texts: Vec<Surveyed>,
    /// What plain ASCII pages are taken to be in: what most of the others are in, where that is not UTF-8.
    pub assumed: Option<&'static Encoding>,
}

/// A text of an order.
#[derive(Debug)]
pub(crate) struct Surveyed {
    /// In the order.
    pub name: String,
    /// In the memory.
    pub digest: String,
    /// When it is sent.
    pub tokens: u64,
    pub unit: Unit,
}

/// Goes through the files. Blocks.
pub(crate) fn survey(
    depot: Depot,
    files: &[FileRow],
    settings: &Settings,
    limits: &Limits,
) -> Result<Survey> {
    let (mut texts, mut known) = (Vec::new(), HashSet::new());
    let add = |document: &Document<'_>| add(document, &mut texts, &mut known);
    let survey = go_through(Shelf::new(depot), files, (settings, limits), add)?;
    Ok(Survey { texts, ..survey })
}

/// What plain ASCII pages are taken to be in, without a look at the texts. Blocks.
pub(crate) fn assumed(
    depot: Depot,
    files: &[FileRow],
    settings: &Settings,
    limits: &Limits,
) -> Result<Option<&'static Encoding>> {
    Ok(go_through(Shelf::new(depot), files, (settings, limits), |_| {})?.assumed)
}

fn go_through(
    mut shelf: Shelf,
    files: &[FileRow],
    (settings, limits): (&Settings, &Limits),
    mut look: impl FnMut(&Document<'_>),
) -> Result<Survey> {
    let mut survey = Survey::default();
    let mut encodings: BTreeMap<&'static str, (usize, &'static Encoding)> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.folder) {
        let mut estimate = FileEstimate::of(file);
        if let Some(skipped) = too_large(file, limits) {
            estimate.skip = Some(skipped);
            survey.files.push(estimate);
            continue;
        }
        let bytes = shelf.read_for(settings, file)?;
        match translate::open(&file.path, &bytes, &settings.options(&file.path, &bytes, None)) {
            Err(skip) => estimate.skip = Some(Skipped::of(&skip)),
            Ok(document) => {
                let charset = document.charset();
                if charset.evidence != Evidence::Ascii {
                    encodings.entry(charset.encoding.name()).or_insert((0, charset.encoding)).0 += 1;
                }
                estimate.describe(&document);
                survey.segments += estimate.segments;
                look(&document);
            }
        }
        survey.files.push(estimate);
    }
    let most = encodings.into_values().max_by_key(|(count, _)| *count).map(|(_, encoding)| encoding);
    survey.assumed = most.filter(|encoding| encoding.name() != "UTF-8");
    Ok(survey)
}

fn add(document: &Document<'_>, texts: &mut Vec<Surveyed>, known: &mut HashSet<String>) {
    for segment in document.segments() {
        let name = memory::name_in_job(segment);
        if known.insert(name.clone()) {
            let unit = Unit::from(segment);
            let (digest, tokens) = (memory::digest(&unit.text), llm::estimate_tokens(&unit.text));
            texts.push(Surveyed { name, digest, tokens, unit });
        }
    }
}

/// Files that are not looked at.
pub(crate) fn too_large(file: &FileRow, limits: &Limits) -> Option<Skipped> {
    let limit = usize::try_from(limits.document).unwrap_or(usize::MAX).min(translate::LIMIT);
    let is_too_large = usize::try_from(file.size).is_ok_and(|size| size > limit);
    is_too_large.then(|| Skipped::of(&Skip::TooLarge { limit }))
}
