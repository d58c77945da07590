use super::find::{after, before, is_word};
use super::tlds::is_common_tld;
use super::{Entity, Kind};

/// Web addresses and e-mail addresses, offsets in bytes.
///
/// Found piece by piece: a piece is what stands between characters that cannot be part of an address.
pub fn find_urls(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(breaks) {
        if piece.contains('.') {
            in_piece(text, at, piece, &mut found);
        }
        // Every breaking character is followed over by its own length.
        at += piece.len() + after(text, at + piece.len()).map_or(0, char::len_utf8);
    }
    found
}

/// Characters that end an address.
pub fn breaks(c: char) -> bool {
    let punctuation = ('\u{2000}'..='\u{206f}').contains(&c)
        && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{2010}'..='\u{2015}');
    c.is_whitespace() || punctuation || "<>\"«»".contains(c)
}

fn is_domain(c: char) -> bool {
    c == '.' || c == '-' || c == '_' || c == '~' || c.is_ascii_alphanumeric() || c >= '\u{c0}'
}

fn in_piece(text: &str, at: usize, piece: &str, found: &mut Vec<Entity>) {
    let mut from = 0;
    while let Some(dot) = piece.get(from..).and_then(|rest| rest.find('.')).map(|dot| dot + from) {
        let (next, entity) = around(text, at, piece, from, dot);
        found.extend(entity);
        from = next.max(dot + 1);
    }
}

/// Looks at the address around one dot. Returns where to go on looking.
fn around(text: &str, at: usize, piece: &str, from: usize, dot: usize) -> (usize, Option<Entity>) {
    let left: usize = piece
        .get(from..dot)
        .unwrap_or_default()
        .chars()
        .rev()
        .take_while(|c| is_domain(*c) || *c == '@' || *c == '+')
        .map(char::len_utf8)
        .sum();
    let mut begin = dot - left;
    let right: usize = piece
        .get(dot..)
        .unwrap_or_default()
        .chars()
        .take_while(|c| is_domain(*c) || *c == '@')
        .map(char::len_utf8)
        .sum();
    let domain_end = dot + right;
    let end = path_end(piece, port_end(piece, domain_end));
    let next = domain_end;
    let whole = piece.get(begin..domain_end).unwrap_or_default();
    if let Some(email) = email(piece, begin, whole) {
        return (next, Some(Entity::new(Kind::Email, at + email.0, email.1)));
    }
    if let Some(inside) = whole.rfind('@') {
        begin += inside + 1;
        if scheme_before(piece, begin).is_none()
            && !piece.get(..begin).is_some_and(|head| head.contains("://"))
        {
            return (next, None);
        }
    }
    let scheme = scheme_before(piece, begin);
    if scheme.is_none() && before(text, at + begin).is_some_and(|c| is_word(c) || "/#@:".contains(c)) {
        return (next, None);
    }
    let Some(domain) = piece.get(begin..domain_end) else { return (next, None) };
    let domain = domain.trim_end_matches('.');
    if !good_domain(domain, scheme.is_some()) {
        return (next, None);
    }
    let start = begin - scheme.unwrap_or(0);
    let end = if end == domain_end { begin + domain.len() } else { end };
    (end, Some(Entity::new(Kind::Url, at + start, end - start)))
}

/// How many bytes of a known scheme stand before `begin`.
fn scheme_before(piece: &str, begin: usize) -> Option<usize> {
    let head = piece.get(..begin)?.to_ascii_lowercase();
    ["https://", "http://", "ftp://", "tonsite://"]
        .into_iter()
        .find(|scheme| head.ends_with(scheme))
        .map(str::len)
}

fn email(piece: &str, begin: usize, whole: &str) -> Option<(usize, usize)> {
    let (user, domain) = whole.split_once('@')?;
    let domain = domain.trim_end_matches('.');
    let good_user = (1..=64).contains(&user.len())
        && user.bytes().all(|c| c.is_ascii_alphanumeric() || b"._-+".contains(&c))
        && !user.starts_with(['.', '+'])
        && !user.ends_with('.');
    let lead = piece.get(..begin).unwrap_or_default();
    if !good_user || domain.contains('@') || lead.ends_with('/') || !domain.contains('.') {
        return None;
    }
    let good = domain.split('.').all(|part| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
    });
    let tld = domain.rsplit('.').next().unwrap_or_default();
    (good && (2..=8).contains(&tld.len()) && tld.bytes().all(|c| c.is_ascii_alphabetic()))
        .then_some((begin, user.len() + 1 + domain.len()))
}

fn port_end(piece: &str, at: usize) -> usize {
    let Some(rest) = piece.get(at..).and_then(|rest| rest.strip_prefix(':')) else { return at };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let port = rest.get(..digits).and_then(|port| port.parse::<u32>().ok()).unwrap_or(0);
    if (1..=65_535).contains(&port) { at + 1 + digits } else { at }
}

/// Where the path ends: not in punctuation, and not with a bracket that was opened outside.
fn path_end(piece: &str, at: usize) -> usize {
    let Some(path) = piece.get(at..).filter(|rest| rest.starts_with(['/', '?', '#'])) else { return at };
    let mut depth = [0_i32; 3];
    let mut len = path.len();
    for (i, c) in path.char_indices() {
        let step = match c {
            '(' => (0, 1),
            ')' => (0, -1),
            '[' => (1, 1),
            ']' => (1, -1),
            '{' => (2, 1),
            '}' => (2, -1),
            _ => continue,
        };
        if let Some(level) = depth.get_mut(step.0) {
            *level += step.1;
            if *level < 0 {
                len = i;
                break;
            }
        }
    }
    let kept =
        path.get(..len).unwrap_or_default().trim_end_matches(['.', ':', ';', ',', '(', '\'', '?', '!', '`']);
    at + kept.len()
}

fn good_domain(domain: &str, has_scheme: bool) -> bool {
    let parts: Vec<&str> = domain.split('.').collect();
    let shaped = |part: &&str| (1..=63).contains(&part.len()) && !part.ends_with('-');
    if parts.len() < 2 || !parts.iter().all(shaped) {
        return false;
    }
    let is_octet = |part: &&str| part.parse::<u8>().is_ok_and(|n| n.to_string() == **part);
    if parts.len() == 4 && parts.iter().all(is_octet) {
        return true;
    }
    let Some((tld, rest)) = parts.split_last() else { return false };
    if domain.bytes().all(|c| c.is_ascii_digit() || c == b'.') || tld.chars().count() < 2 {
        return false;
    }
    let good_tld = match tld.strip_prefix("xn--") {
        Some(code) => code.len() > 1 && code.bytes().all(|c| c.is_ascii_alphanumeric()),
        None => !tld.contains(['_', '-']) && (has_scheme || is_common_tld(tld)),
    };
    good_tld && !rest.last().is_some_and(|part| part.contains('_'))
}
