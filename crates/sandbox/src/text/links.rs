use std::fmt::Write as _;

use super::Kind;

/// The address as Telegram would keep it, or nothing where it would drop the link without a word.
pub fn checked_link(link: &str) -> Option<String> {
    let lower = link.to_ascii_lowercase();
    for scheme in ["tg", "ton", "tonsite"] {
        if let Some(rest) = lower.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(':')) {
            let start = link.len() - rest.strip_prefix("//").unwrap_or(rest).len();
            return special_link(scheme, link.get(start..)?);
        }
    }
    http_link(link)
}

fn special_link(scheme: &str, rest: &str) -> Option<String> {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, query) = rest.split_at_checked(end)?;
    let host = host.to_ascii_lowercase();
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || (scheme == "tonsite" && c == '.');
    if host.is_empty() || !host.chars().all(allowed) {
        return None;
    }
    let query = query.strip_prefix("/?").map_or_else(|| query.to_owned(), |rest| format!("?{rest}"));
    // A tg: link without a path is kept with the slash that every address has.
    let slash = if query.is_empty() { "/" } else { "" };
    Some(format!("{scheme}://{host}{slash}{query}"))
}

fn http_link(link: &str) -> Option<String> {
    let link = link.trim();
    let lower = link.to_ascii_lowercase();
    let (scheme, rest) = if lower.starts_with("https://") {
        ("https", link.get(8..)?)
    } else if lower.starts_with("http://") {
        ("http", link.get(7..)?)
    } else if lower.contains("://") {
        return None;
    } else {
        ("http", link)
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let (user, host_port) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    let (host, port) = match host_port.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse::<u16>().ok()?)),
        _ => (host_port, None),
    };
    let bad = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c);
    let is_v6 = host.starts_with('[') && host.ends_with(']');
    if host.is_empty() || host.chars().any(bad) || (!is_v6 && !host.contains('.')) {
        return None;
    }
    let mut url = format!("{scheme}://");
    if !user.is_empty() {
        url.push_str(user);
        url.push('@');
    }
    url.push_str(&host.to_lowercase());
    let default_port = if scheme == "https" { 443 } else { 80 };
    if let Some(port) = port.filter(|port| *port != default_port) {
        url.push(':');
        url.push_str(&port.to_string());
    }
    if !path.starts_with('/') {
        url.push('/');
    }
    for c in path.chars() {
        if c.is_ascii_control() || c == ' ' {
            // Writing into a text does not fail.
            let _ = write!(url, "%{:02X}", u32::from(c));
        } else {
            url.push(c);
        }
    }
    Some(url)
}

/// The argument of `tg://user?id=…`.
pub fn link_user_id(link: &str) -> Option<i64> {
    let query = tg_query(link, "user")?;
    argument(query, "id")?.parse().ok().filter(|id| *id > 0)
}

/// The argument of `tg://emoji?id=…`.
pub fn link_custom_emoji(link: &str) -> Option<Kind> {
    let query = tg_query(link, "emoji")?;
    argument(query, "id")?.parse().ok().filter(|id| *id != 0).map(Kind::CustomEmoji)
}

/// The arguments of `tg://time?unix=…&format=…`.
pub fn link_date(link: &str) -> Option<Kind> {
    let query = tg_query(link, "time")?;
    let unix = argument(query, "unix")?.parse().ok().filter(|unix| *unix > 0)?;
    let format = argument(query, "format").unwrap_or_default();
    format.chars().all(|c| "rRtTdDwW".contains(c)).then(|| Kind::Date(unix, format.to_owned()))
}

fn tg_query<'a>(link: &'a str, host: &str) -> Option<&'a str> {
    let rest = link.get(3..).filter(|_| link.to_ascii_lowercase().starts_with("tg:"))?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (found, query) = rest.split_once('?')?;
    found.trim_end_matches('/').eq_ignore_ascii_case(host).then_some(query)
}

fn argument<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let query = query.split('#').next()?;
    query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}
