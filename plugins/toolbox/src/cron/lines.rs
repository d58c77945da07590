//! The parts of an explanation. Each one is a sentence of the locale files.

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// At these times of the day: hour, minute.
    At(Vec<(u16, u16)>),
    EverySecond,
    EverySeconds(u16),
    /// In these seconds of the minute.
    Seconds(Vec<Run>),
    EveryMinute,
    EveryMinutes(u16),
    /// In these minutes of the hour.
    Minutes(Vec<Run>),
    EveryHour,
    EveryHours(u16),
    /// In these hours of the day.
    Hours(Vec<Run>),
    Days(Vec<Day>),
    Weekdays(Vec<Weekday>),
    /// Days of the month and weekdays are both given, and either is enough.
    EitherDay,
    /// Both must be met.
    BothDays,
    Months(Vec<Run>),
    Years(Vec<Run>),
}

/// Neighbouring values, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub first: u16,
    pub last: u16,
}

/// Days of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    Run(Run),
    Last,
    LastWorkday,
    /// The working day nearest to this one.
    Workday(u16),
}

/// Days of the week, 0 for Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weekday {
    Run(Run),
    /// The second Tuesday of the month, and the like.
    Nth {
        day: u16,
        nth: u16,
    },
    Last {
        day: u16,
    },
}

/// Gathers neighbours; two alone stay two, as "1, 2" reads better than "1–2".
pub fn runs(values: &[u16]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for value in values.iter().copied() {
        match runs.last_mut() {
            Some(run) if run.last + 1 == value => run.last = value,
            _ => runs.push(Run { first: value, last: value }),
        }
    }
    let split = |run: Run| {
        let pair = run.last == run.first + 1;
        let one = |value| Run { first: value, last: value };
        if pair { vec![one(run.first), one(run.last)] } else { vec![run] }
    };
    runs.into_iter().flat_map(split).collect()
}

/// The step of values that begin at 0 and go evenly round a whole: `0, 15, 30, 45` of 60.
pub fn step(values: &[u16], whole: u16) -> Option<u16> {
    let [0, step, ..] = *values else { return None };
    let even = whole.is_multiple_of(step) && values.iter().copied().eq((0..whole).step_by(step.into()));
    (step > 1 && even).then_some(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours() {
        let check = |values: &[u16], expected: &[(u16, u16)]| {
            let found: Vec<_> = runs(values).into_iter().map(|run| (run.first, run.last)).collect();
            assert_eq!(found, expected, "{values:?}");
        };
        check(&[], &[]);
        check(&[1, 2, 3, 5], &[(1, 3), (5, 5)]);
        check(&[1, 2, 4, 5, 6], &[(1, 1), (2, 2), (4, 6)]);
    }

    #[test]
    fn steps() {
        assert_eq!(step(&[0, 15, 30, 45], 60), Some(15));
        assert_eq!(step(&[0, 30], 60), Some(30));
        for uneven in [&[0, 1, 2][..], &[0], &[], &[5, 35], &[0, 25, 50]] {
            assert_eq!(step(uneven, 60), None, "{uneven:?}");
        }
        assert_eq!(step(&(0..60).collect::<Vec<_>>(), 60), None);
    }
}
