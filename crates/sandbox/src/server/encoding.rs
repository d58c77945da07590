use std::io::Read as _;

use percent_encoding::percent_decode;

use super::multipart;
use crate::json::arguments;
use crate::world::{Fail, Params};

/// All parameters together may not be longer than this, bytes as they came.
pub const MAX_PARAMS: usize = 1 << 20;
const MAX_FILES: usize = 50;

/// The parameters of a request and how they came.
pub struct Decoded {
    pub params: Params,
    pub encoding: &'static str,
}

/// Reads query and body as Telegram does: the query first, of two with one name the first counts.
pub fn decode(query: &str, content_type: &str, body: &bytes::Bytes) -> Result<Decoded, Fail> {
    let mut params = Params::new();
    let kind = content_type.to_ascii_lowercase();
    let encoding = match body.is_empty() {
        false if kind.contains("multipart/form-data") => "multipart",
        false if kind.contains("application/x-www-form-urlencoded") => "urlencoded",
        false if kind.contains("application/json") => "json",
        _ if query.is_empty() => "",
        _ => "query",
    };
    let given = if matches!(encoding, "urlencoded" | "json") { body.len() } else { 0 };
    if query.len() + given > MAX_PARAMS {
        return Err(Fail::new(413, "Request Entity Too Large: too many parameters"));
    }
    urlencoded(query.as_bytes(), &mut params);
    match encoding {
        "multipart" => multipart::read(content_type, body, query.len(), &mut params)?,
        "urlencoded" => urlencoded(body, &mut params),
        "json" => arguments(body, &mut |name, value| {
            params.push_bytes(String::from_utf8_lossy(&name).into_owned(), value);
        }),
        _ => {}
    }
    if params.file_count() > MAX_FILES {
        return Err(Fail::new(413, "Request Entity Too Large: too many files attached"));
    }
    Ok(Decoded { params, encoding })
}

/// A body as it was before it was compressed; `most` is the longest that is taken.
pub fn inflate(encoding: &str, body: bytes::Bytes, most: usize) -> Result<bytes::Bytes, Fail> {
    let mut plain = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX) + 1;
    let read = match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "none" => return Ok(body),
        // Both names are taken for either form, which its first bytes tell apart.
        "gzip" | "deflate" if body.starts_with(&[0x1f, 0x8b]) => {
            flate2::read::MultiGzDecoder::new(&*body).take(limit).read_to_end(&mut plain)
        }
        "gzip" | "deflate" => flate2::read::ZlibDecoder::new(&*body).take(limit).read_to_end(&mut plain),
        _ => return Err(Fail::new(415, "Unsupported Media Type: unsupported content-encoding")),
    };
    read.map_err(|_| Fail::new(400, "Bad Request"))?;
    if plain.len() > most { Err(Fail::new(413, "Request Entity Too Large")) } else { Ok(plain.into()) }
}

/// `a=b&c=d`, with `+` as a space.
pub fn urlencoded(text: &[u8], params: &mut Params) {
    for pair in text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let split = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let name = plain(pair.get(..split).unwrap_or_default());
        let value = plain(pair.get(split + 1..).unwrap_or_default());
        params.push_bytes(String::from_utf8_lossy(&name).into_owned(), value);
    }
}

fn plain(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&spaced).collect()
}

/// A part of a path without its escapes.
pub fn path_text(text: &str) -> String {
    percent_decode(text.as_bytes()).decode_utf8_lossy().into_owned()
}
