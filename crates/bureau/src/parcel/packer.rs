//! Archives out: one, or several when one would be too large to send. The same input gives the same bytes.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use zip::ZipWriter;
use zip::read::ZipFile;
use zip::write::SimpleFileOptions;

use crate::archive::Modified;
use crate::error::Result;

/// What an entry takes besides its content and its name, which stands there twice; bytes, generously.
const FRAME: u64 = 300;

/// Writes archives into a folder.
pub(super) struct Packer {
    folder: PathBuf,
    limit: u64,
    current: Option<ZipWriter<Counted>>,
    at: Arc<AtomicU64>,
    /// What the list at the end of the current archive will take.
    list: u64,
    parts: u32,
}

impl Packer {
    pub fn new(folder: &Path, limit: u64) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let (folder, at) = (folder.to_owned(), Arc::new(AtomicU64::new(0)));
        Ok(Self { folder, limit, current: None, at, list: 0, parts: 0 })
    }

    /// An entry of another archive, as it lies there.
    pub fn copy<R: Read>(&mut self, path: &str, entry: ZipFile<'_, R>) -> Result<()> {
        let size = entry.compressed_size();
        Ok(self.room(path, size)?.raw_copy_file_rename(entry, path)?)
    }

    pub fn folder(&mut self, path: &str, modified: Modified) -> Result<()> {
        let options = SimpleFileOptions::default().last_modified_time(modified.to_zip());
        Ok(self.room(path, 0)?.add_directory(path, options)?)
    }

    /// A file; `size` is what it has at most.
    pub fn file(
        &mut self,
        path: &str,
        options: SimpleFileOptions,
        size: u64,
        content: &mut dyn Read,
    ) -> Result<()> {
        let options = options.compression_method(zip::CompressionMethod::Deflated);
        // Deflate makes what cannot be packed a little larger.
        let writer = self.room(path, size + size / 1_000)?;
        writer.start_file(path, options)?;
        io::copy(content, writer)?;
        Ok(())
    }

    /// The archives, under their names: `stem.zip`, or `stem.part1.zip` and so on.
    pub fn finish(mut self, stem: &str) -> Result<Vec<PathBuf>> {
        self.close()?;
        let mut named = Vec::new();
        for part in 1..=self.parts {
            let name = if self.parts == 1 { format!("{stem}.zip") } else { format!("{stem}.part{part}.zip") };
            let path = self.folder.join(name);
            fs::rename(self.folder.join(format!(".{part}")), &path)?;
            named.push(path);
        }
        Ok(named)
    }

    /// The archive that has room for so much more: a new one if the current one would get too large.
    fn room(&mut self, path: &str, size: u64) -> Result<&mut ZipWriter<Counted>> {
        let entry = FRAME + path.len() as u64 * 2;
        let after = self.at.load(Ordering::Relaxed) + self.list + size + entry;
        if self.current.is_some() && after > self.limit {
            self.close()?;
        }
        self.list += entry;
        match &mut self.current {
            Some(writer) => Ok(writer),
            current => {
                self.parts += 1;
                self.at = Arc::new(AtomicU64::new(0));
                let file = File::create(self.folder.join(format!(".{}", self.parts)))?;
                let counted = Counted { inner: BufWriter::new(file), at: 0, reached: Arc::clone(&self.at) };
                Ok(current.insert(ZipWriter::new(counted)))
            }
        }
    }

    fn close(&mut self) -> Result<()> {
        if let Some(writer) = self.current.take() {
            writer.finish()?.inner.flush()?;
        }
        self.list = 0;
        Ok(())
    }
}

/// Knows how far it was written.
struct Counted {
    inner: BufWriter<File>,
    at: u64,
    reached: Arc<AtomicU64>,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.at += count as u64;
        self.reached.fetch_max(self.at, Ordering::Relaxed);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}
