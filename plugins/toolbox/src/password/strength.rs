//! How long somebody would guess.

use zxcvbn::{Score, zxcvbn};

use crate::sentence::{Sentence, Tell};

/// An estimate by zxcvbn, for somebody who has stolen slowly hashed passwords and tries 10 000 a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// From 0, guessed at once, to 4, out of reach.
    pub score: u8,
    pub time: Span,
}

/// A time of which only the largest unit matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Instant,
    Minutes(u64),
    Hours(u64),
    Days(u64),
    Months(u64),
    Years(u64),
    Centuries,
}

/// What is left of a password after so many characters only adds to it, and takes the longer to look at: twenty of 128
/// would take as long as a button may.
const LOOKED_AT: usize = 40;

pub fn estimate(password: &str) -> Strength {
    let beginning = password.char_indices().nth(LOOKED_AT).and_then(|(end, _)| password.get(..end));
    let found = zxcvbn(beginning.unwrap_or(password), &[]);
    let score = match found.score() {
        Score::Zero => 0,
        Score::One => 1,
        Score::Two => 2,
        Score::Three => 3,
        _ => 4,
    };
    Strength { score, time: Span::of(found.guesses() / 10_000) }
}

impl Tell for Strength {
    fn sentence(&self) -> Sentence {
        Sentence::new(match self.score {
            0 => "toolbox-password-strength-0",
            1 => "toolbox-password-strength-1",
            2 => "toolbox-password-strength-2",
            3 => "toolbox-password-strength-3",
            _ => "toolbox-password-strength-4",
        })
    }
}

impl Tell for Span {
    fn sentence(&self) -> Sentence {
        match *self {
            Self::Instant => Sentence::new("toolbox-password-instant"),
            Self::Minutes(count) => Sentence::new("toolbox-password-minutes").number("count", count),
            Self::Hours(count) => Sentence::new("toolbox-password-hours").number("count", count),
            Self::Days(count) => Sentence::new("toolbox-password-days").number("count", count),
            Self::Months(count) => Sentence::new("toolbox-password-months").number("count", count),
            Self::Years(count) => Sentence::new("toolbox-password-years").number("count", count),
            Self::Centuries => Sentence::new("toolbox-password-centuries"),
        }
    }
}

impl Span {
    fn of(seconds: u64) -> Self {
        const MINUTE: u64 = 60;
        const HOUR: u64 = 60 * MINUTE;
        const DAY: u64 = 24 * HOUR;
        const MONTH: u64 = 30 * DAY;
        const YEAR: u64 = 365 * DAY;
        match seconds {
            0..MINUTE => Self::Instant,
            MINUTE..HOUR => Self::Minutes(seconds / MINUTE),
            HOUR..DAY => Self::Hours(seconds / HOUR),
            DAY..MONTH => Self::Days(seconds / DAY),
            MONTH..YEAR => Self::Months(seconds / MONTH),
            _ if seconds < 100 * YEAR => Self::Years(seconds / YEAR),
            _ => Self::Centuries,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn estimates() {
        assert_eq!(estimate(""), Strength { score: 0, time: Span::Instant });
        assert_eq!(estimate("password1"), Strength { score: 0, time: Span::Instant });
        assert_eq!(estimate("kT9#vQ2$wX7!mZ4%"), Strength { score: 4, time: Span::Centuries });
        let spans = [60, 7200, 86_400, 40 * 86_400, 3 * 365 * 86_400].map(Span::of);
        assert_eq!(spans, [Span::Minutes(1), Span::Hours(2), Span::Days(1), Span::Months(1), Span::Years(3)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_password_panics(password in ".{0,128}") {
            estimate(&password);
        }
    }
}
