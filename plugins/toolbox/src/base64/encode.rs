//! Bytes to Base64.

use ::base64::Engine;
use ::base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Which 64 letters (RFC 4648, sections 4 and 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// With `+`, `/` and padding.
    Standard,
    /// With `-` and `_`, without padding: fit for addresses and file names.
    UrlSafe,
}

pub fn encode(bytes: &[u8], alphabet: Alphabet) -> String {
    match alphabet {
        Alphabet::Standard => STANDARD.encode(bytes),
        Alphabet::UrlSafe => URL_SAFE_NO_PAD.encode(bytes),
    }
}
