//! The parts of an explanation in words.

use kit::{Cx, Text};

use super::lines::{Day, Line, Run, Weekday};

/// One sentence a line. Where only the time of the day is told, it is every day.
pub fn lines(cx: &Cx, lines: &[Line]) -> Vec<Text> {
    let days = lines.iter().any(|line| matches!(line, Line::Days(_) | Line::Weekdays(_)));
    let daily = matches!(lines.first(), Some(Line::At(_) | Line::Hours(_))) && !days;
    // Hours with nothing before them are their first minutes.
    let on_the_hour = matches!(lines.first(), Some(Line::Hours(_)));
    let mut told: Vec<_> = lines.iter().map(|one| line(cx, one)).collect();
    if on_the_hour {
        told.insert(1, cx.say("toolbox-cron-minute-zero"));
    }
    if daily {
        told.insert(1 + usize::from(on_the_hour), cx.say("toolbox-cron-daily"));
    }
    told
}

fn line(cx: &Cx, line: &Line) -> Text {
    match line {
        Line::At(times) => {
            list(cx, "toolbox-cron-at", times.iter().map(|(hour, minute)| format!("{hour:02}:{minute:02}")))
        }
        Line::EverySecond => cx.say("toolbox-cron-every-second"),
        Line::EverySeconds(step) => cx.tell("toolbox-cron-every-seconds", kit::args![count = *step]),
        Line::Seconds(runs) => list(cx, "toolbox-cron-seconds", runs.iter().copied().map(number)),
        Line::EveryMinute => cx.say("toolbox-cron-every-minute"),
        Line::EveryMinutes(step) => cx.tell("toolbox-cron-every-minutes", kit::args![count = *step]),
        Line::Minutes(runs) => list(cx, "toolbox-cron-minutes", runs.iter().copied().map(number)),
        Line::EveryHour => cx.say("toolbox-cron-every-hour"),
        Line::EveryHours(step) => cx.tell("toolbox-cron-every-hours", kit::args![count = *step]),
        Line::Hours(runs) => list(cx, "toolbox-cron-hours", runs.iter().copied().map(number)),
        Line::Days(days) => list(cx, "toolbox-cron-days", days.iter().copied().map(|day| month_day(cx, day))),
        Line::Weekdays(days) => {
            list(cx, "toolbox-cron-weekdays", days.iter().copied().map(|day| weekday(cx, day)))
        }
        Line::EitherDay => cx.say("toolbox-cron-either-day"),
        Line::BothDays => cx.say("toolbox-cron-both-days"),
        Line::Months(runs) => {
            list(cx, "toolbox-cron-months", runs.iter().copied().map(|run| months(cx, run)))
        }
        Line::Years(runs) => list(cx, "toolbox-cron-years", runs.iter().copied().map(number)),
    }
}

fn list(cx: &Cx, key: &str, items: impl Iterator<Item = String>) -> Text {
    cx.tell(key, kit::args![list = items.collect::<Vec<_>>().join(", ")])
}

fn number(run: Run) -> String {
    span(run, |number| number.to_string())
}

/// `Monday–Friday`, or the one there is.
fn span(run: Run, name: impl Fn(u16) -> String) -> String {
    let (first, last) = (name(run.first), name(run.last));
    if run.first == run.last { first } else { format!("{first}–{last}") }
}

fn month_day(cx: &Cx, day: Day) -> String {
    match day {
        Day::Run(run) => number(run),
        Day::Last => cx.label("toolbox-cron-last-day"),
        Day::LastWorkday => cx.label("toolbox-cron-last-workday"),
        Day::Workday(day) => cx.tell("toolbox-cron-workday", kit::args![day = day]).body,
    }
}

fn weekday(cx: &Cx, day: Weekday) -> String {
    match day {
        Weekday::Run(run) => span(run, |day| cx.tell("toolbox-cron-weekday", kit::args![day = day]).body),
        Weekday::Nth { day, nth } => {
            cx.tell("toolbox-cron-nth-weekday", kit::args![day = day, nth = nth]).body
        }
        Weekday::Last { day } => cx.tell("toolbox-cron-last-weekday", kit::args![day = day]).body,
    }
}

fn months(cx: &Cx, run: Run) -> String {
    span(run, |month| cx.tell("toolbox-cron-month", kit::args![month = month]).body)
}
