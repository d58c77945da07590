use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::Limits;

/// The wait a server asks for: `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110, §10.2.3).
pub fn asked_wait(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(wait) = text("retry-after-ms").and_then(|ms| ms.parse().ok()) {
        return Some(Duration::from_millis(wait));
    }
    let text = text(RETRY_AFTER.as_str())?;
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let at = httpdate::parse_http_date(text).ok()?;
    Some(at.duration_since(now).unwrap_or_default())
}

/// How long to wait before try number `tried + 1`; `None` when that is longer than the limits allow. Without a wish of
/// the server's it is twice as long each time, shortened by chance by up to a half; a wish is never undercut, and
/// lengthened by chance by up to a tenth, so that many clients do not come back in the same moment.
pub fn wait(tried: u32, asked: Option<Duration>, chance: f64, limits: &Limits) -> Option<Duration> {
    let longest = Duration::from_millis(limits.longest_wait_ms);
    if let Some(asked) = asked {
        return (asked <= longest).then(|| asked.mul_f64(1.0 + chance / 10.0));
    }
    let doubled = limits.wait_ms.saturating_mul(1 << tried.saturating_sub(1).min(20));
    Some(Duration::from_millis(doubled).min(longest).mul_f64(0.5 + chance / 2.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(header: &'static str, value: &'static str, expected: Option<u64>) {
        let mut headers = HeaderMap::new();
        headers.insert(header, value.parse().unwrap());
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        assert_eq!(asked_wait(&headers, now), expected.map(Duration::from_millis), "{header}: {value}");
    }

    #[test]
    fn a_servers_wish_is_understood_in_all_its_forms() {
        check("retry-after", "7", Some(7_000));
        check("retry-after", " 0.5 ", Some(500));
        check("retry-after-ms", "350", Some(350));
        check("retry-after", "Sun, 06 Nov 1994 08:49:57 GMT", Some(20_000));
        check("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
        check("retry-after", "soon", None);
        check("retry-after", "-3", None);
        check("x-other", "3", None);
    }

    #[test]
    fn a_wish_beyond_the_limit_ends_the_request() {
        assert_eq!(wait(1, Some(Duration::from_hours(3)), 0.5, &Limits::default()), None);
    }

    proptest! {
        #[test]
        fn waits_grow_stay_in_bounds_and_never_undercut_a_wish(
            tried in 1u32..200, chance in 0.0..=1.0, asked in prop::option::of(0u64..60_000),
        ) {
            let limits = Limits::default();
            let wished = asked.map(Duration::from_millis);
            let waited = wait(tried, wished, chance, &limits).unwrap();
            prop_assert!(waited <= Duration::from_millis(limits.longest_wait_ms).mul_f64(1.1));
            prop_assert!(waited >= wished.unwrap_or(Duration::from_millis(limits.wait_ms / 2)));
        }
    }
}
