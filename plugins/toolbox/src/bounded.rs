//! Output that may not outgrow what can be sent.

use std::io::{Error, ErrorKind, Write};

use crate::sentence::{Sentence, Tell};

/// The most a converter gives back: bots may upload 50 MB.
pub const MOST: usize = 49 * 1024 * 1024;

/// Collects bytes up to a limit, after which writing fails. A few bytes of input can ask for a lot of output (one new
/// column a row, deep indentation), so every converter writes through this.
#[derive(Debug)]
pub struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

/// The result would be larger than can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl Bounded {
    pub const fn new() -> Self {
        Self::with_limit(MOST)
    }

    pub const fn with_limit(most: usize) -> Self {
        Self { bytes: Vec::new(), most }
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// For what was written as UTF-8, which all writers here do.
    pub fn into_text(self) -> String {
        String::from_utf8(self.bytes)
            .unwrap_or_else(|odd| String::from_utf8_lossy(odd.as_bytes()).into_owned())
    }
}

impl Default for Bounded {
    fn default() -> Self {
        Self::new()
    }
}

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + piece.len() > self.most {
            return Err(Error::from(ErrorKind::FileTooLarge));
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Tell for TooLarge {
    fn sentence(&self) -> Sentence {
        Sentence::new("toolbox-too-large").number("limit", MOST / (1024 * 1024))
    }
}

/// Memory has no other way to fail than by being full.
impl From<Error> for TooLarge {
    fn from(_: Error) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_takes_what_fits_and_no_more() {
        let mut out = Bounded::with_limit(5);
        assert!(out.write_all(b"12345").is_ok());
        assert_eq!(out.write_all(b"6").map_err(TooLarge::from), Err(TooLarge));
        assert_eq!(out.into_text(), "12345");
    }
}
