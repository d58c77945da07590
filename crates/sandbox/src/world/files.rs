use std::collections::HashMap;
use std::sync::Arc;

use super::World;
use super::answer::Fail;
use super::image;
use super::message::{File, Media, MediaKind, Traits};
use super::params::Upload;
use super::remote_id;

/// All files that were ever sent, by id and by path.
#[derive(Debug, Default)]
pub struct Files {
    by_id: HashMap<String, Arc<File>>,
    by_path: HashMap<String, String>,
    /// The other sizes of a photo, by the id of any of them.
    sizes: HashMap<String, Vec<Arc<File>>>,
    count: u64,
}

/// A photo may not be larger than this.
const MAX_PHOTO: usize = 10 << 20;
/// Nothing may be larger than this.
pub const MAX_UPLOAD: usize = 50 << 20;
/// By address, bytes.
const MAX_PHOTO_BY_URL: usize = 5 << 20;
pub const MAX_BY_URL: usize = 20 << 20;
/// The side of the small size of a photo.
const SMALL: u32 = 320;

impl Files {
    pub fn get(&self, id: &str) -> Option<&Arc<File>> {
        self.by_id.get(id)
    }

    pub fn at_path(&self, path: &str) -> Option<&Arc<File>> {
        self.by_id.get(self.by_path.get(path)?)
    }

    fn keep(&mut self, kind: MediaKind, upload: &Upload, traits: Traits) -> Arc<File> {
        self.count += 1;
        // The numbers of the types in Telegram's ids.
        let (kind_number, folder) = match kind {
            MediaKind::Document => (5, "documents"),
            MediaKind::Photo => (2, "photos"),
            MediaKind::Video => (4, "videos"),
            MediaKind::Audio => (9, "music"),
            MediaKind::Animation => (10, "animations"),
            MediaKind::Voice => (3, "voice"),
        };
        let number = self.count;
        let extension = upload.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let extension = if kind == MediaKind::Photo { "jpg" } else { extension };
        let dot = if extension.is_empty() { "" } else { "." };
        let file = Arc::new(File {
            id: remote_id::file_id(kind_number, number),
            unique_id: format!("AgAD{number:08X}"),
            kind,
            name: (kind != MediaKind::Photo && !upload.name.is_empty()).then(|| upload.name.clone()),
            mime: Some(if kind == MediaKind::Photo {
                image::mime(&upload.bytes).to_owned()
            } else {
                mime_of(extension).map_or_else(
                    || upload.mime.clone().unwrap_or_else(|| "application/octet-stream".to_owned()),
                    str::to_owned,
                )
            }),
            bytes: upload.bytes.clone(),
            traits,
            path: format!("{folder}/file_{number}{dot}{extension}"),
        });
        self.by_path.insert(file.path.clone(), file.id.clone());
        self.by_id.insert(file.id.clone(), Arc::clone(&file));
        file
    }
}

/// Telegram goes by the ending of the name before what the client says about the type.
fn mime_of(extension: &str) -> Option<&'static str> {
    Some(match extension.to_ascii_lowercase().as_str() {
        "txt" | "log" => "text/plain",
        "csv" => "text/csv",
        "html" | "htm" => "text/html",
        "md" => "text/markdown",
        "json" => "application/json",
        "xml" => "text/xml",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        _ => return None,
    })
}

impl World {
    /// Keeps a file that came with a call or from a person.
    pub(super) fn keep_file(
        &mut self,
        kind: MediaKind,
        upload: &Upload,
        traits: Traits,
    ) -> Result<Media, Fail> {
        if upload.bytes.is_empty() {
            return Err(Fail::bad("file must be non-empty"));
        }
        if upload.bytes.len() > MAX_UPLOAD {
            return Err(Fail::new(413, "Request Entity Too Large"));
        }
        let files = &mut self.files;
        if kind != MediaKind::Photo {
            return Ok(Media { kind, files: vec![files.keep(kind, upload, traits)] });
        }
        if upload.bytes.len() > MAX_PHOTO {
            return Err(Fail::bad("file is too big"));
        }
        let (width, height) =
            image::dimensions(&upload.bytes).ok_or_else(|| Fail::bad("IMAGE_PROCESS_FAILED"))?;
        let (long, short) = (width.max(height), width.min(height));
        if short == 0 || width + height > 10_000 || long / short > 20 {
            return Err(Fail::bad("PHOTO_INVALID_DIMENSIONS"));
        }
        let mut sizes = Vec::new();
        if long > SMALL {
            // The small size has the bytes of the large one: what matters is that there are two.
            let scaled = |side: u32| (side * SMALL / long).max(1);
            sizes.push(files.keep(kind, upload, Traits::of_size(scaled(width), scaled(height))));
        }
        sizes.push(files.keep(kind, upload, Traits::of_size(width, height)));
        for size in &sizes {
            files.sizes.insert(size.id.clone(), sizes.clone());
        }
        Ok(Media { kind, files: sizes })
    }

    /// A file that is sent again by its id. All but photos can stand for each other: what it is stays what it was.
    pub(super) fn known_file(&self, kind: MediaKind, id: &str) -> Result<Media, Fail> {
        self.check_file_id(kind, id)?;
        let file = self.files.get(id).ok_or_else(|| Fail::bad("Wrong file identifier/HTTP URL specified"))?;
        let files = self.files.sizes.get(id).cloned().unwrap_or_else(|| vec![Arc::clone(file)]);
        Ok(Media { kind: file.kind, files })
    }

    /// What can be said of a file's id without asking Telegram's servers.
    pub(super) fn check_file_id(&self, kind: MediaKind, id: &str) -> Result<(), Fail> {
        let Some(file) = self.files.get(id) else {
            return remote_id::fault(id).map_or(Ok(()), |fault| Err(Fail::bad(fault)));
        };
        if (file.kind == MediaKind::Photo) != (kind == MediaKind::Photo) {
            let (real, wanted) = (file.kind.type_name(), kind.type_name());
            return Err(Fail::bad(format!("Can't use file of type {real} as {wanted}")));
        }
        Ok(())
    }

    /// Keeps what was fetched from the web for a bot, if Telegram would take it: pictures as photos up to 5 MB, and up to
    /// 20 MB the few types of files that it sends by address.
    pub(super) fn keep_fetched(
        &mut self,
        kind: MediaKind,
        fetched: Option<&Upload>,
        traits: Traits,
    ) -> Result<Media, Fail> {
        let most = if kind == MediaKind::Photo { MAX_PHOTO_BY_URL } else { MAX_BY_URL };
        let fetched = fetched.filter(|file| !file.bytes.is_empty() && file.bytes.len() <= most);
        let file = fetched.ok_or_else(|| Fail::bad("Failed to get HTTP URL content"))?;
        let mime = file.mime.as_deref().unwrap_or_default();
        let fits = match kind {
            MediaKind::Photo => image::dimensions(&file.bytes).is_some(),
            MediaKind::Document => matches!(mime, "application/pdf" | "application/zip" | "image/gif"),
            MediaKind::Video => mime == "video/mp4",
            MediaKind::Audio => matches!(mime, "audio/mpeg" | "audio/mp4"),
            MediaKind::Animation => matches!(mime, "image/gif" | "video/mp4"),
            MediaKind::Voice => mime == "audio/ogg",
        };
        if !fits {
            return Err(Fail::bad("Wrong type of the web page content"));
        }
        self.keep_file(kind, file, traits)
    }

    /// A file by its path below `/file/bot<token>/`: its bytes and type.
    pub fn download(&self, token: &str, path: &str) -> Result<Arc<File>, Answerless> {
        self.bot_of(token).map_err(|_| Answerless::Unauthorized)?;
        self.files.at_path(path).cloned().ok_or(Answerless::NotFound)
    }

    /// A file by its id.
    pub(crate) fn file(&self, id: &str) -> Option<&Arc<File>> {
        self.files.get(id)
    }
}

/// Why a download is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answerless {
    Unauthorized,
    NotFound,
}
