//! Putting the parcel together, file by file. Blocks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::PathBuf;

use translate::Localize;
use zip::write::SimpleFileOptions;

use super::packer::Packer;
use super::report::{
    About, FileOutcome, FileReport, Head, NOT_CONVERTED, Summary, TextReport, change, left, note, withholds,
};
use super::{Parcel, html};
use crate::archive::{self, Limits, Modified};
use crate::depot::{Depot, Shelf};
use crate::error::Result;
use crate::estimate::Skipped;
use crate::exchange::{Format, Pair, Writer};
use crate::intake::{in_language, stem};
use crate::language::Language;
use crate::memory;
use crate::order::Mark;
use crate::store::{job::FileRow, segment::Kept};
use crate::survey::too_large;

/// More texts that were right at once than this make a page that no browser likes.
const SHOWN: u64 = 5_000;

pub(super) struct Builder {
    out: PathBuf,
    shelf: Shelf,
    about: About,
    limits: Limits,
    packer: Packer,
    language: &'static str,
    /// Empty, or a folder a language.
    prefix: String,
    summary: Summary,
    languages: BTreeMap<String, Summary>,
    files: Vec<FileReport>,
    /// Texts that are in the report already, in this language.
    told: HashSet<String>,
    /// Texts that could not stand in one file, with its path; another file may have them.
    withheld: Vec<(String, Kept)>,
    left_out: u64,
    rows: BufWriter<File>,
    texts: BufWriter<File>,
    first_text: bool,
    memories: Vec<(PathBuf, Writer<BufWriter<File>>)>,
    single: Vec<PathBuf>,
}

impl Builder {
    pub fn new(depot: Depot, about: About, limits: Limits) -> Result<Self> {
        let out = depot.outgoing();
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        fs::create_dir_all(out.join("report"))?;
        let create = |name: &str| File::create(out.join("report").join(name)).map(BufWriter::new);
        let summary = Summary {
            cost_millionths: about.cost.millionths,
            currency: about.currency.clone(),
            pretend: about.pretend,
            ..Summary::default()
        };
        Ok(Self {
            shelf: Shelf::new(depot),
            packer: Packer::new(&out, limits.part)?,
            rows: create("rows")?,
            texts: create("texts")?,
            out,
            about,
            limits,
            language: "",
            prefix: String::new(),
            summary,
            languages: BTreeMap::new(),
            files: Vec::new(),
            told: HashSet::new(),
            withheld: Vec::new(),
            left_out: 0,
            first_text: true,
            memories: Vec::new(),
            single: Vec::new(),
        })
    }

    /// Begins a language.
    pub fn begin(mut self, language: &'static Language) -> Result<Self> {
        self.tell_withheld()?;
        self.language = language.code;
        self.prefix = if self.about.settings.languages.len() > 1 {
            format!("{}/", language.code)
        } else {
            String::new()
        };
        self.told.clear();
        for format in [Format::Tmx, Format::Xliff] {
            let path =
                self.out.join("report").join(format!("segments.{}.{}", language.code, format.extension()));
            let writer = Writer::new(format, language.code, BufWriter::new(File::create(&path)?))?;
            self.memories.push((path, writer));
        }
        Ok(self)
    }

    /// The names of the texts in these files.
    pub fn names(&mut self, rows: &[FileRow]) -> Result<Vec<String>> {
        let mut names = Vec::new();
        let mut known = HashSet::new();
        for row in rows.iter().filter(|row| !row.folder && too_large(row, &self.limits).is_none()) {
            let bytes = self.shelf.read_for(&self.about.settings, row)?;
            let options = self.about.settings.options(&row.path, &bytes, self.about.assumed);
            let Ok(document) = translate::open(&row.path, &bytes, &options) else { continue };
            for segment in document.segments() {
                let name = memory::name_in_job(segment);
                if known.insert(name.clone()) {
                    names.push(name);
                }
            }
        }
        Ok(names)
    }

    /// Puts files into the parcel, with what is known of their texts.
    pub fn add(mut self, rows: &[FileRow], known: &HashMap<String, Kept>) -> Result<Self> {
        for row in rows {
            let path = format!("{}{}", self.prefix, row.path);
            if row.folder {
                self.packer.folder(&path, row.modified().unwrap_or(Modified::FIRST))?;
                continue;
            }
            self.summary.files += 1;
            let mut report = self.blank(row);
            report.skipped = too_large(row, &self.limits);
            let bytes = if report.skipped.is_some() {
                None
            } else {
                let bytes = self.shelf.read(row)?;
                let converted = self.about.settings.converted(&row.path, &bytes);
                let opened = converted.as_ref().map_or(&bytes, |converted| &converted.bytes);
                let translated = self.translate(row, opened, known, &mut report)?;
                // A page without words goes out in UTF-8 as well: one in another encoding than the rest would be read wrongly.
                let converted = converted.and_then(|converted| report.goes_out(converted));
                translated.or(converted)
            };
            match report.outcome {
                FileOutcome::Translated => self.summary.translated += 1,
                FileOutcome::Untouched => self.summary.untouched += 1,
                FileOutcome::Failed => self.summary.failed += 1,
            }
            self.put(row, &path, bytes.as_deref())?;
            self.files.push(report);
        }
        Ok(self)
    }

    fn blank(&self, row: &FileRow) -> FileReport {
        FileReport {
            path: row.path.clone(),
            language: self.language.to_owned(),
            outcome: FileOutcome::Untouched,
            skipped: None,
            fault: None,
            encoding: None,
            texts: 0,
            replaced: Vec::new(),
            replaced_in_all: 0,
            refused: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The file with its translations; `None` if it stays as it came.
    fn translate(
        &mut self,
        row: &FileRow,
        bytes: &[u8],
        known: &HashMap<String, Kept>,
        report: &mut FileReport,
    ) -> Result<Option<Vec<u8>>> {
        let options = self.about.settings.options(&row.path, bytes, self.about.assumed);
        let document = match translate::open(&row.path, bytes, &options) {
            Ok(document) => document,
            Err(skip) => {
                report.skipped = Some(Skipped::of(&skip));
                return Ok(None);
            }
        };
        let names: Vec<String> = document.segments().iter().map(memory::name_in_job).collect();
        let translated = document.translate(|segment| {
            let kept = names.get(segment.id).and_then(|name| known.get(name))?;
            kept.mark.is_translated().then_some(kept.target.as_str())
        });
        report.texts = names.len() as u64;
        let encoding = document.charset().encoding;
        report.encoding = Some(encoding.name().to_owned());
        if self.about.settings.utf8 && encoding != translate::UTF_8 {
            report.notes.push(NOT_CONVERTED.to_owned());
        }
        report.notes.extend(document.notes().iter().map(note).chain(left(&document.leftovers())));
        report.describe(&translated);
        self.summary.refused += translated.refused.len() as u64;
        for (segment, name) in document.segments().iter().zip(&names) {
            let kept = known.get(name);
            if let (Some(kept), Some(why)) = (kept, withholds(&translated, segment.id)) {
                let (place, reason) = (segment.place.clone(), why.to_string());
                let kept = Kept { mark: Mark::Kept, place, reason, warnings: Vec::new(), ..kept.clone() };
                self.withheld.push((row.path.clone(), kept));
            } else if self.told.insert(name.clone()) {
                self.tell(&row.path, &segment.place, &segment.text, kept)?;
            }
        }
        if report.outcome != FileOutcome::Translated {
            return Ok(None);
        }
        if !self.about.settings.page_language {
            return Ok(Some(translated.bytes));
        }
        let wanted = Localize {
            language: self.language.to_owned(),
            direction: true,
            og_locale: true,
            // Where the other languages will be found nobody has told us.
            alternates: Vec::new(),
        };
        let (bytes, changes) = translate::localize(&row.path, &translated.bytes, &wanted);
        report.notes.extend(changes.iter().map(change));
        Ok(Some(bytes))
    }

    /// Tells of the texts of this language that stand nowhere although there is a translation.
    fn tell_withheld(&mut self) -> Result<()> {
        for (path, kept) in std::mem::take(&mut self.withheld) {
            if self.told.insert(kept.key.digest.clone()) {
                self.tell(&path, &kept.place, &kept.source, Some(&kept))?;
            }
        }
        Ok(())
    }

    /// Puts a text into the report and the files for translators.
    fn tell(&mut self, path: &str, place: &str, source: &str, kept: Option<&Kept>) -> Result<()> {
        let mark = kept.map_or(Mark::New, |kept| kept.mark);
        let target = kept.filter(|kept| kept.mark.is_translated()).map(|kept| kept.target.as_str());
        let state = if mark == Mark::Heard { Mark::New } else { mark }.name();
        let reason = kept.map_or("", |kept| kept.reason.as_str());
        let warnings = kept.map_or(&[][..], |kept| &kept.warnings);
        let text =
            TextReport { language: self.language, path, place, state, source, target, reason, warnings };
        let by_language = self.languages.entry(self.language.to_owned()).or_default();
        for summary in [&mut self.summary, by_language] {
            summary.count(mark);
            summary.warnings += u64::from(!warnings.is_empty());
        }
        let plain = matches!(mark, Mark::Ok | Mark::Memory) && warnings.is_empty();
        if plain && self.summary.ok + self.summary.memory > SHOWN {
            self.left_out += 1;
        } else {
            html::text(&mut self.rows, &text)?;
        }
        if !std::mem::take(&mut self.first_text) {
            self.texts.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut self.texts, &text).map_err(std::io::Error::from)?;
        let pair = Pair {
            language: None,
            source: source.to_owned(),
            target: target.unwrap_or_default().to_owned(),
            state: state.to_owned(),
            note: reason.to_owned(),
        };
        let count = self.memories.len();
        for (_, writer) in self.memories.iter_mut().skip(count.saturating_sub(2)) {
            // A memory holds what is there; a translator's program gets what is missing as well.
            if target.is_some() || writer.takes_missing() {
                writer.add(&pair)?;
            }
        }
        Ok(())
    }

    /// Writes a file: as it lies, or anew with the time and rights it had.
    fn put(&mut self, row: &FileRow, path: &str, bytes: Option<&[u8]>) -> Result<()> {
        let modified = row.modified().unwrap_or(Modified::FIRST);
        let plain = SimpleFileOptions::default().last_modified_time(modified.to_zip());
        let there = self.shelf.plain(row);
        let size = bytes.map_or(u64::try_from(row.size).unwrap_or(0), |bytes| bytes.len() as u64);
        match (self.shelf.entry(row)?, bytes) {
            (Some((archive, index)), None) => return self.packer.copy(path, archive.by_index_raw(index)?),
            (Some((archive, index)), Some(bytes)) => {
                let options = archive.by_index_raw(index)?.options();
                self.packer.file(path, options, size, &mut &*bytes)?;
            }
            (None, Some(bytes)) => self.packer.file(path, plain, size, &mut &*bytes)?,
            (None, None) => self.packer.file(path, plain, size, &mut BufReader::new(File::open(&there)?))?,
        }
        if self.about.alone { self.keep_single(row, bytes) } else { Ok(()) }
    }

    /// The only file, by itself.
    fn keep_single(&mut self, row: &FileRow, bytes: Option<&[u8]>) -> Result<()> {
        let folder = self.out.join("single");
        fs::create_dir_all(&folder)?;
        let name = row.path.rsplit('/').next().unwrap_or(&row.path);
        let there = folder.join(if self.prefix.is_empty() {
            name.to_owned()
        } else {
            in_language(name, self.language)
        });
        match bytes {
            Some(bytes) => fs::write(&there, bytes)?,
            None => drop(fs::copy(self.shelf.plain(row), &there)?),
        }
        self.single.push(there);
        Ok(())
    }

    /// Adds the report and closes the parcel.
    pub fn finish(mut self, files: &[FileRow]) -> Result<Parcel> {
        self.tell_withheld()?;
        let taken: HashSet<String> = files
            .iter()
            .filter_map(|row| row.path.split('/').next())
            .chain(self.about.settings.languages.iter().map(String::as_str))
            .map(str::to_owned)
            .collect();
        let folder = archive::free_name("_report", &taken);
        // The report is as old as the newest file, so that packing again gives the same bytes.
        let modified = files.iter().filter_map(FileRow::modified).max().unwrap_or(Modified::FIRST);
        self.write_pages()?;
        let mut names = vec!["report.html".to_owned(), "report.json".to_owned()];
        for (path, writer) in std::mem::take(&mut self.memories) {
            writer.finish()?;
            names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
        let options = SimpleFileOptions::default().last_modified_time(modified.to_zip());
        for name in names {
            let path = self.out.join("report").join(&name);
            let size = fs::metadata(&path)?.len();
            let mut content = BufReader::new(File::open(&path)?);
            self.packer.file(&format!("{folder}/{name}"), options, size, &mut content)?;
        }
        let language = match self.about.settings.languages.as_slice() {
            [one] => one.as_str(),
            _ => "translated",
        };
        let archives = self.packer.finish(&format!("{}.{language}", stem(&self.about.title)))?;
        fs::remove_dir_all(self.out.join("report"))?;
        Ok(Parcel { archives, single: self.single, summary: self.summary })
    }

    fn write_pages(&mut self) -> Result<()> {
        self.rows.flush()?;
        self.texts.flush()?;
        let report = self.out.join("report");
        let mut page = BufWriter::new(File::create(report.join("report.html"))?);
        html::head(&mut page, &self.about, &self.summary, &self.files)?;
        std::io::copy(&mut File::open(report.join("rows"))?, &mut page)?;
        html::tail(&mut page, self.left_out)?;
        page.flush()?;
        let head = Head {
            order: &self.about.title,
            model: &self.about.model,
            settings: &self.about.settings,
            summary: &self.summary,
            calls: self.about.calls,
            usage: self.about.usage,
            files: &self.files,
            languages: &self.languages,
        };
        let head = serde_json::to_string(&head).map_err(std::io::Error::from)?;
        let mut json = BufWriter::new(File::create(report.join("report.json"))?);
        // The texts become the object's last member.
        json.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
        json.write_all(b",\n\"texts\": [\n")?;
        std::io::copy(&mut File::open(report.join("texts"))?, &mut json)?;
        json.write_all(b"\n]}\n")?;
        Ok(json.flush()?)
    }
}
