//! What was sent, looked through and put into an order's folder. Blocks.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::archive::{self, Entry, Limits, Modified, Refusal};
use crate::depot::Depot;
use crate::error::Result;
use crate::order::{Body, Incoming};
use crate::store::job::FileRow;

/// The files of an order.
pub(crate) struct Taken {
    pub title: String,
    /// All of it is one ZIP.
    pub archive: bool,
    pub files: Vec<FileRow>,
    /// Names that are taken, of files and of folders.
    names: HashSet<String>,
}

pub(crate) fn take(depot: &Depot, incoming: Vec<Incoming>, limits: &Limits) -> Result<Taken> {
    let title = incoming.first().map(|file| plain_name(&file.name)).ok_or(Refusal::NoFiles)?;
    let several = incoming.len() > 1;
    let mut taken = Taken { title, archive: false, files: Vec::new(), names: HashSet::new() };
    for (stored, file) in (0..).zip(incoming) {
        taken.add(depot, (stored, several), file, limits)?;
    }
    taken.within(limits)
}

/// One more file for an order, which has this title and may be one ZIP. What is refused leaves the order as it was.
pub(crate) fn join(
    depot: &Depot,
    (title, archive): (&str, bool),
    files: Vec<FileRow>,
    file: Incoming,
    limits: &Limits,
) -> Result<Taken> {
    let mut taken = Taken { title: title.to_owned(), archive, files, names: HashSet::new() };
    if taken.has(depot, &file)? {
        return Ok(taken);
    }
    if std::mem::take(&mut taken.archive) {
        let folder = stem(title).to_owned();
        taken.files.iter_mut().for_each(|row| row.path = format!("{folder}/{}", row.path));
    }
    for row in &taken.files {
        taken.names.insert(row.path.clone());
        taken.names.extend(row.path.split_once('/').map(|(folder, _)| folder.to_owned()));
    }
    let stored = taken.files.iter().map(|row| row.stored).max().map_or(0, |last| last + 1);
    let added = taken.add(depot, (stored, true), file, limits).and_then(|()| taken.within(limits));
    if added.is_err() {
        // It may not even have got there.
        let _ = fs::remove_file(depot.input(stored));
    }
    added
}

impl Taken {
    fn add(
        &mut self,
        depot: &Depot,
        (stored, several): (i64, bool),
        file: Incoming,
        limits: &Limits,
    ) -> Result<()> {
        depot.keep(stored, &file.body)?;
        drop(file.body);
        let there = depot.input(stored);
        let modified = file.modified.map(Modified::from);
        let rows: Vec<FileRow> = if is_archive(&file.name, several) && archive::is_zip(&head(&there)?) {
            self.archive = !several;
            let folder = if several {
                archive::free_name(stem(&plain_name(&file.name)), &self.names)
            } else {
                String::new()
            };
            self.names.insert(folder.clone());
            archive::inspect(&there, limits)?
                .into_iter()
                .map(|entry| in_archive(stored, &folder, entry))
                .collect()
        } else {
            let path = archive::free_name(&archive::safe(&file.name)?, &self.names);
            let size = fs::metadata(&there)?.len();
            vec![row(stored, path, size, modified)]
        };
        self.names.extend(rows.iter().map(|row| row.path.clone()));
        self.files.extend(rows);
        Ok(())
    }

    /// Within what the house takes, and numbered.
    fn within(mut self, limits: &Limits) -> Result<Self> {
        let count = self.files.len();
        if count > limits.files {
            return Err(Refusal::TooMany { count, limit: limits.files }.into());
        }
        let unpacked: i64 = self.files.iter().map(|row| row.size).sum();
        if u64::try_from(unpacked).unwrap_or(u64::MAX) > limits.unpacked {
            return Err(Refusal::TooLarge { limit: limits.unpacked >> 20 }.into());
        }
        for (number, file) in (0..).zip(&mut self.files) {
            file.number = number;
        }
        Ok(self)
    }

    /// Whether the same file under the same name is there.
    fn has(&self, depot: &Depot, file: &Incoming) -> Result<bool> {
        let Body::Bytes(bytes) = &file.body else { return Ok(false) };
        let same_name = |row: &&FileRow| {
            row.entry.is_some()
                || archive::safe(&file.name).is_ok_and(|name| archive::is_name_of(&row.path, &name))
        };
        let mut stored: Vec<i64> = self.files.iter().filter(same_name).map(|row| row.stored).collect();
        stored.dedup();
        for stored in stored {
            let there = depot.input(stored);
            if fs::metadata(&there)?.len() == bytes.len() as u64 && fs::read(&there)? == *bytes {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether a file was sent to be unpacked, if it is a ZIP: by its name, or because it is all there is. What lies in a folder
/// that was named, as a price list for download, is a file like any other.
fn is_archive(name: &str, several: bool) -> bool {
    let named = Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    !name.contains(['/', '\\']) && (named || (!several && !archive::is_office(name)))
}

fn row(stored: i64, path: String, size: u64, modified: Option<Modified>) -> FileRow {
    FileRow {
        number: 0,
        path,
        stored,
        entry: None,
        folder: false,
        size: i64::try_from(size).unwrap_or(i64::MAX),
        modified: modified.map(|at| i64::from(at.0)),
    }
}

fn in_archive(stored: i64, folder: &str, entry: Entry) -> FileRow {
    let path = if folder.is_empty() { entry.path } else { format!("{folder}/{}", entry.path) };
    let index = i64::try_from(entry.index).unwrap_or(i64::MAX);
    FileRow { entry: Some(index), folder: entry.folder, ..row(stored, path, entry.size, entry.modified) }
}

fn head(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut head)?;
    Ok(head)
}

/// The name alone, without what a client put before it.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if plain.trim_matches(['.', ' ']).is_empty() { "file".to_owned() } else { plain }
}

pub(crate) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// `index.de.php`
pub(crate) fn in_language(name: &str, language: &str) -> String {
    let stem = stem(name);
    format!("{stem}.{language}{}", name.get(stem.len()..).unwrap_or_default())
}
