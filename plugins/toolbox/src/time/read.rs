//! From what a person typed to a moment.

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::sentence::{Sentence, Tell};

/// Why it is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Neither a number nor a date.
    NotATime,
    /// Further away than a calendar reaches.
    OutOfRange,
    /// The clocks of the zone jumped over this time.
    Skipped,
}

/// Reads Unix time or a date; a date without an offset is in the zone. When the clocks are set back, a time comes
/// twice, and there are two moments.
pub fn read(text: &str, zone: Tz) -> Result<Vec<DateTime<Utc>>, Fault> {
    let text = text.trim();
    if let Some(moment) = stamp(text) {
        return Ok(vec![moment?]);
    }
    if let Some(moment) = with_offset(text) {
        return Ok(vec![moment]);
    }
    match zone.from_local_datetime(&local(text).ok_or(Fault::NotATime)?) {
        LocalResult::None => Err(Fault::Skipped),
        LocalResult::Single(moment) => Ok(vec![moment.to_utc()]),
        LocalResult::Ambiguous(first, second) => Ok(vec![first.to_utc(), second.to_utc()]),
    }
}

/// Seconds since 1970, perhaps with a fraction. Numbers too large for that are milli-, micro- or nanoseconds.
fn stamp(text: &str) -> Option<Result<DateTime<Utc>, Fault>> {
    let (whole, fraction) = text.split_once('.').map_or((text, ""), |(whole, fraction)| (whole, fraction));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || !numeric(digits) || !numeric(fraction) {
        return None;
    }
    // Nine digits after the point are nanoseconds; what comes behind them is too small to tell.
    let nanos: u32 =
        format!("{fraction:0<9}").get(..9).and_then(|nanos| nanos.parse().ok()).unwrap_or_default();
    Some(from_number(whole, nanos).ok_or(Fault::OutOfRange))
}

fn from_number(whole: &str, nanos: u32) -> Option<DateTime<Utc>> {
    let number: i64 = whole.parse().ok()?;
    match number.unsigned_abs() {
        0..100_000_000_000 => {
            let fraction = chrono::TimeDelta::nanoseconds(i64::from(nanos));
            let seconds = DateTime::from_timestamp(number, 0)?;
            if whole.starts_with('-') {
                seconds.checked_sub_signed(fraction)
            } else {
                seconds.checked_add_signed(fraction)
            }
        }
        100_000_000_000..100_000_000_000_000 => DateTime::from_timestamp_millis(number),
        100_000_000_000_000..100_000_000_000_000_000 => DateTime::from_timestamp_micros(number),
        _ => Some(DateTime::from_timestamp_nanos(number)),
    }
}

fn with_offset(text: &str) -> Option<DateTime<Utc>> {
    let known = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    let formats = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S%.f%z"];
    let parsed = formats.iter().find_map(|format| DateTime::parse_from_str(text, format).ok());
    known.ok().or(parsed).map(|moment| moment.to_utc())
}

fn local(text: &str) -> Option<NaiveDateTime> {
    let dates = ["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%d/%m/%Y"];
    let times = ["T%H:%M:%S%.f", "T%H:%M", " %H:%M:%S%.f", " %H:%M"];
    let formats = dates.iter().flat_map(|date| times.iter().map(move |time| format!("{date}{time}")));
    let day = || dates.iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok());
    let moment = formats.into_iter().find_map(|format| NaiveDateTime::parse_from_str(text, &format).ok());
    // A year of two digits may be meant in many ways, the first century is not among them.
    moment.or_else(|| day().map(|date| date.and_time(NaiveTime::MIN))).filter(|moment| moment.year() >= 1000)
}

impl Tell for Fault {
    fn sentence(&self) -> Sentence {
        match self {
            Self::NotATime => Sentence::new("toolbox-time-not-a-time"),
            Self::OutOfRange => Sentence::new("toolbox-time-out-of-range"),
            Self::Skipped => Sentence::new("toolbox-time-skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, zone: Tz, expected: Result<&[&str], Fault>) {
        let found = read(text, zone).map(|all| all.iter().map(DateTime::to_rfc3339).collect::<Vec<_>>());
        let expected = expected.map(|all| all.iter().map(|one| (*one).to_owned()).collect());
        assert_eq!(found, expected, "{text} in {zone}");
    }

    #[test]
    fn numbers() {
        let moment: Result<&[&str], _> = Ok(&["2023-11-14T22:13:20+00:00"]);
        for same in
            ["1700000000", " 1700000000000", "1700000000000000", "1700000000000000000", "1700000000.0"]
        {
            check(same, Tz::UTC, moment);
        }
        check("0", Tz::Asia__Tokyo, Ok(&["1970-01-01T00:00:00+00:00"]));
        check("-1", Tz::UTC, Ok(&["1969-12-31T23:59:59+00:00"]));
        check("-0.5", Tz::UTC, Ok(&["1969-12-31T23:59:59.500+00:00"]));
        check("1.25", Tz::UTC, Ok(&["1970-01-01T00:00:01.250+00:00"]));
        check("99999999999999999999", Tz::UTC, Err(Fault::OutOfRange));
    }

    #[test]
    fn dates() {
        let kyiv = Tz::Europe__Kyiv;
        check("2024-05-01", kyiv, Ok(&["2024-04-30T21:00:00+00:00"]));
        check("01.05.2024 12:30", kyiv, Ok(&["2024-05-01T09:30:00+00:00"]));
        check("2024-05-01T12:30:15.5", Tz::UTC, Ok(&["2024-05-01T12:30:15.500+00:00"]));
        check("2024-05-01T12:30:00+02:00", kyiv, Ok(&["2024-05-01T10:30:00+00:00"]));
        check("2024-05-01 12:30 -0500", kyiv, Ok(&["2024-05-01T17:30:00+00:00"]));
        check("Wed, 01 May 2024 12:30:00 GMT", kyiv, Ok(&["2024-05-01T12:30:00+00:00"]));
        for odd in ["", "tomorrow", "2024-13-01", "31.02.2024", "1.2.3", "12:30", "1e5"] {
            check(odd, kyiv, Err(Fault::NotATime));
        }
    }

    #[test]
    fn when_clocks_are_changed() {
        let berlin = Tz::Europe__Berlin;
        check("2024-03-31 02:30", berlin, Err(Fault::Skipped));
        check("2024-10-27 02:30", berlin, Ok(&["2024-10-27T00:30:00+00:00", "2024-10-27T01:30:00+00:00"]));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[-0-9.:/TZ+ ]{0,30}|.{0,20}") {
            let _ = read(&text, Tz::Europe__Kyiv);
        }

        #[test]
        fn seconds_come_back(seconds in -99_999_999_999_i64..100_000_000_000) {
            let found = read(&seconds.to_string(), Tz::UTC).map(|all| all[0].timestamp());
            prop_assert_eq!(found, Ok(seconds));
        }
    }
}
