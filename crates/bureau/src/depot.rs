//! Where the files of orders lie: a folder an order, named after its number, so that no two ever meet. What was sent lies
//! there under numbers; names are in the database alone.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::error::{Error, Result};
use crate::order::{Body, JobId, Settings};
use crate::store::job::FileRow;

/// The folder of one order.
#[derive(Debug, Clone)]
pub(crate) struct Depot {
    folder: PathBuf,
}

impl Depot {
    pub fn of(root: &Path, job: JobId) -> Self {
        Self { folder: root.join(job.0.to_string()) }
    }

    /// A place for files that have no order yet, under a name nobody else has.
    pub fn provisional(root: &Path, name: &str) -> Self {
        Self { folder: root.join(format!("new-{name}")) }
    }

    pub fn input(&self, stored: i64) -> PathBuf {
        self.folder.join("in").join(stored.to_string())
    }

    pub fn outgoing(&self) -> PathBuf {
        self.folder.join("out")
    }

    pub fn keep(&self, stored: i64, body: &Body) -> std::io::Result<()> {
        fs::create_dir_all(self.folder.join("in"))?;
        match body {
            Body::Bytes(bytes) => fs::write(self.input(stored), bytes),
            Body::File(path) => fs::copy(path, self.input(stored)).map(drop),
        }
    }

    /// Gives the folder to an order.
    pub fn becomes(&self, other: &Self) -> std::io::Result<()> {
        if other.folder.exists() {
            fs::remove_dir_all(&other.folder)?;
        }
        fs::rename(&self.folder, &other.folder)
    }

    pub fn remove(&self) -> std::io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

type Archive = ZipArchive<BufReader<File>>;

/// Reads the files of an order, in any order. An archive stays open from one file to the next.
#[derive(Debug)]
pub(crate) struct Shelf {
    depot: Depot,
    open: Option<(i64, Archive)>,
}

impl Shelf {
    pub fn new(depot: Depot) -> Self {
        Self { depot, open: None }
    }

    /// A file whole, as an order wants it. The caller has looked at its size.
    pub fn read_for(&mut self, settings: &Settings, file: &FileRow) -> Result<Vec<u8>> {
        let bytes = self.read(file)?;
        Ok(settings.converted(&file.path, &bytes).map_or(bytes, |converted| converted.bytes))
    }

    /// A file whole, as it came.
    pub fn read(&mut self, file: &FileRow) -> Result<Vec<u8>> {
        let size = usize::try_from(file.size).unwrap_or(0);
        let mut bytes = Vec::with_capacity(size);
        match self.entry(file)? {
            None => File::open(self.depot.input(file.stored))?.take(size as u64).read_to_end(&mut bytes)?,
            Some((archive, index)) => archive.by_index(index)?.take(size as u64).read_to_end(&mut bytes)?,
        };
        Ok(bytes)
    }

    /// The archive a file lies in and its number there; `None` for one that was sent by itself.
    pub fn entry(&mut self, file: &FileRow) -> Result<Option<(&mut Archive, usize)>> {
        let Some(entry) = file.entry.and_then(|entry| usize::try_from(entry).ok()) else { return Ok(None) };
        if self.open.as_ref().is_none_or(|(stored, _)| *stored != file.stored) {
            let archive = ZipArchive::new(BufReader::new(File::open(self.depot.input(file.stored))?))?;
            self.open = Some((file.stored, archive));
        }
        Ok(self.open.as_mut().map(|(_, archive)| (archive, entry)))
    }

    pub fn plain(&self, file: &FileRow) -> PathBuf {
        self.depot.input(file.stored)
    }
}

/// Runs something that blocks where it may. What panics there is an error here.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Broken(error.to_string()))?
}
