use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

use super::World;
use super::journal::Event;
use super::past::What;

/// Something that goes wrong on purpose.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Fault {
    #[serde(default)]
    pub id: u64,
    /// Only calls of this method; any where absent.
    #[serde(default)]
    pub method: Option<String>,
    /// Only calls for this chat.
    #[serde(default)]
    pub chat: Option<i64>,
    /// The first call that is hit, counted from now; 1 is the next.
    #[serde(default = "one")]
    pub nth: u64,
    /// How many calls are hit; 0 is all from there on.
    #[serde(default = "one")]
    pub times: u64,
    pub kind: FaultKind,
    /// For `status`.
    #[serde(default)]
    pub status: Option<u16>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub retry_after: Option<u64>,
    /// For `latency` and `hang`; a hang without it never ends.
    #[serde(default)]
    pub ms: Option<u64>,
    /// For `latency` and `hang`: so much longer at most, by chance.
    #[serde(default)]
    pub jitter_ms: Option<u64>,
    /// Of the calls that would be hit only some are, by chance: 0.25 is every fourth.
    #[serde(default)]
    pub probability: Option<f64>,
    /// Of two faults with one seed chance is the same.
    #[serde(default)]
    pub seed: u64,
    /// How many calls it has met and hit.
    #[serde(default)]
    pub met: u64,
    #[serde(default)]
    pub hit: u64,
}

fn one() -> u64 {
    1
}

/// The ways in which a call goes wrong.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Refused with this status and description.
    Status,
    /// Processed after a while.
    Latency,
    /// Not answered.
    Hang,
    /// The connection is reset, nothing is processed.
    CutBefore,
    /// Processed, then the connection is reset.
    CutAfter,
    /// Processed, and half the answer is sent.
    Truncate,
    /// The page that a proxy sends when what is behind it is away.
    BadGateway,
}

impl Fault {
    /// Chance that only the seed and the count of met calls decide.
    fn chance(&self) -> StdRng {
        StdRng::seed_from_u64(self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.met)
    }

    fn is_struck(&self) -> bool {
        self.probability.is_none_or(|probability| self.chance().random::<f64>() < probability)
    }

    /// The fault as it hits now, with its own delay.
    fn drawn(&self) -> Self {
        let mut fault = self.clone();
        if let Some(jitter) = self.jitter_ms {
            let more = self.chance().random_range(0..=jitter);
            fault.ms = Some(self.ms.unwrap_or(0).saturating_add(more));
        }
        fault
    }
}

impl World {
    /// Plans a fault and returns its id. Those that hit every call with `times` 0 or by chance stay until they are cleared.
    pub fn plan_fault(&mut self, mut fault: Fault) -> u64 {
        self.last_fault += 1;
        fault.id = self.last_fault;
        fault.nth = fault.nth.max(1);
        self.faults.push(fault);
        self.emit(Event::Faults);
        self.last_fault
    }

    /// Forgets all planned faults.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
        self.emit(Event::Faults);
    }

    /// The faults still planned.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The fault that hits this call, if one does. Every planned fault that fits counts the call.
    pub fn meet_fault(&mut self, method: &str, chat: i64) -> Option<Fault> {
        if self.faults.is_empty() {
            return None;
        }
        self.note(|| What::Met { method: method.to_owned(), chat });
        let mut found: Option<Fault> = None;
        for fault in &mut self.faults {
            let fits = fault.method.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(method))
                && fault.chat.is_none_or(|wanted| wanted == chat);
            if !fits {
                continue;
            }
            fault.met += 1;
            let due = fault.met >= fault.nth && (fault.times == 0 || fault.hit < fault.times);
            if due && found.is_none() && fault.is_struck() {
                fault.hit += 1;
                found = Some(fault.drawn());
            }
        }
        if found.is_some() {
            self.faults.retain(|fault| fault.times == 0 || fault.hit < fault.times);
            self.emit(Event::Faults);
        }
        found
    }
}
