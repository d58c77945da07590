use std::sync::Mutex;
use std::sync::PoisonError;

use serde::{Deserialize, Serialize};

use crate::Fault;

/// Tokens of one or more calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// All that was read, cached tokens included.
    pub prompt: u64,
    /// Of these, what came from the provider's cache.
    pub cached: u64,
    /// All that was written, reasoning included.
    pub completion: u64,
    /// Some of it is a guess by length, because a stream broke before its figures came or the server gives none.
    pub estimated: bool,
}

impl Usage {
    pub fn add(&mut self, other: Self) {
        self.prompt += other.prompt;
        self.cached += other.cached;
        self.completion += other.completion;
        self.estimated |= other.estimated;
    }
}

/// What a million tokens cost, in minor units (cents).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prices {
    pub prompt: u64,
    /// Where a provider gives no discount for cached tokens, leave it out.
    pub cached: Option<u64>,
    pub completion: u64,
}

impl Prices {
    pub fn cost(&self, usage: &Usage) -> Money {
        let cached = usage.cached.min(usage.prompt);
        let fresh = usage.prompt - cached;
        let millionths = u128::from(fresh) * u128::from(self.prompt)
            + u128::from(cached) * u128::from(self.cached.unwrap_or(self.prompt))
            + u128::from(usage.completion) * u128::from(self.completion);
        Money { millionths: u64::try_from(millionths).unwrap_or(u64::MAX) }
    }
}

/// An amount in millionths of a minor unit: single calls cost far less than a cent, and rounding each would lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    pub millionths: u64,
}

impl Money {
    pub fn from_minor(minor: u64) -> Self {
        Self { millionths: minor.saturating_mul(1_000_000) }
    }

    /// Whole minor units, rounded up: nobody is told less than it costs.
    pub fn minor(self) -> u64 {
        self.millionths.div_ceil(1_000_000)
    }

    fn plus(self, other: Self) -> Self {
        Self { millionths: self.millionths.saturating_add(other.millionths) }
    }

    fn minus(self, other: Self) -> Self {
        Self { millionths: self.millionths.saturating_sub(other.millionths) }
    }
}

/// About how many tokens `text` is: bytes by 3.5, rounded up. English measures 4.1 bytes a token, so this errs upwards.
pub fn estimate_tokens(text: &str) -> u64 {
    (text.len() as u64 * 2).div_ceil(7)
}

/// A hard cap on what a job may cost. Money is set aside before a call and settled after it; what would go over the cap
/// is refused before anything is sent.
#[derive(Debug, Default)]
pub struct Budget {
    cap: Option<Money>,
    state: Mutex<Spent>,
}

/// How a budget stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub spent: Money,
    /// For calls that are under way.
    pub reserved: Money,
    pub usage: Usage,
    /// Calls for which money was set aside: those that went out.
    pub requests: u64,
}

impl Budget {
    pub fn capped_at(cap: Money) -> Self {
        Self { cap: Some(cap), ..Self::default() }
    }

    pub fn unlimited() -> Self {
        Self::default()
    }

    /// What an earlier run of the same job has spent already.
    #[must_use]
    pub fn already_spent(self, spent: Money) -> Self {
        self.with(|state| state.spent = spent);
        self
    }

    pub fn spent(&self) -> Spent {
        self.with(|state| *state)
    }

    /// Sets money aside for a call that may cost this much.
    pub fn reserve(&self, estimate: Money) -> Result<Charge<'_>, Fault> {
        self.with(|state| {
            let after = state.spent.plus(state.reserved).plus(estimate);
            if self.cap.is_some_and(|cap| after > cap) {
                return Err(Fault::OverBudget);
            }
            state.reserved = state.reserved.plus(estimate);
            state.requests += 1;
            Ok(())
        })?;
        Ok(Charge { budget: self, estimate, actual: None })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Spent) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Money set aside. A call that is dropped half-way may have been billed: its estimate counts as spent, unless it is
/// settled first.
#[derive(Debug)]
pub struct Charge<'a> {
    budget: &'a Budget,
    estimate: Money,
    actual: Option<(Money, Usage)>,
}

impl Charge<'_> {
    /// It cost this.
    pub fn settle(mut self, cost: Money, usage: Usage) {
        self.actual = Some((cost, usage));
    }
}

impl Drop for Charge<'_> {
    fn drop(&mut self) {
        // Nobody has said what a call took that was dropped half-way.
        let unknown = (self.estimate, Usage { estimated: true, ..Usage::default() });
        let (cost, usage) = self.actual.unwrap_or(unknown);
        let estimate = self.estimate;
        self.budget.with(|state| {
            state.reserved = state.reserved.minus(estimate);
            state.spent = state.spent.plus(cost);
            state.usage.add(usage);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: u64, cached: u64, completion: u64, minor: u64) {
        let prices = Prices { prompt: 300, cached: Some(30), completion: 1_500 };
        let usage = Usage { prompt, cached, completion, estimated: false };
        assert_eq!(prices.cost(&usage).minor(), minor, "{usage:?}");
    }

    #[test]
    fn tokens_become_cents() {
        check(0, 0, 0, 0);
        check(1, 0, 0, 1);
        check(1_000_000, 0, 0, 300);
        check(1_000_000, 1_000_000, 0, 30);
        check(1_000_000, 500_000, 1_000_000, 1_665);
        check(10, 99, 0, 1);
    }

    #[test]
    fn a_cap_refuses_before_the_call_and_counts_what_is_under_way() {
        let budget = Budget::capped_at(Money::from_minor(10));
        let first = budget.reserve(Money::from_minor(6)).unwrap();
        assert!(matches!(budget.reserve(Money::from_minor(6)), Err(Fault::OverBudget)));
        first.settle(Money::from_minor(2), Usage { prompt: 5, ..Usage::default() });
        let second = budget.reserve(Money::from_minor(8)).unwrap();
        drop(second);
        assert_eq!(budget.spent().spent, Money::from_minor(10), "a dropped call counts as its estimate");
        assert_eq!(budget.spent().reserved, Money::default());
        assert_eq!(budget.spent().usage.prompt, 5);
        assert_eq!(budget.spent().requests, 2, "what was refused did not go out");
    }

    #[test]
    fn a_resumed_job_goes_on_from_what_it_had_spent() {
        let budget = Budget::capped_at(Money::from_minor(10)).already_spent(Money::from_minor(9));
        assert!(budget.reserve(Money::from_minor(2)).is_err());
        assert!(budget.reserve(Money::from_minor(1)).is_ok());
    }
}
