use std::fmt::Write as _;

/// A web address taken apart, as `TDLib` does it (tdutils, `HttpUrl.cpp`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    pub is_https: bool,
    /// What stands before `@`; mostly empty.
    pub userinfo: String,
    /// In small letters.
    pub host: String,
    pub is_ipv6: bool,
    /// The port, where one is written.
    pub specified_port: Option<u16>,
    /// Path, query and fragment; begins with a slash.
    pub query: String,
}

impl Url {
    /// Reads an address; one without a scheme is `https` where `https` is the default, else `http`.
    ///
    /// # Errors
    /// Telegram's words.
    pub fn parse(text: &str, default_https: bool) -> Result<Self, String> {
        let protocol_end = text.find([':', '/', '?', '#', '@', '[', ']']).unwrap_or(text.len());
        let (protocol, after) = text.split_at_checked(protocol_end).unwrap_or((text, ""));
        let (is_https, rest) = match (after.strip_prefix("://"), protocol.to_ascii_lowercase().as_str()) {
            (Some(rest), "http") => (false, rest),
            (Some(rest), "https") => (true, rest),
            (Some(_), _) => return Err("Unsupported URL protocol".to_owned()),
            (None, _) => (default_https, text),
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, query) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let (userinfo_host, specified_port) = port(authority)?;
        let (userinfo, host) = userinfo_host.rsplit_once('@').unwrap_or(("", userinfo_host));
        let is_ipv6 = host.starts_with('[') && host.ends_with(']');
        if is_ipv6 && !is_ipv6_address(host) {
            return Err("Wrong IPv6 address specified in the URL".to_owned());
        }
        if host.is_empty() {
            return Err("URL host is empty".to_owned());
        }
        if host == "." {
            return Err("Host is invalid".to_owned());
        }
        let host = host.to_ascii_lowercase();
        if !is_ipv6 {
            check_part(&host, "host", false)?;
            check_part(userinfo, "userinfo", true)?;
        }
        let query = escaped(query);
        Ok(Self { is_https, userinfo: userinfo.to_owned(), host, is_ipv6, specified_port, query })
    }

    /// The port that is meant.
    pub fn port(&self) -> u16 {
        self.specified_port.unwrap_or(if self.is_https { 443 } else { 80 })
    }
}

/// The address as Telegram writes it.
impl std::fmt::Display for Url {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if self.is_https { "https://" } else { "http://" })?;
        if !self.userinfo.is_empty() {
            write!(formatter, "{}@", self.userinfo)?;
        }
        formatter.write_str(&self.host)?;
        if let Some(port) = self.specified_port {
            write!(formatter, ":{port}")?;
        }
        formatter.write_str(&self.query)
    }
}

/// Splits the port off.
fn port(authority: &str) -> Result<(&str, Option<u16>), String> {
    // A colon at the very beginning separates nothing.
    let Some(at) = authority.rfind([':', ']', '@']).filter(|at| *at > 0) else {
        return Ok((authority, None));
    };
    let (before, after) = authority.split_at_checked(at).unwrap_or((authority, ""));
    let Some(digits) = after.strip_prefix(':') else { return Ok((authority, None)) };
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let port = if is_number { digits.trim_start_matches('0').parse::<u16>().ok() } else { None };
    match port {
        Some(port) if port > 0 => Ok((before, Some(port))),
        _ => Err("Wrong port number specified in the URL".to_owned()),
    }
}

fn is_ipv6_address(host: &str) -> bool {
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    inside.is_some_and(|inside| inside.parse::<std::net::Ipv6Addr>().is_ok())
}

/// The rest of an address: without spaces at its end, those inside escaped, with a slash in front.
fn escaped(query: &str) -> String {
    let query = query.trim_end_matches([' ', '\t', '\r', '\n', '\0', '\u{b}']);
    let mut text = String::with_capacity(query.len() + 1);
    if !query.starts_with('/') {
        text.push('/');
    }
    for c in query.chars() {
        if c <= ' ' {
            // Writing into a text does not fail.
            let _ = write!(text, "%{:02X}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

fn check_part(part: &str, name: &str, allow_colon: bool) -> Result<(), String> {
    let mut rest = part.bytes();
    while let Some(c) = rest.next() {
        if c.is_ascii_alphanumeric()
            || b".-_!$,~*'();&+=".contains(&c)
            || (allow_colon && c == b':')
            || c >= 128
        {
            continue;
        }
        if c == b'%' {
            let is_hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
            if is_hex(rest.next()) && is_hex(rest.next()) {
                continue;
            }
            return Err(format!("Wrong percent-encoded symbol in URL {name}"));
        }
        return Err(format!("Disallowed character in URL {name}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let got = Url::parse(text, false).map_or_else(|error| error, |url| url.to_string());
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn addresses_are_taken_apart_as_telegram_does() {
        check("Example.COM", "http://example.com/");
        check("https://a.b:443?x y#z ", "https://a.b:443/?x%20y#z");
        check("HTTP://me:word@a.b:0080/c", "http://me:word@a.b:80/c");
        check("http://[::1]:5/x", "http://[::1]:5/x");
        check("ftp://a.b", "Unsupported URL protocol");
        check("http://", "URL host is empty");
        check("http:///x", "URL host is empty");
        check("a.b:", "Wrong port number specified in the URL");
        check("a.b:70000", "Wrong port number specified in the URL");
        check("a.b:x", "Wrong port number specified in the URL");
        check("a b.c", "Disallowed character in URL host");
        check("a%4.c", "Wrong percent-encoded symbol in URL host");
        check("[x]", "Wrong IPv6 address specified in the URL");
        check(".", "Host is invalid");
    }
}
