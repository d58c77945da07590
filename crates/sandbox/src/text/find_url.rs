use super::find::{is_word, walk_back};
use super::tlds::is_common_tld;
use super::{Entity, Kind};

/// Web addresses and e-mail addresses, offsets in bytes (`TDLib`, `find_urls`).
pub fn find_urls(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut begin = 0;
    while let Some(dot) = text.get(begin..).and_then(|rest| rest.find('.')).map(|dot| dot + begin) {
        match text.as_bytes().get(dot + 1) {
            None => break,
            Some(b' ') => begin = dot + 2,
            Some(_) => {
                let (next, span) = Around { text, begin, dot }.look();
                found.extend(span.and_then(|(from, to)| entity(text, from, to)));
                begin = next;
            }
        }
    }
    found
}

fn entity(text: &str, from: usize, to: usize) -> Option<Entity> {
    let span = text.get(from..to)?;
    if is_email(span) {
        return Some(Entity::new(Kind::Email, from, to - from));
    }
    if let Some(address) = span.strip_prefix("mailto:").filter(|address| is_email(address)) {
        return Some(Entity::new(Kind::Email, to - address.len(), address.len()));
    }
    fixed_length(span).map(|length| Entity::new(Kind::Url, from, length))
}

/// What may stand in an address at all.
fn is_url(c: char) -> bool {
    if ('\u{2000}'..='\u{206f}').contains(&c) {
        return matches!(c, '\u{200c}' | '\u{200d}' | '\u{2010}'..='\u{2015}');
    }
    !c.is_whitespace()
}

/// What may stand in the path of an address.
pub fn is_path(c: char) -> bool {
    !"\n<>\"«»".contains(c) && is_url(c)
}

fn is_user_data(c: char) -> bool {
    !"\n/[]{}()'`<>\"@«»".contains(c) && is_url(c)
}

fn is_domain(c: char) -> bool {
    if c < '\u{c0}' {
        c == '.' || c == '~' || c == '_' || c == '-' || c.is_ascii_alphanumeric()
    } else {
        is_url(c)
    }
}

fn is_protocol(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '+' || c == '-' } else { !c.is_whitespace() }
}

/// Punctuation that belongs to the sentence and not to the address before it.
pub const NOT_AT_THE_END: [char; 9] = ['.', ':', ';', ',', '(', '\'', '?', '!', '`'];

/// The surroundings of one dot; nothing before `begin` counts.
struct Around<'a> {
    text: &'a str,
    begin: usize,
    dot: usize,
}

impl Around<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// Where to go on looking, and the address around the dot if there may be one.
    fn look(&self) -> (usize, Option<(usize, usize)>) {
        let (domain_end, has_at) = self.domain_end();
        let mut from = walk_back(self.text, self.begin, self.dot, is_domain);
        if has_at {
            from = walk_back(self.text, self.begin, from, is_user_data);
        }
        let mut to = self.path_end(self.port_end(domain_end));
        while to > self.dot + 1 && self.byte(to - 1) == b'.' {
            to -= 1;
        }
        let Some(from) = self.with_user(from, has_at).and_then(|from| self.with_scheme(from)) else {
            while self.byte(to - 1) != b'.' {
                to -= 1;
            }
            return (to.max(self.dot + 1), None);
        };
        let found = (to > self.dot + 1).then_some((from, to));
        while self.byte(to) == b'.' {
            to += 1;
        }
        (to.max(self.dot + 1), found)
    }

    fn domain_end(&self) -> (usize, bool) {
        let rest = self.text.get(self.dot..).unwrap_or_default();
        let length = rest.find(|c| c != '@' && !is_domain(c)).unwrap_or(rest.len());
        (self.dot + length, rest.get(..length).is_some_and(|domain| domain.contains('@')))
    }

    fn port_end(&self, at: usize) -> usize {
        let Some(rest) = self.text.get(at..).and_then(|rest| rest.strip_prefix(':')) else { return at };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let port = rest.get(..digits).unwrap_or_default().trim_start_matches('0');
        let is_port =
            !port.is_empty() && port.len() <= 5 && port.parse().is_ok_and(|port: u32| port <= 65_535);
        if is_port { at + 1 + digits } else { at }
    }

    fn path_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        if !rest.starts_with(['/', '?', '#']) {
            return at;
        }
        let path = rest.get(1..).unwrap_or_default();
        let path = path.get(..path.find(|c| !is_path(c)).unwrap_or(path.len())).unwrap_or_default();
        let path = path.trim_end_matches(NOT_AT_THE_END);
        if rest.starts_with('/') || !path.is_empty() { at + 1 + path.len() } else { at }
    }

    /// Where the address begins with what stands before its `@`; nothing where that cannot be.
    fn with_user(&self, from: usize, has_at: bool) -> Option<usize> {
        if from == self.begin || self.byte(from - 1) != b'@' {
            return Some(from);
        }
        let user = walk_back(self.text, self.begin, from - 1, is_user_data);
        (!has_at && user < from - 1).then_some(user)
    }

    /// Where it begins with its scheme; nothing where what stands before it makes it no address.
    fn with_scheme(&self, from: usize) -> Option<usize> {
        let before = self.text.get(self.begin..from)?;
        if before.len() >= 6 && before.ends_with("://") {
            let scheme = walk_back(self.text, self.begin, from - 3, is_protocol);
            let scheme = self.text.get(scheme..from - 3)?.to_ascii_lowercase();
            let known =
                ["https", "http", "ftp", "tonsite"].into_iter().find(|known| scheme.ends_with(known))?;
            let other = ["shttp", "tftp", "sftp"].contains(&scheme.as_str());
            return (!other).then(|| from - 3 - known.len());
        }
        let last = before.chars().next_back();
        (!last.is_some_and(|c| is_word(c) || "/#@".contains(c))).then_some(from)
    }
}

/// How much of what looks like an address is one; nothing where it is none after all (`TDLib`, `fix_url`).
fn fixed_length(url: &str) -> Option<usize> {
    let lower = url.to_ascii_lowercase();
    let scheme =
        ["http://", "https://", "ftp://", "tonsite://"].into_iter().find(|scheme| lower.starts_with(scheme));
    let rest = url.get(scheme.map_or(0, str::len)..)?;
    let (domain, path) = rest.split_at_checked(rest.find(['/', '?', '#']).unwrap_or(rest.len()))?;
    let domain = domain.split_once('@').map_or(domain, |(_, domain)| domain);
    let domain = domain.rsplit_once(':').map_or(domain, |(domain, _)| domain);
    let is_good = !domain.eq_ignore_ascii_case("teiegram.org") && good_domain(domain, scheme.is_some());
    let kept = balanced(path).trim_end_matches(NOT_AT_THE_END);
    is_good.then(|| url.len() - path.len() + kept.len())
}

/// A path up to a bracket that was opened before it.
fn balanced(path: &str) -> &str {
    let mut depth = [0_i32; 3];
    for (at, c) in path.char_indices() {
        for (depth, (opens, closes)) in depth.iter_mut().zip([('(', ')'), ('[', ']'), ('{', '}')]) {
            *depth += i32::from(c == opens) - i32::from(c == closes);
        }
        if depth.iter().any(|depth| *depth < 0) {
            return path.get(..at).unwrap_or_default();
        }
    }
    path
}

fn good_domain(domain: &str, has_scheme: bool) -> bool {
    let parts: Vec<&str> = domain.split('.').collect();
    let [.., second, tld] = parts.as_slice() else { return false };
    if parts.iter().any(|part| part.is_empty() || part.len() >= 64 || part.ends_with('-')) {
        return false;
    }
    let is_octet = |part: &&str| part.parse::<u8>().is_ok_and(|number| number.to_string() == **part);
    if parts.len() == 4 && parts.iter().all(is_octet) {
        return true;
    }
    if parts.iter().all(|part| part.bytes().all(|c| c.is_ascii_digit())) || tld.chars().count() < 2 {
        return false;
    }
    let good_tld = match tld.strip_prefix("xn--") {
        Some(code) => code.len() > 1 && code.bytes().all(|c| c.is_ascii_alphanumeric()),
        None => !tld.contains(['_', '-']) && (has_scheme || is_common_tld(tld)),
    };
    good_tld && !second.contains('_')
}

/// Up to eleven parts of a name, up to six of a domain, and an ending of letters (`TDLib`, `is_email_address`).
fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let is_letter = |c: u8| c.is_ascii_alphanumeric() || c == b'_' || c == b'-';
    let names: Vec<&str> = user.split(['.', '+']).collect();
    let Some((last, first)) = names.split_last() else { return false };
    let good_user = user.bytes().all(|c| is_letter(c) || c == b'.' || c == b'+')
        && names.len() < 12
        && first.iter().all(|name| name.len() < 27)
        && (1..36).contains(&last.len());
    let parts: Vec<&str> = domain.split('.').collect();
    let Some((tld, parts)) = parts.split_last() else { return false };
    let good_part = |part: &&str| {
        let edges = [part.bytes().next(), part.bytes().next_back()];
        part.len() < 31
            && part.bytes().all(is_letter)
            && edges.into_iter().all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()))
    };
    good_user
        && (1..7).contains(&parts.len())
        && parts.iter().all(good_part)
        && (2..9).contains(&tld.len())
        && tld.bytes().all(|c| c.is_ascii_alphabetic())
}
