//! Orders come in here.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use async_recursion::async_recursion as boxed;

use crate::Bureau;
use crate::archive::{self, Entry, Limits, Modified, Refusal};
use crate::depot::{Depot, aside};
use crate::error::{Error, Result};
use crate::language;
use crate::order::{Body, Incoming, Job, JobId, Settings};
use crate::store::{self, job::FileRow};

impl Bureau {
    /// Takes an order. What was sent is looked through, and stored under the order's number; nothing is kept of what is
    /// refused. Of several files of one name each gets a name of its own; an archive among other files gets a folder.
    #[boxed]
    pub async fn receive(&self, person: i64, incoming: Vec<Incoming>, settings: Settings) -> Result<JobId> {
        let settings = checked(settings)?;
        let depot = Depot::provisional(self.folder(), &self.unique());
        let (limits, there) = (self.house().limits, depot.clone());
        let looked = aside(move || {
            let taken = take(&there, incoming, &limits);
            if taken.is_err() {
                there.remove()?;
            }
            taken
        });
        let taken = looked.await?;
        let mut tx = self.db().begin().await?;
        let new =
            store::job::New { person, title: &taken.title, archive: taken.archive, settings: &settings };
        let id = store::job::insert(&mut tx, &new, self.now()).await?;
        store::job::add_files(&mut tx, id, &taken.files).await?;
        let home = Depot::of(self.folder(), id);
        // The folder is there before the order is: an order without its files would be worse than a folder without order.
        aside(move || Ok(depot.becomes(&home)?)).await?;
        tx.commit().await?;
        Ok(id)
    }

    #[boxed]
    pub async fn job(&self, id: JobId) -> Result<Job> {
        store::job::find(&mut self.db().read().await?, id).await?.ok_or(Error::NoSuchJob)
    }

    /// A person's newest orders, the newest first.
    #[boxed]
    pub async fn jobs(&self, person: i64) -> Result<Vec<Job>> {
        Ok(store::job::of_person(&mut self.db().read().await?, person, 20).await?)
    }

    /// Gives an order other settings. Translations made under others are forgotten if they would not be made the same way;
    /// the memory still has them where they are of use.
    #[boxed]
    pub async fn configure(&self, id: JobId, settings: &Settings) -> Result<()> {
        let settings = checked(settings.clone())?;
        let job = self.job(id).await?;
        let mut tx = self.db().begin().await?;
        let same_way = |settings: &Settings| Settings {
            languages: Vec::new(),
            cap: None,
            page_language: false,
            ..settings.clone()
        };
        if same_way(&job.settings) != same_way(&settings) {
            store::segment::forget_machine(&mut tx, id).await?;
        }
        store::job::set_settings(&mut tx, id, &settings, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Throws an order away, with its files.
    #[boxed]
    pub async fn forget(&self, id: JobId) -> Result<()> {
        let mut tx = self.db().begin().await?;
        store::job::delete(&mut tx, id).await?;
        tx.commit().await?;
        let depot = Depot::of(self.folder(), id);
        aside(move || Ok(depot.remove()?)).await
    }

    /// Throws away orders that nobody has touched for so long; how many.
    #[boxed]
    pub async fn sweep(&self, idle: std::time::Duration) -> Result<usize> {
        let then = self.now().minus(idle);
        let old = store::job::untouched_since(&mut self.db().read().await?, then).await?;
        for id in &old {
            self.forget(*id).await?;
        }
        Ok(old.len())
    }
}

/// Languages as they are written here, each once.
fn checked(mut settings: Settings) -> Result<Settings> {
    let mut languages: Vec<String> = Vec::new();
    for code in &settings.languages {
        let found = language::find(code).ok_or_else(|| Error::UnknownLanguage(code.clone()))?;
        if !languages.iter().any(|known| known == found.code) {
            languages.push(found.code.to_owned());
        }
    }
    settings.languages = languages;
    Ok(settings)
}

struct Taken {
    title: String,
    archive: bool,
    files: Vec<FileRow>,
}

fn take(depot: &Depot, incoming: Vec<Incoming>, limits: &Limits) -> Result<Taken> {
    let title = incoming.first().map(|file| plain_name(&file.name)).ok_or(Refusal::NoFiles)?;
    let several = incoming.len() > 1;
    let mut taken = Taken { title, archive: false, files: Vec::new() };
    let mut names = HashSet::new();
    let mut unpacked = 0;
    for (stored, file) in incoming.into_iter().enumerate() {
        let stored = i64::try_from(stored).unwrap_or(i64::MAX);
        depot.keep(stored, &file.body)?;
        drop(file.body);
        let there = depot.input(stored);
        let modified = file.modified.map(Modified::from);
        let rows = if is_archive(&file.name, several) && archive::is_zip(&head(&there)?) {
            taken.archive = !several;
            let folder = if several {
                archive::free_name(stem(&plain_name(&file.name)), &names)
            } else {
                String::new()
            };
            names.insert(folder.clone());
            archive::inspect(&there, limits)?
                .into_iter()
                .map(|entry| in_archive(stored, &folder, entry))
                .collect()
        } else {
            let path = archive::free_name(&archive::safe(&file.name)?, &names);
            let size = std::fs::metadata(&there)?.len();
            vec![row(stored, path, size, modified)]
        };
        unpacked += rows.iter().map(|row| row.size).sum::<i64>();
        names.extend(rows.iter().map(|row| row.path.clone()));
        taken.files.extend(rows);
    }
    if taken.files.len() > limits.files {
        return Err(Refusal::TooMany { count: taken.files.len(), limit: limits.files }.into());
    }
    if u64::try_from(unpacked).unwrap_or(u64::MAX) > limits.unpacked {
        return Err(Refusal::TooLarge { limit: limits.unpacked >> 20 }.into());
    }
    for (number, file) in (0..).zip(&mut taken.files) {
        file.number = number;
    }
    Ok(taken)
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

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self::Bytes(text.as_bytes().to_vec())
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}
