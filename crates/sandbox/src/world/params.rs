use bytes::Bytes;
use serde_json::Value;

use super::file_name::clean_file_name;
use crate::fields::{lenient_int, lenient_long};
use crate::json;

/// The parameters of a call, all text, as Telegram sees them whatever the encoding was.
///
/// Of two with one name the first counts. An absent one reads as an empty text.
#[derive(Clone, Debug, Default)]
pub struct Params {
    args: Vec<(String, String)>,
    files: Vec<(String, Upload)>,
    /// What was found at addresses that parameters name; nothing where it could not be fetched.
    fetched: Vec<(String, Option<Upload>)>,
    /// Names of parameters whose bytes were not UTF-8.
    broken: Vec<String>,
}

/// A file that came with a call.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// As the client named it.
    pub name: String,
    /// As the client typed it.
    pub mime: Option<String>,
    /// What is in it.
    pub bytes: Bytes,
}

impl Params {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one and returns the rest with it, for writing calls in one expression.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.push(name.to_owned(), value.into());
        self
    }

    /// Adds a file and returns the rest with it.
    #[must_use]
    pub fn with_file(mut self, name: &str, file: Upload) -> Self {
        self.push_file(name.to_owned(), file);
        self
    }

    /// Adds one, unless there is one of that name.
    pub fn push(&mut self, name: String, value: String) {
        if !self.has(&name) {
            self.args.push((name, value));
        }
    }

    /// Adds one given as bytes; what is not UTF-8 is remembered as such.
    pub fn push_bytes(&mut self, name: String, value: Vec<u8>) {
        if self.has(&name) {
            return;
        }
        let value = String::from_utf8(value).unwrap_or_else(|error| {
            self.broken.push(name.clone());
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        self.args.push((name, value));
    }

    /// Remembers that a parameter was not UTF-8, when it is read from what was kept of a call.
    pub(super) fn push_broken(&mut self, name: String) {
        self.broken.push(name);
    }

    /// Adds a file, unless there is one of that name. What it is called becomes what Telegram makes of it.
    pub fn push_file(&mut self, name: String, mut file: Upload) {
        file.name = clean_file_name(&file.name);
        self.keep_file(name, file);
    }

    /// Adds a file under the name that was made for it.
    pub(super) fn keep_file(&mut self, name: String, file: Upload) {
        if self.file(&name).is_none() {
            self.files.push((name, file));
        }
    }

    /// Adds what was found at an address (as [`crate::Url`] writes it) and returns the rest with it.
    #[must_use]
    pub fn with_fetched(mut self, url: &str, file: Option<Upload>) -> Self {
        self.push_fetched(url.to_owned(), file);
        self
    }

    /// Adds what was found at an address.
    pub fn push_fetched(&mut self, url: String, file: Option<Upload>) {
        self.fetched.push((url, file));
    }

    /// The file that was found at an address, if there was one.
    pub fn fetched(&self, url: &str) -> Option<&Upload> {
        self.fetched.iter().find(|(found, _)| found == url)?.1.as_ref()
    }

    /// All that was looked for on the web.
    pub fn all_fetched(&self) -> &[(String, Option<Upload>)] {
        &self.fetched
    }

    /// Whether it was given, even as an empty text.
    pub fn has(&self, name: &str) -> bool {
        self.args.iter().any(|(key, _)| key == name)
    }

    /// Its text, or an empty one.
    pub fn get(&self, name: &str) -> &str {
        self.args.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The file that came under this name.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.iter().find(|(key, _)| key == name).map(|(_, file)| file)
    }

    /// All that are files, in the order they came.
    pub fn files(&self) -> &[(String, Upload)] {
        &self.files
    }

    /// How many files came.
    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// A number of 64 bits, read leniently: what follows the digits is ignored, nonsense is 0.
    pub fn long(&self, name: &str) -> i64 {
        lenient_long(self.get(name))
    }

    /// A number of 32 bits, read likewise: one that does not fit loses its upper half.
    pub fn int(&self, name: &str) -> i64 {
        lenient_int(self.get(name))
    }

    /// A number of 32 bits between two bounds, with a value for when it is absent.
    pub fn int_between(&self, name: &str, default: i64, min: i64, max: i64) -> i64 {
        let text = self.get(name);
        let value = if text.is_empty() { default } else { lenient_int(text) };
        value.clamp(min, max)
    }

    /// `true`, `yes` and `1` are true, anything else is not.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name).trim().to_ascii_lowercase().as_str(), "true" | "yes" | "1")
    }

    /// The value of a parameter that is JSON; `None` when it is absent, `Err` when it cannot be read.
    ///
    /// # Errors
    /// When the text is there and is not JSON: why, in Telegram's words.
    pub fn json(&self, name: &str) -> Result<Option<Value>, String> {
        let text = self.get(name);
        if text.is_empty() { Ok(None) } else { json::parse(text).map(Some) }
    }

    /// Whether the bytes of this parameter were not UTF-8.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.iter().any(|key| key == name)
    }

    /// The parameters whose bytes were not UTF-8.
    pub(super) fn broken(&self) -> &[String] {
        &self.broken
    }

    /// All that are text, in the order they came.
    pub fn args(&self) -> &[(String, String)] {
        &self.args
    }

    /// All that are text, given away.
    pub fn into_args(self) -> Vec<(String, String)> {
        self.args
    }
}
