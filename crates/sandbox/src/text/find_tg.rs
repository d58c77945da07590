use super::find_url::{NOT_AT_THE_END, is_path};
use super::{Entity, Kind};

/// Addresses of Telegram's own (`tg://resolve?domain=x`, `ton://…`), offsets in bytes.
pub fn find_tg_urls(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(colon) = text.get(from..).and_then(|rest| rest.find("://")).map(|at| at + from) {
        from = colon + 1;
        let Some(begin) = scheme_begin(text, colon) else { continue };
        let domain = colon + 3;
        let name = text.get(domain..).unwrap_or_default().bytes().take(253);
        let name = name.take_while(|c| c.is_ascii_alphanumeric() || *c == b'_' || *c == b'-').count();
        if name == 0 {
            continue;
        }
        let end = path_end(text, domain + name);
        found.push(Entity::new(Kind::Url, begin, end - begin));
        from = end;
    }
    found
}

/// Where the scheme before this colon begins. Of `tonsite` Telegram takes the last three letters.
fn scheme_begin(text: &str, colon: usize) -> Option<usize> {
    let before = text.get(..colon)?.as_bytes();
    let ends_with = |scheme: &str| {
        let tail = before.len().checked_sub(scheme.len()).and_then(|at| before.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme.as_bytes()))
    };
    if ends_with("tg") {
        return Some(colon - 2);
    }
    (ends_with("ton") || ends_with("tonsite")).then(|| colon - 3)
}

fn path_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if !rest.starts_with(['/', '?', '#']) {
        return at;
    }
    let path: &str = rest.get(1..).unwrap_or_default();
    let len = path.find(|c| !is_path(c)).unwrap_or(path.len());
    let path = path.get(..len).unwrap_or_default().trim_end_matches(NOT_AT_THE_END);
    if rest.starts_with('/') || !path.is_empty() { at + 1 + path.len() } else { at }
}
