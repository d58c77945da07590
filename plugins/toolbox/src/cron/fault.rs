//! What can be wrong with a cron expression.

use croner::Cron;
use std::str::FromStr;

use crate::sentence::{Sentence, Tell};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not five to seven fields.
    Fields {
        found: usize,
    },
    /// One field says what it cannot.
    Field {
        field: Field,
        text: String,
    },
    TooLong {
        limit: usize,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Second,
    Minute,
    Hour,
    Day,
    Month,
    Weekday,
    Year,
}

const FIELDS: [Field; 7] =
    [Field::Second, Field::Minute, Field::Hour, Field::Day, Field::Month, Field::Weekday, Field::Year];

/// Finds the field at fault, by trying each one alone.
pub fn diagnose(expression: &str) -> Fault {
    let given: Vec<_> = expression.split_whitespace().collect();
    // Without seconds the first field is the minute.
    let fields = if given.len() == 5 { FIELDS.get(1..) } else { FIELDS.get(..) };
    let named: Vec<_> = fields.unwrap_or_default().iter().copied().zip(&given).collect();
    let culprit = named.into_iter().find(|(field, text)| !is_sound_alone(*field, text));
    match culprit {
        Some((field, text)) if (5..=7).contains(&given.len()) => {
            Fault::Field { field, text: (*text).to_owned() }
        }
        _ => Fault::Fields { found: given.len() },
    }
}

fn is_sound_alone(field: Field, text: &str) -> bool {
    let others = FIELDS.map(|other| if other == field { text } else { "*" });
    Cron::from_str(&others.join(" ")).is_ok()
}

impl Tell for Fault {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Fields { found } => Sentence::new("toolbox-cron-fields").number("found", *found),
            Self::Field { field, text } => Sentence::new(match field {
                Field::Second => "toolbox-cron-bad-second",
                Field::Minute => "toolbox-cron-bad-minute",
                Field::Hour => "toolbox-cron-bad-hour",
                Field::Day => "toolbox-cron-bad-day",
                Field::Month => "toolbox-cron-bad-month",
                Field::Weekday => "toolbox-cron-bad-weekday",
                Field::Year => "toolbox-cron-bad-year",
            })
            .text("text", text),
            Self::TooLong { limit } => Sentence::new("toolbox-cron-too-long").number("limit", *limit),
        }
    }
}
