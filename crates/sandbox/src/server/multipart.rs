use bytes::Bytes;
use percent_encoding::percent_decode;

use crate::world::{Fail, Params, Upload};

/// Reads a `multipart/form-data` body. A part is a file only if it says `filename=`.
pub fn read(content_type: &str, body: &Bytes, params: &mut Params) -> Result<(), Fail> {
    let broken = || Fail::new(400, "Bad Request: wrong multipart body");
    let boundary = header_value(content_type, "boundary").ok_or_else(broken)?;
    let mark = [b"--", boundary.as_bytes()].concat();
    let start = find(body, &mark, 0).ok_or_else(broken)?;
    let mut at = start + mark.len();
    let end_mark = [b"\r\n", mark.as_slice()].concat();
    // After the last boundary stands `--`.
    while body.get(at..at + 2) == Some(b"\r\n") {
        let head_end = find(body, b"\r\n\r\n", at).ok_or_else(broken)?;
        let head = String::from_utf8_lossy(body.get(at..head_end).unwrap_or_default()).into_owned();
        let from = head_end + 4;
        let to = find(body, &end_mark, from).ok_or_else(broken)?;
        part(&head, body.slice(from..to), params);
        at = to + end_mark.len();
    }
    Ok(())
}

fn part(head: &str, content: Bytes, params: &mut Params) {
    let header = |name: &str| {
        head.split("\r\n").find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let Some(disposition) = header("content-disposition") else { return };
    let Some(name) = header_value(&disposition, "name") else { return };
    match header_value(&disposition, "filename") {
        Some(file) => {
            let name_of_file: Vec<u8> = percent_decode(file.as_bytes()).collect();
            let upload = Upload {
                name: String::from_utf8_lossy(&name_of_file).into_owned(),
                mime: header("content-type"),
                bytes: content,
            };
            params.push_file(name, upload);
        }
        None => params.push_bytes(name, content.to_vec()),
    }
}

/// The value of `name=` in a header: quoted, with backslashes before what is special, or bare. `name*=` is another one.
fn header_value(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    loop {
        let at = rest.find(';')?;
        rest = rest.get(at + 1..)?.trim_start();
        let (key, value) = rest.split_once('=')?;
        let is_it = key.trim().eq_ignore_ascii_case(name);
        let value = value.trim_start();
        if let Some(quoted) = value.strip_prefix('"') {
            let (text, len) = unquote(quoted);
            if is_it {
                return Some(text);
            }
            rest = quoted.get(len..)?;
        } else {
            let bare = value.split(';').next().unwrap_or_default();
            if is_it {
                return Some(bare.trim().to_owned());
            }
            rest = value.get(bare.len()..)?;
        }
    }
}

/// The text up to the closing quote, and how many bytes it takes with the quote.
fn unquote(quoted: &str) -> (String, usize) {
    let mut text = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (text, at + 1),
            '\\' => text.extend(chars.next().map(|(_, c)| c)),
            other => text.push(other),
        }
    }
    (text, quoted.len())
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
