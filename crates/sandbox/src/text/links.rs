use super::Kind;
use super::date::date_format;
use super::url::Url;
use crate::fields::exact_long;

/// Which addresses a place takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Web addresses, `tg:` and `ton:`.
    All,
    /// `https` only.
    Https,
}

/// The address as Telegram would keep it, or nothing where it would drop the link without a word.
pub fn checked_link(link: &str) -> Option<String> {
    check(link, Takes::All).ok()
}

/// The address as Telegram would keep it (`TDLib`, `LinkManager::check_link`).
///
/// # Errors
/// `URL '…' is invalid: …`, which the caller begins with what the address belongs to.
pub fn check_link(link: &str, takes: Takes) -> Result<String, String> {
    check(link, takes).map_err(|error| format!("URL '{link}' is invalid: {error}"))
}

fn check(link: &str, takes: Takes) -> Result<String, String> {
    let lower = link.to_ascii_lowercase();
    let scheme = ["tg", "ton", "tonsite"]
        .into_iter()
        .find(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(':')));
    let rest = scheme.and_then(|scheme| link.get(scheme.len() + 1..)).unwrap_or(link);
    let rest = if scheme.is_some() { rest.strip_prefix("//").unwrap_or(rest) } else { rest };
    let url = Url::parse(rest, false)?;
    if takes == Takes::Https && (!url.is_https || scheme.is_some()) {
        return Err("Only HTTPS links are allowed".to_owned());
    }
    if let Some(scheme) = scheme {
        return special_link(scheme, rest, &url);
    }
    if !url.host.contains('.') && !url.is_ipv6 {
        return Err("Wrong HTTP URL".to_owned());
    }
    Ok(url.to_string())
}

fn special_link(scheme: &str, rest: &str, url: &Url) -> Result<String, String> {
    let has_scheme = rest.to_ascii_lowercase().starts_with("http://") || url.is_https;
    if has_scheme || !url.userinfo.is_empty() || url.specified_port.is_some() || url.is_ipv6 {
        return Err(format!("Wrong {} URL", if scheme == "tg" { "tg" } else { "ton" }));
    }
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || (scheme == "tonsite" && c == '.');
    if !url.host.chars().all(allowed) {
        return Err("Unallowed characters in URL host".to_owned());
    }
    // A tg: link without a path is kept with the slash that every address has.
    let query = url.query.strip_prefix('/').filter(|query| query.starts_with('?')).unwrap_or(&url.query);
    Ok(format!("{scheme}://{}{query}", url.host))
}

/// The largest id that a person can have (`TDLib`, `UserId`).
const MAX_USER_ID: i64 = (1 << 40) - 1;

/// The argument of `tg://user?id=…`.
pub fn link_user_id(link: &str) -> Option<i64> {
    let query = tg_query(link, "user")?;
    exact_long(argument(query, "id")?).filter(|id| (1..=MAX_USER_ID).contains(id))
}

/// The argument of `tg://emoji?id=…`.
pub fn link_custom_emoji(link: &str) -> Option<Kind> {
    let query = tg_query(link, "emoji")?;
    exact_long(argument(query, "id")?).filter(|id| *id != 0).map(Kind::CustomEmoji)
}

/// The arguments of `tg://time?unix=…&format=…`.
pub fn link_date(link: &str) -> Option<Kind> {
    let query = tg_query(link, "time")?;
    let unix = exact_long(argument(query, "unix")?)?;
    let format = date_format(argument(query, "format").unwrap_or_default(), false)?;
    (1..=i64::from(i32::MAX)).contains(&unix).then_some(Kind::Date(unix, format))
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
