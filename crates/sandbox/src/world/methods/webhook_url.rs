use std::net::{IpAddr, Ipv4Addr};

use super::super::answer::Fail;
use crate::text::Url;

/// Addresses that belong to nobody on the internet (tdutils, `IPAddress::is_reserved`).
const RESERVED: [(Ipv4Addr, u32); 14] = [
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// Reads the address of a webhook.
pub fn read(url: &str) -> Result<Url, Fail> {
    Url::parse(url, true).map_err(|_| Fail::bad("invalid webhook URL specified"))
}

/// What Telegram looks at before it sends anything to a webhook (`WebhookActor.cpp`): the scheme, with `https` the port,
/// and where it leads, which is `ip` if the bot says so. Gives the address that is known.
///
/// On this machine plain `http://` to a loopback address is taken too, on any port: nothing is between the two that could
/// listen.
pub fn check(url: &Url, ip: &str) -> Result<String, Fail> {
    let bad = |text: &str| Fail::bad(format!("bad webhook: {text}"));
    let bare = url.host.trim_start_matches('[').trim_end_matches(']');
    let named =
        if bare == "localhost" { Some(Ipv4Addr::LOCALHOST.into()) } else { bare.parse::<IpAddr>().ok() };
    if !url.is_https && named.is_some_and(|host| host.is_loopback()) {
        return Ok(named.map(|host| host.to_string()).unwrap_or_default());
    }
    if !url.is_https {
        return Err(bad("An HTTPS URL must be provided for webhook"));
    }
    if ![443, 88, 80, 8443].contains(&url.port()) {
        return Err(bad("Webhook can be set up only on ports 80, 88, 443 or 8443"));
    }
    let address = if ip.is_empty() {
        // Other names are not looked up: there is no network here.
        let Some(host) = named else { return Ok("<unknown>".to_owned()) };
        host
    } else {
        ip.parse::<IpAddr>().map_err(|_| bad("Invalid IP address specified"))?
    };
    match address {
        IpAddr::V6(_) => Err(bad("IPv6-only addresses are not allowed")),
        IpAddr::V4(v4) if is_reserved(v4) => Err(bad(&format!("IP address {v4} is reserved"))),
        IpAddr::V4(v4) => Ok(v4.to_string()),
    }
}

fn is_reserved(ip: Ipv4Addr) -> bool {
    RESERVED.into_iter().any(|(block, mask)| (ip.to_bits() ^ block.to_bits()) >> (32 - mask) == 0)
}
