//! What comes back for texts, and what becomes of each.

mod intake;

pub use intake::{Intake, Settled, Sum};

/// What became of a text. A report says no more and no less than this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Not asked for yet, or asked and not answered.
    #[default]
    New,
    /// From the translation memory.
    Memory,
    /// Right at the first try.
    Ok,
    /// Right after this step.
    Repaired(Step),
    /// Codes were put back where they probably belong. Somebody should look at it.
    Approximate,
    /// There is no usable translation, so the source stands there.
    KeptSource(Kept),
}

impl State {
    /// There is a translation.
    pub fn is_translated(&self) -> bool {
        !matches!(self, Self::New | Self::KeptSource(_))
    }

    /// A person should look at it.
    pub fn wants_review(&self) -> bool {
        matches!(self, Self::Approximate | Self::KeptSource(_))
    }
}

/// The steps of mending; see [`Repair`](crate::repair::Repair).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Without asking.
    Tidied,
    AskedAgain,
    AskedAlone,
    /// Words between codes one by one.
    BetweenCodes,
    WithoutCodes,
}

/// Why the source was kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Kept {
    #[error("no usable translation came ({0})")]
    Unusable(String),
    #[error("{0}")]
    Declined(String),
    /// A gate of the whole file failed.
    #[error("{0}")]
    Gate(String),
}

#[cfg(test)]
mod tests;
