use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// The last byte of a file's id says how it was written; ids of files have 4, those of generated files 3, old ones 2.
const VERSIONS: [u8; 3] = [2, 3, 4];
/// How many bytes our own ids have.
const OURS: usize = 30;

/// The id of a file: 30 bytes that look like nothing, and the version.
pub fn file_id(kind: u8, number: u64) -> String {
    let mut bytes = [0_u8; OURS];
    let noise = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let parts = [&[kind, 0, 2, 2, 2, 0, 3, 0x19][..], &noise.to_be_bytes(), &number.to_be_bytes()];
    for (slot, byte) in bytes.iter_mut().zip(parts.into_iter().flatten().copied()) {
        *slot = byte;
    }
    if let Some(last) = bytes.last_mut() {
        *last = 4;
    }
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// What is wrong with the form of a file's id, in Telegram's words and order (`TDLib`,
/// `FileManager::from_persistent_id`). `None` for one that could be: only the servers know that there is no such file.
pub fn fault(id: &str) -> Option<String> {
    let wrong = |what: &str| Some(format!("Wrong remote file identifier specified: {what}"));
    match decode(id) {
        Err(error) => wrong(error),
        Ok(bytes) => match bytes.last() {
            None => Some("Remote file identifier must be non-empty".to_owned()),
            Some(version) if !VERSIONS.contains(version) => wrong("can't unserialize it. Wrong last symbol"),
            Some(_) if bytes.len() == OURS => None,
            Some(_) => wrong("can't unserialize it"),
        },
    }
}

/// Base64 as `TDLib` reads it (tdutils, `base64url_decode`).
pub fn decode(text: &str) -> Result<Vec<u8>, &'static str> {
    let bare = text.trim_end_matches('=');
    let padding = text.len() - bare.len();
    if padding >= 3 {
        return Err("Wrong string padding");
    }
    if padding > 0 && !(bare.len() + padding).is_multiple_of(4) {
        return Err("Wrong padding length");
    }
    if bare.len() % 4 == 1 {
        return Err("Wrong string length");
    }
    if !bare.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_') {
        return Err("Wrong character in the string");
    }
    BASE64_URL_SAFE_NO_PAD.decode(bare).map_err(|_| "Wrong padding in the string")
}

/// How a bot names a message that was sent by way of it: 24 bytes, of which the first four name a data centre.
pub fn inline_message_id(random: [u64; 2]) -> String {
    let mut bytes = vec![2, 0, 0, 0];
    bytes.extend(random.iter().flat_map(|part| part.to_le_bytes()));
    bytes.extend([1, 0, 0, 0]);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a text has the form of such a name.
pub fn is_inline_message_id(text: &str) -> bool {
    let Ok(bytes) = decode(text) else { return false };
    let centre = bytes.first_chunk().map(|centre| i32::from_le_bytes(*centre));
    matches!(bytes.len(), 20 | 24) && centre.is_some_and(|centre| (1..=1000).contains(&centre))
}
