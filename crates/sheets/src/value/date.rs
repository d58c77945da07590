//! Dates.

use chrono::{Days, NaiveDate};

use super::Fault;

/// What comes first in `03/04/2026`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Not known: what can mean two dates is a fault.
    #[default]
    Either,
    DayFirst,
    MonthFirst,
}

impl Order {
    /// What the cells of a column tell: one of them has a number above twelve. If none has, or two contradict each other,
    /// it stays open.
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found = Self::Either;
        for cell in cells {
            let told = match parts(cell.trim()) {
                Some((first, second, _)) if first > 12 && second <= 12 => Self::DayFirst,
                Some((first, second, _)) if second > 12 && first <= 12 => Self::MonthFirst,
                _ => continue,
            };
            match found {
                Self::Either => found = told,
                before if before != told => return Self::Either,
                _ => {}
            }
        }
        found
    }
}

/// The days that spreadsheets count as numbers: 1954 to 2119. Smaller numbers are no dates but quantities.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=80_000;

/// Reads a date; a time of day behind it is left out.
///
/// Known are `2026-11-21` (also with slashes, points or nothing between), `21.11.2026`, `21/11/2026` and `11/21/2026`,
/// `21-Nov-26`, and the numbers by which spreadsheets count days since 30 December 1899. Years of two digits are in
/// 1970–2069.
pub fn date(text: &str, order: Order) -> Result<NaiveDate, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    let wrong = || Fault::NotADate { text: text.to_owned() };
    let day = text.split(['T', ' ', '\u{a0}']).next().unwrap_or(text);
    if let Some(date) = iso(day).or_else(|| serial(day)).or_else(|| named(text)) {
        return Ok(date);
    }
    let (first, second, year) = parts(text).ok_or_else(wrong)?;
    let day_first = NaiveDate::from_ymd_opt(year, second, first);
    let month_first = NaiveDate::from_ymd_opt(year, first, second);
    let order = if day.contains('.') { Order::DayFirst } else { order };
    match (order, day_first, month_first) {
        (Order::DayFirst, Some(date), _) | (Order::MonthFirst, _, Some(date)) => Ok(date),
        (Order::Either, Some(a), Some(b)) if a != b => {
            Err(Fault::TwoDates { text: text.to_owned(), day_first: a, month_first: b })
        }
        (Order::Either, a, b) => a.or(b).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

/// The year first, four digits.
fn iso(text: &str) -> Option<NaiveDate> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    let mut parts = text.split(['-', '/', '.']);
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, day) = (number(parts.next()?)?, number(parts.next()?)?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day).filter(|_| parts.next().is_none())
}

fn serial(text: &str) -> Option<NaiveDate> {
    let (days, time) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if days.len() != 5 || !time.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let days = days.parse().ok().filter(|days| SERIALS.contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// `21-Nov-26`, `21 Nov 2026`, which Excel writes in English.
fn named(text: &str) -> Option<NaiveDate> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut parts = text.split(['-', ' ', '/']).filter(|part| !part.is_empty());
    let day = number(parts.next()?)?;
    let name = parts.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| name.get(..3) == Some(month))?;
    let month = u32::try_from(month).ok()? + 1;
    NaiveDate::from_ymd_opt(year(parts.next()?)?, month, day)
}

/// Two numbers and a year, with the same mark between.
fn parts(text: &str) -> Option<(u32, u32, i32)> {
    let day = text.split(['T', ' ', '\u{a0}']).next()?;
    let mark = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '.' | '/' | '-'))?;
    let mut parts = day.trim_end_matches('.').split(mark);
    let found = (number(parts.next()?)?, number(parts.next()?)?, year(parts.next()?)?);
    parts.next().is_none().then_some(found)
}

fn number(text: &str) -> Option<u32> {
    let sound = matches!(text.len(), 1..=2) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| sound)
}

fn year(text: &str) -> Option<i32> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year >= 70 => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates() {
        let check = |text: &str, expected| assert_eq!(date(text, Order::Either), Ok(expected), "{text:?}");
        let expected = day(2026, 11, 21);
        for text in [
            "2026-11-21",
            "2026-11-21 13:45:00",
            "2026-11-21T13:45:00Z",
            "2026/11/21",
            "20261121",
            "21.11.2026",
            " 21.11.26 ",
            "21.11.2026 13:45",
            "21/11/2026",
            "11/21/2026",
            "21-11-2026",
            "21-Nov-26",
            "21 November 2026",
            "46347",
            "46347.5729",
        ] {
            check(text, expected);
        }
        check("03.04.2026", day(2026, 4, 3));
        check("5/5/99", day(1999, 5, 5));
        check("29.02.2024", day(2024, 2, 29));
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "x",
            "31.02.2026",
            "13/13/2026",
            "2026-11",
            "1",
            "199",
            "99999",
            "21.11",
            "1.2.3.4",
            "0/0/2026",
            "Nov",
        ] {
            assert_eq!(date(text, Order::Either), Err(Fault::NotADate { text: text.into() }));
        }
        assert_eq!(date(" ", Order::Either), Err(Fault::Empty));
    }

    #[test]
    fn what_can_mean_two_dates_is_not_guessed() {
        let text = "03/04/2026".to_owned();
        let (day_first, month_first) = (day(2026, 4, 3), day(2026, 3, 4));
        assert_eq!(date(&text, Order::DayFirst), Ok(day_first));
        assert_eq!(date(&text, Order::MonthFirst), Ok(month_first));
        assert_eq!(date(&text, Order::Either), Err(Fault::TwoDates { text, day_first, month_first }));
        let order = |cells: &[&str]| Order::of(cells.iter().copied());
        assert_eq!(order(&["03/04/2026", "04/21/2026"]), Order::MonthFirst);
        assert_eq!(order(&["03/04/2026", "21/04/2026", "x"]), Order::DayFirst);
        assert_eq!(order(&["03/04/2026"]), Order::Either);
        assert_eq!(order(&["21/04/2026", "04/21/2026"]), Order::Either);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9./: T-]{0,14}|\\PC{0,8}") {
            let _ = date(&text, Order::Either);
            Order::of([text.as_str()]);
        }

        #[test]
        fn every_day_is_read_back(days in 0u64..60_000) {
            let expected = day(1970, 1, 1) + Days::new(days);
            prop_assert_eq!(date(&expected.to_string(), Order::Either), Ok(expected));
            prop_assert_eq!(date(&expected.format("%d.%m.%Y").to_string(), Order::Either), Ok(expected));
        }
    }
}
