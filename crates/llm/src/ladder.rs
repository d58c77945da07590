use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How a model is asked for several texts at once: from the form it can least get wrong to the one anything can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// The server decodes along a JSON schema; on Anthropic a forced tool.
    JsonSchema,
    /// The server sees to it that the answer is a JSON object; which one is up to the prompt.
    JsonObject,
    /// The prompt asks for JSON, nobody enforces it.
    Plain,
    /// `12|text`, a line a text.
    Lines,
    /// One text a call.
    Single,
}

impl Rung {
    pub fn below(self) -> Option<Self> {
        match self {
            Self::JsonSchema => Some(Self::JsonObject),
            Self::JsonObject => Some(Self::Plain),
            Self::Plain => Some(Self::Lines),
            Self::Lines => Some(Self::Single),
            Self::Single => None,
        }
    }

    pub fn is_json(self) -> bool {
        self <= Self::Plain
    }
}

/// How well an endpoint kept to a form when the prompt asked for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Nobody has tried: it was gone down to in the middle of the work, or there is nothing to prove.
    Unproved,
    /// The right shape.
    Shape,
    /// The right shape and only allowed values: the server really decodes along the schema.
    Strict,
}

/// What is known about an endpoint and model. A plain value: store it by base URL and model, and hand it to the next
/// [`Client`](crate::Client), which then does not probe again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub rung: Rung,
    pub grade: Grade,
    #[serde(default)]
    pub learnt: Learnt,
    /// How it came down from the top, oldest first.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// When it was found out, seconds since 1970.
    #[serde(default)]
    pub since: u64,
}

impl Verdict {
    /// What nobody has proved may have been a bad day: after a day a better form is tried again.
    pub(crate) fn holds(&self, now: u64) -> bool {
        self.grade != Grade::Unproved || now.saturating_sub(self.since) < A_DAY
    }
}

const A_DAY: u64 = 24 * 60 * 60;

/// A step down the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub from: Rung,
    pub because: String,
}

/// Peculiarities of an endpoint that its refusals have taught.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learnt {
    /// Parameters that are left out from now on.
    pub refused: BTreeSet<Parameter>,
    /// It thinks before it writes, and the thinking counts against the limit of its answer.
    pub reasons: bool,
}

/// Parameters that some servers refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parameter {
    MaxCompletionTokens,
    MaxTokens,
    Temperature,
    StreamOptions,
    CacheKey,
    SystemRole,
    Stream,
}

impl Learnt {
    pub(crate) fn takes(&self, parameter: Parameter) -> bool {
        !self.refused.contains(&parameter)
    }

    /// Takes a refusal to heart; `false` when that was known already, so that leaving it out cannot have helped.
    pub(crate) fn learn(&mut self, parameter: Parameter) -> bool {
        let newer = parameter == Parameter::MaxCompletionTokens && !self.takes(parameter);
        self.refused.insert(if newer { Parameter::MaxTokens } else { parameter })
    }
}
