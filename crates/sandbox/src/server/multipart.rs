use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::encoding::{MAX_PARAMS, urlencoded};
use crate::world::{Fail, Params, Upload};

/// The longest line between two parts, in bytes, as the standard has it.
const MAX_BOUNDARY: usize = 70;

/// What stands above all parts together may not be longer than this, in bytes.
const MAX_HEADS: usize = 1 << 18;

/// Reads a `multipart/form-data` body as Telegram does (tdnet, `HttpReader.cpp`). A part is a file only if it says
/// `filename=`. `before` is how many bytes of parameters came in the address; those of forms in parts add up with them.
pub fn read(content_type: &str, body: &Bytes, mut before: usize, params: &mut Params) -> Result<(), Fail> {
    let cut = || bad("unexpected end of request content");
    let mark = format!("--{}", boundary(content_type)?).into_bytes();
    let mut at = find(body, &mark, 0).ok_or_else(cut)? + mark.len();
    let end_mark = [b"\r\n", mark.as_slice()].concat();
    let mut heads = 0;
    // After the last boundary stands `--`.
    while body.get(at..at + 2).ok_or_else(cut)? != b"--" {
        let head_end = find(body, b"\r\n\r\n", at).ok_or_else(cut)?;
        if head_end == at {
            return Err(bad("headers in multipart/form-data are empty"));
        }
        heads += head_end - at;
        if heads > MAX_HEADS {
            return Err(Fail::new(431, "Request Header Fields Too Large: total headers size exceeded"));
        }
        let head = Head::read(&String::from_utf8_lossy(body.get(at + 2..head_end).unwrap_or_default()))?;
        let from = head_end + 4;
        let to = find(body, &end_mark, from).ok_or_else(cut)?;
        part(head, body.slice(from..to), &mut before, params)?;
        at = to + end_mark.len();
    }
    Ok(())
}

fn bad(text: &str) -> Fail {
    Fail::new(400, format!("Bad Request: {text}"))
}

/// The line that separates the parts.
fn boundary(content_type: &str) -> Result<String, Fail> {
    let at = content_type.to_ascii_lowercase().find("boundary").ok_or_else(|| bad("boundary not found"))?;
    let rest = content_type.get(at..).unwrap_or_default();
    let (_, value) = rest.split_once('=').ok_or_else(|| bad("boundary value not found"))?;
    let value = value.split(';').next().unwrap_or_default();
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    let value = quoted.unwrap_or(value);
    if value.is_empty() || value.len() > MAX_BOUNDARY {
        return Err(bad("boundary too big or empty"));
    }
    Ok(value.to_owned())
}

/// What stands above a part.
#[derive(Default)]
struct Head {
    name: String,
    file: Option<String>,
    mime: Option<String>,
}

impl Head {
    fn read(text: &str) -> Result<Self, Fail> {
        let mut head = Self::default();
        // A line that begins with a space goes on with the one before it.
        for line in text.replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n") {
            let (name, value) = line.split_once(':').ok_or_else(|| bad("can't parse form data headers"))?;
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-disposition" => {
                    let fields = value.strip_prefix("form-data;");
                    head.disposition(fields.ok_or_else(|| bad("expected form-data content disposition"))?)?;
                }
                "content-type" => head.mime = Some(value.to_owned()),
                _ => {}
            }
        }
        if head.name.is_empty() {
            return Err(bad("field name in multipart/form-data not found"));
        }
        Ok(head)
    }

    /// `name="a"; filename="b"`: quoted, with backslashes before what is special, or bare, and then percent-encoded.
    /// `filename*` is another name and not looked at.
    fn disposition(&mut self, fields: &str) -> Result<(), Fail> {
        let mut rest = fields.trim();
        while let Some((key, value)) = rest.split_once('=') {
            let value = value.trim_start();
            let (value, after) = if let Some(quoted) = value.strip_prefix('"') {
                let (text, after) = unquote(quoted)?;
                let after = after.trim_start();
                let next = after.strip_prefix(';').or_else(|| after.is_empty().then_some(after));
                (text, next.ok_or_else(|| bad("expected ';' in Content-Disposition header"))?)
            } else {
                let (bare, after) = value.split_once(';').unwrap_or((value, ""));
                (bare.trim().to_owned(), after)
            };
            let value = percent_decode_str(&value).decode_utf8_lossy().into_owned();
            match key.trim() {
                "name" => self.name = value,
                "filename" => self.file = Some(value),
                _ => {}
            }
            rest = after.trim();
        }
        Ok(())
    }
}

/// The text up to the closing quote, and what stands after it.
fn unquote(quoted: &str) -> Result<(String, &str), Fail> {
    let mut text = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next() {
            Some('"') => return Ok((text, chars.as_str())),
            Some('\\') => text.push(
                chars.next().ok_or_else(|| bad("wrong escape sequence in Content-Disposition header"))?,
            ),
            Some(other) => text.push(other),
            None => return Err(bad("unclosed quoted string in Content-Disposition header")),
        }
    }
}

fn part(head: Head, content: Bytes, before: &mut usize, params: &mut Params) -> Result<(), Fail> {
    if let Some(name) = head.file {
        params.push_file(head.name, Upload { name, mime: head.mime, bytes: content });
        return Ok(());
    }
    if *before + content.len() > MAX_PARAMS {
        return Err(Fail::new(413, "Request Entity Too Large: too many parameters in form data"));
    }
    if head.mime.is_some_and(|mime| mime.starts_with("application/x-www-form-urlencoded")) {
        *before += content.len();
        urlencoded(&content, params);
    } else {
        params.push_bytes(head.name, content.to_vec());
    }
    Ok(())
}

fn find(hay: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = from;
    loop {
        at += hay.get(at..)?.iter().position(|byte| *byte == first)?;
        if hay.get(at..at + needle.len())? == needle {
            return Some(at);
        }
        at += 1;
    }
}
