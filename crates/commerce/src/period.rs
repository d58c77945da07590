//! Days, weeks and months in somebody's zone.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use db::Timestamp;
use serde::{Deserialize, Serialize};

/// How long the steps of a report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Every {
    Day,
    /// From Monday.
    Week,
    Month,
}

/// From the beginning of a day to the end of another, in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub zone: Tz,
}

impl Period {
    /// The so many days that end with the one in which `now` lies.
    pub fn last_days(days: u64, now: Timestamp, zone: Tz) -> Self {
        let last = date(now, zone);
        let first = last.checked_sub_days(Days::new(days.saturating_sub(1))).unwrap_or(last);
        Self { first, last, zone }
    }

    pub fn begins(&self) -> Timestamp {
        midnight(self.first, self.zone)
    }

    /// The first moment after it.
    pub fn ends(&self) -> Timestamp {
        midnight(self.last.succ_opt().unwrap_or(self.last), self.zone)
    }

    /// Its days with their beginnings and ends: twenty-three to twenty-five hours each. At most ten years of them.
    pub(crate) fn days(&self) -> Vec<(NaiveDate, Timestamp, Timestamp)> {
        let days = self.first.iter_days().take_while(|day| *day <= self.last).take(3660);
        days.map(|day| (day, midnight(day, self.zone), midnight(day.succ_opt().unwrap_or(day), self.zone)))
            .collect()
    }
}

impl Every {
    /// The first day of the step in which a day lies.
    pub fn first_day(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::Week => day.week(chrono::Weekday::Mon).checked_first_day().unwrap_or(day),
            Self::Month => day.with_day(1).unwrap_or(day),
        }
    }

    /// The first day of the next step.
    pub fn next(self, first_day: NaiveDate) -> NaiveDate {
        let next = match self {
            Self::Day => first_day.succ_opt(),
            Self::Week => first_day.checked_add_days(Days::new(7)),
            Self::Month => first_day.checked_add_months(Months::new(1)),
        };
        next.unwrap_or(first_day)
    }
}

/// The day in which a moment lies.
pub fn date(at: Timestamp, zone: Tz) -> NaiveDate {
    at.to_utc().with_timezone(&zone).date_naive()
}

/// When a day begins; where clocks go forward at midnight, an hour later.
pub fn midnight(day: NaiveDate, zone: Tz) -> Timestamp {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let local = |hour| zone.from_local_datetime(&day.and_time(at(hour))).earliest();
    let begins = local(0).or_else(|| local(1)).or_else(|| local(2));
    begins.map_or(Timestamp::from_secs(day.and_time(at(0)).and_utc().timestamp()), |t| {
        Timestamp::from_micros(t.timestamp_micros())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(zone: &str, day: (i32, u32, u32), hours: i64) {
        let zone: Tz = zone.parse().unwrap();
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        let days = Period { first: day, last: day, zone }.days();
        let [(_, begins, ends)] = days[..] else { panic!("one day is one day, not {days:?}") };
        assert_eq!((ends.secs() - begins.secs()) / 3600, hours);
    }

    #[test]
    fn a_day_is_as_long_as_the_clocks_make_it() {
        check("Europe/Kyiv", (2026, 1, 15), 24);
        check("Europe/Kyiv", (2026, 3, 29), 23);
        check("Europe/Kyiv", (2026, 10, 25), 25);
        check("Africa/Cairo", (2026, 4, 24), 23); // the clocks go forward at midnight
    }

    #[test]
    fn weeks_begin_on_monday() {
        let sunday = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(Every::Week.first_day(sunday).to_string(), "2026-02-23");
        assert_eq!(Every::Month.next(sunday).to_string(), "2026-04-01");
    }
}
