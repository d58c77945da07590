//! What a cron expression says, and when that is.

use std::str::FromStr;

use chrono::DateTime;
use chrono_tz::Tz;
use croner::Cron;

use super::fault::{Fault, diagnose};
use super::lines::{Day, Line, Run, Weekday, runs, step};

/// An expression in parts for which there are words, and its next times, of which there may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    pub lines: Vec<Line>,
    pub next: Vec<DateTime<Tz>>,
}

/// How many of the next times are told.
pub const NEXT: usize = 5;
/// More times of the day than this are told as hours and minutes instead.
const FEW: usize = 6;
const LONGEST: usize = 256;

/// Explains an expression of five fields, or six with seconds before them, or seven with years behind them. Names,
/// `@daily` and the like, `L`, `W` and `#` are understood.
pub fn explain(expression: &str, now: DateTime<Tz>) -> Result<Explained, Fault> {
    if expression.len() > LONGEST {
        return Err(Fault::TooLong { limit: LONGEST });
    }
    let cron = Cron::from_str(expression).map_err(|_| diagnose(expression))?;
    let mut lines = times(&cron);
    lines.extend(days(&cron));
    Ok(Explained { lines, next: cron.iter_after(now).take(NEXT).collect() })
}

/// The lines about the time of day.
fn times(cron: &Cron) -> Vec<Line> {
    let (seconds, minutes, hours) =
        (cron.pattern.seconds.values(), cron.pattern.minutes.values(), cron.pattern.hours.values());
    let on_the_minute = seconds == [0];
    let every_hour = hours.len() == 24;
    if on_the_minute && !every_hour && minutes.len() * hours.len() <= FEW {
        let at = hours.iter().flat_map(|hour| minutes.iter().map(|minute| (*hour, *minute)));
        return vec![Line::At(at.collect())];
    }
    if on_the_minute && minutes == [0] {
        let step = step(&hours, 24).map(Line::EveryHours);
        return vec![if every_hour { Line::EveryHour } else { step.unwrap_or(Line::Hours(runs(&hours))) }];
    }
    let mut lines = Vec::new();
    if !on_the_minute {
        lines.push(match (seconds.len(), step(&seconds, 60)) {
            (60, _) => Line::EverySecond,
            (_, Some(step)) => Line::EverySeconds(step),
            _ => Line::Seconds(runs(&seconds)),
        });
    }
    match (minutes.len(), step(&minutes, 60)) {
        (60, _) if on_the_minute => lines.push(Line::EveryMinute),
        (60, _) => {}
        (_, Some(step)) => lines.push(Line::EveryMinutes(step)),
        _ => lines.push(Line::Minutes(runs(&minutes))),
    }
    if !every_hour {
        lines.push(Line::Hours(runs(&hours)));
    }
    lines
}

/// The lines about days, months and years.
fn days(cron: &Cron) -> Vec<Line> {
    let pattern = &cron.pattern;
    let fields: Vec<_> = pattern.as_str().split_whitespace().collect();
    // Behind the optional seconds stand minute, hour, day, month, weekday.
    let at = |place: usize| fields.get(place + usize::from(fields.len() > 5)).copied().unwrap_or("*");
    let mut lines = Vec::new();
    if !pattern.is_dom_wildcard() && at(2) != "?" {
        lines.push(Line::Days(month_days(at(2), &pattern.days.values())));
    }
    if !pattern.is_dow_wildcard() && at(4) != "?" {
        lines.push(Line::Weekdays(week_days(at(4), &pattern.days_of_week.values())));
    }
    if lines.len() == 2 {
        lines.push(if pattern.matches_dom_and_dow() { Line::BothDays } else { Line::EitherDay });
    }
    let months = pattern.months.values();
    if months.len() < 12 {
        lines.push(Line::Months(runs(&months)));
    }
    if fields.get(6).is_some_and(|years| *years != "*") {
        lines.push(Line::Years(runs(&pattern.years.values())));
    }
    lines
}

fn month_days(field: &str, plain: &[u16]) -> Vec<Day> {
    let special = field.split(',').filter_map(|part| match part {
        "L" => Some(Day::Last),
        "LW" | "WL" => Some(Day::LastWorkday),
        _ => part.replace('W', "").parse().ok().filter(|_| part.contains('W')).map(Day::Workday),
    });
    runs(plain).into_iter().map(Day::Run).chain(special).collect()
}

fn week_days(field: &str, plain: &[u16]) -> Vec<Weekday> {
    // Monday first: Sunday is counted as 7 while runs are gathered, and is 0 again afterwards.
    let mut from_monday: Vec<_> = plain.iter().map(|day| if *day == 0 { 7 } else { *day }).collect();
    from_monday.sort_unstable();
    let gathered = runs(&from_monday).into_iter().map(|run| Run { first: run.first % 7, last: run.last % 7 });
    let special = field.trim_start_matches('+').split(',').filter_map(|part| {
        let (day, nth) = part.split_once('#').or_else(|| part.strip_suffix('L').map(|day| (day, "L")))?;
        let day = day.parse::<u16>().ok()? % 7;
        if nth == "L" {
            Some(Weekday::Last { day })
        } else {
            Some(Weekday::Nth { day, nth: nth.parse().ok()? })
        }
    });
    gathered.map(Weekday::Run).chain(special).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fault::Field;
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn now() -> DateTime<Tz> {
        Tz::Europe__Kyiv.with_ymd_and_hms(2024, 5, 1, 12, 0, 0).single().expect("a plain day")
    }

    fn run(first: u16, last: u16) -> Run {
        Run { first, last }
    }

    #[track_caller]
    fn check(expression: &str, expected: &[Line]) {
        let found = explain(expression, now()).map(|explained| explained.lines);
        assert_eq!(found.as_deref(), Ok(expected), "{expression}");
    }

    #[test]
    fn times_of_the_day() {
        check("* * * * *", &[Line::EveryMinute]);
        check("*/5 * * * *", &[Line::EveryMinutes(5)]);
        check("0 * * * *", &[Line::EveryHour]);
        check("@hourly", &[Line::EveryHour]);
        check("0 */6 * * *", &[Line::At(vec![(0, 0), (6, 0), (12, 0), (18, 0)])]);
        check("0 */2 * * *", &[Line::EveryHours(2)]);
        check("30 9,18 * * *", &[Line::At(vec![(9, 30), (18, 30)])]);
        check("5,10 * * * *", &[Line::Minutes(vec![run(5, 5), run(10, 10)])]);
        check("*/15 9-17 * * *", &[Line::EveryMinutes(15), Line::Hours(vec![run(9, 17)])]);
        check("* * * * * *", &[Line::EverySecond]);
        check(
            "*/10 30 9 * * *",
            &[Line::EverySeconds(10), Line::Minutes(vec![run(30, 30)]), Line::Hours(vec![run(9, 9)])],
        );
    }

    #[test]
    fn days_and_months() {
        let nine = Line::At(vec![(9, 0)]);
        let one = |line: Line| [nine.clone(), line];
        check("0 9 * * MON-FRI", &one(Line::Weekdays(vec![Weekday::Run(run(1, 5))])));
        check("0 9 * * 6,0", &one(Line::Weekdays(vec![Weekday::Run(run(6, 6)), Weekday::Run(run(0, 0))])));
        check("0 9 * * 5-7", &one(Line::Weekdays(vec![Weekday::Run(run(5, 0))])));
        check(
            "0 9 * * 2#2,FRIL",
            &one(Line::Weekdays(vec![Weekday::Nth { day: 2, nth: 2 }, Weekday::Last { day: 5 }])),
        );
        check("0 9 1-7,L * ?", &one(Line::Days(vec![Day::Run(run(1, 7)), Day::Last])));
        check("0 9 15W * *", &one(Line::Days(vec![Day::Workday(15)])));
        check("0 9 * JAN,6-8 *", &one(Line::Months(vec![run(1, 1), run(6, 8)])));
        check("0 0 9 * * * 2030", &one(Line::Years(vec![run(2030, 2030)])));
        let both = |line| {
            [
                nine.clone(),
                Line::Days(vec![Day::Run(run(13, 13))]),
                Line::Weekdays(vec![Weekday::Run(run(5, 5))]),
                line,
            ]
        };
        check("0 9 13 * 5", &both(Line::EitherDay));
        check("0 9 13 * +5", &both(Line::BothDays));
    }

    #[test]
    fn next_times_follow_the_clocks_of_the_zone() {
        let next = |expression: &str, now: DateTime<Tz>| {
            let explained = explain(expression, now).expect("a sound expression");
            explained.next.iter().map(DateTime::to_rfc3339).collect::<Vec<_>>()
        };
        assert_eq!(
            next("0 9 * * MON", now())[..2],
            ["2024-05-06T09:00:00+03:00", "2024-05-13T09:00:00+03:00"]
        );
        assert_eq!(next("0 9 * * *", now()).len(), NEXT);
        assert_eq!(next("0 0 30 2 *", now()), Vec::<String>::new());
        assert_eq!(next("0 0 0 1 1 * 2025", now()), ["2025-01-01T00:00:00+02:00"]);
        let autumn = Tz::Europe__Kyiv.with_ymd_and_hms(2024, 10, 26, 12, 0, 0).single().expect("a plain day");
        assert_eq!(
            next("0 9 * * *", autumn)[..2],
            ["2024-10-27T09:00:00+02:00", "2024-10-28T09:00:00+02:00"]
        );
    }

    #[test]
    fn the_field_at_fault_is_named() {
        let fault = |expression: &str| explain(expression, now()).map(|explained| explained.lines);
        assert_eq!(fault(""), Err(Fault::Fields { found: 0 }));
        assert_eq!(fault("* * *"), Err(Fault::Fields { found: 3 }));
        let field = |field, text: &str| Err(Fault::Field { field, text: text.into() });
        assert_eq!(fault("61 * * * *"), field(Field::Minute, "61"));
        assert_eq!(fault("* * * * * 8"), field(Field::Weekday, "8"));
        assert_eq!(fault("0 25 * * *"), field(Field::Hour, "25"));
        assert_eq!(fault("0 9 * FOO *"), field(Field::Month, "FOO"));
        assert_eq!(fault(&"*".repeat(300)), Err(Fault::TooLong { limit: 256 }));
    }

    proptest! {
        #[test]
        fn no_expression_panics(expression in "([0-9*/,LW#?+-]{1,6} ){4,6}[0-9*]|.{0,30}") {
            let _ = explain(&expression, now());
        }
    }
}
