//! Time zones by the names people give them.

use chrono_tz::{TZ_VARIANTS, Tz};

/// No zone is called so; these sound alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownZone {
    pub name: String,
    pub similar: Vec<&'static str>,
}

/// How many similar names are offered.
const OFFERED: usize = 3;

/// Finds `Europe/Kyiv`, `europe/kyiv`, `kyiv`, `New York`, `UTC` and `UTC+3`.
pub fn find_zone(name: &str) -> Result<Tz, UnknownZone> {
    let wanted = name.trim().replace(' ', "_").to_lowercase();
    let city = |zone: &Tz| zone.name().rsplit('/').next().unwrap_or_default().to_lowercase();
    let by_name = TZ_VARIANTS.iter().find(|zone| zone.name().to_lowercase() == wanted);
    let by_city = || TZ_VARIANTS.iter().find(|zone| city(zone) == wanted);
    if let Some(zone) = by_name.copied().or_else(|| offset(&wanted)).or_else(|| by_city().copied()) {
        return Ok(zone);
    }
    let beginning: String = wanted.rsplit('/').next().unwrap_or_default().chars().take(3).collect();
    let alike = |zone: &&Tz| beginning.chars().count() == 3 && city(zone).starts_with(&beginning);
    let similar = TZ_VARIANTS.iter().filter(alike).map(|zone| zone.name()).take(OFFERED).collect();
    Err(UnknownZone { name: name.trim().to_owned(), similar })
}

/// `utc+3`, `gmt-05:00`, `+2`. The zones of whole hours are called the other way round: UTC+3 is `Etc/GMT-3`.
fn offset(wanted: &str) -> Option<Tz> {
    let signed = wanted.strip_prefix("utc").or_else(|| wanted.strip_prefix("gmt")).unwrap_or(wanted);
    let east = signed.starts_with('+');
    let hours = signed.strip_prefix(['+', '-'])?.trim_end_matches(":00");
    let hours: u8 = hours.parse().ok()?;
    match hours {
        0 => Some(Tz::UTC),
        _ => format!("Etc/GMT{}{hours}", if east { '-' } else { '+' }).parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let check = |name: &str, zone: Tz| assert_eq!(find_zone(name), Ok(zone), "{name}");
        check("Europe/Kyiv", Tz::Europe__Kyiv);
        check("europe/kiev", Tz::Europe__Kiev);
        check(" kyiv ", Tz::Europe__Kyiv);
        check("New York", Tz::America__New_York);
        check("utc", Tz::UTC);
        check("UTC+3", Tz::Etc__GMTMinus3);
        check("-05:00", Tz::Etc__GMTPlus5);
        check("+0", Tz::UTC);
    }

    #[test]
    fn unknown_names() {
        let similar = |name: &str| find_zone(name).map_err(|unknown| unknown.similar);
        assert_eq!(similar("Warszawa"), Err(vec!["Europe/Warsaw"]));
        assert_eq!(similar("Europe/Berlim"), Err(vec!["Atlantic/Bermuda", "Europe/Berlin"]));
        assert_eq!(similar("xx"), Err(vec![]));
        assert_eq!(similar("utc+99"), Err(vec!["Etc/UTC", "UTC"]));
        assert_eq!(similar("+99"), Err(vec![]));
    }
}
