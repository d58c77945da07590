//! Looking an archive through, streamed: sizes and check sums are those that come out, not those that are claimed.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::{Limits, Modified, Refusal, safe};

/// A file or folder in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Safe to write under any folder.
    pub path: String,
    /// Its number in the archive.
    pub index: usize,
    pub folder: bool,
    pub size: u64,
    pub modified: Option<Modified>,
}

/// Whether a file is a ZIP, by its first bytes.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Looks through the archive at `path`: every entry is read to its end once, and nothing is kept.
pub fn inspect(path: &Path, limits: &Limits) -> Result<Vec<Entry>, Refusal> {
    let file = File::open(path).map_err(|error| Refusal::Broken(error.to_string()))?;
    let packed = file.metadata().map_or(0, |about| about.len());
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| refusal(&error, ""))?;
    if archive.len() > limits.files {
        return Err(Refusal::TooMany { count: archive.len(), limit: limits.files });
    }
    let mut look = Look { limits, packed, unpacked: 0, known: HashSet::new() };
    // Names, links and locks first: they cost nothing to look at.
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| refusal(&error, ""))?;
        entries.push(look.describe(index, &entry)?);
    }
    if archive.has_duplicate_names() {
        return Err(Refusal::Duplicate(String::new()));
    }
    if archive.has_overlapping_files().map_err(|error| refusal(&error, ""))? {
        return Err(Refusal::Bomb(String::new()));
    }
    for entry in entries.iter_mut().filter(|entry| !entry.folder) {
        let mut content = archive.by_index(entry.index).map_err(|error| refusal(&error, &entry.path))?;
        entry.size = look.read(&entry.path, &mut content)?;
    }
    if entries.iter().all(|entry| entry.folder) {
        return Err(Refusal::NoFiles);
    }
    Ok(entries)
}

struct Look<'a> {
    limits: &'a Limits,
    packed: u64,
    unpacked: u64,
    known: HashSet<String>,
}

impl Look<'_> {
    fn describe<R: Read>(&mut self, index: usize, entry: &ZipFile<'_, R>) -> Result<Entry, Refusal> {
        let name = entry.name().map_err(|error| refusal(&error, ""))?;
        let path = safe(&name)?;
        if entry.encrypted() {
            return Err(Refusal::Encrypted);
        }
        let folder = entry.is_dir() || name.ends_with('\\');
        // The upper four bits of a Unix mode: 4 is a folder, 8 a file; all others are links, devices and the like.
        let kind = (entry.unix_mode().unwrap_or(0) >> 12) & 0xF;
        if entry.is_symlink() || !matches!(kind, 0 | 4 | 8) {
            return Err(Refusal::Link(path));
        }
        if !folder && is_archive(&path) {
            return Err(Refusal::Nested(path));
        }
        if !self.known.insert(path.clone()) {
            return Err(Refusal::Duplicate(path));
        }
        let modified = entry.last_modified().filter(zip::DateTime::is_valid).map(Modified::of_zip);
        Ok(Entry { path, index, folder, size: 0, modified })
    }

    /// Reads an entry to its end; its true size.
    fn read<R: Read>(&mut self, path: &str, entry: &mut ZipFile<'_, R>) -> Result<u64, Refusal> {
        let packed = entry.compressed_size();
        let mut piece = vec![0; 64 * 1024];
        let mut size = 0u64;
        loop {
            let count =
                entry.read(&mut piece).map_err(|error| Refusal::Broken(format!("“{path}”: {error}")))?;
            let bytes = piece.get(..count).unwrap_or_default();
            if count == 0 {
                return Ok(size);
            }
            if size == 0 && is_zip(bytes) && !is_office(path) {
                return Err(Refusal::Nested(path.to_owned()));
            }
            size += count as u64;
            self.unpacked += count as u64;
            if self.unpacked > self.limits.unpacked {
                return Err(Refusal::TooLarge { limit: self.limits.unpacked >> 20 });
            }
            // Small files of one repeated line can be honest.
            let swollen = |size: u64, packed: u64| size > 1 << 20 && size / self.limits.ratio > packed;
            if swollen(size, packed) || swollen(self.unpacked, self.packed) {
                return Err(Refusal::Bomb(path.to_owned()));
            }
        }
    }
}

fn extension(path: &str) -> String {
    path.rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'))
        .map_or_else(String::new, |(_, e)| e.to_lowercase())
}

fn is_archive(path: &str) -> bool {
    let lower = path.to_lowercase();
    matches!(extension(path).as_str(), "zip" | "rar" | "7z" | "tar" | "tgz" | "tbz" | "txz" | "cab" | "iso")
        || [".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst"].iter().any(|end| lower.ends_with(end))
}

/// Documents and programs that are ZIPs inside, and that sites offer for download.
pub(crate) fn is_office(path: &str) -> bool {
    let known = [
        "docx", "xlsx", "pptx", "dotx", "odt", "ods", "odp", "epub", "jar", "apk", "kmz", "xpi", "crx",
        "vsix", "sketch",
    ];
    known.contains(&extension(path).as_str())
}

fn refusal(error: &ZipError, path: &str) -> Refusal {
    match error {
        ZipError::InvalidPassword => Refusal::Encrypted,
        ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => Refusal::Encrypted,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Refusal::Method(path.to_owned())
        }
        other => Refusal::Broken(other.to_string().trim_end_matches('.').to_owned()),
    }
}
