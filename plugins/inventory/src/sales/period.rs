//! Periods as people type them, in any of the three languages.

use chrono::{Datelike, Days, Months, NaiveDate};

/// From which day to which, in the zone of whoever typed it. The word comes in lower case.
pub fn read(word: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if let Some((first, last)) = word.split_once("..") {
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        return (first <= last).then_some((first, last));
    }
    let back = |days: u64| Some((today.checked_sub_days(Days::new(days.checked_sub(1)?))?, today));
    match word {
        "today" | "сьогодні" | "сегодня" => Some((today, today)),
        "yesterday" | "вчора" | "учора" | "вчера" => today.pred_opt().map(|day| (day, day)),
        "week" | "тиждень" | "неделя" | "неделю" => back(7),
        "month" | "місяць" | "месяц" => back(30),
        "quarter" | "квартал" => back(90),
        "year" | "рік" | "год" => back(365),
        _ => days(word).and_then(back).or_else(|| calendar(word)),
    }
}

/// `30d`, `30д`, `30дн`: at most ten years.
fn days(word: &str) -> Option<u64> {
    let digits = ["d", "days", "д", "дн", "днів", "дней"].iter().find_map(|unit| word.strip_suffix(unit))?;
    digits.parse().ok().filter(|days| (1..=3660).contains(days))
}

/// `2026`, `2026-q3`, `2026-10`, `2026-10-31`.
fn calendar(word: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Ok(day) = word.parse::<NaiveDate>() {
        return Some((day, day));
    }
    let (year, rest) = word.split_once('-').unwrap_or((word, ""));
    let year: i32 = year.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let (month, months) = match rest.strip_prefix(['q', 'к']) {
        Some(quarter) => (quarter.parse::<u32>().ok()?.checked_sub(1)?.checked_mul(3)?.checked_add(1)?, 3),
        None if rest.is_empty() => (1, 12),
        None => (rest.parse().ok()?, 1),
    };
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
    Some((first, last))
}

/// Whether it is a month, and of a calendar: shown as days up to a quarter, as weeks up to a year, else as months.
pub fn length(first: NaiveDate, last: NaiveDate) -> i64 {
    i64::from(last.num_days_from_ce()) - i64::from(first.num_days_from_ce()) + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(word: &str, expected: Option<(&str, &str)>) {
        let today = "2026-11-21".parse().unwrap();
        let expected = expected.map(|(first, last)| (first.parse().unwrap(), last.parse().unwrap()));
        assert_eq!(read(word, today), expected, "{word:?}");
    }

    #[test]
    fn words_in_three_languages() {
        for word in ["today", "сьогодні", "сегодня"] {
            check(word, Some(("2026-11-21", "2026-11-21")));
        }
        for word in ["week", "тиждень", "неделя", "7d", "7д"] {
            check(word, Some(("2026-11-15", "2026-11-21")));
        }
        for word in ["month", "місяць", "месяц", "30d", "30дн"] {
            check(word, Some(("2026-10-23", "2026-11-21")));
        }
        check("yesterday", Some(("2026-11-20", "2026-11-20")));
        check("рік", Some(("2025-11-22", "2026-11-21")));
    }

    #[test]
    fn the_calendar() {
        check("2026-10", Some(("2026-10-01", "2026-10-31")));
        check("2026-2", Some(("2026-02-01", "2026-02-28")));
        check("2026-q3", Some(("2026-07-01", "2026-09-30")));
        check("2025", Some(("2025-01-01", "2025-12-31")));
        check("2026-03-31", Some(("2026-03-31", "2026-03-31")));
        check("2026-01-01..2026-03-31", Some(("2026-01-01", "2026-03-31")));
        check("2026-03-31..2026-01-01", None);
        check("2026-13", None);
        check("2026-q5", None);
        check("0d", None);
        check("mug-10", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn no_word_panics_and_no_period_ends_before_it_begins(word in "\\PC{0,12}|[0-9]{1,9}[dд]|[0-9]{4}-[qк]?[0-9]{1,10}") {
            if let Some((first, last)) = read(&word, "2026-11-21".parse().unwrap()) {
                prop_assert!(first <= last && length(first, last) >= 1);
            }
        }
    }
}
