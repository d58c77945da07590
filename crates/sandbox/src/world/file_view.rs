use serde::ser::{Serialize, SerializeMap, Serializer};

use super::message::{File, Media, MediaKind};

/// The files of a message, as its field has them.
pub struct MediaView<'a>(pub &'a Media);

impl Serialize for MediaView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.kind == MediaKind::Photo {
            return serializer
                .collect_seq(self.0.files.iter().map(|file| FileView { file, as_what: As::Itself }));
        }
        let Some(file) = self.0.files.first() else { return serializer.serialize_none() };
        FileView { file, as_what: As::Itself }.serialize(serializer)
    }
}

/// A file: in a message whole, in the answer of `getFile` with its path.
pub struct FileView<'a> {
    pub file: &'a File,
    pub as_what: As,
}

/// How a file is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// With what its kind has: a duration, a size.
    Itself,
    /// As a document.
    Document,
    /// With where it can be fetched.
    Path,
}

impl Serialize for FileView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (file, traits) = (self.file, &self.file.traits);
        let mut map = serializer.serialize_map(None)?;
        let kind = if self.as_what == As::Document { MediaKind::Document } else { file.kind };
        if self.as_what != As::Path {
            if let Some(name) = file.name.as_ref().filter(|_| kind != MediaKind::Voice) {
                map.serialize_entry("file_name", name)?;
            }
            if let Some(mime) = file.mime.as_ref().filter(|_| kind != MediaKind::Photo) {
                map.serialize_entry("mime_type", mime)?;
            }
            if matches!(kind, MediaKind::Video | MediaKind::Audio | MediaKind::Animation | MediaKind::Voice) {
                map.serialize_entry("duration", &traits.duration)?;
            }
            if kind == MediaKind::Audio {
                for (name, text) in [("title", &traits.title), ("performer", &traits.performer)] {
                    if !text.is_empty() {
                        map.serialize_entry(name, text)?;
                    }
                }
            }
        }
        map.serialize_entry("file_id", &file.id)?;
        map.serialize_entry("file_unique_id", &file.unique_id)?;
        map.serialize_entry("file_size", &file.bytes.len())?;
        if self.as_what == As::Path {
            map.serialize_entry("file_path", &file.path)?;
        } else if kind.is_picture() {
            map.serialize_entry("width", &traits.size.0)?;
            map.serialize_entry("height", &traits.size.1)?;
        }
        map.end()
    }
}
